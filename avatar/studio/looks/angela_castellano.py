"""Angela Castellano, 46, court reporter; hair clipped up, black blouse, gray cardigan."""

from avatar.studio.look import Brows, Garment, Hair, Look, Skin
from avatar.studio.person import both_sides

ANGELA_CASTELLANO = Look(
    id="angela-castellano",
    age=46,
    male=0.0,
    origins={"caucasian": 1.0},
    weight=0.50,
    muscle=0.5,
    skin=Skin(
        tone=(0.50, 0.325, 0.225), rosy=0.4, spots=0.2, under_eye=0.85, wrinkles=0.45,
        lips=(0.86, 0.52, 0.50), lip_colour=0.8,
    ),
    brows=Brows(colour=(0.020, 0.013, 0.009), hairs=330, thickness=1.0),
    hair=Hair(
        style="clipped", colour=(0.014, 0.0075, 0.0045), gray=0.01, gray_at_part=0.06,
        gray_at_temples=0.06, part=-0.18, strands=30000, radius=0.0021, hairline=-0.05,
    ),
    iris=(0.075, 0.038, 0.018),
    shape={
        "head/head-age-incr": 0.15,
        "head/head-oval": 0.7,
        "head/head-scale-vert-incr": 0.15,
        "nose/nose-hump-incr": 0.55,
        "nose/nose-scale-vert-incr": 0.25,
        "nose/nose-point-down": 0.2,
        "mouth/mouth-laugh-lines-in": 0.3,
        "mouth/mouth-scale-horiz-incr": 0.25,
        "forehead/forehead-scale-vert-decr": 0.35,
        "chin/chin-prominent-incr": 0.15,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.5,
                "eyes/eye-scale-incr": 0.3,
                "eyes/eye-eyefold-down": 0.1,
                "cheek/cheek-bones-incr": 0.4,
                "cheek/cheek-volume-decr": 0.25,
            }
        ),
    },
    rest={
        "browDownLeft": 0.15, "browDownRight": 0.15, "browInnerUp": 0.12,
        "eyeBlinkLeft": 0.04, "eyeBlinkRight": 0.04,
        "mouthSmileLeft": 0.12, "mouthSmileRight": 0.11,
    },
    garments=(
        Garment(colour=(0.012, 0.012, 0.014), fabric="cotton", loose=0.05, front=5.52, back=5.68,
                v_depth=0.45, v_width=0.4, trim=(0.018, 0.018, 0.02)),
        Garment(colour=(0.17, 0.175, 0.185), fabric="knit", loose=0.11, front=5.30, back=5.76,
                v_depth=1.9, v_width=0.85, trim=(0.14, 0.145, 0.155)),
    ),
    extras=("studs",),
    room="family-room",
    lashes=0.9,
)  # fmt: skip
