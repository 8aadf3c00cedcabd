"""The tables of a planar model: bodies, springs, cables, pads, loads, obstacles.

Everything is an array with one row an item, SI throughout. Body frames: a local point p of body i
stands at c_i + R(θ_i) p. Index arrays point into the table of bodies.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.mechanics.crowding import Crowding
from spineviz.mechanics.laws import BendingLaw

Array = np.ndarray


class Springs(Struct, frozen=True, eq=False):
    """Springs tie point a on body i to point b on body j.

    With v = c_j + R_j b − c_i and d = R_iᵀ v − a the energy is ½ dᵀ K d + U(θ_j − θ_i − offset).

    Attributes:
        i, j: shape (springs,).
        a, b: m, shape (springs, 2).
        stiffness: K, N/m, shape (springs, 2, 2), symmetric, in the frame of body i.
        offset: rad, shape (springs,), angle θ_j − θ_i at rest.
        bending: law of the relative angle.
    """

    i: Array
    j: Array
    a: Array
    b: Array
    stiffness: Array
    offset: Array
    bending: BendingLaw


class LatePull(Struct, frozen=True, eq=False):
    """A pull that cables add where they are shorter than at rest by more than an onset.

    P S((rest − length − u0) / w) with S of `laws.ramp`.

    Attributes (each of shape (cables,)):
        pull: P, N, at least 0. onset: u0, m, at least 0. width: w, m, positive.
    """

    pull: Array
    onset: Array
    width: Array


class LateHardening(Struct, frozen=True, eq=False):
    """Pads that stiffen where their pressure passes an onset; see `laws.late_pressure`.

    Attributes:
        onset: Pa, positive and finite; times: at least 1; each of shape (pads,).
    """

    onset: Array
    times: Array


class Struts(Struct, frozen=True, eq=False):
    """Struts push two points apart, a on i and b on j: what cables are, the other way round.

    F = max(0, push − stiffness · (length − rest length)), energy F² / (2 stiffness).

    Attributes:
        i, j: shape (struts,). a, b: m, shape (struts, 2).
        push: N; stiffness: N/m, positive; rest: m; each of shape (struts,).
    """

    i: Array
    j: Array
    a: Array
    b: Array
    push: Array
    stiffness: Array
    rest: Array


class Cables(Struct, frozen=True, eq=False):
    """Cables between point a on i and point b on j: they pull and never push.

    T = max(0, preload + stiffness · (length − rest length)), energy T² / (2 stiffness).

    Attributes:
        i, j: shape (cables,). a, b: m, shape (cables, 2).
        preload: N; stiffness: N/m, positive; rest: m; each of shape (cables,).
        late: a pull that comes on top where they are short; None for none.
    """

    i: Array
    j: Array
    a: Array
    b: Array
    preload: Array
    stiffness: Array
    rest: Array
    late: LatePull | None = None


class Pads(Struct, frozen=True, eq=False):
    """Soft pads on the skin.

    Attributes:
        body: shape (pads,).
        point: m, shape (pads, 2), the skin in the frame of the body.
        area: m²; modulus: Pa; depth: m that can be compressed before it locks; each (pads,).
        late: which of them stiffen beyond a pressure; None for none.
        crowding: which of them are pushed together by their neighbours; None for none. It counts
            against a cylinder, which bends what lies over it, and not against the floor.
    """

    body: Array
    point: Array
    area: Array
    modulus: Array
    depth: Array
    late: LateHardening | None = None
    crowding: Crowding | None = None


class Loads(Struct, frozen=True, eq=False):
    """Constant forces (N, world frame, shape (loads, 2)) at local points of bodies."""

    body: Array
    point: Array
    force: Array


class Props(Struct, frozen=True, eq=False):
    """Forces straight up at local points of bodies that give way where the point is high.

    F (1 − S((y − y0) / w)) with S of `laws.ramp`: all of it up to the height y0.

    Attributes:
        body: shape (props,). point: m, shape (props, 2).
        force: F, N; height: y0, m; width: w, m, positive; each of shape (props,).
    """

    body: Array
    point: Array
    force: Array
    height: Array
    width: Array


class Cylinder(Struct, frozen=True, eq=False):
    """A round obstacle with a soft coat, axis across the plane.

    Attributes:
        centre: m, shape (2,).
        radius: m, shape (pads,): the radius that each pad meets at its lateral place.
        share: shape (pads,), from 0 to 1: part of each pad's width that faces it.
        modulus, depth: Pa and m of the coat; depth 0 when rigid.
        point: m, shape (pads, 2): the skin that faces the cylinder, in the frames of the bodies,
            where that is not where it faces the floor; None: the points of the pads.
    """

    centre: Array
    radius: Array
    share: Array
    modulus: float
    depth: float
    point: Array | None = None


class Floor(Struct, frozen=True):
    """The plane y = 0 with a soft coat; depth 0 when rigid."""

    modulus: float
    depth: float


class Guide(Struct, frozen=True, eq=False):
    """Holds a weighted mean of two body points at a place along x.

    Energy ½ k (Σ weight · x(point) − target)².

    Attributes:
        body: shape (2,). point: m, shape (2, 2). weight: shape (2,), sums to 1.
        target: m. stiffness: N/m.
    """

    body: Array
    point: Array
    weight: Array
    target: float
    stiffness: float


class Model(Struct, frozen=True, eq=False):
    """A whole planar model.

    Attributes:
        free: bool, shape (bodies,): which bodies may move.
        moment: N·m, shape (bodies,): constant moments, counter-clockwise positive; None for none.
    """

    free: Array
    springs: Springs
    cables: Cables
    pads: Pads
    loads: Loads
    cylinder: Cylinder | None = None
    floor: Floor | None = None
    guide: Guide | None = None
    moment: Array | None = None
    struts: Struts | None = None
    props: Props | None = None
