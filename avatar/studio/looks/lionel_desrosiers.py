"""Lionel Desrosiers, 66, retired farm worker; thin, white stubble, pale yellow shirt, a sofa."""

from avatar.studio.look import Beard, Brows, Garment, Hair, Look, Skin
from avatar.studio.person import both_sides

LIONEL_DESROSIERS = Look(
    id="lionel-desrosiers",
    age=66,
    male=1.0,
    origins={"african": 1.0},
    weight=0.18,
    muscle=0.40,
    skin=Skin(
        tone=(0.086, 0.041, 0.024), rosy=0.15, spots=0.25, under_eye=0.55, wrinkles=0.6,
        lips=(1.10, 0.82, 0.88), lip_colour=0.8, shine=0.60, veins=0.9,
    ),
    brows=Brows(colour=(0.030, 0.027, 0.025), hairs=190, thickness=0.95),
    hair=Hair(
        style="coils", colour=(0.022, 0.019, 0.017), gray_colour=(0.40, 0.39, 0.37), gray=0.58,
        gray_at_temples=0.25, strands=17000, receding=0.75, hairline=0.04, length=0.45,
    ),
    iris=(0.040, 0.020, 0.012),
    shape={
        "head/head-age-incr": 0.35,
        "head/head-invertedtriangular": 0.35,
        "head/head-fat-decr": 0.6,
        "head/head-scale-horiz-decr": 0.15,
        "forehead/forehead-temple-decr": 0.6,
        "nose/nose-width2-decr": 0.2,
        "chin/chin-height-incr": 0.25,
        "mouth/mouth-laugh-lines-in": 0.5,
        "mouth/mouth-scale-horiz-incr": 0.2,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.5,
                "eyes/eye-eyefold-down": 0.2,
                "cheek/cheek-volume-decr": 0.7,
                "cheek/cheek-bones-incr": 0.5,
            }
        ),
    },
    rest={
        "browInnerUp": 0.18, "eyeBlinkLeft": 0.02, "eyeBlinkRight": 0.02,
        "mouthSmileLeft": 0.20, "mouthSmileRight": 0.20,
    },
    garments=(
        Garment(colour=(0.72, 0.62, 0.33), fabric="cotton", loose=0.05, front=5.72, back=5.76),
    ),
    collar="buttoned",
    extras=("placket",),
    beard=Beard(colour=(0.58, 0.57, 0.55), hairs=5200, length=0.017, dark=0.25, radius=0.0013,
                dark_colour=(0.02, 0.018, 0.016)),
    room="front-room",
    lashes=0.6,
)  # fmt: skip
