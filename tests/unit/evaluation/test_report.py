"""The report as a fold: what was heard, when, and from any log, whole or broken off."""

from __future__ import annotations

from app.evaluation import CallFacts, report, timings
from app.events import (
    BargeIn,
    EngineDegraded,
    LearnerUtterance,
    PatientHeard,
    PatientState,
    PatientUtterance,
    SpokenWord,
    TurnTimings,
)
from tests.unit.evaluation.talks import Talk

FACTS = CallFacts(
    id="c1",
    scenario="somebody",
    title="A talk",
    name="Some Body",
    started_at="2026-11-01T10:00:00+00:00",
    status="ended",
    reason="learner_hung_up",
    recorded=True,
    portrait=None,
)


def test_an_empty_log_has_a_report() -> None:
    made = report([], FACTS)
    assert made.call.seconds == 0
    assert made.transcript == ()
    assert all(m.not_assessable_reason for m in made.measures.values())


def test_words_that_were_cut_off_are_nowhere() -> None:
    talk = Talk().patient(1, "It is five months and nobody knows.", heard="It is five")
    talk.events.append(
        BargeIn(t=2, utterance="p1", outcome="stopped", ducked_after=0.05, settled_after=0.3)
    )
    talk.patient(9, "All of this unsaid.", heard=None)
    made = report(talk.events, FACTS)
    (line,) = made.transcript
    assert (line.text, line.heard, line.complete) == ("It is five", "It is five", False)
    assert (line.t, line.t_end) == (1.0, 2.5)
    assert line.note == "stopped when you spoke"
    assert "nobody" not in made.model_dump_json()
    assert "unsaid" not in made.model_dump_json()


def test_a_log_that_breaks_off_mid_word_keeps_the_words_before() -> None:
    words = tuple(SpokenWord(text=w, start=i, end=i + 1.0) for i, w in enumerate("a b c".split()))
    events = [
        PatientUtterance(t=10, id="p1", text="a b c", words=words),
        LearnerUtterance(t=12.5, id="l1", text="wait", t_start=12),
    ]
    made = report(events, FACTS)
    assert made.transcript[0].text == "a b"
    assert made.transcript[0].complete is False


def test_text_only_logs_take_a_stated_rate() -> None:
    events = [
        PatientUtterance(t=0, id="p1", text="one two three four five"),
        PatientHeard(t=2, utterance="p1", text="one two three four five", complete=True),
    ]
    assert report(events, FACTS).speech[0].t1 == 2.0


def test_turns_curve_and_trouble_in_order() -> None:
    talk = Talk().patient(0, "Hello.").learner(2, "Good morning.", "introduces")
    talk.events += [
        PatientState(
            t=3, state={"trust": 0.5, "arousal": 0.3}, emotion="wary", intensity=0.4, phase="a"
        ),
        EngineDegraded(t=4, stage="voice", engine="kokoro", reason="slow", instead="captions only"),
    ]
    made = report(talk.events, FACTS, {"learner": "/somewhere"})
    assert [line.who for line in made.transcript] == ["patient", "learner"]
    assert made.transcript[1].acts == ("introduces",)
    assert (made.curve[0].trust, made.curve[0].phase) == (0.5, "a")
    assert made.degraded[0]["instead"] == "captions only"
    assert made.audio == {"learner": "/somewhere"}
    assert made.call.seconds == 4


def test_timings_leave_the_wanted_pause_out_of_the_wait() -> None:
    def turn(first: float, pause: float = 0.0, hesitation: float | None = None) -> TurnTimings:
        return TurnTimings(
            t=1,
            learner_utterance="l1",
            patient_utterance="p1",
            endpoint=0.4,
            transcript=0.6,
            words=0.7,
            first_audio=first,
            directed_pause=pause,
            hesitation=hesitation,
            prepared=first < 2,
        )

    summary = timings([turn(1.0), turn(3.0, pause=2.2), turn(2.5, hesitation=0.9)])
    assert summary["turns"] == 3
    assert summary["prepared"] == 1
    assert summary["stages"]["wait"] == {"median": 0.9, "p90": 1.0, "max": 1.0}
    assert "first_frame" not in summary["stages"]
    assert timings([])["stages"] == {}
