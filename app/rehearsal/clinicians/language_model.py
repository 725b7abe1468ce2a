"""A language model as the clinician: it reads the brief and plays somebody of one style."""

from __future__ import annotations

import asyncio
import random
import re
from contextlib import aclosing
from itertools import takewhile
from typing import Final, Literal

from app.patient.engines.protocol import LanguageModel, ModelFailure
from app.rehearsal.clinicians.bank import Style
from app.rehearsal.clinicians.speaker import Speaker
from app.rehearsal.learner import Seen
from app.rehearsal.script import Quiet, Turn
from app.scenario.model import Scenario

MOST_TURNS = 40
_MOST_QUIET_S = 15.0
_SHOWS_FROM = 0.3
_MOST_CHARACTERS = 600

Manner = Style | Literal["skilled"]
_MANNERS: Final[dict[Manner, str]] = {
    "skilled": "You are very good at this talk. You ask before you tell, warn before bad news, "
    "say it in one plain sentence and are quiet then. You take up what they feel before "
    "anything else, ask what matters to them, and tie your advice to that.",
    "hurried": "You have three minutes and it shows: you tell at once, hear no feelings, "
    "interrupt with plans and look for the end of the talk.",
    "vague": "You are kind and cannot say it: you soften every hard word until nothing is said, "
    "and change the subject when they ask.",
    "jargon": "You talk as you would to a colleague: findings, stages, abbreviations and "
    "percentages, and never say what they mean.",
    "reassuring": "You cannot bear their worry: you promise that it will be fine, cheer them up, "
    "and wave every fear away.",
}
_TASK = """\
You play a clinician in a video call, for a rehearsal. You speak with {name}, {age}, {pronouns}.
Your task: {task}
The chart: {chart}
{manner}
Write only what you say next, as people speak: one to three short sentences, no name before them, \
no stage directions. To say nothing for a while write [silence 5]. After your last words to them \
write [goodbye]."""
_SILENCE = re.compile(r"\[silence (\d{1,3}(?:\.\d+)?)\]", re.IGNORECASE)
_GOODBYE = re.compile(r"\[goodbye\]", re.IGNORECASE)
_ASIDE = re.compile(r"\*[^*]*\*|\([^)]*\)|\[[^\]]*\]")
_ANOTHER = re.compile(r"^\W*(?:patient|user)\b[^:]{0,20}:", re.IGNORECASE)
"""Where a model begins to speak for the other side."""
_SPEAKER = re.compile(r"^(?:doctor|clinician|nurse|me|you|dr\.? ?\w+)\s*:\s*", re.IGNORECASE)


class ModelClinician(Speaker):
    """Talks with one patient. ``failure`` says why, where the model ended the talk by failing.

    Owns an event loop of its own; ``close`` ends it."""

    def __init__(
        self,
        model: LanguageModel,
        scenario: Scenario,
        manner: Manner,
        seed: int = 1,
        error_rate: float = 0.0,
    ) -> None:
        super().__init__(random.Random(f"{seed}/{manner}"), error_rate, MOST_TURNS)
        self._model = model
        self._messages = [{"role": "system", "content": _system(scenario, manner)}]
        self._runner = asyncio.Runner()
        self.failure: str | None = None

    @staticmethod
    def manner(name: str) -> Manner:
        """The style in ``model`` or ``model-hurried``. Raises ValueError naming those there are."""
        asked = name.partition("-")[2] or "skilled"
        for manner in _MANNERS:
            if manner == asked:
                return manner
        raise ValueError(
            f"there is no learner {name!r}: model, or model- with {', '.join(_MANNERS)}"
        )

    def turn(self, seen: tuple[Seen, ...]) -> Turn | None:
        self._hears(seen)
        return super().turn(seen)

    def _says(self, seen: tuple[Seen, ...]) -> Turn | None:
        try:
            answer = self._runner.run(self._answer())
        except ModelFailure as failure:
            self.failure = str(failure)
            return None
        said, quiet, self._closed = _understood(answer)
        self._messages.append({"role": "assistant", "content": answer})
        if not said:
            if not quiet and not self._closed:
                self.failure = f"the model said nothing that can be spoken: {answer[:80]!r}"
            return Quiet(quiet) if quiet else None
        self._quiet = quiet
        return said

    def close(self) -> None:
        """End the loop that the model was asked on."""
        self._runner.close()

    def _hears(self, seen: tuple[Seen, ...]) -> None:
        words = "\n".join(_as_seen(one) for one in seen)
        if self._messages[-1]["role"] == "user":
            if words:
                self._messages[-1]["content"] += f"\n{words}"
        else:
            self._messages.append({"role": "user", "content": words or "(says nothing)"})

    async def _answer(self) -> str:
        """One answer, cut where it is longer than anybody would speak or begins another turn."""
        found = ""
        async with aclosing(self._model.stream(list(self._messages))) as pieces:
            async for piece in pieces:
                found += piece
                if len(found) > _MOST_CHARACTERS:
                    break
        return found.strip()


def _system(scenario: Scenario, manner: Manner) -> str:
    person, brief = scenario.identity, scenario.brief
    return _TASK.format(
        name=person.name,
        age=person.age,
        pronouns=person.pronouns,
        task=brief.task,
        chart=" ".join(brief.chart),
        manner=_MANNERS[manner],
    )


def _as_seen(one: Seen) -> str:
    shows = one.emotion != "neutral" and one.intensity >= _SHOWS_FROM
    return f"{one.text} (shows {one.emotion})" if shows else one.text


def _understood(answer: str) -> tuple[str, float, bool]:
    """The words to speak, the seconds of quiet after them, and whether they were the last."""
    own = list(takewhile(lambda line: not _ANOTHER.match(line), answer.splitlines()))
    marks = " ".join(own)
    asked = _SILENCE.search(marks)
    quiet = min(float(asked.group(1)), _MOST_QUIET_S) if asked else 0.0
    spoken = (_SPEAKER.sub("", _ASIDE.sub(" ", line).strip()) for line in own)
    said = next(filter(None, spoken), "")
    said = " ".join(said.replace("[", " ").split()).strip('"“” ')
    return said, quiet, bool(_GOODBYE.search(marks))
