"""Handouts as pages of a PDF: every line a line, every letter a letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPageSize, QPainter, QPdfWriter

from spineviz import __version__
from spineviz.teaching.handout import MARGIN_MM, PAPERS, Column, Handout, Part, Task, Ticks
from spineviz.window.handout.handout_figure import HandoutFigure
from spineviz.window.paint.guarded import painting
from spineviz.window.paint.picture import base
from spineviz.window.paint.theme import LIGHT, Theme, greyed
from spineviz.words.handout_words import of_force, page_words
from spineviz.words.language import say

PER_INCH = 96
PX_PER_MM = PER_INCH / 25.4
FIGURE = 262.0  # px: height of the figure
GAP, INDENT = 11.0, 18.0  # px between two blocks; before what belongs to a question
LINE, ROW = 26.0, 22.0  # px: of lines to write on, and of rows to tick
BAR_WIDE, BAR_HIGH = 46.0, 112.0  # px: a column to shade
COLUMNS, NAMES = 4, 3  # beside each other
BOX = 12.0  # px: side of a box to tick
DOT, DOTS = 1.1, 6.0  # px: radius of the dots in a column, and from one to the next
FOOT = 24.0  # px: for the foot of a page
ABOUT = 0.42  # share of the width before the boxes of a row

WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Block(Struct, frozen=True):
    """What stays together on a page: px of height, and what paints it from a corner."""

    height: float
    paint: Callable[[QPainter, QPointF], None]


def handout_pdf(sheets: Sequence[Handout], paper: str, grey: bool) -> bytes:
    """Sheets as a PDF; each begins on a page of its own.

    Args:
        paper: a key of `PAPERS`.
        grey: without colours.
    """
    theme = greyed(LIGHT) if grey else LIGHT
    size = QSizeF(*PAPERS[paper])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheets[0].title)
    writer.setCreator(f"SpineViz {__version__}")
    writer.setResolution(PER_INCH)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "", exact))
    writer.setPageMargins(QMarginsF())
    with painting(writer) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint(painter, sheets, theme, size * PX_PER_MM, writer.newPage)
    content = bytes(buffer.data().data())
    buffer.close()
    return content


def _paint(
    painter: QPainter,
    sheets: Sequence[Handout],
    theme: Theme,
    size: QSizeF,
    turn: Callable[[], bool],
) -> None:
    """Paint every page, turning after each but the last."""
    margin = MARGIN_MM * PX_PER_MM
    room = QRectF(margin, margin, size.width() - 2 * margin, size.height() - 2 * margin - FOOT)
    pages = [
        (sheet, page)
        for sheet in sheets
        for page in paged(Blocks(sheet, theme, room.width()).all(), room.height())
    ]
    for number, (sheet, page) in enumerate(pages, start=1):
        if number > 1:
            turn()
        y = room.top()
        for block in page:
            block.paint(painter, QPointF(room.left(), y))
            y += block.height + GAP
        foot = QRectF(room.left(), room.bottom(), room.width(), FOOT)
        painter.setFont(theme.font(base(), 11))
        painter.setPen(theme.color("ink2"))
        text = page_words(sheet.key, __version__, number, len(pages))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, text)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom,
                         sheet.title if number > 1 else "")  # fmt: skip


def paged(blocks: Iterable[Block], height: float) -> list[list[Block]]:
    """Blocks on pages of some height, px, in their order and none of them torn."""
    pages: list[list[Block]] = [[]]
    left = height
    for block in blocks:
        if pages[-1] and block.height > left:
            pages.append([])
            left = height
        pages[-1].append(block)
        left -= block.height + GAP
    return pages


class Blocks:
    """The blocks of a sheet, for some width of the page.

    Args:
        sheet: what stands on it. theme: its colours. width: px.
    """

    def __init__(self, sheet: Handout, theme: Theme, width: float) -> None:
        self._sheet, self._theme, self._width = sheet, theme, width
        self._text, self._bold = theme.font(base(), 13), theme.font(base(), 13.5, bold=True)
        self._small = theme.font(base(), 11)
        self._code = theme.font(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont), 10.5)

    def all(self) -> list[Block]:
        """From the title to the codes."""
        tasks = [self._task(number, task) for number, task in enumerate(self._sheet.tasks, 1)]
        return [self._head(), self._figure(), *tasks, self._limits(), self._codes()]

    def _head(self) -> Block:
        title = self._theme.font(base(), 22, bold=True)

        def paint(painter: QPainter, at: QPointF) -> None:
            self._say(painter, at, self._sheet.title, title)
            under = QPointF(at.x(), at.y() + 33)
            if self._sheet.key:
                self._say(painter, under, say("sheet.key"), self._bold, token="spine_ink")
            else:
                self._say(painter, under, say("sheet.name_and_date"), self._text, token="ink2")

        return Block(50.0, paint)

    def _figure(self) -> Block:
        sheet = self._sheet
        figure = HandoutFigure(sheet.figure, sheet.parts, self._theme, sheet.key)

        def paint(painter: QPainter, at: QPointF) -> None:
            figure.paint(painter, QRectF(at.x(), at.y(), self._width, FIGURE))
            self._say(
                painter, at + QPointF(0, FIGURE + 4), sheet.caption, self._small, token="ink2"
            )

        return Block(FIGURE + 18.0, paint)

    def _task(self, number: int, task: Task) -> Block:
        """The question, and under it whatever is named, shaded, ticked and written."""
        ask = f"{number}. {task.ask}"
        pieces = [Block(self._high(ask, self._bold, self._width) + 5,
                        lambda painter, at: self._say(painter, at, ask, self._bold))]  # fmt: skip
        pieces += [self._names(task.parts[row : row + NAMES], row)
                   for row in range(0, len(task.parts), NAMES)]  # fmt: skip
        pieces += [self._columns(task.columns[row : row + COLUMNS])
                   for row in range(0, len(task.columns), COLUMNS)]  # fmt: skip
        pieces += [self._ticks(row) for row in task.ticks]
        pieces += [self._said(each) for each in task.said]
        if not self._sheet.key:
            pieces += [Block(LINE, self._line)] * task.lines

        def paint(painter: QPainter, at: QPointF) -> None:
            y = at.y()
            for piece in pieces:
                piece.paint(painter, QPointF(at.x(), y))
                y += piece.height

        return Block(sum(piece.height for piece in pieces), paint)

    def _names(self, parts: Sequence[Part], first: int) -> Block:
        """A row of lines for names."""
        wide = (self._width - INDENT) / NAMES

        def paint(painter: QPainter, at: QPointF) -> None:
            for column, part in enumerate(parts):
                left = at + QPointF(INDENT + column * wide, 4)
                self._say(painter, left, f"{first + column + 1}", self._bold)
                start = left + QPointF(18, 0)
                self._say(
                    painter, start + QPointF(4, 0), part.answer, self._text, token="spine_ink"
                )
                painter.setPen(self._theme.pen("ink2", 0.8))
                painter.drawLine(QLineF(start.x(), start.y() + 18, left.x() + wide - 16,
                                        start.y() + 18))  # fmt: skip

        return Block(LINE, paint)

    def _columns(self, columns: Sequence[Column]) -> Block:
        wide = (self._width - INDENT) / COLUMNS

        def paint(painter: QPainter, at: QPointF) -> None:
            for row, column in enumerate(columns):
                self._column(painter, at + QPointF(INDENT + row * wide, 4), wide - 8, column)

        return Block(BAR_HIGH + 46, paint)

    def _column(self, painter: QPainter, at: QPointF, wide: float, column: Column) -> None:
        theme, shares = self._theme, column.shares
        bar = QRectF(at.x(), at.y(), BAR_WIDE, BAR_HIGH)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if shares is None:
            for quarter in (0.25, 0.5, 0.75):
                y = bar.bottom() - quarter * BAR_HIGH
                pen = theme.pen("ink3", 0.7)
                pen.setDashPattern([3, 3])
                painter.setPen(pen)
                painter.drawLine(QLineF(bar.left(), y, bar.right(), y))
        else:
            cage, spine = (BAR_HIGH * each / 100 for each in (shares.cage, shares.spine))
            painter.fillRect(
                QRectF(bar.left(), bar.top(), BAR_WIDE, cage), theme.color("path_ribs")
            )
            self._dotted(painter, QRectF(bar.left(), bar.bottom() - spine, BAR_WIDE, spine))
        painter.setPen(theme.pen("ink", 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        blank = say("sheet.blank")
        cage_text, spine_text, force = shares.written if shares else (blank, blank, None)
        beside, room = QPointF(bar.right() + 8, bar.top() + 8), wide - BAR_WIDE - 8
        for label, token, number in (
            (say("sheet.shared"), "cage_ink", cage_text),
            (say("sheet.spine"), "spine_ink", spine_text),
        ):
            self._say(painter, beside, label, self._small, token, room)
            high = self._high(label, self._small, room)
            self._say(painter, beside + QPointF(0, high + 2), number, self._bold)
            beside = beside + QPointF(0, high + 30)
        under = QPointF(bar.left(), bar.bottom() + 3)
        self._say(painter, under, column.name, self._theme.font(base(), 11.5, bold=True), room=wide)
        high = self._high(column.name, self._theme.font(base(), 11.5, bold=True), wide)
        self._say(painter, under + QPointF(0, high), of_force(force), self._small, token="ink2")

    def _dotted(self, painter: QPainter, box: QRectF) -> None:
        """A pale part with dots, told from a dark one without any colour; it may have no height."""
        theme = self._theme
        painter.fillRect(box, theme.color("skin_bottom"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("path_spine"))
        y = box.bottom() - DOTS / 2
        while y - DOT > box.top():
            x = box.left() + DOTS / 2
            while x + DOT < box.right():
                painter.drawEllipse(QPointF(x, y), DOT, DOT)
                x += DOTS
            y -= DOTS
        painter.setPen(theme.pen("ink", 1.2))
        painter.drawLine(box.topLeft(), box.topRight())

    def _ticks(self, row: Ticks) -> Block:
        """Boxes beside each other, by twos or under each other where their words are too long."""
        inner = self._width - INDENT
        start = INDENT + (ABOUT * inner if row.about else 0.0)
        longest = max(map(QFontMetricsF(self._text).horizontalAdvance, row.options)) + BOX + 14
        most = len(row.options)
        beside = next((n for n in (most, 2) if n * longest <= self._width - start), 1)
        wide = (self._width - start) / beside
        about = self._high(row.about, self._text, ABOUT * inner - 8) if row.about else 0.0
        height = max(ROW * -(-most // beside), about + 4)

        def paint(painter: QPainter, at: QPointF) -> None:
            if row.about:
                self._say(painter, at + QPointF(INDENT, 0), row.about, self._text,
                          room=ABOUT * inner - 8)  # fmt: skip
            for number, option in enumerate(row.options):
                step = QPointF(number % beside * wide, number // beside * ROW)
                corner = at + QPointF(start, 2) + step
                self._box(painter, corner, ticked=number == row.right)
                self._say(painter, corner + QPointF(BOX + 7, -2), option, self._text)

        return Block(height, paint)

    def _box(self, painter: QPainter, corner: QPointF, ticked: bool) -> None:
        painter.setPen(self._theme.pen("ink2", 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(corner.x(), corner.y(), BOX, BOX))
        if ticked:
            painter.setPen(self._theme.pen("spine_ink", 2.4))
            places = ((2.0, 6.0), (5.0, 10.0), (12.0, -1.0))
            painter.drawPolyline([corner + QPointF(*place) for place in places])

    def _said(self, text: str) -> Block:
        room = self._width - INDENT
        return Block(
            self._high(text, self._text, room) + 3,
            lambda painter, at: self._say(painter, at + QPointF(INDENT, 0), text, self._text,
                                          "spine_ink", room),
        )  # fmt: skip

    def _line(self, painter: QPainter, at: QPointF) -> None:
        """One line to write on."""
        painter.setPen(self._theme.pen("ink2", 0.8))
        y = at.y() + LINE - 3
        painter.drawLine(QLineF(at.x() + INDENT, y, at.x() + self._width, y))

    def _limits(self) -> Block:
        room = self._width - 20
        rows = [self._high(each, self._small, room) + 2 for each in self._sheet.limits]
        height = sum(rows) + 32

        def paint(painter: QPainter, at: QPointF) -> None:
            painter.setPen(self._theme.pen("field_line", 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(at.x(), at.y(), self._width, height))
            self._say(painter, at + QPointF(10, 6), say("sheet.leaves_out"), self._bold)
            y = at.y() + 26
            for text, high in zip(self._sheet.limits, rows, strict=True):
                self._say(painter, QPointF(at.x() + 10, y), text, self._small, room=room)
                y += high

        return Block(height, paint)

    def _codes(self) -> Block:
        rows = [f"{name}:  {code}" for name, code in self._sheet.codes]
        highs = [self._high(row, self._code, self._width) for row in rows]

        def paint(painter: QPainter, at: QPointF) -> None:
            self._say(painter, at, say("sheet.codes"), self._small, token="ink2")
            y = at.y() + 17
            for row, high in zip(rows, highs, strict=True):
                self._say(painter, QPointF(at.x(), y), row, self._code)
                y += high

        return Block(17 + sum(highs), paint)

    def _high(self, text: str, font: QFont, room: float) -> float:
        """px of height that some words take in a room of some width."""
        return QFontMetricsF(font).boundingRect(QRectF(0, 0, room, 1e4), WRAP, text).height()

    def _say(self, painter: QPainter, at: QPointF, text: str, font: QFont, token: str = "ink",
             room: float = 0.0) -> None:  # fmt: skip
        """Write words from a corner on; they wrap within the room, or the page."""
        painter.setFont(font)
        painter.setPen(self._theme.color(token))
        painter.drawText(QRectF(at.x(), at.y(), room or self._width, 1e4), WRAP, text)
