"""The plot of the pressure along the back, in pyqtgraph: looked at, zoomed into, exported.

Nothing imports this module before a curve is painted: it takes a fifth of the start of the window.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable
from functools import lru_cache

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QContextMenuEvent,
    QFont,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsRectItem

from spineviz.drawing.profile import Profile
from spineviz.scene import SHORT
from spineviz.window.along.curve import NO_ROLLER, PEAK, SPINE, UNIT, Curve
from spineviz.window.along.level_axis import LevelAxis
from spineviz.window.along.name_place import name_place
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.picture import base, fitted
from spineviz.window.paint.plot_recording import play_scene
from spineviz.window.paint.theme import PRESSURE_TOP_KPA, Theme
from spineviz.window.paint.typeface import metrics_of
from spineviz.words.language import say
from spineviz.words.sentences import ZONES

NATURAL = QSizeF(400.0, 136.0)
"""px at 100 % from which on the type has its usual size."""

TICKS = (0, 10, 20, 40, 80)  # kPa
SHARES = (0, 50, 100)  # percent, on the right; the whole stands at the end of the scale
BREAK = 1.26 * PRESSURE_TOP_KPA
"""kPa up to which, over the end of the scale and hatched, stands what passes it."""
TOP = 1.44 * PRESSURE_TOP_KPA  # at the upper edge: over the hatched room are the names of zones
BEYOND = 1.15 * PRESSURE_TOP_KPA  # where in the hatched room it is drawn

BEFORE, AFTER = 30.0, 60.0  # mm that the axis runs on beyond T1 and the last level
CLOSEST = 60.0  # mm that are seen at least, however far somebody zooms in
ZOOM, MOST_STEPS = 0.85, 10.0  # of what is seen, a step of the wheel; and steps at once

LEFT, RIGHT, HEAD, BELOW = 40.0, 46.0, 28.0, 26.0  # px at 100 % round the plot
NARROW, LOW = 300.0, 110.0  # px at 100 % under which the shares, and the title, have no room

SWEEP_NAMES = (say("curve.swept"), f"{SPINE.short}, {SPINE.unit}")
SHORT_NAMES = (PEAK.word, f"to {SPINE.word}, {SPINE.unit}")
SAMPLE = 62.0  # px of a line in the legend, and of the gaps beside its words


class CurvePlot(pg.PlotWidget):  # type: ignore[misc]
    """Shows a `Curve`.

    The scale of pressure never moves. The wheel with Ctrl zooms along the back and a drag with
    Ctrl pans; a double click shows the whole back again. Without Ctrl nothing moves.

    Signals:
        hovered(str): the level under the pointer, or nothing where it has left.
    """

    hovered = Signal(str)

    def __init__(self) -> None:
        self.axis = LevelAxis()
        super().__init__(
            background=None, plotItem=pg.PlotItem(axisItems={"bottom": self.axis}, enableMenu=False)
        )
        self._picture: Curve | None = None
        self._pan: QPointF | None = None
        self._span = (0.0, 0.0)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it has no key of its own
        plot, self._view = self.plotItem, self.plotItem.vb
        plot.hideButtons()
        plot.updateButtons()
        plot.setTitle(None)
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(False, False)
        plot.showAxis("right")
        plot.setContentsMargins(0, 0, 0, 0)
        self._view.setDefaultPadding(0)
        self._view.setYRange(0, TOP, padding=0)
        self._made: dict[str, Hashable] = {}
        self._zones: list[QGraphicsRectItem | pg.TextItem] = []
        self._lines = self._curve("pairs")
        self._dashed, self._pressure, self._cursor = self._curve(), self._curve(), self._curve()
        self._swept = [self._points("s"), self._points("o")]
        # kept symbols would be pixels, which an export shows
        self._peak = pg.ScatterPlotItem(antialias=True, useCache=False)
        self._cursor.setData([0.0, 0.0], [0.0, BREAK])
        self._words = pg.TextItem()
        self._words.textItem.document().setDocumentMargin(1)
        self._samples: dict[str, pg.PlotDataItem] = {}
        self._head = pg.LabelItem(justify="left")
        self._head.setParentItem(plot)
        self._legend = pg.LegendItem(colCount=3, frame=False, horSpacing=12, verSpacing=0)
        self._legend.setParentItem(plot)
        for order, item in enumerate(
            (self._lines, self._pressure, self._dashed, *self._swept, self._cursor, self._peak)
        ):
            item.setZValue(order + 1)
            plot.addItem(item, ignoreBounds=True)
        self._tagged = ""
        self._tag = pg.TextItem()
        self._tag.textItem.document().setDocumentMargin(1)
        for order, words in ((19, self._tag), (20, self._words)):
            words.setZValue(order)
            plot.addItem(words, ignoreBounds=True)

    def _curve(self, connect: str = "all") -> pg.PlotCurveItem:
        return pg.PlotCurveItem(connect=connect, antialias=True)

    def _points(self, symbol: str) -> pg.PlotDataItem:
        return pg.PlotDataItem(symbol=symbol, antialias=True, connect="finite", useCache=False)

    def show_picture(self, picture: Curve) -> None:
        """Show another picture; who has zoomed stays where they are, as long as it is one back."""
        self._picture = picture
        theme = fitted(picture.theme, QRectF(self.rect()), NATURAL)
        track = picture.track
        if track is None:
            self._clear()
            return
        if self._changed("dress", (theme, self.size())):
            self._dress(theme)
        places = track.position_mm
        span = (-BEFORE, float(places[-1]) + AFTER)
        self._view.setLimits(xMin=span[0], xMax=span[1], minXRange=CLOSEST)
        if span != self._span:
            self._span = span
            self.show_all()
        pressed = picture.pressed
        here = "" if pressed is None else pressed.roller.place.nearest
        seen = (theme, self.size(), track, picture.marked, tuple(self._view.viewRange()[0]))
        if self._changed("levels", (*seen, here)):
            self.axis.show_levels(track.levels, places, here, picture.marked, theme)
        if self._changed("ground", seen):
            self._show_ground(theme, track.levels, places, picture.marked)
        dashed = picture.dashed
        if self._changed("dashed", (theme, dashed)):
            pen = _pen(theme, "ink2", 1.4)
            pen.setDashPattern([4, 3])
            self._dashed.setData(*(([], []) if dashed is None else _loaded(dashed[1])), pen=pen)
        swept = picture.sweep.items() if pressed is not None else ()
        known = tuple((name, numbers[PEAK.key], numbers[SPINE.key]) for name, numbers in swept)
        if self._changed("sweep", (theme, track, known)):
            self._show_sweep(theme, picture)
        self._show_pressure(theme, picture)
        if self._changed("head", (theme, self.size(), picture.title, dashed, known)):
            self._show_head(theme, picture)
        self._show_tag(theme, picture)

    def _changed(self, part: str, key: Hashable) -> bool:
        """Whether a part has to be made again; most of them stay while the roller is dragged."""
        if self._made.get(part) == key:
            return False
        self._made[part] = key
        return True

    def _dress(self, theme: Theme) -> None:
        """Take colours, type and margins of a theme."""
        plot, small = self.plotItem, theme.font(base(), 12)
        self._theme = theme
        self.setBackground(theme.color("panel"))
        wide = self.width() >= self._theme.px(NARROW)
        tall = self.height() >= self._theme.px(LOW)
        left, right = plot.getAxis("left"), plot.getAxis("right")
        for axis in (left, right, self.axis):
            axis.setTickFont(small)
            axis.setPen(theme.pen("floor_line", 1))
            axis.setTextPen(theme.color("ink2"))
            axis.setStyle(tickLength=-4 if axis is self.axis else 0, tickTextOffset=5)
        past = f">{PRESSURE_TOP_KPA:.0f}"  # the mark of the break
        high = (self.height() - theme.px((HEAD if tall else 8) + BELOW)) / TOP
        room = metrics_of(small).capHeight() + 3
        written: list[tuple[float, str]] = []
        for value, text in (
            (0, "0"),
            (80, "80"),
            (40, "40"),
            (BEYOND, past),
            (20, "20"),
            (10, "10"),
        ):
            if all(abs(value - other) * high >= room for other, _ in written):
                written.append((value, text))
        left.setTicks([written])
        right.setTicks([[(PRESSURE_TOP_KPA * share / 100, f"{share}\u202f%") for share in SHARES]])
        shade = QLinearGradient(QPointF(0, 0), QPointF(0, PRESSURE_TOP_KPA))
        for row, stop in enumerate(theme.pressure):
            shade.setColorAt(row / (len(theme.pressure) - 1), stop)
        self._pressure.setBrush(QBrush(shade))
        self._pressure.setFillLevel(0.0)
        self._pressure.setPen(_pen(theme, "ink", 1.5))
        self._cursor.setPen(_pen(theme, "accent", 2))
        left.setWidth(theme.px(LEFT))
        right.setWidth(theme.px(RIGHT if wide else 12))
        right.setStyle(showValues=wide)
        self.axis.setHeight(theme.px(BELOW))
        plot.layout.setRowFixedHeight(0, theme.px(HEAD) if tall else theme.px(8))

    def _clear(self) -> None:
        """Forget what belongs to a pose."""
        self._words.setText("")
        self._tag.setVisible(False)
        self._pressure.setData([], [])
        for item in (self._cursor, self._peak):
            item.setVisible(False)

    def _show_ground(
        self, theme: Theme, names: tuple[str, ...], places: np.ndarray, marked: str
    ) -> None:
        """Zones with their names, lines of the scale, the hatched room, the lit level."""
        for item in self._zones:
            self._view.removeItem(item)
        self._zones = []
        letters = [SHORT.get(name, name)[0] for name in names]
        changes = [
            (a + b) / 2
            for row, (a, b) in enumerate(itertools.pairwise(places.tolist()))
            if letters[row] != letters[row + 1]
        ]
        edges = [self._span[0], *changes, self._span[1]]
        for row, (left, right) in enumerate(itertools.pairwise(edges)):
            ground = theme.color("canvas" if row % 2 else "canvas_low")
            self._block(left, right, 0.0, TOP, QBrush(ground), -4)
        hatch = QBrush(theme.color("line"), Qt.BrushStyle.BDiagPattern)
        self._block(*self._span, PRESSURE_TOP_KPA, BREAK, hatch, -3)
        if marked in names:
            at, half = float(places[names.index(marked)]), self._mm(theme.px(9))
            self._block(at - half, at + half, 0.0, BREAK, QBrush(theme.color("selected")), -2)
        rows = np.repeat(np.array(TICKS, dtype=float), 2)
        self._lines.setData(np.tile(self._span, len(TICKS)), rows, pen=_pen(theme, "line", 1))
        bold = theme.font(base(), 11, bold=True)
        metrics = metrics_of(bold)
        if self._px_high(TOP - BREAK) < 0.8 * metrics.height():
            return
        for letter, (left, right) in zip(
            dict.fromkeys(letters), itertools.pairwise(edges), strict=True
        ):
            text, margin = ZONES[letter], self._mm(6)
            if self._mm(metrics.horizontalAdvance(text)) + 2 * margin <= right - left:
                corner = (left + margin, TOP)
                self._zones.append(self._text(text, bold, "ink2", corner, (0, 0), "canvas", 1.5))

    def _show_sweep(self, theme: Theme, picture: Curve) -> None:
        """Peak and share of each level; a peak beyond the scale is a triangle over it."""
        track, sweep = picture.track, picture.sweep if picture.pressed else {}
        for item in self._swept:
            item.setData([], [])
        if track is None or not sweep:
            return
        known = [sweep.get(name) for name in track.levels]
        peaks = np.array([np.nan if each is None else each[PEAK.key] for each in known])
        shares = np.array([np.nan if each is None else each[SPINE.key] for each in known])
        past = peaks > PRESSURE_TOP_KPA
        edge = _pen(theme, "panel", 1)
        for item, heights, token, dash in (
            (self._swept[0], PRESSURE_TOP_KPA * shares, "path_spine", True),
            (self._swept[1], np.where(past, BEYOND, peaks), "ink2", False),
        ):
            pen = _pen(theme, token, 1.6)
            if dash:
                pen.setDashPattern([2, 2])
            symbols = ["s"] * len(past) if dash else ["t1" if each else "o" for each in past]
            there = ~np.isnan(heights)
            look = {
                "pen": pen,
                "symbolSize": theme.px(7),
                "symbolPen": edge,
                "symbolBrush": QBrush(theme.color(token)),
            }
            shapes = [each for each, known in zip(symbols, there, strict=True) if known]
            item.setData(track.position_mm[there], heights[there], symbol=shapes, **look)
            # the legend shows a line and one symbol, whatever the symbols of the levels are
            sample = "s" if dash else "o"
            self._samples[token] = pg.PlotDataItem([0.0], [0.0], symbol=sample, **look)

    def _show_pressure(self, theme: Theme, picture: Curve) -> None:
        """The curve filled in the colours of the scale, the roller's place, the peak's number."""
        pressed, drawn = picture.pressed, picture.pressure
        if pressed is None or drawn is None:
            self._clear()
            middle = sum(self._view.viewRange()[0]) / 2
            words = NO_ROLLER if picture.outcome is not None else ""
            self._write(words, theme.font(base(), 13), "ink2", middle, 0.5 * BREAK, (0.5, 0.5))
            return
        self._pressure.setData(*_loaded(drawn))
        self._cursor.setPos(pressed.roller.place.mm, 0.0)
        kilopascal = pressed.roller.peak_kPa
        past = kilopascal > PRESSURE_TOP_KPA
        at, height = float(drawn.along_mm[drawn.top]), BEYOND if past else kilopascal
        if self._changed("peak", (theme, past)):  # from here on it is only moved
            self._peak.setData(
                [0.0], [0.0], symbol="t1" if past else "o", size=theme.px(12 if past else 9),
                pen=_pen(theme, "panel", 1.5), brush=QBrush(theme.color("accent")),
            )  # fmt: skip
        self._peak.setPos(at, height)
        for item in (self._cursor, self._peak):
            item.setVisible(True)
        bold = theme.font(base(), 14, bold=True)
        metrics = metrics_of(bold)
        over = self._px_high(BREAK - height) > metrics.height() + theme.px(9)
        right = self._mm(metrics.horizontalAdvance(picture.label) + theme.px(20))
        # beside a peak that is off the scale it hangs under the names of the zones
        hung, level = (0.0, BREAK) if past else (0.5, height)
        side = (1.0 if at + right > self._view.viewRange()[0][1] else 0.0, hung)
        aside = self._mm(theme.px(13)) * (1 - 2 * side[0])
        if over:
            lift = theme.px(6) / max(self._px_high(1.0), 1e-6)
            self._write(picture.label, bold, "ink", at, height + lift, (0.5, 1), "panel")
        else:
            self._write(picture.label, bold, "ink", at + aside, level, side, "panel")

    def _show_head(self, theme: Theme, picture: Curve) -> None:
        """Title, unit and legend, as much of them as there is room for."""
        self._legend.clear()
        self._tagged = ""
        tall = self.height() >= theme.px(LOW)
        bold, small = theme.font(base(), 15, bold=True), theme.font(base(), 12)
        large, fine = metrics_of(bold), metrics_of(small)
        room = self.width() - theme.px(LEFT) - 8
        named = large.horizontalAdvance(picture.title)
        swept = bool(picture.sweep) and picture.pressed is not None
        named_lines = [
            (each, words)
            for words in (SWEEP_NAMES, SHORT_NAMES)
            for each in (picture.dashed[0] if picture.dashed else ("",))
        ]
        unit = ""
        # every line has its name, before the unit is said in full or at all
        for text, (other, names) in (
            *itertools.product((UNIT, PEAK.unit), named_lines),
            *itertools.product((UNIT, PEAK.unit, ""), [("", SHORT_NAMES)]),
            *itertools.product((UNIT, PEAK.unit), [("", ())]),
        ):
            entries = self._entries(picture.dashed, other, names if swept else ())
            legend = sum(fine.horizontalAdvance(words) + SAMPLE for _, words in entries)
            wide = named + (10 + fine.horizontalAdvance(text) if text else 0.0)
            if wide + 12 * bool(entries) + legend <= room:
                unit = text
                break
        if picture.dashed and not other:  # it is written beside the line
            self._tagged = picture.dashed[0][-1]
        ink, pale = theme.ink, theme.ink2
        size = bold.pixelSize()
        title = f'<span style="font-size:{size}px;color:{ink}"><b>{picture.title}</b></span>'
        if unit:
            title += (f'<span style="font-size:{small.pixelSize()}px;color:{pale}">'
                      f"&nbsp; {unit}</span>")  # fmt: skip
        self._head.setVisible(tall and named <= room)
        self._head.item.setFont(base())
        self._head.setText(title)
        self._head.item.setHtml(title)
        self._head.setPos(theme.px(LEFT) - 4, 0)
        if not tall:
            return
        self._legend.setLabelTextColor(theme.color("ink2"))
        self._legend.setLabelTextSize(f"{small.pixelSize()}px")
        for item, text in entries:
            self._legend.addItem(item, text)
            _, label = self._legend.items[-1]
            label.item.setFont(base())  # a label has the font of the system
            label.setText(text)
        # its width is known once the labels have their own font: the first picture is as all others
        self._legend.layout.invalidate()
        self._legend.layout.activate()
        self._legend.updateSize()
        self._legend.anchor((1, 0), (1, 0), (-4, -2))

    def _show_tag(self, theme: Theme, picture: Curve) -> None:
        """Write the name of the dashed line near its peak where the legend has no room for it: on
        no point of a level and not on the number at the other peak, or nowhere."""
        self._tag.setVisible(False)
        drawn = picture.pressure
        if not self._tagged or drawn is None or picture.dashed is None:
            return
        dashed = picture.dashed[1]
        at, kilopascal = float(dashed.along_mm[dashed.top]), float(dashed.pressure_kPa[dashed.top])
        text = f"{self._tagged}: {PEAK.figure(kilopascal)}"
        font = theme.font(base(), 12, bold=True)
        metrics = metrics_of(font)
        seen = [item.getData() for item in self._swept if item.getData()[0] is not None]
        points = [self._in_px(x, y) for x, y in seen]
        number = self._words.mapRectToScene(self._words.boundingRect())
        corner = self._view.mapViewToScene(QPointF(self._view.viewRange()[0][0], 0.0))
        number = number.translated(-corner)
        best = self._in_px(np.array([at]), np.array([kilopascal]))[0].tolist()
        place = name_place(
            (best[0], best[1] + theme.px(7)),
            (metrics.horizontalAdvance(text) + 4, metrics.height()),
            np.concatenate((np.zeros((0, 2)), *points)),
            self._in_px(drawn.along_mm, drawn.pressure_kPa),
            ((number.left(), number.right()), (-number.bottom(), -number.top())),
            (self._view.width(), self._px_high(BREAK)),
        )
        if place is None:
            return
        at = self._view.viewRange()[0][0] + self._mm(place[0])
        low = place[1] / max(self._px_high(1.0), 1e-6)
        self._tag.fill = QBrush(theme.color("panel"))
        self._tag.anchor = pg.Point((0.5, 1))
        self._tag.setText(text, theme.color("ink2"))
        self._tag.setFont(font)
        self._tag.setPos(at, low)
        self._tag.setVisible(True)

    def _in_px(self, along_mm: np.ndarray, kilopascal: np.ndarray) -> np.ndarray:
        """Places of the plot as px from its left end and up from the axis, shape (n, 2); what
        passes the end of the scale is where it is drawn."""
        left = self._view.viewRange()[0][0]
        up = self._px_high(1.0) * np.minimum(kilopascal, BEYOND)
        return np.column_stack(((along_mm - left) / self._mm(1.0), up))

    def _entries(
        self,
        dashed: tuple[tuple[str, ...], Profile] | None,
        other: str,
        names: tuple[str, ...],
    ) -> list[tuple[pg.PlotDataItem, str]]:
        """Items and words of the legend, the dashed line under one of its names or without one."""
        found = []
        if other and dashed is not None:
            peak = PEAK.figure(float(dashed[1].pressure_kPa[dashed[1].top]))
            found = [(self._dashed, f"{other}: {peak}")]
        return found + [
            (self._samples[token], words)
            for token, words in zip(("ink2", "path_spine"), names, strict=False)
        ]

    # furniture

    def _block(
        self, left: float, right: float, low: float, high: float, brush: QBrush, order: int
    ) -> None:
        block = QGraphicsRectItem(left, low, right - left, high - low)
        block.setPen(QPen(Qt.PenStyle.NoPen))
        block.setBrush(brush)
        block.setZValue(order)
        self._view.addItem(block, ignoreBounds=True)
        self._zones.append(block)

    def _write(
        self, text: str, font: QFont, token: str, x: float, y: float,
        anchor: tuple[float, float], ground: str = "",
    ) -> None:  # fmt: skip
        """Write the words that belong to a pose."""
        words = self._words
        words.fill = QBrush(self._theme.color(ground)) if ground else QBrush()
        words.anchor = pg.Point(anchor)
        words.setText(text, self._theme.color(token))
        words.setFont(font)
        words.setPos(x, y)

    def _text(
        self, text: str, font: QFont, token: str, at: tuple[float, float],
        anchor: tuple[float, float], ground: str, order: float,
    ) -> pg.TextItem:  # fmt: skip
        fill = QBrush(self._theme.color(ground)) if ground else None
        words = pg.TextItem(text, self._theme.color(token), anchor=anchor, fill=fill)
        words.textItem.document().setDocumentMargin(1)
        words.setFont(font)
        words.setZValue(order)
        self._view.addItem(words, ignoreBounds=True)
        words.setPos(*at)
        return words

    def _mm(self, px: float) -> float:
        """mm along the back of some px."""
        left, right = self._view.viewRange()[0]
        return float(px * (right - left) / max(self._view.width(), 1.0))

    def _px_high(self, kilopascal: float) -> float:
        """px up of some kPa."""
        return float(kilopascal / TOP * self._view.height())

    # looking closer

    def show_all(self) -> None:
        """Show the whole back."""
        self._view.setXRange(*self._span, padding=0)

    @property
    def is_zoomed(self) -> bool:
        """Whether less than the whole back is seen."""
        left, right = self._view.viewRange()[0]
        return bool(right - left < 0.999 * (self._span[1] - self._span[0]))

    def level_at(self, at: QPointF) -> str:
        """The level nearest to a place of the widget, px."""
        track = None if self._picture is None else self._picture.track
        if track is None:
            return ""
        place = self._view.mapSceneToView(self.mapToScene(at.toPoint())).x()
        return track.levels[int(np.argmin(np.abs(track.position_mm - place)))]

    def column_of(self, mm: float) -> float:
        """px from the left of a place down the spine."""
        return float(self.mapFromScene(self._view.mapViewToScene(QPointF(mm, 0.0))).x())

    def _lay_out(self) -> None:
        """Give every part its place at the size that the widget has now."""
        self.resizeEvent(None)
        self.plotItem.layout.activate()
        self._view.updateMatrix()

    def paint(self, picture: Curve, painter: QPainter, box: QRectF) -> None:
        """Paint a picture of the whole back with its corner at 0, 0, as vectors."""
        self.resize(round(box.width()), round(box.height()))
        self._span = (0.0, 0.0)
        self._made.clear()
        self._dress(fitted(picture.theme, QRectF(self.rect()), NATURAL))
        self._lay_out()
        self.show_picture(picture)
        self._lay_out()
        play_scene(self, painter)

    # Qt overrides

    @outlived
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Other words may fit now."""
        super().resizeEvent(event)
        if event is not None and self._picture is not None:
            self.plotItem.layout.activate()
            self.show_picture(self._picture)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom along the back with Ctrl; the scale of pressure stays."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        steps = max(min(event.angleDelta().y() / 120, MOST_STEPS), -MOST_STEPS)
        factor = ZOOM**steps
        at = self._view.mapSceneToView(self.mapToScene(event.position().toPoint()))
        self._view.scaleBy((factor, 1.0), QPointF(at.x(), 0.0))
        self._again()
        event.accept()

    def _again(self) -> None:
        if self._picture is not None:
            self.show_picture(self._picture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan with Ctrl."""
        left = event.button() == Qt.MouseButton.LeftButton
        if left and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._pan = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the level under the pointer, or pan."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._pan = None  # a dialog or another window got the release
        if self._pan is not None:
            self._view.translateBy(x=self._mm(self._pan.x() - event.position().x()))
            self._pan = event.position()
            self._again()
            return
        self.hovered.emit(self.level_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stop to pan."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pan = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole back again."""
        self.show_all()
        self._again()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self.hovered.emit("")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """There is no menu here."""
        event.ignore()


def _pen(theme: Theme, token: str, width: float) -> QPen:
    """A pen whose width is px however the axes are scaled."""
    pen = theme.pen(token, width)
    pen.setCosmetic(True)
    return pen


def _loaded(found: Profile) -> tuple[np.ndarray, np.ndarray]:
    """mm and kPa of the loaded part of a profile, from the axis and back to it; what passes the
    end of the scale runs on to the edge of the hatched room."""
    loaded = np.flatnonzero(found.pressure_kPa > 0)
    if not len(loaded):
        return np.zeros(0), np.zeros(0)
    rows = slice(max(loaded[0] - 1, 0), loaded[-1] + 2)
    return found.along_mm[rows], np.minimum(found.pressure_kPa[rows], BREAK)


@lru_cache(maxsize=1)
def unseen_plot() -> CurvePlot:
    """The plot that pictures are painted by; no screen shows it."""
    return CurvePlot()
