"""Which package may import which: the contracts of pyproject.toml, run over any tree of packages."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.guards.tree import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def skeleton(folder, *, contracts=CONTRACTS):
    """Empty packages for every floor and room that the contracts name."""
    for contract in contracts:
        for container in contract.get("containers", []):
            for layer in contract["layers"]:
                for name in layer.replace("|", " ").split():
                    package(folder, f"{container}.{name.strip('()')}")
        for module in [*contract.get("source_modules", []), *contract.get("forbidden_modules", [])]:
            if module.startswith("buranakan.") and "*" not in module:
                package(folder, module)
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")


def package(folder, dotted):
    place = folder
    for name in dotted.split("."):
        place = place / name
        place.mkdir(exist_ok=True)
        (place / "__init__.py").touch()
    return place


def find_broken_contracts(folder):
    """Names of the contracts that the packages in the folder break."""
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200", "NO_COLOR": "1"}
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    said = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout
    if "Contracts:" not in said:
        raise RuntimeError(said)
    return [line.removesuffix(" BROKEN").strip() for line in said.splitlines() if line.endswith(" BROKEN")]
