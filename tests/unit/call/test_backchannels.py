"""A sign of listening never stops the patient; a bid for the floor always does."""

from __future__ import annotations

import pytest

from app.call.backchannels import bids_for_floor


@pytest.mark.parametrize(
    "text",
    [
        "Mm-hm.",
        "Yeah.",
        "Okay, okay.",
        "I see.",
        "Uh-huh",
        "",
        "Right.",
        "You have. You have. You",
        "Okay okay okay okay okay",
        "you at you at you at you that",
    ],
)
def test_signs_of_listening(text: str) -> None:
    assert not bids_for_floor(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wait.",
        "Sorry, can I",
        "But the scan",
        "Okay but",
        "Let me",
        "Are you in pain",
        "Wait wait wait",
        "Sorry, sorry, sorry, sorry,",
        "Let us go. Let us go. Let's",
    ],
)
def test_bids(text: str) -> None:
    assert bids_for_floor(text)
