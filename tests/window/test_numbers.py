"""What the window says is what the outcome says, or nothing."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hands import settle, tick
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtGui import QFontMetricsF

from spineviz.drawing.whole_numbers import (
    AS_USUAL,
    adding_up,
    in_groups,
    whole_newtons,
    whole_percent,
)
from spineviz.outcome import BACK_TISSUES, BEHIND
from spineviz.scene import Scene, SceneError
from spineviz.session import session as session_module
from spineviz.session.shown import Shown
from spineviz.session.view import State
from spineviz.simulation.simulate import simulate
from spineviz.window.figure.flow_callouts import callouts
from spineviz.window.numbers import bar_picture
from spineviz.window.numbers.numbers_picture import NumbersPicture
from spineviz.window.paint.picture import base
from spineviz.window.paint.theme import LIGHT
from spineviz.window.section.section_picture import cut_of
from spineviz.words.language import say
from spineviz.words.sentences import TISSUE_NAMES, change_of_angle
from spineviz.words.status_line import status

NO_VALUE = bar_picture.NO_VALUE


def shown_numbers(window) -> list[str]:
    """Everything in the window that is a number of the outcome."""
    panel = window.readout
    cells = [
        cell for part in (panel.entry, panel.supports) for row in part.rows.values() for cell in row
    ]
    return [
        panel.peak.text,
        panel.cage.text,
        panel.extension.text,
        panel.entry.total,
        panel.supports.total,
        *cells,
    ]


def refused(scene, warm=None):
    kind, key = "place.beyond", "roller.position_mm"
    raise SceneError(kind, key=key, asked=790.0, last="gluteals", end=700.0)


def broken(scene, warm=None):
    raise ZeroDivisionError("a fault of the model")


@pytest.mark.parametrize("model", [None, refused, broken])
def test_without_an_outcome_there_are_no_numbers_and_the_picture_stays(
    window, monkeypatch, caplog, unbalanced, model
):
    picture = window.session.view.picture
    monkeypatch.setattr(session_module, "simulate", model or unbalanced)
    window.session.change("roller.diameter_mm", 100.0)
    settle()
    view = window.session.view
    assert view.state is State.OUTSIDE
    assert view.outcome is None
    assert view.picture is picture
    assert set(shown_numbers(window)) == {NO_VALUE}
    assert window.readout.kyphosis.text == "Kyphosis –"
    assert window.plot.label == ""
    assert window.sentence.text.startswith("Outside the model: ")
    assert not window.body.grab().toImage().isNull()
    monkeypatch.undo()
    window.session.change("roller.diameter_mm", 120.0)
    settle()
    assert window.session.view.state is State.SETTLED
    assert NO_VALUE not in shown_numbers(window)


def test_a_fault_of_the_model_is_logged(window, monkeypatch, caplog):
    monkeypatch.setattr(session_module, "simulate", broken)
    window.session.change("hips", "up")
    settle()
    assert "a fault of the model" in caplog.text


def test_while_a_scene_waits_nobody_is_told_an_outcome_of_another_one(window):
    told = []
    window.session.settling.connect(told.append)
    window.session.changed.connect(told.append)
    window.session.change("hips", "up")
    settle()
    assert [view.state for view in told] == [State.SETTLING, State.SETTLED]
    assert told[1].outcome.scene == told[1].scene == window.session.scene


def test_ledgers_add_up_on_screen(window):
    for level in ("T4", "T8", "L3"):
        window.session.set("roller.level", level)
        settle()
        panel = window.readout
        for part in (panel.entry, panel.supports):
            newtons = [int(cells[0].split()[0]) for cells in part.rows.values()]
            shares = [int(cells[1].split("\u202f")[0]) for cells in part.rows.values()]
            assert f"{sum(newtons)} N" == part.total
            assert sum(shares) == 100
        outcome = window.session.view.outcome
        assert panel.entry.total == f"{outcome.roller.force_N:.0f} N"
        assert panel.supports.total == f"{outcome.weight_N:.0f} N"
        assert panel.supports.rows["Roller"][0] == panel.entry.total


@given(st.lists(st.floats(0, 1000), min_size=2, max_size=9).filter(lambda values: sum(values) > 1))
def test_rounded_rows_add_up_and_stay_next_to_their_values(values):
    rows = {str(row): value for row, value in enumerate(values)}
    rounded = adding_up(rows, round(sum(values)), kept=("0",))
    assert sum(rounded.values()) == round(sum(values))
    assert rounded["0"] == round(values[0])
    assert all(abs(rounded[name] - value) <= 1 for name, value in rows.items())


@given(
    st.fixed_dictionaries({tissue: st.floats(0, 1000) for tissue in BACK_TISSUES}).filter(
        lambda values: sum(values.values()) > 1
    )
)
def test_whole_percentages_add_up_in_what_lies_behind_and_in_all(values):
    total = sum(values.values())
    shares = {tissue: 100 * value / total for tissue, value in values.items()}
    whole = in_groups(shares, 100, AS_USUAL)
    assert sum(whole.behind.values()) == sum(whole.tissue.values()) == 100
    for name, tissues in BEHIND.items():
        inside = [tissue for tissue in tissues if tissue in shares]
        exact = sum(shares[tissue] for tissue in inside)
        assert sum(whole.tissue[tissue] for tissue in inside) == whole.behind[name]
        assert abs(whole.behind[name] - exact) <= (0.5 if name in AS_USUAL else 1.0) + 1e-9
    assert min(whole.tissue.values()) >= 0


def numbers_in(words, unit):
    return [int(each) for each in re.findall(rf"(\d+)[\u202f ]{unit}", words)]


@pytest.mark.parametrize("level", ["T2", "T8", "T12", "L1", "L3", "L5", "sacrum"])
def test_everything_on_screen_reads_the_same_share_and_the_same_newtons(window, level):
    window.session.set("roller.level", level)
    settle()
    outcome = window.session.view.outcome
    behind, newtons = whole_percent(outcome).behind, whole_newtons(outcome).behind
    panel, caption = window.readout, window.body.body_picture().said
    assert f"{behind['cage']}\u202f%" == panel.cage.text
    rows = panel.entry.rows
    for name, tissues in BEHIND.items():
        cells = [rows[TISSUE_NAMES[t]] for t in tissues if TISSUE_NAMES[t] in rows]
        assert sum(int(cell[0].split()[0]) for cell in cells) == newtons[name]
        assert sum(int(cell[1].split("\u202f")[0]) for cell in cells) == behind[name]
    for each in callouts(outcome):
        assert each.title.endswith(f"{behind[each.receiver]}\u202f%")
        assert each.newtons == f"{newtons[each.receiver]} N"
    said = numbers_in(caption.head, "%")
    assert said
    assert set(said) <= set(behind.values()) | set(whole_percent(outcome).tissue.values())
    told = status(outcome)
    for alert in outcome.alerts:  # shares of something else
        told = told.replace(say(alert.saying), "")
    assert set(numbers_in(told, "%")) <= set(said)
    section = numbers_in(cut_of(outcome).sums(), "%")
    assert sorted(section) == sorted(each for each in behind.values() if each)
    assert sum(section) == 100


def test_the_curve_has_the_peak_that_the_panel_shows(window):
    for level in ("T2", "T8", "L3", "L5"):
        window.session.set("roller.level", level)
        settle()
        outcome = window.session.view.outcome
        _, pressure = window.plot.curve
        assert np.max(pressure) == pytest.approx(outcome.roller.peak_kPa)


def test_check_boxes_take_ribs_and_blades_away(window):
    before = window.session.view.outcome.roller.spine_share
    window.toggle_panel("more")
    settle()
    tick(window.strip.checks["ribs"])
    settle()
    tick(window.more.checks["blades"])
    settle()
    assert window.session.scene.without == ("ribs", "blades")
    outcome = window.session.view.outcome
    assert outcome.roller.spine_share > before
    assert window.readout.entry.rows["Ribs"][0] == "0 N"
    assert window.readout.entry.rows["Shoulder blades"][0] == "0 N"
    kinds = {kind for kind, _, _ in window.body.placed.parts}
    assert not kinds & {"true rib", "false rib", "floating rib", "cartilage", "sternum", "scapula"}
    tick(window.strip.checks["ribs"])
    settle()
    assert window.session.scene.without == ("blades",)
    assert "true rib" in {kind for kind, _, _ in window.body.placed.parts}


def test_the_sentence_comes_from_the_outcome():
    outcome = simulate(replace(session_module.Scene(), roller_level="L3"))
    share, force = outcome.roller.spine_share * 100, outcome.roller.force_N
    assert f"{share:.0f}\u202f% of {force:.0f} newtons goes onto the spine." in status(outcome)


def test_the_printed_change_is_the_difference_of_the_printed_angles():
    assert change_of_angle(37.6, 46.4) == "38° → 46° (+8°)"
    assert change_of_angle(28.4, 19.5) == "28° → 20° (−8°)"


@pytest.mark.parametrize("text", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [264, 220])
def test_no_name_of_a_ledger_is_cut(window, text, width):
    picture = window.readout.entry.ledger_picture
    picture = replace(picture, theme=replace(picture.theme, text=text))
    measure = QFontMetricsF(picture.name_font(width * max(1.0, text / 1.5))).horizontalAdvance
    newtons = QFontMetricsF(picture.theme.font(base(), 12)).horizontalAdvance
    indent, share = picture.theme.px(20), picture.theme.px(46)
    names = max(map(measure, picture.names.values()))
    cells = max(newtons(cells[0]) for cells in picture.cells.values())
    assert indent + names + cells + share < width * max(1.0, text / 1.5)


@pytest.mark.parametrize(
    "scene", [{}, {"roller_level": "L3"}, {"roller_level": "sacrum"}, {"face": "down"}]
)
def test_rows_of_the_ledger_add_up_to_the_sum_over_them(application, scene):
    picture = NumbersPicture(simulate(Scene(**scene)), Shown(), LIGHT)._ledgers(LIGHT)[0]
    sums = [key for key, summed in picture.lines if summed]
    assert sum(picture.newtons[key] for key in sums) == int(picture.total.split()[0])
    assert sum(picture.percent[key] for key in sums) == 100
    at, found = "", dict.fromkeys(sums, 0)
    for key, summed in picture.lines:
        at = key if summed else at
        found[at] += picture.newtons[key] if key in picture.names else 0
    assert found == {key: picture.newtons[key] for key in sums}


def test_where_there_is_no_room_for_rows_the_sums_stay(window):
    """A|B at 1024 x 600."""
    window.resize(1024, 600)
    window.session.compare.open(Scene(), Scene(roller_level="L3"))
    window.session.solve_now()
    settle()
    ledger = window.readout.entry.ledger_picture
    assert ledger.unfolded
    assert [summed for _, summed in ledger.painted_lines] == [True] * 4
    assert sum(ledger.newtons[key] for key, _ in ledger.painted_lines) == int(ledger.total[:-2])
    inside = window.readout.widget()
    assert inside.sizeHint().height() <= window.readout.viewport().height()
    window.readout.entry.fold.click()  # who unfolds it wants all of it
    window.readout.entry.fold.click()
    ledger = window.readout.entry.ledger_picture
    assert ledger.painted_lines == ledger.lines
