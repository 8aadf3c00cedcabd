"""Bars, ledgers and the sentence show numbers of the outcome, and can be folded and opened."""

from __future__ import annotations

import pytest
from hands import click, key, settle
from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, QPointF, Qt, QTimer
from type_found import written

from spineviz.lab.bands import RULE, band_of
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.thresholds import thresholds, word_of
from spineviz.values import VALUE, scalars_of
from spineviz.window.numbers.bar_contents import against
from spineviz.window.numbers.bar_picture import CORNERS, NO_VALUE, STATUS, BarPicture
from spineviz.window.numbers.numbers_picture import BARS, bar_names, readings
from spineviz.window.paint.theme import LIGHT
from spineviz.window.paint.typeface import typeface
from spineviz.window.shell.sentence_line import SentenceLine
from spineviz.words.sentences import SUPPORT_NAMES, TISSUE_NAMES
from spineviz.words.status_line import status
from spineviz.words.tips import plain


@pytest.mark.parametrize("level", ["T2", "T8", "L3"])
def test_bars_whiskers_and_words_are_those_of_the_outcome(window, level):
    window.session.set("roller.level", level)
    settle()
    panel, outcome = window.readout, window.session.view.outcome
    for bar, name, worded, number, measure, scale in (
        (panel.peak, "peak_kPa", "", outcome.roller.peak_kPa, None, 1),
        (panel.cage, "cage_share", "", VALUE["cage_share"].of(outcome), None, 100),
        (
            panel.extension,
            "push_extension_deg",
            "range_share",
            outcome.push.extension_deg,
            outcome.push.range_share,
            1,
        ),
    ):
        reading = bar.reading
        assert reading.value == pytest.approx(number * scale)
        low, high = band_of(outcome, VALUE[name], number)
        assert (reading.low, reading.high) == pytest.approx((low * scale, high * scale))
        assert reading.word == (word_of(worded, measure) if worded else ""), "a calm bar judges"
        assert reading.low <= reading.value <= reading.high
    assert panel.peak.text == f"{outcome.roller.peak_kPa:.0f}\u202fkPa"
    assert panel.cage.text == f"{VALUE['cage_share'].of(outcome) * 100:.0f}\u202f%"
    assert panel.extension.text == f"{outcome.push.extension_deg:.1f}°"
    assert f"{outcome.roller.force_N:.0f}\u202fN" in panel.peak.reading.more
    assert outcome.push.joint in panel.extension.reading.sentence
    for bar in (panel.cage, panel.peak):
        assert bar.reading.sentence == f"Could be {bar.reading.band}."


def test_ledgers_hold_the_newtons_of_the_outcome(window):
    for level in ("T8", "L3"):
        window.session.set("roller.level", level)
        settle()
        outcome, panel = window.session.view.outcome, window.readout
        for ledger, values, names in (
            (panel.entry, outcome.roller.entry_N, TISSUE_NAMES),
            (panel.supports, outcome.supports_N, SUPPORT_NAMES),
        ):
            for name, newtons in values.items():
                if names[name] not in ledger.rows:  # a tissue of the front, which nothing presses
                    assert newtons == 0
                    continue
                # a row may give way by one, so that the rows add up
                assert abs(int(ledger.rows[names[name]][0].split()[0]) - newtons) <= 1


def test_a_hollow_mark_says_what_was_before_and_goes_when_a_is_pinned(window):
    first = window.session.view.outcome
    panel = window.readout
    assert panel.peak.reading.before is None, "nothing came before the first"
    window.session.set("roller.level", "L3")
    settle()
    for bar, key_ in ((panel.cage, "cage_share"), (panel.peak, "peak_kPa")):
        value = VALUE[key_]
        assert bar.reading.before == pytest.approx(value.factor * value.of(first))
        assert bar.reading.before_text == f"T8 {value.text(value.of(first))}"
        assert " ".join(bar.reading.before_text.split()) in bar.accessibleDescription()
    window.session.compare.pin()
    settle()
    assert panel.peak.reading.before_text.startswith("A ")


def test_ribs_off_shows_at_once_against_the_same_place_with_ribs(window):
    whole = window.session.view.outcome
    window.session.set("without", ("ribs",))
    window.session.solve_now()  # no turn of the event loop in which idle work could be done
    reading = window.readout.cage.reading
    share = VALUE["cage_share"].of(whole)
    assert reading.before == pytest.approx(100 * share)
    assert reading.before_text == f"with ribs {VALUE['cage_share'].text(share)}"
    assert reading.value < reading.before - 10


def test_before_is_what_bars_are_held_against_unless_there_is_an_a():
    here, there = simulate(Scene()), simulate(Scene().set("roller.level", "L3"))
    assert against(here, None) == (None, "")
    assert against(here, there) == (scalars_of(there), "L3")
    assert against(here, there, here) == (scalars_of(here), "A")
    assert against(None, there) == (None, "")


def test_bars_say_what_they_show_and_how_far_off_it_could_be(window):
    for bar in window.readout.bars:
        assert str(RULE) in bar.toolTip()
        assert plain("before") in bar.toolTip()
    found = thresholds()[VALUE["push_range_share"].bands]
    assert found.source in window.readout.extension.toolTip()


def test_extension_is_behind_the_calm_bars_until_somebody_asks(window):
    panel = window.readout
    assert panel.extension.isHidden()
    click(panel.bending)
    settle()
    assert panel.extension.isVisible()
    click(panel.bending)
    assert panel.extension.isHidden()
    window.session.set("face", "down")
    window.session.set("task", "press-up")
    settle()
    assert panel.extension.isVisible(), "without a roller it is all there is"


def test_every_word_has_a_colour_and_a_shape_of_its_own():
    assert set(STATUS) == {"low", "raised", "high"}
    assert len(set(STATUS.values())) == 3
    assert len({CORNERS.get(word) for word in STATUS}) == 3


@pytest.mark.parametrize("width", [264, 250])
@pytest.mark.parametrize(
    "scene", [Scene(), Scene(face="down", roller_level="T4"), Scene(roller_kind="rigid")]
)
def test_a_number_keeps_clear_of_the_name_before_it(application, scene, width):
    outcome = simulate(scene)
    names, read = bar_names(outcome), readings(outcome)
    for (_, *bar), name, (reading, why) in zip(BARS[:2], names[:2], read[:2], strict=True):
        found = written(BarPicture(name, *bar, LIGHT, reading, why), width, 90)
        boxes = {text: box for text, box, _ in reversed(found)}  # ticks come later
        assert boxes[reading.text].left() >= boxes[name].right() + 8
        assert boxes[reading.text].right() <= width + 1


def test_words_change_at_the_thresholds_and_there_alone():
    for headline, found in thresholds().items():
        assert found.raised_from < found.high_from
        assert word_of(headline, found.raised_from - 1e-9) == "low"
        assert word_of(headline, found.raised_from) == "raised"
        assert word_of(headline, found.high_from - 1e-9) == "raised"
        assert word_of(headline, found.high_from) == "high"


def test_numbers_turn_grey_while_a_scene_waits_and_come_back(window):
    window.session.change("roller.diameter_mm", 110.0)
    window.session._turn.stop()  # the solver does not get its turn
    assert not window.readout.peak.waiting
    loop = QEventLoop()
    QTimer.singleShot(200, loop.quit)
    loop.exec()
    assert all(bar.waiting for bar in window.readout.bars)
    window.session.solve_now()
    assert not any(bar.waiting for bar in window.readout.bars)
    assert window.readout.peak.text != NO_VALUE


def test_a_ledger_folds_by_key_and_by_its_title_and_remembers(window):
    ledger = window.readout.supports
    tall = ledger.sizeHint().height()
    unfolded = ledger.unfolded
    key(ledger.fold, Qt.Key.Key_Space)
    assert ledger.unfolded is not unfolded
    assert ledger.sizeHint().height() != tall
    window.resize(1900, 1050)
    settle()
    assert ledger.unfolded is not unfolded, "the panel overruled what somebody chose"
    click(ledger, QPointF(120, 6))
    assert ledger.unfolded is unfolded
    assert "What holds the body up" in ledger.fold.accessibleName()
    assert ledger.total == f"{window.session.view.outcome.weight_N:.0f} N"


def test_a_long_sentence_can_be_read_in_full(application):
    line = SentenceLine("What is happening", opens=True)
    line.resize(400, line.sizeHint().height())
    line.show()
    line.set_text("Roller under L3.")
    assert not line.more.isVisible()
    low = line.sizeHint().height()
    line.set_text("L4-L5 is bent 6.5° into extension, beyond its published range. " * 4)
    assert line.more.isVisible()
    assert line.toolTip() == line.text == line.accessibleDescription()
    click(line.more)
    assert line.sizeHint().height() >= 2 * low
    click(line.more)
    assert line.sizeHint().height() == low
    line.close()


def test_the_status_is_made_of_the_outcome(window):
    outcome = window.session.view.outcome
    text = status(outcome)
    assert text == window.sentence.text
    assert VALUE["cage_share"].text(outcome.roller.cage_share) in text
    assert f"{outcome.roller.force_N:.0f} newtons" in text
    assert "T8" in text


def test_in_large_type_a_long_sentence_is_all_there_and_no_smaller_than_usual(
    application,
):
    tips = simulate(Scene(roller_level="T12"))
    line = SentenceLine("What is happening", opens=True)
    line.setFont(typeface())  # letters of the machine's own have any width
    line.set_theme(replace(LIGHT, text=2.0))
    line.resize(560, line.sizeHint().height())
    usual = SentenceLine("What is happening")._type.pixelSize()
    for outcome in (simulate(Scene(roller_level="L3")), tips):
        line.set_text(status(outcome))
        found = line._type_for(line.rect())
        assert found is not None
        assert usual <= found.pixelSize() <= 2 * usual
        assert line.more.isHidden()
    line.set_text(3 * status(tips))
    assert not line.more.isHidden()
