"""What lights bones is the roller's force and nothing else; its sums are those of the ledger."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from spineviz.drawing.bone_loads import CAGE, LIT_FROM_N, RECEIVERS, SPINE, bone_loads, is_paired
from spineviz.drawing.entry_streams import entry_spots, entry_streams
from spineviz.drawing.streams import M_PER_NEWTON, SMALL
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate

CASES = (
    {"roller.level": "T8"},
    {"roller.level": "T4", "arms": "crossed"},
    {"roller.level": "T12"},
    {"roller.level": "L3"},
    {"roller.level": "sacrum"},
    {"roller.level": "T8", "without": ("ribs",)},
    {"roller.level": "T8", "lean_deg": 20.0},
    {"face": "down"},
)


def solved(case):
    return simulate(Scene().set_all(case))


@pytest.fixture(params=CASES, ids=lambda case: "-".join(map(str, case.values())))
def outcome(request):
    return solved(request.param)


def test_bones_and_soft_tissue_together_take_the_force_of_the_roller(outcome):
    loads = bone_loads(outcome)
    total = outcome.roller.force_N
    assert loads.side_N.sum() + loads.soft_N == pytest.approx(total)
    assert loads.received_N.sum() == pytest.approx(total)
    assert (loads.side_N >= 0).all()


def test_the_sides_of_the_bones_are_the_sides_of_the_ledger(outcome):
    loads, side = bone_loads(outcome), outcome.roller.side_N
    beside = side["right"] - side["left"]
    # what presses on soft tissue has a side too
    assert float(loads.side_N[:, 1].sum() - loads.side_N[:, 0].sum()) == pytest.approx(
        beside, abs=loads.soft_N + 1e-6
    )


def test_streams_are_as_wide_as_what_enters_and_do_not_lie_on_each_other(outcome):
    streams, loads = entry_streams(outcome), bone_loads(outcome)
    received = dict(zip(RECEIVERS, loads.received_N, strict=True))
    for stream in streams:
        assert (stream.newtons == received[stream.tissue]).all()
    left_out = [n for name, n in received.items() if name not in {s.tissue for s in streams}]
    assert all(newtons < SMALL * outcome.roller.force_N for newtons in left_out)
    for row in range(3):
        for first, then in itertools.pairwise(streams):
            apart = float(np.hypot(*(then.path[row] - first.path[row])))
            width = M_PER_NEWTON * (first.newtons[row] + then.newtons[row]) / 2
            assert apart >= width - 1e-9


def lit(outcome):
    loads = bone_loads(outcome)
    return {bone for bone in loads.bones if loads.lit_by(bone) >= LIT_FROM_N}


def test_ribs_and_blades_are_lit_under_the_chest_and_none_of_them_under_the_low_back():
    chest, low_back = solved({"roller.level": "T8"}), solved({"roller.level": "L3"})
    assert {"rib7", "rib8", "scapulae"} <= lit(chest)
    assert {"L2", "L3", "L4"} <= lit(low_back)
    assert not {bone for bone in lit(low_back) if bone.startswith("rib") or bone == "scapulae"}
    assert "cage" in {stream.tissue for stream in entry_streams(chest)}
    assert "cage" not in {stream.tissue for stream in entry_streams(low_back)}


def test_a_roller_that_leans_lights_the_side_that_it_leans_on():
    straight, leaning = solved({"roller.level": "T8"}), solved(CASES[6])
    left, right = bone_loads(straight).newtons("rib8")
    assert left == pytest.approx(right)
    left, right = np.array([bone_loads(leaning).newtons(f"rib{n}") for n in range(4, 11)]).sum(0)
    assert max(left, right) > 4 * min(left, right)
    assert is_paired("rib8")
    assert not is_paired("T8")


def test_sacrum_and_hip_bones_are_lit_by_what_presses_on_each():
    loads = bone_loads(solved({"roller.level": "sacrum"}))
    assert sum(loads.newtons("sacrum")) > sum(loads.newtons("pelvis")) > 0
    pelvis = loads.received_N[RECEIVERS.index("pelvis")]
    assert sum(loads.newtons("sacrum")) + sum(loads.newtons("pelvis")) == pytest.approx(pelvis)


def test_streams_seen_from_their_end_are_the_streams_seen_from_the_side(outcome):
    spots, streams = entry_spots(outcome), entry_streams(outcome)
    assert {each.receiver for each in spots} == {each.tissue for each in streams}
    for stream in streams:
        mine = [each.newtons for each in spots if each.receiver == stream.tissue]
        assert sum(mine) == pytest.approx(stream.newtons[0], abs=SMALL * outcome.roller.force_N)
    assert [each.newtons for each in spots] == sorted((n.newtons for n in spots), reverse=True)


def test_ribs_take_it_on_both_sides_and_the_spine_in_the_middle():
    spots = entry_spots(solved({"roller.level": "T8"}))
    cage = sorted(each.place[1] for each in spots if each.receiver == CAGE)
    assert len(cage) == 2
    assert cage[0] == pytest.approx(-cage[1])
    assert cage[1] > 0.03
    (spine,) = (each.place[1] for each in spots if each.receiver == SPINE)
    assert spine == pytest.approx(0.0, abs=1e-3)
    lean = entry_spots(solved({"roller.level": "T8", "lean_deg": 20.0}))
    assert len({each.place[1] > 0 for each in lean if each.receiver == CAGE}) == 1
