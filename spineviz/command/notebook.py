"""An outcome in a notebook: its main numbers as a table, and its picture."""

from __future__ import annotations

from html import escape

from spineviz.command.display import unseen
from spineviz.command.usage import UsageError
from spineviz.outcome import Balanced, Outcome
from spineviz.values import VALUE, written

ROWS = (
    "force_N",
    "peak_kPa",
    "area_cm2",
    "spine_share",
    "cage_share",
    "push_extension_deg",
    "kyphosis_deg",
    "lordosis_deg",
)
"""Keys of the numbers in the table, in its order."""

WIDTH, HEIGHT = 900, 440
"""px of the picture: a whole person, as in the window."""


def html_of(outcome: Outcome) -> str:
    """The main numbers as a table, and every alert under it."""
    rows = []
    for key in ROWS:
        value = VALUE[key]
        number = value.of(outcome) if outcome.converged else None
        if number is not None:
            said = written(number * value.factor, value.digits, value.unit)
            rows.append(f"<tr><td>{escape(value.title)}</td><td>{escape(said)}</td></tr>")
    alerts = "".join(f"<p>{escape(alert.text)}</p>" for alert in outcome.alerts)
    table = f"<table>{''.join(rows)}</table>" if rows else ""
    return f"{table}{alerts}"


def svg_of(outcome: Outcome) -> str | None:
    """The body on the roller as SVG; None without a pose, or where Qt cannot be loaded."""
    if not outcome.converged:
        return None
    try:
        with unseen():
            return _painted(outcome)
    except UsageError:
        return None


def _painted(outcome: Balanced) -> str:
    from PySide6.QtCore import QBuffer, QRectF, QSize
    from PySide6.QtGui import QPainter
    from PySide6.QtSvg import QSvgGenerator

    from spineviz.session.shown import Shown
    from spineviz.window.figure.body_picture import BodyPicture
    from spineviz.window.paint.theme import LIGHT
    from spineviz.window.paint.typeface import named_anywhere

    box = QRectF(0, 0, WIDTH, HEIGHT)
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    sheet = QSvgGenerator()
    sheet.setOutputDevice(kept)
    sheet.setSize(QSize(WIDTH, HEIGHT))
    sheet.setViewBox(box)
    sheet.setTitle(repr(outcome).strip("<>"))
    painter = QPainter(sheet)
    try:
        BodyPicture(outcome, Shown(), LIGHT).paint(painter, box)
    finally:
        painter.end()
    return named_anywhere(bytes(kept.data().data())).decode()
