"""A scene becomes an outcome: build the model, find its equilibrium, read it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from spineviz import __version__
from spineviz.anatomy.person import Person, person_of
from spineviz.anatomy.prone import HANDS, WALL
from spineviz.anatomy.skin import PELVIC_SKIN, body_curve
from spineviz.lanes import lanes_of
from spineviz.mechanics.energy import Energy, points
from spineviz.mechanics.equilibrium import Equilibrium, NoEquilibriumError, follow, solve
from spineviz.mechanics.tables import Cylinder, Floor, Guide, Model
from spineviz.outcome import Alert, Outcome
from spineviz.press_up import press_up, press_up_model
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

OFF = (WALL, "head")
"""Tracks that a roller never meets face down: the belly's skin, whose columns it meets, and the
face, which is kept off it."""

CAUGHT = 0.1
"""Share of the roller's force with which it may hold one body down by its underside, face down;
beyond it, that is no lying on the roller. ASSUMED."""

RIGID_FLOOR = Floor(modulus=1e6, depth=0.0)


@dataclass(frozen=True, slots=True, eq=False)
class RollerTrack:
    """Where the roller stands under each level, for one person at rest.

    Attributes:
        levels: T1 … L5 and the places on the pelvis.
        position_mm: shape (levels,), value of `roller.position_mm`, increasing.
        x_m: shape (levels,), the roller's axis in the world frame, increasing; face down, where x
            runs towards the head, decreasing.
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
    levels = np.array([person.index(name) for name in ROLLED_LEVELS])
    centres = person.rest[levels, :2]
    facing = _skin(person, levels)
    steps = np.hypot(*np.diff(centres, axis=0).T)
    if person.face_down:  # the places on the pelvis are behind it
        return RollerTrack(
            ROLLED_LEVELS,
            np.concatenate(([0.0], np.cumsum(steps))) * 1e3,
            points(person.rest, levels, facing)[:, 0],
            ROLLED_LEVELS,
            facing,
        )
    pelvis = np.full(len(PELVIC_PLACES), person.index("pelvis"))
    seat = body_curve(tuple(PELVIC_SKIN[place] for place in PELVIC_PLACES), person.stature)
    rows, skin = np.concatenate((levels, pelvis)), np.concatenate((facing, seat))
    surface = points(person.rest, rows, skin)
    beyond = np.hypot(*np.diff(surface[len(ROLLED_LEVELS) - 1 :], axis=0).T)
    return RollerTrack(
        ROLLER_PLACES,
        np.concatenate(([0.0], np.cumsum(np.concatenate((steps, beyond))))) * 1e3,
        surface[:, 0],
        tuple(person.names[row] for row in rows),
        skin,
    )


def _skin(person: Person, rows: np.ndarray) -> np.ndarray:
    """Skin (m, in the frames of the vertebrae) that faces the floor: behind them or in front."""
    levels = person.levels
    back = -levels.skin_back[rows]
    faces = back + levels.skin_depth[rows] if person.face_down else back
    return np.stack((np.zeros(len(rows)), faces), axis=1)


def level_number(scene: Scene) -> float:
    """Place of the roller as a number of levels below T1 (T1 = 0, L5 = 16, then the places on the
    pelvis), with fractions.

    Raises:
        SceneError: the place is beyond the person's buttocks, or face down beyond L5.
    """
    track = roller_track(scene)
    if scene.roller_level is not None:
        if scene.roller_level not in track.levels:
            raise SceneError(
                f"roller.level: the {scene.roller_level} is behind the pelvis, and face down the "
                f"roller is in front; it takes {track.levels[0]} to {track.levels[-1]} there"
            )
        return float(track.levels.index(scene.roller_level))
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
    if scene.task == "press-up":
        return person, press_up_model(person, RIGID_FLOOR)
    number = level_number(scene)
    track = _track(person)
    upper = min(int(number), len(track.levels) - 2)
    share = number - upper
    x = float((1 - share) * track.x_m[upper] + share * track.x_m[upper + 1])
    rows = np.array([person.index(name) for name in track.body[upper : upper + 2]])
    skin = track.skin[upper : upper + 2]
    lanes = lanes_of(person)
    front = person.face_down
    roller = cylinder(scene, x, person.pads.point, lanes.place, lanes.breadth, front)
    model = Model(
        free=np.array([name != HANDS for name in person.names]),
        springs=person.springs,
        cables=person.cables,
        pads=person.pads,
        loads=person.loads,
        cylinder=_met_by(person, replace(roller, share=roller.share * lanes.rolled)),
        floor=RIGID_FLOOR,
        guide=Guide(rows, skin, np.array([1 - share, share]), x, constants()["guide.stiffness"]),
        struts=person.struts,
    )
    if person.arm is not None:  # its height counts from the trunk lying level on the roller
        raised = cold_start(person, model)[0, 1] - person.rest[0, 1]
        model = replace(model, props=replace(person.arm, height=person.arm.height + raised))
    return person, model


def _met_by(person: Person, roller: Cylinder) -> Cylinder:
    """The roller as each pad of somebody face down meets it: see `prone.with_columns`."""
    if not person.face_down:
        return roller
    off = np.array([strip.track in OFF for strip in person.strips])
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
        lower = -lower if person.face_down else lower
        pose[model.free, 1] += float(np.max(lower[over], initial=0.0))
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
    if scene.task == "press-up":
        found = press_up(person, model, tolerance)
    elif warm is not None and _near(scene, warm):
        assert isinstance(warm.state, Equilibrium)
        old = warm.state
        found = _lying_on_top(person, lambda: follow(old, energy, tolerance))
    if scene.task == "roll" and (found is None or not found.converged):
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
    if person.face_down:  # a belly may be deeper than the roller
        skin = found.pose[guide.body, :2]
    above = float(np.sum(guide.weight * skin[:, 1])) > cylinder.centre[1]
    touch = energy.touch_cylinder(found.pose)
    lift = touch.force * touch.normal[:, 1]
    pressed = float(np.sum(lift)) > 0
    if person.face_down:  # the front of a stout body can catch under the sides of the roller
        caught = np.bincount(person.pads.body[touch.index], lift, len(person.names))
        pressed = bool(pressed and np.min(caught) >= -CAUGHT * np.sum(lift))
    lies = found.pose[person.index("skull"), 2] - (np.pi if person.face_down else 0) > -SITTING
    return found if above and pressed and lies else replace(found, converged=False)
