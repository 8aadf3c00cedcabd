"""Lying on the back on a flat surface, and how that differs from standing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from spineviz.anatomy.levels import load_levels
from spineviz.anatomy.person import Person
from spineviz.anatomy.posture import sacral_slope, stack, standing_wedges
from spineviz.lab.bench import RIGID, balance, lying, not_one_of, subject
from spineviz.mechanics.equilibrium import Equilibrium
from spineviz.mechanics.model import Floor
from spineviz.outcome import KYPHOSIS, LORDOSIS, Vertebra
from spineviz.scene import LEVELS, Scene
from spineviz.simulation.lanes import lanes_of
from spineviz.simulation.read_out import curvature
from spineviz.simulation.roller import coat
from spineviz.tables.tables import TABLES, Tables

MAT = 0.05  # m, thickness of a mat of the same foam as the foam roller; ASSUMED
SURFACES = ("board", "mat")
REGIONS = {
    "head": ("head", "neck"),
    "scapulothoracic": ("blades", "ribs"),
    "sacral": ("pelvis",),
    "heels": ("heel", "sole"),
}
"""Tissues of the regions that a pressure mat tells apart. What touches over the spine itself is
`scapulothoracic` where the level has a rib and `lumbar` where it has none."""

KNEES = ("straight", "bent")


@dataclass(frozen=True, slots=True)
class Region:
    """Contact of one region: peak and mean pressure, vertical force, whether it touches at all."""

    peak_kPa: float
    mean_kPa: float
    force_N: float
    contact: bool


@dataclass(frozen=True, slots=True)
class Lie:
    """A person on a flat surface: contact by region, the curves, the vertebrae."""

    regions: dict[str, Region]
    kyphosis_deg: float
    lordosis_deg: float
    vertebrae: dict[str, Vertebra]


def lie(
    scene: Scene, surface: str = "board", knees: str = "straight", tables: Tables = TABLES
) -> Lie:
    """Lay the scene's person on a rigid board or on a mat.

    Raises:
        LabError: no such surface or knees.
    """
    if surface not in SURFACES:
        raise not_one_of("--on", surface, tuple(SURFACES))
    if knees not in KNEES:
        raise not_one_of("--knees", knees, tuple(KNEES))
    person, found = lie_down(scene, surface, knees, tables)
    kyphosis, lordosis = curvature(person, found.pose)
    return Lie(
        regions=_regions(person, found),
        kyphosis_deg=kyphosis,
        lordosis_deg=lordosis,
        vertebrae={
            name: Vertebra(x * 1e3, y * 1e3, float(np.degrees(angle)))
            for name, (x, y, angle) in zip(LEVELS, found.pose[: len(LEVELS)].tolist(), strict=True)
        },
    )


def lie_down(
    scene: Scene, surface: str, knees: str, tables: Tables = TABLES
) -> tuple[Person, Equilibrium]:
    """The scene's person in balance on a flat surface."""
    person = subject(scene, tables, hips="down", lifted_mm=0.0, knees=knees)
    foam = coat("foam", 0.15, tables=tables)
    floor = RIGID if surface == "board" else Floor(foam.modulus, MAT)
    return person, balance(*lying(person, floor))


def _regions(person: Person, found: Equilibrium) -> dict[str, Region]:
    touch = found.energy.touch_floor(found.pose)
    pressure, force = np.zeros(len(person.strips)), np.zeros(len(person.strips))
    pressure[touch.index], force[touch.index] = touch.pressure, touch.force
    smooth = lanes_of(person).means(pressure)
    ribbed = {f"T{row.rib}" for row in person.tables.ribs}
    member = []
    for track, level in zip(person.strips.track, person.strips.level, strict=True):
        named = [name for name, tracks in REGIONS.items() if track in tracks]
        spinal = "scapulothoracic" if level in ribbed else "lumbar"
        member.append(named[0] if named else spinal)
    regions = {}
    for name in ("head", "scapulothoracic", "lumbar", "sacral", "heels"):
        pads = np.array([place == name for place in member])
        total = float(np.sum(force[pads]))
        mean = float(np.sum(force[pads] * pressure[pads])) / total if total > 0 else 0.0
        regions[name] = Region(
            peak_kPa=float(np.max(smooth[pads], initial=0.0)) * 1e-3,
            mean_kPa=mean * 1e-3,
            force_N=total,
            contact=total > 0,
        )
    return regions


@dataclass(frozen=True, slots=True)
class Stand:
    """The curves standing and lying on the back with straight knees, in degrees."""

    kyphosis_standing_deg: float
    lordosis_standing_deg: float
    kyphosis_lying_deg: float
    lordosis_lying_deg: float
    sacral_slope_standing_deg: float
    kyphosis_definition: str = KYPHOSIS
    lordosis_definition: str = LORDOSIS


def stand(scene: Scene, tables: Tables = TABLES) -> Stand:
    """The posture that the scene gives a standing person, against the same person lying down."""
    person, found = lie_down(scene, "board", "straight", tables)
    kyphosis, lordosis = curvature(person, found.pose)
    levels = load_levels(scene.person_stature_m, scene.person_mass_kg, tables)
    wedges = standing_wedges(
        levels, np.radians(scene.person_kyphosis_deg), np.radians(scene.person_lordosis_deg)
    )
    slope = sacral_slope(stack(levels, wedges, scene.person_stature_m))
    return Stand(
        scene.person_kyphosis_deg,
        scene.person_lordosis_deg,
        kyphosis,
        lordosis,
        float(np.degrees(slope)),
    )
