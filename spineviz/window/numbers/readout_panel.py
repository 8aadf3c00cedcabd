"""The numbers beside the picture: what ribs and blades carry, the pressure, behind them extension,
and both ledgers."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from spineviz.outcome import KYPHOSIS, LORDOSIS, Balanced
from spineviz.session.idle import Found, Work
from spineviz.session.session import Session
from spineviz.session.view import State, View
from spineviz.values import Numbers
from spineviz.window.numbers.bar import Bar
from spineviz.window.numbers.bar_contents import USED, about, about_calm, against
from spineviz.window.numbers.ledger import Ledger
from spineviz.window.numbers.numbers_picture import (
    BARS,
    ENTRY,
    HELD,
    NumbersPicture,
    bar_names,
    entry_of,
    entry_rows,
    readings,
    support_rows,
)
from spineviz.window.numbers.said import Said
from spineviz.window.paint.guarded import outlived
from spineviz.window.paint.theme import LIGHT, TISSUE_COLOUR, Theme
from spineviz.window.shell.sentence_line import SentenceLine
from spineviz.words.language import say
from spineviz.words.sentences import change_of_angle
from spineviz.words.tips import plain

WIDTH = 296  # px at 100 %
GREY_AFTER = 60
"""ms that a scene waits for its outcome until its numbers turn grey; a drag, which has an outcome
for every picture, would flicker."""

SUMS = "sums"
"""A ledger of which the sums alone are shown."""

ARRANGEMENTS: tuple[tuple[bool, bool | str, bool], ...] = (
    (False, True, True),
    (False, True, False),
    (True, True, True),
    (True, True, False),
    (True, SUMS, False),
    (True, False, False),
)
"""Whether everything is close together, and which ledgers are unfolded: the first that fits."""

MOST_LINES = 4
"""Lines of the sentence under the bar of extension where it is all there is."""


class ReadoutPanel(QScrollArea):
    """Everything is blank unless the numbers belong to the scene that is set."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("readout")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Numbers")
        self._outcome: Balanced | None = None
        self._before: Balanced | None = None
        self._beside: Balanced | None = None
        self._session, self._idle = session, session.idle
        self._theme = LIGHT
        self._grey = QTimer(self)
        self._grey.setSingleShot(True)
        self._grey.setInterval(GREY_AFTER)
        self._grey.timeout.connect(lambda: self._wait(True))
        told = about_calm("cage"), about_calm("peak"), about(USED, " of the range")
        self.cage, self.peak, self.extension = (
            Bar(*bar, about=words) for bar, words in zip(BARS, told, strict=True)
        )
        self.entry = Ledger(say(ENTRY), entry_rows(None), TISSUE_COLOUR, shares=True, grouped=True)
        self.supports = Ledger(say(HELD), support_rows(None), {}, shares=True)
        for ledger in self.ledgers:
            ledger.setToolTip(plain("newton"))
        self.kyphosis = SentenceLine("Kyphosis, lying flat and now", bold=False)
        self.lordosis = SentenceLine("Lordosis, lying flat and now", bold=False)
        self.bending = QToolButton()
        self.bending.setObjectName("fold")
        self.bending.setCheckable(True)
        self.bending.setAutoRaise(True)
        self.bending.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bending.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bending.setText("Push into extension")
        self.bending.setToolTip(plain("extension"))
        self.bending.setAccessibleName("Push into extension: show")
        self.bending.toggled.connect(self._unfold)
        inside = QWidget()
        column = QVBoxLayout(inside)
        self._column = column
        for widget in self._parts():
            column.addWidget(widget)
        column.insertWidget(column.indexOf(self.extension), self.bending)
        self.said = Said()
        column.addWidget(self.said)
        column.addStretch(1)
        self.setWidget(inside)
        self._unfold()
        for ledger in self.ledgers:
            ledger.folded.connect(self._arrange)
        session.changed.connect(self.show_view)
        session.settling.connect(self.show_view)
        session.idle.ready.connect(self._show_found)
        session.shown_changed.connect(self._show_bars)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The read-outs, from the top; that of extension is behind the others."""
        return self.cage, self.peak, self.extension

    @property
    def ledgers(self) -> tuple[Ledger, ...]:
        """Both ledgers, from the top."""
        return self.entry, self.supports

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours and sizes from now on."""
        self._theme = theme
        self.setFixedWidth(round(theme.px(WIDTH)))
        for part in (*self._parts(), self.said):
            part.set_theme(theme)
        self.bending.setFont(theme.font(self.font(), 13))
        self._arrange()

    def show_view(self, view: View) -> None:
        """Show the numbers of an outcome, or none."""
        if view.state is State.SETTLING:
            if not self._grey.isActive():
                self._grey.start()
            return
        self._grey.stop()
        self._wait(False)
        self._outcome = outcome = view.outcome
        self._before = view.before
        self._show_bars()
        self._unfold()
        said = self._said_height
        self.said.show_outcome(outcome)
        if said != self._said_height:
            self._arrange()
        if outcome is None:
            self.entry.show_values({})
            self.supports.show_values({})
            self.kyphosis.set_text("Kyphosis –", KYPHOSIS)
            self.lordosis.set_text("Lordosis –", LORDOSIS)
            return
        curvature = outcome.curvature
        tissues, supports = entry_rows(outcome), support_rows(outcome)
        self.entry.show_rows(tissues)
        self.entry.show_values(entry_of(outcome))
        self.supports.show_rows(supports)
        self.supports.show_values({key: outcome.supports_N[key] for key in supports})
        kyphosis = change_of_angle(curvature.kyphosis_flat_deg, curvature.kyphosis_deg)
        lordosis = change_of_angle(curvature.lordosis_flat_deg, curvature.lordosis_deg)
        self.kyphosis.set_text(f"Kyphosis {kyphosis}", f"{plain('kyphosis')} {KYPHOSIS}.")
        self.lordosis.set_text(f"Lordosis {lordosis}", f"{plain('lordosis')} {LORDOSIS}.")

    @property
    def _alone(self) -> bool:
        """Whether the body lies on no roller."""
        return self._outcome is not None and self._outcome.roller is None

    def _unfold(self, _: object = None) -> None:
        """Show the bar of extension, or hide it; without a roller it is all there is."""
        on = self.bending.isChecked() or self._alone
        self.bending.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        if self.extension.isHidden() == on:
            self.extension.setVisible(on)
            self._arrange()

    def show_beside(self, outcome: Balanced | None) -> None:
        """Hold the bars against scene A, or against the state before again."""
        self._beside = outcome
        self._show_bars()

    def _show_found(self, found: Found) -> None:
        if self._outcome is not None and found.scene == self._outcome.scene:
            self._show_bars()

    def _show_bars(self, _: object = None) -> None:
        held = against(self._outcome, self._before, self._beside)
        told = readings(self._outcome, *held, self._people())
        names = bar_names(self._outcome)
        for bar, name, (reading, why) in zip(self.bars, names, told, strict=True):
            bar.show_name(name)
            bar.show_reading(reading, why)

    def numbers_picture(self) -> NumbersPicture:
        """What is shown now."""
        held = against(self._outcome, self._before, self._beside)
        shown = self._session.shown
        return NumbersPicture(self._outcome, shown, self._theme, *held, self._people())

    def _found(self) -> Found | None:
        """What is known of the very scene whose numbers are shown."""
        if self._outcome is None:
            return None
        found = self._idle.found
        return found if found.scene == self._outcome.scene else None

    def _people(self) -> tuple[Numbers, ...]:
        """Numbers of sampled bodies, as far as they are known."""
        found = self._found()
        return () if found is None or not self._session.shown.people else found.people

    def _wait(self, waiting: bool) -> None:
        for bar in self.bars:
            bar.set_waiting(waiting)
        for ledger in self.ledgers:
            ledger.set_waiting(waiting)

    def _parts(self) -> tuple[Bar | Ledger | SentenceLine, ...]:
        return *self.bars[:2], *self.ledgers, self.kyphosis, self.lordosis, self.extension

    @property
    def _said_height(self) -> int:
        """px that what is said of a condition takes, with the gap before it."""
        if self.said.isHidden():
            return 0
        sides = self._column.contentsMargins()
        wide = self.width() - sides.left() - sides.right()
        return self.said.heightForWidth(wide) + self._column.spacing()

    def _arrange(self) -> None:
        """Find the roomiest arrangement that fits; the last one scrolls where it does not. Without
        a roller there is no force to be taken, and no row of it."""
        for compact, *unfolded in ARRANGEMENTS:
            gap = round(self._theme.px(3 if compact else 10))
            self._column.setContentsMargins(16, gap, 14, 2 if compact else gap)
            self._column.setSpacing(gap)
            for bar in self.bars:
                bar.set_lines(1 if compact else 2)
            if self._alone:  # all that there is to say
                self.extension.set_lines(MOST_LINES)
            for ledger, rows in zip(self.ledgers, unfolded, strict=True):
                ledger.set_compact(compact)
                shown = bool(rows) and not (self._alone and ledger is self.entry)
                ledger.suggest(shown, rows == SUMS)
            parts: list[QWidget] = [part for part in self._parts() if not part.isHidden()]
            parts.append(self.bending)
            # the stretch at the end has a gap before it too
            gaps = self._column.spacing() * len(parts)
            margins = self._column.contentsMargins()
            tall = sum(part.sizeHint().height() for part in parts) + gaps
            tall += self._said_height
            if tall + margins.top() + margins.bottom() <= self.height():
                return

    # Qt overrides

    @outlived
    def showEvent(self, event: QShowEvent) -> None:
        """The numbers are held against a baseline while they can be seen."""
        super().showEvent(event)
        self._idle.want(Work.BASELINE, True, self)
        self._show_bars()

    @outlived
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the numbers."""
        super().hideEvent(event)
        self._idle.want(Work.BASELINE, False, self)

    @outlived
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for everything."""
        self._arrange()
        super().resizeEvent(event)
