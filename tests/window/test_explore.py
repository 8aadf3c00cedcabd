"""The page Explore: loaded when it is first opened, worked on in the background, read and saved."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import numpy as np
import pytest
from hands import key, move, settle, show
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from spineviz.lab import exploration
from spineviz.lab.exploration import Job
from spineviz.scene import Scene
from spineviz.session.explorer import Explorer
from spineviz.words.exploring import PEOPLE
from spineviz.words.language import say


@pytest.fixture
def page(window, monkeypatch):
    """The page, opened on a sample of six bodies whose numbers cost nothing."""

    def cheap(self, job):
        at = 0 if job.point is None else job.point
        own = 0 if job.body is None else job.body - 2.5
        numbers = {"spine_share": 0.3 + 0.02 * at + 0.02 * own, "peak_kPa": 40.0 + at + own}
        self.found[job] = numbers

    monkeypatch.setattr(exploration, "BODIES", 6)
    monkeypatch.setattr(exploration.Exploration, "solve", cheap)
    monkeypatch.setattr(Explorer, "_go", lambda self: setattr(self, "aside", False))
    window.commands["explore"].trigger()
    settle()
    opened = window.findChild(QWidget, "explore")
    yield opened
    opened.close()


def test_nothing_of_it_is_loaded_before_it_is_opened():
    told = (
        "import sys, spineviz.window.shell.main_window as w;"
        "print([each for each in sys.modules if 'window.explore.' in each or each == 'pyqtgraph'])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_draws_the_curve_the_band_and_the_bodies(page):
    before = page.curve.grab().toImage()
    page.explorer.finish()
    settle()
    assert page.curve.grab().toImage() != before
    charts = page.charts
    assert charts.curve.curve == pytest.approx(30 + 2 * np.arange(17))
    assert np.all(charts.curve.band[0] < charts.curve.curve)
    assert np.all(charts.curve.band[2] > charts.curve.curve)
    assert len(charts.bodies.dots) == 6
    # the colour of the band is seen in the midst of the plot
    shown = page.curve.grab().toImage()
    fill = page.curve._fill.brush().color().name()
    middle = [shown.pixelColor(shown.width() // 2, y) for y in range(shown.height())]
    assert sum(each.name() == fill for each in middle) > 5


def test_another_value_of_the_same_scenes_needs_no_work(page):
    page.explorer.finish()
    page.value.setCurrentIndex(page.value.findData("peak_kPa"))
    assert not page.explorer.busy
    assert page.charts.curve.curve[0] == pytest.approx(40)
    assert page.charts.curve.up == "kPa"
    page.across.setCurrentIndex(page.across.findData("roller.diameter_mm"))
    assert page.explorer.busy
    assert page.charts.curve.across == "mm"


def test_pointer_and_arrow_keys_read_the_values(page):
    page.explorer.finish()
    settle()
    x = page.curve.mapFromScene(page.curve._view.mapViewToScene(QPointF(11.0, 0.0))).x()
    move(page.curve.viewport(), QPointF(x + 2, 200), Qt.MouseButton.NoButton)
    assert "Roller under T12 · this body 52" in page.said.text()
    assert "people" in page.said.text()
    key(page.curve, Qt.Key.Key_Right)
    assert "Roller under L1" in page.said.text()
    assert page.curve.accessibleDescription() == page.said.text()


def test_the_table_holds_the_numbers_of_the_curve_and_points_with_it(page):
    page.explorer.finish()
    settle()
    table = page.table
    names = [table.verticalHeaderItem(row).text() for row in range(table.rowCount())]
    assert names == ["this body", *map(say, PEOPLE)]
    heads = [table.horizontalHeaderItem(column).text() for column in range(table.columnCount())]
    assert heads == list(page.explorer.exploration.points)
    charts = page.charts
    for row, numbers in enumerate((charts.curve.curve, *charts.curve.band)):
        shown = [float(table.item(row, column).text().split("\u202f")[0]) for column in range(17)]
        assert shown == pytest.approx(list(numbers), abs=0.51)
    table.setCurrentCell(1, 11)
    assert "Roller under T12" in page.said.text()
    key(page.curve, Qt.Key.Key_Right)
    assert table.currentColumn() == 12
    page._point(-1)
    assert table.currentColumn() == -1
    assert table.selectedItems() == []


def test_the_curve_of_the_state_before_is_held_against_it(page, window):
    page.explorer.finish()
    assert page.charts.curve.beside is None
    window.session.set("roller.level", "L3")  # the same curve
    settle()
    page.explorer.finish()
    assert page.charts.curve.beside is None
    window.session.set("without", ("ribs",))
    settle()
    page.explorer.finish()
    charts = page.charts
    assert page.explorer.exploration.beside.without == ()
    assert charts.curve.beside == pytest.approx(charts.curve.curve)  # as cheap as the others
    assert charts.curve.about.endswith("dashed: with ribs")
    page._point(3)
    assert page.charts.curve.card[0] == "Roller under T4"
    assert page.charts.curve.card[2].startswith("before ")
    assert page.curve._card.isVisible()
    page._point(-1)
    assert not page.curve._card.isVisible()


def test_zones_are_named_only_where_levels_stand_across(page):
    page.explorer.finish()
    assert page.charts.curve.zones == ((-0.5, "THORACIC"), (11.5, "LUMBAR"))
    page.across.setCurrentIndex(page.across.findData("roller.diameter_mm"))
    assert page.charts.curve.zones == ()


def test_cancel_stops_it_and_go_on_takes_it_up_again(page):
    assert page.explorer.busy
    page.stop.click()
    assert not page.explorer.busy
    assert "stopped after" in page.told.text()
    page.stop.click()
    assert page.explorer.busy
    page.explorer.finish()
    settle()
    assert not page.stop.isVisible()
    assert page.told.text() == f"{page.explorer.exploration.total} scenes solved"


def test_it_follows_the_scene_and_keeps_what_is_still_true(page, window):
    page.explorer.finish()
    window.session.set("roller.level", "L3")
    settle()
    assert page.explorer.exploration.scene.roller_level == "L3"
    left = set(page.explorer.exploration.jobs()) - set(page.explorer.exploration.found)
    assert left <= {Job(None, number) for number in range(6)}
    page.close()
    window.session.set("hips", "up")
    settle()
    assert page.explorer.exploration.scene.hips == "down"  # nobody looks


def test_what_a_lesson_hides_is_not_found_here(page, window):
    show(window, hidden=("case",))
    settle()
    assert not page.isVisible()
    assert not window.commands["explore"].isEnabled()


def test_picture_and_table_are_saved(page, window, tmp_path, monkeypatch):
    page.explorer.finish()
    for name, button in (("a.svg", page.picture), ("a.csv", page.csv)):
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_, name=name: (str(tmp_path / name), "")
        )
        button.click()
    said = " ".join(re.findall(r"<text[^>]*>(.*?)</text>", (tmp_path / "a.svg").read_text()))
    assert "Onto the spine and level" in said
    assert "Teaching model" in said
    assert "<image" not in (tmp_path / "a.svg").read_text()
    assert (tmp_path / "a.csv").read_text().startswith("series,body,roller.level,")


@pytest.mark.parametrize("size", [(480, 360), (1024, 600), (1920, 1080)])
def test_everything_has_room_and_a_name(page, size):
    page.resize(QSize(*size))
    settle()
    assert (page.width(), page.height()) == size
    for child in page.findChildren(QWidget):
        able = child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None
        if able and child.isVisible():
            assert child.accessibleName(), child
    assert page.curve.height() > 60
    assert page.bodies.height() > 60


@pytest.mark.parametrize("size", [(800, 600), (1024, 600), (1280, 720)])
def test_what_stands_under_the_titles_is_never_cut(page, size):
    page.explorer.finish()
    page.resize(QSize(*size))
    settle()
    for plot, chart in ((page.curve, page.charts.curve), (page.bodies, page.charts.bodies)):
        about = plot._texts[1]
        assert " ".join(about.text().split("\n")) == chart.about
        box = about.sceneBoundingRect()
        assert box.right() <= plot.width()
        assert box.bottom() <= plot.plotItem.vb.sceneBoundingRect().top() + 2


def test_where_no_body_is_known_yet_no_number_stands_at_its_axes(page):
    left, bottom = (page.bodies.plotItem.getAxis(side) for side in ("left", "bottom"))
    assert not len(page.charts.bodies.dots)
    assert left._tickLevels == bottom._tickLevels == []
    page.explorer.finish()
    settle()
    assert left._tickLevels is None
    assert bottom._tickLevels is None


def began(application):
    """An explorer at work."""
    explorer = Explorer(application)
    explorer._quiet.setInterval(0)
    explorer.begin(Scene(), exploration.BY_KEY["roller.diameter_mm"])
    return explorer


def until(application, done):
    """Turn the event loop until something is so. Turns take time of the processor too: so few of
    them that what is counted of it on a busy machine stays far below a solve."""
    start = time.monotonic()
    while not done() and time.monotonic() - start < 60:
        application.processEvents()
        time.sleep(0.01)
    assert done()


def test_a_process_beside_this_one_works_so_that_no_turn_waits_for_a_solve(application):
    told = []
    explorer = began(application)
    explorer.progressed.connect(lambda: told.append(explorer.busy))
    until(application, lambda: explorer.exploration.found)
    at = time.process_time()
    known = len(explorer.exploration.found)
    until(application, lambda: len(explorer.exploration.found) >= known + 3)
    spent = time.process_time() - at
    start = time.process_time()
    explorer.exploration.solve(Job(12, 3))
    assert spent < 3 * (time.process_time() - start)  # three solves were not done in here
    assert explorer.busy
    explorer.rest()
    assert told[-1] is False
    first = Job(0, None)
    beside = explorer.exploration.found[first]
    explorer.exploration.solve(first)
    assert beside == pytest.approx(dict(explorer.exploration.found[first]))


def test_where_the_process_is_ended_the_work_goes_on_in_turns(application):
    explorer = began(application)
    until(application, lambda: explorer.exploration.found)
    for process in explorer._helper._started:
        process.terminate()
    until(application, lambda: not explorer.aside)
    known = len(explorer.exploration.found)
    until(application, lambda: len(explorer.exploration.found) > known)
    explorer.rest()
    first = list(explorer.exploration.jobs())[: len(explorer.exploration.found)]
    assert set(first) == set(explorer.exploration.found)  # none is lost
