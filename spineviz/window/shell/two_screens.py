"""Where the two windows of a class stand, as a function of the screens there are."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, QSize, QSizeF
from PySide6.QtGui import QGuiApplication

PART, UNDER = 0.52, 0.08
"""Of the only screen: what the class's window takes there each way, and how far down it begins. It
lies over the pictures that it shows itself, and leaves menus, votes, buttons and notes free."""
LESSON = QSize(1280, 760)
"""px of a window in which the type of a lesson has its usual size."""
WHOLE = QSizeF(720.0, 488.0)
"""px at 100 % of a window in which no word of a lesson is cut, neither of its question nor of its
pictures."""
SHARE = 0.5  # of what a window grows by that its type grows by
STEP, LEAST, MOST = 0.1, 0.6, 2.0  # by which type of a lesson grows, and how far either way


class Stands(Struct, frozen=True):
    """Where a window stands, px, and whether it fills its screen."""

    rect: QRect
    fills: bool


def audience_stands(screens: Sequence[QRect], speaker: QPoint) -> Stands:
    """Where the window of the class stands: all of the largest screen that the speaker is not on;
    with one screen a part of it, near its upper left corner.

    Args:
        screens: px, all that there are; at least one.
        speaker: the middle of the speaker's window.
    """
    others = [screen for screen in screens if not screen.contains(speaker)]
    if len(screens) > 1 and others:
        return Stands(max(others, key=lambda each: each.width() * each.height()), True)
    screen = screens[0]
    size = QSize(round(PART * screen.width()), round(PART * screen.height()))
    corner = screen.topLeft() + QPoint(0, round(UNDER * screen.height()))
    return Stands(QRect(corner, size), False)


def type_for(size: QSize, least: float = 1.0) -> float:
    """How much larger than usual a lesson is written in a window of some size; `least` at least."""
    room = min(size.width() / LESSON.width(), size.height() / LESSON.height())
    return min(max(least, STEP * int(room / STEP + 1e-6)), MOST)


def most_type(size: QSize) -> float:
    """How much larger than usual a lesson in a window of some size may be written, whatever is
    chosen: beyond it words would be cut. Never smaller than usual."""
    return max(min(size.width() / WHOLE.width(), size.height() / WHOLE.height()), 1.0)


def type_of_window(size: QSizeF) -> float:
    """How much larger than usual everything is written in a window of some size: half of what the
    window grows by goes to the type, so that a large screen shows more, and shows it larger.

    Args:
        size: px for type of the usual size.
    """
    room = min(size.width() / LESSON.width(), size.height() / LESSON.height())
    return min(1.0 + STEP * int(SHARE * max(room - 1.0, 0.0) / STEP + 1e-6), MOST)


def rects() -> list[QRect]:
    """Places of the screens there are, px, the main one first."""
    main = QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda screen: screen is not main)
    return [screen.geometry() for screen in screens]
