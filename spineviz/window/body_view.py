"""The body from the side, true to scale, and the roller that is dragged along it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from spineviz.anatomy.outline.figure import drawn, figure_of
from spineviz.outcome import Outcome
from spineviz.scene import LEVELS
from spineviz.session.profile import profile
from spineviz.session.session import Session, State, View
from spineviz.window import rail_painter
from spineviz.window.camera import Box, Camera, fit
from spineviz.window.contact_painter import Ribbon, paint_roller
from spineviz.window.figure_painter import FigurePainter, PlacedFigure
from spineviz.window.marks_painter import Marks
from spineviz.window.sentence import headline, place, setting
from spineviz.window.theme import LIGHT, Theme

FLOOR_STRIP = 62.0  # px under the floor: rail, brackets, scale
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


class BodyView(QWidget):
    """The picture of a solved pose. The roller is its handle.

    Attributes:
        placed: what was painted last, in pixels.

    Signals:
        painted(): a picture has been painted.
    """

    painted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme: Theme = LIGHT
        self._view: View = session.view
        self._camera = Camera(1.0, 0.0, 0.0)
        self._box: tuple[object, Box] | None = None
        self._back: QPixmap | None = None
        self._painter: FigurePainter | None = None
        self._grab: float | None = None
        self._over = False
        self._key_held = False
        self.placed: PlacedFigure | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(420, 250)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Body on the roller")
        self.setAccessibleDescription(
            "Arrow keys move the roller 5 millimetres, with Shift 1 millimetre; Page Up and Page"
            " Down one vertebra; Home and End to the ends of the back."
        )
        session.changed.connect(self.show_view)
        session.settling.connect(self.show_view)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self._back = self._painter = None
        self.update()

    def show_view(self, view: View) -> None:
        """Take what the session tells."""
        self._view = view
        if view.state is not State.SETTLING:
            self.update()

    @property
    def camera(self) -> Camera:
        """Where the world is on the screen now."""
        self._aim()
        return self._camera

    def roller_centre(self) -> QPointF:
        """The axis of the roller that is drawn, px."""
        picture = self._view.picture
        assert picture is not None
        assert picture.geometry is not None
        return self.camera.point((picture.geometry.roller_x, picture.geometry.roller_y))

    def _aim(self) -> None:
        """Point the camera so that the whole person is in view wherever the roller is."""
        picture = self._view.picture
        if picture is None:
            return
        box = self._bounds(picture)
        way = -1 if figure_of(picture.scene).face_down else 1
        self._camera = fit(box, self.width(), self.height(), TITLE_ROOM, FLOOR_STRIP, MARGIN, way)

    def _bounds(self, picture: Outcome) -> Box:
        """What the person can take up; the same as long as nothing but the roller moves."""
        figure = figure_of(picture.scene)
        key = (figure, picture.scene.roller_diameter_mm)
        if self._box is None or self._box[0] != key:
            geometry = picture.geometry
            assert geometry is not None
            # without a roller the body can take up no other pose than the one it has
            pose = geometry.rest if picture.roller is not None else geometry.pose
            places = figure.outline.points(figure.frames(pose))
            room = 0.03
            feet_room = 4 * room if figure.face_down else room  # straight legs reach further
            box = Box(
                float(places[:, 0].min()) - feet_room,
                float(places[:, 0].max()) + 2 * room,
                max(float(places[:, 1].max()), picture.scene.roller_diameter_mm * 1e-3 + 0.36)
                + room,
            )
            self._box = (key, box)
        return self._box[1]

    def _grabs(self, at: QPointF) -> bool:
        """Whether a press here takes the roller: on it, or on the rail."""
        picture = self._view.picture
        if picture is None or picture.geometry is None or picture.roller is None:
            return False
        away = at - self.roller_centre()
        radius = picture.geometry.roller_radius * self._camera.scale
        on_roller = float(np.hypot(away.x(), away.y())) <= radius + REACH
        return on_roller or self._rail().contains(at)

    def _rail(self) -> QRectF:
        box = rail_painter.rail_box(self.camera, self._session.track)
        return box.adjusted(-8, -6, 8, 6)

    # painting

    def _background(self) -> QPixmap:
        """Everything that does not move: air, floor, rail, legend."""
        ratio = self.devicePixelRatioF()
        if self._back is None or self._back.size() != self.size() * ratio:
            self._back = QPixmap(self.size() * ratio)
            self._back.setDevicePixelRatio(ratio)
            theme, camera = self._theme, self._camera
            painter = QPainter(self._back)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            air = QLinearGradient(0, 0, 0, self.height())
            air.setColorAt(0, theme.color("canvas"))
            air.setColorAt(1, theme.color("canvas_low"))
            painter.fillRect(self.rect(), air)
            floor = QRectF(0, camera.floor, self.width(), self.height() - camera.floor)
            painter.fillRect(floor, theme.color("floor"))
            if self._view.picture is not None and self._view.picture.roller is not None:
                small = self._font(11)
                rail_painter.paint_rail(painter, theme, camera, self._session.track, small)
                left = self._rail().right() + 26
                rail_painter.paint_legend(
                    painter, theme, left, self.width() - 8.0, camera.floor, small
                )
            painter.end()
        return self._back

    def _font(self, size: int, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setBold(bold)
        return font

    def _paint_title(self, painter: QPainter, outcome: Outcome | None) -> None:
        theme = self._theme
        title = self._font(19, bold=True)
        painter.setFont(title)
        painter.setPen(theme.color("ink" if outcome else "ink2"))
        base = 8 + QFontMetricsF(title).height() * 0.8
        if outcome is None:
            painter.drawText(QPointF(16, base), "Outside the model")
            return
        painter.drawText(QPointF(16, base), headline(outcome))
        painter.setFont(self._font(12))
        painter.setPen(theme.color("ink2"))
        painter.drawText(QPointF(16, base + 19), setting(outcome))

    def _paint_body(self, painter: QPainter, picture: Outcome, numbers: bool) -> None:
        theme, camera = self._theme, self._camera
        geometry, contact = picture.geometry, picture.contact
        assert geometry is not None
        if self._painter is None:
            self._painter = FigurePainter(theme, camera.mm)
        figure = figure_of(picture.scene)
        frames = figure.frames(geometry.pose)
        places, back = drawn(figure, frames, picture)
        placed = self.placed = self._painter.prepare(
            figure, places, back, camera, picture.scene.without
        )
        self._painter.behind(painter, placed, camera)
        lit = self._grab is not None or self._over
        if contact is not None:
            paint_roller(painter, camera, theme, geometry, contact, picture.scene.roller_kind, lit)
        self._painter.body(painter, placed)
        ribbon = Ribbon(profile(picture), geometry, camera) if contact is not None else None
        if numbers and ribbon is not None:
            ribbon.paint(painter, theme)
        along = camera.way * frames[: len(LEVELS), 0]
        row = float(np.interp(camera.way * geometry.roller_x, along, np.arange(len(LEVELS))))
        marks = Marks(figure, picture, frames, row, camera)
        marks.paint_curves(painter, theme)
        level = place(picture) if picture.roller is not None else ""
        if numbers:
            marks.paint_angles(painter, theme, self._font(12), picture, placed.trunk)
            if ribbon is not None and picture.roller is not None:
                text = f"peak {picture.roller.peak_kPa:.0f} kPa"
                ribbon.paint_pin(painter, theme, text, self._font(12, bold=True), camera.floor)
        marks.paint_names(painter, theme, self._font(12), level)
        painter.setPen(QPen(theme.color("floor_line"), 1.4))
        painter.drawLine(QPointF(0, camera.floor), QPointF(self.width(), camera.floor))
        if picture.roller is None:
            return
        rail = rail_painter.rail_box(camera, self._session.track)
        rail_painter.paint_handle(
            painter, theme, camera, rail, geometry.roller_x, level, self._font(13)
        )

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for a person at two thirds of a pixel a millimetre."""
        return QSize(1086, 484)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the last good picture; without numbers where they do not belong to the scene."""
        before = self._camera
        self._aim()
        if (self._camera.scale, self._camera.way) != (before.scale, before.way):
            self._back = self._painter = None
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._background())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = self._view
        if view.picture is not None:
            self._paint_body(painter, view.picture, view.outcome is not None)
        self._paint_title(painter, view.outcome)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Aim anew."""
        self._back = self._painter = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the roller, where it was taken; on the rail it jumps to the pointer."""
        if event.button() != Qt.MouseButton.LeftButton or not self._grabs(event.position()):
            return
        at = self.camera.metres(event.position().x())
        picture = self._view.picture
        assert picture is not None
        assert picture.geometry is not None
        on_rail = self._rail().contains(event.position())
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
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the roller: the keyboard's twin of the drag."""
        key = Qt.Key(event.key())
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
