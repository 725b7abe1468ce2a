"""What the patient does now, shown in the face and on the page."""

from __future__ import annotations

from collections.abc import Callable

from app.call.face import Attention, Face
from app.call.outlet import Outlet
from app.call.turn_taking import Floor

_SIGNS: dict[Floor, Attention] = {
    Floor.THINKING: "thinking",
    Floor.SPEAKING: "speaking",
    Floor.OVERLAP: "speaking",
}


class Sign:
    """Says each change once."""

    def __init__(self, face: Face, outlet: Outlet, now: Callable[[], float]) -> None:
        self._face = face
        self._outlet = outlet
        self._now = now
        self._shown: Attention | None = None

    def show(self, floor: Floor) -> None:
        sign = _SIGNS.get(floor, "listening")
        if sign != self._shown:
            self._shown = sign
            self._face.attend(self._now(), sign)
            self._outlet.floor(sign)
