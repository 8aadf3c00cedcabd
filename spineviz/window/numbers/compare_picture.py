"""Two scenes beside each other, and what B has more or less than A, as values that paint
themselves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.outcome import Balanced
from spineviz.session.view import View
from spineviz.window.figure.body_picture import BodyPicture
from spineviz.window.figure.body_place import camera_in
from spineviz.window.paint.camera import Box
from spineviz.window.paint.picture import Picture, base, fitted, painted
from spineviz.window.paint.theme import Theme
from spineviz.words.differences import Difference, differences, set_apart

if TYPE_CHECKING:
    from spineviz.window.back.back_picture import BackPicture

CAPTION, CHANGE, VALUES = 11.0, 16.0, 11.0  # px of type
HEAD = "B − A"
HEAD_ROOM = 56.0  # px
STRIP_NATURAL = QSizeF(700.0, 38.0)
"""px at 100 % from which on the strip has type of the usual size."""
NARROWEST = 96.0  # px at 100 % of a cell; the last ones leave where there is less room

GAP = 2.0  # px between the pictures
TAG, TAG_MARGIN = 20.0, 7.0  # px of the letter in the corner


class PairPicture(Struct, frozen=True, eq=False):
    """A beside B or over it, as their one scale comes out larger."""

    a: BodyPicture | BackPicture
    b: BodyPicture | BackPicture

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint both into a box."""
        with painted(painter, box) as local:
            painter.fillRect(local, self.b.theme.color("line"))
            for letter, picture, room in zip("AB", (self.a, self.b), self._rooms(local),
                                             strict=True):  # fmt: skip
                replace(picture, within=self.within).paint(painter, room)
                paint_tag(painter, self.b.theme, letter, room)

    @property
    def within(self) -> Box | None:
        """m: what both show, so that they have one scale; None before an outcome."""
        known = [each.own_box for each in (self.a, self.b) if each.own_box is not None]
        return reduce(Box.joined, known) if known else None

    def _rooms(self, box: QRectF) -> tuple[QRectF, QRectF]:
        wide, high = (box.width() - GAP) / 2, (box.height() - GAP) / 2
        if self.within is not None:
            side, over = (
                camera_in(self.b.theme, QSizeF(*size), self.within).scale
                for size in ((wide, box.height()), (box.width(), high))
            )
            if over > side:
                return QRectF(0, 0, box.width(), high), QRectF(0, high + GAP, box.width(), high)
        return QRectF(0, 0, wide, box.height()), QRectF(wide + GAP, 0, wide, box.height())


def told_apart(a: View, b: View) -> tuple[str, str]:
    """What tells two scenes apart, as far as it can be seen."""
    places = [None if each.picture is None else each.picture.place for each in (a, b)]
    return set_apart(a.scene, b.scene, *places)


class BesidePicture(Struct, frozen=True, eq=False):
    """Two pictures of one kind, A before B: beside each other, or over each other where that is
    nearer to the shape that they have alone.

    Attributes:
        a, b: see there; both show the same scale already.
        theme: see there. shape: width of one of them in its heights.
    """

    a: Picture
    b: Picture
    theme: Theme
    shape: float

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint both into a box."""
        with painted(painter, box) as local:
            painter.fillRect(local, self.theme.color("line"))
            for letter, picture, room in zip(
                "AB", (self.a, self.b), self._rooms(local), strict=True
            ):
                picture.paint(painter, room)
                paint_tag(painter, self.theme, letter, room)

    def _rooms(self, box: QRectF) -> tuple[QRectF, QRectF]:
        wide, high = (box.width() - GAP) / 2, (box.height() - GAP) / 2
        beside, over = (
            min(size[0] / self.shape, size[1])
            for size in ((wide, box.height()), (box.width(), high))
        )
        if over > beside:
            return QRectF(0, 0, box.width(), high), QRectF(0, high + GAP, box.width(), high)
        return QRectF(0, 0, wide, box.height()), QRectF(wide + GAP, 0, wide, box.height())


def paint_tag(painter: QPainter, theme: Theme, letter: str, box: QRectF) -> None:
    """Paint a letter into the corner: A on ink, B on the colour of what can be moved."""
    side = theme.px(TAG)
    tag = QRectF(box.right() - side - TAG_MARGIN, box.top() + TAG_MARGIN, side, side)
    ground, ink = ("accent", "on_accent") if letter == "B" else ("pill", "on_pill")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(tag, 5, 5)
    painter.setPen(theme.color(ink))
    painter.setFont(theme.font(base(), 13, bold=True))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, letter)


class DifferencePicture(Struct, frozen=True, eq=False):
    """One cell for each difference: name, change, both values.

    Attributes:
        a, b: what is compared, or None where it has no outcome.
        theme: see there.
    """

    a: Balanced | None
    b: Balanced | None
    theme: Theme

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint the strip into a box."""
        theme = fitted(self.theme, box, STRIP_NATURAL)
        rows = differences(self.a, self.b)
        room = box.width() - theme.px(HEAD_ROOM)
        with painted(painter, box) as local:
            painter.fillRect(local, theme.color("panel"))
            fitting = max(int(room / theme.px(NARROWEST)), 1)
            inside = local.adjusted(EDGE, 3, 0, -3)
            painter.translate(inside.topLeft())
            inside.moveTo(0, 0)
            paint_cells(painter, theme, inside, rows[:fitting])


EDGE = 14.0  # px before the strip


def cells(box: QRectF, theme: Theme, count: int) -> list[QRectF]:
    """Places of the cells in a strip."""
    head = theme.px(HEAD_ROOM)
    each = (box.width() - head) / count
    return [QRectF(head + i * each, 0, each, box.height()) for i in range(count)]


def paint_cells(painter: QPainter, theme: Theme, box: QRectF, rows: Sequence[Difference]) -> None:
    """Paint differences into a box with its corner at 0, 0, in type that nothing is cut off for."""
    boxes = cells(box, theme, len(rows))
    wide = boxes[0].width() - theme.px(12)
    caption = _narrowed(theme.font(base(), CAPTION), wide, [row.name for row in rows])
    change = _narrowed(theme.font(base(), CHANGE, bold=True), wide, [row.change for row in rows])
    values = theme.font(base(), VALUES)
    top, line = theme.px(1), theme.px(15)
    painter.setFont(theme.font(base(), CHANGE, bold=True))
    painter.setPen(theme.color("ink"))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(0, 0, theme.px(HEAD_ROOM), box.height()), middle, HEAD)
    for cell, row in zip(boxes, rows, strict=True):
        room = cell.width() - theme.px(12)
        left = cell.left() + theme.px(8)
        painter.setPen(theme.pen("line", 1))
        painter.drawLine(cell.topLeft(), cell.bottomLeft())
        painter.setFont(caption)
        painter.setPen(theme.color("ink2"))
        painter.drawText(QRectF(left, top, room, line), middle, row.name)
        painter.setFont(change)
        painter.setPen(theme.color("ink"))
        below = QRectF(left, top + line, room, box.height() - line - top)
        painter.drawText(below, middle, row.change)
        after = QFontMetricsF(change).horizontalAdvance(row.change) + theme.px(7)
        painter.setFont(values)
        painter.setPen(theme.color("ink2"))
        if after + QFontMetricsF(values).horizontalAdvance(row.values) <= room + theme.px(4):
            painter.drawText(below.adjusted(after, theme.px(2), 0, 0), middle, row.values)


def _narrowed(font: QFont, width: float, texts: Sequence[str]) -> QFont:
    """The font, as small as the widest of some texts needs it for a width, px."""
    widest = max(QFontMetricsF(font).horizontalAdvance(text) for text in texts)
    font.setPixelSize(max(int(font.pixelSize() * min(width / widest, 1.0)), 1))
    return font
