"""Pressure along the back, unrolled: one curve on a fixed scale."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QFont, QLinearGradient, QPen

from spineviz.session.place import roller_mm
from spineviz.session.profile import profile
from spineviz.session.session import Session, State, View
from spineviz.window.theme import LIGHT, PRESSURE_TOP_KPA, Theme

TICKS = (0, 20, 40, 80)
ROOM = 1.28  # over the top of the colours there is room for the number


class PressurePlot(pg.PlotWidget):  # type: ignore[misc]
    """The highest pressure across the back at each place along it. Nothing in it can be panned."""

    def __init__(self, session: Session) -> None:
        super().__init__(enableMenu=False)
        self._session = session
        self._theme = LIGHT
        self._track: object = None
        self.setObjectName("plot")
        self.setAccessibleName("Pressure along the back")
        self.setMinimumHeight(110)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self.getPlotItem()
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.setMenuEnabled(False)
        item.vb.setMouseEnabled(x=False, y=False)
        item.vb.setDefaultPadding(0)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        item.setYRange(0, PRESSURE_TOP_KPA * ROOM, padding=0)
        item.getAxis("left").setTicks([[(value, f"{value}") for value in TICKS], []])
        item.getAxis("left").setWidth(38)
        self.curve = pg.PlotCurveItem()
        item.addItem(self.curve)
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        item.addItem(self._cursor)
        self._label = pg.TextItem(anchor=(0.0, 1.0))
        item.addItem(self._label)
        self._title = pg.TextItem("Pressure along the back, highest across it, kPa")
        item.addItem(self._title)
        self._title.setZValue(10)
        session.changed.connect(self.show_view)
        self._clear()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self.setBackground(theme.panel)
        font = QFont(self.font())
        font.setPixelSize(11)
        for name in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(name)
            axis.setPen(QPen(theme.color("line"), 1))
            axis.setTextPen(theme.color("ink2"))
            axis.setTickFont(font)
            axis.setStyle(tickLength=-4, tickTextOffset=4)
        self._cursor.setPen(QPen(theme.color("accent"), 1))
        self.curve.setPen(QPen(theme.color("ink"), 1))
        bold = QFont(self.font())
        bold.setPixelSize(13)
        bold.setBold(True)
        self._label.setFont(bold)
        self._label.setColor(theme.color("ink"))
        self._label.fill = QBrush(theme.color("panel"))
        self._title.setFont(font)
        self._title.setColor(theme.color("ink2"))
        shade = QLinearGradient(QPointF(0, 0), QPointF(0, PRESSURE_TOP_KPA))
        for row, stop in enumerate(theme.pressure):
            shade.setColorAt(row / (len(theme.pressure) - 1), stop)
        self.curve.setBrush(QBrush(shade))
        self.curve.setFillLevel(0.0)

    @property
    def label(self) -> str:
        """The number at the peak, or nothing."""
        return str(self._label.toPlainText())

    def show_view(self, view: View) -> None:
        """Draw the pressure of an outcome, or nothing."""
        if view.state is State.SETTLING:
            return
        self._mark_levels()
        outcome = view.outcome
        if outcome is None or outcome.roller is None:
            self._clear()
            return
        found = profile(outcome)
        side = "front" if outcome.scene.face == "down" else "back"
        self._title.setText(f"Pressure along the {side}, highest across it, kPa")
        loaded = np.flatnonzero(found.pressure_kPa > 0)
        shown = slice(max(loaded[0] - 1, 0), loaded[-1] + 2)
        self.curve.setData(found.along_mm[shown], found.pressure_kPa[shown])
        self._cursor.setValue(roller_mm(outcome.scene))
        self._cursor.show()
        self._label.setText(f"{outcome.roller.peak_kPa:.0f} kPa")
        top = min(outcome.roller.peak_kPa, 1.04 * PRESSURE_TOP_KPA)
        self._label.setPos(float(found.along_mm[found.top]) + 4.0, top)

    def _mark_levels(self) -> None:
        """Ticks where the roller stands under each level of this person."""
        track = self._session.track
        if track is self._track:
            return
        self._track = track
        names = list(zip(track.position_mm.tolist(), track.levels, strict=True))
        item = self.getPlotItem()
        item.getAxis("bottom").setTicks([names, []])
        left, right = -30.0, float(track.position_mm[-1]) + 60.0
        item.setXRange(left, right, padding=0)
        self._title.setPos(left + 3.0, PRESSURE_TOP_KPA * ROOM)

    def _clear(self) -> None:
        self.curve.setData(np.zeros(0), np.zeros(0))
        self._label.setText("")
        self._cursor.hide()
