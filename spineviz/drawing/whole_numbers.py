"""Whole numbers that add up: one rounding for everything that is written of one force, so that
parts sum to what stands over them and the same part reads the same wherever it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from spineviz.outcome import BEHIND, Rolled, kept_with

AS_USUAL = ("cage", "spine")
"""Members of `BEHIND` whose percentage is a number of its own in headlines and bars: rounded as any
number is, whatever the others have to be for it."""


def adding_up(
    values: Mapping[str, float], total: int, kept: Collection[str] = ()
) -> dict[str, int]:
    """Whole numbers next to the values, which sum to nearly `total`, that add up to it.

    Each is rounded as usual. What is then missing is put where rounding has taken most, but never
    on those that are `kept`.
    """
    found = {name: round(value) for name, value in values.items()}
    missing = total - sum(found.values())
    step = 1 if missing > 0 else -1
    others = sorted(set(found) - set(kept), key=lambda name: step * (found[name] - values[name]))
    for name in others[: abs(missing)]:
        found[name] += step
    return found


class Whole(Struct, frozen=True):
    """Parts of a force in whole numbers: by what lies behind, and by tissue; both add up to the
    same, and tissues to what lies behind them."""

    behind: dict[str, int]
    tissue: dict[str, int]


def in_groups(values: Mapping[str, float], total: int, kept: Collection[str] = ()) -> Whole:
    """Whole numbers for parts by tissue.

    Args:
        values: by tissue, nearly summing to `total`.
        kept: members of `BEHIND` whose sum is rounded as usual.
    """
    inside = {
        name: {tissue: values[tissue] for tissue in tissues if tissue in values}
        for name, tissues in BEHIND.items()
    }
    behind = adding_up({name: sum(rows.values()) for name, rows in inside.items()}, total, kept)
    tissue: dict[str, int] = {}
    for name, rows in inside.items():
        tissue |= adding_up(rows, behind[name])
    return Whole(behind, tissue)


@kept_with
def whole_newtons(outcome: Rolled) -> Whole:
    """The roller's force and its parts, newtons."""
    return in_groups(outcome.roller.entry_N, round(outcome.roller.force_N))


@kept_with
def whole_percent(outcome: Rolled) -> Whole:
    """The parts of the roller's force, per cent of it."""
    entered = outcome.roller.entry_N
    whole = sum(entered.values())
    shares = {tissue: 100 * newtons / whole for tissue, newtons in entered.items()}
    return in_groups(shares, 100, AS_USUAL)
