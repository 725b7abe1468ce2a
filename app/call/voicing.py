"""Voices a scenario's lines ahead of the call: the lines that may come first, first."""

from __future__ import annotations

import re
from collections.abc import Callable

import structlog

from app.call.asked import Prepared
from app.call.engines import Engines
from app.call.patient_voice import voice_of
from app.call.speaker import delivery_of
from app.patient.directive import for_line
from app.patient.values import Values
from app.scenario import Entry, Line, Scenario
from app.speech.synthesizers import load_synthesizer
from app.speech.types import SpeechError
from app.speech.voicing import LineToVoice, VoicingQueue

_SLOT = re.compile(r"\{\w+\}")
_log = structlog.get_logger(__name__)


def lines_to_voice(scenario: Scenario) -> list[LineToVoice]:
    """Every line that can be voiced before the call, in the order in which a talk may need them.
    A line with a slot is only known in the call."""
    voice = voice_of(scenario)
    values = Values.starting(scenario.mind.start)
    lines = [line for line in scenario.lines.values() if not _SLOT.search(line.text)]
    lines.sort(key=lambda line: _urgency(scenario, line))
    return [
        LineToVoice(line.text, voice, delivery_of(for_line(line.how, values)))
        for line in lines
        if any(character.isalpha() for character in line.text)
    ]


def _urgency(scenario: Scenario, line: Line) -> int:
    """0 is needed first: the opening, then what stands between, then phase by phase."""
    if line.id in (scenario.opening.line, scenario.opening.if_learner_speaks_first):
        return 0
    phases = list(scenario.phases)
    first = min((phases.index(p) for p in line.when.phase or phases if p in phases), default=0)
    if line.hesitation or line.fallback:
        return 1
    return 2 + first


class Voicing:
    """The background work of a server. ``busy``: whether calls run, which come first.
    ``warm_up``: told that a call of this scenario may follow."""

    def __init__(
        self, engines: Engines, busy: Callable[[], bool], warm_up: Callable[[Entry], None]
    ) -> None:
        self._engines = engines
        self._busy = busy
        self._warm_up = warm_up
        self._queue: VoicingQueue | None = None
        self._lines: dict[str, list[LineToVoice]] = {}
        self._there: dict[str, int] = {}

    def prepare(self, scenario: Entry) -> None:
        """Begins, unless it has begun or is done. Returns at once."""
        if not self._engines.ready:
            return
        self._warm_up(scenario)
        if self._queue is None:
            settings = self._engines.settings
            self._queue = VoicingQueue(
                # One thread: it works beside whatever else the machine does.
                lambda: load_synthesizer(
                    settings.voice, settings.models_dir, 1, settings.coqui_model
                ),
                self._engines.prepared,
                self._busy,
            )
        try:
            self._queue.request(scenario.hash, self._lines_of(scenario))
        except SpeechError as error:
            _log.warning("not voiced ahead", scenario=scenario.scenario.id, reason=str(error))

    def progress(self, scenario: Entry) -> Prepared:
        """Where it stands. Returns at once."""
        lines = self._lines_of(scenario)
        under_way = self._queue.progress(scenario.hash) if self._queue else None
        if under_way is not None:
            return Prepared(under_way.done, under_way.total)
        return Prepared(self._already_there(scenario.hash, lines), len(lines))

    def close(self) -> None:
        """End after the clause in hand."""
        if self._queue is not None:
            self._queue.close()

    def _lines_of(self, scenario: Entry) -> list[LineToVoice]:
        if scenario.hash not in self._lines:
            self._lines[scenario.hash] = lines_to_voice(scenario.scenario)
        return self._lines[scenario.hash]

    def _already_there(self, key: str, lines: list[LineToVoice]) -> int:
        """Lines that ship with the scenario or were voiced in an earlier run; counted once."""
        if not self._engines.ready:
            return 0
        if key not in self._there:
            store, name = self._engines.prepared, self._engines.synthesizer.name
            self._there[key] = sum(
                store.has(line.text, line.voice, line.delivery, name) for line in lines
            )
        return self._there[key]
