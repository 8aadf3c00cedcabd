"""The side panel is the table of quantities, and its what-ifs are differences of two solves."""

from __future__ import annotations

import pytest
from hands import click, rest, settle, tick
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from spineviz.scene import QUANTITIES, WHAT_IFS, Scene
from spineviz.simulation.simulate import simulate
from spineviz.values import VALUE, scalars_of
from spineviz.window.controls.editors import NumberEditor
from spineviz.window.controls.side_panel import GROUPS, ORDER, group_of
from spineviz.window.paint.theme import DARK, ThemeChoice
from spineviz.words.sentences import what_if
from spineviz.words.tips import tip

SINGLE = [quantity for quantity in QUANTITIES if not quantity.many]


@pytest.fixture
def panel(window):
    click(window.strip.more)
    settle()
    assert window.more.isVisible()
    return window.more


def test_every_quantity_of_the_table_is_there_once(panel):
    assert set(panel.numbers) | set(panel.choices) == {each.key for each in SINGLE}
    assert not set(panel.numbers) & set(panel.choices)
    assert set(panel.checks) == {name for each in QUANTITIES if each.many for name in each.choices}
    assert {group_of(each) for each in QUANTITIES} <= set(ORDER)
    assert set(GROUPS.values()) <= set(ORDER)


def test_each_says_its_name_its_source_and_its_way_back(panel):
    for quantity in SINGLE:
        labels = [label for label in panel.findChildren(QLabel) if label.text() == quantity.label]
        assert any(label.toolTip() == tip(quantity.key, quantity.about) for label in labels)
        assert panel.resets[quantity.key].accessibleName().startswith(quantity.label)
        editor = panel.numbers.get(quantity.key)
        if isinstance(editor, NumberEditor):
            assert editor.slider.toolTip() == tip(quantity.key, quantity.about)
            assert editor.spin.suffix().strip() == quantity.unit
            assert editor.spin.minimum() == quantity.low
            assert editor.spin.maximum() <= quantity.high


def test_each_can_be_set_back(window, panel):
    window.session.idle._quiet.setInterval(10**8)  # nobody asks what is found out beside
    window.session.set("roller.level", "T8")
    settle()
    before = window.session.scene
    for quantity in SINGLE:
        other = (
            next(each for each in quantity.choices if each != quantity.default)
            if quantity.choices
            else quantity.low + quantity.step
        )
        window.session.set(quantity.key, other)
        settle()
        button = panel.resets[quantity.key]
        assert button.isEnabled(), quantity.key
        click(button)
        settle()
        assert window.session.scene == before, quantity.key
        assert not button.isEnabled(), quantity.key


def test_the_place_of_the_roller_can_be_typed_as_far_as_the_back_reaches(window, panel):
    editor = panel.numbers["roller.position_mm"]
    assert editor.spin.value() == pytest.approx(window.session.roller_mm, abs=0.5)
    assert editor.spin.maximum() <= window.session.track.position_mm[-1]
    editor.spin.setValue(200.0)
    settle()
    assert window.session.scene.roller_position_mm == pytest.approx(200.0)


def test_a_what_if_says_the_difference_of_two_solves(window, panel):
    window.session.set("roller.level", "T8")
    settle()
    rest(window)
    scene = window.session.scene
    now = scalars_of(simulate(scene))
    for name in WHAT_IFS:
        then = scalars_of(simulate(scene.set("without", name)))
        pressure = round(then["peak_kPa"]) - round(now["peak_kPa"])
        share = round(then["spine_share"] * 100) - round(now["spine_share"] * 100)
        text = panel.changes[name].text().replace("−", "-").replace("±", "+")
        assert f"off: {pressure:+d}\u202fkPa, {share:+d}\u202fpoint" in text
        for key in ("peak_kPa", "spine_share"):
            assert VALUE[key].change(now[key], then[key]) in panel.changes[name].text()
    assert panel.changes["ribs"].text().startswith("ribs off: +")


def test_what_is_away_tells_what_comes_back(window, panel):
    tick(panel.checks["ribs"])
    assert window.session.scene.without == ("ribs",)
    window.session.solve_now()  # no turn of the event loop in which idle work could be done
    assert panel.changes["ribs"].text() in ("", "…"), "an old number beside a new scene"
    rest(window)
    assert panel.changes["ribs"].text().startswith("ribs back: −")


def test_a_what_if_without_a_pose_has_no_number():
    now = scalars_of(simulate(Scene()))
    assert what_if("Ribs", True, now, None) == "ribs off: no pose in balance"


def test_a_hidden_panel_asks_for_nothing(window):
    rest(window)
    assert window.session.idle.found.what_ifs == {}
    click(window.strip.more)
    rest(window)
    assert set(window.session.idle.found.what_ifs) == set(WHAT_IFS)


def test_the_strip_has_seven_controls(window):
    strip = window.strip
    controls = [strip.level, *strip.choices.values(), *strip.numbers.values()]
    controls += [*strip.checks.values(), strip.compare]
    assert len(controls) == 7
    assert strip.compare.isCheckable()
    for widget in strip.findChildren(QWidget):
        on_strip = widget.window() is window and widget not in (strip.more, strip.questions)
        if on_strip and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert any(widget is each or each.isAncestorOf(widget) for each in controls)


def test_the_strip_breaks_into_rows_and_clips_nothing(window):
    strip = window.strip
    for width in (1000, 700, 420):
        strip.layout().setGeometry(strip.rect().adjusted(0, 0, width - strip.width(), 0))
        inside = [strip.layout().itemAt(row).geometry() for row in range(strip.layout().count())]
        assert all(box.right() < width for box in inside)
        assert not any(a.intersects(b) for a in inside for b in inside if a is not b)
    assert strip.layout().heightForWidth(420) > strip.layout().heightForWidth(1000)


def test_a_field_with_the_focus_can_be_read_in_the_dark(window):
    window.set_theme(ThemeChoice.DARK)
    window.toggle_panel("more")
    settle()
    box = window.more.level.box
    assert box.hasFocus()
    picture = box.grab().toImage()
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    assert middle == DARK.color("field")
