"""Constitutive laws: a bending joint, and two locking layers pressed together.

All laws are elementwise over numpy arrays and come with energy, first and second
derivative, so that one energy can be built from them.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

PRESSURE_LIMIT = 5e6
"""Pa. Beyond it a locked layer continues with constant stiffness, so that every pose has an
energy. ASSUMED: ten times the highest pressure-pain thresholds, and far above anything that is
reported."""


def ramp(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A smooth step from 0 (for x ≤ 0) towards 1: its integral, x² / (1 + x²) and its slope.

    Half of it is reached at x = 1; value and slope are continuous at 0.
    """
    x = np.maximum(x, 0)
    square = x * x
    return x - np.arctan(x), square / (1 + square), 2 * x / (1 + square) ** 2


class LateBending(Struct, frozen=True, eq=False):
    """What a joint answers with beyond an angle, on top of its law: for positive angles only.

    Tangent K S((r − r0) / w) with S of `ramp`, so that it is felt from r0 on and K in the end.

    Attributes (each of shape (joints,)):
        stiffness: K, N·m/rad, at least 0. onset: r0, rad, at least 0. width: w, rad, positive.
    """

    stiffness: np.ndarray
    onset: np.ndarray
    width: np.ndarray

    def __call__(self, angle: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Energy (J), moment (N·m) and tangent stiffness (N·m/rad), each of shape (joints,)."""
        x = np.maximum((angle - self.onset) / self.width, 0)
        area, step, _ = ramp(x)
        energy = x * x / 2 - x * np.arctan(x) + np.log1p(x * x) / 2
        k, w = self.stiffness, self.width
        return k * w * w * energy, k * w * area, k * step


class BendingLaw(Struct, frozen=True, eq=False):
    """Moment of a joint against its angle, different in the two directions.

    M(r) = sign(r) k R [ s − (1 − a) w tanh(s / w) + c (s − s0)₊³ ],  s = |r| / R:
    tangent a·k at neutral, k in the middle, steep near the end of the range R.

    Attributes (each of shape (joints, 2); column 0 for r < 0, column 1 for r ≥ 0):
        stiffness: k, N·m/rad, at least 0.
        range: R, rad, positive.
    Attributes (scalars or shape (joints,)):
        neutral: a, from 0 to 1; 1 gives a law that is linear below s0.
        width: w, share of the range over which the neutral zone fades.
        onset: s0, share of the range from which the end of range is felt.
        hardening: c.
        late: what comes on top beyond an angle; None for nothing.
    """

    stiffness: np.ndarray
    range: np.ndarray
    neutral: np.ndarray
    width: float
    onset: float
    hardening: np.ndarray
    late: LateBending | None = None

    def __call__(self, angle: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Energy (J), moment (N·m) and tangent stiffness (N·m/rad), each of shape (joints,)."""
        positive = angle >= 0
        k = np.where(positive, self.stiffness[:, 1], self.stiffness[:, 0])
        limit = np.where(positive, self.range[:, 1], self.range[:, 0])
        s = np.abs(angle) / limit
        dip = 1 - self.neutral
        w = self.width
        over = np.maximum(s - self.onset, 0)
        fade = np.tanh(s / w)
        # ln cosh written so that it neither overflows nor loses digits
        ln_cosh = s / w + np.log1p(np.exp(-2 * s / w)) - np.log(2)
        energy = k * limit**2 * (s**2 / 2 - dip * w**2 * ln_cosh + self.hardening / 4 * over**4)
        moment = k * limit * (s - dip * w * fade + self.hardening * over**3)
        tangent = k * (1 - dip * (1 - fade**2) + 3 * self.hardening * over**2)
        moment = np.where(positive, moment, -moment)
        if self.late is not None:
            more = self.late(angle)
            energy, moment, tangent = energy + more[0], moment + more[1], tangent + more[2]
        return energy, moment, tangent


def series_pressure(
    overlap: np.ndarray,
    modulus: np.ndarray,
    depth: np.ndarray,
    other_modulus: np.ndarray | float,
    other_depth: np.ndarray | float,
    most: np.ndarray | float = PRESSURE_LIMIT,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two locking layers in series that share one pressure.

    Each layer obeys p = E e / (1 − e), e = compression / depth, and locks at its depth. The sum of
    both compressions is the overlap, which gives a quadratic for the pressure.

    Args:
        overlap: m, shape (n,), positive.
        modulus: E of the first layer, Pa, shape (n,).
        depth: m, shape (n,), thickness that can be compressed before it locks.
        other_modulus, other_depth: the same of the second layer; depth 0 for a rigid one.
        most: Pa, pressure beyond which both go on with constant stiffness.

    Returns:
        Energy per area (J/m²), pressure (Pa) and its derivative (Pa/m), each of shape (n,).
    """
    a, b, e, f = depth, other_depth, modulus, other_modulus
    limit = a * most / (e + most) + b * most / (f + most)
    inside = np.minimum(overlap, limit)
    # (a + b − δ) p² + (a f + b e − δ (e + f)) p − δ e f = 0, one positive root
    two = a + b - inside
    one = a * f + b * e - inside * (e + f)
    none = inside * e * f
    root = np.sqrt(one**2 + 4 * two * none)
    # the form without cancellation, whichever sign the linear term has
    pressure = np.where(
        one > 0, 2 * none / np.where(one > 0, one + root, 1), (root - one) / (2 * two)
    )
    slope = 1 / (a * e / (e + pressure) ** 2 + b * f / (f + pressure) ** 2)
    energy = pressure * inside - (
        a * (pressure - e * np.log1p(pressure / e)) + b * (pressure - f * np.log1p(pressure / f))
    )
    beyond = overlap - inside
    energy = energy + (pressure + slope * beyond / 2) * beyond
    return energy, pressure + slope * beyond, slope


def late_pressure(
    overlap: np.ndarray,
    modulus: np.ndarray,
    depth: np.ndarray,
    other_modulus: np.ndarray | float,
    other_depth: np.ndarray | float,
    onset: np.ndarray,
    times: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`series_pressure` with a first layer that stiffens where the pressure passes an onset.

    Beyond it every further compression of the first layer takes `times` the rise in pressure.
    Counted from the onset P, a locking layer is one again: of modulus E + P, and of what is left of
    its depth, h E / (E + P). A layer `times` stiffer has `times` less of it.

    Args:
        overlap, modulus, depth, other_modulus, other_depth: as of `series_pressure`.
        onset: P, Pa, shape (n,), positive and below `PRESSURE_LIMIT`.
        times: at least 1, shape (n,).
    """
    e, f = modulus + onset, other_modulus + onset
    left, other_left = depth * modulus / e, other_depth * other_modulus / f
    reach = depth * onset / e + other_depth * onset / f  # overlap at the onset
    below = np.minimum(overlap, reach)
    energy, pressure, slope = series_pressure(below, modulus, depth, other_modulus, other_depth)
    index = np.flatnonzero(overlap > reach)
    if len(index):
        beyond = (overlap - reach)[index]
        more = series_pressure(
            beyond,
            e[index],
            (left / times)[index],
            f[index],
            other_left[index],
            PRESSURE_LIMIT - onset[index],
        )
        energy[index] += onset[index] * beyond + more[0]
        pressure[index] = onset[index] + more[1]
        slope[index] = more[2]
    return energy, pressure, slope


def layer_compression(pressure: np.ndarray, modulus: float, depth: float) -> np.ndarray:
    """Compression (m) of one locking layer under a pressure (Pa)."""
    return depth * pressure / (modulus + pressure)
