"""How many announcements are read in a second: `python -m benchmarks.reading [FOLDER of .txt files]`.

Without a folder it reads the demo's own announcement again and again. Prints figures; asserts nothing.
"""

import sys
import time
from importlib import resources
from pathlib import Path

from buranakan.policy import reading
from buranakan.policy.reading.reference import vocabulary_of_files

AT_LEAST_SECONDS = 3.0


def texts(folder):
    if folder:
        return [path.read_text(encoding="utf-8-sig") for path in sorted(Path(folder).glob("*.txt"))]
    return [resources.files("buranakan.demo").joinpath("texts/announcement.txt").read_text(encoding="utf-8")]


def main():
    given = texts(sys.argv[1] if len(sys.argv) > 1 else None)
    known = vocabulary_of_files()
    read, characters, start = 0, 0, time.process_time()
    while (spent := time.process_time() - start) < AT_LEAST_SECONDS:
        for text in given:
            reading.read(text, vocabulary=known)
            read += 1
            characters += len(text)
    print(f"{read / spent:,.0f} announcements/s of {len(given)}, {characters / spent:,.0f} characters/s")


if __name__ == "__main__":
    main()
