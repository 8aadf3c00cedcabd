"""Rows of numbers as a workbook (.xlsx): numbers stay numbers in every language, ° stays °.

A spreadsheet takes the decimal points of CSV for text where the decimal sign is a comma.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from spineviz.simulation.report import Plain
from spineviz.words.language import say

WRITER = "xlsxwriter"
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Date in every workbook, so that the same rows give the same bytes."""

WIDEST = 24  # letters of a column


class WorkbookError(ValueError):
    """No workbook can be written; the message says what is missing."""


def check_writer() -> None:
    """Refuse where the writer of workbooks is not installed.

    Raises:
        WorkbookError: with the command that installs it.
    """
    if importlib.util.find_spec(WRITER) is None:
        raise WorkbookError(say("file.no_workbook"))


def workbook(sheets: Mapping[str, Sequence[Mapping[str, Plain]]]) -> bytes:
    """A file with a sheet for each entry; its first row holds the names of the columns.

    Raises:
        WorkbookError: the writer is not installed.
    """
    check_writer()
    xlsxwriter = importlib.import_module(WRITER)
    kept = io.BytesIO()
    # nothing is a formula or a link, whatever a text starts with; no files beside this one
    as_they_are = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(kept, as_they_are)
    book.set_properties({"created": MADE})
    bold = book.add_format({"bold": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        columns = list(rows[0]) if rows else []
        for column, title in enumerate(columns):
            sheet.write_string(0, column, title, bold)
            sheet.set_column(column, column, min(len(title) + 2, WIDEST))
        for number, row in enumerate(rows, start=1):
            for column, title in enumerate(columns):
                _write(sheet, number, column, row[title])
        sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()


def _write(sheet: object, row: int, column: int, value: Plain) -> None:
    write = sheet.write  # type: ignore[attr-defined]
    if isinstance(value, list):
        value = ",".join(str(each) for each in value)
    if value is not None:
        write(row, column, value)
