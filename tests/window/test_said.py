"""What is said of a condition stands in the window, word for word as the outcome says it."""

from html import escape

import pytest
from hands import settle
from msgspec.structs import replace

from spineviz.scene import BY_KEY
from spineviz.tables.saying import Saying
from spineviz.words.language import say


def test_without_a_condition_nothing_is_said(window):
    assert not window.readout.said.isVisible()
    assert window.readout.said.text() == ""


@pytest.mark.parametrize("condition", BY_KEY["condition"].choices[1:])
def test_every_condition_says_what_the_outcome_says(window, condition):
    window.session.set("roller.level", "L3")
    window.session.set("condition", condition)
    settle()
    outcome, said = window.session.view.outcome, window.readout.said
    assert said.isVisible()
    assert outcome.readings
    for reading in outcome.readings:
        assert escape(say(reading.saying)) in said.text()
        assert escape(reading.source) in said.toolTip()
    window.session.set("condition", "none")
    settle()
    assert not said.isVisible()


def test_guarding_is_told_too(window):
    window.session.set("guarding", 0.6)
    settle()
    assert window.readout.said.isVisible()
    assert "Guarding" in window.readout.said.text()


ODD = Saying("refusal.in_file", {"path": "a < b", "why": "<i>c</i>"})


def test_what_is_said_is_never_markup(window):
    window.session.set("roller.level", "L3")
    window.session.set("condition", "stenosis")
    settle()
    outcome, said = window.session.view.outcome, window.readout.said
    odd = [replace(each, saying=ODD, source="<b>d</b>") for each in outcome.readings]
    said.show_outcome(replace(outcome, readings=tuple(odd)))
    assert "a &lt; b: &lt;i&gt;c&lt;/i&gt;" in said.text()
    assert "&lt;b&gt;d&lt;/b&gt;" in said.toolTip()
