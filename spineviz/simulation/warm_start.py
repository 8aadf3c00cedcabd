"""Where a solution may start from the last pose instead of from the person lying above the roller.

A start decides which balance is found wherever there is more than one, and a scene must have one
answer. So a warm start is taken only where no scene with two balances has been found
(`tests/campaigns/warm_and_cold.py` looks for them), and only over a short way; everywhere else
every solve starts afresh, whatever was shown before.
"""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from spineviz.anatomy.person import Person
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.equilibrium import Equilibrium, carry, follow
from spineviz.mechanics.rest import Rest, rest_of, stand
from spineviz.outcome import Balanced, Outcome, Place
from spineviz.scene import QUANTITIES, Scene
from spineviz.simulation.building import build, energy_of
from spineviz.tables.tables import TABLES

WARM_REACH = 0.03
"""m. Over a longer jump of the roller a start from scratch is as quick, and cannot inherit a pose
from the wrong side of the roller."""

STEPS_REACH = 5
"""Steps of its slider by which any other number may differ, all together; for the same reasons."""

MOST_LEAN = 10.0
"""degrees. A body that leans further can come to rest on its spine or beside it."""

LEAST_HELD = 0.06
"""Share of the weight that the floor bears at least under pelvis and trunk. On a roller under the
middle a body is a seesaw: with less there it can lie with the pelvis down or with the head down.
Twice as much as was found where it can do both: 0.031, of 380 random persons at 13 places each
round the one at which they tip (`tests/campaigns/tipping.py`). What the head bears tells nothing:
with 0.077 there are two."""

PLACES = ("roller.level", "roller.position_mm")


def one_balance(scene: Scene) -> bool:
    """Whether no second balance is known of scenes like this: lying on the back, hardly leaning, on
    a roller that is a cylinder; between two balls, or beside one, a back can slip down."""
    on_back = scene.task == "roll" and scene.face == "up"
    cylinder = TABLES.products[scene.roller_kind].surface == "cylinder"
    return on_back and cylinder and abs(scene.lean_deg) <= MOST_LEAN


def way(scene: Scene, other: Scene) -> float:
    """How far two scenes are apart but for the roller's place, as a share of what a warm start may
    span; infinite where they differ in a choice."""
    steps = 0.0
    for quantity in QUANTITIES:
        one, two = scene.get(quantity.key), other.get(quantity.key)
        if one == two or quantity.key in PLACES:
            continue
        if not (isinstance(one, float) and isinstance(two, float) and quantity.step):
            return np.inf
        steps += abs(one - two) / quantity.step
    return steps / STEPS_REACH


def lies_firmly(outcome: Balanced) -> bool:
    """Whether pelvis or trunk rest on the floor so much that the body cannot as well have tipped
    over the roller."""
    held = outcome.supports_N["pelvis"] + outcome.supports_N["floor"]
    return held >= LEAST_HELD * outcome.weight_N


def alike(scene: Scene, person: Person, warm: Balanced) -> bool:
    """Whether the person of a scene lies flat nearly as that of an outcome does, on the back: of
    that there is one balance only, wherever the roller is."""
    if scene.face != "up" or warm.person.face_down:
        return False
    if warm.person.names != person.names or warm.person.tables != person.tables:
        return False
    return way(scene, warm.scene) <= 1


def nearby(scene: Scene, person: Person, place: Place | None, warm: Outcome | None) -> bool:
    """Whether a scene may be solved from an outcome."""
    if not isinstance(warm, Balanced) or warm.state is None or place is None or not warm.place:
        return False
    if not (one_balance(scene) and one_balance(warm.scene)):
        return False
    if scene.hand_support or warm.scene.hand_support:
        return False  # an arm lets go as the shoulders rise: near where the body tips it does both
    if not (lies_firmly(warm) and alike(scene, person, warm)):
        return False
    rolled = abs(place.mm - warm.place.mm) * 1e-3 / WARM_REACH
    return rolled + way(scene, warm.scene) <= 1


def lightly(outcome: Outcome) -> Outcome:
    """The same outcome to keep: half of it is what made its balance, which can be made again from
    where the body came to rest."""
    if isinstance(outcome, Balanced) and isinstance(outcome.state, Equilibrium):
        return replace(outcome, state=rest_of(outcome.state))
    return outcome


def balance_of(outcome: Balanced, tolerance: float) -> Equilibrium | None:
    """The balance of an outcome; of one that was kept lightly, stood in again."""
    if isinstance(outcome.state, Rest):
        person, model = build(outcome.scene, outcome.person.tables)
        return stand(outcome.state, energy_of(person, model), tolerance)
    assert isinstance(outcome.state, Equilibrium)
    return outcome.state


def from_last(
    person: Person, energy: Energy, warm: Balanced, tolerance: float
) -> Equilibrium | None:
    """The equilibrium that the last pose leads to: moved on, or put on another person as far from
    rest as it was."""
    old = balance_of(warm, tolerance)
    if old is None:
        return None
    if person is warm.person:
        return follow(old, energy, tolerance)
    return carry(old, energy, old.pose + (person.rest - warm.person.rest), tolerance)
