"""Kokila Desai, 76, cooked in a school; gray low bun, mustard sari under a cardigan, a kitchen."""

from avatar.studio.look import Brows, Garment, Glasses, Hair, Look, Skin
from avatar.studio.person import both_sides

KOKILA_DESAI = Look(
    id="kokila-desai",
    age=78,
    male=0.0,
    origins={"caucasian": 0.60, "asian": 0.25, "african": 0.15},
    weight=0.52,
    muscle=0.40,
    skin=Skin(
        tone=(0.250, 0.138, 0.082), rosy=0.3, spots=0.35, under_eye=1.2, wrinkles=0.8,
        lips=(0.95, 0.62, 0.60), lip_colour=0.7, shine=0.45,
    ),
    brows=Brows(colour=(0.10, 0.09, 0.08), hairs=190, thickness=0.85),
    hair=Hair(
        style="low-bun", colour=(0.045, 0.038, 0.034), gray_colour=(0.52, 0.51, 0.49), gray=0.72,
        gray_at_part=0.2, gray_at_temples=0.25, part=0.0, strands=22000, hairline=0.03,
    ),
    iris=(0.040, 0.020, 0.011),
    shape={
        "head/head-age-incr": 0.7,
        "head/head-oval": 0.4,
        "nose/nose-scale-horiz-incr": 0.15,
        
        "mouth/mouth-laugh-lines-in": 0.55,
        "mouth/mouth-upperlip-volume-decr": 0.25,
        "neck/neck-double-incr": 0.3,
        "chin/chin-height-decr": 0.3,
        "chin/chin-width-decr": 0.3,
        "mouth/mouth-lowerlip-volume-incr": 0.2,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.8,
                "eyes/eye-eyefold-down": 0.25,
                "eyes/eye-scale-incr": 0.2,
                "cheek/cheek-trans-down": 0.35,
            }
        ),
    },
    rest={
        "browInnerUp": 0.08, "eyeBlinkLeft": 0.02, "eyeBlinkRight": 0.02,
        "mouthSmileLeft": 0.16, "mouthSmileRight": 0.15,
    },
    garments=(
        Garment(colour=(0.16, 0.035, 0.03), fabric="cotton", loose=0.035, front=5.50, back=5.60),
        Garment(colour=(0.22, 0.22, 0.23), fabric="jersey", loose=0.16, front=5.36, back=5.76,
                v_depth=1.6, v_width=0.78, trim=(0.16, 0.16, 0.17)),
    ),
    extras=("sari", "thin-hoops"),
    glasses=Glasses(shape="round", colour=(0.20, 0.20, 0.21), rim=0.011, size=1.0),
    room="family-kitchen",
    lashes=0.6,
)  # fmt: skip
