"""Paints the roller, flattened by the body, and the pressure between the two as a ribbon."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPen,
    QRadialGradient,
)

from spineviz.drawing.figure import dent
from spineviz.drawing.profile import Profile
from spineviz.outcome import RollerLoad, Standing
from spineviz.tables.tables import TABLES
from spineviz.window.paint.camera import Camera, polygon, widened
from spineviz.window.paint.pill import paint_pill
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import PRESSURE_TOP_KPA, Theme, pressure_stops

MM_PER_KPA = 0.62
"""mm that the ribbon is thick for each kPa; fixed, so that pictures compare."""

WITHIN = 1.6
"""Radii of the roller that the ribbon may reach into it; what would reach further is torn off with
a jagged edge, and the pin has the number."""
TEETH = 0.04  # how deep the jagged edge is, as a share of that reach

ISOBARS_KPA = (20, 40, 10, 80)
"""kPa at which lines cross the ribbon; where there is no room the later ones get no number."""

NUMBERED = 110.0  # px at 100 % of a roller from which there is room on it for isobars
ON_ROLLER = 0.8  # of its width, that a pill on it takes up at most: a wider one would hide it

AROUND = 3.0  # px that stay free round a number of a line
TWICE = 2.0  # widths of a number that two of one line are apart at least: else one says it
LEAST_HATCH = 6.0  # px of what is beyond that end, from which it is hatched: less is a stain
HATCH = 4.0  # px between the lines that hatch what is beyond the end of the colours

SHARES = tuple(np.linspace(0, 1, 32).tolist())
"""Stops of the gradient: finer than the pads."""

TINT, TINTED_KPA = 0.24, 10.0
"""Opacity of one layer of tinted flesh, and the kPa from which it has it."""
TINT_DEPTHS = (0.008, 0.016, 0.025, 0.034)
"""m under the skin to which the layers reach. Drawing conventions."""

WAITING = 0.6  # opacity of a roller that nobody lies on yet, over the body behind it

SHOWN_KPA = 0.5
"""kPa below which a ribbon would be thinner than its outline."""


class Look(Struct, frozen=True):
    """How a kind of roller is drawn inside: radii of rings and hole, as shares of its own."""

    rings: tuple[float, ...]
    hole: float


LOOKS = {
    "solid": Look((0.66, 0.40), 0.12),
    "hollow": Look((0.86, 0.74), 0.62),
    "rigid": Look((0.93,), 0.84),
    "wheel": Look((0.90, 0.80), 0.66),
    "balls": Look((0.35,), 0.0),
}
"""By the look of the product."""


def paint_roller(
    painter: QPainter,
    camera: Camera,
    theme: Theme,
    roller: RollerLoad,
    kind: str,
    lit: bool,
) -> None:
    """Paint the roller; `lit` while it is held or under the pointer."""
    centre, radius = (roller.x, roller.y), roller.radius
    ring = camera.pixels(dent(roller.contact, centre, radius))
    middle, reach = camera.point(centre), radius * camera.scale
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("canvas").darker(140) if theme.name == "dark"
                     else theme.color("floor_line").lighter(125))  # fmt: skip
    painter.drawEllipse(QPointF(middle.x(), camera.floor + 1), reach * 0.7, 2.5)
    painter.setBrush(theme.color("accent" if lit else "roller_line"))
    painter.drawPolygon(polygon(widened(ring, 2.5 if lit else 1.2)))
    shade = QRadialGradient(middle - QPointF(0.3 * reach, 0.35 * reach), 1.7 * reach)
    shade.setColorAt(0, theme.color("roller_light"))
    shade.setColorAt(1, theme.color("roller_dark"))
    painter.setBrush(shade)
    painter.drawPolygon(polygon(ring))
    look = LOOKS[TABLES.products[kind].look]
    painter.setPen(theme.pen("roller_line", 0.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for share in look.rings:
        painter.drawEllipse(middle, share * reach, share * reach)
    if look.hole:
        painter.setBrush(theme.color("roller_core"))
        painter.drawEllipse(middle, look.hole * reach, look.hole * reach)


def paint_gone_roller(painter: QPainter, camera: Camera, theme: Theme, roller: RollerLoad) -> None:
    """Paint where a roller was, as a dashed line."""
    pen = QPen(theme.color("ink3"), max(1.2, theme.lines))
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    reach = roller.radius * camera.scale
    painter.drawEllipse(camera.point((roller.x, roller.y)), reach, reach)


def paint_waiting_roller(
    painter: QPainter, camera: Camera, theme: Theme, roller: Standing, lit: bool, base: QFont
) -> None:
    """Paint where a roller stands that nobody lies on yet: dashed, see-through, a question on it;
    `lit` while it is held or under the pointer."""
    middle, reach = camera.point((roller.x, roller.y)), roller.radius * camera.scale
    veil = theme.color("canvas")
    veil.setAlphaF(WAITING)
    pen = theme.pen("accent" if lit else "roller_line", 2.0)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(veil)
    painter.drawEllipse(middle, reach, reach)
    font = theme.font(base, 12, bold=True)
    font.setPixelSize(max(round(reach), font.pixelSize()))
    painter.setFont(font)
    painter.setPen(theme.color("ink"))
    box = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")


class Ribbon:
    """The pressure on the skin of one pose, in pixels.

    Args:
        profile: pressure along the back.
        roller: for the direction into it.
        camera: pixels.
    """

    def __init__(self, profile: Profile, roller: RollerLoad, camera: Camera) -> None:
        centre = np.array([roller.x, roller.y])
        # one direction for all of it: towards the axis it would close up like a fan
        inward = centre - profile.skin_m[profile.top]
        inward /= np.hypot(*inward)
        self._kpa = profile.pressure_kPa
        self._inner = camera.pixels(profile.skin_m)
        self._inward = inward
        self._way = camera.way
        self._camera, self._skin, self._axis = camera, profile.skin_m, inward
        reach = WITHIN * roller.radius
        depth = MM_PER_KPA * 1e-3 * profile.pressure_kPa
        torn = reach * (1 - TEETH * (np.arange(len(depth)) % 2))
        self._depth = np.where(depth > torn, torn, depth)
        self._outer = self._hanging(self._depth)
        self.top = profile.top
        self.pin = QPointF(*self._outer[self.top])
        self.foot = QPointF(*self._inner[self.top])

    def _hanging(self, depth: np.ndarray | float) -> np.ndarray:
        """Pixels of what hangs so deep (m) from the skin, shape (n, 2)."""
        depths = np.broadcast_to(depth, self._kpa.shape)[:, None]
        return self._camera.pixels(self._skin + depths * self._axis)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the ribbon, its outline, and hatching over what passes the end of the colours."""
        loaded = np.flatnonzero(self._kpa > SHOWN_KPA)
        if not len(loaded):
            return
        beside = 1 if self._way > 0 else 0  # the skin of the front is far off beside the contact
        rows = slice(max(loaded[0] - beside, 0), min(loaded[-1] + 1 + beside, len(self._kpa)))
        shade = self._shade(theme, rows)
        if shade is None:
            return
        painter.setBrush(shade)
        painter.setPen(theme.pen("ink", 1.0))
        painter.drawPolygon(polygon(np.concatenate((self._inner[rows], self._outer[rows][::-1]))))
        self._hatch(painter, theme, self._across)

    @property
    def _across(self) -> np.ndarray:
        """Direction along the skin under the ribbon, px: all of it hangs at right angles to it."""
        return np.array([-self._inward[1], -self._way * self._inward[0]])

    def _shade(self, theme: Theme, rows: slice, strength: float = 1.0) -> QLinearGradient | None:
        """The colours of the pressure along the skin, see-through where it is low if they are no
        stronger than `strength`; None where the skin folds back."""
        inner = self._inner[rows]
        reach = inner @ self._across
        span = float(reach[-1] - reach[0])
        if span <= 0:
            return None
        shade = QLinearGradient(QPointF(*inner[0]), QPointF(*(inner[0] + span * self._across)))
        values = np.interp(SHARES, (reach - reach[0]) / span, self._kpa[rows]).tolist()
        full = TINTED_KPA if strength < 1.0 else 0.0
        shade.setStops(pressure_stops(theme, SHARES, values, strength, full))
        return shade

    def paint_tint(self, painter: QPainter, theme: Theme) -> None:
        """Tint the flesh over the roller by the pressure on its skin, less the deeper it lies."""
        loaded = np.flatnonzero(self._kpa > SHOWN_KPA)
        if len(loaded) < 2:
            return
        rows = slice(loaded[0], loaded[-1] + 1)
        shade = self._shade(theme, rows, TINT)
        if shade is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        for depth in TINT_DEPTHS:
            deep = self._hanging(-depth)[rows]
            painter.drawPolygon(polygon(np.concatenate((self._inner[rows], deep[::-1]))))

    def paint_outline(self, painter: QPainter, theme: Theme) -> None:
        """Paint the edge alone, dashed: what was there before."""
        loaded = np.flatnonzero(self._kpa > SHOWN_KPA)
        if not len(loaded):
            return
        rows = slice(max(loaded[0] - 1, 0), loaded[-1] + 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for token, wide in (("canvas", 3.2), ("ink", 1.6)):
            pen = QPen(theme.color(token), wide)
            pen.setDashPattern([3.0 * 1.6 / wide, 2.0 * 1.6 / wide])
            painter.setPen(pen)
            painter.drawPolyline(polygon(self._outer[rows]))

    def _hatch(self, painter: QPainter, theme: Theme, across: np.ndarray) -> None:
        """Lines from the end of the colours to the edge, as far as the pressure passes it."""
        over_top = MM_PER_KPA * (float(self._kpa.max()) - PRESSURE_TOP_KPA)
        if over_top * self._camera.mm < LEAST_HATCH:
            return
        line = self._hanging(MM_PER_KPA * 1e-3 * PRESSURE_TOP_KPA)
        order = np.argsort(line @ across, kind="stable")
        start, edge = line[order], self._outer[order]
        reach, over = start @ across, self._kpa[order] - PRESSURE_TOP_KPA
        turns = np.flatnonzero(np.diff(over > 0))
        if len(turns) < 2:
            return
        left, right = (
            float(reach[k] + (reach[k + 1] - reach[k]) * over[k] / (over[k] - over[k + 1]))
            for k in (turns[0], turns[-1])
        )
        columns = np.arange(left, right, HATCH)[1:]
        painter.setPen(theme.pen("canvas", 1.0))
        for column in columns:
            top, bottom = (
                QPointF(*(np.interp(column, reach, side[:, k]) for k in (0, 1)))
                for side in (start, edge)
            )
            painter.drawLine(top, bottom)
        border = [left, *columns, right]
        painter.drawPolyline(
            polygon(np.stack([np.interp(border, reach, start[:, k]) for k in (0, 1)], axis=1))
        )

    def paint_isobars(
        self, painter: QPainter, theme: Theme, font: QFont, taken: QRectF, room: Room
    ) -> list[QRectF]:
        """Paint lines across the ribbon where the pressure passes the values of the scale, and
        their numbers beside it, where they do not lie on each other, on `taken` (px) or on what
        has its place in a room.

        Returns:
            Where numbers are.
        """
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        written: list[QRectF] = []
        for value in ISOBARS_KPA:
            colour = theme.color("ink" if value < PRESSURE_TOP_KPA / 2 else "canvas")
            first: QRectF | None = None
            for skin, edge, side in self._crossings(value):
                painter.setPen(QPen(colour, theme.lines))
                painter.drawLine(QPointF(*skin), QPointF(*edge))
                text = f"{value}"
                width, height = metrics.horizontalAdvance(text) + 4, metrics.height() - 2
                out = np.array([0.5 * side * width + side * 2, 0.5 * height - 1])
                middle = edge + out
                box = QRectF(middle[0] - width / 2, middle[1] - height / 2, width, height)
                if first is not None and abs(box.x() - first.x()) < (TWICE + 1) * width:
                    continue
                around = box.adjusted(-AROUND, -AROUND, AROUND, AROUND)
                if any(around.intersects(other) for other in written):
                    continue
                if box.intersects(taken) or room.is_taken(box):
                    continue
                written.append(box)
                first = box
                paint_pill(painter, theme, box, text, font, 3.0)
        return written

    def _crossings(self, value: float) -> list[tuple[np.ndarray, np.ndarray, int]]:
        """Where the pressure passes a value, outermost on each side of the peak: pixels on the skin
        and on the edge of the ribbon, and the side (-1 towards the head)."""
        above = np.flatnonzero(self._kpa >= value)
        if not len(above):
            return []
        found = []
        for row, outside, side in ((above[0], above[0] - 1, -1), (above[-1], above[-1] + 1, 1)):
            if not 0 <= outside < len(self._kpa):
                continue
            share = (self._kpa[row] - value) / (self._kpa[row] - self._kpa[outside])
            skin, edge = (
                line[row] + share * (line[outside] - line[row])
                for line in (self._inner, self._outer)
            )
            found.append((skin, edge, side))
        return found

    def pin_box(self, text: str, font: QFont, bottom: float, theme: Theme) -> QRectF:
        """The pill of the peak, not lower than `bottom` (px)."""
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance(text) + theme.px(14), metrics.height() + 4
        y = min(self.pin.y() + theme.px(30), bottom - height / 2 - 3)
        return QRectF(self.pin.x() - width / 2, y - height / 2, width, height)

    def paint_pin(self, painter: QPainter, theme: Theme) -> None:
        """Paint the place of the peak."""
        painter.setPen(theme.pen("pill", 1.0))
        painter.setBrush(theme.color("on_pill"))
        painter.drawEllipse(self.pin, theme.px(4), theme.px(4))

    def paint_peak(
        self, painter: QPainter, theme: Theme, text: str, font: QFont, box: QRectF
    ) -> None:
        """Paint the place of the peak and its value on a pill."""
        painter.setPen(theme.pen("on_pill", 1.5))
        painter.drawLine(self.pin, box.center())
        self.paint_pin(painter, theme)
        paint_pill(painter, theme, box, text, font, 5.0)
