"""A ledger: what a force is made of, as rows of newtons and percentages that add up on screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from spineviz.window.paint.theme import LIGHT, Theme

ROW, COMPACT_ROW = 19.0, 16.0  # px at 100 %, as all of these
HEAD = 22.0
STACK = 15.0  # height of the stacked bar
GAP = 6.0  # under it
FOLD = 18.0  # side of the button that folds
NO_VALUE = "–"


def adding_up(values: Mapping[str, float], total: int) -> dict[str, int]:
    """Whole numbers next to the values, which sum to nearly `total`, that add up to it.

    Each is rounded as usual. What is then missing is put where rounding has taken most, but never
    on the first row, so that the same force reads the same wherever it stands.
    """
    found = {name: round(value) for name, value in values.items()}
    missing = total - sum(found.values())
    step = 1 if missing > 0 else -1
    others = sorted(list(found)[1:], key=lambda name: step * (found[name] - values[name]))
    for name in others[: abs(missing)]:
        found[name] += step
    return found


def percentages(values: Mapping[str, float], group: Collection[str]) -> dict[str, int]:
    """Whole percentages that add up to 100, and within a group to the rounded share of the group,
    which stands elsewhere as a number of its own."""
    whole = sum(values.values())
    shares = {name: 100 * value / whole for name, value in values.items()}
    inside = {name: share for name, share in shares.items() if name in group}
    outside = {name: share for name, share in shares.items() if name not in group}
    part = round(sum(inside.values()))
    return adding_up(inside, part if outside else 100) | adding_up(outside, 100 - part)


class Ledger(QWidget):
    """Rows of a force, the same rows in the same order whatever they hold.

    The rows can be folded away, by the button or a click on the title; the total stays. A ledger
    that nobody has folded or unfolded may be folded by the panel where there is little room.

    Signals:
        folded(bool): somebody has folded or unfolded it.

    Args:
        title: what is added up.
        names: key and words of each row.
        colours: token of each row's colour; without any, rows have no swatch and no stacked bar.
        shares: whether percentages are shown beside newtons.
        group: rows whose percentages add up to a number that is shown elsewhere.
    """

    folded = Signal(bool)

    def __init__(
        self,
        title: str,
        names: Mapping[str, str],
        colours: Mapping[str, str],
        shares: bool,
        group: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._title, self._names, self._colours = title, dict(names), dict(colours)
        self._with_shares, self._group = shares, group
        self._theme = LIGHT
        self._row = ROW
        self._waiting = False
        self._chosen = False
        self._newtons: dict[str, int] = {}
        self._shares: dict[str, int] = {}
        self._exact: dict[str, float] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares what is under it
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.fold = QToolButton(self)
        self.fold.setObjectName("fold")
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.setAutoRaise(True)
        self.fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fold.setArrowType(Qt.ArrowType.DownArrow)
        self.fold.setAccessibleName(f"{title}: show rows")
        self.fold.setToolTip("Show or hide the rows")
        self.fold.toggled.connect(self._fold)
        self.fold.clicked.connect(self._choose)
        self.show_values({})

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours and sizes from now on."""
        self._theme = theme
        self._place_button()
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Put the rows closer together where there is little room."""
        self._row = COMPACT_ROW if compact else ROW
        self.updateGeometry()
        self.update()

    def show_rows(self, names: Mapping[str, str]) -> None:
        """Show other rows from the next values on."""
        if list(names) != list(self._names):
            self._newtons, self._shares, self._exact = {}, {}, {}
            self._names = dict(names)
            self.updateGeometry()

    def set_waiting(self, waiting: bool) -> None:
        """Grey while another scene is being solved."""
        if waiting != self._waiting:
            self._waiting = waiting
            self.update()

    def suggest(self, unfolded: bool) -> None:
        """Fold or unfold it, unless somebody has chosen."""
        if not self._chosen:
            self.fold.setChecked(unfolded)

    @property
    def unfolded(self) -> bool:
        """Whether the rows are shown."""
        return self.fold.isChecked()

    def _fold(self, unfolded: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.updateGeometry()
        self.update()

    def _choose(self, unfolded: bool) -> None:
        self._chosen = True
        self.folded.emit(unfolded)

    def _place_button(self) -> None:
        side = round(self._theme.px(FOLD))
        self.fold.setGeometry(0, 0, side, side)

    def show_values(self, values: Mapping[str, float]) -> None:
        """Show newtons by row; without any, the rows are blank."""
        self._exact = dict(values)
        total = sum(values.values())
        self._newtons = adding_up(values, round(total)) if values else {}
        self._shares = percentages(values, self._group) if total > 0 else {}
        words = "; ".join(
            f"{self._names[key]} {', '.join(self._cells(key))}" for key in self._newtons
        )
        self.setAccessibleDescription(words or "no values")
        self.update()

    @property
    def rows(self) -> dict[str, tuple[str, ...]]:
        """What stands in each row: newtons and, where shown, the percentage."""
        return {self._names[key]: self._cells(key) for key in self._names}

    @property
    def total(self) -> str:
        """What stands beside the title."""
        return f"{sum(self._newtons.values())} N" if self._newtons else NO_VALUE

    def _cells(self, key: str) -> tuple[str, ...]:
        if not self._newtons:
            return (NO_VALUE, NO_VALUE) if self._with_shares else (NO_VALUE,)
        newtons = f"{self._newtons[key]} N"
        return (newtons, f"{self._shares[key]}\u202f%") if self._with_shares else (newtons,)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """A title, a stacked bar where there are colours, and the rows unless they are folded."""
        stack = STACK + GAP if self._colours else 0
        rows = self._row * len(self._names) if self.unfolded else 0
        return QSize(200, round(self._theme.px(HEAD + stack + rows)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at its corner."""
        self._place_button()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The title folds too."""
        title = event.position().y() < self._theme.px(HEAD)
        if title and event.button() == Qt.MouseButton.LeftButton:
            self.fold.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ledger."""
        theme, width = self._theme, float(self.width())
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "ink3" if self._waiting or not self._newtons else "ink"
        painter.setFont(theme.font(self.font(), 13, bold=True))
        head = QRectF(0, 0, width, theme.px(FOLD))
        left, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        painter.setPen(theme.color("ink"))
        painter.drawText(head.adjusted(theme.px(FOLD) + 3, 0, 0, 0), left, self._title)
        painter.setPen(theme.color(ink))
        painter.drawText(head, left | right, self.total)
        y = theme.px(HEAD)
        if self._colours:
            self._paint_stack(painter, y, width)
            y += theme.px(STACK + GAP)
        if self.unfolded:
            self._paint_rows(painter, y, ink)
        painter.end()

    def _paint_rows(self, painter: QPainter, y: float, ink: str) -> None:
        theme, width, high = self._theme, float(self.width()), self._theme.px(self._row)
        left, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        plain = theme.font(self.font(), 12)
        bold = theme.font(self.font(), 12, bold=True)
        shares_at = width - theme.px(46) if self._with_shares else width
        indent = theme.px(20) if self._colours else 0.0
        for key, name in self._names.items():
            row = QRectF(0, y, width, high)
            painter.setFont(plain)
            if self._colours:
                side = theme.px(10)
                painter.setPen(QPen(theme.color("path_edge"), 1))
                painter.setBrush(theme.color(self._colours[key]))
                painter.drawRoundedRect(QRectF(0.5, y + (high - side) / 2, side, side), 2, 2)
            quiet = ink == "ink" and not self._newtons.get(key)
            painter.setPen(theme.color("ink2" if quiet else ink))
            painter.drawText(row.adjusted(indent, 0, -theme.px(100), 0), left, name)
            cells = self._cells(key)
            painter.drawText(QRectF(0, y, shares_at, high), left | right, cells[0])
            if self._with_shares:
                painter.setFont(bold)
                painter.drawText(row, left | right, cells[1])
            y += high

    def _paint_stack(self, painter: QPainter, y: float, width: float) -> None:
        """The rows as one bar."""
        theme, high = self._theme, self._theme.px(STACK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("chip"))
        painter.drawRect(QRectF(0, y, width, high))
        total = sum(self._exact.values())
        if total <= 0:
            return
        x = 0.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for key in self._names:
            part = self._exact.get(key, 0.0) / total * width
            if part >= 0.5:
                painter.setPen(QPen(theme.color("panel"), 1))
                painter.setBrush(theme.color("line" if self._waiting else self._colours[key]))
                painter.drawRect(QRectF(x, y, part, high - 1))
            x += part
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
