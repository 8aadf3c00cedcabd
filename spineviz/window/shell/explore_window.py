"""Opens the page Explore of a window; nothing of it is loaded before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from spineviz.session.session import Session
from spineviz.window.shell.export_menu import ExportMenu
from spineviz.window.shell.look import Look
from spineviz.window.shell.window_place import open_at

if TYPE_CHECKING:
    from spineviz.window.explore.explore_page import ExplorePage

OPENS_AT = QSize(1000, 680)  # px at 100 %


class ExploreWindow:
    """The page of one window.

    Args:
        window: that it belongs to.
        session: whose scene is explored.
        look: its colours and type.
        exports: writes its pictures and tables.

    Attributes:
        page: None before it is first opened.
    """

    def __init__(self, window: QWidget, session: Session, look: Look, exports: ExportMenu) -> None:
        self._window, self._session, self._look, self._exports = window, session, look, exports
        self.page: ExplorePage | None = None

    def open(self) -> None:
        """Open it, or bring it to the front."""
        if self.page is None:
            from spineviz.window.explore.explore_page import ExplorePage

            self.page = ExplorePage(
                self._session,
                self._look.theme,
                self._window,
                self._exports.ask_chart,
                self._exports.ask_chart_values,
            )
            self._dress()
            open_at(self.page, OPENS_AT, self._look.theme.text)
            self._look.changed.connect(self._dress)
        self.page.show()
        self.page.raise_()
        self.page.activateWindow()

    def _dress(self, _: object = None) -> None:
        assert self.page is not None
        self._look.dress(self.page)
        self.page.set_theme(self._look.theme)
