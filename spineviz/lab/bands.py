"""How far each value of the bars could be off: bands computed beforehand, applied to a live scene.

A band over all assumptions takes some hundred solves, too many for a drag. So `resources/lab/
bands.csv` holds, for the default scene with the roller under a handful of levels, the ends of each
value's band as factors of its value (`python -m spineviz.make model-page`). The rule for any
other scene: the factors are interpolated along the levels between those computed and multiply the
value at hand. It says that a scene is as uncertain, relative to its value, as the default scene is
with the roller at the same place; that itself is ASSUMED. A share ends at the whole. What ribs and
blades carry has the band of the spine turned round: what the spine could take more, they would
take less, ASSUMED because what goes elsewhere is small where they carry anything.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from spineviz.lab.sensitivity import JUDGED, Band
from spineviz.outcome import Balanced
from spineviz.scene import ROLLED_LEVELS
from spineviz.tables.saying import Saying
from spineviz.tables.tables import TABLES
from spineviz.values import VALUE, Value

FILE = ("lab", "bands.csv")
SPINE, CAGE = VALUE["spine_share"], VALUE["cage_share"]
COLUMNS = ("level", "headline", "value", "low_factor", "high_factor")
LEVELS = ("T1", "T4", "T8", "T12", "L3", "L5")
"""Where the bands are computed: the ends of the way, the middle of the cage and of the low back,
and between."""

WHOLE = {"spine_share": 1.0}
"""Values that are part of a whole, and the whole, by field."""

RULE = Saying("bands.rule", {"levels": LEVELS})
"""The rule, for the screen."""


def bands_csv(bands: tuple[Band, ...]) -> str:
    """Text of the file, from the bands of `sensitivity`. The share of ribs and blades is nothing at
    some levels, so that no factor widens it; its band is that of the spine, see `band_of`."""
    lines = [",".join(COLUMNS)]
    for band in bands:
        if band.headline == CAGE.field:
            continue
        low, high = band.low / band.value, band.high / band.value
        lines.append(f"{band.level},{band.headline},{band.value:.4g},{low:.3f},{high:.3f}")
    return "\n".join(lines) + "\n"


@cache
def _factors(field: str) -> tuple[np.ndarray, np.ndarray]:
    """Level numbers, shape (n,), and factors of low and high, shape (2, n), along the back."""
    found = [row for row in TABLES.bands if row.headline == field]
    levels = np.array([ROLLED_LEVELS.index(row.level) for row in found], float)
    ends = np.array([(row.low_factor, row.high_factor) for row in found]).T
    order = np.argsort(levels)
    return levels[order], ends[:, order]


def band_of(outcome: Balanced, value: Value, number: float) -> tuple[float, float]:
    """Low and high end of the band round a number of that value, in the number's unit.

    Args:
        outcome: says where the roller stands.
        value: one of `JUDGED`, or the share of ribs and blades.
        number: as the outcome has it, positive or negative.
    """
    if value is CAGE:
        spine = SPINE.of(outcome)
        assert spine is not None
        low, high = band_of(outcome, SPINE, spine)
        return max(number - (high - spine), 0.0), min(number + (spine - low), 1.0)
    assert value in JUDGED
    if outcome.roller is None:  # the bands are of a roller, and say nothing about a press-up
        return number, number
    levels, ends = _factors(value.field)
    place = outcome.roller.place.number
    low, high = sorted(number * float(np.interp(place, levels, end)) for end in ends)
    return low, min(high, WHOLE.get(value.field, high))
