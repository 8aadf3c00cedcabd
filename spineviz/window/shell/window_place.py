"""Where the window stands: as last time, as far as there still is a screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from spineviz.session.settings import Place, Settings, clamped

USUAL = QSize(1280, 760)  # px
FRAME = QSize(
    2, 40
)  # px that a window's frame may take; how much it does is known once it is shown


def put_in_place(window: QMainWindow, settings: Settings) -> None:
    """Give the window the place that is remembered, or as much of its usual size as fits."""
    window.resize(USUAL.boundedTo(QGuiApplication.primaryScreen().availableSize() - FRAME))
    place = settings.place
    if place is None:
        return
    main = QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda screen: screen is not main)
    window.setGeometry(clamped(place.rect, [screen.availableGeometry() for screen in screens]))
    if place.maximized:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def remember_place(window: QMainWindow, settings: Settings) -> None:
    """Keep where the window is now, or would be if it did not fill the screen."""
    fills = window.isMaximized() or window.isFullScreen()
    rect = window.normalGeometry() if fills else window.geometry()
    if rect != QRect():
        settings.place = Place(rect, window.isMaximized())
