"""How a talk goes: what moves the patient, what is said, what is kept back."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.events import EmotionalMoment, LearnerActs, PatientState
from app.patient import Heard, Talk
from app.scenario import parse_scenario
from tests.support.scenarios import SMALL, Tagged, small
from tests.support.talks import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage(Talk(small(), Tagged(), None, seed=1))


def after_news(stage: Stage) -> Stage:
    stage.open()
    stage.say("I'm Dr. Chen [introduces]")
    stage.say("The oven is gone [gives_news]")
    return stage


def trusting(stage: Stage) -> Stage:
    """A patient who trusts and has calmed."""
    after_news(stage)
    for words in ("This is hard", "You look worn out", "It scares you", "You miss it already"):
        stage.say(f"{words} [names_emotion]", after=60)
    return stage


def test_the_patient_opens_after_a_while(stage: Stage) -> None:
    step = stage.talk.hear(stage.state, Heard(kind="call_start", t=0.0))
    assert step.intents[0].text == "Hello there."
    assert step.intents[0].directive.pause == 1.5


def test_a_learner_who_speaks_first_is_met(stage: Stage) -> None:
    assert stage.say("I'm Dr. Chen [introduces]") == ["Oh, you first."]


def test_the_learners_name_is_used_once_it_is_known(stage: Stage) -> None:
    stage.open()
    assert stage.say("I'm Dr. Chen [introduces]") == ["Good day, Dr. Chen."]


def test_acts_move_the_mind_and_kindness_wears_out(stage: Stage) -> None:
    stage.open()
    trust = [stage.state.values.trust]
    for _ in range(3):
        stage.say("You look sad [names_emotion]")
        trust.append(stage.state.values.trust)
    gains = [later - before for before, later in pairwise(trust)]
    assert gains[0] > gains[1] > gains[2] > 0


def test_losses_weigh_more_than_gains_and_are_clamped(stage: Stage) -> None:
    stage.open()
    stage.say("Nonsense [dismisses]")
    assert stage.state.values.trust == pytest.approx(0.5 - 0.15)


def test_arousal_fades_to_the_baseline_of_the_phase(stage: Stage) -> None:
    after_news(stage)
    high = stage.state.values.arousal
    assert high > 0.7
    stage.say("[other]", after=600)
    assert stage.state.values.arousal == pytest.approx(0.5, abs=0.01)


def test_soothing_has_a_floor(stage: Stage) -> None:
    stage.open()
    for _ in range(8):
        stage.say("You look sad [names_emotion]", after=0.1)
    assert stage.state.values.arousal >= 0.2 - 0.08 - 1e-9


def test_news_begins_the_next_phase_and_what_follows_is_lost_while_flooded(stage: Stage) -> None:
    after_news(stage)
    assert stage.state.phase == "storm"
    assert stage.state.knows["gone"] == "kept"
    stage.say("Come tomorrow [other]", after=0.5)
    assert stage.state.knows["when"] == "heard"
    stage.say("I said tomorrow [other]", after=120)
    assert stage.state.knows["when"] == "kept"


def test_the_hidden_fact_needs_trust_calm_and_a_hint(stage: Stage) -> None:
    after_news(stage)
    assert "secret" not in {
        intent.line.situation for intent in stage.spoken if intent.line is not None
    }
    stage.say("Whose fault is it? [open_q]", after=0.5)
    assert "asleep" not in stage.state.told
    for words in ("This is hard", "You look worn out", "It scares you", "You miss it already"):
        stage.say(f"{words} [names_emotion]", after=60)
    assert stage.say("Do you blame yourself? [open_q]", after=60) == ["Maybe if I had… no."]
    assert stage.state.hints == 1
    assert stage.say("Whose fault? Go on [open_q]", after=60) == ["I fell asleep. I left it on."]
    assert stage.state.told == {"asleep"}
    kinds = [event.kind for event in stage.log if isinstance(event, EmotionalMoment)]
    assert kinds[-2:] == ["hint", "disclosure"]


def test_what_was_not_heard_was_not_said(stage: Stage) -> None:
    trusting(stage)
    stage.say("Do you blame yourself? [open_q]", after=60)
    step = stage.talk.hear(
        stage.state, Heard(kind="utterance", t=stage.t + 60, text="Whose fault? [open_q]")
    )
    assert step.intents[0].discloses == ("asleep",)
    shame = step.state.values.shame
    stage.take(step, heard="I")
    assert stage.state.told == frozenset()
    assert stage.state.values.shame == pytest.approx(shame, abs=0.01)
    assert stage.say("Go on, whose fault? [open_q]", after=30) == ["I fell asleep. I left it on."]
    assert stage.state.told == {"asleep"}
    assert stage.state.values.shame == pytest.approx(shame + 0.2, abs=0.02)


def test_a_thrown_away_answer_leaves_no_trace(stage: Stage) -> None:
    stage.open()
    heard = Heard(kind="utterance", t=9.0, t_start=8.0, text="You look sad [names_emotion]")
    first = stage.talk.hear(stage.state, heard)
    again = stage.talk.hear(stage.state, heard)
    assert first == again
    assert stage.state.turn == 0


def test_a_pending_line_comes_alone_or_is_dropped(stage: Stage) -> None:
    after_news(stage)
    assert stage.spoken[-1].then_wait_s == 4
    assert stage.talk.next_silence(stage.state, stage.t) is None
    assert stage.go_on(4) == ["It was my mother's."]

    other = after_news(Stage(stage.talk))
    other.say("Anyway [other]")
    assert other.state.pending is None
    assert other.go_on(4) == []


def test_an_unanswered_question_comes_back_once_and_is_let_go(stage: Stage) -> None:
    stage.open()
    assert stage.say("How is the oven? [open_q]") == ["The oven is old."]
    assert [question.topic for question in stage.state.questions] == ["plan"]
    stage.say("The oven is gone [gives_news]")
    assert stage.say("As I said, let us go on [other]") == ["When, though? You never said."]
    trust = stage.state.values.trust
    stage.say("Mm [other]")
    stage.say("Mm [other]")
    assert stage.state.questions == ()
    assert stage.state.values.trust < trust


def test_an_answered_question_is_closed(stage: Stage) -> None:
    stage.open()
    stage.say("How is the oven? [open_q]")
    stage.say("We have a plan for that [gives_info]")
    assert stage.state.questions == ()


def test_quiet_after_news_counts_as_something_done(stage: Stage) -> None:
    after_news(stage)
    trust = stage.state.values.trust
    stage.go_on(4)
    assert stage.talk.next_silence(stage.state, stage.t) == stage.t + 3
    stage.quiet(3)
    acts = [event for event in stage.log if isinstance(event, LearnerActs)][-1]
    assert [act.act for act in acts.acts] == ["silence_kept"]
    assert stage.state.values.trust > trust


def test_the_patient_speaks_once_into_a_silence(stage: Stage) -> None:
    stage.open()
    assert stage.quiet(8) == ["Are you there?"]
    assert stage.quiet(8) == []


def test_being_cut_off_moves_the_patient_once(stage: Stage) -> None:
    stage.open()
    stage.say("Good evening [other]")
    trust = stage.state.values.trust
    stage.say("Anyway [other]", cut_off="p2")
    assert stage.state.values.trust == pytest.approx(trust - 0.075)


def test_half_a_hint_shows_nothing() -> None:
    made = trusting(Stage(Talk(small(ALMOST), Tagged(), None, seed=1)))
    step = made.talk.hear(
        made.state,
        Heard("utterance", made.t + 3, made.t + 1, "What matters to you? [values_goals]", id="l9"),
    )
    (intent,) = step.intents
    assert intent.hint
    half = made.talk.heard_until(
        step.state, intent.id, "almost.said", "To sleep", False, made.t + 4
    )
    assert half.state.hints == 0
    assert half.events == ()
    whole = made.talk.heard_until(
        step.state, intent.id, "almost.said", intent.text, True, made.t + 5
    )
    assert whole.state.hints == 1


def test_hanging_up_has_an_ending_of_its_own() -> None:
    text = SMALL.replace(
        "  cold: {goodbye: bye.cold}",
        "  cut: {begun_by: hang_up, goodbye: bye.cold}\n  cold: {goodbye: bye.cold}",
    ).replace("when: {ending: cold}", "when: {ending: cut}")
    stage = Stage(Talk(parse_scenario(text, "small.yaml")[0], Tagged(), None, seed=1))
    stage.open()
    assert stage.talk.hung_up(stage.state) == "cut"
    stage.say("Goodbye [farewell]")
    assert stage.talk.hung_up(stage.state) is None


def test_two_greetings_at_once_are_no_interruption(stage: Stage) -> None:
    stage.open()
    trust = stage.state.values.trust
    assert stage.say("Hello [other]", cut_off="p1") != ["Well, you first then."]
    assert stage.state.values.trust == pytest.approx(trust)


def test_a_short_cut_is_answered_as_one(stage: Stage) -> None:
    stage.open()
    stage.say("Good evening [other]")
    assert stage.say("Wait [other]", cut_off="p2") == ["Well, you first then."]


def test_endings(stage: Stage) -> None:
    stage.open()
    assert stage.say("Goodbye [farewell]") == ["Until then."]
    assert stage.ending == "done"
    assert stage.say("Hello?") == []

    rude = Stage(stage.talk)
    rude.open()
    for _ in range(3):
        rude.say("Nonsense [dismisses]")
    assert rude.say("Goodbye [farewell]") == ["Right."]

    senseless = Stage(stage.talk)
    senseless.open()
    for _ in range(6):
        senseless.say("?")
    assert senseless.ending == "leaves"


def test_a_question_beside_a_farewell_ends_nothing(stage: Stage) -> None:
    stage.open()
    stage.say("See you tomorrow. What would you like? [farewell, open_q]")
    assert stage.ending is None


def test_when_all_is_said_there_are_sounds_and_then_silence(stage: Stage) -> None:
    stage.open()
    answers = [tuple(stage.say("Mumble mumble [other]")) for _ in range(9)]
    assert answers[-1] == ()
    words = [answer[0] for answer in answers if answer and answer[0] != "Um…"]
    assert len(words) == len(set(words)) == 3


def test_every_step_of_the_mind_is_in_the_log(stage: Stage) -> None:
    after_news(stage)
    pictures = [event for event in stage.log if isinstance(event, PatientState)]
    assert pictures[0].phase == "calm"
    assert pictures[-1].phase == "storm"
    assert "gives_news" in pictures[-1].why
    assert set(pictures[-1].state) == {"trust", "arousal", "hope", "control", "shame", "patience"}


ALMOST = """\
- id: almost
  about: "what is nearly said"
  when: {phase: [storm], acts: [values_goals]}
  lines:
  - {id: almost.said, text: "To sleep at night.", hint: asleep, said_to: ["What matters to you now?", "what do you hope for"]}
"""  # noqa: E501


def test_a_hint_is_not_spent_on_a_question_about_something_else() -> None:
    stage = trusting(Stage(Talk(small(ALMOST), Tagged(), None, seed=1)))
    asked_elsewhere = Stage(stage.talk)
    asked_elsewhere.state, asked_elsewhere.t = stage.state, stage.t
    elsewhere = asked_elsewhere.say("What would you like for lunch? [open_q, values_goals]")
    assert elsewhere != ["To sleep at night."]
    assert stage.say("What matters to you? [open_q, values_goals]") == ["To sleep at night."]


@pytest.mark.parametrize(("acts", "stays"), [(Tagged(), True), (Tagged(0.3), False)])
def test_only_a_sure_act_stays_with_what_was_said(acts: Tagged, stays: bool) -> None:
    stage = Stage(Talk(small(), acts, None, seed=1))
    stage.open()
    stage.say("How is the oven? [open_q]")
    stage.say("Go on [explores]")
    did = [event for event in stage.log if isinstance(event, LearnerActs)][-1]
    assert ("oven" in did.topics) is stays


def test_an_unknown_variant_is_refused() -> None:
    with pytest.raises(ValueError, match="choose of base"):
        Talk(small(), Tagged(), None, seed=1, variant="other")
