"""Learner acts: one vocabulary, and the embedded classifier that hears them."""

from __future__ import annotations

from app.patient.acts.classifier import EmbeddedClassifier, load_classifier
from app.patient.acts.types import NOWHERE, ActClassifier, ActContext
from app.patient.acts.vocabulary import ACTS, FROM_EVENTS

__all__ = [
    "ACTS",
    "FROM_EVENTS",
    "NOWHERE",
    "ActClassifier",
    "ActContext",
    "EmbeddedClassifier",
    "load_classifier",
]
