"""The fields of every window and dialog: Qt's own, with what Qt leaves to chance decided.

The wheel belongs to whoever scrolls: a field that nobody has chosen passes it on. A number takes
both decimal signs in every language, gives undo back to the window once it is entered, and says so
where it cannot take what was typed, in place of making something else of it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QPlainTextEdit, QSlider, QSpinBox

from spineviz.scene import number_of
from spineviz.words.language import say

UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
MOST_LETTERS = 5000  # of one field. ASSUMED: more than two pages, and laid out at once
MOST_DECIMALS = 4  # that a number shows where somebody has set it so finely


class ChoiceBox(QComboBox):
    """One of several words. The wheel never changes it: it would leaf through scenes."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt gives the focus to the wheel too

    # Qt overrides

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the words."""
        if not copied(event, self.currentText()):
            super().keyPressEvent(event)


class Slider(QSlider):
    """A slider that the wheel moves only once it was chosen."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # Qt overrides

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move, or leave the wheel to what scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CountBox(QSpinBox):
    """A whole number. Its digits are taken at once.

    Signals:
        refused(str): what was typed is no whole number of its range; it shows the one before it
            was typed again.
    """

    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._before = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.editingFinished.connect(lambda: self.lineEdit().setModified(False))

    @property
    def typing(self) -> bool:
        """Whether something is being typed."""
        return bool(self.lineEdit().isModified())

    # Qt overrides

    def valueFromText(self, text: str) -> int:
        """The number that is written; the one that is set where none is."""
        found = _whole(text)
        return self.value() if found is None else found

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Anything may be typed; whether it is a number of the range is asked once it is done."""
        found = _whole(text)
        good = found is not None and self.minimum() <= found <= self.maximum()
        State = QValidator.State
        return State.Acceptable if good else State.Intermediate, text, place

    def fixup(self, text: str) -> str:
        """Say that this cannot be taken, and show the number before."""
        self.refused.emit(text.strip())
        return str(self._before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Know what stood here before something is typed."""
        if not self.typing:
            self._before = self.value()
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the window's: digits are taken at once."""
        if isinstance(event, QKeyEvent) and undoes(event):
            event.ignore()
            return False
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step, or leave the wheel to what scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberBox(QDoubleSpinBox):
    """A number with its unit.

    Args:
        least: decimals that are always shown.
        most: decimals that are kept.

    Signals:
        refused(str): what was typed is no number of its range; it shows the one before again.
    """

    refused = Signal(str)

    def __init__(self, least: int, most: int = MOST_DECIMALS) -> None:
        super().__init__()
        self._least = least
        self.setDecimals(max(least, most))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def typing(self) -> bool:
        """Whether something is being typed that is not entered yet."""
        return bool(self.lineEdit().isModified())

    @property
    def tidy(self) -> bool:
        """Whether its number stands there as it is written here."""
        return bool(self.cleanText() == self.textFromValue(self.value()))

    def _typed(self, text: str) -> str:
        """What stands in the field without the unit; somebody may have written that too."""
        text, unit = text.strip(), self.suffix().strip()
        while unit and text.endswith(unit):
            text = text.removesuffix(unit).strip()
        return text

    # Qt overrides

    def textFromValue(self, value: float) -> str:
        """As many decimals as the number has, with the decimal sign of the language."""
        whole, _, part = f"{value:.{self.decimals()}f}".partition(".")
        part = part.rstrip("0").ljust(self._least, "0")
        return f"{whole}{self.locale().decimalPoint()}{part}" if part else whole

    def valueFromText(self, text: str) -> float:
        """The number that is written; the one that is set where none is."""
        try:
            return number_of(self._typed(text)) + 0.0  # nought has no sign
        except ValueError:
            return self.value()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Anything may be typed; whether it is a number of the range is asked once it is done."""
        try:
            good = self.minimum() <= number_of(self._typed(text)) <= self.maximum()
        except ValueError:
            good = False
        State = QValidator.State
        return State.Acceptable if good else State.Intermediate, text, place

    def fixup(self, text: str) -> str:
        """Say that this cannot be taken, and show the number before."""
        self.refused.emit(self._typed(text))
        return f"{self.textFromValue(self.value())}{self.suffix()}"

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the window's unless something is being typed."""
        if isinstance(event, QKeyEvent) and undoes(event) and not self.typing:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the number, also where none of it is marked."""
        if not self.lineEdit().hasSelectedText() and copied(event, self.cleanText()):
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lineEdit().setModified(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step, or leave the wheel to what scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TextBox(QPlainTextEdit):
    """Some lines of words, up to a number of letters. What has no room is not put in at all.

    Args:
        most: letters that it has room for.

    Signals:
        refused(str): a sentence that tells why something was not put in.
    """

    refused = Signal(str)

    def __init__(self, most: int = MOST_LETTERS) -> None:
        super().__init__()
        self._most = most

    def _has_room(self, text: str) -> bool:
        """Whether a text fits in the place of what is marked; if not, it is said."""
        marked = len(self.textCursor().selectedText())
        letters = len(self.toPlainText()) - marked + len(text)
        if letters <= self._most or not text:
            return True
        self.refused.emit(say("fields.no_room", letters=letters, most=self._most))
        return False

    # Qt overrides

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put words in; Qt would lay a line of a million letters out for minutes."""
        if self._has_room(source.text()):
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write where there is room."""
        text = event.text()
        if self._has_room(text if text.isprintable() or text == "\r" else ""):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """The same for letters that are put together of several keys."""
        if self._has_room(event.commitString()):
            super().inputMethodEvent(event)


def _whole(text: str) -> int | None:
    """The whole number that somebody has written; None where it is none."""
    try:
        number = number_of(text.strip())
    except ValueError:
        return None
    return int(number) if number.is_integer() else None


def undoes(event: QKeyEvent) -> bool:
    """Whether a key takes something back or brings it back."""
    return any(event.matches(each) for each in UNDOING)


def copied(event: QKeyEvent, text: str) -> bool:
    """Put a text on the clipboard if a key asks for it; whether it did."""
    if not event.matches(QKeySequence.StandardKey.Copy):
        return False
    QGuiApplication.clipboard().setText(text)
    event.accept()
    return True
