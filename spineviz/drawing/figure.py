"""The whole figure of one person, and what of it follows the contact with the roller."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from spineviz.anatomy.levels import TABLE_STATURE, Levels
from spineviz.anatomy.person import Person
from spineviz.anatomy.prone import HANDS
from spineviz.anatomy.skin import LUMBOSACRAL, SACRUM
from spineviz.drawing import cage, head_and_pelvis, limbs, trunk_skin, vertebra
from spineviz.drawing.curves import smooth
from spineviz.drawing.sketch import (
    CHART,
    FOREARM,
    FRAMES,
    UPPER_ARM,
    Outline,
    Part,
    Placing,
    Pose,
    Sketch,
    pairs,
)
from spineviz.outcome import Balanced, Contact, Outcome
from spineviz.scene import LEVELS

NEAREST_TIP = 8.5e-3  # m of skin over a spinous process at least
WALL_LEVELS = np.linspace(1.0, len(LEVELS), 4 * (len(LEVELS) - 1) + 1)
"""Running numbers of the levels at which the curve of the column is drawn, C2 to S1."""

SPACING = 2e-3  # m, the least distance of pads that are drawn one after the other

SOFT = {"trunk skin": 0.0, "muscle": 4e-3}
"""Kinds of parts that a roller presses in from the front, and how far (m) they stay over it."""

ARM_FRAMES = (UPPER_ARM, FOREARM)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """Everything that is drawn of a person.

    Attributes:
        outline: all parts; `outline.points(frames(...))` puts them into the world.
        face_down: whether x of its world runs towards the head.
        arms, stature: key of `limbs.HANDS` and m, for the arm that is drawn.
        back: the skin of the back as if nothing pressed on it, drawn face down.
        front_wall: places 7 mm in front of the bodies C2 … S1, on which the curve is drawn.
        reach: the shoulder and where the hand is.
        body_sizes: m, shape (24,), the smaller of height and depth of the vertebral bodies.
    """

    outline: Outline
    face_down: bool
    arms: str
    stature: float
    front_wall: Placing
    back: Placing
    reach: Placing
    body_sizes: np.ndarray

    @property
    def over_roller(self) -> tuple[tuple[int, int, float], ...]:
        """What face down gives way to the roller: first row in `outline.points`, the one after the
        last, and how deep (m) it lies under the skin."""
        ends = self.outline.ends
        return tuple(
            (int(ends[n]), int(ends[n + 1]), SOFT[part.kind])
            for n, part in enumerate(self.parts)
            if part.kind in SOFT
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """What each outline is."""
        return self.outline.parts

    def frames(self, pose: Pose) -> np.ndarray:
        """Pose of every frame (m, m, rad), shape (frames, 3), with an arm reaching its place."""
        frames = np.zeros((len(FRAMES), 3))
        for row, name in enumerate(FRAMES):
            if name not in ARM_FRAMES:
                frames[row] = pose[name]
        shoulder, hand = pairs(self.reach.world(frames))
        if self.arms in ("forearms", "press-up", "on-elbows"):
            x = pose[HANDS][0] if self.arms == "press-up" else None
            hand = limbs.on_floor(shoulder, x, self.arms, self.stature)
        upper, lower = limbs.arm_poses(shoulder, hand, self.arms, self.stature)
        frames[FRAMES.index(UPPER_ARM)] = upper
        frames[FRAMES.index(FOREARM)] = lower
        return frames

    def front(self, frames: np.ndarray) -> np.ndarray:
        """The front of the column (m, shape (n, 2)) at `WALL_LEVELS`."""
        return pairs(self.front_wall.world(frames))


def figure_of(outcome: Outcome) -> Figure:
    """The figure of an outcome's person; the same as long as nothing but the roller moves."""
    person, scene = outcome.person, outcome.scene
    arms = limbs.arms_word(scene.arms, person.face_down, scene.task)
    return _figure(person, arms)


@lru_cache(maxsize=16)
def _figure(person: Person, arms: str) -> Figure:
    stature = person.stature
    size = 1e-3 * stature / TABLE_STATURE
    levels = person.levels
    sketch = Sketch(size)
    bones = measure(levels, person.wedges.body, size)
    limbs.add_arm(sketch, arms)
    limbs.add_leg_skin(sketch)
    trunk_skin.add_trunk_skin(sketch, levels)
    sketch.rigid("head skin", "head", "skull", smooth(head_and_pelvis.FACE))
    trunk_skin.add_muscles(sketch, levels)
    cage.add_blade(sketch)
    cage.add_ribs(sketch, levels)
    cage.add_sternum(sketch)
    head_and_pelvis.add_hip_bone(sketch)
    limbs.add_leg(sketch)
    head_and_pelvis.add_femoral_head(sketch)
    trunk_skin.add_cord(sketch, levels)
    head_and_pelvis.add_sacrum(sketch)
    for name, bone, shape in reversed(list(zip(LEVELS, bones, vertebra.SHAPES, strict=True))):
        sketch.rigid("arch", name, name, shape.arch(bone))
    _add_discs(sketch, bones)
    for name, bone, shape in zip(LEVELS, bones, vertebra.SHAPES, strict=True):
        sketch.rigid("body", name, name, shape.body(bone))
    cage.add_blade_glass(sketch)
    head_and_pelvis.add_head(sketch)

    where, at, _, _ = limbs.HANDS[arms]
    reach = Sketch(size)
    reach.spline("reach", "arm", [(CHART, [limbs.SHOULDER]), (where, [at])])
    wall = Sketch(size)
    gap = 7.0
    half = [bone.half + gap for bone in bones] + [bones[-1].half + gap]
    front = [(f, np.interp(f, np.arange(len(half)), half)) for f in WALL_LEVELS]
    wall.spline("wall", "front", [(CHART, front)])
    behind = Sketch(size)
    skin = [(k, -levels.skin_back[k] / size) for k in range(1, len(LEVELS))]
    behind.spline("back", "back", [(CHART, skin), ("pelvis", (*LUMBOSACRAL[1:], *SACRUM))])
    rest = _rest_frames(person)
    return Figure(
        outline=sketch.finish(rest),
        face_down=person.face_down,
        arms=arms,
        stature=stature,
        front_wall=wall.placing(),
        back=behind.placing(),
        reach=reach.placing(),
        body_sizes=np.minimum(levels.body_height, levels.body_depth),
    )


def _rest_frames(person: Person) -> np.ndarray:
    """Rest pose of every frame; the arm's own frames do not matter for distances along curves."""
    return np.array(
        [
            (0.0, 0.0, 0.0) if name in ARM_FRAMES else person.rest[person.index(name)]
            for name in FRAMES
        ]
    )


def measure(levels: Levels, wedges: np.ndarray, size: float) -> list[vertebra.Bone]:
    """Measures of the 24 vertebrae in mm of the table's man, from arrays in m and rad."""
    found = []
    for k, shape in enumerate(vertebra.SHAPES):
        depth = levels.body_depth[k] / size
        skin = levels.skin_back[k] - max(levels.skin_to_spinous[k], NEAREST_TIP)
        tip = min(skin / size, depth / 2 + shape.tip)
        fall = vertebra.drop(
            depth / 2, tip, levels.spinous_length[k] / size, levels.spinous_angle[k]
        )
        found.append(
            vertebra.Bone(
                height=levels.body_height[k] / size,
                depth=depth,
                wedge=float(wedges[k]),
                tip=tip,
                drop=fall,
            )
        )
    return found


def _add_discs(sketch: Sketch, bones: list[vertebra.Bone]) -> None:
    """Add the discs: each fills the gap between the two end plates that are drawn."""
    for k in range(1, len(bones)):
        shape, upper = vertebra.SHAPES[k], LEVELS[k]
        top = vertebra.disc_side(bones[k], shape.plates, -1, shape.bulge)
        if k + 1 < len(bones):
            below, lower = vertebra.SHAPES[k + 1], LEVELS[k + 1]
            bottom = vertebra.disc_side(bones[k + 1], below.plates, 1, shape.bulge)
        else:
            lower, bottom = "pelvis", head_and_pelvis.sacral_plate(shape.bulge)
        runs = [(upper, top), (lower, bottom[::-1])]
        sketch.spline("disc", f"{upper}-{'S1' if lower == 'pelvis' else lower}", runs,
                      needs=("discs",))  # fmt: skip


def middle_rows(contact: Contact) -> np.ndarray:
    """Rows of the pads in the mid-plane from neck to sacrum, each further along than the last.

    Where the back hollows, pads of two bones overlap along it; those of the upper bone stay.
    """
    rows = np.flatnonzero(contact.z == 0.0)
    if not contact.towards_feet > 0:  # pads of the front stand in the order of their tissues
        rows = rows[np.argsort(-contact.skin[rows, 0], kind="stable")]
    along = contact.towards_feet * contact.skin[rows, 0]
    furthest = np.maximum.accumulate(along)
    keep = np.concatenate(([True], along[1:] > furthest[:-1] + SPACING))
    kept: np.ndarray = rows[keep]
    return kept


def back_line(contact: Contact) -> np.ndarray:
    """The skin in the mid-plane from the neck to the sacrum (m, shape (n, 2)), as it lies now."""
    line: np.ndarray = contact.surface[middle_rows(contact)]
    return line


def dent(
    contact: Contact, centre: tuple[float, float], radius: float, count: int = 180
) -> np.ndarray:
    """Outline of the roller in the mid-plane (m, shape (count, 2)): a circle, but for where the
    skin has pressed it in."""
    line = back_line(contact)
    away = line - np.array(centre)
    reach = np.hypot(away[:, 0], away[:, 1])
    touching = reach < radius - 1e-6
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False) - np.pi / 2
    edge = np.full(count, radius)
    if np.any(touching):
        at = np.arctan2(away[touching, 1], away[touching, 0])
        order = np.argsort(at)
        at, pressed = at[order], reach[touching][order]
        step = np.radians(3.0)  # beyond the last pad that touches the dent runs out
        at = np.concatenate(([at[0] - step], at, [at[-1] + step]))
        pressed = np.concatenate(([radius], pressed, [radius]))
        edge = np.interp(angle, at, pressed, left=radius, right=radius)
    ring: np.ndarray = np.array(centre) + edge[:, None] * np.stack(
        (np.cos(angle), np.sin(angle)), axis=1
    )
    return ring


def on_top(
    places: np.ndarray,
    contact: Contact,
    centre: tuple[float, float],
    radius: float,
    under: float,
) -> np.ndarray:
    """Outlines (m, shape (n, 2)) of a body face down, lifted to `under` (m) over the surface of the
    roller where they would be drawn into it."""
    ring = dent(contact, centre, radius)
    upper = ring[ring[:, 1] >= centre[1]]
    upper = upper[np.argsort(upper[:, 0])]
    x, y = places[:, 0], places[:, 1]
    inside = (x > upper[0, 0]) & (x < upper[-1, 0])
    top = np.interp(x, upper[:, 0], upper[:, 1] + under)
    lifted: np.ndarray = np.stack((x, np.where(inside, np.maximum(y, top), y)), axis=1)
    return lifted


def drawn(figure: Figure, frames: np.ndarray, outcome: Balanced) -> tuple[np.ndarray, np.ndarray]:
    """Places of all outlines and of the skin of the back (m, shape (n, 2) each), which gives way to
    the roller on the side that lies on it."""
    places, roller = figure.outline.points(frames), outcome.roller
    if roller is not None and not figure.face_down:
        return places, back_line(roller.contact)
    if roller is not None:
        for start, end, under in figure.over_roller:
            part = places[start:end]
            centre = roller.x, roller.y
            places[start:end] = on_top(part, roller.contact, centre, roller.radius, under)
    return places, pairs(figure.back.world(frames))


def erector(line: np.ndarray, inner: np.ndarray, depth: float) -> np.ndarray:
    """Outline of the back muscle: from `depth` (m) under the skin of the back to its inner edge.

    Args:
        line: shape (n, 2), the skin of the back from head to sacrum.
        inner: shape (m, 2), the inner edge in the same direction.
        depth: m.
    """
    way = np.sign(inner[-1, 0] - inner[0, 0])
    past, before = way * (line[:, 0] - inner[0, 0]) > 0, way * (line[:, 0] - inner[-1, 0]) < 0
    under = line[past & before]
    along = np.gradient(under, axis=0)
    along /= np.maximum(np.hypot(*along.T), 1e-12)[:, None]
    front = np.stack((-along[:, 1], along[:, 0]), axis=1)
    outer = under + depth * front
    shape: np.ndarray = np.concatenate((inner[:1], outer, inner[::-1][:-1]))
    return shape


def lay_on(line: np.ndarray, now: np.ndarray, row: float, spread: float = 5.0) -> np.ndarray:
    """The front of the column, moved and turned without bending, to lie best on another one.

    Args:
        line, now: shape (n, 2), the curve to move and the one to lie on, at `WALL_LEVELS`.
        row: running number of the level round which it has to fit.
        spread: levels over which the fit fades.
    """
    weight = np.exp(-0.5 * ((WALL_LEVELS - row) / spread) ** 2)[:, None]
    weight /= weight.sum()
    middle, target = (weight * line).sum(axis=0), (weight * now).sum(axis=0)
    a, b = line - middle, now - target
    cosine = float((weight * a * b).sum())
    sine = float((weight[:, 0] * (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])).sum())
    angle = np.arctan2(sine, cosine)
    cos, sin = np.cos(angle), np.sin(angle)
    moved: np.ndarray = a @ np.array([[cos, sin], [-sin, cos]]) + target
    return moved
