"""Nothing is decided by the name of a level: a spine with other names has the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from spineviz.anatomy.person import recipe_of
from spineviz.scene import Scene
from spineviz.simulation.building import build, energy_of
from spineviz.simulation.flat import lying_flat
from spineviz.simulation.pressing import pressing_of
from spineviz.simulation.read_out import read_out
from spineviz.simulation.simulate import simulate


@pytest.mark.parametrize("level", ["T8", "L3"])
def test_a_report_does_not_look_at_the_names_of_the_levels(level):
    scene = Scene(roller_level=level)
    outcome = simulate(scene)
    person, model = build(scene)
    flat = lying_flat(recipe_of(scene))[1].pose
    turned_over = dict(zip(person.levels.names, person.levels.names[::-1], strict=True))
    level_of = [turned_over.get(name, name) for name in person.strips.level.tolist()]
    renamed = replace(person, strips=replace(person.strips, level=np.array(level_of)))
    energy = energy_of(person, model)
    pressing = pressing_of(renamed, energy, outcome.state.pose)
    again = read_out(scene, renamed, outcome.place, energy, outcome.state, flat, pressing)
    assert again.roller.force_N == pytest.approx(outcome.roller.force_N, rel=1e-9)
    assert again.roller.peak_kPa == pytest.approx(outcome.roller.peak_kPa, rel=1e-9)
    assert again.roller.entry_share == pytest.approx(outcome.roller.entry_share, abs=1e-9)
    assert again.roller.spine_share == pytest.approx(outcome.roller.spine_share, rel=1e-9)
    # levels are told by place on the skin
    assert again.roller.peak_level == outcome.roller.peak_level
    assert again.roller.carries_most_level == outcome.roller.carries_most_level


def test_bodies_have_names_but_mechanics_does_not_know_them():
    _, model = build(Scene())
    for table in (model.springs, model.cables, model.pads, model.loads, model.free):
        columns = (
            [table]
            if isinstance(table, np.ndarray)
            else [getattr(table, name) for name in table.__slots__]
        )
        for column in columns:
            assert not (isinstance(column, np.ndarray) and column.dtype.kind in "US")
