"""Lessons in the window: by keys alone, by mouse alone, and nothing hidden is told anywhere."""

from __future__ import annotations

import re

import pytest
from hands import click, key, settle
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QTextBrowser,
    QWidget,
)

from spineviz.outcome import Balanced, Waiting
from spineviz.session.lesson_run import VOTED
from spineviz.session.view import View
from spineviz.teaching.expressions import ReadOut
from spineviz.teaching.lesson_answers import NoAnswerError
from spineviz.teaching.lessons import UNSEEN, lessons
from spineviz.values import VALUE
from spineviz.window.figure.accessible_body import LANDMARKS, value_of
from spineviz.window.figure.body_view import BodyView
from spineviz.window.lesson import lesson_stage
from spineviz.window.lesson.lessons_panel import LessonsPanel
from spineviz.window.numbers.numbers_picture import BARS
from spineviz.words.lesson_words import HIDDEN

Key = Qt.Key
ASSUMED = "ASSUMED"  # in the tips that tell how constants were derived, with numbers of their own
NUMBERS = ("spine_share", "cage_share", "force_N", "peak_kPa", "area_cm2", "lordosis_deg",
           "kyphosis_deg")  # fmt: skip


def flat(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())


TICKS = {flat(f"{number}{unit}") for _, row, unit, _ in BARS for number in row}
"""What stands under the scales of the bars, whatever they show."""


def strings(window: QWidget) -> list[str]:
    """Every string that the window holds, whether it is seen or not."""
    found = []
    for each in (window, *window.findChildren(QWidget)):
        found += [each.toolTip(), each.accessibleName(), each.accessibleDescription(),
                  each.windowTitle(), each.statusTip(), each.whatsThis()]  # fmt: skip
        if isinstance(each, QLabel | QAbstractButton):
            found.append(each.text())
        if isinstance(each, QTextBrowser | QPlainTextEdit):
            found.append(each.toPlainText())
        if isinstance(each, BodyView):
            found += [value_of(each.outcome, name) for name in LANDMARKS]
            found += each.card
    for action in window.findChildren(QAction):
        found += [action.text(), action.toolTip()]
    return [flat(each) for each in found if each]


def outcomes_in(window: QWidget) -> list[tuple[str, str, Balanced]]:
    """Every outcome that a widget of the window holds, itself or in what it shows."""
    found = []
    for each in (window, *window.findChildren(QWidget)):
        for name, value in vars(each).items():
            parts = (value.outcome, value.picture, value.before) if isinstance(value, View) else ()
            found += [(type(each).__name__, name, part) for part in (value, *parts)
                      if isinstance(part, Balanced) and not isinstance(part, Waiting)]  # fmt: skip
    return found


def holds(text: str, secret: str) -> bool:
    """Whether a text holds a number, and not only the end of another one."""
    return re.search(rf"(?<![\d.,−-]){re.escape(secret)}", flat(text)) is not None


def secrets(run, numbers) -> set[str]:
    """What the numbers of the hidden cases read, where no case that is seen reads the same."""

    def read(cases) -> set[str]:
        texts = set()
        for case in cases:
            for name in NUMBERS:
                try:
                    texts.add(flat(numbers.text(ReadOut(case, VALUE[name], ""))))
                except NoAnswerError:
                    continue
        return texts

    hidden = run.hidden_cases
    seen = {case.key for case in run.lesson.cases} - hidden
    found = read(hidden) - read(seen) - TICKS
    return {text for text in found if len(text) > 2 and text[:2] != "0 "}


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


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.key)
def test_while_a_case_is_hidden_nothing_in_the_window_holds_its_numbers(window, tmp_path, lesson):
    session, player = window.session, window.session.lesson
    for step in lesson.steps:  # somebody has been there before, and every view has told it
        for case, _ in step.hide:
            session.load(lesson.case(case).scene, "Before")
            settle()
    assert player.start(lesson, alone=False)
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


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.key)
def test_a_lesson_runs_by_keys_alone_and_the_focus_is_never_lost(window, heard, lesson):
    window.activateWindow()
    player = window.session.lesson
    window.commands["lessons"].trigger()
    settle()
    panel = window.findChild(LessonsPanel)
    focus_is_seen()
    panel.buttons[lesson.key, "Start alone"].setFocus()
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
    press(Key.Key_Return)
    assert player.run is None


def test_a_lesson_runs_by_mouse_alone(window):
    player, stage = window.session.lesson, window.stage
    click(window.strip.lessons) if hasattr(window.strip, "lessons") else window.commands[
        "lessons"
    ].trigger()
    settle()
    click(window.lessons.buttons[lessons()[0].key, "Start alone"])
    settle()
    for _ in range(60):
        run = player.run
        if run.ended:
            break
        if run.todo == "lock":
            card = stage.page.choices[1]
            click(card, QPointF(card.width() / 2, card.height() - 12))
            settle(3)
        if run.todo == "tell":
            for options in stage.page.options:
                click(options[0], QPointF(12, options[0].height() / 2))
            assert all(player.run.now.marks)
        click(stage.go)
        settle(4)
        assert player.run != run
    assert player.run.ended
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
    focus.selectAll()
    for digit in "11":
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QKeyEvent

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
    again = window.lessons.buttons[lessons()[0].key, "Go on"]
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
    from dataclasses import replace

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


def test_unseen_is_a_case_that_no_lesson_names():
    assert all(case.key != UNSEEN for lesson in lessons() for case in lesson.cases)
