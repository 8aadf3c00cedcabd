"""Paints a cut across the body: roller, trunk, pressure on the skin, and where the force goes."""

from __future__ import annotations

from itertools import combinations, pairwise, product

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QLinearGradient,
    QPainter,
    QPen,
    QPolygonF,
)

from spineviz.drawing.bone_loads import (
    CAGE,
    LIT_FROM_N,
    RECEIVERS,
    SPINE,
    bone_loads,
)
from spineviz.drawing.laid_section import BLADES, M_PER_NEWTON, EntryStream, LaidSection, laid
from spineviz.drawing.section import Part
from spineviz.drawing.whole_numbers import whole_percent
from spineviz.outcome import Rolled
from spineviz.simulation.roller import shape_of
from spineviz.values import VALUE, written
from spineviz.window.paint.camera import Camera, polygon
from spineviz.window.paint.picture import as_it_was
from spineviz.window.paint.scales import FORCE, PRESSURE, paint_scale
from spineviz.window.paint.theme import (
    LIGHT,
    Theme,
    lit_bone,
    pressure_stops,
)
from spineviz.window.paint.typeface import metrics_of
from spineviz.window.section.section_looks import (
    BONE_KINDS,
    PEN_MM,
    looks_of,
    shaded_body,
    way_colour,
)
from spineviz.window.section.section_sums import BLOCK, BLOCK_HEIGHT, EDGE, SMALLEST, Sums
from spineviz.words.language import say
from spineviz.words.sentences import receiver_names, under

PEAK = VALUE["peak_kPa"]

SHOWN_KPA = 0.5  # below it the skin shows
SKIN_BAND = 3.5e-3  # m, how thick the colour of the pressure lies on the skin
GLOW, LAYERS = 0.022, 5  # m into the body that the pressure glows, and in how many layers
FULL_KPA = 9.0  # from which the glow is as strong as it gets; drawing convention

NAMED = 0.02
"""Share of it from which a stream has its number. ASSUMED: less is nothing that a class asks."""

SUNK = 0.014  # m that a body sinks into most rollers; where it sinks deeper, the roller has more
PRESSED = 0.012  # m by which tissue under load is at least thinner. ASSUMED; none is cut for it
UNDER = 0.016  # m of the roller in view below what sinks into it where it has no words
SIDE = 0.012  # m of free room beside the widest part

SCALE_N = 100.0
SAMPLE = f"{SCALE_N:.0f}\u202fN"
"""What the sample of a stream's width stands for."""

MIDDLE_MM = 12.0  # mm beside the mid-plane up to which a place is said to be in the middle
CLOSE = 0.8  # of the height of type, from one row of numbers to the next: digits hang nowhere
ASIDE = 0.0, 8.0, 13.0, 18.0  # px that a pair of numbers is moved apart, the further the less room
SLACK = 3.0  # px that one number may stand further than the one under or over it
APART = 8.0  # px between two numbers
CHIPS = {CAGE: "cage_ink", SPINE: "spine_ink"}
"""Grounds of numbers that are read better on a darker colour than that of their stream."""
DARK_CHIP = 0.42  # lightness of a ground under which digits on it are white
DIGITS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
PIN = 6.0  # px, height of the sign at the place of the peak

STOPS = 28  # of a gradient along the skin: about as fine as the strips
SHARES = tuple(np.linspace(0, 1, STOPS).tolist())

GAP = 5.0  # px around the words of the peak beside the roller
SMALLER = 0.8  # share of its size that is left to a body beside sums
SCALES = 130.0  # px at 100 %, width of a scale of colours


class Cut:
    """The cut through one outcome, whatever theme and size.

    Attributes:
        laid: what is drawn.
        peak_kPa: of the outcome. level: next to the roller.
        names: of what lies behind the skin.
    """

    def __init__(self, outcome: Rolled) -> None:
        self.laid: LaidSection = laid(outcome)
        self.across = self.laid.across
        self.peak_kPa = outcome.roller.peak_kPa
        self.level = outcome.roller.place.nearest
        self.place = under(outcome.roller.place)
        self.force_N = outcome.roller.force_N
        self.received_N = dict(zip(RECEIVERS, bone_loads(outcome).received_N.tolist(), strict=True))
        self.names = receiver_names(outcome.person.face_down)
        self._percent = whole_percent(outcome).behind
        self._sums = Sums(self._percent, self.names, self.laid.streams, self.force_N)
        self._radius = outcome.roller.radius
        shape = shape_of(outcome.scene)
        self._width, self._groove = shape.width, shape.groove
        self._lean = outcome.scene.lean_deg
        levels = outcome.person.levels
        self._drawn, self._pressed = self._wide_enough(), self._under_the_roller()
        # the same for most places of the roller, so that the picture does not change its scale
        deepest = float(np.max(levels.skin_depth)) - PRESSED
        slope = abs(np.sin(np.radians(self._lean))) * 0.16
        above = float(self.laid.skin[:, 1].max()) - self._radius
        self._lowest = min(
            (float(s.outline[:5, 1].min()) for s in self._drawn), default=self._radius
        )
        self._sunk = max(SUNK, self._radius - self._lowest)
        self._tall = max(deepest + slope, above) + 0.004 + self._sunk

    def words(self) -> str:
        """What the picture shows, in sentences."""
        side = float(self.across.across_m[self.across.top]) * 1e3
        where = "middle" if abs(side) < MIDDLE_MM else "left" if side > 0 else "right"
        peak = say(f"section.peak.{where}", side=abs(side), peak=PEAK.text(self.peak_kPa))
        return say("section.cut", place=self.place, sums=self.sums(), peak=peak)

    def sums(self) -> str:
        """Where the force goes, e.g. "Ribs and blades 44 %, onto the spine 56 %"; largest first."""
        known = sorted(self.received_N.items(), key=lambda each: -each[1])
        words = [
            f"{self.names[name].lower()} {written(self._percent[name], 0, '%')}"
            for name, _ in known
            if self._percent[name]
        ]
        text = " · ".join(words)
        return text[:1].upper() + text[1:]

    def size(self) -> tuple[float, float]:
        """Width and height of the body and the roller down to where it sinks to, m."""
        return max(float(np.ptp(self.laid.skin[:, 0])), 0.36, self._width) + 2 * SIDE, self._tall

    def paint(
        self,
        painter: QPainter,
        theme: Theme,
        room: QRectF,
        font: QFont,
        within: tuple[float, float] | None = None,
        bare: bool = False,
    ) -> None:
        """Paint into a box; `within` is the size (m) that has to fit, that of the cut without; a
        bare one has no words."""
        widest, tall = within or self.size()
        small = theme.font(font, 12)
        metrics = metrics_of(small)
        blocks = not bare and self._blocks_fit(theme, room, widest, tall)
        rows = 2 * CLOSE * metrics.height() + 5  # of newtons
        peak = self._peak_size(theme, font, rows=1)
        words = 0.0 if bare else rows + peak.height()
        tall += UNDER if bare else 0.0
        free = room.width() - (2 * theme.px(BLOCK) if blocks else 0.0)
        scale = min(free / widest, (room.height() - words) / tall)
        middle = room.center().x()
        if not (bare or blocks):  # words of the peak beside the roller leave the body more height
            aside = self._peak_size(theme, font, rows=2)
            used = aside.width() + 2 * GAP
            beside = min((free - used) / widest, (room.height() - rows) / tall)
            if beside > scale:
                scale, words, peak = beside, rows, aside
                middle = max(middle, room.left() + used + widest * scale / 2)
        floor = room.bottom() - words + (self._radius - self._sunk) * scale
        camera = Camera(scale, middle, floor)
        line = max(scale * 1e-3 / PEN_MM, 0.7) * theme.lines
        with as_it_was(painter):
            painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
            self._paint_roller(painter, theme, camera, room, line)
            self._paint_body(painter, theme, camera, line)
            self._paint_skin_band(painter, theme, camera)
        if bare:
            return
        self._paint_level(painter, theme, camera, font)
        self._paint_tip(painter, theme, camera, small)
        place = QRectF(room.center().x() - peak.width() / 2, 0, peak.width(), peak.height())
        if words == rows:
            place.moveLeft(room.left() + GAP)
        place.moveBottom(room.bottom() - 2)
        self._paint_newtons(painter, theme, camera, place, font)
        if blocks:
            self._sums.paint(painter, theme, room, font)
        self._paint_words(painter, theme, camera, room, small, blocks, peak_under=words > rows)

    def _blocks_fit(self, theme: Theme, room: QRectF, widest: float, tall: float) -> bool:
        """Whether the sums fit beside the body that is hardly smaller for them."""
        scale = room.height() / (tall + 2 * UNDER)
        return room.height() >= theme.px(
            BLOCK_HEIGHT
        ) and room.width() - SMALLER * widest * scale >= 2 * theme.px(BLOCK)

    def _paint_roller(
        self, painter: QPainter, theme: Theme, camera: Camera, room: QRectF, line: float
    ) -> None:
        top = self.laid.roller_top
        low = camera.floor - room.bottom() - 4.0
        low = low / camera.scale
        edge = np.vstack((np.maximum(top, (-np.inf, low)), (top[-1, 0], low), (top[0, 0], low)))
        shade = QLinearGradient(0, camera.y(self._radius), 0, room.bottom())
        shade.setColorAt(0, theme.color("roller_light"))
        shade.setColorAt(1, theme.color("roller_dark"))
        painter.setBrush(shade)
        painter.setPen(QPen(theme.color("roller_line"), 1.5 * line))
        painter.drawPolygon(camera.polygon(edge))

    def _paint_body(self, painter: QPainter, theme: Theme, camera: Camera, line: float) -> None:
        """From the skin inwards: muscle, pressure, streams, and the bones that they enter."""
        laid = self.laid
        looks, lit_line = looks_of(theme), theme.color("lit_line")
        bones = next((n for n, p in enumerate(laid.parts) if p.kind in BONE_KINDS), len(laid.parts))
        outlines = camera.polygons([part.points for part in laid.parts])
        streams = camera.polygons([stream.outline for stream in self._drawn])
        for row, (part, outline) in enumerate(zip(laid.parts, outlines, strict=True)):
            if row == bones:
                self._paint_entering(painter, theme, camera, line, streams)
            fill, edge, width = looks[part.kind]
            newtons = laid.loads[row]
            if row >= bones and newtons > 0.0 and fill is not None and part.kind != "core":
                fill = lit_bone(theme, "bone_shade" if part.kind == "arch" else "bone", newtons)
                if newtons >= LIT_FROM_N:
                    edge = lit_line
            if part.kind == "skin":
                box = outline.boundingRect()
                shade = QLinearGradient(box.topLeft(), box.bottomLeft())
                shade.setColorAt(0, theme.color("skin_top"))
                shade.setColorAt(1, theme.color("skin_bottom"))
                painter.setBrush(shade)
            elif part.kind == "core" and edge is None and fill is not None:
                edge, fill = theme.color("bone_line"), None
                width = 0.6
                painter.setBrush(Qt.BrushStyle.NoBrush)
            elif part.kind in ("rib", "cartilage") and laid.pieces:
                self._paint_pieces(painter, theme, camera, part)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            elif part.kind == "body" and newtons >= LIT_FROM_N:
                painter.setBrush(shaded_body(theme, outline.boundingRect(), newtons))
            elif fill is None:
                painter.setBrush(Qt.BrushStyle.NoBrush)
            else:
                painter.setBrush(fill)
            painter.setPen(QPen(edge, width * line) if edge else QPen(Qt.PenStyle.NoPen))
            if part.kind == "seam":
                painter.drawPolyline(outline)
            else:
                painter.drawPolygon(outline)
        if bones == len(laid.parts):
            self._paint_entering(painter, theme, camera, line, streams)
        self._paint_chevrons(painter, theme, streams)

    def _paint_pieces(self, painter: QPainter, theme: Theme, camera: Camera, part: Part) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        token = "bone" if part.kind == "rib" else "cartilage"
        own = [p for p in self.laid.pieces if p.side == part.side and p.kind == part.kind]
        outlines = camera.polygons([piece.points for piece in own])
        for piece, outline in zip(own, outlines, strict=True):
            painter.setBrush(lit_bone(theme, token, piece.newtons))
            painter.drawPolygon(outline)

    def _paint_entering(
        self,
        painter: QPainter,
        theme: Theme,
        camera: Camera,
        line: float,
        outlines: list[QPolygonF],
    ) -> None:
        """Pressure in the skin, and the streams by their outlines (px)."""
        for rows in self._pressed:
            self._paint_glow(painter, theme, camera, rows)
        for stream, outline in zip(self._drawn, outlines, strict=True):
            colour = way_colour(theme, stream.way)
            box = outline.boundingRect()
            shade = QLinearGradient(box.bottomLeft(), box.topLeft())
            for share, strength in ((0.0, 0.6), (0.45, 0.95), (1.0, 0.95 if stream.ends else 0.0)):
                colour.setAlphaF(strength)
                shade.setColorAt(share, colour)
            painter.setBrush(shade)
            painter.setPen(QPen(theme.color("panel"), 0.7 * line) if stream.ends
                           else QPen(Qt.PenStyle.NoPen))  # fmt: skip
            painter.drawPolygon(outline)

    def _paint_chevrons(self, painter: QPainter, theme: Theme, outlines: list[QPolygonF]) -> None:
        """A sign on every stream with room for one: which way it runs."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stream, outline in zip(self._drawn, outlines, strict=True):
            box = outline.boundingRect()
            if box.width() < 5.0 or box.height() < 7.0:
                continue
            half = min(0.3 * box.width(), 6.0)
            middle = QPointF(box.center().x(), box.bottom() - 0.42 * box.height())
            sign = np.array([(-half, 0.55 * half), (0.0, -0.35 * half), (half, 0.55 * half)])
            ink = "panel" if stream.way != BLADES or theme.name == "dark" else "ink"
            painter.setPen(theme.pen(ink, 1.4))
            painter.drawPolyline(polygon(sign + (middle.x(), middle.y())))

    def _wide_enough(self) -> list[EntryStream]:
        """Streams that are wide enough to be seen."""
        return [s for s in self.laid.streams if s.newtons >= SMALLEST * self.force_N]

    def _under_the_roller(self) -> list[slice]:
        """Rows of the skin that the roller presses; a strip of skin can be wider than it."""
        a = self.across
        aside = np.abs(a.across_m)
        meets = (aside <= self._width / 2) & (aside >= self._groove / 2)
        loaded = np.concatenate(([False], meets & (a.ribbon_kPa > SHOWN_KPA), [False]))
        changes = np.flatnonzero(loaded[1:] != loaded[:-1])
        pairs = zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True)
        return [slice(start, end) for start, end in pairs if end - start >= 3]

    def _skin(self, rows: slice) -> np.ndarray:
        a = self.across
        return np.stack((self.laid.left * a.across_m[rows], a.surface_m[rows]), axis=1)

    def _shade(
        self, theme: Theme, camera: Camera, rows: slice, skin: np.ndarray
    ) -> QLinearGradient:
        """The colours of the pressure along a stretch of skin; a weak one is seen through."""
        shade = QLinearGradient(camera.x(skin[0, 0]), 0, camera.x(skin[-1, 0]), 0)
        places = np.linspace(rows.start, rows.stop - 1, STOPS)
        values = np.interp(places, np.arange(len(self.across.ribbon_kPa)), self.across.ribbon_kPa)
        shade.setStops(pressure_stops(theme, SHARES, values.tolist(), 1.0, FULL_KPA))
        return shade

    def _paint_glow(self, painter: QPainter, theme: Theme, camera: Camera, rows: slice) -> None:
        skin = self._skin(rows)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._shade(theme, camera, rows, skin))
        edges = [skin + (0.0, GLOW * layer / LAYERS) for layer in range(LAYERS + 1)]
        outlines = [np.concatenate((low, high[::-1])) for low, high in pairwise(edges)]
        for layer, outline in enumerate(camera.polygons(outlines)):
            painter.setOpacity(0.75 * (1.0 - layer / LAYERS) ** 0.9)
            painter.drawPolygon(outline)
        painter.setOpacity(1.0)

    def _paint_skin_band(self, painter: QPainter, theme: Theme, camera: Camera) -> None:
        for rows in self._pressed:
            skin = self._skin(rows)
            painter.setBrush(QBrush(self._shade(theme, camera, rows, skin)))
            painter.setPen(Qt.PenStyle.NoPen)
            outline = np.concatenate((skin, skin[::-1] - (0.0, SKIN_BAND)))
            painter.drawPolygon(camera.polygon(outline))
            painter.setPen(theme.pen("ink", 0.8))
            painter.drawPolyline(camera.polygon(skin))

    def _paint_level(self, painter: QPainter, theme: Theme, camera: Camera, font: QFont) -> None:
        """Write the level on the vertebral body, where there is one, and room."""
        small = theme.font(font, 11, bold=True)
        row = next((n for n, p in enumerate(self.laid.parts) if p.kind == "body"), None)
        if row is None:
            return
        body = self.laid.parts[row]
        box = camera.polygon(body.points).boundingRect()
        metrics = metrics_of(small)
        if metrics.height() > 0.62 * box.height():
            return
        if metrics.horizontalAdvance(self.level) > 0.7 * box.width():
            return
        painter.setFont(small)
        fill = lit_bone(theme, "bone", 0.75 * self.laid.loads[row])
        painter.setPen(theme.color("on_pill") if fill.lightnessF() < 0.42 else LIGHT.color("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.level)

    def _paint_tip(self, painter: QPainter, theme: Theme, camera: Camera, font: QFont) -> None:
        """Where the transverse processes end and muscle has something else behind it."""
        tip = self.laid.process_tip
        if tip is None or not any(p.kind == "erector over rib" for p in self.laid.parts):
            return
        if camera.mm < 1.2:
            return
        pen = theme.pen("ink", 1.0)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        a = self.across
        foot = float(np.interp(tip[0], self.laid.left * a.across_m[:: self.laid.left],
                               a.surface_m[:: self.laid.left]))  # fmt: skip
        painter.drawLine(camera.point(tip), camera.point((tip[0], foot)))

    def _paint_newtons(
        self, painter: QPainter, theme: Theme, camera: Camera, place: QRectF, font: QFont
    ) -> None:
        """Newtons under each stream in its colour, the largest first, those of a pair both or
        neither; and the peak where it is."""
        bold = theme.font(font, 12, bold=True)
        metrics = metrics_of(bold)
        high = metrics.height()
        first = max(camera.y(self._lowest) + 2, camera.y(self._radius))
        taken = [place, self._paint_peak(painter, theme, camera, place, bold)]
        if taken[0].intersects(taken[1]):
            return  # the peak has no room for itself
        placed: list[tuple[EntryStream, QRectF]] = []
        painter.setFont(bold)
        for streams in self._twins():
            if max(each.newtons for each in streams) < NAMED * self.force_N:
                break
            texts = [f"{stream.newtons:.0f}" for stream in streams]
            widths = [metrics.horizontalAdvance(text) + APART for text in texts]
            for aside, row in product(ASIDE, (0, 1)):
                boxes = []
                for stream, wide in zip(streams, widths, strict=True):
                    x = camera.x(stream.across) + stream.side * aside - wide / 2
                    boxes.append(QRectF(x, first + row * CLOSE * high, wide, CLOSE * high))
                if any(
                    a.intersects(b) for a, b in (*combinations(boxes, 2), *product(boxes, taken))
                ):
                    continue
                places = [*placed, *zip(streams, boxes, strict=True)]
                if _in_order(places):
                    break
            else:
                continue
            taken, placed = [*taken, *boxes], places
            for stream, box, text in zip(streams, boxes, texts, strict=True):
                named = CHIPS.get(stream.way)
                ground = theme.color(named) if named else way_colour(theme, stream.way)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(box.adjusted(1, 0.5, -1, -0.5), 3, 3)
                dark = ground.lightnessF() < DARK_CHIP
                painter.setPen(LIGHT.color("panel" if dark else "ink"))
                painter.drawText(box, DIGITS, text)

    def _twins(self) -> list[list[EntryStream]]:
        """Streams with their likes on the other side, the largest first."""
        found: dict[tuple[str, str, bool], list[EntryStream]] = {}
        for stream in self._drawn:
            found.setdefault((stream.way, stream.tissue, stream.side == 0), []).append(stream)
        return sorted(found.values(), key=lambda each: -max(one.newtons for one in each))

    def _peak_text(self, rows: int) -> list[str]:
        """Words of the peak in one row or two."""
        words = PEAK.word, PEAK.text(self.peak_kPa)
        return list(words) if rows == 2 else [" ".join(words)]

    def _peak_size(self, theme: Theme, font: QFont, rows: int) -> QSizeF:
        """Size of the words of the peak in one row or two, px."""
        metrics = metrics_of(theme.font(font, 12, bold=True))
        width = max(metrics.horizontalAdvance(text) for text in self._peak_text(rows))
        return QSizeF(width + 14, (1 if rows == 1 else 2 * CLOSE) * metrics.height() + 3)

    def _paint_peak(
        self, painter: QPainter, theme: Theme, camera: Camera, box: QRectF, bold: QFont
    ) -> QRectF:
        """Its words in a box, and a sign where it is; where the sign stands, px."""
        a = self.across
        top = a.top
        # the middle of the strip that carries the peak
        lower = np.flatnonzero(a.pressure_kPa[top:] < 0.999 * a.pressure_kPa[top])
        top += int(lower[0] - 1) // 2 if len(lower) else 0
        pin = camera.point((self.laid.left * a.across_m[top], a.surface_m[top] - SKIN_BAND))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("pill"))
        painter.drawRoundedRect(box, 5, 5)
        sign = np.array([(-0.6 * PIN, PIN), (0.0, 0.0), (0.6 * PIN, PIN)]) + (pin.x(), pin.y())
        painter.setBrush(theme.color("on_pill"))
        painter.drawPolygon(polygon(sign))
        painter.setPen(theme.color("on_pill"))
        painter.setFont(bold)
        texts = self._peak_text(1 if box.height() < 1.5 * metrics_of(bold).height() else 2)
        row = QRectF(box.left(), 0, box.width(), (box.height() - 3) / len(texts))
        for number, text in enumerate(texts):
            row.moveTop(box.top() + 1.5 + number * row.height())
            painter.drawText(row, DIGITS, text)
        return polygon(sign).boundingRect()

    def _paint_words(
        self,
        painter: QPainter,
        theme: Theme,
        camera: Camera,
        room: QRectF,
        font: QFont,
        scales: bool,
        peak_under: bool,
    ) -> None:
        """Sides, how wide a stream is, and the scales of colours where there is room."""
        metrics = metrics_of(font)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        names = ("right", "left") if self.laid.left == 1 else ("left", "right")
        high = camera.y(self._radius) - 4
        left, right = room.left() + EDGE, room.right() - EDGE
        arms = [part.points for part in self.laid.parts if part.kind == "shoulder"]
        across = np.concatenate((self.laid.skin, *arms))[:, 0]
        ends = float(across.min()), float(across.max())
        free = camera.x(ends[0]) - left - 4, right - camera.x(ends[1]) - 4
        if all(metrics.horizontalAdvance(n) < f for n, f in zip(names, free, strict=True)):
            painter.drawText(QPointF(left, high), names[0])
            painter.drawText(QPointF(right - metrics.horizontalAdvance(names[1]), high), names[1])
        long = SCALE_N * M_PER_NEWTON * camera.scale
        base = room.bottom() - metrics.descent() - 4
        wide = long + 5 + metrics.horizontalAdvance(SAMPLE)
        beside = camera.x(self._width / 2) + GAP < right - wide
        edge = right - wide if beside else camera.x(-self._width / 2) + EDGE
        if beside or (peak_under and edge + wide < camera.x(0) - theme.px(64)):
            painter.setPen(theme.color("ink2" if beside else "on_pill"))
            bar = QRectF(edge, base - metrics.ascent() + 2, long, metrics.ascent() - 3)
            painter.fillRect(bar, theme.color("path_soft"))
            painter.drawText(QPointF(bar.right() + 5, base), SAMPLE)
        if not scales:
            return
        small = theme.font(painter.font(), 11)
        x = room.left() + EDGE
        width = theme.px(SCALES)
        for scale in (FORCE, PRESSURE):
            painter.setFont(small)
            painter.setPen(theme.color("ink2"))
            painter.drawText(QPointF(x, room.top() + metrics.ascent()), say(scale.titles[-1]))
            corner = QPointF(x, room.top() + metrics.height() + 2)
            paint_scale(painter, theme, scale, corner, width, small)
            x = room.right() - EDGE - width - theme.px(30)


def _in_order(placed: list[tuple[EntryStream, QRectF]]) -> bool:
    """Whether numbers stand beside or under each other in the order of their streams."""
    rows = sorted(placed, key=lambda each: each[0].across)
    return all(b.center().x() > a.center().x() - SLACK for (_, a), (_, b) in pairwise(rows))
