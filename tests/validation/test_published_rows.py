"""The published table: every sign holds, and every red number is owned up to on the page."""

from __future__ import annotations

import re
import time

import pytest

from spineviz.lab.comparison import PREDICTED, check
from spineviz.make.model_page import PAGE, checked, parted
from spineviz.tables.resources import resource
from spineviz.tables.tables import TABLES

LIMIT = 60  # s of a processor, whatever else it does


@pytest.fixture(scope="module")
def found():
    start = time.process_time()
    rows_found = check()
    assert time.process_time() - start < LIMIT
    return rows_found


@pytest.fixture(scope="module")
def page():
    return resource(*PAGE).read_text(encoding="utf-8")


def test_every_sign_and_order_holds(found):
    signs = {row.id: row.verdict for row in found if row.rule == "sign"}
    assert len(signs) >= 6
    assert set(signs.values()) == {"green"}


def test_a_sign_that_is_known_not_to_hold_is_still_red_and_was_predicted(found):
    known = {row.id: (row.verdict, row.use) for row in found if row.rule == "known red"}
    assert known == {"N23": ("red", PREDICTED)}


def test_red_rows_are_exactly_those_with_a_paragraph_on_the_page(found, page):
    red = {row.id for row in found if row.verdict == "red"}
    explained = dict(re.findall(r"^### ([DN]\w+) stays red\n\n(.+?)(?=\n#)", page, re.M | re.S))
    assert red == set(explained)
    assert all(len(text.split()) > 40 for text in explained.values())


def test_rows_that_are_not_modelled_are_exactly_those_the_page_names(found, page):
    missing = {row.id for row in found if row.verdict == "not-modelled"}
    assert missing == set(re.findall(r"^### ([DN]\w+) is not modelled$", page, re.M))


def test_the_table_on_the_page_is_the_table_of_check(found, page):
    _, block, _ = parted(page, "check")
    assert block == checked(found), "out of date: python -m spineviz.make model-page writes it anew"


def test_most_rows_that_nothing_was_set_by_are_green(found):
    predicted = [row for row in found if row.use == PREDICTED and row.model is not None]
    green = [row for row in predicted if row.verdict == "green"]
    assert len(predicted) >= 12
    assert len(green) >= 0.8 * len(predicted)
    assert any(not row.shares for row in green), "no laboratory of its own"


def test_no_number_is_published_with_a_band_that_leaves_it_out():
    for row in TABLES.published:
        if row.published is not None and row.low is not None:
            assert row.low < row.published < row.high, row.id


FROZEN = {
    "D1a": 2.1,
    "D1b": 2.7,
    "D1c": 3.9,
    "D1d": 4.2,
    "D2a": 14,
    "D3a": 9.1,
    "D3b": 7.6,
    "D4a": 30.2,
    "D4b": 65.7,
    "D4c": 153,
    "D5a": 36.8,
    "N1": 37.5,
    "N4": 0.4,
    "N7": 3,
    "N9": 9,
    "N12": 52.2,
    "N14": -46,
    "N15b": -25,
    "N16c": 0.7,
    "N21": 27,
    "N25a": 2.86,
    "D6a": 1.1,
    "D6b": 2.6,
    "D7a": 34.1,
    "D7b": 22,
    "D7c": 54.9,
    "D8a": 33.4,
    "D8b": 68.4,
    "D10": 16,
    "D12a": 40,
    "D12b": 75,
    "D12c": 115,
    "D12d": 175,
}
"""What the studies printed. A model that misses a number does not get to change it."""


def test_published_numbers_are_those_of_the_studies():
    published = {row.id: row.published for row in TABLES.published}
    assert {name: published[name] for name in FROZEN} == FROZEN


def test_the_sternal_rows_are_the_published_polynomial():
    published = {row.id: row for row in TABLES.published}
    for name, depth in (("D4a", 0.5), ("D4b", 1.0), ("D4c", 2.0)):
        row = published[name]
        assert row.published == pytest.approx(54.9 * depth + 10.8 * depth**2, abs=0.1)
        deviation = 29.4 * depth + 4.1 * depth**2
        assert row.high - row.published == pytest.approx(deviation, rel=0.02)


def test_bands_of_a_fifth_are_a_fifth():
    for row in TABLES.published:
        if row.rule == "20 %":
            middle = row.published
            assert row.low == pytest.approx(0.8 * middle, rel=0.005), row.id
            assert row.high == pytest.approx(1.2 * middle, rel=0.005), row.id


def test_bands_of_one_deviation_are_the_published_ones():
    published = {row.id: row for row in TABLES.published}
    for name, deviation in (("D5a", 13.2), ("D8a", 6.4), ("D8b", 25.3)):
        row = published[name]
        assert row.high == pytest.approx(row.published + deviation)
        assert row.low == pytest.approx(row.published - deviation)


def test_calibrated_constants_are_few_global_and_within_their_range():
    table = TABLES.calibrated
    assert len(table) <= 19
    published = {row.id for row in TABLES.published}
    for row in table:
        assert row.low <= row.value <= row.high
        assert len(row.calibrated_on) > 10
        assert set(row.rows.split()) <= published, row.name
        assert row.rows, row.name
        assert not re.search(r"(?:^|[._])[CTL]\d", row.name), "one level's own constant"
