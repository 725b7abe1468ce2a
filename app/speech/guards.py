"""What keeps Whisper honest with a short window: no loops, no words where nobody spoke."""

from __future__ import annotations

LOOP_HEAD = 4
"""The return of so many words from the start (or of all, if they are fewer) marks a transcript
that began again."""

NO_SPEECH = 0.6
"""Above this probability of silence, unsure words are not believed."""

UNSURE = -0.8
"""Mean log probability below which words are believed only if speech is likely."""

HOPELESS = -1.4
"""Mean log probability below which no words are believed."""

GHOSTS = frozenset(
    {"you", "thank you", "thanks for watching", "thank you for watching", "bye", "so", "the"}
)
"""What Whisper writes for noise, having learnt from subtitles."""


def believable(text: str, log_probability: float, no_speech: float) -> bool:
    """Whether words with this mean log probability were spoken at all."""
    if log_probability < HOPELESS or (no_speech > NO_SPEECH and log_probability < UNSURE):
        return False
    ghost = text.strip(" .!?").lower() in GHOSTS
    return not (ghost and (no_speech > 0.3 or log_probability < -0.6))


def longest(seconds: float) -> int:
    """Tokens that speech of this length can hold at most: nobody says more than six a second."""
    return int(10 + seconds * 6.5)


def cut_loop(text: str) -> str:
    """Drop a tail in which the transcript says itself again. "No, no, no" stays: people say so."""
    words = text.split()
    bare = [word.strip(".,!?").lower() for word in words]
    for period in range(3, len(bare)):
        back = bare[period : period + LOOP_HEAD]
        if back == (bare * 2)[: len(back)] and len(back) >= min(period, LOOP_HEAD):
            return " ".join(words[:period])
    for length in range(len(bare) // 2, LOOP_HEAD - 1, -1):
        if bare[-length:] == bare[-2 * length : -length]:
            return " ".join(words[:-length])
    return text
