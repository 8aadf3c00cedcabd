"""A ledger as a value that paints itself: what a force is made of, as rows of newtons and
percentages that add up on screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from spineviz.drawing.whole_numbers import AS_USUAL, adding_up, in_groups
from spineviz.outcome import BEHIND
from spineviz.window.paint.picture import base, painted
from spineviz.window.paint.theme import Theme
from spineviz.window.paint.typeface import metrics_of
from spineviz.words.sentences import receiver_names

ROW, COMPACT_ROW = 19.0, 16.0  # px at 100 %, as all of these
HEAD = 22.0
STACK = 15.0  # height of the stacked bar
GAP = 6.0  # under it
BETWEEN = 8.0  # from the longest name to the newtons
INDENT, SWATCH = 10.0, 20.0  # before a row that is part of a sum; from a swatch to its name
FOLD = 18.0  # side of the button that folds
NO_VALUE = "–"
FRONT = "shoulders"  # a tissue that a ledger has where the front is pressed
SUM = "sum of "  # before a key of `BEHIND`: that of its line; tissues have such keys too


class LedgerPicture(Struct, frozen=True, eq=False):
    """Rows of a force, the same rows in the same order whatever they hold.

    Attributes:
        title: what is added up.
        names: key and words of each row.
        values: newtons by row; without any, the rows are blank.
        colours: token of each row's colour; without any, rows have no swatch and no stacked bar.
        theme: see there.
        shares: whether percentages are shown beside newtons.
        grouped: whether rows are tissues: they stand under what lies behind them, in the sums
            that stand elsewhere too; otherwise all rows but the first, which stands elsewhere,
            give way.
        row: px at 100 % of each row. unfolded: whether the rows are shown; sums: of those that
            are grouped only the sums.
        indented: px at 100 % before the title, for a button.
        waiting: grey while another scene is being solved.
    """

    title: str
    names: Mapping[str, str]
    values: Mapping[str, float]
    colours: Mapping[str, str]
    theme: Theme
    shares: bool = True
    grouped: bool = False
    row: float = ROW
    unfolded: bool = True
    sums: bool = False
    indented: float = 0.0
    waiting: bool = False

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """Keys from the top, and whether each is a sum: one over the rows that it is made of, or
        the row itself where it is made of one."""
        if not self.grouped:
            return [(key, False) for key in self.names]
        found: list[tuple[str, bool]] = []
        for behind, tissues in BEHIND.items():
            rows = [each for each in tissues if each in self.names]
            if len(rows) > 1:
                found.append((SUM + behind, True))
            found += [(each, len(rows) == 1) for each in rows]
        return found

    @property
    def painted_lines(self) -> list[tuple[str, bool]]:
        """Those of the lines that are painted."""
        if not self.unfolded:
            return []
        return [line for line in self.lines if line[1] or not (self.sums and self.grouped)]

    @property
    def newtons(self) -> dict[str, int]:
        """Whole newtons by row, which add up."""
        return _newtons(self)

    @property
    def percent(self) -> dict[str, int]:
        """Whole percentages by row, which add up; none of nothing."""
        whole = sum(self.values.values())
        if whole <= 0 or not self.shares:
            return {}
        shares = {name: 100 * value / whole for name, value in self.values.items()}
        return self.whole(shares, 100, AS_USUAL)

    def whole(
        self, values: Mapping[str, float], total: int, kept: tuple[str, ...] = ()
    ) -> dict[str, int]:
        """By row, and by sum where there are some."""
        if self.grouped:
            whole = in_groups(values, total, kept)
            return {**{SUM + name: each for name, each in whole.behind.items()}, **whole.tissue}
        return adding_up(values, total, list(values)[:1])

    @property
    def total(self) -> str:
        """What stands beside the title."""
        newtons = self.newtons
        return f"{sum(newtons[key] for key in self.names)} N" if newtons else NO_VALUE

    @property
    def cells(self) -> dict[str, tuple[str, ...]]:
        """What stands in each line, by its key: newtons and, where shown, the percentage."""
        return _cells(self)

    @property
    def height(self) -> float:
        """px that it takes: title, stacked bar where there are colours, unfolded rows."""
        stack = STACK + GAP if self.colours else 0.0
        return self.theme.px(HEAD + stack + self.row * len(self.painted_lines))

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint into a box that is `height` px high."""
        with painted(painter, box) as local:
            self._paint(painter, local)

    def _paint(self, painter: QPainter, box: QRectF) -> None:
        theme, width = self.theme, box.width()
        painter.fillRect(box, theme.color("panel"))
        ink = "ink3" if self.waiting or not self.values else "ink"
        painter.setFont(theme.font(base(), 13, bold=True))
        head = QRectF(0, 0, width, theme.px(FOLD))
        left, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        painter.setPen(theme.color("ink"))
        painter.drawText(head.adjusted(theme.px(self.indented), 0, 0, 0), left, self.title)
        painter.setPen(theme.color(ink))
        painter.drawText(head, left | right, self.total)
        y = theme.px(HEAD)
        if self.colours:
            self._paint_stack(painter, y, width)
            y += theme.px(STACK + GAP)
        self._paint_rows(painter, y, width, ink)

    def _paint_rows(self, painter: QPainter, y: float, width: float, ink: str) -> None:
        theme, high = self.theme, self.theme.px(self.row)
        newtons, written = self.newtons, self.cells
        left, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        plain, bold = theme.font(base(), 12), theme.font(base(), 12, bold=True)
        shares_at = width - theme.px(46) if self.shares else width
        narrow = self.name_font(width)
        heavy = QFont(narrow)
        heavy.setBold(True)
        side = theme.px(10)
        for key, summed in self.painted_lines:
            row = QRectF(0, y, width, high)
            x = 0.0 if summed else self._indent
            swatch = key if key in self.names else self._first_of(key) if self.sums else None
            if self.colours and swatch is not None:
                painter.setPen(QPen(theme.color("path_edge"), 1))
                painter.setBrush(theme.color(self.colours[swatch]))
                place = QRectF(x + 0.5, y + (high - side) / 2, side, side)
                painter.drawRoundedRect(place, 2, 2)
                x += theme.px(SWATCH)
            quiet = ink == "ink" and not newtons.get(key)
            painter.setPen(theme.color("ink2" if quiet else ink))
            painter.setFont(heavy if summed else narrow)
            painter.drawText(row.adjusted(x, 0, 0, 0), left, self._name(key))
            cells = written[key]
            painter.setFont(bold if summed else plain)
            painter.drawText(QRectF(0, y, shares_at, high), left | right, cells[0])
            if self.shares:
                painter.drawText(row, left | right, cells[1])
            y += high

    @property
    def _indent(self) -> float:
        """px before a row that is part of a sum."""
        return self.theme.px(INDENT) if self.grouped else 0.0

    def _name(self, key: str) -> str:
        said = receiver_names(FRONT in self.names)
        return self.names.get(key) or said[key.removeprefix(SUM)]

    def _first_of(self, key: str) -> str:
        """The first row of a sum."""
        return next(each for each in BEHIND[key.removeprefix(SUM)] if each in self.names)

    def name_font(self, width: float) -> QFont:
        """The font of the names in a ledger so wide (px): as small as the longest name needs it,
        since none is cut."""
        theme, font = self.theme, self.theme.font(base(), 12)
        measure = metrics_of(font).horizontalAdvance
        used = (theme.px(46) if self.shares else 0.0) + self._indent
        used += theme.px(SWATCH) if self.colours else 0.0
        room = width - used - max(measure(each[0]) for each in self.cells.values())
        room -= theme.px(BETWEEN)
        widest = _widest(theme, tuple(self.names.values()))
        if widest > room:
            font.setPixelSize(max(int(font.pixelSize() * room / widest), 1))
        return font

    def _paint_stack(self, painter: QPainter, y: float, width: float) -> None:
        """The rows as one bar."""
        theme, high = self.theme, self.theme.px(STACK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("chip"))
        painter.drawRect(QRectF(0, y, width, high))
        total = sum(self.values.values())
        if total <= 0:
            return
        x = 0.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for key in (key for key, _ in self.lines if key in self.names):
            part = self.values.get(key, 0.0) / total * width
            if part >= 0.5:
                painter.setPen(QPen(theme.color("panel"), 1))
                painter.setBrush(theme.color("line" if self.waiting else self.colours[key]))
                painter.drawRect(QRectF(x, y, part, high - 1))
            x += part
        painter.setPen(QPen(theme.color("field_line"), 1))  # round parts that are as pale as paper
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(0, y, width - 1, high - 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


@lru_cache(maxsize=8)
def _widest(theme: Theme, names: tuple[str, ...]) -> float:
    """px of the longest of some names at 100 %, which stay as they are while numbers change."""
    return max(map(metrics_of(theme.font(base(), 12)).horizontalAdvance, names))


@lru_cache(maxsize=8)  # a picture says its rows before it paints them
def _newtons(ledger: LedgerPicture) -> dict[str, int]:
    values = ledger.values
    return ledger.whole(values, round(sum(values.values()))) if values else {}


@lru_cache(maxsize=8)
def _cells(ledger: LedgerPicture) -> dict[str, tuple[str, ...]]:
    newtons, shares = ledger.newtons, ledger.percent
    found: dict[str, tuple[str, ...]] = {}
    for key, _ in ledger.lines:
        if not newtons:
            found[key] = (NO_VALUE, NO_VALUE) if ledger.shares else (NO_VALUE,)
        elif ledger.shares:
            found[key] = f"{newtons[key]} N", f"{shares[key]}\u202f%"
        else:
            found[key] = (f"{newtons[key]} N",)
    return found
