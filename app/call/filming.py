"""A patient saying one thing, as a film: to look at a face without a call."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import typer

from app.call.patient_voice import voice_of
from app.scenario import Library
from app.scenario.errors import ScenarioError
from app.settings import Settings
from app.speech.delivery import deliver
from app.speech.synthesizers import load_synthesizer
from app.speech.types import Delivery
from avatar.animator import Animator
from avatar.film import film
from avatar.renderers import load_renderer
from avatar.timing import TimedPhoneme


def film_line(settings: Settings, scenario_id: str, text: str, emotion: str, output: Path) -> None:
    """Film ``text`` said by a scenario's patient. ``emotion``: name:intensity, or empty."""
    try:
        entry = Library(settings.scenarios_dir).get(scenario_id)
    except ScenarioError as error:
        raise typer.BadParameter(str(error)) from None
    except KeyError:
        raise typer.BadParameter(f"there is no scenario {scenario_id!r}") from None
    name, _, strength = (emotion or "neutral:0.3").partition(":")
    delivery = Delivery(emotion=name, intensity=float(strength or 0.6))
    synthesizer = load_synthesizer(
        settings.voice, settings.models_dir, min(2, settings.cores), settings.coqui_model
    )
    samples: list[np.ndarray[tuple[int], np.dtype[np.int16]]] = []
    phonemes: list[TimedPhoneme] = []
    at = 0.0
    for index, clause in enumerate(synthesizer.speak(text, voice_of(entry.scenario), delivery)):
        spoken = deliver(clause, delivery, first=index == 0)
        phonemes += [
            TimedPhoneme(p.symbol, p.start + at, p.end + at, p.stress) for p in spoken.phonemes
        ]
        samples.append(spoken.samples)
        at += spoken.seconds
    animator = Animator(seed=1)
    animator.feel(0.0, delivery.emotion, delivery.intensity)
    renderer = load_renderer(entry.scenario.look.cast)
    frames = film(renderer, animator, np.concatenate(samples), phonemes, output)
    typer.echo(f"{output}: {frames} frames, {at:.1f} s of speech")
