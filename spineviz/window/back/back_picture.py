"""The back on the roller, seen from under the floor, as a value that paints itself."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache, partial

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from spineviz.drawing.back_plate import Plate, plate_of
from spineviz.drawing.bone_loads import bone_loads
from spineviz.drawing.entry_streams import entry_spots
from spineviz.drawing.pressure_grid import lies_on_back
from spineviz.outcome import Balanced, Rolled
from spineviz.scene import LEVELS
from spineviz.session.shown import Shown
from spineviz.simulation.place import track_of
from spineviz.values import Numbers
from spineviz.window.back.plate_painter import PlacedPlate, PlatePainter, fade, placed_plate
from spineviz.window.back.plate_pressure import PEAK, PlatePressure, grid_of, isobars_of
from spineviz.window.figure import rail_painter, share_columns
from spineviz.window.figure.body_picture import NATURAL, BodyPicture
from spineviz.window.figure.body_place import pose_of
from spineviz.window.figure.caption_painter import PlacedCaption, place_beside, place_caption
from spineviz.window.figure.flow_callouts import paint_callouts
from spineviz.window.figure.flow_painter import end_radius, paint_feathers
from spineviz.window.paint.camera import Box, Camera, polygon
from spineviz.window.paint.kept import Kept
from spineviz.window.paint.picture import as_it_was, base, fitted, painted
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import RECEIVER_COLOUR, Theme
from spineviz.words.captions import Caption, caption
from spineviz.words.language import say
from spineviz.words.sentences import named, under

SEEN = "back.seen"
"""Kind of what is said of the view."""

LEAST_COLUMN = 170.0  # px at 100 % beside the body that words need
LETTER = 32.0  # px at 100 % that a letter in the corner takes up

FIRST_TICK = LEVELS.index("T1")
TICK_ROW = 22.0  # px over the floor for the names of the levels
FADE_FROM, FADE_TO = 0.10, 0.40  # m along the thigh over which the picture runs out
EDGE_FADE = 16.0  # px over which raised elbows run out above and below
BAND = 0.10  # opacity of the roller
OVER, VEIL, TOLD = 0.34, 0.45, 0.2
"""Where nobody lies on the back: share of the height over the body from the side, opacity of the
veil over it, and share of the height over the words that say where to look."""
ROUNDED = 6.0  # px, corners of the roller
ROUND = 8.0  # px beside the name of the level that is pressed, half of them filled

_grounds = Kept()


@lru_cache(maxsize=4)
def plate_for(outcome: Rolled) -> Plate:
    """The plate of an outcome, in the pose of the view from the side."""
    return plate_of(outcome, pose_of(outcome).frames)


class BackPicture(Struct, frozen=True, eq=False):
    """The trunk from behind under its pressure, every bone in the column that it has in
    `BodyPicture` of the same size.

    Attributes:
        outcome: what is drawn, or None where there is nothing.
        shown, theme: see there.
        message: why there is no outcome.
        numbers: whether the numbers belong to the scene; otherwise the body alone is drawn.
        lit: names of bones that are lit up. held: whether the roller is.
        within: m, what to show instead of `own_box`.
        apart: what tells its scene from the one beside it, or empty.
        covered, why, before, ghost, sweep, sweep_before: as in `BodyPicture`.
    """

    outcome: Balanced | None
    shown: Shown
    theme: Theme
    message: str = ""
    numbers: bool = True
    lit: frozenset[str] = frozenset()
    held: bool = False
    within: Box | None = None
    apart: str = ""
    covered: QRectF = field(default_factory=QRectF)
    why: str = ""
    before: Balanced | None = None
    ghost: bool = False
    sweep: Mapping[str, Numbers | None] = field(default_factory=dict)
    sweep_before: Mapping[str, Numbers | None] = field(default_factory=dict)

    @property
    def said(self) -> Caption:
        """The words beside the picture, the same as from the side."""
        outcome = self.outcome if self.numbers else None
        return caption(outcome, self.before, self.shown.hints, self.why)

    @property
    def past(self) -> Rolled | None:
        """The state before, where it can be laid over this one."""
        before = self.before if self.numbers else None
        return before if lies_on_back(before) else None

    @property
    def words(self) -> str:
        """The picture in a sentence, or why there is none."""
        outcome = self.outcome
        if lies_on_back(outcome):
            return say(
                "back.pressed",
                level=under(outcome.roller.place),
                peak=PEAK.text(outcome.roller.peak_kPa),
                at=named(outcome.roller.peak_level),
            )
        if outcome is None or not self.numbers:
            return self.message or say("view.nothing")
        return say("back.no_roller" if outcome.roller is None else "back.face_down")

    def _side(self) -> BodyPicture:
        return BodyPicture(self.outcome, self.shown, self.theme, within=self.within)

    @property
    def own_box(self) -> Box | None:
        """What is shown if the picture stands alone, as in `BodyPicture`."""
        return self._side().own_box

    def side_camera(self, size: QSizeF) -> Camera:
        """The camera of the view from the side, which has the same columns, and the floor."""
        return self._side().camera(size)

    def camera(self, size: QSizeF) -> Camera:
        """Where places of `Plate` are in a box of some size with its corner at 0, 0: its middle is
        that of what is over the names of the levels."""
        side = self.side_camera(size)
        theme = fitted(self.theme, QRectF(0, 0, size.width(), size.height()), NATURAL)
        return replace(side, floor=(side.floor - theme.px(TICK_ROW)) / 2)

    def placed(self, size: QSizeF) -> PlacedPlate | None:
        """The plate in px as it is drawn in a box of some size; None where there is none."""
        outcome = self.outcome
        if not lies_on_back(outcome):
            return None
        return _placed(outcome, self.camera(size))

    def band(self, size: QSizeF) -> QRectF | None:
        """The roller, px; None where there is none."""
        return _band(self.outcome, self.camera(size)) if lies_on_back(self.outcome) else None

    def placed_caption(self, size: QSizeF) -> PlacedCaption:
        """The words as they are written in a box of some size."""
        return _Painting(self, QRectF(0, 0, size.width(), size.height())).caption()[0]

    def ticks(self, size: QSizeF) -> list[tuple[str, float]]:
        """Levels and the columns (px) of their vertebral bodies."""
        if not lies_on_back(self.outcome):
            return []
        camera, frames = self.camera(size), pose_of(self.outcome).frames
        return [(name, camera.x(float(frames[row, 0])))
                for row, name in enumerate(LEVELS) if row >= FIRST_TICK]  # fmt: skip

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box; all but the glow in vectors."""
        with painted(painter, box) as local:
            _Painting(self, local).paint(painter)


@lru_cache(maxsize=4)
def _placed(outcome: Rolled, camera: Camera) -> PlacedPlate:
    return placed_plate(plate_for(outcome), camera, outcome.scene.without)


def _band(outcome: Rolled, camera: Camera) -> QRectF:
    """The roller of an outcome, px."""
    roller, half = outcome.roller, outcome.scene.roller_width_mm * 5e-4
    return QRectF(
        camera.point((roller.x - roller.radius, half)),
        camera.point((roller.x + roller.radius, -half)),
    )


@lru_cache(maxsize=4)
def _plates(theme: Theme, scale_mm: float) -> PlatePainter:
    """Pens and brushes of a theme and scale."""
    return PlatePainter(theme, scale_mm)


class _Painting:
    """One painting of a picture into a box with its corner at 0, 0."""

    def __init__(self, picture: BackPicture, box: QRectF) -> None:
        self.picture, self.box = picture, box
        self.theme = fitted(picture.theme, box, NATURAL)
        self.base = base()

    def paint(self, painter: QPainter) -> None:
        """Paint everything."""
        picture, theme, box = self.picture, self.theme, self.box
        outcome = picture.outcome
        if not isinstance(outcome, Rolled) or not lies_on_back(outcome):
            painter.fillRect(box, theme.color("canvas"))
            if outcome is not None:
                self._pale(painter, outcome)
            self.caption()[0].paint(painter, theme, box.width(), haloed=False, cleared=False)
            painter.setFont(theme.font(self.base, 14))
            painter.setPen(theme.color("ink2"))
            wrap = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            top = TOLD * box.height()
            painter.drawText(box.adjusted(12, top, -12, 0), wrap, picture.words)
            return
        size = box.size()
        self.side, self.camera = picture.side_camera(size), picture.camera(size)
        track = track_of(outcome.person)
        key: Hashable = (theme, self.side, track, outcome.scene.without)
        _grounds.paint(painter, box, key, partial(self._ground, outcome))
        air = QRectF(0, 0, box.width(), self.side.floor)
        with as_it_was(painter):
            painter.setClipRect(air, Qt.ClipOperation.IntersectClip)
            end = self._body(painter, outcome, air)
            room = Room(air.adjusted(4, 2, -4, -2))
            row = theme.px(TICK_ROW)
            room.take(QRectF(0, self.side.floor - row, end, row))  # names of the levels
            self._roller(painter, outcome)
            if picture.past is not None:
                self._past(painter, picture.past, outcome)
            self._ticks(painter, outcome)
            self._words(painter, outcome, end, room)
            pressure = self._pressure(outcome)
            if pressure is not None:
                pressure.paint_lines(painter)
                if picture.shown.flow:
                    self._spots(painter, outcome, room)
                band = picture.band(size)
                assert band is not None
                pressure.paint_numbers(painter, band, _placed(outcome, self.camera).skins, room)
        painter.setPen(theme.pen("floor_line", 1.4))
        painter.drawLine(QPointF(0, self.side.floor), QPointF(box.width(), self.side.floor))
        rail = rail_painter.rail_box(theme, self.side, track)
        self._columns(painter, outcome)
        roller = outcome.roller
        rail_painter.paint_handle(painter, theme, self.side, rail, roller.x, roller.place.nearest,
                                  track, self.base)  # fmt: skip

    def _pale(self, painter: QPainter, outcome: Balanced) -> None:
        """Paint the body from the side under a veil, in place of a back that nothing presses."""
        picture, box = self.picture, self.box
        under = 1.0 - picture.side_camera(box.size()).floor / box.height()
        BodyPicture(
            outcome, picture.shown, self.theme, numbers=False, bare=(OVER, under)
        ).paint(painter, box)  # fmt: skip
        veil = self.theme.color("canvas")
        veil.setAlphaF(VEIL)
        painter.fillRect(box, veil)

    def _ground(self, outcome: Rolled, painter: QPainter) -> None:
        """Everything that does not move: paper, rail, scales."""
        theme, side = self.theme, self.side
        painter.fillRect(self.box, theme.color("canvas"))
        below = QRectF(0, side.floor, self.box.width(), self.box.height() - side.floor)
        painter.fillRect(below, theme.color("floor"))
        track = track_of(outcome.person)
        ribbed = rail_painter.ribbed_levels(outcome.geometry)
        rail_painter.paint_rail(painter, theme, side, track, ribbed, self.base, self.box.height())
        rail = rail_painter.rail_box(theme, side, track)
        left, right = rail_painter.legend_ends(theme, rail, self.box.width())
        rail_painter.paint_legend(
            painter, theme, left, right, side, self.base, self.box.height(), from_side=False
        )

    def _columns(self, painter: QPainter, outcome: Rolled) -> None:
        """Paint who carries the force at each level, as in the view from the side."""
        picture, track = self.picture, track_of(outcome.person)
        theme, side, wide = self.theme, self.side, self.box.width()
        area = rail_painter.columns_box(theme, side, track, self.box.height())
        if area is not None:
            rail = rail_painter.rail_box(theme, side, track)
            share_columns.paint_answer(
                painter, theme, area, rail_painter.places(side, track), outcome, picture.sweep,
                (picture.before, picture.sweep_before), picture.numbers, wide - 4,
                rail_painter.legend_foot(theme, rail, wide, side, self.base, False),
            )  # fmt: skip

    def _body(self, painter: QPainter, outcome: Rolled, air: QRectF) -> float:
        """Paint the body; returns the column (px) from which on nothing is drawn of it."""
        picture, theme, camera = self.picture, self.theme, self.camera
        loads = bone_loads(outcome) if picture.numbers and picture.shown.flow else None
        placed = _placed(outcome, camera)
        pressure = self._pressure(outcome)
        shine = None if pressure is None else pressure.paint_glow
        _plates(theme, camera.mm).paint(painter, placed, shine, loads)
        if picture.lit:
            painter.setPen(theme.pen("accent", 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for kind, name, outline in placed.parts:
                if name.partition(" ")[0] in picture.lit and kind != "deep body":
                    painter.drawPolygon(outline)
        start, end = (thighs_end(outcome, camera, along) for along in (FADE_FROM, FADE_TO))
        fade(painter, theme, (start, 0), (end, 0), air)
        edge, row = theme.px(EDGE_FADE), theme.px(TICK_ROW)
        last = air.bottom() - row
        if max(float(skin[:, 1].max()) for skin in placed.skins) > last:
            fade(painter, theme, (0, edge), (0, 0), QRectF(0, 0, air.width(), edge))
            fade(painter, theme, (0, last - edge), (0, last),
                 QRectF(0, last - edge, air.width(), edge + row))  # fmt: skip
        return end

    def _pressure(self, outcome: Rolled) -> PlatePressure | None:
        """What is told of the pressure, if the numbers belong to the scene."""
        grid = grid_of(outcome)
        if grid is None or not self.picture.numbers:
            return None
        return PlatePressure(grid, outcome.roller.peak_kPa, self.theme, self.camera, self.base)

    def _roller(self, painter: QPainter, outcome: Rolled) -> None:
        """Paint the roller as a band that can be seen through, its axis and its groove."""
        theme, picture = self.theme, self.picture
        band = picture.band(self.box.size())
        assert band is not None
        token = "accent" if picture.held else "roller_line"
        fill = theme.color("accent" if picture.held else "roller_dark")
        fill.setAlphaF(BAND)
        pen = theme.pen(token, 1.8 if picture.held else 1.2)
        pen.setDashPattern([7, 4])
        painter.setBrush(fill)
        painter.setPen(pen)
        # where little room is left it ends over the names of the levels
        band.setBottom(min(band.bottom(), self.side.floor - theme.px(TICK_ROW) - 2))
        painter.drawRoundedRect(band, ROUNDED, ROUNDED)
        groove = outcome.scene.roller_groove_mm * 5e-4
        pen.setWidthF(0.9 * theme.lines)
        painter.setPen(pen)
        for across in (groove, -groove) if groove > 0 else ():
            y = self.camera.y(across)
            painter.drawLine(QPointF(band.left(), y), QPointF(band.right(), y))
        painter.setPen(theme.pen("accent", 1.6))
        x, tick = band.center().x(), theme.px(7)
        for y in (band.top(), band.bottom()):
            painter.drawLine(QPointF(x, y - tick), QPointF(x, y + tick))

    def _ticks(self, painter: QPainter, outcome: Rolled) -> None:
        """Names of the vertebral bodies under the trunk, as many as there is room for."""
        theme = self.theme
        plain, bold = theme.font(self.base, 10), theme.font(self.base, 10, bold=True)
        metrics = QFontMetricsF(bold)
        y = self.side.floor - theme.px(TICK_ROW)
        here = outcome.roller.place.nearest
        taken: list[tuple[float, float]] = []
        known = self.picture.ticks(self.box.size())
        ends = {"T1", "T12", "L1", "L5"}
        wanted = sorted(known, key=lambda tick: (tick[0] != here, tick[0] not in ends))
        for name, x in wanted:
            half = metrics.horizontalAdvance(name) / 2 + (ROUND if name == here else 2)
            if any(x - half < right and left < x + half for left, right in taken):
                continue
            taken.append((x - half, x + half))
            row = QRectF(x - half, y + theme.px(4), 2 * half, metrics.height())
            painter.setPen(theme.pen("ink2", 1.0))
            painter.drawLine(QPointF(x, y), QPointF(x, y + theme.px(4)))
            if name == here:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accent"))
                painter.drawRoundedRect(row.adjusted(ROUND / 2, 0, -ROUND / 2, 0), 4, 4)
            painter.setPen(theme.color("on_accent" if name == here else "ink2"))
            painter.setFont(bold if name == here or name in ends else plain)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, name)

    def caption(self) -> tuple[PlacedCaption, bool]:
        """The headline and what is under it: on the right where the thighs have run out, or, with
        too little room there, over the body; and whether it is there."""
        theme, picture, outcome = self.theme, self.picture, self.picture.outcome
        said, about = picture.said, say(SEEN)
        if picture.apart:
            said = Caption(((picture.apart, ""),), (said.head,) if picture.numbers else ())
        last = self.box.width() - (theme.px(LETTER) if picture.apart else 0.0)
        if lies_on_back(outcome):
            camera = picture.camera(self.box.size())
            end = thighs_end(outcome, camera)
            column = QRectF(end, 8.0, last - end - 12, self.box.height())
            if column.width() >= theme.px(LEAST_COLUMN):
                return place_beside(said, about, theme, column, self.base), False
        over = QRectF(0, 0, last, self.box.height())
        placed = place_caption(said, "", theme, over, self.base)
        # small words would lie on shoulders or elbows; what enters where stands beside the legs
        plate = picture.placed(self.box.size())
        small = replace(placed, box=placed.small_box)
        free = picture.apart and not (plate is not None and small.over(plate.skins))
        return placed if free else placed.alone, True

    def _words(self, painter: QPainter, outcome: Rolled, end: float, room: Room) -> None:
        """The headline, and what enters where."""
        theme, picture = self.theme, self.picture
        placed, over = self.caption()
        placed.paint(painter, theme, self.box.width(), haloed=over, cleared=over)
        if not picture.covered.isNull():
            room.take(picture.covered)
        room.take(placed.box)
        y = max(placed.box.bottom(), picture.covered.bottom())
        if not picture.numbers or not picture.shown.flow:
            return

        band = picture.band(self.box.size())

        def places(width: float, height: float) -> Iterator[QRectF]:
            right = self.box.width() - 12 - width
            for x in (min(end, right), right):
                box = QRectF(x, y + theme.px(14), width, height)
                if band is None or not band.intersects(box):  # there the peak is
                    yield box
            yield QRectF(12, self.side.floor - height - 8, width, height)

        paint_callouts(painter, theme, self.base, outcome, (places,), room)

    def _past(self, painter: QPainter, past: Rolled, outcome: Rolled) -> None:
        """Paint what was before, dashed: where the roller lay, and while it is fresh, or where the
        roller has not moved, the outer line of its pressure; while it is fresh the body too."""
        picture, theme, camera = self.picture, self.theme, self.camera
        moved = past.roller.x != outcome.roller.x
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = theme.pen("ink2", 1.2)
        pen.setDashPattern([4, 3])
        if moved:
            band = _band(past, camera)
            painter.setPen(pen)
            painter.drawRoundedRect(band, ROUNDED, ROUNDED)
        if picture.ghost:
            painter.setPen(pen)
            for skin in _placed(past, camera).skins:
                painter.drawPolygon(polygon(skin))
        grid = grid_of(past)
        if grid is None or (moved and not picture.ghost):
            return
        for each in isobars_of(grid)[:1]:
            for line in each.lines:
                for token, wide in (("canvas", 3.2), ("ink", 1.6)):
                    pen = theme.pen(token, wide)
                    pen.setDashPattern([3.0 * 1.6 / wide, 2.0 * 1.6 / wide])
                    painter.setPen(pen)
                    painter.drawPolyline(polygon(camera.pixels(line)))

    def _spots(self, painter: QPainter, outcome: Rolled, room: Room) -> None:
        """Paint the streams as they are seen along their way in: rings as wide as their newtons,
        with the feathers of an arrow that flies into the picture."""
        for spot in entry_spots(outcome):
            centre = self.camera.point(spot.place)
            token = RECEIVER_COLOUR[spot.receiver]
            radius = end_radius(spot.newtons, self.camera)
            paint_feathers(painter, self.theme, centre, radius, token)
            room.take(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius))


def thighs_end(outcome: Rolled, camera: Camera, along: float = FADE_TO) -> float:
    """The column (px) of a place so far (m) down the thighs; from `FADE_TO` on nothing is drawn."""
    x, _, angle = outcome.geometry.pose["thighs"]
    return camera.x(x + along * float(np.cos(angle)))
