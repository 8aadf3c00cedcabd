"""Paints where trouble was found: a mark at each place, with the published share beside it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.scene import LEVELS
from spineviz.teaching.trouble import Trouble, troubles
from spineviz.window.figure.figure_painter import PlacedFigure
from spineviz.window.paint.camera import Camera
from spineviz.window.paint.pill import paint_pill
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import Theme
from spineviz.words.language import say

MARK = 0.011  # m, radius of the mark of a share of one half
FLAGS, INSIDE = 9, 3
"""Heights tried over and under the skin, one row apart, and within it where too few have room."""
GAP = 4.0  # px from the skin to the first of them, and 2 from one to the next
ROUND = 4.0  # px that other writing keeps from a flag
NOTE = 8, 52, 74, 96, 118  # px at 100 % down, where it may be said what the shares are of
UNDER = 2.0  # px of line that one downwards counts as


def paint_trouble(
    painter: QPainter,
    theme: Theme,
    base: QFont,
    frames: np.ndarray,
    camera: Camera,
    placed: PlacedFigure,
    roller: QRectF,
    room: Room,
) -> None:
    """Paint every count on the bodies of a pose: its mark, and the share like a flag on an upright
    line outside the skin, so that no line crosses a share.

    Args:
        painter, theme, base: what to paint with.
        frames: pose of the vertebrae, shape (levels or more, 3): m, m, rad.
        camera: pixels. placed, roller: the figure, and the box round the roller or a null one, px.
        room: keeps the shares apart from other writing.
    """
    marks = [_Mark(each, camera, frames) for each in troubles()]
    for mark in marks:
        mark.paint(painter, theme)
    font = theme.font(base, 11, bold=True)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    sizes = [(metrics.horizontalAdvance(mark.text) + 10, metrics.height() + 2) for mark in marks]
    kept = [roller, *(mark.box for mark in marks)]
    flags: list[_Flag] = []
    for inside in (0, INSIDE):
        both = [_arranged(marks, sizes, placed, kept, room.copy(), side, inside)
                for side in (1, -1)]  # fmt: skip
        best = min(both, key=lambda each: (-len(each), sum(flag.cost for flag in each)))
        if len(best) > len(flags):
            flags = best
        if len(flags) == len(marks):
            break
    for flag in flags:
        painter.setPen(theme.pen("status_high", 1.2))
        painter.drawLine(flag.start, flag.end)
        paint_pill(painter, theme, flag.box, flag.text, font)
        room.take(flag.box.adjusted(-ROUND, -ROUND, ROUND, ROUND))
        room.take_line(flag.start, flag.end)
    for mark in marks:
        room.take(mark.box)
    _paint_note(painter, theme, theme.font(base, 12), placed, room)


def _paint_note(
    painter: QPainter, theme: Theme, font: QFont, placed: PlacedFigure, room: Room
) -> None:
    """Write what the shares are of, where nothing lies under it."""
    painter.setFont(font)
    painter.setPen(theme.color("ink2"))
    wide = QFontMetricsF(font)
    text = say("body.trouble")
    width = wide.horizontalAdvance(text) + 2
    device = painter.viewport().width() if painter.viewport().width() else 0
    boxes = (
        QRectF(left, theme.px(top), width, wide.height())
        for top in NOTE
        for left in (device - width - 16.0, 16.0)
    )
    line = room.first_free(box for box in boxes if not placed.is_under(box))
    if line is not None:
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)


class _Mark:
    """The mark of one count, px: its middle, radius, the box round it, and its share in words."""

    def __init__(self, trouble: Trouble, camera: Camera, frames: np.ndarray) -> None:
        self.at = camera.point(_place(frames, trouble))
        self.radius = max(MARK * camera.scale * float(np.sqrt(2 * trouble.share)), 3.0)
        corner = QPointF(self.radius, self.radius)
        self.box = QRectF(self.at - corner, self.at + corner)
        self._square = trouble.kind == "pars"
        share = f"{100 * trouble.share:.0f}\u202f%"
        name = "-".join(dict.fromkeys(trouble.ends))
        self.text = f"{name} {trouble.kind} {share}"
        if trouble.stretch:
            self.text = f"{name} discs, all: at most {share}"

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint a square for a pars, a ring for a disc."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for token, width in (("on_pill", 4.5), ("status_high", 2.2)):
            painter.setPen(theme.pen(token, width))
            if self._square:
                painter.drawRect(self.box)
            else:
                painter.drawEllipse(self.box)


class _Flag(Struct, frozen=True):
    """A share in words, its place, and the line to it from its mark, px."""

    text: str
    box: QRectF
    start: QPointF
    end: QPointF

    @property
    def cost(self) -> float:
        """px of the line; downwards, where the roller is, they count more."""
        length = self.end.y() - self.start.y()
        return UNDER * length if length > 0 else -length


def _arranged(
    marks: list[_Mark],
    sizes: list[tuple[float, float]],
    placed: PlacedFigure,
    kept: list[QRectF],
    room: Room,
    side: int,
    inside: int,
) -> list[_Flag]:
    """Flags, on one side of their lines where they can be, 1 for the right: the mark that is
    furthest there comes first, so that the next one's line runs past its flag.

    Args:
        inside: rows under the skin that they may take up.
    """
    found = []
    for mark, size in sorted(zip(marks, sizes, strict=True), key=lambda at: -side * at[0].at.x()):
        for way in (side, -side):
            free = [
                flag
                for flag in _flags(mark, placed, *size, way, inside)
                if room.is_free(flag.box)
                and not room.crosses(flag.start, flag.end)
                and not any(flag.box.intersects(other) for other in kept)
            ]
            if free:
                best = min(free, key=lambda flag: flag.cost)
                room.take(best.box)
                room.take_line(best.start, best.end)
                found.append(best)
                break
    return found


def _flags(
    mark: _Mark, placed: PlacedFigure, width: float, height: float, side: int, inside: int
) -> Iterator[_Flag]:
    """Places over and under the skin at a mark, to the right of its line (1) or the left (-1)."""
    x = mark.at.x()
    left = x - 1 if side > 0 else x + 1 - width
    skin = placed.skin[np.abs(placed.skin[:, 0] - x) < width / 4, 1]
    for up, edge in ((1, float(skin.min())), (-1, float(skin.max()))):
        start = QPointF(x, mark.at.y() - up * mark.radius)
        for row in range(-inside, FLAGS):
            end = QPointF(x, edge - up * (GAP + row * (height + 2)))
            if up * (start.y() - end.y()) > 0:
                top = end.y() - height if up > 0 else end.y()
                yield _Flag(mark.text, QRectF(left, top, width, height), start, end)


def _place(frames: np.ndarray, each: Trouble) -> np.ndarray:
    """Middle of a count's place, m."""
    rows = [LEVELS.index(end) if end in LEVELS else len(LEVELS) for end in each.ends]
    poses = []
    for row in rows:
        if row < len(LEVELS):
            poses.append(frames[row])
        else:  # below the last vertebra: as far on as the one above it is away
            poses.append(2 * frames[len(LEVELS) - 1] - frames[len(LEVELS) - 2])
    middle: np.ndarray = (poses[0] + poses[1])[:2] / 2
    return middle
