"""Copies what the pages serve from node_modules to assets/vendor. Standard library only."""

import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "assets" / "vendor"

SUBSETS = ["thai", "latin"]
WEIGHTS = [400, 600, 700]
# Documents want one whole font a weight, with Thai and Latin in it; pages want small parts.
PRINTED = {"400Regular": "Sarabun-Regular.ttf", "700Bold": "Sarabun-Bold.ttf"}
PROVINCES = 77
GRID = {"js/tabulator_esm.min.mjs": "tabulator.js", "css/tabulator_simple.min.css": "tabulator.css"}
MAPPED = re.compile(r"(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)\s*$")
LAKES = {"lakesongkha"}


def main():
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    copy_fonts()
    copy_printed_fonts()
    write_map()
    copy_grid()


def copy_grid():
    """The grid that plans are edited in: its minified module, its plainest style, its licence."""
    package, folder = MODULES / "tabulator-tables", VENDOR / "tabulator"
    folder.mkdir()
    shutil.copy(package / "LICENSE", folder / "LICENSE")
    for source, name in GRID.items():
        written = (package / "dist" / source).read_text(encoding="utf-8")
        # The maps of the minified lines stay behind, so nothing may point at them.
        (folder / name).write_text(MAPPED.sub("", written), encoding="utf-8")


def copy_fonts():
    package = MODULES / "@fontsource" / "sarabun"
    folder = VENDOR / "sarabun"
    folder.mkdir()
    shutil.copy(package / "LICENSE", folder / "LICENSE")
    for subset in SUBSETS:
        for weight in WEIGHTS:
            name = f"sarabun-{subset}-{weight}-normal.woff2"
            shutil.copy(package / "files" / name, folder / name)


def copy_printed_fonts():
    package = MODULES / "@expo-google-fonts" / "sarabun"
    folder = VENDOR / "print"
    folder.mkdir()
    for weight, name in PRINTED.items():
        shutil.copy(package / weight / f"Sarabun_{weight}.ttf", folder / name)
    shutil.copy(package / "LICENSE_FONT", folder / "LICENSE")


def write_map():
    """The package is a JavaScript module holding one JSON object; Python reads the object."""
    package = MODULES / "@svg-maps" / "thailand"
    source = (package / "index.js").read_text(encoding="utf-8")
    drawing = json.loads(source[source.index("{") : source.rindex("}") + 1])
    shapes = {map_key(shape["name"]): shape["path"] for shape in drawing["locations"]}
    provinces = {key: path for key, path in shapes.items() if key not in LAKES}
    if len(provinces) != PROVINCES:
        raise SystemExit(f"The map holds {len(provinces)} provinces, not {PROVINCES}.")
    shaped = {
        "view_box": drawing["viewBox"],
        "provinces": provinces,
        "lakes": {key: path for key, path in shapes.items() if key in LAKES},
    }
    (VENDOR / "thailand.json").write_text(json.dumps(shaped, indent=0, sort_keys=True), encoding="utf-8")
    shutil.copy(package / "LICENSE.md", VENDOR / "thailand.LICENSE.md")


def map_key(name_en):
    """Sources write Buri Ram and Buriram: letters alone agree."""
    return re.sub(r"[^a-z]", "", name_en.lower())


if __name__ == "__main__":
    main()
