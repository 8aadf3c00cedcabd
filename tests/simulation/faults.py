"""What may be wrong with the numbers of an outcome, whatever its scene."""

from __future__ import annotations

import math
from collections.abc import Iterator

from spineviz.outcome import Balanced, Rolled
from spineviz.values import VALUES

PROMISE = 1e-6  # of the weight


def faults_of(outcome: Balanced) -> Iterator[str]:
    """What is wrong with the numbers of an outcome."""
    weight = outcome.weight_N
    if not outcome.residual_N <= PROMISE * weight:
        yield f"{outcome.residual_N:.3g} N are unbalanced"
    if not abs(sum(outcome.supports_N.values()) - weight) <= PROMISE * weight:
        yield "supports do not sum to the weight"
    for value in VALUES:
        for place in ("",) if value.places is None else value.places(outcome):
            found = value.of(outcome, place)
            if found is not None and not math.isfinite(found):
                yield f"{value.key} is not finite"
    if isinstance(outcome, Rolled):
        yield from faults_of_contact(outcome)


def faults_of_contact(outcome: Rolled) -> Iterator[str]:
    """What is wrong with what is told of the roller."""
    roller, weight = outcome.roller, outcome.weight_N
    for name, parts in (
        ("entry", roller.entry_N),
        ("sides", roller.side_N),
        ("levels", {level: load.force_N for level, load in roller.levels.items()}),
    ):
        rest = roller.force_N - sum(parts.values())
        # skin of the head has no level
        short = roller.entry_N["neck"] if name == "levels" else 0.0
        if not -PROMISE * weight <= rest <= short + PROMISE * weight:
            yield f"{name} sum to {rest:.3g} N less than the roller's force"
        if not min(parts.values()) >= 0:
            yield f"negative force in {name}"
    if not 0 < roller.mean_kPa <= roller.peak_kPa * (1 + 1e-9):
        yield f"mean {roller.mean_kPa:.3g} kPa, peak {roller.peak_kPa:.3g} kPa"
    if not roller.area_cm2 > 0:
        yield "no area"
    if not abs(outcome.friction_N) <= roller.force_N:
        yield "more friction than force"
