"""The blanks and the words of one step of a lesson that is being written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from spineviz.session.author import Author, span_of
from spineviz.session.lesson_draft import ENDS, LEAST_MIN, MOST_MIN, LessonDraft
from spineviz.teaching.lesson_parts import LETTERS
from spineviz.teaching.question_forms import (
    HOW_MUCH,
    LARGEST,
    LOOK,
    MORE_OR_LESS,
    SIZES,
    WHICH,
    WHO,
    Blanks,
    first_handles,
)
from spineviz.values import SCALARS, Value, find
from spineviz.window.lesson.author_fields import Chooser, Line, Number, Words, dress_like
from spineviz.window.lesson.number_line import NumberLine
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.author_words import left_of
from spineviz.words.language import say

CASES = {
    MORE_OR_LESS: (say("author.from"), say("author.to")),
    HOW_MUCH: (say("author.beside"), say("author.asked")),
    WHICH: tuple(say("author.of", row=row) for row in range(1, 5)),
    WHO: (say("author.shown"),),
    LOOK: tuple(say("author.of", row=row) for row in range(1, 4)),
}
"""What the cases of a form are called. Where one may be left out it is the last one, of `HOW_MUCH`
the first one."""

ASKED: tuple[Value, ...] = tuple(value for value in SCALARS if value.word)
PARTS = tuple(value for value in ASKED if value.short and value.unit == "%")
"""Numbers that can be asked about, and those that are parts of the roller's force."""


class QuestionEditor(QWidget):
    """Everything that can be set of one step.

    Signals:
        refused(str): why something was not taken, a sentence; empty once it was.
        held(object): blanks as long as a handle is held; None when it is let go.
    """

    refused = Signal(str)
    held = Signal(object)

    def __init__(self, author: Author) -> None:
        super().__init__()
        self._author, self._row = author, -1
        self._theme: Theme = LIGHT
        self._shape: object = None
        self._drawn: LessonDraft | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self._rows.addWidget(self._inside)
        self._clear()

    def _clear(self) -> None:
        self.cases: list[Chooser] = []
        self.values: list[Chooser] = []
        self.handles: list[Number] = []
        self.choices: list[Line] = []
        self.texts: dict[str, Words] = {}
        self.line: NumberLine | None = None
        self.more: QPushButton | None = None
        self.fewer: QPushButton | None = None
        self.minutes: Number | None = None
        self.left: QLabel | None = None

    def set_theme(self, theme: Theme) -> None:
        """Be in other colours and type from now on."""
        self._theme = theme
        if self.line is not None:
            self.line.set_theme(theme)
        for each in self.texts.values():
            each.resize_lines()

    def open(self, row: int) -> None:
        """Show a step; below 0 none."""
        self._row = row
        self.refresh()

    def refresh(self) -> None:
        """Show the step as it is."""
        draft = self._author.draft
        if not 0 <= self._row < len(draft.steps):
            self._inside.hide()
            self._shape = self._drawn = None
            return
        step, blanks = draft.steps[self._row], draft.blanks(self._row)
        texts = tuple(name for name in ("ask", "reveal", "accept", "teacher")
                      if name in step or name in ("ask", "teacher"))  # fmt: skip
        form = "" if blanks is None or blanks.form in ENDS else blanks.form
        handles = 0 if blanks is None else len(blanks.handles)
        shape = self._row, form, handles, len(step.get("choices", ())), texts
        if shape != self._shape:
            self._shape = shape
            self._build(form, handles, len(step.get("choices", ())), texts)
        elif draft is self._drawn:  # a solve was found: what is being typed or held stays
            self.show_number(blanks)
            return
        self._drawn = draft
        self._show(draft)

    def first(self) -> QWidget:
        """Where the focus begins."""
        return (*self.values, *self.cases, *self.texts.values(), self)[0]

    # building

    def _build(self, form: str, handles: int, choices: int, texts: Sequence[str]) -> None:
        focus = self.focusWidget()
        again = focus.accessibleName() if focus is not None and self.isAncestorOf(focus) else ""
        before = self._inside
        self._clear()
        self._inside = QWidget()
        self._rows.addWidget(self._inside)
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)

        def add(name: str, widget: QWidget) -> None:
            row = grid.rowCount()
            label = QLabel(name)
            label.setBuddy(widget)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)

        def add_words(name: str, lines: int) -> None:
            field = Words(say(f"author.{name}"), lines)
            field.written.connect(partial(self._write, name))
            self.texts[name] = field
            add(say(f"author.{name}"), field)

        for each in self._value_names(form):
            chooser = Chooser(each)
            for value in PARTS if form == WHO else ASKED:
                chooser.addItem(value.title, value.word)
            if form == WHO and len(self.values) == SIZES[WHO][1][0]:
                chooser.addItem(say("author.none"), "")
            chooser.activated.connect(self._fill)
            self.values.append(chooser)
            add(each, chooser)
        for each in CASES.get(form, ()):
            chooser = Chooser(each)
            chooser.activated.connect(self._fill)
            self.cases.append(chooser)
            add(each, chooser)
        if handles:
            self.line = NumberLine()
            self.line.setAccessibleName(say("author.line"))
            self.line.set_theme(self._theme)
            self.line.moved.connect(self._hold)
            self.line.let_go.connect(self._let_go)
            grid.addWidget(self.line, grid.rowCount(), 0, 1, 2)
        for row in range(handles):
            name = say("author.same") if form == MORE_OR_LESS else say("author.border", row=row + 1)
            number = Number(name)
            number.setRange(-LARGEST if form == HOW_MUCH else 0.0, LARGEST)
            number.valueChanged.connect(self._fill)
            number.refused.connect(partial(self._refuse, number))
            self.handles.append(number)
            add(name, number)
        if form == HOW_MUCH:
            fewer = handles > 2
            kind = "author.fewer_borders" if fewer else "author.more_borders"
            button = QPushButton(say(kind))
            button.setAccessibleName(say(kind))
            button.clicked.connect(partial(self._count, 2 if fewer else 3))
            grid.addWidget(button, grid.rowCount(), 1)
            self.fewer, self.more = (button, None) if fewer else (None, button)
        for name in texts:
            if name == "ask":
                add_words(name, 3)
                self.left = QLabel()
                self.left.setObjectName("quiet")
                grid.addWidget(self.left, grid.rowCount(), 1)
                self.texts["ask"].textChanged.connect(self._count_words)
        for row in range(choices):
            name = say("author.choice", letter=LETTERS[row])
            line = Line(name)
            line.written.connect(partial(self._say, row))
            self.choices.append(line)
            add(name, line)
        for name in texts:
            if name != "ask":
                add_words(name, 2)
        self.minutes = Number(say("author.minutes"))
        self.minutes.setDecimals(1)
        self.minutes.setSingleStep(0.5)
        self.minutes.setRange(LEAST_MIN, MOST_MIN)
        self.minutes.valueChanged.connect(self._plan)
        self.minutes.refused.connect(partial(self._refuse, self.minutes))
        add(say("author.minutes"), self.minutes)
        dress_like(self._inside, self)
        for words in self.texts.values():
            words.resize_lines()
            words.refused.connect(self.refused)
        self._inside.show()
        for field in self._inside.findChildren(QWidget):
            if again and field.accessibleName() == again:
                field.setFocus()
        self._rows.removeWidget(before)
        before.hide()
        before.setParent(None)
        before.deleteLater()

    def _value_names(self, form: str) -> tuple[str, ...]:
        if form == WHO:
            return tuple(say("author.part", row=row) for row in range(1, 5))
        return (say("author.value"),) if form in (MORE_OR_LESS, HOW_MUCH, WHICH) else ()

    # showing

    def _show(self, draft: LessonDraft) -> None:
        step, blanks = draft.steps[self._row], draft.blanks(self._row)
        if blanks is not None and self.cases:
            self._show_cases(draft, blanks)
        if blanks is not None and self.values:
            for chooser, word in zip(self.values, (*blanks.values, *("",) * 4), strict=False):
                _choose(chooser, word)
        if blanks is not None and self.handles:
            value, _ = find(blanks.values[0])
            for field, number in zip(self.handles, blanks.handles, strict=True):
                with QSignalBlocker(field):
                    field.setDecimals(value.digits + 1)
                    field.setSuffix(f" {value.unit}" if value.unit else "")
                    field.setSingleStep(10.0**-value.digits)
                    field.setValue(number)
            self.show_number(blanks)
        for row, line in enumerate(self.choices):
            line.hold(step["choices"][row]["say"])
        for name, words in self.texts.items():
            words.hold(step.get(name, ""))
        if self.minutes is not None:
            with QSignalBlocker(self.minutes):
                self.minutes.setValue(step["minutes"])
        self._count_words()

    def show_number(self, blanks: Blanks | None = None) -> None:
        """Show the model's number on the line."""
        draft = self._author.draft
        blanks = blanks or draft.blanks(self._row)
        if self.line is not None and blanks is not None:
            number = self._author.hint(self._row).number
            mirrored = blanks.form == MORE_OR_LESS
            span = span_of(blanks.handles, number, mirrored)
            self.line.show_line(span, blanks.handles, number, mirrored)

    def _show_cases(self, draft: LessonDraft, blanks: Blanks) -> None:
        empty = ("",) * (len(self.cases) - len(blanks.cases))
        first = blanks.form == HOW_MUCH
        chosen = (*empty, *blanks.cases) if first else (*blanks.cases, *empty)
        least = SIZES[blanks.form][0][0]
        for row, (chooser, case) in enumerate(zip(self.cases, chosen, strict=True)):
            can_be_left = row < len(self.cases) - least if first else row >= least
            with QSignalBlocker(chooser):
                chooser.clear()
                for key, name in draft.names.items():
                    chooser.addItem(name, key)
                if can_be_left:
                    chooser.addItem(say("author.none"), "")
            _choose(chooser, case)

    def _count_words(self) -> None:
        if self.left is not None:
            self.left.setText(left_of(self.texts["ask"].toPlainText()))

    # writing

    def _blanks(self) -> Blanks | None:
        """The blanks as the fields hold them."""
        blanks = self._author.draft.blanks(self._row)
        if blanks is None:
            return None
        cases, values = (
            tuple(each.currentData() for each in choosers if each.currentData())
            for choosers in (self.cases, self.values)
        )
        handles = tuple(each.value() for each in self.handles)
        if values[:1] != blanks.values[:1]:  # another unit: the borders begin anew
            handles = first_handles(blanks.form, values[0])
        return replace(blanks, cases=cases, values=values, handles=handles)

    def _fill(self, _: object = None) -> None:
        blanks = self._blanks()
        if blanks is not None:
            row = self._row
            self._change(lambda draft: draft.fill(row, blanks), "step.fill")

    def _count(self, handles: int) -> None:
        blanks = self._blanks()
        if blanks is None:
            return
        first = blanks.handles[:2]
        more = (*first, 2 * first[1] - first[0]) if handles > 2 else first
        row, filled = self._row, replace(blanks, handles=more)
        self._change(lambda draft: draft.fill(row, filled), "step.fill")

    def _hold(self, handle: int, number: float) -> None:
        with QSignalBlocker(self.handles[handle]):
            self.handles[handle].setValue(number)
        blanks = self._blanks()
        if blanks is not None:
            self.show_number(blanks)
            self.held.emit(blanks)

    def _let_go(self) -> None:
        self.held.emit(None)
        self._fill()

    def _write(self, name: str, text: str) -> None:
        row = self._row
        self._change(lambda draft: draft.write(row, name, text), "step.words")

    def _say(self, choice: int, text: str) -> None:
        row = self._row
        self._change(lambda draft: draft.say(row, choice, text), "step.words")

    def _plan(self, minutes: float) -> None:
        row = self._row
        self._change(lambda draft: draft.plan(row, minutes), "step.minutes")

    def _refuse(self, field: Number, text: str) -> None:
        self.refused.emit(say("session.not_set", why=field.why_not(text)))

    def _change(self, change: Callable[[LessonDraft], LessonDraft], label: str) -> None:
        self.refused.emit(self._author.change(change, say(label)))


def _choose(chooser: Chooser, word: str) -> None:
    """Show a choice; one that is not offered is, from now on."""
    with QSignalBlocker(chooser):
        if chooser.findData(word) < 0:
            chooser.addItem(word, word)
        chooser.setCurrentIndex(chooser.findData(word))
