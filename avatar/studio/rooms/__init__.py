"""Where the patients sit, out of focus behind them: one room by name, and how it is lit."""

from avatar.studio.rooms.car import PARKED_CAR
from avatar.studio.rooms.clinics import CLINIC, SURGERY
from avatar.studio.rooms.flat import DESIGNERS_FLAT
from avatar.studio.rooms.homes import DINING_ROOM, FAMILY_KITCHEN, FRONT_ROOM, LIVING_ROOM
from avatar.studio.rooms.parts import Lamp, Room
from avatar.studio.rooms.waiting import FAMILY_ROOM, PARENTS_ROOM, QUIET_ROOM
from avatar.studio.rooms.wards import BED_BY_CURTAIN, DIALYSIS_CHAIR, RAISED_BED

ROOMS = {
    "parked-car": PARKED_CAR,
    "surgery": SURGERY,
    "clinic": CLINIC,
    "family-room": FAMILY_ROOM,
    "quiet-room": QUIET_ROOM,
    "parents-room": PARENTS_ROOM,
    "bed-by-curtain": BED_BY_CURTAIN,
    "raised-bed": RAISED_BED,
    "dialysis-chair": DIALYSIS_CHAIR,
    "living-room": LIVING_ROOM,
    "family-kitchen": FAMILY_KITCHEN,
    "front-room": FRONT_ROOM,
    "dining-room": DINING_ROOM,
    "designers-flat": DESIGNERS_FLAT,
}

__all__ = ["ROOMS", "Lamp", "Room"]
