"""A picture as PNG, SVG or PDF, and the values of a scene as CSV.

A picture paints itself on the file as it does on the screen; lines stay lines and text stays text
where the format has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
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
from PySide6.QtGui import QFontMetricsF, QImage, QPageSize, QPainter, QPdfWriter

from spineviz import __version__
from spineviz.outcome import Balanced
from spineviz.session.scene_file import dump_scene
from spineviz.session.scene_in_picture import metadata_of
from spineviz.session.view import View
from spineviz.session.whole_file import write_whole
from spineviz.session.workbook import WorkbookError, workbook
from spineviz.simulation.report import Plain, as_row, csv_text, scene_cells
from spineviz.values import SCALARS
from spineviz.window.paint.guarded import painting
from spineviz.window.paint.picture import Picture, base
from spineviz.window.paint.theme import Theme
from spineviz.window.paint.typeface import named_anywhere
from spineviz.window.shell.frame import scene_sentence
from spineviz.window.shell.pages import DISCLAIMER
from spineviz.words import sentences as sentence
from spineviz.words.language import say

PER_INCH = 96  # px; a point is 1/72 inch
LARGEST_SCALE = 8
MOST_PIXELS = 32_767  # a side: the raster engine of Qt cannot paint beyond
CAPTIONED = QSizeF(280.0, 150.0)  # px at 100 %: a smaller picture has no caption
CAPTION_TYPE, CAPTION_LINE, CAPTION_MARGIN = 12.0, 18.0, 12.0  # px


class ExportError(ValueError):
    """What was asked for cannot be written; the message says why, without a full stop."""


class Sheet(Struct, frozen=True, eq=False):
    """What goes into one file.

    Attributes:
        picture: what is painted.
        size: of the whole sheet, px.
        theme: its colours.
        title: of the file, for whoever opens it.
        caption: lines under the picture; none where the picture says it all itself.
        about: the scene, as its file would hold it.
    """

    picture: Picture
    size: QSize
    theme: Theme
    title: str
    caption: tuple[str, ...]
    about: str

    @property
    def caption_height(self) -> int:
        """Room for the caption, px."""
        return height_of_caption(self.caption, self.theme)

    def paint_on(self, painter: QPainter) -> None:
        """Paint everything with its upper left corner at 0, 0."""
        painter.fillRect(QRect(QPoint(), self.size), self.theme.color("panel"))
        high = self.size.height() - self.caption_height
        self.picture.paint(painter, QRectF(0, 0, self.size.width(), high))
        self._paint_caption(painter, high)

    def _paint_caption(self, painter: QPainter, top: float) -> None:
        font = self.theme.font(base(), CAPTION_TYPE)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        line = self.theme.px(CAPTION_LINE)
        box = QRectF(CAPTION_MARGIN, top + CAPTION_MARGIN / 2,
                     self.size.width() - 2 * CAPTION_MARGIN, line)  # fmt: skip
        for row, text in enumerate(self.caption):
            painter.setPen(self.theme.color("ink2" if row else "ink"))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            box.translate(0, line)


def height_of_caption(caption: tuple[str, ...], theme: Theme) -> int:
    """px that some lines under a picture take."""
    return round(theme.px(CAPTION_LINE) * len(caption) + CAPTION_MARGIN) if caption else 0


def sheet_of(
    picture: Picture, size: QSize, theme: Theme, view: View, a: View | None, whole: bool
) -> Sheet:
    """The sheet of a picture.

    Args:
        picture: what is painted.
        size: of the whole sheet, px; a small one has no caption.
        theme: its colours.
        view: what it shows.
        a: the scene that it is compared with, or None.
        whole: whether title, sentence and disclaimer are in the picture already.
    """
    caption = () if whole else caption_of(view, a)
    room = size.height() - height_of_caption(caption, theme)
    if size.width() < theme.px(CAPTIONED.width()) or room < theme.px(CAPTIONED.height()):
        caption = ()
    return Sheet(
        picture, size, theme, f"SpineViz: {scene_line(view)}", caption, dump_scene(view.scene)
    )


def caption_of(view: View, a: View | None) -> tuple[str, ...]:
    """Results, settings and disclaimer, a line each."""
    lines = _lines("A: ", a) + _lines("B: ", view) if a else _lines("", view)
    return *lines, f"{DISCLAIMER} SpineViz {__version__}"


def _lines(name: str, view: View) -> list[str]:
    """Result and setting, a line each: a narrow view has no room for both in one."""
    setting = [] if view.outcome is None else [sentence.setting(view.outcome)]
    return [name + scene_sentence(view), *setting]


def scene_line(view: View) -> str:
    """Place, result and setting in one line."""
    setting = "" if view.outcome is None else f" {sentence.setting(view.outcome)}."
    return scene_sentence(view) + setting


def as_image(sheet: Sheet, scale: float = 1.0) -> QImage:
    """The sheet as pixels, `scale` of them for each px of the screen.

    Raises:
        ExportError: there are more pixels than can be painted or than memory holds.
    """
    size = sheet.size * scale
    pixels = say("export.pixels", width=size.width(), height=size.height())
    if max(size.width(), size.height()) > MOST_PIXELS:
        raise ExportError(say("export.too_many", pixels=pixels, most=MOST_PIXELS))
    image = QImage(size, QImage.Format.Format_RGB32)
    if image.isNull():
        raise ExportError(say("export.no_memory", what=pixels))
    image.setDevicePixelRatio(scale)
    image.setText("Title", sheet.title)
    image.setText("Description", sheet.about)
    with painting(image) as painter:
        sheet.paint_on(painter)
    return image


def _png(sheet: Sheet, scale: float) -> bytes:
    image = as_image(sheet, scale)
    image.setDotsPerMeterX(round(PER_INCH * scale / 0.0254))
    image.setDotsPerMeterY(round(PER_INCH * scale / 0.0254))
    with _buffer() as buffer:
        if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
            raise ExportError(say("export.no_memory_to_write"))
        return bytes(buffer.data().data())


def _svg(sheet: Sheet, scale: float) -> bytes:
    with _buffer() as buffer:
        # its library takes a tenth of the time to the first picture, and few pictures are files
        from PySide6.QtSvg import QSvgGenerator

        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(PER_INCH)
        generator.setSize(sheet.size)
        generator.setViewBox(QRect(QPoint(), sheet.size))
        # Qt escapes both
        generator.setTitle(sheet.title)
        generator.setDescription(sheet.about)
        with painting(generator) as painter:
            sheet.paint_on(painter)
        return named_anywhere(bytes(buffer.data().data()))


def _pdf(sheet: Sheet, scale: float) -> bytes:
    with _buffer() as buffer:
        writer = QPdfWriter(buffer)
        writer.setTitle(sheet.title)
        writer.setDocumentXmpMetadata(metadata_of(sheet.title, sheet.about))
        writer.setCreator(f"SpineViz {__version__}")
        writer.setResolution(PER_INCH)
        points = QSizeF(sheet.size) * (72 / PER_INCH)
        exact = QPageSize.SizeMatchPolicy.ExactMatch
        writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", exact))
        writer.setPageMargins(QMarginsF())
        with painting(writer) as painter:
            sheet.paint_on(painter)
        return bytes(buffer.data().data())


FORMATS: dict[str, Callable[[Sheet, float], bytes]] = {".png": _png, ".svg": _svg, ".pdf": _pdf}
"""How a sheet becomes a file of each suffix; only pixels have a scale."""


def check_suffix(path: Path) -> None:
    """Refuse a file of a kind that pictures are not written as.

    Raises:
        ExportError: what the name ends with, and what it may end with.
    """
    if path.suffix.lower() not in FORMATS:
        kind = "export.other_ending" if path.suffix else "export.no_ending"
        named = say(kind, name=path.name, ending=path.suffix, formats=tuple(FORMATS))
        raise ExportError(named)


def check_scale(scale: float) -> None:
    """Refuse a scale that makes no picture.

    Raises:
        ExportError: the allowed range.
    """
    if not 0 < scale <= LARGEST_SCALE:
        raise ExportError(say("export.scale", scale=scale, most=LARGEST_SCALE))


def picture_bytes(sheet: Sheet, suffix: str, scale: float = 1.0) -> bytes:
    """A sheet as a file holds it.

    Raises:
        ExportError: it cannot be made.
    """
    try:
        content = FORMATS[suffix](sheet, scale)
    except MemoryError:
        raise ExportError(say("export.no_memory_for_it")) from None
    if not content:
        raise ExportError(say("export.qt"))
    return content


def write_picture(sheet: Sheet, path: Path, scale: float = 1.0) -> None:
    """Write a sheet in the format that the name asks for, whole or not at all.

    Raises:
        ExportError: an unknown ending, or a file that cannot be written.
    """
    check_suffix(path)
    check_scale(scale)
    _write(path, picture_bytes(sheet, path.suffix.lower(), scale))


def value_rows(outcomes: Mapping[str, Balanced]) -> list[dict[str, Plain]]:
    """Every quantity and every value of some outcomes, a row each: the columns of `spineviz
    sweep`, with the units in their names.

    Args:
        outcomes: by what is written in the first column, A or B; a scene alone is B.
    """
    return [
        {"scene": name, **scene_cells(outcome.scene), **as_row(outcome)}
        for name, outcome in outcomes.items()
    ]


def write_values(view: View, a: View | None, path: Path) -> None:
    """Write the values of the scene, and those of A, whole or not at all: as a workbook where the
    name ends with .xlsx, as CSV otherwise.

    Raises:
        ExportError: there are no values, or the file cannot be written.
    """
    rows = value_rows(_outcomes(view, a))
    if path.suffix.lower() != ".xlsx":
        _write(path, csv_text(rows).encode())
        return
    try:
        _write(path, workbook({"values": rows}))
    except WorkbookError as error:
        raise ExportError(str(error)) from None


def values_text(view: View, a: View | None) -> str:
    """The values of the scene, and those of A, as they are shown: a line each of name, numbers
    and unit with tabs between them, for pasting into a spreadsheet or a text.

    Raises:
        ExportError: there are no values.
    """
    outcomes = _outcomes(view, a)
    lines = ["\t".join(("", *outcomes, "unit"))] if a is not None else []
    for value in SCALARS:
        numbers = [value.of(outcome) for outcome in outcomes.values()]
        if any(number is not None for number in numbers):
            figures = ["" if number is None else value.figure(number) for number in numbers]
            lines.append("\t".join((value.name, *figures, value.unit)))
    return "\n".join(lines) + "\n"


def _outcomes(view: View, a: View | None) -> dict[str, Balanced]:
    views = {"B": view} if a is None else {"A": a, "B": view}
    there = {name: each.outcome for name, each in views.items() if each.outcome is not None}
    if len(there) < len(views):
        raise ExportError(say("export.no_values"))
    return there


def write_text(path: Path, text: str) -> None:
    """Write a text, whole or not at all.

    Raises:
        ExportError: the file cannot be written.
    """
    _write(path, text.encode())


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise ExportError(say("export.not_written", path=path, why=error.strerror)) from None


@contextmanager
def _buffer() -> Iterator[QBuffer]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    yield buffer
    buffer.close()
