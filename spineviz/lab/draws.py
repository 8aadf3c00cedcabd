"""Whether a conclusion outlives what is assumed: all assumed constants drawn at once, often."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from spineviz.lab.bench import Watch, unwatched
from spineviz.lab.sensitivity import assumptions
from spineviz.outcome import Rolled
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.tables import TABLES, Tables

LEVELS = ("T4", "T8", "T12", "L3")
"""Levels from the head down along which ribs and blades are expected to carry less and less."""

DRAWS, SEED = 100, 1


@dataclass(frozen=True, slots=True)
class Order:
    """How often ribs and shoulder blades carry less from each level to the next.

    Attributes:
        levels: from the head down.
        draws: of all assumed constants at once.
        unbalanced: how many of them had no balance at one of the levels; they are left out.
        falls_share: share of the others in which the cage's share falls at every step.
    """

    levels: tuple[str, ...]
    draws: int
    unbalanced: int
    falls_share: float


def order(
    scene: Scene, draws: int = DRAWS, watch: Watch = unwatched, tables: Tables = TABLES
) -> Order:
    """Draw every assumed constant evenly from its range, all at once, and look at the order.

    Args:
        scene: all but the level of the roller.
        draws: how many.
        watch: gets the numbers of the draws and their labels, gives them back one by one.
        tables: whose assumptions are drawn.
    """
    every = assumptions(tables)
    low, high = np.array([(one.low, one.high) for one in every]).T
    chance = np.random.default_rng(SEED)
    falls = []
    for _ in watch(range(draws), lambda number: f"draw {number + 1}"):
        drawn = chance.uniform(low, high).tolist()
        other = tables.with_({one.name: value for one, value in zip(every, drawn, strict=True)})
        found = [simulate(scene.set("roller.level", level), tables=other) for level in LEVELS]
        shares = [each.roller.cage_share for each in found if isinstance(each, Rolled)]
        if len(shares) == len(LEVELS):
            falls.append(all(before > after for before, after in pairwise(shares)))
    return Order(LEVELS, draws, draws - len(falls), float(np.mean(falls)) if falls else 0.0)
