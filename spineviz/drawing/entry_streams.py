"""The roller's force on its way in: one stream for each thing that lies behind the skin."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.drawing.bone_loads import RECEIVERS, SPINE, bone_loads, known_pads
from spineviz.drawing.streams import M_PER_NEWTON, ROLLER, SMALL, Stream
from spineviz.outcome import Rolled, kept_with

FROM, UNDER, INTO = 0.9, 0.25, 0.030
"""Where a stream starts and where it parts from the others, in radii under the skin, and how far
(m) it reaches beyond the skin. Drawing conventions."""
APART = 0.006  # m between two streams where they cross the skin


@kept_with
def entry_streams(outcome: Rolled) -> tuple[Stream, ...]:
    """Streams from the roller through the skin, from the head down; each is as wide as its newtons.

    They leave the roller side by side and cross the skin where their force does, or next to that
    where there is no room. What is less than `SMALL` of the roller's force has none.
    """
    loads, roller = bone_loads(outcome), outcome.roller
    total = roller.force_N
    axis = np.array([roller.x, roller.y])
    known = np.flatnonzero(loads.received_N >= SMALL * total)
    newtons, places = loads.received_N[known], loads.entry_m[known]
    middle = np.average(places, axis=0, weights=newtons)
    up = middle - axis
    reach = float(np.hypot(*up))
    up /= max(reach, 1e-9)
    along = np.array([up[1], -up[0]])
    wanted = (places - middle) @ along
    order = np.argsort(wanted, kind="stable")
    widths = M_PER_NEWTON * newtons[order]
    before = np.cumsum(widths) - widths / 2
    bundle = before - widths.sum() / 2
    gaps = APART * np.arange(len(order))
    # apart from each other, and all of them together as near as can be to where the force enters
    shift = np.average(wanted[order] - before - gaps, weights=newtons[order])
    crossing = before + gaps + shift
    found = []
    for n, row in enumerate(order.tolist()):
        depths = np.array([-FROM, -UNDER, 0.0]) * roller.radius
        line = middle + np.stack(
            [
                bundle[n] * along + depths[0] * up,
                bundle[n] * along + depths[1] * up,
                crossing[n] * along + INTO * up,
            ]
        )
        name = RECEIVERS[int(known[row])]
        found.append(Stream(name, ROLLER, name, line, np.full(len(line), newtons[row])))
    return tuple(found)


class EntrySpot(Struct, frozen=True):
    """A stream seen along its way in, from under the back.

    Attributes:
        receiver: member of `RECEIVERS`.
        place: m, along the floor and to the person's right, as places of `Plate`.
        newtons: N, positive.
    """

    receiver: str
    place: tuple[float, float]
    newtons: float


def entry_spots(outcome: Rolled) -> tuple[EntrySpot, ...]:
    """The same streams where they cross the skin of the back, the widest first.

    The spine lies in the mid-plane and has one; anything else one on each side, or one for both
    where two would lie on each other.
    """
    contact, total = outcome.roller.contact, outcome.roller.force_N
    behind, _, _ = known_pads(contact.track, contact.body, contact.lane)
    places = np.stack((contact.surface[:, 0], contact.z), axis=1)
    right = np.where(contact.z == 0.0, 0.5, (contact.z > 0.0).astype(float))
    found: list[EntrySpot] = []

    def add(name: str, newtons: np.ndarray) -> EntrySpot | None:
        whole = float(newtons.sum())
        if whole < 0.5 * SMALL * total:
            return None
        x, z = np.average(places, axis=0, weights=newtons).tolist()
        return EntrySpot(name, (x, z), whole)

    for row, name in enumerate(RECEIVERS):
        newtons = np.where(behind == row, contact.force[:, 1], 0.0)
        if newtons.sum() < SMALL * total:
            continue
        sides = [add(name, newtons * share) for share in (1 - right, right)]
        known = [each for each in sides if each is not None]
        if name == SPINE or (len(known) == 2 and _overlap(*known)):
            whole = add(name, newtons)
            known = [] if whole is None else [whole]
        found += known
    return tuple(sorted(found, key=lambda each: -each.newtons))


def _overlap(a: EntrySpot, b: EntrySpot) -> bool:
    apart = float(np.hypot(a.place[0] - b.place[0], a.place[1] - b.place[1]))
    return apart < 0.5 * M_PER_NEWTON * (a.newtons + b.newtons)
