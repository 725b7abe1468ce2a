"""A whole talk without sound, network or waiting: what is said, heard, logged and shown."""

from __future__ import annotations

from app.call.voice import written
from app.patient.ranker import LineRanker
from app.patient.talk import Talk
from app.speech.types import Delivery, Speech
from tests.unit.call.stage import SCENARIO, Acts, SlowVoice, Stage

OPENING = SCENARIO.lines[SCENARIO.opening.line].text


async def test_the_patient_opens_and_answers() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        assert stage.patient_said() == [OPENING]
        await stage.say("Hello, I am Doctor Chen.")
        await stage.until_quiet()
        assert len(stage.patient_said()) == 2
        said = stage.notes.of("learner_utterance")
        assert [u.text for u in said] == ["Hello, I am Doctor Chen."]
        assert said[0].t_start < said[0].t
        assert ("you", "Hello, I am Doctor Chen.", True) in stage.notes.captions
        assert "thinking" in stage.notes.signs or "speaking" in stage.notes.signs
        assert not stage.failures


async def test_timings_are_written_down_for_every_answer() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        await stage.say("How are you today?")
        await stage.until_quiet()
        (timings,) = stage.notes.of("turn_timings")
        assert 0 < timings.transcript <= timings.words <= timings.first_audio
        assert timings.first_audio < 1.5 + timings.directed_pause


async def test_a_pause_inside_a_turn_is_no_end() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        await stage.say("I wanted to talk about the", 1.0)
        await stage.run(0.5)
        await stage.say("scan that we did?", 1.0)
        await stage.until_quiet()
        (said,) = stage.notes.of("learner_utterance")
        assert said.text == "I wanted to talk about the scan that we did?"


async def test_a_cough_changes_nothing() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        before = stage.speaker.state
        await stage.say("", 0.4)
        await stage.run(1.0)
        assert stage.notes.of("learner_utterance") == []
        assert stage.speaker.state == before


async def test_an_interruption_stops_the_voice_and_the_rest_was_never_said() -> None:
    async with Stage() as stage:
        await stage.run(1.9 + 0.6)
        await stage.say("Sorry, can I stop you there?", 1.5)
        (barged,) = stage.notes.of("barge_in")
        assert barged.outcome == "stopped"
        assert barged.ducked_after <= 0.15
        assert barged.settled_after <= 0.5
        (heard,) = stage.notes.of("patient_heard")
        assert not heard.complete
        assert OPENING.startswith(heard.text)
        assert len(heard.text) < len(OPENING)
        assert stage.playout.pending_seconds() == 0


async def test_a_backchannel_does_not_stop_the_patient() -> None:
    async with Stage() as stage:
        await stage.run(1.9 + 0.6)
        await stage.say("Mm-hm.", 0.35)
        await stage.run(5.0)
        (barged,) = stage.notes.of("barge_in")
        assert barged.outcome == "restored"
        assert stage.patient_said() == [OPENING]
        assert stage.notes.of("learner_utterance") == []


async def test_who_begins_before_the_patients_first_sound_is_listened_to() -> None:
    async with Stage() as stage:
        await stage.run(0.6)
        await stage.say("Hello, I am Doctor Chen.")
        await stage.until_quiet()
        assert OPENING not in stage.patient_said()
        assert len(stage.notes.of("learner_utterance")) == 1


async def test_a_typed_line_is_a_turn() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        stage.conversation.typed("How are you today?")
        await stage.until_quiet()
        (said,) = stage.notes.of("learner_utterance")
        assert said.typed
        assert len(stage.patient_said()) == 2


async def test_a_recogniser_that_fails_costs_a_turn_and_not_the_call() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        stage.told.fails = True
        await stage.say("How are you today?")
        await stage.run(14.0)
        assert stage.failures
        assert "hearing" in stage.notes.troubles
        stage.told.fails = False
        await stage.say("How are you today?")
        await stage.until_quiet()
        assert len(stage.patient_said()) >= 2


async def test_a_hesitation_covers_the_wait_for_live_speech() -> None:
    voice = SlowVoice()
    async with Stage(voice) as stage:
        voice.may_speak.set()
        await stage.run(7.5)
        voice.may_speak.clear()
        await stage.say("How are you today?")
        await stage.run(3.0)
        spoken = [u for u in stage.notes.of("patient_utterance") if u.hesitation]
        assert len(spoken) == 1
        voice.may_speak.set()
        await stage.until_quiet()
        (timings,) = stage.notes.of("turn_timings")
        assert timings.hesitation is not None
        assert timings.hesitation < timings.first_audio


async def test_live_speech_is_begun_with_the_draft_and_dropped_with_it() -> None:
    voice = SlowVoice()
    async with Stage(voice) as stage:
        voice.may_speak.set()
        await stage.run(7.5)
        voice.may_speak.clear()
        begun, dropped = voice.begun, voice.dropped
        await stage.say("How are you")
        await stage.run(0.16)
        assert voice.begun == begun + 1
        assert not stage.notes.of("learner_utterance")
        await stage.say("doing today?")
        assert voice.dropped == dropped + 1
        voice.may_speak.set()
        await stage.run(3.0)
        (said,) = stage.notes.of("learner_utterance")
        assert said.text == "How are you doing today?"


async def test_a_voice_that_fails_leaves_the_words_to_be_read() -> None:
    voice = SlowVoice()
    async with Stage(voice) as stage:
        voice.may_speak.set()
        voice.fails = True
        await stage.run(9.0)
        assert stage.patient_said() == [OPENING]
        assert stage.notes.troubles == ["voice"]


async def test_a_replay_of_the_log_comes_to_the_same_mind() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        for words in ("Hello, I am Doctor Chen.", "What do you think?", "The cancer is back."):
            await stage.say(words)
            await stage.until_quiet()
        await stage.run(5.0)
        talk = Talk(SCENARIO, Acts(), LineRanker(SCENARIO), seed=1)
        replayed = talk.replay(stage.notes.events)
        assert replayed.values == stage.speaker.state.values
        assert replayed.said == stage.speaker.state.said
        assert replayed.told == stage.speaker.state.told
        assert replayed.phase == stage.speaker.state.phase


async def test_two_quick_typed_lines_are_one_turn() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        stage.conversation.typed("Hello, I am Doctor Chen.")
        stage.conversation.typed("How are you today?")
        await stage.until_quiet()
        said = " ".join(u.text for u in stage.notes.of("learner_utterance"))
        assert "Doctor Chen" in said
        assert "How are you" in said


async def test_a_typed_line_survives_a_cough() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        stage.conversation.typed("How are you today?")
        await stage.say("", 0.3)
        await stage.until_quiet()
        assert [u.text for u in stage.notes.of("learner_utterance")] == ["How are you today?"]
        assert len(stage.patient_said()) == 2


async def test_going_on_before_the_patients_first_sound_is_no_interruption() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        await stage.say("I am afraid the cancer is back.")
        await stage.run(1.1)
        await stage.say("It has spread to your liver.")
        await stage.until_quiet()
        acts = [scored.act for event in stage.notes.of("learner_acts") for scored in event.acts]
        assert "interrupts" not in acts
        ids = [event.id for event in stage.notes.of("patient_utterance")]
        assert len(ids) == len(set(ids))


async def test_a_cough_before_the_opening_does_not_silence_the_patient() -> None:
    async with Stage() as stage:
        await stage.say("", 0.3)
        await stage.run(10.0)
        assert OPENING in stage.patient_said()


async def test_a_voice_that_breaks_gives_the_floor_back() -> None:
    class Broken(SlowVoice):
        async def prepared(self, text: str, delivery: Delivery) -> list[Speech] | None:
            if self.fails:
                raise RuntimeError("something nobody foresaw")
            return [written(text)]

    voice = Broken()
    async with Stage(voice) as stage:
        await stage.run(7.5)
        voice.fails = True
        await stage.say("How are you today?")
        await stage.run(12.0)
        voice.fails = False
        await stage.say("How are you today?")
        await stage.until_quiet()
        assert len(stage.patient_said()) == 2


async def test_a_long_turn_is_heard_to_its_end() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        await stage.say("This is the beginning of a very long turn", 20.0)
        await stage.say("and this is its end.", 3.0)
        await stage.until_quiet()
        (said,) = stage.notes.of("learner_utterance")
        assert said.text.startswith("This is the beginning")
        assert said.text.endswith("its end.")
        assert said.t - said.t_start > 20


async def test_a_goodbye_that_is_talked_over_ends_the_call() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        await stage.say("Goodbye.")
        for _ in range(40):
            await stage.run(0.1)
            if stage.notes.signs[-1] == "speaking":
                break
        await stage.run(0.8)
        await stage.say("Goodbye, take care now.", 1.5)
        await stage.until_quiet()
        assert stage.notes.endings


async def test_a_backchannel_is_written_down_once() -> None:
    async with Stage() as stage:
        await stage.run(1.9 + 0.6)
        await stage.say("Mm-hm.", 0.35)
        await stage.run(6.0)
        stage.conversation.hush()
        assert [event.outcome for event in stage.notes.of("barge_in")] == ["restored"]


async def test_the_role_stops_for_a_learner_in_need() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        before = stage.speaker.state
        await stage.say("I can't do this. I want to kill myself.")
        await stage.until_quiet()
        assert stage.notes.cared == 1
        assert stage.notes.of("learner_utterance") == []
        assert stage.patient_said() == [OPENING]
        assert stage.speaker.state == before
        await stage.say("How are you today?")
        await stage.until_quiet()
        assert [said.text for said in stage.notes.of("learner_utterance")] == ["How are you today?"]
