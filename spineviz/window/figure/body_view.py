"""The body from the side, true to scale, and the roller that is dragged along it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from spineviz.drawing.end_plates import cobbs
from spineviz.drawing.figure import drawn, figure_of
from spineviz.drawing.profile import profile
from spineviz.drawing.streams import Flow, flow
from spineviz.outcome import Outcome
from spineviz.scene import LEVELS
from spineviz.session.session import Session
from spineviz.session.view import State, View
from spineviz.simulation.place import RollerTrack, roller_track
from spineviz.window.figure import bone_card, rail_painter
from spineviz.window.figure.anatomy_labels import paint_labels
from spineviz.window.figure.cobb_painter import CobbLines
from spineviz.window.figure.contact_painter import Ribbon, paint_roller
from spineviz.window.figure.figure_painter import FigurePainter, PlacedFigure
from spineviz.window.figure.flow_callouts import callouts, paint_callouts
from spineviz.window.figure.flow_painter import paint_flow
from spineviz.window.figure.marks_painter import Marks
from spineviz.window.figure.trouble_painter import paint_trouble
from spineviz.window.paint.camera import Box, Camera, fit
from spineviz.window.paint.room import Room
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.sentences import headline, place, setting

TITLE_ROOM = 30.0  # px over the highest part of the figure
MARGIN = 14.0
REACH = 10.0  # px round the roller that still grab it

KEY_STEPS = {
    Qt.Key.Key_Left: -5.0,
    Qt.Key.Key_Right: 5.0,
    Qt.Key.Key_Up: -5.0,
    Qt.Key.Key_Down: 5.0,
}
"""mm that an arrow key moves the roller down the spine; with Shift a fifth of it."""
FINE = 0.2
LEVEL_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
ENDS = {Qt.Key.Key_Home: -len(LEVELS), Qt.Key.Key_End: len(LEVELS)}

MOVED = "Move the roller"

TRUNK_KINDS = {"body", "true rib", "false rib", "floating rib", "sternum", "trunk skin"}
"""What stays in view when the picture is zoomed to the trunk."""


TROUBLE = "trouble"
"""Name of the overlay that marks where trouble was found."""

ROUND_TRUNK = 0.05  # m beside the trunk that stay in view when zoomed
OVER_TRUNK = 0.9  # diameters of the roller by which a trunk is lifted, at most


class BodyView(QWidget):
    """The picture of a solved pose. The roller is its handle.

    Args:
        session: whose scene the picture shows and the roller changes.
        live: whether it follows the session; otherwise it shows what `show_view` is given, and
            neither roller nor keys move anything.

    Attributes:
        placed: what was painted last, in pixels.
        card: what the card beside the pointer says, its first line the bone's name; or empty.
        cobb: the lines of the curves that were painted last, or empty.
        exported: whether it is being painted for an export, see `paint_on`.
        camera_box: what to show instead of `own_box`, for views that have one scale.

    Signals:
        painted(): a picture has been painted.
        zoomed(bool): the trunk, or the whole body, is shown now.
    """

    painted = Signal()
    zoomed = Signal(bool)

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, live: bool = True
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._live = live
        self._theme: Theme = LIGHT
        self._view: View = session.view
        self._camera = Camera(1.0, 0.0, 0.0)
        self._boxes: tuple[object, Box, Box] | None = None
        self._back: tuple[object, QPixmap] | None = None
        self._painter: tuple[float, FigurePainter] | None = None
        self._grab: float | None = None
        self._over = False
        self._bone = ""
        self._pointer = QPointF()
        self._key_held = False
        self._trunk = False
        self._show_cobb = False
        self._show_flow = True
        self._overlay = ""
        self._flow: tuple[Outcome, Flow] | None = None
        self.camera_box: Box | None = None
        self.exported = False
        self.placed: PlacedFigure | None = None
        self.card: tuple[str, ...] = ()
        self.cobb: tuple[CobbLines, ...] = ()
        self.setMouseTracking(True)
        self.setMinimumSize(420, 250)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Body on the roller")
        session.pointed.connect(self._show_pointed)
        if not live:
            return
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(
            "Arrow keys move the roller 5 millimetres, with Shift 1 millimetre; Page Up and Page"
            " Down one vertebra; Home and End to the ends of the back."
        )
        session.changed.connect(self.show_view)
        session.settling.connect(self.show_view)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours, type and lines from now on."""
        self._theme = theme
        self._back = self._painter = None
        self.update()

    def show_view(self, view: View) -> None:
        """Take what the session tells."""
        self._view = view
        if view.state is not State.SETTLING:
            self.update()

    def show_overlay(self, name: str) -> None:
        """Show an overlay that a card asks for, or none where the name is empty."""
        self._overlay = name
        self.update()

    def _show_pointed(self, level: str) -> None:
        """Light up the level that the pointer is at in another view."""
        self.update()

    def zoom_trunk(self, on: bool) -> None:
        """Show the trunk as large as the view, or the whole body."""
        if on != self._trunk:
            self._trunk = on
            self.update()
            self.zoomed.emit(on)

    @property
    def is_zoomed(self) -> bool:
        """Whether the trunk alone is shown."""
        return self._trunk

    @property
    def show_cobb(self) -> bool:
        """Whether the lines between which the curves are measured are painted."""
        return self._show_cobb

    @show_cobb.setter
    def show_cobb(self, on: bool) -> None:
        self._show_cobb = on
        self.update()

    def set_show_cobb(self, on: bool) -> None:
        """`show_cobb` as a slot of an action that can be checked."""
        self.show_cobb = on

    @property
    def show_flow(self) -> bool:
        """Whether the force flow is painted."""
        return self._show_flow

    @show_flow.setter
    def show_flow(self, on: bool) -> None:
        self._show_flow = on
        self.update()

    def set_show_flow(self, on: bool) -> None:
        """`show_flow` as a slot of an action that can be checked."""
        self.show_flow = on

    @property
    def picture(self) -> Outcome | None:
        """What is drawn, or None before the first outcome."""
        return self._view.picture

    @property
    def outcome(self) -> Outcome | None:
        """What the numbers are of, or None where there are none."""
        return self._view.outcome

    @property
    def camera(self) -> Camera:
        """Where the world is on the screen now."""
        self._aim()
        return self._camera

    @property
    def own_box(self) -> Box | None:
        """What this view would show if it stood alone; None before the first picture. Two views
        get one scale when both take `a.own_box.joined(b.own_box)` as their `camera_box`."""
        picture = self._view.picture
        return None if picture is None else self._bounds(picture)

    def roller_centre(self) -> QPointF:
        """The axis of the roller that is drawn, px."""
        picture = self._view.picture
        assert picture is not None
        assert picture.geometry is not None
        return self.camera.point((picture.geometry.roller_x, picture.geometry.roller_y))

    def _aim(self) -> None:
        """Point the camera so that person or trunk is in view wherever the roller is."""
        picture = self._view.picture
        if picture is None:
            return
        box = self.camera_box or self._bounds(picture)
        way = -1 if figure_of(picture.scene).face_down else 1
        self._camera = self.camera_in(self.width(), self.height(), box, way)

    def camera_in(self, width: float, height: float, box: Box, way: int = 1) -> Camera:
        """The camera that a view of some size would have for a box."""
        px = self._theme.px
        return fit(box, width, height, px(TITLE_ROOM), px(rail_painter.STRIP), MARGIN, way)

    def _bounds(self, picture: Outcome) -> Box:
        """What person or trunk can take up; the same as long as nothing but the roller moves."""
        figure = figure_of(picture.scene)
        diameter = picture.scene.roller_diameter_mm * 1e-3 if picture.roller else 0.0
        key = (figure, diameter)
        if self._boxes is None or self._boxes[0] != key:
            geometry = picture.geometry
            assert geometry is not None
            # without a roller the body can take up no other pose than the one it has
            pose = geometry.rest if picture.roller is not None else geometry.pose
            places = figure.outline.points(figure.frames(pose))
            if figure_of(picture.scene).face_down:  # as it is on the screen, the head left
                places = places * (-1, 1)
            room = 0.03
            whole = Box(
                float(places[:, 0].min()) - room,
                float(places[:, 0].max()) + 2 * room,
                max(float(places[:, 1].max()), diameter + 0.36) + room,
            )
            ends = figure.outline.ends
            trunk = np.concatenate(
                [
                    places[start:stop]
                    for part, start, stop in zip(figure.parts, ends[:-1], ends[1:], strict=True)
                    if part.kind in TRUNK_KINDS
                ]
            )
            close = Box(
                float(trunk[:, 0].min()) - ROUND_TRUNK,
                float(trunk[:, 0].max()) + ROUND_TRUNK,
                float(trunk[:, 1].max()) + OVER_TRUNK * diameter + room,
            )
            self._boxes = (key, whole, close)
        _, whole, close = self._boxes
        return close if self._trunk else whole

    def _grabs(self, at: QPointF) -> bool:
        """Whether a press here takes the roller: on it, or on the rail."""
        picture = self._view.picture
        if not self._live or picture is None or picture.geometry is None or picture.roller is None:
            return False
        away = at - self.roller_centre()
        radius = picture.geometry.roller_radius * self._camera.scale
        on_roller = float(np.hypot(away.x(), away.y())) <= radius + REACH
        return on_roller or self._rail(picture).contains(at)

    def _rail(self, picture: Outcome) -> QRectF:
        box = rail_painter.rail_box(self._theme, self.camera, roller_track(picture.scene))
        return box.adjusted(-8, -6, 8, 6)

    # painting

    def _paint_background(self, painter: QPainter, picture: Outcome | None) -> None:
        """Everything that does not move: air, floor, rail, legend."""
        theme, camera = self._theme, self._camera
        air = QLinearGradient(0, 0, 0, self.height())
        air.setColorAt(0, theme.color("canvas"))
        air.setColorAt(1, theme.color("canvas_low"))
        painter.fillRect(self.rect(), air)
        if picture is None or picture.geometry is None:
            return
        floor = QRectF(0, camera.floor, self.width(), self.height() - camera.floor)
        painter.fillRect(floor, theme.color("floor"))
        if picture.roller is None:
            return
        track: RollerTrack = roller_track(picture.scene)
        ribbed = rail_painter.ribbed_levels(picture.geometry)
        rail_painter.paint_rail(painter, theme, camera, track, ribbed, self.font())
        left = self._rail(picture).right() + theme.px(24)
        right = self.width() - 10.0
        rail_painter.paint_legend(painter, theme, left, right, camera, self.font())

    def _background(self, picture: Outcome | None) -> QPixmap:
        """The background as pixels, made anew only when something of it changes."""
        ratio = self.devicePixelRatioF()
        scene = None if picture is None else picture.scene
        key = (
            self.size(),
            ratio,
            self._camera,
            scene and (figure_of(scene), scene.without, scene.task),
        )
        if self._back is None or self._back[0] != key:
            back = QPixmap(self.size() * ratio)
            back.setDevicePixelRatio(ratio)
            painter = QPainter(back)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_background(painter, picture)
            painter.end()
            self._back = (key, back)
        return self._back[1]

    def _title_box(self, painter: QPainter | None, outcome: Outcome | None) -> QRectF:
        """Where the title is; it is painted if there is a painter."""
        theme = self._theme
        title, small = theme.font(self.font(), 19, bold=True), theme.font(self.font(), 12)
        large, fine = QFontMetricsF(title), QFontMetricsF(small)
        text = "Outside the model" if outcome is None else headline(outcome)
        second = "" if outcome is None else setting(outcome)
        left, top = 16.0, 6.0
        width = max(large.horizontalAdvance(text), fine.horizontalAdvance(second))
        if painter is not None:
            rows = (
                (title, "ink" if outcome else "ink2", top + large.ascent(), text),
                (small, "ink2", top + large.height() + fine.ascent(), second),
            )
            for font, token, y, words in rows:
                painter.setFont(font)
                if self._trunk:  # head or legs reach under it
                    letters = QPainterPath()
                    letters.addText(QPointF(left, y), font, words)
                    painter.strokePath(letters, QPen(theme.color("canvas"), theme.px(4)))
                painter.setPen(theme.color(token))
                painter.drawText(QPointF(left, y), words)
        return QRectF(left, top, width, large.height() + fine.height())

    def _figure_painter(self) -> FigurePainter:
        """Pens and brushes of this theme and scale."""
        if self._painter is None or self._painter[0] != self._camera.mm:
            self._painter = (self._camera.mm, FigurePainter(self._theme, self._camera.mm))
        return self._painter[1]

    def _lit(self) -> set[str]:
        """Names of the bones that are lit up."""
        return {self._bone, self._session.pointed_level} - {""}

    def _paint_body(self, painter: QPainter, picture: Outcome, outcome: Outcome | None) -> None:
        theme, camera, base = self._theme, self._camera, self.font()
        geometry, contact = picture.geometry, picture.contact
        assert geometry is not None
        figures = self._figure_painter()
        figure = figure_of(picture.scene)
        frames = figure.frames(geometry.pose)
        places, back = drawn(figure, frames, picture)
        placed = self.placed = figures.prepare(figure, places, back, camera, picture.scene.without)
        figures.behind(painter, placed, camera)
        lit = self._grab is not None or self._over
        if contact is not None:
            paint_roller(painter, camera, theme, geometry, contact, picture.scene.roller_kind, lit)
        figures.body(painter, placed)
        if outcome is not None and contact is not None and self._show_flow:
            if self._flow is None or self._flow[0] is not picture:
                self._flow = (picture, flow(picture, figure, places))
            paint_flow(painter, theme, self._flow[1], camera)
        if self._lit():
            figures.light_up(painter, placed, self._lit())
        along = camera.way * frames[: len(LEVELS), 0]
        row = float(np.interp(camera.way * geometry.roller_x, along, np.arange(len(LEVELS))))
        marks = Marks(figure, picture, frames, row, camera)
        ribbon = Ribbon(profile(picture), geometry, camera) if contact is not None else None
        if outcome is not None and ribbon is not None:
            ribbon.paint(painter, theme)
        marks.paint_curves(painter, theme)
        if outcome is not None:
            self._paint_numbers(painter, outcome, marks, ribbon, placed, frames)
        level = place(picture) if picture.roller is not None else ""
        marks.paint_names(painter, theme, base, level)
        painter.setPen(theme.pen("floor_line", 1.4))
        painter.drawLine(QPointF(0, camera.floor), QPointF(self.width(), camera.floor))
        if picture.roller is None:
            return
        track = roller_track(picture.scene)
        rail = rail_painter.rail_box(theme, camera, track)
        rail_painter.paint_handle(
            painter, theme, camera, rail, geometry.roller_x, level, track, base
        )

    def _paint_numbers(
        self,
        painter: QPainter,
        outcome: Outcome,
        marks: Marks,
        ribbon: Ribbon | None,
        placed: PlacedFigure,
        frames: np.ndarray,
    ) -> None:
        """Paint everything with a number, and names, none of them on another."""
        theme, camera, base = self._theme, self._camera, self.font()
        room = Room(QRectF(4, 2, self.width() - 8.0, camera.floor - 2))
        room.take(self._title_box(None, outcome))
        skin = np.concatenate([placed.skins[kind] for kind in ("trunk skin", "leg skin")])
        marks.paint_angles(painter, theme, base, outcome, skin, room)
        if self._show_cobb:
            self.cobb = tuple(CobbLines(each, camera) for each in cobbs(outcome))
        for each in self.cobb:
            each.paint(painter, theme, base, room)
        if self._overlay == TROUBLE:
            paint_trouble(painter, theme, base, frames, camera, room)
        elif not self._show_cobb:  # both hold on to the front of the chest
            paint_labels(painter, theme, base, placed, camera.mm, room)
        if ribbon is None or outcome.roller is None:
            return
        text = f"peak {outcome.roller.peak_kPa:.0f} kPa"
        bold = theme.font(base, 12, bold=True)
        pin = room.take(ribbon.pin_box(text, bold, camera.floor, theme))
        if self._flow is not None and self._show_flow:
            assert outcome.geometry is not None
            reach = outcome.geometry.roller_radius * camera.scale
            roller = QRectF(-reach, -reach, 2 * reach, 2 * reach)
            roller.translate(self.roller_centre())
            wanted = callouts(outcome, self._flow[1], camera)
            paint_callouts(painter, theme, base, wanted, placed, roller, camera.floor, room)
        ribbon.paint_isobars(painter, theme, theme.font(base, 10), pin)
        ribbon.paint_pin(painter, theme, text, bold, pin)

    def paint_on(self, painter: QPainter) -> None:
        """Paint the picture as vectors, as large as the view is, on anything that can be painted
        on: no pixels are kept, and nothing is painted that only belongs to the screen."""
        self._aim()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_background(painter, self._view.picture)
        self._paint_picture(painter)

    def _paint_picture(self, painter: QPainter) -> None:
        """Paint the last good picture; without numbers where they do not belong to the scene."""
        view = self._view
        self.cobb = ()
        if view.picture is not None:
            self._paint_body(painter, view.picture, view.outcome)
        self._title_box(painter, view.outcome)

    def _paint_card(self, painter: QPainter) -> None:
        """Paint what is known of the bone under the pointer."""
        outcome = self._view.outcome
        self.card = ()
        there = self.placed is not None and any(self._bone == part[1] for part in self.placed.parts)
        if outcome is not None and self._bone and there:
            self.card = bone_card.lines_of(outcome, self._bone)
            whole = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            bone_card.paint_card(painter, self._theme, self.font(), self.card, self._pointer, whole)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for a person at two thirds of a pixel a millimetre."""
        return QSize(1086, 484)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture over its background, and what belongs to the screen alone."""
        self._aim()
        painter = QPainter(self)
        if self.exported:
            self.paint_on(painter)
            return
        painter.drawPixmap(0, 0, self._background(self._view.picture))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_picture(painter)
        self._paint_card(painter)
        if self.hasFocus():
            painter.setPen(self._theme.pen("accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()
        self.painted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the roller, where it was taken; on the rail it jumps to the pointer."""
        if event.button() != Qt.MouseButton.LeftButton or not self._grabs(event.position()):
            return
        at = self.camera.metres(event.position().x())
        picture = self._view.picture
        assert picture is not None
        assert picture.geometry is not None
        on_rail = self._rail(picture).contains(event.position())
        centre = self.roller_centre().x()
        near = abs(event.position().x() - centre) < 30
        self._grab = 0.0 if on_rail and not near else picture.geometry.roller_x - at
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._session.roll_to(at + self._grab)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the roller that is held; otherwise show that it can be taken."""
        if self._grab is not None:
            self._session.roll_to(self._camera.metres(event.position().x()) + self._grab)
            return
        over = self._grabs(event.position())
        if over != self._over:
            self._over = over
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            self.update()
        self._hover("" if over else self._bone_at(event.position()), event.position())

    def _bone_at(self, at: QPointF) -> str:
        """Name of the bone that is drawn at a place, or empty."""
        return "" if self.placed is None else self.placed.bone_at(at) or ""

    def _hover(self, bone: str, at: QPointF) -> None:
        """Light up the bone under the pointer, and its level in every view."""
        if bone == self._bone:
            return
        self._bone, self._pointer = bone, at
        outcome = self._view.outcome
        level = bone_card.level_of(outcome, bone) if outcome is not None and bone else ""
        self._session.point_at(level)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom to the trunk, or back to the whole body."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.zoom_trunk(not self._trunk)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the roller go: one step for undo."""
        if self._grab is not None and event.button() == Qt.MouseButton.LeftButton:
            self._grab = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self._session.commit(MOVED)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        self._over = False
        self._hover("", QPointF())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the roller: the keyboard's twin of the drag."""
        key = Qt.Key(event.key())
        if not self._live:
            super().keyPressEvent(event)
            return
        if key == Qt.Key.Key_Home and self._trunk:
            self.zoom_trunk(False)
            return
        if key in KEY_STEPS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            step = KEY_STEPS[key] * (FINE if fine else 1.0)
            self._session.roll_to_mm(self._session.roller_mm + step)
        elif key in LEVEL_STEPS:
            self._session.step_level(LEVEL_STEPS[key])
        elif key in ENDS:
            self._session.step_level(ENDS[key])
        else:
            super().keyPressEvent(event)
            return
        self._key_held = True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Holding a key down is one step for undo."""
        if self._key_held and not event.isAutoRepeat():
            self._key_held = False
            self._session.commit(MOVED)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key released elsewhere is released."""
        if self._key_held:
            self._key_held = False
            self._session.commit(MOVED)
        super().focusOutEvent(event)
