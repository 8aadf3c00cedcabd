"""Who the program is for the desktop: name, application id and icon."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from spineviz.tables.resources import resource

NAME = "SpineViz"
APPLICATION_ID = "org.pypi.spineviz"
"""Name of the files in `resources/desktop/`, by which a desktop finds the icon of a window."""

SIZES = (16, 24, 32, 48, 64, 128, 256)  # px of icons on the desktops of today


def icon() -> QIcon:
    """The icon in every size, painted from its drawing."""
    from PySide6.QtSvg import QSvgRenderer  # loads slowly, and the first picture has no need of it

    drawing = QSvgRenderer(str(resource("desktop", f"{APPLICATION_ID}.svg")))
    found = QIcon()
    for size in SIZES:
        pixels = QPixmap(size, size)
        pixels.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixels)
        drawing.render(painter)
        painter.end()
        found.addPixmap(pixels)
    return found


def introduce(application: QApplication) -> None:
    """Tell the desktop who this is; the icon comes by itself, see `put_icon`."""
    application.setApplicationName(NAME)
    application.setDesktopFileName(APPLICATION_ID)


def put_icon(application: QApplication) -> None:
    """Give every window the icon."""
    application.setWindowIcon(icon())
