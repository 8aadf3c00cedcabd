"""A scene becomes an outcome: build the model, find its equilibrium, read it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from spineviz import __version__
from spineviz.anatomy.person import Person, person_of
from spineviz.anatomy.prone import HANDS, WALL
from spineviz.mechanics.energy import Energy, points
from spineviz.mechanics.equilibrium import Equilibrium, NoEquilibriumError, follow, solve
from spineviz.mechanics.tables import Cylinder, Floor, Guide, Model
from spineviz.outcome import Alert, Outcome
from spineviz.press_up import press_up, press_up_model
from spineviz.readout import read_out
from spineviz.roller import cylinder
from spineviz.scene import LEVELS, ROLLED_LEVELS, Scene, SceneError
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

FIRST = LEVELS.index(ROLLED_LEVELS[0])


@dataclass(frozen=True, slots=True, eq=False)
class RollerTrack:
    """Where the roller stands under each level, for one person at rest.

    Attributes:
        levels: T1 … L5.
        position_mm: shape (levels,), value of `roller.position_mm`, increasing.
        x_m: shape (levels,), the roller's axis in the world frame, increasing; face down, where x
            runs towards the head, decreasing.
    """

    levels: tuple[str, ...]
    position_mm: np.ndarray
    x_m: np.ndarray


def roller_track(scene: Scene) -> RollerTrack:
    """The places of the roller under the levels of the scene's person."""
    return _track(person_of(scene))


@lru_cache(maxsize=64)
def _track(person: Person) -> RollerTrack:
    rows = np.arange(FIRST, len(LEVELS))
    centres = person.rest[rows, :2]
    steps = np.hypot(*np.diff(centres, axis=0).T)
    return RollerTrack(
        ROLLED_LEVELS,
        np.concatenate(([0.0], np.cumsum(steps))) * 1e3,
        points(person.rest, rows, _skin(person, rows))[:, 0],
    )


def _skin(person: Person, rows: np.ndarray) -> np.ndarray:
    """Skin (m, in the frames of the vertebrae) that faces the floor: behind them or in front."""
    levels = person.levels
    back = -levels.skin_back[rows]
    faces = back + levels.skin_depth[rows] if person.face_down else back
    return np.stack((np.zeros(len(rows)), faces), axis=1)


def level_number(scene: Scene) -> float:
    """Place of the roller as a number of levels below T1 (T1 = 0, L5 = 16), with fractions.

    Raises:
        SceneError: the position is beyond the person's last lumbar level.
    """
    if scene.roller_level is not None:
        return float(ROLLED_LEVELS.index(scene.roller_level))
    track = roller_track(scene)
    position = scene.roller_position_mm
    assert position is not None
    end = float(track.position_mm[-1])
    if position > end + 1e-6:
        raise SceneError(
            f"roller.position_mm: {position:g} mm is beyond {track.levels[-1]} of this person; "
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
    upper = min(int(number), len(ROLLED_LEVELS) - 2)
    share = number - upper
    track = _track(person)
    x = float((1 - share) * track.x_m[upper] + share * track.x_m[upper + 1])
    rows = np.array([FIRST + upper, FIRST + upper + 1])
    diameter = scene.roller_diameter_mm * 1e-3
    model = Model(
        free=np.array([name != HANDS for name in person.names]),
        springs=person.springs,
        cables=person.cables,
        pads=person.pads,
        loads=person.loads,
        cylinder=_met_by(person, cylinder(scene.roller_kind, diameter, x, len(person.strips))),
        floor=RIGID_FLOOR,
        guide=Guide(
            rows,
            _skin(person, rows),
            np.array([1 - share, share]),
            x,
            constants()["guide.stiffness"],
        ),
    )
    return person, model


def _met_by(person: Person, roller: Cylinder) -> Cylinder:
    """The roller as each pad of somebody face down meets it: see `prone.with_columns`."""
    if not person.face_down:
        return roller
    off = np.array([strip.track in OFF for strip in person.strips])
    share = np.where(off, 0.0, roller.share)
    return replace(roller, share=share, radius=roller.radius + person.inside)


def cold_start(person: Person, model: Model) -> np.ndarray:
    """The person at rest, lifted so that the skin over the roller just touches it."""
    assert model.guide is not None
    assert model.cylinder is not None
    skin = points(person.rest, model.guide.body, model.guide.point)
    height = float(np.sum(model.guide.weight * skin[:, 1]))
    top = float(model.cylinder.centre[1] + model.cylinder.radius[0])
    pose = person.rest.copy()
    pose[model.free, 1] += top - START_OVERLAP - height
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
