"""The page on the model: its generated tables are fresh, and its sentences are true."""

from __future__ import annotations

import pytest
from varied_constants import SUBJECT

from spineviz.lab.bend import bend
from spineviz.lab.press import press
from spineviz.lab.sensitivity import JUDGED, assumptions
from spineviz.make.model_page import (
    BLOCKS,
    LEVELS,
    MOST,
    NAMES,
    PAGE,
    PageError,
    parted,
    rewritten,
)
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.resources import resource
from spineviz.tables.tables import TABLES

STALE = "out of date: python -m spineviz.make model-page writes it anew"


@pytest.fixture(scope="module")
def page():
    return resource(*PAGE).read_text(encoding="utf-8")


def table_of(text):
    """Cells of the lines of a table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines][2:]


def judged(level, tables=TABLES):
    found = simulate(Scene(roller_level=level), tables=tables)
    return {value.field: value.of(found) for value in JUDGED}


@pytest.mark.parametrize("name", ["calibrated", "assumed"])
def test_tables_of_constants_are_fresh(page, name):
    assert rewritten(page, (name,)) == page, STALE


def test_every_calibrated_constant_says_what_it_was_calibrated_on(page):
    found = {cells[0]: cells for cells in table_of(parted(page, "calibrated")[1])}
    assert set(found) == {row.name for row in TABLES.calibrated}
    assert all(len(cells[-1]) > 10 for cells in found.values())


def test_values_of_the_sensitivity_are_those_of_the_model(page):
    bands, _ = parted(page, "sensitivity")[1].split("\n\n")
    shown = {(cells[0], cells[1]): cells[2:] for cells in table_of(bands)}
    assert len(shown) == len(LEVELS) * len(JUDGED)
    for level in LEVELS:
        for field, value in judged(level).items():
            text, band = shown[level, NAMES[field]]
            assert text == f"{value:.3g}", STALE
            low, high = (float(end) for end in band.split(" to "))
            assert low <= float(text) <= high


def test_the_first_influences_shown_are_those_of_the_model(page):
    """Only the strongest of each level are solved again; all of them take a quarter of a minute."""
    _, influences = parted(page, "sensitivity")[1].split("\n\n")
    shown = table_of(influences)
    assert [cells[0] for cells in shown] == [level for level in LEVELS for _ in range(MOST)]
    known = {one.name: one for one in assumptions()}
    for first in (0, MOST):
        level, name, span, *cells = shown[first]
        one = known[name]
        assert span == f"{one.low:g} to {one.high:g}", STALE
        ends = []
        for value in (one.low, one.high):
            ends.append(judged(level, TABLES.with_({name: value})))
        for field, cell in zip(ends[0], cells, strict=True):
            low, high = (end[field] for end in ends)
            assert cell == f"{low:.3g} to {high:.3g}", STALE


def test_blocks_are_rewritten_between_their_marks_and_nowhere_else(page, monkeypatch):
    for name in BLOCKS:
        monkeypatch.setitem(BLOCKS, name, lambda name=name: f"fresh {name}")
    once = rewritten(page)
    assert rewritten(once) == once
    for name in BLOCKS:
        assert parted(once, name)[1] == f"fresh {name}"
        before, _, after = parted(page, name)
        assert before.splitlines()[-1] in once
        assert after.splitlines()[-1] in once
    assert once.partition("<!--")[0] == page.partition("<!--")[0]


def test_a_page_without_a_mark_is_refused(page):
    with pytest.raises(PageError, match="check"):
        rewritten(page.replace("<!-- end: check -->", ""), ("check",))


def test_the_page_says_that_nobody_has_measured_this(page):
    text = " ".join(page.split())
    assert "Nobody has published force or pressure measured under a back on a roller" in text
    assert "predictions" in text


def test_what_is_left_out_is_a_page_of_its_own(page):
    assert "leaves_out.md" in page
    text = resource("help", "leaves_out.md").read_text(encoding="utf-8")
    assert "Nobody has published force or pressure" in " ".join(text.split())


class TestKnownDisagreements:
    """What the page owns up to is still so; whoever mends one takes its paragraph away."""

    def test_a_follower_load_stiffens_the_thorax_too_little_and_the_low_back_too_much(self, page):
        assert "**Compression along the spine**" in page

        def lost(upper: str, lower: str, moment: float, load: float) -> float:
            free = bend(SUBJECT, upper, lower, moment).range_deg
            return 1 - bend(SUBJECT, upper, lower, moment, follower=load).range_deg / free

        assert 0.1 < lost("T1", "T12", 5.0, 400.0) < 0.3
        assert 0.3 < lost("L1", "S1", 7.5, 1200.0) < 0.6

    def test_build_matters_too_much_under_a_thumb(self, page):
        assert "**Build.**" in page
        light, heavy = (
            press(SUBJECT.set("person.mass_kg", mass), "T4").stiffness_N_per_mm
            for mass in (60.0, 90.0)
        )
        assert 2.5 < light / heavy < 3.4

    def test_the_low_back_is_soft_and_the_lower_thorax_stiff_under_a_thumb(self, page):
        assert "**Under a thumb**" in page
        found = {site: press(SUBJECT, site).stiffness_N_per_mm for site in ("L3", "T9")}
        assert found["L3"] == pytest.approx(12, abs=1)
        assert found["T9"] > 1.3 * found["L3"]

    def test_direction_matters_at_l5_as_at_l3(self, page):
        assert "**Direction of a press.**" in page
        for site in ("L3", "L5"):
            straight = press(SUBJECT, site).stiffness_N_per_mm
            for tilt in (-10.0, 10.0):
                share = press(SUBJECT, site, tilt_deg=tilt).stiffness_N_per_mm / straight
                assert 0.75 < share < 0.95

    def test_a_press_without_ribs_is_stiffer(self, page):
        assert "**A press without ribs.**" in page
        bare = press(SUBJECT.set("without", "ribs"), "T4").stiffness_N_per_mm
        assert bare > press(SUBJECT, "T4").stiffness_N_per_mm
