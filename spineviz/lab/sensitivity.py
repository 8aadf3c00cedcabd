"""How much the headlines depend on what is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spineviz.lab.bench import LabError, Watch, unwatched
from spineviz.outcome import Rolled
from spineviz.scene import ROLLED_LEVELS, Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.reading import rows, varied

HEADLINES = ("spine_share", "peak_kPa", "extension_deg")
"""What the window shows in large: share of the load that goes straight to the spine, peak
pressure, and the most extended joint near the roller."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number that could be different: where it stands, its value and its range."""

    name: str
    file: str
    row: str
    column: str
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


def assumptions() -> tuple[Assumption, ...]:
    """Every assumed or calibrated number of the tables that has a range."""
    return tuple(_assumptions())


def _assumptions() -> Iterator[Assumption]:
    for file, column, low, high in (
        ("calibrated.csv", "value", "low", "high"),
        ("constants.csv", "value", "low", "high"),
        ("tissues.csv", "modulus_kPa", "low_kPa", "high_kPa"),
    ):
        for row in rows("anatomy", file):
            if row[low] and row[column]:
                key = next(iter(row.values()))
                name = key if column == "value" else f"tissue.{key}.modulus"
                yield Assumption(
                    name, file, key, column, float(row[column]), float(row[low]), float(row[high])
                )


def sensitivity(
    scene: Scene,
    levels: tuple[str, ...],
    watch: Watch = unwatched,
) -> tuple[tuple[Band, ...], tuple[Influence, ...]]:
    """Vary every assumption over its range, one at a time.

    Args:
        scene: all but the level of the roller.
        levels: where the roller stands.
        watch: gets the assumptions and their labels, gives them back one by one.

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
    here = {level: _headlines(scene, level) for level in levels}
    found = []
    every = assumptions()
    for one in watch(every, lambda one: one.name):
        ends = []
        for value in (one.low, one.high):
            with varied({(one.file, one.row, one.column): value}):
                ends.append({level: _headlines(scene, level) for level in levels})
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


def _headlines(scene: Scene, level: str) -> tuple[float, float, float]:
    outcome = simulate(scene.set("roller.level", level))
    if not isinstance(outcome, Rolled):
        raise LabError(f"no pose in balance with the roller under {level}, so there is no band")
    return outcome.roller.spine_share, outcome.roller.peak_kPa, outcome.push.extension_deg
