"""The export is the screen: the same texts and pixels, lines as lines; a file whole or none."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from hands import rest, settle
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from spineviz.command.main import main
from spineviz.command.usage import DONE
from spineviz.scene import QUANTITIES, Scene
from spineviz.session import session as session_module
from spineviz.simulation.report import csv_text
from spineviz.values import VALUE
from spineviz.window.shell.export import (
    ExportError,
    as_image,
    value_rows,
    write_picture,
    write_values,
)
from spineviz.window.shell.frame import VIEWS, WHOLE


def texts(path: Path) -> str:
    """Everything that an SVG says."""
    found = re.findall(r"<text[^>]*>(.*?)</text>", path.read_text(), flags=re.DOTALL)
    return " ".join(" ".join(found).split())


def svg(window, view: str, folder: Path) -> Path:
    path = folder / f"{view}.svg"
    window.exports.write_picture(view, path, 1)
    assert window.sentence.text == f"Exported as {path.name}."
    return path


@pytest.mark.parametrize("view", VIEWS)
def test_every_picture_has_scene_and_disclaimer_as_text(window, tmp_path, view):
    said = texts(svg(window, view, tmp_path))
    assert "Teaching model, not medical advice." in said
    assert "Roller under T8" in said
    assert "Foam roller, 150 mm" in said


def test_the_body_is_lines_and_not_pixels(window, tmp_path):
    path = svg(window, "body", tmp_path)
    text = path.read_text()
    assert "<image" not in text
    assert text.count("<path") + text.count("<poly") > 100
    for view in set(VIEWS) - {"back"}:  # the pressure on the back is an image
        assert "<image" not in svg(window, view, tmp_path).read_text(), view


@pytest.mark.parametrize("view", ["body", "section", "curve"])
def test_the_picture_is_the_screen(window, view):
    window.body.clearFocus()
    rest(window)
    widget = {"body": window.body, "section": window.section, "curve": window.plot}[view]
    screen = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    image = QImage(screen.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    picture, _ = window.exports._picture(view)
    if view == "body":  # on the screen the strip says how the scene was set
        picture = replace(picture, noted=False)
    top = 1 if view == "curve" else 0  # the line over the plot
    picture.paint(painter, QRectF(0, top, image.width(), image.height() - top))
    painter.end()
    far = [
        (x, y)
        for x in range(1, screen.width(), 7)
        for y in range(1, screen.height(), 7)
        if abs(image.pixelColor(x, y).lightness() - screen.pixelColor(x, y).lightness()) > 8
    ]
    assert len(far) <= 0.004 * screen.width() * screen.height() / 49


def test_the_whole_frame_says_what_its_parts_say(window, tmp_path):
    rest(window)
    said = texts(svg(window, WHOLE, tmp_path))
    outcome = window.session.view.outcome
    for words in ("Roller under T8", "Cross-section at T8", "Pressure along the back"):
        assert words in said
    for bar in window.readout.bars[:2]:
        assert " ".join(bar.text.split()) in said
    assert f"peak {outcome.roller.peak_kPa:.0f}" in said


@pytest.mark.parametrize("view", VIEWS)
def test_every_picture_fills_every_size_and_leaves_the_rest_alone(window, view):
    green = QColor("#00FF00")
    for size in ((200, 150), (320, 200), (640, 360), (1600, 1000)):
        image = QImage(size[0] + 40, size[1] + 40, QImage.Format.Format_RGB32)
        image.fill(green)
        painter = QPainter(image)
        window.exports._picture(view)[0].paint(painter, QRectF(20, 20, *size))
        painter.end()
        corners = ((21, 21), (18 + size[0], 18 + size[1]))
        assert green.name() not in {image.pixelColor(x, y).name() for x, y in corners}, size
        for x in range(0, image.width(), 5):
            for y in (5, 19, 20 + size[1], 30 + size[1]):
                assert image.pixelColor(x, y) == green, size


def test_a_scale_makes_more_pixels_of_the_same_picture(window, tmp_path):
    path = tmp_path / "a.png"
    window.exports.write_picture(WHOLE, path, 3)
    large, small = QImage(str(path)), as_image(window.exports.sheet(WHOLE))
    assert (large.width(), large.height()) == (3 * small.width(), 3 * small.height())
    assert large.dotsPerMeterX() == pytest.approx(3 * 96 / 0.0254, rel=1e-3)


def test_a_comparison_is_in_the_picture(window, tmp_path):
    window.session.compare.open(Scene(), Scene(roller_level="L3"))
    settle()
    said = texts(svg(window, "body", tmp_path))
    assert "A: Roller under T8" in said
    assert "B: Roller under L3" in said
    whole = texts(svg(window, WHOLE, tmp_path))
    change = " ".join(window.comparison.strip.cells.rows[0].change.split())
    assert change in " ".join(whole.split())
    assert "Roller under L3. " in whole


def test_copying_puts_the_picture_on_the_clipboard(window):
    window.commands["copy_picture"].trigger()
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == 2 * window.centralWidget().width()
    assert window.sentence.text == "Picture copied."


def test_the_values_are_those_of_the_command_line_and_of_the_outcome(window, tmp_path, capsys):
    outcome = window.session.view.outcome
    window.exports.write_values(tmp_path / "a.csv")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text()))
    assert main(["sweep", "--over", "roller.level=T8:T8", "--csv", "-"]) == DONE
    (line,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert set(row) == {"scene", *line, *(quantity.key for quantity in QUANTITIES)}
    for name, cell in line.items():
        if name not in ("residual_N", "iterations"):  # those depend on where the solver started
            try:
                assert float(row[name]) == pytest.approx(float(cell), rel=1e-3, abs=1e-3)
            except ValueError:
                assert row[name] == cell
    assert float(row["peak_kPa"]) == pytest.approx(outcome.roller.peak_kPa)
    assert float(row["spine_share"]) == pytest.approx(outcome.roller.spine_share)
    for tissue, share in outcome.roller.entry_share.items():
        assert float(row[f"entry_share_{tissue}"]) == pytest.approx(share)
    for support, force in outcome.supports_N.items():
        assert float(row[f"support_{support}_N"]) == pytest.approx(force)
    assert window.readout.peak.text == f"{float(row['peak_kPa']):.0f}\u202fkPa"


def test_two_scenes_are_two_rows(window):
    window.session.compare.open(Scene(), Scene(roller_level="L3", without=("ribs", "discs")))
    settle()
    session = window.session
    text = csv_text(value_rows({"A": session.compare.outcome, "B": session.view.outcome}))
    a, b = csv.DictReader(io.StringIO(text))
    assert (a["scene"], a["roller.level"], a["without"]) == ("A", "T8", "")
    assert (b["scene"], b["roller.level"], b["without"]) == ("B", "L3", "ribs,discs")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.bmp", "ends with '.bmp'; a picture is written as .png, .svg, .pdf"),
        ("a", "has no ending"),
        ("nowhere/a.png", "cannot be written"),
        ("nowhere/a.svg", "cannot be written"),
        ("nowhere/a.pdf", "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(window, tmp_path, name, said):
    window.exports.write_picture(WHOLE, tmp_path / name, 1)
    assert window.sentence.text.startswith("Not exported: ")
    assert said in window.sentence.text
    assert list(tmp_path.iterdir()) == []


def test_a_scale_out_of_range_is_said(window, tmp_path):
    for scale in (0, -1, 9, float("nan")):
        with pytest.raises(ExportError, match="up to 8"):
            write_picture(window.exports.sheet(WHOLE), tmp_path / "a.png", scale)
    assert list(tmp_path.iterdir()) == []


def test_outside_the_model_there_are_no_values(window, tmp_path, monkeypatch, unbalanced):
    monkeypatch.setattr(session_module, "simulate", unbalanced)
    window.session.set("hips", "up")
    settle()
    with pytest.raises(ExportError, match="no values"):
        write_values(window.session.view, None, tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_focus_and_pointer_stay_on_the_screen(window):
    window.session.idle.finish()  # the columns of the rail fill up
    window.body.setFocus()
    first = as_image(window.exports.sheet("body"))
    window.body.clearFocus()
    settle()
    assert as_image(window.exports.sheet("body")) == first


def test_values_are_a_workbook_where_the_name_says_so(window, tmp_path):
    window.exports.write_values(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["values"]
    row = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    outcome = window.session.view.outcome
    assert row["scene"] == "B"
    assert row["peak_kPa"] == pytest.approx(outcome.roller.peak_kPa)


def test_copied_values_are_those_that_are_shown(window):
    window.exports.copy_values()
    lines = QGuiApplication.clipboard().text().splitlines()
    outcome = window.session.view.outcome
    cells = dict(line.split("\t", 1) for line in lines)
    peak = VALUE["peak_kPa"]
    assert cells["peak pressure"] == f"{peak.figure(outcome.roller.peak_kPa)}\tkPa"
    assert len(lines) > 20
