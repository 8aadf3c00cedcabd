"""Every command of the table does something that can be seen, and has its keys to itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hands import settle
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QProgressDialog,
    QSpinBox,
)

from spineviz.scene import Scene
from spineviz.session import idle
from spineviz.session.idle import Idle
from spineviz.session.lesson_player import LessonPlayer
from spineviz.session.lesson_run import LOCK
from spineviz.session.play import Speed
from spineviz.session.scene_file import load_scene
from spineviz.teaching.lessons import lessons, read_lesson
from spineviz.teaching.question_forms import HOW_MUCH
from spineviz.window.handout.handout_menu import HandoutDialog
from spineviz.window.numbers.bar_contents import FEWEST
from spineviz.window.shell import pages
from spineviz.window.shell.commands import BY_ID, COMMANDS, MENUS
from spineviz.window.shell.export_menu import ExportDialog
from spineviz.window.shell.main_window import MainWindow
from spineviz.window.shell.roll_export import RollDialog, RollExport


@pytest.fixture
def chosen_file(tmp_path, monkeypatch):
    """What the file dialogs answer, with the first ending that they offer."""
    file = tmp_path / "lesson.spineviz"

    def answer(*given: object) -> tuple[str, str]:
        ending = re.search(r"\*(\.\w+)", str(given[-1]))
        assert ending is not None
        return str(file.with_suffix(ending.group(1))), ""

    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, answer)
    return file


class Run:
    """One command, and what it may need."""

    def __init__(self, window: MainWindow, file: Path, name: str) -> None:
        self.window, self.file, self.name = window, file, name

    def trigger(self) -> None:
        self.window.commands[self.name].trigger()
        settle()


def starts_new(run: Run) -> None:
    run.window.files.save_as(run.file)
    run.window.session.set("hips", "up")
    run.trigger()
    assert run.window.session.scene == Scene()
    assert run.window.session.document.path is None
    assert run.window.session.history.undo_label == "New scene"


def opens(run: Run) -> None:
    run.window.files.save_as(run.file)
    run.window.session.set("hips", "up")
    run.trigger()
    assert run.window.session.scene == Scene()


def saves(run: Run) -> None:
    run.window.session.set("hips", "up")
    run.trigger()
    assert load_scene(run.file).hips == "up"


def quits(run: Run) -> None:
    run.trigger()
    assert not run.window.isVisible()


def undoes(run: Run) -> None:
    run.window.session.set("hips", "up")
    run.trigger()
    assert run.window.session.scene.hips == "down"


def redoes(run: Run) -> None:
    run.window.session.set("hips", "up")
    run.window.session.undo()
    settle()
    run.trigger()
    assert run.window.session.scene.hips == "up"


def saves_again(run: Run) -> None:
    run.window.files.save_as(run.file)
    run.window.session.set("hips", "up")
    run.window.files.ask_save_as = None  # the name is known
    run.trigger()
    assert load_scene(run.file).hips == "up"
    assert not run.window.isWindowModified()


def takes_colours(run: Run) -> None:
    usual = run.window.theme.pressure
    run.trigger()
    assert run.window.theme.pressure != usual
    run.trigger()
    assert run.window.theme.pressure == usual


def shows_in_the_picture(name: str) -> Callable[[Run], None]:
    def check(run: Run) -> None:
        before = getattr(run.window.body.shown, name)
        picture = run.window.body.grab().toImage()
        run.trigger()
        assert getattr(run.window.body.shown, name) is not before
        assert run.window.commands[run.name].isChecked() is not before
        assert run.window.body.grab().toImage() != picture
        run.trigger()
        assert getattr(run.window.body.shown, name) is before

    return check


def turns_over(run: Run) -> None:
    picture = run.window.body.grab().toImage()
    run.trigger()
    assert run.window.session.shown.view == "back"
    assert run.window.commands[run.name].isChecked()
    assert run.window.body.grab().toImage() != picture
    run.trigger()
    assert run.window.session.shown.view == "body"


def sizes_text(percent: int) -> Callable[[Run], None]:
    def check(run: Run) -> None:
        run.window.look.resize_text(3)
        run.trigger()
        assert run.window.theme.text == percent / 100

    return check


def presents(run: Run) -> None:
    run.trigger()
    assert not run.window.strip.isVisible()
    run.trigger()
    assert run.window.strip.isVisible()


def fills_the_screen(run: Run) -> None:
    run.trigger()
    assert run.window.isFullScreen()
    run.trigger()
    assert not run.window.isFullScreen()


def plays(run: Run) -> None:
    run.trigger()
    assert run.window.session.play.is_running
    run.trigger()
    assert not run.window.session.play.is_running


def steps_by(change: float) -> Callable[[Run], None]:
    def check(run: Run) -> None:
        before = run.window.session.roller_mm
        run.trigger()
        assert run.window.session.roller_mm - before == pytest.approx(change, abs=0.02)

    return check


def plays_at(speed: Speed) -> Callable[[Run], None]:
    def check(run: Run) -> None:
        run.window.session.play.set_speed(next(each for each in Speed if each is not speed))
        run.trigger()
        assert run.window.session.play.speed is speed
        assert run.window.play_bar.speed.currentData() is speed

    return check


def takes_theme(name: str) -> Callable[[Run], None]:
    def check(run: Run) -> None:
        other = "theme_dark" if run.name != "theme_dark" else "theme_light"
        run.window.commands[other].trigger()
        run.trigger()
        assert run.window.theme.name in name.split()
        assert run.window.commands[run.name].isChecked()

    return check


def moves_to(level: str) -> Callable[[Run], None]:
    def check(run: Run) -> None:
        run.trigger()
        assert run.window.session.scene.roller_level == level
        assert run.window.session.history.undo_label == "Roller under"

    return check


def resets(run: Run) -> None:
    run.window.session.set("hips", "up")
    run.window.session.set("roller.level", "L3")
    run.trigger()
    assert run.window.session.scene == Scene()
    assert run.window.session.history.undo_label == "Reset"


def shows_people(run: Run) -> None:
    run.trigger()
    run.window.session.idle.finish()
    settle()
    found = run.window.session.idle.found.people
    low, high = np.percentile([each["peak_kPa"] for each in found], (5, 95))
    assert run.window.readout.peak.reading.people == pytest.approx((low, high))
    assert "Between people" in run.window.readout.cage.accessibleDescription()
    run.trigger()
    assert run.window.readout.peak.reading.people is None


def shows_questions(run: Run) -> None:
    run.trigger()
    assert run.window.questions.isVisible()
    assert not run.window.more.isVisible()


def shows_more(run: Run) -> None:
    run.trigger()
    assert run.window.more.isVisible()
    assert run.window.strip.more.isChecked()
    run.trigger()
    assert not run.window.more.isVisible()


def shows_page(words: str) -> Callable[[Run], None]:
    def check(run: Run) -> None:
        run.trigger()
        page = next(each for each in run.window.findChildren(pages.Page) if each.isVisible())
        assert words in page.text.toPlainText()
        page.close()

    return check


def compares(run: Run) -> None:
    run.trigger()
    assert run.window.session.compare.active
    assert run.window.commands["compare"].isChecked()
    run.trigger()
    assert not run.window.session.compare.active


def keeps(run: Run) -> None:
    run.window.session.set("roller.level", "L3")
    run.trigger()
    run.window.session.set("roller.level", "T8")
    assert run.window.session.compare.view.scene.roller_level == "L3"
    run.trigger()
    assert run.window.session.compare.view.scene.roller_level == "T8"


def swaps(run: Run) -> None:
    compare = run.window.session.compare
    compare.open(Scene(), Scene(hips="up"))
    settle()
    run.trigger()
    assert run.window.session.scene == Scene()
    assert compare.view.scene == Scene(hips="up")


def exports_picture(run: Run) -> None:
    QTimer.singleShot(0, lambda: run.window.findChild(ExportDialog).accept())
    run.trigger()
    assert run.file.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def exports_values(run: Run) -> None:
    run.trigger()
    assert run.file.with_suffix(".csv").read_text().startswith("scene,roller.level")


def asks_why(run: Run) -> None:
    run.window.session.set("roller.level", "L4")
    settle()
    run.trigger()
    assert run.window.session.scene == Scene(without=("ribs", "blades"))


def makes_handout(run: Run) -> None:
    QTimer.singleShot(0, lambda: run.window.findChild(HandoutDialog).accept())
    run.trigger()
    assert run.file.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def copies_code(run: Run) -> None:
    run.window.session.set("roller.level", "L3")
    run.trigger()
    assert QGuiApplication.clipboard().text() == "spineviz:1;roller.level=L3"


def pastes_code(run: Run) -> None:
    QGuiApplication.clipboard().setText(" spineviz:1;hips=up\n")
    QTimer.singleShot(0, lambda: run.window.findChild(QInputDialog).accept())
    run.trigger()
    assert run.window.session.scene == Scene(hips="up")


def copies_values(run: Run) -> None:
    run.trigger()
    assert "peak pressure\t" in QGuiApplication.clipboard().text()


def copies_picture(run: Run) -> None:
    run.trigger()
    assert not QGuiApplication.clipboard().image().isNull()


def teach(run: Run, step: str = "see") -> LessonPlayer:
    """Begin the first lesson and go on to a kind of step, alone."""
    player: LessonPlayer = run.window.session.lesson
    player.start(lessons()[0])
    while player.run.step.kind != step:
        if player.run.todo == LOCK:
            player.put(player.run.choose(0))
        player.next()
    settle()
    return player


def shows_lessons(run: Run) -> None:
    run.trigger()
    assert run.window.lessons.isVisible()
    assert len(run.window.lessons.buttons) == 3 * len(lessons())
    run.trigger()
    assert not run.window.lessons.isVisible()


def goes_on(run: Run) -> None:
    player = teach(run)
    run.trigger()
    assert player.run.at == 1


def goes_back(run: Run) -> None:
    player = teach(run, "predict")
    run.trigger()
    assert player.run.at == 0


def goes_home(run: Run) -> None:
    player = teach(run)
    run.window.session.set("hips", "up")
    run.trigger()
    assert run.window.session.scene == player.run.scene(player.run.live)


def chooses(row: int) -> Callable[[Run], None]:
    def effect(run: Run) -> None:
        player = teach(run, "predict")
        run.trigger()
        assert player.run.ballot.choice == row

    return effect


def draws_a_guess(run: Run) -> None:
    player = teach(run, "predict")
    run.trigger()
    assert player.run.ballot.guess is not None
    run.trigger()
    assert player.run.ballot.guess is None


def votes_again(run: Run) -> None:
    player = teach(run, "predict")
    player.put(player.run.choose(0))
    player.next()
    run.trigger()
    assert len(player.run.now.ballots) == 2


def draws_another(run: Run) -> None:
    player = teach(run, "unseen")
    before = player.run.drawn
    run.trigger()
    assert player.run.drawn != before


def sees_again(run: Run) -> None:
    teach(run, "observe")
    run.trigger()
    assert run.window.stage.cases.moving
    run.window.stage.cases.stop()


def talks(run: Run) -> None:
    player = teach(run, "predict")
    run.trigger()
    assert "2:00" in run.window.stage.page.counted.text()
    run.trigger()
    assert player.talk_left == 0


def blanks(run: Run) -> None:
    teach(run)
    run.trigger()
    assert run.window.stage.nothing.isVisible()


def slides_the_card(run: Run) -> None:
    teach(run)
    run.trigger()
    assert run.window.lectern.card.isVisible()
    run.trigger()
    assert run.window.lectern.card.isHidden()


def opens_the_class_window(run: Run) -> None:
    teach(run)
    run.trigger()
    assert run.window.classroom.audience.isVisible()
    run.trigger()
    assert run.window.classroom.audience is None


def counts_hands(run: Run) -> None:
    teach(run, "predict")
    run.trigger()
    assert isinstance(run.window.stage.page.answer_field(0), QSpinBox)


def steps_region(way: int) -> Callable[[Run], None]:
    def effect(run: Run) -> None:
        teach(run, "predict")
        stage = run.window.stage
        stage.page.heading.setFocus()
        run.trigger()
        wanted = stage.page.answer_field(0) if way > 0 else stage.cases.live.body
        assert run.window.focusWidget() is wanted

    return effect


def leaves_the_lesson(run: Run) -> None:
    player = teach(run)
    run.trigger()
    assert player.run is None


def shows_author(run: Run) -> None:
    run.trigger()
    assert run.window.author.isVisible()


def keeps_a_case(run: Run) -> None:
    run.trigger()
    assert run.window.author.names["roller_under_t8"].text() == "Roller under T8"


def write_lesson(run: Run) -> None:
    """Two cases and a question."""
    author = run.window.session.author
    author.keep_case()
    run.window.session.set("roller.level", "L3")
    author.keep_case()
    assert author.change(lambda draft: draft.add(HOW_MUCH), "Add") == ""
    settle()


def tries_the_lesson(run: Run) -> None:
    write_lesson(run)
    run.trigger()
    assert run.window.session.lesson.run.lesson.key == "my_lesson"


def saves_the_lesson(run: Run) -> None:
    write_lesson(run)
    run.trigger()
    assert read_lesson(run.file.with_suffix(".toml")).title == "My lesson"


def changes_the_lesson(run: Run) -> None:
    teach(run)
    run.trigger()
    assert run.window.author.title.text() == lessons()[0].title


def exports_roll(run: Run) -> None:
    QTimer.singleShot(0, lambda: run.window.findChild(RollDialog).accept())
    run.trigger()
    roll = run.window.findChild(RollExport)
    assert roll.running
    run.window.findChild(QProgressDialog).cancel()
    settle()
    assert "cancelled" in run.window.sentence.text


def explores(run: Run) -> None:
    run.trigger()
    page = run.window.findChild(QDialog, "explore")
    assert page.isVisible()
    page.close()
    assert not page.explorer.busy


EFFECTS: dict[str, Callable[[Run], None]] = {
    "new": starts_new,
    "open": opens,
    "save": saves_again,
    "save_as": saves,
    "quit": quits,
    "export_picture": exports_picture,
    "export_values": exports_values,
    "export_roll": exports_roll,
    "explore": explores,
    "copy_picture": copies_picture,
    "make_handout": makes_handout,
    "copy_code": copies_code,
    "paste_code": pastes_code,
    "teaching": shows_page("twenty minutes"),
    "copy_values": copies_values,
    "compare": compares,
    "keep": keeps,
    "swap": swaps,
    "why": asks_why,
    "undo": undoes,
    "redo": redoes,
    "theme_system": takes_theme("light dark"),
    "theme_light": takes_theme("light"),
    "theme_dark": takes_theme("dark"),
    "theme_projector": takes_theme("projector"),
    "colour_vision": takes_colours,
    "from_behind": turns_over,
    "show_flow": shows_in_the_picture("flow"),
    "show_inner": shows_in_the_picture("inner"),
    "show_cobb": shows_in_the_picture("cobb"),
    "zoom_trunk": shows_in_the_picture("zoom"),
    "text_larger": sizes_text(140),
    "text_smaller": sizes_text(120),
    "text_usual": sizes_text(100),
    "presenter": presents,
    "full_screen": fills_the_screen,
    "level_up": moves_to("T7"),
    "level_down": moves_to("T9"),
    "reset": resets,
    "more": shows_more,
    "questions": shows_questions,
    "people": shows_people,
    "play": plays,
    "step_back": steps_by(-10.0),
    "step_forward": steps_by(10.0),
    "speed_half": plays_at(Speed.HALF),
    "speed_normal": plays_at(Speed.NORMAL),
    "speed_double": plays_at(Speed.DOUBLE),
    "keys": shows_page("Ctrl+O"),
    "lessons": shows_lessons,
    "lesson_next": goes_on,
    "lesson_back": goes_back,
    "lesson_home": goes_home,
    "choose_a": chooses(0),
    "choose_b": chooses(1),
    "choose_c": chooses(2),
    "choose_d": chooses(3),
    "lesson_guess": draws_a_guess,
    "vote_again": votes_again,
    "draw_another": draws_another,
    "see_again": sees_again,
    "talk": talks,
    "blank": blanks,
    "speaker_card": slides_the_card,
    "class_window": opens_the_class_window,
    "count_hands": counts_hands,
    "region_next": steps_region(1),
    "region_back": steps_region(-1),
    "leave_lesson": leaves_the_lesson,
    "write_lesson": shows_author,
    "keep_case": keeps_a_case,
    "try_lesson": tries_the_lesson,
    "save_lesson": saves_the_lesson,
    "change_lesson": changes_the_lesson,
    "limits": shows_page("Assumed for the numbers on screen"),
    "model": shows_page("roller"),
    "about": shows_page("not medical advice"),
}
"""What is seen of each command. One that is missing here fails the test of its name."""


@pytest.mark.parametrize("name", [command.id for command in COMMANDS])
def test_a_command_does_what_it_says(window, chosen_file, monkeypatch, name):
    monkeypatch.setattr(idle, "PEOPLE", FEWEST)  # enough for a band
    EFFECTS[name](Run(window, chosen_file, name))


def test_no_effect_is_left_without_its_command():
    assert set(EFFECTS) == set(BY_ID)


def test_no_two_commands_share_an_id_or_a_key(application):
    assert len(BY_ID) == len(COMMANDS)
    used = Counter(keys.toString() for command in COMMANDS for keys in command.sequences)
    shared = {keys for keys, times in used.items() if times > 1}
    # B chooses while there is something to choose and blanks otherwise; the full stop steps
    # forward but in a lesson, where a clicker sends it for a blank screen
    assert shared == {"B", "."}
    for command in COMMANDS:
        if shared & {keys.toString() for keys in command.sequences}:
            assert command.plain
            assert command.enabled is not None or command.menu == "play"


def test_every_menu_is_there_in_its_order_and_every_command_in_its_menu(window):
    shown = [action.text() for action in window.menuBar().actions()]
    assert shown == [text for key, text in MENUS.items() if window.menus.menus[key].actions()]
    for command in COMMANDS:
        assert window.commands[command.id] in window.menus.menus[command.menu].actions()
        assert command.text
        assert command.what


def test_shortcuts_reach_their_command(window):
    for command in COMMANDS:
        given = window.commands[command.id].shortcuts()
        assert given == ([] if command.plain else command.sequences)
        assert bool(command.shown_keys) == bool(command.sequences)


def hold(widget, code: Qt.Key, text: str = "") -> None:
    """Hold a key down for some time."""
    kinds = QEvent.Type
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QKeyEvent(kinds.KeyPress, code, plain, text))
    for _ in range(8):
        QApplication.sendEvent(widget, QKeyEvent(kinds.KeyRelease, code, plain, text, True))
        QApplication.sendEvent(widget, QKeyEvent(kinds.KeyPress, code, plain, text, True))
    QApplication.sendEvent(widget, QKeyEvent(kinds.KeyRelease, code, plain, text))
    settle()


def test_a_key_that_is_held_switches_once_and_turns_one_page(window, monkeypatch):
    monkeypatch.setattr(Idle, "want", lambda *_: None)  # what is found out beside takes seconds
    for command in COMMANDS:
        repeats = window.commands[command.id].autoRepeat()
        assert repeats is command.repeats
        assert not (repeats and command.checkable), command.id
    hold(window.body, Qt.Key.Key_Space, " ")
    assert window.session.play.is_running
    window.session.play.pause()
    hold(window.body, Qt.Key.Key_Period, ".")
    assert window.session.nearest_level != "T8"
    player = window.session.lesson
    player.start(lessons()[0], False)
    settle()
    for code in (Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        at, todo = player.run.at, player.run.todo
        window.stage.setFocus()
        hold(window.stage, code)
        assert (player.run.at, player.run.todo) != (at, todo)
        assert player.run.at <= at + 1
        assert player.run.at == at or player.run.todo == LOCK
    hold(window.stage, Qt.Key.Key_B, "b")
    assert player.blank
