"""`spineviz check`: its rows, its verdicts and its exit code."""

from __future__ import annotations

import pytest
from lab_words import run

from spineviz.lab.comparison import MEASURES
from spineviz.tables.tables import TABLES

KEYS = {
    "id",
    "what",
    "unit",
    "published",
    "band",
    "rule",
    "model",
    "difference",
    "verdict",
    "use",
    "laboratory",
    "shares_laboratory_with",
    "conditions",
    "command",
    "source",
}
PUBLISHED = {row.id: row for row in TABLES.published}
SIGNS = sorted(name for name, row in PUBLISHED.items() if row.rule == "sign")


@pytest.fixture
def measured(monkeypatch):
    """Every measure answers with the middle of its band, at once, but for those given."""

    def put(**answers: float) -> None:
        for name in MEASURES:
            row = PUBLISHED[name]
            ends = [end for end in (row.low, row.high) if end is not None]
            middle = sum(ends) / len(ends) + (1.0 if len(ends) == 1 else 0.0)
            value = answers.get(name, middle)
            monkeypatch.setitem(MEASURES, name, lambda value=value: value)

    return put


def test_rows_have_exactly_these_keys_and_cover_every_measurement(measured):
    measured()
    done = run("check", "--json")
    assert (done.code, done.err) == (0, "")
    assert list(done.json) == ["rows", "counts"]
    assert sum(each["green"] for each in done.json["counts"].values()) == len(MEASURES)
    found = done.json["rows"]
    assert [row["id"] for row in found] == list(PUBLISHED)
    assert {row["id"].rstrip("abcde") for row in found} >= {f"D{n}" for n in range(1, 13)}
    for row in found:
        assert set(row) == KEYS
        assert row["verdict"] in ("green", "red", "not-modelled")
        assert (row["model"] is None) is (row["verdict"] == "not-modelled")
        assert row["what"]
        assert row["source"]


def test_a_row_without_a_measure_is_listed_as_not_modelled(measured):
    measured()
    missing = {row["id"] for row in run("check", "--json").json["rows"] if row["model"] is None}
    assert missing == set(PUBLISHED) - set(MEASURES)
    assert "D10" in missing


@pytest.mark.parametrize("name", SIGNS)
def test_a_wrong_sign_is_an_exit_code(measured, name):
    measured(**{name: -1.0})
    done = run("check", "--json")
    assert done.code == 1
    red = [row["id"] for row in done.json["rows"] if row["verdict"] == "red"]
    assert red == [name]


def test_a_red_number_is_reported_but_stops_nobody(measured):
    measured(D1a=1000.0)
    done = run("check", "--json")
    assert done.code == 0
    row = next(row for row in done.json["rows"] if row["id"] == "D1a")
    assert row["verdict"] == "red"
    assert row["difference"] == pytest.approx(1000.0 - PUBLISHED["D1a"].published)


def test_the_ends_of_a_band_belong_to_it(measured):
    row = PUBLISHED["D1a"]
    for end in (row.low, row.high):
        measured(D1a=end)
        assert run("check", "--json").json["rows"][0]["verdict"] == "green"


def test_the_text_has_a_line_a_row_and_counts_the_verdicts(measured):
    measured(D1a=1000.0)
    lines = run("check").out.splitlines()
    assert len(lines) == 1 + len(PUBLISHED) + 3
    predicted, calibrated, given = lines[-3:]
    assert predicted.startswith("predicted: ")
    assert ", 1 red, " in predicted
    assert ", 0 red, " in calibrated
    assert ", 0 red, " in given
