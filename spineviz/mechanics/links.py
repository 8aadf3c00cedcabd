"""What ties two bodies: springs, cables and struts, with exact first and second derivatives.

A gradient or a Hessian of a link is in x, y, θ of body i, then of body j.
"""

from __future__ import annotations

import numpy as np

from spineviz.mechanics.laws import ramp
from spineviz.mechanics.model import Array, Cables, Springs, Struts
from spineviz.mechanics.plane import points, quarter, turn

Ends = tuple[Array, Array, Array, Array]
"""Bodies i and j of some lines, shape (n,), and their ends on them (m, shape (n, 2))."""


def line_ends(cables: Cables, struts: Struts | None) -> Ends:
    """Of cables, and of struts after them."""
    tables = [table for table in (cables, struts) if table is not None]
    i, j, a, b = (np.concatenate([getattr(each, name) for each in tables]) for name in "ijab")
    return i, j, a, b


def spring_slope(s: Springs, pose: Array) -> tuple[float, Array, tuple[Array, ...]]:
    """Energy (J), gradient of each (shape (springs, 6)) and what `spring_blocks` goes on from."""
    at_i, at_j = pose[s.i], pose[s.j]
    cos, sin = np.cos(at_i[:, 2]), np.sin(at_i[:, 2])
    turned = at_j[:, 2] - at_i[:, 2]
    x, y = at_j[:, 0] - at_i[:, 0], at_j[:, 1] - at_i[:, 1]
    # arm = R_iᵀ R_j b and v = R_iᵀ (c_j − c_i) + arm
    arm = turn(turned, s.b)
    vx, vy = cos * x + sin * y + arm[:, 0], cos * y - sin * x + arm[:, 1]
    dx, dy = vx - s.a[:, 0], vy - s.a[:, 1]
    k = s.stiffness
    fx, fy = k[:, 0, 0] * dx + k[:, 0, 1] * dy, k[:, 1, 0] * dx + k[:, 1, 1] * dy
    bend_e, moment, tangent = s.bending(turned - s.offset)
    energy = 0.5 * float(np.dot(dx, fx) + np.dot(dy, fy)) + float(np.sum(bend_e))
    gradient = np.empty((len(s.i), 6))
    gradient[:, 3] = cos * fx - sin * fy
    gradient[:, 4] = sin * fx + cos * fy
    gradient[:, :2] = -gradient[:, 3:5]
    gradient[:, 2] = fx * vy - fy * vx - moment
    gradient[:, 5] = fy * arm[:, 0] - fx * arm[:, 1] + moment
    force, v = np.stack((fx, fy), axis=1), np.stack((vx, vy), axis=1)
    return energy, gradient, (cos, sin, force, v, arm, tangent)


def spring_blocks(
    s: Springs, cos: Array, sin: Array, force: Array, v: Array, arm: Array, tangent: Array
) -> Array:
    """Hessian of each spring, shape (springs, 6, 6), from what `spring_slope` left."""
    jacobian = np.zeros((len(cos), 2, 6))
    jacobian[:, 0, 0] = jacobian[:, 1, 1] = -cos
    jacobian[:, 0, 1] = -sin
    jacobian[:, 1, 0] = sin
    jacobian[:, :, 2] = -quarter(v)
    jacobian[:, :, 3:5] = -jacobian[:, :, 0:2]
    jacobian[:, :, 5] = quarter(arm)
    hessian: Array = np.matmul(jacobian.transpose(0, 2, 1), np.matmul(s.stiffness, jacobian))
    # the geometric part: force times the second derivatives of d
    #   ∂²d/∂θi² = −v, ∂²d/∂θi∂c = −S ∂d/∂c, ∂²d/∂θi∂θj = arm, ∂²d/∂θj² = −arm
    spun = quarter(force)  # fᵀ S x = −(S f)·x
    with_i = np.einsum("ni,nij->nj", spun, jacobian[:, :, [0, 1, 3, 4]])
    columns = [0, 1, 3, 4]
    hessian[:, 2, columns] += with_i
    hessian[:, columns, 2] += with_i
    along_arm = np.sum(force * arm, axis=1)
    hessian[:, 2, 2] += tangent - np.sum(force * v, axis=1)
    hessian[:, 2, 5] += along_arm - tangent
    hessian[:, 5, 2] += along_arm - tangent
    hessian[:, 5, 5] += tangent - along_arm
    return hessian


def _tension(cables: Cables, length: Array) -> tuple[float, Array, Array]:
    """Energy (J) of cables of these lengths (m), the tension (N) of each and its slope (N/m)."""
    c = cables
    tension = np.maximum(0, c.preload + c.stiffness * (length - c.rest))
    energy = float(np.sum(tension**2 / (2 * c.stiffness)))
    tangent = np.where(tension > 0, c.stiffness, 0)
    if c.late is not None:
        pull, width = c.late.pull, c.late.width
        area, step, slope = ramp((c.rest - length - c.late.onset) / width)
        energy -= float(np.sum(pull * width * area))
        tension, tangent = tension + pull * step, tangent - pull * slope / width
    return energy, tension, tangent


def line_slope(
    ends: Ends, cables: Cables, struts: Struts | None, pose: Array
) -> tuple[float, Array, tuple[Array, ...]]:
    """Energy (J) of cables, and of struts after them, the gradient of each (shape (n, 6)) and what
    `line_blocks` goes on from."""
    i, j, a, b = ends
    arm_i, arm_j = turn(pose[i, 2], a), turn(pose[j, 2], b)
    span = pose[j, :2] + arm_j - pose[i, :2] - arm_i
    length = np.sqrt(np.sum(span**2, axis=1))
    unit = span / length[:, None]
    if struts is None:
        energy, tension, tangent = _tension(cables, length)
    else:
        count = len(cables.i)
        energy, tension, tangent = _tension(cables, length[:count])
        push = np.maximum(0, struts.push - struts.stiffness * (length[count:] - struts.rest))
        energy += float(np.sum(push**2 / (2 * struts.stiffness)))
        tension = np.concatenate((tension, -push))
        tangent = np.concatenate((tangent, np.where(push > 0, struts.stiffness, 0)))
    pull = tension[:, None] * unit
    gradient = np.empty((len(i), 6))
    gradient[:, :2] = -pull
    gradient[:, 3:5] = pull
    gradient[:, 2] = pull[:, 0] * arm_i[:, 1] - pull[:, 1] * arm_i[:, 0]
    gradient[:, 5] = pull[:, 1] * arm_j[:, 0] - pull[:, 0] * arm_j[:, 1]
    return energy, gradient, (unit, tension, tangent, length, arm_i, arm_j)


def line_blocks(
    unit: Array,
    tension: Array,
    tangent: Array,
    length: Array,
    arm_i: Array,
    arm_j: Array,
) -> Array:
    """Hessian of each cable and strut, shape (n, 6, 6), from what `line_slope` left."""
    jacobian = np.zeros((len(tension), 2, 6))  # of the span
    jacobian[:, 0, 0] = jacobian[:, 1, 1] = -1
    jacobian[:, 0, 3] = jacobian[:, 1, 4] = 1
    jacobian[:, :, 2] = -quarter(arm_i)
    jacobian[:, :, 5] = quarter(arm_j)
    pull = tension[:, None] * unit
    along = unit[:, :, None] * unit[:, None, :]
    inner = (tangent - tension / length)[:, None, None] * along
    inner[:, 0, 0] += tension / length
    inner[:, 1, 1] += tension / length
    hessian: Array = np.matmul(jacobian.transpose(0, 2, 1), np.matmul(inner, jacobian))
    hessian[:, 2, 2] += np.sum(pull * arm_i, axis=1)
    hessian[:, 5, 5] -= np.sum(pull * arm_j, axis=1)
    return hessian


def spring_forces(s: Springs, pose: Array) -> tuple[Array, Array]:
    """Force (N, frame of body i, shape (springs, 2)) and moment (N·m) on body j's end."""
    span = pose[s.j, :2] - pose[s.i, :2] + turn(pose[s.j, 2], s.b)
    d = turn(-pose[s.i, 2], span) - s.a
    _, moment, _ = s.bending(pose[s.j, 2] - pose[s.i, 2] - s.offset)
    return -np.einsum("nij,nj->ni", s.stiffness, d), -moment


def late_pulls(c: Cables, pose: Array) -> Array:
    """Pull (N, shape (cables,)) that each cable adds because it is short."""
    if c.late is None:
        return np.zeros(len(c.i))
    span = points(pose, c.j, c.b) - points(pose, c.i, c.a)
    short = c.rest - np.sqrt(np.sum(span**2, axis=1)) - c.late.onset
    pull: Array = c.late.pull * ramp(short / c.late.width)[1]
    return pull


def cable_forces(c: Cables, pose: Array) -> Array:
    """Force (N, world frame, (cables, 2)) on body j's end: tension towards body i."""
    span = points(pose, c.j, c.b) - points(pose, c.i, c.a)
    length = np.sqrt(np.sum(span**2, axis=1))
    _, tension, _ = _tension(c, length)
    pull: Array = -(tension / length)[:, None] * span
    return pull
