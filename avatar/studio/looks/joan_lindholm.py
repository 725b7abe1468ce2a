"""Joan Lindholm, 72, reference librarian; white hair, round glasses, a green cardigan too large."""

from avatar.studio.look import Brows, Garment, Glasses, Hair, Look, Skin
from avatar.studio.person import both_sides

JOAN_LINDHOLM = Look(
    id="joan-lindholm",
    age=84,
    male=0.0,
    origins={"caucasian": 1.0},
    weight=0.30,
    muscle=0.35,
    skin=Skin(
        tone=(0.62, 0.44, 0.325), rosy=0.35, spots=0.42, under_eye=0.6, wrinkles=1.0,
        lips=(0.86, 0.60, 0.59), lip_colour=0.6,
    ),
    brows=Brows(colour=(0.30, 0.26, 0.22), hairs=170, thickness=0.8),
    hair=Hair(
        style="fringe", colour=(0.62, 0.60, 0.57), gray_colour=(0.72, 0.71, 0.69), gray=0.6,
        part=0.26, strands=24000, radius=0.0022, hairline=0.03,
    ),
    iris=(0.20, 0.27, 0.32),
    shape={
        "head/head-age-incr": 0.75,
        "head/head-oval": 0.5,
        "head/head-fat-decr": 0.3,
        "head/head-scale-horiz-decr": 0.25,
        "nose/nose-scale-vert-incr": 0.2,
        "nose/nose-point-width-decr": 0.3,
        "nose/nose-scale-horiz-decr": 0.2,
        "mouth/mouth-laugh-lines-in": 0.8,
        "mouth/mouth-upperlip-volume-decr": 0.5,
        "mouth/mouth-lowerlip-volume-decr": 0.3,
        "chin/chin-triangle": 0.3,
        "neck/neck-scale-horiz-decr": 0.3,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.55,
                "eyes/eye-eyefold-down": 0.35,
                "cheek/cheek-volume-decr": 0.45,
                "cheek/cheek-bones-incr": 0.35,
            }
        ),
    },
    rest={
        "browInnerUp": 0.05, "eyeBlinkLeft": 0.05, "eyeBlinkRight": 0.05,
        "mouthSmileLeft": 0.14, "mouthSmileRight": 0.13,
    },
    garments=(
        Garment(colour=(0.52, 0.54, 0.56), fabric="cotton", loose=0.05, front=5.72, back=5.76),
        Garment(colour=(0.022, 0.060, 0.038), fabric="ribbed", loose=0.16, front=5.30, back=5.74,
                v_depth=1.5, v_width=0.72, trim=(0.017, 0.047, 0.030)),
    ),
    collar="buttoned",
    extras=("buttons", "pearls"),
    glasses=Glasses(shape="round", colour=(0.085, 0.035, 0.012), metal=False, rim=0.019),
    room="living-room",
    lashes=0.4,
)  # fmt: skip
