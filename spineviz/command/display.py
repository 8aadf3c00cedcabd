"""Connects to the screen, or says in one sentence why that cannot be done.

Qt itself prints several lines and aborts with a core dump.
"""

from __future__ import annotations

import builtins
import itertools
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from spineviz.command.usage import UsageError

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QApplication

LOCALE = "Detected locale"
WITHOUT = "the other commands work without one"


def connect(platform: str = "", style: str = "") -> QApplication:
    """The application object, connected to a screen.

    Args:
        platform: how Qt draws, e.g. `offscreen`; as the environment says where it is left out.
        style: of the widgets, e.g. `fusion`; that of the system where it is left out. Set here it
            needs no object of the style, whose class takes Python 5 ms to make.

    Raises:
        UsageError: there is no screen, or Qt cannot be loaded.
    """
    if not platform and not _may_have_display():
        raise UsageError(
            f"no window can be opened: neither DISPLAY nor WAYLAND_DISPLAY is set; {WITHOUT}"
        )
    application = _running()
    if application is None:
        from PySide6.QtCore import qInstallMessageHandler
        from PySide6.QtWidgets import QApplication

        start_up = _StartUp()
        before = qInstallMessageHandler(start_up)
        try:
            options = {"-platform": platform, "-style": style}
            given = (each for each in options.items() if each[1])
            application = QApplication(["spineviz", *itertools.chain(*given)])
        finally:
            qInstallMessageHandler(before)
        if not application.screens():
            reason = start_up.reason or "the platform has no screen"
            raise UsageError(f"no window can be opened: {reason}; {WITHOUT}")
    elif style:
        application.setStyle(style)
    return application


def connect_unseen() -> QApplication:
    """The application object for pictures that no screen shows.

    Where Qt can do without a screen it does, whatever screen there is, so that the same scene
    gives the same picture everywhere; `QT_QPA_PLATFORM` still chooses another way.

    Raises:
        UsageError: Qt cannot be loaded.
    """
    chosen = os.environ.get("QT_QPA_PLATFORM")
    fonts = sys.platform in ("win32", "darwin")  # without a screen Qt would find none there
    return connect("" if chosen or fonts else "offscreen")


@contextmanager
def unseen() -> Iterator[QApplication]:
    """An application object for a picture in a process that is no program of ours.

    One that is there already is used. Otherwise it lives for the picture alone: the process may
    open a real window later, and Qt has one way to draw for as long as its application lives.
    """
    mine = _running() is None
    application = connect_unseen()
    try:
        yield application
    finally:
        if mine:
            application.shutdown()


def _running() -> QApplication | None:
    """The application object of this process, if it has one.

    Raises:
        UsageError: Qt cannot be loaded.
    """
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise UsageError(
            f"Qt cannot be loaded: {error}; the README lists the libraries it needs"
        ) from None
    _import_as_before()
    application = QApplication.instance()
    return application if isinstance(application, QApplication) else None


def _import_as_before() -> None:
    """Put Python's own import back, for which PySide6 (6.11) puts one of its own.

    That one reads the source text of every module loaded after it, to find those which could ask
    for another spelling of Qt's names: https://doc.qt.io/qtforpython-6/considerations.html. Nobody
    asks here, and it takes a tenth of the way to the first picture.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _may_have_display() -> bool:
    """Looked at before Qt is loaded, which takes longest of all."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


class _StartUp:
    """Takes Qt's messages while it connects.

    A screen that does not answer is a fatal message, after which Qt aborts the process; this
    is the last place where anything can be said.
    """

    def __init__(self) -> None:
        self.reason = ""

    def __call__(self, kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
        from PySide6.QtCore import QtMsgType

        text = (text or "").strip()
        if kind != QtMsgType.QtFatalMsg:
            # the first that is said is the reason; the set of letters never is one
            if text and not self.reason and not text.startswith(LOCALE):
                self.reason = text.splitlines()[0].rstrip(".")
            return
        reason = self.reason or text.splitlines()[0]
        sys.stderr.write(f"spineviz: no window can be opened: {reason}; {WITHOUT}\n")
        sys.stderr.flush()
        os._exit(2)
