"""One energy of a planar model, with its exact gradient and Hessian.

A pose is an array of shape (bodies, 3): x, y in m and θ in rad.
Sums run in a fixed order, so the same model and pose give the same bits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from msgspec import Struct

from spineviz.mechanics.bed import Bed, Pressed
from spineviz.mechanics.crowding import Crowded
from spineviz.mechanics.half import Half
from spineviz.mechanics.laws import late_pressure, ramp, series_pressure
from spineviz.mechanics.links import line_blocks, line_ends, line_slope, spring_blocks, spring_slope
from spineviz.mechanics.model import Array, Cylinder, Floor, Model
from spineviz.mechanics.plane import points, turn


def _pushes(body: Array, grow: Array, size: int) -> Array:
    """What grows with x, y, θ of one body each, shape (n, 3), with every one of `size` unknowns."""
    found = np.zeros((len(body), size))
    found[np.arange(len(body))[:, None], 3 * body[:, None] + np.arange(3)] = grow
    return found


class Touch(Struct, frozen=True, eq=False):
    """State of every pad against one obstacle.

    Attributes:
        index: pads in contact, shape (n,).
        normal: unit vector of the force on the body, shape (n, 2).
        pressure: Pa, shape (n,).
        force: N, shape (n,).
    """

    index: Array
    normal: Array
    pressure: Array
    force: Array


class Parts(Struct, frozen=True, eq=False):
    """What energy, gradient and Hessian at one pose share, by the functions that made it."""

    spring: tuple[Array, ...]
    cable: tuple[Array, ...]
    point: tuple[Array, ...]
    sheet: tuple[tuple[Pressed, Array, Array], Callable[[], Array]] | None
    crowded: Crowded | None
    guide: tuple[float, Array, Array] | None


class Energy:
    """The energy of one model as a function of the pose.

    Index arrays of the assembly are made once, here, because they are the same for every pose.
    """

    def __init__(self, model: Model, bed: Bed | None = None, half: Half | None = None) -> None:
        """Of a model, and of the bed that its pads are, if they hold each other.

        What they hold each other against is the cylinder, where there is one, else the floor.

        Args:
            model: what is solved.
            bed: of the pads; of those of `half`, where that is given.
            half: that stands for all pads; None to take each for itself.
        """
        self.model = model
        self.bed = bed
        self.half = half
        self._pads, self._cylinder = model.pads, model.cylinder
        if half is not None:
            self._pads = half.pads
            self._cylinder = None if model.cylinder is None else half.faced(model.cylinder)
        self.sheet: Array | None = None
        """m, where the sheet of the bed was last; only a start for the next search."""
        self._sheet_pose: Array | None = None
        """Pose to which that belongs, shape (bodies, 3)."""
        self._sheet_moves: tuple[Array, Array] | None = None
        """Unknowns that move the sheet, and how far (m, shape (pads of the bed, unknowns)) each
        does, as the last Hessian had it."""
        self._on_bed: tuple[tuple[Pressed, Array, Array], Callable[[], Array]] | None = None
        """Answer of the bed as of `_answer`, and how what presses on it grows with the pose: only
        the Hessian asks for that."""
        self._crowded: Crowded | None = None
        self.bodies = len(model.free)
        self.free = np.flatnonzero(np.repeat(model.free, 3))
        self._size = 3 * self.bodies
        self._spring_rows = self._pair_rows(model.springs.i, model.springs.j)
        self._line_ends = line_ends(model.cables, model.struts)
        self._cable_rows = self._pair_rows(*self._line_ends[:2])
        cylinder = self._cylinder
        if cylinder is not None:  # square of the radius, for the pads that face the cylinder
            self._reach = np.where(cylinder.share > 0, cylinder.radius, 0.0) ** 2
        self.facing: Array = model.pads.point
        """m, shape (all pads, 2), the skin that faces the cylinder, in the frames of the bodies."""
        if model.cylinder is not None and model.cylinder.point is not None:
            self.facing = model.cylinder.point
        self._facing: Array = self._pads.point
        if cylinder is not None and cylinder.point is not None:
            self._facing = cylinder.point
        if bed is not None:
            self._place_in_bed = np.full(len(self._pads.body), -1)
            self._place_in_bed[bed.pads] = np.arange(len(bed.pads))
        block = np.arange(3)
        body = np.arange(self.bodies)[:, None, None] * 3
        diagonal = (body + block[:, None]) * self._size + body + block[None, :]
        self._places = np.concatenate((self._spring_rows[1], self._cable_rows[1], diagonal.ravel()))

    def _pair_rows(self, i: Array, j: Array) -> tuple[Array, Array]:
        """Places of a 6-vector and a 6×6 block of each pair in gradient and flat Hessian."""
        rows = np.concatenate(
            (3 * i[:, None] + np.arange(3), 3 * j[:, None] + np.arange(3)), axis=1
        )
        return rows.ravel(), (rows[:, :, None] * self._size + rows[:, None, :]).ravel()

    def __call__(self, pose: Array) -> tuple[float, Array, Array]:
        """Energy (J), gradient (shape (3·bodies,)) and Hessian (square) at a pose."""
        energy, gradient, parts = self.slope(pose)
        return energy, gradient, self.hessian(parts)

    def start_from(self, old: Energy, pose: Array) -> None:
        """Search for the sheet of the bed from where another energy found it, at a pose (shape
        (bodies, 3)) that stands for the one it had there; only saves time."""
        if self.bed is None or old.bed is None or len(self.bed.pads) != len(old.bed.pads):
            return
        self.sheet, self._sheet_moves, self._sheet_pose = old.sheet, old._sheet_moves, pose

    def _lead_sheet(self, pose: Array) -> None:
        """Let the search for the sheet start from where the tangent leads it at a pose."""
        if self.sheet is not None and self._sheet_moves and self._sheet_pose is not None:
            unknowns, moves = self._sheet_moves
            self.sheet = self.sheet + moves @ (pose - self._sheet_pose).ravel()[unknowns]
        self._sheet_pose = pose

    def slope(self, pose: Array) -> tuple[float, Array, Parts]:
        """Energy (J), gradient (shape (3·bodies,)) and what `hessian` goes on from."""
        self._lead_sheet(pose)
        size = self._size
        spring_e, spring_g, spring = spring_slope(self.model.springs, pose)
        cable_e, cable_g, cable = line_slope(
            self._line_ends, self.model.cables, self.model.struts, pose
        )
        point_e, point_g, point = self._on_bodies(pose)
        sheet, crowded = self._on_bed, self._crowded
        gradient = np.zeros(size)  # of nothing at all, bincount would make whole numbers
        gradient += np.bincount(self._spring_rows[0], spring_g.ravel(), size)
        gradient += np.bincount(self._cable_rows[0], cable_g.ravel(), size)
        gradient += point_g.ravel()
        if crowded is not None:
            gradient[2::3] += crowded.moments(self.bodies)
        energy = spring_e + cable_e + point_e
        guide, held = self.model.guide, None
        if guide is not None:
            held = self._guide(pose)
            miss, slope, _ = held
            gradient += guide.stiffness * miss * slope
            energy += 0.5 * guide.stiffness * miss**2
        moment = self.model.moment
        if moment is not None:
            gradient[2::3] -= moment
            energy -= float(np.dot(moment, pose[:, 2]))
        return energy, gradient, Parts(spring, cable, point, sheet, crowded, held)

    def hessian(self, parts: Parts) -> Array:
        """The exact Hessian (square) at the pose that the parts come from."""
        size = self._size
        blocks = (
            spring_blocks(self.model.springs, *parts.spring).ravel(),
            line_blocks(*parts.cable).ravel(),
            self._point_blocks(*parts.point).ravel(),
        )
        hessian = np.bincount(self._places, np.concatenate(blocks), size * size)
        hessian = hessian.reshape(size, size)
        if parts.sheet is not None:
            hessian -= self._through_sheet(*parts.sheet)
        if parts.crowded is not None:
            hessian += parts.crowded.hessian(self.bodies)
        guide = self.model.guide
        if guide is not None and parts.guide is not None:
            miss, slope, arm = parts.guide
            hessian += guide.stiffness * (slope[:, None] * slope[None, :])
            for body, weight, x in zip(guide.body, guide.weight, arm[:, 0], strict=True):
                hessian[3 * body + 2, 3 * body + 2] -= guide.stiffness * miss * weight * x
        return hessian

    def guide_gradient(self, pose: Array) -> Array:
        """The part of the gradient (shape (3·bodies,)) that the guide makes."""
        guide = self.model.guide
        if guide is None:
            return np.zeros(self._size)
        miss, slope, _ = self._guide(pose)
        return guide.stiffness * miss * slope

    def _on_bodies(self, pose: Array) -> tuple[float, Array, tuple[Array, ...]]:
        """Loads and pads: whatever acts on one body at one point."""
        loads = self.model.loads
        arm = turn(pose[loads.body, 2], loads.point)
        energy = -float(np.sum(loads.force * (pose[loads.body, :2] + arm)))
        parts = [(loads.body, arm, -loads.force, np.zeros((len(loads.body), 3)))]
        props = self.model.props
        if props is not None:
            arm = turn(pose[props.body, 2], props.point)
            y = pose[props.body, 1] + arm[:, 1]
            area, step, rise = ramp((y - props.height) / props.width)
            energy -= float(np.sum(props.force * (y - props.width * area)))
            up, none = props.force * (1 - step), np.zeros(len(y))
            slope = np.stack((none, -up), axis=1)
            parts.append(
                (
                    props.body,
                    arm,
                    slope,
                    np.stack((none, none, props.force * rise / props.width), 1),
                )
            )
        pads = self._pads
        self._on_bed = self._crowded = None
        on_floor = self._places_of(pose, pads.point)
        facing = on_floor if self._facing is pads.point else self._places_of(pose, self._facing)
        for pad_arm, found in (
            (facing[0], self._on_cylinder(pose, facing[1], facing[0])),
            (on_floor[0], self._on_floor(on_floor[1], on_floor[0])),
        ):
            if found is not None:
                index, part_energy, slope, curve = found
                energy += part_energy
                parts.append((pads.body[index], pad_arm[index], slope, curve))
        body, arm, slope, curve = (np.concatenate(column) for column in zip(*parts, strict=True))
        gradient = self._gather(body, arm, slope)
        return energy, gradient, (body, arm, slope, curve)

    def _places_of(self, pose: Array, point: Array) -> tuple[Array, Array]:
        """Arm and place (m, world frame, (pads, 2)) of a point (m, (pads, 2)) of every pad."""
        pads = self._pads
        # one sine a body instead of one a pad: there are fifteen times as many pads
        cos, sin = np.cos(pose[:, 2])[pads.body], np.sin(pose[:, 2])[pads.body]
        x, y = point[:, 0], point[:, 1]
        arm = np.empty((len(pads.body), 2))
        arm[:, 0] = cos * x - sin * y
        arm[:, 1] = sin * x + cos * y
        return arm, pose[pads.body, :2] + arm

    def _gather(self, body: Array, arm: Array, slope: Array) -> Array:
        """Gradient (shape (bodies, 3)) of point slopes on bodies."""
        gx, gy = slope[:, 0], slope[:, 1]
        columns = (gx, gy, gy * arm[:, 0] - gx * arm[:, 1])
        return np.stack([np.bincount(body, c, self.bodies) for c in columns], axis=1)

    def _point_blocks(self, body: Array, arm: Array, slope: Array, curve: Array) -> Array:
        # by the chain rule with ∂p/∂θ = S·arm = t and ∂²p/∂θ² = −arm
        tx, ty = -arm[:, 1], arm[:, 0]
        xx, xy, yy = curve.T
        xt, yt = xx * tx + xy * ty, xy * tx + yy * ty
        tt = xt * tx + yt * ty - np.sum(slope * arm, axis=1)
        columns = (xx, xy, xt, yy, yt, tt)
        hxx, hxy, hxt, hyy, hyt, htt = (np.bincount(body, c, self.bodies) for c in columns)
        return np.stack((hxx, hxy, hxt, hxy, hyy, hyt, hxt, hyt, htt), axis=1)

    def _on_cylinder(
        self, pose: Array, place: Array, arm: Array
    ) -> tuple[Array, float, Array, Array] | None:
        touch = self._cylinder_overlap(place)
        if touch is None:
            return None
        index, unit, distance, overlap = touch
        pads, cylinder = self._pads, self._cylinder
        assert cylinder is not None
        area = pads.area[index] * cylinder.share[index]
        packed, crowding = np.ones(len(index)), pads.crowding
        if crowding is not None:
            packed = crowding.share(pose)[index]
        energy, pressure, slope, sheet = self._answer(
            index, packed * overlap, cylinder, cylinder.share[index]
        )
        force, steep = area * pressure, area * slope
        mine = arm[index]
        grow = np.stack(
            (-unit[:, 0], -unit[:, 1], unit[:, 0] * mine[:, 1] - unit[:, 1] * mine[:, 0]), axis=1
        )
        if crowding is not None:
            self._crowded = Crowded(
                pads.body[index],
                crowding.above[index],
                crowding.below[index],
                grow,
                overlap,
                packed,
                crowding.rate[index],
                force,
                steep,
            )
        if sheet is not None:
            # bound to what it needs and not to this energy: a circle would keep every frame of a
            # drag until the collector comes
            if self._crowded is not None:
                pushes = partial(self._crowded.pushes, self.bodies)
            else:
                pushes = partial(_pushes, pads.body[index], steep[:, None] * grow, self._size)
            self._on_bed = sheet, pushes
        force = force * packed
        across = force / distance
        radial = steep * packed**2 + across
        curve = (radial[:, None] * unit)[:, [0, 0, 1]] * unit[:, [0, 1, 1]]
        curve[:, [0, 2]] -= across[:, None]
        return index, energy, -force[:, None] * unit, curve

    def _answer(
        self, index: Array, overlap: Array, other: Cylinder | Floor, share: Array
    ) -> tuple[float, Array, Array, tuple[Pressed, Array, Array] | None]:
        """Energy (J) of all pads that overlap (m) with something, their pressures and the slopes of
        these, each for itself; and of those that hold each other the answer of their bed, their
        places in it and which they are."""
        if not self._holds(other):
            each, pressure, slope = self._pressed(index, overlap, other)
            area = self._pads.area[index] * share
            return float(np.sum(area * each)), pressure, slope, None
        bed = self.bed
        assert bed is not None
        place = self._place_in_bed[index]
        tied, alone = np.flatnonzero(place >= 0), np.flatnonzero(place < 0)
        pressure, slope = np.zeros(len(index)), np.zeros(len(index))
        each, pressure[alone], slope[alone] = self._pressed(index[alone], overlap[alone], other)
        energy = float(np.sum(self._pads.area[index[alone]] * share[alone] * each))
        row = place[tied]
        over, faced = np.zeros(len(bed.pads)), np.zeros(len(bed.pads))
        over[row], faced[row] = overlap[tied], share[tied]
        answer = bed.press(over, faced, other, self.sheet)
        if answer is None:
            return energy, pressure, slope, None
        self.sheet = answer.sheet
        pressure[tied], slope[tied] = answer.pressure[row], answer.slope[row]
        return energy + answer.energy, pressure, slope, (answer, row, tied)

    def _holds(self, other: Cylinder | Floor) -> bool:
        """Whether the pads hold each other against this obstacle."""
        against = self._cylinder if self._cylinder is not None else self.model.floor
        return self.bed is not None and other is against

    def _through_sheet(
        self, sheet: tuple[Pressed, Array, Array], pushes: Callable[[], Array]
    ) -> Array:
        """What the sheet between the layers takes off the Hessian (square) by giving way."""
        answer, row, tied = sheet
        bed = self.bed
        assert bed is not None
        pushed = pushes()[tied]
        unknowns = np.flatnonzero(np.any(pushed, axis=0))
        push = np.zeros((len(bed.pads), len(unknowns)))
        push[row] = pushed[:, unknowns]
        moved = bed.solve(push, answer.diagonal, answer.start, answer.stop)
        self._sheet_moves = unknowns, moved
        softer = push.T @ moved
        whole = np.zeros((self._size, self._size))
        whole[np.ix_(unknowns, unknowns)] = (softer + softer.T) / 2
        return whole

    def _pressed(
        self, index: Array, overlap: Array, other: Cylinder | Floor
    ) -> tuple[Array, Array, Array]:
        """Energy per area, pressure and its slope of pads that overlap (m) with something."""
        pads = self._pads
        layers = pads.modulus[index], pads.depth[index], other.modulus, other.depth
        if pads.late is None:
            return series_pressure(overlap, *layers)
        return late_pressure(overlap, *layers, pads.late.onset[index], pads.late.times[index])

    def _cylinder_overlap(self, place: Array) -> tuple[Array, Array, Array, Array] | None:
        """Pads at `place` (m, (pads, 2)) that the cylinder meets: index, unit normal, distance
        from the axis (m) and overlap (m)."""
        cylinder = self._cylinder
        if cylinder is None:
            return None
        x, y = place[:, 0] - cylinder.centre[0], place[:, 1] - cylinder.centre[1]
        square = x * x + y * y
        index = np.flatnonzero(square < self._reach)
        distance = np.sqrt(square[index])
        unit = np.stack((x[index], y[index]), axis=1) / distance[:, None]
        return index, unit, distance, cylinder.radius[index] - distance

    def _on_floor(self, place: Array, arm: Array) -> tuple[Array, float, Array, Array] | None:
        floor = self.model.floor
        if floor is None:
            return None
        pads = self._pads
        index = np.flatnonzero(place[:, 1] < 0)
        down, whole = np.tile([0.0, -1.0], (len(index), 1)), np.ones(len(index))
        energy, pressure, stiffness, sheet = self._answer(index, -place[index, 1], floor, whole)
        if sheet is not None:
            grow = np.stack((down[:, 0], down[:, 1], -arm[index, 0]), axis=1)
            grow *= (pads.area[index] * stiffness)[:, None]
            self._on_bed = sheet, partial(_pushes, pads.body[index], grow, self._size)
        area = pads.area[index]
        slope, curve = np.zeros((len(index), 2)), np.zeros((len(index), 3))
        slope[:, 1] = -area * pressure
        curve[:, 2] = area * stiffness
        return index, energy, slope, curve

    def _guide(self, pose: Array) -> tuple[float, Array, Array]:
        """How far the guide is missed (m), the slope of that, and the arms of its points."""
        guide = self.model.guide
        assert guide is not None
        arm = turn(pose[guide.body, 2], guide.point)
        miss = float(np.sum(guide.weight * (pose[guide.body, 0] + arm[:, 0]))) - guide.target
        slope = np.zeros(self._size)
        for body, weight, y in zip(guide.body, guide.weight, arm[:, 1], strict=True):
            slope[3 * body] += weight
            slope[3 * body + 2] -= weight * y
        return miss, slope, arm

    def guide_slope(self, pose: Array) -> Array:
        """How the guided point moves along x (shape (3·bodies,)) with each unknown."""
        return self._guide(pose)[1]

    def guide_force(self, pose: Array) -> float:
        """Force (N, along x) with which the guide pushes the model."""
        guide = self.model.guide
        if guide is None:
            return 0.0
        return -guide.stiffness * self._guide(pose)[0]

    def touch_cylinder(self, pose: Array) -> Touch:
        """Contact with the cylinder at a pose, of all pads."""
        self._lead_sheet(pose)
        pads, cylinder = self._pads, self._cylinder
        found = self._cylinder_overlap(points(pose, pads.body, self._facing))
        if found is None or cylinder is None:
            return Touch(np.zeros(0, int), np.zeros((0, 2)), np.zeros(0), np.zeros(0))
        index, unit, _, overlap = found
        packed = np.ones(len(index))
        if pads.crowding is not None:
            packed = pads.crowding.share(pose)[index]
        share = cylinder.share[index]
        pressure = self._answer(index, packed * overlap, cylinder, share)[1]
        return self._on_all(index, unit, pressure, share * packed)

    def touch_floor(self, pose: Array) -> Touch:
        """Contact with the floor at a pose, of all pads."""
        self._lead_sheet(pose)
        arm, place = self._places_of(pose, self._pads.point)
        found = self._on_floor(place, arm)
        if found is None:
            return Touch(np.zeros(0, int), np.zeros((0, 2)), np.zeros(0), np.zeros(0))
        index, _, slope, _ = found
        normal = np.tile([0.0, 1.0], (len(index), 1))
        return self._on_all(index, normal, -slope[:, 1] / self._pads.area[index], 1.0)

    def _on_all(self, index: Array, normal: Array, pressure: Array, share: Array | float) -> Touch:
        """What presses on the pads that are solved for (`share` of the area of each), told of all
        pads that they stand for."""
        part = np.broadcast_to(share, index.shape)
        if self.half is not None:
            index, where = self.half.both(index)
            normal, pressure, part = normal[where], pressure[where], part[where]
        return Touch(index, normal, pressure, self.model.pads.area[index] * part * pressure)

    def prop_forces(self, pose: Array) -> Array:
        """Force (N, straight up, shape (props,)) of every prop."""
        props = self.model.props
        if props is None:
            return np.zeros(0)
        y = points(pose, props.body, props.point)[:, 1]
        force: Array = props.force * (1 - ramp((y - props.height) / props.width)[1])
        return force
