"""The pressure on the back: its glow, lines of equal pressure, and the numbers of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

from spineviz.drawing.pressure_grid import Back, back, lies_on_back
from spineviz.outcome import Balanced
from spineviz.values import VALUE
from spineviz.window.paint.camera import Camera, any_within, polygon
from spineviz.window.paint.pill import paint_pill
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import PRESSURE_TOP_KPA, Theme, pressure_colour

if TYPE_CHECKING:
    from spineviz.window.back.isobars import Isobar

PEAK = VALUE["peak_kPa"]

PIN_SIDE = 0.205  # m from the mid-plane at which the number of the peak stands
AWAY = 46.0  # px at 100 % up or down from the peak where there is no room beside the trunk
OPAQUE_KPA = 8.0  # kPa from which the glow covers the skin
STEP_KPA = 0.25  # of the colours of the glow
FULL_LINES, THINNEST = 0.45, 0.5
"""px/mm from which isobars have their full width, and what they keep of it in a small picture, in
which they would hide the bones."""


@lru_cache(maxsize=4)
def grid_of(outcome: Balanced | None) -> Back | None:
    """The pressure on an outcome's back, or None where no back lies on a roller."""
    return back(outcome) if lies_on_back(outcome) else None


@lru_cache(maxsize=4)
def isobars_of(grid: Back) -> tuple[Isobar, ...]:
    """The lines of equal pressure of a back."""
    # pyqtgraph takes a third of a second to load: only for those who look at the back
    from spineviz.window.back.isobars import isobars

    return isobars(grid)


class PlatePressure(Struct, frozen=True, eq=False):
    """The pressure of an outcome on its plate, as a camera sees it.

    Attributes:
        grid: the pressure. peak_kPa: its highest, as it is told.
        base: font of the numbers.
    """

    grid: Back
    peak_kPa: float
    theme: Theme
    camera: Camera
    base: QFont

    def paint_glow(self, painter: QPainter) -> None:
        """Paint how it shines through the skin."""
        grid, camera = self.grid, self.camera
        corner = camera.point((grid.along_m[0], 1e-3 * grid.across_mm[-1]))
        opposite = camera.point((grid.along_m[-1], 1e-3 * grid.across_mm[0]))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(corner, opposite), glow(self.theme, grid))

    def paint_lines(self, painter: QPainter) -> None:
        """Paint the isobars."""
        theme, camera = self.theme, self.camera
        lines = [
            polygon(camera.pixels(line)) for each in isobars_of(self.grid) for line in each.lines
        ]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        thin = min(max(camera.mm / FULL_LINES, THINNEST), 1.0)
        for pen in (theme.pen("canvas", 2.8 * thin), theme.pen("ink", 1.2 * thin)):
            painter.setPen(pen)
            for line in lines:
                painter.drawPolyline(line)

    def paint_numbers(
        self, painter: QPainter, band: QRectF, skins: Sequence[np.ndarray], room: Room
    ) -> None:
        """Paint the numbers of the isobars, and the pin at the peak.

        Args:
            band: px, of the roller. skins: outlines of trunk, arms and thighs, px, shape (n, 2).
            room: what is left for words; what is written here is taken from it.
        """
        theme, camera = self.theme, self.camera
        small, bold = (theme.font(self.base, size, bold=True) for size in (10, 12))
        metrics, large = QFontMetricsF(small), QFontMetricsF(bold)
        spot = camera.point(self.grid.peak_m)
        text = f"{PEAK.word} {PEAK.text(self.peak_kPa)}"
        pill = QSizeF(large.horizontalAdvance(text) + theme.px(14), large.height() + 4)
        room.take(QRectF(spot.x() - 5, spot.y() - 5, 10, 10))
        labels = []
        for each in isobars_of(self.grid):
            at = camera.pixels(each.label[None, :])[0]
            written = f"{each.kpa}"
            label = QRectF(0, 0, metrics.horizontalAdvance(written) + 6, metrics.height())
            label.moveCenter(QPointF(*at))
            if room.is_free(label):
                labels.append(room.take(label))
                paint_pill(painter, self.theme, label, written, small)
        pins = [pin for pin in self._pins(spot, pill, band) if room.is_free(pin)]
        clear = [pin for pin in pins if not any(crosses(spot, pin, each) for each in labels)]
        bare = [pin for pin in clear if not any(any_within(skin, pin) for skin in skins)]
        box = next(iter(bare or clear or pins), None)
        if box is not None:
            painter.setPen(theme.pen("on_pill", 3.0))
            painter.drawLine(spot, box.center())
            painter.setPen(theme.pen("pill", 1.3))
            painter.drawLine(spot, box.center())
            paint_pill(painter, self.theme, box, text, bold)
        painter.setPen(theme.pen("pill", 1.0))
        painter.setBrush(theme.color("on_pill"))
        painter.drawEllipse(spot, theme.px(3.5), theme.px(3.5))

    def _pins(self, spot: QPointF, size: QSizeF, band: QRectF) -> Iterator[QRectF]:
        """Where the number of the peak can stand: beside the trunk, next to the roller."""
        camera, half = self.camera, PIN_SIDE
        gap = self.theme.px(6)
        for across in (half, -half):
            y = camera.y(across) - (size.height() if across > 0 else 0.0)
            y += -gap if across > 0 else gap
            for x in (band.right() + gap, band.left() - gap - size.width()):
                yield QRectF(QPointF(x, y), size)
        # where the trunk fills the picture, over the skin beside the roller
        for away in (AWAY, -AWAY):
            y = spot.y() + self.theme.px(away) - size.height() / 2
            yield QRectF(QPointF(band.right() + gap, y), size)


def crosses(spot: QPointF, pin: QRectF, label: QRectF) -> bool:
    """Whether the line from a spot to the middle of a pin runs through a label."""
    line = QLineF(spot, pin.center())
    return any(label.contains(line.pointAt(share)) for share in np.linspace(0, 1, 50).tolist())


@lru_cache(maxsize=4)
def _colours(theme: Theme) -> np.ndarray:
    """Colours of the glow, `STEP_KPA` apart, shape (n, 4), premultiplied by their opacity."""
    steps = np.arange(0, PRESSURE_TOP_KPA + STEP_KPA, STEP_KPA)
    rgb = np.array([pressure_colour(theme, float(step)).getRgb()[:3] for step in steps])  # type: ignore[index]
    through = np.minimum(steps / OPAQUE_KPA, 1.0)[:, None]
    made: np.ndarray = np.round(np.hstack((rgb * through, 255 * through))).astype(np.uint8)
    return made


@lru_cache(maxsize=4)
def glow(theme: Theme, grid: Back) -> QImage:
    """The pressure as an image: columns along the floor, rows from the person's right."""
    table = _colours(theme)
    index = np.clip(np.round(grid.shown_kPa / STEP_KPA), 0, len(table) - 1).astype(int)
    pixels = np.ascontiguousarray(table[index.T[::-1]])
    height, width = pixels.shape[:2]
    kind = QImage.Format.Format_RGBA8888_Premultiplied
    return QImage(pixels.data, width, height, 4 * width, kind).copy()
