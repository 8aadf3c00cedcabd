"""The widget of a ledger, whose rows can be folded away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from spineviz.window.numbers.ledger_picture import COMPACT_ROW, FOLD, HEAD, ROW, LedgerPicture
from spineviz.window.paint.guarded import guarded, outlived
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say


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
        grouped: see `LedgerPicture`.
    """

    folded = Signal(bool)

    def __init__(
        self,
        title: str,
        names: Mapping[str, str],
        colours: Mapping[str, str],
        shares: bool,
        grouped: bool = False,
    ) -> None:
        super().__init__()
        self.ledger_picture = LedgerPicture(
            title, dict(names), {}, dict(colours), LIGHT, shares, grouped, indented=FOLD + 3
        )
        self._chosen = False
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
        self.fold.setAccessibleName(say("ledger.fold", title=title))
        self.fold.setToolTip(say("ledger.fold.what"))
        self.fold.toggled.connect(self._fold)
        self.fold.toggled.connect(self._choose)  # by a click, a key or a screen reader
        self.show_values({})

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours and sizes from now on."""
        self._change(theme=theme)
        self._place_button()
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Put the rows closer together where there is little room."""
        self._change(row=COMPACT_ROW if compact else ROW)
        self.updateGeometry()
        self.update()

    def show_rows(self, names: Mapping[str, str]) -> None:
        """Show other rows from the next values on."""
        if list(names) != list(self.ledger_picture.names):
            self._change(values={}, names=dict(names))
            self.updateGeometry()

    def set_waiting(self, waiting: bool) -> None:
        """Grey while another scene is being solved."""
        if waiting != self.ledger_picture.waiting:
            self._change(waiting=waiting)

    def suggest(self, unfolded: bool, sums: bool = False) -> None:
        """Fold or unfold it, or leave the sums alone, unless somebody has chosen."""
        if not self._chosen:
            self._change(sums=sums)
            with QSignalBlocker(self.fold):
                self.fold.setChecked(unfolded)
            self._fold(unfolded)

    @property
    def unfolded(self) -> bool:
        """Whether the rows are shown."""
        return self.fold.isChecked()

    def _fold(self, unfolded: bool) -> None:
        self._change(unfolded=unfolded)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.updateGeometry()
        self.update()

    def _choose(self, unfolded: bool) -> None:
        self._chosen = True
        self._change(sums=False)
        self.folded.emit(unfolded)

    def _place_button(self) -> None:
        side = round(self.ledger_picture.theme.px(FOLD))
        self.fold.setGeometry(0, 0, side, side)

    def show_values(self, values: Mapping[str, float]) -> None:
        """Show newtons by row; without any, the rows are blank."""
        self._change(values=dict(values))
        rows = self.rows if values else {}
        words = "; ".join(f"{name} {', '.join(cells)}" for name, cells in rows.items())
        self.setAccessibleDescription(words or say("ledger.no_values"))

    def _change(self, **changes: Any) -> None:
        self.ledger_picture = replace(self.ledger_picture, **changes)
        self.update()

    @property
    def rows(self) -> dict[str, tuple[str, ...]]:
        """What stands in each row: newtons and, where shown, the percentage."""
        cells = self.ledger_picture.cells
        return {name: cells[key] for key, name in self.ledger_picture.names.items()}

    @property
    def total(self) -> str:
        """What stands beside the title."""
        return self.ledger_picture.total

    # Qt overrides

    def sizeHint(self) -> QSize:
        """A title, a stacked bar where there are colours, and the rows unless they are folded."""
        return QSize(200, round(self.ledger_picture.height))

    @outlived
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at its corner."""
        self._place_button()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The title folds too."""
        title = event.position().y() < self.ledger_picture.theme.px(HEAD)
        if title and event.button() == Qt.MouseButton.LeftButton:
            self.fold.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ledger."""
        box = QRectF(self.rect())
        guarded(self, lambda: partial(self.ledger_picture.paint, box=box))
