"""What the first picture does not show waits until it is asked for."""

from __future__ import annotations

import builtins
import subprocess
import sys

import pytest
from hands import settle

from spineviz.command.display import connect_unseen
from spineviz.window.paint.theme import DARK, ThemeChoice

LATE = (
    "spineviz.tables.references",
    "spineviz.window.board",
    "spineviz.window.controls.side_panel",
    "spineviz.window.explore",
    "spineviz.window.figure.bone_card",
    "spineviz.window.handout",
    "spineviz.window.lesson.author_panel",
    "spineviz.window.lesson.lesson_stage",
    "spineviz.window.lesson.questions_panel",
    "spineviz.window.shell.classroom",
    "spineviz.window.shell.export",
    "spineviz.window.shell.pages",
)


def test_the_first_picture_waits_for_no_panel_board_or_export():
    code = f"""
import gc, sys
import spineviz.window.shell.app as app
seen = []
def closing(window, body, frames):
    body.painted.connect(lambda: seen.append([gc.isenabled(), *sys.modules]))
    body.painted.connect(window.close)
app._close_after = closing
from spineviz.command.main import main
code = main(["--frames", "1"])
print(code, [each for each in {LATE!r} if each in seen[0]], seen[0][0], gc.isenabled())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "[]", "False", "True"]


@pytest.mark.parametrize("panel", ["more", "questions", "lessons", "author"])
def test_a_panel_that_is_made_late_is_dressed_as_the_window_is(window, panel):
    window.set_theme(ThemeChoice.DARK)
    window.look.resize_text(3)
    window.toggle_panel(panel)
    settle()
    made = getattr(window, panel)
    assert made.isVisible()
    assert made.palette().window().color() == window.palette().window().color()
    assert made.font().pointSizeF() == window.font().pointSizeF()
    assert window.theme.name == DARK.name


def test_python_imports_by_itself_again_once_qt_is_there():
    connect_unseen()
    assert builtins.__import__ is not getattr(builtins, "__feature_import__", None)
