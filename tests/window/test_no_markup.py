"""Nothing that stands in a file is read as markup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from spineviz.window.paint.plain import as_tip
from spineviz.window.shell.offer_line import OfferLine

EVIL = "<img src=/dev/zero>"


def test_a_key_that_looks_like_markup_is_shown_as_it_is_written(window, tmp_path: Path):
    file = tmp_path / "evil.spineviz"
    file.write_text(f'{{"schema":1,"scene":{{"{EVIL}":1}}}}')
    window.files.open(file)
    tips = [each.toolTip() for each in window.findChildren(QWidget)]
    said = [tip for tip in tips if "img src" in tip]
    assert said  # it is told
    assert all(EVIL not in tip for tip in said)
    for label in window.findChildren(QLabel):
        if "img src" in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText
    assert EVIL not in as_tip(EVIL)


def test_what_a_file_left_is_offered_as_plain_text(application):
    assert OfferLine().words.textFormat() == Qt.TextFormat.PlainText
