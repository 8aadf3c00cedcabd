"""Settings outlive the window; damaged ones count as never set."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from spineviz.session.settings import (
    MAX_BYTES,
    RECENT,
    Place,
    Settings,
    clamped,
    settings_file,
)

SCREEN, SECOND = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 984)


def test_what_is_set_comes_back(tmp_path):
    file = tmp_path / "folder" / "settings.ini"
    place = Place(QRect(40, 30, 1200, 700), True)
    first = Settings(file)
    first.theme, first.text_percent, first.colour_vision, first.place = "Dark", 150, True, place
    first.set_flag("panel", False)
    first.add_recent(tmp_path / "eins, zwei; drei.spineviz")
    first.save()
    again = Settings(file)
    assert (again.theme, again.text_percent, again.colour_vision) == ("Dark", 150, True)
    assert again.place == place
    assert again.flag("panel", True) is False
    assert again.recent == [tmp_path / "eins, zwei; drei.spineviz"]


ODD = ["two\nlines", "100%25", "a\\b", "\u202egnp", "\u00e9\U0001f600", " x ", 'a;b,"c"=d', "[a]"]


@pytest.mark.parametrize("name", [*ODD, os.fsdecode(b"\xff\xfe")])
def test_a_recent_file_comes_back_whatever_its_name(tmp_path, name):
    file = tmp_path / "settings.ini"
    for each in ("before", name):
        first = Settings(file)
        first.add_recent(tmp_path / each)
        first.save()
    assert Settings(file).recent == [tmp_path / name, tmp_path / "before"]


def test_a_list_that_an_earlier_version_wrote_is_read(tmp_path):
    file = tmp_path / "settings.ini"
    file.write_text('[General]\nrecent="/one/\u00e4 b.spineviz\\n/two.json"\n')
    assert Settings(file).recent == [Path("/one/\u00e4 b.spineviz"), Path("/two.json")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with a name")
@pytest.mark.parametrize("name", ["settings.ini", "settings.ini.lock"])
def test_a_pipe_in_the_place_of_the_settings_is_not_waited_for(tmp_path, name):
    os.mkfifo(tmp_path / name)
    settings = Settings(tmp_path / "settings.ini")
    settings.theme = "Dark"
    settings.save()
    assert Settings(tmp_path / "settings.ini").theme == "Dark"


def test_without_a_file_nothing_is_kept_and_everything_works():
    settings = Settings()
    settings.theme = "Dark"
    settings.save()
    assert settings.theme == "Dark"
    assert Settings().theme == ""


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\x13" * 500,
        b"[General\ntheme=Dark",
        b"x" * (MAX_BYTES + 1),
        b"[General]\ntext_percent=900\nplace=a,b\nrecent=\ncolour_vision=perhaps\n",
        b"[General]\ntext_percent=@Invalid()\nplace=@Rect(1 2 3 4)\ntheme=1, 2, 3\n",
        b"[General]\nplace=0,0,0,0\ntext_percent=-100\n",
        b"[General]\nplace=1,2,99999999999999999999,5\n",
        b'[General]\nplace="0,0,0,0"\n',
        b'[General]\nplace="1,2,99999999999999999999,5"\n',
        b'[General]\nplace="9000000,2,800,600"\n',
    ],
)
def test_a_damaged_file_counts_as_none(tmp_path, content):
    file = tmp_path / "settings.ini"
    file.write_bytes(content)
    settings = Settings(file)
    assert settings.theme in ("", "Dark")
    assert settings.text_percent == 100
    assert settings.place is None
    assert settings.recent == []
    assert settings.colour_vision is False
    settings.text_percent = 120
    settings.save()
    assert Settings(file).text_percent == 120


def test_a_place_that_takes_no_file_does_not_matter(tmp_path):
    (tmp_path / "settings.ini").mkdir()
    settings = Settings(tmp_path / "settings.ini")
    settings.text_percent = 120
    settings.save()
    assert settings.text_percent == 120


def test_recent_files_are_few_unique_and_the_last_one_first():
    settings = Settings()
    for number in (*range(2 * RECENT), 12):
        settings.add_recent(Path(f"{number}.spineviz"))
    names = [path.stem for path in settings.recent]
    assert names[:3] == ["12", "15", "14"]
    assert len(names) == len(set(names)) == RECENT
    settings.forget_recent(Path("12.spineviz"))
    assert settings.recent[0] == Path("15.spineviz")


def test_a_window_on_a_live_screen_stays_and_one_off_it_comes_back():
    there = QRect(100, 80, 1280, 760)
    assert clamped(there, [SCREEN]) == there
    beside = QRect(2000, 50, 1200, 760)
    assert clamped(beside, [SCREEN, SECOND]) == beside
    back = clamped(beside, [SCREEN])
    assert SCREEN.contains(back)
    assert back.size() == beside.size()
    assert clamped(QRect(0, 0, 4000, 3000), [SCREEN]) == SCREEN


LAPTOP, FRAME = QRect(0, 0, 1366, 728), QSize(4, 36)


def test_a_window_from_a_larger_screen_has_a_title_that_can_be_reached():
    for was in (QRect(0, 30, 1900, 1000), QRect(1, 0, 1364, 728), QRect(300, -700, 1000, 690)):
        back = clamped(was, [LAPTOP], FRAME)
        framed = back.adjusted(-2, -34, 2, 2)
        assert LAPTOP.contains(framed), was
        assert back.width() == min(was.width(), LAPTOP.width() - FRAME.width())
        assert back.height() == min(was.height(), LAPTOP.height() - FRAME.height())


def test_a_window_that_hangs_over_the_edge_of_a_smaller_screen_is_moved_no_further_than_it_takes():
    back = clamped(QRect(900, 100, 1000, 600), [LAPTOP], FRAME)
    assert back == QRect(LAPTOP.width() - 2 - 1000, 100, 1000, 600)
    assert clamped(QRect(900, 100, 1000, 600), [LAPTOP, LAPTOP], FRAME) == back, "a mirrored one"


def test_a_window_that_can_be_seen_stays_where_it_was_on_one_screen_or_on_two():
    for was in (QRect(0, 20, 1366, 708), QRect(40, 60, 800, 600)):
        assert clamped(was, [LAPTOP], FRAME) == was
    on_both = QRect(1500, 100, 1000, 600)
    assert clamped(on_both, [SCREEN, SECOND], FRAME) == on_both
    assert SCREEN.contains(clamped(on_both, [SCREEN], FRAME))
    onto_second = clamped(on_both.translated(200, 500), [SCREEN, SECOND], FRAME)
    assert SECOND.contains(onto_second)


numbers = st.integers(-5000, 5000)


@given(numbers, numbers, st.integers(1, 6000), st.integers(1, 6000))
def test_wherever_it_was_its_title_can_be_reached(x, y, width, height):
    found = clamped(QRect(x, y, width, height), [SCREEN, SECOND])
    # it may lie on both; on one of them its upper edge is in reach, and all of it would fit
    assert any(
        found.intersected(screen).width() >= min(120, width)
        and screen.top() <= found.top() <= screen.bottom()
        and found.width() <= screen.width()
        and found.height() <= screen.height()
        for screen in (SCREEN, SECOND)
    )


def test_a_folder_that_cannot_be_reached_keeps_nothing(tmp_path, monkeypatch):
    def far(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", far)
    settings = Settings(tmp_path / "settings.ini")
    settings.theme = "Dark"
    settings.save()
    assert settings.theme == "Dark"
    monkeypatch.undo()
    assert not (tmp_path / "settings.ini").exists()


def test_a_recent_file_is_read_as_another_window_has_left_it(tmp_path):
    one, two = (Settings(tmp_path / "settings.ini") for _ in range(2))
    one.add_recent(Path("a.spineviz"))
    assert two.recent == [Path("a.spineviz")]


def test_settings_of_one_user_stand_in_a_folder_of_the_system(application):
    file = settings_file()
    assert file.is_absolute()
    assert file.name == "settings.ini"
