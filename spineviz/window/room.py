"""Keeps writing apart: who takes a place in a picture first has it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF

STEP = 6.0  # px between the places by which a line takes its room


class Room:
    """Places of a picture that are taken, px.

    Args:
        whole: within which everything has to lie.
    """

    def __init__(self, whole: QRectF) -> None:
        self._whole = whole
        self.taken: list[QRectF] = []

    def take(self, box: QRectF) -> QRectF:
        """Nobody else may write here."""
        self.taken.append(box)
        return box

    def take_line(self, start: QPointF, end: QPointF) -> None:
        """Nobody may write over a line."""
        self.taken += _along(start, end)

    def is_free(self, box: QRectF) -> bool:
        """Whether a box lies within the whole and on nothing that is taken."""
        return self._whole.contains(box) and not self._meets(box)

    def crosses(self, start: QPointF, end: QPointF) -> bool:
        """Whether a line runs over something that is taken."""
        return any(self._meets(box) for box in _along(start, end))

    def first_free(self, boxes: Iterable[QRectF]) -> QRectF | None:
        """Take the first of some boxes that is free; None if none is."""
        for box in boxes:
            if self.is_free(box):
                return self.take(box)
        return None

    def _meets(self, box: QRectF) -> bool:
        return any(box.intersects(other) for other in self.taken)


def _along(start: QPointF, end: QPointF) -> list[QRectF]:
    """Small boxes along a line."""
    way = end - start
    count = int(max(abs(way.x()), abs(way.y())) / STEP) + 1
    half = STEP / 2
    return [
        QRectF(at.x() - half, at.y() - half, STEP, STEP)
        for at in (start + way * (k / count) for k in range(count + 1))
    ]
