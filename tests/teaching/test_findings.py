"""The page of findings says what the cards say now, with bands that hold the numbers."""

import pytest
from solved_scenes import found_once

from spineviz.lab.sensitivity import JUDGED
from spineviz.make.findings import page, stored_bands
from spineviz.tables.resources import resource
from spineviz.teaching.cards import card, cards


def test_the_page_is_what_the_cards_and_the_model_say():
    written = resource("help", "findings.md").read_text(encoding="utf-8")
    assert written == page(stored_bands())


@pytest.mark.parametrize("key", ["C3", "Q6"])
def test_bands_are_of_the_model_as_it_is(key: str):
    outcome = found_once(card(key).second)
    for value in JUDGED:
        stored, low, high = stored_bands()[key, "B", value.field]
        assert value.of(outcome) == pytest.approx(stored, rel=1e-3)
        assert low <= stored <= high


def test_every_scene_under_a_level_has_its_bands():
    for each in cards():
        for name, scene in zip("AB", (each.first, each.second), strict=True):
            if scene is None or scene.task != "roll" or "gluteals" in str(scene.roller_level):
                continue
            assert all((each.key, name, value.field) in stored_bands() for value in JUDGED)
