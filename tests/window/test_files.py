"""Files: saved whole, read strictly, remembered, dropped; and nothing is lost in a crash."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hands import click, drag_in, drag_roller, drop, settle
from PySide6.QtCore import QEvent, QMimeData, QRect, QUrl
from PySide6.QtGui import QGuiApplication

from spineviz.scene import Scene
from spineviz.session.recovery import Recovery
from spineviz.session.scene_file import dump_scene
from spineviz.session.settings import Place, Settings
from spineviz.window.shell.main_window import default_window

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lesson(tmp_path):
    """A scene file under L3."""
    file = tmp_path / "lesson.spineviz"
    file.write_text(dump_scene(Scene(roller_level="L3")))
    return file


@pytest.fixture
def another_window(application, tmp_path):
    """Makes windows that remember and recover, and closes them."""
    made = []

    def make():
        settings = Settings(tmp_path / "settings.ini")
        window = default_window(None, settings, Recovery(tmp_path / "unsaved"))
        window.session.solve_now()
        window.offers.start()
        window.show()
        settle()
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_title_names_the_file_and_marks_what_is_not_saved(window, tmp_path):
    assert not window.isWindowModified()
    drag_roller(window, to="L1")
    assert window.isWindowModified()
    window.files.save_as(tmp_path / "lesson")
    assert window.windowTitle() == "lesson.spineviz[*] – SpineViz"
    assert not window.isWindowModified()
    window.undo.trigger()
    settle()
    assert window.isWindowModified()
    window.redo.trigger()
    settle()
    assert not window.isWindowModified()


def test_a_file_holds_the_scene_and_keeps_its_rights(window, tmp_path):
    file = tmp_path / "lesson.spineviz"
    file.write_text("before")
    file.chmod(0o640)
    window.session.set("hips", "up")
    window.files.save_as(file)
    assert json.loads(file.read_text())["scene"]["hips"] == "up"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["lesson.spineviz"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"schema": 7, "scene": {}}', "made by a newer version"),
        ('{"schema": 1, "scene": {"brace": 7}}', "0 to 1"),
        ('{"schema": 1, "scene": {"brace"', "not a scene file"),
        ("", "not a scene file"),
        ("x" * 200_000, "larger than"),
    ],
)
def test_a_file_from_the_future_and_a_damaged_one_change_nothing(window, tmp_path, content, words):
    window.session.set("hips", "up")
    settle()
    before, title = window.session.scene, window.windowTitle()
    file = tmp_path / "lesson.spineviz"
    file.write_text(content)
    assert drop(window, file)
    assert window.sentence.text.startswith("Not opened: ")
    assert words in window.sentence.text
    assert window.session.scene == before
    assert window.windowTitle() == title
    assert window.session.history.undo_label == "Hips"


@pytest.mark.parametrize("part", ["body", "plot", "strip", "readout"])
def test_a_scene_dropped_anywhere_opens(window, lesson, part):
    assert drop(getattr(window, part), lesson)
    settle()
    assert window.session.scene.roller_level == "L3"
    assert window.session.document.path == lesson
    window.undo.trigger()  # what was there before is not lost
    settle()
    assert window.session.scene == Scene()


def test_what_is_no_file_or_more_than_one_is_not_taken(window, lesson):
    text = QMimeData()
    text.setText("roller")
    two = QMimeData()
    two.setUrls([QUrl.fromLocalFile(str(lesson))] * 2)
    far = QMimeData()
    far.setUrls([QUrl("https://example.org/lesson.spineviz")])
    for data in (text, two, far):
        assert not drag_in(window, data)  # and so nobody may let it fall
        assert not drop(window, data)
    assert window.session.scene == Scene()


def recent_texts(window) -> list[str]:
    window.recent.aboutToShow.emit()
    return [action.text() for action in window.recent.actions()]


def test_recent_files_open_and_those_that_are_gone_say_so(window, lesson, tmp_path):
    assert recent_texts(window) == ["None yet"]
    gone = tmp_path / "gone.spineviz"
    window.files.save_as(gone)
    window.files.open(lesson)
    gone.unlink()
    assert recent_texts(window) == ["lesson.spineviz", "gone.spineviz (missing)"]
    window.files.new()
    window.recent.actions()[0].trigger()
    settle()
    assert window.session.scene.roller_level == "L3"
    window.recent.actions()[1].trigger()
    assert window.sentence.text.startswith("Not opened: ")
    assert recent_texts(window) == ["lesson.spineviz"]


def test_look_files_and_place_come_back(another_window, lesson):
    window = another_window()
    window.files.open(lesson)
    for name in ("theme_projector", "colour_vision", "text_larger"):
        window.commands[name].trigger()
    place = Place(QRect(30, 40, 1100, 640), False)
    window.setGeometry(place.rect)
    settle()
    window.close()
    again = another_window()
    assert again.theme.name == "projector"
    assert again.theme.text == 1.1
    assert again.look.colour_vision
    assert again.commands["theme_projector"].isChecked()
    assert again.commands["colour_vision"].isChecked()
    assert again.settings.place == place  # where it is shown depends on the screen there is
    assert recent_texts(again) == ["lesson.spineviz"]


def test_a_screen_that_is_gone_does_not_take_the_window_along(another_window, tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    settings.place = Place(QRect(9000, 9000, 1100, 640), False)
    settings.save()
    window = another_window()
    assert QGuiApplication.primaryScreen().availableGeometry().intersects(window.geometry())


def test_damaged_settings_do_not_stop_the_start(another_window, tmp_path):
    (tmp_path / "settings.ini").write_bytes(b"\xff\x00[" * 40)
    window = another_window()
    assert window.isVisible()
    assert window.theme.text == 1.0


CRASH = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from spineviz.session.recovery import Recovery
from spineviz.window.shell.main_window import default_window

application = QApplication([])
window = default_window(None, None, Recovery(Path(sys.argv[1])))
window.session.solve_now()
window.show()
window.session.set("hips", "up")
window.session.set("roller.level", "L3")
window.session.change("brace", 0.5)  # still held
application.processEvents()
os._exit(9)
"""


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """The folder that a window left which died in the middle of a change."""
    folder = tmp_path_factory.mktemp("crashed") / "unsaved"
    done = subprocess.run([sys.executable, "-c", CRASH, str(folder)], cwd=ROOT, capture_output=True)
    assert done.returncode != 0
    return folder


@pytest.fixture
def crashed(tmp_path, left):
    """What a window left that died, where the next one looks for it."""
    shutil.copytree(left, tmp_path / "unsaved")
    return Scene(hips="up", roller_level="L3")


def test_after_a_crash_the_last_finished_scene_is_offered_and_restored(another_window, crashed):
    window = another_window()
    assert window.session.scene == Scene()  # nothing happens unasked
    assert window.offer.isVisible()
    assert window.offer.words.text() == (
        "A scene was not saved last time: roller under L3, hips up."
    )
    drag_roller(window, to="T10")  # and nothing waits for the answer
    click(window.offer.restore)
    settle()
    assert window.session.scene == crashed
    assert window.isWindowModified()
    assert not window.offer.isVisible()
    window.close()
    assert another_window().offer.isVisible()  # it is in no file yet


def test_an_offer_can_be_declined_for_good(another_window, crashed):
    window = another_window()
    click(window.offer.discard)
    assert not window.offer.isVisible()
    assert window.session.scene == Scene()
    window.close()
    assert not another_window().offer.isVisible()


def test_an_offer_without_an_answer_comes_again(another_window, crashed):
    another_window().close()
    assert another_window().offer.isVisible()


def test_two_windows_do_not_offer_each_other(another_window):
    first = another_window()
    first.session.set("hips", "up")
    settle()
    second = another_window()
    assert not second.offer.isVisible()
    first.close()
    assert not second.offer.isVisible()
    assert another_window().offer.isVisible()


def test_changes_to_a_file_that_were_not_saved_are_offered_next_time(another_window, lesson):
    window = another_window()
    window.files.open(lesson)
    window.session.set("hips", "up")
    settle()
    window.close()
    again = another_window()
    assert again.offer.isVisible()
    click(again.offer.restore)
    assert again.session.scene == Scene(roller_level="L3", hips="up")
