"""Marisol Vega, 55, owns a bakery; coral blouse and light cardigan, in a clinic room."""

from avatar.studio.look import Brows, Garment, Hair, Look, Skin
from avatar.studio.person import both_sides

MARISOL_VEGA = Look(
    id="marisol-vega",
    age=57,
    male=0.05,
    origins={"caucasian": 0.55, "asian": 0.35, "african": 0.10},
    weight=0.66,
    muscle=0.45,
    skin=Skin(
        tone=(0.47, 0.285, 0.195), rosy=0.6, spots=0.25, under_eye=0.4, wrinkles=0.65,
        lips=(0.90, 0.50, 0.47), lip_colour=0.9,
    ),
    brows=Brows(colour=(0.028, 0.019, 0.014), hairs=220, thickness=0.95),
    hair=Hair(
        style="tied", colour=(0.012, 0.008, 0.006), gray=0.03, gray_at_part=0.25,
        gray_at_temples=0.25, part=0.12, strands=24000,
    ),
    iris=(0.07, 0.036, 0.018),
    shape={
        "mouth/mouth-upperlip-volume-incr": 0.3,
        "mouth/mouth-lowerlip-volume-incr": 0.3,
        "head/head-age-incr": 0.4,
        "head/head-round": 0.4,
        "nose/nose-scale-horiz-incr": 0.3,
        "nose/nose-point-width-incr": 0.25,
        "mouth/mouth-laugh-lines-in": 0.35,
        "mouth/mouth-scale-horiz-incr": 0.3,
        "neck/neck-double-incr": 0.3,
        "forehead/forehead-scale-vert-decr": 0.3,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.3,
                "eyes/eye-scale-incr": 0.15,
                "eyes/eye-eyefold-down": 0.35,
                "cheek/cheek-volume-incr": 0.3,
                "cheek/cheek-bones-incr": 0.3,
            }
        ),
    },
    rest={
        "browInnerUp": -0.08, "eyeBlinkLeft": 0.08, "eyeBlinkRight": 0.08,
        "mouthSmileLeft": 0.20, "mouthSmileRight": 0.19,
    },
    garments=(
        Garment(colour=(0.62, 0.13, 0.085), fabric="cotton", loose=0.05, front=5.5, back=5.66,
                v_depth=0.18, v_width=0.5, trim=(0.55, 0.11, 0.07)),
        Garment(colour=(0.66, 0.58, 0.45), fabric="knit", loose=0.10, front=5.30, back=5.74,
                v_depth=1.9, v_width=0.95, trim=(0.60, 0.52, 0.40)),
    ),
    extras=("earrings",),
    room="clinic",
    lashes=0.9,
)  # fmt: skip
