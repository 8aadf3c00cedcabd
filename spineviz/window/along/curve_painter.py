"""Paints the pressure along the back, the sweep of the levels behind it, and their scales."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from spineviz.drawing.profile import Profile
from spineviz.outcome import Rolled
from spineviz.scene import ROLLED_LEVELS, SHORT
from spineviz.simulation.place import RollerTrack
from spineviz.values import Numbers
from spineviz.window.along.curve_axes import PEAK, SHARES, SPINE, TICKS, Axes, outline, over, up
from spineviz.window.figure.rail_painter import ZONES
from spineviz.window.paint.theme import PRESSURE_TOP_KPA, Theme


@dataclass(frozen=True, slots=True, eq=False)
class CurvePainter:
    """One picture of the plot.

    Attributes:
        theme, base: colours and sizes, and the font that sizes are put on.
        axes, track: the scales, and where the levels are on them.
        outcome, profile: what is shown now, or None.
        baseline: profile at the level of the baseline, or None where it is not shown.
        sweep: numbers by level, as far as they are known.
        marked: the level that is lit up, or nothing.
    """

    theme: Theme
    base: QFont
    axes: Axes
    track: RollerTrack
    outcome: Rolled | None
    profile: Profile | None
    baseline: Profile | None
    sweep: Mapping[str, Numbers]
    marked: str

    def paint(self, painter: QPainter) -> None:
        """Paint everything but the title."""
        self._paint_ground(painter)
        if self.baseline is not None:
            self._paint_baseline(painter, self.baseline)
        self._paint_curve(painter)
        self._paint_sweep(painter)
        self._paint_levels(painter)
        self._paint_cursor(painter)
        self._paint_peak(painter)

    @property
    def small(self) -> QFont:
        """The font of the scales."""
        return self.theme.font(self.base, 12)

    @property
    def label(self) -> str:
        """The number at the peak, or nothing."""
        if self.outcome is None or self.profile is None:
            return ""
        return PEAK.text(self.outcome.roller.peak_kPa)

    def _paint_ground(self, painter: QPainter) -> None:
        """Zones, lines of the scale with their numbers, and the hatched room above the scale."""
        font = self.small
        theme, box = self.theme, self.axes.box
        letters = [SHORT.get(name, name)[0] for name in self.track.levels]
        middles = [(a + b) / 2 for a, b in itertools.pairwise(self.track.position_mm.tolist())]
        changes = [
            middle
            for middle, (a, b) in zip(middles, itertools.pairwise(letters), strict=True)
            if a != b
        ]
        edges = [box.left(), *(self.axes.x(each) for each in changes), box.right()]
        for row, (left, right) in enumerate(itertools.pairwise(edges)):
            zone = QRectF(left, box.top(), right - left, box.height())
            painter.fillRect(zone, theme.color("canvas" if row % 2 else "canvas_low"))
        above = QRectF(
            box.left(), box.top(), box.width(), self.axes.y(PRESSURE_TOP_KPA) - box.top()
        )
        painter.fillRect(above, QBrush(theme.color("line"), Qt.BrushStyle.BDiagPattern))
        painter.setFont(font)
        high = QFontMetricsF(font).capHeight() + 3
        taken: list[float] = []
        for value in TICKS:
            y = self.axes.y(value)
            painter.setPen(theme.pen("line", 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            if all(abs(y - other) >= high for other in taken):
                taken.append(y)
                self._tick(painter, font, QPointF(box.left() - theme.px(6), y), f"{value}", True)
        for value in SHARES:
            y = self.axes.y_share(value / 100)
            self._tick(painter, font, QPointF(box.right() + theme.px(6), y),
                       f"{value}\u202f%", False)  # fmt: skip
        marked = dict(zip(self.track.levels, self.track.position_mm.tolist(), strict=True)).get(
            self.marked
        )
        if marked is not None:
            half = theme.px(9)
            column = QRectF(self.axes.x(marked) - half, box.top(), 2 * half, box.height())
            painter.fillRect(column, theme.color("selected"))
        self._paint_zones(painter, edges, list(dict.fromkeys(letters)), above)

    def _paint_zones(
        self,
        painter: QPainter,
        edges: Sequence[float],
        letters: Sequence[str],
        above: QRectF,
    ) -> None:
        """Names of the zones in the hatched room, at either end of each, off what stands there."""
        theme = self.theme
        painter.setFont(theme.font(self.base, 12, bold=True))
        metrics = QFontMetricsF(painter.font())
        if above.height() < metrics.height():
            return
        taken = [self.pill]
        at, outcome = self.peak_at, self.outcome
        if at is not None and outcome is not None:
            half = theme.px(8)
            taken.append(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
            x = self.axes.x(outcome.roller.place.mm)
            taken.append(QRectF(x - 4, above.top(), 8, above.height()))
        for row, (letter, (left, right)) in enumerate(
            zip(letters, itertools.pairwise(edges), strict=True)
        ):
            width = metrics.horizontalAdvance(ZONES[letter]) + 12
            for start in (left + 2, right - 2 - width):
                room = QRectF(start, above.top(), width, above.height())
                if not any(room.intersects(other) for other in taken):
                    painter.fillRect(room, theme.color("canvas" if row % 2 else "canvas_low"))
                    painter.setPen(theme.color("ink2"))
                    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, ZONES[letter])
                    break

    def _tick(self, painter: QPainter, font: QFont, at: QPointF, text: str, before: bool) -> None:
        """A number of a scale, before or after a point."""
        metrics = QFontMetricsF(font)
        painter.setPen(self.theme.color("ink2"))
        x = at.x() - metrics.horizontalAdvance(text) if before else at.x()
        painter.drawText(QPointF(x, at.y() + metrics.capHeight() / 2), text)

    def _paint_baseline(self, painter: QPainter, baseline: Profile) -> None:
        """The same roller at the level of the baseline, dashed."""
        theme = self.theme
        pen = QPen(theme.color("ink2"), 1.4 * theme.lines)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(outline(self.axes, baseline)))

    def _paint_curve(self, painter: QPainter) -> None:
        """The pressure now, filled in the colours of the fixed scale."""
        if self.profile is None:
            return
        theme = self.theme
        line = outline(self.axes, self.profile)
        shade = QLinearGradient(
            QPointF(0, self.axes.y(0)), QPointF(0, self.axes.y(PRESSURE_TOP_KPA))
        )
        for row, stop in enumerate(theme.pressure):
            shade.setColorAt(row / (len(theme.pressure) - 1), stop)
        under = QPainterPath()
        floor = self.axes.y(0)
        under.addPolygon(
            QPolygonF([QPointF(line[0].x(), floor), *line, QPointF(line[-1].x(), floor)])
        )
        painter.setClipRect(self.axes.box)
        painter.fillPath(under, shade)
        painter.setPen(theme.pen("ink", 1.5))
        painter.drawPolyline(QPolygonF(line))
        painter.setClipping(False)

    def _paint_sweep(self, painter: QPainter) -> None:
        """Peak and share of each level: circles on a line, and squares on a dashed line; a peak
        beyond the scale is a triangle in the hatched room."""
        theme = self.theme
        columns = dict(zip(self.track.levels, self.track.position_mm.tolist(), strict=True))
        half = theme.px(3)
        rows = [(self.axes.x(columns[name]), self.sweep.get(name)) for name in self.track.levels]
        past: list[tuple[QPointF, str]] = []
        halo = QPen(theme.color("panel"), 4.0 * max(1.0, theme.lines / 2))
        for token, dashed in (("path_spine", True), ("ink2", False)):
            places = [
                None
                if each is None
                else QPointF(x, self.axes.y_share(each[SPINE.key]))
                if dashed
                else QPointF(x, self.axes.y(min(each[PEAK.key], over(PRESSURE_TOP_KPA))))
                for x, each in rows
            ]
            pen = theme.pen(token, 1.6)
            if dashed:
                pen.setDashPattern([2, 2])
            for one in (halo, pen):
                painter.setPen(one)
                for a, b in itertools.pairwise(places):
                    if a is not None and b is not None:
                        painter.drawLine(a, b)
            painter.setPen(QPen(theme.color("panel"), 1))
            painter.setBrush(theme.color(token))
            for place, (_, each) in zip(places, rows, strict=True):
                if place is None or each is None:
                    continue
                if dashed:
                    painter.drawRect(QRectF(place.x() - half, place.y() - half,
                                            2 * half, 2 * half))  # fmt: skip
                elif each[PEAK.key] > PRESSURE_TOP_KPA:
                    painter.drawPolygon(up(place, 1.4 * half))
                    past.append((place, PEAK.figure(each[PEAK.key])))
                else:
                    painter.drawEllipse(place, half, half)

        self._paint_past(painter, past)

    def _paint_past(self, painter: QPainter, past: Sequence[tuple[QPointF, str]]) -> None:
        """Numbers of peaks beyond the scale, beside their triangles, where they have room."""
        theme = self.theme
        painter.setFont(theme.font(self.base, 12))
        metrics = QFontMetricsF(painter.font())
        half = theme.px(5)
        taken = [self.pill]
        taken += [QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half) for at, _ in past]
        for place, text in past:
            width = metrics.horizontalAdvance(text) + 4
            box = QRectF(place.x() + theme.px(6), place.y() - metrics.height() / 2,
                         width, metrics.height())  # fmt: skip
            if any(box.intersects(other) for other in taken):
                continue
            taken.append(box)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("panel"))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(theme.color("ink2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_levels(self, painter: QPainter) -> None:
        """Names under the axis; inside a zone only the numbers, where they have room."""
        font = self.small
        theme, box = self.theme, self.axes.box
        bold = theme.font(self.base, 12, bold=True)
        letters = [SHORT.get(name, name)[0] for name in self.track.levels]
        last = len(letters) - 1
        here = self.outcome.roller.place.nearest if self.outcome is not None else ""
        y = box.bottom()
        columns = [self.axes.x(float(each)) for each in self.track.position_mm]
        painter.setPen(theme.pen("floor_line", 1))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        taken: list[QRectF] = []
        if here:
            column = columns[self.track.levels.index(here)]
            taken.append(self._paint_chip(painter, column, y, SHORT.get(here, here)))
        ends = [
            row
            for row in range(last + 1)
            if row in (0, last)
            or letters[row - 1] != letters[row]
            or letters[row + 1] != letters[row]
        ]
        for row in (*ends, *(row for row in range(last + 1) if row not in ends)):
            name, column = self.track.levels[row], columns[row]
            painter.setPen(theme.pen("floor_line", 1))
            painter.drawLine(QPointF(column, y), QPointF(column, y + 4))
            strong = row in ends or name == self.marked
            name = SHORT.get(name, name)
            text = name if strong or row >= len(ROLLED_LEVELS) else name[1:]
            used = bold if strong else font
            width = QFontMetricsF(used).horizontalAdvance(text)
            label = QRectF(column - width / 2, y + theme.px(4), width, theme.px(18))
            if any(label.adjusted(-3, 0, 3, 0).intersects(other) for other in taken):
                continue
            taken.append(label)
            painter.setFont(used)
            painter.setPen(theme.color("ink" if strong else "ink2"))
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_chip(self, painter: QPainter, column: float, y: float, text: str) -> QRectF:
        """The name of the level of the roller; the box that it takes."""
        theme = self.theme
        bold = theme.font(self.base, 12, bold=True)
        width = QFontMetricsF(bold).horizontalAdvance(text) + theme.px(16)
        chip = QRectF(column - width / 2, y + theme.px(4), width, theme.px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(chip, theme.px(8), theme.px(8))
        painter.setPen(theme.color("on_accent"))
        painter.setFont(bold)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return chip

    def _paint_cursor(self, painter: QPainter) -> None:
        """Where the roller is, from the axis to the top of the plot and no further."""
        outcome = self.outcome
        if outcome is None:
            return
        x = self.axes.x(outcome.roller.place.mm)
        painter.setPen(self.theme.pen("accent", 2))
        painter.drawLine(QPointF(x, self.axes.box.top()), QPointF(x, self.axes.box.bottom()))

    @property
    def peak_at(self) -> QPointF | None:
        """Where the highest pressure is drawn."""
        outcome, found = self.outcome, self.profile
        if outcome is None or found is None:
            return None
        height = min(outcome.roller.peak_kPa, over(PRESSURE_TOP_KPA))
        return QPointF(self.axes.x(float(found.along_mm[found.top])), self.axes.y(height))

    @property
    def pill(self) -> QRectF:
        """The box of the number at the peak: over the point, or beside an arrow."""
        at = self.peak_at
        if at is None:
            return QRectF()
        px, box = self.theme.px, self.axes.box
        metrics = QFontMetricsF(self.theme.font(self.base, 14, bold=True))
        width, height = metrics.horizontalAdvance(self.label) + 8, metrics.height()
        left, top = at.x() - width / 2, at.y() - px(7) - height
        if top < box.top():
            left = at.x() + px(9)
            top = max(at.y() - height / 2, box.top())
        if left + width > box.right():
            left = at.x() - px(9) - width
        return QRectF(left, top, width, height)

    def _paint_peak(self, painter: QPainter) -> None:
        """The highest pressure as a point with its number; beyond the scale as an arrow."""
        outcome, at = self.outcome, self.peak_at
        if outcome is None or at is None:
            return
        theme, pill = self.theme, self.pill
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("panel"))
        painter.drawRoundedRect(pill, 4, 4)
        painter.setFont(theme.font(self.base, 14, bold=True))
        painter.setPen(theme.color("ink"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self.label)
        painter.setPen(theme.pen("panel", 1.5))
        painter.setBrush(theme.color("accent"))
        if outcome.roller.peak_kPa > PRESSURE_TOP_KPA:
            painter.drawPolygon(up(at, theme.px(6)))
        else:
            painter.drawEllipse(at, theme.px(4.5), theme.px(4.5))
