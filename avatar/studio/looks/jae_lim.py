"""Jae Lim, 30, graphic designer, non-binary; dark undercut, charcoal overshirt, in their flat."""

from avatar.studio.look import Beard, Brows, Garment, Hair, Look, Skin
from avatar.studio.person import both_sides

JAE_LIM = Look(
    id="jae-lim",
    age=27,
    male=0.52,
    origins={"asian": 1.0},
    weight=0.46,
    muscle=0.45,
    skin=Skin(
        tone=(0.470, 0.305, 0.212), rosy=0.5, spots=0.10, under_eye=0.35, wrinkles=0.10,
        lips=(0.92, 0.58, 0.57), lip_colour=0.8, shine=0.42,
    ),
    brows=Brows(colour=(0.016, 0.012, 0.010), hairs=300, thickness=1.0, lift=-0.01),
    hair=Hair(
        style="undercut", colour=(0.011, 0.008, 0.007), gray=0.0, part=0.22, strands=24000,
        radius=0.0031,
        length=1.0, hairline=-0.04,
    ),
    iris=(0.045, 0.022, 0.012),
    shape={
        "head/head-oval": 0.35,
        "mouth/mouth-lowerlip-volume-incr": 0.15,
        "chin/chin-width-decr": 0.25,
        **both_sides(
            {
                "eyes/eye-epicanthus-in": 0.3,
                "cheek/cheek-bones-incr": 0.25,
            }
        ),
    },
    rest={
        "mouthSmileLeft": 0.12, "mouthSmileRight": 0.14,
    },
    garments=(
        Garment(colour=(0.72, 0.72, 0.70), fabric="cotton", loose=0.03, front=5.66, back=5.7),
        Garment(colour=(0.040, 0.041, 0.045), fabric="canvas", loose=0.13, front=5.45, back=5.74,
                v_depth=0.9, v_width=0.42),
    ),
    collar="jacket",
    extras=("one-hoop",),
    beard=Beard(colour=(0.015, 0.012, 0.010), hairs=900, length=0.026, parts=("moustache",),
                radius=0.0012),
    room="designers-flat",
    lashes=0.8,
)  # fmt: skip
