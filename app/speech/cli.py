"""The commands ``speak`` and ``transcribe``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.scenario.errors import ScenarioError
from app.scenario.library import Library
from app.settings import Settings, read_settings
from app.speech.delivery import deliver
from app.speech.files import read_audio, write_wav
from app.speech.grades import SPEED
from app.speech.recognizers import load_recognizer
from app.speech.sound import join
from app.speech.synthesizers import load_synthesizer
from app.speech.types import Delivery, Pace, Speech, SpeechError, Voice


def speak(
    scenario: Annotated[str, typer.Argument(help="Whose voice; '-' with --voice.")],
    text: Annotated[str, typer.Argument(help="What to say.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A .wav file.")],
    emotion: Annotated[str, typer.Option(help="Name and intensity, as sadness:0.8.")] = "",
    pace: Annotated[str, typer.Option(help="slow, normal or fast.")] = "normal",
    voice: Annotated[str, typer.Option(help="A voice of the engine instead, af_heart say.")] = "",
    timings: Annotated[Path | None, typer.Option(help="JSON file for words and sounds.")] = None,
) -> None:
    """Say TEXT in a patient's voice."""
    settings = read_settings()
    try:
        who = Voice(voice, preset="f_mid") if voice else _patient(scenario, settings)
        speech = say(text, who, _delivery(emotion, pace), settings)
        write_wav(output, speech.samples)
        if timings is not None:
            timings.write_text(json.dumps(_times(speech), ensure_ascii=False), encoding="utf-8")
    except (SpeechError, ScenarioError, OSError) as error:
        _fail(error)
    typer.echo(f"{output}: {speech.seconds:.2f} s, {speech.engine}")


def say(text: str, voice: Voice, delivery: Delivery, settings: Settings) -> Speech:
    """``text`` as it would be heard in a call. Raises SpeechError."""
    engine = load_synthesizer(
        settings.voice, settings.models_dir, min(2, settings.cores), settings.coqui_model
    )
    clauses = list(engine.speak(text, voice, delivery))
    if not clauses:
        raise SpeechError("There is nothing to say: TEXT holds no words.")
    return deliver(join(clauses), delivery)


def transcribe(
    file: Annotated[Path, typer.Argument(help="Any sound file.")],
    as_json: Annotated[bool, typer.Option("--json", help='Print {"text", "confidence"}.')] = False,
    prompt: Annotated[str, typer.Option(help="Names and drugs that may occur.")] = "",
) -> None:
    """Write down what is said in FILE."""
    settings = read_settings()
    try:
        audio = read_audio(file)
        engine = load_recognizer(settings.models_dir, settings.recognizer, min(2, settings.cores))
        heard = engine.final(audio, prompt)
    except SpeechError as error:
        _fail(error)
    if as_json:
        typer.echo(json.dumps({"text": heard.text, "confidence": heard.confidence}))
    else:
        typer.echo(heard.text)


def _patient(scenario: str, settings: Settings) -> Voice:
    try:
        block = Library(settings.scenarios_dir).get(scenario).scenario.voice
    except ScenarioError as error:
        raise SpeechError(str(error)) from error
    except KeyError as error:
        raise SpeechError(
            f"There is no scenario {scenario!r} in {settings.scenarios_dir}. "
            "Run: synthetic-patients scenarios list"
        ) from error
    return Voice(block.kokoro, block.speed, block.hibari or "")


def _delivery(emotion: str, pace: str) -> Delivery:
    if pace not in SPEED:
        raise SpeechError(f"--pace is {pace!r}; write slow, normal or fast")
    tempo: Pace = "slow" if pace == "slow" else "fast" if pace == "fast" else "normal"
    if not emotion:
        return Delivery(pace=tempo)
    name, _, strength = emotion.partition(":")
    try:
        intensity = float(strength or 0.6)
    except ValueError as error:
        raise SpeechError(f"--emotion is {emotion!r}; write it as sadness:0.8") from error
    return Delivery(name, min(max(intensity, 0.0), 1.0), tempo)


def _times(speech: Speech) -> dict[str, object]:
    return {
        "text": speech.text,
        "seconds": speech.seconds,
        "engine": speech.engine,
        "words": [asdict(word) for word in speech.words],
        "phonemes": [asdict(phoneme) for phoneme in speech.phonemes],
    }


def _fail(error: Exception) -> NoReturn:
    typer.echo(str(error), err=True)
    raise typer.Exit(1)
