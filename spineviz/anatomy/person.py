"""One person lying at rest: every row of the model that does not depend on the roller."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from spineviz.anatomy import front, guarding, legs, prone, skin, thorax
from spineviz.anatomy.joints import add_joints
from spineviz.anatomy.levels import TABLE_MASS, TABLE_STATURE, Levels, girth_scale, load_levels
from spineviz.anatomy.muscles import add_muscles, belly_struts
from spineviz.anatomy.neighbours import bed_of, crowding_of
from spineviz.anatomy.posture import (
    SACRAL_SLOPE,
    Spine,
    Wedges,
    balance,
    lying_wedges,
    stack,
    standing_wedges,
)
from spineviz.anatomy.rows import Builder, Strips
from spineviz.anatomy.stiffened import kyphosis_of, slumped, with_ranges
from spineviz.anatomy.trunk import Trunk
from spineviz.mechanics.bed import Bed
from spineviz.mechanics.half import Half, half_of
from spineviz.mechanics.model import Cables, Loads, Pads, Props, Springs, Struts
from spineviz.mechanics.plane import points, turn
from spineviz.scene import Scene
from spineviz.tables.body_rows import ArmsFaceDownRow, ArmsRow
from spineviz.tables.tables import TABLES, Tables

GRAVITY = 9.81  # m/s²
# m, ear hole in front of and above the atlas; drawing measurement
HEAD_ABOVE_ATLAS = (0.004, 0.040)
SKULL_MASS = np.array([-0.020, 0.010])  # m, centre of mass from the ear hole; ASSUMED
PELVIS_MASS = np.array([-0.050, -0.010])  # m, centre of mass from the hip; ASSUMED
FOREARMS_ON_CHEST = (4.0, 0.13)  # levels below T1, m in front: where crossed arms lie; ASSUMED
PROPPED = {"roll": "", "press-up": "hands", "on-elbows": "elbows"}  # by task
ROLLER_GIVES = 0.02  # m. ASSUMED: how far a back sinks into a roller


class Person(Struct, frozen=True, eq=False):
    """A person at rest on back or front, unloaded, before roller and gravity.

    Attributes:
        names: bodies. rest: pose, shape (bodies, 3), world frame with the floor at y = 0.
        levels: sizes of the vertebrae. wedges: lying unloaded.
        joints: (upper, lower, row of the spring) from the skull down.
        joint_range: rad, shape (joints, 2): flexion, extension; where the joints' law ends, from
            rest.
        living_range: rad, shape (joints, 2), the same of living people, from standing.
        standing: rad, shape (joints,), how far each joint of the standing person is extended from
            rest.
        springs, cables, pads, loads, struts: tables of the model.
        kinds, cable_kinds: name of each spring and cable for the load path.
        strips: what each pad is.
        weight: N. on_hands: N of it that hands which lie on the floor hold.
        face_down: whether `rest` is turned over: x then runs towards the head.
        inside: m, shape (pads,), how far under the skin a roller meets each pad: at the bottom of
            the column, which cannot pass its axis as skin may. Right above the roller it makes no
            difference; beside it the column counts as it stands and not along the radius. Face
            down only the belly is met so; see `prone`.
        half: one half of the pads, which stands for both where both are met alike.
        arm: a prop under the shoulders, at their height at rest; None without one.
        stature: m. tables: what the person was built from.
    """

    names: tuple[str, ...]
    rest: np.ndarray
    levels: Levels
    wedges: Wedges
    joints: tuple[tuple[str, str, int], ...]
    joint_range: np.ndarray
    living_range: np.ndarray
    standing: np.ndarray
    springs: Springs
    cables: Cables
    pads: Pads
    loads: Loads
    kinds: tuple[str, ...]
    cable_kinds: tuple[str, ...]
    strips: Strips
    weight: float
    on_hands: float
    face_down: bool
    inside: np.ndarray
    stature: float
    tables: Tables
    half: Half
    struts: Struts | None = None
    arm: Props | None = None

    @property
    def published(self) -> tuple[bool, ...]:
        """Whether each joint has its published range; slump or a condition may leave less."""
        changed = np.any(self.living_range[1:] != self.levels.living_range, axis=1)
        return (True, *(not each for each in changed.tolist()))

    def index(self, name: str) -> int:
        """Row of a body."""
        return self.names.index(name)

    def bed(self, half: Half | None = None) -> Bed | None:
        """The pads of the back, or their half, as neighbours that hold each other; None face
        down."""
        if self.face_down:
            return None
        return bed_of(self.pads, self.strips, self.rest, self.tables, half)


class Recipe(Struct, frozen=True):
    """What a person is built from; equal recipes give the same person.

    Attributes:
        mass_kg, stature_m, kyphosis_deg, lordosis_deg: of the person, standing.
        multiplier: of the bending stiffness of the joints against a test bench.
        without: structures taken away.
        arms: as in `arms.csv`.
        hips: `down` (relaxed) or `up` (held, `lifted_mm` above the floor).
        knees: `bent` or `straight`.
        brace: how hard trunk muscles and breath are held, 0 to 1.
        face: `up`, or `down`: turned over, with legs straight and pads on the front alone.
        propped: what of the arms stands on the floor under the shoulders: nothing, `hands` or
            `elbows`.
        living: whether discs, cage and muscle are of a living person, or of a test bench.
        hand_support: share of the weight above the pelvis that an arm takes.
        guarding: strength, 0 to 1. slump_deg: kyphosis on top of the standing one.
        condition: as in `conditions.csv`.
    """

    mass_kg: float
    stature_m: float
    kyphosis_deg: float
    lordosis_deg: float
    multiplier: float
    without: tuple[str, ...]
    arms: str
    hips: str = "down"
    lifted_mm: float = 0.0
    knees: str = "bent"
    brace: float = 0.0
    hand_support: float = 0.0
    guarding: float = 0.0
    slump_deg: float = 0.0
    condition: str = "none"
    face: str = "up"
    propped: str = ""
    living: bool = True


def recipe_of(scene: Scene) -> Recipe:
    """The recipe of a scene's person; the same as long as nothing but the roller moves."""
    propped = PROPPED[scene.task]
    face = "down" if propped else scene.face
    hips = "down" if propped else scene.hips
    return Recipe(
        mass_kg=scene.person_mass_kg,
        stature_m=scene.person_stature_m,
        kyphosis_deg=scene.person_kyphosis_deg,
        lordosis_deg=scene.person_lordosis_deg,
        multiplier=scene.mechanics_joint_multiplier,
        without=scene.without,
        arms=scene.arms,
        hips=hips,
        # only the height at which hips or shoulders are held depends on the roller
        lifted_mm=scene.roller_diameter_mm
        if not propped and (hips == "up" or face == "down")
        else 0.0,
        brace=scene.brace,
        face=face,
        propped=propped,
        hand_support=0.0 if propped else scene.hand_support,
        guarding=scene.guarding,
        slump_deg=scene.slump,
        condition=scene.condition,
    )


def person_of(scene: Scene, tables: Tables = TABLES) -> Person:
    """The person of a scene; the same object as long as nothing but the roller moves."""
    return build_person(recipe_of(scene), tables)


@lru_cache(maxsize=64)
def build_person(recipe: Recipe, tables: Tables = TABLES) -> Person:
    """Build a person at rest."""
    down = recipe.face == "down"
    mass, stature, without = recipe.mass_kg, recipe.stature_m, recipe.without
    held = recipe.hips == "up"
    levels = load_levels(stature, mass, tables)
    girth = girth_scale(stature, mass)
    kyphosis = kyphosis_of(recipe.condition, recipe.kyphosis_deg, tables)
    slump = float(np.radians(recipe.slump_deg))
    standing = standing_wedges(levels, np.radians(kyphosis), np.radians(recipe.lordosis_deg))
    standing = slumped(levels, standing, slump)
    wedges = lying_wedges(levels, standing, tables)
    spine = stack(levels, wedges, stature)
    turned, height, hollow = _lie_flat(spine, levels, stature)
    if held and not down:  # the trunk is held level, and its hollow has to reach the roller too
        height += recipe.lifted_mm * 1e-3 - ROLLER_GIVES - hollow
    hip = np.array([0.0, height])
    trunk = _trunk(spine, turned, hip)

    build = Builder(tables)
    for name, centre, angle in zip(levels.names, trunk.centre, trunk.angle, strict=False):
        build.body(name, centre, angle)
    build.body("pelvis", hip, turned)
    ahead, above = (value * stature / TABLE_STATURE for value in HEAD_ABOVE_ATLAS)
    # the face looks straight up when the head rests in line with the trunk
    build.body("skull", trunk.centre[0] + (-above, ahead), 0.0)
    thorax.add_bodies(build, trunk, levels, without)
    plane = prone.front_plane(trunk, levels) if down else 0.0
    raised = plane + recipe.lifted_mm * 1e-3 - ROLLER_GIVES  # the floor of one level on a roller
    if down:
        prone.add_legs(build, hip, stature, raised if held else plane)
    else:
        legs.add_bodies(build, hip, stature, straight=recipe.knees == "straight")

    discs = hip + turn(np.full(len(spine.disc), turned), spine.disc)
    constant = tables.si
    multiplier = recipe.multiplier * (1 + recipe.brace * constant["brace.joints"])
    extended = wedges.disc - standing.disc
    jointed = levels
    if recipe.living:  # what living people reach counts from standing, the law from rest
        ends = levels.living_end + np.stack((-extended, extended), axis=1)
        jointed = replace(levels, joint_range=ends)
    jointed = with_ranges(jointed, recipe.condition, slump, tables)
    joints, joint_range = add_joints(
        build,
        trunk,
        discs,
        jointed,
        multiplier,
        recipe.living,
        "discs" not in without,
        down,
    )
    cage = constant["living.cage"] if recipe.living else 1.0
    thorax.add_springs(build, trunk, levels, stature, cage)
    upright = -balance(stack(levels, standing, stature))
    legs.add_springs(build, held, upright)
    legs.add_psoas(build, trunk, stature, upright)
    add_muscles(build, trunk, stature, recipe.brace, held)
    if down:
        front.add_front(build, trunk, levels, stature, girth, recipe.brace)
        prone.add_pads(build, stature, girth)
        if recipe.propped:
            prone.add_props(build, trunk, stature, recipe.propped)
        elif prone.arms_row(tables, recipe.arms).props:
            prone.add_forearms(build, trunk)
    else:
        _add_back(build, trunk, levels, stature, girth, recipe)
    on_hands = _add_weights(build, trunk, levels, mass, stature, _arms(recipe, build.tables))
    springs, cables = build.springs(), build.cables()
    pads, strips = build.pads()
    rest = np.array(build.rest)
    inside = pads.depth  # a column is as short as its bottom is near the roller
    if down:
        pads, strips, inside = prone.with_columns(pads, strips)
        rest = prone.turned_over(rest, plane if recipe.propped else raised)
    if not down:
        pads = replace(pads, crowding=crowding_of(pads, tuple(build.names), rest, levels))
    if recipe.guarding:
        guards = guarding.spans(cables, tuple(build.cable_kinds), len(joints))
        springs = guarding.guarded_joints(
            springs,
            np.array([row for _, _, row in joints]),
            joint_range,
            np.asarray(guards.any(axis=0)),
            recipe.guarding,
            tables,
        )
        size = stature / TABLE_STATURE
        cables = guarding.guarded_cables(cables, guards, joint_range, size, recipe.guarding, tables)
        pads = guarding.guarded_pads(pads, strips.track, recipe.guarding, tables)
    return Person(
        names=tuple(build.names),
        rest=rest,
        levels=levels,
        wedges=wedges,
        joints=joints,
        joint_range=joint_range,
        living_range=np.vstack((joint_range[:1], jointed.living_range)),
        standing=np.append(0.0, extended),
        springs=springs,
        cables=cables,
        pads=pads,
        loads=build.loads(),
        kinds=tuple(build.kinds),
        cable_kinds=tuple(build.cable_kinds),
        strips=strips,
        weight=mass * GRAVITY,
        on_hands=on_hands,
        face_down=down,
        inside=inside,
        arm=_arm(build, trunk, rest, recipe.hand_support) if recipe.hand_support else None,
        struts=belly_struts(build, trunk, stature, recipe.brace) if recipe.brace else None,
        stature=stature,
        tables=tables,
        half=half_of(pads, strips.z),
    )


def _arms(recipe: Recipe, tables: Tables) -> ArmsRow | ArmsFaceDownRow:
    """What the arms weigh on; arms that press up weigh as propped ones do."""
    if recipe.face == "down":
        return prone.arms_row(tables, "head" if recipe.propped else recipe.arms)
    return next(row for row in tables.arms if row.arms == recipe.arms)


def _add_back(
    build: Builder, trunk: Trunk, levels: Levels, stature: float, girth: float, recipe: Recipe
) -> None:
    """Add the pads of somebody who lies on the back."""
    constant = build.tables.si
    arm = next(row for row in build.tables.arms if row.arms == recipe.arms)
    skin.add_back(
        build,
        trunk,
        levels,
        stature,
        girth,
        skin.Blades(
            (constant["blade.medial"] + arm.blade_shift_mm * 1e-3) * stature / TABLE_STATURE,
            constant["blade.proud"] * arm.blade_proud_share,
        ),
    )
    skin.add_pelvis_and_head(build, stature, girth)
    if recipe.knees == "straight":
        legs.add_heels(build, stature)
    else:
        legs.add_soles(build, stature)


def _lie_flat(spine: Spine, levels: Levels, stature: float) -> tuple[float, float, float]:
    """Angle (rad) of the pelvis and height (m) of the hip at which back and pelvis, unloaded,
    both just touch the floor, and how high (m) the back is hollow between the two."""
    direction = np.stack((-np.sin(spine.angle), np.cos(spine.angle)), axis=1)
    back = (spine.centre - levels.skin_back[:, None] * direction)[~levels.neck]
    seat = skin.body_curve((*skin.SACRUM, *skin.GLUTEAL), stature)

    places = np.vstack((back, seat)).T
    count = len(back)
    low, high = -1.0, 1.0  # turning to the head (positive) brings the back down
    for _ in range(50):
        angle = (low + high) / 2
        heights = math.sin(angle) * places[0] + math.cos(angle) * places[1]
        if heights[:count].min() > heights[count:].min():
            low = angle
        else:
            high = angle
    height = -float(heights[count:].min())
    above = heights[:count] + height
    return angle, height, float(np.max(above[int(np.argmin(above)) :]))


def _trunk(spine: Spine, turned: float, hip: np.ndarray) -> Trunk:
    """The chart of the spine, turned and put on the pelvis."""
    places = np.vstack((spine.centre, spine.plate))
    angles = np.append(spine.angle, -SACRAL_SLOPE)
    return Trunk(hip + turn(np.full(len(places), turned), places), angles + turned)


def _add_weights(
    build: Builder,
    trunk: Trunk,
    levels: Levels,
    mass: float,
    stature: float,
    arm: ArmsRow | ArmsFaceDownRow,
) -> float:
    """Add the weights of all parts and return what the hands hold on the floor (N)."""
    constant = build.tables.si
    size = stature / TABLE_STATURE
    parts = [
        (name, trunk.place(k, levels.mass_ahead[k]), levels.mass[k] * TABLE_MASS)
        for k, name in enumerate(levels.names)
    ]
    skull = np.array(build.rest[build.index("skull")][:2])
    parts.append(("skull", skull + SKULL_MASS * size, constant["skull.mass"]))
    hip = np.array(build.rest[build.index("pelvis")][:2])
    parts.append(("pelvis", hip + PELVIS_MASS * size, constant["pelvis.mass"]))
    parts += legs.weights(build, stature)
    arms = 2 * constant["arm.mass"]
    shoulder = trunk.place(*thorax.SCAPULA_PLACE)
    below, ahead = FOREARMS_ON_CHEST
    chest = trunk.place(thorax.FIRST_RIB + below, ahead * size)
    parts.append(("scapulae", shoulder, arms * arm.on_blades))
    parts.append(("sternum", chest, arms * arm.on_chest))
    on_hands = arms * arm.on_hands
    # the slices of several sources add up to 99 % of a body; all are scaled to the whole
    scale = mass / (sum(part[2] for part in parts) + on_hands)
    for name, place, part_mass in parts:
        if part_mass:
            build.load(name, place, (0.0, -part_mass * scale * GRAVITY))
    held: float = on_hands * scale * GRAVITY
    return held


def _arm(build: Builder, trunk: Trunk, rest: np.ndarray, share: float) -> Props:
    """An arm on the floor that pushes the shoulders up with a share of the weight above the pelvis,
    and lets go as they rise by more than its reach above where they are when the trunk lies
    level: nobody pushes on until the trunk tips up."""
    reach = build.tables.si["arm.reach"]
    weight = build.weight_on(without=("pelvis", "thighs", "shanks", "feet"))
    place = trunk.place(*thorax.SCAPULA_PLACE)
    body, local = build.local_of("scapulae", place)
    return Props(
        body=np.array([body]),
        point=np.array([local]),
        force=np.array([share * weight]),
        height=points(rest, np.array([body]), np.array([local]))[:, 1] + reach,
        width=np.array([reach]),
    )
