"""Every patient, looked at by MediaPipe's face mesh: a model that nobody here wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import mediapipe as mp
import numpy as np
import pytest

from avatar.renderers import load_renderer
from avatar.rig import INDEX, FaceState, Gaze, HeadPose, no_blendshapes

PATIENTS = ("theresa-nowak", "daniel-whitlock", "marisol-vega")
UPPER_LIP, LOWER_LIP = 13, 14
RIGHT_EYE, LEFT_EYE = (159, 145, 33, 133), (386, 374, 362, 263)
MOUTH_CORNERS = (61, 291)
NOSE_TIP, OUTER_EYES = 1, (33, 263)


def state(shapes: Mapping[str, float] | None = None, **rest: Any) -> FaceState:
    weights = no_blendshapes()
    for name, amount in (shapes or {}).items():
        weights[INDEX[name]] = amount
    return FaceState(blendshapes=weights, **rest)


def both(name: str, amount: float) -> dict[str, float]:
    return {f"{name}Left": amount, f"{name}Right": amount}


AH = {"jawOpen": 0.6, **both("mouthLowerDown", 0.25)}
EE = {"jawOpen": 0.15, **both("mouthStretch", 0.45), **both("mouthUpperUp", 0.3)}
SMILE = {**both("mouthSmile", 0.65), **both("cheekSquint", 0.5), **both("eyeSquint", 0.4)}
SAD = {"browInnerUp": 0.9, **both("mouthFrown", 0.75), "mouthShrugLower": 0.4}
ANGER = {**both("browDown", 0.9), **both("noseSneer", 0.4), **both("mouthPress", 0.6)}
FEAR = {"browInnerUp": 0.8, **both("browOuterUp", 0.4), **both("eyeWide", 0.8)}

STATES = {
    "rest": state(),
    "ah": state(AH),
    "ee": state(EE),
    "oo": state({"jawOpen": 0.2, "mouthPucker": 0.75, "mouthFunnel": 0.4}),
    "m": state({"mouthRollLower": 0.4, "mouthRollUpper": 0.3, **both("mouthPress", 0.5)}),
    "f": state({"jawOpen": 0.06, "mouthRollLower": 0.4, **both("mouthUpperUp", 0.25)}),
    "smile": state(SMILE),
    "sad": state(SAD),
    "anger": state(ANGER),
    "fear": state(FEAR),
    "half blink": state(both("eyeBlink", 0.5)),
    "blink": state(both("eyeBlink", 1.0)),
    "looks right": state(both("eyeSquint", 0.1), gaze=Gaze(yaw=0.35)),
    "looks down": state(both("eyeLookDown", 0.6), gaze=Gaze(pitch=0.3)),
    "turned right": state(head=HeadPose(yaw=0.21)),
    "turned left": state(head=HeadPose(yaw=-0.21)),
    "nods": state(head=HeadPose(pitch=0.17)),
    "lifts": state(head=HeadPose(pitch=-0.12)),
    "tilts": state(head=HeadPose(roll=0.16)),
    "cries": state(SAD, head=HeadPose(pitch=0.12, yaw=-0.06), tears=1.0),
    "blushes": state(SMILE, blush=1.0, breath=1.0),
    "pale": state(FEAR, pallor=1.0, breath=-1.0),
}


@pytest.fixture(scope="module")
def face_mesh() -> Iterator[Any]:
    with mp.solutions.face_mesh.FaceMesh(
        static_image_mode=True, refine_landmarks=True, max_num_faces=2
    ) as mesh:
        yield mesh


def landmarks(face_mesh: Any, cast_id: str, face: FaceState) -> Any:
    """The points (478,2) of the only face in the picture."""
    picture = load_renderer(cast_id).render(face).copy()
    faces = face_mesh.process(picture).multi_face_landmarks or []
    assert len(faces) == 1
    return np.array([[p.x, p.y] for p in faces[0].landmark]) * picture.shape[0]


def distance(points: Any, a: int, b: int) -> float:
    return float(np.linalg.norm(points[a] - points[b]))


def mouth_gap(points: Any) -> float:
    """Opening of the lips, in distances between the outer corners of the eyes."""
    return distance(points, UPPER_LIP, LOWER_LIP) / distance(points, *OUTER_EYES)


def eye_opening(points: Any) -> float:
    """Height by width, mean of both eyes."""
    return (
        sum(
            distance(points, top, bottom) / distance(points, inner, outer)
            for top, bottom, inner, outer in (RIGHT_EYE, LEFT_EYE)
        )
        / 2
    )


@pytest.mark.parametrize("cast_id", PATIENTS)
@pytest.mark.parametrize("name", STATES)
def test_a_face_is_seen_in_every_state(face_mesh: Any, cast_id: str, name: str) -> None:
    points = landmarks(face_mesh, cast_id, STATES[name])
    assert 60 < distance(points, *OUTER_EYES) < 200


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_the_mouth_is_seen_to_open_as_far_as_asked(face_mesh: Any, cast_id: str) -> None:
    asked = np.linspace(0, 0.6, 7)
    seen = [mouth_gap(landmarks(face_mesh, cast_id, state({"jawOpen": a}))) for a in asked]
    assert all(b > a - 0.004 for a, b in pairwise(seen)), seen
    assert seen[-1] - seen[0] > 0.12
    assert np.corrcoef(asked, seen)[0, 1] > 0.97


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_the_eyes_are_seen_to_close_as_far_as_asked(face_mesh: Any, cast_id: str) -> None:
    opened, half, shut = (
        eye_opening(landmarks(face_mesh, cast_id, state(both("eyeBlink", a)))) for a in (0, 0.5, 1)
    )
    assert shut < 0.6 * opened
    assert shut < half < opened


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_smile_and_pucker_are_seen_in_the_width_of_the_mouth(face_mesh: Any, cast_id: str) -> None:
    width = {
        name: distance(points, *MOUTH_CORNERS) / distance(points, *OUTER_EYES)
        for name in ("rest", "smile", "oo")
        for points in [landmarks(face_mesh, cast_id, STATES[name])]
    }
    assert width["oo"] < 0.95 * width["rest"]
    assert width["smile"] > 1.08 * width["rest"]


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_the_turned_head_is_seen_to_turn_that_way(face_mesh: Any, cast_id: str) -> None:
    def nose(name: str) -> float:
        points = landmarks(face_mesh, cast_id, STATES[name])
        middle = (points[OUTER_EYES[0]] + points[OUTER_EYES[1]]) / 2
        return float(points[NOSE_TIP, 0] - middle[0])

    assert nose("turned left") + 5 < nose("rest") < nose("turned right") - 5
