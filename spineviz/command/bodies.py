"""`spineviz population N [--set KEY=VALUE ...] [--at LEVELS] [--seed S] [--csv FILE|-]`."""

from __future__ import annotations

from collections.abc import Sequence

from spineviz.command.stopping import ended_in_order
from spineviz.command.table_target import add_target, put_rows, target_of
from spineviz.command.usage import (
    DONE,
    UNSOLVED,
    Parser,
    UsageError,
    add_settings,
    complain,
    count,
    put,
    settings_of,
    whole,
)
from spineviz.scene import Scene


def run(words: Sequence[str]) -> int:
    """Solve one scene for many bodies and print their spread, or write every one."""
    parser = Parser(
        prog="spineviz population",
        description="Solve one scene for many sampled bodies, the roller under each level.",
        allow_abbrev=False,
    )
    parser.add_argument("bodies", type=count, metavar="N", help="how many bodies")
    add_settings(parser)
    parser.add_argument("--at", metavar="LEVELS", help="e.g. T8,L3; every level by default")
    parser.add_argument("--seed", type=whole, default=1, metavar="S", help="of the sample (1)")
    parser.add_argument(
        "--processes", type=count, metavar="P", help="how many work; one a processor by default"
    )
    add_target(parser, "write every body")
    asked = parser.parse_args(words)
    settings = settings_of(asked.set)
    scene = Scene.from_dict(settings)
    target = target_of(asked.csv)
    from spineviz.command.print_bodies import run_population
    from spineviz.lab.bench import LabError

    try:
        with ended_in_order():
            found = run_population(
                scene, settings, asked.bodies, asked.at, asked.seed, asked.processes
            )
    except LabError as error:
        raise UsageError(str(error)) from None
    if target is None:
        put(found.text)
    else:
        put_rows(target, found.cells)
    if found.unsolved:
        complain(f"{found.unsolved} of {len(found.cells)} scenes found no equilibrium")
    return UNSOLVED if found.unsolved == len(found.cells) else DONE
