"""The page docs/open-data.md: the open data sets and what their columns mean, written from their declarations."""

from buranakan.insight.datasets import DATASETS

HEADER = """# Open data

Written by `python scripts/make_dictionary.py` from `buranakan/insight/datasets/`; a test fails when it is out of date.
The same dictionary is offered beside each file, as CSV and as JSON.

Files are UTF-8 with a byte order mark, so that Excel reads Thai. Lines end with CR LF; an empty field is not known or
not told. The same facts on the same day give the same bytes. To check them, unpack the ZIP and type in its folder:

    sha256sum --check *.SHA256SUMS

The sums cover the rows and both dictionaries. Licence, coverage and frequency are proposals of ours, in the terms of
the government's data catalogue: the publishing agency decides.
"""
HEADING = "| column | ชื่อ | label | type | unit | may be empty | class |\n|" + " --- |" * 7


def as_markdown():
    """The page, whole."""
    return "\n".join([HEADER, *(_section(dataset) for dataset in DATASETS.values())])


def _section(dataset):
    return "\n".join([
        f"## {dataset.title.th} · {dataset.title.en}",
        "",
        f"`{dataset.key}`",
        "",
        dataset.description.th,
        "",
        dataset.description.en,
        "",
        f"Licence: [{dataset.licence.en}]({dataset.licence_url}).",
        "",
        HEADING,
        *(_row(column) for column in dataset.columns),
        "",
        *(f"- `{one.key}`: {one.description.th} · {one.description.en}" for one in dataset.columns),
        "",
    ])


def _row(column):
    unit = f"{column.unit.th} · {column.unit.en}" if column.unit else ""
    cells = [f"`{column.key}`", column.label.th, column.label.en, column.type, unit]
    return f"| {' | '.join([*cells, 'yes' if column.may_be_empty else 'no', column.classification.value])} |"
