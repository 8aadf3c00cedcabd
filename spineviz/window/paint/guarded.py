"""Painting that an error cannot turn into a crash.

An exception that leaves a painter open on a widget or an image ends the process at the next grab,
resize or close. `painting` closes it whatever happens; `guarded` also shows what was painted last.
An exception that leaves an override which a layout calls ends it too, while the layout goes on:
`outlived` keeps it there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintDevice, QPainter
from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)

Paint = Callable[[QPainter], None]
"""Paints what it was made from, so that it paints the same again."""

WORD = "Not drawn anew: the log says why."

LAST = "_painted_last"  # attribute of a widget: what it painted when that last went well
FAILING = "_failing"  # attribute of a widget whose last picture could not be painted


Self = TypeVar("Self", bound=QWidget)
Event = TypeVar("Event")


def outlived(override: Callable[[Self, Event], None]) -> Callable[[Self, Event], None]:
    """What Qt calls in the midst of laying out, `resizeEvent` and such: an error in it is logged
    and goes no further. PySide 6.11 would keep it until the layout is done, and ends the process
    when the layout asks the next widget for its size."""

    @wraps(override)
    def called(self: Self, event: Event) -> None:
        try:
            override(self, event)
        except Exception:  # a picture is measured here too, and may fail as when it is painted
            log.exception("%s of %s", override.__name__, type(self).__name__)

    return called


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """A painter that is closed whatever happens."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


def guarded(widget: QWidget, make: Callable[[], Paint]) -> bool:
    """Paint a widget; where that fails, paint what it showed last, with a word about it.

    Args:
        widget: in its `paintEvent`.
        make: puts together what is to be painted, from values as far as it can be.

    Returns:
        Whether it is the new picture.
    """
    try:
        paint = make()
        with painting(widget) as painter:
            if widget.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent):
                _fill_edge(painter, widget)
            paint(painter)
    except Exception:  # the window has to outlive any fault of a picture
        if not getattr(widget, FAILING, False):  # once, and not at every frame
            log.exception("painting %s", widget.accessibleName() or type(widget).__name__)
        setattr(widget, FAILING, True)
        _paint_last(widget)
        return False
    setattr(widget, LAST, paint)
    setattr(widget, FAILING, False)
    return True


def _fill_edge(painter: QPainter, widget: QWidget) -> None:
    """Fill what a picture leaves of the pixels at its edges: on a screen of 125 % or 150 % a widget
    ends within a pixel, and under one that spares what is under it there is nothing."""
    if not painter.deviceTransform().m11().is_integer():
        painter.fillRect(widget.rect().adjusted(-1, -1, 1, 1), widget.palette().window())


def _paint_last(widget: QWidget) -> None:
    """The last good picture, if it can still be painted, and the word."""
    box = QRectF(widget.rect())
    colours = widget.palette()
    last: Paint | None = getattr(widget, LAST, None)
    try:
        with painting(widget) as painter:
            painter.fillRect(box, colours.window())
            if last is not None:
                last(painter)
    except Exception:  # what was good before may hang on what is broken now; it is logged already
        setattr(widget, LAST, None)
        with painting(widget) as painter:
            painter.fillRect(box, colours.window())
    with painting(widget) as painter:
        place = painter.boundingRect(box, int(Qt.AlignmentFlag.AlignRight), WORD)
        painter.fillRect(place, colours.window())
        painter.setPen(colours.windowText().color())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), WORD)
