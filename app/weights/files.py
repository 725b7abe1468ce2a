"""Hashing, atomic writing, and reading members of wheels and npm archives."""

from __future__ import annotations

import hashlib
import os
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

CHUNK = 1 << 20


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its place at ``path`` only when all of it is on disk. On any
    error nothing is left behind and an older file stays as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


class Archive:
    """Members of a wheel (.whl) or an npm archive (.tgz), by name."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path) if path.suffix == ".whl" else None
        self._tar = tarfile.open(path, "r:gz") if path.suffix != ".whl" else None  # noqa: SIM115

    def open(self, member: str) -> IO[bytes]:
        """Raises KeyError if there is no such member."""
        if self._zip is not None:
            return self._zip.open(member)
        assert self._tar is not None
        file = self._tar.extractfile(member)
        if file is None:
            raise KeyError(member)
        return file

    def close(self) -> None:
        for archive in (self._zip, self._tar):
            if archive is not None:
                archive.close()
