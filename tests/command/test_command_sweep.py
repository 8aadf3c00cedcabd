"""`spineviz sweep`: which scenes, and a table that is written as a whole or not at all."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from spineviz.command.main import main
from spineviz.command.stopping import INTERRUPTED
from spineviz.command.sweep import read_range
from spineviz.command.usage import DONE, MISTAKE, UNSOLVED
from spineviz.outcome import ENTRY_TISSUES, SUPPORTS, Outcome
from spineviz.scene import ROLLED_LEVELS, Scene, SceneError

pytestmark = pytest.mark.usefixtures("model")


def sweep(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, str]]:
    assert main(["sweep", "--csv", "-", *words]) == DONE
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_levels_walk_down_the_back():
    assert read_range("roller.level=T1:L5") == ("roller.level", ROLLED_LEVELS)


def test_levels_walk_up_the_back_and_by_steps():
    assert read_range("roller.level=L2:T11")[1] == ("L2", "L1", "T12", "T11")
    assert read_range("roller.level=T1:T6:2")[1] == ("T1", "T3", "T5")
    assert read_range("roller.level=L1:T10:2")[1] == ("L1", "T11")


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("person.stature_m=1.5:1.53", (1.5, 1.51, 1.52, 1.53)),
        ("person.stature_m=1.53:1.5", (1.53, 1.52, 1.51, 1.5)),
        ("roller.diameter_mm=100:150:20", (100, 120, 140)),
        ("roller.diameter_mm=100:150:25", (100, 125, 150)),
        ("mechanics.joint_multiplier=1.1:1.4", (1.1, 1.2, 1.3, 1.4)),
        ("person.mass_kg=75:75", (75,)),
    ],
)
def test_numbers_walk_the_range_and_keep_their_decimals(asked, values):
    assert read_range(asked)[1] == values


def test_words_walk_in_the_order_of_their_list():
    assert read_range("arms=head:overhead")[1] == ("head", "crossed", "overhead")


def test_every_row_is_its_own_cold_scene(model, capsys, outcome: Outcome):
    asked: list[tuple[Scene, object]] = []

    def remember(scene: Scene, warm: object = None, tables: object = None) -> Outcome:
        asked.append((scene, warm))
        return outcome

    model(remember)
    rows = sweep(capsys, "--over", "roller.level=T7:T9", "--set", "hips=up")
    assert [row["roller.level"] for row in rows] == ["T7", "T8", "T9"]
    wanted = [Scene(roller_level=level, hips="up") for level in ("T7", "T8", "T9")]
    assert asked == [(scene, None) for scene in wanted]


def test_columns_carry_their_units_and_every_ledger(capsys):
    (row,) = sweep(capsys, "--over", "roller.position_mm=120:120")
    assert {f"entry_share_{tissue}" for tissue in ENTRY_TISSUES} <= set(row)
    assert {f"support_{support}_N" for support in SUPPORTS} <= set(row)
    assert row["roller.position_mm"] == "120"
    assert row["converged"] == "true"
    assert float(row["force_N"]) == pytest.approx(1000 / 3)
    assert (row["most_extended_joint"], row["most_extended_deg"]) == ("T12-L1", "6")
    assert (row["nearest_range_joint"], row["nearest_range_share"]) == ("L4-L5", "1.25")
    assert (row["push_joint"], row["push_range_share"]) == ("T12-L1", "0.6")
    assert float(row["lordosis_rest_deg"]) == 36


def test_without_csv_a_person_gets_a_table(capsys):
    assert main(["sweep", "--over", "roller.level=T7:T9"]) == DONE
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0].startswith("roller.level  force N  peak kPa")
    assert [line.split()[0] for line in lines[1:4]] == ["T7", "T8", "T9"]
    assert lines[1].split()[1:3] == ["333", "7"]
    assert "not a measurement" in printed.out
    assert printed.err == ""  # no bar where nobody watches


def test_unconverged_rows_are_empty_and_counted(model, capsys, unsolved):
    model(unsolved)
    assert main(["sweep", "--over", "roller.level=T7:T9", "--csv", "-"]) == UNSOLVED
    printed = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    assert {row["force_N"] for row in rows} == {""}
    assert {row["converged"] for row in rows} == {"false"}
    assert "3 of 3 scenes found no equilibrium" in printed.err


def test_file_holds_what_standard_output_shows(tmp_path: Path, capsys):
    assert main(["sweep", "--over", "roller.level=T7:T9", "--csv", "-"]) == DONE
    shown = capsys.readouterr().out
    file = tmp_path / "rows.csv"
    assert main(["sweep", "--over", "roller.level=T7:T9", "--csv", str(file)]) == DONE
    assert file.read_bytes().decode() == shown
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("trouble", "code"),
    [(KeyboardInterrupt(), INTERRUPTED), (SceneError("file.twice", key="hips"), MISTAKE)],
)
def test_a_sweep_that_breaks_off_leaves_the_old_file(
    model, tmp_path: Path, capsys, outcome: Outcome, trouble, code
):
    turns = iter([outcome, outcome])

    def break_off(scene: Scene, warm: object = None, tables: object = None) -> Outcome:
        solved = next(turns, None)
        if solved is None:
            raise trouble
        return solved

    model(break_off)
    file = tmp_path / "rows.csv"
    file.write_text("what stood there\n")
    assert main(["sweep", "--over", "roller.level=T7:T9", "--csv", str(file)]) == code
    assert file.read_text() == "what stood there\n"
    assert list(tmp_path.iterdir()) == [file]
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err in ("", "spineviz: at roller.level=T9: the key 'hips' stands there twice\n")


def test_a_link_keeps_pointing_to_its_file(tmp_path: Path):
    file, link = tmp_path / "rows.csv", tmp_path / "latest.csv"
    file.write_text("")
    link.symlink_to(file)
    assert main(["sweep", "--over", "roller.level=T7:T8", "--csv", str(link)]) == DONE
    assert link.is_symlink()
    assert file.read_text().startswith("roller.level,")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr("spineviz.command.progress.REDRAW_SECONDS", -1.0)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["sweep", "--over", "roller.level=T7:T9", "--csv", "-"]) == DONE
    shown = terminal.getvalue()
    assert "] 2/3 roller.level=T9" in shown
    assert shown.endswith("\r\x1b[K")


def test_the_bar_is_gone_before_an_error_is_told(model, monkeypatch: pytest.MonkeyPatch, capsys):
    def refuse(scene: Scene, warm: object = None, tables: object = None) -> Outcome:
        raise SceneError("file.twice", key="hips")

    model(refuse)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["sweep", "--over", "roller.level=T7:T9"]) == MISTAKE
    assert terminal.getvalue().endswith(
        "\r\x1b[Kspineviz: at roller.level=T7: the key 'hips' stands there twice\n"
    )
