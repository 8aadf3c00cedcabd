"""A program that is told to end leaves no process and no half of a file behind.

Until something is written or shares its work, Ctrl+C ends the process where it stands: an exception
in the midst of loading Qt is a lost module or an abort, and in the midst of a painting it takes
Qt's objects down in an order that ends in a segmentation fault.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130  # 128 and the number of the signal, as a shell says it
SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


def stopped_at_once() -> None:
    """From now on Ctrl+C ends this process at once, unless whoever started it has it ignored."""

    def stop(number: int, frame: FrameType | None) -> None:
        os._exit(INTERRUPTED)

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Turn the signals that end a process into an exception, so that what is open is closed. One
    that is ignored, as `nohup` has it, stays so.

    Raises:
        SystemExit: 128 and the number of the signal, as a shell says it.
    """

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    heard = [each for each in SIGNALS if signal.getsignal(each) != signal.SIG_IGN]
    try:
        before = {each: signal.signal(each, end) for each in heard}
    except ValueError:  # not the main thread, which gets no signals
        yield
        return
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
