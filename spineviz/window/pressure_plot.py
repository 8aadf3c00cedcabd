"""Pressure along the back, unrolled, and behind it what each level would get: one fixed scale."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QHideEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from spineviz.outcome import Outcome
from spineviz.session.idle import BASELINE_LEVEL, Found, Headlines, Idle, Work
from spineviz.session.place import nearest_level, roller_mm
from spineviz.session.profile import Profile, profile
from spineviz.session.session import Session, State, View
from spineviz.simulation import RollerTrack
from spineviz.window.rail_painter import ZONES
from spineviz.window.sentence import percent
from spineviz.window.theme import LIGHT, PRESSURE_TOP_KPA, Theme

TICKS = (0, 80, 40, 20, 10)  # kPa; where there is little room the last ones have no number
SHARES = (0, 50, 100)  # percent, on the right
LEAST = 136  # px of height at 100 %
HEADROOM = 1.2  # over the end of the scale there is room for what passes it, hatched
BEFORE, AFTER = 30.0, 60.0  # mm that the axis runs on beyond T1 and L5
TITLE = "Pressure along the back"
FAR = 0.5  # of the way to the next level, from which the baseline is drawn beside the curve


@dataclass(frozen=True, slots=True)
class Axes:
    """Where the plot lies in the widget, and how mm and kPa become pixels."""

    box: QRectF
    left_mm: float
    right_mm: float

    def x(self, along_mm: float) -> float:
        """Column of a place down the spine."""
        share = (along_mm - self.left_mm) / (self.right_mm - self.left_mm)
        return self.box.left() + share * self.box.width()

    def y(self, kilopascal: float) -> float:
        """Row of a pressure; the fixed scale ends below the top of the box."""
        return self.box.bottom() - kilopascal / (PRESSURE_TOP_KPA * HEADROOM) * self.box.height()

    def y_share(self, share: float) -> float:
        """Row of a share: the whole stands at the end of the scale of pressure."""
        return self.y(share * PRESSURE_TOP_KPA)


class PressurePlot(QWidget):
    """The highest pressure across the back at each place along it.

    Hidden it computes and paints nothing.

    Signals:
        hovered(str): the level under the mouse, or nothing where it has left.
    """

    hovered = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._idle: Idle | None = None
        self._theme = LIGHT
        self._view: View = session.view
        self._profile: Profile | None = None
        self._beside: Profile | None = None
        self._found: Found | None = None
        self._marked = ""
        self.setObjectName("plot")
        self.setAccessibleName(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumHeight(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        session.changed.connect(self.show_view)

    def follow(self, idle: Idle) -> None:
        """Show what idle work finds out about the other levels."""
        self._idle = idle
        idle.ready.connect(self._show_found)
        idle.want(Work.SWEEP, self.isVisible())

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours and sizes from now on."""
        self._theme = theme
        self.setMinimumHeight(round(theme.px(LEAST)))
        self.update()

    def mark_level(self, name: str) -> None:
        """Light up a level, or none."""
        if name != self._marked:
            self._marked = name
            self.update()

    @property
    def curve(self) -> tuple[np.ndarray, np.ndarray]:
        """Places (mm) and pressures (kPa) of the curve as it is drawn."""
        if self._profile is None:
            return np.zeros(0), np.zeros(0)
        return self._profile.along_mm, self._profile.pressure_kPa

    @property
    def label(self) -> str:
        """The number at the peak, or nothing."""
        outcome = self._view.outcome
        if outcome is None or self._profile is None:
            return ""
        assert outcome.roller is not None
        return f"{outcome.roller.peak_kPa:.0f} kPa"

    @property
    def sweep(self) -> dict[str, Headlines]:
        """Headlines of this scene by level, as far as they are known and a pose was found."""
        if self._found is None:
            return {}
        return {name: each for name, each in self._found.sweep.items() if each is not None}

    def show_view(self, view: View) -> None:
        """Draw the pressure of an outcome, or nothing."""
        if view.state is State.SETTLING:
            return
        self._view = view
        if self.isVisible():
            self._compute()

    def show_beside(self, outcome: Outcome | None) -> None:
        """Draw the pressure of scene A dashed on the same axes, instead of the baseline."""
        self._beside = None if outcome is None else profile(outcome)
        self.update()

    @property
    def curve_beside(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Places (mm) and pressures (kPa) of scene A, or None."""
        if self._beside is None:
            return None
        return self._beside.along_mm, self._beside.pressure_kPa

    def _compute(self) -> None:
        outcome = self._view.outcome
        self._profile = None if outcome is None else profile(outcome)
        if self._idle is not None:
            self._found = self._idle.found
        self._describe()
        self.update()

    def _show_found(self, found: Found) -> None:
        if self.isVisible() and self._view.outcome is not None:
            self._found = found
            self._describe()
            self.update()

    def _describe(self) -> None:
        outcome = self._view.outcome
        if outcome is None or outcome.roller is None:
            self.setAccessibleDescription("no values")
            return
        text = f"Peak {outcome.roller.peak_kPa:.0f} kPa at {outcome.roller.peak_level}."
        levels = "; ".join(
            f"{name} {each.peak_kPa:.0f} kPa, {percent(each.spine_share)} to the spine"
            for name, each in self.sweep.items()
        )
        self.setAccessibleDescription(f"{text} By level: {levels}" if levels else text)

    def _axes(self, track: RollerTrack) -> Axes:
        px = self._theme.px
        top = px(28) if self._wide_title() else px(44)
        box = QRectF(self.rect()).adjusted(px(40), top, -px(46), -px(24))
        return Axes(box, -BEFORE, float(track.position_mm[-1]) + AFTER)

    def _wide_title(self) -> bool:
        """Whether title and legend stand in one row."""
        return self.width() >= self._theme.px(720)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for the curve under its title."""
        return QSize(500, round(self._theme.px(200)))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the scene."""
        super().showEvent(event)
        self._compute()
        if self._idle is not None:
            self._idle.want(Work.SWEEP, True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the other levels."""
        super().hideEvent(event)
        if self._idle is not None:
            self._idle.want(Work.SWEEP, False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the level under the mouse."""
        track = self._session.track
        axes = self._axes(track)
        columns = np.array([axes.x(float(each)) for each in track.position_mm])
        name = track.levels[int(np.argmin(np.abs(columns - event.position().x())))]
        self.hovered.emit(name)
        each = self.sweep.get(name)
        self.setToolTip(
            f"Roller under {name}: peak {each.peak_kPa:.0f} kPa,"
            f" {percent(each.spine_share)} straight to the spine"
            if each
            else ""
        )

    def leaveEvent(self, event: object) -> None:
        """Point at nothing."""
        self.hovered.emit("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plot."""
        theme, track = self._theme, self._session.track
        axes = self._axes(track)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.setPen(theme.pen("line", 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = theme.font(self.font(), 12)
        self._paint_ground(painter, axes, track, small)
        sweep, baseline = self.sweep, self._baseline(track)
        if baseline is not None:
            self._paint_baseline(painter, axes, baseline)
        self._paint_curve(painter, axes)
        self._paint_sweep(painter, axes, track, sweep)
        self._paint_levels(painter, axes, track, small)
        self._paint_cursor(painter, axes)
        self._paint_peak(painter, axes)
        self._paint_head(painter, axes, bool(sweep), baseline, small)
        painter.end()

    def _paint_ground(self, painter: QPainter, axes: Axes, track: RollerTrack, font: QFont) -> None:
        """Zones, lines of the scale with their numbers, and the hatched room above the scale."""
        theme, box = self._theme, axes.box
        letters = [name[0] for name in track.levels]
        middles = [(a + b) / 2 for a, b in itertools.pairwise(track.position_mm.tolist())]
        changes = [
            middle
            for middle, (a, b) in zip(middles, itertools.pairwise(letters), strict=True)
            if a != b
        ]
        edges = [box.left(), *(axes.x(each) for each in changes), box.right()]
        for row, (left, right) in enumerate(itertools.pairwise(edges)):
            zone = QRectF(left, box.top(), right - left, box.height())
            painter.fillRect(zone, theme.color("canvas" if row % 2 else "canvas_low"))
        above = QRectF(box.left(), box.top(), box.width(), axes.y(PRESSURE_TOP_KPA) - box.top())
        painter.fillRect(above, QBrush(theme.color("line"), Qt.BrushStyle.BDiagPattern))
        painter.setFont(font)
        high = QFontMetricsF(font).capHeight() + 3
        taken: list[float] = []
        for value in TICKS:
            y = axes.y(value)
            painter.setPen(theme.pen("line", 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            if all(abs(y - other) >= high for other in taken):
                taken.append(y)
                self._tick(painter, font, QPointF(box.left() - theme.px(6), y), f"{value}", True)
        for value in SHARES:
            y = axes.y_share(value / 100)
            self._tick(painter, font, QPointF(box.right() + theme.px(6), y),
                       f"{value}\u202f%", False)  # fmt: skip
        marked = dict(zip(track.levels, track.position_mm.tolist(), strict=True)).get(self._marked)
        if marked is not None:
            half = theme.px(9)
            column = QRectF(axes.x(marked) - half, box.top(), 2 * half, box.height())
            painter.fillRect(column, theme.color("selected"))
        painter.setFont(theme.font(self.font(), 12, bold=True))
        metrics = QFontMetricsF(painter.font())
        pill = self._pill(axes)
        for row, (left, letter) in enumerate(zip(edges, dict.fromkeys(letters), strict=False)):
            width = metrics.horizontalAdvance(ZONES[letter]) + 12
            room = QRectF(left + 2, box.top(), width, above.height())
            if not room.intersects(pill) and room.height() >= metrics.height():
                painter.fillRect(room, theme.color("canvas" if row % 2 else "canvas_low"))
                painter.setPen(theme.color("ink2"))
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, ZONES[letter])

    def _tick(self, painter: QPainter, font: QFont, at: QPointF, text: str, before: bool) -> None:
        """A number of a scale, before or after a point."""
        metrics = QFontMetricsF(font)
        painter.setPen(self._theme.color("ink2"))
        x = at.x() - metrics.horizontalAdvance(text) if before else at.x()
        painter.drawText(QPointF(x, at.y() + metrics.capHeight() / 2), text)

    def _baseline(self, track: RollerTrack) -> Profile | None:
        """The profile of scene A, or else at the level of the baseline while the roller is
        elsewhere."""
        outcome, found = self._view.outcome, self._found
        if self._beside is not None:
            return self._beside
        if outcome is None or found is None or found.baseline is None:
            return None
        row = track.levels.index(BASELINE_LEVEL)
        near = FAR * float(track.position_mm[row + 1] - track.position_mm[row])
        away = abs(roller_mm(outcome.scene) - float(track.position_mm[row])) > near
        return found.baseline.profile if away and found.scene == outcome.scene else None

    def _paint_baseline(self, painter: QPainter, axes: Axes, baseline: Profile) -> None:
        """The same roller at the level of the baseline, dashed."""
        theme = self._theme
        pen = QPen(theme.color("ink2"), 1.4 * theme.lines)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(_outline(axes, baseline)))

    def _paint_curve(self, painter: QPainter, axes: Axes) -> None:
        """The pressure now, filled in the colours of the fixed scale."""
        if self._profile is None:
            return
        theme = self._theme
        line = _outline(axes, self._profile)
        shade = QLinearGradient(QPointF(0, axes.y(0)), QPointF(0, axes.y(PRESSURE_TOP_KPA)))
        for row, stop in enumerate(theme.pressure):
            shade.setColorAt(row / (len(theme.pressure) - 1), stop)
        under = QPainterPath()
        floor = axes.y(0)
        under.addPolygon(
            QPolygonF([QPointF(line[0].x(), floor), *line, QPointF(line[-1].x(), floor)])
        )
        painter.setClipRect(axes.box)
        painter.fillPath(under, shade)
        painter.setPen(theme.pen("ink", 1.5))
        painter.drawPolyline(QPolygonF(line))
        painter.setClipping(False)

    def _paint_sweep(
        self, painter: QPainter, axes: Axes, track: RollerTrack, sweep: dict[str, Headlines]
    ) -> None:
        """Peak and share of each level: circles on a line, and squares on a dashed line; a peak
        beyond the scale is a triangle in the hatched room."""
        theme = self._theme
        columns = dict(zip(track.levels, track.position_mm.tolist(), strict=True))
        half = theme.px(3)
        rows = [(axes.x(columns[name]), sweep.get(name)) for name in track.levels]
        past: list[tuple[QPointF, str]] = []
        halo = QPen(theme.color("panel"), 4.0 * max(1.0, theme.lines / 2))
        for token, dashed in (("path_spine", True), ("ink2", False)):
            places = [
                None
                if each is None
                else QPointF(x, axes.y_share(each.spine_share))
                if dashed
                else QPointF(x, axes.y(min(each.peak_kPa, _over(PRESSURE_TOP_KPA))))
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
                elif each.peak_kPa > PRESSURE_TOP_KPA:
                    painter.drawPolygon(_up(place, 1.4 * half))
                    past.append((place, f"{each.peak_kPa:.0f}"))
                else:
                    painter.drawEllipse(place, half, half)

        self._paint_past(painter, axes, past)

    def _paint_past(
        self, painter: QPainter, axes: Axes, past: Sequence[tuple[QPointF, str]]
    ) -> None:
        """Numbers of peaks beyond the scale, beside their triangles, where they have room."""
        theme = self._theme
        painter.setFont(theme.font(self.font(), 12))
        metrics = QFontMetricsF(painter.font())
        taken = self._pill(axes).adjusted(-2, -2, 2, 2)
        for place, text in past:
            width = metrics.horizontalAdvance(text) + 4
            box = QRectF(place.x() + theme.px(6), place.y() - metrics.height() / 2,
                         width, metrics.height())  # fmt: skip
            if box.intersects(taken):
                continue
            taken = taken.united(box)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("panel"))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(theme.color("ink2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_levels(self, painter: QPainter, axes: Axes, track: RollerTrack, font: QFont) -> None:
        """Names under the axis; inside a zone only the numbers, where they have room."""
        theme, box = self._theme, axes.box
        bold = theme.font(self.font(), 12, bold=True)
        letters = [name[0] for name in track.levels]
        last = len(letters) - 1
        here = nearest_level(self._view.scene) if self._view.outcome is not None else ""
        y = box.bottom()
        columns = [axes.x(float(each)) for each in track.position_mm]
        painter.setPen(theme.pen("floor_line", 1))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        taken: list[QRectF] = []
        if here:
            taken.append(self._paint_chip(painter, columns[track.levels.index(here)], y, here))
        ends = [
            row
            for row in range(last + 1)
            if row in (0, last)
            or letters[row - 1] != letters[row]
            or letters[row + 1] != letters[row]
        ]
        for row in (*ends, *(row for row in range(last + 1) if row not in ends)):
            name, column = track.levels[row], columns[row]
            painter.setPen(theme.pen("floor_line", 1))
            painter.drawLine(QPointF(column, y), QPointF(column, y + 4))
            strong = row in ends or name == self._marked
            text = name if strong else name[1:]
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
        theme = self._theme
        bold = theme.font(self.font(), 12, bold=True)
        width = QFontMetricsF(bold).horizontalAdvance(text) + theme.px(16)
        chip = QRectF(column - width / 2, y + theme.px(4), width, theme.px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(chip, theme.px(8), theme.px(8))
        painter.setPen(theme.color("on_accent"))
        painter.setFont(bold)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return chip

    def _paint_cursor(self, painter: QPainter, axes: Axes) -> None:
        """Where the roller is, from the axis to the top of the plot and no further."""
        outcome = self._view.outcome
        if outcome is None:
            return
        x = axes.x(roller_mm(outcome.scene))
        painter.setPen(self._theme.pen("accent", 2))
        painter.drawLine(QPointF(x, axes.box.top()), QPointF(x, axes.box.bottom()))

    def _peak_at(self, axes: Axes) -> QPointF | None:
        """Where the highest pressure is drawn."""
        outcome, found = self._view.outcome, self._profile
        if outcome is None or found is None:
            return None
        assert outcome.roller is not None
        height = min(outcome.roller.peak_kPa, _over(PRESSURE_TOP_KPA))
        return QPointF(axes.x(float(found.along_mm[found.top])), axes.y(height))

    def _pill(self, axes: Axes) -> QRectF:
        """The box of the number at the peak: over the point, or beside an arrow."""
        at = self._peak_at(axes)
        if at is None:
            return QRectF()
        px, box = self._theme.px, axes.box
        metrics = QFontMetricsF(self._theme.font(self.font(), 14, bold=True))
        width, height = metrics.horizontalAdvance(self.label) + 8, metrics.height()
        left, top = at.x() - width / 2, at.y() - px(7) - height
        if top < box.top():
            left = at.x() + px(9)
            top = max(at.y() - height / 2, box.top())
        if left + width > box.right():
            left = at.x() - px(9) - width
        return QRectF(left, top, width, height)

    def _paint_peak(self, painter: QPainter, axes: Axes) -> None:
        """The highest pressure as a point with its number; beyond the scale as an arrow."""
        outcome, at = self._view.outcome, self._peak_at(axes)
        if outcome is None or at is None:
            return
        assert outcome.roller is not None
        theme, pill = self._theme, self._pill(axes)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("panel"))
        painter.drawRoundedRect(pill, 4, 4)
        painter.setFont(theme.font(self.font(), 14, bold=True))
        painter.setPen(theme.color("ink"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self.label)
        painter.setPen(theme.pen("panel", 1.5))
        painter.setBrush(theme.color("accent"))
        if outcome.roller.peak_kPa > PRESSURE_TOP_KPA:
            painter.drawPolygon(_up(at, theme.px(6)))
        else:
            painter.drawEllipse(at, theme.px(4.5), theme.px(4.5))

    def _paint_head(
        self, painter: QPainter, axes: Axes, swept: bool, baseline: Profile | None, font: QFont
    ) -> None:
        """Title, unit, and the legend of what is drawn."""
        theme = self._theme
        bold = theme.font(self.font(), 15, bold=True)
        row = QRectF(axes.box.left(), theme.px(5), axes.box.width(), theme.px(20))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(bold)
        painter.setPen(theme.color("ink"))
        painter.drawText(row, middle, TITLE)
        after = QFontMetricsF(bold).horizontalAdvance(TITLE) + theme.px(10)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        unit = "highest across it, kPa"
        if after + QFontMetricsF(font).horizontalAdvance(unit) > row.width():
            unit = "kPa"
        painter.drawText(row.adjusted(after, 0, 0, 0), middle, unit)
        short = not self._wide_title()
        entries = []
        if baseline is not None:
            peak = float(baseline.pressure_kPa[baseline.top])
            words = BASELINE_LEVEL if short else f"same roller at {BASELINE_LEVEL}"
            if self._beside is not None:
                words = "A"
            entries.append((f"{words}: {peak:.0f}", "ink2", "dash"))
        if swept:
            entries.append(("peak by level", "ink2", "circle"))
            words = "to spine" if short else "straight to the spine"
            entries.append((f"{words}, %", "path_spine", "square"))
        self._paint_legend(painter, axes, entries, font)

    def _paint_legend(
        self,
        painter: QPainter,
        axes: Axes,
        entries: Sequence[tuple[str, str, str]],
        font: QFont,
    ) -> None:
        """Lines with their words, ending at the right edge of the plot."""
        theme = self._theme
        metrics = QFontMetricsF(font)
        sample, gap = theme.px(22), theme.px(14)
        widths = [sample + 5 + metrics.horizontalAdvance(text) for text, _, _ in entries]
        wide = self._wide_title()
        y = theme.px(15 if wide else 33)
        x = axes.box.right() - sum(widths) - gap * (len(entries) - 1) if wide else axes.box.left()
        for (text, token, kind), width in zip(entries, widths, strict=True):
            pen = theme.pen(token, 1.6)
            if kind != "circle":
                pen.setDashPattern([4, 3] if kind == "dash" else [2, 2])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, y), QPointF(x + sample, y))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(token))
            half, middle = theme.px(3), x + sample / 2
            if kind == "circle":
                painter.drawEllipse(QPointF(middle, y), half, half)
            elif kind == "square":
                painter.drawRect(QRectF(middle - half, y - half, 2 * half, 2 * half))
            painter.setFont(font)
            painter.setPen(theme.color("ink2"))
            painter.drawText(QPointF(x + sample + 5, y + metrics.capHeight() / 2), text)
            x += width + gap


def _over(top: float) -> float:
    """Where in the hatched room something beyond the scale is drawn."""
    return top * (1 + (HEADROOM - 1) * 0.6)


def _outline(axes: Axes, found: Profile) -> list[QPointF]:
    """The loaded part of a profile in pixels, from the axis and back to it."""
    loaded = np.flatnonzero(found.pressure_kPa > 0)
    shown = slice(max(loaded[0] - 1, 0), loaded[-1] + 2)
    # what passes the end of the scale runs on to the edge of the hatched room
    return [
        QPointF(axes.x(x), axes.y(min(p, PRESSURE_TOP_KPA * HEADROOM)))
        for x, p in zip(
            found.along_mm[shown].tolist(), found.pressure_kPa[shown].tolist(), strict=True
        )
    ]


def _up(at: QPointF, half: float) -> QPolygonF:
    """A triangle that points up."""
    return QPolygonF(
        [
            QPointF(at.x(), at.y() - half),
            QPointF(at.x() + half, at.y() + 0.8 * half),
            QPointF(at.x() - half, at.y() + 0.8 * half),
        ]
    )
