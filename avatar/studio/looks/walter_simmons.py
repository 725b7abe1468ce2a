"""Walter Simmons, 79, retired letter carrier; heavy glasses, gray cardigan, in a dialysis chair."""

from avatar.studio.look import Beard, Brows, Garment, Glasses, Hair, Look, Skin
from avatar.studio.person import both_sides

WHITE = (0.62, 0.60, 0.57)

WALTER_SIMMONS = Look(
    id="walter-simmons",
    age=82,
    male=1.0,
    origins={"african": 1.0},
    weight=0.50,
    muscle=0.42,
    skin=Skin(
        tone=(0.138, 0.070, 0.043), rosy=0.25, spots=0.5, under_eye=0.5, wrinkles=0.85,
        lips=(1.12, 0.78, 0.84), lip_colour=0.8, shine=0.55,
    ),
    brows=Brows(colour=(0.34, 0.32, 0.30), hairs=170, thickness=1.1),
    hair=Hair(
        style="coils", colour=(0.10, 0.085, 0.075), gray_colour=WHITE, gray=0.92,
        strands=19000, receding=0.55, hairline=0.10, length=0.75,
    ),
    iris=(0.045, 0.022, 0.012),
    shape={
        "head/head-age-incr": 0.7,
        "head/head-oval": 0.4,
        "nose/nose-scale-horiz-incr": 0.25,
        "nose/nose-scale-vert-incr": 0.2,
        "mouth/mouth-laugh-lines-in": 0.7,
        "chin/chin-prominent-incr": 0.2,
        "neck/neck-double-incr": 0.25,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.6,
                "eyes/eye-eyefold-down": 0.3,
                "eyes/eye-scale-incr": 0.15,
                "cheek/cheek-volume-decr": 0.35,
                "cheek/cheek-bones-incr": 0.3,
                "ears/ear-scale-incr": 0.7,
                "ears/ear-lobe-incr": 0.7,
                "ears/ear-wing-incr": 0.2,
            }
        ),
    },
    rest={
        "browInnerUp": 0.12, "cheekSquintLeft": 0.10, "cheekSquintRight": 0.10,
        "eyeBlinkLeft": 0.0, "eyeBlinkRight": 0.0,
        "mouthSmileLeft": 0.24, "mouthSmileRight": 0.22,
    },
    garments=(
        Garment(colour=(0.62, 0.62, 0.60), fabric="cotton", loose=0.04, front=5.62, back=5.7,
                v_depth=0.22, v_width=0.16),
        Garment(colour=(0.17, 0.17, 0.175), fabric="knit", loose=0.10, front=5.45, back=5.72,
                v_depth=0.75, v_width=0.48, trim=(0.13, 0.13, 0.135)),
    ),
    collar="shirt",
    glasses=Glasses(shape="heavy", colour=(0.008, 0.008, 0.009), metal=False, rim=0.023),
    beard=Beard(colour=WHITE, hairs=1500, length=0.06, parts=("moustache",), dark=0.12,
                dark_colour=(0.08, 0.07, 0.06)),
    room="dialysis-chair",
    lashes=0.4,
)  # fmt: skip
