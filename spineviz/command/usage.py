"""What is asked on the command line, and the one way to turn it down.

Exit codes: 0 done, 1 no equilibrium or a check that fails, 2 a mistake in what was asked (one
sentence on stderr), 130 interrupted, 141 nobody reads any more, 143 told to end.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from spineviz.scene import Scene, in_short
from spineviz.session.scene_in_picture import open_file

DONE, UNSOLVED, MISTAKE, PIPE_CLOSED = 0, 1, 2, 141

SET_HELP = "set one key, e.g. roller.level=L3; may be given several times"
LONGEST_WORD = 300  # letters; no name of a file has more of them, a mistake may have thousands
LONG_WORD = re.compile(rf"[^\s/]{{{LONGEST_WORD + 1},}}")

FILE_HELP = "scene file (JSON); what it leaves out keeps its default"


class UsageError(Exception):
    """What was asked cannot be done; the message is one sentence for the person who asked."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence instead of a usage text."""

    def error(self, message: str) -> NoReturn:
        """Complain by way of `main`, like every other mistake."""
        raise UsageError(f"{message}; {self.prog} --help says more")

    def _print_message(self, message: str, file: object = None) -> None:
        # argparse keeps quiet about a full disk
        if message:
            put(message)


def add_scene(parser: argparse.ArgumentParser) -> None:
    """Give a parser the words that name a scene: a file, and settings."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=FILE_HELP)
    add_settings(parser)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Give a parser the option `--set`."""
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=SET_HELP)


def scene_of(file: Path | None, pairs: Sequence[str]) -> Scene:
    """The scene of the file, or the default one, with the settings made.

    Raises:
        UsageError: a setting that is not of the form KEY=VALUE, or set twice.
        SceneError: a file that is no scene, or a setting that it cannot take.
    """
    settings = settings_of(pairs)
    Scene.from_dict(settings)  # refuses two places for one roller, whatever the file says
    scene = Scene() if file is None else open_file(file)[0]
    return scene.set_all(settings)


def settings_of(pairs: Sequence[str]) -> dict[str, str]:
    """Keys and values of `--set`.

    Raises:
        UsageError: one is not of the form KEY=VALUE, or a key is set twice.
    """
    settings: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(
                f"--set {pair!r} is not of the form KEY=VALUE; spineviz keys lists them"
            )
        if key in settings:
            raise UsageError(f"{key} is set twice")
        settings[key] = value
    return settings


def whole(text: str) -> int:
    """A whole number as it is written by hand; `int` alone reads over the line in `1_0`.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", text.strip()):
        raise argparse.ArgumentTypeError(f"{in_short(text)!r} is no whole number")
    return int(text)


def count(text: str) -> int:
    """A whole number above 0.

    Raises:
        ArgumentTypeError: it is none.
    """
    number = whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{in_short(text)!r} is no whole number above 0")
    return number


def put(text: str) -> None:
    """Print, and say it where that fails.

    Raises:
        UsageError: standard output is closed, or cannot be written.
        BrokenPipeError: nobody reads it any more.
    """
    if sys.stdout is None:
        raise UsageError("standard output is closed, so nothing can be printed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_the_rest(sys.stdout)
        raise UsageError(f"standard output cannot be written: {error.strerror}") from None


def complain(sentence: str) -> None:
    """Say a sentence on standard error, where that is open and takes it. It is one line of what can
    be printed, whatever was asked: a name may hold a line's end or a sign that colours terminals.
    """
    if sys.stderr is None:
        return
    said = "".join(each if each.isprintable() else _escaped(each) for each in sentence)
    said = LONG_WORD.sub(lambda found: f"{found[0][: LONGEST_WORD - 3]}...", said)
    try:
        sys.stderr.write(f"spineviz: {said}\n")
        sys.stderr.flush()
    except OSError:  # a full disk, or nobody reads it: the exit code says it still
        discard_the_rest(sys.stderr)


def discard_the_rest(stream: TextIO) -> None:
    """Nothing more can be printed: let the interpreter flush what is left into nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _escaped(sign: str) -> str:
    return repr(sign)[1:-1]
