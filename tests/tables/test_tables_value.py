"""The tables are one value: equal tables are one key, other numbers are other tables."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from spineviz.anatomy.person import person_of
from spineviz.lab.sensitivity import assumptions
from spineviz.scene import Scene
from spineviz.simulation.simulate import simulate
from spineviz.tables import typed
from spineviz.tables.tables import TABLES, read_tables
from spineviz.tables.typed import Number, typed_rows

VARIED = {row.name for row in TABLES.varied}
ASSUMED = [one for one in assumptions() if one.name not in VARIED]


def test_tables_read_twice_are_equal_and_one_key():
    again = read_tables()
    assert again == TABLES
    assert again is not TABLES
    assert hash(again) == hash(TABLES)
    assert person_of(Scene(), again) is person_of(Scene(), TABLES)


@given(st.sampled_from(ASSUMED), st.floats(1e-3, 1e6))
def test_one_other_number_changes_that_number_alone(one, value):
    other = TABLES.with_({one.name: value})
    (changed,) = (each for each in assumptions(other) if each.name == one.name)
    assert changed == replace(one, value=value)
    assert other.with_({one.name: one.value}) == TABLES
    differing = {name for name in TABLES.si if other.si[name] != TABLES.si[name]}
    layers = {name for name, layer in TABLES.tissue.items() if other.tissue[name] != layer}
    expected = set() if value == one.value else {one.name}
    assert differing | {f"tissue.{layer}.modulus" for layer in layers} == expected


@pytest.mark.parametrize("row", TABLES.varied, ids=lambda row: row.name)
def test_a_factor_scales_its_column_or_cell_and_nothing_else(row):
    file, column, *only = row.name.split(".")
    other = TABLES.with_({row.name: row.high})
    changed = 0
    for before, after in zip(getattr(TABLES, file), getattr(other, file), strict=True):
        number = getattr(before, column)
        if number and (not only or only[0] == getattr(before, before.__struct_fields__[0])):
            assert getattr(after, column) == pytest.approx(row.high * number)
            changed += 1
        else:
            assert after == before
    assert changed
    assert other.calibrated == TABLES.calibrated
    assert row.low < 1 < row.high


def test_other_numbers_make_another_person_and_leave_the_first_alone():
    before = simulate(Scene())
    soft = TABLES.with_({"tissue.ribs.modulus": 22.5, "tissue.blades.modulus": 12.5})
    assert person_of(Scene(), soft) is not person_of(Scene())
    softer = simulate(Scene(), tables=soft)
    assert (
        softer.roller.spine_share > before.roller.spine_share
    )  # softer skin beside the spine bears less
    assert simulate(Scene()).state.pose.tobytes() == before.state.pose.tobytes()


def test_the_sentence_of_an_assumption_tells_the_number_that_was_taken():
    scene, name = Scene(), ASSUMED[0].name
    said = simulate(scene, tables=TABLES.with_({name: 7.25})).assumptions
    assert [line for line in said if str(line).startswith(f"{name} = 7.25 ")]


def test_a_name_that_no_constant_has_is_refused():
    with pytest.raises(KeyError, match=r"there is no constant joint\.axle"):
        TABLES.with_({"joint.axle": 1.0, "joint.axial": 1e6})


def test_nothing_in_the_tables_can_be_set():
    with pytest.raises(AttributeError):
        TABLES.ribs = ()
    with pytest.raises(AttributeError):
        TABLES.ribs[0].rib = 3


def test_tables_reach_another_process_whole():
    other = TABLES.with_({"joint.axial": 2e6})
    unread = pickle.dumps(other)
    hash(other)
    assert other.si
    assert pickle.dumps(other) == unread  # texts hash differently there
    assert pickle.loads(unread) == other


def test_a_number_is_printed_as_it_is_written():
    assert f"{Number('5e+05')} {Number('0.010')} {Number(0.25)}" == "5e+05 0.010 0.25"
    assert Number("5e+05") == 500000.0
    assert str(pickle.loads(pickle.dumps(Number("8.0")))) == "8.0"


class Cell(Struct, frozen=True):
    """Every kind of cell."""

    name: str
    count: int
    size: float | None
    there: bool


@pytest.fixture
def written(tmp_path, monkeypatch):
    def write(text: str):
        path = tmp_path / "cells.csv"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(typed, "resource", lambda *_: path)
        return typed_rows(Cell, "cells.csv")

    return write


def test_cells_become_what_the_row_says(written):
    found = written("name,count,size,there\na,3,2.5,yes\nb,4,,\n")
    assert found == (Cell("a", 3, 2.5, True), Cell("b", 4, None, False))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,count,size\na,3,2\n", "cells.csv: its columns are not name, count, size, there"),
        ("", "cells.csv: its columns are not"),
        ("name,count,size,there\na,x,2,1\n", "cells.csv, line 2, count: 'x' cannot stand there"),
        ("name,count,size,there\na,3,2,maybe\n", "line 2, there: 'maybe'"),
        ("name,count,size,there\na,3,2,1,more\n", "line 2: 5 cells"),
        ("name,count,size,there\na,3,2\n", "line 2: 3 cells"),
    ],
)
def test_a_cell_that_cannot_be_is_told_with_its_place(written, text, words):
    with pytest.raises(ValueError, match=words):
        written(text)
