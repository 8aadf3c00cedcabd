"""A file is written whole or not at all, and what cannot be written over stays."""

from __future__ import annotations

import os

import pytest

from spineviz.session.whole_file import write_whole


def test_a_file_that_is_there_keeps_who_may_read_it_and_a_link_its_end(tmp_path):
    file, link = tmp_path / "a", tmp_path / "link"
    file.write_text("before")
    file.chmod(0o640)
    link.symlink_to(file)
    write_whole(link, "ü")
    assert link.is_symlink()
    assert file.read_bytes() == "ü".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "link"]


def test_what_is_no_ordinary_file_is_not_put_away(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    with pytest.raises(OSError, match="ordinary") as told:
        write_whole(folder, b"x")
    assert told.value.strerror
    assert folder.is_dir()


def test_a_file_that_is_protected_stays_though_its_folder_would_let_it_go(tmp_path, monkeypatch):
    file = tmp_path / "a"
    file.write_text("before")
    monkeypatch.setattr(os, "access", lambda path, way: False)  # root may write anything
    with pytest.raises(PermissionError):
        write_whole(file, b"x")
    assert file.read_text() == "before"


def test_a_name_that_no_file_can_have_is_an_error_like_any_other(tmp_path):
    with pytest.raises(OSError, match="Invalid argument"):
        write_whole(tmp_path / "a\0b", b"x")


def test_where_the_disk_fails_what_was_there_stays_and_no_half_is_left(tmp_path, monkeypatch):
    file = tmp_path / "a"
    file.write_text("before")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, b"x")
    assert [each.read_text() for each in tmp_path.iterdir()] == ["before"]
