"""The numbers beside the picture: pressure, share to the spine, extension, and both ledgers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from spineviz.outcome import (
    BACK_TISSUES,
    FRONT_TISSUES,
    KYPHOSIS,
    LORDOSIS,
    SUPPORTS,
    SUPPORTS_ON_BACK,
)
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
NO_ROLLER = "no roller"
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
            {key: TISSUE_NAMES[key] for key in BACK_TISSUES},
            TISSUE_COLOUR,
            shares=True,
            group=DIRECT,
        )
        self.supports = Ledger(
            "What holds the body up",
            {key: SUPPORT_NAMES[key] for key in SUPPORTS_ON_BACK},
            {},
            shares=True,
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
        for part in self._blocks():
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
        assert push is not None
        assert curvature is not None
        if roller is None or share is None:
            self.peak.show_value(None, "", NO_ROLLER)
            self.spine.show_value(None, "", NO_ROLLER)
        else:
            level = f"at {roller.peak_level}"
            self.peak.show_value(roller.peak_kPa, f"{roller.peak_kPa:.0f}", level)
            self.spine.show_value(share * 100, percent(share), f"of {roller.force_N:.0f} N")
        down = roller is None or outcome.scene.face == "down"
        tissues = FRONT_TISSUES if down else BACK_TISSUES
        self.entry.show_rows({key: TISSUE_NAMES[key] for key in tissues})
        self.extension.show_value(
            push.range_share * 100,
            degrees(push.extension_deg),
            f"{push.joint}, {percent(push.range_share)} of range",
        )
        self.entry.show_values({key: outcome.entry_N.get(key, 0.0) for key in tissues}
                               if outcome.entry_N else {})  # fmt: skip
        supports = SUPPORTS if outcome.scene.face == "down" or roller is None else SUPPORTS_ON_BACK
        self.supports.show_rows({key: SUPPORT_NAMES[key] for key in supports})
        self.supports.show_values({key: outcome.supports_N[key] for key in supports})
        kyphosis = change_of_angle(curvature.kyphosis_rest_deg, curvature.kyphosis_deg)
        lordosis = change_of_angle(curvature.lordosis_rest_deg, curvature.lordosis_deg)
        self.kyphosis.set_text(f"Kyphosis {kyphosis}", KYPHOSIS)
        self.lordosis.set_text(f"Lordosis {lordosis}", LORDOSIS)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for everything."""
        self._arrange()
        super().resizeEvent(event)
