"""A balance as it is kept: small, and enough to stand there again at once."""

from __future__ import annotations

from typing import NamedTuple

from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import Equilibrium, by_guide, unbalanced
from spineviz.mechanics.model import Array
from spineviz.mechanics.one_thread import on_one_thread


class Rest(NamedTuple):
    """Where a model came to rest.

    Attributes:
        pose: shape (bodies, 3).
        sheet: m, shape (pads of the bed,), how far the sheet of the bed is pushed in; None where no
            pads hold each other.
        rolled: shape (bodies, 3), as of `by_guide`; None without a guide.
    """

    pose: Array
    sheet: Array | None
    rolled: Array | None


@on_one_thread
def rest_of(found: Equilibrium) -> Rest:
    """What is kept of an equilibrium: a hundredth of it, without what made it."""
    guided = found.energy.model.guide is not None
    return Rest(found.pose, found.energy.sheet, by_guide(found) if guided else None)


@on_one_thread
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
    residual = unbalanced(energy, rest.pose)
    if not residual <= tolerance:
        return None
    return Equilibrium(rest.pose, residual, 0, True, None, energy, rolled=rest.rolled)
