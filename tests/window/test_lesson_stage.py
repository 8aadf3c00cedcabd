"""Lessons in the window: by keys alone, by mouse alone, and nothing hidden is told anywhere."""

from __future__ import annotations

import pytest
from hands import click, key, settle, show
from lesson_secrets import holds, outcomes_in, secrets, strings
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QSpinBox
from tries import first

from spineviz.session.lesson_run import MARKED, VOTED
from spineviz.teaching.lesson_parts import UNSEEN
from spineviz.teaching.lessons import lessons
from spineviz.window.lesson import lesson_stage
from spineviz.window.lesson.lessons_panel import LessonsPanel
from spineviz.words.lesson_words import HIDDEN

Key = Qt.Key
ASSUMED = "ASSUMED"  # in the tips that tell how constants were derived, with numbers of their own


def test_the_search_for_secrets_finds_them_once_they_are_shown(window):
    player = window.session.lesson
    player.start(lessons()[0], alone=False)
    player.next()
    found = secrets(player.run, player.numbers(player.run))
    assert len(found) > 2
    player.next()
    player.next()
    settle()
    told = strings(window)
    assert sum(any(secret in text for text in told) for secret in found) > 2


@pytest.mark.parametrize("lesson", first(1, lessons(), lambda lesson: lesson.key))
def test_while_a_case_is_hidden_nothing_in_the_window_holds_its_numbers(window, tmp_path, lesson):
    session, player = window.session, window.session.lesson
    for step in lesson.steps:  # somebody has been there before, and every view has told it
        for case, _ in step.hide:
            session.load(lesson.case(case).scene, "Before")
            settle()
    assert player.start(lesson, alone=False)
    window.show_card(True)  # which the class sees, too
    walked = 0
    for _ in range(80):
        settle()
        run = player.run
        if run.ended:
            break
        hidden = secrets(run, player.numbers(run)) if run.hidden else set()
        if hidden:
            walked += 1
            session.set("roller.level", "T6")  # and then the hidden scene again, by hand
            session.load(run.scene(next(iter(run.hidden_cases))), "By hand")
            settle()
            window.exports.copy_picture()
            window.exports.write_values(tmp_path / "values.csv")
            window.exports.write_picture("window", tmp_path / "window.svg", 1)
            told = [each for each in strings(window) if ASSUMED not in each]
            told.append(QGuiApplication.clipboard().text())
            for name in ("values.csv", "window.svg"):
                file = tmp_path / name
                told += file.read_text(encoding="utf-8").split("\n") if file.exists() else []
            told.append(session.history.undo_label)
            # "20°" is no secret where the question itself says by how much somebody leans
            own = [case.name for case in lesson.cases] + [each.ask.words for each in lesson.steps]
            secret_still = [each for each in hidden if not any(holds(text, each) for text in own)]
            leaks = [(each, text) for each in secret_still for text in told if holds(text, each)]
            assert not leaks
            assert session.view.outcome is None
            untold = {run.scene(case) for case in run.hidden_cases}
            assert not [each for each in outcomes_in(window) if each[2].scene in untold]
        if run.todo == "lock":
            player.put(run.count(0, 3))
        player.next()
    assert player.run.ended
    assert walked >= 2 * sum(
        step.kind in VOTED and bool(step.hide or step.lot) for step in lesson.steps
    )


def focus_is_seen() -> None:
    focus = QApplication.focusWidget()
    assert focus is not None, "the focus is lost"
    assert focus.isVisible(), focus
    assert focus.isEnabled(), focus


def press(code: Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the focus."""
    key(QApplication.focusWidget(), code, modifiers)
    settle(3)
    focus_is_seen()


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is told to say."""
    found: list[str] = []
    monkeypatch.setattr(lesson_stage, "announce", lambda _, text: found.append(text))
    return found


@pytest.fixture
def paper(window, monkeypatch, tmp_path):
    """The file that a handout is written to; the system's own dialog for it is not opened."""
    file = tmp_path / "handout.pdf"
    monkeypatch.setattr(window.handouts, "_ask_name", lambda *_: file)
    return file


def answer_dialog(take) -> None:
    """When the dialog is open, do something with its first button."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        box = dialog.findChild(QDialogButtonBox)
        take(box.button(QDialogButtonBox.StandardButton.Ok))

    QTimer.singleShot(50, now)


@pytest.mark.parametrize("lesson", first(1, lessons(), lambda lesson: lesson.key))
def test_a_lesson_runs_by_keys_alone_and_the_focus_is_never_lost(window, heard, paper, lesson):
    window.activateWindow()
    player = window.session.lesson
    window.commands["lessons"].trigger()
    settle()
    panel = window.findChild(LessonsPanel)
    assert QApplication.focusWidget() is panel.buttons[lessons()[0].key, "lesson.start.alone"]
    while QApplication.focusWidget() is not panel.buttons[lesson.key, "lesson.start.alone"]:
        press(Key.Key_Tab)
    press(Key.Key_Space)
    assert player.run.lesson == lesson
    locks = shows = tells = 0
    for _ in range(80):
        run = player.run
        if run.ended:
            break
        before = len(heard)
        if run.todo == "lock":
            press(Key.Key_Return)
            assert player.run == run, "nothing was chosen yet"
            press(Key.Key_B)
            press(Key.Key_A)
            assert len(heard) == before, "a choice is not announced"
            press(Key.Key_PageDown)
            locks += 1
            assert heard[before:] == ["Locked. A."]
            if locks == 1:
                press(Key.Key_V)
                press(Key.Key_C)
                press(Key.Key_Return)
                assert heard[-1] == "Locked. C."
        elif run.todo == "show":
            press(Key.Key_Return)
            shows += 1
            assert len(heard) == before + 1
        elif run.todo == "tell":
            press(Key.Key_F6)
            press(Key.Key_Space)
            assert player.run.now.marks[0]
            press(Key.Key_PageDown)
            tells += 1
            assert len(heard) == before + 1
        else:
            press(Key.Key_F6)
            press(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
            press(Key.Key_PageDown)
    assert player.run.ended
    assert sum(each.startswith("Lesson finished in ") for each in heard) == 1
    assert (locks, shows) == (sum(step.kind in VOTED for step in lesson.steps),) * 2
    while QApplication.focusWidget() is not window.stage.handout:
        press(Key.Key_F6)
    answer_dialog(lambda ok: key(ok, Key.Key_Space))
    press(Key.Key_Space)
    assert paper.read_bytes().startswith(b"%PDF")
    press(Key.Key_PageDown)
    assert player.run is None


@pytest.mark.parametrize("lesson", first(1, lessons()[::-1], lambda lesson: lesson.key))
def test_a_lesson_runs_by_mouse_alone(window, heard, paper, lesson):
    player, stage = window.session.lesson, window.stage
    offered = next(each for each in window.invitations.first if each.text() == "Lessons")
    show(window, hints=True)  # as somebody sees it who has never moved the roller
    settle()
    click(offered)
    settle()
    click(window.lessons.buttons[lesson.key, "lesson.start.alone"])
    settle()
    said = {"lock": 0, "show": 0, "tell": 0}
    for _ in range(60):
        run, before = player.run, len(heard)
        if run.ended:
            break
        if run.todo == "lock":
            card = stage.page.choices[1]
            click(card, QPointF(card.width() / 2, card.height() - 12))
            settle(3)
            assert player.run.ballot.choice == 1
        if run.todo == "tell":
            for options in stage.page.options:
                click(options[0], QPointF(12, options[0].height() / 2))
            assert all(player.run.now.marks)
        todo = run.todo
        click(stage.go)
        settle(4)
        assert player.run != run
        if todo in said:
            said[todo] += 1
            assert len(heard) == before + 1
    assert player.run.ended
    assert said["lock"] == said["show"] == sum(step.kind in VOTED for step in lesson.steps)
    assert said["tell"] == sum(step.kind in MARKED for step in lesson.steps)
    answer_dialog(click)
    click(stage.handout)
    assert paper.read_bytes().startswith(b"%PDF")
    click(stage.go)
    settle()
    assert player.run is None
    assert window.body.isVisible()


def test_hands_are_counted_with_digits_tab_and_arrows(window):
    window.activateWindow()
    player = window.session.lesson
    player.start(lessons()[0], alone=False)
    player.next()
    settle()
    press(Key.Key_A)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QSpinBox)
    for digit in "11":
        code = Key(ord(digit))
        event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, digit)
        QApplication.sendEvent(QApplication.focusWidget(), event)
    press(Key.Key_Tab)
    press(Key.Key_Up)
    press(Key.Key_Up)
    press(Key.Key_Down)
    press(Key.Key_D)
    press(Key.Key_Up)
    assert player.run.ballot.hands == (11, 1, 0, 1)
    press(Key.Key_Return)
    assert player.run.ballot.locked
    press(Key.Key_PageUp)
    press(Key.Key_PageDown)
    assert player.run.ballot.hands == (11, 1, 0, 1)
    assert player.run.ballot.locked


def test_a_guess_is_drawn_on_the_column_with_keys(window):
    window.activateWindow()
    player = window.session.lesson
    player.start(lessons()[0], alone=True)
    player.next()
    settle()
    press(Key.Key_G)
    press(Key.Key_F6)
    start = player.run.ballot.guess
    press(Key.Key_Down)
    press(Key.Key_PageDown)
    assert player.run.ballot.guess == start + 25
    press(Key.Key_Return)
    assert player.run.ballot.locked


def test_esc_asks_once_and_the_lesson_keeps_its_place(window):
    window.activateWindow()
    player = window.session.lesson
    player.start(lessons()[0], alone=True)
    player.next()
    settle()
    run = player.run
    press(Key.Key_Escape)
    assert player.run == run
    press(Key.Key_Escape)
    assert player.run == run, "Esc again stays"
    press(Key.Key_Escape)
    press(Key.Key_Space)
    assert player.run is None
    window.commands["lessons"].trigger()
    settle()
    again = window.lessons.buttons[lessons()[0].key, "lesson.go_on"]
    assert again.text() == "Go on: step 2 of 8"
    click(again)
    settle()
    assert player.run == run


def test_the_picture_is_never_disabled_and_home_brings_the_scene_back(window):
    window.activateWindow()
    player, session = window.session.lesson, window.session
    player.start(lessons()[0], alone=True)
    player.next()
    settle()
    window.stage.cases.live.body.setFocus()
    press(Key.Key_Left)
    settle()
    assert session.scene != player.run.scene(player.run.live)
    assert session.view.message == HIDDEN
    press(Key.Key_Home)
    settle()
    assert session.scene == player.run.scene(player.run.live)
    session.undo()
    assert session.scene != player.run.scene(player.run.live)


def test_blank_shows_nothing_until_it_is_pressed_again(window):
    window.activateWindow()
    window.session.lesson.start(lessons()[0], alone=False)
    settle()
    press(Key.Key_B)
    assert not window.stage.cases.isVisible()
    press(Key.Key_Period)
    assert window.stage.cases.isVisible()


def test_the_move_is_seen_again_only_where_nothing_is_hidden(window):
    player, stage = window.session.lesson, window.stage
    player.start(lessons()[0], alone=False)
    player.next()
    settle()
    assert player.moves() == ()
    assert not window.commands["see_again"].isEnabled()
    player.next()
    player.next()
    settle()
    scenes = player.moves()
    assert len(scenes) > 5
    assert (scenes[0], scenes[-1]) == tuple(player.run.scene(case) for case in player.run.cases)
    window.commands["see_again"].trigger()
    assert stage.cases.moving
    stage.cases.stop()


def test_a_lesson_that_stops_says_so_to_the_class_only_without_a_speaker(window):
    from msgspec.structs import replace

    player, stage = window.session.lesson, window.stage
    steps = list(lessons()[0].steps)
    steps[1] = replace(steps[1], expect=1)
    player.start(replace(lessons()[0], steps=tuple(steps)), alone=False)
    player.speakers = 1
    player.next()
    settle()
    assert "the lesson expects A" not in " ".join(strings(window))
    player.speakers = 0
    player.next()
    settle()
    assert "the lesson expects A" in stage.status.text()


def test_in_a_lesson_the_body_on_screen_is_the_case_that_can_be_rolled(window):
    assert window.body_on_screen is window.body
    window.session.lesson.start(lessons()[0], alone=False)
    settle()
    assert window.body_on_screen is window.stage.cases.live.body
    assert window.body_on_screen.isVisible()


def test_unseen_is_a_case_that_no_lesson_names():
    assert all(case.key != UNSEEN for lesson in lessons() for case in lesson.cases)
