"""Writing a lesson beside the picture: cases, steps, the blanks of one, and what the model says."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from spineviz.session.author import PEOPLE, Change
from spineviz.session.session import Session
from spineviz.teaching.question_forms import QUESTIONS, Blanks
from spineviz.window.figure.accessible_body import announce
from spineviz.window.lesson.author_fields import Line, dress_like
from spineviz.window.lesson.lesson_page import Scroll
from spineviz.window.lesson.question_editor import QuestionEditor
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.theme import Theme
from spineviz.words.author_words import hint_words
from spineviz.words.language import say
from spineviz.words.lesson_words import kind_name

WIDTH = 400  # px at 100 %
ROWS = 6  # steps that are seen at once
ACROSS = 3  # buttons of questions in a row


class AuthorPanel(QWidget):
    """The lesson that is being written."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._author = session, session.author
        self._held: Blanks | None = None
        self._keys: tuple[str, ...] | None = None
        self.setObjectName("author")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.names: dict[str, Line] = {}
        self.sees: dict[str, QPushButton] = {}
        self.drops: dict[str, QPushButton] = {}
        self.forms: dict[str, QPushButton] = {}
        heading = QLabel(say("author.write"))
        heading.setObjectName("heading")
        self.where = QLabel()
        self.where.setObjectName("quiet")
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setWordWrap(True)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self._add_title()
        self._add_cases()
        self._add_steps()
        self.editor = QuestionEditor(self._author)
        self.editor.refused.connect(self.tell)
        self.editor.held.connect(self._hold)
        self._column.addWidget(self.editor)
        self._column.addStretch(1)
        self.hint, self.problem = QLabel(), QLabel()
        self.hint.setObjectName("given")
        for label in (self.hint, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.problem.setObjectName("problem")
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 6, 8)
        column.addWidget(heading)
        column.addWidget(self.where)
        self._scroll = Scroll(inside)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.hint)
        column.addWidget(self.problem)
        self.new, self.attempt, self.save = (
            self._button("author.new"), self._button("author.try"), self._button("author.save")
        )  # fmt: skip
        foot = QHBoxLayout()
        for button in (self.new, self.attempt, self.save):
            foot.addWidget(button)
        column.addLayout(foot)
        self.new.clicked.connect(self._author.begin)
        self.attempt.clicked.connect(self._author.try_it)
        self.setFixedWidth(WIDTH)
        self._see = QTimer(self)  # once the new fields have their places
        self._see.setSingleShot(True)
        self._see.timeout.connect(
            lambda: self._scroll.ensureWidgetVisible(self.editor.texts["ask"], 0, 60)
        )
        self._author.changed.connect(self.refresh)
        self._author.said.connect(self.tell)

    # building

    def _add_title(self) -> None:
        grid = QGridLayout()
        self.title, self.goal = Line(say("author.title")), Line(say("author.goal"))
        lines = ((self.title, "title", "step.title"), (self.goal, "goal", "step.goal"))
        for row, (line, name, step) in enumerate(lines):
            label = QLabel(say(f"author.{name}"))
            label.setBuddy(line)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
            line.written.connect(partial(self._entitle, name, step))
        self._column.addLayout(grid)

    def _add_cases(self) -> None:
        self.keep = self._button("author.keep")
        self.keep.clicked.connect(self._author.keep_case)
        self._head(say("author.cases"), self.keep)
        self.none = QLabel(say("author.no_cases"))
        self.none.setObjectName("quiet")
        self.none.setWordWrap(True)
        self._column.addWidget(self.none)
        self._cases = QVBoxLayout()
        self._cases.setSpacing(4)
        self._column.addLayout(self._cases)

    def _add_steps(self) -> None:
        self._head(say("author.add"))
        grid = QGridLayout()
        for row, form in enumerate(QUESTIONS):
            button = self._button(f"author.{form}")
            button.clicked.connect(partial(self._add, form))
            grid.addWidget(button, row // ACROSS, row % ACROSS)
            self.forms[form] = button
        self._column.addLayout(grid)
        self.steps_title = self._head("")
        self.steps = QListWidget()
        self.steps.setAccessibleName(say("author.steps.name"))
        self.steps.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.steps.currentRowChanged.connect(self._open)
        self._column.addWidget(self.steps)
        line = QHBoxLayout()
        self.earlier, self.later, self.remove = (
            self._button(f"author.{name}") for name in ("earlier", "later", "remove")
        )
        for button in (self.earlier, self.later, self.remove):
            line.addWidget(button)
        self.earlier.clicked.connect(partial(self._move, -1))
        self.later.clicked.connect(partial(self._move, 1))
        self.remove.clicked.connect(self._remove)
        self._column.addLayout(line)

    def _head(self, text: str, button: QPushButton | None = None) -> QLabel:
        label = QLabel(text)
        label.setObjectName("groupTitle")
        line = QHBoxLayout()
        line.setContentsMargins(0, 6, 0, 0)
        line.addWidget(label, 1)
        if button is not None:
            line.addWidget(button)
        self._column.addLayout(line)
        return label

    def _button(self, kind: str) -> QPushButton:
        button = QPushButton(say(kind))
        button.setToolTip(say(f"{kind}.what"))
        button.setAccessibleName(say(kind))
        button.setAccessibleDescription(say(f"{kind}.what"))
        return button

    # showing

    def set_theme(self, theme: Theme) -> None:
        """Be as wide as the type needs."""
        self.setFixedWidth(round(theme.px(WIDTH)))
        self._fit_steps()
        self.editor.set_theme(theme)

    def take_focus(self) -> None:
        """Put the focus on what comes first."""
        (self.title if self._author.draft.names else self.keep).setFocus()

    def refresh(self) -> None:
        """Show the draft, and what is known about it."""
        if not self.isVisible():
            self.hint.setText("")  # a lesson may run that hides what it says
            return
        draft = self._author.draft
        kind = "author.in_file" if draft.saved and draft.path else "author.unsaved"
        name = draft.path.name if draft.path else ""
        self.where.setText("" if draft.saved and not draft.path
                           else say(kind, title=name or draft.title, name=name))  # fmt: skip
        self.title.hold(draft.title)
        self.goal.hold(str(draft.raw["goal"]))
        self._show_cases()
        self._show_steps()
        self.editor.open(self.steps.currentRow())
        self._show_hint()

    def tell(self, sentence: str) -> None:
        """Say why something was not done; nothing once it was."""
        if not self.isVisible() and sentence:
            return
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _show_cases(self) -> None:
        names = self._author.draft.names
        self.none.setVisible(len(names) < 2)
        if tuple(names) != self._keys:
            self._keys = tuple(names)
            self._build_cases()
        for row, (key, name) in enumerate(names.items(), start=1):
            self.names[key].hold(name)
            self.names[key].setAccessibleName(say("author.case", row=row))
            self.sees[key].setAccessibleName(say("author.see.what", name=name))
            self.drops[key].setAccessibleName(say("author.drop.what", name=name))

    def _build_cases(self) -> None:
        focus = self.focusWidget()
        for key in list(self.names):
            for each in (self.names.pop(key), self.sees.pop(key), self.drops.pop(key)):
                if each is focus:
                    self.keep.setFocus()
                each.hide()
                each.setParent(None)
                each.deleteLater()
        while (item := self._cases.takeAt(0)) is not None:
            if (row := item.layout()) is not None:
                row.deleteLater()
        before: QWidget = self.keep
        for key in self._keys or ():
            line = QHBoxLayout()
            name, see, drop = Line(""), QPushButton(say("author.see")), QPushButton("✕")
            name.written.connect(partial(self._rename, key))
            see.clicked.connect(partial(self._author.see, key))
            drop.clicked.connect(partial(self._drop, key))
            self._cases.addLayout(line)
            for each in (name, see, drop):
                line.addWidget(each, 1 if each is name else 0)
                dress_like(each, self)
                self.setTabOrder(before, each)
                before = each
            self.names[key], self.sees[key], self.drops[key] = name, see, drop

    def _show_steps(self) -> None:
        draft = self._author.draft
        self.steps_title.setText(say("author.steps", minutes=draft.raw["minutes"]))
        row = min(max(self.steps.currentRow(), 0), len(draft.steps) - 1)
        with QSignalBlocker(self.steps):
            while self.steps.count() > len(draft.steps):
                self.steps.takeItem(self.steps.count() - 1)
            for at, step in enumerate(draft.steps):
                text = f"{at + 1}. {kind_name(step['kind'])}: {step['ask']}"
                if at == self.steps.count():
                    self.steps.addItem(text)
                elif self.steps.item(at).text() != text:
                    self.steps.item(at).setText(text)
            self.steps.setCurrentRow(row)
        self.steps.setVisible(bool(draft.steps))
        self._fit_steps()
        for button in (self.earlier, self.later, self.remove):
            button.setVisible(bool(draft.steps))

    def _fit_steps(self) -> None:
        """As high as the steps need, and no higher than some of them."""
        row = max(self.steps.sizeHintForRow(0), self.fontMetrics().lineSpacing())
        rows = min(max(self.steps.count(), 1), ROWS)
        self.steps.setFixedHeight(rows * row + 2 * self.steps.frameWidth() + 4)

    def _show_hint(self) -> None:
        row = self.steps.currentRow()
        if row < 0:
            self.hint.setText("")
            return
        hint = self._author.hint(row, self._held)
        if hint.mistake:
            text = say("author.mistake", what=hint.mistake)
        elif hint.checked is not None:
            text = hint_words(hint.checked, PEOPLE)
        else:
            text = say("author.waits") if hint.waits else say("author.hint.none")
        self.hint.setText(text)

    def _open(self, row: int) -> None:
        self.tell("")
        self.editor.open(row)
        self._show_hint()

    # writing

    def _change(self, change: Change, kind: str) -> bool:
        refused = self._author.change(change, say(kind))
        self.tell(refused)
        return not refused

    def _entitle(self, name: str, step: str, text: str) -> None:
        self._change(lambda draft: draft.entitled(name, text), step)

    def _rename(self, case: str, name: str) -> None:
        self._change(lambda draft: draft.rename(case, name), "step.name_case")

    def _drop(self, case: str) -> None:
        self._change(lambda draft: draft.drop(case), "step.drop_case")

    def _add(self, form: str) -> None:
        before = len(self._author.draft.steps)
        if not self._change(lambda draft: draft.add(form), "step.add_question"):
            return
        added = next(row for row in range(len(self._author.draft.steps) - 1, -1, -1)
                     if (made := self._author.draft.blanks(row)) and made.form == form)  # fmt: skip
        self.steps.setCurrentRow(min(added, before + 2))
        self.editor.first().setFocus()
        self._see.start(0)

    def _move(self, way: int) -> None:
        row = self.steps.currentRow()
        if self._change(lambda draft: draft.move(row, way), "step.move"):
            self.steps.setCurrentRow(min(max(row + way, 0), self.steps.count() - 1))

    def _remove(self) -> None:
        row = self.steps.currentRow()
        self._change(lambda draft: draft.remove(row), "step.remove")

    def _hold(self, blanks: Blanks | None) -> None:
        self._held = blanks
        self._show_hint()

    # Qt overrides

    @outlived
    def showEvent(self, event: QShowEvent) -> None:
        """The model is asked while somebody sees what it says."""
        super().showEvent(event)
        self._author.watch(True)
        self.refresh()

    @outlived
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it."""
        super().hideEvent(event)
        self._author.watch(False)
        self.refresh()
