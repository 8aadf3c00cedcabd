"""A condition changes what its table says, and what is said is a row filled with the outcome."""

from __future__ import annotations

import re

import numpy as np
import pytest
from msgspec.structs import replace

from spineviz.lab.bend import bend
from spineviz.scene import CONDITIONS, Scene
from spineviz.simulation.building import build
from spineviz.simulation.conditions import readings
from spineviz.simulation.simulate import simulate
from spineviz.tables.tables import TABLES

BENCH = Scene(mechanics_joint_multiplier=1.0)
SICK = CONDITIONS[1:]
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?= [%N°]|°)")


def test_every_condition_of_the_tables_is_one_of_the_scene_and_has_something_to_say():
    changed = {row.condition for row in TABLES.conditions}
    said = {row.condition for row in TABLES.readings}
    assert changed <= set(SICK)
    assert said == {"", *SICK}


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("level", ["T8", "L3"])
def test_every_condition_converges_and_speaks(level, condition):
    outcome = simulate(Scene(roller_level=level, condition=condition))
    assert outcome.converged
    expected = [r for r in TABLES.readings if r.condition in ("", condition)]
    assert [reading.name for reading in outcome.readings] == [r.reading for r in expected]
    for reading in outcome.readings:
        assert reading.sentence.endswith(".")
        assert len(reading.source) > 10
        assert "{" not in reading.sentence


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("level", ["T8", "L3"])
def test_every_number_said_is_one_of_the_outcome(level, condition):
    outcome = simulate(Scene(roller_level=level, condition=condition))
    for reading in outcome.readings:
        known = {abs(reading.value), outcome.curvature.kyphosis_flat_deg}
        if reading.place:
            joint = outcome.joints[reading.place]
            known |= {100 * joint.range_share, joint.range_deg, 0.0}
        for text in NUMBER.findall(reading.sentence):
            assert any(abs(abs(float(text)) - one) <= 0.5001 for one in known), reading


def test_a_change_of_area_is_the_slope_times_the_extension():
    outcome = simulate(Scene(roller_level="L3"))
    found = {reading.place: reading for reading in outcome.readings}
    assert set(found) == {"L3-L4", "L4-L5"}  # where it was measured, and nowhere else
    for place, slope in (("L4-L5", -1.85), ("L3-L4", -1.92)):
        joint = outcome.joints[place]
        assert found[place].value == pytest.approx(slope * joint.extension_deg)
        assert found[place].unit == "%"


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("bent", [-1, 1])
def test_a_joint_bent_the_other_way_uses_nothing_of_the_range_that_is_spoken_of(condition, bent):
    found = simulate(Scene())
    joints = {
        name: replace(joint, standing_deg=bent * (abs(joint.standing_deg) + 1), range_share=0.75)
        for name, joint in found.joints.items()
    }
    rows = [row for row in TABLES.readings if row.condition in ("", condition)]
    said = readings(condition, joints, found.curvature, TABLES)
    for row, reading in zip(rows, said, strict=True):
        if reading.place:
            way = -1 if row.what == "flexion" else 1
            assert reading.saying.slots["share"] == (75 if bent == way else 0)


def test_of_a_stretch_the_largest_is_told():
    outcome = simulate(Scene(roller_level="T8"))
    said = readings("osteoporosis", outcome.joints, outcome.curvature, TABLES)
    most = next(reading for reading in said if reading.name == "compression")
    trunk = list(outcome.joints)[8:]  # T1-T2 and below
    assert most.value == max(outcome.joints[name].compression_N for name in trunk)
    assert outcome.joints[most.place].compression_N == most.value


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_changes_only_what_its_table_says(condition):
    (whole, _), (other, _) = build(Scene()), build(Scene(condition=condition))
    named = [row for row in TABLES.conditions if row.condition == condition]
    ends = ["C0", *(f"{row}" for row in whole.levels.names), "S1"]
    times = np.ones(len(whole.joints))
    for row in named:
        if row.range_times is not None:
            times[ends.index(row.upper) : ends.index(row.lower)] *= row.range_times
    joint_rows = [row for _, _, row in whole.joints]
    assert other.joint_range == pytest.approx(whole.joint_range * times[:, None])
    law, bare = other.springs.bending, whole.springs.bending
    assert law.stiffness[joint_rows] == pytest.approx(bare.stiffness[joint_rows] / times[:, None])
    rest = [i for i in range(len(bare.stiffness)) if i not in joint_rows]
    assert np.array_equal(law.stiffness[rest], bare.stiffness[rest])
    if not any(row.kyphosis_at_least_deg for row in named):
        for name in ("springs", "pads", "cables", "loads"):
            one, two = getattr(whole, name), getattr(other, name)
            for column in one.__slots__:
                if column not in ("bending", "late", "crowding"):
                    assert np.array_equal(getattr(one, column), getattr(two, column)), column
        for column in whole.pads.crowding.__slots__:
            skins = (person.pads.crowding for person in (whole, other))
            assert np.array_equal(*(getattr(skin, column) for skin in skins)), column
        assert np.array_equal(whole.rest, other.rest)


@pytest.mark.parametrize("condition", ["none", "stenosis", "disc-l3-l5", "osteoporosis"])
def test_a_condition_without_a_row_leaves_every_bit(condition):
    scene = Scene(roller_level="L3")
    bare, sick = simulate(scene), simulate(scene.set("condition", condition))
    assert bare.state.pose.tobytes() == sick.state.pose.tobytes()


def test_a_cut_pars_gives_the_bench_the_measured_degrees_above_it():
    """1.89° more at L4-L5 under 4 N·m (Ge 2025), and nothing at L5-S1."""
    cut = BENCH.set("condition", "spondylolysis")

    def more(upper: str, lower: str) -> float:
        whole = bend(BENCH, upper, lower, 4.0).range_deg
        return bend(cut, upper, lower, 4.0).range_deg - whole

    assert more("L4", "L5") == pytest.approx(1.89, abs=0.05)
    assert more("L5", "S1") == pytest.approx(0, abs=1e-9)


def test_a_fused_level_keeps_the_measured_share_of_its_motion():
    fused = BENCH.set("condition", "l5-s1-surgery")
    share = bend(fused, "L5", "S1", 7.5).range_deg / bend(BENCH, "L5", "S1", 7.5).range_deg
    assert share == pytest.approx(1.20 / 6.87, abs=0.01)


@pytest.mark.parametrize("kyphosis", [30.0, 46.0, 65.0])
def test_hyperkyphosis_rounds_the_back_to_60_degrees_or_leaves_a_rounder_one(kyphosis):
    scene = Scene(condition="hyperkyphosis", person_kyphosis_deg=kyphosis)
    assert simulate(scene).curvature.kyphosis_rest_deg == pytest.approx(max(60.0, kyphosis))


def test_a_range_that_is_not_the_published_one_is_not_called_so():
    """Under so soft a back a joint passes its range, whoever has set it."""
    soft = Scene(roller_level="T9", mechanics_joint_multiplier=1.0, without=("ribs", "blades"))
    slumped = simulate(soft.set("slump", 20.0))
    texts = {alert.place: alert.text for alert in slumped.alerts if alert.kind == "range"}
    thorax = [name for name in texts if name in list(slumped.joints)[8:19]]
    assert thorax
    for name in thorax:
        joint = slumped.joints[name]
        published = joint.standing_deg < 0  # slump takes extension only
        assert ("left to" in texts[name]) or published
    whole = simulate(soft)
    assert all("living people" in a.text for a in whole.alerts if a.kind == "range")
