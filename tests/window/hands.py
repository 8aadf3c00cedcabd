"""What a person does to the window, sent as real events."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.MouseButton.NoButton
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def show(window, **what: object) -> None:
    """Show something else in every window of the session."""
    window.session.show(replace(window.session.shown, **what))


def settle(turns: int = 6) -> None:
    """Let the event loop turn until nothing is left to do."""
    for _ in range(turns):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def mouse(
    widget: QWidget, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton
) -> None:
    """Send one mouse event."""
    event = QMouseEvent(kind, at, widget.mapToGlobal(at), button, held, PLAIN)
    QApplication.sendEvent(widget, event)


def press(widget: QWidget, at: QPointF) -> None:
    mouse(widget, QEvent.Type.MouseButtonPress, at, LEFT, LEFT)


def move(widget: QWidget, at: QPointF, held: Qt.MouseButton = LEFT) -> None:
    mouse(widget, QEvent.Type.MouseMove, at, NONE, held)


def release(widget: QWidget, at: QPointF) -> None:
    mouse(widget, QEvent.Type.MouseButtonRelease, at, LEFT, NONE)


def click(widget: QWidget, at: QPointF | None = None) -> None:
    """Press and release, in the middle unless told."""
    spot = at or QPointF(widget.rect().center())
    press(widget, spot)
    release(widget, spot)


def tick(box: QWidget) -> None:
    """Click a check box on its square."""
    click(box, QPointF(14, box.height() / 2))


def key(widget: QWidget, code: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """Press and release a key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, code, modifiers))


def drag_roller(window, to: str) -> None:
    """Take the roller off its middle, move it in steps under a level, and let it go."""
    body = window.body
    start = body.roller_centre() + QPointF(6, 4)
    track = window.session.track
    end_x = body.camera.x(float(track.x_m[track.levels.index(to)])) + 6
    press(body, start)
    for step in range(1, 6):
        at = QPointF(start.x() + (end_x - start.x()) * step / 5, start.y() - 2 * step)
        move(body, at)
        settle(3)
    release(body, QPointF(end_x, start.y()))
    settle()


def drag_in(widget: QWidget, data: QMimeData) -> bool:
    """Drag something over a widget; True if the window would take it."""
    window = widget.window()
    # the window gets what no part of it takes, as a drag from elsewhere does
    at = QPointF(widget.mapTo(window, widget.rect().center())).toPoint()
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, LEFT, PLAIN)
    enter.ignore()
    QApplication.sendEvent(window.childAt(at) or window, enter)
    return enter.isAccepted()


def drop(widget: QWidget, what: Path | QMimeData) -> bool:
    """Drag a file, or other data, over a widget and let it fall; True if the window takes it."""
    if isinstance(what, Path):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(what))])
    else:
        data = what
    if not drag_in(widget, data):
        return False
    window = widget.window()
    at = QPointF(widget.mapTo(window, widget.rect().center()))
    fall = QDropEvent(at, Qt.DropAction.CopyAction, data, LEFT, PLAIN)
    QApplication.sendEvent(window, fall)
    return fall.isAccepted()


def rest(window) -> None:
    """Let the event loop turn until idle work is done."""
    loop = QEventLoop()
    check = QTimer()
    check.timeout.connect(lambda: window.session.idle.busy or loop.quit())
    check.start(20)
    QTimer.singleShot(600_000, loop.quit)  # a busy machine takes its time
    loop.exec()
    assert not window.session.idle.busy
