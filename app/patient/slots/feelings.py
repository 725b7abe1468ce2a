"""A feeling that the learner offers the patient."""

from __future__ import annotations

import re

_FEELINGS = (
    "afraid|angry|anxious|ashamed|confused|crushed|devastated|disappointed|frightened|frustrated|"
    "furious|guilty|helpless|hopeless|hurt|lonely|mad|nervous|numb|overwhelmed|panicked|sad|scared|"
    "shocked|stressed|terrified|tired|upset|worried"
)
_OFFERED = re.compile(
    rf"\b(?:you(?:'re| are| seem| look| sound| feel| must be| must feel| might be| may be|"
    rf"'re feeling| are feeling)|if you(?:'re| are| feel)) "
    rf"(?:feeling |a bit |a little |really |very |so |pretty |quite )*({_FEELINGS})\b",
    re.IGNORECASE,
)


def feeling(text: str, acts: frozenset[str]) -> str | None:
    """One adjective, where the learner named a feeling."""
    match = _OFFERED.search(text.replace("’", "'")) if "names_emotion" in acts else None
    return match.group(1).lower() if match else None
