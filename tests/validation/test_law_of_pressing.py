"""Pressing on a spine or a sternum: laws, published signs, and no jump anywhere."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries
from varied_constants import SUBJECT, constants, world

from spineviz.lab.bench import subject
from spineviz.lab.press import press
from spineviz.scene import LEVELS, Scene

FEW = tries(2)
SITES = ("T2", "T4", "T6", "T9", "T12", "L2", "L3", "L4", "L5")
TSITLIK = {5.0: 30.2, 10.0: 65.7, 20.0: 153.0}  # N at mm: 54.9 D + 10.8 D², D in cm


def stiffness(site, scene=SUBJECT, **how):
    return press(scene, site, **how).stiffness_N_per_mm


@lru_cache
def usual(site):
    """Stiffness of the default person on the rigid plinth, which several tests ask for."""
    return stiffness(site, plinth="rigid")


def held(scene):
    """Weight (N) that the plinth carries: what the hands do not."""
    person = subject(scene, hips="down", lifted_mm=0.0, knees="straight", face="down")
    return person.weight - person.on_hands


@FEW
@given(constants())
def test_more_force_more_depth(numbers):
    tables = world(numbers)
    for site in ("T4", "T9", "L3", "sternum"):
        curve = press(SUBJECT, site, force=(0.0, 300.0), tables=tables).curve
        assert all(b > a for (a, _), (b, _) in pairwise(curve)), site


@FEW
@given(constants())
def test_a_bigger_indenter_feels_softer_and_lower_thorax_stiffer_than_upper(numbers):
    """Man Ther 2000 (pubmed 11243908); Edmondston 1999; Lee 1993: T5 above T4."""
    tables = world(numbers)
    for site in ("T4", "L3"):
        large, small = (
            stiffness(site, indenter_mm2=area, tables=tables) for area in (1564.0, 300.0)
        )
        assert large < small
    upper = stiffness("T4", tables=tables)
    assert upper < stiffness("T5", tables=tables)
    assert upper < stiffness("T9", tables=tables)


@tries(5)
@given(
    st.sampled_from((*LEVELS[1:], "sternum")),
    st.floats(20, 450),
    st.floats(-45, 45),
    st.floats(50, 5000),
    st.sampled_from(("rigid", "padded")),
    st.sampled_from(("sides", "head", "crossed", "overhead")),
    st.sampled_from((45.0, 75.0, 120.0)),
    st.sampled_from((1.45, 1.76, 2.05)),
)
def test_the_plinth_carries_the_weight_and_the_upright_part_of_the_force(
    site, force, tilt, area, plinth, arms, mass, stature
):
    scene = Scene(arms=arms, person_mass_kg=mass, person_stature_m=stature)
    found = press(
        scene,
        site,
        force=(force / 2, force),
        tilt_deg=tilt,
        indenter_mm2=area,
        plinth=plinth,
    )
    pushed = force * np.cos(np.radians(tilt))
    assert sum(found.supports_N.values()) == pytest.approx(held(scene) + pushed, abs=0.01)


@pytest.mark.parametrize("site", SITES)
def test_a_padded_plinth_is_softer_than_a_rigid_one(site):
    """At L3: chiroindex 2368. True of this person's plinth, not of every constant: where a pad
    lets another part of the body touch down, a soft plinth can stiffen."""
    assert stiffness(site, plinth="padded") < usual(site)


@pytest.mark.parametrize("site", ["T9", "L2", "L4"])
def test_bracing_stiffens_more_the_harder_it_is(site):
    """Hodges 2005 at L2 and L4. Higher up the model page owns up to what happens."""
    found = [stiffness(site, SUBJECT.set("brace", brace)) for brace in (0.0, 0.3, 0.6, 1.0)]
    assert found == sorted(found)
    assert found[-1] > 1.03 * found[0]


@pytest.mark.parametrize("site", [site for site in SITES if site not in ("T2", "T4")])
def test_stiffness_rises_with_load(site):
    """Kumar and Stoll 2011, 22.5 to 135 N. On the upper back it falls again beyond 90 N, which the
    model page owns up to."""
    ranges = ((0.0, 30.0), (30.0, 60.0), (60.0, 100.0), (100.0, 135.0))
    found = [stiffness(site, force=ends) for ends in ranges]
    assert found == sorted(found)


def test_upper_and_lower_thorax_and_low_back_differ():
    """Kumar and Stoll 2011."""
    found = sorted(usual(site) for site in ("T4", "T9", "L2"))
    assert all(b > 1.1 * a for a, b in pairwise(found))


def test_the_sternum_follows_the_measured_curve_and_rises_all_the_way():
    curve = press(SUBJECT, "sternum", depth_mm=max(TSITLIK), indenter_mm2=2000.0).curve
    depths, forces = np.transpose(curve)
    assert depths[-1] == pytest.approx(max(TSITLIK), abs=1e-3)
    # between its points, a fourteenth of the force apart, the curve is straight within 1 %
    found = np.interp(list(TSITLIK), depths, forces)
    assert found == pytest.approx(list(TSITLIK.values()), rel=0.3)
    assert np.all(np.diff(forces) > 0)
    assert np.all(np.diff(depths) > 0)


def test_to_press_to_a_depth_is_to_press_with_its_force():
    to_depth = press(SUBJECT, "L3", depth_mm=8.0)
    force = to_depth.curve[-1][1]
    assert press(SUBJECT, "L3", force=(0.0, force)).curve[-1][0] == pytest.approx(8.0, abs=1e-4)


def test_the_slope_is_the_same_however_the_range_is_cut():
    whole = press(SUBJECT, "T9", force=(30.0, 100.0))
    first, second = (press(SUBJECT, "T9", force=ends) for ends in ((30.0, 65.0), (65.0, 100.0)))
    compliance = 35 / first.stiffness_N_per_mm + 35 / second.stiffness_N_per_mm
    assert 70 / whole.stiffness_N_per_mm == pytest.approx(compliance, rel=1e-4)


@pytest.mark.parametrize("site", ["T4", "L3"])
def test_no_jump_over_the_tilt(site):
    found = np.array([stiffness(site, tilt_deg=float(tilt)) for tilt in range(-20, 21, 4)])
    assert np.max(np.abs(np.diff(found))) < 0.15 * found.mean()


def test_no_jump_down_the_spine():
    found = np.array([usual(site) for site in LEVELS[1:]])
    assert np.max(np.abs(np.diff(found)) / found[1:]) < 0.3


def test_hips_and_roller_of_the_scene_do_not_matter_on_a_plinth():
    other = SUBJECT.set("hips", "up").set("roller.level", "L3").set("roller.kind", "rigid")
    assert press(other, "T4") == press(SUBJECT, "T4")
