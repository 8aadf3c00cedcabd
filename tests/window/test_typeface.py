"""One face everywhere: the same letters with and without fonts on the machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from spineviz.command.notebook import svg_of
from spineviz.window.paint.picture import base
from spineviz.window.paint.typeface import FAMILY, named_anywhere
from spineviz.window.shell import look
from spineviz.window.shell.export import picture_bytes, sheet_of

LETTERS = """
import sys
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from spineviz.window.paint.picture import base
from spineviz.window.paint.theme import LIGHT
application = QApplication(["letters", "-platform", "offscreen"])
image = QImage(460, 90, QImage.Format.Format_RGB32)
image.fill(0xFFFFFFFF)
painter = QPainter(image)
for row, bold in enumerate((False, True)):
    painter.setFont(LIGHT.font(base(), 21, bold))
    painter.drawText(8, 34 + 36 * row, "Under T8: 2.9°, 63\u202f% → −7 × 10 cm² Grüße")
painter.end()
sys.stdout.buffer.write(bytes(image.constBits()))
"""


def letters(**environment: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", LETTERS],
        env={**os.environ, **environment}, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout


def test_letters_are_the_same_where_the_machine_has_no_font(tmp_path):
    none = tmp_path / "none.conf"
    none.write_text("<fontconfig></fontconfig>")
    with_fonts, without = letters(), letters(FONTCONFIG_FILE=str(none))
    assert with_fonts == without
    assert len(set(zip(*[iter(with_fonts)] * 4, strict=True))) > 30  # written, and not in one box


@pytest.mark.parametrize("bold", [False, True])
def test_both_cuts_are_the_shipped_ones(application, bold):
    font = base()
    font.setBold(bold)
    found = QFontInfo(font)
    assert found.family() == FAMILY
    assert found.exactMatch()
    assert found.styleName() == ("Bold" if bold else "Regular")


def test_an_svg_asks_for_a_face_that_every_reader_has(window):
    picture, size = window._picture("body")
    sheet = sheet_of(picture, QSize(size), window.theme, window.session.view, None, whole=False)
    exported = picture_bytes(sheet, ".svg", 1.0).decode()
    for svg in (exported, svg_of(window.session.view.outcome)):
        families = set(re.findall(r'font-family="([^"]*)"', svg))
        assert families
        assert all(each.endswith(", sans-serif") for each in families), families


def test_a_name_with_a_quote_in_the_text_is_left_alone():
    text = b'<text font-family="A">of a font-family</text>'
    assert named_anywhere(text).endswith(b">of a font-family</text>")


def test_type_in_the_picture_follows_the_system(window, monkeypatch):
    usual = window.look.theme.text, window.font().pointSizeF()
    large = QFont()
    large.setPointSizeF(13.5)
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda which: large)
    window.look.apply()
    assert window.theme.text == pytest.approx(1.5 * usual[0])
    assert window.font().pointSizeF() == pytest.approx(1.5 * usual[1])
    assert look.USUAL_PX * window.theme.text == pytest.approx(18.0)
