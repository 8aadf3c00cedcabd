"""Nothing that stands in a file is read as markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from hands import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from spineviz.session.lesson_run import LOCK, MARKED, VOTED
from spineviz.teaching.lesson_file import as_text
from spineviz.teaching.lessons import lesson_of, lessons
from spineviz.window.lesson.speaker_card import SpeakerCard
from spineviz.window.paint.plain import as_tip
from spineviz.window.shell.offer_line import OfferLine

EVIL = "<img src=/dev/zero>"


def test_a_key_that_looks_like_markup_is_shown_as_it_is_written(window, tmp_path: Path):
    file = tmp_path / "evil.spineviz"
    file.write_text(f'{{"schema":1,"scene":{{"{EVIL}":1}}}}')
    window.files.open(file)
    tips = [each.toolTip() for each in window.findChildren(QWidget)]
    said = [tip for tip in tips if "img src" in tip]
    assert said  # it is told
    assert all(EVIL not in tip for tip in said)
    for label in window.findChildren(QLabel):
        if "img src" in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText
    assert EVIL not in as_tip(EVIL)


def test_what_a_file_left_is_offered_as_plain_text(application):
    assert OfferLine().words.textFormat() == Qt.TextFormat.PlainText


WRITTEN = {"title", "goal", "name", "ask", "say", "reveal", "teacher", "hear", "fits", "accept"}
"""Entries of a lesson's file that are words of its author."""

MARKED_UP = " R&D <b>x</b>"


def marked_up(value: object, entry: str = "") -> object:
    """A lesson with marks in all its words."""
    if isinstance(value, dict):
        return {key: marked_up(each, key) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [marked_up(each, entry) for each in value]
    return f"{value}{MARKED_UP}" if isinstance(value, str) and entry in WRITTEN else value


@pytest.mark.parametrize("alone", [True, False])
def test_words_of_a_lesson_are_shown_as_they_are_written(window, alone):
    raw = marked_up(lessons()[0].raw)
    player = window.session.lesson
    card = SpeakerCard(window.session)
    player.start(lesson_of(as_text(raw), "mine"), alone)
    settle()
    seen, kinds = 0, set()
    for _ in range(60):
        run = player.run
        kinds.add(run.step.kind)
        for label in [*window.findChildren(QLabel), *card.findChildren(QLabel)]:
            if "<b>x" in label.text():
                assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
                seen += 1
        for button in window.findChildren(QAbstractButton):
            assert "R&D" not in button.text().replace("&&", "")  # Qt would underline the D
        if run.ended:
            break
        if run.step.kind in VOTED and run.todo == LOCK:
            player.put(run.choose(0) if alone else run.count(0, 3))
        elif run.step.kind in MARKED:
            for options in window.stage.page.options:
                options[0].click()
        player.next()
        settle()
    assert run.ended
    assert seen > 20
    card.deleteLater()
