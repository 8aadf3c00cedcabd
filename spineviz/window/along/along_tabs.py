"""What lies along the back: the curve, and behind a tab the map."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from spineviz.session.session import Session
from spineviz.window.back.back_map import BackMap
from spineviz.window.paint.theme import Theme


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
        bar = self.tabBar()
        bar.setAccessibleName("Curve or map")
        bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bar.setExpanding(False)
        bar.setDrawBase(False)

    def set_theme(self, theme: Theme) -> None:
        """Show the tabs and the map in the colours of a theme; the curve has its own."""
        self.map.set_theme(theme)
        t = theme.tokens
        size = round(theme.px(13))
        self.setStyleSheet(f"""
        QTabWidget::pane {{ border: 0; }}
        QTabWidget {{ background: {t["panel"]}; border-top: 1px solid {t["line"]}; }}
        QTabBar {{ background: {t["panel"]}; }}
        QTabBar::tab {{ background: {t["panel"]}; color: {t["ink2"]}; font-size: {size}px;
            padding: 2px 12px; margin: 2px 0 0 4px; border: 2px solid transparent;
            border-radius: 6px; }}
        QTabBar::tab:selected {{ background: {t["selected"]}; color: {t["ink"]}; }}
        QTabBar::tab:selected:focus {{ border-color: {t["accent"]}; }}
        """)
