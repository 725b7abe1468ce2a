"""Are the models in the models folder what the manifest says? Quickly by stamp, or by hash."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.weights.files import sha256_of, written_whole
from app.weights.manifest import HOW_TO_GET, Manifest, Model, WeightFile, load_manifest

STAMPS = ".stamps"


@dataclass(frozen=True, slots=True)
class Problem:
    """One file that is missing, cut off, or not what was pinned."""

    model: str
    path: str
    expected: str
    actual: str

    def __str__(self) -> str:
        return (
            f"{self.path}: expected {self.expected}, found {self.actual}. {HOW_TO_GET} {self.model}"
        )

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def check(
    models_dir: Path, ids: list[str] | None = None, manifest: Manifest | None = None
) -> list[Problem]:
    """The quick look for the start of the server: sizes, and times as they were when the file was
    last hashed. Milliseconds. A file that was touched since is a problem until ``verify``."""
    manifest = manifest or load_manifest()
    found: list[Problem] = []
    for model in manifest.pick(ids):
        stamped = _read_stamp(models_dir, model)
        looks = (_quick(models_dir, model, file, stamped.get(file.path)) for file in model.files)
        found += [problem for problem in looks if problem is not None]
    return found


def verify(
    models_dir: Path, ids: list[str] | None = None, manifest: Manifest | None = None
) -> list[Problem]:
    """Hash every file; models that pass are stamped for ``check``."""
    manifest = manifest or load_manifest()
    found = []
    for model in manifest.pick(ids):
        problems = [file_problem(models_dir, model, file) for file in model.files]
        wrong = [problem for problem in problems if problem is not None]
        found += wrong
        if not wrong:
            stamp(models_dir, model)
    return found


def remove(
    models_dir: Path, ids: list[str] | None = None, manifest: Manifest | None = None
) -> list[str]:
    """Delete the named models (default: all), and return the ids of those that were there. Files
    that are not ours stay."""
    manifest = manifest or load_manifest()
    gone = []
    for model in manifest.pick(ids):
        here = [models_dir / file.path for file in model.files if (models_dir / file.path).exists()]
        _stamp_path(models_dir, model).unlink(missing_ok=True)
        for path in here:
            path.unlink()
        for folder in sorted({path.parent for path in here}, reverse=True):
            _drop_if_empty(folder, models_dir)
        if here:
            gone.append(model.id)
    if not ids:
        shutil.rmtree(models_dir / ".downloads", ignore_errors=True)
    return gone


def file_problem(models_dir: Path, model: Model, file: WeightFile) -> Problem | None:
    """Compare one file's size, then its hash, with the manifest."""
    path = models_dir / file.path
    if not path.is_file():
        return Problem(model.id, file.path, f"{file.size} bytes", "nothing")
    size = path.stat().st_size
    if size != file.size:
        return Problem(model.id, file.path, f"{file.size} bytes", f"{size} bytes")
    actual = sha256_of(path)
    if actual != file.sha256:
        return Problem(model.id, file.path, f"SHA-256 {file.sha256}", f"SHA-256 {actual}")
    return None


def stamp(models_dir: Path, model: Model) -> None:
    """Note that all files of ``model`` had the right hash just now."""
    facts = {
        file.path: {"sha256": file.sha256, "mtime": int((models_dir / file.path).stat().st_mtime)}
        for file in model.files
    }
    with written_whole(_stamp_path(models_dir, model)) as target:
        target.write(json.dumps(facts, indent=1).encode())


def _quick(models_dir: Path, model: Model, file: WeightFile, stamped: Any) -> Problem | None:
    path = models_dir / file.path
    if not path.is_file():
        return Problem(model.id, file.path, f"{file.size} bytes", "nothing")
    status = path.stat()
    if status.st_size != file.size:
        return Problem(model.id, file.path, f"{file.size} bytes", f"{status.st_size} bytes")
    # Whole seconds: container layers and copies keep no more than that.
    if stamped != {"sha256": file.sha256, "mtime": int(status.st_mtime)}:
        return Problem(
            model.id, file.path, f"SHA-256 {file.sha256}", "a file that was not verified"
        )
    return None


def _stamp_path(models_dir: Path, model: Model) -> Path:
    return models_dir / STAMPS / f"{model.id}.json"


def _read_stamp(models_dir: Path, model: Model) -> dict[str, Any]:
    try:
        read = json.loads(_stamp_path(models_dir, model).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _drop_if_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
