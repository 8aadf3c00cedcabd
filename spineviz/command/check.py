"""`spineviz check [--json]`: the model against every published measurement."""

from __future__ import annotations

from collections.abc import Sequence

from spineviz.command.usage import Parser


def run(words: Sequence[str]) -> int:
    """Run every comparison and print it."""
    parser = Parser(
        prog="spineviz check",
        description="Hold the model against every published measurement.",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(words)
    from spineviz.command.experiments import run_check

    return run_check(asked.json)
