"""Frames as one moving picture: GIF, WebP, APNG, MP4, or a folder of numbered PNG.

Pillow encodes the first three: Qt writes none of them, and a GIF whose frames hold only what has
changed is months of somebody's work. ffmpeg, where it is on the path, encodes MP4.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from spineviz.session.whole_file import write_whole
from spineviz.words.language import say

ENCODER, VIDEO_ENCODER = "PIL", "ffmpeg"
COLOURS = 95  # of a GIF; one more is for what does not change
ENDINGS = (".gif", ".webp", ".apng", ".mp4")
"""Of one file; a name without an ending is that of a folder."""


class AnimationError(ValueError):
    """No animation can be written; the message says why, without a full stop."""


class Stopped(Exception):
    """Somebody has thought better of it."""


def nothing() -> None:
    """Nobody watches."""


def check_animation(path: Path) -> None:
    """Refuse, before any work is done, what cannot be written in the end.

    Raises:
        AnimationError: an unknown ending, an encoder that is missing, or a folder with content.
    """
    suffix = path.suffix.lower()
    if not suffix:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise AnimationError(say("animation.folder_full", folder=path))
    elif suffix not in ENDINGS:
        raise AnimationError(say("animation.ending", path=path, endings=ENDINGS))
    elif suffix == ".mp4":
        if shutil.which(VIDEO_ENCODER) is None:
            raise AnimationError(say("animation.no_video"))
    elif importlib.util.find_spec(ENCODER) is None:
        raise AnimationError(say("animation.no_encoder"))


def write_animation(
    frames: Sequence[bytes], rate: int, path: Path, step: Callable[[], None] = nothing
) -> None:
    """Write frames as the file or the folder that the name asks for, whole or not at all.

    Args:
        frames: PNG, all of one size.
        rate: frames a second.
        path: its ending says how; without one it is a folder, empty or not there yet.
        step: is called for each frame, and may raise `Stopped`.

    Raises:
        AnimationError: it cannot be written.
        Stopped: from `step`; then nothing is written.
    """
    check_animation(path)
    suffix = path.suffix.lower()
    try:
        if not suffix:
            _folder(frames, path, step)
        elif suffix == ".mp4":
            write_whole(path, _video(frames, rate, step))
        else:
            write_whole(path, _encoded(frames, rate, suffix, step))
    except MemoryError:
        raise AnimationError(say("animation.memory")) from None
    except RuntimeError as error:  # so the encoder of WebP says anything, a lack of memory too
        raise AnimationError(say("animation.encoder", path=path, why=str(error))) from None
    except OSError as error:
        raise AnimationError(say("animation.failed", path=path, why=error.strerror)) from None


def _encoded(frames: Sequence[bytes], rate: int, suffix: str, step: Callable[[], None]) -> bytes:
    """All frames in one file of Pillow's."""
    pillow = importlib.import_module("PIL.Image")
    with _any_size(pillow):
        return _encoded_by(pillow, frames, rate, suffix, step)


@contextmanager
def _any_size(pillow: Any) -> Iterator[None]:
    """Frames are our own: one with many pixels is no attack, as Pillow thinks of a file."""
    before, pillow.MAX_IMAGE_PIXELS = pillow.MAX_IMAGE_PIXELS, None
    try:
        yield
    finally:
        pillow.MAX_IMAGE_PIXELS = before


def _encoded_by(
    pillow: Any, frames: Sequence[bytes], rate: int, suffix: str, step: Callable[[], None]
) -> bytes:
    pictures = []
    palette = _palette(pillow, frames) if suffix == ".gif" else None
    for frame in frames:
        step()
        picture = pillow.open(io.BytesIO(frame)).convert("RGB")
        if palette is not None:  # without dithering what stays is equal, and not written again
            picture = picture.quantize(palette=palette, dither=pillow.Dither.NONE)
        pictures.append(picture)
    kept = io.BytesIO()
    look: dict[str, Any] = {"duration": round(1000 / rate), "loop": 0}
    if suffix == ".webp":
        look |= {"quality": 85, "method": 2}  # without loss: twice the size, four times as long
    kind = {".gif": "GIF", ".webp": "WEBP", ".apng": "PNG"}[suffix]
    pictures[0].save(kept, kind, save_all=True, append_images=pictures[1:], **look)
    step()
    return kept.getvalue()


def _palette(pillow: Any, frames: Sequence[bytes]) -> Any:
    """One palette for all, so that no colour flickers: of the first frame, the last, and some
    between."""
    some = [frames[round(share * (len(frames) - 1))] for share in (0, 0.25, 0.5, 0.75, 1)]
    pictures = [pillow.open(io.BytesIO(each)).convert("RGB") for each in some]
    width, height = pictures[0].size
    sheet = pillow.new("RGB", (width, height * len(pictures)))
    for row, picture in enumerate(pictures):
        sheet.paste(picture, (0, row * height))
    # by how colours differ and not by how often they occur: the load is few pixels
    octree = pillow.Quantize.FASTOCTREE
    return sheet.quantize(COLOURS, method=octree, dither=pillow.Dither.NONE)


def _video(frames: Sequence[bytes], rate: int, step: Callable[[], None]) -> bytes:
    """All frames as H.264, which every player plays; its sides are even."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "roll.mp4"
        words = [
            VIDEO_ENCODER, "-loglevel", "error", "-f", "image2pipe", "-c:v", "png",
            "-framerate", str(rate), "-i", "-", "-c:v", "libx264", "-pix_fmt", "yuv420p",
            "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-movflags", "+faststart", str(made),
        ]  # fmt: skip
        with subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdin is not None
            assert process.stderr is not None
            try:
                for frame in frames:
                    step()
                    process.stdin.write(frame)
                process.stdin.close()
            except BrokenPipeError:  # it says why on its own way out
                pass
            except BaseException:
                process.kill()
                raise
            said = process.stderr.read().decode(errors="replace").strip()
        if process.returncode or not made.is_file():
            raise AnimationError(say("animation.video", why=said.splitlines()[0] if said else ""))
        return made.read_bytes()


def _folder(frames: Sequence[bytes], path: Path, step: Callable[[], None]) -> None:
    """A PNG for each frame, numbered from 1, in a folder that appears when all are there."""
    target = Path(os.path.realpath(path))
    partial = target.with_name(f".spineviz-{os.getpid()}-{uuid4().hex[:8]}.part")
    digits = max(len(str(len(frames))), 4)
    partial.mkdir()
    try:
        for number, frame in enumerate(frames, start=1):
            step()
            (partial / f"{number:0{digits}}.png").write_bytes(frame)
        if target.is_dir():  # empty; no platform but POSIX renames over it
            target.rmdir()
        partial.rename(target)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
