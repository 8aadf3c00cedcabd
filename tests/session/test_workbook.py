"""A workbook holds numbers as numbers, and no formula."""

from __future__ import annotations

import io

import openpyxl
import pytest

from spineviz.session.workbook import WorkbookError, check_writer, workbook

ROWS = [
    {"level": "T8", "peak_kPa": 52.5, "without": ["ribs", "blades"], "held": None, "ok": True},
    {"level": "=1+1", "peak_kPa": -0.25, "without": [], "held": "http://x", "ok": False},
]


def test_every_cell_is_what_its_row_says():
    book = openpyxl.load_workbook(io.BytesIO(workbook({"values": ROWS, "none": []})))
    assert book.sheetnames == ["values", "none"]
    sheet = book["values"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells == [
        list(ROWS[0]),
        ["T8", 52.5, "ribs,blades", None, True],
        ["=1+1", -0.25, None, "http://x", False],
    ]
    assert [cell.data_type for cell in sheet[3]][:2] == ["s", "n"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert book["none"].max_row == 1


def test_the_same_rows_give_the_same_bytes():
    assert workbook({"values": ROWS}) == workbook({"values": ROWS})


def test_without_the_writer_the_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(WorkbookError, match=r"pip install 'spineviz\[xlsx\]'"):
        check_writer()
