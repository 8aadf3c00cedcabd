"""A lean to one side: it loads that side, and left and right are mirror images."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_scenes import random_scene
from read_outs import numbers
from solved_scenes import found_once
from tries import tries

from spineviz.outcome import SIDES
from spineviz.scene import Scene
from spineviz.simulation.report import as_plain, as_row
from spineviz.simulation.roller import cylinder
from spineviz.simulation.simulate import simulate

FEW = tries(2)
MIRRORED = 1e-7
LEVELS = st.sampled_from(["T4", "T8", "T12", "L3"])


def solved(scene: Scene):
    outcome = found_once(scene)
    assert outcome.converged
    return outcome


@pytest.mark.parametrize("level", ["T4", "T8", "T12", "L3", "sacrum"])
@pytest.mark.parametrize("kind", ["foam", "wheel-15", "double-ball"])
def test_more_lean_more_load_on_the_side_that_goes_down(level, kind):
    scene = Scene.from_dict({"roller.level": level, "roller.kind": kind})
    sides = [solved(scene.set("lean_deg", lean)).roller.side_N for lean in (0, 4, 8, 12)]
    right = [side["right"] / (side["left"] + side["right"]) for side in sides]
    assert sides[0]["left"] == pytest.approx(sides[0]["right"], rel=MIRRORED)
    assert all(b > a for a, b in pairwise(right))


@FEW
@given(LEVELS, st.floats(2, 15))
def test_a_lean_loads_one_column_of_muscle(level, lean):
    column = solved(Scene(roller_level=level, lean_deg=lean)).roller.erector_N
    assert column["right"] > column["left"]
    other = solved(Scene(roller_level=level, lean_deg=-lean)).roller.erector_N
    assert other["left"] > other["right"]


@FEW
@given(st.integers(0, 10**6), st.floats(0.5, 30))
def test_left_and_right_are_mirror_images_to_the_last_bit(seed, lean):
    scene = random_scene(np.random.default_rng(seed)).set("roller.level", "T9")
    one, other = (simulate(scene.set("lean_deg", each)) for each in (lean, -lean))
    assert one.converged == other.converged
    if not one.converged:
        return
    assert one.state.pose.tobytes() == other.state.pose.tobytes()
    for name in ("side_N", "erector_N"):
        right, left = getattr(one.roller, name), getattr(other.roller, name)
        assert (right["left"], right["right"]) == (left["right"], left["left"])
    sided = ("side", "erector")
    same = [key for key in numbers(one) if not key[1].startswith(sided)]
    assert [numbers(one)[key] for key in same] == [numbers(other)[key] for key in same]
    a, b = one.roller.contact, other.roller.contact
    assert rows(a, 1.0) == rows(b, -1.0)


def rows(contact, side: float) -> set[tuple]:
    """Every pad as numbers, seen from one side or in the mirror."""
    return {
        (track, level, side * z, *skin, *surface, pressure, patch, *force, share, radius)
        for track, level, z, skin, surface, pressure, patch, force, share, radius in zip(
            contact.track,
            contact.level,
            contact.z.tolist(),
            contact.skin.tolist(),
            contact.surface.tolist(),
            contact.pressure.tolist(),
            contact.patch.tolist(),
            contact.force.tolist(),
            contact.share.tolist(),
            contact.radius.tolist(),
            strict=True,
        )
    }


def test_without_a_lean_both_sides_carry_the_same():
    """To the promise of the solver: pads that hold each other are summed in their own order."""
    for kind in ("foam", "wheel-15", "double-ball", "ball"):
        load = solved(Scene(roller_level="L3").set("roller.kind", kind)).roller
        for side in (load.side_N, load.erector_N):
            assert side["left"] == pytest.approx(side["right"], rel=MIRRORED)


@pytest.mark.parametrize("level", ["T8", "L3"])
def test_a_little_lean_changes_little(level):
    scene = Scene(roller_level=level)
    upright, leaning = numbers(solved(scene)), numbers(solved(scene.set("lean_deg", 1e-6)))
    for key, value in upright.items():
        assert leaning[key] == pytest.approx(value, rel=1e-3, abs=1e-3), key


def test_the_skin_over_the_spine_stays_over_the_middle_of_the_roller():
    """A groove spares the spinous tips of a leaning person as well."""
    wheel = Scene(roller_level="T8").set("roller.kind", "wheel-25")
    for lean in (0.0, 15.0):
        assert solved(wheel.set("lean_deg", lean)).roller.entry_share["midline"] < 0.02


def test_both_sides_stand_in_the_report_and_in_every_row():
    outcome = solved(Scene(roller_level="L3", lean_deg=10.0))
    plain, row = as_plain(outcome), as_row(outcome)
    for name, ledger in (("side", outcome.roller.side_N), ("erector", outcome.roller.erector_N)):
        assert tuple(plain[f"{name}_N"]) == SIDES
        for side, force in ledger.items():
            assert plain[f"{name}_N"][side] == pytest.approx(force, rel=1e-8)
            assert row[f"{name}_{side}_N"] == plain[f"{name}_N"][side]


def test_of_a_body_that_leans_a_pad_comes_nearer_to_the_middle_of_the_roller():
    """At 30° one whose middle is 100 mm from the spine lies 87 mm from the roller's middle."""
    z, width, point = np.array([0.100]), np.array([0.020]), np.zeros((1, 2))
    scene = Scene(lean_deg=30.0, roller_width_mm=180.0)
    low, high = ((0.100 + side * 0.010) * np.cos(np.pi / 6) for side in (-1, 1))
    share = cylinder(scene, 0.0, point, z, width).share[0]
    assert share == pytest.approx((0.090 - low) / (high - low))
    assert 0.6 < share < 0.8
    assert cylinder(scene.set("lean_deg", 0.0), 0.0, point, z, width).share[0] == 0.0
