"""Theresa Nowak, 49, drives a school bus; sits in her small car, in a navy work fleece."""

from avatar.studio.look import Brows, Garment, Hair, Look, Skin
from avatar.studio.person import both_sides

NAVY = (0.022, 0.034, 0.075)

THERESA_NOWAK = Look(
    id="theresa-nowak",
    age=60,
    male=0.0,
    origins={"caucasian": 1.0},
    weight=0.58,
    muscle=0.45,
    skin=Skin(
        tone=(0.60, 0.40, 0.315), rosy=0.75, spots=0.28, under_eye=0.62, wrinkles=0.75,
        lips=(0.88, 0.52, 0.51),
    ),
    brows=Brows(colour=(0.085, 0.055, 0.038), hairs=260, thickness=0.85),
    hair=Hair(
        style="parted", colour=(0.030, 0.0155, 0.0085), gray=0.04, gray_at_part=0.6,
        gray_at_temples=0.3, part=0.24, strands=17000,
    ),
    iris=(0.10, 0.125, 0.12),
    shape={
        "head/head-age-incr": 0.55,
        "head/head-oval": 0.35,
        "head/head-fat-incr": 0.15,
        "nose/nose-hump-incr": 0.25,
        "nose/nose-scale-horiz-incr": 0.2,
        "mouth/mouth-laugh-lines-in": 0.6,
        "mouth/mouth-upperlip-volume-decr": 0.3,
        "mouth/mouth-scale-horiz-incr": 0.25,
        "neck/neck-double-incr": 0.25,
        "forehead/forehead-scale-vert-decr": 0.35,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.7,
                "eyes/eye-eyefold-down": 0.45,
                "eyes/eye-scale-incr": 0.08,
                                "cheek/cheek-trans-down": 0.25,
            }
        ),
    },
    rest={
        "browInnerUp": -0.10, "eyeBlinkLeft": 0.10, "eyeBlinkRight": 0.10,
        "mouthSmileLeft": 0.12, "mouthSmileRight": 0.11,
    },
    garments=(
        Garment(colour=(0.40, 0.42, 0.44), fabric="cotton", loose=0.03, front=5.62, back=5.6),
        Garment(colour=NAVY, fabric="fleece", loose=0.11, front=5.66, back=5.8, v_depth=0.5,
                v_width=0.24),
    ),
    collar="fleece",
    extras=("zip", "lanyard", "belt"),
    room="parked-car",
    lashes=0.75,
)  # fmt: skip
