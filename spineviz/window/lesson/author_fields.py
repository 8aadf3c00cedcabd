"""Fields of a lesson that is being written. Each tells what was written once it is finished."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from spineviz.scene import in_short
from spineviz.tables.saying import Saying
from spineviz.window.controls.fields import ChoiceBox, NumberBox, TextBox, undoes
from spineviz.words.language import say


def _undoes(event: QEvent) -> bool:
    """Whether a field is asked to keep the keys of undo to itself."""
    asked = event.type() == QEvent.Type.ShortcutOverride
    return asked and isinstance(event, QKeyEvent) and undoes(event)


def dress_like(top: QWidget, other: QWidget) -> None:
    """Give what was made later the palette and type of a part that was there: where there is a
    style sheet Qt hands neither down."""
    for widget in (top, *top.findChildren(QWidget)):
        widget.setPalette(other.palette())
        widget.setFont(other.font())


class Line(QLineEdit):
    """One line of words.

    Signals:
        written(str): it was finished with other words.
    """

    written = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._held = ""
        self.editingFinished.connect(self._finish)

    def hold(self, text: str) -> None:
        """Show words, unless somebody is writing others here."""
        writing = self.hasFocus() and self.text() != self._held and text == self._held
        self._held = text
        if not writing and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def _finish(self) -> None:
        if self.text() != self._held:
            self.written.emit(self.text())

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Undo belongs to the window as soon as nothing is being written."""
        if _undoes(event) and self.text() == self._held:
            event.ignore()
            return False
        return super().event(event)


class Words(TextBox):
    """Some lines of words; Enter finishes them, Tab goes on.

    Signals:
        written(str): they were finished, and are others.
    """

    written = Signal(str)

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._held, self._lines = "", lines
        self.resize_lines()

    def resize_lines(self) -> None:
        """Be as high as the type needs."""
        edges = 2 * (self.frameWidth() + self.document().documentMargin()) + 4
        self.setFixedHeight(round(self._lines * self.fontMetrics().lineSpacing() + edges))

    def hold(self, text: str) -> None:
        """Show words, unless somebody is writing others here."""
        writing = self.hasFocus() and self.toPlainText() != self._held and text == self._held
        self._held = text
        if not writing and self.toPlainText() != text:
            self.setPlainText(text)

    def _finish(self) -> None:
        if self.toPlainText() != self._held:
            self.written.emit(self.toPlainText())

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finishes; everything else is written."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is left is finished."""
        super().focusOutEvent(event)
        self._finish()

    def event(self, event: QEvent) -> bool:
        """Undo belongs to the window as soon as nothing is being written."""
        if _undoes(event) and self.toPlainText() == self._held:
            event.ignore()
            return False
        return super().event(event)


class Number(NumberBox):
    """A number. It tells of it when it is finished, or stepped."""

    def __init__(self, name: str) -> None:
        super().__init__(0)
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.setLocale(QLocale.c())

    def why_not(self, text: str) -> str:
        """Why a text cannot be taken, with what can."""
        ends = {"low": self.minimum(), "high": self.maximum()}
        allowed = Saying("allowed.number", ends)
        return say(
            "refusal.value", key=self.accessibleName(), value=in_short(text), allowed=allowed
        )


class Chooser(ChoiceBox):
    """One of some."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
