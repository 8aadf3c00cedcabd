"""An unsaved scene outlives a crash, and windows side by side leave each other's alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from spineviz.scene import Scene
from spineviz.session import filing
from spineviz.session.recovery import MOST_OPEN, Recovery, _lock
from spineviz.session.scene_file import MAX_FILE_BYTES, dump_scene, load_scene
from spineviz.session.session import Session
from spineviz.session.settings import Settings

ROOT = Path(__file__).resolve().parents[2]

CRASH = """
import os, sys
from pathlib import Path
from spineviz.scene import Scene
from spineviz.session.scene_file import dump_scene
from spineviz.session.recovery import Recovery

alive = Recovery(Path(sys.argv[1]))  # with a name, or it would close in good order
alive.write(1, dump_scene(Scene(hips="up", brace=float(sys.argv[2]))))
os._exit(7)
"""


def crash(folder: Path, brace: float = 0.0) -> None:
    """A process that ends without closing anything."""
    done = subprocess.run([sys.executable, "-c", CRASH, str(folder), str(brace)], cwd=ROOT)
    assert done.returncode == 7


def test_a_crash_leaves_the_scene_and_the_next_one_finds_it(tmp_path):
    crash(tmp_path)
    mine = Recovery(tmp_path)
    (left,) = mine.left()
    assert left.scene == Scene(hips="up")
    mine.settle(left)
    mine.close()
    assert Recovery(tmp_path).left() == []
    assert list(tmp_path.iterdir()) == []


def test_one_that_lives_is_left_alone(tmp_path):
    alive, other = Recovery(tmp_path), Recovery(tmp_path)
    alive.write(1, dump_scene(Scene(hips="up")))
    assert other.left() == []
    assert alive.file(1).exists()
    alive.clear(1)
    alive.close()
    assert list(tmp_path.iterdir()) == []


def test_one_that_has_lived_for_hours_is_left_alone_too(tmp_path):
    """Changing nothing for a while is no sign of a crash."""
    alive, other = Recovery(tmp_path), Recovery(tmp_path)
    alive.write(1, dump_scene(Scene(hips="up")))
    for file in tmp_path.iterdir():
        os.utime(file, (0, 0))
    assert other.left() == []
    alive.close()
    # this system would not let a held lock be broken anyway; where disks are shared, age would do
    assert _lock(alive.file(1)).staleLockTime() == 0


def test_a_lock_without_a_scene_is_cleared_away(tmp_path):
    crash(tmp_path)
    (scene,) = tmp_path.glob("*.json")
    scene.unlink()
    assert len(list(tmp_path.iterdir())) == 1
    assert Recovery(tmp_path).left() == []
    assert list(tmp_path.iterdir()) == []


def test_two_that_start_at_once_do_not_both_offer_it(tmp_path):
    crash(tmp_path)
    first, second = Recovery(tmp_path), Recovery(tmp_path)
    assert len(first.left()) == 1
    assert second.left() == []
    first.close()  # unanswered: it stays
    assert len(second.left()) == 1


def test_documents_without_end_do_not_hold_files_without_end(tmp_path):
    """Each new document leaves the one before it, if that is unsaved; a process may hold 1,024
    files open on many machines."""
    alive, text = Recovery(tmp_path), dump_scene(Scene(hips="up"))
    for number in range(MOST_OPEN + 2):
        alive.write(number, text)
        alive.write(0, text)  # this one is gone back to again and again
    assert len(list(tmp_path.glob("*.json"))) == MOST_OPEN + 2, "nothing is lost"
    assert len(list(tmp_path.glob("*.lock"))) == MOST_OPEN
    offered = [left.file for left in Recovery(tmp_path).left()]
    assert sorted(offered) == [alive.file(1), alive.file(2)]
    alive.close()


def test_several_are_found_the_last_one_first(tmp_path):
    for brace in (0.25, 0.5):
        crash(tmp_path, brace)
    assert [left.scene.brace for left in Recovery(tmp_path).left()] == [0.5, 0.25]


def test_a_scene_that_was_not_cleared_is_found_next_time(tmp_path):
    first = Recovery(tmp_path)
    first.write(1, dump_scene(Scene(brace=1.0)))
    first.close()
    assert [left.scene.brace for left in Recovery(tmp_path).left()] == [1.0]


def test_what_cannot_be_read_is_not_offered(tmp_path, caplog):
    (tmp_path / "unsaved-1-a.json").write_bytes(b"\x00\x01")
    (tmp_path / "unsaved-2-b.json").write_text('{"schema": 99, "scene": {}}')
    assert Recovery(tmp_path).left() == []
    assert "newer version" in caplog.text
    caplog.clear()
    assert Recovery(tmp_path).left() == []
    assert caplog.text == "", "it is looked at once"
    kept = tmp_path / "unsaved-2-b.unreadable"
    assert kept.read_text() == '{"schema": 99, "scene": {}}', "the newer version may have it back"


@pytest.mark.parametrize("written", [b"", b"\xff\0\0", b"\n\n"])
def test_a_lock_that_was_cut_off_keeps_nothing_from_being_offered(tmp_path, written):
    crash(tmp_path)
    (lock,) = tmp_path.glob("*.lock")
    lock.write_bytes(written)
    assert Recovery(tmp_path).left() == [], "somebody may be writing it"
    os.utime(lock, (0, 0))
    assert [left.scene for left in Recovery(tmp_path).left()] == [Scene(hips="up")]


def test_a_lock_that_another_takes_away_or_guards_is_not_torn(tmp_path, monkeypatch):
    crash(tmp_path)
    (lock,) = tmp_path.glob("*.lock")
    lock.write_bytes(b"")
    os.utime(lock, (0, 0))

    def denied(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", denied)
    assert Recovery(tmp_path).left() == []


def test_what_was_kept_of_the_largest_file_is_offered_again(application, tmp_path):
    file = tmp_path / "a.spineviz"
    others = {"others": "x" * (MAX_FILE_BYTES - 1200)}
    file.write_text(dump_scene(Scene(), others))
    session, folder = Session(), tmp_path / "unsaved"
    files = filing.Filing(session, Settings(), Recovery(folder), session)
    assert files.open(file)
    session.set("hips", "up")
    (kept,) = folder.glob("*.json")
    assert kept.stat().st_size > MAX_FILE_BYTES
    files.close()
    assert [left.scene for left in Recovery(folder).left()] == [Scene(hips="up")]
    session.deleteLater()


def test_a_disk_that_takes_nothing_is_only_logged(tmp_path, caplog):
    (tmp_path / "file").write_text("no folder")
    recovery = Recovery(tmp_path / "file")
    recovery.write(1, dump_scene(Scene()))
    assert "not kept" in caplog.text
    assert recovery.left() == []
    recovery.close()


def test_pipes_among_what_was_left_neither_hang_nor_hide_the_rest(tmp_path):
    crash(tmp_path)
    for name in ("unsaved-1-a.json", "unsaved-2-b.lock", "unsaved-3-c.lock"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "unsaved-3-c.json").write_text(dump_scene(Scene()))
    found = Recovery(tmp_path).left()
    assert [left.scene for left in found] == [Scene(hips="up")]


def test_what_is_held_long_is_kept_before_it_is_let_go(application, tmp_path, monkeypatch):
    monkeypatch.setattr(filing, "HELD_MS", 50)
    session = Session()
    made = filing.Filing(session, Settings(), Recovery(tmp_path), session)
    session.change("brace", 0.5)
    assert not list(tmp_path.glob("*.json"))

    def kept() -> list[Scene]:
        return [load_scene(file) for file in tmp_path.glob("*.json")]

    def wait_for(what: list[Scene]) -> None:
        until = time.monotonic() + 30
        while kept() != what and time.monotonic() < until:
            application.processEvents()
        assert kept() == what

    wait_for([Scene(brace=0.5)])
    session.change("brace", 0.0)  # moved back: nothing is changed after all
    wait_for([])
    session.change("brace", 0.7)
    wait_for([Scene(brace=0.7)])
    session.change("brace", 0.0)
    session.commit("Bracing")
    made.close()
    assert kept() == []
    session.deleteLater()
