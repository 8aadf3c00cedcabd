"""A picture that fails takes nothing along: the last good one stays, with a word in it."""

from __future__ import annotations

import ast
import logging
import math
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hands import settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from spineviz.scene import Scene
from spineviz.teaching.lessons import lessons
from spineviz.window.figure import body_picture
from spineviz.window.paint import guarded as guarded_module
from spineviz.window.paint.guarded import WORD, guarded, painting
from spineviz.window.paint.picture import as_it_was


def painters(window) -> list[QWidget]:
    """Every widget of the window that paints itself."""
    return [
        each
        for each in window.findChildren(QWidget)
        if type(each).__module__.startswith("spineviz.") and "paintEvent" in vars(type(each))
    ]


@pytest.fixture
def everything(window):
    """A window in which every part has been seen once, and a comparison."""
    window.session.compare.open(Scene(), Scene(roller_level="L3"))
    settle()
    return window


class Torn(Exception):
    """Stands for any fault of a painter."""


def test_every_view_survives_its_painter(everything, monkeypatch, caplog):
    """Each painter of each view raises once, in its midst: at the last thing it draws."""
    found = painters(everything)
    kinds = {type(each).__name__ for each in found}
    assert {"BodyView", "SectionView", "PressurePlot", "Bar", "Ledger", "Cells",
            "SentenceLine", "Tag"} <= kinds  # fmt: skip
    for widget in found:
        if widget.isHidden() or widget.size().isEmpty():
            widget.resize(400, 300)
        good = widget.grab().toImage()
        caplog.clear()
        with monkeypatch.context() as patch:
            torn = []
            patch.setattr(guarded_module, "painting", tearing(torn))
            shown = widget.grab().toImage()
        assert torn, f"{widget} does not paint through the guard"
        assert "Torn" in caplog.text, f"{widget} said nothing"
        assert shown != good
        assert widget.grab().toImage() == good, f"{widget} does not come back"
    everything.resize(1100, 700)
    settle()
    everything.grab()


def tearing(torn):
    """A `painting` whose first painter gives out after all was drawn."""

    @contextmanager
    def torn_painting(device):
        with painting(device) as painter:
            yield painter
            if not torn:
                torn.append(device)
                painter.save()  # an open state, as a fault in the midst leaves it
                raise Torn

    return torn_painting


class Sheet(QWidget):
    """Paints what it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("a sheet")
        self.colour, self.fault = "#336699", ""
        self.resize(300, 100)

    def paintEvent(self, event):
        guarded(self, self.make)

    def make(self):
        colour, fault = self.colour, self.fault
        if fault == "making":
            raise Torn

        def paint(painter: QPainter) -> None:
            painter.fillRect(0, 0, 200, 100, colour)
            if fault == "painting":
                raise Torn
            painter.fillRect(0, 50, 200, 50, "#ffffff")

        return paint


@pytest.mark.parametrize("fault", ["making", "painting"])
def test_the_last_good_picture_stays_with_a_word(application, fault, caplog, monkeypatch):
    sheet = Sheet()
    words = []
    draw = QPainter.drawText
    monkeypatch.setattr(
        QPainter, "drawText", lambda self, *given: (words.append(given[-1]), draw(self, *given))
    )
    sheet.grab()
    sheet.colour, sheet.fault = "#ff0000", fault
    for _ in range(3):
        image = sheet.grab().toImage()
        assert image.pixelColor(5, 40).name() == "#336699"
        assert image.pixelColor(5, 80).name() == "#ffffff"
    assert words == [WORD] * 3
    assert len([each for each in caplog.records if each.levelno == logging.ERROR]) == 1
    assert "a sheet" in caplog.text
    sheet.fault = ""
    assert sheet.grab().toImage().pixelColor(5, 40).name() == "#ff0000"


def test_a_picture_that_never_was_good_is_a_word(application):
    sheet = Sheet()
    sheet.fault = "painting"
    image = sheet.grab().toImage()
    assert image.pixelColor(5, 95) == sheet.palette().window().color()
    sheet.resize(200, 80)
    sheet.grab()
    sheet.deleteLater()


def test_a_painter_on_an_image_is_closed_by_an_error(application):
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    with pytest.raises(Torn), painting(image) as painter:
        raise Torn
    assert not painter.isActive()
    assert not image.paintingActive()


def test_every_painter_of_every_window_paints_through_the_guard():
    """Those too that only a lesson, a page or a second window shows."""
    found, bare = 0, []
    for path in (Path(guarded_module.__file__).parents[1]).rglob("*.py"):
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(each, ast.FunctionDef) and each.name == "paintEvent":
                found += 1
                called = {getattr(call.func, "id", "") for call in ast.walk(each)
                          if isinstance(call, ast.Call)}  # fmt: skip
                if "guarded" not in called or "QPainter" in called:
                    bare.append(f"{path.name}:{each.lineno}")
    assert found > 10
    assert bare == []


LAID_OUT = {"resizeEvent", "showEvent", "hideEvent", "changeEvent"}


def test_what_a_layout_calls_keeps_its_errors_to_itself():
    """An error that leaves it ends the process at the next question of the layout."""
    found, bare = 0, []
    for path in Path(guarded_module.__file__).parents[1].rglob("*.py"):
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(each, ast.FunctionDef) and each.name in LAID_OUT:
                found += 1
                if "outlived" not in {getattr(mark, "id", "") for mark in each.decorator_list}:
                    bare.append(f"{path.name}:{each.lineno}")
    assert found > 20
    assert bare == []


@pytest.mark.parametrize("fails", [1, 2, 3, 5])
def test_a_picture_that_cannot_be_measured_while_a_lesson_is_laid_out(
    window, monkeypatch, caplog, fails
):
    """Each lesson begins with a layout, in which its pictures are given one scale."""
    torn, measure = [], body_picture.boxes_of

    def tearing(outcome):
        if len(torn) < fails:
            torn.append(outcome)
            raise Torn
        return measure(outcome)

    monkeypatch.setattr(body_picture, "boxes_of", tearing)
    raised = []
    monkeypatch.setattr("sys.excepthook", lambda *error: raised.append(error[0]))
    for lesson in lessons()[:3]:
        window.session.lesson.start(lesson, alone=True)
        settle()
        window.resize(window.width() + 20, window.height())
        settle()
    assert len(torn) == fails
    assert "Torn" in caplog.text or raised
    caplog.clear()
    window.resize(window.width() - 60, window.height())
    settle()
    assert not window.stage.grab().toImage().isNull()
    assert caplog.text == ""


def test_a_painter_is_given_back_as_it_was_whatever_happens(application):
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    with painting(image) as painter:
        was = painter.opacity()
        with suppress(Torn), as_it_was(painter):
            painter.setOpacity(0.5)
            raise Torn
        assert painter.opacity() == was


def test_no_picture_keeps_a_state_of_its_painter_by_hand():
    """A fault between the two calls would leave it open."""
    by_hand = [
        path.name
        for path in Path(guarded_module.__file__).parents[1].rglob("*.py")
        if "painter.save()" in path.read_text(encoding="utf-8")
    ]
    assert by_hand == ["picture.py"]


def test_at_125_percent_nothing_shines_through_the_edge_of_a_part_that_covers_its_ground(window):
    """Where such a part ends within a pixel, a painter with soft edges covers that by a quarter."""
    covering = [
        each for each in window.findChildren(QWidget)
        if each.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent) and each.isVisible()
        and type(each).__module__.startswith("spineviz.")
    ]  # fmt: skip
    assert {type(each).__name__ for each in covering} >= {"Bar", "Ledger", "BodyView"}
    ratio = 1.25
    for widget in covering:
        for corner in (0, 1, 3):  # px from a whole pixel to a quarter of one
            size = widget.size() * ratio
            image = QImage(size.width() + 8, size.height() + 8, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(ratio)
            image.fill(QColor("magenta"))
            widget.render(image, QPoint(corner, corner), QRegion(), QWidget.RenderFlag(0))
            first = math.ceil(corner * ratio - 0.5)
            right = math.ceil((corner + widget.width()) * ratio - 0.5) - 1
            foot = math.ceil((corner + widget.height()) * ratio - 0.5) - 1
            for x, y in ((first, foot // 2), (right, foot // 2), (right // 2, first), (9, foot)):
                shade = image.pixelColor(x, y)
                above = min(shade.red(), shade.blue()) - shade.green()
                assert above < 16, f"{type(widget).__name__} at {corner}: {shade.name()}"
