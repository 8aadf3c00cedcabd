"""Keeps writing apart: who takes a place in a picture first has it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF


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

    def first_free(self, boxes: Iterable[QRectF]) -> QRectF | None:
        """Take the first of some boxes that is free; None if none is."""
        for box in boxes:
            if self._whole.contains(box) and not any(box.intersects(other) for other in self.taken):
                return self.take(box)
        return None
