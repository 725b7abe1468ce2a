"""What one call writes down, and what it tells the learner's browser."""

from __future__ import annotations

import time
from typing import Literal, Protocol

import structlog

from app.call.face import Attention
from app.call.media.clock import MediaClock
from app.call.media.transport import MediaTransport
from app.call.messages import (
    BrowserMessage,
    CaptionMessage,
    DegradedMessage,
    EndedMessage,
    PatientLeftMessage,
    PatientSign,
    StateMessage,
    TimingsMessage,
)
from app.events import AnyEvent, EngineDegraded, LearnerPartial, Stage, TurnTimings
from app.patient.self_harm import speaks_of_self_harm
from app.store import EventLog, StoreError

_log = structlog.get_logger(__name__)


class Socket(Protocol):
    """The signalling socket of a browser. Neither method blocks."""

    def send(self, text: str) -> None:
        """Hand over one message."""
        ...

    def replaced(self) -> None:
        """Another socket of the same learner has taken this one's place: close."""
        ...


class Wires:
    """The two ways to the learner's browser, as far as there are any."""

    def __init__(self) -> None:
        self.socket: Socket | None = None
        self.transport: MediaTransport | None = None

    @property
    def carry_media(self) -> bool:
        """Whether sound and picture are connected."""
        return self.transport is not None and self.transport.is_connected

    def send(self, text: str, both_ways: bool) -> None:
        """By the data channel; by the socket while there is none, or besides."""
        sent = self.transport is not None and self.transport.send(text)
        if self.socket is not None and (both_ways or not sent):
            self.socket.send(text)

    def cut(self) -> None:
        """Nobody is there any more."""
        self.socket = self.transport = None


class Reporter:
    """The Outlet of a call."""

    def __init__(
        self, call_id: str, events: EventLog, clock: MediaClock, wires: Wires, typed_only: bool
    ) -> None:
        self._call_id = call_id
        self._events = events
        self._clock = clock
        self._wires = wires
        self._seq = 0
        self._sign: PatientSign = "connecting"
        self._closed = False
        self.typed_only = typed_only
        self.paused = False
        self.cares = False
        """The learner has spoken of harming themselves: the role has stopped."""
        self.waits_until: float | None = None
        """Monotonic time until which a lost learner's place is kept."""
        self.ending: str | None = None
        """How the talk came to its end, once it has."""
        self.ended_by_patient = False

    def close(self) -> None:
        """Nothing is written down from here on: a task that was cancelled has had its last
        word."""
        self._closed = True

    def log(self, event: AnyEvent) -> None:
        """Write an event down, with the wall time beside it."""
        if self._closed or (isinstance(event, LearnerPartial) and speaks_of_self_harm(event.text)):
            return
        try:
            self._events.append(event.model_copy(update={"wall": time.time()}))
        except StoreError as error:
            _log.error("an event could not be kept", call=self._call_id, error=str(error))
            message = "This call can no longer be written down. Please end it."
            self.tell(DegradedMessage(stage="store", message=message))

    def caption(self, who: Literal["you", "them"], id_: str, text: str, final: bool) -> None:
        """See Outlet."""
        self.tell(CaptionMessage(who=who, id=id_, text=text, final=final, t=self._clock.now()))

    def floor(self, sign: Attention) -> None:
        """See Outlet."""
        self._sign = sign
        self.tell_state()

    def timings(self, timings: TurnTimings) -> None:
        """See Outlet."""
        self.tell(
            TimingsMessage(
                endpoint=timings.endpoint,
                transcript=timings.transcript,
                words=timings.words,
                first_audio=timings.first_audio,
                directed_pause=timings.directed_pause,
                prepared=timings.prepared,
            )
        )

    def degraded(self, stage: Stage, engine: str, reason: str, message: str) -> None:
        """See Outlet."""
        now = self._clock.now()
        self.log(EngineDegraded(t=now, stage=stage, engine=engine, reason=reason, instead=message))
        self.tell(DegradedMessage(stage=stage, message=message))

    def care(self) -> None:
        """See Outlet."""
        self.cares = True

    def ended(self, ending: str, begun_by: str) -> None:
        """See Outlet."""
        self.ended_by_patient = begun_by == "patient"
        message = "You have said goodbye."
        if self.ended_by_patient:
            message = "The patient has ended the call."
        self.tell(PatientLeftMessage(message=message))
        self.ending = ending

    def tell_state(self) -> None:
        """What the patient does, and how the call stands."""
        until = self.waits_until
        self.tell(
            StateMessage(
                patient=self._sign,
                clock=self._clock.now(),
                paused=self.paused,
                care=self.cares,
                waits=None if until is None else max(0.0, until - time.monotonic()),
                typed_only=self.typed_only,
            )
        )

    def tell(self, message: BrowserMessage) -> None:
        """Send one message to the browser, if there is one."""
        self._seq += 1
        text = message.model_copy(update={"seq": self._seq}).model_dump_json()
        # The last word goes both ways: the data channel closes right behind it.
        self._wires.send(text, both_ways=isinstance(message, EndedMessage))
