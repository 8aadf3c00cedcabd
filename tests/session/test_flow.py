"""The streams of force are the forces of the outcome: nothing is added, nothing is lost."""

from __future__ import annotations

import itertools
from collections import defaultdict

import numpy as np
import pytest

from spineviz.drawing.figure import figure_of
from spineviz.drawing.streams import (
    COLUMN,
    FRONT,
    M_PER_NEWTON,
    MIXED,
    ROLLER,
    SMALL,
    Bones,
    arriving,
    flow,
)
from spineviz.outcome import ENTRY_TISSUES
from spineviz.scene import LEVELS, Scene
from spineviz.simulation.simulate import simulate

CASES = (
    {"roller.level": "T8"},
    {"roller.level": "T3", "arms": "crossed"},
    {"roller.level": "T12", "hips": "up"},
    {"roller.level": "L3"},
    {"roller.level": "L5", "roller.kind": "rigid"},
    {"roller.level": "T8", "without": ("ribs",)},
    {"roller.level": "T6", "without": ("blades", "cartilage")},
)


def solved(case):
    scene = Scene()
    for key, value in case.items():
        scene = scene.set(key, value)
    return simulate(scene)


def flow_of(outcome):
    figure = figure_of(outcome)
    places = figure.outline.points(figure.frames(outcome.geometry.pose))
    return flow(outcome, figure, places)


@pytest.fixture(params=CASES, ids=lambda case: "-".join(map(str, case.values())))
def outcome(request):
    return solved(request.param)


def test_streams_out_of_the_roller_add_up_to_its_force(outcome):
    found = flow_of(outcome)
    assert sum(stream.newtons[0] for stream in found.entries) == pytest.approx(
        outcome.roller.force_N
    )
    assert found.total_N == outcome.roller.force_N
    assert all(stream.source == ROLLER for stream in found.entries)


def test_each_tissue_has_the_newtons_of_the_ledger(outcome):
    carried = defaultdict(float)
    for stream in flow_of(outcome).entries:
        carried[stream.tissue] += stream.newtons[0]
    small = sum(
        newtons
        for tissue, newtons in outcome.roller.entry_N.items()
        if tissue not in carried and newtons > 0
    )
    for tissue in ENTRY_TISSUES:
        if tissue in carried:
            least = outcome.roller.entry_N[tissue]
            assert carried[tissue] == pytest.approx(least, abs=1e-6 + small * (tissue == "neck"))
    assert carried.get(MIXED, 0.0) == pytest.approx(small)


def test_streams_side_by_side_come_into_a_vertebra_about_its_wall_each_by_its_force(outcome):
    found, shared = flow_of(outcome).entries, 0
    figure = figure_of(outcome)
    bones = Bones(outcome, figure, figure.outline.points(figure.frames(outcome.geometry.pose)))
    for body in {stream.target for stream in found} & set(LEVELS):
        mine = [stream for stream in found if stream.target == body]
        ends = np.array([stream.path[-1] for stream in mine])
        middle = np.average(ends, axis=0, weights=[stream.newtons[-1] for stream in mine])
        assert middle == pytest.approx(bones.back(body), abs=1e-9)
        shared += len(mine) > 1
    assert shared or "blades" in outcome.scene.without


def test_what_arrives_in_a_body_less_what_leaves_is_its_weight(outcome):
    person = outcome.person
    weight = np.zeros(len(person.names))
    np.add.at(weight, person.loads.body, -person.loads.force[:, 1])
    left = defaultdict(float)
    contact = outcome.roller.contact
    for body, newtons in zip(contact.body, contact.force[:, 1], strict=True):
        left[body] += newtons
    for link in outcome.geometry.links:
        left[link.upper] += link.force_y
        left[link.lower] -= link.force_y
    on_floor = {"pelvis", "feet", "shanks", "skull", "thighs"}
    lifted = outcome.supports_N["floor"] < 1e-6
    checked = 0
    for name, newtons in zip(person.names, weight, strict=True):
        if name not in on_floor and lifted:
            checked += 1
            assert left[name] == pytest.approx(newtons, abs=1e-3 + 5 * outcome.residual_N)
    assert checked or not lifted


def test_streams_in_the_column_are_the_forces_of_its_joints(outcome):
    joints = {
        frozenset((link.lower, link.upper)): link.force_y
        for link in outcome.geometry.links
        if link.kind == "joint"
    }
    least = SMALL * outcome.roller.force_N
    column = [s for s in flow_of(outcome).onward if s.tissue == "midline"]
    drawn = [newtons for stream in column for newtons in stream.newtons[1:-1:2]]
    wide = [abs(force) for force in joints.values() if abs(force) >= least]
    assert sorted(drawn) == pytest.approx(sorted(wide))
    names = [*LEVELS, "pelvis"]
    for stream in column:  # towards the head where the upper body of a joint is held up
        ends = [names.index(n) if n in names else -1 for n in (stream.source, stream.target)]
        upper, lower = sorted(ends)
        pairs = list(
            itertools.pairwise((["skull"] if upper < 0 else []) + names[max(upper, 0) : lower + 1])
        )
        assert all((joints[frozenset(pair)] > 0) == (ends[1] < ends[0]) for pair in pairs)


def test_a_stream_along_a_rib_is_what_its_links_pass_on(outcome):
    behind, ahead = defaultdict(float), defaultdict(float)
    for link in outcome.geometry.links:
        if link.kind in ("costovertebral", "rib head"):
            behind[link.upper] += link.force_y
        elif link.kind in ("cartilage", "abdominal wall"):
            ahead[link.upper] += link.force_y
            ahead[link.lower] -= link.force_y * (link.kind == "cartilage")
    for stream in flow_of(outcome).onward:
        for end, sums in ((COLUMN, behind), (FRONT, ahead)):
            if stream.source == end:
                assert stream.newtons == pytest.approx(sums[stream.target])
            elif stream.target == end:
                assert stream.newtons == pytest.approx(-sums[stream.source])


def test_nothing_small_is_drawn_but_what_is_merged(outcome):
    found = flow_of(outcome)
    least = SMALL * found.total_N
    assert all(np.all(stream.newtons >= least) for stream in found.onward)
    thin = [stream for stream in found.entries if stream.newtons[0] < least]
    assert len(thin) <= len({stream.tissue for stream in thin}) <= 1


def test_streams_stand_side_by_side_on_the_skin(outcome):
    entries = flow_of(outcome).entries
    for before, after in itertools.pairwise(entries):
        room = 0.5 * M_PER_NEWTON * (before.newtons[0] + after.newtons[0])
        assert after.path[0, 0] - before.path[0, 0] >= room - 1e-9


def test_what_arrives_in_a_body_is_all_that_pushes_it_up(outcome):
    pushed = defaultdict(float)
    for link in outcome.geometry.links:
        for body, up in ((link.upper, link.force_y), (link.lower, -link.force_y)):
            pushed[body] += max(up, 0.0)
    contact = outcome.roller.contact
    for body, up in zip(contact.body, contact.force[:, 1], strict=True):
        pushed[body] += up
    found = arriving(outcome)
    for body in set(pushed) | set(found):
        assert found.get(body, 0.0) == pytest.approx(pushed[body], abs=1e-9)


def test_what_arrives_is_never_negative_and_counts_the_roller(outcome):
    found = arriving(outcome)
    assert min(found.values()) >= 0
    for stream in flow_of(outcome).entries:
        if stream.tissue != MIXED and stream.newtons[0] >= SMALL * outcome.roller.force_N:
            assert found[stream.target] > 0.9 * SMALL * outcome.roller.force_N
