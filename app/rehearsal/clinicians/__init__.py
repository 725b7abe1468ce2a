"""Simulated clinicians of graded skill, who talk with a patient in words."""

from __future__ import annotations

from app.rehearsal.clinicians.bank import STYLES, Bank, Common, load_bank, load_common
from app.rehearsal.clinicians.language_model import ModelClinician
from app.rehearsal.clinicians.policy import LEVELS, SKILLED, Clinician, Kind

__all__ = [
    "LEVELS",
    "SKILLED",
    "STYLES",
    "Bank",
    "Clinician",
    "Common",
    "Kind",
    "ModelClinician",
    "load_bank",
    "load_common",
]
