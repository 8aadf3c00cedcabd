"""The contributors' page says what the house is like, and `spineviz.make` says what it makes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from spineviz.make.__main__ import PAGES
from spineviz.make.house_map import PAGE, house_map, with_map
from spineviz.make.model_page import PageError
from spineviz.make.rooms import ROOMS

ROOT = Path(__file__).resolve().parents[2]
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_map_is_that_of_the_table_of_rooms():
    assert with_map(TEXT) == TEXT, "out of date: python -m spineviz.make map writes it anew"


def test_every_room_stands_on_the_map_once():
    for room in ROOMS:
        lines = [line for line in house_map().splitlines() if f"`{room.name}" in line]
        assert len(lines) == 1
        assert room.about in lines[0]


def test_every_file_and_folder_that_the_page_names_is_there():
    """A recipe names paths below `spineviz/`, or of the checkout."""
    paths = set(re.findall(r"`((?:[\w.]+/)+(?:[\w.]+)?|\w+\.(?:py|csv|toml))`", TEXT))
    assert len(paths) > 20
    folders = [ROOT, ROOT / "tests", *ROOT.glob("spineviz/**/")]
    lost = {path for path in paths if not any((each / path).exists() for each in folders)}
    assert lost <= {"Q10.toml"}  # the one that a recipe writes


def test_every_name_of_code_that_the_page_tells_of_is_in_the_code():
    code = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("spineviz/**/*.py"))
    names = set(re.findall(r"`([A-Z]\w+|[a-z]+(?:_[a-z]+)+)(?:\([^`]*\))?`", TEXT))
    assert {"QUANTITIES", "Recipe", "recipe_of"} <= names
    assert {name for name in names if not re.search(rf"\b{name}\b", code)} <= {"ASSUMED"}


def test_a_page_without_marks_is_refused():
    with pytest.raises(PageError, match="generated: map"):
        with_map("# Contributing\n")


def test_make_says_what_it_can_make():
    done = subprocess.run(
        [sys.executable, "-m", "spineviz.make", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in (*PAGES, "screenshots"):
        assert name in done.stdout


def test_make_writes_the_map(tmp_path, monkeypatch, capsys):
    page = tmp_path / "CONTRIBUTING.md"
    page.write_text("<!-- generated: map -->\nold\n<!-- end: map -->\n", encoding="utf-8")
    monkeypatch.setattr("spineviz.make.house_map.PAGE", page)
    monkeypatch.setattr(sys, "argv", ["make", "map"])
    from spineviz.make.__main__ import main

    main()
    assert house_map() in page.read_text(encoding="utf-8")
    assert "CONTRIBUTING.md is written" in capsys.readouterr().out
