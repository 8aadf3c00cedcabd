"""Face down and pressed up on the command line: JSON, CSV and words, with and without a roller."""

from __future__ import annotations

import csv
import io
import json

from spineviz.command.main import main
from spineviz.outcome import ENTRY_TISSUES, SUPPORTS


def run(capsys, *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


def no_constant(text: str) -> float:
    raise AssertionError(f"{text} is no JSON")


def test_a_body_face_down_has_the_same_json_as_one_face_up(capsys):
    words = ("solve", "--set", "roller.level=L3", "--json")
    up = json.loads(run(capsys, *words), parse_constant=no_constant)
    down = json.loads(run(capsys, *words, "--set", "face=down"), parse_constant=no_constant)
    assert list(down) == list(up)
    assert down["converged"] is True
    assert list(down["entry_share"]) == list(ENTRY_TISSUES)
    assert list(down["supports_N"]) == list(SUPPORTS)
    assert down["scene"]["face"] == "down"
    assert down["entry_share"]["belly"] > 0.5 > up["entry_share"]["belly"] == 0
    assert abs(sum(down["entry_share"].values()) - 1) < 1e-6
    assert abs(sum(down["supports_N"].values()) - down["weight_N"]) < 1e-3


def test_a_press_up_is_json_without_a_roller(capsys):
    words = ("solve", "--set", "task=press-up", "--json")
    found = json.loads(run(capsys, *words), parse_constant=no_constant)
    assert found["converged"] is True
    assert found["roller"] is None
    assert found["spine_share"] is None
    assert found["entry_share"] == {}
    assert found["levels"] == {}
    assert found["supports_N"]["roller"] == 0
    assert found["joints"]["L4-L5"]["extension_deg"] > 3
    assert abs(sum(found["supports_N"].values()) - found["weight_N"]) < 1e-3


def test_a_press_up_in_words_says_that_there_is_no_roller(capsys):
    text = run(capsys, "solve", "--set", "task=press-up")
    assert "No roller: extension by the arms" in text
    assert "Force on the roller" not in text
    assert "task=press-up" in text


def test_face_down_the_words_list_the_tissues_of_the_front(capsys):
    text = run(capsys, "solve", "--set", "face=down")
    assert "  belly " in text
    assert "  midline " not in text


def test_a_sweep_over_the_task_leaves_the_roller_s_cells_empty(capsys):
    text = run(capsys, "sweep", "--over", "task=roll:press-up", "--csv", "-")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["task"] for row in rows] == ["roll", "press-up"]
    assert float(rows[0]["force_N"]) > 0
    for column in ("force_N", "peak_kPa", "peak_level", "spine_share", "entry_share_ribs"):
        assert rows[1][column] == ""
    assert rows[1]["converged"] == "true"
    assert float(rows[1]["lordosis_deg"]) > float(rows[1]["lordosis_rest_deg"])


def test_a_sweep_over_the_face_has_every_cell(capsys):
    text = run(capsys, "sweep", "--over", "face=up:down", "--csv", "-")
    up, down = csv.DictReader(io.StringIO(text))
    assert float(up["entry_share_chest"]) == 0 < float(down["entry_share_chest"])
    assert float(down["entry_share_midline"]) == 0


def test_a_word_that_is_no_face_is_refused(capsys):
    assert main(["solve", "--set", "face=sideways"]) != 0
    error = capsys.readouterr().err
    assert "face" in error
    assert "up, down" in error
