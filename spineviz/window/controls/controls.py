"""The strip of controls over the picture: the seven that are used all the time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from spineviz.scene import BY_KEY
from spineviz.session.session import Session
from spineviz.window.controls.editors import ChoiceEditor, KeepEditor, LevelEditor, NumberEditor
from spineviz.window.controls.flow_row import Flow
from spineviz.words.language import say

CHOICES_ON_STRIP = ("roller.kind", "arms", "hips")
NUMBERS_ON_STRIP = ("brace",)
CHECKS_ON_STRIP = ("ribs",)
SLIDER = 44  # px


class Strip(QWidget):
    """Level, roller, arms, hips, bracing, ribs and the comparison; everything else, and these too,
    stands in the side panel that `more` opens.

    Attributes:
        compare, more, questions: buttons that the window makes faces of its commands.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = Flow(self, 8)
        row.setContentsMargins(12, 6, 12, 6)
        self.level = LevelEditor(session)
        self.choices = {key: ChoiceEditor(session, BY_KEY[key]) for key in CHOICES_ON_STRIP}
        self.numbers = {key: NumberEditor(session, BY_KEY[key]) for key in NUMBERS_ON_STRIP}
        for editor in self.numbers.values():
            editor.slider.setFixedWidth(SLIDER)
        self.checks = {name: KeepEditor(session, name) for name in CHECKS_ON_STRIP}
        row.addWidget(self.level)
        for key, widget in (*self.choices.items(), *self.numbers.items()):
            row.addWidget(_named(BY_KEY[key].label, widget))
        for check in self.checks.values():
            row.addWidget(check)
        self.compare = QPushButton("A | B")
        self.compare.setAccessibleName(say("controls.compare"))
        self.more = QPushButton(say("controls.more"))
        self.more.setAccessibleName(say("controls.more.name"))
        self.more.setToolTip(say("controls.more.what"))
        self.questions = QPushButton(say("controls.questions"))
        self.questions.setAccessibleName(say("controls.questions.name"))
        self.questions.setToolTip(say("controls.questions.what"))
        ends = QWidget()
        both = QHBoxLayout(ends)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(4)
        both.addWidget(self.compare)
        both.addWidget(self.questions)
        both.addWidget(self.more)
        row.addWidget(ends)


def _named(name: str, editor: QWidget) -> QWidget:
    """An editor with its name before it, kept together."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    label = QLabel(name)
    label.setObjectName("quiet")
    label.setBuddy(editor)
    row.addWidget(label)
    row.addWidget(editor)
    return pair
