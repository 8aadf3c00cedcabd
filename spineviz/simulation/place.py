"""Where the roller stands: places along the back of one person, and the one a scene asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from spineviz.anatomy.person import Person, person_of
from spineviz.anatomy.skin import PELVIC_SKIN, body_curve
from spineviz.mechanics.energy import points
from spineviz.scene import PELVIC_PLACES, ROLLED_LEVELS, ROLLER_PLACES, Scene, SceneError


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
    return track_of(person_of(scene))


@lru_cache(maxsize=64)
def track_of(person: Person) -> RollerTrack:
    """The places of the roller under the levels of a person."""
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


def roller_mm(scene: Scene) -> float:
    """Place of the roller down the spine from T1 (mm), no further than the back reaches."""
    if scene.roller_position_mm is not None:
        return min(scene.roller_position_mm, float(roller_track(scene).position_mm[-1]))
    track = roller_track(scene)
    if scene.roller_level not in track.levels:
        return float(track.position_mm[-1])
    return roller_place(scene)


def nearest_level(scene: Scene) -> str:
    """The level that is next to the roller."""
    track = roller_track(scene)
    return track.levels[int(np.argmin(np.abs(track.position_mm - roller_mm(scene))))]
