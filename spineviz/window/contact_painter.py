"""Paints the roller, flattened by the body, and the pressure between the two as a ribbon."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPen,
    QRadialGradient,
)

from spineviz.anatomy.outline.figure import dent
from spineviz.outcome import Contact, Geometry
from spineviz.products import PRODUCTS
from spineviz.session.profile import Profile
from spineviz.window.camera import Camera, polygon, widened
from spineviz.window.theme import PRESSURE_TOP_KPA, Theme, pressure_colour

MM_PER_KPA = 0.62
"""mm that the ribbon is thick for each kPa; fixed, so that pictures compare."""

CUT_KPA = 1.15 * PRESSURE_TOP_KPA
"""kPa at which the ribbon is cut off flat: it stays inside the roller, the pin has the number."""

RINGS = {"solid": (0.40,), "hollow": (0.74,), "rigid": (0.93,), "wheel": (0.86,), "balls": ()}
"""Circles on the end of a roller, in its radius, by the look of the product."""

HOLE = {"hollow": 0.62, "wheel": 0.8}
"""The same for the hole through it, where it is more than a dot."""

STOPS = 32  # of the gradient: finer than the pads

SHOWN_KPA = 0.5
"""kPa below which a ribbon would be thinner than its outline."""


def paint_roller(
    painter: QPainter,
    camera: Camera,
    theme: Theme,
    geometry: Geometry,
    contact: Contact,
    kind: str,
    lit: bool,
) -> None:
    """Paint the roller; `lit` while it is held or under the pointer."""
    centre = (geometry.roller_x, geometry.roller_y)
    radius = geometry.roller_radius
    ring = camera.pixels(dent(contact, centre, radius))
    middle, reach = camera.point(centre), radius * camera.scale
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("floor_line").lighter(125) if theme.name == "light"
                     else theme.color("canvas").darker(140))  # fmt: skip
    painter.drawEllipse(QPointF(middle.x(), camera.floor + 1), reach * 0.7, 2.5)
    painter.setBrush(theme.color("accent" if lit else "roller_line"))
    painter.drawPolygon(polygon(widened(ring, 2.5 if lit else 1.2)))
    shade = QRadialGradient(middle - QPointF(0.3 * reach, 0.35 * reach), 1.7 * reach)
    shade.setColorAt(0, theme.color("roller_light"))
    shade.setColorAt(1, theme.color("roller_dark"))
    painter.setBrush(shade)
    painter.drawPolygon(polygon(ring))
    look = PRODUCTS[kind].look
    rings = RINGS[look]
    painter.setPen(QPen(theme.color("roller_line"), 0.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for share in rings:
        painter.drawEllipse(middle, share * reach, share * reach)
    hole = HOLE.get(look, 0.12)
    painter.setBrush(theme.color("roller_core"))
    painter.drawEllipse(middle, hole * reach, hole * reach)


class Ribbon:
    """The pressure on the skin of one pose, in pixels.

    Args:
        profile: pressure along the back.
        geometry: for the direction into the roller.
        camera: pixels.
    """

    def __init__(self, profile: Profile, geometry: Geometry, camera: Camera) -> None:
        centre = np.array([geometry.roller_x, geometry.roller_y])
        # one direction for all of it: towards the axis it would close up like a fan
        inward = centre - profile.skin_m[profile.top]
        inward /= np.hypot(*inward)
        self._kpa = profile.pressure_kPa
        self._inner = camera.pixels(profile.skin_m)
        self._inward = inward
        depth = MM_PER_KPA * 1e-3 * np.minimum(profile.pressure_kPa, CUT_KPA)[:, None]
        self._outer = camera.pixels(profile.skin_m + depth * inward)
        self.top = profile.top
        self.pin = QPointF(*self._outer[self.top])
        self.foot = QPointF(*self._inner[self.top])

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the ribbon and its outline."""
        loaded = np.flatnonzero(self._kpa > SHOWN_KPA)
        if not len(loaded):
            return
        rows = slice(max(loaded[0] - 1, 0), min(loaded[-1] + 2, len(self._kpa)))
        inner, outer = self._inner[rows], self._outer[rows]
        # all of it hangs in one direction, so one gradient across that direction colours it
        across = np.array([-self._inward[1], -self._inward[0]])
        reach = inner @ across
        span = float(reach[-1] - reach[0])
        if span <= 0:
            return
        shade = QLinearGradient(QPointF(*inner[0]), QPointF(*(inner[0] + span * across)))
        shares = np.linspace(0, 1, STOPS)
        values = np.interp(shares, (reach - reach[0]) / span, self._kpa[rows])
        for share, value in zip(shares, values, strict=True):
            shade.setColorAt(share, pressure_colour(theme, value))
        painter.setBrush(shade)
        painter.setPen(QPen(theme.color("ink"), 1.0))
        painter.drawPolygon(polygon(np.concatenate((inner, outer[::-1]))))

    def paint_pin(
        self, painter: QPainter, theme: Theme, text: str, font: QFont, bottom: float
    ) -> None:
        """Paint the pin at the peak and its value on a pill, not lower than `bottom` (px)."""
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance(text) + 14, metrics.height() + 4
        x, y = self.pin.x(), min(self.pin.y() + 30, bottom - height / 2 - 3)
        painter.setPen(QPen(theme.color("on_pill"), 1.5))
        painter.drawLine(self.pin, QPointF(x, y))
        painter.setPen(QPen(theme.color("pill"), 1.0))
        painter.setBrush(theme.color("on_pill"))
        painter.drawEllipse(self.pin, 4, 4)
        box = QRectF(x - width / 2, y - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("pill"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(theme.color("on_pill"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
