"""Turning and placing points in the plane of the bodies."""

from __future__ import annotations

import numpy as np

from spineviz.mechanics.model import Array


def turn(angle: Array, vector: Array) -> Array:
    """R(angle) vector, for arrays of shape (n,) and (n, 2)."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = vector[..., 0], vector[..., 1]
    return _pair(cos * x - sin * y, sin * x + cos * y)


def quarter(vector: Array) -> Array:
    """A quarter turn S of vectors, shape (n, 2): dR/dθ = S R = R S."""
    return _pair(-vector[..., 1], vector[..., 0])


def _pair(x: Array, y: Array) -> Array:
    """Vectors from their parts, shape (…, 2): `np.stack` in a third of its time, which of few rows
    is the time of all of it."""
    found = np.empty((*x.shape, 2))
    found[..., 0], found[..., 1] = x, y
    return found


def points(pose: Array, body: Array, local: Array) -> Array:
    """World place (m, shape (n, 2)) of local points of bodies."""
    place: Array = pose[body, :2] + turn(pose[body, 2], local)
    return place
