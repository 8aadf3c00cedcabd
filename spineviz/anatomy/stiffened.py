"""What slump and a condition change in a person: the kyphosis, and how far joints bend.

A joint whose range is `t` times the published one bends `t` times as far under every moment: its
law is stretched along the angle, so its stiffness is divided by `t`.
"""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from spineviz.anatomy.levels import Levels
from spineviz.anatomy.posture import T1, T12, Wedges
from spineviz.scene import LEVELS
from spineviz.tables.tables import Tables


def kyphosis_of(condition: str, kyphosis_deg: float, tables: Tables) -> float:
    """Kyphosis (degrees, standing) of a person whose curve the condition rounds at least so far."""
    least = [
        row.kyphosis_at_least_deg
        for row in tables.conditions
        if row.condition == condition and row.kyphosis_at_least_deg is not None
    ]
    return max([kyphosis_deg, *least])


def slumped(levels: Levels, wedges: Wedges, slump: float) -> Wedges:
    """Wedges with a kyphosis larger by slump (rad), each joint of it by its compliance.

    Unlike the standing kyphosis, which is bony, slump is in the discs.
    """
    if not slump:
        return wedges
    disc = wedges.disc.copy()
    compliance = 1 / levels.joint_stiffness[T1:T12].mean(axis=1)
    disc[T1:T12] += slump * compliance / compliance.sum()
    return Wedges(wedges.body, disc)


def with_ranges(levels: Levels, condition: str, slump: float, tables: Tables) -> Levels:
    """Levels whose joints have the range that condition and slump (rad) leave them."""
    times = np.ones_like(levels.joint_range)
    ends = (*LEVELS, "S1")
    for row in tables.conditions:
        if row.condition == condition and row.range_times is not None:
            times[ends.index(row.upper) : ends.index(row.lower)] *= row.range_times
    if slump:
        available = float(np.sum(levels.joint_range[T1:T12, 1]))
        times[T1:T12, 1] *= 1 - tables.si["slump.range_lost"] * slump / available
    if np.all(times == 1):
        return levels
    return replace(
        levels,
        joint_range=levels.joint_range * times,
        living_range=levels.living_range * times,
        joint_stiffness=levels.joint_stiffness / times,
    )
