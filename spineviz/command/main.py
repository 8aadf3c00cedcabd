"""The command line: the window, `solve`, `sweep`, `render`, `keys`, `lab`, `check`,
`population`, `questions`.

Only the window and `render` load Qt, and only what computes loads numpy: `spineviz --help` and a
mistyped key answer at once. Exit codes: 0 done, 1 no equilibrium, 2 a mistake in what
was asked (one sentence on stderr), 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from spineviz import __version__
from spineviz.command.usage import UsageError
from spineviz.scene import Scene, SceneError, load_scene

DONE, UNSOLVED, MISTAKE, PIPE_CLOSED, INTERRUPTED = 0, 1, 2, 141, 130

SET_HELP = "set one key, e.g. roller.level=L3; may be given several times"
FILE_HELP = "scene file (JSON); what it leaves out keeps its default"


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence instead of a usage text."""

    def error(self, message: str) -> NoReturn:
        """Complain by way of `main`, like every other mistake."""
        raise UsageError(f"{message}; {self.prog} --help says more")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code of the process."""
    _one_thread()
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = COMMANDS.get(words[0]) if words else None
    try:
        for stream in (sys.stdout, sys.stderr):
            _never_fail_on_a_letter(stream)
        code = command(words[1:]) if command else open_window(words)
        sys.stdout.flush()
    except (SceneError, UsageError) as error:
        sys.stderr.write(f"spineviz: {error}\n")
        return MISTAKE
    except BrokenPipeError:
        _discard_the_rest()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def open_window(words: Sequence[str]) -> int:
    """`spineviz [FILE] [--set KEY=VALUE ...]`."""
    parser = Parser(
        prog="spineviz",
        description="A foam roller under a back: without a command, the window opens.",
        epilog=f"commands: {', '.join(COMMANDS)}; spineviz COMMAND --help describes one",
        allow_abbrev=False,
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=FILE_HELP)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=SET_HELP)
    parser.add_argument(
        "--frames", type=_count, metavar="N", help="close the window after N pictures (for tests)"
    )
    parser.add_argument("--version", action="version", version=f"spineviz {__version__}")
    asked = parser.parse_args(words)
    if asked.file is not None and not asked.file.exists():
        raise UsageError(
            f"there is no command and no file {str(asked.file)!r};"
            f" the commands are {', '.join(COMMANDS)}"
        )
    scene = _scene(asked.file, asked.set)
    from spineviz.command.display import connect

    application = connect()
    from spineviz.window.shell.app import run

    return run(application, scene, asked.frames, asked.file)


def solve(words: Sequence[str]) -> int:
    """`spineviz solve [FILE] [--set KEY=VALUE ...] [--json]`."""
    parser = Parser(
        prog="spineviz solve", description="Solve one scene and print it.", allow_abbrev=False
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=FILE_HELP)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=SET_HELP)
    parser.add_argument("--json", action="store_true", help="print JSON with every number")
    asked = parser.parse_args(words)
    scene = _scene(asked.file, asked.set)
    from spineviz.simulation.report import as_json
    from spineviz.simulation.simulate import simulate

    outcome = simulate(scene)
    if asked.json:
        sys.stdout.write(as_json(outcome))
    else:
        from spineviz.command.printing import outcome_text

        sys.stdout.write(outcome_text(outcome))
    return DONE if outcome.converged else UNSOLVED


def sweep(words: Sequence[str]) -> int:
    """`spineviz sweep --over KEY=FROM:TO[:STEP] [--set KEY=VALUE ...] [--csv FILE|-]`."""
    parser = Parser(
        prog="spineviz sweep",
        description="Solve a row of scenes along one key.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--over",
        required=True,
        metavar="KEY=FROM:TO[:STEP]",
        help="the key to walk, e.g. roller.level=T1:L5 or roller.diameter_mm=100:150:10",
    )
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=SET_HELP)
    parser.add_argument("--csv", metavar="FILE|-", help="write every column; - is standard output")
    asked = parser.parse_args(words)
    settings = _settings(asked.set)
    from spineviz.command.sweep import check_target, read_range, solve_rows, write_whole
    from spineviz.simulation.report import csv_text

    key, values = read_range(asked.over)
    Scene.from_dict(settings)  # refuses bad settings before the swept key is looked at
    if key in settings:
        raise UsageError(f"{key} is swept, so it cannot be set as well")
    Scene.from_dict({**settings, key: values[0]})  # refuses a second place for the roller
    target = None if asked.csv in (None, "-") else Path(asked.csv)
    if target is not None:
        check_target(target)
    # what was set stays set, whatever the swept kind of roller brings with it
    scenes = [Scene.from_dict({**settings, key: value}) for value in values]
    rows = solve_rows(scenes, key)
    if target is not None:
        write_whole(target, csv_text(rows))
    elif asked.csv == "-":
        sys.stdout.write(csv_text(rows))
    else:
        from spineviz.command.printing import rows_text

        sys.stdout.write(rows_text(rows, key))
    unsolved = sum(not row["converged"] for row in rows)
    if unsolved:
        sys.stderr.write(f"spineviz: {unsolved} of {len(rows)} scenes found no equilibrium\n")
    return UNSOLVED if unsolved else DONE


def render(words: Sequence[str]) -> int:
    """`spineviz render [FILE] [--set KEY=VALUE ...] -o PICTURE`."""
    from spineviz.command.render import add_options, checked, draw

    parser = Parser(
        prog="spineviz render",
        description="Write a picture of a scene: PNG, SVG or PDF, without a screen.",
        allow_abbrev=False,
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=FILE_HELP)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=SET_HELP)
    add_options(parser)
    asked = parser.parse_args(words)
    picture = checked(asked)
    missing = draw(_scene(asked.file, asked.set), picture)
    if missing:
        sys.stderr.write(f"spineviz: no picture was written: {missing}\n")
    return UNSOLVED if missing else DONE


def keys(words: Sequence[str]) -> int:
    """`spineviz keys [--json]`."""
    parser = Parser(
        prog="spineviz keys",
        description="List every key with its unit, default and range.",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(words)
    from spineviz.command.keys import keys_json, keys_text

    sys.stdout.write(keys_json() if asked.json else keys_text())
    return DONE


def lab(words: Sequence[str]) -> int:
    """`spineviz lab EXPERIMENT …`."""
    from spineviz.command.lab import add_parsers, run_lab
    from spineviz.lab.bench import LabError

    parser = Parser(
        prog="spineviz lab", description="Repeat an experiment on the model.", allow_abbrev=False
    )
    add_parsers(parser)
    asked = parser.parse_args(words)
    try:
        return run_lab(asked, Scene.from_dict(_settings(asked.set)))
    except LabError as error:
        raise UsageError(str(error)) from None


def check(words: Sequence[str]) -> int:
    """`spineviz check [--json]`."""
    parser = Parser(
        prog="spineviz check",
        description="Hold the model against every published measurement.",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(words)
    from spineviz.command.lab import run_check

    return run_check(asked.json)


def population(words: Sequence[str]) -> int:
    """`spineviz population N [--set KEY=VALUE ...] [--at LEVELS] [--seed S] [--csv FILE|-]`."""
    parser = Parser(
        prog="spineviz population",
        description="Solve one scene for many sampled bodies, the roller under each level.",
        allow_abbrev=False,
    )
    parser.add_argument("bodies", type=_count, metavar="N", help="how many bodies")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=SET_HELP)
    parser.add_argument("--at", metavar="LEVELS", help="e.g. T8,L3; every level by default")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="of the sample (1)")
    parser.add_argument(
        "--processes", type=_count, metavar="P", help="how many work; one a processor by default"
    )
    parser.add_argument("--csv", metavar="FILE|-", help="write every body; - is standard output")
    asked = parser.parse_args(words)
    settings = _settings(asked.set)
    scene = Scene.from_dict(settings)
    from spineviz.command.bodies import run_population
    from spineviz.command.sweep import check_target, write_whole
    from spineviz.lab.bench import LabError
    from spineviz.simulation.report import csv_text

    target = None if asked.csv in (None, "-") else Path(asked.csv)
    if target is not None:
        check_target(target)
    try:
        found = run_population(scene, settings, asked.bodies, asked.at, asked.seed, asked.processes)
    except LabError as error:
        raise UsageError(str(error)) from None
    if target is not None:
        write_whole(target, csv_text(found.cells))
    elif asked.csv == "-":
        sys.stdout.write(csv_text(found.cells))
    else:
        sys.stdout.write(found.text)
    if found.unsolved:
        sys.stderr.write(
            f"spineviz: {found.unsolved} of {len(found.cells)} scenes found no equilibrium\n"
        )
    return UNSOLVED if found.unsolved == len(found.cells) else DONE


def questions(words: Sequence[str]) -> int:
    """`spineviz questions [CARD]`."""
    parser = Parser(
        prog="spineviz questions",
        description="List the questions, or answer one with what is known about it.",
        allow_abbrev=False,
    )
    parser.add_argument("card", nargs="?", metavar="CARD", help="e.g. C3 or Q1")
    asked = parser.parse_args(words)
    from spineviz.command.print_card import card_text, list_text
    from spineviz.teaching.cards import CardError, card

    if asked.card is None:
        sys.stdout.write(list_text())
        return DONE
    try:
        chosen = card(asked.card)
    except CardError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(card_text(chosen))
    return DONE


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "solve": solve,
    "sweep": sweep,
    "render": render,
    "keys": keys,
    "lab": lab,
    "check": check,
    "population": population,
    "questions": questions,
}


def _scene(file: Path | None, pairs: Sequence[str]) -> Scene:
    """The scene of the file, or the default one, with the settings made."""
    settings = _settings(pairs)
    Scene.from_dict(settings)  # refuses two places for one roller, whatever the file says
    scene = Scene() if file is None else load_scene(file)
    return scene.set_all(settings)


def _settings(pairs: Sequence[str]) -> dict[str, str]:
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


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError
    return count


def _one_thread() -> None:
    """One thread for linear algebra, unless the caller has chosen otherwise.

    The matrices have some hundred rows: threads cost more than they bring, at start-up most
    of all, and a sum split over threads would not give the same bytes on every machine.
    numpy reads these when it is loaded, so this comes first.
    """
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    os.environ.setdefault("VECLIB_MAXIMUM_THREADS", "1")


def _never_fail_on_a_letter(stream: object) -> None:
    """Print "?" for a letter such as ° that the terminal's character set lacks."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _discard_the_rest() -> None:
    """Nobody reads standard output any more: let the interpreter flush it into nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
