"""`spineviz solve [FILE] [--set KEY=VALUE ...] [--json]`: one scene as text or JSON."""

from __future__ import annotations

from collections.abc import Sequence

from spineviz.command.usage import DONE, UNSOLVED, Parser, add_scene, put, scene_of


def run(words: Sequence[str]) -> int:
    """Solve one scene and print it."""
    parser = Parser(
        prog="spineviz solve", description="Solve one scene and print it.", allow_abbrev=False
    )
    add_scene(parser)
    parser.add_argument("--json", action="store_true", help="print JSON with every number")
    asked = parser.parse_args(words)
    scene = scene_of(asked.file, asked.set)
    from spineviz.simulation.report import as_json
    from spineviz.simulation.simulate import simulate

    outcome = simulate(scene)
    if asked.json:
        put(as_json(outcome))
    else:
        from spineviz.command.printing import outcome_text

        put(outcome_text(outcome))
    return DONE if outcome.converged else UNSOLVED
