"""Grace Otieno, 38, does accounts; short twists, round glasses, gray cardigan, at night."""

from avatar.studio.look import Brows, Garment, Glasses, Hair, Look, Skin
from avatar.studio.person import both_sides

GRACE_OTIENO = Look(
    id="grace-otieno",
    age=36,
    male=0.0,
    origins={"african": 1.0},
    weight=0.50,
    muscle=0.5,
    skin=Skin(
        tone=(0.105, 0.050, 0.030), rosy=0.25, spots=0.12, under_eye=0.6, wrinkles=0.22,
        lips=(1.35, 0.80, 0.86), lip_colour=0.85, shine=0.55,
    ),
    brows=Brows(colour=(0.010, 0.008, 0.007), hairs=260, thickness=0.9),
    hair=Hair(
        style="twists", colour=(0.010, 0.008, 0.007), gray=0.02, gray_at_temples=0.20,
        gray_colour=(0.42, 0.40, 0.38), part=0.1, hairline=0.03, radius=0.0032,
    ),
    iris=(0.035, 0.017, 0.010),
    shape={
        "head/head-oval": 0.5,
        "forehead/forehead-scale-vert-decr": 0.15,
        "nose/nose-scale-horiz-incr": 0.1,
        "mouth/mouth-laugh-lines-in": 0.15,
        "chin/chin-triangle": 0.25,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.5,
                "eyes/eye-scale-incr": 0.2,
                "cheek/cheek-bones-incr": 0.35,
            }
        ),
    },
    rest={
        "browInnerUp": 0.06, "eyeBlinkLeft": 0.05, "eyeBlinkRight": 0.05,
        "mouthSmileLeft": 0.08, "mouthSmileRight": 0.08,
    },
    garments=(
        Garment(colour=(0.50, 0.47, 0.43), fabric="cotton", loose=0.04, front=5.55, back=5.66),
        Garment(colour=(0.14, 0.142, 0.15), fabric="knit", loose=0.10, front=5.36, back=5.74,
                v_depth=1.2, v_width=0.62, trim=(0.115, 0.117, 0.124)),
    ),
    glasses=Glasses(shape="round", colour=(0.30, 0.24, 0.16), rim=0.011, smear=0.3),
    extras=("sticker",),
    room="parents-room",
    lashes=0.95,
)  # fmt: skip
