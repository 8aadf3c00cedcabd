"""Writes beside the roller how much of its force goes into ribs, spine and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.drawing.bone_loads import RECEIVERS, bone_loads
from spineviz.drawing.entry_streams import entry_streams
from spineviz.drawing.whole_numbers import whole_newtons, whole_percent
from spineviz.outcome import Rolled
from spineviz.window.figure.flow_painter import PALE
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import RECEIVER_COLOUR, Theme
from spineviz.words.sentences import receiver_names

BAR = 4.0  # px, the swatch in the colour of a stream
NEAREST, FURTHEST = 8.0, 150.0  # px from the roller
CLEARED = 0.8  # how far the ground under the words is cleared
GAP_UNDER = 14.0  # px at 100 % under the words over the picture
STEPS = 8  # places tried on each side
SIZES = (15, 13, 12)  # px at 100 % of the type, the first that has room


@dataclass(frozen=True, slots=True)
class Callout:
    """One stream in words: its receiver, the name with the share, and newtons."""

    receiver: str
    title: str
    newtons: str


def callouts(outcome: Rolled) -> list[Callout]:
    """What is written, in numbers that add up to the roller's force, the largest first; what is too
    small for a stream has none."""
    received = dict(zip(RECEIVERS, bone_loads(outcome).received_N.tolist(), strict=True))
    newtons, shares = whole_newtons(outcome).behind, whole_percent(outcome).behind
    names = [stream.tissue for stream in entry_streams(outcome)]
    said = receiver_names(outcome.person.face_down)
    return [
        Callout(name, f"{said[name]} {shares[name]}\u202f%", f"{newtons[name]} N")
        for name in sorted(names, key=lambda name: -received[name])
    ]


def paint_callouts(
    painter: QPainter,
    theme: Theme,
    base: QFont,
    outcome: Rolled,
    places: Callable[[float, float], Iterable[QRectF]],
    room: Room,
) -> None:
    """Paint a line for each stream, all in one block at the first place that is free; where none
    is, without newtons or not at all.

    Args:
        places: boxes of a width and height, px, the best first. room: what is taken already.
    """
    wanted = callouts(outcome)
    swatch, gap = theme.px(BAR), theme.px(6)
    for full, pixels in product((True, False), SIZES):
        bold, plain = theme.font(base, pixels, bold=True), theme.font(base, min(pixels, 13))
        large, fine = QFontMetricsF(bold), QFontMetricsF(plain)
        titles = max(large.horizontalAdvance(each.title) for each in wanted)
        more = gap + max(fine.horizontalAdvance(each.newtons) for each in wanted)
        line = large.height()
        width = swatch + gap + titles + (more if full else 0.0)
        size = width, line * len(wanted)
        box = room.first_free(places(*size))
        if box is not None:
            break
    else:
        return
    ground = theme.color("canvas")
    ground.setAlphaF(CLEARED)
    painter.fillRect(box.adjusted(-3, -1, 3, 1), ground)  # the pose before is dashed under it
    for n, each in enumerate(wanted):
        row = QRectF(box.left(), box.top() + n * line, width, line)
        token = RECEIVER_COLOUR[each.receiver]
        painter.setPen(theme.pen("path_edge", 1.0) if token in PALE else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(token))
        painter.drawRect(QRectF(row.left(), row.top() + 2, swatch, line - 4))
        left, middle = swatch + gap, Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.color("ink"))
        painter.setFont(bold)
        painter.drawText(row.adjusted(left, 0, 2, 0), middle, each.title)
        if full:
            painter.setPen(theme.color("ink2"))
            painter.setFont(plain)
            painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, each.newtons)


def under_the_back(
    width: float,
    height: float,
    skin: np.ndarray,
    arm: np.ndarray,
    roller: QRectF,
    floor: float,
    theme: Theme,
    words: QRectF,
) -> Iterator[QRectF]:
    """Boxes between the back and the floor on both sides of the roller, the nearest first; where an
    arm goes through all of them, under the words over the picture (px)."""
    found = list(_beside_roller(width, height, skin, roller, floor, theme))
    through = [_crossed(arm, box) for box in found]
    yield from (box for box, each in zip(found, through, strict=True) if not each)
    under = QRectF(words.left(), words.bottom() + theme.px(GAP_UNDER), width, height)
    if not (_crossed(skin, under) or _crossed(arm, under)):
        yield under
    yield from (box for box, each in zip(found, through, strict=True) if each)


def _crossed(line: np.ndarray, box: QRectF) -> bool:
    """Whether an outline comes near a box."""
    low, high = (box.left() - 4, box.top() - 2), (box.right() + 4, box.bottom() + 2)
    return bool(((line > low) & (line < high)).all(axis=1).any())


def _beside_roller(
    width: float, height: float, skin: np.ndarray, roller: QRectF, floor: float, theme: Theme
) -> Iterator[QRectF]:
    for away in np.linspace(theme.px(NEAREST), theme.px(FURTHEST), STEPS):
        for to_head in (True, False):
            left = roller.left() - away - width if to_head else roller.right() + away
            over = skin[(skin[:, 0] > left - 6) & (skin[:, 0] < left + width + 6), 1]
            top = float(over.max()) + 6 if len(over) else 0.0
            last = floor - height - 4
            for down in (0.0, 0.5, 1.0):
                if top <= last:
                    upper = QPointF(left, top + down * (last - top))
                    yield QRectF(upper, upper + QPointF(width, height))
