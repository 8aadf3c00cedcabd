"""Trunk muscles as cables: the abdominal wall and the erector spinae."""

from __future__ import annotations

import numpy as np

from spineviz.anatomy import legs, thorax
from spineviz.anatomy.levels import TABLE_STATURE
from spineviz.anatomy.rows import Builder
from spineviz.anatomy.trunk import Trunk
from spineviz.mechanics.model import Struts
from spineviz.mechanics.plane import turn

ERECTOR_STEP = 3  # levels that one step of the erector spinae spans
ATMOSPHERE = 101325.0  # Pa


def add_muscles(build: Builder, trunk: Trunk, stature: float, brace: float, held: bool) -> None:
    """Add the abdominal wall and the steps of the erector spinae, both tighter by a brace (0 to 1),
    the erectors stiffer while the hips are held up."""
    constant = build.tables.si
    size = stature / TABLE_STATURE
    start, crest = _belly_ends(build, trunk, size)
    build.cable(
        "abdominal wall",
        "pelvis",
        "rib9",
        crest,
        start,
        constant["abdomen.tone"] + brace * constant["brace.abdomen_tone"],
        constant["abdomen.stiffness"],
    )
    behind = constant["erector.behind"] * size
    stiffness = constant["erector.held"] if held else constant["erector.stiffness"]
    names = (*build.names[: len(trunk.angle) - 1], "pelvis")
    for k in range(thorax.FIRST_RIB, len(names) - 1):
        low = min(k + ERECTOR_STEP, len(names) - 1)
        build.cable(
            "erector spinae",
            names[low],
            names[k],
            trunk.place(low, -behind),
            trunk.place(k, -behind),
            constant["erector.tone"] + brace * constant["brace.erector_tone"],
            stiffness,
        )


def belly_struts(build: Builder, trunk: Trunk, stature: float, brace: float) -> Struts:
    """The breath held in the belly: it pushes the ring of the lower ribs and the pelvis apart.

    With the glottis shut, the gas in chest and belly is a spring (Boyle): what makes the belly
    longer by d takes d · area of volume from the pressure, what makes it shorter adds to it.
    """
    constant = build.tables.si
    size = stature / TABLE_STATURE
    ahead = constant["brace.pressed_ahead"] * size
    top = trunk.place(_belly_top(build)[0], ahead)
    bottom = trunk.place(len(trunk.angle) - 1, ahead)
    (i, a), (j, b) = build.local_of("pelvis", bottom), build.local_of("rib9", top)
    area = constant["brace.pressed_area"] * size**2
    push = brace * constant["brace.belly_pressure"] * area
    stiffness = brace * ATMOSPHERE * area**2 / (constant["brace.held_air"] * size**3)
    length = float(np.hypot(*(top - bottom)))
    return Struts(
        np.array([i]),
        np.array([j]),
        np.array([a]),
        np.array([b]),
        np.array([push]),
        np.array([stiffness]),
        np.array([length]),
    )


def _belly_top(build: Builder) -> tuple[float, float]:
    """Front of the ninth rib, where the abdominal wall begins: trunk chart, m in front."""
    rib9 = next(row for row in build.tables.ribs if row.rib == 9)
    level = thorax.FIRST_RIB + 8 + rib9.front_below_levels
    return level, rib9.front_ahead_mm * 1e-3


def _belly_ends(build: Builder, trunk: Trunk, size: float) -> tuple[np.ndarray, np.ndarray]:
    """Where the abdominal wall begins and ends (m, world frame): ninth rib and pubis."""
    level, ahead = _belly_top(build)
    start = trunk.place(level, ahead * size)
    x, y, angle = build.rest[build.index("pelvis")]
    return start, turn(np.array(angle), legs.PUBIS * size) + np.array([x, y])
