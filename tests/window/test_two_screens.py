"""A class on two screens: what each window holds, where both stand, and a clicker in either."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hands import click, key, settle
from lesson_secrets import flat, holds, outcomes_in, secrets, strings
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenuBar, QPushButton
from shiboken6 import isValid
from tries import first

from spineviz.session.lesson_run import VOTED
from spineviz.teaching.lessons import lessons
from spineviz.window.lesson import lesson_stage
from spineviz.window.lesson.lectern import Card
from spineviz.window.shell.two_screens import (
    LEAST,
    MOST,
    audience_stands,
    most_type,
    type_for,
    type_of_window,
)
from spineviz.window.shell.window_place import FRAME

ROOT = Path(__file__).resolve().parents[2]
Key = Qt.Key
LAPTOP, WALL = QRect(0, 0, 1366, 768), QRect(1366, 0, 1920, 1080)
FORCE = lessons()[0]


@pytest.fixture
def classroom(window):
    """A lesson with a class, in two windows."""
    window.session.lesson.start(FORCE, alone=False)
    settle()
    window.show_class(True)
    settle()
    return window.classroom


def test_the_class_gets_the_screen_that_the_speaker_is_not_on():
    assert audience_stands([LAPTOP, WALL], LAPTOP.center()).rect == WALL
    assert audience_stands([LAPTOP, WALL], WALL.center()).rect == LAPTOP
    assert audience_stands([WALL, LAPTOP], LAPTOP.center()).fills
    small = QRect(0, 768, 800, 600)
    assert audience_stands([LAPTOP, small, WALL], LAPTOP.center()).rect == WALL, "the largest"


def test_on_one_screen_it_is_a_part_of_it():
    alone = audience_stands([LAPTOP], QPoint(100, 100))
    assert not alone.fills
    assert LAPTOP.contains(alone.rect)
    assert alone.rect.width() < LAPTOP.width()


def test_type_grows_with_the_window_of_the_class():
    assert type_for(QSize(1024, 768)) == 1.0
    assert 1.3 < type_for(QSize(1920, 1080)) < 1.6
    assert type_for(QSize(7680, 4320)) == MOST
    assert type_for(QSize(640, 400), LEAST) == LEAST


def test_a_lesson_is_written_no_larger_than_its_window_has_room_for_its_words():
    assert most_type(QSize(640, 400)) == 1.0
    assert 1.1 < most_type(QSize(1020, 564)) < 1.2
    assert most_type(QSize(720, 2000)) == 1.0
    assert most_type(QSize(1920, 1080)) > 2.0


def test_type_grows_by_half_of_what_a_window_grows_by_and_never_gets_small():
    assert type_of_window(QSizeF(1024, 600)) == 1.0
    assert type_of_window(QSizeF(1280, 760)) == 1.0
    assert type_of_window(QSizeF(1920, 1080)) == pytest.approx(1.2)
    assert type_of_window(QSizeF(3840, 2160)) == pytest.approx(1.9)
    assert type_of_window(QSizeF(15360, 8640)) == MOST


def test_a_window_that_is_large_writes_larger_and_type_that_is_chosen_larger_leaves_less(window):
    assert window.theme.text == pytest.approx(1.0)
    window.resize(1920, 1080)
    settle()
    assert window.theme.text == pytest.approx(1.2)
    while window.look.text_percent < 150:
        window.look.resize_text(1)
    assert window.theme.text == pytest.approx(1.5)
    window.look.resize_text(0)
    window.resize(1280, 720)
    settle()
    assert window.theme.text == pytest.approx(1.0)


def test_the_class_sees_no_menus_no_buttons_no_counts(classroom, window):
    audience = classroom.audience
    assert audience.isVisible()
    assert audience.findChild(QMenuBar) is None
    window.session.lesson.next()
    settle()
    assert not [each for each in audience.findChildren(QPushButton) if each.isVisible()]
    fields = [card.hands for card in audience.stage.page.choices]
    assert not any(field.isVisible() for field in fields)
    assert all(card.hands.isVisible() for card in window.stage.page.choices)
    player = window.session.lesson
    player.put(player.run.count(0, 7))
    settle()
    assert not any(card.tally.isVisible() for card in audience.stage.page.choices)
    player.next()
    settle()
    assert audience.stage.page.choices[0].tally.isVisible()
    assert "A 7" in audience.stage.status.text()


def test_both_windows_follow_one_lesson(classroom, window):
    player, stages = window.session.lesson, (window.stage, classroom.audience.stage)
    while player.run.step.kind != "rule":
        player.next()
        settle(2)
    assert {stage.page.heading.text() for stage in stages} == {window.stage.page.heading.text()}
    window.stage.page.field.setPlainText("What lies beside it shares.")
    settle()
    assert classroom.audience.stage.page.field.toPlainText() == "What lies beside it shares."


@pytest.mark.parametrize("lesson", first(1, lessons()[::-1], lambda lesson: lesson.key))
def test_the_speaker_knows_what_the_class_is_not_told(window, lesson):
    session, player = window.session, window.session.lesson
    player.start(lesson, alone=False)
    window.show_class(True)
    audience = window.classroom.audience
    hidden_steps = 0
    for _ in range(80):
        settle()
        run = player.run
        if run.ended:
            break
        if run.hidden:
            hidden_steps += 1
            session.set("roller.level", "T6")
            session.load(run.scene(next(iter(run.hidden_cases))), "By hand")
            settle()
            told = strings(audience)
            own = [case.name for case in lesson.cases] + [each.ask.words for each in lesson.steps]
            hidden = {each for each in secrets(run, player.numbers(run))
                      if not any(holds(text, each) for text in own)}  # fmt: skip
            assert not [(each, text) for each in hidden for text in told if holds(text, each)]
            untold = {run.scene(case) for case in run.hidden_cases}
            assert not [each for each in outcomes_in(audience) if each[2].scene in untold]
            card = window.lectern.card
            assert player.filled(run, run.step.reveal) in card.answer.text()
        if run.todo == "lock":
            player.put(run.count(0, 3))
        player.next()
    assert player.run.ended
    assert hidden_steps == 2 * sum(step.kind in VOTED for step in lesson.steps)


def test_on_one_screen_the_card_slides_over_and_keeps_the_answer(window):
    player, card = window.session.lesson, window.lectern.card
    player.start(FORCE, alone=False)
    settle()
    window.activateWindow()
    assert card.isHidden()
    key(window.stage.page.heading, Key.Key_S)
    assert window.lectern.where is Card.OVER
    assert card.isVisible()
    assert "Let them look" in card.notes.toPlainText()
    player.next()
    settle()
    assert card.answer.text() == card.notes.toPlainText() == card.advice.text() == ""
    assert "The class sees this screen" in card.only.text()
    player.put(player.run.count(3, 5))
    player.next()
    settle()
    assert card.answer.text() == card.advice.text() == ""
    assert not card.picture.isVisible()
    assert card.vote.isVisible()
    click(card.go)  # it lies over the button of the stage
    settle()
    assert card.answer.text().startswith("D. Under L3 ")
    key(window.stage.page.heading, Key.Key_Escape)
    assert window.lectern.where is Card.AWAY, "nothing lies over the buttons of a question"
    assert window.stage.leave.hasFocus()
    click(window.stage.stay)
    click(window.stage.card)
    assert card.isVisible()
    click(card.close_)
    assert window.lectern.where is Card.AWAY
    assert card.isHidden()
    assert card.answer.text() == ""


def test_the_card_says_what_to_do_with_a_first_vote(classroom, window):
    player, card = window.session.lesson, window.lectern.card
    player.next()
    player.put(player.run.count(0, 5).count(3, 5))
    player.next()
    settle()
    assert flat(card.advice.text()) == "D has 50 %: let them talk, then vote again."
    assert not card.close_.isVisible(), "beside the stage it stays"
    player.vote_again()
    player.next()
    settle()
    assert card.advice.text() == ""


def test_the_projector_is_pulled_and_both_windows_come_back(classroom, window):
    classroom.stand([LAPTOP, WALL])
    window.setGeometry(WALL.adjusted(40, 40, -400, -200))  # the speaker is on the wall
    audience = classroom.audience
    classroom.stand([WALL, LAPTOP])
    assert audience.isFullScreen()
    classroom.stand([LAPTOP])
    settle()
    for each in (window, audience):
        assert each.isVisible()
        assert LAPTOP.contains(each.geometry().center())
    assert LAPTOP.contains(audience.geometry())
    assert not audience.isFullScreen()
    run = window.session.lesson.run
    classroom.stand([LAPTOP, WALL])  # and plugged in again
    assert audience.isFullScreen()
    assert window.session.lesson.run == run


def test_the_speaker_s_window_comes_back_from_a_larger_screen_with_its_title(classroom, window):
    window.setMinimumSize(400, 300)
    window.setGeometry(WALL.adjusted(0, 40, 0, 0))
    classroom.stand([LAPTOP])
    back = window.geometry()
    assert back.height() <= LAPTOP.height() - FRAME.height()
    assert back.top() >= LAPTOP.top() + FRAME.height() // 2


@pytest.mark.parametrize("points", [9.0, 20.0])
def test_the_type_of_the_class_follows_its_window_and_no_system(window, monkeypatch, points):
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    font.setPointSizeF(points)
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _: font)
    window.session.lesson.start(FORCE, alone=False)
    settle()
    window.show_class(True)
    window.classroom.stand([LAPTOP])
    settle()
    audience = window.classroom.audience
    wanted = type_for(audience.size(), LEAST)
    assert window.classroom._own.theme.text == pytest.approx(wanted)


def test_a_clicker_works_in_either_window(classroom, window):
    player, audience = window.session.lesson, classroom.audience
    for target in (audience, window.stage.page.heading):
        at = player.run.at
        key(target, Key.Key_PageUp)
        key(target, Key.Key_PageDown)
        assert player.run.at == max(at, 1)
    key(audience, Key.Key_PageUp)
    key(audience, Key.Key_B)
    assert player.blank
    assert audience.stage.nothing.isVisible()
    assert not audience.stage.cases.isVisible()
    assert window.stage.cases.isVisible(), "the speaker sees what comes"
    key(audience, Key.Key_Period)
    assert not player.blank
    QTest.keyClick(audience, Key.Key_F5)
    settle()
    assert not classroom.is_open
    assert player.run is not None
    assert window.stage.isVisible()


def test_hands_are_counted_whichever_window_has_the_focus(classroom, window):
    player, audience = window.session.lesson, classroom.audience
    player.next()
    settle()
    key(audience, Key.Key_A)
    for digit in "12":
        event = QKeyEvent(QEvent.Type.KeyPress, Key(ord(digit)), Qt.KeyboardModifier(0), digit)
        QApplication.sendEvent(audience, event)
    key(audience, Key.Key_D)
    key(audience, Key.Key_Up)
    assert player.run.ballot.hands == (12, 0, 0, 1)


def test_esc_of_a_clicker_asks_and_the_class_sees_no_question(classroom, window):
    player, audience = window.session.lesson, classroom.audience
    key(audience, Key.Key_Escape)
    settle()
    assert window.stage.leave.isVisible()
    assert not audience.stage.leave.isVisible()
    click(window.stage.leave)
    settle()
    assert player.run is None
    assert not classroom.is_open
    assert not isValid(audience) or not audience.isVisible()
    assert window.body.isVisible()


def test_of_two_windows_one_is_heard(classroom, window, monkeypatch):
    heard: list[str] = []
    monkeypatch.setattr(lesson_stage, "announce", lambda _, text: heard.append(text))
    player = window.session.lesson
    player.next()
    player.next()
    assert heard == ["Locked."]


def test_a_fault_is_told_to_the_speaker_alone(classroom, window):
    from msgspec.structs import replace

    player = window.session.lesson
    steps = list(FORCE.steps)
    steps[1] = replace(steps[1], expect=1)
    player.start(replace(FORCE, steps=tuple(steps)), alone=False)
    player.next()
    settle()
    assert "the lesson expects A" in window.stage.status.text()
    assert "the lesson expects A" not in " ".join(strings(classroom.audience))


def test_the_class_window_closes_with_the_speakers(classroom, window):
    audience = classroom.audience
    window.close()
    settle()
    assert not isValid(audience) or not audience.isVisible()
    assert window.session.lesson.speakers == 0


SEEN = """
import json
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from spineviz.teaching.lessons import lessons
from spineviz.window.lesson.audience_window import AudienceWindow
from spineviz.window.shell.main_window import MainWindow
from spineviz.window.shell.app import run

application = QApplication([])

def look():
    found = {}
    for each in application.topLevelWidgets():
        if isinstance(each, AudienceWindow | MainWindow):
            at = each.geometry().center()
            found[type(each).__name__] = [each.isVisible(), each.isFullScreen(), at.x()]
    print(json.dumps(found), flush=True)
    for each in application.topLevelWidgets():
        if isinstance(each, MainWindow):
            each.close()

QTimer.singleShot(400, look)
run(application, lesson=lessons()[0], present=True)
"""


def test_present_opens_both_windows_where_there_are_two_screens(tmp_path):
    screens = [
        {"name": name, "x": at.x(), "y": at.y(), "width": at.width(), "height": at.height(),
         "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for name, at in (("laptop", LAPTOP), ("wall", WALL))
    ]  # fmt: skip
    config = {"synchronousWindowSystemEvents": False, "windowFrameMargins": False,
              "screens": screens}  # fmt: skip
    file = tmp_path / "screens.json"
    file.write_text(json.dumps(config))
    done = subprocess.run(
        [sys.executable, "-c", SEEN],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}",
             "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path),
             "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )  # fmt: skip
    seen = json.loads(done.stdout)
    assert seen["MainWindow"][0]
    assert LAPTOP.left() <= seen["MainWindow"][2] <= LAPTOP.right()
    assert seen["AudienceWindow"][:2] == [True, True]
    assert WALL.left() <= seen["AudienceWindow"][2] <= WALL.right()
