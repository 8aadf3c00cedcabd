"""Arrows of the roller's force in the cross-section: which way it enters, as wide as its newtons.

The force goes round the canal, through the arch into the body; never across it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from spineviz.drawing.curves import band, smooth
from spineviz.drawing.section import Section
from spineviz.outcome import Contact

MM_PER_N = 0.06
"""mm that an arrow is wide for each newton; fixed, so that pictures compare."""

SMALLEST = 0.02
"""Share of the roller's force under which an arrow would be a hair."""

HEAD = 1.9  # width of an arrow's head in widths of its shaft
LIFT = 0.030  # m that an arrow into soft tissue is long
ALONG_RIB = 0.62  # share of the rib's way forward at which its arrow ends

TURN = {
    "midline": "spine",
    "neck": "spine",
    "erector": "muscle",
    "erector_ribs": "rib",
    "ribs": "rib",
    "blades": "blade",
}
"""Which way the force of a tissue takes; of others, straight up."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrow:
    """One arrow: of which tissue, how many newtons, and its outline (m, shape (n, 2))."""

    tissue: str
    newtons: float
    outline: np.ndarray


def arrows(contact: Contact, section: Section, back: np.ndarray) -> list[Arrow]:
    """The arrows of one pose; those of each tissue add up to its entry in the ledger, but for those
    that are too small to draw.

    Args:
        contact: of the outcome.
        section: outlines and ways.
        back: m, shape (n, 2), the skin of the back in the frame of the section.
    """
    lift = contact.force[:, 1]
    track = np.array(contact.track)
    least = SMALLEST * float(lift.sum())
    # the person's left is on the right of the picture
    place = -contact.z
    found = []
    for tissue in dict.fromkeys(contact.track):
        for side in (0.0, -1.0, 1.0):
            here = (track == tissue) & (np.sign(place) == side)
            newtons = float(lift[here].sum())
            if newtons < least or newtons <= 0:
                continue
            across = float((lift[here] * place[here]).sum()) / newtons
            turn = TURN.get(tissue, "")
            width = newtons * MM_PER_N * 1e-3
            for share, path in _ways(turn, across, side, section, back):
                found.append(Arrow(tissue, share * newtons, _outline(path, share * width)))
    return found


def _ways(
    turn: str, across: float, side: float, section: Section, back: np.ndarray
) -> list[tuple[float, np.ndarray]]:
    """Ways of a force that enters at a place across, each with its share of it."""
    skin = float(np.interp(across, *back.T))
    start = np.array([across, skin])
    if turn == "spine" and side == 0.0:
        path = section.spine_path.copy()
        path[0, 1] = skin
        return [(0.5, path), (0.5, path * (-1.0, 1.0))]
    mirror = np.array([side or 1.0, 1.0])
    if turn == "rib" and len(section.rib_path):
        rib = section.rib_path
        rib = rib[: max(int(ALONG_RIB * len(rib)), 4)]
        rib = rib[rib[:, 0] > abs(across) + 0.006] if rib[-1, 0] < rib[:, 0].max() - 0.04 else rib
        ahead = rib[rib[:, 0] > abs(across) + 0.008]
        if len(ahead) > 2:
            return [(1.0, np.vstack((start, ahead * mirror)))]
    if turn == "blade" and len(section.blade_path):
        blade = section.blade_path
        ahead = blade[blade[:, 0] > abs(across) + 0.006]
        end = blade[-1] + (0.010, 0.012)
        return [(1.0, np.vstack((start, ahead * mirror, end * mirror)))]
    top = skin + LIFT
    if turn == "muscle":
        top = max(float(section.muscle[0, 1]), skin + 0.4 * LIFT)
    return [(1.0, np.array([start, (across, top)]))]


def _outline(path: np.ndarray, width: float) -> np.ndarray:
    """An arrow along a way, m wide; its head takes the last piece of it."""
    fine = path if len(path) == 2 else smooth(path, closed=False, samples=6)
    steps = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(fine, axis=0).T))))
    head = min(max(1.5 * width, 0.006), 0.5 * steps[-1])
    at = steps[-1] - head
    shaft = np.vstack((fine[steps < at], _place(fine, steps, at)))
    edge = band(shaft, np.full(len(shaft), width))
    tip, neck = fine[-1], shaft[-1]
    along = (tip - neck) / max(float(np.hypot(*(tip - neck))), 1e-9)
    out = np.array([-along[1], along[0]]) * max(HEAD * width, 0.006) / 2
    count = len(shaft)
    return np.vstack((edge[:count], neck + out, tip, neck - out, edge[count:]))


def _place(path: np.ndarray, steps: np.ndarray, at: float) -> np.ndarray:
    return np.array([np.interp(at, steps, path[:, 0]), np.interp(at, steps, path[:, 1])])
