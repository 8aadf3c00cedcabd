"""Bending a spine between two levels by a pure moment: a cadaver's, or the living person's joints.

No weight, no muscle, no skin; the lower vertebra is fixed, the moment acts on the upper one.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from spineviz.anatomy.joints import compressed, stress
from spineviz.anatomy.person import Person
from spineviz.lab.bench import LabError, balance, bent, not_one_of, out_of_range, subject
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.laws import BendingLaw
from spineviz.mechanics.model import Array, Cables, Loads, Model, Pads, Springs
from spineviz.scene import LEVELS, Scene
from spineviz.tables.tables import TABLES, Tables

CUTS: dict[str, tuple[str, ...]] = {
    "anterior-cage": ("cartilage",),
    "cartilage": ("cartilage",),
    "intercostals": ("intercostal",),
    "ribs": ("cartilage", "intercostal", "costovertebral", "rib head"),
}
"""What each cut removes, as kinds of springs. The order is that of a laboratory's knife."""

SPECIMEN = ("joint", "cartilage", "intercostal", "costovertebral", "rib head")
"""Kinds of springs that a dissected specimen has; muscles, blades and legs are gone."""

NEUTRAL_SHARE = 0.1
"""The neutral zone is reported as the angle between plus and minus a tenth of the moment: an
elastic model has no hysteresis to read the laboratory's zone from."""

BENCH = {"multiplier": 1.0, "brace": 0.0, "living": False}
"""What makes a specimen of a person."""

SMALLEST = 0.001  # N·m; below it the angles are rounding
LARGEST = 30.0  # N·m, about where ligaments fail
FINE = 1e-3  # N·m, to which the moments of full flexion and its thirds are found


class BentJoint(Struct, frozen=True):
    """Angles of one joint in degrees, all positive."""

    flexion_deg: float
    extension_deg: float
    range_deg: float


class Stiffness(Struct, frozen=True):
    """N·m per percent of the range in its low, middle and high third; the range in degrees."""

    low: float
    middle: float
    high: float
    range_deg: float


class Bend(Struct, frozen=True):
    """Angles between the two levels, in degrees, and for the living the stiffness in flexion."""

    flexion_deg: float
    extension_deg: float
    range_deg: float
    neutral_zone_deg: float
    joints: dict[str, BentJoint]
    stiffness_Nm_per_percent: Stiffness | None = None


def bend(
    scene: Scene,
    upper: str,
    lower: str,
    moment: float,
    follower: float = 0.0,
    without: tuple[str, ...] = (),
    isolate: bool = False,
    living: bool = False,
    tables: Tables = TABLES,
) -> Bend:
    """Bend a specimen from `upper` to `lower`.

    Args:
        scene: the person the specimen is taken from; joints as on the test bench, if not living.
        upper, lower: levels C1 to L5, or S1 below.
        moment: N·m, applied in both directions.
        follower: N, compression that follows the curve through the vertebral bodies.
        without: cuts, names of `CUTS`.
        isolate: whether only these vertebrae with their own rib joints remain, without cartilage
            and without anything between the ribs.
        living: whether the joints and the cage are those of the living person. The stiffness is
            then told too, over the flexion from rest at which the joints end.
        tables: with other constants.

    Raises:
        LabError: levels, moment or cut that there are not.
    """
    chain = _chain(upper, lower)
    if not SMALLEST <= moment <= LARGEST:
        raise out_of_range("--moment", moment, SMALLEST, LARGEST, "N·m")
    if not 0 <= follower <= 2000:
        raise out_of_range("--follower", follower, 0, 2000, "N")
    for cut in without:
        if cut not in CUTS:
            raise not_one_of("--without", cut, tuple(CUTS))
    changes = {"brace": 0.0} if living else BENCH
    person = subject(scene, tables, **changes)
    gone = {kind for cut in without for kind in CUTS[cut]}
    if isolate:
        gone |= {"cartilage", "intercostal"}
    model = _specimen(person, chain, frozenset(gone), follower)
    top = person.index(chain[0])

    def pose_at(load: float, start: Array) -> Array:
        moments = np.zeros(len(person.names))
        moments[top] = load
        return balance(Energy(replace(model, moment=moments)), start).pose

    relaxed = pose_at(0.0, person.rest)
    extended, flexed = pose_at(moment, relaxed), pose_at(-moment, relaxed)
    tenth = NEUTRAL_SHARE * moment
    zone = pose_at(tenth, relaxed)[top, 2] - pose_at(-tenth, relaxed)[top, 2]
    zero, more, less = (bent(person, pose) for pose in (relaxed, extended, flexed))
    joints = {}
    for above, below in pairwise(chain):
        name = f"{above}-{'S1' if below == 'pelvis' else below}"
        extension, flexion = more[name] - zero[name], zero[name] - less[name]
        joints[name] = BentJoint(flexion, extension, flexion + extension)
    flexion = float(np.degrees(relaxed[top, 2] - flexed[top, 2]))
    extension = float(np.degrees(extended[top, 2] - relaxed[top, 2]))
    stiffness = None
    if living:

        def flexed_by(load: float) -> float:
            return float(relaxed[top, 2] - pose_at(-load, relaxed)[top, 2])

        stiffness = _thirds(flexed_by, _range(person, chain))
    return Bend(flexion, extension, flexion + extension, float(np.degrees(zone)), joints, stiffness)


def _range(person: Person, chain: tuple[str, ...]) -> float:
    """Flexion (rad) from rest at which living people end, or their joints if that is earlier."""
    names = ("S1" if name == "pelvis" else name for name in chain)
    inside = set(names)
    rows = [n for n, (upper, lower, _) in enumerate(person.joints) if {upper, lower} <= inside]
    ends = person.joint_range[rows, 0], person.living_range[rows, 0]
    return float(min(np.sum(end) for end in ends))


def _thirds(flexed_by: Callable[[float], float], full: float) -> Stiffness:
    """Stiffness in each third of a range (rad) of something that flexes further under more load."""

    def load_at(angle: float) -> float:
        low, high = 0.0, 1.0
        while flexed_by(high) < angle:
            low, high = high, 2 * high
        while high - low > FINE:
            middle = (low + high) / 2
            low, high = (middle, high) if flexed_by(middle) < angle else (low, middle)
        return (low + high) / 2

    loads = [0.0, *(load_at(full * third / 3) for third in (1, 2, 3))]
    low, middle, high = (3 * (after - before) / 100 for before, after in pairwise(loads))
    return Stiffness(low, middle, high, float(np.degrees(full)))


def _chain(upper: str, lower: str) -> tuple[str, ...]:
    """Names of the bodies from `upper` down to `lower`."""
    names = (*LEVELS, "S1")
    for level in (upper, lower):
        if level not in names:
            raise LabError("lab.no_end", level=level)
    first, last = names.index(upper), names.index(lower)
    if first >= last:
        raise LabError("lab.order", upper=upper, lower=lower)
    return tuple("pelvis" if name == "S1" else name for name in names[first : last + 1])


def _specimen(
    person: Person, chain: tuple[str, ...], gone: frozenset[str], follower: float
) -> Model:
    """What a laboratory has on its bench: the chain, its ribs and sternum, and the joints left."""
    springs = person.springs
    ribs = {
        person.names[rib]
        for kind, vertebra, rib in zip(person.kinds, springs.i, springs.j, strict=True)
        if kind == "costovertebral" and person.names[vertebra] in chain
    }
    bony = {*chain, *ribs, "sternum"}
    inside = np.array([name in bony for name in person.names])
    kept = np.array([kind in SPECIMEN and kind not in gone for kind in person.kinds])
    kept &= inside[springs.i] & inside[springs.j]
    free = _reached(person, springs.i[kept], springs.j[kept], chain[-1])
    free[person.index(chain[-1])] = False
    law = springs.bending
    # a follower load runs through the joints' centres, so it bends nothing
    pressed = np.zeros(len(person.kinds))
    pressed[[row for _, _, row in person.joints]] = stress(person.levels, follower, person.tables)
    times, neutral = compressed(law.neutral[kept], pressed[kept], person.tables)
    table = Springs(
        springs.i[kept],
        springs.j[kept],
        springs.a[kept],
        springs.b[kept],
        springs.stiffness[kept],
        springs.offset[kept],
        BendingLaw(
            law.stiffness[kept] * times[:, None],
            law.range[kept],
            neutral,
            law.width,
            law.onset,
            law.hardening[kept],
        ),
    )
    none, nowhere = np.zeros(0, int), np.zeros((0, 2))
    return Model(
        free=free,
        springs=table,
        cables=Cables(none, none, nowhere, nowhere, np.zeros(0), np.zeros(0), np.zeros(0)),
        pads=Pads(none, nowhere, np.zeros(0), np.zeros(0), np.zeros(0)),
        loads=Loads(none, nowhere, nowhere),
    )


def _reached(person: Person, i: Array, j: Array, root: str) -> Array:
    """Bodies (bool) that hang together with a root; the others would float."""
    reached = np.zeros(len(person.names), bool)
    reached[person.index(root)] = True
    for _ in person.names:
        reached[i[reached[j]]] = True
        reached[j[reached[i]]] = True
    return reached
