"""`spineviz lesson list|check|show|new`: lessons from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from spineviz.command.target import check_target, write
from spineviz.command.usage import DONE, Parser, UsageError, put, whole

MOST_BODIES = 100  # each is solved for every case of every lesson


def run(words: Sequence[str]) -> int:
    """List, check, show or make lessons."""
    asked = _parser().parse_args(words)
    if asked.action == "new":
        return _new(asked)
    if asked.action == "check" and not 0 <= asked.bodies <= MOST_BODIES:
        raise UsageError(f"--bodies takes 0 to {MOST_BODIES}, not {asked.bodies}")
    from spineviz.command.print_lesson import check_lessons, list_lessons, show_lesson

    if asked.action == "check":
        return check_lessons(asked.lessons, asked.bodies, asked.json)
    put(list_lessons() if asked.action == "list" else show_lesson(asked.lesson))
    return DONE


def _parser() -> Parser:
    parser = Parser(
        prog="spineviz lesson",
        description="Lessons: list, check, show and make them.",
        allow_abbrev=False,
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, about: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = actions.add_parser(
            name, help=about, description=about, allow_abbrev=False
        )
        return added

    action("list", "List the lessons that come with the program.")
    one = action("check", "Hold lessons against the model: does it still give what they expect?")
    one.add_argument("lessons", nargs="*", metavar="LESSON|FILE", help="all where none is named")
    one.add_argument(
        "--bodies", type=whole, default=0, metavar="N", help="ask N sampled bodies as well"
    )
    one.add_argument("--json", action="store_true", help="print JSON")
    one = action("show", "Print a whole lesson with today's numbers.")
    one.add_argument("lesson", metavar="LESSON|FILE")
    one = action("new", "Make a lesson of two scenes or more: look, predict, observe, one rule.")
    one.add_argument("--title", required=True, metavar="TITLE")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE", help="scene files, one a case")
    one.add_argument("-o", "--output", required=True, type=Path, metavar="OUT", help="a .toml file")
    return parser


def _new(asked: argparse.Namespace) -> int:
    target: Path = asked.output
    if target.suffix.lower() != ".toml":
        raise UsageError(f"{target}: a lesson is written as .toml")
    check_target(target)
    from spineviz.command.print_lesson import made_of

    write(target, made_of(asked.title, asked.files))
    return DONE
