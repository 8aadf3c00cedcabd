"""One scene, one answer: what is shown does not depend on the way there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from random_scenes import at, back_length, numbered_scene
from tries import first
from walks import FAMILIES, differ, walk

from spineviz.scene import ROLLER_PLACES, Scene, SceneError
from spineviz.simulation.place import roller_track
from spineviz.simulation.simulate import simulate

WALKS, LONG = 1, 30
SHORT_FIRST = [*list(FAMILIES)[::-2], *list(FAMILIES)[::2]]
"""The short run takes the first half: whole scenes, persons, face down and a little lean."""


def dragged(scene: Scene, first: str, last: str, step: float = 9.0) -> Iterator[Scene]:
    """The roller dragged from one level to another, by some mm at a time."""
    places = roller_track(scene).position_mm
    start, end = (float(places[ROLLER_PLACES.index(level)]) for level in (first, last))
    for place in np.arange(start, end, np.copysign(step, end - start)):
        yield at(scene, float(place))
    yield scene.set("roller.level", last)


def switched(scene: Scene, key: str, *values: object) -> Iterator[Scene]:
    """A choice or number that is set to some values one after the other."""
    for value in values:
        yield scene.set(key, value)


BETWEEN_BALLS = Scene(
    person_mass_kg=110.36181704750949,
    person_stature_m=1.6551663512208554,
    person_kyphosis_deg=31.408013837400635,
    person_lordosis_deg=52.29373405618273,
    mechanics_joint_multiplier=2.0633868937760074,
    brace=0.4517996152128383,
    hand_support=0.4941915712402973,
    guarding=0.25548724297457537,
    slump=16.905984174302823,
    condition="spondylolysis",
    without=("blades",),
).set_all(
    {
        "roller.kind": "double-ball",
        "roller.diameter_mm": 156.56443944781495,
        "roller.width_mm": 882.5755533355604,
        "roller.groove_mm": 20.31975090337849,
        "roller.stiffness": 1.1818994297065641,
    }
)
"""A back that slips down between the balls, or stays on them where it lay on them before."""

ARM_HELD = numbered_scene(10415)
"""Found by `tests/campaigns/many_scenes.py`: heavy, an arm that holds, just where the body tips."""

SEESAW = Scene(
    arms="crossed",
    person_mass_kg=106.0,
    person_stature_m=1.7,
    person_kyphosis_deg=47.0,
    person_lordosis_deg=32.0,
    mechanics_joint_multiplier=4.0,
    slump=5.0,
    condition="hyperkyphosis",
)
"""A heavy person stiffly across the roller: with the pelvis down, or tipped over onto the head."""

KEPT = 8
"""Ways that the short run takes: the first of them, one of each kind."""

WAYS = {
    "a seesaw dragged up and down": iter(
        at(SEESAW, mm) for mm in (300.0, 290.0, 280.0, 270.0, 260.0, 270.0, 280.0, 290.0)
    ),
    "an arm held where the body tips": iter(
        ARM_HELD.set("lean_deg", lean) for lean in (8.541185926862713, ARM_HELD.lean_deg) * 2
    ),
    "arms switched and back": switched(
        Scene(lean_deg=20.0, roller_level="T3"), "arms", "head", "crossed", "head", "sides", "head"
    ),
    "face down, dragged from L5 to L3": dragged(Scene(face="down"), "L5", "L3"),
    "turned over and back": switched(Scene(roller_level="L3"), "face", "up", "down", "up", "down"),
    "a wheel rolled down the thorax": dragged(
        Scene().set("roller.kind", "wheel-25"), "T5", "T9", 20.0
    ),
    "a lean tilted up and back": switched(
        Scene(roller_level="T5"), "lean_deg", 0.0, 4.0, 8.0, 12.0, 8.0, 4.0, 0.0
    ),
    "100 mm foam between L5 and the sacrum": iter(
        at(Scene(roller_diameter_mm=100.0), mm) for mm in (455.0, 463.0, 469.0, 475.0, 481.0)
    ),
    "lean 20, dragged from T1 to T3": dragged(Scene(lean_deg=20.0), "T1", "T3"),
    "arms switched without a lean": switched(
        Scene(roller_level="T4"), "arms", "head", "crossed", "overhead", "sides", "head"
    ),
    "lean 15 at the low back": dragged(Scene(lean_deg=15.0), "L1", "L3", 20.0),
    "lean 30 on a wheel": dragged(
        Scene(lean_deg=30.0).set("roller.kind", "wheel-15"), "T7", "T10", 20.0
    ),
    "two balls rolled up the low back": iter(
        at(BETWEEN_BALLS, mm) for mm in (390.14526979, 385.14526979, 380.14526979, 365.14526979)
    ),
}


@pytest.mark.parametrize("way", first(KEPT, list(WAYS), str))
def test_every_scene_on_the_way_is_shown_as_it_is_from_a_fresh_start(way):
    warm, told = None, 0
    for scene in WAYS[way]:
        warm = simulate(scene, warm)
        assert not differ(warm, simulate(scene)), scene
        told += warm.converged
    assert told >= 3  # here and there a roller would not stay in its place


@pytest.mark.parametrize("family", first(4, SHORT_FIRST, str))
def test_random_walks_end_where_a_fresh_start_ends(family, long):
    for number in range(LONG if long else WALKS):
        rng = np.random.default_rng((number, len(family), 7))
        warm, scene = None, None
        try:
            for scene in walk(rng, FAMILIES[family](rng)):
                warm = simulate(scene, warm)
        except SceneError:
            continue  # rolled beyond the back of a person who has become smaller
        assert scene is not None
        assert not differ(warm, simulate(scene)), scene


def test_a_default_person_finds_a_pose_everywhere_on_the_smallest_roller():
    small = Scene(roller_diameter_mm=100.0)
    first = float(roller_track(small).position_mm[1])  # above, it may slide off the shoulders
    places = [*np.linspace(first, back_length(small), 20), 463.0, 469.0, 475.0, 481.0]
    assert [mm for mm in places if not simulate(at(small, float(mm))).converged] == []
