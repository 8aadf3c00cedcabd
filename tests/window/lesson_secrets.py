"""What a window holds in words and in outcomes, and what a lesson hides at a step."""

from __future__ import annotations

import re

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QTextBrowser, QWidget

from spineviz.outcome import Balanced, Waiting
from spineviz.session.view import View
from spineviz.teaching.expressions import ReadOut
from spineviz.teaching.lesson_answers import NoAnswerError
from spineviz.values import VALUE
from spineviz.window.figure.accessible_body import LANDMARKS, value_of
from spineviz.window.figure.body_view import BodyView
from spineviz.window.numbers.numbers_picture import BARS

NUMBERS = ("spine_share", "cage_share", "force_N", "peak_kPa", "area_cm2", "lordosis_deg",
           "kyphosis_deg")  # fmt: skip


def flat(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())


TICKS = {flat(f"{number}{unit}") for _, row, unit, _ in BARS for number in row}
"""What stands under the scales of the bars, whatever they show."""


def strings(window: QWidget) -> list[str]:
    """Every string that the window holds, whether it is seen or not."""
    found = []
    for each in (window, *window.findChildren(QWidget)):
        found += [each.toolTip(), each.accessibleName(), each.accessibleDescription(),
                  each.windowTitle(), each.statusTip(), each.whatsThis()]  # fmt: skip
        if isinstance(each, QLabel | QAbstractButton):
            found.append(each.text())
        if isinstance(each, QTextBrowser | QPlainTextEdit):
            found.append(each.toPlainText())
        if isinstance(each, BodyView):
            found += [value_of(each.outcome, name) for name in LANDMARKS]
            found += each.card
    for action in window.findChildren(QAction):
        found += [action.text(), action.toolTip()]
    return [flat(each) for each in found if each]


def outcomes_in(window: QWidget) -> list[tuple[str, str, Balanced]]:
    """Every outcome that a widget of the window holds, itself or in what it shows."""
    found = []
    for each in (window, *window.findChildren(QWidget)):
        for name, value in vars(each).items():
            parts = (value.outcome, value.picture, value.before) if isinstance(value, View) else ()
            found += [(type(each).__name__, name, part) for part in (value, *parts)
                      if isinstance(part, Balanced) and not isinstance(part, Waiting)]  # fmt: skip
    return found


def holds(text: str, secret: str) -> bool:
    """Whether a text holds a number, and not only the end of another one."""
    return re.search(rf"(?<![\d.,−-]){re.escape(secret)}", flat(text)) is not None


def secrets(run, numbers) -> set[str]:
    """What the numbers of the hidden cases read, where no case that is seen reads the same."""

    def read(cases) -> set[str]:
        texts = set()
        for case in cases:
            for name in NUMBERS:
                try:
                    texts.add(flat(numbers.text(ReadOut(case, VALUE[name], ""))))
                except NoAnswerError:
                    continue
        return texts

    hidden = run.hidden_cases
    seen = {case.key for case in run.lesson.cases} - hidden
    found = read(hidden) - read(seen) - TICKS
    return {text for text in found if len(text) > 2 and text[:2] != "0 "}
