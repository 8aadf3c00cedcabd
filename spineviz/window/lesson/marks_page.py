"""Rows that are marked before anybody explains them: what happened, what is known, what fits."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from spineviz.session.lesson_player import LessonPlayer
from spineviz.session.lesson_run import LessonRun
from spineviz.window.lesson.lesson_page import Page, Scroll, Sentence
from spineviz.window.paint.plain import as_label
from spineviz.window.paint.theme import Theme
from spineviz.words.lesson_words import mark_words, missed_words, row_told, rows_of


class MarksPage(Page):
    """The steps `observe`, `sort` and `scope`."""

    def __init__(self, player: LessonPlayer, run: LessonRun) -> None:
        super().__init__()
        self._player = player
        self._count = len(rows_of(run.step))
        self.options: list[list[QRadioButton]] = []
        self.notes: list[Sentence] = []
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 6, 0)
        for row, asked in enumerate(rows_of(run.step)):
            about = Sentence("rowAbout", asked.about[:1].upper() + asked.about[1:])
            column.addWidget(about)
            line = QHBoxLayout()
            group = QButtonGroup(board)
            buttons = []
            for word, label in asked.options:
                button = QRadioButton(as_label(label))
                button.setAccessibleName(mark_words(asked.about, label))
                button.toggled.connect(partial(self._mark, row, word))
                group.addButton(button)
                line.addWidget(button)
                buttons.append(button)
            note = Sentence("note")
            line.addSpacing(8)
            line.addWidget(note, 1)
            column.addLayout(line)
            column.addSpacing(4)
            self.options.append(buttons)
            self.notes.append(note)
        column.addStretch(1)
        self.rows.addWidget(Scroll(board), 1)
        self.told = Sentence("given")
        self.rows.addWidget(self.told)

    def show_run(self, run: LessonRun, theme: Theme) -> None:
        """Show the marks, and once it has been told what was seen and what was not."""
        player = self._player
        self.heading.say(player.filled(run, run.step.ask))
        rows = rows_of(run.step)
        marks = (*run.now.marks, *("",) * len(rows))
        missed = player.missed(run) if run.now.told else ()
        for row, asked in enumerate(rows):
            for (word, _), button in zip(asked.options, self.options[row], strict=True):
                with QSignalBlocker(button):
                    button.setChecked(marks[row] == word)
            told = run.now.told and marks[row]
            numbers = row_told(run.step, row, player.numbers(run), row in missed) if told else ""
            self.notes[row].setText(numbers)
        moves = len(player.moves()) > 1
        names = [rows[row].about for row in missed]
        self.told.setText(missed_words(names, moves) if run.now.told else "")
        self.told.setVisible(run.now.told)

    def answer_field(self, row: int) -> QWidget | None:
        """The first answer of a row."""
        return self.options[row][0] if row < len(self.options) else None

    def _mark(self, row: int, word: str, on: bool) -> None:
        run = self._player.run
        if on and run is not None:
            self._player.put(run.mark(row, word, self._count))
