"""A PostgreSQL cluster of the test run's own: made in a temporary folder, on a free port, and gone afterwards."""

import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("initdb", "pg_ctl", "postgres")
# Debian keeps each version's server programs apart from the path.
FOLDERS = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
ROLE = "buranakan"
FIRST_WITH_ICU_DEFAULT = 15
# A test cluster may be lost at any moment, so nothing waits for the disk. Fifty racers in each of two workers connect.
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "250",
    "shared_buffers": "256MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class Programs:
    folder: Path

    @property
    def version(self):
        asked = [self.folder / "postgres", "--version"]
        said = subprocess.run(asked, capture_output=True, text=True, check=True)
        return int(re.search(r"\d+", said.stdout)[0])


def find_programs():
    """The newest server on this machine, or None."""
    if all(shutil.which(program) for program in PROGRAMS):
        return Programs(Path(shutil.which("postgres")).resolve().parent)
    found = [path.parent for folder in FOLDERS for path in Path(folder).glob("*/bin/postgres")]
    complete = [Programs(folder) for folder in found if all((folder / program).exists() for program in PROGRAMS)]
    return max(complete, key=lambda programs: programs.version, default=None)


@contextmanager
def cluster(programs):
    """Yields the DATABASE_URL of a running cluster."""
    home = Path(tempfile.mkdtemp(prefix="buranakan-postgres-"))
    try:
        account = server_account()
        if account:
            os.chown(home, account.pw_uid, account.pw_gid)
        run = runner(programs, home=home, account=account)
        files = ["--pgdata", home / "cluster"]
        run("initdb", *files, "--username", ROLE, "--auth", "trust", "--no-sync", *locale(programs))
        port = free_port()
        options = OPTIONS | {"port": port, "unix_socket_directories": home}
        words = " ".join(f"-c {name}={value}" for name, value in options.items())
        run("pg_ctl", "start", "--wait", *files, "--log", home / "server.log", "--options", words)
        try:
            yield f"postgresql://{ROLE}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "--wait", "--mode", "immediate", *files)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def server_account():
    """PostgreSQL refuses to run as root; another account lends its name."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name: account for account in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def runner(programs, *, home, account):
    def run(program, *arguments):
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
        command = [programs.folder / program, *arguments]
        # To a file, not a pipe: the server inherits it and would keep a pipe open.
        with (home / "words.log").open("w+") as words:
            outcome = subprocess.run(command, cwd=home, stdout=words, stderr=words, check=False, **identity)
            if outcome.returncode:
                words.seek(0)
                raise RuntimeError(f"{program} failed:\n{words.read()}")

    return run


def locale(programs):
    """Thai collation by default, as an office's server has: an order that is right only in bytes shows itself."""
    plain = ["--encoding", "UTF8", "--locale", "C"]
    if programs.version < FIRST_WITH_ICU_DEFAULT:
        return plain
    return [*plain, "--locale-provider", "icu", "--icu-locale", "th"]


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]
