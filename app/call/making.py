"""Puts one call together from the engines and a scenario."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from aiortc import RTCIceServer

from app.call.asked import NewCall
from app.call.conversation import Conversation
from app.call.ears import Ears
from app.call.echo import is_echo_of
from app.call.engines import Engines
from app.call.face import Face
from app.call.listener import Listener
from app.call.media.clock import MediaClock
from app.call.media.playout import Playout
from app.call.media.transport import MediaSettings
from app.call.mouth import Mouth
from app.call.patient_voice import PatientVoices
from app.call.session import CallSession, PutAway
from app.call.speaker import Speaker
from app.events import CallStarted
from app.patient.ranker import LineRanker
from app.patient.talk import Talk
from app.scenario import Entry
from app.settings import Settings
from app.speech.voice_activity import SpeechDetector, VoiceActivity
from app.store import Store
from avatar.animator import Animator
from avatar.renderers import CastError, Renderer, Silhouette, load_renderer

Arg = TypeVar("Arg")
Result = TypeVar("Result")


NO_PICTURE = "This patient has no picture yet: you hear them, and see a figure."


def _picture_of(cast: str) -> tuple[Renderer, str | None]:
    """A renderer of the patient's look; where it cannot be had a figure, and why."""
    try:
        return load_renderer(cast), None
    except CastError as error:
        return Silhouette(), str(error)


@dataclass(frozen=True, slots=True)
class Made:
    """A call that waits to be run."""

    session: CallSession
    conversation: Conversation

    def run(self, put_away: PutAway) -> Coroutine[Any, Any, None]:
        return self.session.run(self.conversation, put_away)


class CallMaker:
    """Makes calls; holds nothing of any one of them."""

    KEPT = 16
    """Scenarios whose lines are kept ready to be compared."""

    def __init__(self, settings: Settings, store: Store, engines: Engines) -> None:
        self._settings = settings
        self._store = store
        self._engines = engines
        self._voices = PatientVoices(engines)
        self._rankers: OrderedDict[str, LineRanker] = OrderedDict()

    async def warm_up(self, entry: Entry) -> None:
        """Have ready what a call of this scenario needs: a brief has been opened."""
        await self._in_thread(self._ranker, entry)
        await self._in_thread(_picture_of, entry.scenario.look.cast)

    async def make(self, call_id: str, asked: NewCall, seed: int) -> Made:
        """One call's parts, wired."""
        scenario = asked.scenario.scenario
        engines = self._engines
        lines = await self._in_thread(self._ranker, asked.scenario)
        renderer, missing = await self._in_thread(_picture_of, scenario.look.cast)
        voice = await self._voices.voice(scenario, asked.typed_only)
        talk = Talk(scenario, engines.acts, lines, seed, asked.variant)
        clock, playout = MediaClock(), Playout()
        face = Face(Animator(seed), renderer)
        session = CallSession(
            call_id=call_id,
            started=self._started(asked, seed, voice.name),
            events=self._store.log(call_id),
            clock=clock,
            playout=playout,
            face=face,
            pool=engines.threads.pictures,
            media=self._media_settings(),
            recording=self._store.recordings.make(call_id) if asked.recorded else None,
            typed_only=asked.typed_only,
        )
        if missing is not None:
            session.begins_without("face", renderer.name, missing, NO_PICTURE)
        mouth = Mouth(playout, face, clock.now)
        speaker = Speaker(
            talk=talk,
            state=talk.begin(),
            mouth=mouth,
            face=face,
            voice=voice,
            words=engines.words,
            now=clock.now,
            outlet=session.outlet,
        )
        ears = Ears(VoiceActivity(), SpeechDetector(), is_echo_of(playout.history))
        listener = Listener(
            ears,
            engines.recognizer,
            engines.end_of_turn,
            engines.threads.hearing,
            ", ".join(scenario.prompt_words),
        )
        conversation = Conversation(
            talk=talk,
            ears=ears,
            listener=listener,
            thinking=engines.threads.thinking,
            speaker=speaker,
            mouth=mouth,
            face=face,
            now=clock.now,
            outlet=session.outlet,
            spawn=session.spawn,
        )
        return Made(session, conversation)

    async def _in_thread(self, work: Callable[[Arg], Result], argument: Arg) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._engines.threads.loading, work, argument)

    def _ranker(self, entry: Entry) -> LineRanker:
        """The lines of a scenario, ready to be compared; seconds for a scenario that is new."""
        ranker = self._rankers.get(entry.hash)
        if ranker is None:
            cache = self._settings.data_dir / "lines"
            shipped = self._settings.scenarios_dir / "likeness"
            ranker = LineRanker(entry.scenario, self._engines.likeness, cache, shipped)
            self._rankers[entry.hash] = ranker
            if len(self._rankers) > self.KEPT:
                self._rankers.popitem(last=False)
        return ranker

    def _started(self, asked: NewCall, seed: int, voice: str) -> CallStarted:
        return CallStarted(
            t=0,
            scenario=asked.scenario.scenario.id,
            scenario_hash=asked.scenario.hash,
            variant=asked.variant,
            seed=seed,
            engines={**self._engines.names, "voice": voice},
            recorded=asked.recorded,
            ease=asked.scenario.ease,
        )

    def _media_settings(self) -> MediaSettings:
        settings = self._settings
        return MediaSettings(
            codecs=("VP8", "H264") if settings.video_codec == "vp8" else ("H264", "VP8"),
            ice_servers=tuple(
                RTCIceServer(
                    urls=url,
                    username=settings.ice_username or None,
                    credential=settings.ice_credential or None,
                )
                for url in settings.split(settings.ice_servers)
            ),
            announced_address=settings.announce_address or None,
        )

    def ice_servers(self) -> list[dict[str, Any]]:
        """What the browser is told of STUN and TURN servers."""
        settings = self._settings
        urls = settings.split(settings.ice_servers)
        if not urls:
            return []
        server: dict[str, Any] = {"urls": urls}
        if settings.ice_username:
            server |= {"username": settings.ice_username, "credential": settings.ice_credential}
        return [server]
