"""The embedded face, seen from outside: a state goes in, a picture comes out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from avatar.renderers import CastError, available_casts, load_renderer
from avatar.renderers.cast_files import CAST_FOLDER, read_cast
from avatar.rig import FRAME_SIZE, INDEX, FaceState, Gaze, HeadPose, no_blendshapes

PATIENTS = ("theresa-nowak", "daniel-whitlock", "marisol-vega")
MOUTH = (slice(260, 380), slice(190, 322))
EYES = (slice(180, 236), slice(160, 352))
CORNER = (slice(0, 60), slice(0, 60))
"""A part of every room that nobody covers."""

Picture = NDArray[np.uint8]


def state(shapes: Mapping[str, float] | None = None, **rest: object) -> FaceState:
    weights = no_blendshapes()
    for name, amount in (shapes or {}).items():
        weights[INDEX[name]] = amount
    return FaceState(blendshapes=weights, **rest)  # type: ignore[arg-type]


def both(name: str, amount: float) -> dict[str, float]:
    return {f"{name}Left": amount, f"{name}Right": amount}


def picture(cast_id: str, face: FaceState) -> Picture:
    return load_renderer(cast_id).render(face).copy()


def change(a: Picture, b: Picture, where: tuple[slice, slice]) -> float:
    """Mean difference of a part, in steps of 255."""
    return float(np.abs(a[where].astype(int) - b[where].astype(int)).mean())


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_every_patient_is_there_and_drawn_at_the_rig_s_size(cast_id: str) -> None:
    assert cast_id in available_casts()
    renderer = load_renderer(cast_id)
    assert renderer.name == "numba"
    assert renderer.size == FRAME_SIZE
    frame = renderer.render(state())
    assert frame.shape == (FRAME_SIZE, FRAME_SIZE, 3)
    assert frame.dtype == np.uint8


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_the_jaw_changes_the_mouth_and_not_the_room(cast_id: str) -> None:
    closed, opened = picture(cast_id, state()), picture(cast_id, state({"jawOpen": 0.5}))
    assert change(closed, opened, MOUTH) > 4
    assert change(closed, opened, CORNER) == 0
    assert change(closed, opened, EYES) < 0.6


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_the_mouth_darkens_steadily_as_the_jaw_falls(cast_id: str) -> None:
    dark = []
    for amount in (0.0, 0.15, 0.3, 0.45, 0.6):
        mouth = picture(cast_id, state({"jawOpen": amount}))[MOUTH]
        dark.append(int((mouth.max(-1) < 60).sum()))
    assert dark == sorted(dark)
    assert dark[-1] > dark[0] + 100


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_nothing_of_the_mouth_comes_out_under_the_chin(cast_id: str) -> None:
    chin = picture(cast_id, state({"jawOpen": 0.6}))[350:385, 215:297]
    assert chin.max(-1).min() > 75


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_a_blink_changes_the_eyes_and_not_the_mouth(cast_id: str) -> None:
    rest, blink = picture(cast_id, state()), picture(cast_id, state(both("eyeBlink", 1.0)))
    assert change(rest, blink, EYES) > 2
    assert change(rest, blink, MOUTH) < 0.05


def test_half_a_blink_lies_between_open_and_closed() -> None:
    rest, half, shut = (
        picture("theresa-nowak", state(both("eyeBlink", amount))) for amount in (0.0, 0.5, 1.0)
    )
    whole = change(rest, shut, EYES)
    assert 0.25 * whole < change(rest, half, EYES) < 0.95 * whole
    assert change(half, shut, EYES) > 0.25 * whole


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_the_room_is_drawn_without_a_face(cast_id: str) -> None:
    renderer = load_renderer(cast_id)
    face = renderer.render(state()).copy()
    room = renderer.render_room()
    assert room.shape == (FRAME_SIZE, FRAME_SIZE, 3)
    assert change(face, room, CORNER) < 1
    assert change(face, room, (slice(150, 350), slice(180, 330))) > 20


@pytest.mark.parametrize(
    ("face", "where"),
    [
        (FaceState(head=HeadPose(yaw=0.15)), EYES),
        (FaceState(head=HeadPose(pitch=0.12)), EYES),
        (FaceState(gaze=Gaze(yaw=0.3)), EYES),
        (FaceState(breath=1.0), (slice(420, 512), slice(0, 512))),
        (FaceState(tears=1.0), EYES),
        (FaceState(blush=1.0), (slice(240, 300), slice(150, 360))),
        (FaceState(pallor=1.0), (slice(240, 300), slice(150, 360))),
    ],
    ids=["turn", "nod", "gaze", "breath", "tears", "blush", "pallor"],
)
def test_all_that_a_face_can_do_is_seen(face: FaceState, where: tuple[slice, slice]) -> None:
    assert change(picture("theresa-nowak", state()), picture("theresa-nowak", face), where) > 0.4


def test_blush_stays_subtle() -> None:
    rest, blushed = picture("theresa-nowak", state()), picture("theresa-nowak", state(blush=1.0))
    assert np.abs(rest.astype(int) - blushed).max() < 40


def test_a_frame_depends_on_its_state_alone() -> None:
    renderer = load_renderer("theresa-nowak")
    first = renderer.render(state({"jawOpen": 0.3})).copy()
    renderer.render(state(both("mouthSmile", 0.8), tears=1.0, head=HeadPose(0.2, 0.1, 0.1)))
    assert np.array_equal(renderer.render(state({"jawOpen": 0.3})), first)


def test_many_renderers_at_once_draw_what_one_draws() -> None:
    states = [state({"jawOpen": 0.1 * i}, head=HeadPose(yaw=0.02 * i)) for i in range(6)]

    def film(cast_id: str) -> list[Picture]:
        renderer = load_renderer(cast_id)
        return [renderer.render(face).copy() for face in states]

    casts = [*PATIENTS, PATIENTS[0]]
    alone = [film(cast_id) for cast_id in casts]
    with ThreadPoolExecutor(len(casts)) as pool:
        together = list(pool.map(film, casts))
    for one, other in zip(alone, together, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_an_unknown_patient_is_named_with_what_to_do() -> None:
    with pytest.raises(CastError, match=r"nobody.*meta\.json.*python -m avatar\.studio nobody"):
        load_renderer("nobody")


@pytest.mark.parametrize("name", ["mesh.npz", "meta.json", "skin_ah.webp", "room.webp"])
@pytest.mark.parametrize("damage", ["missing", "cut short"])
def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path, name: str, damage: str) -> None:
    folder = tmp_path / "theresa-nowak"
    shutil.copytree(CAST_FOLDER / "theresa-nowak", folder)
    if damage == "missing":
        (folder / name).unlink()
    else:
        (folder / name).write_bytes((folder / name).read_bytes()[:40])
    with pytest.raises(CastError, match=rf"{name}.*Restore.*python -m avatar\.studio"):
        read_cast(folder)


@pytest.mark.parametrize("cast_id", PATIENTS)
def test_a_look_is_small_and_has_its_portrait(cast_id: str) -> None:
    files = list((CAST_FOLDER / cast_id).iterdir())
    assert sum(f.stat().st_size for f in files) <= 5_000_000
    portrait = cv2.imread(str(CAST_FOLDER / cast_id / "portrait.jpg"))
    assert portrait.shape == (512, 512, 3)
