"""Ctrl+C in the terminal closes the window at once.

Python handles a signal only when it runs, and an event loop that waits runs nothing: the signal
writes to a socket, and the event loop wakes for it.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QSocketNotifier


@contextmanager
def interrupted_at_once(leave: Callable[[], None]) -> Iterator[None]:
    """While this is open, Ctrl+C calls `leave` within the event loop."""
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)

    def interrupt(number: int, frame: FrameType | None) -> None:
        leave()

    try:
        handler = signal.signal(signal.SIGINT, interrupt)
    except ValueError:  # not the main thread, which gets no signals
        reader.close()
        writer.close()
        yield
        return
    fd = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    # the handler has run by the time Python is in this slot
    notifier.activated.connect(lambda: reader.recv(4096))
    try:
        yield
    finally:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(fd)
        signal.signal(signal.SIGINT, handler)
        reader.close()
        writer.close()
