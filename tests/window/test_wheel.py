"""The wheel over anything that nobody has chosen scrolls, and changes nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hands import click, settle, show
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollArea,
    QSlider,
    QTabBar,
    QWidget,
)

from spineviz.lab import exploration
from spineviz.session.idle import Idle
from spineviz.session.lesson_run import LOCK, MARKED, VOTED
from spineviz.teaching.lessons import lessons
from spineviz.window.handout.handout_menu import HandoutDialog
from spineviz.window.shell.export_menu import ExportDialog
from spineviz.window.shell.roll_export import RollDialog

ROOT = Path(__file__).resolve().parents[2]
NOTCH = QPoint(0, 120)
FIELDS = (QComboBox, QAbstractSpinBox, QSlider, QTabBar, QAbstractButton)


@pytest.fixture(autouse=True)
def _nothing_is_worked_on_beside(monkeypatch):
    """What would be without ribs or discs takes seconds, and nobody asks here."""
    monkeypatch.setattr(Idle, "want", lambda *_: None)


def scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
    QApplication.processEvents()


def wheel(widget: QWidget, notches: int, at: QPoint | None = None) -> None:
    """Turn the wheel over a widget as a mouse does, by way of its window."""
    top = widget.window()
    spot = widget.mapTo(top, at or widget.rect().center())
    for _ in range(abs(notches)):
        QTest.wheelEvent(
            top.windowHandle(), QPointF(spot), NOTCH if notches > 0 else -NOTCH,
            QPoint(), Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip


def state(window) -> tuple[object, ...]:
    session = window.session
    return (
        session.scene, session.shown, session.document, session.history.pinned,
        session.play.speed, session.play.is_running, session.lesson.run,
        session.history.undo_label, dict(window.settings._kept), window.look.theme,
    )  # fmt: skip


def values(top: QWidget) -> list[object]:
    """What every field below a widget holds."""
    found: list[object] = []
    for each in top.findChildren(QWidget):
        if isinstance(each, QComboBox | QTabBar):
            found.append(each.currentIndex())
        elif isinstance(each, QAbstractSpinBox):
            found.append(each.text())
        elif isinstance(each, QSlider):
            found.append(each.value())
        elif isinstance(each, QAbstractButton):
            found.append(each.isChecked())
    return found


def try_all(window, top: QWidget, over: int = 0) -> int:
    """Turn the wheel both ways over every widget below one; how many fields that were."""
    seen = 0
    for each in [top, *top.findChildren(QWidget)]:
        if each.window() is not top.window() or not each.isVisible():
            continue
        scroll_to(each)
        if each.visibleRegion().isEmpty():
            continue
        if isinstance(each, FIELDS) and each.hasFocus():
            each.clearFocus()
        before = state(window), values(top)
        for notches in (2, -3):  # not as many back
            wheel(each, notches, each.visibleRegion().boundingRect().center())
        settle(1)
        assert (state(window), values(top)) == before, (type(each), each.accessibleName())
        assert not (isinstance(each, FIELDS) and each.hasFocus()), each.accessibleName()
        seen += isinstance(each, FIELDS)
    assert seen >= over
    return seen


@pytest.mark.parametrize(("panel", "over"), [("more", 60), ("questions", 15), ("lessons", 20)])
def test_over_every_field_of_the_window(window, panel, over):
    show(window, panel=panel)
    window.session.compare.pin()
    settle()
    try_all(window, window, over)


def test_over_every_field_of_a_lesson_that_is_written(window, monkeypatch):
    monkeypatch.setattr("spineviz.session.author.PEOPLE", 1)
    window.commands["write_lesson"].trigger()
    settle()
    panel = window.author
    click(panel.keep)
    window.session.set("roller.level", "L3")
    settle()
    click(panel.keep)
    click(panel.forms["how_much"])
    settle()
    assert try_all(window, panel) >= 12
    number, draft = panel.editor.handles[0], window.session.author.draft
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "1,2,3")
    QTest.keyClick(number, Qt.Key.Key_Return)
    settle()
    assert window.session.author.draft == draft
    assert "'1,2,3' is not allowed; it takes" in panel.problem.text()


def test_twelve_notches_over_the_panel_scroll_it(window):
    show(window, panel="more")
    settle()
    before, bar = state(window), window.more.verticalScrollBar()
    window.body.setFocus()
    lean = window.more.numbers["lean_deg"]
    for part in (lean.spin, lean.slider, window.more.choices["hips"]):
        bar.setValue(0)
        scroll_to(part)
        place = bar.value()
        wheel(part, -12)
        settle()
        assert bar.value() > place
        assert state(window) == before


def test_a_number_that_was_chosen_is_stepped(window):
    show(window, panel="more")
    window.activateWindow()
    lean = window.more.numbers["lean_deg"]
    scroll_to(lean)
    lean.spin.setFocus()
    wheel(lean.spin, 2)
    settle()
    assert window.session.scene.lean_deg == 2.0


@pytest.mark.parametrize("alone", [True, False])
def test_over_every_page_of_a_lesson(window, alone):
    lesson = lessons()[0]
    player = window.session.lesson
    player.start(lesson, alone)
    settle()
    kinds = set()
    for _ in range(60):
        run = player.run
        if run is None or run.ended:
            break
        if (run.step.kind, run.todo) not in kinds:
            kinds.add((run.step.kind, run.todo))
            try_all(window, window.stage)
            if run.can_guess and run.todo == LOCK:
                window.stage.toggle_guess()
                settle()
                try_all(window, window.stage)
                window.stage.toggle_guess()
        if run.step.kind in VOTED and run.todo == LOCK:
            run = player.run
            player.put(run.choose(0) if alone else run.count(0, 3))
        elif run.step.kind in MARKED:
            page = window.stage.page
            for row in page.options:
                row[0].click()
        player.next()
        settle()
    assert len({kind for kind, _ in kinds}) >= 4


@pytest.mark.parametrize("make", [
    ExportDialog,
    lambda window: RollDialog(window, window.session),
    lambda window: HandoutDialog(window, lessons(), None),
], ids=["export", "roll", "handout"])  # fmt: skip
def test_over_every_field_of_a_dialog(window, make):
    dialog = make(window)
    dialog.show()
    settle()
    assert try_all(window, dialog) >= 4
    dialog.close()


def test_over_every_field_of_explore(window, monkeypatch):
    monkeypatch.setattr(exploration, "BODIES", 2)
    monkeypatch.setattr(exploration.Exploration, "solve", lambda self, job: None)
    window.commands["explore"].trigger()
    settle()
    page = window.findChild(QWidget, "explore")
    assert try_all(window, page) >= 5
    page.close()


QT_OWN = {"QComboBox", "QSpinBox", "QDoubleSpinBox", "QSlider", "QDial", "QTabBar", "QTabWidget",
          "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QPlainTextEdit", "QTextEdit"}  # fmt: skip


def test_every_field_is_one_of_the_houses_own():
    """Qt's own change under the wheel; `controls/fields.py` has those that do not."""
    for path in (ROOT / "spineviz").rglob("*.py"):
        if path.name == "fields.py":
            continue
        names = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert not names & QT_OWN, path
