"""One call: owns its clock, its connection, its tasks and its log, from the first to the last.

A session outlives its connections: a browser that comes back within ``COME_BACK`` seconds gets a
new connection on the same clock. The clock stands still in a time-out and while nobody is there.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import structlog

from app.call.conversation import Conversation
from app.call.face import Face
from app.call.media.clock import MediaClock
from app.call.media.microphone import MicrophoneBlock
from app.call.media.offer import MediaError
from app.call.media.playout import Playout
from app.call.media.recorder import Recorded, Recorder
from app.call.media.tracks import play_unheard
from app.call.media.transport import MediaHandlers, MediaParts, MediaSettings, MediaTransport
from app.call.media.video_encoder import EncoderPool
from app.call.messages import DegradedMessage, EndedMessage, MediaMessage
from app.call.outlet import Outlet
from app.call.reporter import Reporter, Socket, Wires
from app.call.time_out import TimeOut
from app.events import (
    CallEnded,
    CallStarted,
    EndReason,
    LearnerDisconnected,
    LearnerReconnected,
    Stage,
)
from app.store import EventLog, StoreError

TICK = 0.02
COME_BACK = 30.0
"""Seconds that a call waits for a learner who was lost."""
JOIN_WITHIN = 90.0
"""Seconds that a call waits for its learner to join at all."""
SETTLE = 0.3
"""Seconds from the connection to the patient's first thought: the picture has come by then."""
QUIET_SOCKET = 4.0
"""Seconds without a word from a page, which says something every 3 s, after which a microphone
that is silent too means that the network is gone."""
STORE_WITHIN = 5.0
"""Seconds that the end of a call waits for a database that takes nothing."""
LAST_WORDS = 1.2
"""Seconds between the patient's goodbye and the end."""

PutAway = Callable[[EndReason, Recorded | None], Awaitable[None]]

_log = structlog.get_logger(__name__)


class CallSession:
    """Made by the manager; ``run`` it as one task, and talk to it from the event loop only."""

    def __init__(
        self,
        call_id: str,
        started: CallStarted,
        events: EventLog,
        clock: MediaClock,
        playout: Playout,
        face: Face,
        pool: EncoderPool,
        media: MediaSettings,
        recording: Path | None,
        typed_only: bool,
    ) -> None:
        self.id = call_id
        self._asked_to_type = typed_only
        self._started = started
        self._events = events
        self._clock = clock
        self._wires = Wires()
        self._reporter = Reporter(call_id, events, clock, self._wires, typed_only)
        self._playout = playout
        self._face = face
        self._pool = pool
        self._media = media
        self._recording = recording
        self._recorder: Recorder | None = None
        self._conversation: Conversation | None = None
        self._group: asyncio.TaskGroup | None = None
        self._joined = False
        self._time_out = TimeOut(clock, face, self._reporter)
        self._keeps_recording = True
        self._lacks: list[tuple[Stage, str, str, str]] = []
        self._lost_wall: float | None = None
        self._lost_timer: asyncio.Task[None] | None = None
        self._ended: asyncio.Future[EndReason] = asyncio.get_running_loop().create_future()
        self._silent = False
        self._socket_heard = 0.0
        self._unheard: asyncio.Task[None] | None = None

    @property
    def outlet(self) -> Outlet:
        """Where the conversation is written down and shown."""
        return self._reporter

    def begins_without(self, stage: Stage, engine: str, reason: str, message: str) -> None:
        """A stage will serve less than its best from the start: see Outlet.degraded."""
        self._lacks.append((stage, engine, reason, message))

    # ------------------------------------------------------------ life

    async def run(self, conversation: Conversation, put_away: PutAway) -> None:
        """Live until somebody ends the call. Leaves nothing open, whatever comes; ``put_away``
        stores that the call is over, before the browser is told."""
        self._clock.pause()
        self._reporter.log(self._started)
        for lack in self._lacks:
            self._reporter.degraded(*lack)
        if self._recording is not None:
            self._recorder = Recorder(self._recording, self._media_problem)
        reason: EndReason = "failed"
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                self._conversation = conversation
                group.create_task(self._tick())
                if self._reporter.typed_only:
                    self._unheard = self.spawn(play_unheard(self._clock, self._playout))
                self._wait_for_learner(JOIN_WITHIN)
                reason = await self._ended
                self._conversation.hush()
                raise _OverError
        except* _OverError:
            pass
        finally:
            await self._leave(reason, put_away)

    async def _leave(self, reason: EndReason, put_away: PutAway) -> None:
        self._clock.pause()
        ending, had = self._reporter.ending, self._conversation
        if ending is None and had is not None and reason == "learner_hung_up":
            ending = had.talk.hung_up(had.speaker.state)
        self._reporter.log(CallEnded(t=self._clock.now(), reason=reason, ending=ending))
        self._reporter.close()
        try:
            recorded = await self._recorder.close() if self._recorder is not None else None
            if recorded is not None and not self._keeps_recording:
                recorded.discard()
                recorded = None
            with contextlib.suppress(StoreError, TimeoutError):  # the writer has said so already
                await asyncio.wait_for(self._events.close(), STORE_WITHIN)
            await put_away(reason, recorded)
        finally:
            self._reporter.tell(EndedMessage(reason=reason, report=f"/calls/{self.id}/report"))
            if self._wires.transport is not None:
                await self._wires.transport.close()
            # Encoders and models go with the last reference, and not with the next collection.
            self._wires.cut()
            self._conversation = self._group = None

    def end(self, reason: EndReason) -> None:
        """End the call. The first reason stands."""
        if not self._ended.done():
            self._ended.set_result(reason)

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start work that belongs to this call. If it fails the call goes on, and says so."""
        assert self._group is not None
        task = self._group.create_task(self._guard(work))
        # A task that is cancelled before its first step has never touched its work.
        task.add_done_callback(lambda _: work.close())
        return task

    async def _guard(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # an engine may raise anything; one turn is lost, not the call
            _log.exception("a turn failed", call=self.id)
            message = "Something went wrong on our side. Please say that again."
            self._reporter.degraded("words", type(error).__name__, str(error), message)

    async def _tick(self) -> None:
        leaving = False
        while True:
            await asyncio.sleep(TICK)
            self._watch()
            if self._clock.paused or self._conversation is None:
                continue
            try:
                self._conversation.tick()
            except Exception:  # one moment is lost, not the call
                _log.exception("a tick failed", call=self.id)
            if self._reporter.ending is not None and not leaving:
                leaving = True
                self.spawn(self._leave_after_last_words())

    def _watch(self) -> None:
        """Is the learner still there?"""
        now = time.monotonic()
        if self._silent and now - self._socket_heard > QUIET_SOCKET:
            self._lost()
        if self._reporter.cares and not self._time_out.on:
            self._keeps_recording = False
            self._time_out.begin()
        if self._time_out.too_long:
            self.end("learner_lost")

    async def _leave_after_last_words(self) -> None:
        await asyncio.sleep(LAST_WORDS)
        self.end("patient_left" if self._reporter.ended_by_patient else "learner_hung_up")

    # ------------------------------------------------------------ the learner's browser

    def attach(self, socket: Socket) -> None:
        """A signalling socket is there; it takes the place of an earlier one."""
        self._socket_heard = time.monotonic()
        old, self._wires.socket = self._wires.socket, socket
        if old is not None:
            old.replaced()
        self._reporter.tell_state()
        for stage, _, _, message in self._lacks:
            self._reporter.tell(DegradedMessage(stage=stage, message=message))
        if self._reporter.typed_only or self._wires.carry_media:
            self._found()

    def heard_from(self, socket: Socket) -> None:
        """The page has said something, a ping at least."""
        if self._wires.socket is not socket:
            return
        self._socket_heard = time.monotonic()
        if self._lost_wall is not None and self._wires.carry_media:
            self._found()

    def detach(self, socket: Socket) -> None:
        """That socket has closed."""
        if self._wires.socket is socket:
            self._wires.socket = None
            if not self._wires.carry_media or self._silent:
                self._lost()

    async def offer(self, sdp: str) -> str:
        """The answer to a browser's offer; a new connection replaces the old one at once.

        Raises MediaError."""
        if self._asked_to_type:
            raise MediaError("typed_only", "This call is only typed: it takes no offer.")
        self._refuse_if_over()
        parts = self._parts(lambda: self._wires.transport is transport)
        transport = MediaTransport(parts, self._media)
        answer = await transport.accept(sdp)
        if self._ended.done():
            await transport.close()
            self._refuse_if_over()
        old, self._wires.transport = self._wires.transport, transport
        if old is not None:
            self.spawn(old.close())
        return answer

    def _refuse_if_over(self) -> None:
        if self._ended.done():
            raise MediaError("call_over", "This call has ended. Its report is there.")

    def _parts(self, current: Callable[[], bool]) -> MediaParts:
        """Handlers of one connection; those of a connection that was replaced stay silent."""
        handlers = MediaHandlers(
            connected=lambda: self._media_connected() if current() else None,
            disconnected=lambda why: self._media_lost(why) if current() else None,
            silent=lambda silent: self._on_silent(silent) if current() else None,
            channel_open=self._reporter.tell_state,
            microphone=self._hear,
            problem=self._media_problem,
        )
        if (recorder := self._recorder) is not None:
            handlers.learner_sound = recorder.learner
            handlers.patient_sound = recorder.patient
        return MediaParts(self._clock, self._playout, self._face.frame, self._pool, handlers)

    async def candidate(self, candidate: str | None, mid: str | None, line: int | None) -> None:
        if self._wires.transport is not None:
            await self._wires.transport.add_candidate(candidate, mid, line)

    def typed(self, text: str) -> None:
        if self._conversation is not None and not self._clock.paused:
            self._conversation.typed(text)

    def typing(self) -> None:
        if self._conversation is not None:
            self._conversation.typing()

    def pause(self) -> None:
        """A time-out."""
        self._time_out.begin()

    def resume(self) -> None:
        if self._time_out.end():
            self._run_clock()
            self._reporter.tell_state()

    def media_blocked(self) -> None:
        """The browser could not connect its media: the call goes on in writing."""
        if self._ended.done():
            return
        message = "Sound and picture could not be connected. You can type, and read the answers."
        self._reporter.tell(MediaMessage(ok=False, message=message))
        if self._wires.transport is not None:
            # Two that pull the playout would run the clock at double speed.
            self.spawn(self._wires.transport.close())
        self._become_typed()

    def _become_typed(self) -> None:
        if not self._reporter.typed_only:
            self._reporter.typed_only = True
            self._unheard = self.spawn(play_unheard(self._clock, self._playout))
            self._found()

    def _media_connected(self) -> None:
        """Sound and picture are there, perhaps after a while of typing: one clock, one driver."""
        if self._unheard is not None:
            self._unheard.cancel()
            self._unheard = None
        self._reporter.typed_only = False
        self._silent = False
        self._found()

    # ------------------------------------------------------------ there, and gone

    def _found(self) -> None:
        """The learner is there, for the first time or again."""
        if self._lost_timer is not None:
            self._lost_timer.cancel()
            self._lost_timer = None
        if self._lost_wall is not None:
            away, self._lost_wall = time.monotonic() - self._lost_wall, None
            self._reporter.waits_until = None
            self._reporter.log(LearnerReconnected(t=self._clock.now(), away_seconds=away))
        self._run_clock()
        if not self._joined and self._conversation is not None:
            self._joined = True
            self._conversation.begin(SETTLE)
            self._reporter.floor("listening")
        if self._wires.transport is not None:
            self._wires.transport.request_key_frame()
        self._reporter.tell_state()

    def _media_lost(self, why: str) -> None:
        if why == "timeout" and not self._joined and self._wires.socket is not None:
            self.media_blocked()
        else:
            self._lost()

    def _on_silent(self, silent: bool) -> None:
        """Nothing comes from the microphone: a device that went, or a network that did."""
        self._silent = silent
        if silent and self._wires.socket is None:
            self._lost()
        elif silent:
            message = "Nothing comes from your microphone. You can type meanwhile."
            self._reporter.tell(MediaMessage(ok=False, message=message))
        else:
            self._reporter.tell(MediaMessage(ok=True, message="Your microphone is back."))
            if self._lost_wall is not None:
                self._found()

    def _lost(self) -> None:
        if self._ended.done() or not self._joined or self._lost_wall is not None:
            return
        self._lost_wall = time.monotonic()
        self._clock.pause()
        self._reporter.waits_until = self._lost_wall + COME_BACK
        self._reporter.log(LearnerDisconnected(t=self._clock.now()))
        self._reporter.tell_state()
        self._wait_for_learner(COME_BACK)

    def _wait_for_learner(self, seconds: float) -> None:
        async def wait() -> None:
            await asyncio.sleep(seconds)
            self.end("learner_lost")

        self._lost_timer = self.spawn(wait())

    def _run_clock(self) -> None:
        if not self._time_out.on and self._lost_wall is None:
            self._clock.resume()

    # ------------------------------------------------------------ hearing

    def _hear(self, block: MicrophoneBlock) -> None:
        if self._conversation is not None and not self._clock.paused:
            self._conversation.hear(block.samples, block.t)

    def _media_problem(self, stage: str, message: str) -> None:
        known: dict[str, Stage] = {"face": "face", "recording": "recording"}
        self._reporter.degraded(known.get(stage, "media"), stage, message, message)


class _OverError(Exception):
    """Ends the task group of a call that is over."""
