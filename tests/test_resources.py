"""The one accessor finds the data files in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from spineviz.tables.resources import resource, resources

ROOT = Path(__file__).resolve().parents[1]


def test_a_checkout_reads_its_own_folder():
    assert resources(ROOT / "spineviz") == ROOT / "resources"


def test_an_installed_package_reads_the_copy_inside_it(tmp_path: Path):
    package = tmp_path / "spineviz"
    (package / "_resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()  # of somebody else
    assert resources(package) == package / "_resources"


def test_data_files_are_found_by_name():
    assert resource("anatomy").is_dir()


def test_a_missing_file_is_told_by_name_and_place():
    with pytest.raises(FileNotFoundError, match=r"anatomy/none\.csv is missing from .*resources"):
        resource("anatomy", "none.csv")
