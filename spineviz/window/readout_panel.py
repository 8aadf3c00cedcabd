"""The numbers beside the picture: pressure, share to the spine, extension, and both ledgers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from spineviz.outcome import ENTRY_TISSUES, KYPHOSIS, LORDOSIS, SUPPORTS, Outcome
from spineviz.readout import DIRECT
from spineviz.session.session import Session, State, View
from spineviz.window.bar import Bar
from spineviz.window.ledger import Ledger
from spineviz.window.sentence import (
    SUPPORT_NAMES,
    TISSUE_NAMES,
    change_of_angle,
    degrees,
    percent,
)
from spineviz.window.sentence_line import SentenceLine
from spineviz.window.theme import PRESSURE_TOP_KPA, TISSUE_COLOUR, Theme

WIDTH = 280  # px
ROOMY = 640  # px of height under which everything moves closer together


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
        self.peak = Bar("Peak contact pressure", "kPa", (0, 20, 40, PRESSURE_TOP_KPA))
        self.spine = Bar("Straight to the spine", "", (0, 50, 100), "\u202f%")
        self.extension = Bar("Push into extension", "", (0, 50, 100), "\u202f%")
        self.entry = Ledger(
            "Roller's force enters",
            {key: TISSUE_NAMES[key] for key in ENTRY_TISSUES},
            TISSUE_COLOUR,
            shares=True,
            group=DIRECT,
        )
        self.supports = Ledger(
            "What holds the body up", {key: SUPPORT_NAMES[key] for key in SUPPORTS}, {}, shares=True
        )
        self.kyphosis = SentenceLine("Kyphosis, unloaded and now", bold=False)
        self.lordosis = SentenceLine("Lordosis, unloaded and now", bold=False)
        inside = QWidget()
        column = QVBoxLayout(inside)
        self._column = column
        for widget in self._blocks():
            column.addWidget(widget)
        for line in (self.kyphosis, self.lordosis):
            column.addWidget(line)
        column.addStretch(1)
        self.setWidget(inside)
        session.changed.connect(self.show_view)
        session.settling.connect(self.show_view)

    def _blocks(self) -> tuple[Bar | Ledger, ...]:
        return self.peak, self.spine, self.extension, self.entry, self.supports

    def _arrange(self) -> None:
        compact = self.height() < ROOMY
        self._column.setContentsMargins(16, 4 if compact else 10, 14, 2 if compact else 10)
        self._column.setSpacing(4 if compact else 9)
        for part in self._blocks():
            part.set_compact(compact)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        for part in (*self._blocks(), self.kyphosis, self.lordosis):
            part.set_theme(theme)

    def show_view(self, view: View) -> None:
        """Show the numbers of an outcome, or none."""
        if view.state is State.SETTLING:
            return
        outcome = view.outcome
        if outcome is None:
            for bar in (self.peak, self.spine, self.extension):
                bar.show_value(None, "", "")
            self.entry.show_values({})
            self.supports.show_values({})
            self.kyphosis.set_text("Kyphosis –", KYPHOSIS)
            self.lordosis.set_text("Lordosis –", LORDOSIS)
            return
        roller, share, push = outcome.roller, outcome.spine_share, outcome.push
        curvature = outcome.curvature
        assert roller is not None
        assert share is not None
        assert push is not None
        assert curvature is not None
        self.peak.show_value(roller.peak_kPa, f"{roller.peak_kPa:.0f}", f"at {roller.peak_level}")
        self.spine.show_value(share * 100, percent(share), f"of {roller.force_N:.0f} N")
        self.extension.show_value(
            push.range_share * 100,
            degrees(push.extension_deg),
            f"{push.joint}, {percent(push.range_share)} of range",
        )
        self.entry.show_values(outcome.entry_N)
        self.supports.show_values(outcome.supports_N)
        kyphosis = change_of_angle(curvature.kyphosis_rest_deg, curvature.kyphosis_deg)
        lordosis = change_of_angle(curvature.lordosis_rest_deg, curvature.lordosis_deg)
        self.kyphosis.set_text(f"Kyphosis {kyphosis}", KYPHOSIS)
        self.lordosis.set_text(f"Lordosis {lordosis}", LORDOSIS)

    def show_beside(self, outcome: Outcome | None) -> None:
        """Mark the values of scene A on the bars, or none."""
        values: tuple[float | None, ...] = (None, None, None)
        if outcome is not None:
            assert outcome.roller is not None
            assert outcome.spine_share is not None
            assert outcome.push is not None
            values = (
                outcome.roller.peak_kPa,
                outcome.spine_share * 100,
                outcome.push.range_share * 100,
            )
        for bar, value in zip((self.peak, self.spine, self.extension), values, strict=True):
            bar.show_beside(value)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for everything."""
        self._arrange()
        super().resizeEvent(event)
