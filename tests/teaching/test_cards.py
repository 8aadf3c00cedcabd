"""Every card opens, answers from the outcome, and cites what there is."""

import re
from functools import cache

import pytest
from msgspec.structs import replace
from solved_scenes import found_once

from spineviz.command.print_card import card_text, list_text
from spineviz.outcome import MUSCLE, Outcome
from spineviz.scene import Scene
from spineviz.tables.tables import TABLES
from spineviz.teaching.answers import NO_POSE, PLACE, answer, fill, read, turn, verdicts
from spineviz.teaching.cards import DRAWER, TITLES, Card, CardError, Expectation, card, cards
from spineviz.values import find

KEYS = [f"C{n}" for n in range(1, 9)] + [f"Q{n}" for n in range(1, 10)]
LEVEL = re.compile(r"\b[CTLS]\d{1,2}(?:[-–](?:[CTLS]?\d{1,2}))?\b")
DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


@cache
def solved(scene: Scene) -> Outcome:
    return found_once(scene)


def outcomes(asked: Card) -> list[Outcome]:
    return [solved(scene) for scene in asked.scenes]


def pair(asked: Card) -> tuple[Outcome | None, Outcome | None]:
    found = [*outcomes(asked), None, None]
    return found[0], found[1]


def test_there_is_a_card_for_every_claim_and_every_question():
    assert [each.key for each in cards()] == KEYS
    assert [each.kind for each in cards()] == ["claim"] * 8 + ["question"] * 9


@pytest.mark.parametrize("key", KEYS)
def test_a_card_answers_from_its_scenes(key: str):
    asked = card(key)
    first, second = pair(asked)
    assert all(outcome.converged for outcome in outcomes(asked))
    text = answer(asked, first, second)
    assert "{" not in text
    assert text != str(NO_POSE)
    for whose, name in PLACE.findall(asked.answer):
        if whose in ("a", "b"):
            outcome = first if whose == "a" else second
            assert outcome is not None
            value, number = read(outcome, name)
            assert value.text(number) in text


@pytest.mark.parametrize("key", KEYS)
def test_no_number_stands_in_a_text_that_is_not_from_an_outcome_or_a_reference(key: str):
    asked = card(key)
    for text in (asked.asks, asked.look, PLACE.sub("", asked.answer), *asked.names):
        assert not DIGITS.search(LEVEL.sub("", text)), text
    for each in asked.evidence:
        known = " ".join(TABLES.references[name].says for name in each.references)
        for number in DIGITS.findall(LEVEL.sub("", each.text)):
            assert number in DIGITS.findall(known), (number, each.text)


@pytest.mark.parametrize("key", KEYS)
def test_each_statement_has_its_label_and_its_source(key: str):
    asked = card(key)
    assert {each.kind for each in asked.evidence} <= set(DRAWER) <= set(TITLES)
    for each in asked.evidence:
        assert each.references or each.kind == "unknown", each.text
    if asked.scenes:
        assert asked.evidence[0].kind == "claim"
        assert asked.evidence[-1].kind == "unknown"


@pytest.mark.parametrize("key", KEYS)
def test_what_the_talk_expects_is_held_against_the_outcome(key: str):
    asked = card(key)
    if not asked.expects:
        return
    first, second = pair(asked)
    assert first is not None
    assert second is not None
    found = verdicts(asked, first, second)
    assert len(found) == len(asked.expects)
    for expectation, verdict in zip(asked.expects, found, strict=True):
        before, now = (read(outcome, expectation.number)[1] for outcome in (first, second))
        value, _ = find(expectation.number)
        assert verdict.agrees == (turn(value, before, now) == expectation.sign)
        assert value.name in verdict.text
        assert f"{value.text(before)} to {value.text(now)}" in verdict.text
        who = "the talk" if asked.kind == "claim" else "the viewer"
        start = f"as {who}" if verdict.agrees else who
        assert verdict.text.lower().startswith(start)


def test_of_more_less_and_the_same_one_agrees_with_the_outcome():
    asked = next(each for each in map(card, KEYS) if each.expects)
    first, second = (solved(Scene().set("roller.level", level)) for level in ("T8", "L3"))
    for scenes, turned in (((first, second), 1), ((second, first), -1), ((first, first), 0)):
        expects = tuple(Expectation("peak", sign) for sign in (-1, 0, 1))
        found = verdicts(replace(asked, expects=expects), *scenes)
        assert [each.agrees for each in found] == [sign == turned for sign in (-1, 0, 1)]


def test_numbers_are_those_that_the_outcome_reports():
    outcome = solved(Scene().set("roller.level", "L3"))
    assert outcome.roller is not None
    assert outcome.curvature is not None
    assert outcome.roller.spine_share is not None
    now, rest = outcome.curvature.lordosis_deg, outcome.curvature.lordosis_flat_deg
    for name, value in (
        ("peak", outcome.roller.peak_kPa),
        ("force", outcome.roller.force_N),
        ("spine", outcome.roller.spine_share),
        ("cage", outcome.roller.cage_share),
        ("muscle", sum(outcome.roller.entry_share[name] for name in MUSCLE)),
        ("lordosis_change", now - rest),
        ("bent@L4-L5", outcome.joints["L4-L5"].extension_deg),
        ("left", sum(outcome.roller.entry_N[name] for name in MUSCLE) / 2),
        ("right", sum(outcome.roller.entry_N[name] for name in MUSCLE) / 2),
    ):
        assert read(outcome, name)[1] == pytest.approx(value)


def test_places_are_filled_with_value_change_and_direction():
    first, second = (solved(Scene().set("roller.level", level)) for level in ("T8", "L3"))
    assert first.roller is not None
    assert second.roller is not None
    low, high = first.roller.peak_kPa, second.roller.peak_kPa
    text = fill("{a.peak} {b.peak} {change.peak} {turn.peak} {times.peak}", first, second)
    step = round(high) - round(low)
    assert text == (
        f"{low:.0f}\u202fkPa {high:.0f}\u202fkPa {step:+d}\u202fkPa rises {high / low:.1f}"
    )
    assert fill("{turn.peak}", first, first) == "stays the same"
    with pytest.raises(KeyError):
        fill("{b.peak}", first, None)
    with pytest.raises(KeyError):
        fill("{a.mood}", first, None)


def test_without_a_pose_there_are_no_numbers():
    asked = card("C3")
    assert answer(asked, None, None) == str(NO_POSE)


def test_the_knee_is_out_of_scope_and_kindly_so():
    asked = card("Q8")
    assert asked.scenes == ()
    assert "outside what this app can show" in answer(asked, None, None)


def test_an_unknown_card_is_refused_in_a_sentence():
    with pytest.raises(CardError, match="there is no card 'Z9'; the cards are C1"):
        card("Z9")


def test_every_reference_can_be_found_and_says_what_was_read():
    for reference in TABLES.references.values():
        assert reference.title
        assert reference.says
        assert reference.read
        assert reference.link or reference.where or reference.key == "talk"
        assert not reference.doi or re.fullmatch(r"10\.\d{4,}/\S+", reference.doi)


def test_every_row_of_the_overlay_cites_a_reference():
    for row in TABLES.trouble:
        says = TABLES.references[row.reference].says
        parts = DIGITS.findall(says)
        share = row.share_pct
        sums = {float(a) + float(b) for a in parts for b in parts if "," not in a + b}
        assert share in {float(each) for each in parts if "," not in each} | sums


def test_a_card_prints_with_its_sources():
    text = card_text(card("C3"))
    assert "Model" not in text.splitlines()[0]
    assert "[watkins2005]" in text
    assert "Not known:" in text
    assert len(list_text().splitlines()) == len(KEYS)
