"""Where the roller stands: places along the back of one person, and the one a scene asks for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from msgspec import Struct

from spineviz.anatomy.person import Person, person_of
from spineviz.anatomy.skin import PELVIC_SKIN, body_curve
from spineviz.mechanics.plane import points
from spineviz.outcome import Place
from spineviz.scene import PELVIC_PLACES, ROLLED_LEVELS, ROLLER_PLACES, Scene, SceneError


class RollerTrack(Struct, frozen=True, eq=False):
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

    def nearest(self, mm: float) -> str:
        """The level next to a place (mm) along the back."""
        return self.levels[int(np.argmin(np.abs(self.position_mm - mm)))]


def roller_track(scene: Scene) -> RollerTrack:
    """The places of the roller under the levels of the person of a scene that may have no outcome
    yet; an outcome's are `track_of(outcome.person)`."""
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


def levels_on_skin(person: Person) -> np.ndarray:
    """The level of every pad by its place on the skin: the one whose skin is nearest along the
    floor at rest. Pads on bodies that a roller is not placed under keep the name they have."""
    track = track_of(person)
    place = points(person.rest, person.pads.body, person.pads.point)[:, 0]
    nearest = np.argmin(np.abs(place[:, None] - track.x_m), axis=1)
    level = person.strips.level
    found: np.ndarray = np.where(
        np.isin(level, track.levels), np.array(track.levels)[nearest], level
    )
    return found


def _skin(person: Person, rows: np.ndarray) -> np.ndarray:
    """Skin (m, in the frames of the vertebrae) that faces the floor: behind them or in front."""
    levels = person.levels
    back = -levels.skin_back[rows]
    faces = back + levels.skin_depth[rows] if person.face_down else back
    return np.stack((np.zeros(len(rows)), faces), axis=1)


def behind(level: str | None, track: RollerTrack) -> SceneError:
    """Why the roller of somebody who lies face down cannot be under a level behind the pelvis."""
    first, last = track.levels[0], track.levels[-1]
    return SceneError("place.behind", key="roller.level", place=level, first=first, last=last)


def place_of(scene: Scene, person: Person) -> Place:
    """Where a scene puts the roller under its person.

    Raises:
        SceneError: the place is beyond the person's buttocks, or face down beyond L5.
    """
    track = track_of(person)
    if scene.roller_position_mm is None:
        if scene.roller_level not in track.levels:
            raise behind(scene.roller_level, track)
        row = track.levels.index(scene.roller_level)
        return Place(float(row), float(track.position_mm[row]), scene.roller_level)
    end = float(track.position_mm[-1])
    if scene.roller_position_mm > end + 1e-6:
        raise SceneError(
            "place.beyond",
            key="roller.position_mm",
            asked=scene.roller_position_mm,
            last=track.levels[-1],
            end=float(np.floor(end)),
        )
    place = min(scene.roller_position_mm, end)
    number = float(np.interp(place, track.position_mm, np.arange(len(track.levels))))
    return Place(number, place, track.nearest(place))


def roller_mm(scene: Scene) -> float:
    """Place (mm) of the roller of a scene that may have no outcome yet, no further than the back of
    its person reaches."""
    track = roller_track(scene)
    if scene.roller_position_mm is not None:
        return min(scene.roller_position_mm, float(track.position_mm[-1]))
    levels = track.levels
    row = levels.index(scene.roller_level) if scene.roller_level in levels else len(levels) - 1
    return float(track.position_mm[row])


def nearest_level(scene: Scene) -> str:
    """The level next to the roller of a scene that may have no outcome yet."""
    return roller_track(scene).nearest(roller_mm(scene))
