"""The files of an open data set: the rows, the dictionary, the checksums, and all of them together.

The same facts on the same day give the same bytes. Nothing is kept: the files are made when they are asked for.
"""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass

from django.conf import settings

from buranakan.insight import publish
from buranakan.insight.columns import Words

# Excel reads a CSV file as UTF-8 only behind this mark.
BYTE_ORDER_MARK = "\ufeff"
# The oldest moment that the format knows: when the bundle was made is told by the rows, not by its wrapping.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)
NAME_OF_SUMS = "SHA256SUMS"

DICTIONARY_HEADINGS = [
    *("key", "label_th", "label_en", "description_th", "description_en"),
    *("type", "unit_th", "unit_en", "class", "may_be_empty"),
]


@dataclass(frozen=True)
class File:
    """One file: its name, what it is served as, and its bytes."""

    name: str
    content_type: str
    content: bytes

    @property
    def sha256(self):
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Published:
    """Everything there is of a data set on one day. The checksums cover the rows and both dictionaries."""

    dataset: object
    rows: list
    data: File
    dictionary_csv: File
    dictionary_json: File
    sums: File
    bundle: File

    @property
    def files(self):
        """Every file by its name."""
        return {
            one.name: one for one in (self.data, self.dictionary_csv, self.dictionary_json, self.sums, self.bundle)
        }

    @property
    def hidden_count(self):
        """Rows whose count is hidden."""
        return sum(row.is_hidden for row in self.rows)


def published(dataset, *, on):
    """The data set as of a day."""
    [found] = all_published([dataset], on=on)
    return found


def all_published(datasets, *, on):
    """Each of these data sets as of a day; what is public about the programmes is counted once for all of them."""
    releases = publish.releases(publish.promises(), on=on).values()
    return [_published(one, releases=releases, on=on) for one in datasets]


def _published(dataset, *, releases, on):
    rows = dataset.rows(releases, on=on)
    data = File(f"{stem(dataset)}.csv", "text/csv; charset=utf-8", _csv(_table(dataset, rows)))
    dictionary_csv = File(
        f"{stem(dataset)}-dictionary.csv", "text/csv; charset=utf-8", _csv(dictionary_rows(dataset))
    )
    dictionary_json = File(f"{stem(dataset)}-dictionary.json", "application/json", _json(described(dataset)))
    summed = [data, dictionary_csv, dictionary_json]
    lines = "".join(f"{one.sha256}  {one.name}\n" for one in summed)
    sums = File(f"{stem(dataset)}.{NAME_OF_SUMS}", "text/plain; charset=utf-8", lines.encode())
    return Published(
        dataset=dataset,
        rows=rows,
        data=data,
        dictionary_csv=dictionary_csv,
        dictionary_json=dictionary_json,
        sums=sums,
        bundle=File(f"{stem(dataset)}.zip", "application/zip", _zip([*summed, sums])),
    )


def stem(dataset):
    """What the files' names begin with; of synthetic data the name says so."""
    return f"synthetic-{dataset.key}" if settings.IS_SYNTHETIC else dataset.key


def dictionary_rows(dataset):
    """The dictionary as a table, its headings first."""
    return [DICTIONARY_HEADINGS, *(_said(column) for column in dataset.columns)]


def described(dataset):
    """The data set in the terms of the government's data catalogue, with its columns."""
    told = ("title", "description", "objective", "source", "coverage", "category", "frequency", "licence")
    return {
        "key": dataset.key,
        **{name: _both(getattr(dataset, name)) for name in told},
        "licence_url": dataset.licence_url,
        "keywords": [_both(one) for one in dataset.keywords],
        "format": "CSV, UTF-8",
        "is_synthetic": settings.IS_SYNTHETIC,
        "columns": [
            {
                "key": column.key,
                "label": _both(column.label),
                "description": _both(column.description),
                "type": column.type,
                "unit": _both(column.unit) if column.unit else None,
                "class": column.classification.value,
                "may_be_empty": column.may_be_empty,
            }
            for column in dataset.columns
        ],
    }


def _said(column):
    unit = column.unit or Words(th="", en="")
    return [
        *(column.key, column.label.th, column.label.en, column.description.th, column.description.en),
        *(column.type, unit.th, unit.en, column.classification.value, "yes" if column.may_be_empty else "no"),
    ]


def _both(words):
    return {"th": words.th, "en": words.en}


def _table(dataset, rows):
    heading = [column.key for column in dataset.columns]
    return [heading, *([column.value(row) for column in dataset.columns] for row in rows)]


def _csv(table):
    """RFC 4180; None is an empty field."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    csv.writer(text).writerows(table)
    return text.getvalue().encode()


def _json(described):
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _zip(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for one in files:
            bundle.writestr(zipfile.ZipInfo(one.name, NO_MOMENT), one.content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
