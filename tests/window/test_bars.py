"""Bars, ledgers and the sentence show numbers of the outcome, and can be folded and opened."""

from __future__ import annotations

import pytest
from hands import click, key, rest, settle
from PySide6.QtCore import QEventLoop, QPointF, Qt, QTimer

from spineviz.lab.bands import RULE, band_of
from spineviz.scene import Scene
from spineviz.session.idle import BASELINE, baseline_scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.thresholds import thresholds, word_of
from spineviz.values import VALUE, scalars_of
from spineviz.window.numbers.bar_contents import extension_reading, peak_reading, spine_reading
from spineviz.window.numbers.bar_picture import CORNERS, NO_VALUE, STATUS
from spineviz.window.shell.sentence_line import SentenceLine
from spineviz.words.sentences import SUPPORT_NAMES, TISSUE_NAMES, status


@pytest.mark.parametrize("level", ["T2", "T8", "L3"])
def test_bars_whiskers_and_words_are_those_of_the_outcome(window, level):
    window.session.set("roller.level", level)
    settle()
    panel, outcome = window.readout, window.session.view.outcome
    for bar, name, worded, number, measure, scale in (
        (panel.peak, "peak_kPa", "peak_kPa", outcome.roller.peak_kPa, None, 1),
        (panel.spine, "spine_share", "spine_share", outcome.roller.spine_share, None, 100),
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
        assert reading.word == word_of(worded, number if measure is None else measure)
    assert panel.peak.text == f"{outcome.roller.peak_kPa:.0f}"
    assert panel.spine.text == f"{outcome.roller.spine_share * 100:.0f}\u202f%"
    assert panel.extension.text == f"{outcome.push.extension_deg:.1f}°"
    assert f"{outcome.roller.force_N:.0f}\u202fN" in panel.peak.reading.sentence
    assert outcome.push.joint in panel.extension.reading.sentence
    cage = outcome.roller.entry_share["ribs"] + outcome.roller.entry_share["blades"]
    assert f"{cage * 100:.0f}\u202f%" in panel.spine.reading.sentence


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


def test_the_baseline_comes_when_it_is_known_and_is_what_a_solve_gives(window):
    window.session.set("roller.level", "L3")
    window.session.set("roller.diameter_mm", 130.0)
    window.session.solve_now()  # no turn of the event loop in which idle work could be done
    panel = window.readout
    assert panel.peak.reading.baseline is None
    assert panel.peak.reading.ratio == ""
    rest(window)
    base = scalars_of(simulate(baseline_scene(window.session.scene)))
    outcome = window.session.view.outcome
    assert panel.peak.reading.baseline == pytest.approx(base["peak_kPa"], rel=1e-4)
    assert panel.spine.reading.baseline == pytest.approx(base["spine_share"] * 100, rel=1e-4)
    assert panel.extension.reading.baseline == pytest.approx(base["push_extension_deg"], rel=1e-4)
    assert panel.peak.reading.baseline_text == f"T8 {base['peak_kPa']:.0f}"
    ratio = outcome.roller.peak_kPa / base["peak_kPa"]
    assert panel.peak.reading.ratio == f"{ratio:.1f} × T8"
    window.session.set("roller.diameter_mm", 120.0)
    window.session.solve_now()
    assert panel.peak.reading.baseline is None, "the baseline of another scene"


def test_the_baseline_itself_says_so():
    outcome = simulate(baseline_scene(Scene()))
    found = scalars_of(outcome)
    for reading in (peak_reading, spine_reading, extension_reading):
        assert reading(outcome, found).ratio == "baseline"


def test_bars_say_how_whisker_word_and_tick_come_about(window):
    for bar, headline in zip(window.readout.bars, thresholds(), strict=True):
        tip = bar.toolTip()
        assert RULE in tip
        assert BASELINE in tip
        assert thresholds()[headline].source in tip


def test_every_word_has_a_colour_and_a_shape_of_its_own():
    assert set(STATUS) == {"low", "raised", "high"}
    assert len(set(STATUS.values())) == 3
    assert len({CORNERS.get(word) for word in STATUS}) == 3


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
    assert f"{outcome.roller.spine_share * 100:.0f}\u202f%" in text
    assert f"{outcome.roller.force_N:.0f} newtons" in text
    assert "T8" in text
