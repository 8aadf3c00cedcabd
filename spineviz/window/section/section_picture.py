"""The cross-section over the roller with its title, as a value that paints itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter

from spineviz.outcome import Balanced, Rolled, kept_with
from spineviz.session.shown import Shown
from spineviz.window.numbers.compare_picture import BesidePicture
from spineviz.window.paint.picture import base, fitted, painted
from spineviz.window.paint.theme import Theme
from spineviz.window.paint.typeface import metrics_of
from spineviz.words.language import say

if TYPE_CHECKING:
    from spineviz.window.section.section_painter import Cut

NATURAL = QSizeF(240.0, 150.0)
"""px at 100 % from which on the type has its usual size."""

SUMS = 230.0  # px at 100 % of height from which the sums stand over the body too

MARGIN = 12.0  # px
LETTER = 24.0  # px at 100 % that a letter in the corner takes up
SHAPE = 1.15  # width of a section in its heights, title included


@kept_with
def cut_through(outcome: Rolled) -> Cut:
    """The cut through an outcome."""
    # loaded with the first cut: a window without one does not wait for it
    from spineviz.window.section.section_painter import Cut

    return Cut(outcome)


def cut_of(outcome: Balanced | None) -> Cut | None:
    """The cut through an outcome, or None where nothing lies on a roller."""
    return cut_through(outcome) if isinstance(outcome, Rolled) else None


class SectionPicture(Struct, frozen=True, eq=False):
    """A cut through the body at the level of the roller: what of its force goes where.

    Attributes:
        outcome: of the scene, or None where it has none.
        shown, theme: see there.
        message: why there is no outcome.
        within: m, width and height to show instead of its own, for pictures of one scale.
        tagged: whether a letter stands in its corner.
    """

    outcome: Balanced | None
    shown: Shown
    theme: Theme
    message: str = ""
    within: tuple[float, float] | None = None
    tagged: bool = False

    @property
    def title(self) -> str:
        """What the cut shows."""
        cut = cut_of(self.outcome)
        return say("section.title") if cut is None else say("section.title_at", place=cut.place)

    @property
    def words(self) -> str:
        """The picture in a sentence, or why there is none."""
        cut = cut_of(self.outcome)
        if cut is not None:
            return cut.words()
        if self.outcome is not None:
            return say("section.no_roller")
        return self.message or say("view.nothing")

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box, in vectors only."""
        theme, font = fitted(self.theme, box, NATURAL), base()
        with painted(painter, box) as local:
            painter.fillRect(local, theme.color("panel"))
            bold, small = theme.font(font, 15, bold=True), theme.font(font, 12)
            title, metrics = self.title, metrics_of(small)
            width = local.width() - 2 * MARGIN
            cut = cut_of(self.outcome)
            free = width - (theme.px(LETTER) if self.tagged else 0.0)
            if cut is not None and metrics_of(bold).horizontalAdvance(title) > free:
                title = say("section.title_short", place=cut.place)
            head = QRectF(MARGIN, 6, width, metrics_of(bold).height())
            painter.setFont(bold)
            painter.setPen(theme.color("ink"))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(head, Qt.AlignmentFlag.AlignLeft | middle, title)
            used = metrics_of(bold).horizontalAdvance(title) + 16
            painter.setFont(small)
            painter.setPen(theme.color("ink2"))
            below = head.bottom()
            aside = say("section.aside")
            if not self.tagged and used + metrics.horizontalAdvance(aside) <= width:
                painter.drawText(head, Qt.AlignmentFlag.AlignRight | middle, aside)
            room = local.adjusted(0, below + 4, 0, 0)
            if cut is None:
                wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(room.adjusted(MARGIN, 0, -MARGIN, 0), wrap, self.words)
                return
            if local.height() >= theme.px(SUMS):
                line = cut.sums()
                painter.setFont(_one_row(theme, font, line, free))
                painter.setPen(theme.color("ink"))
                wrapped = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
                second = QRectF(MARGIN, below, free, local.height())
                second = painter.boundingRect(second, wrapped, line)
                painter.drawText(second, wrapped, line)
                below = second.bottom()
            cut.paint(painter, theme, local.adjusted(0, below + 4, 0, 0), font, self.within)


def _one_row(theme: Theme, base: QFont, text: str, width: float) -> QFont:
    """Type in which a text has room in one row; the usual where it takes more rows anyway."""
    for size in (12, 11, 10):
        font = theme.font(base, size)
        if metrics_of(font).horizontalAdvance(text) <= width:
            return font
    return theme.font(base, 12)


def sections(a: SectionPicture, b: SectionPicture) -> BesidePicture:
    """The sections of two scenes in one scale."""
    sizes = [cut.size() for cut in map(cut_of, (a.outcome, b.outcome)) if cut is not None]
    within = (max(x for x, _ in sizes), max(y for _, y in sizes)) if sizes else None
    first, last = (replace(each, within=within, tagged=True) for each in (a, b))
    return BesidePicture(first, last, b.theme, SHAPE)
