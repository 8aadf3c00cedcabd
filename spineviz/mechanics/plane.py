"""Turning and placing points in the plane of the bodies."""

from __future__ import annotations

import numpy as np

from spineviz.mechanics.model import Array


def turn(angle: Array, vector: Array) -> Array:
    """R(angle) vector, for arrays of shape (n,) and (n, 2)."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = vector[..., 0], vector[..., 1]
    return np.stack((cos * x - sin * y, sin * x + cos * y), axis=-1)


def quarter(vector: Array) -> Array:
    """A quarter turn S of vectors, shape (n, 2): dR/dθ = S R = R S."""
    return np.stack((-vector[..., 1], vector[..., 0]), axis=-1)


def points(pose: Array, body: Array, local: Array) -> Array:
    """World place (m, shape (n, 2)) of local points of bodies."""
    place: Array = pose[body, :2] + turn(pose[body, 2], local)
    return place
