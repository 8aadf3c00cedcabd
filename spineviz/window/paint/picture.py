"""What every picture is: a value that paints itself into a box of any painter.

To make a new picture, write a frozen struct of (outcome, shown, theme) and whatever else it
needs, and give it `paint`. Window, export, `render`, handout, animation and notebook all draw
from that value; a widget keeps one, replaces it when something changes, and adds events only.

Rules of a picture:

- A *box* is in px of the painter, its upper left corner wherever the picture shall stand. Paint
  everything inside it, ground included, and leave the painter as it was (`painted` does both).
- *Type* is in px: `theme.font(base(), size)`, size at 100 %. A box that is smaller than the
  picture's natural size has smaller type, down to `SMALLEST_TYPE` of it, but never under
  `LEAST_TYPE` px: take `fitted(theme, box, natural)` first and ask that theme for every length.
  A larger box has larger drawing and the type of the theme; for a wall choose a larger theme.
- When room gets scarce, words and furniture drop out whole, the least important first; nothing is
  cut off and nothing is written over something else. Down to `LEAST` a picture stays a picture.
- What does not move between two frames is kept by `kept.Kept` or an `lru_cache` beside the
  picture, by value, and never by a widget.
- Nothing of the screen (focus, pointer) is part of a picture, but for what is lit up, which is
  given to it as a value too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter

from spineviz.window.paint.theme import Theme
from spineviz.window.paint.typeface import typeface

LEAST = QSizeF(200.0, 150.0)
"""px: the smallest box that a picture must be able to fill."""

SMALLEST_TYPE = 0.75
"""Share of its usual size to which type shrinks with the box before words drop out."""

LEAST_TYPE = 9.0
"""px under which no type is read; what does not fit at this size is left out."""


class Picture(Protocol):
    """Anything that can be painted: the only thing that exporting and composing know of it."""

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box, px, of at least `LEAST`."""


def base() -> QFont:
    """The font that every size is put on: the same on every machine."""
    return typeface()


def fitted(theme: Theme, box: QRectF, natural: QSizeF) -> Theme:
    """The theme with its type shrunk for a box that is smaller than a picture's natural size.

    Args:
        natural: px at 100 %, from which on a picture has its usual type.
    """
    wide = box.width() / theme.px(natural.width())
    high = box.height() / theme.px(natural.height())
    share = max(min(wide, high, 1.0), SMALLEST_TYPE)
    if share == 1.0:
        return theme
    return replace(theme, text=theme.text * share, least_text=max(theme.least_text, LEAST_TYPE))


@contextmanager
def painted(painter: QPainter, box: QRectF) -> Iterator[QRectF]:
    """Paint with the corner of a box at 0, 0, antialiased and nowhere else; yields the box there.

    The painter is afterwards as it was, whatever happens.
    """
    with as_it_was(painter):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        painter.translate(box.topLeft())
        yield QRectF(0.0, 0.0, box.width(), box.height())


@contextmanager
def as_it_was(painter: QPainter) -> Iterator[None]:
    """The painter is afterwards as it was, whatever happens."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()
