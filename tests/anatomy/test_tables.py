"""Every number has a source, and every constant is used."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from parsed import tree_of

import spineviz
from spineviz.scene import LEVELS
from spineviz.tables.resources import resource
from spineviz.tables.tables import TABLES

FILES = {
    "arms",
    "arms_face_down",
    "calibrated",
    "constants",
    "guarding",
    "joints",
    "living_range",
    "ribs",
    "section",
    "skin",
    "tissues",
    "vertebrae",
}
GRADES = {"A", "B", "C"}
LOOKED_UP_IN = ("constant", "si")  # names of the mapping in the code


def test_every_file_of_the_folder_is_a_table():
    found = {item.stem for item in resource("anatomy").iterdir() if item.suffix == ".csv"}
    assert found == FILES <= set(TABLES.__struct_fields__)


@pytest.mark.parametrize(
    "table", sorted(FILES - {"calibrated"}) + ["rollers", "conditions", "readings"]
)
def test_every_row_has_a_source_and_says_how_certain_it_is(table):
    for row in getattr(TABLES, table):
        assert len(row.source.strip()) >= 5, row
        # "A/C" or "B kind; C ±8°": at least one grade, each of them a known one
        grades = set(re.findall(r"\b[A-Z]\b", row.certainty))
        assert grades, row
        assert grades <= GRADES, row


def test_what_is_only_assumed_is_not_called_measured():
    for row in TABLES.constants:
        if "ASSUMED" in row.source:
            assert row.certainty != "A", row.name


def test_every_calibrated_constant_lies_in_its_range_and_says_on_what():
    for row in TABLES.calibrated:
        assert row.low <= row.value <= row.high, row
        assert len(row.calibrated_on) >= 10, row


def test_no_constant_is_named_twice():
    names = [row.name for row in (*TABLES.constants, *TABLES.calibrated)]
    assert len(names) == len(set(names)) == len(TABLES.si)


def test_angles_and_lengths_are_turned_into_si():
    written = {row.name: row for row in TABLES.constants}
    limit = written["hip.limit"]
    assert limit.unit == "deg"
    assert TABLES.si["hip.limit"] == pytest.approx(limit.value * 3.141592653589793 / 180)


@cache
def keys_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """Keys that some file looks up in the constants, and patterns of those put together there."""
    exact: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for file in Path(spineviz.__file__).parent.rglob("*.py"):
        for node in ast.walk(tree_of(file)):
            if not isinstance(node, ast.Subscript):
                continue
            target = node.value
            name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            if name not in LOOKED_UP_IN:
                continue
            if isinstance(node.slice, ast.Constant):
                exact.add(node.slice.value)
            elif isinstance(node.slice, ast.JoinedStr):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w ]+"
                    for part in node.slice.values
                ]
                patterns.append(re.compile("".join(parts)))
    return exact, patterns


def test_every_key_that_the_code_looks_up_exists():
    exact, patterns = keys_in_code()
    assert len(exact) > 40  # the search does find them
    assert exact - set(TABLES.si) == set()
    for pattern in patterns:
        assert any(pattern.fullmatch(name) for name in TABLES.si), pattern


def test_every_constant_is_used():
    exact, patterns = keys_in_code()
    unused = {
        name
        for name in set(TABLES.si) - exact
        if not any(pattern.fullmatch(name) for pattern in patterns)
    }
    assert unused == set()


def test_every_level_has_its_row_in_the_right_order():
    assert tuple(row.level for row in TABLES.vertebrae) == LEVELS
    assert tuple(row.level for row in TABLES.skin) == LEVELS
    joints = TABLES.joints
    assert tuple(row.upper for row in joints) == ("skull", *LEVELS)
    assert tuple(row.lower for row in joints) == (*LEVELS, "S1")


def test_seven_true_three_false_and_two_floating_ribs():
    ribs = TABLES.ribs
    assert [row.kind for row in ribs] == ["true"] * 7 + ["false"] * 3 + ["floating"] * 2
    fronts = [row.cartilage_to for row in ribs]
    assert fronts == ["sternum"] * 7 + ["rib7", "rib8", "rib9"] + ["", ""]


def test_sizes_are_those_of_a_spine():
    heights = [row.body_height_mm for row in TABLES.vertebrae]
    t1 = LEVELS.index("T1")
    assert all(height > 0 for height in heights)
    assert all(10 < height < 35 for height in heights[t1:])
    for row in TABLES.joints:
        for direction in ("flexion", "extension"):
            assert getattr(row, f"{direction}_range_deg") > 0
            assert getattr(row, f"{direction}_Nm_per_deg") > 0


def test_every_tissue_is_soft_and_locks_before_it_is_gone():
    for name, layer in TABLES.tissue.items():
        assert 1e3 < layer.modulus < 1e6, name  # Pa
        assert 0 < layer.lock < 1, name
        assert layer.thickness >= 0, name
