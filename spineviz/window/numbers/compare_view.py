"""A beside B: two pictures of one scale, and A's values in the views of B."""

from __future__ import annotations

from functools import reduce

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from spineviz.session.session import Session
from spineviz.session.view import State, View
from spineviz.window.along.pressure_plot import PressurePlot
from spineviz.window.figure.body_view import BodyView
from spineviz.window.figure.view_chooser import ViewChooser
from spineviz.window.numbers.compare_picture import told_apart
from spineviz.window.numbers.difference_strip import DifferenceStrip
from spineviz.window.numbers.readout_panel import ReadoutPanel
from spineviz.window.paint.camera import Box
from spineviz.window.paint.guarded import guarded, outlived
from spineviz.window.paint.theme import LIGHT, Theme
from spineviz.words.language import say

GAP = 2  # px between the pictures
SMALLEST = (300, 190)  # px of each of two pictures; the window's smallest size has room for them
TAG = 20  # px
TAG_MARGIN = 7


class Tag(QWidget):
    """The letter A or B in the corner of a picture, so that no picture goes without."""

    def __init__(self, letter: str, on: QWidget) -> None:
        super().__init__(on)
        self._letter, self._on, self._theme = letter, on, LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        on.installEventFilter(self)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self._place()
        self.update()

    def _place(self) -> None:
        size = round(self._theme.px(TAG))
        self.setGeometry(QRect(self._on.width() - size - TAG_MARGIN, TAG_MARGIN, size, size))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the letter: A on ink, B on the colour of what can be moved."""
        guarded(self, lambda: self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        ground, ink = ("accent", "on_accent") if self._letter == "B" else ("pill", "on_pill")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(self.rect(), 5, 5)
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(self.font(), 13, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)


class CompareView(QWidget):
    """The picture of B, and while there is an A its picture too, beside it or over it.

    Args:
        session: of B.
        body: the picture of B.

    Attributes:
        chooser: from where the body is seen.
        still: the picture of A, made when the first A is pinned.
    """

    def __init__(self, session: Session, body: BodyView) -> None:
        super().__init__()
        self._session = session
        self.body = body
        self.still: BodyView | None = None
        self._theme = LIGHT
        self._tags = [Tag("B", body)]
        self._alone = body.minimumSize()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(body, 1)
        self.chooser = ViewChooser(session, self)
        self._crowded = False
        session.compare.changed.connect(self._show_pair)
        session.changed.connect(self._keep_scale)
        session.shown_changed.connect(self._keep_scale)
        body.painted.connect(self._place_chooser)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        for part in (self.body, self.still, self.chooser, *self._tags):
            if part is not None:
                part.set_theme(theme)

    def set_crowded(self, crowded: bool) -> None:
        """Where there is little room show the trunk alone, unless somebody has chosen."""
        self._crowded = crowded
        for view in self._views():
            view.set_crowded(crowded)
        self._leave_room()
        self._keep_scale()

    def _leave_room(self) -> None:
        """A picture of two, or in a small window, takes little room at least."""
        small = self._crowded or self._session.compare.view is not None
        self.body.setMinimumSize(QSize(*SMALLEST) if small else self._alone)

    def _place_chooser(self) -> None:
        """Put the buttons where the picture that was just painted has room for them; one with
        little room, or with another beside it, has none: the View menu has the same choice."""
        place = self.body.beside_rail(self.chooser.size())
        if place is not None and self.body.pos() + place != self.chooser.pos():
            self.chooser.move(self.body.pos() + place)
        roomy = place is not None and not self._crowded
        self.chooser.setVisible(roomy and not self._session.compare.active)

    def _views(self) -> list[BodyView]:
        return [self.body] if self.still is None else [self.body, self.still]

    def _show_pair(self) -> None:
        view = self._session.compare.view
        if view is not None and self.still is None:
            self.still = self._picture_of_a()
        if self.still is None:
            return
        if view is not None:
            self.still.show_view(view)
        self._leave_room()
        self.still.setVisible(view is not None)
        for tag in self._tags:
            tag.setVisible(view is not None)
            tag.raise_()
        self.body.setAccessibleName(say("body.name" if view is None else "compare.body_b"))
        self._keep_scale()

    def _picture_of_a(self) -> BodyView:
        """A picture in which nothing can be moved."""
        still = BodyView(self._session, live=False)
        still.setMinimumSize(*SMALLEST)
        still.setAccessibleName(say("compare.body_a"))
        still.set_theme(self._theme)
        self._row.insertWidget(0, still, 1)
        self._tags.append(Tag("A", still))
        self._tags[-1].set_theme(self._theme)
        return still

    def _keep_scale(self, _: object = None) -> None:
        """One camera for both, whatever person or roller A and B have, and titles that say what
        tells them apart."""
        active = self._session.compare.active
        self._name_both()
        boxes = [view.own_box for view in self._views()] if active else []
        known = [box for box in boxes if box is not None]
        joined = reduce(Box.joined, known) if known else None
        if joined == self.body.camera_box:
            return
        for view in self._views():
            view.camera_box = joined
            view.update()
        self._turn()

    def _name_both(self) -> None:
        view = self._session.compare.view
        apart = ("", "") if view is None else told_apart(view, self._session.view)
        for picture, words in zip((self.still, self.body), apart, strict=True):
            if picture is not None and picture.apart != words:
                picture.apart = words
                picture.update()

    def _turn(self) -> None:
        """Put the two pictures as their scale comes out larger."""
        box = self.body.camera_box
        if box is None:
            return
        side, over = self._scale(box, 2, 1), self._scale(box, 1, 2)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if over > side else way.LeftToRight)

    def _scale(self, box: Box, columns: int, rows: int) -> float:
        """Pixels a metre of pictures that share the place in columns or in rows."""
        return self.body.camera_in(self.width() / columns, self.height() / rows, box).scale

    # Qt overrides

    @outlived
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another shape may have room for the pictures in another way."""
        self._turn()
        super().resizeEvent(event)


class Comparison:
    """Everything that the window shows of A.

    Attributes:
        pair: the pictures.
        strip: the differences.
    """

    def __init__(
        self, session: Session, body: BodyView, plot: PressurePlot, readout: ReadoutPanel
    ) -> None:
        self._session = session
        self.pair = CompareView(session, body)
        self.strip = DifferenceStrip()
        self._marked = (plot, readout)
        self.strip.swap.clicked.connect(session.compare.swap)
        self.strip.leave.clicked.connect(session.compare.leave)
        session.compare.changed.connect(self._show_a)
        session.changed.connect(self._show_differences)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self.pair.set_theme(theme)
        self.strip.set_theme(theme)

    def _show_a(self) -> None:
        compare = self._session.compare
        for part in self._marked:
            part.show_beside(compare.outcome)

    def _show_differences(self, view: View) -> None:
        if self._session.compare.active and view.state is not State.SETTLING:
            self.strip.show_pair(self._session.compare.outcome, view.outcome)
