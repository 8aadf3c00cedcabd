"""How much the headlines depend on what is assumed."""

from __future__ import annotations

from dataclasses import dataclass

from spineviz.lab.bench import LabError, Watch, unwatched
from spineviz.outcome import Rolled
from spineviz.scene import ROLLED_LEVELS, Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.tables import TABLES, Tables

HEADLINES = ("spine_share", "peak_kPa", "extension_deg")
"""What the window shows in large: share of the load that goes onto the spine, peak
pressure, and the most extended joint near the roller."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number that could be different: its name, its value and its range, in its table's unit."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Influence:
    """Headlines at one level with one assumption at either end of its range."""

    level: str
    name: str
    low: float
    high: float
    spine_share: tuple[float, float]
    peak_kPa: tuple[float, float]
    extension_deg: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """A headline at one level, and its band over all assumptions.

    The band adds the steps of the single assumptions as root of their squares: they are
    independent of each other.
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
        The band of each headline at each level, and every influence, most influential first.

    Raises:
        LabError: a level that there is not, or a scene without a balanced pose.
    """
    if not levels:
        raise LabError("--at: it takes one level or more, T1 to L5")
    for level in levels:
        if level not in ROLLED_LEVELS:
            raise LabError(f"--at: there is no level {level!r}; it takes T1 to L5")
    here = {level: _headlines(scene, level, tables) for level in levels}
    found = []
    every = assumptions(tables)
    for one in watch(every, lambda one: one.name):
        ends = []
        for value in (one.low, one.high):
            other = tables.with_({one.name: value})
            ends.append({level: _headlines(scene, level, other) for level in levels})
        for level in levels:
            pairs = [(ends[0][level][n], ends[1][level][n]) for n in range(len(HEADLINES))]
            found.append(Influence(level, one.name, one.low, one.high, *pairs))
    bands = []
    for level in levels:
        for n, headline in enumerate(HEADLINES):
            value = here[level][n]
            steps = [getattr(item, headline) for item in found if item.level == level]
            down = sum(min(min(step) - value, 0.0) ** 2 for step in steps) ** 0.5
            up = sum(max(max(step) - value, 0.0) ** 2 for step in steps) ** 0.5
            bands.append(Band(level, headline, value, value - down, value + up))

    def influence(item: Influence) -> float:
        """Widest swing of a headline against its value."""
        widest = 0.0
        for n, headline in enumerate(HEADLINES):
            low, high = getattr(item, headline)
            widest = max(widest, abs(high - low) / max(abs(here[item.level][n]), 1e-9))
        return widest

    found.sort(key=influence, reverse=True)
    return tuple(bands), tuple(found)


def _headlines(scene: Scene, level: str, tables: Tables) -> tuple[float, float, float]:
    outcome = simulate(scene.set("roller.level", level), tables=tables)
    if not isinstance(outcome, Rolled):
        raise LabError(f"no pose in balance with the roller under {level}, so there is no band")
    return outcome.roller.spine_share, outcome.roller.peak_kPa, outcome.push.extension_deg
