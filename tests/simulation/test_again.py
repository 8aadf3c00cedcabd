"""An outcome that is kept lightly leads on as the whole one does."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from spineviz.scene import Scene
from spineviz.simulation.report import as_plain
from spineviz.simulation.simulate import TOLERANCE, simulate
from spineviz.simulation.warm_start import balance_of, lightly

SCENES = [
    Scene(roller_level="T8"),
    Scene(roller_position_mm=240.0),  # a seesaw: never solved from the place before
    Scene(roller_level="L3", hips="up", arms="crossed"),
    Scene(roller_level="T6", lean_deg=6.0),  # both sides are solved for themselves
    Scene(roller_level="T8", face="down"),
    Scene(roller_level="T8", roller_kind="double-ball"),
    Scene(task="press-up", face="down"),
]
"""One of each way in which a balance is searched."""


@pytest.mark.parametrize("scene", SCENES)
def test_its_balance_is_made_again_without_a_search(scene):
    found = simulate(scene)
    assert found.converged
    kept = lightly(found)
    assert as_plain(kept) == as_plain(found)
    again = balance_of(kept, TOLERANCE * found.weight_N)
    assert again.steps == 0
    assert again.residual == found.residual_N
    assert again.pose.tobytes() == found.state.pose.tobytes()


def test_it_is_made_again_from_a_balance_that_itself_was_found_from_another():
    first = simulate(Scene(roller_position_mm=150.0))
    warm = simulate(Scene(roller_position_mm=152.0), first)
    again = balance_of(lightly(warm), TOLERANCE * warm.weight_N)
    assert again.steps == 0
    assert again.pose.tobytes() == warm.state.pose.tobytes()


@pytest.mark.parametrize(
    "beside",
    [Scene(roller_position_mm=152.0), Scene(roller_position_mm=150.0, person_mass_kg=76.0)],
)
def test_a_scene_beside_it_is_found_from_it_as_well_as_from_the_whole(beside):
    first = simulate(Scene(roller_position_mm=150.0))
    one, other = simulate(beside, first), simulate(beside, lightly(first))
    assert 0 < other.iterations <= one.iterations + 1
    assert other.roller.force_N == pytest.approx(one.roller.force_N, rel=1e-6)


def test_where_another_scene_came_to_rest_leads_nowhere():
    scene = Scene(roller_level="T8")
    elsewhere = lightly(simulate(Scene(roller_level="T7")))
    misled = replace(elsewhere, scene=scene)
    assert balance_of(misled, TOLERANCE * misled.weight_N) is None
    beside = Scene(roller_position_mm=round(misled.roller.place.mm) + 1.0)
    again, fresh = simulate(beside, misled), simulate(beside)
    assert again.roller.force_N == pytest.approx(fresh.roller.force_N, rel=1e-9)


def test_what_has_no_balance_is_kept_as_it_is(unbalanced):
    found = unbalanced(Scene(roller_level="T8"))
    assert lightly(found) is found
    kept = lightly(simulate(Scene(roller_level="T8")))
    assert lightly(kept) is kept
