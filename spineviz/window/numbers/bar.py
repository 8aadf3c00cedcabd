"""The widget of one read-out."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spineviz.window.controls.fields import copied
from spineviz.window.numbers.bar_picture import BarPicture, Reading
from spineviz.window.paint.guarded import guarded
from spineviz.window.paint.theme import LIGHT, Theme


class Bar(QWidget):
    """Shows a `BarPicture`.

    Args:
        name: what is measured.
        ticks: values under the bar; the last one is its end.
        tick_unit: written after them. fill: see `BarPicture`.
        about: what it shows and how that comes about, for the tool tip.
    """

    def __init__(
        self,
        name: str,
        ticks: tuple[float, ...],
        tick_unit: str = "",
        fill: str = "",
        about: str = "",
    ) -> None:
        super().__init__()
        self.bar_picture = BarPicture(name, ticks, tick_unit, fill, LIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares what is under it
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setToolTip(about)
        self.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # to copy the number; Tab has nothing to do here
        self.show_reading(None)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours and sizes from now on."""
        self.bar_picture = replace(self.bar_picture, theme=theme)
        self.updateGeometry()
        self.update()

    def set_lines(self, lines: int) -> None:
        """How many lines of the sentence there is room for."""
        self.bar_picture = replace(self.bar_picture, lines=lines)
        self.updateGeometry()
        self.update()

    def set_waiting(self, waiting: bool) -> None:
        """Grey while another scene is being solved."""
        if waiting != self.waiting:
            self.bar_picture = replace(self.bar_picture, waiting=waiting)
            self.update()

    def show_name(self, name: str) -> None:
        """Call it something else from now on."""
        if name != self.bar_picture.name:
            self.bar_picture = replace(self.bar_picture, name=name)
            self.setAccessibleName(name)
            self.update()

    def show_reading(self, reading: Reading | None, why: str = "") -> None:
        """Show a reading; None blanks it, and `why` says in words why there is none."""
        self.bar_picture = replace(self.bar_picture, reading=reading, why=why)
        if reading is None:
            words = f"no value {why}"
        else:
            words = (
                f"{reading.text} {reading.note} {reading.word}".strip() + f". {reading.sentence}"
                f" {reading.more}"
                f" {reading.before_text}"
            )
        self.setAccessibleDescription(" ".join(words.replace(". . ", ". ").split()))
        self.update()

    @property
    def reading(self) -> Reading | None:
        """What is shown."""
        return self.bar_picture.reading

    @property
    def text(self) -> str:
        """The number as it is shown, or a dash."""
        return self.bar_picture.text

    @property
    def waiting(self) -> bool:
        """Whether the numbers are grey, because another scene is being solved."""
        return self.bar_picture.waiting

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Name, value, bar, the words under it, and the sentence."""
        return QSize(200, round(self.bar_picture.height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the number."""
        if not copied(event, self.text):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the read-out."""
        box = QRectF(self.rect())
        guarded(self, lambda: partial(self.bar_picture.paint, box=box))
