"""The body from the side on the roller, as a value that paints itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from itertools import product

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QLinearGradient, QPainter

from spineviz.drawing.bone_loads import bone_loads
from spineviz.drawing.end_plates import cobbs
from spineviz.drawing.entry_streams import entry_streams
from spineviz.drawing.figure import figure_of, front_of
from spineviz.drawing.profile import profile
from spineviz.drawing.streams import Flow, flow
from spineviz.outcome import Balanced, Rolled, RollerLoad, Standing
from spineviz.scene import LEVELS
from spineviz.session.shown import Shown
from spineviz.simulation.place import track_of
from spineviz.values import VALUE, Numbers
from spineviz.window.figure import rail_painter, share_columns
from spineviz.window.figure.anatomy_labels import paint_labels
from spineviz.window.figure.body_place import boxes_of, camera_in, pose_of
from spineviz.window.figure.caption_painter import PlacedCaption, place_caption
from spineviz.window.figure.cobb_painter import CobbLines
from spineviz.window.figure.contact_painter import (
    NUMBERED,
    ON_ROLLER,
    Ribbon,
    paint_gone_roller,
    paint_roller,
    paint_waiting_roller,
)
from spineviz.window.figure.figure_painter import FigurePainter, PlacedFigure
from spineviz.window.figure.flow_callouts import paint_callouts, round_the_roller
from spineviz.window.figure.flow_painter import paint_entries, paint_flow
from spineviz.window.figure.hang_painter import paint_hanging
from spineviz.window.figure.hint_painter import drag_me_box, paint_drag_me, paint_ghost_roller
from spineviz.window.figure.marks_painter import Marks
from spineviz.window.figure.trouble_painter import paint_trouble
from spineviz.window.paint.camera import Box, Camera, fit
from spineviz.window.paint.kept import Kept
from spineviz.window.paint.picture import base, fitted, painted
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import Theme, pressure_colour
from spineviz.words.captions import Caption, caption, changes
from spineviz.words.sentences import setting

PEAK = VALUE["peak_kPa"]

NATURAL = QSizeF(420.0, 250.0)
"""px at 100 % from which on the type has its usual size."""

BETWEEN, LARGE = (26, 22, 18, 15), 2
"""px at 100 %, sizes of a headline between head and knees, and how many of them are large enough to
have the small words under them rather than to be larger."""
SMALL_ROWS = 3  # that the small words take up beside a knee, at most
AFTER = 16.0  # px from the end of the small words to the edge
TIGHT = 300.0  # px at 100 % under which who takes the force has its place before an angle
LETTER = 32.0  # px at 100 % that a letter in the corner takes up

_grounds = Kept()


@lru_cache(maxsize=4)
def flow_of(outcome: Rolled) -> Flow:
    """The force flow of an outcome."""
    pose = pose_of(outcome)
    return flow(outcome, pose.figure, pose.shape.places)


@lru_cache(maxsize=4)
def _figures(theme: Theme, scale_mm: float) -> FigurePainter:
    """Pens and brushes of a theme and scale."""
    return FigurePainter(theme, scale_mm)


class BodyPicture(Struct, frozen=True, eq=False):
    """A solved pose, true to scale, with its numbers.

    Attributes:
        outcome: what is drawn, or None: then the picture says that there is nothing.
        shown, theme: see there.
        numbers: whether the numbers belong to the scene; otherwise the body alone is drawn, and
            `why` says in words why, unless it is outside the model.
        noted: whether it says how the scene was set.
        lit: names of bones that are lit up.
        held: whether the roller is lit up, because it can be moved or is.
        covered: px that something else lies over, so that nothing is written there.
        within: m, what to show instead of `own_box`, for pictures that have one scale.
        before: outcome of the state before, or None; ghost: whether its pose is drawn too.
        sweep: numbers of this scene with the roller under each level, as far as they are known;
            sweep_before: of the state before, where more than the place has changed.
        apart: what tells its scene from the one beside it, or empty.
        bare: for a picture of which this is part: nothing is written and there is no rail; shares
            of the height over the trunk and under the floor. None for a picture of its own.
    """

    outcome: Balanced | None
    shown: Shown
    theme: Theme
    numbers: bool = True
    why: str = ""
    noted: bool = True
    lit: frozenset[str] = frozenset()
    held: bool = False
    covered: QRectF = field(default_factory=QRectF)
    within: Box | None = None
    before: Balanced | None = None
    ghost: bool = False
    sweep: Mapping[str, Numbers | None] = field(default_factory=dict)
    sweep_before: Mapping[str, Numbers | None] = field(default_factory=dict)
    apart: str = ""
    bare: tuple[float, float] | None = None

    @property
    def own_box(self) -> Box | None:
        """What this picture shows if it stands alone; None without an outcome. Two pictures get
        one scale when both take `a.own_box.joined(b.own_box)` as `within`."""
        return None if self.outcome is None else boxes_of(self.outcome)[self.shown.zoom is True]

    def camera(self, size: QSizeF) -> Camera:
        """Where the world is in a box of some size with its corner at 0, 0."""
        box = self.within or self.own_box
        if box is None:
            return Camera(1.0, 0.0, 0.0)
        way = -1 if self.outcome is not None and self.outcome.person.face_down else 1
        if self.bare:
            over, under = (share * size.height() for share in self.bare)
            return fit(box, size.width(), size.height(), over, under, 0.0, way)
        theme = fitted(self.theme, QRectF(0, 0, size.width(), size.height()), NATURAL)
        roller = None if self.outcome is None else self.outcome.drawn_roller
        alone = self.outcome is not None and roller is None and self.within is None
        return camera_in(theme, size, box, way, bare=alone)

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box."""
        with painted(painter, box) as local:
            _Body(self, local).paint(painter)

    def placed(self, size: QSizeF) -> PlacedFigure | None:
        """The figure in px as it is drawn in a box of some size; None without an outcome."""
        if self.outcome is None:
            return None
        return _placed(self.outcome, fitted(self.theme, QRectF(0, 0, size.width(), size.height()),
                                            NATURAL), self.camera(size))  # fmt: skip

    @property
    def said(self) -> Caption:
        """The words over the picture."""
        outcome = self.outcome if self.numbers else None
        return _said(outcome, self.before, self.shown.hints, self.why)

    def placed_caption(self, size: QSizeF) -> PlacedCaption:
        """The words over the picture as they are written in a box of some size."""
        return _Body(self, QRectF(0, 0, size.width(), size.height())).caption

    def word_of_roller(self, size: QSizeF) -> QRectF | None:
        """Where it is written that the roller can be dragged in a box of some size; None where it
        is not."""
        outcome, placed = self.outcome, self.placed(size)
        if placed is None or not (
            isinstance(outcome, Rolled) and self.numbers and self.shown.hints
        ):
            return None
        theme = fitted(self.theme, QRectF(0, 0, size.width(), size.height()), NATURAL)
        return drag_me_box(theme, outcome, self.camera(size), base(), placed)

    def cobb(self, size: QSizeF) -> tuple[CobbLines, ...]:
        """The lines of the curves as they are drawn in a box of some size, or none."""
        if self.outcome is None or not self.numbers or not self.shown.cobb:
            return ()
        camera = self.camera(size)
        return tuple(CobbLines(each, camera) for each in cobbs(self.outcome))


@lru_cache(maxsize=4)
def _placed(outcome: Balanced, theme: Theme, camera: Camera) -> PlacedFigure:
    pose = pose_of(outcome)
    return _figures(theme, camera.mm).prepare(
        pose.figure, pose.shape, camera, outcome.scene.without
    )


_said = lru_cache(maxsize=4)(caption)
"""What is said of an outcome, which one picture asks several times."""


@lru_cache(maxsize=4)
def _caption(
    said: Caption,
    outcome: Balanced | None,
    apart: str | None,
    theme: Theme,
    width: float,
    height: float,
) -> PlacedCaption:
    """Where words are written over a picture of this size.

    Args:
        outcome: how whose scene was set is said too. apart: what tells the scene from the one
            beside it; None for a picture that stands alone.
    """
    how = "" if outcome is None or apart else setting(outcome)
    right = 0.0
    if apart is not None:
        right = -theme.px(LETTER)
        said = Caption(((apart, ""),), (said.head,)) if apart else said
    return place_caption(said, how, theme, QRectF(0, 0, width + right, height), base())


class _Body:
    """One painting of a picture into a box with its corner at 0, 0."""

    def __init__(self, picture: BodyPicture, box: QRectF) -> None:
        self.picture, self.box = picture, box
        self.theme = fitted(picture.theme, box, NATURAL)
        self.camera = picture.camera(box.size())
        self.base = base()

    def paint(self, painter: QPainter) -> None:
        """Paint everything."""
        picture = self.picture
        outcome = picture.outcome
        still = None
        if outcome is not None:
            scene, track = outcome.scene, track_of(outcome.person)
            still = (track, figure_of(outcome), scene.without, scene.task)
        ghost = self._ghost()
        _grounds.paint(
            painter, self.box,
            (self.theme, self.camera, still, picture.bare, picture.shown.hints, ghost),
            self._ground,
        )  # fmt: skip
        if outcome is not None:
            self._body(painter, outcome)
        if picture.bare:
            return
        said = self.caption
        placed = picture.placed(self.box.size())
        haloed = bool(picture.shown.zoom) or len(said.rows) > 1  # head or legs reach under it
        over = placed is not None and said.over((placed.skin, placed.arm))
        said.paint(painter, self.theme, self.box.width() - AFTER, haloed, over)
        if self.footnote is not None and outcome is not None:
            self._paint_footnote(painter, *self.footnote)

    def _before(self) -> Balanced | None:
        """The state before, where it can be laid over this: not if somebody has turned over."""
        picture, before = self.picture, self.picture.before
        if before is None or picture.outcome is None or not picture.numbers:
            return None
        return before if before.person.face_down == picture.outcome.person.face_down else None

    def _ghost(self) -> Balanced | None:
        """The state before, where its pose is drawn."""
        return self._before() if self.picture.ghost else None

    def _ground(self, painter: QPainter) -> None:
        """Everything that does not move: air, floor, rail, legend, and the pose before."""
        self._paint_place(painter)
        ghost = self._ghost()
        if ghost is not None:
            figures = _figures(self.theme, self.camera.mm)
            figures.outline(painter, _placed(ghost, self.theme, self.camera))
            if isinstance(ghost, Rolled):  # a body that is lower now lies over it
                paint_gone_roller(painter, self.camera, self.theme, ghost.roller)

    def _paint_place(self, painter: QPainter) -> None:
        """Air, floor, rail, legend."""
        theme, camera, outcome = self.theme, self.camera, self.picture.outcome
        air = QLinearGradient(0, 0, 0, self.box.height())
        air.setColorAt(0, theme.color("canvas"))
        # a part of a picture has the ground of the whole
        air.setColorAt(1, theme.color("canvas" if self.picture.bare else "canvas_low"))
        painter.fillRect(self.box, air)
        if outcome is None:
            return
        floor = QRectF(0, camera.floor, self.box.width(), self.box.height() - camera.floor)
        painter.fillRect(floor, theme.color("floor"))
        if outcome.drawn_roller is None or self.picture.bare:
            return
        track = track_of(outcome.person)
        ribbed = rail_painter.ribbed_levels(outcome.geometry)
        rail_painter.paint_rail(painter, theme, camera, track, ribbed, self.base, self.box.height())
        rail = rail_painter.rail_box(theme, camera, track)
        left, right = rail_painter.legend_ends(theme, rail, self.box.width())
        curved = not self.picture.shown.hints
        rail_painter.paint_legend(
            painter, theme, left, right, camera, self.base, self.box.height(), curved=curved
        )

    @cached_property
    def caption(self) -> PlacedCaption:
        """What is written over the picture, and where."""
        picture = self.picture
        outcome = picture.outcome if picture.numbers else None
        apart = None if picture.within is None else picture.apart
        placed = _caption(
            picture.said, outcome if picture.noted else None, apart, self.theme,
            self.box.width(), self.box.height(),
        )  # fmt: skip
        close = picture.shown.zoom is True and apart is None
        figure = picture.placed(self.box.size()) if placed.second or close else None
        if figure is None:
            return placed
        if close and placed.over((figure.skin, figure.arm)):
            between = self._between(figure)
            if between is not None:
                return between
        if figure.is_under(placed.small_box):
            # the panel and the sentence under it have them too
            return self._beside(placed, figure) or placed.alone
        return placed if self.footnote is None else replace(placed, setting="")

    @cached_property
    def footnote(self) -> tuple[QRectF, str, QFont] | None:
        """How the scene was set and where that is written, where a knee reaches over its place
        beside the headline: at the foot of the picture. None where it needs no other place, and
        with no text where there is none."""
        picture = self.picture
        if picture.outcome is None or not (picture.numbers and picture.noted):
            return None
        apart = None if picture.within is None else picture.apart
        said = _caption(
            picture.said, picture.outcome, apart, self.theme, self.box.width(), self.box.height()
        )
        figure = picture.placed(self.box.size())
        beside = said.setting_box(self.box.width() - AFTER)
        if not said.setting or figure is None or not figure.is_under(beside):
            return None
        foot = beside.translated(0.0, self.box.height() - AFTER / 4 - beside.bottom())
        track = track_of(picture.outcome.person)
        rail = rail_painter.rail_box(self.theme, self.camera, track)
        free = picture.outcome.drawn_roller is None or foot.left() > rail.right() + AFTER
        return foot, said.setting if free else "", said.small

    def _paint_footnote(self, painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(self.theme.color("ink3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _beside(self, said: PlacedCaption, figure: PlacedFigure) -> PlacedCaption | None:
        """The small words in rows that end before a knee; None where a head or too much of the
        body is there."""
        for rows in range(2, SMALL_ROWS + 1):
            low = said.small_box.top() + rows * said.small_box.height()
            skins = np.concatenate((figure.skin, figure.arm))
            end = float(skins[skins[:, 1] < low, 0].min(initial=self.box.width()))
            narrow = said.within(end - said.box.left() - AFTER)
            if len(narrow.second) <= rows and not figure.is_under(narrow.small_box):
                return narrow
        return None

    def _between(self, figure: PlacedFigure) -> PlacedCaption | None:
        """The headline in two rows in the widest gap between what reaches up to it: a head and
        knees; None where it has no room in it either."""
        skins = figure.skin, figure.arm
        for size, small in (*product(BETWEEN[:LARGE], (True,)), *product(BETWEEN, (False,))):
            rows = 2.6 * self.theme.px(size)  # with what is over them
            high = [line[line[:, 1] < rows, 0] for line in skins]
            stops = np.sort(np.concatenate(([0.0, self.box.width()], *high)))
            row = int(np.argmax(np.diff(stops)))
            left, right = float(stops[row]), float(stops[row + 1])
            room = QRectF(0, 0, right - left, self.box.height())
            placed = place_caption(self.picture.said, "", self.theme, room, self.base, size)
            placed = replace(placed, box=placed.box.translated(left, 0.0))
            if placed.font.pixelSize() < self.theme.px(BETWEEN[-1]):
                continue
            each = placed if small else placed.alone
            if each.rows and not (each.over(skins) or figure.is_under(each.box)):
                return each
        return None

    def _moved(self, outcome: Balanced) -> bool:
        """Whether the roller was elsewhere before."""
        before = self.picture.before
        return before is not None and "roller.level" in changes(before.scene, outcome.scene)

    def _columns(self, painter: QPainter, outcome: Balanced) -> None:
        """Who carries the roller's force under each level, now and before."""
        theme, camera, picture = self.theme, self.camera, self.picture
        track = track_of(outcome.person)
        area = rail_painter.columns_box(theme, camera, track, self.box.height())
        if area is not None:
            wide, rail = self.box.width(), rail_painter.rail_box(theme, camera, track)
            share_columns.paint_answer(
                painter, theme, area, rail_painter.places(camera, track), outcome, picture.sweep,
                (picture.before, picture.sweep_before), picture.numbers, wide - 4,
                rail_painter.legend_foot(theme, rail, wide, camera, self.base),
            )  # fmt: skip

    def _body(self, painter: QPainter, outcome: Balanced) -> None:
        theme, camera, picture = self.theme, self.camera, self.picture
        roller = outcome.drawn_roller
        figures, pose = _figures(theme, camera.mm), pose_of(outcome)
        placed = _placed(outcome, theme, camera)
        before = self._before()
        figures.behind(painter, placed, camera)
        if isinstance(roller, RollerLoad):
            kind = outcome.scene.roller_kind
            paint_roller(painter, camera, theme, roller, kind, picture.held)
        ribbon = None
        if isinstance(outcome, Rolled):
            ribbon = Ribbon(profile(outcome), outcome.roller, camera)
        lit: dict[str, float] = {}
        rolled = outcome if picture.numbers and isinstance(outcome, Rolled) else None
        if rolled is None or not picture.shown.flow:
            figures.body(painter, placed)
        else:
            loads = bone_loads(rolled)
            lit = {bone: loads.lit_by(bone) for bone in loads.bones}

            def under_bones(under: QPainter) -> None:
                if ribbon is not None:
                    ribbon.paint_tint(under, theme)
                paint_entries(under, theme, entry_streams(rolled), camera)

            figures.body(painter, placed, lit, under_bones)
        if rolled is not None and picture.shown.inner:
            paint_flow(painter, theme, flow_of(rolled), camera)
        if picture.lit:
            figures.light_up(painter, placed, picture.lit)
        along = camera.way * pose.frames[: len(LEVELS), 0]
        x = roller.x if roller else 0.0
        row = float(np.interp(camera.way * x, along, np.arange(len(LEVELS))))
        flat = front_of(pose.figure, tuple(outcome.geometry.flat.items()))
        marks = Marks(pose.figure, flat, pose.frames, row, camera)
        if picture.numbers and ribbon is not None:
            ribbon.paint(painter, theme)
            if isinstance(before, Rolled) and not self._moved(outcome):
                Ribbon(profile(before), before.roller, camera).paint_outline(painter, theme)
        painter.setPen(theme.pen("floor_line", 1.4))
        painter.drawLine(QPointF(0, camera.floor), QPointF(self.box.width(), camera.floor))
        if isinstance(roller, Standing):
            paint_waiting_roller(painter, camera, theme, roller, picture.held, self.base)
        if picture.bare:
            return
        # the curve answers what a lesson asks, and comes after what is to be done first
        hinted = picture.shown.hints and isinstance(outcome, Rolled)
        if not hinted and (picture.numbers or not picture.shown.hidden):
            marks.paint_curves(painter, theme)
        if picture.numbers:
            self._numbers(painter, outcome, marks, ribbon, placed)
        level = roller.place.nearest if roller else ""
        marks.paint_names(painter, theme, self.base, level, lit)
        if roller is None:
            return
        track = track_of(outcome.person)
        rail = rail_painter.rail_box(theme, camera, track)
        self._columns(painter, outcome)
        rail_painter.paint_handle(painter, theme, camera, rail, roller.x, level, track, self.base)

    def _numbers(
        self,
        painter: QPainter,
        outcome: Balanced,
        marks: Marks,
        ribbon: Ribbon | None,
        placed: PlacedFigure,
    ) -> None:
        """Paint everything with a number, and names, none of them on another."""
        theme, camera, shown = self.theme, self.camera, self.picture.shown
        room = Room(QRectF(4, 2, self.box.width() - 8.0, camera.floor - 2))
        room.take(self.caption.box)
        if not self.picture.covered.isNull():
            room.take(self.picture.covered)
        pin = QRectF()
        rolled = outcome if isinstance(outcome, Rolled) else None
        hinted = shown.hints and rolled is not None
        if hinted and rolled is not None:
            paint_ghost_roller(painter, theme, rolled, camera, self.base, room)
            pin = room.take(drag_me_box(theme, rolled, camera, self.base, placed))
            paint_drag_me(painter, theme, self.base, pin)
        if shown.trouble:
            frames, around = pose_of(outcome).frames, self._round(outcome.drawn_roller)
            paint_trouble(painter, theme, self.base, frames, camera, placed, around, room)
        body = np.concatenate((placed.skin, placed.arm))
        ghosted = self._ghost() is not None
        tight = self.box.width() < theme.px(TIGHT)

        def angle(curve: str) -> None:
            if not hinted:
                marks.paint_angle(painter, theme, self.base, outcome, curve, body, room, ghosted)

        if not tight:
            angle("Lordosis")
        if rolled is not None and not hinted:
            end = camera.x(rolled.roller.x) + rolled.roller.radius * camera.scale
            paint_hanging(painter, theme, self.base, rolled, placed, end, camera.floor, room)
        if ribbon is not None and rolled is not None:
            self._pressed(painter, rolled, ribbon, placed, room, pin)
        if tight:
            angle("Lordosis")
        angle("Kyphosis")
        for each in self.picture.cobb(self.box.size()):
            each.paint(painter, theme, self.base, room)
        if not (shown.trouble or shown.cobb):  # all of them hold on to the front of the chest
            paint_labels(painter, theme, self.base, placed, camera.mm, room)

    def _round(self, roller: RollerLoad | Standing | None) -> QRectF:
        """The box round a roller, px; null where there is none."""
        if roller is None:
            return QRectF()
        reach = roller.radius * self.camera.scale
        around = QRectF(-reach, -reach, 2 * reach, 2 * reach)
        return around.translated(self.camera.point((roller.x, roller.y)))

    def _pressed(
        self,
        painter: QPainter,
        outcome: Rolled,
        ribbon: Ribbon,
        placed: PlacedFigure,
        room: Room,
        pin: QRectF,
    ) -> None:
        """Paint the numbers of pressure and of what takes the roller's force.

        Args:
            pin: where the word on the roller stands, px, or null where there is none.
        """
        theme, camera, shown = self.theme, self.camera, self.picture.shown
        text = f"{PEAK.word} {PEAK.text(outcome.roller.peak_kPa)}"
        bold = theme.font(self.base, 12, bold=True)
        around = self._round(outcome.roller)
        last = None
        if pin.isNull():
            pin = ribbon.pin_box(text, bold, camera.floor, theme)
            if shown.flow and pin.width() > ON_ROLLER * around.width():
                colour = pressure_colour(theme, outcome.roller.peak_kPa)
                last = text[0].upper() + text[1:], colour
            else:
                room.take(pin)
        if around.width() >= theme.px(NUMBERED):
            small = theme.font(self.base, 10)
            for label in ribbon.paint_isobars(painter, theme, small, pin, room):
                room.take(label)
        told = False
        if shown.flow:
            words = [self.caption.box]
            if not self.picture.covered.isNull():
                words.append(self.picture.covered)
            places = round_the_roller(placed, around, camera.floor, theme, words)
            told = paint_callouts(painter, theme, self.base, outcome, places, room, last)
        if shown.hints:
            return  # the word on the roller is enough there
        if last is None:
            ribbon.paint_peak(painter, theme, text, bold, pin)
        elif told:
            ribbon.paint_pin(painter, theme)
        else:  # it has no place but the roller
            ribbon.paint_peak(painter, theme, text, bold, room.take(pin))
