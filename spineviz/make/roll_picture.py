"""The moving picture of the README: `python -m spineviz.make roll`."""

from __future__ import annotations

from PySide6.QtCore import QSize

from spineviz.command.display import connect_unseen
from spineviz.make.screenshots import FOLDER
from spineviz.scene import Scene
from spineviz.session.animation import write_animation
from spineviz.session.roll_path import roll_path
from spineviz.session.shown import Shown
from spineviz.tables.resources import resource
from spineviz.window.paint.theme import LIGHT
from spineviz.window.shell.unseen import frames

FIRST, LAST = "T1", "L5"
RATE = 10  # frames a second
SIZE = QSize(528, 297)
MOST = 2_000_000  # bytes, so that the page loads


def main() -> None:
    """Roll from T1 to L5 and write it beside the other pictures.

    Raises:
        SystemExit: the file is larger than a page should load; it is written all the same.
    """
    _application = connect_unseen()  # has to live while a picture is painted
    scenes = roll_path(Scene(), FIRST, LAST, RATE)
    path = resource(FOLDER) / "roll.gif"
    made = frames(scenes, SIZE, LIGHT, "body", Shown())
    write_animation([each for each in made if each], RATE, path)
    size = path.stat().st_size
    print(f"{path.name}: {len(scenes)} frames, {size / 1e6:.2f} MB")
    if size > MOST:
        raise SystemExit(f"{path.name} is larger than {MOST / 1e6:g} MB")
