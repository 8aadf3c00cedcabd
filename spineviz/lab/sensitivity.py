"""How much the values of the bars depend on what is assumed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from spineviz.lab.bench import LabError, Watch, no_level, unwatched
from spineviz.scene import ROLLED_LEVELS, Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.tables import TABLES, Tables
from spineviz.values import VALUE

JUDGED = tuple(
    VALUE[key] for key in ("cage_share", "spine_share", "peak_kPa", "push_extension_deg")
)
"""Values that the window shows in large, and whose bands are computed."""


class Assumption(Struct, frozen=True):
    """A number that could be different: its name, its value and its range, in its table's unit."""

    name: str
    value: float
    low: float
    high: float


class Influence(Struct, frozen=True):
    """Values at one level with one assumption at either end of its range.

    Attributes:
        ends: by field of `JUDGED`: the value at the low and at the high end.
    """

    level: str
    name: str
    low: float
    high: float
    ends: Mapping[str, tuple[float, float]]


class Band(Struct, frozen=True):
    """A value at one level, and its band over all assumptions.

    The band adds the steps of the single assumptions as root of their squares: they are
    independent of each other.

    Attributes:
        headline: field of one of `JUDGED`.
    """

    level: str
    headline: str
    value: float
    low: float
    high: float


def assumptions(tables: Tables = TABLES) -> tuple[Assumption, ...]:
    """Every assumed or calibrated number of the tables that has a range."""
    ranges = [
        *((row.name, row.value, row.low, row.high) for row in tables.calibrated),
        *((row.name, row.value, row.low, row.high) for row in tables.constants),
        *((row.name, row.modulus_kPa, row.low_kPa, row.high_kPa) for row in tables.tissues),
        *((row.name, 1.0, row.low, row.high) for row in tables.varied),
    ]
    return tuple(
        Assumption(name, float(value), float(low), float(high))
        for name, value, low, high in ranges
        if value is not None and low is not None and high is not None
    )


def sensitivity(
    scene: Scene,
    levels: tuple[str, ...],
    watch: Watch = unwatched,
    tables: Tables = TABLES,
) -> tuple[tuple[Band, ...], tuple[Influence, ...]]:
    """Vary every assumption over its range, one at a time.

    Args:
        scene: all but the level of the roller.
        levels: where the roller stands.
        watch: gets the assumptions and their labels, gives them back one by one.
        tables: whose assumptions are varied.

    Returns:
        The band of each of `JUDGED` at each level, and every influence, most influential first.

    Raises:
        LabError: a level that there is not, or a scene without a balanced pose.
    """
    if not levels:
        raise LabError("lab.no_levels", first=ROLLED_LEVELS[0], last=ROLLED_LEVELS[-1])
    for level in levels:
        if level not in ROLLED_LEVELS:
            raise no_level("--at", level, ROLLED_LEVELS[0], ROLLED_LEVELS[-1])
    here = {level: _judged(scene, level, tables) for level in levels}
    found = []
    every = assumptions(tables)
    for one in watch(every, lambda one: one.name):
        ends = []
        for value in (one.low, one.high):
            other = tables.with_({one.name: value})
            ends.append({level: _judged(scene, level, other) for level in levels})
        for level in levels:
            pairs = {field: (ends[0][level][field], ends[1][level][field]) for field in here[level]}
            found.append(Influence(level, one.name, one.low, one.high, pairs))
    bands = []
    for level in levels:
        for field, value in here[level].items():
            steps = [item.ends[field] for item in found if item.level == level]
            down = sum(min(min(step) - value, 0.0) ** 2 for step in steps) ** 0.5
            up = sum(max(max(step) - value, 0.0) ** 2 for step in steps) ** 0.5
            bands.append(Band(level, field, value, value - down, value + up))

    def influence(item: Influence) -> float:
        """Widest swing of a value against itself."""
        widest = 0.0
        for field, (low, high) in item.ends.items():
            widest = max(widest, abs(high - low) / max(abs(here[item.level][field]), 1e-9))
        return widest

    found.sort(key=influence, reverse=True)
    return tuple(bands), tuple(found)


def _judged(scene: Scene, level: str, tables: Tables) -> dict[str, float]:
    """The values by field."""
    outcome = simulate(scene.set("roller.level", level), tables=tables)
    found = {}
    for value in JUDGED:
        number = value.of(outcome)
        if number is None:
            raise LabError("lab.no_band", level=level)
        found[value.field] = number
    return found
