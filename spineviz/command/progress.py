"""A progress bar on stderr, for people only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

BAR = 30  # characters
REDRAW_SECONDS = 0.05  # faster than the eye reads; a terminal is slow to draw


def with_progress(
    items: Sequence[Item], label: Callable[[Item], str]
) -> Generator[Item, None, None]:
    """The items one by one, with a bar while each is worked on.

    Nothing is printed where stderr is not a terminal, and the bar is wiped at the end,
    also when the work breaks off.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    drawn = 0.0
    try:
        for done, item in enumerate(items):
            if time.monotonic() - drawn > REDRAW_SECONDS:
                filled = BAR * done // len(items)
                bar = "#" * filled + "." * (BAR - filled)
                sys.stderr.write(f"\r\x1b[K[{bar}] {done}/{len(items)} {label(item)}")
                sys.stderr.flush()
                drawn = time.monotonic()
            yield item
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
