"""Devon Pierce, 34, line cook; thin and pale, dark hair flat on one side, gown and gray hoodie."""

from avatar.studio.look import Beard, Brows, Garment, Hair, Look, Skin
from avatar.studio.person import both_sides

DEVON_PIERCE = Look(
    id="devon-pierce",
    age=31,
    male=1.0,
    origins={"caucasian": 1.0},
    weight=0.22,
    muscle=0.42,
    skin=Skin(
        tone=(0.56, 0.39, 0.295), rosy=0.25, spots=0.15, under_eye=1.0, wrinkles=0.2,
        lips=(0.86, 0.62, 0.60), lip_colour=0.6,
    ),
    brows=Brows(colour=(0.014, 0.010, 0.008), hairs=360, thickness=1.2),
    hair=Hair(
        style="slept-on", colour=(0.012, 0.0085, 0.0065), gray=0.0, part=-0.1, strands=16000,
        radius=0.0026, hairline=-0.04,
    ),
    beard=Beard(colour=(0.016, 0.011, 0.009), hairs=6500, length=0.034, radius=0.0012, curl=0.2),
    iris=(0.060, 0.036, 0.018),
    shape={
        "head/head-oval": 0.35,
        "head/head-fat-decr": 0.3,
        "chin/chin-triangle": 0.35,
        "chin/chin-height-incr": 0.2,
        "nose/nose-scale-vert-incr": 0.25,
        "nose/nose-hump-incr": 0.35,
        "nose/nose-scale-horiz-decr": 0.2,
        "mouth/mouth-scale-horiz-decr": 0.1,
        "forehead/forehead-scale-vert-decr": 0.15,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.45,
                "eyes/eye-scale-incr": 0.25,
                "cheek/cheek-volume-decr": 0.65,
                "cheek/cheek-bones-incr": 0.45,
                "ears/ear-wing-incr": 0.25,
            }
        ),
    },
    rest={
        "browInnerUp": 0.18, "browDownLeft": 0.1, "browDownRight": 0.1,
        "eyeBlinkLeft": 0.02, "eyeBlinkRight": 0.02,
        "mouthSmileLeft": 0.05, "mouthSmileRight": 0.08,
    },
    garments=(
        Garment(colour=(0.62, 0.68, 0.72), fabric="gown", loose=0.06, front=5.50, back=5.66,
                v_depth=0.14, v_width=0.6, trim=(0.50, 0.58, 0.66)),
        Garment(colour=(0.155, 0.16, 0.165), fabric="jersey", loose=0.14, front=5.30, back=5.76,
                v_depth=1.4, v_width=0.74, trim=(0.13, 0.135, 0.14)),
    ),
    collar="hood",
    extras=("drawstrings",),
    room="raised-bed",
    lashes=0.8,
)  # fmt: skip
