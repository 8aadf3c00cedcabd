"""The numbers of a curve as a table under it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from spineviz.words.language import say

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Rows = tuple[tuple[str, tuple[str, ...]], ...]


class ValueTable(QTableWidget):
    """A column for each point of the curve; that of the pointer is selected, and whoever selects
    one points at it.

    Signals:
        pointed(int): the column somebody has gone to.
    """

    pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("explore.table"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)  # Tab goes on to the next field
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().setDefaultAlignment(LEFT)
        self.horizontalHeader().setDefaultAlignment(RIGHT)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setHighlightSections(False)
        self.currentCellChanged.connect(lambda _, column, *before: self.pointed.emit(column))

    def show_rows(self, heads: tuple[str, ...], rows: Rows, at: int) -> None:
        """Show numbers.

        Args:
            heads: over the columns. rows: name and cells of each. at: column of the pointer, or -1.
        """
        with QSignalBlocker(self):
            self.setColumnCount(len(heads))
            self.setRowCount(len(rows))
            self.setHorizontalHeaderLabels(heads)
            self.setVerticalHeaderLabels([name for name, _ in rows])
            for row, (_, cells) in enumerate(rows):
                for column, text in enumerate(cells):
                    item = self.item(row, column)
                    if item is None:
                        item = QTableWidgetItem()
                        item.setTextAlignment(RIGHT)
                        self.setItem(row, column, item)
                    if item.text() != text:
                        item.setText(text)
            if at < 0:
                self.setCurrentCell(-1, -1)
                self.clearSelection()
            elif at != self.currentColumn():
                self.setCurrentCell(max(self.currentRow(), 0), at)
        self.setFixedHeight(self.sizeHint().height())

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Every row, and a bar to reach every column."""
        tall = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        tall += self.verticalHeader().length() + self.horizontalScrollBar().sizeHint().height()
        return QSize(400, tall)
