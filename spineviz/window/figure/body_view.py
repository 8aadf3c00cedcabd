"""The widget of the body: the roller is dragged, bones are pointed at, keys move the roller."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from spineviz.drawing.entry_streams import entry_streams
from spineviz.drawing.profile import profile
from spineviz.drawing.whole_numbers import whole_newtons, whole_percent
from spineviz.outcome import Balanced, Rolled
from spineviz.scene import LEVELS, Scene
from spineviz.session.idle import Found, Work
from spineviz.session.session import Session
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.simulation.place import track_of
from spineviz.values import Numbers, scalars_of
from spineviz.window.figure import rail_painter, share_columns
from spineviz.window.figure.body_picture import NATURAL, BodyPicture
from spineviz.window.figure.body_place import camera_in, pose_of
from spineviz.window.figure.caption_painter import PlacedCaption
from spineviz.window.figure.cobb_painter import CobbLines
from spineviz.window.figure.figure_painter import PlacedFigure
from spineviz.window.figure.hint_painter import INVITED, ghost_roller
from spineviz.window.paint.camera import Box, Camera
from spineviz.window.paint.guarded import guarded, outlived
from spineviz.window.paint.picture import Picture, base, fitted
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.captions import changes
from spineviz.words.language import say

if TYPE_CHECKING:
    from spineviz.window.back.back_picture import BackPicture

GHOST_MS = 5000
"""ms that the pose before a change stays to be seen."""

EDGE = 10  # px round buttons in the picture
REACH = 10.0  # px round the roller that still grab it

KEY_STEPS = {
    Qt.Key.Key_Left: -5.0,
    Qt.Key.Key_Right: 5.0,
    Qt.Key.Key_Up: -5.0,
    Qt.Key.Key_Down: 5.0,
}
"""mm that an arrow key moves the roller down the spine; with Shift a fifth of it."""
FINE = 0.2
MOVING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
"""Modifiers with which the keys below mean the roller; with any other they belong to the system."""
LEVEL_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
ENDS = {Qt.Key.Key_Home: -len(LEVELS), Qt.Key.Key_End: len(LEVELS)}

MOVED = "Move the roller"


@lru_cache(maxsize=8)
def _decided(shown: Shown, crowded: bool, live: bool) -> Shown:
    """What is shown of a view, see `BodyView.shown`."""
    zoomed = shown.zoomed(crowded)
    return zoomed if live else replace(zoomed, hints=False)


class BodyView(QWidget):
    """The picture of a solved pose. The roller is its handle.

    Args:
        session: whose scene the picture shows and the roller changes.
        live: whether it follows the session; otherwise it shows what `show_view` is given, and
            neither roller nor keys move anything.

    Attributes:
        card: what the card beside the pointer says, its first line the bone's name; or empty.
        camera_box: what to show instead of `own_box`, for views that have one scale.

    Signals:
        painted(): a picture has been painted.
    """

    painted = Signal()

    sweeps: ClassVar[bool] = True
    """Whether it shows what is known of the other levels."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, live: bool = True
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._live = live
        self._theme: Theme = LIGHT
        self._view: View = session.view
        self._grab: float | None = None
        self._over = False
        self._bone = ""
        self._pointer = QPointF()
        self._key_held = False
        self._crowded = False
        self._covered = QRectF()
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(GHOST_MS)
        self._fading.timeout.connect(self.update)
        self.camera_box: Box | None = None
        self.apart = ""
        self.card: tuple[str, ...] = ()
        self.setMouseTracking(True)
        self.setMinimumSize(420, 250)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(say("body.name"))
        session.pointed.connect(self._show_pointed)
        session.shown_changed.connect(self._show_shown)
        if not live:
            return
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(say("body.keys"))
        session.ahead.also(pose_of, profile, entry_streams)
        session.ahead.also(whole_newtons, whole_percent, scalars_of)
        session.changed.connect(self.show_view)
        session.settling.connect(self.show_view)
        session.let_go.connect(self._let_go)
        session.committed.connect(self._committed)
        session.idle.ready.connect(self._show_found)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours, type and lines from now on."""
        self._theme = theme
        self.update()

    def show_view(self, view: View) -> None:
        """Take what the session tells."""
        self._view = view
        if view.state is not State.SETTLING:
            self.update()

    def _show_pointed(self, level: str) -> None:
        """Light up the level that the pointer is at in another view."""
        self.update()

    def set_crowded(self, crowded: bool) -> None:
        """Tell it whether there is so little room that the trunk alone is seen well."""
        if crowded != self._crowded:
            self._crowded = crowded
            self.update()

    @property
    def shown(self) -> Shown:
        """What is shown, with a zoom that is decided; only what can be moved invites."""
        return _decided(self._session.shown, self._crowded, self._live)

    @property
    def is_zoomed(self) -> bool:
        """Whether the trunk alone is shown."""
        return bool(self.shown.zoom)

    def _toggle_zoom(self) -> None:
        """Show the trunk as large as the view, or the whole body."""
        self._session.show(self._session.shown.toggle_zoom(self._crowded))

    def _show_shown(self, shown: Shown) -> None:
        """Show something else."""
        self.update()

    def beside_rail(self, size: QSize) -> QPoint | None:
        """Where buttons of a size have room: just under the floor, left of the rail; where words
        begin there, under them; where the rail reaches that far, at the foot right of it, if no
        scale and no word stands there. None where there is no such place."""
        picture, camera = self._view.picture, self.camera
        if picture is None:
            return QPoint(EDGE, self.height() - size.height() - EDGE)
        rail, foot = self._rail(picture), self.height() - size.height() - 4
        box = QRectF(0, 0, self.width(), self.height())
        theme, low = fitted(self._theme, box, NATURAL), self.height()
        area = rail_painter.columns_box(theme, camera, track_of(picture.person), low)
        if rail.left() >= size.width() + 2 * EDGE:
            top = round(camera.floor) + EDGE // 2
            up = share_columns.up_name(picture.person.face_down)
            words = low if area is None else share_columns.labels_top(theme, area, up)
            return QPoint(EDGE, top if top + size.height() <= words else foot)
        said = rail_painter.legend_foot(theme, rail, self.width(), camera, base())
        if area is not None:
            said = share_columns.rest_foot(area, said, theme.px(share_columns.REST_ROW))
        if foot >= said and self.width() - rail.right() >= size.width() + 2 * EDGE:
            return QPoint(self.width() - size.width() - EDGE, foot)
        return None

    def _let_go(self) -> None:
        """Somebody else has changed the scene: what is held here is held no more."""
        if self._grab is not None:
            self._grab = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.update()
        self._key_held = False

    @property
    def picture(self) -> Balanced | None:
        """What is drawn, or None before the first outcome."""
        return self._view.picture

    @property
    def outcome(self) -> Balanced | None:
        """What the numbers are of, or None where there are none."""
        return self._view.outcome

    def body_picture(self) -> BodyPicture:
        """What is drawn now, without anything that belongs to the screen alone."""
        view = self._view
        return BodyPicture(
            view.picture,
            self.shown,
            self._theme,
            numbers=view.outcome is not None,
            noted=not self._live,
            why=view.message if view.state is State.HIDDEN else "",
            within=self.camera_box,
            before=view.before,
            ghost=self._ghost,
            sweep=self._sweep(view.scene),
            sweep_before=self._sweep_before(),
            apart=self.apart,
        )

    @property
    def _ghost(self) -> bool:
        """Whether the pose before is drawn: while something is held, and some seconds after."""
        held = self._session.scene != self._session.history.scene
        return self._live and (held or self._fading.isActive())

    def _sweep(self, scene: Scene) -> Mapping[str, Numbers | None]:
        """What is known of the levels; nothing while a lesson hides some."""
        if self._session.shown.hidden or not self.sweeps:
            return {}
        return self._session.idle.sweep_of(scene)

    def _sweep_before(self) -> Mapping[str, Numbers | None]:
        """What is known of the levels before, where more than the place has changed."""
        before, scene = self._view.before, self._view.scene
        if before is None or not changes(before.scene, scene) - {"roller.level"}:
            return {}
        return self._sweep(before.scene)

    def _committed(self, _: str) -> None:
        """A change is finished: the pose before it stays for some seconds."""
        self._fading.start()
        self.update()

    def _show_found(self, found: Found) -> None:
        """Another level is known."""
        self.update()

    def back_picture(self) -> BackPicture:
        """The same from below; what draws it is loaded when it is first looked at."""
        from spineviz.window.back.back_picture import BackPicture

        view = self._view
        return BackPicture(
            view.picture,
            self.shown,
            self._theme,
            view.message,
            numbers=view.outcome is not None,
            within=self.camera_box,
            apart=self.apart,
            why=view.message if view.state is State.HIDDEN else "",
            before=view.before,
            ghost=self._ghost,
            sweep=self._sweep(view.scene),
            sweep_before=self._sweep_before(),
        )

    @property
    def from_behind(self) -> bool:
        """Whether the back is seen instead of the side."""
        return self.shown.view == "back"

    def _on_screen(self) -> Picture:
        """What is drawn now with what the pointer has lit up."""
        lit = frozenset({self._bone, self._session.pointed_level} - {""})
        held = self._grab is not None or self._over
        if self.from_behind:
            return replace(self.back_picture(), lit=lit, held=held, covered=self._covered)
        return replace(self.body_picture(), lit=lit, held=held, covered=self._covered)

    def _figure(self) -> BodyPicture:
        """What says where things are, without words and numbers."""
        view = self._view
        return BodyPicture(
            view.picture,
            self.shown,
            self._theme,
            numbers=view.outcome is not None,
            within=self.camera_box,
        )

    @property
    def camera(self) -> Camera:
        """Where the world is on the screen now."""
        return self._figure().camera(QSizeF(self.size()))

    @property
    def placed(self) -> PlacedFigure | None:
        """The figure as it is drawn, in pixels; None before the first picture."""
        return self._figure().placed(QSizeF(self.size()))

    @property
    def cobb(self) -> tuple[CobbLines, ...]:
        """The lines of the curves as they are drawn, or empty."""
        return self._figure().cobb(QSizeF(self.size()))

    @property
    def own_box(self) -> Box | None:
        """What this view would show if it stood alone; None before the first picture. Two views
        get one scale when both take `a.own_box.joined(b.own_box)` as their `camera_box`."""
        return self._figure().own_box

    def cover(self, box: QRectF) -> None:
        """Something lies over the picture (px), so that nothing is to be written there."""
        if box != self._covered:
            self._covered = box
            self.update()

    def placed_caption(self) -> PlacedCaption:
        """The headline and what is under it, as they are written."""
        picture = self.back_picture() if self.from_behind else self.body_picture()
        return picture.placed_caption(QSizeF(self.size()))

    def roller_centre(self) -> QPointF | None:
        """The axis of the roller that is drawn, px; None where there is none."""
        picture = self._view.picture
        roller = None if picture is None else picture.drawn_roller
        return None if roller is None else self.camera.point((roller.x, roller.y))

    def camera_in(self, width: float, height: float, box: Box) -> Camera:
        """The camera that a view of some size would have for a box."""
        return camera_in(self._theme, QSizeF(width, height), box)

    def _grabs(self, at: QPointF) -> bool:
        """Whether a press here takes the roller: on it, on what is written of it, or on the
        rail."""
        picture = self._view.picture
        roller = None if picture is None else picture.drawn_roller
        if not self._live or picture is None or roller is None:
            return False
        if self.from_behind:
            band = self.back_picture().band(QSizeF(self.size()))
            if band is None:
                return False
            return band.contains(at) or self._rail(picture).contains(at)
        camera = self.camera
        away = at - camera.point((roller.x, roller.y))
        radius = roller.radius * camera.scale
        on_roller = float(np.hypot(away.x(), away.y())) <= radius + REACH
        word = self.body_picture().word_of_roller(QSizeF(self.size()))
        on_roller |= word is not None and word.contains(at)
        return on_roller or self._rail(picture).contains(at)

    def _invites(self, at: QPointF) -> bool:
        """Whether a press here takes the second roller that invites."""
        outcome = self._view.outcome
        if self.from_behind or not (
            self._live and self.shown.hints and isinstance(outcome, Rolled)
        ):
            return False
        box = ghost_roller(outcome, self.camera)
        return box is not None and box.contains(at)

    def _rail(self, picture: Balanced) -> QRectF:
        box = rail_painter.rail_box(self._theme, self.camera, track_of(picture.person))
        return box.adjusted(-8, -6, 8, 6)

    def _paint_card(self, painter: QPainter) -> None:
        """Paint what is known of the bone under the pointer."""
        outcome = self._view.outcome
        self.card = ()
        there = bool(self._bone) and self._bone_at(self._pointer) == self._bone
        if outcome is not None and there:
            from spineviz.window.figure import bone_card

            self.card = bone_card.lines_of(outcome, self._bone)
            whole = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            bone_card.paint_card(painter, self._theme, self.font(), self.card, self._pointer, whole)

    # Qt overrides

    @outlived
    def showEvent(self, event: QShowEvent) -> None:
        """The columns of the rail are wanted while they can be seen."""
        super().showEvent(event)
        self._session.idle.want(Work.SWEEP, self._live and self.sweeps, self)
        self._session.ahead.want(self._live, self)

    @outlived
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the columns."""
        super().hideEvent(event)
        self._session.idle.want(Work.SWEEP, False, self)
        self._session.ahead.want(False, self)

    def sizeHint(self) -> QSize:
        """Room for a person at two thirds of a pixel a millimetre."""
        return QSize(1086, 484)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and what belongs to the screen alone."""
        if guarded(self, lambda: partial(self._paint, self._on_screen())):
            self.painted.emit()

    def _paint(self, picture: Picture, painter: QPainter) -> None:
        picture.paint(painter, QRectF(self.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        if self.hasFocus():
            painter.setPen(self._theme.pen("accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the roller, where it was taken; on the rail it jumps to the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._invites(event.position()):
            self._session.set("roller.level", INVITED)
            return
        if not self._grabs(event.position()):
            return
        picture = self._view.picture
        if picture is None or picture.drawn_roller is None:
            return
        camera, axis = self.camera, picture.drawn_roller.x
        at = camera.metres(event.position().x())
        on_rail = self._rail(picture).contains(event.position())
        near = abs(at - axis) * camera.scale < 30
        self._grab = 0.0 if on_rail and not near else axis - at
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._session.roll_to(at + self._grab)
        self._session.take_in_hand()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the roller that is held; otherwise show that it can be taken."""
        if self._grab is not None and not event.buttons() & Qt.MouseButton.LeftButton:
            self._put_down()  # a dialog or another window got the release
        if self._grab is not None:
            self._session.roll_to(self.camera.metres(event.position().x()) + self._grab)
            return
        over = self._grabs(event.position())
        if over != self._over:
            self._over = over
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            self.update()
        self._hover("" if over else self._bone_at(event.position()), event.position())

    def _bone_at(self, at: QPointF) -> str:
        """Name of the bone that is drawn at a place, or empty."""
        placed = (
            self.back_picture().placed(QSizeF(self.size())) if self.from_behind else self.placed
        )
        return "" if placed is None else placed.bone_at(at) or ""

    def _hover(self, bone: str, at: QPointF) -> None:
        """Light up the bone under the pointer, and its level in every view."""
        if bone == self._bone:
            return
        self._bone, self._pointer = bone, at
        outcome = self._view.outcome
        level = ""
        if outcome is not None and bone:
            from spineviz.window.figure.bone_card import level_of

            level = level_of(outcome, bone)
        self._session.point_at(level)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom to the trunk, or back to the whole body."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._toggle_zoom()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the roller go: one step for undo."""
        if self._grab is not None and event.button() == Qt.MouseButton.LeftButton:
            self._put_down()

    def _put_down(self) -> None:
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
        if not self._live or event.modifiers() & ~MOVING:
            super().keyPressEvent(event)
            return
        if key == Qt.Key.Key_Home and self.is_zoomed:
            self._toggle_zoom()
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
