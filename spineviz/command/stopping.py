"""A command that is told to end takes its processes and half files with it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Turn the signals that end a process into an exception, so that what is open is closed.

    Raises:
        SystemExit: 128 and the number of the signal, as a shell says it.
    """

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    try:
        before = {each: signal.signal(each, end) for each in SIGNALS}
    except ValueError:  # not the main thread, which gets no signals
        yield
        return
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
