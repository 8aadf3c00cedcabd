"""Guarding: muscles of the back that harden and pull where they are pressed or bent too far.

It is part of the one energy, so pose and guarding are found together. Three rows answer, each
where its own onset is passed: the tissue named in `guarding.csv` by its pressure, each joint that
an erector spans by its share of the range of extension, and each step of the erectors by how much
shorter than at rest it is.
"""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from spineviz.mechanics.laws import PRESSURE_LIMIT, LateBending
from spineviz.mechanics.model import Cables, LateHardening, LatePull, Pads, Springs
from spineviz.tables.tables import Tables

ERECTORS = "erector spinae"
"""Kind of the cables that guard."""


def guarded_joints(
    springs: Springs,
    joint_rows: np.ndarray,
    joint_range: np.ndarray,
    spanned: np.ndarray,
    g: float,
    tables: Tables,
) -> Springs:
    """Springs whose joints stiffen beyond a share of their range of extension.

    Args:
        springs: of the person.
        joint_rows: row of each joint, from the skull down. joint_range: rad, (joints, 2).
        spanned: bool, shape (joints,): which have erectors. g: strength of guarding, 0 to 1.
    """
    constant = tables.si
    count = len(springs.i)
    stiffness, onset, width = np.zeros(count), np.zeros(count), np.ones(count)
    row, most = joint_rows[spanned], joint_range[spanned, 1]
    times = g * (constant["guard.joint_times"] - 1)
    stiffness[row] = times * springs.bending.stiffness[row, 1]
    onset[row] = constant["guard.extension"] * most
    width[row] = constant["guard.width"] * most
    late = LateBending(stiffness, onset, width)
    return replace(springs, bending=replace(springs.bending, late=late))


def spans(cables: Cables, kinds: tuple[str, ...], joints: int) -> np.ndarray:
    """Which joints (bool, shape (cables, joints)) each erector spans; none for other cables.

    Joint n lies above body n: skull and C1 are n = 0, L5 and pelvis the last.
    """
    number = np.arange(joints)
    inside = (cables.j[:, None] < number) & (number <= cables.i[:, None])
    found: np.ndarray = inside & (np.array(kinds) == ERECTORS)[:, None]
    return found


def guarded_cables(
    cables: Cables,
    spanned: np.ndarray,
    joint_range: np.ndarray,
    size: float,
    g: float,
    tables: Tables,
) -> Cables:
    """Cables that pull beyond the shortening that the same share of extension gives them."""
    constant = tables.si
    lever = constant["erector.behind"] * size
    reach = lever * (spanned @ joint_range[:, 1])
    guards = spanned.any(axis=1)
    return replace(
        cables,
        late=LatePull(
            pull=np.where(guards, g * constant["guard.pull"], 0.0),
            onset=constant["guard.extension"] * reach,
            width=np.where(guards, constant["guard.width"] * reach, 1.0),
        ),
    )


def guarded_pads(pads: Pads, tracks: np.ndarray, g: float, tables: Tables) -> Pads:
    """Pads of which those of guarding tissue harden beyond a pressure."""
    constant = tables.si
    tissues = [row.tissue for row in tables.guarding]
    guards = np.isin(tracks, tissues)
    return replace(
        pads,
        late=LateHardening(
            onset=np.where(guards, constant["guard.pressure"], PRESSURE_LIMIT / 2),
            times=np.where(guards, 1 + g * (constant["guard.tissue_times"] - 1), 1.0),
        ),
    )
