"""What words mean: MiniLM, and what was tuned above its lower layers."""

from __future__ import annotations

from app.patient.minilm.embedder import Embedder
from app.patient.minilm.likeness import Likeness

__all__ = ["Embedder", "Likeness"]
