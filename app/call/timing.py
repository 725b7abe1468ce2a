"""Where the time of one answer went."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.call.spoken import Spoken
from app.events import TurnTimings


@dataclass(frozen=True, slots=True)
class Marks:
    """When each stage of an answer was done, in seconds of the media clock."""

    speech_ended: float
    transcript: float
    words: float
    endpoint: float = 0.0

    def at_endpoint(self, t: float) -> Marks:
        """These marks, with the moment at which the turn was taken."""
        return replace(self, endpoint=t)

    def timings(
        self,
        spoken: Spoken,
        answers: str,
        directed_pause: float,
        prepared: bool,
        hesitated: float | None = None,
    ) -> TurnTimings:
        """The event, in seconds from the end of the learner's speech."""
        end = self.speech_ended
        return TurnTimings(
            t=spoken.start,
            learner_utterance=answers,
            patient_utterance=spoken.id,
            endpoint=max(0.0, self.endpoint - end),
            transcript=max(0.0, self.transcript - end),
            words=max(0.0, self.words - end),
            first_audio=max(0.0, spoken.first_word - end),
            directed_pause=max(directed_pause, spoken.first_word - spoken.start),
            hesitation=hesitated,
            prepared=prepared,
        )
