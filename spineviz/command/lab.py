"""`spineviz lab EXPERIMENT …`: an experiment repeated on the model."""

from __future__ import annotations

from collections.abc import Sequence

from spineviz.command.usage import Parser, UsageError, settings_of
from spineviz.scene import Scene


def run(words: Sequence[str]) -> int:
    """Run one experiment and print what it measured."""
    from spineviz.command.experiments import add_parsers, run_experiment
    from spineviz.lab.bench import LabError

    parser = Parser(
        prog="spineviz lab", description="Repeat an experiment on the model.", allow_abbrev=False
    )
    add_parsers(parser)
    asked = parser.parse_args(words)
    try:
        return run_experiment(asked, Scene.from_dict(settings_of(asked.set)))
    except LabError as error:
        raise UsageError(str(error)) from None
