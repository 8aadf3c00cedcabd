"""The shape of the spine: standing in balance, and lying unloaded.

Frames: upright has X to the front and Y to the head; lying on the back turns (X, Y) into
(−Y, X), so that the head is on the left and the front is up. A vertebra whose axis leans forward
by α when upright has the angle θ = −α when lying.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.anatomy.levels import TABLE_STATURE, Levels
from spineviz.mechanics.plane import quarter
from spineviz.scene import LEVELS
from spineviz.tables.tables import Tables

T1, T12, L1 = (LEVELS.index(name) for name in ("T1", "T12", "L1"))

SACRAL_SLOPE = np.radians(40.0)
"""Slope of the end plate of S1 in the pelvis frame: pelvic incidence 49.3 ± 9.5° less a pelvic
tilt of 9° (pubmed 40261392)."""

S1_PLATE = np.array([-0.0175, 0.1106])
"""m, centre of the end plate of S1 from the hip centre, upright (X, Y), at that slope. It follows
from the incidence and a hip-to-plate distance of 112 mm (ASSUMED, drawing measurement)."""


class Spine(Struct, frozen=True, eq=False):
    """A chain of vertebrae in the pelvis frame, lying: x to the feet, y to the front, hips at 0.

    Attributes:
        centre: m, shape (24, 2), of the vertebral bodies.
        angle: rad, shape (24,), θ of the bodies.
        disc: m, shape (24, 2), centre of the disc below each body.
        plate: m, shape (2,), centre of the end plate of S1.
    """

    centre: np.ndarray
    angle: np.ndarray
    disc: np.ndarray
    plate: np.ndarray


class Wedges(Struct, frozen=True, eq=False):
    """Wedge angles (rad, shape (24,), kyphotic positive) of the bodies and the discs below them."""

    body: np.ndarray
    disc: np.ndarray


def standing_wedges(levels: Levels, kyphosis: float, lordosis: float) -> Wedges:
    """Wedges of a person who stands with these curves (rad, T1-T12 and L1-S1).

    Kyphosis is bony, so it scales the thoracic bodies (99 % of it, Finoco 2025, doi
    10.1007/s00586-025-09392-w); lordosis is in the discs, so it scales those.
    """
    body, disc = levels.body_wedge.copy(), levels.disc_wedge.copy()
    body[T1 : T12 + 1] *= (kyphosis - disc[T1:T12].sum()) / body[T1 : T12 + 1].sum()
    disc[L1:] *= (-lordosis - body[L1:].sum()) / disc[L1:].sum()
    return Wedges(body, disc)


def lying_wedges(levels: Levels, standing: Wedges, tables: Tables) -> Wedges:
    """The same person lying unloaded: less lordosis, each lumbar joint by its compliance.

    Kyphosis stays: it is bony, and gravity alone flattens it when the person lies down.
    """
    disc = standing.disc.copy()
    compliance = 1 / levels.joint_stiffness[L1:].mean(axis=1)
    change = tables.si["rest.lordosis_less_unloaded"]
    disc[L1:] += change * compliance / compliance.sum()
    return Wedges(standing.body, disc)


def stack(levels: Levels, wedges: Wedges, stature: float) -> Spine:
    """Stack the vertebrae on the end plate of S1."""
    plate = S1_PLATE * stature / TABLE_STATURE
    # from S1 upwards: a disc, its body, the next disc, …
    wedge = np.stack((wedges.disc, wedges.body), axis=1)[::-1].ravel()
    height = np.stack((levels.disc_height, levels.body_height), axis=1)[::-1].ravel()
    lean = np.cumsum(np.append(SACRAL_SLOPE, wedge))[:-1]  # of the plate below each
    middle = lean + wedge / 2
    axis = np.stack((np.sin(middle), np.cos(middle)), axis=1)
    below = np.cumsum(np.vstack((plate, height[:, None] * axis)), axis=0)[:-1]
    centre = below + (height / 2)[:, None] * axis
    disc, body = centre[0::2][::-1], centre[1::2][::-1]
    return Spine(lie_down(body), -middle[1::2][::-1], lie_down(disc), lie_down(plate))


def lie_down(upright: np.ndarray) -> np.ndarray:
    """(X, Y) upright to (−Y, X) lying on the back."""
    return quarter(upright)


def balance(spine: Spine) -> float:
    """Angle (rad) that turns the lying chain until C7 and S1 are level: C7 over S1 upright."""
    c7 = spine.centre[LEVELS.index("C7")] - spine.plate
    return float(-np.arctan2(-c7[1], -c7[0]))


def sacral_slope(spine: Spine) -> float:
    """Sacral slope (rad) of the balanced person."""
    return float(SACRAL_SLOPE - balance(spine))


def cobb(upper_angle: float, upper_wedge: float, lower_angle: float, lower_wedge: float) -> float:
    """Angle (rad) between the upper end plate of one body and the lower one of another, from lying
    angles; positive when the stretch between them is kyphotic."""
    return (lower_angle + lower_wedge / 2) - (upper_angle - upper_wedge / 2)
