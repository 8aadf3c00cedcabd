"""What the command line writes and reads: whole files, full disks, odd names."""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from spineviz.__main__ import main as start
from spineviz.command.main import main
from spineviz.command.target import check_target
from spineviz.command.usage import DONE, MISTAKE, UsageError
from spineviz.scene import Scene, SceneError
from spineviz.session.scene_file import dump_scene, load_scene
from spineviz.session.whole_file import write_whole
from spineviz.session.workbook import WorkbookError, check_writer, workbook

ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="has no such device")


def spineviz(*words: str, before: str = "", after: str = "", **more: str):
    """Run a command in a shell, where standard output can be redirected."""
    line = f"{before}exec {shlex.join([sys.executable, '-m', 'spineviz', *words])} {after}"
    return subprocess.run(
        ["bash", "-c", line],
        cwd=ROOT,
        env={**os.environ, **more},
        capture_output=True,
        timeout=600,
        check=False,
    )


def is_one_sentence(said: bytes, part: str) -> None:
    text = said.decode()
    assert text.startswith("spineviz: "), text
    assert text.count("\n") == 1, text
    assert part in text


@linux
@pytest.mark.parametrize("words", [("keys",), ("keys", "--json"), ("questions",), ("--version",),
                                   ("solve", "--help"), ("solve", "--json")])  # fmt: skip
def test_a_full_disk_is_said_by_its_name(words):
    done = spineviz(*words, after="> /dev/full")
    assert done.returncode == MISTAKE
    is_one_sentence(done.stderr, "No space left on device")


@linux
def test_a_closed_standard_output_is_said():
    done = spineviz("keys", after=">&-")
    assert done.returncode == MISTAKE
    is_one_sentence(done.stderr, "standard output is closed")


def test_a_closed_standard_error_does_not_change_what_is_printed():
    done = spineviz("keys", after="2>&-")
    assert done.returncode == DONE
    assert done.stdout.startswith(b"KEY")


@pytest.mark.parametrize(
    "words",
    [
        ("sweep", "--over", "roller.level=T8:T9"),
        ("population", "1", "--at", "T8"),
        ("population", "2", "--at", "T8", "--processes", "2"),
    ],
)
def test_what_shows_how_far_it_is_works_without_a_standard_error(words):
    done = spineviz(*words, after="2>&-")
    assert done.returncode == DONE
    assert done.stdout


@linux
@pytest.mark.parametrize("words", [("slove",), ("solve", "--set", "hips=no"), ("--frames", "0")])
@pytest.mark.parametrize("after", ["2>&-", "2>/dev/full", "2> >(true)"])
def test_a_mistake_that_cannot_be_told_keeps_its_exit_code(words, after):
    # a moment, so that nobody reads any more
    assert spineviz(*words, before="sleep 0.1; ", after=after).returncode == MISTAKE


def rows(path: Path) -> int:
    over = ["--over", "roller.level=T8:T9"]
    return main(["sweep", *over, "--csv", str(path)])


def test_a_file_that_is_written_again_keeps_who_may_read_it(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text("old")
    file.chmod(0o600)
    assert rows(file) == DONE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().startswith("roller.level")
    assert [each.name for each in tmp_path.iterdir()] == ["rows.csv"]


def test_a_link_keeps_pointing_to_the_file_that_is_written(tmp_path):
    (tmp_path / "real").mkdir()
    file, link = tmp_path / "real" / "rows.csv", tmp_path / "link.csv"
    file.write_text("old")
    link.symlink_to(file)
    write_whole(link, "new")
    assert link.is_symlink()
    assert file.read_text() == "new"


def test_the_longest_name_that_a_disk_takes_is_written(tmp_path):
    file = tmp_path / f"{'x' * 251}.csv"
    write_whole(file, "new")
    assert file.read_text() == "new"


def test_a_write_that_fails_leaves_the_old_file_alone(tmp_path, monkeypatch):
    file = tmp_path / "a"
    file.write_text("old")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, "new")
    assert file.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@linux
def test_what_is_no_ordinary_file_is_not_put_away(tmp_path):
    pipe, device = tmp_path / "pipe.spineviz", tmp_path / "device.spineviz"
    os.mkfifo(pipe)
    device.symlink_to("/dev/full")
    for each in (pipe, device, tmp_path):
        with pytest.raises(OSError, match="not an ordinary file"):
            write_whole(each, "new")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
    assert sorted(tmp_path.iterdir()) == [device, pipe]


def test_a_file_that_is_protected_from_writing_stays(tmp_path, monkeypatch, capsys):
    file = tmp_path / "rows.csv"
    file.write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != file)  # root may all
    with pytest.raises(PermissionError):
        write_whole(file, "new")
    assert rows(file) == MISTAKE
    is_one_sentence(capsys.readouterr().err.encode(), "Permission denied")
    assert file.read_text() == "old"


@linux
@pytest.mark.parametrize(
    "words",
    [("render", "-o"), ("handout", "where-does-the-force-go", "-o"),
     ("sweep", "--over", "brace=0:1:1", "--csv"), ("render", "--roll", "T7:T8", "-o")],
    ids=["render", "handout", "sweep", "roll"],
)  # fmt: skip
def test_a_pipe_in_the_place_of_a_result_is_refused_in_the_words_of_its_command(
    tmp_path, capsys, words
):
    ending = {"render": ".png", "handout": ".pdf", "sweep": ".csv"}[words[0]]
    pipe = tmp_path / f"pipe{'.gif' if '--roll' in words else ending}"
    os.mkfifo(pipe)
    assert main([*words, str(pipe)]) == MISTAKE
    said = capsys.readouterr().err
    is_one_sentence(said.encode(), "is not an ordinary file")
    assert "--csv" not in said


def test_a_frame_that_a_webp_cannot_hold_is_refused_before_any_work(tmp_path, capsys):
    size = ["--size", "7680x4320", "--scale", "3"]
    words = ["render", "--roll", "T7:T8", *size, "-o", str(tmp_path / "roll.webp")]
    assert main(words) == MISTAKE
    is_one_sentence(capsys.readouterr().err.encode(), "16383")


NUMPY_LOST = """

IMPORTANT: PLEASE READ THIS FOR ADVICE ON HOW TO SOLVE THIS ISSUE!

Original error was: libgfortran.so.5: failed to map segment from shared object
"""
NO_ROOM = (
    (MemoryError(), "not enough memory"),
    (ImportError("libjpeg.so: failed to map"), "part cannot be loaded: libjpeg.so: failed to map"),
    (ImportError(NUMPY_LOST), "part cannot be loaded: libgfortran.so.5: failed to map"),
    (ImportError(), "no reason is given"),
    (SystemError("error return without exception set"), "a library failed: error return"),
)


def failing(fault: BaseException):
    def fail(*_: object, **__: object) -> None:
        raise fault

    return fail


@pytest.mark.parametrize(("fault", "words"), NO_ROOM)
def test_what_memory_has_no_room_for_is_one_sentence(monkeypatch, capsys, fault, words):
    monkeypatch.setattr("spineviz.simulation.sweeping.simulate", failing(fault))
    assert main(["sweep", "--over", "brace=0:1:1"]) == MISTAKE
    is_one_sentence(capsys.readouterr().err.encode(), words)


@pytest.mark.parametrize("module", ["session", "idle"])
def test_a_picture_for_whose_numbers_there_is_no_memory_is_not_written(
    tmp_path, monkeypatch, capsys, module
):
    monkeypatch.setattr(f"spineviz.session.{module}.simulate", failing(MemoryError()))
    assert main(["render", "-o", str(tmp_path / "a.png")]) == MISTAKE
    is_one_sentence(capsys.readouterr().err.encode(), "there is not enough memory")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("fault", "words"), NO_ROOM[:2])
def test_a_program_that_cannot_be_loaded_says_so_in_one_sentence(monkeypatch, capsys, fault, words):
    monkeypatch.setattr("spineviz.command.stopping.stopped_at_once", failing(fault))
    assert start() == MISTAKE
    is_one_sentence(capsys.readouterr().err.encode(), words.rpartition(": ")[2])


@pytest.mark.parametrize("name", [f"{'x' * 300}.csv", "loop/a.csv", "loop.csv"])
@pytest.mark.parametrize("command", ["sweep", "window", "solve", "render"])
def test_a_name_that_cannot_be_is_one_sentence(tmp_path, monkeypatch, capsys, name, command):
    monkeypatch.chdir(tmp_path)
    for link in ("loop", "loop.csv"):
        (tmp_path / link).symlink_to(tmp_path / link)
    words = {
        "sweep": ["sweep", "--over", "roller.level=T8:T9", "--csv", name],
        "render": ["render", "-o", name.replace(".csv", ".png")],
        "solve": ["solve", name],
        "window": [name],
    }[command]
    if command == "render" and name == "loop.csv":
        (tmp_path / "loop.png").symlink_to(tmp_path / "loop.png")
    assert main(words) == MISTAKE
    said = capsys.readouterr().err
    is_one_sentence(said.encode(), "spineviz: ")
    assert len(said) < 500


def test_a_scene_with_a_mark_of_utf8_is_read(tmp_path):
    file = tmp_path / "a.spineviz"
    file.write_bytes(b"\xef\xbb\xbf" + dump_scene(Scene(hips="up")).encode())
    assert load_scene(file) == Scene(hips="up")


def test_a_pipe_in_the_place_of_a_scene_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "a.spineviz")
    with pytest.raises(SceneError, match="not an ordinary file"):
        load_scene(tmp_path / "a.spineviz")
    with pytest.raises(SceneError, match="not an ordinary file"):
        load_scene(Path(os.devnull))


@pytest.mark.parametrize("depth", [300, 984, 5000])
@pytest.mark.parametrize("key", ["lean_deg", "hips", "without", "feet"])
def test_lists_in_lists_are_one_sentence(tmp_path, depth, key):
    file = tmp_path / "a.spineviz"
    nested = "[" * depth + "]" * depth
    file.write_text(f'{{"schema":1,"scene":{{"{key}":{nested}}}}}')
    with pytest.raises(SceneError) as caught:
        load_scene(file)
    assert len(str(caught.value)) < 600 + len(str(file))
    file.write_text(f'{{"schema":{nested},"scene":{{}}}}')
    with pytest.raises(SceneError):
        load_scene(file)


@pytest.mark.parametrize(
    "content",
    [
        '{{"schema":1,"scene":{{"{0}":1}}}}',
        '{{"schema":1,"scene":{{"hips":"{0}"}}}}',
        '{{"schema":"{0}","scene":{{}}}}',
        '{{"schema":1,"scene":{{"{0}":1,"{0}":2}}}}',
    ],
)
def test_what_is_wrong_by_the_thousand_letters_is_shortened(tmp_path, content):
    file = tmp_path / "a.spineviz"
    file.write_text(content.format("x" * 3000))
    with pytest.raises(SceneError) as caught:
        load_scene(file)
    assert "x" * 30 in str(caught.value)
    assert "x" * 50 not in str(caught.value)


def test_a_workbook_holds_numbers_as_numbers(tmp_path):
    file = tmp_path / "rows.xlsx"
    assert rows(file) == DONE
    sheet = openpyxl.load_workbook(file)["values"]
    names = [cell.value for cell in sheet[1]]
    assert names[0] == "roller.level"
    assert sheet["A2"].value == "T8"
    peak = sheet.cell(2, names.index("peak_kPa") + 1)
    assert peak.data_type == "n"
    assert peak.value > 1
    assert sheet.max_row == 3


def test_the_same_rows_give_the_same_workbook_and_no_formula():
    content = [{"a": "=1+1", "b": 0.5, "c": None, "d": True, "e": "°"}]
    assert workbook({"values": content}) == workbook({"values": content})


def test_without_the_writer_of_workbooks_the_sentence_says_what_to_install(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(WorkbookError, match=r"pip install 'spineviz\[xlsx\]'"):
        check_writer()
    assert rows(tmp_path / "rows.xlsx") == MISTAKE
    is_one_sentence(capsys.readouterr().err.encode(), "pip install")


@linux
def test_a_picture_that_memory_cannot_hold_is_one_sentence_and_keeps_the_old_one(tmp_path):
    file = tmp_path / "keep.png"
    file.write_bytes(b"old")
    words = ("render", "--size", "7680x4320", "-o", str(file))
    too_many = spineviz(*words, "--scale", "8", before="ulimit -v 6000000; ")
    assert too_many.returncode == MISTAKE
    is_one_sentence(too_many.stderr, "61440 x 34560 pixels")
    no_room = spineviz(*words, "--scale", "4", before="ulimit -v 2000000; ")
    assert no_room.returncode == MISTAKE
    is_one_sentence(no_room.stderr, "not enough memory")
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_the_scene_in_a_picture_is_read_back(tmp_path, suffix, application):
    scene = Scene(roller_level="L3", hips="up", lean_deg=-7.0)
    file, picture = tmp_path / "a.spineviz", tmp_path / f"a{suffix}"
    file.write_text(dump_scene(scene))
    assert main(["render", str(file), "-o", str(picture), "--view", "body"]) == DONE
    from spineviz.session.document import read_document
    from spineviz.session.shown import Shown

    document, found, _ = read_document(picture, Shown())
    assert found == scene
    assert document.path is None  # saving asks for another name
    picture.write_bytes(picture.read_bytes().replace(b"escription", b"escriptiom")
                        .replace(b"<desc>", b"<desk>"))  # fmt: skip
    with pytest.raises(SceneError, match="there is no scene in this picture"):
        read_document(picture, Shown())


@linux
def test_a_platform_that_cannot_draw_here_gives_the_reason_in_one_sentence():
    for more in ({}, {"LC_ALL": "C"}):
        done = spineviz(after="--frames 1", QT_QPA_PLATFORM="linuxfb", **more)
        assert done.returncode == MISTAKE, done.stderr
        is_one_sentence(done.stderr, "no window can be opened: ")
        assert b"locale" not in done.stderr


def test_a_folder_is_no_place_for_a_file_and_is_said_before_any_work(tmp_path):
    with pytest.raises(UsageError, match="is not an ordinary file"):
        check_target(tmp_path)
