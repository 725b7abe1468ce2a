"""What a language model is told. The part that never changes in a call stands first, so that a
server can keep it; state and directions stand last.

A fact that is not unlocked is in none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.patient.directive import ANSWER_FREELY
from app.patient.engines.protocol import TalkContext
from app.patient.phrases import plain
from app.patient.turn import Intent
from app.scenario.lines import Line
from app.scenario.model import Scenario

MOST_HISTORY = 16
EXAMPLES = 10

_RULES = """\
You are {name}, {age}, {pronouns}: a person in a video call with a clinician. You are not an \
assistant. You speak as people speak: one or two short sentences, fewer than 25 words, plain \
words, no lists, no stage directions, no quotation marks, no name before your words.
You know only what stands here and what the clinician has told you. You give no advice, explain no \
medicine, do not thank or praise the clinician for how they talk, and never help them do their work.
You never say: {never}."""


def messages(intent: Intent, context: TalkContext) -> list[dict[str, str]]:
    """The chat for one answer: the patient, examples of how they talk, the talk so far, and what
    they mean to say now."""
    found = [{"role": "system", "content": _person(context.scenario)}]
    for line in _examples(context.scenario):
        found.append({"role": "user", "content": _learner_words(line)})
        found.append({"role": "assistant", "content": line.text})
    history = list(context.history[-MOST_HISTORY:])
    last = history.pop().text if history and history[-1].who == "learner" else "(quiet)"
    for turn in history:
        role = "user" if turn.who == "learner" else "assistant"
        found.append({"role": role, "content": turn.text})
    found.append({"role": "user", "content": f"{last}\n\n{_directions(intent, context)}"})
    return _alternating(found)


def _person(scenario: Scenario) -> str:
    person, mind, place = scenario.identity, scenario.mind, scenario.setting
    sentences = [
        f"Work: {person.work}.",
        f"Home: {person.home}.",
        *(f"{_relative(key, one.name, one.about)}" for key, one in person.family.items()),
        f"You are here: {place.place}. It is {place.clock}.",
        f"Temperament: {mind.temperament}.",
        f"You want: {mind.wants}.",
        *(f"You know: {known}." for known in mind.knows),
        *(f"You believe: {believed}." for believed in mind.misunderstands),
        *(f"You fear: {fear}." for fear in mind.fears),
        *(f"You value: {value}." for value in mind.values),
        f"How you talk: {person.language.register_}.",
    ]
    rules = _RULES.format(
        name=person.name,
        age=person.age,
        pronouns=person.pronouns,
        never="; ".join(scenario.never_says) or "what you cannot know",
    )
    return "\n".join((rules, *_harmless(scenario, sentences)))


def _relative(key: str, name: str | None, about: str | None) -> str:
    return f"Your {key.replace('_', ' ')}{f', {name}' if name else ''}: {about or 'no more'}."


def _harmless(scenario: Scenario, sentences: list[str]) -> Iterator[str]:
    """Sentences in which no gated fact shows."""
    tells = [phrase for fact in scenario.facts.values() if fact.gated for phrase in fact.tells]
    for sentence in sentences:
        if not any(phrase in plain(sentence) for phrase in tells):
            yield sentence


def _examples(scenario: Scenario) -> list[Line]:
    """Lines that give nothing away, one of a situation at most, the same in every call."""
    found: list[Line] = []
    seen: set[str] = set()
    for line in scenario.lines.values():
        free = not (line.discloses or line.hint or line.hesitation or line.fallback)
        plain_gate = not (line.when.told or line.when.slots or line.when.event or line.when.ending)
        said = f"{_learner_words(line)} {line.text}"
        harmless = any(_harmless(scenario, [said]))
        if free and plain_gate and harmless and line.situation not in seen and _learner_words(line):
            seen.add(line.situation)
            found.append(line)
    step = max(1, len(found) // EXAMPLES)
    return found[::step][:EXAMPLES]


def _learner_words(line: Line) -> str:
    return next((words for words in line.said_to if not words.startswith("(")), "")


def _directions(intent: Intent, context: TalkContext) -> str:
    directive, scenario = intent.directive, context.scenario
    lines = [
        f"[Directions for this answer only. You feel {directive.emotion.replace('_', ' ')}, "
        f"{_strength(directive.intensity)}; you speak {_PACES[directive.pace]}."
    ]
    if told := sorted(context.state.told):
        lines.append(f"You have already told: {_facts(scenario, told)}.")
    if directive.wants == ANSWER_FREELY:
        if directive.may_tell:
            lines.append(f"Asked for it, you may say: {_facts(scenario, directive.may_tell)}.")
        lines.append(ANSWER_FREELY)
    else:
        lines.append(directive.wants or f"You mean to say: {intent.text}")
        lines.append("Say just that, in your own words, as short or shorter. Add no fact.")
    return " ".join(lines) + "]"


def _facts(scenario: Scenario, names: Iterable[str]) -> str:
    return "; ".join(scenario.facts[name].says for name in names)


_PACES = {"slow": "slowly", "normal": "evenly", "fast": "fast"}


def _strength(intensity: float) -> str:
    return "a little" if intensity < 0.35 else "strongly" if intensity > 0.7 else "clearly"


def _alternating(found: list[dict[str, str]]) -> list[dict[str, str]]:
    """Chat templates want user and assistant in turn: neighbours of one role become one."""
    joined: list[dict[str, str]] = []
    for message in found:
        if joined and joined[-1]["role"] == message["role"]:
            content = f"{joined[-1]['content']}\n{message['content']}"
            joined[-1] = {"role": message["role"], "content": content}
        else:
            joined.append(message)
    return joined
