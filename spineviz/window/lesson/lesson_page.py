"""What pages of a lesson share: a heading that takes the focus, and text that lets keys pass."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QTextBrowser, QVBoxLayout, QWidget

TURNING = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter,
           Qt.Key.Key_Home}  # fmt: skip
"""Keys that turn the pages of a lesson, wherever the focus is."""


class Sentence(QLabel):
    """Words under or over something. They may stand in a lesson's file or be somebody's own, so
    nothing in them is markup.

    Args:
        look: name of its style.
        text: at first.
    """

    def __init__(self, look: str, text: str = "") -> None:
        super().__init__()
        self.setObjectName(look)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


class Heading(QLabel):
    """What is asked. A new step begins here, for the eye and for the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def say(self, text: str, heard: str = "") -> None:
        """Show a text; `heard` is added for people who hear it."""
        self.setText(text)
        self.setAccessibleName(f"{text} {heard}".strip())


class Scroll(QScrollArea):
    """A page that can be longer than the window."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the lesson turn its pages."""
        event.ignore()


class Text(QTextBrowser):
    """Text to read: arrow keys scroll, other keys go on to the lesson."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setOpenExternalLinks(True)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, or let the lesson have the key."""
        if event.key() in TURNING or event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)


class Page(QWidget):
    """One step of a lesson, without its cases: a heading, and `rows` for what stands under it."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = Heading()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(14, 10, 14, 8)
        self.rows.setSpacing(8)
        self.rows.addWidget(self.heading)

    def answer_field(self, row: int) -> QWidget | None:
        """What takes an answer; None where there is nothing to answer."""
        return None
