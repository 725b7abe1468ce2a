"""The descriptions of all patients, by id."""

from avatar.studio.look import Look
from avatar.studio.looks.daniel_whitlock import DANIEL_WHITLOCK
from avatar.studio.looks.marisol_vega import MARISOL_VEGA
from avatar.studio.looks.theresa_nowak import THERESA_NOWAK

LOOKS: dict[str, Look] = {look.id: look for look in (THERESA_NOWAK, DANIEL_WHITLOCK, MARISOL_VEGA)}
