"""Pressing on one place of a person who lies on a plinth, as a therapist or an indenter does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from spineviz.anatomy.person import Person
from spineviz.lab.bench import (
    LabError,
    balance,
    bent,
    floor_forces,
    not_one_of,
    out_of_range,
    subject,
)
from spineviz.lab.false_position import false_position
from spineviz.mechanics.equilibrium import Equilibrium
from spineviz.mechanics.laws import layer_compression
from spineviz.mechanics.model import Array, Floor, Loads, Model
from spineviz.mechanics.plane import points
from spineviz.scene import LEVELS, Scene
from spineviz.simulation.building import energy_of
from spineviz.simulation.flat import RIGID, lying
from spineviz.tables.saying import Saying
from spineviz.tables.tables import TABLES, Tables

PLINTHS = {
    "rigid": RIGID,
    # 50 mm of soft upholstery foam; ASSUMED 15 kPa at a quarter of its depth
    "padded": Floor(modulus=45e3, depth=0.05),
}
"""What the person lies on."""

ARMS = "sides"  # of the person, as in the published tests
INDENTER_MM2 = 300.0  # the smaller of the indenters compared in pubmed 11243908
STEPS = 8  # points of the curve
DEPTHS_AT = (10.0, 20.0, 30.0, 50.0, 70.0, 100.0, 150.0, 200.0, 300.0)  # N
HIGHEST = 500.0  # N, beyond what therapists use (up to about 300 N)
NEAR = 1e-8  # N, to which the force of a depth is found
CLOSE = 1e-10  # m, to which the depth is met where that is sooner
STERNUM_PLACE = 0.10  # m below the notch, about the level of the fourth rib; ASSUMED


class Press(Struct, frozen=True):
    """What an indenter measures.

    Attributes:
        stiffness_N_per_mm: slope of force over depth between the ends of the force range.
        curve: (mm, N) pairs from first contact on.
        joints: degrees that each joint turns from the lightest to the strongest force.
        supports_N: force of the plinth on each body at the strongest force.
        displacements: mm that each vertebra moves with the strongest force, from lying unpressed,
            along the force.
        depth_at_N: mm that the indenter has gone in under each of `DEPTHS_AT` up to the strongest
            force.
    """

    stiffness_N_per_mm: float
    curve: tuple[tuple[float, float], ...]
    joints: dict[str, float]
    supports_N: dict[str, float]
    displacements: dict[str, float]
    depth_at_N: dict[str, float]


def press(
    scene: Scene,
    site: str,
    face: str | None = None,
    force: tuple[float, float] = (30.0, 100.0),
    depth_mm: float | None = None,
    tilt_deg: float = 0.0,
    plinth: str = "rigid",
    indenter_mm2: float = INDENTER_MM2,
    tables: Tables = TABLES,
) -> Press:
    """Press on a spinous process or on the sternum.

    Args:
        scene: the person.
        site: a level from C2 to L5, or `sternum`.
        face: `down` or `up`; by default whichever leaves the site free.
        force: N, range over which the slope is taken.
        depth_mm: if given, the range ends at the force that presses this deep.
        tilt_deg: positive aims the force towards the head.
        plinth: a name of `PLINTHS`.
        indenter_mm2: mm², area of the indenter.
        tables: with other constants.

    Raises:
        LabError: a site, plinth or range that there is not.
    """
    if face is None:
        face = "up" if site == "sternum" else "down"
    _check(site, face, force, depth_mm, tilt_deg, plinth, indenter_mm2)
    down = face == "down"
    person = subject(
        scene,
        tables,
        hips="down",
        lifted_mm=0.0,
        knees="straight",
        face=face,
        arms=ARMS,
        hand_support=0.0,
    )
    model, start = lying(person, PLINTHS[plinth])
    rest = balance(energy_of(person, model), start).pose
    body, local, modulus, depth = _place(person, site)
    angle = np.radians(tilt_deg)
    # straight down, and for a positive tilt towards the head: to the left when supine
    head = 1.0 if down else -1.0
    direction = np.array([head * np.sin(angle), -np.cos(angle)])
    touched = points(rest, np.array([body]), local[None, :])[0]

    def at(load: float, pose: Array) -> tuple[Equilibrium, float]:
        """Balance and depth (m) under a load (N)."""
        loaded = _loaded(model, body, local, load * direction)
        found = balance(energy_of(person, loaded), pose)
        place = points(found.pose, np.array([body]), local[None, :])[0]
        skin = layer_compression(np.array(load / (indenter_mm2 * 1e-6)), modulus, depth)
        # skin is held by nothing but its own stretch against the sideways part of a tilted force
        slid = load * np.sin(angle) ** 2 / tables.si["indenter.slide"]
        return found, float((place - touched) @ direction) + float(skin + slid)

    if depth_mm is not None:
        force = (0.0, _force_at(depth_mm * 1e-3, at, rest))
    low, high = force
    loads = np.linspace(low, high, STEPS).tolist()
    marks = [load for load in DEPTHS_AT if load <= high]
    held: dict[float, Equilibrium] = {}
    deep: dict[float, float] = {}
    pose = rest
    for load in sorted({*loads, *marks}):
        held[load], deep[load] = at(load, pose)
        pose = held[load].pose
    curve = tuple((deep[load] * 1e3, load) for load in loads)
    first, last = held[loads[0]], held[loads[-1]]
    rows = [person.index(name) for name in LEVELS]
    moved = (last.pose - rest)[rows, :2] @ direction
    before, after = bent(person, first.pose), bent(person, last.pose)
    return Press(
        stiffness_N_per_mm=(high - low) / (curve[-1][0] - curve[0][0]),
        curve=curve,
        joints={name: after[name] - before[name] for name in after},
        supports_N=floor_forces(person, last),
        displacements={name: 1e3 * float(way) for name, way in zip(LEVELS, moved, strict=True)},
        depth_at_N={f"{load:g}": deep[load] * 1e3 for load in marks},
    )


def _check(
    site: str,
    face: str,
    force: tuple[float, float],
    depth_mm: float | None,
    tilt_deg: float,
    plinth: str,
    indenter_mm2: float,
) -> None:
    if site not in (*LEVELS[1:], "sternum"):
        raise LabError("lab.no_site", site=site)
    if face not in ("down", "up"):
        raise not_one_of("--face", face, ("down", "up"))
    if (site == "sternum") == (face == "down"):
        raise LabError("lab.hidden_site", site=site, face=face)
    if not 0 <= force[0] < force[1] <= HIGHEST:
        raise LabError("lab.force_range", most=HIGHEST)
    if depth_mm is not None and not 0 < depth_mm <= 60:
        raise LabError(
            "refusal.number",
            key="--depth-mm",
            value=depth_mm,
            allowed=Saying("allowed.above_nought", {"high": 60}),
        )
    if not -45 <= tilt_deg <= 45:
        raise out_of_range("--tilt", tilt_deg, -45, 45, "degrees")
    if plinth not in PLINTHS:
        raise not_one_of("--plinth", plinth, tuple(PLINTHS))
    if not 50 <= indenter_mm2 <= 5000:
        raise out_of_range("--indenter-mm2", indenter_mm2, 50, 5000, "mm²")


def _place(person: Person, site: str) -> tuple[int, Array, float, float]:
    """Body, local point (m), modulus (Pa) and locking depth (m) of the tissue pressed on."""
    if site == "sternum":
        layer = person.tables.tissue["chest"]
        if "sternum" not in person.names:
            raise LabError("lab.no_sternum")
        return (
            person.index("sternum"),
            np.array([STERNUM_PLACE, 0.0]),
            layer.modulus,
            layer.lock * layer.thickness,
        )
    k = person.levels.names.index(site)
    layer = person.tables.tissue["midline"]
    thickness = float(person.levels.skin_to_spinous[k])
    tip = np.array([0.0, -float(person.levels.skin_back[k]) + thickness])
    return k, tip, layer.modulus, layer.lock * thickness


def _loaded(model: Model, body: int, local: Array, force: Array) -> Model:
    loads = model.loads
    return replace(
        model,
        loads=Loads(
            np.append(loads.body, body),
            np.vstack((loads.point, local)),
            np.vstack((loads.force, force)),
        ),
    )


def _force_at(
    depth: float, at: Callable[[float, Array], tuple[Equilibrium, float]], rest: Array
) -> float:
    """Force (N) that presses to a depth (m): depth grows with force, more slowly the deeper."""

    def miss(force: float) -> float:
        return at(force, rest)[1] - depth

    most = miss(HIGHEST)
    if most < 0:
        raise LabError("lab.too_deep", most=HIGHEST)
    return false_position(miss, (0.0, -depth), (HIGHEST, most), NEAR, CLOSE)
