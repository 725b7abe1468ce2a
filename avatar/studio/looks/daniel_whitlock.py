"""Daniel Whitlock, 55, software engineer; a shirt under a sweater, in a surgeon's room."""

from avatar.studio.look import Brows, Garment, Hair, Look, Skin
from avatar.studio.person import both_sides

DANIEL_WHITLOCK = Look(
    id="daniel-whitlock",
    age=62,
    male=1.0,
    origins={"caucasian": 1.0},
    weight=0.52,
    muscle=0.5,
    skin=Skin(
        tone=(0.545, 0.35, 0.265), rosy=0.6, spots=0.3, under_eye=0.45, wrinkles=0.75,
        stubble=0.28, lips=(0.84, 0.60, 0.57), lip_colour=0.6,
    ),
    brows=Brows(colour=(0.075, 0.055, 0.042), hairs=230, thickness=1.05, lift=-0.02),
    hair=Hair(
        style="swept", colour=(0.075, 0.056, 0.042), gray=0.42, gray_at_temples=0.45, part=0.3,
        strands=15000, receding=0.5, hairline=0.05,
    ),
    iris=(0.13, 0.17, 0.19),
    shape={
        "head/head-age-incr": 0.45,
        "head/head-rectangular": 0.45,
        "chin/chin-width-incr": 0.25,
        "chin/chin-prominent-incr": 0.25,
        "nose/nose-hump-incr": 0.3,
        "nose/nose-scale-vert-incr": 0.2,
        "mouth/mouth-upperlip-volume-decr": 0.45,
        "mouth/mouth-lowerlip-volume-decr": 0.3,
        "mouth/mouth-laugh-lines-in": 0.4,
        "forehead/forehead-scale-vert-decr": 0.25,
        "eyebrows/eyebrows-trans-down": 0.4,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.45,
                "eyes/eye-eyefold-down": 0.4,
                "cheek/cheek-volume-decr": 0.25,
            }
        ),
    },
    rest={
        "browInnerUp": -0.05, "browDownLeft": -0.2, "browDownRight": -0.2,
        "eyeBlinkLeft": 0.10, "eyeBlinkRight": 0.10,
        "mouthSmileLeft": 0.16, "mouthSmileRight": 0.15,
    },
    garments=(
        Garment(colour=(0.40, 0.50, 0.62), fabric="cotton", loose=0.04, front=5.62, back=5.7,
                v_depth=0.22, v_width=0.16),
        Garment(colour=(0.085, 0.115, 0.105), fabric="knit", loose=0.09, front=5.52, back=5.72,
                v_depth=0.42, v_width=0.34, trim=(0.07, 0.095, 0.088)),
    ),
    collar="shirt",
    room="surgery",
    lashes=0.45,
)  # fmt: skip
