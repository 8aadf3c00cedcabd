"""The lessons: what there is, how long each takes, and where one was left."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from spineviz.session.session import Session
from spineviz.teaching.lesson_parts import Lesson
from spineviz.teaching.lessons import lessons
from spineviz.window.lesson.lesson_page import Scroll
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.theme import Theme
from spineviz.words.language import say
from spineviz.words.lesson_words import go_on_words, lesson_words

WIDTH = 330  # px at 100 %
BETWEEN = 6  # px between the two ways to start
GO_ON = "lesson.go_on"


class LessonsPanel(QWidget):
    """The list of lessons at the side of the picture."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("questions")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(say("lesson.list"))
        title.setObjectName("heading")
        self._board = QWidget()
        self._board.setObjectName("board")
        self._rows = QVBoxLayout(self._board)
        self._rows.setContentsMargins(0, 0, 6, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(title)
        column.addWidget(Scroll(self._board), 1)
        self.write = QPushButton(say("author.write"))
        self.write.setAccessibleName(say("author.write"))
        column.addWidget(self.write)
        self.setFixedWidth(WIDTH)
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        session.lesson.changed.connect(self._refresh)

    def set_theme(self, theme: Theme) -> None:
        """Be as wide as the type needs."""
        self.setFixedWidth(round(theme.px(WIDTH)))

    def take_focus(self) -> None:
        """Put the focus on the first lesson."""
        first = next((each for each in self.buttons.values() if not each.isHidden()), None)
        if first is not None:
            first.setFocus()

    def _fill(self) -> None:
        """Read the lessons when they are asked for first."""
        for lesson in lessons():
            about = QLabel(f"<b>{escape(lesson.title)}</b><br>{escape(lesson_words(lesson))}")
            about.setTextFormat(Qt.TextFormat.RichText)
            about.setWordWrap(True)
            self._rows.addWidget(about)
            starts = QHBoxLayout()
            starts.setSpacing(BETWEEN)
            for kind, do in (
                (GO_ON, partial(self._session.lesson.resume, lesson.key)),
                ("lesson.start.alone", partial(self._start, lesson, True)),
                ("lesson.start.class", partial(self._start, lesson, False)),
            ):
                words = say(kind)
                button = QPushButton(words)
                button.setAccessibleName(f"{words}: {lesson.title}")
                button.clicked.connect(lambda _=False, do=do: do())
                if kind == GO_ON:
                    self._rows.addWidget(button)
                    self._rows.addLayout(starts)
                else:
                    starts.addWidget(button, 1)
                button.show()  # at once, so that it can take the focus
                self.buttons[lesson.key, kind] = button
            self._rows.addSpacing(10)
        self._rows.addStretch(1)

    def _start(self, lesson: Lesson, alone: bool) -> None:
        self._session.lesson.start(lesson, alone)

    def _refresh(self) -> None:
        left = self._session.lesson.left
        for (key, kind), button in self.buttons.items():
            if kind == GO_ON:
                button.setVisible(key in left)
                if key in left:
                    run = left[key][0]
                    button.setText(go_on_words(run.at + 1, len(run.lesson.steps)))

    # Qt overrides

    @outlived
    def showEvent(self, event: QShowEvent) -> None:
        """Read the lessons at first, and say where they were left."""
        if not self.buttons:
            self._fill()
        self._refresh()
