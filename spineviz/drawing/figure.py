"""The whole figure of one person, and what of it follows the contact with the roller."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from spineviz.anatomy.levels import TABLE_STATURE, Levels
from spineviz.anatomy.person import Person
from spineviz.anatomy.prone import HANDS
from spineviz.drawing import (
    cage,
    lower_limb,
    pelvis,
    skull,
    soft_masses,
    trunk_skin,
    upper_limb,
    vertebra,
)
from spineviz.drawing.folds import closed_round, fold
from spineviz.drawing.sketch import (
    ARM_FRAMES,
    CHART,
    DRAWN_ONLY,
    FRAMES,
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

BACK, BUTTOCK, THIGH_BACK, LEG, FRONT, HEAD = (
    "back", "buttock", "thigh back", "leg", "front", "head",
)  # fmt: skip
"""Lines of the skin, in their order round the body."""
FOLDS, KNEE_FOLD = (20.0, 26.0, 36.0, 34.0, 34.0), 30.0
"""mm, how far the folds are rounded: at the sacrum, under the buttock, in the groin, under the chin
and at the nape; and behind the knee."""

PRESSED_NEAR = 0.014  # m from the roller over which the skin turns from its pads to a smooth line
OVER_FLOOR = 1.5e-3  # m of skin under any bone of hand and foot
COVER = {"muscle": 4e-3, "fibre": 8e-3, "hollow": 12e-3, "diaphragm": 14e-3}
"""m of skin that stays under the masses of the trunk where it is pressed."""
COVER_OF_BONE = 2.5e-3
STIFF = {
    "skull", "skull shade", "skull hole", "seam", "jaw", "teeth", "gap", "orbit", "mastoid",
    "cheek", "ear", "skin fold",
    "far limb bone", "far muscle", "near bone", "near muscle", "near fold", "far fold",
    "quadriceps", "hamstrings", "calf", "shin", "femur", "femoral neck", "trochanters", "condyles",
    "fibula", "tibia", "patella", "foot",
}  # fmt: skip
"""Kinds and names of parts that what presses on the trunk does not move."""
GIVES_WAY = {False: 0.06, True: 0.16}
"""m over the skin at rest up to which a part can be lifted by what presses on it, face up and down,
where it sinks into the belly."""

BONE_OF = {
    "S1": "pelvis", "sacrum": "pelvis", "coccyx": "pelvis", "manubrium": "sternum",
    "xiphoid": "sternum", "spine of scapula": "scapulae", "coracoid": "scapulae",
}  # fmt: skip
"""Bones that parts of another name belong to."""
BONE_KINDS = {
    "true rib", "false rib", "floating rib", "cartilage", "sternum", "pelvis", "arch", "body",
    "blade", "blade shade", "scapula", "scapula spine",
}  # fmt: skip
"""Kinds of parts that are bone and take a force."""


class Figure(Struct, frozen=True, eq=False):
    """Everything that is drawn of a person.

    Attributes:
        outline: all parts but the skin; `outline.points(frames(...))` puts them into the world.
        skin: the lines that the skin is made of, by name in the order of its parts.
        face_down: whether x of its world runs towards the head.
        arms: word of `upper_limb.REACHES` for the arm that is drawn.
        size: m per mm of the table's man.
        front_wall: places 7 mm in front of the bodies C2 … S1, on which the curve is drawn.
        reach: the shoulder, where the wrist is and to what the hand points.
        body_sizes: m, shape (24,), the smaller of height and depth of the vertebral bodies.
        bones: rows in `parts` of the outlines of each bone, by its name in the mechanics.
        low: rows of `outline` that what presses on the skin can lift, and how much skin (m) stays
            under each.
        floors: m, shape (rows of outline,), how high over the floor each stays.
    """

    outline: Outline
    skin: Outline
    face_down: bool
    arms: str
    size: float
    front_wall: Placing
    reach: Placing
    body_sizes: np.ndarray
    bones: dict[str, tuple[int, ...]]
    low: tuple[np.ndarray, np.ndarray]
    floors: np.ndarray

    @property
    def parts(self) -> tuple[Part, ...]:
        """What each outline is."""
        return self.outline.parts

    def frames(self, pose: Pose) -> np.ndarray:
        """Pose of every frame (m, m, rad), shape (frames, 3), with an arm reaching its place."""
        frames = np.zeros((len(FRAMES), 3))
        frames[:KNOWN] = [pose[name] for name in FRAMES[:KNOWN]]
        for name, placed in lower_limb.knee(pose, self.size).items():
            frames[FRAMES.index(name)] = placed
        shoulder, *hand = self.reach.world(frames).tolist()
        reach = upper_limb.REACHES[self.arms]
        wrist = hand.pop(0) if reach.at else None
        aim = hand.pop(0) if reach.aim else None
        if HANDS in pose and self.arms == "press-up":
            wrist = complex(pose[HANDS][0], 0.0)
        placed_arm = upper_limb.arm_poses(shoulder, wrist, aim, self.arms, self.size)
        for name, placed in placed_arm.items():
            frames[FRAMES.index(name)] = placed
        return frames

    def front(self, frames: np.ndarray) -> np.ndarray:
        """The front of the column (m, shape (n, 2)) at `WALL_LEVELS`."""
        return pairs(self.front_wall.world(frames))


class Drawn(Struct, frozen=True, eq=False):
    """A figure in the world, for one outcome; m, each of shape (n, 2).

    Attributes:
        places: of all parts, in the order of `Figure.outline`.
        skin: one closed outline of head, trunk and leg. arm, leg: of the arm and of one leg.
        back: the skin of the back from the neck to the sacrum.
        trunk: the skin of back, buttock and front.
    """

    places: np.ndarray
    skin: np.ndarray
    arm: np.ndarray
    leg: np.ndarray
    back: np.ndarray
    trunk: np.ndarray


def bone_of(part: str) -> str:
    """The body of the mechanics that a drawn bone of this name belongs to."""
    return BONE_OF.get(part, part)


KNOWN = len(FRAMES) - len(DRAWN_ONLY)
"""How many frames the mechanics knows; they come first."""


def figure_of(outcome: Outcome) -> Figure:
    """The figure of an outcome's person; the same as long as nothing but the roller moves."""
    person, scene = outcome.person, outcome.scene
    arms = upper_limb.arms_word(scene.arms, person.face_down, scene.task, scene.hand_support > 0)
    return _figure(person, arms)


@lru_cache(maxsize=16)
def _figure(person: Person, arms: str) -> Figure:
    size = 1e-3 * person.stature / TABLE_STATURE
    levels = person.levels
    bones = measure(levels, person.wedges.body, size)
    outline = Sketch(size)
    near = upper_limb.is_near(arms)
    if not near:
        upper_limb.add_arm(outline, arms)
    _add_inside(outline, levels, bones)
    if near:
        upper_limb.add_arm(outline, arms)
    elif arms == "head":
        upper_limb.add_clasped_fingers(outline)
    skin = Sketch(size)
    trunk_skin.add_trunk_lines(skin, levels)
    lower_limb.add_leg_lines(skin)
    skull.add_face(skin)
    upper_limb.add_arm_lines(skin, arms)

    reach = Sketch(size)
    word = upper_limb.REACHES[arms]
    ahead = (levels.skin_depth - levels.skin_back) / size
    runs = [(CHART, [upper_limb.SHOULDER])]
    for place in (word.at, word.aim):
        if place is not None:
            frame, (a, b) = place
            over = np.interp(a, np.arange(len(LEVELS)), ahead) if frame == CHART else 0.0
            runs.append((frame, [(a, b + over)]))
    reach.spline("reach", "arm", runs)
    wall = Sketch(size)
    gap = 7.0
    half = [bone.half + gap for bone in bones] + [bones[-1].half + gap]
    front = [(f, np.interp(f, np.arange(len(half)), half)) for f in WALL_LEVELS]
    wall.spline("wall", "front", [(CHART, front)])
    rest = rest_frames(person, size)
    made, lines = outline.finish(rest), skin.finish(rest)
    return Figure(
        outline=made,
        skin=lines,
        face_down=person.face_down,
        arms=arms,
        size=size,
        front_wall=wall.placing(),
        reach=reach.placing(),
        body_sizes=np.minimum(levels.body_height, levels.body_depth),
        bones=_bones(made.parts),
        low=_low(made, lines, rest, person.face_down),
        floors=np.repeat(
            [OVER_FLOOR if part.kind not in COVER else 0.0 for part in made.parts],
            np.diff(made.ends),
        ),
    )


def _add_inside(sketch: Sketch, levels: Levels, bones: list[vertebra.Bone]) -> None:
    """Add what lies in head, trunk and leg, in the order of a cut through the mid-plane."""
    soft_masses.add_hollows(sketch, levels)
    soft_masses.add_front_muscles(sketch, levels)
    soft_masses.add_back_muscles(sketch, levels)
    skull.add_sternomastoid(sketch, levels)
    pelvis.add_gluteus(sketch)
    lower_limb.add_leg_muscles(sketch)
    cage.add_blade(sketch, levels)
    cage.add_ribs(sketch, levels)
    cage.add_sternum(sketch, levels)
    cage.add_clavicle(sketch, levels)
    pelvis.add_hip_bone(sketch)
    lower_limb.add_leg(sketch)
    pelvis.add_hip_joint(sketch)
    skull.add_head(sketch)
    pelvis.add_sacrum(sketch)
    trunk_skin.add_cord(sketch, levels)
    for name, bone, shape in reversed(list(zip(LEVELS, bones, vertebra.SHAPES, strict=True))):
        sketch.rigid("arch", name, name, shape.arch(bone))
    _add_discs(sketch, bones)
    for name, bone, shape in zip(LEVELS, bones, vertebra.SHAPES, strict=True):
        sketch.rigid("body", name, name, shape.body(bone))
    cage.add_blade_glass(sketch, levels)


def rest_frames(person: Person, size: float) -> np.ndarray:
    """Rest pose of every frame, in which distances along curves are measured; an arm hangs
    straight there."""
    pose = {name: tuple(person.rest[person.index(name)]) for name in FRAMES[:KNOWN]}
    pose |= lower_limb.knee(pose, size)
    shoulder, elbow, wrist = (0.0, 0.0, 0.0), (0.3, 0.0, 0.0), (0.55, 0.0, 0.0)
    arm = (shoulder, elbow, elbow, elbow, wrist)
    pose |= dict(zip(ARM_FRAMES, arm, strict=True))
    return np.array([pose[name] for name in FRAMES])


def _bones(parts: tuple[Part, ...]) -> dict[str, tuple[int, ...]]:
    """Rows of the outlines of each bone."""
    found: dict[str, tuple[int, ...]] = {}
    for row, part in enumerate(parts):
        if part.kind in BONE_KINDS:
            name = bone_of(part.name)
            found[name] = (*found.get(name, ()), row)
    return found


def _low(
    outline: Outline, skin: Outline, rest: np.ndarray, face_down: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Rows that lie so low over the skin at rest that they may have to give way, and the skin (m)
    that stays under them."""
    covers = np.repeat(
        [
            np.nan if {part.kind, part.name} & STIFF else COVER.get(part.kind, COVER_OF_BONE)
            for part in outline.parts
        ],
        np.diff(outline.ends),
    )
    places = outline.places(rest)
    under = _underside(_lines(skin, rest), face_down)
    height = places.imag - np.interp(places.real, under.real, under.imag, left=-1.0, right=-1.0)
    rows = np.flatnonzero(~np.isnan(covers) & (height < GIVES_WAY[face_down]))
    return rows, covers[rows]


@lru_cache(maxsize=8)
def front_of(
    figure: Figure, pose: tuple[tuple[str, tuple[float, float, float]], ...]
) -> np.ndarray:
    """The front of the column in a pose that many pictures share, as of `Figure.front`."""
    return figure.front(figure.frames(dict(pose)))


def _lines(skin: Outline, frames: np.ndarray) -> dict[str, np.ndarray]:
    """The lines of the skin by name."""
    places = skin.places(frames)
    return {
        part.name: places[start:end]
        for part, start, end in zip(
            skin.parts, skin.ends[:-1].tolist(), skin.ends[1:].tolist(), strict=True
        )
    }


def _underside(lines: dict[str, np.ndarray], face_down: bool) -> np.ndarray:
    """The skin that trunk and roller or floor press on each other with, x + iy with rising x."""
    low = lines[FRONT] if face_down else np.concatenate((lines[BACK], lines[BUTTOCK]))
    if low[0].real > low[-1].real:
        low = low[::-1]
    rising = np.maximum.accumulate(low.real)
    return low[np.concatenate(([True], low.real[1:] > rising[:-1]))]


def drawn(figure: Figure, frames: np.ndarray, outcome: Balanced) -> Drawn:
    """Everything of a figure in the world. The skin gives way to the roller on the side that lies
    on it, and nothing is drawn under the floor."""
    places, lines = figure.outline.places(frames), _lines(figure.skin, frames)
    roller = outcome.roller
    if roller is not None:
        centre, radius = complex(roller.x, roller.y), roller.radius
        if figure.face_down:
            lines[FRONT] = on_top(lines[FRONT], roller.contact, centre, radius)
        else:
            pads = back_line(roller.contact) @ (1, 1j)
            pressed = np.exp(-(((np.abs(pads - centre) - radius) / PRESSED_NEAR).clip(0) ** 2))
            lines[BACK] = trunk_skin.calm(pads, pressed)
            for name in (BUTTOCK, THIGH_BACK):
                lines[name] = _beside(lines[name], centre, radius)
    for line in lines.values():
        np.maximum(line.imag, 0.0, out=line.imag)
    rows, cover = figure.low
    under = _underside(lines, figure.face_down)
    low = places[rows]
    lifted = np.interp(low.real, under.real, under.imag, left=-1.0, right=-1.0) + cover
    places.imag[rows] = np.maximum(low.imag, lifted)
    np.maximum(places.imag, figure.floors, out=places.imag)
    leg = np.concatenate(fold(lines[THIGH_BACK], lines[LEG], figure.size * KNEE_FOLD))
    body = [lines[BACK], lines[BUTTOCK], leg, lines[FRONT], lines[HEAD]]
    radii = [figure.size * radius for radius in FOLDS]
    skin = closed_round(body, radii, (True,) * len(FOLDS))
    arm = closed_round(
        [lines[name] for name in upper_limb.LINES],
        [figure.size * radius for radius in upper_limb.FOLDS],
        upper_limb.MEETS,
    )
    for line in (leg, skin, arm):
        np.maximum(line.imag, 0.0, out=line.imag)
    return Drawn(
        places=pairs(places),
        skin=pairs(skin),
        arm=pairs(arm),
        leg=pairs(leg),
        back=pairs(lines[BACK]),
        trunk=pairs(np.concatenate((lines[BACK], lines[BUTTOCK], lines[FRONT]))),
    )


def _beside(line: np.ndarray, centre: complex, radius: float) -> np.ndarray:
    """A line (x + iy) of soft skin that lies on the roller instead of in it."""
    away = line - centre
    reach = np.maximum(np.abs(away), 1e-9)
    outside: np.ndarray = centre + away * np.maximum(radius / reach, 1.0)
    return outside


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
                gap=levels.disc_height[k] / size,
            )
        )
    return found


def _add_discs(sketch: Sketch, bones: list[vertebra.Bone]) -> None:
    """Add the discs, each between the two end plates that are drawn, and their nuclei."""
    for kind in ("disc", "disc core"):
        for k in range(1, len(bones)):
            bone, shape = bones[k], vertebra.SHAPES[k]
            if kind == "disc":
                top = vertebra.disc_side(bone, shape.plates, -1, shape.bulge)
            else:
                top = vertebra.core_side(bone, shape.plates, -1)
            if k + 1 < len(bones):
                lower, other = LEVELS[k + 1], replace(bones[k + 1], gap=bone.gap)
                plates = vertebra.SHAPES[k + 1].plates
                if kind == "disc":
                    bottom = vertebra.disc_side(other, plates, 1, shape.bulge)
                else:
                    bottom = vertebra.core_side(other, plates, 1)
            else:
                lower = "pelvis"
                bottom = pelvis.under_last_disc(kind == "disc", shape.bulge, bone.gap)
            name = f"{LEVELS[k]}-{'S1' if lower == 'pelvis' else lower}"
            runs = [(LEVELS[k], top), (lower, bottom[::-1])]
            sketch.spline(kind, name, runs, needs=("discs",))


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


def on_top(line: np.ndarray, contact: Contact, centre: complex, radius: float) -> np.ndarray:
    """The skin (x + iy) of a front that lies on the surface of the roller instead of in it."""
    ring = dent(contact, (centre.real, centre.imag), radius)
    upper = ring[ring[:, 1] >= centre.imag]
    upper = upper[np.argsort(upper[:, 0])]
    inside = (line.real > upper[0, 0]) & (line.real < upper[-1, 0])
    top = np.interp(line.real, upper[:, 0], upper[:, 1])
    lifted: np.ndarray = line.real + 1j * np.where(inside, np.maximum(line.imag, top), line.imag)
    return lifted


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
