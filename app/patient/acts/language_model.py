"""Acts heard by a language model behind an OpenAI-compatible server.

Rules still find what needs no model: wrong names, rambling, nonsense and the form of a question.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from typing import Any, Final, cast

import structlog
from openai import BadRequestError, OpenAI, OpenAIError, Timeout, UnprocessableEntityError

from app.events import ScoredAct
from app.patient.acts.types import NOWHERE, ActClassifier, ActContext
from app.patient.acts.vocabulary import ACTS, CONTENT, FROM_RULES, OTHER, QUESTION_FORMS

ANSWER_WITHIN_S = 1.5
"""So long an act may take: the patient is waiting to answer."""
REST_S = 20.0
"""After a failure the server is left alone for so long."""
_MOST_TOKENS = 120
_FROM_RULES = FROM_RULES | QUESTION_FORMS | {"gibberish"}

_log = structlog.get_logger(__name__)
_ASKED = [act for act in CONTENT if act != "gibberish"]
_SYSTEM = """\
You label what a clinician does with one utterance to a patient. Answer with JSON only: \
{"acts": [{"act": "<id>", "score": <0 to 1>}]}, one to four acts, surest first; "other" if none \
fits.
Ids:
""" + "\n".join(f"{act}: {ACTS[act]}" for act in _ASKED)  # fmt: skip
_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "acts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "act": {"type": "string", "enum": _ASKED},
                    "score": {"type": "number"},
                },
                "required": ["act", "score"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["acts"],
    "additionalProperties": False,
}
_FORMATS: Final[tuple[Mapping[str, Any] | None, ...]] = (
    {"type": "json_schema", "json_schema": {"name": "acts", "schema": _SCHEMA, "strict": True}},
    {"type": "json_object"},
    None,
)
"""From the strictest way to ask for JSON to none at all: what a server refuses is left out."""
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


class LanguageModelClassifier:
    """Asks a server, and the embedded classifier where it gives no answer in time. Safe to call
    from several threads. ``failures`` counts the utterances that the server left unanswered."""

    def __init__(
        self,
        base_url: str,
        model: str,
        api_key: str,
        instead: ActClassifier,
        answer_within_s: float = ANSWER_WITHIN_S,
    ) -> None:
        self._client = OpenAI(
            base_url=base_url,
            api_key=api_key or "none",
            max_retries=0,
            timeout=Timeout(answer_within_s, connect=min(1.0, answer_within_s)),
        )
        self._model = model
        self._instead = instead
        self._format = 0
        self._rests_until = 0.0
        self.failures = 0

    def classify(self, text: str, context: ActContext = NOWHERE) -> tuple[ScoredAct, ...]:
        embedded = self._instead.classify(text, context)
        names = {one.act for one in embedded}
        if "gibberish" in names or time.monotonic() < self._rests_until:
            return embedded
        try:
            found = self._asked(text, context)
        except (OpenAIError, ValueError) as error:
            self.failures += 1
            self._rests_until = time.monotonic() + REST_S
            _log.warning("acts: the language model gave no answer", reason=str(error))
            return embedded
        ruled = tuple(one for one in embedded if one.act in _FROM_RULES)
        return (*found, *ruled) if found or ruled else (ScoredAct(act=OTHER, score=0.5),)

    def _asked(self, text: str, context: ActContext) -> tuple[ScoredAct, ...]:
        before = f"The patient had said: {context.last_patient_line}\n" * bool(
            context.last_patient_line
        )
        messages = [
            {"role": "system", "content": _SYSTEM},
            {"role": "user", "content": f"{before}The clinician says: {text}"},
        ]
        form = self._format
        while True:
            wanted = _FORMATS[form]
            try:
                answer = self._client.chat.completions.create(
                    model=self._model,
                    messages=cast(Any, messages),
                    temperature=0.0,
                    max_tokens=_MOST_TOKENS,
                    **({"response_format": cast(Any, wanted)} if wanted else {}),
                )
                break
            except (BadRequestError, UnprocessableEntityError):
                if form == len(_FORMATS) - 1:
                    raise
                form += 1
        self._format = form
        if not answer.choices:
            raise ValueError("an answer without a choice")
        return read_acts(answer.choices[0].message.content or "")


def read_acts(answer: str) -> tuple[ScoredAct, ...]:
    """The known acts in a model's answer, surest first, at most four; ``other`` says nothing.

    Raises ValueError where it holds no JSON object with acts."""
    found = _OBJECT.search(answer)
    if found is None:
        raise ValueError(f"no JSON in {answer[:80]!r}")
    given = json.loads(found.group())
    rows = given.get("acts") if isinstance(given, dict) else None
    if not isinstance(rows, list):
        raise ValueError(f"no list of acts in {answer[:80]!r}")
    best: dict[str, float] = {}
    for row in rows:
        name = row.get("act") if isinstance(row, dict) else row
        score = row.get("score", 0.8) if isinstance(row, dict) else 0.8
        if name in _ASKED and name != OTHER and isinstance(score, int | float):
            best[name] = max(best.get(name, 0.0), min(1.0, max(0.0, float(score))))
    ranked = sorted(best.items(), key=lambda item: -item[1])[:4]
    return tuple(ScoredAct(act=name, score=round(score, 3)) for name, score in ranked)
