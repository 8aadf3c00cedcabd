"""The window that a class sees: the lesson without menus, buttons, counts or notes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spineviz.session.session import Session
from spineviz.window.lesson.lesson_stage import LessonStage, Seen
from spineviz.window.paint.guarded import outlived


class AudienceWindow(QWidget):
    """Shows the lesson of a session to a class. It knows what its step may show and no more.

    Args:
        session: whose lesson it is.
        keys: takes every key that the lesson leaves, so that a clicker works here too.

    Signals:
        resized(): there is more room or less.
        closed(): somebody has closed it.
    """

    resized = Signal()
    closed = Signal()

    def __init__(self, session: Session, keys: Callable[[QKeyEvent], None]) -> None:
        super().__init__()
        self._keys = keys
        self.stage = LessonStage(session)
        self.stage.be_seen(Seen.AUDIENCE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)
        self.setMinimumSize(640, 400)
        # keys go to the speaker's window, whatever is clicked here
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are those of the lesson, whichever window has the focus."""
        self._keys(event)

    @outlived
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Type follows the room."""
        super().resizeEvent(event)
        self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The class has no window any more."""
        super().closeEvent(event)
        self.closed.emit()
