"""Pictures of the window: `python -m spineviz.make screenshots` renews those of the README.

They are taken without a screen, so that anybody gets the same ones. With a folder it takes every
size and theme instead, and at 200 % too, for looking at.
"""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtWidgets import QApplication

from spineviz.command.display import connect_unseen
from spineviz.scene import Scene
from spineviz.session.session import Session
from spineviz.session.settings import Settings
from spineviz.tables.resources import resource
from spineviz.window.paint.theme import ThemeChoice
from spineviz.window.shell.main_window import MainWindow

FOLDER = "screenshots"
LEVELS = ("T8", "L3")
THEMES = ("light", "dark")
SIZE = (1280, 720)
ALL_THEMES = ("light", "dark", "projector")
ALL_SIZES = ((1024, 600), (1280, 720), (1920, 1080))
ALL_SCALES = (1, 2)


TURNS = 4  # of the event loop until every layout has settled


def unseen_window(application: QApplication, scene: Scene, theme: str) -> MainWindow:
    """A window that no screen shows, with nothing remembered from other ones.

    Args:
        theme: name of a `ThemeChoice`, in small letters.
    """
    application.setStyle("Fusion")
    settings = Settings()
    settings.theme = ThemeChoice[theme.upper()].value  # from the start: Qt styles it only once
    window = MainWindow(Session(scene), settings)
    window.session.setParent(window)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.session.solve_now()
    return window


def lay_out(window: MainWindow, width: int, height: int) -> None:
    """Show the window at a size, px, and let everything find its place and its numbers."""
    window.resize(width, height)
    window.show()
    _turn()
    window.body.clearFocus()
    window.session.idle.finish()
    _turn()


def _turn() -> None:
    for _ in range(TURNS):
        QApplication.processEvents()


def take(
    application: QApplication, level: str, theme: str, size: tuple[int, int], compared: bool
) -> bytes:
    """One picture of the whole window as PNG.

    Args:
        application: without a screen.
        level: under which the roller is; compared with the first of `LEVELS` if `compared`.
        theme: name of a theme, in small letters.
        size: px.
        compared: whether two scenes stand beside each other.
    """
    scene = Scene().set("roller.level", level)
    window = unseen_window(application, scene, theme)
    if compared:
        window.session.compare.open(scene.set("roller.level", LEVELS[0]), scene)
        window.session.solve_now()
    lay_out(window, *size)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    window.close()
    window.deleteLater()
    return bytes(buffer.data().data())


def readme(application: QApplication, folder: Path) -> None:
    """Take the pictures that the README shows."""
    folder.mkdir(parents=True, exist_ok=True)
    for level, theme in product(LEVELS, THEMES):
        picture = take(application, level, theme, SIZE, compared=False)
        (folder / f"{level.lower()}-{theme}.png").write_bytes(picture)


def everything(application: QApplication, folder: Path, suffix: str) -> None:
    """Take every size and theme, with and without a comparison, at the scale of this process."""
    folder.mkdir(parents=True, exist_ok=True)
    for level, theme, size, compared in product(LEVELS, ALL_THEMES, ALL_SIZES, (False, True)):
        if compared and level == LEVELS[0]:
            continue
        kind = "compare" if compared else level.lower()
        name = f"{kind}-{theme}-{size[0]}x{size[1]}{suffix}.png"
        (folder / name).write_bytes(take(application, level, theme, size, compared))
        print(name)


def take_all(folder: Path | None, one_scale: bool) -> None:
    """Take the pictures of the README, or every size, theme and scale.

    Args:
        folder: where every size goes; None for the pictures of the README.
        one_scale: only the scale that Qt has been started with.
    """
    if folder is None:
        readme(connect_unseen(), resource(FOLDER))
    elif one_scale:
        scale = os.environ["QT_SCALE_FACTOR"]
        everything(connect_unseen(), folder, "" if scale == "1" else f"@{scale}")
    else:
        # Qt reads the scale once, when it starts
        for each in ALL_SCALES:
            words = [sys.executable, "-m", "spineviz.make", "screenshots", "--one-scale"]
            subprocess.run(
                [*words, "--all", str(folder)],
                env={**os.environ, "QT_SCALE_FACTOR": str(each)},
                check=True,
            )
