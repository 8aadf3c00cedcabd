"""Where the roller is, in the words of the screen."""

from __future__ import annotations

import numpy as np

from spineviz.scene import Scene
from spineviz.simulation import roller_place, roller_track


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
