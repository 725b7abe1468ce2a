"""HTTP: routers that call the rooms below, and what guards them."""

from __future__ import annotations

from app.api.deps import Health, HealthReport, Rooms, Voicing
from app.api.install import install
from app.api.shelf import Shelf
from app.call.asked import Prepared

__all__ = ["Health", "HealthReport", "Prepared", "Rooms", "Shelf", "Voicing", "install"]
