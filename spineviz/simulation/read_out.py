"""From a balanced pose to the outcome: ledgers, pressure, joints, curves, alerts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from msgspec.structs import replace

from spineviz import __version__
from spineviz.anatomy.person import Person
from spineviz.anatomy.posture import L1, SACRAL_SLOPE, T1, T12, cobb
from spineviz.anatomy.prone import FORE, GRIP
from spineviz.mechanics.energy import Energy, Touch
from spineviz.mechanics.equilibrium import Equilibrium, by_guide
from spineviz.mechanics.laws import layer_compression
from spineviz.mechanics.links import cable_forces, spring_forces
from spineviz.mechanics.model import Cylinder
from spineviz.mechanics.plane import points, turn
from spineviz.outcome import (
    BEHIND,
    ENTRY_TISSUES,
    MUSCLE,
    SIDES,
    SUPPORTS,
    Alert,
    Balanced,
    Contact,
    Curvature,
    Geometry,
    Joint,
    LevelLoad,
    Link,
    Place,
    Push,
    Rolled,
    RollerLoad,
    Vertebra,
)
from spineviz.scene import LEVELS, ROLLED_LEVELS, Scene
from spineviz.simulation.conditions import guarding, readings
from spineviz.simulation.lanes import Lanes, lanes_of
from spineviz.simulation.place import track_of
from spineviz.simulation.pressing import Pressing
from spineviz.tables.saying import Saying

NEAR = 3
"""Levels to either side of the roller among which the headline of extension is looked for. ASSUMED:
about as far as a 15 cm roller touches."""

FIRST = LEVELS.index(ROLLED_LEVELS[0])
"""Vertebrae above those that a roller can be placed under."""

SLIDING = 0.7
"""Friction along the floor as a share of the roller's force from which it is said to be more than
cloth on foam may hold. ASSUMED: 0.5 to 1 are measured for skin and cloth on rubbers and foams."""

BOTTOMING = 0.8
"""Share of a roller's soft depth from which it is said to be nearly used up. ASSUMED."""

SPOT = 1000e3
"""Pa on a single pad from which it is said that tissue was not measured so far: 440 kPa under a
probe of muscle. ASSUMED; a peak over 4 cm² that high is outside the model, see `believable`."""

TIPPING = 5.0
"""mm that head or pelvis rise or fall for each mm the roller is moved from which the body is said
to tip. ASSUMED; on either side of a tipping point it is less than 1."""

CLEAR = 0.01  # m between pelvis and floor from which hips that were set down are said to be off it

LIFTED = 0.5
"""Share of the roller's force that enters by the pelvis from which hips that are off the floor do
not hang there, but are lifted by the roller. ASSUMED: most of it."""

SUPPORT_OF = {
    "pelvis": "pelvis",
    "skull": "head",
    "feet": "feet",
    "shanks": "feet",
    "thighs": "thighs",
}
"""Ledger row of the bodies that have one of their own; the rest is `floor`."""

TRACK_OF = {"head": "neck"}
"""The head counts as neck where a roller reaches it."""

ORGANS = Saying("assumption.organs")
PROPPED = Saying("assumption.propped")


def read_out(
    scene: Scene,
    person: Person,
    place: Place | None,
    energy: Energy,
    found: Equilibrium,
    flat: np.ndarray,
    pressing: Pressing | None = None,
) -> Balanced:
    """Report a balanced pose.

    Args:
        scene, person: what was solved.
        place: where the roller is; None without one.
        energy, found: the model and its balance.
        flat: pose of the same person lying flat; its first bodies are those of `person`.
        pressing: how the roller presses in it; None without one.
    """
    pose = found.pose
    joints = joints_of(person, energy, pose, flat)
    curves = _curves(person, pose, flat)
    cylinder = energy.model.cylinder
    if cylinder is None or place is None or pressing is None:
        return _without_roller(scene, person, energy, found, joints, curves, flat)
    found = replace(found, rolled=by_guide(found))  # asked for here, and of whoever keeps it
    touch, force, entered = pressing.touch, pressing.force, pressing.entered
    track = person.strips.track[touch.index].tolist()
    entry = dict.fromkeys(ENTRY_TISSUES, 0.0)
    muscle = np.array([name in MUSCLE for name in track], bool)
    for name, part in zip(track, entered, strict=True):
        entry[TRACK_OF.get(name, name)] += float(part)
    lanes, mean = lanes_of(person), pressing.mean
    steepest = lanes.steepest(pressing.patch)
    friction = energy.guide_force(pose)
    geometry = _geometry(person, energy, pose, flat)
    marks, faces = track_of(person), _faces(person, energy, pose, touch)

    def level_at(x: float) -> str:
        return marks.levels[int(np.argmin(np.abs(marks.world_x(geometry.pose) - x)))]

    return Rolled(
        scene=scene,
        person=person,
        residual_N=found.residual,
        iterations=found.steps,
        version=__version__,
        weight_N=person.weight,
        alerts=(
            *_alerts(scene, person, cylinder, touch, joints, friction / force),
            *_hanging(scene, person, found, sum(entry[each] for each in BEHIND["pelvis"]) / force),
        ),
        roller=RollerLoad(
            force_N=force,
            force_bodyweight=force / person.weight,
            peak_kPa=pressing.peak * 1e-3,
            mean_kPa=mean * 1e-3,
            area_cm2=force / mean * 1e4,
            gradient_kPa_per_cm=steepest * 1e-5,
            peak_level=level_at(float(faces[int(np.argmax(pressing.patch)), 0])),
            carries_most_level=level_at(float(faces[touch.index, 0] @ entered) / force),
            entry_N=entry,
            entry_share={name: part / force for name, part in entry.items()},
            side_N=_sides(scene, lanes.place[touch.index], entered),
            erector_N=_sides(scene, lanes.place[touch.index[muscle]], entered[muscle]),
            levels=_levels(lanes, pressing),
            contact=_contact(scene, person, faces, cylinder, pose, pressing),
            place=place,
            x=float(cylinder.centre[0]),
            y=float(cylinder.centre[1]),
            radius=float(cylinder.centre[1]),  # it lies on the floor
        ),
        supports_N=_supports(person, energy, pose, force),
        friction_N=friction,
        joints=joints,
        push=_push(place, joints),
        curvature=curves,
        vertebrae=vertebrae_of(person, pose),
        geometry=geometry,
        readings=(
            *readings(scene.condition, joints, curves, person.tables),
            *guarding(person, energy, pose, touch),
        ),
        assumptions=(*person.tables.assumptions, *((ORGANS, PROPPED) if person.face_down else ())),
        state=found,
    )


def _faces(person: Person, energy: Energy, pose: np.ndarray, touch: Touch) -> np.ndarray:
    """The skin (m, world frame, shape (pads, 2)) that faces the roller."""
    facing = points(pose, person.pads.body, energy.facing)
    outwards = person.inside if person.face_down else -person.inside
    out = np.stack((np.zeros(len(person.inside)), outwards), axis=1)
    skin = points(pose, person.pads.body, energy.facing + out)
    # a column that is met in its middle is pressed along the radius
    met = touch.index
    skin[met] = facing[met] - touch.normal * person.inside[met][:, None]
    return skin


def _without_roller(
    scene: Scene,
    person: Person,
    energy: Energy,
    found: Equilibrium,
    joints: dict[str, Joint],
    curves: Curvature,
    flat: np.ndarray,
) -> Balanced:
    """Report a balanced pose that no roller has a part in."""
    pose = found.pose
    levels = {name for name, neck in zip(LEVELS, person.levels.neck, strict=True) if not neck}
    below = [name for name in joints if name.partition("-")[0] in levels]
    return Balanced(
        scene=scene,
        person=person,
        residual_N=found.residual,
        iterations=found.steps,
        version=__version__,
        weight_N=person.weight,
        alerts=_beyond_range(person, joints),
        roller=None,
        supports_N=_supports(person, energy, pose, 0.0),
        friction_N=energy.guide_force(pose),
        joints=joints,
        push=_most_extended(joints, below),
        curvature=curves,
        vertebrae=vertebrae_of(person, pose),
        geometry=_geometry(person, energy, pose, flat),
        readings=readings(scene.condition, joints, curves, person.tables),
        assumptions=(*person.tables.assumptions, ORGANS, Saying(f"assumption.{scene.task}")),
        state=found,
    )


def vertebrae_of(person: Person, pose: np.ndarray) -> dict[str, Vertebra]:
    """Every vertebra of a pose."""
    straight = 180.0 if person.face_down else 0.0
    return {
        name: Vertebra(x * 1e3, y * 1e3, float(np.degrees(angle)) - straight)
        for name, (x, y, angle) in zip(LEVELS, pose[: len(LEVELS)].tolist(), strict=True)
    }


def _sides(scene: Scene, z: np.ndarray, lift: np.ndarray) -> dict[str, float]:
    """Force (N) on the left and on the right; a pad in the middle counts half to either.

    A lean to the left is solved as its mirror image.
    """
    middle = math.fsum(lift[z == 0]) / 2
    # the sides are listed in opposite order; exact sums do not depend on that
    sides = [math.fsum(lift[z < 0]) + middle, math.fsum(lift[z > 0]) + middle]
    return dict(zip(SIDES, sides if scene.lean_deg >= 0 else sides[::-1], strict=True))


def _supports(person: Person, energy: Energy, pose: np.ndarray, roller: float) -> dict[str, float]:
    """Vertical force (N) of everything that holds the body up."""
    supports = dict.fromkeys(SUPPORTS, 0.0)
    supports["roller"] = roller
    supports["hands"] = person.on_hands + float(np.sum(energy.prop_forces(pose)))
    floor = energy.touch_floor(pose)
    for body, force in zip(person.pads.body[floor.index], floor.force, strict=True):
        supports[SUPPORT_OF.get(person.names[body], "floor")] += float(force)
    if GRIP in person.kinds:
        row = person.kinds.index(GRIP)
        push = spring_forces(energy.model.springs, pose)[0][row]
        supports["hands"] += float(turn(pose[person.springs.i[row], 2], push)[1])
    if FORE in person.cable_kinds:
        row = person.cable_kinds.index(FORE)
        supports["hands"] += float(cable_forces(energy.model.cables, pose)[row, 1])
    return supports


def joints_of(
    person: Person, energy: Energy, pose: np.ndarray, flat: np.ndarray
) -> dict[str, Joint]:
    """Every joint of the spine from the skull down, in a pose and against lying flat."""
    springs = person.springs
    force, moment = spring_forces(energy.model.springs, pose)
    joints = {}
    for (upper, lower, row), limits, standing in zip(
        person.joints, person.living_range, person.standing.tolist(), strict=True
    ):
        i, j = springs.i[row], springs.j[row]
        turned = float(pose[j, 2] - pose[i, 2])
        angle = turned - float(springs.offset[row]) - standing
        limit = float(limits[1] if angle >= 0 else limits[0])
        name = f"{'C0' if upper == 'skull' else upper}-{lower}"
        joints[name] = Joint(
            extension_deg=float(np.degrees(turned - float(flat[j, 2] - flat[i, 2]))),
            standing_deg=float(np.degrees(angle)),
            range_deg=float(np.degrees(limit)),
            range_share=abs(angle) / limit,
            moment_Nm=-float(moment[row]),
            compression_N=-float(force[row, 0]),
            shear_N=float(force[row, 1]),
        )
    return joints


def _push(place: Place, joints: dict[str, Joint]) -> Push:
    """The most extended of the joints within `NEAR` levels of the roller."""
    # all places on the pelvis are below the last joint
    level = FIRST + min(place.number, len(ROLLED_LEVELS))
    # joint number n of the list lies between the vertebrae n − 1 and n, the first above C1
    near = [name for n, name in enumerate(joints) if abs(n - 0.5 - level) <= NEAR]
    return _most_extended(joints, near)


def _most_extended(joints: dict[str, Joint], among: list[str]) -> Push:
    name = max((joints[name].extension_deg, name) for name in among)[1]
    joint = joints[name]
    share = joint.range_share if joint.standing_deg > 0 else 0.0
    return Push(name, joint.extension_deg, joint.range_deg, share)


def curvature(person: Person, pose: np.ndarray) -> tuple[float, float]:
    """Kyphosis and lordosis (degrees) of a pose, as `KYPHOSIS` and `LORDOSIS` define them."""
    wedge = person.wedges.body
    plate = pose[person.index("pelvis"), 2] - SACRAL_SLOPE
    kyphosis = cobb(pose[T1, 2], wedge[T1], pose[T12, 2], wedge[T12])
    lordosis = -cobb(pose[L1, 2], wedge[L1], plate, 0.0)
    return float(np.degrees(kyphosis)), float(np.degrees(lordosis))


def _curves(person: Person, pose: np.ndarray, flat: np.ndarray) -> Curvature:
    return Curvature(
        *curvature(person, pose),
        *curvature(person, flat),
        *standing_curvature(person),
        *curvature(person, person.rest),
    )


def standing_curvature(person: Person) -> tuple[float, float]:
    """Kyphosis and lordosis (degrees) of the person standing: at rest, and each joint extended as
    far as standing extends it."""
    turned = np.degrees(person.standing[1:])
    kyphosis, lordosis = curvature(person, person.rest)
    return kyphosis - float(np.sum(turned[T1:T12])), lordosis + float(np.sum(turned[L1:]))


def _levels(lanes: Lanes, pressing: Pressing) -> dict[str, LevelLoad]:
    """Force and peak under each level that has pads on the back."""
    pressed = lanes.level_number[pressing.touch.index]
    named = pressed >= 0
    force = np.bincount(pressed[named], pressing.entered[named], len(lanes.levels))
    peak = np.zeros(len(lanes.levels))
    np.maximum.at(peak, lanes.level_number[lanes.back], pressing.patch[lanes.back])
    return {
        level: LevelLoad(newtons, pascals * 1e-3)
        for level, newtons, pascals in zip(lanes.levels, force.tolist(), peak.tolist(), strict=True)
    }


def _contact(
    scene: Scene,
    person: Person,
    skin: np.ndarray,
    cylinder: Cylinder,
    pose: np.ndarray,
    pressing: Pressing,
) -> Contact:
    """The contact of every pad; `skin` as of `_faces`."""
    lanes, touch = lanes_of(person), pressing.touch
    # a lean to the left is solved as its mirror image, so what a pad feels, its image has felt
    back = lanes.back if scene.lean_deg >= 0 else person.half.twin[lanes.back]
    coat = layer_compression(touch.pressure, cylinder.modulus, cylinder.depth)
    reach = cylinder.radius[touch.index] - person.inside[touch.index] - coat
    met = cylinder.centre + touch.normal * reach[:, None]
    row = np.full(len(skin), -1)
    row[touch.index] = np.arange(len(touch.index))
    row = row[back]
    touching = np.flatnonzero(row >= 0)
    row = row[touching]
    patch = pressing.patch[back]
    around = np.flatnonzero(patch)
    return Contact(
        track=lanes.track,
        level=lanes.level,
        body=lanes.body,
        z=lanes.z,
        width=lanes.width,
        length=lanes.length,
        lane=lanes.lane,
        skin=skin[back],
        area=_areas(person, pose)[back],
        share=_one_of(cylinder.share[back].tobytes()),
        # to the last bit no larger than the roller, which rounding might make it
        radius=_one_of(
            np.minimum(cylinder.radius[back] - person.inside[back], cylinder.centre[1]).tobytes()
        ),
        touching=touching,
        met=met[row],
        pressed=touch.pressure[row],
        pushed=(touch.force[:, None] * touch.normal)[row],
        around=around,
        averaged=patch[around],
        towards_feet=-1 if person.face_down else 1,
    )


@lru_cache(maxsize=8)
def _one_of(numbers: bytes) -> np.ndarray:
    """Numbers that are the same for every place of a roller, once for all outcomes."""
    return np.frombuffer(numbers)


def _areas(person: Person, pose: np.ndarray) -> np.ndarray:
    """Area (m²) of every pad in a pose: less where skin is pushed together."""
    area, crowding = person.pads.area, person.pads.crowding
    return area if crowding is None else area * crowding.share(pose)


def _geometry(person: Person, energy: Energy, pose: np.ndarray, flat: np.ndarray) -> Geometry:
    springs, cables = person.springs, person.cables
    force, moment = spring_forces(energy.model.springs, pose)
    force = turn(pose[springs.i, 2], force)
    place = points(pose, springs.j, springs.b)
    pull = cable_forces(energy.model.cables, pose)
    end = points(pose, cables.j, cables.b)
    names = person.names
    links = [
        Link(kind, names[i], names[j], x, y, along, up, turning)
        for kind, i, j, (x, y), (along, up), turning in zip(
            person.kinds,
            springs.i,
            springs.j,
            place.tolist(),
            force.tolist(),
            moment.tolist(),
            strict=True,
        )
    ]
    links += [
        Link(kind, names[i], names[j], x, y, along, up, 0.0)
        for kind, i, j, (x, y), (along, up) in zip(
            person.cable_kinds, cables.i, cables.j, end.tolist(), pull.tolist(), strict=True
        )
    ]

    rest, lying = _without_a_roller(person, flat.tobytes())
    return Geometry(pose=_by_name(names, pose), rest=rest, flat=lying, links=tuple(links))


Placed = dict[str, tuple[float, float, float]]


def _by_name(names: Sequence[str], pose: np.ndarray) -> Placed:
    # lying flat there are no arms to stand on, the last bodies of somebody who does
    return {name: (x, y, angle) for name, (x, y, angle) in zip(names, pose.tolist(), strict=False)}


@lru_cache(maxsize=8)
def _without_a_roller(person: Person, flat: bytes) -> tuple[Placed, Placed]:
    """Where the bodies are at rest and lying flat: the same wherever the roller is, so one for all
    outcomes that are kept."""
    rest = _by_name(person.names, person.rest)
    return rest, rest | _by_name(person.names, np.frombuffer(flat).reshape(-1, 3))


def _alerts(
    scene: Scene,
    person: Person,
    cylinder: Cylinder,
    touch: Touch,
    joints: dict[str, Joint],
    friction: float,
) -> tuple[Alert, ...]:
    alerts = list(_beyond_range(person, joints))
    if abs(friction) > SLIDING:
        alerts.append(_alert("friction", friction=100 * abs(friction)))
    highest = float(np.max(touch.pressure))
    if cylinder.depth:
        product = person.tables.products[scene.roller_kind]
        used = float(layer_compression(np.array(highest), cylinder.modulus, 1.0))
        if used > BOTTOMING:
            alerts.append(_alert("roller", product=product.name, used=100 * used))
    if highest > SPOT:
        alerts.append(_alert("spot", limit=SPOT * 1e-3))
    return tuple(alerts)


def _hanging(
    scene: Scene, person: Person, found: Equilibrium, on_pelvis: float
) -> tuple[Alert, ...]:
    """What to know of a body that hangs over the roller: hips off the floor, and tipping.

    Args:
        on_pelvis: share of the roller's force that enters by the pelvis.
    """
    alerts = []
    pelvis = person.index("pelvis")
    pads = person.pads
    mine = pads.body == pelvis
    lowest = float(np.min(points(found.pose, pads.body[mine], pads.point[mine])[:, 1]))
    hang = lowest > CLEAR and on_pelvis < LIFTED
    if scene.hips == "down" and scene.face == "up" and hang:
        alerts.append(_alert("hips_off", gap=1e3 * lowest))
    tipped = by_guide(found)[[pelvis, person.index("skull")], 1]
    most = float(np.max(np.abs(tipped)))
    if most > TIPPING:
        alerts.append(_alert("tips", fall=most))
    return tuple(alerts)


def _alert(kind: str, **slots: object) -> Alert:
    """An alert of the whole pose."""
    return Alert(kind, "", Saying(f"alert.{kind}", slots))


def _beyond_range(person: Person, joints: dict[str, Joint]) -> tuple[Alert, ...]:
    """Joints that are bent further than living people reach, neighbours told together: by more than
    people differ in one joint, or with their whole stretch further than it was measured to go."""
    spread = np.degrees(np.append(0.0, person.levels.living_sd)).tolist()
    far = _stretched_too_far(person, joints)
    runs: list[list[str]] = []
    last = None
    for n, (name, joint) in enumerate(joints.items()):
        extended = joint.standing_deg >= 0
        most = joint.range_deg + (0.0 if (name, extended) in far else spread[n])
        if abs(joint.standing_deg) <= most:
            last = None
            continue
        kind = extended, person.published[n]
        if kind != last:
            runs.append([])
        runs[-1].append(name)
        last = kind
    known = dict(zip(joints, person.published, strict=True))
    return tuple(_bent_too_far(run, joints, known[run[0]]) for run in runs)


def _stretched_too_far(person: Person, joints: dict[str, Joint]) -> set[tuple[str, bool]]:
    """Joints of stretches that are bent as a whole beyond the mean and one SD of what was measured,
    and whether it is in extension."""
    names, far = list(joints), set()
    uppers = [name.partition("-")[0] for name in names]
    for row in person.tables.living_range:
        first = uppers.index(row.upper)
        last = uppers.index(row.lower) if row.lower in uppers else len(names)
        bent = sum(joints[name].standing_deg for name in names[first:last])
        extended = bent >= 0
        reach = row.extension_deg if extended else row.flexion_deg
        end = row.extension_end_deg if extended else row.flexion_end_deg
        left = np.degrees(np.sum(person.living_range[first:last, int(extended)]))
        if abs(bent) > float(left) * end / reach:
            far |= {(name, extended) for name in names[first:last]}
    return far


def _bent_too_far(run: list[str], joints: dict[str, Joint], published: bool) -> Alert:
    """What is said of neighbouring joints beyond their range; its place is the one furthest."""
    worst = max(run, key=lambda name: joints[name].range_share)
    joint = joints[worst]
    way = "extension" if joint.standing_deg >= 0 else "flexion"
    count = "one" if len(run) == 1 else "several"
    kind = f"alert.range.{count}.{way}.{'published' if published else 'left'}"
    slots = {
        "first": run[0],
        "last": run[-1],
        "joint": worst,
        "bent": abs(joint.standing_deg),
        "range": joint.range_deg,
    }
    return Alert("range", worst, Saying(kind, slots))
