"""Whether a conclusion outlives what is assumed: all assumed constants drawn at once, often."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.lab.bench import Watch, unwatched
from spineviz.lab.sensitivity import assumptions
from spineviz.outcome import Rolled
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.tables import TABLES, Tables

LEVELS = ("T4", "T8", "T12", "L3")
"""Levels from the head down along which ribs and blades are expected to carry less and less."""

DRAWS, SEED = 400, 1

TOLD = 0.01
"""Share of the force, one per cent, which is what the screen shows it in. A rise by less cannot be
told from none."""


class Order(Struct, frozen=True):
    """How often ribs and shoulder blades carry less from each level to the next.

    Attributes:
        levels: from the head down.
        draws: of all assumed constants at once.
        unbalanced: how many of them had no balance at one of the levels; they are left out.
        falls_share: share of the others in which the cage's share falls at every step.
        told_share: share of them in which no step rises by `TOLD` or more.
        thorax_share: share of them in which it is less at the last level than at all before.
    """

    levels: tuple[str, ...]
    draws: int
    unbalanced: int
    falls_share: float
    told_share: float
    thorax_share: float


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
    found = []
    for _ in watch(range(draws), lambda number: f"draw {number + 1}"):
        drawn = chance.uniform(low, high).tolist()
        other = tables.with_({one.name: value for one, value in zip(every, drawn, strict=True)})
        lying = [simulate(scene.set("roller.level", level), tables=other) for level in LEVELS]
        shares = [each.roller.cage_share for each in lying if isinstance(each, Rolled)]
        if len(shares) == len(LEVELS):
            found.append(shares)
    if not found:
        return Order(LEVELS, draws, draws, 0.0, 0.0, 0.0)
    share = np.array(found)
    rise = np.max(np.diff(share, axis=1), axis=1)
    less = np.all(share[:, :-1] > share[:, -1:], axis=1)
    return Order(
        LEVELS,
        draws,
        draws - len(found),
        falls_share=float(np.mean(rise < 0)),
        told_share=float(np.mean(rise < TOLD)),
        thorax_share=float(np.mean(less)),
    )
