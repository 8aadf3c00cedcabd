"""What a screen reader finds in the picture, and what it is told after a change."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from hands import drag_roller, key, settle
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible
from shiboken6 import isValid

from spineviz.scene import ROLLED_LEVELS
from spineviz.session import session as session_module
from spineviz.window.figure import accessible_body
from spineviz.window.shell.main_window import default_window

ROOT = Path(__file__).resolve().parents[2]
NAME, VALUE = QAccessible.Text.Name, QAccessible.Text.Value


def landmarks(window):
    found = QAccessible.queryAccessibleInterface(window.body)
    return {found.child(row).text(NAME): found.child(row) for row in range(found.childCount())}


def test_the_roller_and_every_vertebra_are_landmarks_with_their_numbers(window):
    found = landmarks(window)
    assert list(found) == ["Roller", *ROLLED_LEVELS]
    for level in ("T8", "L3"):
        window.session.set("roller.level", level)
        settle()
        outcome = window.session.view.outcome
        tilt, load = outcome.vertebrae[level].tilt_deg, outcome.roller.levels[level].force_N
        assert found[level].text(VALUE) == f"{tilt:.0f} degrees, {load:.0f} newtons"
        assert load > 20
        assert found["Roller"].text(VALUE) == (
            f"{outcome.roller.force_N:.0f} newtons, peak {outcome.roller.peak_kPa:.0f} kilopascal"
        )


def test_landmarks_are_where_they_are_drawn(window):
    found = landmarks(window)
    body = QAccessible.queryAccessibleInterface(window.body)
    where = window.body.mapToGlobal(window.body.roller_centre()).toPoint()
    assert (found["Roller"].rect().center() - where).manhattanLength() <= 2
    for name in ROLLED_LEVELS:
        rect = found[name].rect()
        assert window.body.rect().contains(window.body.mapFromGlobal(rect.center()))
        assert body.childAt(rect.center().x(), rect.center().y()).text(NAME) in ROLLED_LEVELS
    below = window.body.mapToGlobal(window.body.roller_centre() + QPointF(0, 8)).toPoint()
    assert body.childAt(below.x(), below.y()).text(NAME) == "Roller"
    rows = [found[name].rect().center().x() for name in ROLLED_LEVELS]
    assert rows == sorted(rows)


def test_every_landmark_knows_its_parent_and_its_place(window):
    body = QAccessible.queryAccessibleInterface(window.body)
    assert body.text(NAME) == "Body on the roller"
    for row in range(body.childCount()):
        child = body.child(row)
        assert child.parent() is body
        assert body.indexOfChild(child) == row
        assert child.childCount() == 0
    assert body.child(body.childCount()) is None


def test_without_an_outcome_a_landmark_says_so(window, monkeypatch, caplog):
    def broken(scene, warm=None):
        raise ZeroDivisionError

    monkeypatch.setattr(session_module, "simulate", broken)
    window.session.change("hips", "up")
    settle()
    assert landmarks(window)["T8"].text(VALUE) == accessible_body.NO_NUMBER


def test_a_landmark_outlives_its_window_without_harm_to_anybody(application):
    window = default_window()
    window.session.solve_now()
    window.show()
    settle()
    found = landmarks(window)["T8"]
    body = window.body
    window.close()
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not isValid(body)
    assert not found.isValid()
    assert found.text(VALUE) == ""
    assert found.rect().isEmpty()


@pytest.fixture
def spoken(monkeypatch):
    said = []
    monkeypatch.setattr(accessible_body, "announce", lambda widget, text: said.append(text))
    return said


def test_one_sentence_is_spoken_after_a_finished_change_and_none_during_a_drag(window, spoken):
    drag_roller(window, to="L3")
    assert spoken == [window.sentence.text]
    assert spoken[0].startswith("Roller under L3. ")
    key(window.body, Qt.Key.Key_PageUp)
    settle()
    assert len(spoken) == 2
    assert spoken[1].startswith("Roller under L2, most of it under L1. ")
    window.undo.trigger()
    settle()
    assert len(spoken) == 3
    assert spoken[2].startswith("Roller under L3. ")
    assert all("before" in each for each in spoken)


SCRIPT = """
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from spineviz.window.figure import accessible_body
from spineviz.window.shell.main_window import default_window

application = QApplication([])
QAccessible.setActive(True)
window = default_window()
window.session.solve_now()
window.show()
application.processEvents()
body = QAccessible.queryAccessibleInterface(window.body)
for row in range(body.childCount()):
    QAccessible.uniqueId(body.child(row))
window.session.set("roller.level", "L3")
for turn in range(5):
    application.processEvents()
accessible_body.announce(window.body, "said")
print(window.sentence.text)
window.close()
"""


def test_with_a_screen_reader_the_process_lives_and_ends_in_good_order():
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", SCRIPT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.startswith("Roller under L3. ")
