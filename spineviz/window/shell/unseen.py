"""A picture of a scene without a window on a screen, for the command line and for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QSize

from spineviz.scene import Scene
from spineviz.session.idle import Work
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.window.paint.theme import Theme, ThemeChoice, theme_of
from spineviz.window.shell.export import ExportError, picture_bytes, sheet_of
from spineviz.window.shell.frame import COMPLETE, WHOLE, pictures_of
from spineviz.words.language import say


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
    session = _wanting(Session(scene), view, (WHOLE, "curve"))
    idle = session.idle
    session.solve_now()
    shown = session.view
    if shown.outcome is None:
        return shown.message
    idle.finish()
    look = theme_of(ThemeChoice[theme.upper()])
    picture = pictures_of(shown, None, idle.found, Shown(), look)[view]
    sheet = sheet_of(picture, QSize(*size), look, shown, None, whole=view in COMPLETE)
    return picture_bytes(sheet, suffix, scale)


def frames(
    scenes: Sequence[Scene], size: QSize, theme: Theme, view: str, shown: Shown, scale: float = 1.0
) -> Iterator[bytes | None]:
    """A PNG of each of some scenes, solved one from the other as they are asked for; None while
    something is found out for the next one, which can take a solve for every level.

    Args:
        scenes: alike but for `roller_position_mm`.
        size: of a frame with its caption, px. theme, shown: see there.
        view: a name of `VIEWS`.
        scale: pixels for each px.

    Raises:
        ExportError: a scene has no picture, or it cannot be made; the message says which.
    """
    shown = replace(shown, locked=())  # the roller rolls, whoever may move it
    session = _wanting(Session(scenes[0], shown=shown), view, (WHOLE, "curve", "body", "back"))
    for scene in scenes:
        session.change("roller.position_mm", scene.roller_position_mm)
        session.solve_now()
        seen = replace(session.view, before=None)  # what was before is the frame before
        if seen.outcome is None:
            raise ExportError(
                say("roll.at", place=scene.roller_position_mm, why=seen.message.rstrip("."))
            )
        for _ in session.idle.finishing():
            yield None
        picture = pictures_of(seen, None, session.idle.found, shown, theme)[view]
        sheet = sheet_of(picture, size, theme, seen, None, whole=view in COMPLETE)
        yield picture_bytes(sheet, ".png", scale)


def _wanting(session: Session, view: str, swept: Sequence[str]) -> Session:
    """The session, finding out what a picture shows beside its scene; `swept` are the views that
    show the other levels."""
    session.idle.want(Work.BASELINE, view in (WHOLE, "curve", "numbers"), session)
    session.idle.want(Work.SWEEP, view in swept, session)
    return session
