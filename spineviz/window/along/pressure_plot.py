"""Pressure along the back, unrolled, and behind it what each level would get: one fixed scale."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from spineviz.drawing.profile import Profile, profile
from spineviz.outcome import Balanced, Rolled
from spineviz.session.idle import BASELINE_LEVEL, Found, Idle, Work
from spineviz.session.session import Session
from spineviz.session.view import State, View
from spineviz.simulation.place import RollerTrack, track_of
from spineviz.values import Numbers
from spineviz.window.along.curve_axes import PEAK, SPINE, TITLE, Head, axes_of, head_of
from spineviz.window.along.curve_head import paint_head
from spineviz.window.along.curve_painter import CurvePainter
from spineviz.window.paint.theme import LIGHT, Theme

LEAST = 136  # px of height at 100 %
NO_ROLLER = "No roller: nothing presses on the body but the floor."
FAR = 0.5  # of the way to the next level, from which the baseline is drawn beside the curve


class PressurePlot(QWidget):
    """The highest pressure across the back at each place along it.

    Hidden it computes and paints nothing.

    Signals:
        hovered(str): the level under the mouse, or nothing where it has left.
    """

    hovered = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._idle: Idle | None = None
        self._theme = LIGHT
        self._view: View = session.view
        self._profile: Profile | None = None
        self._beside: Profile | None = None
        self._found: Found | None = None
        self._marked = ""
        self.setObjectName("plot")
        self.setAccessibleName(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumHeight(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        session.changed.connect(self.show_view)

    def follow(self, idle: Idle) -> None:
        """Show what idle work finds out about the other levels."""
        self._idle = idle
        idle.ready.connect(self._show_found)
        idle.want(Work.SWEEP, self.isVisible())

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours and sizes from now on."""
        self._theme = theme
        self.setMinimumHeight(round(theme.px(LEAST)))
        self.update()

    def mark_level(self, name: str) -> None:
        """Light up a level, or none."""
        if name != self._marked:
            self._marked = name
            self.update()

    @property
    def curve(self) -> tuple[np.ndarray, np.ndarray]:
        """Places (mm) and pressures (kPa) of the curve as it is drawn."""
        if self._profile is None:
            return np.zeros(0), np.zeros(0)
        return self._profile.along_mm, self._profile.pressure_kPa

    @property
    def label(self) -> str:
        """The number at the peak, or nothing."""
        return self.picture().label

    @property
    def sweep(self) -> dict[str, Numbers]:
        """Numbers of this scene by level, as far as they are known and a pose was found."""
        if self._found is None:
            return {}
        return {name: each for name, each in self._found.sweep.items() if each is not None}

    def show_view(self, view: View) -> None:
        """Draw the pressure of an outcome, or nothing."""
        if view.state is State.SETTLING:
            return
        self._view = view
        if self.isVisible():
            self._compute()

    def show_beside(self, outcome: Balanced | None) -> None:
        """Draw the pressure of scene A dashed on the same axes, instead of the baseline."""
        self._beside = _profile(outcome)
        self.update()

    @property
    def curve_beside(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Places (mm) and pressures (kPa) of scene A, or None."""
        if self._beside is None:
            return None
        return self._beside.along_mm, self._beside.pressure_kPa

    def _compute(self) -> None:
        outcome = self._view.outcome
        self._profile = _profile(outcome)
        if self._idle is not None:
            self._found = self._idle.found
        self._describe()
        self.update()

    def _show_found(self, found: Found) -> None:
        if self.isVisible() and self._view.outcome is not None:
            self._found = found
            self._describe()
            self.update()

    def _describe(self) -> None:
        outcome = self._view.outcome
        if outcome is None or outcome.roller is None:
            self.setAccessibleDescription("no values" if outcome is None else NO_ROLLER)
            return
        text = f"Peak {PEAK.text(outcome.roller.peak_kPa)} at {outcome.roller.peak_level}."
        levels = "; ".join(
            f"{name} {PEAK.text(each[PEAK.key])}, {SPINE.text(each[SPINE.key])} to the spine"
            for name, each in self.sweep.items()
        )
        self.setAccessibleDescription(f"{text} By level: {levels}" if levels else text)

    def picture(self) -> CurvePainter:
        """What is painted now."""
        track = self._track()
        axes = axes_of(self._theme, self._head(), QRectF(self.rect()), float(track.position_mm[-1]))
        outcome = self._pressed()
        return CurvePainter(
            self._theme,
            self.font(),
            axes,
            track,
            outcome,
            self._profile,
            self._baseline(track),
            {} if outcome is None else self.sweep,
            self._marked,
        )

    def _track(self) -> RollerTrack:
        """The places that what is drawn belongs to; the scene may have moved on since."""
        drawn = self._view.outcome or self._view.picture
        return self._session.track if drawn is None else track_of(drawn.person)

    def _pressed(self) -> Rolled | None:
        """The outcome, where a roller presses at all."""
        outcome = self._view.outcome
        return outcome if isinstance(outcome, Rolled) else None

    def _head(self) -> Head:
        return head_of(self._theme, self.font(), self.width())

    def _baseline(self, track: RollerTrack) -> Profile | None:
        """The profile of scene A, or else at the level of the baseline while the roller is
        elsewhere."""
        outcome, found = self._pressed(), self._found
        if self._beside is not None:
            return self._beside
        if outcome is None or found is None or found.baseline is None:
            return None
        row = track.levels.index(BASELINE_LEVEL)
        near = FAR * float(track.position_mm[row + 1] - track.position_mm[row])
        away = abs(outcome.roller.place.mm - float(track.position_mm[row])) > near
        return found.baseline.profile if away and found.scene == outcome.scene else None

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for the curve under its title."""
        return QSize(500, round(self._theme.px(200)))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the scene."""
        super().showEvent(event)
        self._compute()
        if self._idle is not None:
            self._idle.want(Work.SWEEP, True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the other levels."""
        super().hideEvent(event)
        if self._idle is not None:
            self._idle.want(Work.SWEEP, False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the level under the mouse."""
        track = self._track()
        axes = self.picture().axes
        columns = np.array([axes.x(float(each)) for each in track.position_mm])
        name = track.levels[int(np.argmin(np.abs(columns - event.position().x())))]
        self.hovered.emit(name)
        each = self.sweep.get(name)
        self.setToolTip(
            f"Roller under {name}: peak {PEAK.text(each[PEAK.key])},"
            f" {SPINE.text(each[SPINE.key])} {SPINE.short}"
            if each
            else ""
        )

    def leaveEvent(self, event: object) -> None:
        """Point at nothing."""
        self.hovered.emit("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plot."""
        theme, picture = self._theme, self.picture()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.setPen(theme.pen("line", 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture.paint(painter)
        paint_head(
            painter,
            theme,
            self.font(),
            picture.axes,
            self._head(),
            bool(picture.sweep),
            picture.baseline,
            self._beside is not None,
        )
        if self._view.outcome is not None and self._pressed() is None:
            painter.setFont(theme.font(self.font(), 13))
            painter.setPen(theme.color("ink2"))
            painter.drawText(picture.axes.box, Qt.AlignmentFlag.AlignCenter, NO_ROLLER)
        painter.end()


def _profile(outcome: Balanced | None) -> Profile | None:
    """Pressure along the body, where there is a roller."""
    return profile(outcome) if isinstance(outcome, Rolled) else None
