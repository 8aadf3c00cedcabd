"""The widget of the pressure along the back; the plot in it is made when it is first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from spineviz.drawing.profile import profile
from spineviz.outcome import Balanced, Rolled
from spineviz.session.idle import Found, Work
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.values import Numbers
from spineviz.window.along.curve_picture import CurvePicture
from spineviz.window.paint.guarded import guarded, outlived
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say

if TYPE_CHECKING:
    from spineviz.window.along.curve_plot import CurvePlot

LEAST = 136  # px of height at 100 %
AFTER_FIRST = 20  # ms from the first picture until the library is loaded: others come first


class PressurePlot(QWidget):
    """Shows a `CurvePicture`; hidden it computes and paints nothing.

    Attributes:
        plot: the plot of pyqtgraph, made a turn of the event loop after this is first painted, so
            that the first picture of the window does not wait for the library; None before.

    Signals:
        hovered(str): the level under the mouse, or nothing where it has left.
    """

    hovered = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._idle = session.idle
        self._theme = LIGHT
        self._view: View = session.view
        self._beside: Rolled | None = None
        self._found: Found | None = None
        self._marked = ""
        self.plot: CurvePlot | None = None
        self.setObjectName("plot")
        self.setAccessibleName(say("curve.title"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumHeight(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 1, 0, 0)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(AFTER_FIRST)
        self._first.timeout.connect(self._load)
        session.changed.connect(self.show_view)
        session.idle.ready.connect(self._show_found)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours and sizes from now on."""
        self._theme = theme
        self.setMinimumHeight(round(theme.px(LEAST)))
        self._show()

    def mark_level(self, name: str) -> None:
        """Light up a level, or none."""
        if name != self._marked:
            self._marked = name
            self._show()

    def curve_picture(self) -> CurvePicture:
        """What is drawn now."""
        view, found = self._view, self._found
        known = found is not None and view.outcome is not None and found.scene == view.scene
        baseline = found.baseline if known and found is not None else None
        return CurvePicture(
            view.outcome,
            Shown(),
            self._theme,
            self.sweep,
            None if baseline is None else baseline.profile,
            self._beside,
            self._marked,
            view.picture,
            view.before,
        )

    @property
    def sweep(self) -> dict[str, Numbers]:
        """Numbers of this scene by level, as far as they are known and a pose was found."""
        if self._found is None:
            return {}
        return {name: each for name, each in self._found.sweep.items() if each is not None}

    @property
    def curve(self) -> tuple[np.ndarray, np.ndarray]:
        """Places (mm) and pressures (kPa) of the curve as it is drawn."""
        found = self.curve_picture().pressure
        return (np.zeros(0), np.zeros(0)) if found is None else (found.along_mm, found.pressure_kPa)

    @property
    def label(self) -> str:
        """The number at the peak, or nothing."""
        return self.curve_picture().label

    @property
    def curve_beside(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Places (mm) and pressures (kPa) of scene A, or None."""
        if self._beside is None:
            return None
        found = profile(self._beside)
        return found.along_mm, found.pressure_kPa

    def show_view(self, view: View) -> None:
        """Draw the pressure of an outcome, or nothing."""
        if view.state is State.SETTLING:
            return
        self._view = view
        self._found = self._idle.found
        if view.state is State.HIDDEN:  # nobody sees the plot now, but its words stay
            self.setAccessibleDescription(view.message)
            self.setToolTip("")
        self._show()

    def show_beside(self, outcome: Balanced | None) -> None:
        """Draw the pressure of scene A dashed on the same axes, instead of the baseline."""
        self._beside = outcome if isinstance(outcome, Rolled) else None
        self._show()

    def _show_found(self, found: Found) -> None:
        if self.isVisible() and self._view.outcome is not None:
            self._found = found
            self._show()

    def _show(self) -> None:
        """Show what is known, if anybody sees it."""
        if not self.isVisible():
            return
        picture = self.curve_picture()
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.words)
        if self.plot is not None:
            self.plot.show_picture(picture)

    def _load(self) -> None:
        """Make the plot, if anybody still looks."""
        if self.plot is not None or not self.isVisible():
            return
        from spineviz.window.along.curve_plot import CurvePlot

        self.plot = CurvePlot()
        self.plot.hovered.connect(self._hover)
        self._room.addWidget(self.plot)
        self._show()

    def _hover(self, level: str) -> None:
        self.setToolTip(self.curve_picture().hint(level) if level else "")
        self.hovered.emit(level)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for the curve under its title."""
        return QSize(500, round(self._theme.px(200)))

    @outlived
    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the scene."""
        super().showEvent(event)
        self._found = self._idle.found
        for work in (Work.BASELINE, Work.SWEEP):
            self._idle.want(work, True, self)
        self._show()

    @outlived
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the other levels."""
        super().hideEvent(event)
        for work in (Work.BASELINE, Work.SWEEP):
            self._idle.want(work, False, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground; the plot comes a turn of the event loop after the first time."""
        guarded(self, lambda: self._paint_ground)
        if self.plot is None and not self._first.isActive():
            self._first.start()

    def _paint_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), self._theme.color("panel"))
        painter.setPen(self._theme.pen("line", 1))
        painter.drawLine(0, 0, self.width(), 0)
