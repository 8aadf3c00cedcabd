"""A scene becomes an outcome: build the model, find its equilibrium, read it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from spineviz import __version__
from spineviz.anatomy.person import Person, person_of
from spineviz.anatomy.skin import PELVIC_SKIN, body_curve
from spineviz.lanes import lanes_of
from spineviz.mechanics.energy import Energy, points
from spineviz.mechanics.equilibrium import Equilibrium, NoEquilibriumError, follow, solve
from spineviz.mechanics.tables import Floor, Guide, Model
from spineviz.outcome import Alert, Outcome
from spineviz.readout import read_out
from spineviz.roller import cylinder
from spineviz.scene import PELVIC_PLACES, ROLLED_LEVELS, ROLLER_PLACES, Scene, SceneError
from spineviz.tables import constants

TOLERANCE = 1e-7
"""Largest unbalanced force, as a share of the weight; ten times finer than what is promised."""

WARM_REACH = 0.03
"""m. Over a longer jump of the roller a start from scratch is as quick, and cannot inherit a pose
from the wrong side of the roller."""

START_OVERLAP = 0.01
"""m, how deep the skin lies in the roller where a solution starts: above it, in contact."""

SITTING = 1.2
"""rad, how far the face may turn from the ceiling towards the feet; beyond it a person sits.
ASSUMED."""

RIGID_FLOOR = Floor(modulus=1e6, depth=0.0)


@dataclass(frozen=True, slots=True, eq=False)
class RollerTrack:
    """Where the roller stands under each level, for one person at rest.

    Attributes:
        levels: T1 … L5 and the places on the pelvis.
        position_mm: shape (levels,), value of `roller.position_mm`, increasing.
        x_m: shape (levels,), the roller's axis in the world frame, increasing.
        body: name of the body at each level.
        skin: m, shape (levels, 2), the skin that lies over the axis, in the frame of that body.
    """

    levels: tuple[str, ...]
    position_mm: np.ndarray
    x_m: np.ndarray
    body: tuple[str, ...]
    skin: np.ndarray

    def world_x(self, pose: Mapping[str, tuple[float, float, float]]) -> np.ndarray:
        """Places along the floor (m, shape (levels,)) of the skin of every level in a pose."""
        x, _, angle = np.array([pose[name] for name in self.body]).T
        found: np.ndarray = x + np.cos(angle) * self.skin[:, 0] - np.sin(angle) * self.skin[:, 1]
        return found


def roller_track(scene: Scene) -> RollerTrack:
    """The places of the roller under the levels of the scene's person."""
    return _track(person_of(scene))


@lru_cache(maxsize=64)
def _track(person: Person) -> RollerTrack:
    rows = np.array([person.index(name) for name in ROLLED_LEVELS])
    centres = person.rest[rows, :2]
    behind = np.stack((np.zeros(len(rows)), -person.levels.skin_back[rows]), axis=1)
    pelvis = np.full(len(PELVIC_PLACES), person.index("pelvis"))
    seat = body_curve(tuple(PELVIC_SKIN[place] for place in PELVIC_PLACES), person.stature)
    rows, skin = np.concatenate((rows, pelvis)), np.concatenate((behind, seat))
    surface = points(person.rest, rows, skin)
    steps = np.hypot(*np.diff(centres, axis=0).T)
    beyond = np.hypot(*np.diff(surface[len(ROLLED_LEVELS) - 1 :], axis=0).T)
    return RollerTrack(
        ROLLER_PLACES,
        np.concatenate(([0.0], np.cumsum(np.concatenate((steps, beyond))))) * 1e3,
        surface[:, 0],
        tuple(person.names[row] for row in rows),
        skin,
    )


def level_number(scene: Scene) -> float:
    """Place of the roller as a number of levels below T1 (T1 = 0, L5 = 16, then the places on the
    pelvis), with fractions.

    Raises:
        SceneError: the position is beyond the person's buttocks.
    """
    if scene.roller_level is not None:
        return float(ROLLER_PLACES.index(scene.roller_level))
    track = roller_track(scene)
    position = scene.roller_position_mm
    assert position is not None
    end = float(track.position_mm[-1])
    if position > end + 1e-6:
        raise SceneError(
            f"roller.position_mm: {position:g} mm is beyond the {track.levels[-1]} of this person; "
            f"it takes 0 to {np.floor(end):g} mm here"
        )
    return float(np.interp(position, track.position_mm, np.arange(len(track.levels))))


def roller_place(scene: Scene) -> float:
    """The roller's position in mm down the spine from T1, however the scene gives it."""
    track = roller_track(scene)
    return float(np.interp(level_number(scene), np.arange(len(track.levels)), track.position_mm))


def build(scene: Scene) -> tuple[Person, Model]:
    """The scene's person and the whole model with roller and floor.

    Raises:
        SceneError: the roller is placed beyond the back.
    """
    person = person_of(scene)
    number = level_number(scene)
    upper = min(int(number), len(ROLLER_PLACES) - 2)
    share = number - upper
    track = _track(person)
    x = float((1 - share) * track.x_m[upper] + share * track.x_m[upper + 1])
    rows = np.array([person.index(name) for name in track.body[upper : upper + 2]])
    skin = track.skin[upper : upper + 2]
    lanes = lanes_of(person)
    roller = cylinder(scene, x, person.pads.point, lanes.place, lanes.breadth)
    model = Model(
        free=np.ones(len(person.names), bool),
        springs=person.springs,
        cables=person.cables,
        pads=person.pads,
        loads=person.loads,
        cylinder=replace(roller, share=roller.share * lanes.rolled),
        floor=RIGID_FLOOR,
        guide=Guide(rows, skin, np.array([1 - share, share]), x, constants()["guide.stiffness"]),
        struts=person.struts,
    )
    if person.arm is not None:  # its height counts from the trunk lying level on the roller
        raised = cold_start(person, model)[0, 1] - person.rest[0, 1]
        model = replace(model, props=replace(person.arm, height=person.arm.height + raised))
    return person, model


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
    pose[:, 1] += 2 * centre[1] - START_OVERLAP - height
    if model.cylinder.point is not None:
        pads = model.pads
        over = np.abs(points(pose, pads.body, pads.point)[:, 0] - centre[0]) < reach
        over &= model.cylinder.share > 0
        lower = pads.point[:, 1] - model.cylinder.point[:, 1]
        pose[:, 1] += float(np.max(lower[over], initial=0.0))
    return pose


def simulate(scene: Scene, warm: Outcome | None = None) -> Outcome:
    """Find where everything comes to rest, and report it.

    Args:
        scene: the situation.
        warm: an outcome of nearly the same scene; only speeds up.

    Returns:
        The outcome. Where no balance was found it has `converged` False and no numbers.

    Raises:
        SceneError: the roller is placed beyond the back.
    """
    person, model = build(scene)
    energy = Energy(model)
    tolerance = TOLERANCE * person.weight
    found = None
    if warm is not None and _near(scene, warm):
        assert isinstance(warm.state, Equilibrium)
        old = warm.state
        found = _lying_on_top(person, lambda: follow(old, energy, tolerance))
    if found is None or not found.converged:
        start = cold_start(person, model)
        found = _lying_on_top(person, lambda: solve(energy, start, tolerance))
    if found is None or not found.converged:
        return Outcome(
            scene=scene,
            converged=False,
            residual_N=float("inf") if found is None else found.residual,
            iterations=0 if found is None else found.steps,
            version=__version__,
            weight_N=person.weight,
            alerts=(
                Alert(
                    "unconverged",
                    "",
                    "No pose in balance was found for this scene, so there are no numbers.",
                ),
            ),
        )
    return read_out(scene, person, energy, found)


def _near(scene: Scene, warm: Outcome) -> bool:
    """Whether only the roller's place differs, and by little."""
    if not isinstance(warm.state, Equilibrium):
        return False
    here = replace(scene, roller_level="T8", roller_position_mm=None)
    there = replace(warm.scene, roller_level="T8", roller_position_mm=None)
    if here != there:
        return False
    return abs(roller_place(scene) - roller_place(warm.scene)) <= WARM_REACH * 1e3


def _lying_on_top(person: Person, search: Callable[[], Equilibrium]) -> Equilibrium | None:
    """An equilibrium of a body that lies on top of the roller, or what came of the search.

    Other balanced poses exist: the body under the roller, or folded up and sitting beside it.
    """
    try:
        found = search()
    except NoEquilibriumError:
        return None
    if not found.converged:
        return found
    energy = found.energy
    guide, cylinder = energy.model.guide, energy.model.cylinder
    assert guide is not None
    assert cylinder is not None
    skin = points(found.pose, guide.body, guide.point)
    above = float(np.sum(guide.weight * skin[:, 1])) > cylinder.centre[1]
    touch = energy.touch_cylinder(found.pose)
    pressed = float(np.sum(touch.force * touch.normal[:, 1])) > 0
    lies = found.pose[person.index("skull"), 2] > -SITTING
    return found if above and pressed and lies else replace(found, converged=False)
