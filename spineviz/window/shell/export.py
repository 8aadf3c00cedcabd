"""A picture of the window, or of one view, as PNG, SVG or PDF, and its values as CSV.

The widgets paint themselves on the file as they paint themselves on the screen, so the export is
the screen; lines stay lines and text stays text where the format has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QIODevice,
    QMarginsF,
    QPoint,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QImage, QPageSize, QPainter, QPdfWriter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from spineviz import __version__
from spineviz.outcome import Balanced
from spineviz.scene import dump_scene
from spineviz.session.view import View
from spineviz.session.whole_file import write_whole
from spineviz.simulation.report import Plain, as_row, csv_text, scene_cells
from spineviz.window.figure.body_view import BodyView
from spineviz.window.paint.theme import Theme
from spineviz.window.shell.pages import DISCLAIMER
from spineviz.words import sentences as sentence

WHOLE = "window"
VIEWS = {
    WHOLE: "The whole window",
    "body": "The body",
    "section": "The cross-section",
    "curve": "The pressure along the back",
}
"""What there can be a picture of, and how that is written."""

PER_INCH = 96  # px; a point is 1/72 inch
LARGEST_SCALE = 8
CAPTION_TYPE, CAPTION_LINE, CAPTION_MARGIN = 12.0, 18.0, 12.0  # px


class ExportError(ValueError):
    """What was asked for cannot be written; the message says why, without a full stop."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What goes into one file.

    Attributes:
        widget: what is painted.
        theme: its colours.
        title: of the file, for whoever opens it.
        caption: lines under the picture; none where the picture says it all itself.
        about: the scene, as its file would hold it.
    """

    widget: QWidget
    theme: Theme
    title: str
    caption: tuple[str, ...]
    about: str

    @property
    def size(self) -> QSize:
        """Picture and caption, px."""
        return QSize(self.widget.width(), self.widget.height() + self.caption_height)

    @property
    def caption_height(self) -> int:
        """Room for the caption, px."""
        if not self.caption:
            return 0
        return round(self.theme.px(CAPTION_LINE) * len(self.caption) + CAPTION_MARGIN)

    def paint_on(self, painter: QPainter) -> None:
        """Paint everything with its upper left corner at 0, 0."""
        painter.fillRect(QRect(QPoint(), self.size), self.theme.color("panel"))
        with _exported(self.widget):
            self.widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        self._paint_caption(painter)

    def _paint_caption(self, painter: QPainter) -> None:
        font = self.theme.font(self.widget.font(), CAPTION_TYPE)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        line = self.theme.px(CAPTION_LINE)
        box = QRectF(CAPTION_MARGIN, self.widget.height() + CAPTION_MARGIN / 2,
                     self.size.width() - 2 * CAPTION_MARGIN, line)  # fmt: skip
        for row, text in enumerate(self.caption):
            painter.setPen(self.theme.color("ink2" if row else "ink"))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            box.translate(0, line)


def sheet_of(widget: QWidget, theme: Theme, view: View, a: View | None, whole: bool) -> Sheet:
    """The sheet of a widget.

    Args:
        widget: the content of the window, or one view.
        theme: its colours.
        view: what it shows.
        a: the scene that it is compared with, or None.
        whole: whether title, sentence and disclaimer are on the widget already.
    """
    lines = _lines("A: ", a) + _lines("B: ", view) if a else _lines("", view)
    return Sheet(
        widget,
        theme,
        f"SpineViz: {scene_line(view)}",
        () if whole else (*lines, f"{DISCLAIMER} SpineViz {__version__}"),
        dump_scene(view.scene),
    )


def _lines(name: str, view: View) -> list[str]:
    """Result and setting, a line each: a narrow view has no room for both in one."""
    setting = [] if view.outcome is None else [sentence.setting(view.outcome)]
    return [name + scene_sentence(view), *setting]


def scene_sentence(view: View) -> str:
    """Place and result, or why there is none."""
    return view.message if view.outcome is None else sentence.status(view.outcome)


def scene_line(view: View) -> str:
    """Place, result and setting in one line."""
    setting = "" if view.outcome is None else f" {sentence.setting(view.outcome)}."
    return scene_sentence(view) + setting


def as_image(sheet: Sheet, scale: float = 1.0) -> QImage:
    """The sheet as pixels, `scale` of them for each px of the screen."""
    image = QImage(sheet.size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.setText("Title", sheet.title)
    image.setText("Description", sheet.about)
    painter = QPainter(image)
    sheet.paint_on(painter)
    painter.end()
    return image


def _png(sheet: Sheet, scale: float) -> bytes:
    image = as_image(sheet, scale)
    image.setDotsPerMeterX(round(PER_INCH * scale / 0.0254))
    image.setDotsPerMeterY(round(PER_INCH * scale / 0.0254))
    with _buffer() as buffer:
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())


def _svg(sheet: Sheet, scale: float) -> bytes:
    with _buffer() as buffer:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(PER_INCH)
        generator.setSize(sheet.size)
        generator.setViewBox(QRect(QPoint(), sheet.size))
        generator.setTitle(escape(sheet.title))
        generator.setDescription(escape(sheet.about))
        painter = QPainter(generator)
        sheet.paint_on(painter)
        painter.end()
        return bytes(buffer.data().data())


def _pdf(sheet: Sheet, scale: float) -> bytes:
    with _buffer() as buffer:
        writer = QPdfWriter(buffer)
        writer.setTitle(sheet.title)
        writer.setCreator(f"SpineViz {__version__}")
        writer.setResolution(PER_INCH)
        points = QSizeF(sheet.size) * (72 / PER_INCH)
        exact = QPageSize.SizeMatchPolicy.ExactMatch
        writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", exact))
        writer.setPageMargins(QMarginsF())
        painter = QPainter(writer)
        sheet.paint_on(painter)
        painter.end()
        return bytes(buffer.data().data())


FORMATS: dict[str, Callable[[Sheet, float], bytes]] = {".png": _png, ".svg": _svg, ".pdf": _pdf}
"""How a sheet becomes a file of each suffix; only pixels have a scale."""


def check_suffix(path: Path) -> None:
    """Refuse a file of a kind that pictures are not written as.

    Raises:
        ExportError: what the name ends with, and what it may end with.
    """
    if path.suffix.lower() not in FORMATS:
        ends = f"ends with {path.suffix!r}" if path.suffix else "has no ending"
        raise ExportError(f"{path.name} {ends}; a picture is written as {', '.join(FORMATS)}")


def check_scale(scale: float) -> None:
    """Refuse a scale that makes no picture.

    Raises:
        ExportError: the allowed range.
    """
    if not 0 < scale <= LARGEST_SCALE:
        raise ExportError(f"a scale of {scale:g} makes no picture; it may be up to {LARGEST_SCALE}")


def write_picture(sheet: Sheet, path: Path, scale: float = 1.0) -> None:
    """Write a sheet in the format that the name asks for, whole or not at all.

    Raises:
        ExportError: an unknown ending, or a file that cannot be written.
    """
    check_suffix(path)
    check_scale(scale)
    _write(path, FORMATS[path.suffix.lower()](sheet, scale))


def values_csv(outcomes: Mapping[str, Balanced]) -> str:
    """Every quantity and every value of some outcomes, a row each: the columns of `spineviz
    sweep`, with the units in their names.

    Args:
        outcomes: by what is written in the first column, A or B; a scene alone is B.
    """
    rows: list[dict[str, Plain]] = [
        {"scene": name, **scene_cells(outcome.scene), **as_row(outcome)}
        for name, outcome in outcomes.items()
    ]
    return csv_text(rows)


def write_values(view: View, a: View | None, path: Path) -> None:
    """Write the values of the scene, and those of A, whole or not at all.

    Raises:
        ExportError: there are no values, or the file cannot be written.
    """
    views = {"B": view} if a is None else {"A": a, "B": view}
    there = {name: each.outcome for name, each in views.items() if each.outcome is not None}
    if len(there) < len(views):
        raise ExportError("outside the model there are no values")
    _write(path, values_csv(there).encode())


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror}") from None


@contextmanager
def _buffer() -> Iterator[QBuffer]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    yield buffer
    buffer.close()


@contextmanager
def _exported(widget: QWidget) -> Iterator[None]:
    """Pictures of the body are painted without kept pixels, focus and what is under the pointer."""
    bodies = [*widget.findChildren(BodyView)]
    if isinstance(widget, BodyView):
        bodies.append(widget)
    for body in bodies:
        body.exported = True
    try:
        yield
    finally:
        for body in bodies:
            body.exported = False
