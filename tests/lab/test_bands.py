"""The file of bands is fresh, is what the page says, and is applied as its rule says."""

from __future__ import annotations

import pytest

from spineviz.lab import bands
from spineviz.lab.sensitivity import JUDGED, Band
from spineviz.make import model_page as page
from spineviz.scene import ROLLED_LEVELS, Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables.resources import resource
from spineviz.tables.tables import TABLES
from spineviz.values import VALUE

STALE = "out of date: python -m spineviz.make model-page writes it anew"
KEPT = [value for value in JUDGED if value is not bands.CAGE]
"""Values whose bands are factors; that of ribs and blades follows from that of the spine."""

FIELDS = [value.field for value in KEPT]
PEAK, SPINE, PUSH = (VALUE[key] for key in ("peak_kPa", "spine_share", "push_extension_deg"))
FOUND = {(row.level, row.headline): row for row in TABLES.bands}


def test_every_judged_value_has_a_band_at_every_level():
    assert list(FOUND) == [(level, name) for level in bands.LEVELS for name in FIELDS]
    assert bands.LEVELS[0] == ROLLED_LEVELS[0]
    assert bands.LEVELS[-1] == ROLLED_LEVELS[-1]
    for row in FOUND.values():
        assert 0 < row.low_factor <= 1 <= row.high_factor < 5


@pytest.mark.parametrize("level", bands.LEVELS)
def test_values_are_those_of_the_model(level):
    now = simulate(Scene(roller_level=level))
    for value in KEPT:
        assert f"{FOUND[level, value.field].value:.4g}" == f"{value.of(now):.4g}", STALE


def test_factors_are_those_of_the_page():
    text = page.parted(resource(*page.PAGE).read_text(encoding="utf-8"), "sensitivity")[1]
    names = {words: name for name, words in page.NAMES.items()}
    shown = [line.strip("| ").split(" | ") for line in text.split("\n\n")[0].splitlines()[2:]]
    assert {cells[0] for cells in shown} == set(page.LEVELS) <= set(bands.LEVELS)
    for level, words, _, band in shown:
        if names[words] == bands.CAGE.field:
            continue
        row = FOUND[level, names[words]]
        ends = [row.value * factor for factor in (row.low_factor, row.high_factor)]
        # the page has three digits, the factors have three decimals
        assert ends == pytest.approx([float(end) for end in band.split(" to ")], rel=6e-3), STALE


def test_what_is_written_is_what_is_read():
    text = bands.bands_csv(
        tuple(
            Band(
                level,
                name,
                row.value,
                row.value * row.low_factor,
                row.value * row.high_factor,
            )
            for (level, name), row in FOUND.items()
        )
    )
    assert text == resource(*bands.FILE).read_text(encoding="utf-8")


def test_at_a_level_of_the_file_its_factors_hold_and_between_two_their_mean():
    outcome = simulate(Scene(roller_level="L3"))
    row = FOUND["L3", "peak_kPa"]
    low, high = bands.band_of(outcome, PEAK, 200.0)
    assert low == pytest.approx(200 * row.low_factor)
    assert high == pytest.approx(200 * row.high_factor)
    between = simulate(Scene(roller_level="L4"))  # half way from L3 to L5
    _, high = bands.band_of(between, PEAK, 1.0)
    ends = [FOUND[level, "peak_kPa"].high_factor for level in ("L3", "L5")]
    assert high == pytest.approx(sum(ends) / 2)


def test_a_share_ends_at_the_whole_and_a_negative_value_keeps_its_order():
    outcome = simulate(Scene(roller_level="L3"))
    assert bands.band_of(outcome, SPINE, 0.999)[1] == 1.0
    low, high = bands.band_of(outcome, PUSH, -1.0)
    assert low < -1.0 < high < 0


def test_what_the_spine_may_have_more_ribs_and_blades_have_less():
    outcome = simulate(Scene())
    spine = SPINE.of(outcome)
    low, high = bands.band_of(outcome, SPINE, spine)
    assert spine - low != pytest.approx(high - spine, rel=0.05), "a band has a longer side"
    ends = bands.band_of(outcome, bands.CAGE, 0.5)
    assert ends == pytest.approx((0.5 - (high - spine), 0.5 + (spine - low)))
    assert bands.band_of(outcome, bands.CAGE, 0.01)[0] == 0.0
    assert bands.band_of(outcome, bands.CAGE, 0.99)[1] == 1.0
