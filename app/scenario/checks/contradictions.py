"""What one part of a scenario says and another denies: two ages, a dead wife who visits, somebody
else's children. Such slips are what copying from another patient leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.scenario.checks.finding import Finding, lines_with_paths
from app.scenario.errors import FieldPath
from app.scenario.model import Scenario
from app.scenario.person import Relative

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(),
                 range(20, 100, 10), strict=True))  # fmt: skip
_NUMBER = rf"(\d{{1,3}}|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?)"
_OWN_AGE = re.compile(
    rf"\bi(?:'m| am) {_NUMBER}(?! (?:minutes|pounds|hours|days|weeks|miles|percent|dollars|feet|"
    rf"months)|%|:|-)(?: years old)?(?=[ .,!?;]|$)"
)
_YEAR_OLD = re.compile(r"\b(\d{1,3})[- ]year[- ]old\b")
_ROLES = {
    "wife": "wife", "husband": "husband", "partner": "partner", "mother": "mother", "mom": "mother",
    "mum": "mother", "father": "father", "dad": "father", "sister": "sister", "brother": "brother",
    "son": "son", "daughter": "daughter", "daughters": "daughter", "sons": "son",
    "grandson": "grandson", "granddaughter": "granddaughter", "aunt": "aunt", "uncle": "uncle",
}  # fmt: skip
_ROLE = "|".join(sorted(_ROLES, key=len, reverse=True))
_NAMED = re.compile(
    rf"\b(?i:my|his|her|their|a|the|two|three) ({_ROLE})"
    r",? ([A-Z][a-z]{2,})(?:,? (?:and|&) ([A-Z][a-z]{2,}))?"
)
_DEAD = re.compile(
    r"(?:^|[;.,:] )(?:(?:she|he|they|who) )?(?:died|is dead|dead|deceased|passed away|late |"
    r"was killed|was buried|buried)\b",
    re.I,
)
_ALIVE = (
    r"(?:(?:is|has|works|drives|comes|visits|calls|wants|thinks|says|will|does|keeps|lives|makes|"
    r"brings|cooks|helps)\b(?! (?:dead|gone|buried|in the ground|died|passed|with god))|'ll\b|"
    r"'s (?:coming|here|waiting|working|driving|calling|visiting|at home|at work)\b)"
)
_NOT_DEVOUT = re.compile(r"\bnot (?:particularly |very |really )?religious\b|\batheist\b", re.I)
_DEVOUT = re.compile(r"\bprays? (?:five|daily|every)\b|\bdevout\b|\bjehovah's witness\b", re.I)
_SPOUSES = {"wife", "husband", "partner", "spouse"}
_WIDOWED = re.compile(r"\bwidow(?:er|ed)?\b", re.I)
_THEM = {"she": "She", "he": "He", "they": "They"}


def check(scenario: Scenario) -> Iterator[Finding]:
    yield from _ages(scenario)
    yield from _names(scenario)
    yield from _the_dead(scenario)
    yield from _faith(scenario)
    yield from _pronouns(scenario)


def _told(scenario: Scenario) -> Iterator[tuple[FieldPath, str]]:
    """Every text about the patient, and every line, with its place."""
    yield ("card",), scenario.card
    yield ("brief", "task"), scenario.brief.task
    for number, row in enumerate(scenario.brief.chart):
        yield ("brief", "chart", number), row
    person = scenario.identity
    for name in ("work", "home", "beliefs", "origin"):
        if text := getattr(person, name):
            yield ("identity", name), text
    mind = scenario.mind
    yield ("mind", "wants"), mind.wants
    yield ("mind", "temperament"), mind.temperament
    for name in ("knows", "misunderstands", "fears", "values"):
        for number, text in enumerate(getattr(mind, name)):
            yield ("mind", name, number), text
    for name, fact in scenario.facts.items():
        yield ("facts", name, "says"), fact.says
    for path, line in lines_with_paths(scenario):
        yield (*path, "text"), line.text


def _relatives(scenario: Scenario) -> Iterator[tuple[FieldPath, str, Relative]]:
    person = scenario.identity
    for group in ("family", "work_people", "others"):
        for key, relative in getattr(person, group).items():
            yield ("identity", group, key), key, relative


def _ages(scenario: Scenario) -> Iterator[Finding]:
    age = scenario.identity.age
    others = {one.age for _, _, one in _relatives(scenario) if one.age is not None}
    for path, text in _told(scenario):
        if path[0] == "situations":
            ages = [_as_number(found) for found in _OWN_AGE.findall(text.lower())]
            wrong = [given for given in ages if given != age and given > 12]
        else:
            given = [int(found) for found in _YEAR_OLD.findall(text)]
            wrong = [one for one in given if one != age and one not in others]
        for one in wrong:
            message = f"says {one}, and identity.age is {age}: which is right?"
            yield Finding(path, message)


def _as_number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    tens, _, ones = words.partition("-")
    return _TENS[tens] + (_ONES.index(ones) if ones else 0)


def _names(scenario: Scenario) -> Iterator[Finding]:
    person = scenario.identity
    own = {*person.name.split(), person.called}
    known = {part for _, _, one in _relatives(scenario) for part in (one.name or "").split()}
    abouts = " ".join(one.about or "" for _, _, one in _relatives(scenario))
    for path, text in _told(scenario):
        for role, *names in _NAMED.findall(text):
            for name in filter(None, names):
                if name not in known and name not in own and name not in abouts:
                    message = (
                        f"the {_ROLES[role]} {name!r} stands nowhere in identity: "
                        "another patient's? Add them there, or mend the name"
                    )
                    yield Finding(path, message)


def _the_dead(scenario: Scenario) -> Iterator[Finding]:
    dead: dict[str, FieldPath] = {}
    for path, key, relative in _relatives(scenario):
        if relative.about and _DEAD.search(relative.about):
            dead |= {word: path for word, role in _ROLES.items() if role == key}
            if relative.name:
                dead[relative.name] = path
    spouses = {key for _, key, _ in _relatives(scenario)} & _SPOUSES
    for path, text in _told(scenario):
        for word, place in dead.items():
            name = re.escape(word)
            subject = rf"\b{name}" if word[0].isupper() else rf"\b(?:my|his|her|their) {name}"
            if found := re.search(rf"{subject} ?{_ALIVE}", text, re.I):
                message = f"{found.group()!r}, and {'.'.join(map(str, place))} says they are dead"
                yield Finding(path, message)
        if _WIDOWED.search(text) and spouses and not spouses & dead.keys():
            key = min(spouses)
            message = f"widowed, and identity.family.{key} does not say that they died"
            yield Finding(path, message)


def _faith(scenario: Scenario) -> Iterator[Finding]:
    told = list(_told(scenario))
    denies = next((path for path, text in told if _NOT_DEVOUT.search(text)), None)
    for path, text in told:
        if denies and (found := _DEVOUT.search(text)):
            where = ".".join(map(str, denies))
            yield Finding(path, f"{found.group()!r}, and {where} says not religious")


def _pronouns(scenario: Scenario) -> Iterator[Finding]:
    right = _THEM.get(scenario.identity.pronouns.split("/")[0].lower())
    for name, fact in scenario.facts.items():
        first = fact.says.split()[0]
        if right and first in set(_THEM.values()) - {right, "They"}:
            message = f"says {first!r}, and identity.pronouns are {scenario.identity.pronouns}"
            yield Finding(("facts", name, "says"), message, "advice")
