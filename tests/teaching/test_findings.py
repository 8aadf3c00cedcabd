"""The page of findings says what the cards say now, with bands that hold the numbers."""

import pytest

from spineviz.make.findings import HEADLINE_TEXTS, page, stored_bands
from spineviz.simulation.simulate import simulate
from spineviz.tables.resources import resource
from spineviz.teaching.cards import card, cards


def test_the_page_is_what_the_cards_and_the_model_say():
    written = resource("help", "findings.md").read_text(encoding="utf-8")
    assert written == page(stored_bands())


@pytest.mark.parametrize("key", ["C3", "Q6"])
def test_bands_are_of_the_model_as_it_is(key: str):
    outcome = simulate(card(key).second)
    values = {
        "spine_share": outcome.roller.spine_share,
        "peak_kPa": outcome.roller.peak_kPa,
        "extension_deg": outcome.push.extension_deg,
    }
    for headline, value in values.items():
        stored, low, high = stored_bands()[key, "B", headline]
        assert value == pytest.approx(stored, rel=1e-3)
        assert low <= stored <= high


def test_every_scene_under_a_level_has_its_bands():
    for each in cards():
        for name, scene in zip("AB", (each.first, each.second), strict=True):
            if scene is None or scene.task != "roll" or "gluteals" in str(scene.roller_level):
                continue
            assert all((each.key, name, headline) in stored_bands() for headline in HEADLINE_TEXTS)
