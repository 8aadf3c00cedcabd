"""Paints the cross-section of one outcome: roller, trunk, pressure, force."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPen

from spineviz.drawing.across import across
from spineviz.drawing.section import Part, Section, section_at
from spineviz.outcome import Rolled
from spineviz.simulation.roller import coat, shape_of
from spineviz.values import VALUE
from spineviz.window.figure.contact_painter import SHOWN_KPA
from spineviz.window.paint.camera import Camera, polygon
from spineviz.window.paint.theme import (
    LIGHT,
    PRESSURE_TOP_KPA,
    TISSUE_COLOUR,
    Theme,
    blend,
    pressure_colour,
)
from spineviz.window.section.section_flow import MM_PER_N, arrows

PEAK = VALUE["peak_kPa"]

CUT_KPA = 1.15 * PRESSURE_TOP_KPA
"""kPa at which the ribbon of the section is cut off: it stays inside the roller, the pin has the
number."""

MM_PER_KPA = 0.58
"""mm that the ribbon is thick for each kPa in the section; fixed, so that pictures compare."""

SHOULDER = 0.006  # m, rounding of the roller's ends
UNDER = 0.088  # m of the roller that are in view below its top: room for the highest ribbon
SIDE = 0.012  # m of free room beside the widest part

SCALE_N, SCALE_KPA = 100.0, 40.0
ARROW_TEXT, RIBBON_TEXT = f"{SCALE_N:.0f} N", f"{SCALE_KPA:.0f} kPa"
"""What the two samples of the scales beside the roller stand for."""

STOPS = 40  # of the ribbon's gradient: finer than its strips

EDGE = 10.0  # px from the edge to the words beside the picture

PEN_MM = 0.8  # px/mm at which lines have the widths below


class Cut:
    """The cross-section of one outcome, whatever theme and size.

    Attributes:
        section: outlines, m ahead of the vertebral body.
        across: pressure and skin across the back.
        arrows: of the force that enters.
    """

    def __init__(self, outcome: Rolled) -> None:
        self.across = across(outcome)
        self.peak_kPa = outcome.roller.peak_kPa
        self.level = outcome.roller.place.nearest
        self._radius = outcome.roller.radius
        self._scene = outcome.scene
        self._middle = self.across.centre_m
        back = np.stack((self.across.across_m, self.across.surface_m - self._middle), axis=1)
        self.section: Section = section_at(outcome.person, outcome.scene, self.across.level, back)
        self.arrows = arrows(outcome.roller.contact, self.section, back)
        levels = outcome.person.levels
        # the same for every place of the roller, so that the picture does not change its scale
        self._tall = self._radius + float(np.max(levels.skin_depth)) + 0.004

    @property
    def _width(self) -> float:
        """Width of the roller, m."""
        return shape_of(self._scene).width

    @property
    def _groove(self) -> float:
        """Width of the gap in the middle of the roller, m."""
        return shape_of(self._scene).groove

    def words(self) -> str:
        """What the picture shows, in a sentence."""
        side = float(self.across.across_m[self.across.top]) * 1e3
        where = (
            "in the middle"
            if abs(side) < 12
            else f"{abs(side):.0f} mm to the " + ("left" if side > 0 else "right")
        )
        return (
            f"Cut at {self.level}, seen from the feet. Across the back the pressure is highest"
            f" {where}: {PEAK.text(self.peak_kPa)}."
        )

    def paint(self, painter: QPainter, theme: Theme, room: QRectF, font: QFont) -> None:
        """Paint into a box."""
        widest = max(float(np.ptp(self.section.skin[:, 0])), 0.33, self._width) + 2 * SIDE
        beside = QFontMetricsF(theme.font(font, 12)).horizontalAdvance(RIBBON_TEXT) + EDGE
        across = min(room.width() / widest, (room.width() - 2 * beside) / (self._width + SIDE))
        scale = min(across, room.height() / (self._tall - self._radius + UNDER))
        floor = room.bottom() + (self._radius - UNDER) * scale
        camera = Camera(scale, room.center().x(), floor)
        body = Camera(scale, room.center().x(), floor - self._middle * scale)
        line = max(scale * 1e-3 / PEN_MM, 0.7) * theme.lines
        self._paint_roller(painter, theme, camera, room, line)
        for part in self.section.parts:
            self._paint_part(painter, theme, body, part, line)
        self._paint_ribbon(painter, theme, camera, line)
        for arrow in self.arrows:
            token = TISSUE_COLOUR[arrow.tissue]
            painter.setBrush(theme.color(token))
            painter.setPen(QPen(_edge(theme, token), 0.8 * theme.lines))
            painter.drawPolygon(body.polygon(arrow.outline))
        self._paint_level(painter, theme, body, font)
        self._paint_pin(painter, theme, camera, room, font)
        self._paint_words(painter, theme, camera, room, font)

    def _roller_top(self) -> np.ndarray:
        """Upper edge of the roller from left to right, m over its axis, pressed in by the skin."""
        half = self._width / 2
        at = np.linspace(-half, half, 161)
        slices = half / 160  # m, half as wide as the points are apart
        free, covered = shape_of(self._scene).facing(at - slices, at + slices)
        free = np.where(covered > 0, free, 0.0)
        free -= SHOULDER * np.clip(1 - (half - np.abs(at)) / SHOULDER, 0, 1) ** 2
        free = np.maximum(free, self._radius - UNDER - 0.02)
        a = self.across
        skin = np.interp(at, a.across_m, a.surface_m, left=np.inf, right=np.inf)
        return np.stack((at, np.minimum(free, skin)), axis=1)

    def _paint_roller(
        self, painter: QPainter, theme: Theme, camera: Camera, room: QRectF, line: float
    ) -> None:
        top = self._roller_top()
        low = self._radius - UNDER - 0.02
        edge = np.vstack((top, (top[-1, 0], low), (top[0, 0], low)))
        shade = QLinearGradient(0, camera.y(self._radius), 0, room.bottom())
        shade.setColorAt(0, theme.color("roller_light"))
        shade.setColorAt(1, theme.color("roller_dark"))
        painter.setBrush(shade)
        painter.setPen(QPen(theme.color("roller_line"), 1.5 * line))
        painter.drawPolygon(camera.polygon(edge))
        soft = coat(self._scene.roller_kind, self._scene.roller_diameter_mm * 1e-3)
        painter.setPen(QPen(blend(theme.roller_dark, theme.roller_line, 0.45), 0.9 * line))
        if soft.depth > 0.0:
            height = camera.y(self._radius - soft.depth)
            painter.drawLine(
                QPointF(camera.x(top[0, 0]), height), QPointF(camera.x(top[-1, 0]), height)
            )

    def _paint_part(
        self, painter: QPainter, theme: Theme, camera: Camera, part: Part, line: float
    ) -> None:
        fill, edge, width = _looks(theme)[part.kind]
        outline = camera.polygon(part.points)
        painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
        if part.kind == "skin":
            box = outline.boundingRect()
            shade = QLinearGradient(box.topLeft(), box.bottomLeft())
            shade.setColorAt(0, theme.color("skin_top"))
            shade.setColorAt(1, theme.color("skin_bottom"))
            painter.setBrush(shade)
        if edge is None:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(QPen(edge, width * line))
        if part.kind == "seam":
            painter.drawPolyline(outline)
        else:
            painter.drawPolygon(outline)

    def _paint_ribbon(self, painter: QPainter, theme: Theme, camera: Camera, line: float) -> None:
        a = self.across
        depth = MM_PER_KPA * 1e-3 * np.minimum(a.ribbon_kPa, CUT_KPA)
        inner = camera.pixels(np.stack((a.across_m, a.surface_m), axis=1))
        outer = camera.pixels(np.stack((a.across_m, a.surface_m - depth), axis=1))
        # a strip of skin can be wider than the roller; the pressure lies where the roller is
        aside = np.abs(a.across_m)
        meets = (aside <= self._width / 2) & (aside >= self._groove / 2)
        loaded = np.concatenate(([False], meets & (a.ribbon_kPa > SHOWN_KPA), [False]))
        changes = np.flatnonzero(loaded[1:] != loaded[:-1])
        painter.setPen(QPen(theme.color("ink"), 1.2 * line))
        for start, end in zip(changes[::2], changes[1::2], strict=True):
            if end - start < 3:
                continue
            rows = slice(start, end)
            left, right = inner[start], inner[end - 1]
            shade = QLinearGradient(left[0], 0, right[0], 0)
            shares = np.linspace(0, 1, STOPS)
            places = start + shares * (end - 1 - start)
            values = np.interp(places, np.arange(len(a.ribbon_kPa)), a.ribbon_kPa)
            for share, value in zip(shares.tolist(), values.tolist(), strict=True):
                shade.setColorAt(share, pressure_colour(theme, value))
            painter.setBrush(QBrush(shade))
            painter.drawPolygon(polygon(np.concatenate((inner[rows], outer[rows][::-1]))))

    def _paint_level(self, painter: QPainter, theme: Theme, camera: Camera, font: QFont) -> None:
        """Write the level on the vertebral body, where there is room."""
        small = theme.font(font, 11, bold=True)
        (body,) = self.section.of("body")
        box = camera.polygon(body.points).boundingRect()
        metrics = QFontMetricsF(small)
        room = 0.62 * box.height()
        if metrics.height() > room or metrics.horizontalAdvance(self.level) > 0.7 * box.width():
            return
        painter.setFont(small)
        painter.setPen(LIGHT.color("ink"))
        painter.drawText(
            box.translated(0, -0.1 * box.height()), Qt.AlignmentFlag.AlignCenter, self.level
        )

    def _paint_pin(
        self, painter: QPainter, theme: Theme, camera: Camera, room: QRectF, font: QFont
    ) -> None:
        a = self.across
        top = a.top
        # the middle of the strip that carries the peak
        lower = np.flatnonzero(a.pressure_kPa[top:] < 0.999 * a.pressure_kPa[top])
        top += int(lower[0] - 1) // 2 if len(lower) else 0
        depth = MM_PER_KPA * 1e-3 * min(float(a.ribbon_kPa[top]), CUT_KPA)
        pin = camera.point((a.across_m[top], a.surface_m[top] - depth))
        bold = theme.font(font, 13, bold=True)
        metrics = QFontMetricsF(bold)
        text = f"{PEAK.word} {PEAK.text(self.peak_kPa)}"
        width, height = metrics.horizontalAdvance(text) + 14, metrics.height() + 4
        x = min(max(pin.x(), room.left() + width / 2 + 4), room.right() - width / 2 - 4)
        y = pin.y() + height / 2 + 12
        edge = (
            room.right() - EDGE - QFontMetricsF(theme.font(font, 12)).horizontalAdvance(RIBBON_TEXT)
        )
        if y + height / 2 + 4 > room.bottom():  # no room below: beside it
            y = room.bottom() - height / 2 - 4
            if pin.x() + width + 22 > edge:
                text = PEAK.text(self.peak_kPa)
                width = metrics.horizontalAdvance(text) + 10
            x = pin.x() + width / 2 + 12
        painter.setPen(QPen(theme.color("on_pill"), 1.5 * theme.lines))
        painter.drawLine(pin, QPointF(x, y))
        box = QRectF(x - width / 2, y - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("pill"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QPen(theme.color("pill"), theme.lines))
        painter.setBrush(theme.color("on_pill"))
        painter.drawEllipse(pin, 3.5, 3.5)
        painter.setPen(theme.color("on_pill"))
        painter.setFont(bold)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(
        self, painter: QPainter, theme: Theme, camera: Camera, room: QRectF, font: QFont
    ) -> None:
        """Sides, and how thick an arrow and the ribbon are."""
        small = theme.font(font, 12)
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        ink = theme.color("ink2")
        painter.setPen(ink)
        high = camera.y(self._middle + 0.4 * (self._tall - self._middle)) + metrics.ascent() / 2
        left, right = room.left() + EDGE, room.right() - EDGE
        painter.drawText(QPointF(left, high), "right")
        painter.drawText(QPointF(right - metrics.horizontalAdvance("left"), high), "left")

        base = room.bottom() - EDGE / 2 - metrics.descent()
        painter.drawText(QPointF(left, base), ARROW_TEXT)
        wide = metrics.horizontalAdvance(RIBBON_TEXT)
        painter.drawText(QPointF(right - wide, base), RIBBON_TEXT)
        above = base - metrics.ascent() - 3
        across = SCALE_N * MM_PER_N * camera.mm
        x = left + metrics.horizontalAdvance(ARROW_TEXT) / 2
        tall = 2.4 * across + 6
        sign = np.array(
            [(-0.5, 0), (-0.5, 1.4), (-0.95, 1.4), (0, 2.4), (0.95, 1.4), (0.5, 1.4), (0.5, 0)]
        )
        sign = sign * (across, -tall / 2.4) + (x, above)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("path_soft"))
        painter.setPen(QPen(_edge(theme, "path_soft"), 0.8 * theme.lines))
        painter.drawPolygon(polygon(sign))
        thick = SCALE_KPA * MM_PER_KPA * camera.mm
        bar = QRectF(right - wide / 2 - theme.px(7), above - thick, theme.px(14), thick)
        painter.setBrush(pressure_colour(theme, SCALE_KPA))
        painter.setPen(QPen(theme.color("ink"), theme.lines))
        painter.drawRect(bar)


def _edge(theme: Theme, token: str) -> QColor:
    """The thin line round an arrow, by which it stands out from bone and muscle."""
    return theme.color("path_edge") if theme.name == "dark" else theme.color(token).darker(135)


Look = tuple[QColor | None, QColor | None, float]
"""Fill, line, and width of the line in px at `PEN_MM`."""


@lru_cache(maxsize=4)
def _looks(theme: Theme) -> dict[str, Look]:
    """How each kind of part is painted; `None` for none."""
    t = theme
    muscle = t.color("muscle"), t.color("muscle_line"), 0.9
    return {
        "skin": (None, t.color("skin_line"), 1.6),
        "wall": (blend(t.muscle, t.skin_top, 0.4), blend(t.muscle_line, t.skin_top, 0.3), 0.7),
        "cavity": (blend(t.skin_top, t.canvas, 0.5), None, 0.0),
        "lung": (blend(t.skin_top, t.curvature, 0.13), blend(t.skin_top, t.curvature, 0.3), 0.7),
        "heart": (blend(t.skin_top, t.muscle, 0.5), t.color("muscle_line"), 0.7),
        "artery": (blend(t.muscle, t.skin_top, 0.1), t.color("muscle_line"), 0.7),
        "vein": (blend(t.disc, t.skin_top, 0.25), t.color("disc_line"), 0.5),
        "gut": (blend(t.skin_bottom, t.far_bone, 0.4), t.color("far_skin_line"), 0.7),
        "psoas": muscle,
        "quadratus": muscle,
        "erector": muscle,
        "seam": (None, t.color("muscle_line"), 0.8),
        "rib": (t.color("rib"), t.color("rib_line"), 1.1),
        "cartilage": (t.color("cartilage"), t.color("cartilage_line"), 1.0),
        "sternum": (t.color("bone"), t.color("bone_line"), 1.1),
        "blade": (blend(t.rib, t.scapula, 0.35), t.color("scapula"), 1.5),
        "arch": (t.color("bone_shade"), t.color("bone_line"), 1.05),
        "facet": (t.color("cartilage"), t.color("bone_line"), 0.7),
        "body": (t.color("bone"), t.color("bone_line"), 1.2),
        "core": (blend(t.bone, t.bone_shade, 0.55), None, 0.0),
        "canal": (blend(t.bone, LIGHT.panel, 0.6), t.color("bone_line"), 0.9),
        "cord": (t.color("cord"), t.color("bone_line"), 0.8),
    }
