"""The plot that a chart is shown and painted by, in pyqtgraph; nothing imports it before that."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsPolygonItem, QGraphicsRectItem, QGraphicsSimpleTextItem

from spineviz.window.explore.chart import Chart
from spineviz.window.figure.caption_painter import rows_of
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.picture import base, fitted
from spineviz.window.paint.plot_recording import play_scene
from spineviz.window.paint.theme import Theme, blend

NATURAL = QSizeF(300.0, 200.0)
"""px at 100 % from which on the type has its usual size."""

ROWS = 3  # of the words under the title, at most
LEFT, RIGHT, HEAD, BELOW = 46.0, 16.0, 48.0, 30.0  # px at 100 % round the plot
MARGIN = 0.04  # share of the span of an axis that it runs on beyond the numbers
OVER = 3.0  # times that, over the highest number: for the names of zones and the unit
DOT = 7.0  # px
BAND_SHARE = 0.28  # of the colour of the line in that of its band


class ChartPlot(pg.PlotWidget):  # type: ignore[misc]
    """Shows a `Chart`. Both axes follow the numbers and the wheel moves nothing.

    Signals:
        pointed(int): the point next to the pointer or chosen by the arrow keys; -1 for none.
    """

    pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__(background=None, plotItem=pg.PlotItem(enableMenu=False))
        self._chart: Chart | None = None
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        plot, self._view = self.plotItem, self.plotItem.vb
        plot.hideButtons()
        plot.updateButtons()
        plot.setMouseEnabled(False, False)
        plot.setContentsMargins(0, 0, 0, 0)
        plot.showGrid(x=False, y=True, alpha=0.15)
        self._view.setDefaultPadding(0)
        self._fill = QGraphicsPolygonItem()
        self._line = pg.PlotDataItem(antialias=True, connect="finite", symbol="o", useCache=False)
        self._dots = pg.PlotDataItem(antialias=True, pen=None, symbol="o", useCache=False)
        self._here, self._cursor, self._beside = self._curve(), self._curve(), self._curve()
        self._spot = pg.PlotDataItem(antialias=True, pen=None, symbol="o", useCache=False)
        self._card = pg.TextItem("")
        parts = (self._fill, self._here, self._cursor, self._beside, self._line, self._dots,
                 self._spot, self._card)  # fmt: skip
        for order, item in enumerate(parts):
            item.setZValue(order + 1)
            plot.addItem(item, ignoreBounds=True)
        self._zones: list[QGraphicsRectItem | pg.TextItem] = []
        self._texts = [QGraphicsSimpleTextItem(plot) for _ in range(4)]
        self._edge = QGraphicsRectItem(plot)

    def _curve(self) -> pg.PlotDataItem:
        return pg.PlotDataItem(antialias=True, connect="finite")

    def show_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self._chart = chart
        theme = fitted(chart.theme, QRectF(self.rect()), NATURAL)
        self._dress(theme, chart)
        self._range(chart)
        spine = theme.color("path_spine")
        self._fill.setPolygon(_ring(chart))
        self._fill.setPen(QPen(Qt.PenStyle.NoPen))
        self._fill.setBrush(QBrush(blend(theme.panel, theme.path_spine, BAND_SHARE)))
        there = ~np.isnan(chart.curve)
        gap = _pen(theme, "panel", 1)
        self._line.setData(
            chart.x[there], chart.curve[there], pen=_pen(theme, "path_spine", 2.4),
            symbolSize=theme.px(DOT), symbolPen=gap, symbolBrush=QBrush(spine),
        )  # fmt: skip
        dots = chart.dots if chart.dots is not None else np.zeros((0, 2))
        self._dots.setData(
            dots[:, 0], dots[:, 1], symbolSize=theme.px(DOT + 1),
            symbolPen=_pen(theme, "path_spine", 1.4), symbolBrush=None,
        )  # fmt: skip
        low, high = self._view.viewRange()[1]
        dash = _pen(theme, "accent", 1.4)
        dash.setDashPattern([3, 3])
        self._here.setData(*_upright(chart.here, low, high), pen=dash)
        at = None if chart.cursor is None else float(chart.x[chart.cursor])
        self._cursor.setData(*_upright(at, low, high), pen=_pen(theme, "ink", 1.2))
        pen = _pen(theme, "ink", 1.6)
        pen.setDashPattern([5, 3])
        beside = chart.beside if chart.beside is not None else np.full(len(chart.x), np.nan)
        known = ~np.isnan(beside)
        self._beside.setData(chart.x[known], beside[known], pen=pen)
        self._show_zones(theme, chart)
        self._show_point(theme, chart)

    def _show_zones(self, theme: Theme, chart: Chart) -> None:
        """Every second zone darker, with the names of all at the top."""
        for item in self._zones:
            self._view.removeItem(item)
        self._zones = []
        (left, right), (low, high) = self._view.viewRange()
        starts = [at if row else left for row, (at, _) in enumerate(chart.zones)]
        small = theme.font(base(), 11, bold=True)
        spans = zip(starts, [*starts[1:], right][: len(starts)], chart.zones, strict=True)
        for row, (start, end, (_, name)) in enumerate(spans):
            block = QGraphicsRectItem(start, low, end - start, high - low)
            block.setPen(QPen(Qt.PenStyle.NoPen))
            block.setBrush(theme.color("panel" if row % 2 else "canvas_low"))
            block.setZValue(-5)
            words = pg.TextItem(name, theme.color("ink2"), anchor=(0.5, 0))
            words.setFont(small)
            words.setPos((start + end) / 2, high)
            self._zones += [block, words]
            for item in (block, words):
                self._view.addItem(item, ignoreBounds=True)

    def _show_point(self, theme: Theme, chart: Chart) -> None:
        """The point that is pointed at, and a card of its values where the curve does not run."""
        row = chart.cursor
        there = row is not None and not np.isnan(chart.curve[row])
        self._card.setVisible(bool(there and chart.card))
        if row is None or not there:
            self._spot.setData([], [])
            return
        x, y = float(chart.x[row]), float(chart.curve[row])
        self._spot.setData(
            [x], [y], symbolSize=theme.px(DOT + 5), symbolPen=_pen(theme, "path_spine", 2.6),
            symbolBrush=QBrush(theme.color("panel")),
        )  # fmt: skip
        (left, right), (low, high) = self._view.viewRange()
        beyond = x > (left + right) / 2
        over = y < (low + high) / 2
        self._card.setText("\n".join(chart.card))
        self._card.setColor(theme.color("ink"))
        self._card.setFont(theme.font(base(), 12))
        self._card.fill, self._card.border = (
            QBrush(theme.color("panel")),
            theme.pen("field_line", 1),
        )
        # a little away from the line of the pointer, and from the names of the zones
        self._card.setAnchor((1.06 if beyond else -0.06, -0.4 if over else 1.3))
        self._card.setPos(x, high if over else low)

    def _dress(self, theme: Theme, chart: Chart) -> None:
        """Colours, type, margins and words."""
        plot, small = self.plotItem, theme.font(base(), 12)
        self.setBackground(theme.color("panel"))
        left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
        for axis in (left, bottom):
            axis.setTickFont(small)
            axis.setPen(theme.pen("floor_line", 1))
            axis.setTextPen(theme.color("ink2"))
            axis.setStyle(tickLength=-4, tickTextOffset=5)
        left.setWidth(theme.px(LEFT))
        bottom.setHeight(theme.px(BELOW))
        empty = not len(chart.x) and (chart.dots is None or not len(chart.dots))
        left.setTicks([] if empty else None)
        bottom.setTicks([_spaced(chart, small, self.width() - theme.px(LEFT + RIGHT))]
                        if chart.ticks else [] if empty else None)  # fmt: skip
        plot.layout.setColumnFixedWidth(2, theme.px(RIGHT))
        bold = theme.font(base(), 14, bold=True)
        wide = self.width() - theme.px(24)
        about = rows_of(chart.about, QFontMetricsF(small), wide)[:ROWS]
        head = theme.px(HEAD) + (len(about) - 1) * QFontMetricsF(small).lineSpacing()
        plot.layout.setRowFixedHeight(0, head)
        rows = (
            (chart.title, bold, "ink", theme.px(12), theme.px(4)),
            ("\n".join(about), small, "ink2", theme.px(12), theme.px(23)),
            (chart.up, small, "ink2", theme.px(LEFT + 5), head + theme.px(2)),
            (chart.across, small, "ink2", 0.0, self.height() - theme.px(BELOW + 18)),
        )
        for item, (text, font, token, x, y) in zip(self._texts, rows, strict=True):
            metrics = QFontMetricsF(font)
            parts = text.splitlines()
            item.setText("\n".join(
                metrics.elidedText(row, Qt.TextElideMode.ElideRight, wide) for row in parts
            ))  # fmt: skip
            item.setFont(font)
            item.setBrush(theme.color(token))
            end = self.width() - theme.px(RIGHT + 5) - metrics.horizontalAdvance(text)
            item.setPos(x or end, y)
            item.setZValue(10)
        self._edge.setRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        self._edge.setPen(theme.pen("accent", 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))

    def _range(self, chart: Chart) -> None:
        """The axes hold every number, and 0 where that is near."""
        dots = chart.dots if chart.dots is not None else np.zeros((0, 2))
        band = chart.band.ravel() if chart.band is not None else np.zeros(0)
        self._view.setXRange(*_span(np.concatenate((chart.x, dots[:, 0])), False), padding=0)
        self._view.setYRange(*_span(np.concatenate((chart.curve, band, dots[:, 1])), True),
                             padding=0)  # fmt: skip

    def nearest(self, at: QPointF) -> int:
        """The point next to a place of the widget, px; -1 where there is none."""
        chart = self._chart
        if chart is None or not len(chart.x):
            return -1
        place = self._view.mapSceneToView(self.mapToScene(at.toPoint())).x()
        return int(np.argmin(np.abs(chart.x - place)))

    def paint(self, chart: Chart, painter: QPainter, box: QRectF) -> None:
        """Paint a chart with its corner at 0, 0, as vectors."""
        self.resize(round(box.width()), round(box.height()))
        for _ in range(2):  # the room for the numbers is known after the first time
            self.show_chart(chart)
            super().resizeEvent(None)
            self.plotItem.layout.activate()
            self._view.updateMatrix()
        play_scene(self, painter)

    # Qt overrides

    @outlived
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Other words fit now."""
        super().resizeEvent(event)
        if event is not None:
            self._again()

    def _again(self) -> None:
        if self._chart is not None:
            self.show_chart(self._chart)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The axes follow the numbers alone."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus."""
        self.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is next to the pointer."""
        self.pointed.emit(self.nearest(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self.pointed.emit(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys point at the next point."""
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        chart = self._chart
        if way is None or chart is None or not len(chart.x):
            event.ignore()
            return
        at = -1 if chart.cursor is None and way > 0 else chart.cursor or 0
        self.pointed.emit(min(max(at + way, 0), len(chart.x) - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self._again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        super().focusOutEvent(event)
        self._again()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """There is no menu here."""
        event.ignore()


def _pen(theme: Theme, token: str, width: float) -> QPen:
    """A pen whose width is px however the axes are scaled."""
    pen = theme.pen(token, width)
    pen.setCosmetic(True)
    return pen


def _upright(at: float | None, low: float, high: float) -> tuple[list[float], list[float]]:
    return ([], []) if at is None else ([at, at], [low, high])


def _ring(chart: Chart) -> QPolygonF:
    """Round the band where it is known: along its lower end and back along the upper one."""
    if chart.band is None:
        return QPolygonF()
    known = ~np.isnan(chart.band[0])
    x = chart.x[known].tolist()
    low, high = (chart.band[row][known].tolist() for row in (0, 2))
    there, back = zip(x, low, strict=True), zip(x[::-1], high[::-1], strict=True)
    return QPolygonF([QPointF(*each) for each in (*there, *back)])


def _spaced(chart: Chart, font: object, wide: float) -> list[tuple[float, str]]:
    """Names of places, every second or third where there is no room for all."""
    metrics = QFontMetricsF(font)  # type: ignore[call-overload]
    room = max(metrics.horizontalAdvance(name) for _, name in chart.ticks) + 10
    every = int(np.ceil(room * len(chart.ticks) / max(wide, 1.0)))
    return list(chart.ticks[:: max(every, 1)])


def _span(numbers: np.ndarray, from_zero: bool) -> tuple[float, float]:
    """Ends of an axis."""
    known = numbers[~np.isnan(numbers)]
    if not len(known):
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    room = MARGIN * (high - low) or 0.5
    over = OVER * room if from_zero else room
    return (low if from_zero and low == 0 else low - room), high + over


@lru_cache(maxsize=1)
def unseen_chart() -> ChartPlot:
    """The plot that pictures are painted by; no screen shows it."""
    return ChartPlot()
