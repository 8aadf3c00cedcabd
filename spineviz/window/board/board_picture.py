"""The presenter's board, as a value that paints itself: for the last row of a class.

Every length is a share of the height, so that a board is the same on every projector. Nothing on
it is smaller than `LEAST`, nor, on a board as small as a stamp, than `READABLE`; what does not fit
at that size is left out whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from spineviz.drawing.carried import Carried, carried
from spineviz.drawing.whole_numbers import whole_percent
from spineviz.outcome import Balanced, Rolled
from spineviz.session.shown import Shown
from spineviz.session.view import View
from spineviz.values import VALUE, scalars_of, written
from spineviz.window.figure.body_picture import BodyPicture
from spineviz.window.paint.camera import Camera
from spineviz.window.paint.picture import as_it_was, base, painted
from spineviz.window.paint.theme import Theme
from spineviz.window.section.section_picture import SectionPicture, cut_of
from spineviz.words.captions import Caption, Piece, caption
from spineviz.words.language import say
from spineviz.words.sentences import curvatures

LEAST = 0.036
"""Share of the height under which no type goes: 26 px of 720, 7.2 mm on a wall of 200 mm."""

READABLE = 9.0
"""px under which letters are grey dust, ASSUMED; on a board of 320 px only the largest words are
left."""

TITLE = (0.058, 0.054, 0.05, 0.046, 0.042, LEAST)
"""Shares of the height that the type of the title can have, the largest that fits."""

HEADER, NUMBER = 0.05, 0.052  # shares of the height: type over a bar and in it
MARGIN, HEAD, SECTION = 0.025, 0.165, 0.4  # shares: round all, of the title, of the cross-section
BARS_TOP, BARS_BOTTOM = 0.31, 0.82  # shares of the height between which the bars stand
COLUMN, WIDEST = 0.45, 0.66  # of the width for the bars, and of the height at most
LABELS, GAP = 0.385, 0.05  # shares of that column: words beside the bars, and between them
SHAPE, WORDS = 1.65, 0.36  # width of the cross-section in its heights, and of words beside it
FLOOR, CLEAR = 0.075, 0.045  # shares of the height: of floor, and for a head over the trunk
MINOR, SEEN = 0.05, 0.005  # shares of the force from which the rest, and a part, are named
LINES = 1.2  # of the usual width of lines
FINE, BOLD = 0.0027, 0.005  # shares of the height: lines round the bars

PEAK, SHARE = VALUE["peak_kPa"], VALUE["spine_share"]

INK = {"spine": "spine_ink", "cage": "cage_ink"}
PARTS = (("cage", "path_ribs"), ("rest", "path_soft"), ("spine", "path_spine"))
"""Parts of a bar from the top, and their colours."""


class Places(Struct, frozen=True):
    """Where everything stands on a board, px, its corner at 0, 0."""

    title: QRectF
    section: QRectF
    words: QRectF
    body: QRectF
    bars: QRectF


def places(size: QSizeF) -> Places:
    """Where everything stands on a board of some size, px."""
    w, h = size.width(), size.height()
    side = min(COLUMN * w, WIDEST * h)
    # a part of a pixel at the edge of the body would be a line through the title
    left, edge = float(round(w - side)), MARGIN * h
    section = QRectF(edge, HEAD * h, min(SHAPE * SECTION * h, left - 2 * edge), SECTION * h)
    words = QRectF(section.right() + edge, HEAD * h + edge, left - section.right() - edge, h)
    if words.width() < WORDS * h:
        words = QRectF(edge, HEAD * h, left - 2 * edge, 2.6 * LEAST * h)
        section.setTop(words.bottom())
    return Places(
        QRectF(edge, edge, w - 2 * edge, HEAD * h - edge),
        section,
        words,
        QRectF(0, 0, left, h),
        QRectF(left + MARGIN * h, 0, side - 2 * MARGIN * h, h),
    )


class BoardPicture(Struct, frozen=True, eq=False):
    """What a class is shown: what is said, the body, its cross-section, and who carries the
    roller's force, now and in the scene that was kept.

    Attributes:
        view: of the scene now. kept: outcome of the scene that was kept, or None: then the state
            before the last change stands there.
        shown, theme: see there.
        held: whether the roller is lit up.
    """

    view: View
    kept: Balanced | None
    shown: Shown
    theme: Theme
    held: bool = False

    @property
    def beside(self) -> Balanced | None:
        """What the scene is held against; nothing while it has no numbers itself."""
        if self.view.outcome is None:
            return None
        return self.view.before if self.kept is None else self.kept

    @property
    def said(self) -> Caption:
        """The title."""
        outcome, beside = self.view.outcome, self.beside
        if beside is not None and outcome is not None and beside.scene == outcome.scene:
            beside = None
        return caption(outcome, beside, why=self.view.message)

    @property
    def look(self) -> Theme:
        """Its colours, with lines for a wall; type and lines grow with the board by themselves."""
        return replace(self.theme, text=1.0, lines=LINES, least_text=0.0, least_line=0.0)

    def body(self, size: QSizeF) -> BodyPicture:
        """The body as it stands on a board of some size."""
        now = self.view.picture
        # the whole person: of a trunk the head would reach under the cross-section
        shown = self.shown.zoomed(False)
        if now is not None and now.drawn_roller is None:
            shown = replace(shown, zoom=False)  # a head held up would reach into the title
        return BodyPicture(
            now,
            replace(shown, hints=False, trouble=False, cobb=False),
            self.look,
            numbers=self.view.outcome is not None,
            held=self.held,
            bare=(HEAD + CLEAR + (0.0 if cut_of(now) is None else SECTION), FLOOR),
        )

    def camera(self, size: QSizeF) -> Camera:
        """Where the world is on a board of some size, its corner at 0, 0."""
        return self.body(size).camera(places(size).body.size())

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box."""
        with painted(painter, box) as local:
            _Board(self, local.size()).paint(painter)


class _Board:
    """One painting of a board with its corner at 0, 0."""

    def __init__(self, picture: BoardPicture, size: QSizeF) -> None:
        self.picture, self.size, self.high = picture, size, size.height()
        self.theme = picture.look
        self.places = places(size)

    def paint(self, painter: QPainter) -> None:
        picture, places = self.picture, self.places
        painter.fillRect(QRectF(0, 0, self.size.width(), self.high), self.theme.color("canvas"))
        picture.body(self.size).paint(painter, places.body)
        self._pills(painter)
        cut = cut_of(picture.view.picture)
        if cut is not None:
            with as_it_was(painter):
                # a head or an elbow over the trunk ends under the cut, and does not cross it
                top, section = HEAD * self.high, places.section
                clear = QRectF(0, top, section.right(), section.bottom() - top)
                painter.fillRect(clear, self.theme.color("canvas"))
                cut.paint(painter, self.theme, places.section, base(), bare=True)
            self._beside_section(painter)
        self._title(painter)
        self._bars(painter)
        self._disclaimer(painter)

    def font(self, share: float, bold: bool = False) -> QFont:
        """Type of a share of the height."""
        return self.theme.font(base(), share * self.high, bold)

    @property
    def _small(self) -> bool:
        """Whether the smallest words could not be read."""
        return LEAST * self.high < READABLE

    def _title(self, painter: QPainter) -> None:
        """As large as there is room for; what was before leaves before the type gets small."""
        said, room = self.picture.said, self.places.title
        shares = [share for share in TITLE if share * self.high >= READABLE]
        for share, count in (*((s, 1) for s in shares if s > LEAST), *((s, 0) for s in shares)):
            font = self.font(share, bold=True)
            lines = _wrapped(said.pieces, font, room.width())
            for second in said.second[:count]:
                lines += _wrapped(((second, ""),), font, room.width())
            spacing = QFontMetricsF(font).height()
            if spacing * len(lines) <= room.height():
                break
        else:
            return
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        y = room.top() + metrics.ascent()
        for line in lines:
            x = room.left()
            for text, slot in line:
                wide = metrics.horizontalAdvance(text)
                painter.setPen(self.theme.color(INK.get(slot, "ink")))
                painter.drawText(QPointF(x, y), text)
                x += wide
            y += spacing

    def _beside_section(self, painter: QPainter) -> None:
        """Where the cut is, and the peak there, if it fits beside it."""
        if self._small:
            return
        view, place = self.picture.view, self.places.section
        section = SectionPicture(view.picture, self.picture.shown, self.theme)
        lines = [(section.title, True), (say("board.feet"), False)]
        roller = None if view.outcome is None else view.outcome.roller
        if roller is not None:
            lines.append((f"{PEAK.word} {PEAK.text(roller.peak_kPa)}", True))
        room = QRectF(self.places.words)
        if place.top() >= room.bottom():  # over it there is room for two lines
            lines = [lines[0], *lines[2:]]
        for text, bold in lines:
            font = self.font(LEAST, bold)
            rows = _wrapped(((text, ""),), font, room.width())
            metrics = QFontMetricsF(font)
            if any(_width(row, metrics) > room.width() for row in rows):
                continue
            painter.setFont(font)
            painter.setPen(self.theme.color("ink" if bold else "ink2"))
            for row in rows:
                painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()),
                                 "".join(piece for piece, _ in row))  # fmt: skip
                room.setTop(room.top() + metrics.height())

    def _pills(self, painter: QPainter) -> None:
        """Where the roller is, and where it was in the scene beside."""
        picture, body = self.picture, self.places.body
        now = picture.view.picture
        if now is None or now.roller is None or now.place is None:
            return
        camera = picture.camera(self.size)
        font = self.font(max(0.044, READABLE / self.high), bold=True)
        metrics = QFontMetricsF(font)
        middle = self.high - 0.5 * FLOOR * self.high
        painter.setFont(font)
        boxes: list[QRectF] = []
        for outcome in (now, picture.beside):
            if outcome is None or outcome.roller is None or outcome.place is None:
                continue
            text = outcome.place.nearest
            wide, high = metrics.horizontalAdvance(text) + 0.036 * self.high, metrics.height()
            x = camera.x(outcome.roller.x)
            x = min(max(x, body.left() + wide / 2), body.right() - wide / 2)
            box = QRectF(x - wide / 2, middle - high / 2, wide, high)
            if any(box.intersects(other) for other in boxes):
                continue
            own = not boxes
            boxes.append(box)
            painter.setPen(Qt.PenStyle.NoPen if own else self._dashed())
            painter.setBrush(self.theme.color("accent" if own else "panel"))
            painter.drawRoundedRect(box, 0.012 * self.high, 0.012 * self.high)
            painter.setPen(self.theme.color("on_accent" if own else "ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _dashed(self) -> QPen:
        pen = QPen(self.theme.color("ink"), FINE * self.high)
        pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _bars(self, painter: QPainter) -> None:
        """Who carries the roller's force: the scene beside, and the scene now."""
        area, picture = self.places.bars, self.picture
        beside, now = picture.beside, picture.view.outcome
        top, bottom = BARS_TOP * self.high, BARS_BOTTOM * self.high
        labels = LABELS * area.width()
        gap = GAP * area.width()
        wide = (area.width() - labels - gap) / 2
        named = say("board.before" if picture.kept is None else "board.kept")
        if now is not None and now.drawn_roller is None:
            self._curves(painter, now)
            return
        shown = [(now, say("board.now"), True)]
        if beside is not None:
            shown.insert(0, (beside, named, False))
        splits: list[Carried] = []
        # the bar of now is always the right one; the words stand beside the first
        first = area.right() - len(shown) * (wide + gap) + gap
        for row, (outcome, name, own) in enumerate(shown):
            box = QRectF(first + row * (wide + gap), top, wide, bottom - top)
            self._bar(painter, box, outcome, name, own)
            split = _carried(outcome)
            splits += [] if split is None else [split]
        if splits and now is not None and not self._small:
            words = labels - 0.015 * self.high
            room = QRectF(first - labels, top, words, bottom - top)
            self._labels(painter, room, splits, now.person.face_down)

    def _curves(self, painter: QPainter, now: Balanced) -> None:
        """Without a roller: how far the back is bent."""
        area, y = self.places.bars, BARS_TOP * self.high
        for name, angle in curvatures(now):
            for text, font, ink in (
                (name, self.font(HEADER, bold=True), "ink"),
                (angle, self.font(LEAST), "ink2"),
            ):
                tall = QFontMetricsF(font).height()
                painter.setFont(font)
                painter.setPen(self.theme.color(ink))
                painter.drawText(QRectF(area.left(), y, area.width(), tall), text)
                y += tall
            y += 0.5 * tall

    def _bar(
        self, painter: QPainter, box: QRectF, outcome: Balanced | None, name: str, own: bool
    ) -> None:
        """One bar with its place over it and its newtons under it; hatched without numbers."""
        theme = self.theme
        centre = Qt.AlignmentFlag.AlignHCenter
        place = None if outcome is None else outcome.place
        large, small = self.font(HEADER, bold=True), self.font(LEAST)
        rows = [] if self._small else [(name, small)]
        if place is not None:
            named = place.nearest
            wide = QFontMetricsF(large).horizontalAdvance(named)
            large.setPixelSize(int(large.pixelSize() * min(box.width() / wide, 1.0)))
            rows.insert(0, (named, large))
        y = box.top() - 0.012 * self.high
        for text, font in reversed(rows):
            tall = QFontMetricsF(font).height()
            y -= tall
            painter.setFont(font)
            painter.setPen(theme.color("ink"))
            painter.drawText(QRectF(box.left(), y, box.width(), tall), centre, text)
        split = _carried(outcome)
        painter.setPen(Qt.PenStyle.NoPen)
        if split is None:
            painter.fillRect(box, Qt.BrushStyle.BDiagPattern)
        else:
            y = box.top()
            percent = _percent(outcome)
            for part, token in PARTS:
                share = getattr(split, part)
                room = QRectF(box.left(), y, box.width(), share * box.height())
                painter.fillRect(room, theme.color(token))
                self._number(painter, room, written(percent[part], 0, SHARE.unit))
                y = room.bottom()
        painter.setPen(QPen(theme.color("ink"), BOLD * self.high) if own else self._dashed())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        if outcome is not None and outcome.roller is not None and not self._small:
            painter.setFont(small)
            painter.setPen(theme.color("ink2"))
            under = QRectF(box.left(), box.bottom() + 0.01 * self.high, box.width(),
                           QFontMetricsF(small).height())  # fmt: skip
            painter.drawText(under, centre, say("board.of", force=outcome.roller.force_N))

    def _number(self, painter: QPainter, room: QRectF, text: str) -> None:
        """A share on a plate in its part of a bar, where that is tall enough."""
        font = self.font(NUMBER, bold=True)
        metrics = QFontMetricsF(font)
        plate = QRectF(0, 0, metrics.horizontalAdvance(text) + 0.02 * self.high, metrics.height())
        if plate.height() + 0.01 * self.high > room.height():
            return
        plate.moveCenter(room.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("panel"))
        painter.drawRoundedRect(plate, 0.01 * self.high, 0.01 * self.high)
        painter.setFont(font)
        painter.setPen(self.theme.color("ink"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    def _labels(
        self, painter: QPainter, room: QRectF, splits: list[Carried], face_down: bool
    ) -> None:
        """What the parts are, beside the first bar: each that some bar has, in whole per cent; the
        rest only where there is more of it."""
        font = self.font(LEAST, bold=True)
        tall = QFontMetricsF(font).height()
        painter.setFont(font)
        first = splits[0]
        low = room.bottom()
        cage = say("board.cage.down" if face_down else "board.cage")
        for part, label, least, middle, ink in (
            ("spine", say("board.spine"), SEEN, 1.0 - 0.5 * first.spine, "spine_ink"),
            ("rest", say("board.rest"), MINOR, first.cage + 0.5 * first.rest, "ink2"),
            ("cage", cage, SEEN, 0.5 * first.cage, "cage_ink"),
        ):
            if max(getattr(each, part) for each in splits) < least:
                continue
            rows = label.splitlines()
            high = tall * len(rows)
            y = room.top() + middle * room.height() - high / 2
            y = min(max(y, room.top()), low - high)
            low = y - 0.4 * tall
            if ink == "ink2":  # grey ink alone would not be taken for the grey of the bar
                wide = QFontMetricsF(font).horizontalAdvance(rows[0]) + 1.1 * tall
                box = QRectF(room.right() - wide, y + 0.2 * tall, 0.7 * tall, 0.7 * tall)
                painter.fillRect(box, self.theme.color("path_soft"))
            painter.setPen(self.theme.color(ink))
            for text in rows:
                line = QRectF(room.left(), y, room.width(), tall)
                painter.drawText(line, Qt.AlignmentFlag.AlignRight, text)
                y += tall

    def _disclaimer(self, painter: QPainter) -> None:
        font = self.font(max(LEAST, READABLE / self.high))
        metrics = QFontMetricsF(font)
        rows = _wrapped(((say("window.disclaimer"), ""),), font, 0.8 * self.places.bars.width())
        painter.setFont(font)
        painter.setPen(self.theme.color("ink2"))
        y = self.high - 0.012 * self.high - metrics.height() * len(rows)
        for row in rows:
            line = QRectF(self.places.bars.left(), y, self.places.bars.width(), metrics.height())
            text = "".join(piece for piece, _ in row).strip()
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, text)
            y += metrics.height()


@lru_cache(maxsize=4)
def _carried(outcome: Balanced | None) -> Carried | None:
    """Who carries the roller's force in an outcome, or None where no roller presses."""
    if outcome is None or outcome.roller is None:
        return None
    return carried({"": scalars_of(outcome)}).get("")


def _percent(outcome: Balanced | None) -> dict[str, int]:
    """The same in whole per cent, which add up."""
    if not isinstance(outcome, Rolled):
        return {}
    behind = whole_percent(outcome).behind
    return {**behind, "rest": 100 - behind["cage"] - behind["spine"]}


def _width(line: list[Piece], metrics: QFontMetricsF) -> float:
    """px of some pieces without the space that may be after them."""
    text = "".join(piece for piece, _ in line)
    return metrics.horizontalAdvance(text.rstrip(" "))


def _wrapped(pieces: tuple[Piece, ...], font: QFont, width: float) -> list[list[Piece]]:
    """Pieces of a sentence in lines, broken between words; a word is never broken."""
    metrics = QFontMetricsF(font)
    groups: list[list[Piece]] = [[]]  # what stands between two spaces, with the space after it
    for text, slot in pieces:
        for part in re.findall(r"[^ ]+ *| +", text):
            groups[-1].append((part, slot))
            if part.endswith(" "):
                groups.append([])
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for group in groups:
        if lines[-1] and used + _width(group, metrics) > width:
            lines.append([])
            used = 0.0
        lines[-1] += group
        used += sum(metrics.horizontalAdvance(text) for text, _ in group)
    return lines
