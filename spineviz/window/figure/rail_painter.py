"""Paints the floor strip: where the roller can go, the scale of pressure, what the lines mean."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPolygonF

from spineviz.outcome import Geometry
from spineviz.scene import ROLLED_LEVELS, SHORT
from spineviz.simulation.place import RollerTrack
from spineviz.window.figure.flow_painter import (
    PRINTED_N,
    end_radius,
    key_length,
    paint_end_key,
    paint_key,
)
from spineviz.window.paint.camera import Camera
from spineviz.window.paint.picture import base as own_face
from spineviz.window.paint.scales import BAR, FORCE, PRESSURE, paint_scale, unit_room
from spineviz.window.paint.theme import Theme
from spineviz.words.language import say
from spineviz.words.sentences import ZONES

LINES = (("lying flat", True), ("now", False))
"""What the two curves of the column mean, and whether they are dashed."""

SCALES = (FORCE, PRESSURE)
PLAIN, STRIP = 66.0, 138.0  # px under the floor: rail, scale, zones; and with columns
MOST = 0.32  # share of the height of a picture that the strip takes, if it is not the plain one
UNDER, UNDER_ONE = 34.0, 25.0
"""px at 100 % at the bottom for the zones, in two rows where one is too long, and in one."""
LONGEST_ZONE = "ribs at 12"  # of what is said of a zone
LEAST_COLUMNS = 30.0  # px; with less room there are none
BETWEEN = 5.0  # px from the rail to the columns
RAIL_TOP, RAIL_HEIGHT = 6.0, 22.0  # px under the floor
SCALE_WIDTH = 210.0  # px of a scale at most
TITLED = 120.0  # px of ground from which a scale says what it is of
SCALES_TOP, BETWEEN_SCALES, UNDER_SCALE = 9.0, 20.0, 4.0
KNOWN = f"{PRINTED_N:.0f} N"  # of the stream in the legend
LEAST_SCALE = 40.0  # px; where it has less room there is no legend
ENDS = 6.0  # px at the ends of the rail, which are round, that nothing is written on
NARROWEST_TEXT = 8  # px of the names on a narrow rail


def rail_box(theme: Theme, camera: Camera, track: RollerTrack) -> QRectF:
    """The rail on which the handle runs."""
    left, right = camera.x(float(track.x_m[0])), camera.x(float(track.x_m[-1]))
    top, height = theme.px(RAIL_TOP), theme.px(RAIL_HEIGHT)
    return QRectF(left - 14, camera.floor + top, right - left + 28, height)


def strip_height(theme: Theme, height: float) -> float:
    """px under the floor of a picture of some height: what columns need, or no more than the rest
    does."""
    strip = min(theme.px(STRIP), MOST * height)
    roomy = strip >= theme.px(RAIL_TOP + RAIL_HEIGHT + BETWEEN + LEAST_COLUMNS + UNDER)
    return max(theme.px(PLAIN), strip if roomy else 0.0)


def spared(theme: Theme, height: float) -> float:
    """px of the strip that columns without room leave to the words over the figure."""
    strip = min(theme.px(STRIP), MOST * height)
    return max(strip - strip_height(theme, height), 0.0)


def columns_box(theme: Theme, camera: Camera, track: RollerTrack, height: float) -> QRectF | None:
    """Where the columns stand in a picture of some height, or None without room for them."""
    rail = rail_box(theme, camera, track)
    top, bottom = rail.bottom() + theme.px(BETWEEN), height - _zones_height(theme, track, camera)
    if bottom - top < theme.px(LEAST_COLUMNS):
        return None
    return QRectF(rail.left(), top, rail.width(), bottom - top)


def places(camera: Camera, track: RollerTrack) -> list[tuple[str, float]]:
    """Levels and where they are on the rail, px."""
    return [(name, camera.x(float(x))) for name, x in zip(track.levels, track.x_m, strict=True)]


def ribbed_levels(geometry: Geometry) -> frozenset[str]:
    """Levels to which a rib is joined in this pose."""
    return frozenset(link.lower for link in geometry.links if link.kind == "costovertebral")


def paint_rail(
    painter: QPainter,
    theme: Theme,
    camera: Camera,
    track: RollerTrack,
    ribbed: Collection[str],
    base: QFont,
    height: float,
) -> None:
    """Paint the rail with the names of its levels, and the zones at the foot of a picture of some
    height."""
    box = rail_box(theme, camera, track)
    painter.setPen(theme.pen("field_line", 1))
    painter.setBrush(theme.color("chip"))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    columns = [camera.x(float(x)) for x in track.x_m]
    for text, place, font, token in _names(theme, track, camera):
        painter.setFont(font)
        painter.setPen(theme.color(token))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    columns_at = columns_box(theme, camera, track, height)
    y = (box if columns_at is None else columns_at).bottom() + theme.px(5)
    _paint_zones(painter, theme, track, columns, y, ribbed, base)


Name = tuple[str, QRectF, QFont, str]
"""What is written on the rail, where, in which type and colour."""


@lru_cache(maxsize=8)
def _names(theme: Theme, track: RollerTrack, camera: Camera) -> tuple[Name, ...]:
    """The names of the levels, as many as there is room for: the ends of the zones first."""
    box = rail_box(theme, camera, track)
    columns = [camera.x(float(x)) for x in track.x_m]
    narrow = min(b - a for a, b in itertools.pairwise(columns))
    plain, bold = theme.font(own_face(), 11), theme.font(own_face(), 11, bold=True)
    size = int(min(plain.pixelSize(), max(0.78 * narrow, NARROWEST_TEXT)))
    plain.setPixelSize(size)
    bold.setPixelSize(size)
    names = [SHORT.get(name, name) for name in track.levels]
    letters = [name[0] for name in names]
    last = len(letters) - 1
    found: list[tuple[bool, Name]] = []
    for row, (name, column) in enumerate(zip(names, columns, strict=True)):
        beside = (letters[max(row - 1, 0)], letters[min(row + 1, last)])
        end = row in (0, last) or beside != (letters[row], letters[row])
        font = bold if end else plain
        shown = name if end or row >= len(ROLLED_LEVELS) else name[1:]
        half = 0.5 * QFontMetricsF(font).horizontalAdvance(shown) + 1
        middle = min(max(column, box.left() + ENDS + half), box.right() - ENDS - half)
        place = QRectF(middle - half, box.top(), 2 * half, box.height())
        found.append((end, (shown, place, font, "ink" if end else "ink2")))
    kept: list[Name] = []
    for _, wanted in sorted(found, key=lambda each: not each[0]):
        if not any(wanted[1].intersects(other[1]) for other in kept):
            kept.append(wanted)
    return tuple(kept)


def _paint_zones(
    painter: QPainter,
    theme: Theme,
    track: RollerTrack,
    columns: list[float],
    y: float,
    ribbed: Collection[str],
    base: QFont,
) -> None:
    """Paint a bracket (at y, px) for each zone, its name under it, in two rows where one is too
    long: what the zone lacks is never said without its name."""
    small = theme.font(base, 10, bold=True)
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    letters = [SHORT.get(name, name)[0] for name in track.levels]
    for letter, left, right, end in _zones(theme, track, columns):
        painter.setPen(theme.pen("ink2", 1))
        painter.drawPolyline(
            QPolygonF(
                [QPointF(left, y - 3), QPointF(left, y), QPointF(right, y), QPointF(right, y - 3)]
            )
        )
        room = end - left
        names = [name for name, each in zip(track.levels, letters, strict=True) if each == letter]
        for words in zone_words(letter, names, ribbed):
            wide = max(metrics.horizontalAdvance(row) for row in words) + 2
            if wide <= room:
                break
        else:
            continue
        start = min(max((left + right - wide) / 2, left), end - wide)
        for line, row in enumerate(words):
            text = QRectF(start, y + 2 + line * metrics.height(), wide, metrics.height())
            painter.drawText(text, Qt.AlignmentFlag.AlignCenter, row)


def _zones(
    theme: Theme, track: RollerTrack, columns: list[float]
) -> list[tuple[str, float, float, float]]:
    """Letter of each zone, the ends of its bracket, and how far its words may reach, px."""
    letters = [SHORT.get(name, name)[0] for name in track.levels]
    zones = list(dict.fromkeys(letters))
    edges = [[columns[row] for row, each in enumerate(letters) if each == letter]
             for letter in zones]  # fmt: skip
    starts = [found[0] - 12 for found in edges[1:]] + [edges[-1][-1] + 7 + theme.px(20)]
    return [
        (letter, found[0] - 7, found[-1] + 7, end)
        for letter, found, end in zip(zones, edges, starts, strict=True)
    ]


@lru_cache(maxsize=8)
def _zones_height(theme: Theme, track: RollerTrack, camera: Camera) -> float:
    """px that brackets and names of zones take, whatever is said of their ribs."""
    metrics = QFontMetricsF(theme.font(own_face(), 10, bold=True))
    columns = [camera.x(float(x)) for x in track.x_m]
    pelvic = {short[0] for short in SHORT.values()}  # nothing is said of its ribs
    one = all(
        metrics.horizontalAdvance(f"{ZONES[letter]} · {LONGEST_ZONE}") + 2 <= end - left
        for letter, left, _, end in _zones(theme, track, columns)
        if letter not in pelvic
    )
    return theme.px(UNDER_ONE if one else UNDER)


def zone_words(
    letter: str, names: list[str], ribbed: Collection[str]
) -> tuple[tuple[str, ...], ...]:
    """Rows of what a zone is called, from the longest to the shortest."""
    zone = ZONES[letter]
    if not set(names) & set(ROLLED_LEVELS):
        return (zone,), (letter,)
    joined = sum(name in ribbed for name in names)
    ribs = {0: "no ribs", len(names): "ribs"}.get(joined, f"ribs at {joined}")
    return (f"{zone} · {ribs}",), (zone, ribs), (zone,), (letter,)


def paint_handle(
    painter: QPainter,
    theme: Theme,
    camera: Camera,
    rail: QRectF,
    x_m: float,
    text: str,
    track: RollerTrack,
    base: QFont,
) -> None:
    """Paint the handle on its rail."""
    bold = theme.font(base, 13, bold=True)
    width = QFontMetricsF(bold).horizontalAdvance(text) + theme.px(18)
    box = QRectF(camera.x(x_m) - width / 2, rail.top() - 3, width, rail.height() + 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("chip"))
    # no name of the rail shows beside the handle, nor half of one
    bare = box.adjusted(-13, 4, 13, -4)
    for _, name, _, _ in _names(theme, track, camera):
        if name.right() > bare.left() and name.left() < bare.right():
            bare = bare.united(name.adjusted(0, 4, 0, -4))
    painter.drawRect(bare.intersected(rail.adjusted(ENDS, 1, -ENDS, -1)))
    painter.setBrush(theme.color("accent"))
    painter.drawRoundedRect(box, 8, 8)
    painter.setPen(theme.color("on_accent"))
    painter.setFont(bold)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    for side in (-1, 1):
        tip, foot = (
            box.center().x() + side * (width / 2 + 9),
            box.center().x() + side * (width / 2 + 4),
        )
        y = box.center().y()
        painter.drawPolygon(
            QPolygonF([QPointF(tip, y), QPointF(foot, y - 4), QPointF(foot, y + 4)])
        )


def legend_ends(theme: Theme, rail: QRectF, width: float) -> tuple[float, float]:
    """px between which the legend stands, right of the rail in a picture of some width."""
    return rail.right() + 8 + theme.px(24), width - 10.0


def legend_foot(
    theme: Theme,
    rail: QRectF,
    width: float,
    camera: Camera,
    base: QFont,
    from_side: bool = True,
) -> float:
    """px down to which scales that stand under each other right of the rail reach; the floor where
    they stand beside each other, or there are none."""
    font = theme.font(base, 11)
    found = _scales(theme, *legend_ends(theme, rail, width), camera, font, from_side)
    if found is None or found[0] > 1:
        return camera.floor
    row = theme.px(BAR) + QFontMetricsF(font).height() + theme.px(UNDER_SCALE)
    return camera.floor + theme.px(SCALES_TOP) + len(SCALES) * row


def _scales(
    theme: Theme, left: float, right: float, camera: Camera, font: QFont, from_side: bool
) -> tuple[int, bool, float, list[float]] | None:
    """How many scales stand beside each other, whether the width of streams is told, px of a scale,
    and of the unit of each; None without room."""
    metrics = QFontMetricsF(font)
    gap, half = theme.px(BETWEEN_SCALES), metrics.horizontalAdvance("200") / 2
    key = _key_length(theme, camera, from_side) + gap + metrics.horizontalAdvance(KNOWN)
    units = [unit_room(theme, scale, font) for scale in SCALES]
    room = right - left - half
    for columns, keyed in ((2, True), (2, False), (1, False)):
        taken = sum(units) + gap if columns == 2 else max(units)
        width = min((room - taken - (key if keyed else 0.0)) / columns, theme.px(SCALE_WIDTH))
        if width >= theme.px(LEAST_SCALE):
            return columns, keyed, width, units
    return None


def _key_length(theme: Theme, camera: Camera, from_side: bool) -> float:
    """px of the stream in the legend, seen from the side or from its end."""
    return key_length(theme, camera) if from_side else 2 * end_radius(PRINTED_N, camera)


def paint_legend(
    painter: QPainter,
    theme: Theme,
    left: float,
    right: float,
    camera: Camera,
    base: QFont,
    height: float,
    from_side: bool = True,
    curved: bool = True,
) -> None:
    """Paint the fixed scales of force in bones, pressure, and width of streams, and the two kinds
    of line, where curves are painted, into a picture of some height. With little room the scales
    stand under each other, alone. Seen from behind there are no curves, and streams are seen from
    their end."""
    font = theme.font(base, 11)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    found = _scales(theme, left, right, camera, font, from_side)
    if found is None:
        return
    columns, keyed, width, units = found
    gap = theme.px(BETWEEN_SCALES)
    x, y = left, camera.floor + theme.px(SCALES_TOP)
    titles = [say(scale.titles[-1]) for scale in SCALES]
    titled = columns == 2 and height - camera.floor >= theme.px(TITLED)
    free = width + min(units) + gap - theme.px(6)
    if titled and max(map(metrics.horizontalAdvance, titles)) <= free:
        y = camera.floor + theme.px(6) + metrics.height()
        painter.setPen(theme.color("ink2"))
        for row, title in enumerate(titles):
            ahead = row * (width + units[0] + gap)
            painter.drawText(QPointF(left + ahead, y - metrics.descent()), title)
        y += theme.px(2)
    for scale, unit in zip(SCALES, units, strict=True):
        bar = paint_scale(painter, theme, scale, QPointF(x, y), width, font)
        if columns == 2:
            x += width + unit + gap
        else:
            y = bar.bottom() + metrics.height() + theme.px(UNDER_SCALE)
    if columns == 1:
        return  # where the kinds of line stand the second scale stands
    middle = bar.center().y() + theme.px(7)
    if keyed:
        paint = paint_key if from_side else paint_end_key
        paint(painter, theme, x - theme.px(8), middle, camera)
        painter.setPen(theme.color("ink2"))
        beside = x - theme.px(3) + _key_length(theme, camera, from_side)
        painter.drawText(QPointF(beside, middle + metrics.ascent() / 2 - 1), KNOWN)
    if from_side and curved:
        _paint_kinds(painter, theme, left, x, bar.bottom() + 2 + metrics.height(), font)


def _paint_kinds(
    painter: QPainter, theme: Theme, left: float, right: float, top: float, font: QFont
) -> None:
    """Paint the kinds of line, as many as there is room for."""
    metrics = QFontMetricsF(font)
    y = top + 1 + metrics.height() / 2
    base, gap = y + metrics.ascent() / 2 - 1, theme.px(14)
    x = left
    for text, dash in LINES:
        end = x + theme.px(28) + metrics.horizontalAdvance(text)
        if end > right:
            return
        pen = theme.pen("curvature", 2)
        if dash:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(x + theme.px(24), y))
        painter.setPen(theme.color("ink2"))
        painter.drawText(QPointF(x + theme.px(28), base), text)
        x = end + gap
