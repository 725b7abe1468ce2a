"""Builds small logs, as a call would leave them."""

from __future__ import annotations

from app.events import (
    AnyEvent,
    EmotionalMoment,
    LearnerActs,
    LearnerUtterance,
    PatientHeard,
    PatientUtterance,
    ScoredAct,
    SpokenWord,
)

WORD_S = 0.5


class Talk:
    """Times are where each turn begins; a spoken word takes half a second."""

    def __init__(self) -> None:
        self.events: list[AnyEvent] = []

    def learner(self, t: float, text: str, *acts: str, typed: bool = False) -> Talk:
        number = f"l{sum(isinstance(e, LearnerUtterance) for e in self.events) + 1}"
        end = t + WORD_S * len(text.split())
        self.events += [
            LearnerUtterance(t=end, id=number, text=text, t_start=t, typed=typed),
            LearnerActs(
                t=end, utterance=number, acts=tuple(ScoredAct(act=a, score=0.9) for a in acts)
            ),
        ]
        return self

    def patient(
        self, t: float, text: str, heard: str | None = "", kind: str = "", hesitation: bool = False
    ) -> Talk:
        """``heard``: what was heard, all by default; None: no word of it. ``kind``: it was an
        emotional moment."""
        number = f"p{sum(isinstance(e, PatientUtterance) for e in self.events) + 1}"
        words = tuple(
            SpokenWord(text=w, start=WORD_S * i, end=WORD_S * (i + 1))
            for i, w in enumerate(text.split())
        )
        got = text if heard == "" else heard or ""
        self.events.append(
            PatientUtterance(
                t=t, id=number, text=text, words=words, emotion="fear", hesitation=hesitation
            )
        )
        if kind:
            self.events.append(EmotionalMoment(t=t, utterance=number, emotion="fear", kind=kind))
        end = t + WORD_S * len(got.split())
        self.events.append(PatientHeard(t=end, utterance=number, text=got, complete=got == text))
        return self

    def kept_silence(self, t: float) -> Talk:
        self.events.append(
            LearnerActs(t=t, utterance=None, acts=(ScoredAct(act="silence_kept", score=1.0),))
        )
        return self
