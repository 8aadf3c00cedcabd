"""Trunk muscles as cables: the abdominal wall and the erector spinae."""

from __future__ import annotations

import numpy as np

from spineviz.anatomy import legs, thorax
from spineviz.anatomy.levels import TABLE_STATURE
from spineviz.anatomy.rows import Builder
from spineviz.anatomy.trunk import Trunk
from spineviz.mechanics.energy import turn
from spineviz.tables import constants, rows

ERECTOR_STEP = 3  # levels that one step of the erector spinae spans


def add_muscles(build: Builder, trunk: Trunk, stature: float, brace: float, held: bool) -> None:
    """Add the abdominal wall, tighter by a brace (0 to 1), and the steps of the erector spinae,
    stiffer while the hips are held up."""
    constant = constants()
    size = stature / TABLE_STATURE
    rib9 = next(row for row in rows("anatomy", "ribs.csv") if row["rib"] == "9")
    start = trunk.place(
        thorax.FIRST_RIB + 8 + float(rib9["front_below_levels"]),
        float(rib9["front_ahead_mm"]) * 1e-3 * size,
    )
    x, y, angle = build.rest[build.index("pelvis")]
    crest = turn(np.array(angle), legs.PUBIS * size) + np.array([x, y])
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
            constant["erector.tone"],
            stiffness,
        )
