"""Where the parts of the window stand, and which of them are seen."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from spineviz.session.shown import Shown
from spineviz.window.along.pressure_plot import PressurePlot
from spineviz.window.controls.controls import Strip
from spineviz.window.controls.play_bar import PlayBar
from spineviz.window.numbers.compare_view import Comparison
from spineviz.window.numbers.readout_panel import WIDTH, ReadoutPanel
from spineviz.window.paint.theme import Theme
from spineviz.window.section.section_view import SectionView
from spineviz.window.shell.offer_line import OfferLine
from spineviz.window.shell.sentence_line import SentenceLine
from spineviz.words.language import say

LOW = 460  # px at 100 % of height, with controls in one row, under which the curve leaves
MOST_NUMBERS = 0.43  # share of the width that numbers take at most; their type shrinks for it
ROOMY = {"questions": 1020, "lessons": 1450, "author": 1450}
"""px at 100 % of width from which numbers and a panel that asks stand side by side: a card of a
question speaks of bars and roller, a lesson shows them when it is their turn."""
PAIR = 240  # px at 100 % that a pair of pictures needs more
BESIDE = 600  # px at 100 % of width from which the cross-section stands beside the curve


class Parts(Struct, frozen=True):
    """What there is in a window from the first picture on, but its menus."""

    strip: Strip
    comparison: Comparison
    plot: PressurePlot
    section: SectionView
    readout: ReadoutPanel
    play_bar: PlayBar
    sentence: SentenceLine
    offer: OfferLine


class Arrangement:
    """Lays the parts out. Nothing else shows or hides them, and what is seen follows from what
    it is told alone.

    Args:
        parts: what is laid out.

    Attributes:
        content: all of it as one widget.
        crowded: whether type is so large for the window that the picture needs all room.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.crowded = False
        self._numbers: Theme | None = None
        status = QWidget()
        status.setObjectName("status")
        status.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(status)
        line.setContentsMargins(14, 2, 14, 2)
        # two rows, as the sentence beside it
        corner = QLabel(say("window.disclaimer").replace(", ", ",\n"))
        corner.setObjectName("quiet")
        corner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.setSpacing(12)
        line.addWidget(parts.play_bar)
        line.addWidget(parts.sentence, 1)
        line.addWidget(corner)
        views = QWidget()
        column = QVBoxLayout(views)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(parts.comparison.pair, 5)
        self._under = QWidget()  # a layout of hidden parts would keep its place
        under = QHBoxLayout(self._under)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(parts.plot, 7)
        under.addWidget(parts.section, 4)
        column.addWidget(self._under, 2)
        self._panels: list[QWidget] = []
        self._middle = middle = QHBoxLayout()
        middle.setSpacing(0)
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

    def add_panel(self, panel: QWidget) -> None:
        """Take a panel to the side of the picture."""
        panel.hide()
        self._panels.append(panel)
        self._middle.insertWidget(0, panel)

    def arrange(
        self, shown: Shown, theme: Theme, size: QSize, *, panel: QWidget | None, comparing: bool
    ) -> None:
        """Show what there is to be seen.

        A narrow window has room for a panel or for the numbers: an answer has numbers of its own,
        as the strip of differences has, so the pictures keep their place, and nothing is cut by the
        edge of the window. The cross-section leaves first. Where the type is large for the window,
        numbers take no more than their share of the width, and the curve leaves, so that the
        picture stays the largest thing.

        Args:
            shown: what kind of panel is open.
            theme: how large the type is.
            size: of the window, px.
            panel: the one that is open, or None.
            comparing: whether there is an A.
        """
        parts = self._parts
        width = size.width()
        strip = parts.strip
        further_rows = strip.heightForWidth(width) - strip.minimumSizeHint().height()
        self.crowded = size.height() - further_rows < theme.px(LOW)
        self._under.setVisible(not self.crowded)
        for each in self._panels:
            each.setVisible(each is panel)
        parts.offer.setVisible(parts.offer.asks)
        parts.comparison.strip.setVisible(comparing)
        pictures = parts.comparison.pair
        pictures.set_crowded(self.crowded)
        share = min(MOST_NUMBERS * width / theme.px(WIDTH), 1.0)
        narrow = theme if share == 1.0 else replace(theme, text=share * theme.text)
        if narrow != self._numbers:
            self._numbers = narrow
            parts.readout.set_theme(narrow)
        left = width - pictures.minimumSizeHint().width()
        if panel is not None:  # as wide as it would be, or as there is room
            panel.setMinimumWidth(max(min(panel.maximumWidth(), left), 0))
        needed = ROOMY.get(shown.panel, 0)
        needed += PAIR if comparing and needed else 0
        taken = 0 if panel is None else panel.minimumWidth()
        room = panel is None or taken + parts.readout.width() <= left
        numbers = room and width >= theme.px(needed)
        parts.readout.setVisible(numbers)
        taken += parts.readout.width() if numbers else 0
        parts.section.setVisible(width - taken >= theme.px(BESIDE))
