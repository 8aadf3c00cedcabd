"""`spineviz render [FILE] [--set KEY=VALUE ...] [--roll T1:L5] -o PICTURE`: without a screen.

What is asked for is read and checked before anything slow is loaded.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from spineviz.command.progress import with_progress
from spineviz.command.stopping import ended_in_order
from spineviz.command.target import check_target, write
from spineviz.command.usage import (
    DONE,
    UNSOLVED,
    Parser,
    UsageError,
    add_scene,
    complain,
    scene_of,
)
from spineviz.scene import Scene, number_of

SUFFIXES = (".png", ".svg", ".pdf")
THEMES = ("light", "dark", "projector")
VIEWS = ("window", "body", "section", "curve", "back", "numbers", "board")
SMALLEST, LARGEST = (200, 150), (7680, 4320)  # px; the least that every picture can fill, and 8K
ANIMATIONS = (".gif", ".webp", ".apng", ".mp4")
RATES = ("10", "20", "25", "50")  # frames a second; a GIF counts hundredths of a second
LARGEST_SCALE = 8.0
MOST_PIXELS = 32_767  # a side of a PNG: Qt cannot paint beyond
MOST_OF_WEBP = 16_383  # a side: the format has 14 bits for it


class Picture(Struct, frozen=True):
    """A picture that can be drawn; `roll` are the levels between which the roller rolls in it, at
    `rate` frames a second, or nothing for a still one."""

    path: Path
    size: tuple[int, int]
    theme: str
    view: str
    scale: float
    roll: tuple[str, str] | None = None
    rate: int = 0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give a parser the options of a picture."""
    parser.add_argument(
        "-o", "--output", required=True, metavar="PICTURE",
        help=f"file to write; its ending says how: {', '.join(SUFFIXES)}; with --roll"
        f" {', '.join(ANIMATIONS)}, or a folder for numbered PNG",
    )  # fmt: skip
    parser.add_argument(
        "--roll", metavar="FROM:TO", help="an animation: the roller rolls, e.g. from T1:L5"
    )
    parser.add_argument(
        "--rate", default="20", metavar="FRAMES",
        help=f"frames a second of --roll: {', '.join(RATES)}",
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
    if asked.roll is None and path.suffix.lower() not in SUFFIXES:
        ends = f"ends with {path.suffix!r}" if path.suffix else "has no ending"
        raise UsageError(f"{path} {ends}; a picture is written as {', '.join(SUFFIXES)}")
    size = _size(asked.size)
    theme = _one_of("--theme", asked.theme, THEMES)
    view = _one_of("--view", asked.view, VIEWS)
    scale = _scale(asked.scale)
    pixels = asked.roll is not None or path.suffix.lower() == ".png"
    kind, most = ("WebP", MOST_OF_WEBP) if path.suffix.lower() == ".webp" else ("PNG", MOST_PIXELS)
    if pixels and max(size) * scale > most:
        wide, high = (round(side * scale) for side in size)
        raise UsageError(
            f"--size {asked.size} at --scale {asked.scale} makes {wide} x {high} pixels;"
            f" a {kind} takes up to {most} a side"
        )
    if asked.roll is None:
        check_target(path)
        return Picture(path, size, theme, view, scale)
    first, colon, last = asked.roll.partition(":")
    if not (first and colon and last):
        raise UsageError(f"--roll {asked.roll!r} is not of the form FROM:TO, e.g. T1:L5")
    rate = int(_one_of("--rate", asked.rate, RATES))
    _check_animation(path)
    return Picture(path, size, theme, view, scale, (first, last), rate)


def _check_animation(path: Path) -> None:
    from spineviz.session.animation import AnimationError, check_animation

    if path.suffix or not path.is_dir():
        check_target(path)
    try:
        check_animation(path)
    except AnimationError as error:
        raise UsageError(str(error)) from None


def run(words: Sequence[str]) -> int:
    """Write a picture of a scene."""
    parser = Parser(
        prog="spineviz render",
        description="Write a picture of a scene: PNG, SVG or PDF, or an animation of a roll;"
        " without a screen.",
        allow_abbrev=False,
    )
    add_scene(parser)
    add_options(parser)
    asked = parser.parse_args(words)
    picture = checked(asked)
    scene = scene_of(asked.file, asked.set)
    if picture.roll is not None:
        animate(scene, picture, *picture.roll)
        return DONE
    missing = draw(scene, picture)
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


def animate(scene: Scene, picture: Picture, first: str, last: str) -> None:
    """Roll from one level to another, and write every frame.

    Raises:
        UsageError: a frame cannot be made, the file cannot be written, or Qt cannot be loaded.
        SceneError: the roller cannot be under a level.
    """
    from spineviz.command.display import connect_unseen
    from spineviz.session.roll_path import roll_path

    scenes = roll_path(scene, first, last, picture.rate)
    _application = connect_unseen()  # has to live while a picture is painted
    from PySide6.QtCore import QSize

    from spineviz.session.animation import AnimationError, write_animation
    from spineviz.session.shown import Shown
    from spineviz.window.paint.theme import ThemeChoice, theme_of
    from spineviz.window.shell.export import ExportError
    from spineviz.window.shell.unseen import frames

    look = theme_of(ThemeChoice[picture.theme.upper()])
    size = QSize(*picture.size)
    asked = frames(scenes, size, look, picture.view, Shown(), picture.scale)
    made = (each for each in asked if each is not None)
    try:
        painted = [next(made) for _ in with_progress(scenes, lambda _: "frames")]
    except ExportError as error:
        raise UsageError(f"no picture was written: {error}") from None
    try:
        with ended_in_order():
            write_animation(painted, picture.rate, picture.path)
    except AnimationError as error:
        raise UsageError(str(error)) from None


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
        scale = number_of(text)
    except ValueError:
        scale = 0.0
    if not 1 <= scale <= LARGEST_SCALE:
        raise UsageError(f"--scale {text!r} is not allowed; it takes 1 to {LARGEST_SCALE:g}")
    return scale


def _one_of(option: str, text: str, words: tuple[str, ...]) -> str:
    if text.lower() not in words:
        raise UsageError(f"{option} {text!r} is not known; it takes {', '.join(words)}")
    return text.lower()
