"""The cross-section over the roller with its title, as a value that paints itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from spineviz.drawing.across import cuts_a_vertebra
from spineviz.drawing.pressure_grid import lies_on_back
from spineviz.outcome import Balanced
from spineviz.session.shown import Shown
from spineviz.window.paint.picture import base, fitted, painted
from spineviz.window.paint.theme import Theme
from spineviz.window.section.section_painter import Cut

NATURAL = QSizeF(240.0, 180.0)
"""px at 100 % from which on the type has its usual size."""

MARGIN = 12.0  # px

TITLE, ASIDE = "Cross-section", "seen from the feet"
NO_VERTEBRA = "Drawn where a vertebra of the back lies over the roller."
NOTHING = "Nothing is known yet."


@lru_cache(maxsize=4)
def cut_of(outcome: Balanced | None) -> Cut | None:
    """The cut through an outcome, or None where no vertebra lies over the roller."""
    return Cut(outcome) if lies_on_back(outcome) and cuts_a_vertebra(outcome) else None


@dataclass(frozen=True, slots=True, eq=False)
class SectionPicture:
    """A cut through the body at the level of the roller, with the pressure across the back.

    Attributes:
        outcome: of the scene, or None where it has none.
        shown, theme: see there.
        message: why there is no outcome.
    """

    outcome: Balanced | None
    shown: Shown
    theme: Theme
    message: str = ""

    @property
    def title(self) -> str:
        """What the cut shows."""
        outcome = self.outcome
        return f"{TITLE} at {outcome.roller.place.nearest}" if lies_on_back(outcome) else TITLE

    @property
    def words(self) -> str:
        """The picture in a sentence, or why there is none."""
        cut = cut_of(self.outcome)
        if cut is not None:
            return cut.words()
        return NO_VERTEBRA if self.outcome is not None else self.message or NOTHING

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box, in vectors only."""
        theme, font = fitted(self.theme, box, NATURAL), base()
        with painted(painter, box) as local:
            painter.fillRect(local, theme.color("panel"))
            bold, small = theme.font(font, 15, bold=True), theme.font(font, 12)
            title, metrics = self.title, QFontMetricsF(small)
            width = local.width() - 2 * MARGIN
            head = QRectF(MARGIN, 6, width, QFontMetricsF(bold).height())
            painter.setFont(bold)
            painter.setPen(theme.color("ink"))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(head, Qt.AlignmentFlag.AlignLeft | middle, title)
            used = QFontMetricsF(bold).horizontalAdvance(title) + 16
            painter.setFont(small)
            painter.setPen(theme.color("ink2"))
            below = head.bottom()
            if used + metrics.horizontalAdvance(ASIDE) <= width:
                painter.drawText(head, Qt.AlignmentFlag.AlignRight | middle, ASIDE)
            elif local.height() >= theme.px(NATURAL.height()):
                second = QRectF(MARGIN, below, width, metrics.height())
                painter.drawText(second, Qt.AlignmentFlag.AlignLeft, ASIDE)
                below = second.bottom()
            room = local.adjusted(0, below + 4, 0, 0)
            cut = cut_of(self.outcome)
            if cut is not None:
                cut.paint(painter, theme, room, font)
            else:
                wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(room.adjusted(MARGIN, 0, -MARGIN, 0), wrap, self.words)
