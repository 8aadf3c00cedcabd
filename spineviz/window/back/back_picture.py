"""Pressure on the whole back under the outlines of its bones, as a value that paints itself."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QLinearGradient, QPainter, QPolygonF

from spineviz.anatomy.levels import TABLE_STATURE
from spineviz.drawing.back_chart import ChartPart, back_chart
from spineviz.drawing.pressure_grid import BEYOND, CELL, HALF, Back, back, lies_on_back
from spineviz.outcome import Balanced, Rolled
from spineviz.scene import LEVELS
from spineviz.session.shown import Shown
from spineviz.simulation.place import RollerTrack, track_of
from spineviz.values import VALUE
from spineviz.window.paint.camera import polygon
from spineviz.window.paint.picture import base, fitted, painted
from spineviz.window.paint.theme import PRESSURE_TOP_KPA, Theme, blend, pressure_colour

PEAK = VALUE["peak_kPa"]

NATURAL = QSizeF(240.0, 110.0)
"""px at 100 % from which on the type has its usual size."""

TICKS = (0, 10, 20, 40, 80)
AXIS = 38.0  # px beside the map at 100 %, as beside the curve
SHOWN_KPA = 0.5  # below it the skin shows
TITLES = ("Pressure on the back, kPa, seen from behind", "Pressure on the back, kPa", "kPa")
"""From the longest to the shortest."""

NO_BACK = "Drawn where the back lies on a roller."
NOTHING = "Nothing is known yet."

_bones: dict[Hashable, list[tuple[ChartPart, QPolygonF]]] = {}
"""Outlines of the bones in px, for the place that was painted last."""


@lru_cache(maxsize=4)
def grid_of(outcome: Balanced | None) -> Back | None:
    """The pads of an outcome laid out, or None where no back lies on a roller."""
    return back(outcome) if lies_on_back(outcome) else None


@dataclass(frozen=True, slots=True, eq=False)
class BackPicture:
    """The pads of the back as an image, along as under the curve, across true to the same scale
    where there is room.

    Attributes:
        outcome: of the scene, or None where it has none.
        shown, theme: see there.
        message: why there is no outcome.
    """

    outcome: Balanced | None
    shown: Shown
    theme: Theme
    message: str = ""

    @property
    def words(self) -> str:
        """The picture in a sentence, or why there is none."""
        outcome = self.outcome
        if lies_on_back(outcome):
            return (
                f"Roller under {outcome.roller.place.nearest}, highest pressure"
                f" {PEAK.text(outcome.roller.peak_kPa)} at {outcome.roller.peak_level}."
            )
        return NO_BACK if outcome is not None else self.message or NOTHING

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box; all but the pressure itself in vectors."""
        theme = fitted(self.theme, box, NATURAL)
        with painted(painter, box) as local:
            painter.fillRect(local, theme.color("panel"))
            small = theme.font(base(), 12)
            metrics = QFontMetricsF(small)
            painter.setFont(small)
            painter.setPen(theme.color("ink2"))
            outcome, grid = self.outcome, grid_of(self.outcome)
            if not isinstance(outcome, Rolled) or grid is None:
                wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(local.adjusted(12, 0, -12, 0), wrap, self.words)
                return
            line = metrics.height()
            room = local.adjusted(theme.px(AXIS), line + 5, -1, -line - 6)
            fitting = (each for each in TITLES
                       if metrics.horizontalAdvance(each) + 3 <= room.width())  # fmt: skip
            painter.drawText(QPointF(room.left() + 3, 3 + metrics.ascent()), next(fitting, ""))
            place = _Place(room, track_of(outcome.person), outcome.scene.person_stature_m)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place.map, _image(theme, grid))
            self._paint_bones(painter, theme, place, outcome)
            _paint_levels(painter, theme, place, room, small)
            scale = QRectF(4, room.top(), room.left() - 4, room.height())
            _paint_bar(painter, theme, scale, small)
            painter.setPen(theme.color("ink2"))
            if place.map.height() > 3 * line:
                top, bottom = place.map.top() + metrics.ascent() + 1, place.map.bottom()
                painter.drawText(QPointF(room.left() + 5, top), "right")
                painter.drawText(QPointF(room.left() + 5, bottom - metrics.descent()), "left")
            self._paint_peak(painter, theme, place, outcome, grid)

    def _paint_bones(
        self, painter: QPainter, theme: Theme, place: _Place, outcome: Balanced
    ) -> None:
        painter.save()
        painter.setClipRect(place.map)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        scene = outcome.scene
        key = (place.key, scene.arms, scene.without)
        bones = _bones.get(key)
        if bones is None:
            parts = back_chart(scene.arms, scene.without)
            bones = [(part, polygon(place.part(part))) for part in parts]
            _bones.clear()  # of another place or person
            _bones[key] = bones
        pens = {"blade": theme.pen("scapula", 1.6), "crest": theme.pen("scapula", 1.6)}
        other = theme.pen("ink3", 0.9)
        for part, points in bones:
            painter.setPen(pens.get(part.kind, other))
            if part.closed:
                painter.drawPolygon(points)
            else:
                painter.drawPolyline(points)
        painter.restore()

    def _paint_peak(
        self, painter: QPainter, theme: Theme, place: _Place, outcome: Rolled, grid: Back
    ) -> None:
        """The roller as a line, and a ring with its number where the pressure is highest."""
        x = place.x(outcome.roller.place.mm)
        painter.setPen(theme.pen("accent", 1.5))
        painter.drawLine(QPointF(x, place.map.top() - 3), QPointF(x, place.map.bottom() + 3))
        # the middle of one of the pads that carry it
        one = grid.pad[np.unravel_index(np.argmax(grid.pressure_kPa), grid.pad.shape)]
        along, across = np.argwhere(grid.pad == one).mean(axis=0)
        spot = QPointF(
            place.x(float(grid.along_mm[0] + (along + 0.5) * CELL)),
            place.y(float(grid.across_mm[0] + (across + 0.5) * CELL)),
        )
        bold = theme.font(base(), 13, bold=True)
        metrics = QFontMetricsF(bold)
        text = f"{PEAK.word} {PEAK.text(outcome.roller.peak_kPa)}"
        width, height = metrics.horizontalAdvance(text) + 14, metrics.height() + 4
        # the number stands beside the pressure, not on it
        loaded = np.flatnonzero(grid.shown_kPa.max(axis=1) > SHOWN_KPA)
        first, last = (place.x(float(grid.along_mm[k])) for k in (loaded[0], loaded[-1] + 1))
        right = last + 10 + width <= place.map.right()
        left = last + 10 if right else max(first - 10 - width, place.map.left())
        box = QRectF(left, spot.y() - height / 2, width, height)
        painter.setPen(theme.pen("on_pill", 1.5))
        painter.drawLine(spot, QPointF(box.left() if right else box.right(), spot.y()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("pill"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(theme.pen("pill", 1))
        painter.setBrush(theme.color("on_pill"))
        painter.drawEllipse(spot, 3.5, 3.5)
        painter.setPen(theme.color("on_pill"))
        painter.setFont(bold)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class _Place:
    """Where a place of the back is on the screen; `map` is the box of the image, px."""

    def __init__(self, room: QRectF, track: RollerTrack, stature: float) -> None:
        last = float(track.position_mm[-1])
        self._start, self._end = -BEYOND[0], last + BEYOND[1]
        along = room.width() / (self._end - self._start)
        across = min(along, room.height() / (2 * HALF))
        height = 2 * HALF * across
        self.map = QRectF(room.left(), room.center().y() - height / 2, room.width(), height)
        self._across = across
        # what outlines depend on beside arms and what-ifs
        self.key = (self.map.getRect(), stature, track)
        self._size = stature / TABLE_STATURE
        self._levels = np.arange(len(LEVELS) - len(track.levels), len(LEVELS))
        self.track = track

    def x(self, mm: float) -> float:
        """Column of a place down the spine."""
        return self.map.left() + self.map.width() * (mm - self._start) / (self._end - self._start)

    def y(self, mm: float) -> float:
        """Row of a place across, the person's left below."""
        return self.map.center().y() + self._across * mm

    def part(self, part: ChartPart) -> np.ndarray:
        """An outline in px."""
        level, across = part.points.T
        at, marks = self._levels, self.track.position_mm
        along = np.interp(level, at, marks)
        along += np.minimum(level - at[0], 0) * (marks[1] - marks[0])
        along += np.maximum(level - at[-1], 0) * (marks[-1] - marks[-2])
        scale = self.map.width() / (self._end - self._start)
        x = self.map.left() + scale * (along - self._start)
        return np.stack((x, self.map.center().y() + self._across * self._size * across), axis=1)


def _paint_levels(
    painter: QPainter, theme: Theme, place: _Place, room: QRectF, font: QFont
) -> None:
    """Names of the levels under the map, as many as there is room for."""
    metrics = QFontMetricsF(font)
    names = place.track.levels
    marks = place.track.position_mm.tolist()
    widest = max(metrics.horizontalAdvance(name) for name in names) + 6
    nearest = min(place.x(b) - place.x(a) for a, b in pairwise(marks))
    every = max(1, int(np.ceil(widest / nearest)))
    base = room.bottom() + 4 + metrics.ascent()
    for row, (name, mark) in enumerate(zip(names, marks, strict=True)):
        x = place.x(mark)
        painter.setPen(theme.pen("field_line", 1))
        painter.drawLine(QPointF(x, room.bottom()), QPointF(x, room.bottom() + 4))
        if row % every == 0:
            painter.setPen(theme.color("ink2"))
            painter.drawText(QPointF(x - metrics.horizontalAdvance(name) / 2, base), name)


def _paint_bar(painter: QPainter, theme: Theme, box: QRectF, font: QFont) -> None:
    """The scale of the colours, kPa."""
    metrics = QFontMetricsF(font)
    half = metrics.ascent() / 2
    bar = QRectF(box.left(), box.top() + half, theme.px(8), box.height() - 2 * half)
    shade = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    for row, stop in enumerate(theme.pressure):
        shade.setColorAt(row / (len(theme.pressure) - 1), stop)
    painter.setBrush(shade)
    painter.setPen(theme.pen("field_line", 1))
    painter.drawRect(bar)
    painter.setFont(font)
    last = np.inf
    for tick in TICKS:
        y = bar.bottom() - bar.height() * tick / PRESSURE_TOP_KPA
        painter.setPen(theme.pen("ink2", 1))
        painter.drawLine(QPointF(bar.right() - 3, y), QPointF(bar.right(), y))
        if last - y >= 1.2 * metrics.ascent():  # in a low map 10 has no room
            painter.drawText(QPointF(bar.right() + 3, y + half - 1), f"{tick}")
            last = y


@lru_cache(maxsize=4)
def _table(theme: Theme) -> np.ndarray:
    """Colours of the pressure scale, four to a kPa, shape (n, 4), and that of bare skin last."""
    steps = np.arange(0, PRESSURE_TOP_KPA + 0.25, 0.25)
    found = [pressure_colour(theme, float(step)).getRgb() for step in steps]
    found.append(blend(theme.skin_bottom, theme.panel, 0.45).getRgb())
    found.append(theme.color("panel").getRgb())
    return np.array(found, dtype=np.uint8)


@lru_cache(maxsize=4)
def _image(theme: Theme, grid: Back) -> QImage:
    return colours(theme, grid)


def colours(theme: Theme, grid: Back) -> QImage:
    """The grid as an image: columns down the spine, rows across from the person's right."""
    table = _table(theme)
    scale = len(table) - 3
    index = np.clip(np.round(grid.shown_kPa * 4), 0, scale).astype(int)
    index[grid.shown_kPa < SHOWN_KPA] = len(table) - 2
    index[~grid.body] = len(table) - 1
    pixels = np.ascontiguousarray(table[index.T])
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.copy()
