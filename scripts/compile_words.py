"""Compiles the gettext catalogues in pure Python: gettext's own compiler is not on every machine."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]


def main():
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parts[-3], abort_invalid=True)
        with path.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)


if __name__ == "__main__":
    main()
