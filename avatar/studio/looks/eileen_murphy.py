"""Eileen Murphy, 66, retired bookkeeper; gray bob flat from the pillow, gown, green cardigan."""

from avatar.studio.look import Brows, Garment, Glasses, Hair, Look, Skin
from avatar.studio.person import both_sides

EILEEN_MURPHY = Look(
    id="eileen-murphy",
    age=70,
    male=0.0,
    origins={"caucasian": 1.0},
    weight=0.68,
    muscle=0.4,
    skin=Skin(
        tone=(0.64, 0.43, 0.345), rosy=0.5, spots=0.3, freckles=0.75, under_eye=0.75,
        wrinkles=0.8, lips=(0.90, 0.64, 0.64), lip_colour=0.55,
    ),
    brows=Brows(colour=(0.16, 0.115, 0.08), hairs=190, thickness=0.85, lift=0.01),
    hair=Hair(
        style="bob", colour=(0.17, 0.155, 0.14), gray_colour=(0.50, 0.485, 0.46), gray=0.55,
        part=-0.16, strands=22000, radius=0.0023,
    ),
    iris=(0.11, 0.135, 0.10),
    shape={
        "head/head-age-incr": 0.45,
        "head/head-round": 0.35,
        "head/head-fat-incr": 0.15,
        "nose/nose-scale-vert-decr": 0.2,
        "nose/nose-point-up": 0.2,
        "nose/nose-point-width-incr": 0.35,
        "mouth/mouth-laugh-lines-in": 0.5,
        "mouth/mouth-upperlip-volume-decr": 0.4,
        "mouth/mouth-scale-horiz-decr": 0.1,
        "neck/neck-double-incr": 0.45,
        "forehead/forehead-scale-vert-decr": 0.2,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.6,
                "eyes/eye-eyefold-down": 0.5,
                "eyes/eye-corner2-down": 0.2,
                "cheek/cheek-volume-incr": 0.2,
                "cheek/cheek-trans-down": 0.3,
            }
        ),
    },
    rest={
        "eyeBlinkLeft": 0.08, "eyeBlinkRight": 0.08,
        "mouthSmileLeft": 0.08, "mouthSmileRight": 0.08, "mouthPressLeft": 0.15,
        "mouthPressRight": 0.15,
    },
    garments=(
        Garment(colour=(0.62, 0.68, 0.72), fabric="gown", loose=0.06, front=5.52, back=5.66,
                v_depth=0.12, v_width=0.6, trim=(0.50, 0.58, 0.66)),
        Garment(colour=(0.085, 0.135, 0.06), fabric="ribbed", loose=0.12, front=5.26, back=5.72,
                v_depth=0.9, v_width=0.72, trim=(0.068, 0.11, 0.048)),
    ),
    glasses=Glasses(shape="half-moon", colour=(0.42, 0.30, 0.16), rim=0.010),
    room="bed-by-curtain",
    lashes=0.5,
)  # fmt: skip
