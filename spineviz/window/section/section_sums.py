"""The sums beside a cut: what takes the force, with its tissues, where there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.drawing.bone_loads import RECEIVERS, SOFT, SPINE
from spineviz.drawing.laid_section import BLADES, EntryStream
from spineviz.values import TISSUES, written
from spineviz.window.paint.theme import Theme
from spineviz.window.section.section_looks import way_colour

SMALLEST = 0.006
"""Share of the roller's force under which a stream would be a hair."""

EDGE = 10.0  # px from the edge to the words beside the picture
BLOCK, BLOCK_HEIGHT = 205.0, 330.0
"""px at 100 % beside the body, and of height, from which the sums have room for their rows."""


class Sums(Struct, frozen=True, eq=False):
    """Who takes the force of one outcome.

    Attributes:
        percent: whole percentages by what lies behind the skin. names: of that.
        streams: of the cut. force_N: of the roller.
    """

    percent: Mapping[str, int]
    names: Mapping[str, str]
    streams: Sequence[EntryStream]
    force_N: float

    def paint(self, painter: QPainter, theme: Theme, room: QRectF, font: QFont) -> None:
        """Paint what carries on the left, the spine and what is soft on the right, each with its
        rows."""
        sides: tuple[list[str], list[str]] = ([], [])
        for name in RECEIVERS:
            if self.percent[name]:
                sides[name in (SPINE, SOFT)].append(name)
        for right, names in enumerate(sides):
            y = room.top() + 0.42 * room.height()
            x = room.right() - theme.px(BLOCK) + EDGE if right else room.left() + EDGE
            for name in names:
                box = QRectF(x, y, theme.px(BLOCK) - 2 * EDGE, 0.0)
                y = self._paint_sum(painter, theme, box, name, font) + theme.px(12)

    def _paint_sum(
        self, painter: QPainter, theme: Theme, box: QRectF, name: str, font: QFont
    ) -> float:
        """One sum and its rows; the bottom of it."""
        bold, small = theme.font(font, 15, bold=True), theme.font(font, 12)
        tall, line = QFontMetricsF(bold).height(), QFontMetricsF(small).height()
        rows: dict[str, float] = {}
        for stream in self.streams:
            if stream.way == name or (stream.way == BLADES and name == "cage"):
                rows[stream.tissue] = rows.get(stream.tissue, 0.0) + stream.newtons
        shown = [(tissue, n) for tissue, n in rows.items() if n >= SMALLEST * self.force_N]
        height = tall + line * len(shown)
        painter.fillRect(QRectF(box.left() - 7, box.top(), 4, height), way_colour(theme, name))
        share = written(self.percent[name], 0, "%")
        painter.setFont(bold)
        painter.setPen(theme.color("ink"))
        head = QRectF(box.left(), box.top(), box.width(), tall)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, f"{self.names[name]} {share}")
        painter.setFont(small)
        y = box.top() + tall
        for tissue, newtons in sorted(shown, key=lambda each: -each[1]):
            row = QRectF(box.left(), y, box.width(), line)
            painter.setPen(theme.color("ink2"))
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft, TISSUES[tissue])
            painter.setPen(theme.color("ink"))
            painter.drawText(row, Qt.AlignmentFlag.AlignRight, f"{newtons:.0f}\u202fN")
            y += line
        return y
