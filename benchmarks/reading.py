"""How well and how fast announcements are read: `python -m benchmarks.reading [FOLDER of .txt files]`.

With a folder it measures against tests/policy/reading/labels.json, which holds what people read there, as values
without the texts: those the rules were tuned on, those that hold no figures, and those held out, apart. Without a
folder, only the speed, on the demo's own announcement. Prints figures; asserts nothing.
"""

import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from buranakan.policy import reading
from buranakan.policy.reading.reference import vocabulary_of_files

AT_LEAST_SECONDS = 3.0
LABELS = Path(__file__).parents[1] / "tests/policy/reading/labels.json"
ROLES = ("promise", "result", "rule", "context")
OTHER = "other"  # a person said only that it is no promise
WORST, AROUND = 3, 60


@dataclass
class Measure:
    """What was read rightly, wrongly, and not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def count(self, read, said):
        self.right += read and said
        self.wrong += read and not said
        self.missed += said and not read

    @property
    def precision(self):
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self):
        return self.right / (self.right + self.missed) if self.right + self.missed else None


@dataclass
class Measures:
    """Over every place where a figure stands, repeated ones too; `amounts` are (value, unit)."""

    roles: dict = field(default_factory=lambda: {role: Measure() for role in ROLES})
    amounts: Measure = field(default_factory=Measure)
    items: Measure = field(default_factory=Measure)  # promises once a release, as the page proposes them
    mistakes: list = field(default_factory=list)

    def add(self, stem, text, read, labels):
        for start, figure, label in _pairs(read, labels):
            self._place(stem, text, start, figure, label)
        proposed = Counter((float(one.value), one.unit) for one in read.promises)
        meant = {(float(label[2]), label[4]) for label in labels if label[5] == "promise"}
        for amount, times in proposed.items():
            self.items.count(True, amount in meant)
            self.items.wrong += times - 1  # one promise proposed twice is one too many
        self.items.missed += len(meant - proposed.keys())

    def _place(self, stem, text, start, figure, label):
        same = bool(figure and label) and (float(figure.value), figure.unit) == (float(label[2]), label[4])
        self.amounts.count(figure is not None and (same or not label), label is not None)
        self.amounts.wrong += bool(figure and label and not same)
        for role, measure in self.roles.items():
            if label and label[5] == OTHER and role != "promise":
                continue
            measure.count(figure is not None and figure.role == role, label is not None and label[5] == role)
        if (figure is not None and figure.role == "promise") != (label is not None and label[5] == "promise"):
            self.mistakes.append(Mistake(stem, text, start, figure, label))


def _pairs(read, labels):
    """What was read beside what a person said there: by place, or where no places are told by amount, in order."""
    places = {place.start: one for one in read.figures for place in (one, *one.also_at)}
    said = {label[0]: label for label in labels if label[0] is not None}
    unplaced = [label for label in labels if label[0] is None]
    for start, figure in sorted(places.items(), key=lambda pair: pair[0]):
        amount = (float(figure.value), figure.unit)
        same = next((label for label in unplaced if (float(label[2]), label[4]) == amount), None)
        if same:
            unplaced.remove(same)
        yield start, figure, said.pop(start, same)
    yield from ((start, None, label) for start, label in said.items())
    yield from ((None, None, label) for label in unplaced)


@dataclass
class Mistake:
    """A figure read as a promise that is none, or the other way round."""

    stem: str
    text: str
    start: int | None
    figure: object
    label: list | None

    @property
    def size(self):
        value = self.figure.value if self.figure else self.label[2]
        return float(value)

    def __str__(self):
        start = self.start or 0
        words = self.text[max(0, start - AROUND) : start + AROUND // 2].replace("\n", " ")
        said = self.label[5] if self.label else "no figure"
        read = f"{self.figure.role} by {self.figure.rule}" if self.figure else "nothing"
        where = f"… {words} …" if self.start is not None else f"{self.label[2]:,} {self.label[4]}"
        return f"{self.stem}: read as {read}, a person says {said}: {where}"


def measured(texts, labels, *, vocabulary):
    """The measures of the labelled texts that are there."""
    measures = Measures()
    for stem, said in labels.items():
        if stem in texts:
            measures.add(stem, texts[stem], reading.read(texts[stem], vocabulary=vocabulary), said)
    return measures


def report(name, measures, *, texts):
    print(f"{name}: {len(texts)} announcements")
    rows = [*measures.roles.items(), ("promises, once a release", measures.items), ("(value, unit)", measures.amounts)]
    for title, one in rows:
        counted = f"{one.right:4} right {one.wrong:3} wrong {one.missed:3} missed"
        print(f"  {title:26} precision {shown(one.precision)}  recall {shown(one.recall)}  {counted}")
    told = {(one.stem, one.size): one for one in measures.mistakes}  # once, however often it is said
    for mistake in sorted(told.values(), key=lambda one: -one.size)[:WORST]:
        print(f"  {mistake}")


def shown(share):
    return "nothing to measure" if share is None else f"{share:.3f}"


def texts_of(folder):
    if folder:
        return {path.stem: path.read_text(encoding="utf-8-sig") for path in sorted(Path(folder).rglob("*.txt"))}
    demo = resources.files("buranakan.demo").joinpath("texts/announcement.txt")
    return {"demo": demo.read_text(encoding="utf-8")}


def rate(texts, *, vocabulary):
    """Announcements and characters in a second."""
    read, characters, start = 0, 0, time.process_time()
    while (spent := time.process_time() - start) < AT_LEAST_SECONDS:
        for text in texts.values():
            reading.read(text, vocabulary=vocabulary)
            read += 1
            characters += len(text)
    return read / spent, characters / spent


def main():
    texts = texts_of(sys.argv[1] if len(sys.argv) > 1 else None)
    vocabulary = vocabulary_of_files()
    for name, labels in json.loads(LABELS.read_text(encoding="utf-8")).items():
        there = {stem: text for stem, text in texts.items() if stem in labels}
        if there:
            report(name, measured(there, labels, vocabulary=vocabulary), texts=there)
    announcements, characters = rate(texts, vocabulary=vocabulary)
    print(f"{announcements:,.0f} announcements/s of {len(texts)}, {characters:,.0f} characters/s")


if __name__ == "__main__":
    main()
