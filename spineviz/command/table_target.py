"""Where rows of numbers go: `--csv FILE|-`, as CSV or as a workbook for spreadsheets."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spineviz.command.target import check_target, write
from spineviz.command.usage import UsageError, put

if TYPE_CHECKING:
    from spineviz.simulation.report import Plain

STANDARD_OUTPUT = "-"


def add_target(parser: argparse.ArgumentParser, about: str) -> None:
    """Give a parser the option that says where rows go."""
    parser.add_argument(
        "--csv",
        metavar="FILE|-",
        help=f"{about}; - is standard output, a name that ends with .xlsx makes a workbook",
    )


def target_of(text: str | None) -> Path | str | None:
    """A file that can be written, `STANDARD_OUTPUT`, or None where nothing was asked for.

    Raises:
        UsageError: the file could not be written at the end.
    """
    if text in (None, STANDARD_OUTPUT):
        return text
    assert text is not None
    path = Path(text)
    check_target(path)
    if path.suffix.lower() == ".xlsx":
        from spineviz.session.workbook import WorkbookError, check_writer

        try:
            check_writer()
        except WorkbookError as error:
            raise UsageError(f"{path}: {error}") from None
    return path


def put_rows(target: Path | str, rows: Sequence[dict[str, Plain]]) -> None:
    """Write rows, as a whole or not at all.

    Raises:
        UsageError: they cannot be written.
    """
    from spineviz.simulation.report import csv_text

    if isinstance(target, str):
        put(csv_text(rows))
    elif target.suffix.lower() == ".xlsx":
        from spineviz.session.workbook import workbook

        write(target, workbook({"values": rows}))
    else:
        write(target, csv_text(rows))
