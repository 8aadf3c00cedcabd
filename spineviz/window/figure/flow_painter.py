"""Paints forces as arrows as wide as their newtons, on one scale that is printed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from spineviz.drawing.streams import BONE, M_PER_NEWTON, MIXED, Flow, Stream
from spineviz.window.paint.camera import Camera, polygon
from spineviz.window.paint.theme import RECEIVER_COLOUR, TISSUE_COLOUR, Theme, blend

HEAD = 1.75  # width of an arrow's head against its shaft
HEAD_LENGTH = 1.05  # length of a head against the width of the shaft
SHORTEST_SHAFT = 0.25  # share of an arrow that stays shaft, however short it is
FADE = {BONE: 0.5}
"""How far onward streams fade into bone; those in the column more, so that names stay readable."""
FADE_OTHER = 0.25
FEATHER = 0.5  # of the radius of a stream seen from its end, each way of its cross
END_SCALE = 1.8  # streams seen from their end are so much wider: there they have no length
SEEN_THROUGH = 0.25  # opacity of such a stream
PRINTED_N = 100.0
"""N of the arrow in the legend."""

PALE = {"path_blades", "path_soft", "far_bone", "muscle_line"}
"""Colours that need a darker edge on a light ground."""


def paint_flow(painter: QPainter, theme: Theme, flow: Flow, camera: Camera) -> None:
    """Paint every stream, the onward ones under those that come out of the roller."""
    for stream in sorted(flow.onward, key=lambda stream: stream.tissue != BONE):
        colour = _colour(theme, stream)
        fade = FADE.get(stream.tissue, FADE_OTHER)
        _paint(painter, theme, stream, camera, blend(colour, theme.bone, fade))
    for stream in flow.entries:
        _paint(painter, theme, stream, camera, QColor(_colour(theme, stream)))


def paint_entries(
    painter: QPainter, theme: Theme, streams: Iterable[Stream], camera: Camera
) -> None:
    """Paint the streams by which the roller's force enters."""
    for stream in streams:
        token = RECEIVER_COLOUR[stream.tissue]
        _arrow(painter, theme, stream, camera, token, theme.color(token))


def paint_feathers(
    painter: QPainter, theme: Theme, centre: QPointF, radius: float, token: str
) -> None:
    """Paint a stream that flows away from whoever looks: a ring as wide as it, and in it the cross
    of an arrow's feathers; what it enters is seen through it."""
    fill = theme.color(token)
    fill.setAlphaF(SEEN_THROUGH)
    painter.setBrush(fill)
    arm = radius * FEATHER
    for edge, wide in ((theme.color("canvas"), 4.0), (theme.color(token), 2.0)):
        painter.setPen(QPen(edge, wide * theme.lines))
        painter.drawEllipse(centre, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for way in (1, -1):
            painter.drawLine(centre + QPointF(-arm, -arm * way), centre + QPointF(arm, arm * way))


def end_radius(newtons: float, camera: Camera) -> float:
    """px of a stream that is seen from its end."""
    return 0.5 * END_SCALE * newtons * M_PER_NEWTON * camera.scale


def key_length(theme: Theme, camera: Camera) -> float:
    """Length (px) of the arrow in the legend."""
    return max(2.4 * PRINTED_N * M_PER_NEWTON * camera.scale, theme.px(20))


def paint_key(painter: QPainter, theme: Theme, left: float, middle: float, camera: Camera) -> None:
    """Paint an arrow of `PRINTED_N`."""
    width = PRINTED_N * M_PER_NEWTON * camera.scale
    line = np.array([[left, middle], [left + key_length(theme, camera), middle]])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("ink2"))
    painter.drawPolygon(polygon(arrow(line, np.full(2, width))))


def paint_end_key(
    painter: QPainter, theme: Theme, left: float, middle: float, camera: Camera
) -> None:
    """Paint the end of a stream of `PRINTED_N`."""
    radius = end_radius(PRINTED_N, camera)
    paint_feathers(painter, theme, QPointF(left + radius, middle), radius, "ink2")


def _colour(theme: Theme, stream: Stream) -> str:
    return str(getattr(theme, _token(stream)))


def _token(stream: Stream) -> str:
    return "path_soft" if stream.tissue == MIXED else TISSUE_COLOUR[stream.tissue]


def _paint(painter: QPainter, theme: Theme, stream: Stream, camera: Camera, colour: QColor) -> None:
    _arrow(painter, theme, stream, camera, _token(stream), colour)


def _arrow(
    painter: QPainter, theme: Theme, stream: Stream, camera: Camera, token: str, colour: QColor
) -> None:
    edged = theme.name == "dark" or token in PALE
    edge = theme.color("path_edge") if edged else colour.darker(135)
    painter.setPen(QPen(edge, 0.8 * theme.lines))
    painter.setBrush(colour)
    widths = stream.newtons * M_PER_NEWTON * camera.scale
    painter.drawPolygon(polygon(arrow(camera.pixels(stream.path), widths)))


def arrow(line: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """Outline of an arrow along a line.

    Args:
        line: px, shape (n, 2), from its foot to its tip. widths: px, shape (n,), of its shaft.
    """
    steps = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    length = float(along[-1])
    wide = float(widths[-1])
    head = min(HEAD_LENGTH * wide + 2.0, (1 - SHORTEST_SHAFT) * length)
    neck = length - head
    kept = along < neck - 1e-6
    places = np.append(along[kept], neck)
    shaft = np.stack([np.interp(places, along, line[:, k]) for k in (0, 1)], axis=1)
    half = 0.5 * np.interp(places, along, widths)[:, None]
    course = np.empty_like(shaft)
    course[0] = shaft[min(1, len(shaft) - 1)] - shaft[0]
    course[1:-1] = shaft[2:] - shaft[:-2]
    course[-1] = line[-1] - shaft[-1]
    course /= np.maximum(np.hypot(*course.T), 1e-9)[:, None]
    side = np.stack((-course[:, 1], course[:, 0]), axis=1)
    wing = max(0.5 * HEAD * wide, 0.5 * wide + 1.5) * side[-1]
    outline: np.ndarray = np.concatenate(
        (
            shaft + half * side,
            [shaft[-1] + wing, line[-1], shaft[-1] - wing],
            (shaft - half * side)[::-1],
        )
    )
    return outline
