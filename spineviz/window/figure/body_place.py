"""Where a body stands in its picture: its pose, what it can take up, and the camera for that."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QSizeF

from spineviz.drawing.figure import Drawn, Figure, drawn, figure_of
from spineviz.outcome import Balanced, kept_with
from spineviz.scene import LEVELS
from spineviz.window.figure import rail_painter
from spineviz.window.paint.camera import Box, Camera, fit
from spineviz.window.paint.theme import Theme

TITLE_ROOM = 44.0  # px over the highest part of the figure as it lies flat
POSE_ROOM = 62.0  # px over the highest part of a figure that has no other pose
BARE_FLOOR = 40.0  # px under the floor where no roller lies on it: room for the buttons
MARGIN = 14.0  # px beside what is shown

TRUNK_KINDS = {"body", "true rib", "false rib", "floating rib", "sternum", "pelvis"}
TRUNK_NAMES = {"front", "back", "buttock"}
"""What stays in view when the picture is zoomed to the trunk: kinds of parts, and lines of skin."""

ROUND_TRUNK = 0.05  # m beside the trunk that stay in view when zoomed
HEAD_UP, STEEPER = 0.285, 1.5
"""m, and diameters of the roller, to which a head and the elbows over it are lifted, at most: the
trunk gets steeper on a larger roller. ASSUMED from the poses of all products."""
CURVED, CURVED_UP = 0.75, 0.25
"""rad of the curve of the chest from which on it lifts head and elbows more, and m a rad. ASSUMED
from the poses of bodies with the most of it."""
OVER_TRUNK = 0.9  # diameters of the roller by which a trunk is lifted, at most

Placed = tuple[tuple[str, tuple[float, float, float]], ...]
"""A pose as `Geometry` has it, that can be a key."""


class Pose(Struct, frozen=True, eq=False):
    """What is drawn of an outcome, whatever the size.

    Attributes:
        figure: the outlines of the scene's person. frames: m, m, rad, shape (bodies, 3).
        shape: their places in the world, to a ten thousandth of a pixel: half as much to keep.
    """

    figure: Figure
    frames: np.ndarray
    shape: Drawn


@kept_with
def pose_of(outcome: Balanced) -> Pose:
    """The outlines of an outcome, placed."""
    figure = figure_of(outcome)
    frames = figure.frames(outcome.geometry.pose)
    shape = drawn(figure, frames, outcome)
    lines = (getattr(shape, name).astype(np.float32) for name in shape.__struct_fields__)
    return Pose(figure, frames, Drawn(*lines))


@lru_cache(maxsize=4)  # one picture asks ten times
def boxes_of(outcome: Balanced) -> tuple[Box, Box]:
    """What person and trunk can take up; the same as long as nothing but the roller moves."""
    geometry = outcome.geometry
    # without a roller the body can take up no other pose than the one it has
    roller = outcome.drawn_roller
    pose = geometry.pose if roller is None else geometry.rest
    diameter = outcome.scene.roller_diameter_mm * 1e-3 if roller else 0.0
    return _boxes_at(figure_of(outcome), tuple(pose.items()), diameter)


@lru_cache(maxsize=8)
def _boxes_at(figure: Figure, pose: Placed, diameter: float) -> tuple[Box, Box]:
    frames = figure.frames(dict(pose))
    whole_parts, trunk_parts = [], []
    for outline, wanted in ((figure.outline, TRUNK_KINDS), (figure.skin, TRUNK_NAMES)):
        places = outline.points(frames)
        if figure.face_down:  # as it is on the screen, the head left
            places = places * (-1, 1)
        ends = outline.ends
        for part, start, stop in zip(outline.parts, ends[:-1], ends[1:], strict=True):
            whole_parts.append(places[start:stop])
            if {part.kind, part.name} & wanted:
                trunk_parts.append(places[start:stop])
    room, chest = 0.03, frames[[LEVELS.index("T1"), LEVELS.index("T12")], 2]
    head_up = HEAD_UP + CURVED_UP * max(float(np.ptp(chest)) - CURVED, 0.0)
    body, trunk = np.concatenate(whole_parts), np.concatenate(trunk_parts)
    whole = Box(
        float(body[:, 0].min()) - room,
        float(body[:, 0].max()) + (3 if figure.face_down else 2) * room,  # the far foot
        max(float(body[:, 1].max()), head_up + STEEPER * diameter) + room,
    )
    close = Box(
        float(trunk[:, 0].min()) - ROUND_TRUNK,
        float(trunk[:, 0].max()) + ROUND_TRUNK,
        float(trunk[:, 1].max()) + OVER_TRUNK * diameter + room,
    )
    return whole, close


def camera_in(theme: Theme, size: QSizeF, box: Box, way: int = 1, bare: bool = False) -> Camera:
    """The camera that a picture of some size has for a box of the world; a bare floor has no
    rail."""
    strip = theme.px(BARE_FLOOR) if bare else rail_painter.strip_height(theme, size.height())
    over = theme.px(POSE_ROOM if bare else TITLE_ROOM)
    over += 0.0 if bare else rail_painter.spared(theme, size.height())
    return fit(box, size.width(), size.height(), over, strip, MARGIN, way)
