"""Salim Al-Rawahi, 68, retired headmaster of Nizwa; embroidered cap, white beard, dining room."""

from avatar.studio.look import Beard, Brows, Garment, Glasses, Hair, Look, Skin
from avatar.studio.person import both_sides

SALIM_AL_RAWAHI = Look(
    id="salim-al-rawahi",
    age=72,
    male=1.0,
    origins={"caucasian": 0.72, "asian": 0.10, "african": 0.18},
    weight=0.40,
    muscle=0.45,
    skin=Skin(
        tone=(0.290, 0.172, 0.112), rosy=0.35, spots=0.3, under_eye=0.6, wrinkles=0.8,
        lips=(0.92, 0.60, 0.58), lip_colour=0.7, shine=0.45,
    ),
    brows=Brows(colour=(0.22, 0.205, 0.19), hairs=260, thickness=1.15, lift=-0.01),
    hair=Hair(
        style="clippered", colour=(0.12, 0.11, 0.10), gray_colour=(0.60, 0.58, 0.55), gray=0.9,
        strands=14000, receding=0.3, root_shade=0.85, length=1.3, radius=0.0022,
    ),
    iris=(0.050, 0.026, 0.014),
    shape={
        "head/head-age-incr": 0.5,
        "head/head-oval": 0.45,
        "head/head-fat-decr": 0.3,
        "nose/nose-hump-incr": 0.45,
        "nose/nose-scale-vert-incr": 0.25,
        "nose/nose-point-down": 0.25,
        "mouth/mouth-upperlip-volume-decr": 0.25,
        "mouth/mouth-laugh-lines-in": 0.4,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.5,
                "eyes/eye-eyefold-down": 0.15,
                "eyes/eye-scale-incr": 0.12,
                "cheek/cheek-volume-decr": 0.5,
                "cheek/cheek-bones-incr": 0.3,
            }
        ),
    },
    rest={
        "browInnerUp": -0.05, "eyeBlinkLeft": -0.03, "eyeBlinkRight": -0.03,
        "mouthSmileLeft": 0.14, "mouthSmileRight": 0.15,
    },
    garments=(
        Garment(colour=(0.78, 0.78, 0.76), fabric="cotton", loose=0.05, front=5.72, back=5.76),
        Garment(colour=(0.20, 0.205, 0.21), fabric="ribbed", loose=0.16, front=5.30, back=5.74,
                v_depth=1.5, v_width=0.72, trim=(0.165, 0.17, 0.175)),
    ),
    collar="buttoned",
    extras=("placket", "pencil"),
    glasses=Glasses(shape="oblong", colour=(0.50, 0.48, 0.45), rim=0.0),
    beard=Beard(colour=(0.62, 0.60, 0.57), hairs=24000, length=0.052, dark=0.10,
                dark_colour=(0.10, 0.09, 0.08), curl=0.25),
    headwear="embroidered-cap",
    room="dining-room",
    lashes=0.5,
)  # fmt: skip
