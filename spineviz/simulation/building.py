"""The whole model of a scene: its person, the roller, the floor, and where a solution starts."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from spineviz.anatomy.person import Person, person_of
from spineviz.anatomy.prone import HANDS, WALL
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.model import Cylinder, Floor, Guide, Model
from spineviz.mechanics.plane import points
from spineviz.scene import Scene
from spineviz.simulation.lanes import lanes_of
from spineviz.simulation.place import place_of, track_of
from spineviz.simulation.press_up import press_up_model
from spineviz.simulation.roller import cylinder
from spineviz.tables.tables import TABLES, Tables

START_OVERLAP = 0.01
"""m, how deep the skin lies in the roller where a solution starts: above it, in contact."""

OFF = (WALL, "head")
"""Tracks that a roller never meets face down: the belly's skin, whose columns it meets, and the
face, which is kept off it."""

RIGID_FLOOR = Floor(modulus=1e6, depth=0.0)


def build(scene: Scene, tables: Tables = TABLES) -> tuple[Person, Model]:
    """The scene's person and the whole model with roller and floor.

    Raises:
        SceneError: the roller is placed beyond the back.
    """
    person = person_of(scene, tables)
    if scene.task != "roll":
        return person, press_up_model(person, RIGID_FLOOR)
    number = place_of(scene, person).number
    track = track_of(person)
    upper = min(int(number), len(track.levels) - 2)
    share = number - upper
    x = float((1 - share) * track.x_m[upper] + share * track.x_m[upper + 1])
    rows = np.array([person.index(name) for name in track.body[upper : upper + 2]])
    skin = track.skin[upper : upper + 2]
    lanes = lanes_of(person)
    front = person.face_down
    roller = cylinder(scene, x, person.pads.point, lanes.place, lanes.breadth, front, tables)
    model = Model(
        free=np.array([name != HANDS for name in person.names]),
        springs=person.springs,
        cables=person.cables,
        pads=person.pads,
        loads=person.loads,
        cylinder=_met_by(person, replace(roller, share=roller.share * lanes.rolled)),
        floor=RIGID_FLOOR,
        guide=Guide(rows, skin, np.array([1 - share, share]), x, tables.si["guide.stiffness"]),
        struts=person.struts,
    )
    if person.arm is not None:  # its height counts from the trunk lying level on the roller
        raised = cold_start(person, model)[0, 1] - person.rest[0, 1]
        model = replace(model, props=replace(person.arm, height=person.arm.height + raised))
    return person, model


def energy_of(person: Person, model: Model, held: bool = True) -> Energy:
    """The energy of a model of a person, by one half of the pads where both sides are met alike.

    Args:
        person: whose pads they are.
        model: what is solved.
        held: whether neighbouring pads hold each other.
    """
    half = person.half if person.half.meets(model.cylinder) else None
    return Energy(model, person.bed(half) if held else None, half)


def _met_by(person: Person, roller: Cylinder) -> Cylinder:
    """The roller as each pad meets it, some of them under the skin: see `Person.inside`."""
    if not person.face_down:
        point = person.pads.point if roller.point is None else roller.point
        under = np.stack((np.zeros(len(person.inside)), person.inside), axis=1)
        return replace(roller, point=point + under, radius=roller.radius + person.inside)
    off = np.isin(person.strips.track, OFF)
    share = np.where(off, 0.0, roller.share)
    return replace(roller, share=share, radius=roller.radius + person.inside)


def cold_start(person: Person, model: Model) -> np.ndarray:
    """The person at rest, lifted so that the skin over the roller just touches it.

    Of a leaning person some skin is lower than that over the spine: that touches first.
    """
    assert model.guide is not None
    assert model.cylinder is not None
    skin = points(person.rest, model.guide.body, model.guide.point)
    height = float(np.sum(model.guide.weight * skin[:, 1]))
    centre, reach = model.cylinder.centre, float(np.max(model.cylinder.radius))
    pose = person.rest.copy()
    pose[model.free, 1] += 2 * centre[1] - START_OVERLAP - height
    if model.cylinder.point is not None:
        pads = model.pads
        over = np.abs(points(pose, pads.body, pads.point)[:, 0] - centre[0]) < reach
        over &= model.cylinder.share > 0
        lower = pads.point[:, 1] - model.cylinder.point[:, 1]
        lower = -lower if person.face_down else lower + person.inside
        pose[model.free, 1] += float(np.max(lower[over], initial=0.0))
    return pose
