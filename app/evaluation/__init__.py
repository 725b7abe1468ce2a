"""Evaluation: from the log of a call to its report. Pure: no clock, no files, no network."""

from __future__ import annotations

from app.evaluation.report import report
from app.evaluation.schema import CallFacts, Measure, Moment, Report
from app.evaluation.timings import timings

__all__ = ["CallFacts", "Measure", "Moment", "Report", "report", "timings"]
