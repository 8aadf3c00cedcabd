"""What every command of the lab promises to programs that read it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from lab_words import Done, lab, run

from spineviz.command.experiments import EXPERIMENTS
from spineviz.lab.bend import CUTS, SPECIMEN
from spineviz.lab.comparison import MEASURES
from spineviz.lab.sensitivity import assumptions
from spineviz.scene import LEVELS
from spineviz.tables.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]

WITHOUT_QT = """
import contextlib, io, json, sys
for name in ("PySide6", "shiboken6", "pyqtgraph"):
    sys.modules[name] = None  # importing it is now an ImportError
from spineviz.command.main import main
printed = []
for words in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = main(words)
    printed.append((code, out.getvalue()))
print(json.dumps(printed))
"""
"""Commands one after the other in a process: exit code and output of each."""

ONE_OF_EACH = {
    "bend": ("--between", "L1", "S1", "--moment", "2", "--follower", "100"),
    "press": ("--site", "T9"),
    "lie": ("--on", "mat"),
    "stand": (),
    "cylinder": ("--roller", "grid", "--force", "100", "--tissue", "back"),
    "foam": ("--roller", "grid"),
    "list": (),
}
"""Quick words for every experiment but `sensitivity`, which has its own tests."""

PRESS_KEYS = {
    "stiffness_N_per_mm",
    "curve",
    "joints",
    "supports_N",
    "displacements",
    "depth_at_N",
}
FRONT_REGIONS = ("head", "chest", "belly", "pelvis", "thighs", "legs")
REGIONS = ("head", "scapulothoracic", "lumbar", "sacral", "heels")


@lru_cache
def quick(name: str) -> Done:
    """What the quick words of an experiment give, which several tests ask for."""
    done = run("lab", name, *ONE_OF_EACH[name], "--json")
    assert (done.code, done.err) == (0, "")
    return done


def test_every_experiment_has_a_quick_word_here_or_is_the_slow_one():
    assert set(EXPERIMENTS) == (set(ONE_OF_EACH) - {"list"}) | {"sensitivity"}


def test_bend_reports_the_whole_and_every_joint_between():
    found = lab("bend", "--between", "T10", "L1", "--moment", "2")
    names = ["flexion_deg", "extension_deg", "range_deg"]
    assert list(found) == [*names, "neutral_zone_deg", "joints"]
    assert list(found["joints"]) == ["T10-T11", "T11-T12", "T12-L1"]
    for joint in found["joints"].values():
        assert list(joint) == names
    for turned in (found, *found["joints"].values()):
        parts = turned["flexion_deg"] + turned["extension_deg"]
        assert turned["range_deg"] == pytest.approx(parts, rel=1e-6)
    for name in ("flexion_deg", "extension_deg"):
        parts = sum(joint[name] for joint in found["joints"].values())
        assert found[name] == pytest.approx(parts, rel=1e-6)


@pytest.mark.parametrize(
    ("upper", "lower"), [("C1", "C2"), ("C7", "T1"), ("T1", "L5"), ("L5", "S1")]
)
def test_bend_takes_any_two_levels(upper, lower):
    found = lab("bend", "--between", upper, lower, "--moment", "1")
    order = (*LEVELS, "S1")
    assert len(found["joints"]) == order.index(lower) - order.index(upper)
    assert found["flexion_deg"] > 0
    assert found["extension_deg"] > 0


def test_press_reports_slope_curve_joints_and_supports():
    found = lab("press", "--site", "T4", "--force", "30:100")
    assert set(found) == PRESS_KEYS
    forces = [force for _, force in found["curve"]]
    depths = [depth for depth, _ in found["curve"]]
    assert (forces[0], forces[-1]) == (30.0, 100.0)
    slope = (forces[-1] - forces[0]) / (depths[-1] - depths[0])
    assert found["stiffness_N_per_mm"] == pytest.approx(slope, rel=1e-6)
    assert len(found["joints"]) == 25
    moved = found["displacements"]
    assert tuple(moved) == LEVELS
    assert moved["T4"] > moved["T8"] > moved["T12"]
    assert list(found["depth_at_N"]) == ["10", "20", "30", "50", "70", "100"]
    assert found["depth_at_N"]["30"] == pytest.approx(depths[0], rel=1e-4)
    assert found["depth_at_N"]["100"] == pytest.approx(depths[-1], rel=1e-4)
    assert 0 < moved["T4"] < found["depth_at_N"]["100"]
    longer = lab("press", "--site", "T4", "--force", "0:100")["displacements"]
    assert longer == pytest.approx(moved, rel=1e-4), (
        "from lying unpressed, wherever the slope begins"
    )
    assert found["supports_N"]


def test_the_living_low_back_is_as_stiff_as_measured_in_each_third_of_its_range():
    """0.0 ± 0.1, 0.1 ± 0.1 and 0.7 ± 0.3 N·m per % of range (Beach, in PMC9293810)."""
    found = lab("bend", "--living")["stiffness_Nm_per_percent"]
    assert list(found) == ["low", "middle", "high", "range_deg"]
    assert abs(found["low"] - 0.0) < 0.1
    assert abs(found["middle"] - 0.1) < 0.1
    assert abs(found["high"] - 0.7) < 0.3
    softer = lab("bend", "--living", "--set", "mechanics.joint_multiplier=1.5")
    assert softer["stiffness_Nm_per_percent"]["high"] < found["high"]


def test_lying_face_down_on_a_pad_presses_less_than_on_a_board():
    board = lab("lie", "--face", "down")
    soft = lab("lie", "--face", "down", "--pad-mm", "50", "--pad-kPa", "20")
    for found in (board, soft):
        assert tuple(found["regions"]) == FRONT_REGIONS
    held = [sum(each["force_N"] for each in found["regions"].values()) for found in (board, soft)]
    assert held[0] == pytest.approx(held[1], rel=0.05)
    peaks = [max(each["peak_kPa"] for each in found["regions"].values()) for found in (board, soft)]
    assert peaks[1] < peaks[0]


def test_standing_and_lying_with_straight_and_with_bent_legs_are_told_apart():
    found = quick("stand").json
    lordosis = [
        found[f"lordosis_{how}_deg"] for how in ("standing", "lying_straight", "lying_bent")
    ]
    assert lordosis == sorted(lordosis, reverse=True)
    assert found["lordosis_lying_deg"] == found["lordosis_lying_straight_deg"]


def test_pressing_to_a_depth_ends_there():
    found = lab("press", "--site", "sternum", "--depth-mm", "10", "--indenter-mm2", "2000")
    assert found["curve"][0][1] == 0
    assert found["curve"][-1][0] == pytest.approx(10, abs=1e-3)


def test_lie_reports_every_region_the_curves_and_the_vertebrae():
    found = lab("lie", "--on", "board")
    assert set(found) == {"regions", "curvature", "vertebrae", "joints"}
    assert set(found["joints"]["L4-L5"]) >= {"compression_N", "moment_Nm", "shear_N"}
    assert tuple(found["regions"]) == REGIONS
    for region in found["regions"].values():
        assert list(region) == ["peak_kPa", "mean_kPa", "force_N", "contact"]
        assert region["contact"] is (region["force_N"] > 0)
    assert set(found["curvature"]) == {
        "kyphosis_deg",
        "lordosis_deg",
        "kyphosis_definition",
        "lordosis_definition",
    }
    assert tuple(found["vertebrae"]) == LEVELS


def test_stand_names_its_definitions():
    found = quick("stand").json
    assert {name.rpartition("_")[2] for name in found} == {"deg", "definition"}
    assert "T1" in found["kyphosis_definition"]
    assert "S1" in found["lordosis_definition"]


def test_cylinder_and_foam_report_their_units_in_the_names():
    assert set(lab("cylinder", "--force", "230")) == {"mean_kPa", "peak_kPa", "area_cm2"}
    found = lab("foam")
    assert set(found) == {"strain", "stress_kPa"}
    assert {"0.25", "0.4", "0.5", "0.6"} <= set(found["stress_kPa"])


def test_sensitivity_ranks_by_influence_and_its_band_holds_the_value(monkeypatch, long):
    every = assumptions()
    some = every[:: 6 if long else 14]
    assert len(some) >= 6
    monkeypatch.setattr("spineviz.lab.sensitivity.assumptions", lambda _: some)
    found = lab("sensitivity", "--at", "T8", "--draws", "2")
    assert set(found) == {"bands", "influences", "cage_share_falls"}
    falls = found["cage_share_falls"]
    assert set(falls) == {
        "levels",
        "draws",
        "unbalanced",
        "falls_share",
        "told_share",
        "thorax_share",
    }
    assert falls["draws"] == 2
    value = {}
    for band in found["bands"]:
        assert band["low"] <= band["value"] <= band["high"]
        value[band["headline"]] = band["value"]
    assert set(value) == {"cage_share", "spine_share", "peak_kPa", "extension_deg"}
    swings = [
        max(abs(item[name][1] - item[name][0]) / value[name] for name in value)
        for item in found["influences"]
    ]
    assert swings == sorted(swings, reverse=True)
    assert {item["name"] for item in found["influences"]} == {one.name for one in some}


def test_sensitivity_varies_every_number_that_has_a_range():
    lows = [row.low for row in (*TABLES.calibrated, *TABLES.constants)]
    lows += [row.low_kPa for row in TABLES.tissues] + [row.low for row in TABLES.varied]
    ranged = [low for low in lows if low is not None]
    assert len(assumptions()) == len(ranged)
    for one in assumptions():
        assert one.low <= one.value <= one.high, one.name
        assert one.low < one.high, one.name


@pytest.mark.parametrize("name", [name for name in ONE_OF_EACH if name != "list"])
def test_a_setting_is_taken_and_changes_what_it_should(name):
    changed = {"cylinder": "roller.diameter_mm=100"}.get(name, "person.stature_m=1.6")
    plain = quick(name).json
    other = lab(name, *ONE_OF_EACH[name], "--set", changed)
    # foam is the same whoever lies on it; a follower load presses smaller discs harder
    if name == "foam":
        assert other == plain
    else:
        assert other != plain


def test_same_command_same_bytes_without_qt():
    words = [("lab", name, *more, "--json") for name, more in ONE_OF_EACH.items()]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, json.dumps(words)],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed = dict(zip(ONE_OF_EACH, json.loads(done.stdout), strict=True))
    for name in ONE_OF_EACH:
        assert printed[name] == [0, quick(name).out], name


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_without_json_it_is_text_for_people(name):
    done = run("lab", name, *ONE_OF_EACH[name])
    assert done.code == 0
    assert done.out.count("\n") > 1
    assert not done.out.startswith(("{", "["))


def test_the_help_of_bend_says_which_springs_each_cut_removes():
    text = " ".join(run("lab", "bend", "--help").out.split())
    for cut, kinds in CUTS.items():
        assert f"{cut}: {', '.join(kinds)}" in text


def test_cuts_name_only_springs_of_a_specimen_and_the_ladder_has_its_rungs():
    for kinds in CUTS.values():
        assert set(kinds) <= set(SPECIMEN)
    assert {"anterior-cage", "cartilage", "ribs"} <= set(CUTS)
    assert set(CUTS["anterior-cage"]) < set(CUTS["ribs"])


def test_cuts_may_be_given_together_or_one_by_one():
    words = ("bend", "--between", "T1", "T12", "--moment", "2")
    together = lab(*words, "--without", "anterior-cage,intercostals")
    assert together == lab(*words, "--without", "intercostals", "--without", "anterior-cage")


def test_every_measure_has_a_published_row():
    assert set(MEASURES) <= {row.id for row in TABLES.published}
