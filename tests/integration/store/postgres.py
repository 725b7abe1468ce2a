"""A PostgreSQL of the tests' own: a cluster in a temporary folder, by an ordinary user."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BIN = Path("/usr/lib/postgresql/15/bin")
HOW = (
    f"no PostgreSQL in {BIN}. These tests need a real one: apt-get install -y postgresql "
    "(Debian 12), then run them again"
)


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of a database server that lives as long as the block."""
    assert (BIN / "initdb").exists(), HOW
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    # A socket's path may be no longer than 107 bytes, so not in pytest's own folder.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    data = folder / "data"
    shutil.chown(folder, user)
    _run(user, "initdb", "-D", str(data), "-A", "trust", "-U", "sim", "--no-sync", "-E", "UTF8")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    try:
        _run(
            user, "pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"
        )
        yield f"postgresql://sim@/postgres?host={folder}"
    finally:
        _run(user, "pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def create(url: str, name: str) -> str:
    """A fresh database of the cluster; returns its URL."""
    folder = url.partition("host=")[2]
    subprocess.run([BIN / "createdb", "-h", folder, "-U", "sim", name], check=True)
    return url.replace("/postgres?", f"/{name}?")


def _run(user: str, program: str, *arguments: str) -> None:
    done = subprocess.run(
        [BIN / program, *arguments],
        user=user if os.geteuid() == 0 else None,
        cwd="/",
        capture_output=True,
        text=True,
        env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        check=False,
    )
    assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
