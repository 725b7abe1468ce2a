"""Whether a learner speaks of harming themselves, in their own name and in earnest.

Then the role stops. To ask a patient about it ("do you think of ending your life?") is good
practice, and to quote one is ordinary: neither is meant here. Where it is unclear, the calm words
show: they cost a moment.
"""

from __future__ import annotations

import re

from app.patient.acts.text import recogniser_form

_ACT = (
    r"(?:kill(?:ing)? myself|end(?:ing)? (?:it all|my (?:own )?life)|tak(?:e|ing) my (?:own )?life|"
    r"(?:hurt|harm|cut)(?:ting|ing)? myself|not (?:be|being) alive|be dead|die by suicide|"
    r"commit(?:ting)? suicide)"
)
_ADVERBS = (
    r"(?:really |just |sometimes |also |still |do |often |kind of |actually |even |honestly )*"
)
_SAID = re.compile(
    rf"\bi(?:'ve| have|'d| had)? {_ADVERBS}"
    r"(?:want|wanted|wanna|plan|planned|intend|have|need|feel like|felt like|thought about|"
    r"thought of|think about|think of|keep thinking about|keep thinking of|dream of|tried|try|"
    r"might|will|would|could|(?:am|was) going|been thinking (?:about|of))"
    rf" (?:to |of |about |just |really )*{_ACT}\b"
    rf"|\b(?:i'm|i am|i've been|i have been) {_ADVERBS}(?:going to|gonna|thinking (?:about|of)|"
    rf"planning (?:on|to)) (?:just )?(?:{_ACT}|suicide)\b"
    rf"|\bi(?:'ve| have|'m| am)? {_ADVERBS}(?:have|had|having|get|getting|been having|been getting|"
    r"keep having|keep getting) (?:\w+ )?(?:suicidal thoughts|thoughts of suicide|"
    rf"thoughts (?:of|about) {_ACT})\b"
    rf"|\bi(?:'ve| have)? {_ADVERBS}(?:think|thought) (?:about|of) suicide\b"
    r"|\b(?:i'm|i am|i've been|i feel|i have been) (?:really |actively |so |feeling )*suicidal\b"
    rf"|\bi {_ADVERBS}(?:don't|do not|no longer) (?:really |even )?want to (?:live|be alive|"
    r"go on living|be here any ?more|wake up any ?more|exist)\b"
    r"|\bi (?:can't|cannot|can not) (?:go on living|live any ?more)\b"
    r"|\bi wish i (?:was|were) dead\b"
    rf"|\bi {_ADVERBS}want to die\b"
    r"|\b(?:everyone|everybody|they|people|the world) (?:would|'d) be better off without me\b"
    r"|\bi(?:'d| would) (?:be better off|rather be) dead\b"
)
_FILLER = re.compile(r"\byou know(?: what)?(?= (?:i|sometimes|honestly|sorry)\b)")
"""Speaks to nobody: what follows is the speaker's own."""
_QUOTED = re.compile(
    r"\b(?:you|she|he|they|people|patients|someone|somebody|who|mother|father|dad|mom|husband|wife|"
    r"others?)\b[^.?!]{0,24}\b(?:said|say|says|saying|told|tell|tells|telling|think|thinking|"
    r"mean|means|feel|feeling|like|that|write|wrote)\b[^.?!]{0,12}$|\b(?:if|whether|when) you\b"
    r"[^.?!]{0,20}$"
)
_OWN_LOOK = 60


def speaks_of_self_harm(text: str) -> bool:
    """Whether ``text`` says of its speaker that they think of harming themselves."""
    plain = _FILLER.sub("", recogniser_form(text))
    return any(
        not _QUOTED.search(plain[max(0, found.start() - _OWN_LOOK) : found.start()].rstrip())
        for found in _SAID.finditer(plain)
    )
