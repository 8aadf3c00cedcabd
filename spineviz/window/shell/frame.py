"""What there can be a picture of: each part, and the whole frame that is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from spineviz.outcome import Rolled
from spineviz.session.idle import Found
from spineviz.session.shown import Shown
from spineviz.session.view import State, View
from spineviz.window.along.curve_picture import CurvePicture
from spineviz.window.back.back_picture import BackPicture
from spineviz.window.board.board_picture import BoardPicture
from spineviz.window.figure.body_picture import BodyPicture
from spineviz.window.numbers.bar_contents import against
from spineviz.window.numbers.compare_picture import DifferencePicture, PairPicture, told_apart
from spineviz.window.numbers.numbers_picture import NumbersPicture
from spineviz.window.paint.picture import Picture, base, fitted, painted
from spineviz.window.paint.theme import Theme
from spineviz.window.section.section_picture import SectionPicture, sections
from spineviz.window.shell.pages import DISCLAIMER
from spineviz.words.language import say
from spineviz.words.sentences import headline
from spineviz.words.status_line import status

WHOLE = "window"
VIEWS = {
    WHOLE: say("frame.window"),
    "body": say("frame.body"),
    "section": say("frame.section"),
    "curve": say("frame.curve"),
    "back": say("frame.back"),
    "numbers": say("frame.numbers"),
    "board": say("board.name"),
}
"""What there can be a picture of, and how that is written."""

COMPLETE = (WHOLE,)
"""Those that say themselves what the caption of the others says."""

NATURAL = QSizeF(640.0, 360.0)
"""px at 100 % from which on the type has its usual size."""

COLUMN, STATUS, STRIP = 296.0, 28.0, 44.0
"""px at 100 %: width of the numbers, height of the sentence, and of the differences from A."""

SHARE_UNDER, SHARE_CURVE = 0.375, 0.64
"""Shares: of the height for what stands under the body, of the width for the curve there."""

WIDE, TALL, LEAST_UNDER, LEAST_SECTION = 640.0, 230.0, 136.0, 240.0
"""px at 100 % from which there is room for the numbers and for the sentence, and of height and
width that curve and section need."""

EDGE = 14.0  # px


def scene_sentence(view: View) -> str:
    """Place and result, or why there is none."""
    return view.message if view.outcome is None else status(view.outcome, view.before)


class Frame(Struct, frozen=True, eq=False):
    """Everything in one picture. With less room the section leaves first, then the curve, the
    numbers, the differences, and last the sentence; the body stays.

    Attributes:
        body, curve, section, numbers: the parts. differences: of two scenes, or None.
        theme: see there.
        lines: the sentence that says what is seen, and shorter ones for less room.
    """

    body: Picture
    curve: Picture
    section: Picture
    numbers: Picture
    differences: Picture | None
    theme: Theme
    lines: Sequence[str]

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box."""
        theme = fitted(self.theme, box, NATURAL)
        with painted(painter, box) as local:
            painter.fillRect(local, theme.color("panel"))
            for part, room in self._parts(theme, local):
                part.paint(painter, room)
                painter.setPen(theme.pen("line", 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                if room.top() > local.top():
                    painter.drawLine(room.topLeft(), room.topRight())
                if room.left() > local.left():
                    painter.drawLine(room.topLeft(), room.bottomLeft())
            if self._said(theme, local):
                high = theme.px(STATUS)
                row = QRectF(0, local.height() - high, local.width(), high)
                self._paint_sentence(painter, theme, row)

    def _said(self, theme: Theme, box: QRectF) -> bool:
        return box.height() >= theme.px(TALL)

    def _parts(self, theme: Theme, box: QRectF) -> list[tuple[Picture, QRectF]]:
        """Each part and its place; the body first, over which others may lie."""
        width, height = box.width(), box.height()
        bottom = height - (theme.px(STATUS) if self._said(theme, box) else 0.0)
        top = 0.0
        found: list[tuple[Picture, QRectF]] = []
        if self.differences is not None and bottom >= theme.px(TALL):
            top = theme.px(STRIP)
            found.append((self.differences, QRectF(0, 0, width, top)))
        right = width - theme.px(COLUMN) if width >= theme.px(WIDE) else width
        under = SHARE_UNDER * (bottom - top)
        if under < theme.px(LEAST_UNDER):
            under = 0.0
        found.insert(0, (self.body, QRectF(0, top, right, bottom - top - under)))
        if under:
            split = right
            if (1 - SHARE_CURVE) * right >= theme.px(LEAST_SECTION):
                split = round(SHARE_CURVE * right)
                found.append((self.section, QRectF(split, bottom - under, right - split, under)))
            found.append((self.curve, QRectF(0, bottom - under, split, under)))
        if right < width:
            found.append((self.numbers, QRectF(right, top, width - right, bottom - top)))
        return found

    def _paint_sentence(self, painter: QPainter, theme: Theme, row: QRectF) -> None:
        """The longest line that fits, and the disclaimer beside it where there is room."""
        painter.fillRect(row, theme.color("chip"))
        painter.setPen(theme.pen("line", 1))
        painter.drawLine(row.topLeft(), row.topRight())
        bold, small = theme.font(base(), 14, bold=True), theme.font(base(), 12)
        room = row.adjusted(EDGE, 0, -EDGE, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        used = 0.0
        for font in (bold, small):
            metrics = QFontMetricsF(font)
            text = next((each for each in self.lines
                         if metrics.horizontalAdvance(each) <= room.width()), "")  # fmt: skip
            if text == self.lines[0] or font is small:
                painter.setFont(font)
                painter.setPen(theme.color("ink"))
                painter.drawText(room, middle, text)
                used = metrics.horizontalAdvance(text)
                break
        if used + 24 + QFontMetricsF(small).horizontalAdvance(DISCLAIMER) <= room.width():
            painter.setFont(small)
            painter.setPen(theme.color("ink2"))
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, DISCLAIMER)


def pictures_of(
    view: View, a: View | None, found: Found | None, shown: Shown, theme: Theme
) -> dict[str, Picture]:
    """Every picture of a scene, by the names of `VIEWS`.

    Args:
        view: of the scene.
        a: of the scene that it is compared with, or None.
        found: what idle work has found out, as far as it belongs to the scene.
        shown, theme: see there.
    """
    shown = replace(shown, hints=False)  # of the screen
    outcome = view.outcome
    known = found if found is not None and found.scene == view.scene else None
    beside = None if a is None else a.outcome
    body = BodyPicture(
        view.picture,
        shown,
        theme,
        numbers=outcome is not None,
        why=view.message if view.state is State.HIDDEN else "",
        before=view.before,
        sweep={} if known is None or shown.hidden else known.sweep,
    )
    back = BackPicture(
        view.picture,
        shown,
        theme,
        view.message,
        numbers=body.numbers,
        why=body.why,
        before=body.before,
        sweep=body.sweep,
    )
    pairs: dict[str, Picture] = {"body": body, "back": back}
    if a is not None:
        plain = (a.picture, shown, theme)
        apart = told_apart(a, view)
        other = BodyPicture(*plain, numbers=a.outcome is not None, apart=apart[0])
        pairs = {
            "body": PairPicture(other, replace(body, apart=apart[1])),
            "back": PairPicture(
                BackPicture(*plain, numbers=a.outcome is not None, apart=apart[0]),
                replace(back, apart=apart[1]),
            ),
        }
    differences = None
    if a is not None:
        differences = DifferencePicture(beside, outcome, theme)
    baseline = None if known is None or known.baseline is None else known.baseline
    people = () if known is None else known.people
    curve = CurvePicture(
        outcome,
        shown,
        theme,
        {} if known is None else {k: v for k, v in known.sweep.items() if v is not None},
        None if baseline is None else baseline.profile,
        beside if isinstance(beside, Rolled) else None,
        last=view.picture,
        before=view.before,
    )
    own = SectionPicture(outcome, shown, theme, view.message)
    section: Picture = own
    if a is not None:
        section = sections(SectionPicture(a.outcome, shown, theme, a.message), own)
    numbers = NumbersPicture(outcome, shown, theme, *against(outcome, view.before, beside), people)
    lines = [scene_sentence(view)]
    if outcome is not None:
        lines.append(headline(outcome))
    return {
        WHOLE: Frame(pairs[shown.view], curve, section, numbers, differences, theme, lines),
        **pairs,
        "section": section,
        "curve": curve,
        "numbers": numbers,
        "board": BoardPicture(view, beside, shown, theme),
    }
