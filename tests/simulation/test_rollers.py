"""Width, groove, stiffness and kind of a roller do to the back what they should."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from solved_scenes import found_once
from tries import tries

from spineviz.lab.cylinder import roll
from spineviz.outcome import MUSCLE
from spineviz.scene import BY_KEY, ROLLER_PLACES, Scene
from spineviz.simulation.report import as_plain
from spineviz.simulation.roller import KINDS, Shape, shape_of

FEW = tries(2)
LEVELS = st.sampled_from(["T4", "T8", "T12", "L3"])
SPINOUS_MM = 20.0
"""Breadth of the strip over the spinous tips; a groove wider than that spares all of it."""


def solved(scene: Scene):
    outcome = found_once(scene)
    assert outcome.converged
    return outcome


def spined(scene: Scene) -> float:
    return solved(scene).roller.entry_share["midline"]


@pytest.mark.parametrize("place", ["T8", "L3", *ROLLER_PLACES[-2:]])
@pytest.mark.parametrize("kind", KINDS)
def test_every_product_carries_the_default_person(kind, place):
    for hips in ("down", "up"):
        solved(Scene.from_dict({"roller.kind": kind, "roller.level": place, "hips": hips}))


@FEW
@given(LEVELS, st.sampled_from(["foam", "grid", "wheel-15", "wheel-30"]))
def test_a_wider_groove_takes_load_off_the_midline(level, kind):
    scene = Scene.from_dict({"roller.kind": kind, "roller.level": level})
    grooves = [0.0, 5.0, 10.0, 15.0, SPINOUS_MM]
    shares = [spined(scene.set("roller.groove_mm", groove)) for groove in grooves]
    assert shares[0] > 0.05
    assert all(b < a or b == 0 for a, b in pairwise(shares))


@FEW
@given(LEVELS, st.sampled_from(["foam", "wheel-15"]), st.floats(SPINOUS_MM, 60.0))
def test_any_groove_wider_than_the_spinous_tips_halves_what_they_take(level, kind, groove):
    """On foam at L3 it leaves 0.46: the edges press the muscle beside the tips."""
    scene = Scene.from_dict({"roller.kind": kind, "roller.level": level})
    plain = spined(scene.set("roller.groove_mm", 0.0))
    assert spined(scene.set("roller.groove_mm", groove)) < 0.5 * plain


@FEW
@given(
    st.sampled_from(["foam", "grid", "rigid", "wheel-15", "ball"]),
    st.floats(50, 600),
    st.sampled_from(["thigh", "back"]),
)
def test_a_smaller_diameter_at_the_same_force_presses_harder_on_less(kind, force, tissue):
    found = [roll(kind, force, tissue, diameter) for diameter in (0.30, 0.20, 0.15, 0.10)]
    assert all(b.area_cm2 < a.area_cm2 for a, b in pairwise(found))
    assert all(b.peak_kPa > a.peak_kPa for a, b in pairwise(found))


@FEW
@given(st.floats(50, 600), st.floats(0.05, 0.15), st.floats(0.3, 0.95))
def test_a_narrower_roller_at_the_same_force_touches_less(force, width, part):
    wide, narrow = (roll("foam", force, "back", width=each) for each in (width, part * width))
    assert narrow.area_cm2 < wide.area_cm2
    assert narrow.mean_kPa > wide.mean_kPa


@FEW
@given(LEVELS)
def test_a_narrower_roller_touches_less_of_a_back(level):
    widths = (200.0, 127.0, 80.0, 50.0)
    found = [solved(Scene(roller_level=level, roller_width_mm=w)).roller for w in widths]
    assert all(b.area_cm2 < a.area_cm2 for a, b in pairwise(found))


@FEW
@given(LEVELS, st.sampled_from([kind for kind in KINDS if kind != "rigid"]))
def test_a_stiffer_roller_presses_a_higher_peak(level, kind):
    """From the product on: the softest foams are pressed flat and feel hard again. Where a wheel is
    all but rigid its stiffness says little, and the body lies half a per cent otherwise (T8)."""
    scene = Scene.from_dict({"roller.kind": kind, "roller.level": level})
    peaks = [solved(scene.set("roller.stiffness", k)).roller.peak_kPa for k in (1.0, 2.0, 4.0)]
    assert all(b > 0.99 * a for a, b in pairwise(peaks))
    assert peaks[-1] > peaks[0]


def test_foam_that_is_too_soft_is_pressed_flat_and_presses_harder_again():
    soft = Scene(roller_level="L3", roller_kind="foam-soft", roller_stiffness=0.5, hips="up")
    heavy = soft.set("person.mass_kg", 110.0)
    flat, good = solved(heavy), solved(heavy.set("roller.stiffness", 1.0))
    assert "roller" in {alert.kind for alert in flat.alerts}
    assert flat.roller.peak_kPa > good.roller.peak_kPa


def test_firmer_foam_presses_a_higher_peak_on_less():
    found = [
        solved(Scene(roller_level="L3", roller_kind=kind)).roller
        for kind in ("foam-soft", "foam", "foam-firm")
    ]
    assert all(b.peak_kPa > a.peak_kPa for a, b in pairwise(found))
    assert all(b.area_cm2 < a.area_cm2 for a, b in pairwise(found))


def test_two_balls_leave_the_spinous_tips_alone():
    for level in ("T8", "L3"):
        scene = Scene(roller_level=level).set("roller.kind", "double-ball")
        assert spined(scene) == 0
        # the balls lie on the muscle beside the spine, not on the spine
        assert sum(solved(scene).roller.entry_share[name] for name in MUSCLE) > 0.25


def test_the_default_roller_is_wider_than_any_back_it_touches():
    for change in ({}, {"arms": "crossed"}, {"person.stature_m": 2.05, "roller.level": "gluteals"}):
        scene = Scene().set_all(change)
        assert np.all(solved(scene).roller.contact.share == 1)
        widest = solved(scene.set("roller.width_mm", BY_KEY["roller.width_mm"].high))
        assert as_plain(widest)["roller"] == as_plain(solved(scene))["roller"]


@given(
    st.sampled_from(KINDS),
    st.floats(100, 300),
    st.floats(40, 500),
    st.floats(0, 80),
    st.floats(-200, 200),
    st.floats(4, 100),
)
def test_a_pad_meets_the_mean_of_the_surface_that_covers_it(
    kind, diameter, width, groove, middle, breadth
):
    """Against sums over a thousand fine slices."""
    sizes = (("diameter", diameter), ("width", width), ("groove", groove))
    scene = Scene(roller_kind=kind)
    for name, value in sizes:
        scene = scene.set(f"roller.{name}_mm", value)
    shape = shape_of(scene)
    low, high = (middle - breadth / 2) * 1e-3, (middle + breadth / 2) * 1e-3
    radius, share = shape.facing(np.array([low]), np.array([high]))
    z = low + (np.arange(4000) + 0.5) / 4000 * (high - low)
    there, height = surface(shape, z)
    assert share[0] == pytest.approx(np.mean(there), abs=2e-3)
    if np.mean(there) > 0.05:
        assert radius[0] == pytest.approx(np.mean(height[there]), abs=1e-3 * shape.diameter)
    assert 0 <= share[0] <= 1


def surface(shape: Shape, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether there is a roller over each place, and its radius there."""
    radius, there = shape.diameter / 2, np.abs(z) <= shape.width / 2
    height = np.full(len(z), radius)
    if shape.surface != "cylinder":
        from_middle = z
        if shape.surface == "double ball":
            from_middle = np.abs(z) - shape.groove / 2 - radius
        there = there & (np.abs(from_middle) <= radius)
        height = np.sqrt(np.maximum(radius**2 - from_middle**2, 0))
    if shape.depth:
        height = height - shape.depth * (np.abs(z) <= shape.groove / 2)
    return there, height
