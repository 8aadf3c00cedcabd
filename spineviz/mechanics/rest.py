"""A balance as it is kept: small, and enough to stand there again at once."""

from __future__ import annotations

from typing import NamedTuple

from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import Equilibrium, solve
from spineviz.mechanics.model import Array


class Rest(NamedTuple):
    """Where a model came to rest.

    Attributes:
        pose: shape (bodies, 3).
        sheet: m, shape (pads of the bed,), how far the sheet of the bed is pushed in; None where no
            pads hold each other.
    """

    pose: Array
    sheet: Array | None


def rest_of(found: Equilibrium) -> Rest:
    """What is kept of an equilibrium: a hundredth of it, without what made it."""
    return Rest(found.pose, found.energy.sheet)


def stand(rest: Rest, energy: Energy, tolerance: float) -> Equilibrium | None:
    """The equilibrium of a model that came to rest here before, to the last bit; None where forces
    do not balance, because it was another model.

    Args:
        rest: of the same model.
        energy: of the model, which no search has used yet.
        tolerance: N, the largest unbalanced force that is accepted.
    """
    if rest.pose.shape != (energy.bodies, 3):
        return None
    if energy.bed is not None and rest.sheet is not None:
        if rest.sheet.shape != energy.bed.area.shape:
            return None
        energy.sheet = rest.sheet
    found = solve(energy, rest.pose, tolerance, max_steps=0)
    return found if found.converged else None
