"""Constitutive laws: a bending joint, and two locking layers pressed together.

All laws are elementwise over numpy arrays and come with energy, first and second
derivative, so that one energy can be built from them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

PRESSURE_LIMIT = 5e6
"""Pa. Beyond it a locked layer continues with constant stiffness, so that every pose has an
energy. ASSUMED: ten times the highest pressure-pain thresholds; poses that reach it are reported
as outside the model by whoever reads them."""


@dataclass(frozen=True, slots=True, eq=False)
class BendingLaw:
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
    """

    stiffness: np.ndarray
    range: np.ndarray
    neutral: np.ndarray
    width: float
    onset: float
    hardening: np.ndarray

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
        return energy, np.where(positive, moment, -moment), tangent


def series_pressure(
    overlap: np.ndarray,
    modulus: np.ndarray,
    depth: np.ndarray,
    other_modulus: float,
    other_depth: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two locking layers in series that share one pressure.

    Each layer obeys p = E e / (1 − e), e = compression / depth, and locks at its depth. The sum of
    both compressions is the overlap, which gives a quadratic for the pressure.

    Args:
        overlap: m, shape (n,), positive.
        modulus: E of the first layer, Pa, shape (n,).
        depth: m, shape (n,), thickness that can be compressed before it locks.
        other_modulus, other_depth: the same of the second layer; depth 0 for a rigid one.

    Returns:
        Energy per area (J/m²), pressure (Pa) and its derivative (Pa/m), each of shape (n,).
    """
    a, b, e, f = depth, other_depth, modulus, other_modulus
    limit = a * PRESSURE_LIMIT / (e + PRESSURE_LIMIT) + b * PRESSURE_LIMIT / (f + PRESSURE_LIMIT)
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


def layer_compression(pressure: np.ndarray, modulus: float, depth: float) -> np.ndarray:
    """Compression (m) of one locking layer under a pressure (Pa)."""
    return depth * pressure / (modulus + pressure)
