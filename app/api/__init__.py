"""HTTP: routers that call the rooms below, and what guards them."""

from __future__ import annotations

from app.api.deps import Health, HealthReport, Prepared, Rooms, Voicing
from app.api.install import install
from app.api.shelf import Shelf

__all__ = ["Health", "HealthReport", "Prepared", "Rooms", "Shelf", "Voicing", "install"]
