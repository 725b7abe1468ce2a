"""Who sits opposite the patient, as a command names them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.patient.engines import WordsError, load_language_model
from app.rehearsal.clinicians import Clinician, Kind, ModelClinician, load_bank, load_common
from app.rehearsal.learner import Learner, Scripted
from app.rehearsal.script import read_script
from app.scenario.model import Scenario
from app.settings import Settings

MODEL = "model"


@contextmanager
def opposite(
    script: Path | None,
    name: str | None,
    scenario: Scenario,
    settings: Settings,
    *,
    seed: int,
    errors: float,
) -> Iterator[Learner]:
    """Somebody who reads from ``script`` (``-``: standard input), or is called ``name``.

    Raises ValueError where neither or both are given or there is nobody of that name, WordsError
    where no language model can be had, ScriptError, OSError, UnicodeDecodeError.
    """
    if (script is None) == (name is None):
        raise ValueError("give either --script FILE or --learner NAME")
    if script is not None:
        text = sys.stdin.read() if str(script) == "-" else script.read_text(encoding="utf-8-sig")
        yield Scripted(read_script(text.splitlines()))
    elif name is not None and name.partition("-")[0] == MODEL:
        manner = ModelClinician.manner(name)
        model = load_language_model(settings, _engine(settings))
        clinician = ModelClinician(model, scenario, manner, seed, errors)
        try:
            yield clinician
        finally:
            clinician.close()
    else:
        banks = settings.scenarios_dir / "clinicians"
        bank, common = load_bank(banks, scenario.id), load_common(banks)
        yield Clinician(Kind.named(name or ""), bank, common, seed, errors)


def _engine(settings: Settings) -> str:
    """The model that gives the patient words plays the clinician too; else one that is named."""
    if settings.words != "scripted":
        return settings.words
    if not settings.openai_base_url and settings.transformers_model is None:
        raise WordsError(
            f"the learner {MODEL!r} needs a language model: set OPENAI_BASE_URL and OPENAI_MODEL, "
            "or TRANSFORMERS_MODEL"
        )
    return "openai" if settings.openai_base_url else "transformers"
