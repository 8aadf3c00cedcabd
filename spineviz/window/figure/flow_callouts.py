"""Writes beside the roller how much of its force goes into ribs, spine and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import product

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from spineviz.drawing.bone_loads import RECEIVERS, bone_loads
from spineviz.drawing.entry_streams import entry_streams
from spineviz.drawing.whole_numbers import whole_newtons, whole_percent
from spineviz.outcome import Rolled
from spineviz.window.figure.figure_painter import PlacedFigure
from spineviz.window.figure.flow_painter import PALE
from spineviz.window.paint.camera import Columns
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import RECEIVER_COLOUR, Theme
from spineviz.window.paint.typeface import metrics_of
from spineviz.words.sentences import receiver_names

BAR = 4.0  # px, the swatch in the colour of a stream
NEAREST, FURTHEST = 8.0, 150.0  # px from the roller
CLEARED = 0.8  # how far the ground under the words is cleared
GAPS_UNDER = 14.0, 8.0, 3.0  # px at 100 % under the words over the picture, the best first
BESIDE_HEAD = 0.0, 0.18, 0.36  # of the width of the figure, from where the words begin
STEPS = 8  # places tried on each side
SIZES = (15, 13, 12, 11)  # px at 100 % of the type, the first that has room

Places = Callable[[float, float], Iterable[QRectF]]
"""Boxes of a width and height, px, the best first."""


class Callout(Struct, frozen=True):
    """One stream in words: its receiver, the name with the share, newtons, and the share alone."""

    receiver: str
    title: str
    newtons: str
    share: str


def callouts(outcome: Rolled) -> list[Callout]:
    """What is written, in numbers that add up to the roller's force, the largest first; what is too
    small for a stream has none."""
    received = dict(zip(RECEIVERS, bone_loads(outcome).received_N.tolist(), strict=True))
    newtons, shares = whole_newtons(outcome).behind, whole_percent(outcome).behind
    names = [stream.tissue for stream in entry_streams(outcome)]
    said = receiver_names(outcome.person.face_down)
    found = []
    for name in sorted(names, key=lambda name: -received[name]):
        share = f"{shares[name]}\u202f%"
        found.append(Callout(name, f"{said[name]} {share}", f"{newtons[name]} N", share))
    return found


def paint_callouts(
    painter: QPainter,
    theme: Theme,
    base: QFont,
    outcome: Rolled,
    places: Sequence[Places],
    room: Room,
    last: tuple[str, QColor] | None = None,
) -> bool:
    """Paint a line for each stream, all in one block at the first place that is free; where none
    is, without newtons, with the colour for a name, or not at all.

    Args:
        places: kinds of places, the best first: what is smaller or has no newtons at a better one
            goes before; what has no names comes last. room: what is taken already.
        last: what one more line says, and the colour before it.

    Returns:
        Whether there was a place.
    """
    wanted = callouts(outcome)
    tokens = [RECEIVER_COLOUR[each.receiver] for each in wanted]
    colours = [theme.color(token) for token in tokens]
    if last is not None:
        wanted, colours = [*wanted, Callout("", last[0], "", last[0])], [*colours, last[1]]
    swatch, gap = theme.px(BAR), theme.px(6)
    forms = [*product(places, ("newtons", "title")), *product(places, ("share",))]
    for (kind, form), pixels in product(forms, SIZES):
        full = form == "newtons"
        texts = [each.share if form == "share" else each.title for each in wanted]
        bold, plain = theme.font(base, pixels, bold=True), theme.font(base, min(pixels, 13))
        large, fine = metrics_of(bold), metrics_of(plain)
        titles = max(large.horizontalAdvance(text) for text in texts)
        more = gap + max(fine.horizontalAdvance(each.newtons) for each in wanted)
        line = large.height()
        width = swatch + gap + titles + (more if full else 0.0)
        block = QRectF(0, 0, width, line * len(wanted))
        parts = [block]
        if last is not None:  # the last line has no newtons
            foot = QRectF(0, 0, swatch + gap + large.horizontalAdvance(last[0]), line)
            foot.moveBottom(block.bottom())
            parts = [block.adjusted(0, 0, 0, -line), foot]
        free = (
            box
            for box in kind(block.width(), block.height())
            if all(room.is_free(part.translated(box.topLeft())) for part in parts)
        )
        box = next(free, None)
        if box is not None:
            break
    else:
        return False
    ground = theme.color("canvas")
    ground.setAlphaF(CLEARED)
    for part in parts:
        taken = room.take(part.translated(box.topLeft()))
        painter.fillRect(taken.adjusted(-3, -1, 3, 1), ground)  # the pose before is dashed under it
    for n, (each, text, colour) in enumerate(zip(wanted, texts, colours, strict=True)):
        row = QRectF(box.left(), box.top() + n * line, width, line)
        pale = n < len(tokens) and tokens[n] in PALE
        painter.setPen(theme.pen("path_edge", 1.0) if pale else Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRect(QRectF(row.left(), row.top() + 2, swatch, line - 4))
        left, middle = swatch + gap, Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.color("ink"))
        painter.setFont(bold)
        painter.drawText(row.adjusted(left, 0, 2, 0), middle, text)
        if full:
            painter.setPen(theme.color("ink2"))
            painter.setFont(plain)
            painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, each.newtons)
    return True


def round_the_roller(
    placed: PlacedFigure,
    roller: QRectF,
    floor: float,
    theme: Theme,
    words: Sequence[QRectF],
) -> tuple[Places, ...]:
    """Places between the back and the floor on both sides of the roller, the nearest first; under
    the words over the picture (px), each of them; and where an arm goes through beside the
    roller."""

    skin, arm = Columns(placed.skin), Columns(placed.arm)

    def beside(width: float, height: float, crossed: bool) -> Iterator[QRectF]:
        for box in _beside_roller(width, height, skin, roller, floor, theme):
            if arm.any_within(_round(box)) == crossed:
                yield box

    def under_words(width: float, height: float) -> Iterator[QRectF]:
        wide = float(np.ptp(placed.skin[:, 0]))
        for over, share, gap in product(words, BESIDE_HEAD, GAPS_UNDER):
            left = words[0].left() + share * wide
            under = QRectF(left, over.bottom() + theme.px(gap), width, height)
            if not placed.is_under(_round(under)):
                yield under

    return partial(beside, crossed=False), under_words, partial(beside, crossed=True)


def _round(box: QRectF) -> QRectF:
    """What outlines keep from a box."""
    return box.adjusted(-4, -2, 4, 2)


def _beside_roller(
    width: float, height: float, skin: Columns, roller: QRectF, floor: float, theme: Theme
) -> Iterator[QRectF]:
    for away in np.linspace(theme.px(NEAREST), theme.px(FURTHEST), STEPS).tolist():
        for to_head in (True, False):
            left = roller.left() - away - width if to_head else roller.right() + away
            over = skin.between(left - 6, left + width + 6)
            top = float(over.max()) + 6 if len(over) else 0.0
            last = floor - height - 4
            for down in (0.0, 0.5, 1.0):
                if top <= last:
                    upper = QPointF(left, top + down * (last - top))
                    yield QRectF(upper, upper + QPointF(width, height))
