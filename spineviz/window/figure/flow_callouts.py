"""Writes beside the roller how much of its force goes into ribs, spine and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from spineviz.drawing.bone_loads import RECEIVERS, bone_loads
from spineviz.drawing.entry_streams import entry_streams
from spineviz.outcome import Rolled
from spineviz.window.figure.figure_painter import PlacedFigure
from spineviz.window.figure.flow_painter import PALE
from spineviz.window.numbers.ledger_picture import adding_up, percentages
from spineviz.window.paint.camera import Camera
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import RECEIVER_COLOUR, Theme
from spineviz.words.sentences import RECEIVER_NAMES

BAR = 3.0  # px, the bar in the colour of the tissue
NEAREST, FURTHEST = 10.0, 150.0  # px from the roller
STEPS = 8  # places tried on each side
AFTER = 4.0  # px between writing and its leader
ALONG = 0.0  # share of its stream at which a leader ends


@dataclass(frozen=True, slots=True)
class Callout:
    """One stream: what is written, and where it is (px)."""

    receiver: str
    title: str
    second: str
    target: QPointF


def callouts(outcome: Rolled, camera: Camera) -> list[Callout]:
    """What is written, in numbers that add up to the roller's force, the largest first; what is too
    small for a stream has none."""
    received = dict(zip(RECEIVERS, bone_loads(outcome).received_N.tolist(), strict=True))
    newtons = adding_up(received, round(outcome.roller.force_N))
    shares = percentages(received, ())
    found = []
    for stream in sorted(entry_streams(outcome), key=lambda each: -float(each.newtons[0])):
        name = stream.tissue
        target = stream.path[1] + ALONG * (stream.path[2] - stream.path[1])
        title = f"{RECEIVER_NAMES[name]} {shares[name]}\u202f%"
        found.append(Callout(name, title, f"{newtons[name]} N", camera.point(target)))
    return found


def paint_callouts(
    painter: QPainter,
    theme: Theme,
    base: QFont,
    wanted: list[Callout],
    placed: PlacedFigure,
    roller: QRectF,
    floor: float,
    room: Room,
) -> None:
    """Paint each where there is air under the back, with a line that crosses no other."""
    bold, plain = theme.font(base, 12, bold=True), theme.font(base, 12)
    large, fine = QFontMetricsF(bold), QFontMetricsF(plain)
    bar = theme.px(BAR)
    skin = np.concatenate((placed.skin, placed.arm))
    for each in wanted:
        words = max(large.horizontalAdvance(each.title), fine.horizontalAdvance(each.second))
        width, height = words + bar + theme.px(6), large.height() + fine.height()
        free = (
            (room.take(box), foot)
            for box in _places(width, height, each.target, skin, roller, floor, theme)
            if room.is_free(box)
            for foot in (_foot(box, each.target),)
            if not room.crosses(_outside(foot, each.target), each.target)
        )
        found = next(free, None)
        if found is None:
            continue
        box, foot = found
        room.take_line(foot, each.target)
        token = RECEIVER_COLOUR[each.receiver]
        colour = theme.color(token)
        halo = theme.pen("canvas", 3.4)
        painter.setPen(halo)
        painter.drawLine(foot, each.target)
        painter.setPen(theme.pen("path_edge" if token in PALE else token, 1.3))
        painter.drawLine(foot, each.target)
        painter.setPen(theme.pen("path_edge" if token in PALE else "canvas", 1.0))
        painter.setBrush(colour)
        painter.drawEllipse(each.target, theme.px(3), theme.px(3))
        if token not in PALE:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(QRectF(box.left(), box.top(), bar, box.height()))
        text = box.adjusted(bar + theme.px(5), 0, 2, 0)
        painter.setPen(theme.color("ink"))
        painter.setFont(bold)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, each.title)
        painter.setPen(theme.color("ink2"))
        painter.setFont(plain)
        bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(text, bottom, each.second)


def _places(
    width: float,
    height: float,
    target: QPointF,
    skin: np.ndarray,
    roller: QRectF,
    floor: float,
    theme: Theme,
) -> Iterator[QRectF]:
    """Boxes between the back and the floor on both sides of the roller, the nearest first."""
    head_first = target.x() < roller.center().x()
    for away in np.linspace(theme.px(NEAREST), theme.px(FURTHEST), STEPS):
        for to_head in (head_first, not head_first):
            left = roller.left() - away - width if to_head else roller.right() + away
            over = skin[(skin[:, 0] > left - 6) & (skin[:, 0] < left + width + 6), 1]
            if not len(over):
                continue
            top, last = float(over.max()) + 6, floor - height - 4
            for down in (0.0, 0.5, 1.0):
                if top <= last:
                    yield QRectF(left, top + down * (last - top), width, height)


def _foot(box: QRectF, target: QPointF) -> QPointF:
    """Where the leader leaves a box: the middle of the side next to its target."""
    side = box.left() - 1 if target.x() < box.center().x() else box.right() + AFTER
    return QPointF(side, box.center().y())


def _outside(foot: QPointF, target: QPointF) -> QPointF:
    """A little away from the box, which a line touches of course."""
    return QLineF(foot, target).pointAt(0.08)
