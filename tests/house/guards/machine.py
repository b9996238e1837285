"""What must not be kept in the checkout: places of one machine, hosts that packages came from."""

import re

# Written in parts, so that this file is no offender itself.
FOLDERS = ["ho" + "me/", "Us" + "ers/", "ro" + "ot/", "wo" + "rk/", "t" + "mp/", "op" + "t/", "m" + "nt/"]
MACHINE_PATH = re.compile(rf"(?<![\w.~/{{}}-])/(?:{'|'.join(FOLDERS)})")
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com"]
INDEX = re.compile("--(?:extra-)?index" + "-url|^registry" + r"\s*=", re.MULTILINE)


def find_machine_paths(files):
    """A clone works wherever it lies."""
    return [f"{path}: {found.group(0)}" for path, text in files.items() for found in MACHINE_PATH.finditer(text)]


def find_registry_hosts(files):
    """Whoever installs chooses where from."""
    return [f"{path}: {host}" for path, text in files.items() for host in REGISTRIES if host in text] + [
        f"{path}: {found.group(0)}" for path, text in files.items() for found in INDEX.finditer(text)
    ]
