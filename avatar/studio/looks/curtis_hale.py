"""Curtis Hale, 41, elevator mechanic; freckles, red-brown beard, work jacket over a sweater."""

from avatar.studio.look import Beard, Brows, Garment, Hair, Look, Skin
from avatar.studio.person import both_sides

CURTIS_HALE = Look(
    id="curtis-hale",
    age=40,
    male=1.0,
    origins={"caucasian": 1.0},
    weight=0.66,
    muscle=0.62,
    skin=Skin(
        tone=(0.60, 0.405, 0.315), rosy=0.75, spots=0.2, freckles=1.0, under_eye=0.6,
        wrinkles=0.4, lips=(0.86, 0.58, 0.55), lip_colour=0.6,
    ),
    brows=Brows(colour=(0.085, 0.036, 0.016), hairs=320, thickness=1.15, lift=-0.015),
    hair=Hair(
        style="swept", colour=(0.050, 0.0175, 0.0075), gray=0.02, gray_at_temples=0.12, part=0.1,
        strands=18000, receding=0.25, length=0.85, radius=0.0024,
    ),
    beard=Beard(colour=(0.11, 0.045, 0.020), hairs=9000, length=0.030, dark=0.25,
                dark_colour=(0.05, 0.025, 0.014), radius=0.0013),
    iris=(0.12, 0.155, 0.12),
    shape={
        "head/head-square": 0.2,
        "head/head-fat-incr": 0.2,
        "head/head-age-incr": 0.1,
        "chin/chin-width-incr": 0.35,
        "chin/chin-cleft-incr": 0.3,
        "nose/nose-scale-horiz-incr": 0.35,
        "nose/nose-scale-vert-decr": 0.25,
        "nose/nose-point-width-incr": 0.35,
        "forehead/forehead-scale-vert-decr": 0.25,
        "neck/neck-scale-horiz-incr": 0.25,
        **both_sides(
            {
                "eyes/eye-bag-incr": 0.4,
                "eyes/eye-eyefold-down": 0.15,
                "eyes/eye-scale-incr": 0.15,
                "eyes/eye-corner2-down": 0.3,
                "cheek/cheek-volume-incr": 0.15,
            }
        ),
    },
    rest={
        "browInnerUp": 0.12, "eyeBlinkLeft": 0.0, "eyeBlinkRight": 0.0,
        "mouthSmileLeft": 0.06, "mouthSmileRight": 0.06, "mouthPressLeft": 0.2,
        "mouthPressRight": 0.2,
    },
    garments=(
        Garment(colour=(0.045, 0.085, 0.175), fabric="knit", loose=0.07, front=5.62, back=5.74,
                trim=(0.035, 0.068, 0.145)),
        Garment(colour=(0.040, 0.042, 0.046), fabric="canvas", loose=0.14, front=5.34, back=5.78,
                v_depth=1.5, v_width=0.75, trim=(0.033, 0.035, 0.038)),
    ),
    collar="jacket",
    room="quiet-room",
    lashes=0.5,
)  # fmt: skip
