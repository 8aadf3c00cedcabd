"""`spineviz render [FILE] [--set KEY=VALUE ...] -o PICTURE`: a picture without a screen.

What is asked for is read and checked before anything slow is loaded.
"""

from __future__ import annotations

import argparse
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from spineviz.command.target import check_target, write
from spineviz.command.usage import (
    DONE,
    INTERRUPTED,
    UNSOLVED,
    Parser,
    UsageError,
    add_scene,
    complain,
    scene_of,
)
from spineviz.scene import Scene

SUFFIXES = (".png", ".svg", ".pdf")
THEMES = ("light", "dark", "projector")
VIEWS = ("window", "body", "section", "curve", "back", "numbers")
SMALLEST, LARGEST = (200, 150), (7680, 4320)  # px; the least that every picture can fill, and 8K
LARGEST_SCALE = 8.0
MOST_PIXELS = 32_767  # a side of a PNG: Qt cannot paint beyond


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be drawn."""

    path: Path
    size: tuple[int, int]
    theme: str
    view: str
    scale: float


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give a parser the options of a picture."""
    parser.add_argument(
        "-o", "--output", required=True, metavar="PICTURE",
        help=f"file to write; its ending says how: {', '.join(SUFFIXES)}",
    )  # fmt: skip
    parser.add_argument(
        "--size", default="1280x720", metavar="WIDTHxHEIGHT",
        help="of the picture with its caption, px; 1280x720 where it is left out",
    )  # fmt: skip
    parser.add_argument("--theme", default="light", metavar="THEME", help=", ".join(THEMES))
    parser.add_argument("--view", default="window", metavar="VIEW", help=", ".join(VIEWS))
    parser.add_argument(
        "--scale", default="1", metavar="FACTOR", help="pixels of a PNG for each px; 2 for print"
    )


def checked(asked: argparse.Namespace) -> Picture:
    """The picture that was asked for.

    Raises:
        UsageError: what cannot be drawn, and what is allowed.
    """
    path = Path(asked.output)
    if path.suffix.lower() not in SUFFIXES:
        ends = f"ends with {path.suffix!r}" if path.suffix else "has no ending"
        raise UsageError(f"{path} {ends}; a picture is written as {', '.join(SUFFIXES)}")
    size = _size(asked.size)
    theme = _one_of("--theme", asked.theme, THEMES)
    view = _one_of("--view", asked.view, VIEWS)
    scale = _scale(asked.scale)
    if path.suffix.lower() == ".png" and max(size) * scale > MOST_PIXELS:
        wide, high = (round(side * scale) for side in size)
        raise UsageError(
            f"--size {asked.size} at --scale {asked.scale} makes {wide} x {high} pixels;"
            f" a PNG takes up to {MOST_PIXELS} a side"
        )
    check_target(path)
    return Picture(path, size, theme, view, scale)


def run(words: Sequence[str]) -> int:
    """Write a picture of a scene."""
    parser = Parser(
        prog="spineviz render",
        description="Write a picture of a scene: PNG, SVG or PDF, without a screen.",
        allow_abbrev=False,
    )
    add_scene(parser)
    add_options(parser)
    asked = parser.parse_args(words)
    picture = checked(asked)
    missing = draw(scene_of(asked.file, asked.set), picture)
    if missing:
        complain(f"no picture was written: {missing}")
    return UNSOLVED if missing else DONE


def draw(scene: Scene, picture: Picture) -> str:
    """Solve a scene and write its picture.

    Returns:
        Nothing, or why the scene has no picture: then no file is written.

    Raises:
        UsageError: the picture cannot be made or written, or Qt cannot be loaded.
    """
    from spineviz.command.display import connect_unseen

    with _stopped_at_once():
        _application = connect_unseen()  # has to live while a picture is painted
        from spineviz.window.shell.export import ExportError
        from spineviz.window.shell.unseen import drawn

        suffix = picture.path.suffix.lower()
        try:
            content = drawn(scene, suffix, picture.size, picture.theme, picture.view, picture.scale)
        except ExportError as error:
            raise UsageError(str(error)) from None
    if isinstance(content, str):
        return content
    write(picture.path, content)
    return ""


@contextmanager
def _stopped_at_once() -> Iterator[None]:
    """Ctrl+C ends the process where it stands: nothing is written yet.

    An exception in the midst of a painting would take Qt's objects down in an order that ends in
    a segmentation fault.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        os._exit(INTERRUPTED)

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not the main thread, which gets no signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (_whole_number(width) and _whole_number(height)):
        raise UsageError(f"--size {text!r} is not of the form WIDTHxHEIGHT, e.g. 1600x900")
    size = int(width), int(height)
    fits = [low <= each <= high for low, each, high in zip(SMALLEST, size, LARGEST, strict=True)]
    if not all(fits):
        raise UsageError(
            f"--size {text} is not allowed; it takes {SMALLEST[0]}x{SMALLEST[1]}"
            f" to {LARGEST[0]}x{LARGEST[1]}"
        )
    return size


def _whole_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 1 <= scale <= LARGEST_SCALE:
        raise UsageError(f"--scale {text!r} is not allowed; it takes 1 to {LARGEST_SCALE:g}")
    return scale


def _one_of(option: str, text: str, words: tuple[str, ...]) -> str:
    if text.lower() not in words:
        raise UsageError(f"{option} {text!r} is not known; it takes {', '.join(words)}")
    return text.lower()
