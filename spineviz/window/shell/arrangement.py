"""Where the parts of the window stand, and which of them are seen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QVBoxLayout, QWidget

from spineviz.session.shown import Shown
from spineviz.window.along.pressure_plot import PressurePlot
from spineviz.window.controls.controls import Strip
from spineviz.window.controls.play_bar import PlayBar
from spineviz.window.controls.side_panel import SidePanel
from spineviz.window.lesson.lessons_panel import LessonsPanel
from spineviz.window.lesson.questions_panel import QuestionsPanel
from spineviz.window.numbers.compare_view import Comparison
from spineviz.window.numbers.readout_panel import ReadoutPanel
from spineviz.window.paint.theme import Theme
from spineviz.window.section.section_view import SectionView
from spineviz.window.shell.offer_line import OfferLine
from spineviz.window.shell.pages import DISCLAIMER
from spineviz.window.shell.sentence_line import SentenceLine

ROOMY = 1500  # px at 100 % of width from which numbers and questions stand side by side
BESIDE = 600  # px at 100 % of width from which the cross-section stands beside the curve


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything in a window but its menus."""

    strip: Strip
    comparison: Comparison
    plot: PressurePlot
    section: SectionView
    readout: ReadoutPanel
    more: SidePanel
    questions: QuestionsPanel
    lessons: LessonsPanel
    play_bar: PlayBar
    sentence: SentenceLine
    offer: OfferLine


class Arrangement:
    """Lays the parts out. Nothing else shows or hides them, and what is seen follows from what
    it is told alone.

    Args:
        parts: what is laid out.
        menu_bar: hides with the rest while the picture is presented.

    Attributes:
        content: all of it as one widget.
    """

    def __init__(self, parts: Parts, menu_bar: QMenuBar) -> None:
        self._parts, self._menu_bar = parts, menu_bar
        status = QWidget()
        status.setObjectName("status")
        status.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(status)
        line.setContentsMargins(14, 2, 14, 2)
        corner = QLabel(DISCLAIMER)
        corner.setObjectName("quiet")
        line.setSpacing(12)
        line.addWidget(parts.play_bar)
        line.addWidget(parts.sentence, 1)
        line.addWidget(corner)
        views = QWidget()
        column = QVBoxLayout(views)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(parts.comparison.pair, 3)
        self._under = QWidget()  # a layout of hidden parts would keep its place in the presenter
        under = QHBoxLayout(self._under)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(parts.plot, 7)
        under.addWidget(parts.section, 4)
        column.addWidget(self._under, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self._panels: dict[str, QWidget] = {
            "questions": parts.questions,
            "lessons": parts.lessons,
            "more": parts.more,
        }
        for panel in self._panels.values():
            middle.addWidget(panel)
            panel.hide()
        middle.addWidget(views, 1)
        middle.addWidget(parts.readout)
        self.content = QWidget()
        rows = QVBoxLayout(self.content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(parts.strip)
        rows.addWidget(parts.comparison.strip)
        rows.addLayout(middle, 1)
        rows.addWidget(parts.offer)
        rows.addWidget(status)

    def arrange(
        self, shown: Shown, theme: Theme, width: int, *, presenting: bool, comparing: bool
    ) -> None:
        """Show what there is to be seen.

        A narrow window has room for the panel of questions or for the numbers: an answer has
        numbers of its own, so the pictures keep their place. The cross-section leaves first.

        Args:
            shown: which panel is open.
            theme: how large the type is.
            width: of the window, px.
            presenting: whether the picture stands alone.
            comparing: whether there is an A.
        """
        parts, panel = self._parts, self._panels.get(shown.panel)
        for each in (self._menu_bar, parts.strip, self._under, parts.play_bar):
            each.setVisible(not presenting)
        for name, each in self._panels.items():
            each.setVisible(not presenting and name == shown.panel)
        parts.offer.setVisible(not presenting and parts.offer.asks)
        parts.comparison.strip.setVisible(comparing)
        asking = shown.panel in ("questions", "lessons")
        numbers = not presenting and (not asking or width >= theme.px(ROOMY))
        parts.readout.setVisible(numbers)
        taken = 0 if panel is None else panel.sizeHint().width()
        taken += parts.readout.width() if numbers else 0
        parts.section.setVisible(width - taken >= theme.px(BESIDE))
        parts.comparison.pair.set_crowded(presenting)
