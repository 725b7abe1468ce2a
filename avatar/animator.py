"""From what a patient says, feels and attends to, to the state of the face at any instant.

Pure: time is a number on the call's media clock, randomness comes from the seed, and the same
tellings give the same face whatever frames were asked for in between. Frames are asked for by
encoder threads while the call tells from its own, so every method takes a lock.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from avatar import coarticulation, cues, idle
from avatar.channels import CHANNEL, SHAPES
from avatar.cues import Glance
from avatar.easing import soft_limit
from avatar.gaze import Attention, direction, head_follows
from avatar.idle import KEPT_S, TICK_S, Habits, Idle, Nod, Situation, Tick
from avatar.mood import Mood
from avatar.noise import Noise, draw
from avatar.regions import GIVES_WAY, LIVELY, REGION, REGIONS
from avatar.rig import BLENDSHAPES, INDEX, FaceState, Gaze, HeadPose
from avatar.speech_track import SpeechTrack
from avatar.timing import TimedPhoneme
from avatar.visemes import sides

FULL_LOOK = 0.6
"""Rotation of an eye, in radians, at which its eyeLook blendshape is 1."""
MOST_YAW, MOST_PITCH, MOST_ROLL = 0.22, 0.22, 0.16
MOST_GAZE = 0.55
_LID_FOLLOWS, _LID_LIFTS = 0.15, 0.5

_HEAD_NOISE = np.array([0.016, 0.026, 0.014])
"""Pitch, yaw and roll of the ever moving head, in radians."""
_ACCENT = 0.038
_MOST_CUES = 32
_MOST_ATTENTIONS = 64
_CUE_STREAM, _SIDE_STREAM = 20, 21

_BLINKS = np.array(sides("eyeBlink"))
_WIDES = np.array(sides("eyeWide"))
_BROWS = np.array([*sides("browInnerUp"), *sides("browOuterUp")])
_JAW = INDEX["jawOpen"]
_BREATH_JAW = 0.055
_CHIN = np.array([INDEX["mouthShrugLower"], *sides("mouthFrown")])
_FROWNS, _PRESSES = np.array(sides("mouthFrown")), np.array(sides("mouthPress"))
_STRAIGHT = 0.5
_SMILES = np.array(sides("mouthSmile"))
(_UP_L, _UP_R), (_DOWN_L, _DOWN_R) = sides("eyeLookUp"), sides("eyeLookDown")
(_IN_L, _IN_R), (_OUT_L, _OUT_R) = sides("eyeLookIn"), sides("eyeLookOut")
_TEND = {name: index for name, index in CHANNEL.items() if index >= SHAPES}


@dataclass(frozen=True, slots=True)
class Temperament:
    """How one person differs from the next; 1 is usual."""

    expressive: float = 1.0
    """Size of facial expressions."""
    lively: float = 1.0
    """Size of the head's motion."""
    articulate: float = 1.0
    """Size of mouth movements."""
    contact: float = 1.0
    """Share of time looking at the viewer."""
    blinks: float = 1.0
    breaths_a_minute: float = 14.0


@dataclass(frozen=True, order=True, slots=True)
class _Cued:
    t: float
    name: str
    mirrored: bool


class Animator:
    """The face of one patient in one call. Tell it things at their time, ask it for a state."""

    def __init__(self, seed: int, temperament: Temperament | None = None) -> None:
        self._seed = seed
        self._temperament = temperament or Temperament()
        habits = Habits(
            self._temperament.blinks,
            self._temperament.breaths_a_minute,
            self._temperament.contact,
        )
        self._mood = Mood(self._temperament.expressive)
        self._speech = SpeechTrack(seed)
        self._cues: list[_Cued] = []
        self._attention: list[tuple[float, Attention]] = [(-1.0, "listening")]
        self._idle = Idle(seed, habits, self._situation)
        self._noise = Noise(seed + 1, 3 + REGIONS, slowest_hz=0.11, octaves=5, tilt=0.55)
        self._tremor = Noise(seed + 2, 5, slowest_hz=5.1, octaves=2)
        self._side = 1.0 if draw(seed, _SIDE_STREAM, 0) < 0.5 else -1.0
        self._lopsided = _lopsided(seed)
        self._tidied = 0.0
        self._lock = Lock()

    def speak(self, start: float, phonemes: Sequence[TimedPhoneme], loudness: float = 1.0) -> None:
        """The mouth follows these sounds; their second 0 is heard at ``start``. ``loudness``
        (1 usual) scales the jaw."""
        with self._lock:
            self._speech.speak(start, phonemes, loudness)
            self._idle.revise(start)

    def cut(self, t: float) -> None:
        """Speech placed until now ends at ``t``: the mouth is at rest within 120 ms."""
        with self._lock:
            self._speech.cut(t)
            self._idle.revise(t)

    def feel(self, t: float, emotion: str, intensity: float) -> None:
        """The patient is led to this emotion, at an intensity from 0 to 1. Raises ValueError
        for an emotion that is not in ``expressions.EMOTIONS``."""
        with self._lock:
            self._mood.feel(t, emotion, intensity)
            self._idle.revise(t)

    def attend(self, t: float, what: Attention) -> None:
        """What the patient is occupied with: decides gaze, nods and blinks."""
        with self._lock:
            insort(self._attention, (t, what))
            if len(self._attention) > _MOST_ATTENTIONS:
                del self._attention[0]
            self._idle.revise(t)

    def cue(self, t: float, name: str) -> None:
        """A short movement begins. Raises ValueError for a cue that is not in ``cues.CUES``."""
        cues.cue(name)
        mirrored = draw(self._seed, _CUE_STREAM, round(t * 1000)) < 0.5
        with self._lock:
            insort(self._cues, _Cued(t, name, mirrored))
            if len(self._cues) > _MOST_CUES:
                del self._cues[0]
            self._idle.revise(t)

    def state_at(self, t: float) -> FaceState:
        """The face at ``t``: any time from a second before the latest asked for, and ahead."""
        with self._lock:
            return self._state_at(t)

    def _state_at(self, t: float) -> FaceState:
        tick = self._idle.at(t)  # first: the ticks on the way may need what is tidied away next
        self._tidy(t)
        mood = self._mood.at(t)
        noise = self._noise.at(t)
        tremor = self._tremor.at(t) * mood[_TEND["trembling"]]
        cued = self._cued(t)
        mouth = self._speech.mouth(t)
        accent = self._speech.accent(t)

        face = mood[:SHAPES] * (1.0 + 0.16 * noise[3:][REGION])
        face += LIVELY * np.maximum(noise[3:][REGION], 0.0)
        face += cued[:SHAPES]
        # Pressed lips are straight: pressing alone would draw the corners into a smile.
        face[_FROWNS] += _STRAIGHT * np.maximum(face[_PRESSES] - face[_SMILES], 0.0)
        face[_CHIN] += 0.05 * tremor[2] * (face[_CHIN] > 0.05)
        face *= 1.0 - mouth.active * GIVES_WAY
        speech = coarticulation.shapes(mouth)
        speech *= mood[_TEND["articulating"]] * self._temperament.articulate
        speech[_SMILES] *= 1.0 - 0.7 * mood[_TEND["smileless"]]
        face += speech * self._lopsided
        face[_JAW] += _BREATH_JAW * self._speech.drawing_breath(t)
        face[_BROWS] += 0.10 * accent * self._temperament.expressive
        np.clip(face, 0.0, 1.0, out=face)
        coarticulation.touch(face, mouth)

        head = self._head(t, tick, mood, noise, tremor, cued, accent)
        eyes = self._eyes(t, tick, head, noise)
        _look(face, eyes)
        closed = idle.lids(tick, t)
        face[_WIDES] *= 1.0 - closed
        face[_BLINKS] = 1.0 - (1.0 - face[_BLINKS]) * (1.0 - closed)
        return FaceState(
            blendshapes=np.clip(face, 0.0, 1.0).astype(np.float32),
            head=head,
            gaze=eyes,
            breath=self._breath(t, tick, mood, cued),
            tears=_unit(max(mood[_TEND["tears"]], cued[cues.TEARS])),
            blush=_unit(mood[_TEND["blush"]]),
            pallor=_unit(mood[_TEND["pallor"]]),
        )

    def held(self) -> int:
        """How many tellings are still kept. Bounded, however long the call."""
        with self._lock:
            return len(self._speech) + len(self._mood) + len(self._cues) + len(self._attention)

    def nodding(self, t: float) -> Nod | None:
        """The latest listening nod at ``t``."""
        with self._lock:
            return self._idle.at(t).nod

    def _cued(self, t: float) -> NDArray[np.float64]:
        total = np.zeros(cues.CUE_CHANNELS)
        for one in self._cues:
            if one.t >= t:
                break
            row = cues.at(one.name, t - one.t, one.mirrored)
            if row is not None:
                total += row
        return total

    def _head(
        self,
        t: float,
        tick: Tick,
        mood: NDArray[np.float64],
        noise: NDArray[np.float64],
        tremor: NDArray[np.float64],
        cued: NDArray[np.float64],
        accent: float,
    ) -> HeadPose:
        lively = self._temperament.lively * float(mood[_TEND["moving"]])
        moving = noise[:3] * _HEAD_NOISE * lively * (1.0 + self._speech.presence(t))
        pitch, yaw, roll = idle.posture(tick, t)
        along_yaw, along_pitch = head_follows(tick.eyes, t)
        pitch += moving[0] + mood[_TEND["pitch"]] + along_pitch + cued[cues.PITCH]
        pitch += idle.nod(tick, t) + _ACCENT * accent * lively + 0.002 * tremor[0]
        yaw += moving[1] + self._side * mood[_TEND["yaw"]] + along_yaw + cued[cues.YAW]
        yaw += 0.003 * tremor[1]
        # A head that turns tilts a little with it.
        roll += moving[2] + mood[_TEND["roll"]] + cued[cues.ROLL] + 0.12 * along_yaw
        return HeadPose(
            yaw=soft_limit(float(yaw), MOST_YAW),
            pitch=soft_limit(float(pitch), MOST_PITCH),
            roll=soft_limit(float(roll), MOST_ROLL),
        )

    def _eyes(self, t: float, tick: Tick, head: HeadPose, noise: NDArray[np.float64]) -> Gaze:
        yaw, pitch = direction(tick.eyes, t)
        # The eyes hold their target while the head moves; a fixation drifts by a fifth of a degree.
        yaw += 0.004 * float(noise[3]) - head.yaw
        pitch += 0.003 * float(noise[4]) - head.pitch
        return Gaze(yaw=soft_limit(yaw, MOST_GAZE), pitch=soft_limit(pitch, MOST_GAZE))

    def _breath(
        self, t: float, tick: Tick, mood: NDArray[np.float64], cued: NDArray[np.float64]
    ) -> float:
        breath = 0.55 * float(mood[_TEND["depth"]]) * self._idle.breath(tick, t)
        spoken, rules = self._speech.breath(t)
        breath += (spoken - breath) * rules
        ruled = _unit(cued[cues.BREATH_RULES])
        breath += (float(cued[cues.BREATH]) - breath) * ruled
        return min(max(breath, -1.0), 1.0)

    def _situation(self, t: float) -> Situation:
        glance: Glance | None = None
        shifts = False
        for one in self._cues:
            if t - TICK_S < one.t <= t:
                how = cues.cue(one.name)
                glance = how.glance or glance
                shifts = shifts or how.shifts
        turned = any(t - TICK_S < at <= t for at, _ in self._attention[1:])
        attention = self._attention[0][1]
        for at, what in self._attention:
            if at <= t:
                attention = what
        return Situation(
            mood=self._mood.at(t),
            attention=attention,
            turned=turned,
            speaking=self._speech.speaking(t),
            phrase_ended=self._speech.phrase_end(t - TICK_S, t),
            glance=glance,
            shifts=shifts,
        )

    def _tidy(self, t: float) -> None:
        """Forgets, once a second, what no askable time needs."""
        if t < self._tidied + 1.0:
            return
        self._tidied = t
        before = t - KEPT_S - 1.0
        self._speech.forget(before)
        self._mood.forget(before)
        self._cues = [c for c in self._cues if c.t + cues.cue(c.name).seconds >= before]
        while len(self._attention) > 1 and self._attention[1][0] < before:
            del self._attention[0]


def _lopsided(seed: int) -> NDArray[np.float64]:
    """How much more one side of this mouth moves in speech than the other. Shape (52,)."""
    stronger = 0.10 * (2.0 * draw(seed, _SIDE_STREAM, 1) - 1.0)
    return np.array(
        [
            1.0 + stronger * (name.endswith("Left") - float(name.endswith("Right")))
            for name in BLENDSHAPES
        ]
    )


def _look(face: NDArray[np.float64], eyes: Gaze) -> None:
    """Lids go along with the eyes: sets the eyeLook shapes of a face in place, and lowers or
    lifts the upper lid a little more than they do."""
    down, up = max(eyes.pitch, 0.0) / FULL_LOOK, max(-eyes.pitch, 0.0) / FULL_LOOK
    face[_DOWN_L] = face[_DOWN_R] = down
    face[_UP_L] = face[_UP_R] = up
    face[_BLINKS] = 1.0 - (1.0 - face[_BLINKS]) * (1.0 - _LID_FOLLOWS * min(down, 1.0))
    face[_WIDES] *= 1.0 - min(2.0 * down, 1.0)
    face[_WIDES] += _LID_LIFTS * up
    # The viewer's right is the patient's left.
    left, right = max(eyes.yaw, 0.0) / FULL_LOOK, max(-eyes.yaw, 0.0) / FULL_LOOK
    face[_OUT_L] = face[_IN_R] = left
    face[_IN_L] = face[_OUT_R] = right


def _unit(x: float) -> float:
    return min(max(float(x), 0.0), 1.0)
