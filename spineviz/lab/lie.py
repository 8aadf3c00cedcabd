"""Lying on a flat surface, on back or front, and how that differs from standing."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.anatomy.levels import load_levels
from spineviz.anatomy.person import Person
from spineviz.anatomy.posture import sacral_slope, stack, standing_wedges
from spineviz.anatomy.prone import WALL
from spineviz.lab.bench import LabError, balance, not_one_of, out_of_range, subject
from spineviz.mechanics.equilibrium import Equilibrium
from spineviz.mechanics.model import Floor
from spineviz.outcome import KYPHOSIS, LORDOSIS, Joint, Vertebra
from spineviz.scene import Scene
from spineviz.simulation.building import energy_of
from spineviz.simulation.flat import RIGID, lying
from spineviz.simulation.lanes import lanes_of
from spineviz.simulation.read_out import curvature, joints_of, vertebrae_of
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

FRONT_REGIONS = {
    "head": ("head",),
    "chest": ("chest", "ribs", "shoulders"),
    "belly": ("belly", WALL),
    "pelvis": ("pelvis",),
    "thighs": ("thighs",),
    "legs": ("shins", "feet"),
}
"""The same face down."""

KNEES = ("straight", "bent")
FACES = ("up", "down")
DEEPEST_MM = 300.0  # no mattress is deeper
SOFTEST_KPA, HARDEST_KPA = 1.0, 1e6  # softer, a person lies on what is under the pad


class Region(Struct, frozen=True):
    """Contact of one region: peak and mean pressure, vertical force, whether it touches at all."""

    peak_kPa: float
    mean_kPa: float
    force_N: float
    contact: bool


class Lie(Struct, frozen=True):
    """A person on a flat surface: contact by region, the curves, the vertebrae, the joints."""

    regions: dict[str, Region]
    kyphosis_deg: float
    lordosis_deg: float
    vertebrae: dict[str, Vertebra]
    joints: dict[str, Joint]


def lie(
    scene: Scene,
    surface: str = "board",
    knees: str | None = None,
    face: str = "up",
    pad_mm: float | None = None,
    pad_kpa: float | None = None,
    tables: Tables = TABLES,
) -> Lie:
    """Lay the scene's person on a rigid board, on a mat, or on a pad.

    Args:
        scene: the person; relaxed, with the scene's arms.
        surface: one of `SURFACES`.
        knees: one of `KNEES`; straight if not told, and always so face down.
        face: `up` or `down`.
        pad_mm, pad_kpa: depth and modulus of a soft layer instead of the surface's own.
        tables: with other constants.

    Raises:
        LabError: no such surface, knees, face or pad.
    """
    for option, value, known in (
        ("--on", surface, SURFACES),
        ("--knees", knees or "straight", KNEES),
        ("--face", face, FACES),
    ):
        if value not in known:
            raise not_one_of(option, value, tuple(known))
    if face == "down" and knees == "bent":
        raise LabError("lab.prone_knees")
    floor = _floor(surface, pad_mm, pad_kpa, tables)
    person, found = lie_down(scene, floor, knees or "straight", face, tables)
    flat = lie_down(scene, RIGID, knees or "straight", face, tables)[1].pose
    kyphosis, lordosis = curvature(person, found.pose)
    return Lie(
        regions=_regions(person, found),
        kyphosis_deg=kyphosis,
        lordosis_deg=lordosis,
        vertebrae=vertebrae_of(person, found.pose),
        joints=joints_of(person, found.energy, found.pose, flat),
    )


def _floor(surface: str, pad_mm: float | None, pad_kpa: float | None, tables: Tables) -> Floor:
    """The surface, with the pad if there is one."""
    if (pad_mm is None) != (pad_kpa is None):
        raise LabError("lab.pad")
    if pad_mm is not None and pad_kpa is not None:
        if not 0 < pad_mm <= DEEPEST_MM:
            raise out_of_range("--pad-mm", pad_mm, 0.0, DEEPEST_MM, "mm")
        if not SOFTEST_KPA <= pad_kpa <= HARDEST_KPA:
            raise out_of_range("--pad-kPa", pad_kpa, SOFTEST_KPA, HARDEST_KPA, "kPa")
        return Floor(pad_kpa * 1e3, pad_mm * 1e-3)
    return RIGID if surface == "board" else Floor(coat("foam", 0.15, tables=tables).modulus, MAT)


def lie_down(
    scene: Scene, floor: Floor, knees: str, face: str = "up", tables: Tables = TABLES
) -> tuple[Person, Equilibrium]:
    """The scene's person in balance on a flat surface; face down the arms lie beside the trunk,
    since forearms on the floor would hold the shoulders up."""
    changes = {"hips": "down", "lifted_mm": 0.0, "knees": knees, "face": face}
    if face == "down":
        changes["arms"] = "sides"
    person = subject(scene, tables, **changes)
    model, start = lying(person, floor)
    return person, balance(energy_of(person, model), start)


def _member(track: str, level: str, person: Person) -> str:
    """Region of a pad by its tissue and the level that it lies at."""
    of_face = FRONT_REGIONS if person.face_down else REGIONS
    named = [name for name, tracks in of_face.items() if track in tracks]
    if named:
        return named[0]
    ribbed = {f"T{row.rib}" for row in person.tables.ribs}
    return "scapulothoracic" if level in ribbed else "lumbar"


def _regions(person: Person, found: Equilibrium) -> dict[str, Region]:
    touch = found.energy.touch_floor(found.pose)
    pressure, force = np.zeros(len(person.strips)), np.zeros(len(person.strips))
    pressure[touch.index], force[touch.index] = touch.pressure, touch.force
    smooth = lanes_of(person).means(pressure)
    strips = person.strips
    member = [
        _member(track, level, person)
        for track, level in zip(strips.track, strips.level, strict=True)
    ]
    on_back = ("head", "scapulothoracic", "lumbar", "sacral", "heels")
    regions = {}
    for name in tuple(FRONT_REGIONS) if person.face_down else on_back:
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


class Stand(Struct, frozen=True):
    """The curves standing, and lying on the back with straight and with bent legs, in degrees; just
    `lying` is with straight legs."""

    kyphosis_standing_deg: float
    lordosis_standing_deg: float
    kyphosis_lying_deg: float
    lordosis_lying_deg: float
    kyphosis_lying_straight_deg: float
    lordosis_lying_straight_deg: float
    kyphosis_lying_bent_deg: float
    lordosis_lying_bent_deg: float
    sacral_slope_standing_deg: float
    kyphosis_definition: str = KYPHOSIS
    lordosis_definition: str = LORDOSIS


def stand(scene: Scene, tables: Tables = TABLES) -> Stand:
    """The posture that the scene gives a standing person, against the same person lying down."""
    lying_curves = []
    for knees in KNEES:
        person, found = lie_down(scene, RIGID, knees, tables=tables)
        lying_curves.append(curvature(person, found.pose))
    straight, bent = lying_curves
    levels = load_levels(scene.person_stature_m, scene.person_mass_kg, tables)
    wedges = standing_wedges(
        levels, np.radians(scene.person_kyphosis_deg), np.radians(scene.person_lordosis_deg)
    )
    slope = sacral_slope(stack(levels, wedges, scene.person_stature_m))
    return Stand(
        scene.person_kyphosis_deg,
        scene.person_lordosis_deg,
        *straight,
        *straight,
        *bent,
        float(np.degrees(slope)),
    )
