"""Words as a recogniser hands them over: lower case, no punctuation, and a few of them wrong."""

from __future__ import annotations

import random

from app.patient.acts.text import words

_SOUNDS_LIKE = {
    "your": "you're", "you're": "your", "there": "their", "their": "there", "it's": "its",
    "to": "too", "for": "four", "know": "no", "here": "hear", "hear": "here", "we'll": "will",
    "i'll": "all", "would": "wood", "right": "write", "are": "our", "our": "are", "been": "bin",
    "and": "in", "in": "and", "a": "the", "the": "a", "can": "can't", "this": "that", "is": "as",
    "liver": "river", "bones": "stones", "scan": "can", "heart": "hard", "hard": "heart",
    "pain": "pane", "worse": "worst", "scared": "scarred", "feel": "fill", "want": "won't",
    "think": "thing", "tell": "tall", "what's": "what", "that's": "that", "i'm": "i am",
}  # fmt: skip
"""What is most often taken for what, one way a word."""


def misheard(text: str, rate: float, draw: random.Random) -> str:
    """``text`` with about ``rate`` of its words taken for others, dropped or doubled."""
    heard: list[str] = []
    for word in words(text):
        if draw.random() >= rate:
            heard.append(word)
        elif word in _SOUNDS_LIKE and draw.random() < 0.6:
            heard.append(_SOUNDS_LIKE[word])
        elif draw.random() < 0.5:
            continue
        else:
            heard += [word, word] if len(word) < 4 else [word[:-1]]
    return " ".join(heard) or text
