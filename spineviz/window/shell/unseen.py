"""A picture of a scene without a window on a screen, for the command line and for scripts."""

from __future__ import annotations

from PySide6.QtCore import QSize

from spineviz.scene import Scene
from spineviz.session.idle import Work
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.window.paint.theme import ThemeChoice, theme_of
from spineviz.window.shell.export import picture_bytes, sheet_of
from spineviz.window.shell.frame import WHOLE, pictures_of


def drawn(
    scene: Scene, suffix: str, size: tuple[int, int], theme: str, view: str, scale: float
) -> bytes | str:
    """A picture of a scene as a file holds it.

    Args:
        suffix: of the file, `.png`, `.svg` or `.pdf`.
        size: of the picture with its caption, px.
        theme: name of a `ThemeChoice`, in small letters. view: a name of `VIEWS`.
        scale: pixels of a PNG for each px.

    Returns:
        The content of the file, or why the scene has no picture.

    Raises:
        ExportError: the picture cannot be made.
    """
    session = Session(scene)
    idle = session.idle
    idle.want(Work.BASELINE, view in (WHOLE, "curve", "numbers"), session)
    idle.want(Work.SWEEP, view in (WHOLE, "curve"), session)
    session.solve_now()
    shown = session.view
    if shown.outcome is None:
        return shown.message
    idle.finish()
    look = theme_of(ThemeChoice[theme.upper()])
    picture = pictures_of(shown, None, idle.found, Shown(), look)[view]
    sheet = sheet_of(picture, QSize(*size), look, shown, None, whole=view == WHOLE)
    return picture_bytes(sheet, suffix, scale)
