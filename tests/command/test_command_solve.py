"""`spineviz solve` and `spineviz keys`, with a stand-in for the model."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from msgspec.structs import replace

from spineviz.command.main import main
from spineviz.command.usage import DONE, UNSOLVED
from spineviz.outcome import ENTRY_TISSUES, KYPHOSIS, LORDOSIS, SUPPORTS, Outcome
from spineviz.scene import QUANTITIES, Scene
from spineviz.session.scene_file import dump_scene
from spineviz.simulation.report import as_json, as_plain

pytestmark = pytest.mark.usefixtures("model")

CONTRACT = {
    "converged": None,
    "residual_N": None,
    "iterations": None,
    "roller": {"force_N", "force_bodyweight", "peak_kPa", "mean_kPa", "area_cm2"},
    "entry_share": {
        "midline",
        "erector",
        "erector_ribs",
        "erector_soft",
        "ribs",
        "blades",
        "flank",
        "pelvis",
        "neck",
    },
    "shares": {"cage", "spine", "soft", "pelvis"},
    "cage_share": None,
    "spine_share": None,
    "supports_N": {"roller", "pelvis", "feet", "head", "hands", "floor"},
    "joints": {"L4-L5"},
    "curvature": {
        "kyphosis_deg",
        "lordosis_deg",
        "kyphosis_flat_deg",
        "lordosis_flat_deg",
        "kyphosis_standing_deg",
        "lordosis_standing_deg",
    },
    "levels": {"T8"},
    "vertebrae": {"T8"},
    "alerts": None,
    "version": None,
}
"""The names that other programs rely on, written out once more on purpose."""


def no_constants(text: str) -> float:
    raise AssertionError(f"{text} is no JSON")


def solve_json(capsys: pytest.CaptureFixture[str], *words: str, code: int = DONE) -> dict:
    assert main(["solve", "--json", *words]) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    return json.loads(printed.out, parse_constant=no_constants)


def test_json_has_every_name_of_the_contract(capsys):
    found = solve_json(capsys)
    assert set(CONTRACT) <= set(found)
    for name, inner in CONTRACT.items():
        assert inner is None or inner <= set(found[name]), name
    assert {"extension_deg", "range_share"} <= set(found["joints"]["L4-L5"])
    assert set(found["levels"]["T8"]) == {"force_N", "peak_kPa"}
    assert set(found["vertebrae"]["T8"]) == {"x_mm", "y_mm", "tilt_deg"}


def test_json_ledgers_still_sum_after_rounding(capsys):
    found = solve_json(capsys)
    assert math.fsum(found["entry_share"].values()) == pytest.approx(1, abs=1e-8)
    assert math.fsum(found["shares"].values()) == pytest.approx(1, abs=1e-8)
    for name in ("cage", "spine"):
        assert found[f"{name}_share"] == found["shares"][name]
    assert math.fsum(found["supports_N"].values()) == pytest.approx(found["weight_N"], abs=1e-6)


def test_json_names_the_definition_of_its_angles(capsys):
    curvature = solve_json(capsys)["curvature"]
    assert curvature["kyphosis_definition"] == KYPHOSIS
    assert curvature["lordosis_definition"] == LORDOSIS


def test_json_has_no_minus_zero_and_no_more_digits_than_promised(capsys):
    found = solve_json(capsys)
    assert math.copysign(1, found["friction_N"]) == 1
    assert found["roller"]["force_N"] == 333.333333


def test_json_carries_the_scene_that_solves_again(capsys):
    scene = solve_json(capsys, "--set", "roller.position_mm=120", "--set", "without=ribs,blades")
    assert Scene.from_dict(scene["scene"]) == Scene(
        roller_level=None, roller_position_mm=120.0, without=("ribs", "blades")
    )


def test_unconverged_scene_gives_no_number(model, capsys, unsolved):
    model(unsolved)
    found = solve_json(capsys, code=UNSOLVED)
    assert found["converged"] is False
    assert found["residual_N"] is None  # not a number here, and JSON has none
    for name in ("roller", "spine_share", "curvature", "friction_N"):
        assert found[name] is None, name
    for name in ("entry_share", "supports_N", "joints", "levels", "vertebrae"):
        assert found[name] == {}, name
    assert "No pose in balance was found" in found["alerts"][0]["text"]


def test_unconverged_scene_says_so_to_a_person(model, capsys, unsolved):
    model(unsolved)
    assert main(["solve"]) == UNSOLVED
    printed = capsys.readouterr().out
    assert "No pose in balance" in printed
    assert "kPa" not in printed


def test_text_shows_the_numbers_with_units_and_ends_in_what_they_are(capsys):
    assert main(["solve", "--set", "roller.level=L3"]) == DONE
    printed = capsys.readouterr().out
    assert "roller.level=L3" in printed.splitlines()[0]
    assert "333  N" in printed
    assert "7  kPa" in printed
    assert (
        "! L4-L5 is bent back beyond what living people reach: 5.0° from standing, of 4.0°."
        in printed
    )
    assert KYPHOSIS in " ".join(printed.split())
    assert "not a measurement" in printed.split("Lordosis:")[1]
    assert max(map(len, printed.splitlines())) <= 100


def test_text_shows_peak_mean_and_area_each_in_its_line(capsys):
    assert main(["solve"]) == DONE
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    shown = {" ".join(words[:-2]): words[-2:] for words in lines if len(words) > 2}
    assert shown["Force on the roller"] == ["333", "N"]
    assert shown["Peak pressure, at T8"] == ["7", "kPa"]
    assert shown["Mean pressure"] == ["3", "kPa"]
    assert shown["Area"] == ["300", "cm²"]


def test_file_and_settings_make_one_scene(tmp_path: Path, capsys):
    file = tmp_path / "lesson.json"
    file.write_text(dump_scene(Scene().set("roller.position_mm", 100).set("hips", "up")))
    found = solve_json(capsys, str(file), "--set", "roller.level=l3")
    assert found["scene"]["roller.level"] == "L3"
    assert found["scene"]["hips"] == "up"


def test_ledgers_keep_the_order_of_the_screen(outcome: Outcome):
    backwards = replace(
        outcome,
        roller=replace(
            outcome.roller, entry_share=dict(reversed(outcome.roller.entry_share.items()))
        ),
        supports_N=dict(reversed(outcome.supports_N.items())),
    )
    assert list(as_plain(backwards)["entry_share"]) == list(ENTRY_TISSUES)
    assert list(as_plain(backwards)["supports_N"]) == list(SUPPORTS)
    assert as_json(backwards) == as_json(outcome)


def test_keys_lists_every_key_with_unit_default_and_range(capsys):
    assert main(["keys"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    for quantity in QUANTITIES:
        line = next(line for line in lines if line.split()[0] == quantity.key)
        assert str(quantity.allowed) in line
        assert quantity.unit in line
    assert "75" in next(line for line in lines if line.startswith("person.mass_kg"))


def test_keys_as_json_describes_every_key(capsys):
    assert main(["keys", "--json"]) == DONE
    keys = json.loads(capsys.readouterr().out)
    assert [each["key"] for each in keys] == [quantity.key for quantity in QUANTITIES]
    mass = next(each for each in keys if each["key"] == "person.mass_kg")
    assert (mass["unit"], mass["low"], mass["high"], mass["default"]) == ("kg", 45, 120, 75)


@pytest.mark.parametrize("words", [["--help"], ["solve", "-h"], ["sweep", "-h"], ["keys", "-h"]])
def test_help_is_there(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 0
    assert "usage: spineviz" in capsys.readouterr().out
