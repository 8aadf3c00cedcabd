"""A roll is cut into equal steps, and its frames are written whole or not at all."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from spineviz.scene import Scene, SceneError
from spineviz.session import animation
from spineviz.session.animation import AnimationError, Stopped, check_animation, write_animation
from spineviz.session.play import SPEED_MM_S
from spineviz.session.roll_path import FRAMES_A_SECOND, roll_path
from spineviz.simulation.place import roller_track


def square(at: int) -> bytes:
    """A red square on white, further right in each frame."""
    image = Image.new("RGB", (64, 32), "white")
    image.paste((200, 0, 0), (at, 8, at + 8, 16))
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


FRAMES = [square(at) for at in (0, 16, 32, 48)]


@pytest.mark.parametrize(("first", "last"), [("T1", "L5"), ("L5", "T1"), ("T8", "gluteals")])
def test_a_roll_goes_from_level_to_level_at_the_speed_of_the_window(first, last):
    track = roller_track(Scene())
    ends = [track.position_mm[track.levels.index(each)] for each in (first, last)]
    places = np.array([each.roller_position_mm for each in roll_path(Scene(), first, last, 20)])
    assert places[[0, -1]] == pytest.approx(ends, abs=0.01)
    steps = np.diff(places)
    assert np.ptp(steps) < 0.021
    assert abs(steps.mean()) == pytest.approx(SPEED_MM_S / 20, rel=0.02)


def test_everything_but_the_place_stays_while_it_rolls():
    scene = Scene(hips="up", brace=0.5)
    for each in roll_path(scene, "T8", "T9", 10):
        assert each.set("roller.level", "T8") == scene


def test_where_no_roller_can_go_no_roll_begins():
    for task in ("press-up", "on-elbows"):
        with pytest.raises(SceneError, match="no roller"):
            roll_path(Scene(task=task), "T1", "L5", 10)
    with pytest.raises(SceneError):
        roll_path(Scene(), "T1", "C3", 10)
    with pytest.raises(SceneError):
        roll_path(Scene(face="down"), "T1", "sacrum", 10)


@pytest.mark.parametrize("ending", [".gif", ".webp", ".apng"])
def test_a_file_holds_every_frame_as_long_as_the_next(tmp_path, ending):
    path = tmp_path / f"roll{ending}"
    write_animation(FRAMES, 20, path)
    with Image.open(path) as film:
        assert film.n_frames == len(FRAMES)
        assert film.size == (64, 32)
        for number, frame in enumerate(FRAMES):
            film.seek(number)
            film.load()
            assert film.info["duration"] == 50
            seen = np.asarray(film.convert("RGB"), int)
            with Image.open(io.BytesIO(frame)) as drawn:
                assert np.abs(seen - np.asarray(drawn, int)).mean() < 4
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_every_rate_that_is_offered_is_kept_exactly_by_a_gif():
    assert all(100 % rate == 0 for rate in FRAMES_A_SECOND)


def test_equal_frames_give_equal_bytes(tmp_path):
    one, two = tmp_path / "1.gif", tmp_path / "2.gif"
    for path in (one, two):
        write_animation(FRAMES, 10, path)
    assert one.read_bytes() == two.read_bytes()


def test_a_folder_holds_the_frames_as_they_are_and_in_order(tmp_path):
    folder = tmp_path / "frames"
    folder.mkdir()
    write_animation(FRAMES, 20, folder)
    assert [each.read_bytes() for each in sorted(folder.iterdir())] == FRAMES
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_with_content_is_left_alone(tmp_path):
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(AnimationError, match="no empty folder"):
        write_animation(FRAMES, 20, tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("name", ["roll.gif", "roll.webp", "frames"])
def test_who_stops_in_the_midst_finds_nothing_new(tmp_path, name):
    path = tmp_path / name
    if path.suffix:
        path.write_text("before")
    left = iter([None, None])

    def step() -> None:
        if next(left, "over") is not None:
            raise Stopped

    with pytest.raises(Stopped):
        write_animation(FRAMES, 20, path, step)
    assert [each.read_text() for each in tmp_path.iterdir()] == ["before"] * bool(path.suffix)


def test_a_disk_that_fails_in_the_midst_leaves_no_half_folder(tmp_path, monkeypatch):
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name.startswith("0003"):
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(AnimationError, match="No space left"):
        write_animation(FRAMES, 20, tmp_path / "frames")
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_is_one_sentence_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(animation, "ENCODER", "no_such_library")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(AnimationError, match=r"pip install 'spineviz\[animation\]'"):
        check_animation(tmp_path / "roll.gif")
    with pytest.raises(AnimationError, match="ffmpeg"):
        check_animation(tmp_path / "roll.mp4")
    with pytest.raises(AnimationError, match=r"\.bmp"):
        check_animation(tmp_path / "roll.bmp")
    check_animation(tmp_path / "frames")  # needs neither


FAKE = """#!/bin/sh
for last; do :; done
{what}
"""


def fake_ffmpeg(folder: Path, monkeypatch, what: str) -> None:
    """A program of that name that does something simpler."""
    program = folder / "ffmpeg"
    program.write_text(FAKE.format(what=what))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


def test_a_film_is_what_ffmpeg_makes_of_all_frames(tmp_path, monkeypatch):
    fake_ffmpeg(tmp_path, monkeypatch, 'cat > "$last"')
    path = tmp_path / "roll.mp4"
    write_animation(FRAMES, 25, path)
    assert path.read_bytes() == b"".join(FRAMES)


def test_a_film_of_the_real_ffmpeg_shows_every_frame_or_it_is_said_what_is_missing(tmp_path):
    path = tmp_path / "roll.mp4"
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        print("no ffmpeg on the path: MP4 was refused, and not encoded")
        with pytest.raises(AnimationError, match="ffmpeg"):
            check_animation(path)
        return
    odd = []
    for frame in FRAMES:
        kept = io.BytesIO()
        Image.open(io.BytesIO(frame)).crop((0, 0, 63, 31)).save(kept, "PNG")
        odd.append(kept.getvalue())
    write_animation(odd, 25, path)
    words = [ffmpeg, "-v", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(words, capture_output=True, check=True).stdout
    shown = np.frombuffer(raw, np.uint8).reshape(-1, 32, 64, 3).astype(int)  # sides are even
    assert len(shown) == len(FRAMES)
    for picture, left in zip(shown, (0, 16, 32, 48), strict=True):
        red = (picture[..., 0] - picture[..., 1])[8:16].mean(axis=0)
        assert left <= int(red.argmax()) < left + 8


def test_what_ffmpeg_complains_of_is_said_and_nothing_is_written(tmp_path, monkeypatch):
    fake_ffmpeg(tmp_path, monkeypatch, "cat > /dev/null; echo no such codec >&2; exit 1")
    with pytest.raises(AnimationError, match="no such codec"):
        write_animation(FRAMES, 25, tmp_path / "roll.mp4")
    assert not (tmp_path / "roll.mp4").exists()


def test_where_ffmpeg_ends_before_all_frames_are_there_it_says_why(tmp_path, monkeypatch):
    fake_ffmpeg(tmp_path, monkeypatch, "echo no room >&2; exit 1")
    large = [bytes(200_000)] * 8  # more than the pipe holds: writing breaks off
    with pytest.raises(AnimationError, match="no room"):
        write_animation(large, 25, tmp_path / "roll.mp4")


def test_who_stops_a_film_in_the_midst_ends_ffmpeg(tmp_path, monkeypatch):
    fake_ffmpeg(tmp_path, monkeypatch, 'cat > /dev/null; echo whole > "$last"')

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        write_animation(FRAMES, 25, tmp_path / "roll.mp4", stop)
    assert [each.name for each in tmp_path.iterdir()] == ["ffmpeg"]


def test_a_roll_that_memory_cannot_hold_is_one_sentence(tmp_path, monkeypatch):
    def much(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(animation, "_encoded", much)
    with pytest.raises(AnimationError, match="not enough memory for so many frames"):
        write_animation(FRAMES, 25, tmp_path / "roll.gif")
    assert list(tmp_path.iterdir()) == []


def test_what_an_encoder_cannot_take_is_one_sentence_and_keeps_the_old_file(tmp_path):
    kept = io.BytesIO()
    Image.new("RGB", (16_384, 4)).save(kept, "PNG")
    file = tmp_path / "roll.webp"
    file.write_bytes(b"old")
    with pytest.raises(AnimationError, match=r"roll\.webp"):
        write_animation([kept.getvalue(), kept.getvalue()], 20, file)
    assert file.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["roll.webp"]


@pytest.mark.filterwarnings("error")
def test_frames_with_more_pixels_than_pillow_expects_of_a_file_are_written(tmp_path, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    write_animation(FRAMES, 20, tmp_path / "roll.gif")
    assert (tmp_path / "roll.gif").stat().st_size > 100
    assert Image.MAX_IMAGE_PIXELS == 100
