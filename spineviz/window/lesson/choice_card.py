"""One choice of a question: its letter, its words, its column, and the hands that are up for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from spineviz.scene import in_short
from spineviz.session.lesson_run import MOST_HANDS, Ballot
from spineviz.tables.saying import Saying
from spineviz.teaching.lesson_parts import LETTERS, Choice
from spineviz.window.controls.fields import CountBox
from spineviz.window.lesson.column_view import ColumnView
from spineviz.window.lesson.lesson_page import Sentence
from spineviz.window.lesson.share_column import ShareColumn
from spineviz.window.paint.guarded import guarded
from spineviz.window.paint.picture import base
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say
from spineviz.words.lesson_words import choice_said, hands_said, tally_said, vote_name

COLUMN = (64, 92)  # px at 100 %: the little column of a choice
OWN_KEYS = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
}  # fmt: skip
"""Beside the digits: keys that a count of hands takes. Every other one belongs to the lesson."""

SIGNS, POINTS = "+-\N{MINUS SIGN}", ".,"
"""Signs of a number that is none of hands; point and comma are those only after a digit, for a
clicker blanks the screen with a point."""


class HandsBox(CountBox):
    """How many hands are up."""

    def __init__(self, row: int, choice: Choice) -> None:
        super().__init__()
        self.setRange(0, MOST_HANDS)
        self.setAccessibleName(hands_said(row, choice))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, signs and steps; letters and page keys go on to the lesson."""
        done = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if done and not self.hasAcceptableInput():
            self.interpretText()  # refused: the lesson does not go on with another number
        elif self._takes(event):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _takes(self, event: QKeyEvent) -> bool:
        text = event.text()
        written = text.isdigit() or (bool(text) and text in SIGNS + POINTS * self.typing)
        return written or event.key() in OWN_KEYS

    def why_not(self, text: str) -> str:
        """Why a text cannot be taken, with what can."""
        allowed = Saying("allowed.whole", {"low": self.minimum(), "high": self.maximum()})
        return say(
            "refusal.value", key=self.accessibleName(), value=in_short(text), allowed=allowed
        )


class Tally(QWidget):
    """The votes for one choice, the second under the first."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[tuple[str, int, int], ...] = ()
        self._theme: Theme = LIGHT

    def show_votes(self, bars: tuple[tuple[str, int, int], ...], theme: Theme) -> None:
        """Show bars: what each is called, how many, and of how many."""
        self._bars, self._theme = bars, theme
        self.setAccessibleName(tally_said(bars))
        self.setMinimumHeight(round(theme.px(36) * len(bars)))
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        guarded(self, lambda: self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        small, bold = theme.font(base(), 12), theme.font(base(), 14, bold=True)
        high = QFontMetricsF(small).height()
        number = QFontMetricsF(bold).horizontalAdvance("000") + 6
        for row, (word, count, most) in enumerate(self._bars):
            top = row * theme.px(36)
            painter.setFont(small)
            painter.setPen(theme.color("ink2"))
            painter.drawText(QRectF(0, top, self.width(), high), word)
            bar = QRectF(0, top + high, max(self.width() - number, 20.0), theme.px(12))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("chip"))
            painter.drawRect(bar)
            painter.setBrush(theme.color("accent" if row else "ink3"))
            part = QRectF(bar)
            part.setWidth(bar.width() * count / max(most, 1))
            painter.drawRect(part)
            painter.setPen(theme.color("ink"))
            painter.setFont(bold)
            beside = QRectF(bar.right() + 4, bar.center().y() - high, number, 2 * high)
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, str(count))


class ChoiceCard(QWidget):
    """A choice.

    Signals:
        counted(int): so many hands.
        chosen(): one learner takes this one.
        refused(str): what was written is no count of hands; the words say why.
    """

    counted = Signal(int)
    chosen = Signal()
    refused = Signal(str)

    def __init__(self, row: int, choice: Choice, alone: bool, pictured: bool = True) -> None:
        super().__init__()
        self.setObjectName("choice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row, self._choice = row, choice
        self.radio: QRadioButton | None = None
        self.hands: HandsBox | None = None
        letter = QLabel(LETTERS[row])
        letter.setObjectName("letter")
        letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = Sentence("choiceWords", choice.say)
        head = QHBoxLayout()
        head.addWidget(letter)
        head.addWidget(words, 1)
        self._letter = letter
        self.column = ColumnView()
        if (
            choice.draw is None or not pictured
        ):  # shown without a parent it would be a window of its own
            self.column.hide()
        self.given = Sentence("given", say("lesson.given"))
        self.tally = Tally()
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addWidget(self.given)
        if alone:
            self.radio = QRadioButton()
            self.radio.setAccessibleName(choice_said(row, choice))
            self.radio.toggled.connect(self._choose)  # by a click, a key or a screen reader
            head.insertWidget(0, self.radio)
        else:
            self._hands_word = QLabel(say("lesson.hands"))
            self._hands_word.setObjectName("quiet")
            self.hands = HandsBox(row, choice)
            self.hands.valueChanged.connect(self.counted)
            self.hands.refused.connect(self._refuse)
            side.addWidget(self._hands_word)
            side.addWidget(self.hands)
        side.addWidget(self.tally)
        side.addStretch(1)
        lower = QHBoxLayout()
        lower.addWidget(self.column)
        lower.addLayout(side, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 8, 10, 8)
        rows.addLayout(head)
        rows.addLayout(lower, 1)

    @property
    def field(self) -> QWidget:
        """What takes the answer."""
        found = self.radio or self.hands
        assert found is not None
        return found

    def show_ballots(
        self, ballots: tuple[Ballot, ...], *, open_: bool, given: bool, theme: Theme
    ) -> None:
        """Show the votes.

        Args:
            ballots: first and second.
            open_: whether the last one can be changed.
            given: whether it is told that the model gives this.
            theme: see there.
        """
        size = round(theme.px(26))
        self._letter.setFixedSize(size, size)
        wide, high = COLUMN
        self.column.setFixedSize(round(theme.px(wide)), round(theme.px(high)))
        draw = self._choice.draw
        if draw is not None:
            self.column.set_column(ShareColumn(draw, 100.0 - draw, theme))
        self.given.setVisible(given)
        last = ballots[-1]
        if self.hands is not None:
            count = last.hands[self._row] if last.hands else 0
            if self.hands.value() != count:
                self.hands.blockSignals(True)
                self.hands.setValue(count)
                self.hands.blockSignals(False)
            for each in (self.hands, self._hands_word):
                each.setVisible(open_)
        if self.radio is not None:
            self.radio.setAutoExclusive(False)
            self._mark(last.choice == self._row)
            self.radio.setEnabled(open_)
        locked = [each for each in ballots if each.locked]
        bars = tuple(
            (vote_name(number), each.hands[self._row], max(each.total, 1))
            for number, each in enumerate(locked)
            if each.hands
        )
        bars += tuple(
            (vote_name(number), 1, 1)
            for number, each in enumerate(locked)
            if not each.hands and each.choice == self._row and len(ballots) > 1
        )
        self.tally.show_votes(bars, theme)
        self.tally.setVisible(bool(bars))
        self.setProperty("given", given)
        self.setProperty("own", last.choice == self._row)
        self.style().unpolish(self)
        self.style().polish(self)

    def _refuse(self, text: str) -> None:
        assert self.hands is not None
        self.refused.emit(say("session.not_set", why=self.hands.why_not(text)))

    def _choose(self, on: bool) -> None:
        """Take this choice; a choice that is taken stays taken."""
        if not on:
            self._mark(True)
        self.chosen.emit()

    def _mark(self, on: bool) -> None:
        assert self.radio is not None
        with QSignalBlocker(self.radio):
            self.radio.setChecked(on)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Two beside each other in a narrow window."""
        return QSize(210, 170)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole card can be clicked: it takes the answer, or the count."""
        if self.radio is not None and self.radio.isEnabled():
            self.chosen.emit()
        elif self.hands is not None and self.hands.isVisible():
            self.hands.setFocus()
