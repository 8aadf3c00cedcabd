"""What lies along the back: the curve, and behind a tab the map."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.window.back.back_map import BackMap
from spineviz.window.paint.theme import Theme

VIEWS: Final[tuple[Literal["curve", "map"], ...]] = ("curve", "map")  # in the order of the tabs


class AlongTabs(QTabWidget):
    """Two views of the pressure along the back; the hidden one does nothing.

    Attributes:
        curve: the curve, made by whoever lays out the window.
        map: the map.
    """

    def __init__(self, session: Session, curve: QWidget) -> None:
        super().__init__()
        self.curve = curve
        self.map = BackMap(session)
        self.setDocumentMode(True)
        self.setAccessibleName("Pressure along the back")
        self.addTab(self.curve, "Curve")
        self.addTab(self.map, "Map")
        self.setTabToolTip(0, "The highest pressure at each place along the back")
        self.setTabToolTip(1, "The pressure on the whole back, seen from behind")
        self._session = session
        self.currentChanged.connect(self._turned)
        session.shown_changed.connect(self._show)
        self._show(session.shown)
        bar = self.tabBar()
        bar.setAccessibleName("Curve or map")
        bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bar.setExpanding(False)
        bar.setDrawBase(False)

    def _turned(self, row: int) -> None:
        self._session.show(replace(self._session.shown, along=VIEWS[row]))

    def _show(self, shown: Shown) -> None:
        self.setCurrentIndex(VIEWS.index(shown.along))

    def set_theme(self, theme: Theme) -> None:
        """Show the map in the colours of a theme; the curve has its own."""
        self.map.set_theme(theme)
