"""Random scenes over every key: each has an answer or a sentence.

Three thousand of them in the long run; with the two thousand of `test_random_scenes` these are
five thousand.
"""

from __future__ import annotations

import math
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
from msgspec.structs import replace
from random_scenes import random_scene

from spineviz.outcome import Balanced
from spineviz.scene import PELVIC_PLACES, Scene, SceneError
from spineviz.simulation.simulate import simulate
from spineviz.values import VALUES

FIRST, SCENES, LONG, CHUNK, WORKERS = 2000, 16, 3000, 50, 2
FACE_DOWN, PRESS_UP = (
    0.2,
    0.03,
)  # parts of the scenes; both take several times as long as the others
MOST_REFUSED = 0.2
"""Part of the scenes that may have no numbers. Most of them lie face down with extreme builds or
the arms by the sides, where a chest slides off a roller."""

Answer = tuple[str, str, float]
"""What came of a scene: `numbers`, `sentence` or what is wrong; the words; and the imbalance."""


def scene_number(number: int) -> Scene:
    rng = np.random.default_rng(number)
    scene = random_scene(rng)
    if rng.random() < FACE_DOWN:
        if scene.roller_level in PELVIC_PLACES or scene.roller_level is None:
            scene = scene.set("roller.level", "L1")
        scene = scene.set("face", "down")
    if rng.random() < PRESS_UP:
        scene = scene.set("task", "press-up")
    return scene


def answer(scene: Scene) -> Answer:
    try:
        outcome = simulate(scene)
    except SceneError as error:
        return "sentence", str(error), 0.0
    if not isinstance(outcome, Balanced):
        texts = " ".join(alert.text for alert in outcome.alerts)
        return "sentence", texts, 0.0
    weight = outcome.weight_N
    unbalanced = abs(sum(outcome.supports_N.values()) - weight) / weight
    if outcome.roller is not None:
        entered = abs(sum(outcome.roller.entry_N.values()) - outcome.roller.force_N) / weight
        unbalanced = max(unbalanced, entered)
    return "numbers", "", max(unbalanced, outcome.residual_N / weight, _not_finite(outcome))


def _not_finite(outcome: Balanced) -> float:
    """Infinite where any number that is reported is not finite; JSON would have null there."""
    for value in VALUES:
        for place in ("",) if value.places is None else value.places(outcome):
            found = value.of(outcome, place)
            if found is not None and not math.isfinite(found):
                return math.inf
    return 0.0


def solve_chunk(first: int) -> list[Answer]:
    return [answer(scene_number(first + n)) for n in range(CHUNK)]


@pytest.fixture(scope="module")
def answers(long) -> list[Answer]:
    if not long:
        return [answer(scene_number(FIRST + n)) for n in range(SCENES)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, context) as pool:
        chunks = pool.map(solve_chunk, range(FIRST, FIRST + LONG, CHUNK))
        return [each for chunk in chunks for each in chunk]


def test_every_scene_has_numbers_or_a_sentence(answers, long):
    assert len(answers) == (LONG if long else SCENES)
    assert {kind for kind, _, _ in answers} == {"numbers", "sentence"}
    refused = [text for kind, text, _ in answers if kind == "sentence"]
    assert all(text.strip().endswith(".") or ":" in text for text in refused)
    assert len(refused) <= MOST_REFUSED * len(answers)


def test_every_scene_with_numbers_is_in_balance(answers):
    assert max(wrong for kind, _, wrong in answers if kind == "numbers") <= 1e-6


def test_a_number_that_is_not_finite_is_seen():
    outcome = simulate(Scene())
    assert _not_finite(outcome) == 0.0
    assert _not_finite(replace(outcome, friction_N=math.nan)) == math.inf
    joints = {**outcome.joints, "L4-L5": replace(outcome.joints["L4-L5"], extension_deg=math.inf)}
    assert _not_finite(replace(outcome, joints=joints)) == math.inf
