"""The way of one roll, cut into scenes: one for each frame of an animation."""

from __future__ import annotations

import numpy as np

from spineviz.scene import Scene, SceneError
from spineviz.session.play import SPEED_MM_S
from spineviz.simulation.place import behind, roller_track

FRAMES_A_SECOND = (10, 20, 25, 50)
"""Rates of frames: those whose time a GIF, which counts hundredths of a second, keeps exactly."""

USUAL_RATE = 20


def roll_path(scene: Scene, first: str, last: str, rate: int) -> tuple[Scene, ...]:
    """The scene with the roller at every place of a roll, both ends included.

    The roller moves as fast as in the window, `SPEED_MM_S`.

    Args:
        scene: everything but the place of the roller.
        first, last: levels between which it rolls, in either direction.
        rate: frames a second.

    Raises:
        SceneError: there is no roller, or a level under which this person's cannot be.
    """
    if scene.task != "roll":
        raise SceneError("roll.no_roller")
    track = roller_track(scene)
    for level in (first, last):
        scene.set("roller.level", level)
        if level not in track.levels:
            raise behind(level, track)
    start, end = (float(track.position_mm[track.levels.index(each)]) for each in (first, last))
    steps = max(round(abs(end - start) * rate / SPEED_MM_S), 1)
    # rounded down, so that the last place is never beyond the end of the back
    places = np.floor(np.linspace(start, end, steps + 1) * 100) / 100
    return tuple(scene.set("roller.position_mm", place) for place in places.tolist())
