"""The 24 vertebrae of one person: sizes, processes, skin, masses. SI."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct

from spineviz.scene import LEVELS
from spineviz.tables.tables import TABLES, Tables

TABLE_STATURE = 1.76  # m, of the man whom the tables describe
TABLE_MASS = 75.0  # kg, of the same


def girth_scale(stature: float, mass: float) -> float:
    """How much thicker than the tables' man: mass per length, as the square root."""
    return float(np.sqrt((mass / TABLE_MASS) / (stature / TABLE_STATURE)))


class Levels(Struct, frozen=True, eq=False):
    """One row a vertebra, C1 to L5; every array has the shape (24,).

    Attributes:
        names: C1 … L5.
        body_height, body_depth: m, of the vertebral body.
        body_wedge: rad, positive where the body is higher behind (kyphotic).
        disc_height: m; disc_wedge: rad when standing; of the disc below.
        spinous_length: m; spinous_angle: rad below the body's transverse plane.
        skin_to_spinous: m, skin over the tip of the spinous process.
        skin_back: m, skin behind the body centre; skin_depth: m, from there to the front (0: neck).
        erector: m, soft tissue over the erector column's bed; erector_edge: m from the midline.
        over_ribs: m, skin and muscle over the ribs beside the erectors.
        mass: share of the body's mass; mass_ahead: m in front of the body centre.
        joint_stiffness: N·m/rad, shape (24, 2), of the joint below: flexion, extension.
        joint_range: rad, shape (24, 2), the same.
        living_range: rad, shape (24, 2), of living people, from standing; living_end: rad, the
            same, where a joint of theirs ends; living_sd: rad, shape (24,), one SD of their joint.
        neck: True where the skin of the neck covers the level.
    """

    names: tuple[str, ...]
    body_height: np.ndarray
    body_depth: np.ndarray
    body_wedge: np.ndarray
    disc_height: np.ndarray
    disc_wedge: np.ndarray
    spinous_length: np.ndarray
    spinous_angle: np.ndarray
    skin_to_spinous: np.ndarray
    skin_back: np.ndarray
    skin_depth: np.ndarray
    erector: np.ndarray
    erector_edge: np.ndarray
    over_ribs: np.ndarray
    mass: np.ndarray
    mass_ahead: np.ndarray
    joint_stiffness: np.ndarray
    joint_range: np.ndarray
    living_range: np.ndarray
    living_end: np.ndarray
    living_sd: np.ndarray
    neck: np.ndarray


def _living(bench: np.ndarray, column: str, tables: Tables) -> np.ndarray:
    """Ranges of living people: what was measured over a stretch of the spine, shared out over its
    joints as their ranges (rad, shape (24, 2)) on the bench; where none was measured, those."""
    found, ends = bench.copy(), (*LEVELS, "S1")
    for row in tables.living_range:
        stretch = slice(ends.index(row.upper), ends.index(row.lower))
        whole = [getattr(row, f"{way}_{column}") for way in ("flexion", "extension")]
        found[stretch] *= np.radians(whole) / bench[stretch].sum(axis=0)
    return found


def _living_sd(tables: Tables) -> np.ndarray:
    """By how much (rad, shape (24,)) a joint's range differs between people, where it is known."""
    found, ends = np.zeros(len(LEVELS)), (*LEVELS, "S1")
    for row in tables.living_range:
        found[ends.index(row.upper) : ends.index(row.lower)] = np.radians(row.joint_sd_deg)
    return found


@lru_cache(maxsize=32)
def load_levels(stature_m: float, mass_kg: float = TABLE_MASS, tables: Tables = TABLES) -> Levels:
    """The vertebrae of a person: bone scales with stature, soft tissue with girth."""
    mm = 1e-3 * stature_m / TABLE_STATURE
    soft = 1e-3 * girth_scale(stature_m, mass_kg)
    joints = [row for row in tables.joints if row.upper != "skull"]

    def column(rows: Sequence[object], name: str) -> np.ndarray:
        return np.array([getattr(row, name) for row in rows])

    def skin(name: str) -> np.ndarray:
        return column(tables.skin, name)

    def vertebra(name: str) -> np.ndarray:
        return column(tables.vertebrae, name)

    def joint(name: str) -> np.ndarray:
        return column(joints, name)

    spinous_tip = (skin("skin_back_mm") - skin("skin_to_spinous_mm")) * mm
    skin_to_spinous = skin("skin_to_spinous_mm") * soft
    per_degree = 180 / np.pi
    joint_range = np.radians(
        np.stack((joint("flexion_range_deg"), joint("extension_range_deg")), axis=1)
    )
    return Levels(
        names=LEVELS,
        body_height=vertebra("body_height_mm") * mm,
        body_depth=vertebra("body_depth_mm") * mm,
        body_wedge=np.radians(vertebra("body_wedge_deg")),
        disc_height=joint("disc_height_mm") * mm,
        disc_wedge=np.radians(joint("disc_wedge_deg")),
        spinous_length=vertebra("spinous_length_mm") * mm,
        spinous_angle=np.radians(vertebra("spinous_angle_deg")),
        skin_to_spinous=skin_to_spinous,
        skin_back=spinous_tip + skin_to_spinous,
        skin_depth=skin("trunk_depth_mm") * soft,
        erector=skin("erector_mm") * soft,
        erector_edge=skin("erector_edge_mm") * mm,
        over_ribs=skin("over_ribs_mm") * soft,
        mass=vertebra("mass_kg") / TABLE_MASS,
        mass_ahead=vertebra("mass_ahead_mm") * mm,
        joint_stiffness=np.stack(
            (joint("flexion_Nm_per_deg"), joint("extension_Nm_per_deg")), axis=1
        )
        * per_degree,
        joint_range=joint_range,
        living_range=_living(joint_range, "deg", tables),
        living_end=_living(joint_range, "end_deg", tables),
        living_sd=_living_sd(tables),
        neck=skin("cover") == "neck",
    )
