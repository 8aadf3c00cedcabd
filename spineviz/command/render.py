"""What `spineviz render` is asked for: read and checked before anything slow is loaded."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from spineviz.command.sweep import check_target
from spineviz.command.usage import UsageError
from spineviz.scene import Scene

SUFFIXES = (".png", ".svg", ".pdf")
THEMES = ("light", "dark", "projector")
VIEWS = ("window", "body", "section", "curve", "back", "numbers")
SMALLEST, LARGEST = (200, 150), (7680, 4320)  # px; the least that every picture can fill, and 8K
LARGEST_SCALE = 8.0


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
    check_target(path)
    return Picture(path, size, theme, view, scale)


def draw(scene: Scene, picture: Picture) -> str:
    """Solve a scene and write its picture.

    Returns:
        Nothing, or why the scene has no picture: then no file is written.

    Raises:
        UsageError: the file cannot be written, or Qt cannot be loaded.
    """
    from spineviz.command.display import connect_unseen

    _application = connect_unseen()  # has to live while a picture is painted
    from spineviz.window.shell.export import ExportError
    from spineviz.window.shell.unseen import render

    try:
        return render(scene, picture.path, picture.size, picture.theme, picture.view, picture.scale)
    except ExportError as error:
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
