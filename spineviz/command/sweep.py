"""`spineviz sweep --over KEY=FROM:TO[:STEP] [--set KEY=VALUE ...] [--csv FILE|-]`.

A row of scenes along one key: which values, solved one by one, written as a whole. Every scene is
solved from a cold start, so that no row depends on the rows before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from spineviz.command.progress import with_progress
from spineviz.command.table_target import add_target, put_rows, target_of
from spineviz.command.usage import (
    DONE,
    UNSOLVED,
    Parser,
    UsageError,
    add_settings,
    complain,
    put,
    settings_of,
)
from spineviz.scene import BY_KEY, Quantity, Scene, number_of

if TYPE_CHECKING:
    from decimal import Decimal

    from spineviz.simulation.report import Plain

MOST_SCENES = 10_000  # many minutes of work; more is a slip such as a step of 1e-6


def run(words: Sequence[str]) -> int:
    """Solve a row of scenes and print them, or write every column."""
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
    add_settings(parser)
    add_target(parser, "write every column")
    asked = parser.parse_args(words)
    settings = settings_of(asked.set)
    key, values = read_range(asked.over)
    Scene.from_dict(settings)  # refuses bad settings before the swept key is looked at
    if key in settings:
        raise UsageError(f"{key} is swept, so it cannot be set as well")
    Scene.from_dict({**settings, key: values[0]})  # refuses a second place for the roller
    target = target_of(asked.csv)
    # what was set stays set, whatever the swept kind of roller brings with it
    scenes = [Scene.from_dict({**settings, key: value}) for value in values]
    rows = solve_rows(scenes, key)
    if target is None:
        from spineviz.command.printing import rows_text

        put(rows_text(rows, key))
    else:
        put_rows(target, rows)
    unsolved = sum(not row["converged"] for row in rows)
    if unsolved:
        complain(f"{unsolved} of {len(rows)} scenes found no equilibrium")
    return UNSOLVED if unsolved else DONE


def read_range(text: str) -> tuple[str, tuple[str | float, ...]]:
    """Key and values of `KEY=FROM:TO[:STEP]`: FROM first, TO included where a step hits it.

    Numbers walk by STEP (the key's own where it is left out), words by their place in the
    list of choices. FROM may come after TO.

    Raises:
        UsageError: not of this form, or a step that leads nowhere.
        SceneError: an unknown key, or ends outside the allowed range.
    """
    key, equals, ends = text.partition("=")
    parts = ends.split(":")
    if not equals or len(parts) not in (2, 3):
        raise UsageError(f"--over {text!r} is not of the form KEY=FROM:TO or KEY=FROM:TO:STEP")
    start, end = (Scene().set(key, part).get(key) for part in parts[:2])
    step = parts[2] if len(parts) == 3 else None
    quantity = BY_KEY[key]
    if isinstance(start, float) and isinstance(end, float):
        return key, _numbers(quantity, start, end, step)
    if isinstance(start, str) and isinstance(end, str):
        return key, _words(quantity, start, end, step)
    raise UsageError(f"{key} is a set, so it has no range to sweep over; use --set")


def solve_rows(scenes: Sequence[Scene], key: str) -> list[dict[str, Plain]]:
    """The solved scenes as rows of a table; the first column is the swept key.

    Raises:
        SceneError: a scene is impossible; the message names the value.
    """
    # here: a mistyped range is told at once
    from spineviz.simulation.sweeping import row_of, setting_of

    # closed at once, so that the bar is gone before an error is told
    with closing(with_progress(scenes, lambda each: setting_of(each, [key]))) as in_turn:
        return [row_of(scene, [key]) for scene in in_turn]


def _numbers(quantity: Quantity, start: float, end: float, step: str | None) -> tuple[float, ...]:
    """Decimal arithmetic, so that 1.5 to 1.6 by 0.01 gives 1.57 and not 1.5700000000000001."""
    from decimal import Decimal

    stride = _stride(quantity, step)
    low, high = Decimal(repr(start)), Decimal(repr(end))
    count = int(abs(high - low) / stride) + 1
    if count > MOST_SCENES:
        raise UsageError(
            f"{quantity.key}: {count} scenes are more than a sweep takes ({MOST_SCENES});"
            " choose a larger step"
        )
    way = stride if high >= low else -stride
    return tuple(float(low + i * way) for i in range(count))


def _words(quantity: Quantity, start: str, end: str, step: str | None) -> tuple[str, ...]:
    stride = _stride(quantity, step)
    if stride != int(stride):
        raise UsageError(f"{quantity.key}: the step {step!r} is not a whole number of places")
    first, last = (quantity.choices.index(word) for word in (start, end))
    way, past = (int(stride), 1) if last >= first else (-int(stride), -1)
    return tuple(quantity.choices[place] for place in range(first, last + past, way))


def _stride(quantity: Quantity, step: str | None) -> Decimal:
    """The step as a positive number.

    Raises:
        UsageError: it is none.
    """
    from decimal import Decimal

    if step is None:
        return Decimal(repr(quantity.step)) if quantity.step is not None else Decimal(1)
    try:
        stride = number_of(step)
    except ValueError:
        stride = 0.0
    if not 1e-9 <= stride <= 1e9:
        raise UsageError(f"{quantity.key}: the step {step!r} is not a number above 0")
    return Decimal(repr(stride))
