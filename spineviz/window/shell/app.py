"""Running the window: the event loop, the log, and what happens when something fails."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from spineviz.scene import Scene
from spineviz.session.recovery import Recovery
from spineviz.session.settings import Settings, settings_file
from spineviz.teaching.lesson_parts import Lesson
from spineviz.window.figure.body_view import BodyView
from spineviz.window.shell.identity import introduce, put_icon
from spineviz.window.shell.interrupt import interrupted_at_once
from spineviz.window.shell.main_window import MainWindow, default_window
from spineviz.words.language import say

log = logging.getLogger("spineviz")

INTERRUPTED = 130  # exit code after Ctrl+C
AFTER_FIRST = 20  # ms from the first picture until what it did not need is done
LOG_BYTES = 500_000  # two files of this size are kept at most


def run(
    application: QApplication,
    scene: Scene | None = None,
    frames: int | None = None,
    file: Path | None = None,
    lesson: Lesson | None = None,
    present: bool = False,
) -> int:
    """Show the window until it is closed.

    Args:
        application: connected to a screen.
        scene: what to start with; the default scene without one.
        frames: close after this many pictures of the body.
        file: that is opened first; the scene is then a change to what it holds.
        lesson: that is begun.
        present: with a class, in a window of its own on a second screen or over the whole of the
            only one; otherwise for one learner.

    Returns:
        Exit code of the process.
    """
    introduce(application)
    log_file = _start_log()
    start = scene if file is None else None
    window = default_window(start, Settings(settings_file()), Recovery(log_folder()))
    begin(window, scene, file)
    if lesson is not None:
        window.session.lesson.start(lesson, alone=not present)
    if present and not window.classroom.is_open:
        window.fill_screen(True)
    system = SystemFiles(window)
    if sys.platform == "darwin":  # the one system that does so; elsewhere every event would be
        application.installEventFilter(system)  # heard for nothing, 1 ms of a dragged picture
    before = sys.excepthook
    sys.excepthook = _fault_hook(window, log_file)
    try:
        body = window.body_on_screen
        if frames is not None:
            _close_after(window, body, frames)
        body.painted.connect(
            lambda: QTimer.singleShot(AFTER_FIRST, application, lambda: _go_on(application)),
            Qt.ConnectionType.SingleShotConnection,
        )
        window.session.solve_now()  # so that the first picture has a body in it
        window.offers.start()
        window.show()
        window.activateWindow()  # keys go here, also where a class has a window of its own
        with interrupted_at_once(lambda: QApplication.exit(INTERRUPTED)):
            return int(application.exec())
    finally:
        sys.excepthook = before
        application.removeEventFilter(system)


def _go_on(application: QApplication) -> None:
    """What comes after the first picture: the icon, and looking for garbage where that had been
    put off, except among what stays for good."""
    put_icon(application)
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def begin(window: MainWindow, scene: Scene | None, file: Path | None) -> None:
    """Open what the command line names, as if it were opened in the window."""
    if file is not None:
        window.files.open(file)
    if scene is not None and scene != window.session.scene:
        window.session.load(scene, say("step.command_line"))


class SystemFiles(QObject):
    """Opens the files that the system hands to a program that runs already."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the system's request to open a file."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._window.files.open(Path(event.file()))
            return True
        return False


def log_folder() -> Path:
    """Where this machine keeps an application's data of one user."""
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place))


class _LogFile(logging.Handler):
    """Writes to a file; what writes is loaded with the first message: most starts have none."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    @cached_property
    def _writer(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        writer = RotatingFileHandler(
            self._file, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
        writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        return writer

    def emit(self, record: logging.LogRecord) -> None:
        """Write a message."""
        self._writer.emit(record)

    def close(self) -> None:
        """Let go of the file."""
        if "_writer" in vars(self):
            self._writer.close()
        super().close()


def _start_log() -> Path | None:
    """Log to a file of the user's own; a read-only disk does not keep the window from opening."""
    file = log_folder() / "log.txt"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    log.addHandler(_LogFile(file))
    return file


def _fault_hook(
    window: MainWindow, file: Path | None
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What Python calls for an error that no slot has caught: log it, say so, go on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(INTERRUPTED)
            return
        log.error("in a slot", exc_info=(kind, error, trace))
        if issubclass(kind, MemoryError):
            window.tell(say("window.memory"))
            return
        window.tell(say("window.fault", log=file or say("window.standard_error")))

    return hook


def _close_after(window: MainWindow, body: BodyView, frames: int) -> None:
    """Paint a body again and again, and close the window after so many pictures."""
    left = frames

    def painted() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            window.close()  # the picture is on the screen already, this is told later
        else:
            QTimer.singleShot(0, body.update)

    body.painted.connect(painted, Qt.ConnectionType.QueuedConnection)
