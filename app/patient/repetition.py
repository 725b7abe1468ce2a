"""Is the patient asked to say the same again?"""

from __future__ import annotations

import re

from app.patient.acts.text import recogniser_form

_BEFORE = (
    r"(?:(?:oh|um|uh|so|wait|hang on|hold on|okay|ok|sorry|i'm sorry|i am sorry|pardon|pardon me|"
    r"excuse me|forgive me|please) )*"
)
_AFTER = r"(?: (?:please|for me|sorry|again|once more|one more time))*"
_ASKED = (
    r"(?:(?:can|could|would|will) you (?:please )?(?:just )?(?:say|repeat)"
    r"(?: that| it| this| yourself| what you (?:just )?said| the question)?"
    r"|(?:say|repeat) (?:that|it)(?: again| once more| one more time)?"
    r"|come again"
    r"|i (?:didn't|did not|couldn't|don't think i) (?:quite )?(?:catch|caught|hear|get|understand)"
    r"(?: that| you| it| what you (?:just )?said)?"
    r"|what did you (?:just )?say"
    r"|what was (?:that|the question|your question|it)(?: you (?:just )?(?:said|asked)(?: me)?)?"
    r"|you (?:broke up|froze|cut out)(?: there)?)"
)
_REPEAT = re.compile(rf"{_BEFORE}{_ASKED}{_AFTER}(?: {_ASKED}{_AFTER})?")
_ALONE = frozenset({"sorry", "what", "huh", "pardon", "pardon me", "excuse me"})
"""As questions; "sorry" alone may be meant."""


def asks_to_repeat(text: str) -> bool:
    """Whether ``text`` asks for nothing but the patient's last words once more."""
    plain = recogniser_form(text)
    if plain in _ALONE:
        return text.strip().endswith("?")
    return _REPEAT.fullmatch(plain) is not None
