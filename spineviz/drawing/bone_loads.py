"""What of the roller's force each bone takes, and what lies behind the skin that it enters.

Nothing but the pads of the outcome is read: each knows the body that it hangs on, and on which side
it lies. Weight, belly and what bones hand on to each other are no part of it.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from msgspec import Struct

from spineviz.outcome import Rolled, kept_with
from spineviz.scene import LEVELS

CAGE, SPINE, SOFT, PELVIS = "cage", "spine", "soft", "pelvis"
RECEIVERS = (CAGE, SPINE, SOFT, PELVIS)
"""What can lie behind the skin: ribs, breast bone and blades; a vertebra; no bone; the pelvis."""

NO_BONE = frozenset({"flank", "erector_soft", "belly"})
"""Tissues with no bone behind them: their pads hang on a vertebra, but only soft tissue is pressed.
"""

SACRUM, ON_SACRUM = "sacrum", ("lumbosacral", "sacrum")
"""The bone of the pelvis that lies in the mid-plane, and how the lanes of its pads begin."""

OF_PELVIS = frozenset({"pelvis", "thighs", "shanks", "feet"})
OF_SPINE = frozenset({*LEVELS, "skull"})

LIT_FROM_N = 10.0
"""N, the first mark of the printed scale, up to which a bone looks bare. ASSUMED:
the weight of a kilogram on a pair of ribs is nothing that a class should look at."""

LIT_FULLY_N = 20.0
"""N from which a bone has the colour of the scale; between the two it comes up, without a jump."""

TOP_N = 200.0
"""N at the end of the colours; the scale never changes, so that pictures compare."""


class BoneLoads(Struct, frozen=True, eq=False):
    """The roller's force by bone; all of it together with `soft_N` is the roller's force.

    Attributes:
        bones: names of the bodies that take some of it; sacrum and hip bones, one body of the
            mechanics, are told apart.
        side_N: N, shape (bones, 2): what enters on the person's left, and on the right.
        soft_N: N, what presses on soft tissue alone.
        received_N: N, shape (4,), by `RECEIVERS`.
        entry_m: m, shape (4, 2), world frame: the middle of that force on the skin; nan where
            there is none.
    """

    bones: tuple[str, ...]
    side_N: np.ndarray
    soft_N: float
    received_N: np.ndarray
    entry_m: np.ndarray

    def newtons(self, bone: str) -> tuple[float, float]:
        """N that a bone takes on the person's left and right; both together for one bone in the
        mid-plane, each alone for a pair of them."""
        if bone not in self.bones:
            return 0.0, 0.0
        left, right = self.side_N[self.bones.index(bone)].tolist()
        return left, right

    def lit_by(self, bone: str) -> float:
        """N by which a bone is coloured where one side is drawn for both: all that a bone of the
        mid-plane takes, and of a pair what the one takes that takes more."""
        left, right = self.newtons(bone)
        return max(left, right) if is_paired(bone) else left + right


def is_paired(bone: str) -> bool:
    """Whether a body of the model is a bone on the left and one on the right."""
    return bone.startswith("rib") or bone in ("scapulae", "pelvis")


def bone_of(body: str, lane: str) -> str:
    """The bone under a pad, by the body that it hangs on and its lane."""
    return SACRUM if body == "pelvis" and lane.startswith(ON_SACRUM) else body


def receiver(tissue: str, body: str) -> str:
    """What lies behind a pad, by its tissue and the body it hangs on: member of `RECEIVERS`."""
    if tissue in NO_BONE:
        return SOFT
    if body in OF_PELVIS:
        return PELVIS
    return SPINE if body in OF_SPINE else CAGE


@lru_cache(maxsize=8)
def known_pads(
    tissues: tuple[str, ...], bodies: tuple[str, ...], lanes: tuple[str, ...]
) -> tuple[np.ndarray, tuple[str, ...], np.ndarray]:
    """Of the pads of one person: rows in `RECEIVERS`, the bones, and rows in those (−1 for none),
    the same for every pose."""
    behind = [receiver(tissue, body) for tissue, body in zip(tissues, bodies, strict=True)]
    under = [
        "" if soft == SOFT else bone_of(body, lane)
        for soft, body, lane in zip(behind, bodies, lanes, strict=True)
    ]
    names = tuple(sorted(set(under) - {""}))
    row = {name: n for n, name in enumerate(names)} | {"": -1}
    return (
        np.array([RECEIVERS.index(each) for each in behind]),
        names,
        np.array([row[name] for name in under]),
    )


@kept_with
def bone_loads(outcome: Rolled) -> BoneLoads:
    """The bones of a solved pose and what they take."""
    contact = outcome.roller.contact
    newtons = contact.force[:, 1]
    behind, names, bone = known_pads(contact.track, contact.body, contact.lane)
    received = np.bincount(behind, newtons, len(RECEIVERS))
    with np.errstate(invalid="ignore"):
        middle = [
            np.bincount(behind, newtons * contact.surface[:, k], len(RECEIVERS)) / received
            for k in (0, 1)
        ]
    on_bone = bone >= 0
    # a pad in the mid-plane presses on both sides alike
    right = np.where(contact.z == 0.0, 0.5, (contact.z > 0.0).astype(float))
    sides = [
        np.bincount(bone[on_bone], (newtons * share)[on_bone], len(names))
        for share in (1 - right, right)
    ]
    return BoneLoads(
        bones=names,
        side_N=np.stack(sides, axis=1),
        soft_N=float(received[RECEIVERS.index(SOFT)]),
        received_N=received,
        entry_m=np.stack(middle, axis=1),
    )
