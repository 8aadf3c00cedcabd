"""A picture of a scene without a window on a screen, for the command line and for scripts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from spineviz.scene import Scene
from spineviz.session.session import Session
from spineviz.window.paint.theme import ThemeChoice
from spineviz.window.shell.export import write_picture
from spineviz.window.shell.main_window import MainWindow

TURNS = 4  # of the event loop until every layout has settled


def unseen_window(application: QApplication, scene: Scene, theme: str) -> MainWindow:
    """A window that no screen shows, with nothing remembered from other ones.

    Args:
        theme: name of a `ThemeChoice`, in small letters.
    """
    application.setStyle("Fusion")
    window = MainWindow(Session(scene))
    window.session.setParent(window)
    window.set_theme(ThemeChoice[theme.upper()])
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.session.solve_now()
    return window


def lay_out(window: MainWindow, width: int, height: int) -> None:
    """Show the window at a size, px, and let everything find its place and its numbers."""
    window.resize(width, height)
    window.show()
    _turn()
    window.body.clearFocus()
    window.idle.finish()
    _turn()


def _turn() -> None:
    for _ in range(TURNS):
        QApplication.processEvents()


def render(
    application: QApplication,
    scene: Scene,
    path: Path,
    size: tuple[int, int],
    theme: str,
    view: str,
    scale: float,
) -> str:
    """Write a picture of a scene.

    Returns:
        Nothing, or why the scene has no picture: then no file is written.

    Raises:
        ExportError: the file cannot be written.
    """
    window = unseen_window(application, scene, theme)
    try:
        shown = window.session.view
        if shown.outcome is None:
            return shown.message
        window.menuBar().hide()
        lay_out(window, *size)
        write_picture(window.exports.sheet(view), path, scale)
        return ""
    finally:
        window.close()
        window.deleteLater()
