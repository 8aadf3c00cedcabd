"""Paints the headline and the second line over the picture, as large as there is room for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from spineviz.window.paint.camera import any_within
from spineviz.window.paint.theme import Theme
from spineviz.window.paint.typeface import metrics_of
from spineviz.words.captions import Caption, Piece

SIZES = (28, 26, 24, 22, 20, 19, 18, 17, 16, 15, 14, 13, 12)
"""px at 100 % that a headline can have."""
SECOND = 13  # px at 100 % of the second line
UNDER_HEADLINE = 4.0  # px at 100 % from a headline in a column to what is under it
NARROWER = 0.6, 0.7, 0.8, 0.9  # of a column, tried for rows of about one length
LEFT, TOP, GAP = 16.0, 6.0, 24.0  # px round it, and before the setting
TALLEST = 0.062  # share of the height of the picture that one line of the headline takes at most

CLEARED = 0.75  # how far the ground under small words is cleared of the figure
BESIDE_ROWS, BESIDE_LARGEST = 5, 24  # rows, and px at 100 %, of a headline beside the figure

INK = {"spine": "spine_ink", "cage": "cage_ink"}
"""Token of the words that fill a slot; all others are ink."""


class PlacedCaption(Struct, frozen=True, dict=True):
    """A caption where it is written.

    Attributes:
        rows: pieces of the headline. second: rows of what there is room for under it.
        setting: how the scene was set, or nothing. font, small: of the two lines.
        box: px, all that is written on but the setting.
    """

    rows: tuple[tuple[Piece, ...], ...]
    second: tuple[str, ...]
    setting: str
    font: QFont
    small: QFont
    box: QRectF

    @cached_property
    def after(self) -> QPointF:
        """Behind the last row: its right end and its middle, px."""
        fine = metrics_of(self.small)
        wide = fine.horizontalAdvance(self.second[-1]) if self.second else 0.0
        return QPointF(self.box.left() + wide, self.box.bottom() - fine.height() / 2)

    @cached_property
    def small_box(self) -> QRectF:
        """Where the words under the headline stand, px."""
        fine = metrics_of(self.small)
        high = len(self.second) * fine.height()
        wide = max((fine.horizontalAdvance(each) for each in self.second), default=0.0)
        return QRectF(self.box.left(), self.box.bottom() - high, wide, high)

    def setting_box(self, right: float) -> QRectF:
        """Where the setting stands if it ends at `right`, px."""
        fine = metrics_of(self.small)
        wide = fine.horizontalAdvance(self.setting)
        top = self.box.bottom() - fine.height()
        return QRectF(right - wide, top, wide, fine.height())

    @property
    def alone(self) -> PlacedCaption:
        """The headline without what is under it."""
        head = metrics_of(self.font)
        texts = (_joined(row) for row in self.rows)
        wide = max((head.horizontalAdvance(each) for each in texts), default=0.0)
        box = QRectF(self.box.topLeft(), QSizeF(wide, len(self.rows) * head.height()))
        return replace(self, second=(), setting="", box=box)

    def within(self, width: float) -> PlacedCaption:
        """The same with what is under the headline in rows of a width, px."""
        fine = metrics_of(self.small)
        second = tuple(row for each in self.second for row in rows_of(each, fine, width))
        wide = max((fine.horizontalAdvance(each) for each in second), default=0.0)
        head = self.alone.box
        box = QRectF(
            head.topLeft(),
            QSizeF(max(head.width(), wide), head.height() + len(second) * fine.height()),
        )
        return replace(self, second=second, setting="", box=box)

    def over(self, skins: Iterable[np.ndarray]) -> bool:
        """Whether the words lie over any outline, px."""
        return any(any_within(each, self.box) for each in skins)

    def paint(
        self, painter: QPainter, theme: Theme, right: float, haloed: bool, cleared: bool
    ) -> None:
        """Write it.

        Args:
            right: where the setting ends, px. haloed: whether the figure lies under the headline;
            cleared: whether it lies under the small words.
        """
        metrics, fine = metrics_of(self.font), metrics_of(self.small)
        for number, row in enumerate(self.rows):
            x, y = self.box.left(), self.box.top() + metrics.ascent() + number * metrics.height()
            for text, slot in row:
                self._write(
                    painter, theme, QPointF(x, y), text, self.font, INK.get(slot, "ink"), haloed
                )
                x += metrics.horizontalAdvance(text)
        top = self.small_box.top() if self.second else self.box.bottom() - fine.height()
        y, left = top + fine.ascent(), self.box.left()
        ground = theme.color("canvas")
        ground.setAlphaF(CLEARED)
        for number, line in enumerate(self.second):
            at = QPointF(left, y + number * fine.height())
            if cleared:
                painter.fillRect(fine.boundingRect(line).translated(at), ground)
            self._write(painter, theme, at, line, self.small, "ink2", False)
        if self.setting:
            start = self.setting_box(right).left()
            self._write(painter, theme, QPointF(start, y), self.setting, self.small, "ink3", False)

    def _write(
        self,
        painter: QPainter,
        theme: Theme,
        at: QPointF,
        text: str,
        font: QFont,
        token: str,
        haloed: bool,
    ) -> None:
        painter.setFont(font)
        if haloed:
            letters = QPainterPath()
            letters.addText(at, font, text)
            painter.strokePath(letters, QPen(theme.color("canvas"), theme.px(4)))
        painter.setPen(theme.color(token))
        painter.drawText(at, text)


def place_caption(
    caption: Caption,
    setting: str,
    theme: Theme,
    size: QRectF,
    base: QFont,
    in_two: int | None = None,
) -> PlacedCaption:
    """Find the largest headline and as much of the second line as there is room for.

    Args:
        caption: the words. setting: how the scene was set, the first thing to leave.
        size: of the picture, px.
        in_two: px at 100 % that a headline of two rows has at most; else it has one where it can.
    """
    room = size.width() - 2 * LEFT
    most = max(TALLEST * size.height(), theme.px(SIZES[-1]))
    most = most if in_two is None else min(most, theme.px(in_two))
    counts = (1, 2) if in_two is None else (2,)
    broken, font = _fitted(caption.pieces, theme, base, room, most, counts)
    head = metrics_of(font)
    small = theme.font(base, SECOND)
    fine = metrics_of(small)
    second = ""
    for sentence in caption.second:
        longer = f"{second} {sentence}".strip()
        if fine.horizontalAdvance(longer) > room:
            break
        second = longer
    used = fine.horizontalAdvance(second)
    if used + GAP + fine.horizontalAdvance(setting) > room:
        setting = ""
    wide = max([used, *(head.horizontalAdvance(_joined(row)) for row in broken)])
    high = len(broken) * head.height() + (fine.height() if second or setting else 0.0)
    under = (second,) if second else ()
    return PlacedCaption(broken, under, setting, font, small, QRectF(LEFT, TOP, wide, high))


def place_beside(
    caption: Caption, about: str, theme: Theme, column: QRectF, base: QFont
) -> PlacedCaption:
    """The words in a column beside the figure: the headline in some rows, under it everything else.

    Args:
        caption: the words. about: what is said of the view, the last of them.
        column: px, of which the words take what they need, from its top.
    """
    most = theme.px(BESIDE_LARGEST)
    rows, font = _fitted(caption.pieces, theme, base, column.width(), most, (BESIDE_ROWS,))
    small = theme.font(base, SECOND)
    head, fine = metrics_of(font), metrics_of(small)
    second = tuple(
        row
        for sentence in (*caption.second, about)
        for row in rows_of(sentence, fine, column.width())
    )
    high = len(rows) * head.height() + theme.px(UNDER_HEADLINE) + len(second) * fine.height()
    box = QRectF(column.left(), column.top(), column.width(), high)
    return PlacedCaption(rows, second, "", font, small, box)


def _fitted(
    pieces: tuple[Piece, ...],
    theme: Theme,
    base: QFont,
    room: float,
    most: float,
    counts: tuple[int, ...],
) -> tuple[tuple[tuple[Piece, ...], ...], QFont]:
    """The headline in as many rows as the first of some counts in which it fits, as large as it
    fits there; or not at all.

    Args:
        room: px, width of a row. most: px, the largest type.
    """
    fonts = [theme.font(base, each, bold=True) for each in SIZES if theme.px(each) <= most]
    for count in counts:
        for font in fonts:
            metrics = metrics_of(font)
            if count == 1:  # measured whole, and not where each of its words would end
                if metrics.horizontalAdvance(_joined(pieces)) <= room:
                    return (tuple(chain(*_words(pieces))),), font
                continue
            rows = _wrapped(pieces, metrics, room)
            if len(rows) <= count and all(
                metrics.horizontalAdvance(_joined(row)) <= room for row in rows
            ):
                return _balanced(pieces, metrics, room), font
    return (), fonts[-1]


def _words(pieces: tuple[Piece, ...]) -> list[list[Piece]]:
    """Single words with the space after them; one may be of several pieces."""
    words: list[list[Piece]] = [[]]
    for text, slot in pieces:
        for part in re.findall(r"[^ ]+ ?| ", text):
            words[-1].append((part, slot))
            if part.endswith(" "):
                words.append([])
    return words


def _wrapped(
    pieces: tuple[Piece, ...], metrics: QFontMetricsF, room: float
) -> tuple[tuple[Piece, ...], ...]:
    """Words put into rows, each as full as it gets."""
    rows: list[list[Piece]] = [[]]
    for word in _words(pieces):
        if rows[-1] and metrics.horizontalAdvance(_joined((*rows[-1], *word))) > room:
            rows.append([])
        rows[-1].extend(word)
    return tuple(tuple(row) for row in rows)


def rows_of(sentence: str, metrics: QFontMetricsF, room: float) -> tuple[str, ...]:
    """A sentence in rows of about one length, px at most."""
    return tuple(_joined(row) for row in _balanced(((sentence, ""),), metrics, room))


def _balanced(
    pieces: tuple[Piece, ...], metrics: QFontMetricsF, room: float
) -> tuple[tuple[Piece, ...], ...]:
    """Words in as few rows as there is room for, none of them a word alone if that can be."""
    rows = _wrapped(pieces, metrics, room)
    for share in NARROWER:
        narrower = _wrapped(pieces, metrics, share * room)
        if len(narrower) == len(rows):
            return narrower
    return rows


def _joined(row: Iterable[Piece]) -> str:
    return "".join(text for text, _ in row).rstrip(" ")
