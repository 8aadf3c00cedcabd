"""Where the window stands: as last time, as far as there still is a screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

from spineviz.session.settings import Place, Settings, clamped

USUAL = QSize(1280, 760)  # px at 100 %
SHARE = 0.85  # of the screen that the window takes at least: the usual size is lost on a large one
LEAST = QSize(1024, 600)  # px: every part of the window works in full there
FRAME = QSize(4, 36)  # px that a frame and a title take. ASSUMED: nobody knows before it is shown


def put_in_place(window: QMainWindow, settings: Settings, text: float) -> None:
    """Give the window the place that is remembered, or its usual size as far as the screen goes.

    Args:
        window: not shown yet.
        settings: remember the place.
        text: factor of the type: larger type needs a larger window.
    """
    main = QGuiApplication.primaryScreen()
    room = main.availableGeometry().size() - FRAME
    window.setMinimumSize(LEAST.boundedTo(room))
    window.resize((USUAL * text).expandedTo(room * SHARE).boundedTo(room))
    place = settings.place
    if place is None:
        return
    screens = sorted(QGuiApplication.screens(), key=lambda screen: screen is not main)
    free = [screen.availableGeometry() for screen in screens]
    window.setGeometry(clamped(place.rect, free, FRAME))
    if place.maximized:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def open_at(page: QWidget, usual: QSize, text: float) -> None:
    """Give a page its size before it is shown: more for larger type, no more than its screen has.

    Args:
        usual: px at 100 %. text: factor of the type.
    """
    room = page.screen().availableGeometry().size() - FRAME
    page.setMinimumSize(page.minimumSize().boundedTo(room))
    page.resize((usual * text).boundedTo(room))


def remember_place(window: QMainWindow, settings: Settings) -> None:
    """Keep where the window is now, or would be if it did not fill the screen."""
    fills = window.isMaximized() or window.isFullScreen()
    rect = window.normalGeometry() if fills else window.geometry()
    if rect != QRect():
        settings.place = Place(rect, window.isMaximized())
