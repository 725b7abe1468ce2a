"""A talk on a stage: real turn taking, ears, mouth and mind; time, sound and words are given.

Nothing waits: the stage moves the clock on in steps of 20 ms and lets the event loop run between.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from app.call.conversation import Conversation
from app.call.ears import BLOCK, Ears
from app.call.face import Attention, Face
from app.call.listener import Listener
from app.call.media.clock import FRAME_SAMPLES, MediaClock
from app.call.media.playout import Playout
from app.call.mouth import Mouth
from app.call.speaker import Speaker
from app.call.voice import WrittenVoice, written
from app.events import AnyEvent, ScoredAct, TurnTimings
from app.events import Stage as EngineStage
from app.patient.acts import ActContext
from app.patient.engines import ScriptedEngine
from app.patient.ranker import LineRanker
from app.patient.talk import Talk
from app.scenario import load_scenario
from app.speech.types import HEARING_RATE, Delivery, Speech, SpeechError, Transcript
from app.speech.voice_activity import SpeechDetector
from avatar.animator import Animator
from avatar.rig import FRAME_SIZE, FaceState

CHECKOUT = Path(__file__).resolve().parents[3]
STEP = 0.02
SCENARIO = load_scenario(CHECKOUT / "scenarios" / "theresa-nowak.yaml")


class Loud:
    """Voice activity by loudness: the stage speaks in ones and is silent in zeros."""

    def process(self, frame: NDArray[np.float32]) -> float:
        return 0.99 if float(np.abs(frame).max()) > 0.5 else 0.01


class Told:
    """A recogniser that hears what the stage has the learner say."""

    name = "told"

    def __init__(self) -> None:
        self.words = ""
        self.fails = False
        self.over_the_patient: Callable[[], bool] = lambda: False

    def partial(self, audio: NDArray[np.float32], prompt: str = "") -> str:
        return self.words if len(audio) else ""

    def final(self, audio: NDArray[np.float32], prompt: str = "") -> Transcript:
        if self.fails:
            raise RuntimeError("the recogniser has fallen over")
        words = self.words
        if len(audio) < HEARING_RATE * 0.6 and self.over_the_patient():
            return Transcript(words, confidence=0.9)
        self.words = ""
        return Transcript(words, confidence=0.9 if words else None)


class Hearing:
    """The recogniser that the talk holds; whom it asks can be changed."""

    name = "told"

    def __init__(self, told: Told) -> None:
        self.told = told

    def partial(self, audio: NDArray[np.float32], prompt: str = "") -> str:
        return self.told.partial(audio, prompt)

    def final(self, audio: NDArray[np.float32], prompt: str = "") -> Transcript:
        return self.told.final(audio, prompt)


class Acts:
    """Acts by a few plain words."""

    def classify(self, text: str, context: ActContext) -> tuple[ScoredAct, ...]:
        known = {
            "?": "open_q", "cancer": "gives_news", "doctor": "introduces", "goodbye": "farewell",
        }  # fmt: skip
        found = [act for word, act in known.items() if word in text.lower()]
        return tuple(ScoredAct(act=act, score=0.95) for act in found or ["other"])


class Still:
    """A renderer that draws nothing."""

    name = "still"
    size = FRAME_SIZE

    def render(self, face: FaceState) -> NDArray[np.uint8]:
        return np.zeros((FRAME_SIZE, FRAME_SIZE, 3), np.uint8)

    render_room = None  # type: ignore[assignment]  # no talk on this stage takes a time-out


class SlowVoice(WrittenVoice):
    """Nothing is voiced ahead but hesitations; the rest comes when the stage lets it."""

    name = "slow"

    def __init__(self) -> None:
        self.may_speak = asyncio.Event()
        self.fails = False
        self.begun = 0
        self.dropped = 0

    async def prepared(self, text: str, delivery: Delivery) -> list[Speech] | None:
        return [written(text)] if len(text.split()) <= 2 else None

    async def utter(self, text: str, delivery: Delivery) -> AsyncIterator[Speech]:
        self.begun += 1
        try:
            await self.may_speak.wait()
        except asyncio.CancelledError:
            self.dropped += 1
            raise
        if self.fails:
            raise SpeechError("the voice has lost its weights")
        yield written(text)


@dataclass
class Notes:
    """What was logged and shown."""

    events: list[AnyEvent] = field(default_factory=list)
    captions: list[tuple[str, str, bool]] = field(default_factory=list)
    signs: list[Attention] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    endings: list[str] = field(default_factory=list)
    cared: int = 0

    def log(self, event: AnyEvent) -> None:
        self.events.append(event)

    def caption(self, who: Literal["you", "them"], id_: str, text: str, final: bool) -> None:
        self.captions.append((who, text, final))

    def floor(self, sign: Attention) -> None:
        self.signs.append(sign)

    def timings(self, timings: TurnTimings) -> None:
        pass

    def degraded(self, stage: EngineStage, engine: str, reason: str, message: str) -> None:
        self.troubles.append(stage)

    def care(self) -> None:
        self.cared += 1

    def ended(self, ending: str, begun_by: str) -> None:
        self.endings.append(ending)

    def of(self, kind: str) -> list[Any]:
        return [event for event in self.events if event.type == kind]


class Stage:
    """One talk. ``async with`` it."""

    def __init__(self, voice: WrittenVoice | None = None) -> None:
        self.notes = Notes()
        self.clock = MediaClock(lambda: 0.0)
        self.playout = Playout()
        self.told = Told()
        self._hearing = Hearing(self.told)
        self.failures: list[Exception] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._pool = ThreadPoolExecutor(1)
        self._heard = 0.0
        self._loud_until = 0.0
        self.voice = voice or WrittenVoice()

    def hear_by(self, told: Told) -> None:
        """Another recogniser from here on."""
        told.over_the_patient = self.told.over_the_patient
        self.told = self._hearing.told = told

    async def __aenter__(self) -> Stage:
        face = Face(Animator(1), Still())
        mouth = Mouth(self.playout, face, self.clock.now)
        talk = Talk(SCENARIO, Acts(), LineRanker(SCENARIO), seed=1)
        ears = Ears(Loud(), SpeechDetector(), lambda audio, t: False)  # type: ignore[arg-type]
        self.speaker = Speaker(
            talk,
            talk.begin(),
            mouth,
            face,
            self.voice,
            ScriptedEngine(),
            self.clock.now,
            self.notes,
            0.0,
        )
        self.conversation = Conversation(
            talk, ears, Listener(ears, self._hearing, None, self._pool, ""), self._pool,
            self.speaker, mouth, face, self.clock.now, self.notes, self._spawn,
        )  # fmt: skip
        self.told.over_the_patient = lambda: mouth.speaking is not None
        self.conversation.begin(0.0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.conversation.hush()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._pool.shutdown()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        async def guarded() -> None:
            try:
                await work
            except Exception as error:
                self.failures.append(error)

        task = asyncio.create_task(guarded())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: work.close())
        return task

    async def run(self, seconds: float) -> None:
        """Let time pass: sound goes out and comes in, and whoever has work does it."""
        for _ in range(round(seconds / STEP)):
            self.playout.pull(FRAME_SAMPLES)
            self.clock.release(FRAME_SAMPLES)
            now = self.clock.samples / 48_000
            while self._heard + BLOCK / HEARING_RATE <= now:
                loud = self._heard < self._loud_until
                self.conversation.hear(np.full(BLOCK, float(loud), np.float32), self._heard)
                self._heard += BLOCK / HEARING_RATE
            self.conversation.tick()
            await self._settle()

    async def _settle(self) -> None:
        """Threads answer at once here, but through the loop."""
        for _ in range(6):
            await asyncio.sleep(0)
        await asyncio.get_running_loop().run_in_executor(self._pool, lambda: None)
        for _ in range(6):
            await asyncio.sleep(0)

    async def say(self, words: str, seconds: float = 1.2) -> None:
        """The learner speaks."""
        self.told.words = words
        self._loud_until = self.clock.now() + seconds
        await self.run(seconds)

    async def until_quiet(self, limit: float = 20.0) -> None:
        """Until the patient has said all that they mean to say."""
        waited = 0.0
        while waited < limit:
            await self.run(0.2)
            waited += 0.2
            if self.notes.signs and self.notes.signs[-1] == "listening" and waited > 1.0:
                return

    def patient_said(self) -> Sequence[str]:
        return [event.text for event in self.notes.of("patient_heard") if event.text]
