"""Keeps writing apart: who takes a place in a picture first has it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF

CLEAR = 3.0  # px that a line keeps from what is written


class Room:
    """Places of a picture that are taken, px.

    Args:
        whole: within which everything has to lie.
    """

    def __init__(self, whole: QRectF) -> None:
        self._whole = whole
        self._boxes: list[QRectF] = []
        self._lines: list[QLineF] = []

    def copy(self) -> Room:
        """Another room in which the same is taken."""
        other = Room(self._whole)
        other._boxes, other._lines = [*self._boxes], [*self._lines]
        return other

    def take(self, box: QRectF) -> QRectF:
        """Nobody else may write here."""
        self._boxes.append(box)
        return box

    def take_line(self, start: QPointF, end: QPointF) -> None:
        """Nobody may write over a line, and no line may cross it."""
        self._lines.append(QLineF(start, end))

    def is_free(self, box: QRectF) -> bool:
        """Whether a box lies within the whole and on nothing that is taken."""
        return (
            self._whole.contains(box)
            and not any(box.intersects(other) for other in self._boxes)
            and not any(_meet(line, box) for line in self._lines)
        )

    def is_taken(self, box: QRectF) -> bool:
        """Whether a box lies on another one."""
        return any(box.intersects(other) for other in self._boxes)

    def crosses(self, start: QPointF, end: QPointF) -> bool:
        """Whether a line runs over something that is taken."""
        line = QLineF(start, end)
        return any(_cross(line, other) for other in self._lines) or any(
            _meet(line, box) for box in self._boxes
        )

    def first_free(self, boxes: Iterable[QRectF]) -> QRectF | None:
        """Take the first of some boxes that is free; None if none is."""
        for box in boxes:
            if self.is_free(box):
                return self.take(box)
        return None


def _cross(line: QLineF, other: QLineF) -> bool:
    kind = line.intersects(other)[0]
    return bool(kind == QLineF.IntersectionType.BoundedIntersection)


def _meet(line: QLineF, box: QRectF) -> bool:
    """Whether a line comes nearer to a box than `CLEAR`."""
    box = box.adjusted(-CLEAR, -CLEAR, CLEAR, CLEAR)
    if box.contains(line.p1()) or box.contains(line.p2()):
        return True
    return _cross(line, QLineF(box.topLeft(), box.bottomRight())) or _cross(
        line, QLineF(box.topRight(), box.bottomLeft())
    )
