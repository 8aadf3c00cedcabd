"""The axis of a plot along the back: names of levels in place of numbers.

Loaded with the plot, when the first curve is painted.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from spineviz.scene import ROLLED_LEVELS, SHORT
from spineviz.window.paint.picture import base
from spineviz.window.paint.theme import Theme


class LevelAxis(pg.AxisItem):  # type: ignore[misc]
    """Names of levels as many as fit: the ends of the zones first, the roller's level on a chip.

    Inside a zone the number alone is written.
    """

    def __init__(self) -> None:
        super().__init__("bottom")
        self._theme: Theme | None = None
        self._here = self._marked = ""
        self._names: tuple[str, ...] = ()

    def show_levels(
        self, names: tuple[str, ...], places: np.ndarray, here: str, marked: str, theme: Theme
    ) -> None:
        """Write levels at their places, mm; `here` is the roller's, `marked` is lit up."""
        self._names, self._here, self._marked, self._theme = names, here, marked, theme
        self.setTicks([list(zip(places.tolist(), names, strict=True))])
        self.picture = None
        self.update()

    def drawPicture(self, p, axis, ticks, texts):  # type: ignore[no-untyped-def]
        """Draw the line and its ticks, and of the names those that have room."""
        super().drawPicture(p, axis, ticks, [])
        theme = self._theme
        if theme is None:
            return
        plain, bold = theme.font(base(), 12), theme.font(base(), 12, bold=True)
        letters = [SHORT.get(name, name)[0] for name in self._names]
        last = len(letters) - 1
        ends = {
            name
            for row, name in enumerate(self._names)
            if row in (0, last)
            or letters[row - 1] != letters[row]
            or letters[row + 1] != letters[row]
        }
        rank = dict.fromkeys(ends, 0) | {self._marked: -1, self._here: -2}
        taken: list[QRectF] = []
        edge = self.boundingRect()
        for rect, _, name in sorted(texts, key=lambda text: rank.get(text[2], 1)):
            here, strong = name == self._here, name in ends or name == self._marked
            short = SHORT.get(name, name)
            text = short if here or strong or name not in ROLLED_LEVELS else short[1:]
            font = bold if here or strong else plain
            width = QFontMetricsF(font).horizontalAdvance(text) + (theme.px(14) if here else 1)
            label = QRectF(rect.center().x() - width / 2, theme.px(5), width, theme.px(18))
            label.moveLeft(min(max(label.left(), edge.left()), edge.right() - width))
            if any(label.adjusted(-3, 0, 3, 0).intersects(other) for other in taken):
                continue
            taken.append(label)
            if here:
                p.setRenderHint(QPainter.RenderHint.Antialiasing)
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(theme.color("accent"))
                p.drawRoundedRect(label, theme.px(8), theme.px(8))
            p.setFont(font)
            p.setPen(theme.color("on_accent" if here else "ink" if strong else "ink2"))
            p.drawText(label, int(Qt.AlignmentFlag.AlignCenter), text)
