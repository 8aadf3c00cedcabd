"""Everything a person can set, in one table, and the frozen scene it describes.

The table `QUANTITIES` is the single source of names, units, ranges and
defaults: the command line, the window's editors, the scene files and the tests
all read it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import copy
from numbers import Real
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr

from spineviz.tables.saying import Refusal, Saying
from spineviz.tables.tables import TABLES

LEVELS = (
    *(f"C{i}" for i in range(1, 8)),
    *(f"T{i}" for i in range(1, 13)),
    *(f"L{i}" for i in range(1, 6)),
)
"""The 24 vertebrae from the head down."""

ROLLED_LEVELS = LEVELS[LEVELS.index("T1") :]
"""Vertebrae under which the roller can be placed."""

PELVIC_PLACES = ("sacrum", "gluteals")
"""Places on the pelvis under which the roller can go on."""

ROLLER_PLACES = (*ROLLED_LEVELS, *PELVIC_PLACES)
"""Every named place under which the roller can be put, from the head down."""

SHORT = {"sacrum": "Sac", "gluteals": "Seat"}
"""What is written in place of a name that is too long for an axis."""

WHAT_IFS = ("ribs", "blades", "cartilage", "discs")
"""Structures that a scene can do without."""

CONDITIONS = (
    "none",
    "stenosis",
    "spondylolysis",
    "disc-l3-l5",
    "l5-s1-surgery",
    "osteoporosis",
    "hyperkyphosis",
)
"""Conditions of a back that change what is reported; `conditions.csv` says what they change."""


LONGEST_SAID = 40  # letters of a wrong value that its refusal repeats

Value = str | float | tuple[str, ...] | None


class SceneError(Refusal):
    """A setting that the scene cannot take: what, where and which range."""


class Quantity(Struct, frozen=True):
    """One thing a person can set.

    Attributes:
        key: name on the command line and in scene files.
        label: name on the screen.
        unit: unit of the value on the screen, empty where it has none.
        default: value in the default scene.
        low, high, step: range and step of a number; None for a choice.
        choices: allowed words of a choice, or of each member of a set.
        many: whether the value is a set of choices rather than one.
        about: one sentence: what it is and where the range comes from.
    """

    key: str
    label: str
    unit: str
    default: Value
    about: str
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()
    many: bool = False

    @property
    def field(self) -> str:
        """Name of the attribute of `Scene` that holds the value."""
        return self.key.replace(".", "_")

    @property
    def allowed(self) -> Saying:
        """The allowed values, for messages and help."""
        if self.key == "roller.level":
            last = (ROLLED_LEVELS[-1], *PELVIC_PLACES)
            return Saying("allowed.levels", {"first": ROLLED_LEVELS[0], "last": last})
        if self.choices:
            return Saying("allowed.several" if self.many else "allowed.one", {"of": self.choices})
        ends = {"low": self.low, "high": self.high, "unit": self.unit}
        return Saying("allowed.measure" if self.unit else "allowed.number", ends)

    def read(self, value: object) -> Value:
        """Turn text or a JSON value into a value of this quantity.

        Raises:
            SceneError: the value is of the wrong kind or outside the range.
        """
        if self.many:
            words = value.split(",") if isinstance(value, str) else value
            if not isinstance(words, (list, tuple)):
                raise self.refusal(value)
            wanted = [word.strip() if isinstance(word, str) else word for word in words]
            wanted = [word for word in wanted if word != ""]
            if any(word not in self.choices for word in wanted):
                raise self.refusal(value)
            return tuple(choice for choice in self.choices if choice in wanted)
        if self.choices:
            if not isinstance(value, str):
                raise self.refusal(value)
            for choice in self.choices:
                if choice.lower() == value.strip().lower():
                    return choice
            raise self.refusal(value)
        if isinstance(value, bool) or not isinstance(value, (str, float, int, Real)):
            raise self.refusal(value)
        try:
            number = number_of(value) if isinstance(value, str) else float(value)
        except (ValueError, OverflowError):
            raise self.refusal(value) from None
        assert self.low is not None
        assert self.high is not None
        if not self.low <= number <= self.high:
            raise self.refusal(value)
        return number + 0.0  # minus zero becomes zero, so that equal scenes print alike

    def refusal(self, value: object) -> SceneError:
        """Why a value cannot be taken: with what this quantity takes."""
        return SceneError(
            "refusal.value", key=self.key, value=in_short(value), allowed=self.allowed
        )


QUANTITIES = (
    Quantity(
        "roller.level",
        "Roller under",
        "",
        "T8",
        "Vertebra whose skin point, straight behind the centre of its body, lies over the roller's"
        " axis; then the middle of the sacrum and the buttocks. Setting it clears"
        " roller.position_mm.",
        choices=ROLLER_PLACES,
    ),
    Quantity(
        "roller.position_mm",
        "Roller position",
        "mm",
        None,
        "The same as a distance down the spine from the centre of T1 along the body centres at"
        " rest, from L5 on along the skin. Setting it clears roller.level. The buttocks of a small"
        " person are less far than the range allows; then the solver says where the back ends.",
        low=0.0,
        high=800.0,
        step=1.0,
    ),
    Quantity(
        "roller.kind",
        "Roller",
        "",
        "foam",
        "Which product the roller is: solid foam in three grades, a hollow core with a thin grid"
        " skin, a rigid pipe, wheels with a groove for the spine, two balls or one. Setting it sets"
        " diameter, width, groove and stiffness to those of the product; set together with them,"
        " in whatever order, they win.",
        choices=tuple(TABLES.products),
    ),
    Quantity(
        "roller.diameter_mm",
        "Diameter",
        "mm",
        150.0,
        "Common rollers measure 100 to 150 mm, wheels up to 300 mm. In smaller ones the soft"
        " tissue of the low back is deeper than the radius, which pads cannot model.",
        low=100.0,
        high=300.0,
        step=5.0,
    ),
    Quantity(
        "roller.width_mm",
        "Width",
        "mm",
        450.0,
        "How much of the back's breadth the roller covers, half to either side. Rollers are sold"
        " with 300 to 900 mm, wheels with 100 to 130 mm; from 450 mm on nothing of a back is left"
        " out. A ball narrower than its diameter has its sides cut off.",
        low=40.0,
        high=900.0,
        step=5.0,
    ),
    Quantity(
        "roller.groove_mm",
        "Groove",
        "mm",
        0.0,
        "Breadth of the groove in the middle, 0 for none; its depth is that of the product, 15 mm."
        " Between two balls it is the gap. Wheels are sold with 25 to 50 mm.",
        low=0.0,
        high=80.0,
        step=1.0,
    ),
    Quantity(
        "roller.stiffness",
        "Stiffness",
        "×",
        1.0,
        "Stiffness of the roller's soft part against that of the product. A rigid pipe has no soft"
        " part, so there it changes nothing.",
        low=0.5,
        high=4.0,
        step=0.05,
    ),
    Quantity(
        "lean_deg",
        "Lean",
        "°",
        0.0,
        "How far the body is turned about its long axis on the roller: above 0 the right side goes"
        " down, below 0 the left one. The person is taken to hold it with arm and foot.",
        low=-30.0,
        high=30.0,
        step=1.0,
    ),
    Quantity(
        "hips",
        "Hips",
        "",
        "down",
        "Down: the buttocks may rest on the floor. Up: the hip muscles hold the pelvis off it.",
        choices=("down", "up"),
    ),
    Quantity(
        "arms",
        "Arms",
        "",
        "head",
        "By the sides, hands behind the head, crossed over the chest, or overhead. Face down, hands"
        " at the head, crossed and overhead all put the forearms on the floor, where they hold the"
        " shoulders; by the sides nothing does.",
        choices=("sides", "head", "crossed", "overhead"),
    ),
    Quantity(
        "face",
        "Face",
        "",
        "up",
        "Up: on the back. Down: chest, ribs, belly or pelvis on the roller; the level is then the"
        " one straight behind the skin over the roller's axis.",
        choices=("up", "down"),
    ),
    Quantity(
        "task",
        "Task",
        "",
        "roll",
        "Roll: lie on the roller. Press-up: no roller; face down on the floor, the arms straighten"
        " under the shoulders; weight alone holds the pelvis down. On elbows: the same, held up on"
        " elbows and forearms. Roller, hips, arms and face then have no part in it.",
        choices=("roll", "press-up", "on-elbows"),
    ),
    Quantity(
        "person.mass_kg",
        "Mass",
        "kg",
        75.0,
        "Body mass; the tables are for 75 kg and are scaled.",
        low=45.0,
        high=120.0,
        step=1.0,
    ),
    Quantity(
        "person.stature_m",
        "Stature",
        "m",
        1.76,
        "Standing height; the tables are for 1.76 m and are scaled.",
        low=1.45,
        high=2.05,
        step=0.01,
    ),
    Quantity(
        "person.kyphosis_deg",
        "Kyphosis standing",
        "°",
        46.0,
        "Cobb angle T1-T12 when standing: 45.5 ± 9.3° in 455 adults"
        " (doi 10.1186/s12891-024-07490-2).",
        low=25.0,
        high=65.0,
        step=1.0,
    ),
    Quantity(
        "person.lordosis_deg",
        "Lordosis standing",
        "°",
        46.0,
        "Cobb angle L1-S1 when standing: 49.8 ± 11.2° for T12-S1 in 627 adults (PMC6680033).",
        low=25.0,
        high=70.0,
        step=1.0,
    ),
    Quantity(
        "mechanics.joint_multiplier",
        "Disc stiffness, living",
        "×",
        2.0,
        "Bending stiffness of the discs of a living body against those on a test bench; calibrated"
        " on the relaxed low back of the living (Beach, in PMC9293810). Range 1.5 to 4.",
        low=1.0,
        high=4.0,
        step=0.1,
    ),
    Quantity(
        "brace",
        "Bracing",
        "",
        0.0,
        "How hard the trunk muscles and the breath are held: 0 relaxed, 1 a full brace.",
        low=0.0,
        high=1.0,
        step=0.05,
    ),
    Quantity(
        "hand_support",
        "Hand support",
        "",
        0.0,
        "Share of the weight of head, arms and trunk above the pelvis that an arm on the floor"
        " takes at the shoulders; it gives way where they rise above the trunk lying level.",
        low=0.0,
        high=0.5,
        step=0.05,
    ),
    Quantity(
        "guarding",
        "Guarding",
        "",
        0.0,
        "How strongly the muscles of the back harden and pull where they are pressed or bent far:"
        " 0 off, 1 full. Threshold and strength are ASSUMED.",
        low=0.0,
        high=1.0,
        step=0.05,
    ),
    Quantity(
        "slump",
        "Slump",
        "°",
        0.0,
        "Kyphosis that a slumped back has on top of its standing one, with less extension left in"
        " the joints of the thorax. Sitting at a computer adds 12 ± 8° (pubmed 26476893).",
        low=0.0,
        high=20.0,
        step=1.0,
    ),
    Quantity(
        "condition",
        "Condition",
        "",
        "none",
        "A condition of the back. It changes what is reported, and a joint or a curve only where a"
        " source supports it: see conditions.csv.",
        choices=CONDITIONS,
    ),
    Quantity(
        "without",
        "Without",
        "",
        (),
        "Structures taken away, to see what they do.",
        choices=WHAT_IFS,
        many=True,
    ),
)
"""Every settable quantity, in the order of the screen."""

BY_KEY: Mapping[str, Quantity] = {quantity.key: quantity for quantity in QUANTITIES}

FIELDS = tuple(quantity.field for quantity in QUANTITIES)
"""The attributes of a scene, in the order of the table."""

AS_MADE: Any = None
"""Default of the sizes of a roller: those of the product."""


class Scene(Struct, frozen=True):
    """One situation: person, roller, posture. Immutable and hashable.

    The default is what is taught: a solid 15 cm foam roller under the shoulder blades, hands
    behind the head, buttocks on the floor. With the hips down the back bends over the roller, so
    both parts of the argument, where the force enters and what is pushed into extension, show at
    once; with the hips up the pressures differ less.

    Everything that is given is read as `set` reads it, so that no scene holds a value that the
    table does not allow; what is left out is the default, or belongs to the product.
    Exactly one of `roller_level` and `roller_position_mm` is set; the other is None.
    Units are in the names; they are those of the screen.

    Raises:
        SceneError: a value that its quantity cannot take, or two places for one roller.
    """

    roller_level: str | None = None
    roller_position_mm: float | None = None
    roller_kind: str = "foam"
    roller_diameter_mm: float = AS_MADE
    roller_width_mm: float = AS_MADE
    roller_groove_mm: float = AS_MADE
    roller_stiffness: float = AS_MADE
    lean_deg: float = 0.0
    hips: str = "down"
    arms: str = "head"
    face: str = "up"
    task: str = "roll"
    person_mass_kg: float = 75.0
    person_stature_m: float = 1.76
    person_kyphosis_deg: float = 46.0
    person_lordosis_deg: float = 46.0
    mechanics_joint_multiplier: float = 2.0
    brace: float = 0.0
    hand_support: float = 0.0
    guarding: float = 0.0
    slump: float = 0.0
    condition: str = "none"
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.roller_level is not None and self.roller_position_mm is not None:
            raise SceneError("scene.two_places")
        made: Mapping[str, Value] = {}
        for name, quantity in zip(FIELDS, QUANTITIES, strict=True):
            value: object = getattr(self, name)
            if value is None:
                value = made.get(quantity.key)
            if value is not None:
                force_setattr(self, name, quantity.read(value))
            if name == "roller_kind":
                made = TABLES.products[self.roller_kind].settings
        if self.roller_level is None and self.roller_position_mm is None:
            force_setattr(self, "roller_level", BY_KEY["roller.level"].default)

    def get(self, key: str) -> Value:
        """Value of the quantity with this key."""
        value: Value = getattr(self, BY_KEY[key].field)
        return value

    def set(self, key: str, value: object) -> Scene:
        """This scene with one quantity changed.

        A kind of roller brings the product's diameter, width, groove and stiffness with it; each
        can be changed afterwards.

        Raises:
            SceneError: no such key, or a value that it cannot take.
        """
        quantity = BY_KEY.get(key)
        if quantity is None:
            raise SceneError("scene.no_key", key=in_short(key), known=tuple(BY_KEY))
        read = quantity.read(value)
        changes: dict[str, Value] = {quantity.field: read}
        if key == "roller.level":
            changes["roller_position_mm"] = None
        elif key == "roller.position_mm":
            changes["roller_level"] = None
        elif key == "roller.kind":
            made = TABLES.products[str(read)].settings
            changes |= {BY_KEY[size].field: made[size] for size in made}
        return self._with(changes)

    def _with(self, changes: Mapping[str, Value]) -> Scene:
        """This scene with values that are already read: three times as fast as reading all of
        them again, and a window sets one for every picture of a drag."""
        scene = copy(self)
        for name, value in changes.items():
            force_setattr(scene, name, value)
        return scene

    def set_all(self, values: Mapping[str, object]) -> Scene:
        """This scene with several quantities changed; in which order they are given changes
        nothing, because the kind of roller goes first.

        Raises:
            SceneError: an unknown key, a bad value, or two places for one roller.
        """
        if "roller.level" in values and "roller.position_mm" in values:
            raise SceneError("scene.two_places")
        scene = self
        for key in sorted(values, key=lambda key: key != "roller.kind"):
            scene = scene.set(key, values[key])
        return scene

    def to_dict(self) -> dict[str, Value]:
        """The scene as a JSON object: every key that is set."""
        values = {quantity.key: self.get(quantity.key) for quantity in QUANTITIES}
        return {key: value for key, value in values.items() if value is not None}

    @staticmethod
    def from_dict(values: Mapping[str, object]) -> Scene:
        """The scene that `to_dict` described; keys left out keep their default, or that of the
        kind of roller.

        Raises:
            SceneError: an unknown key, a bad value, or two places for one roller.
        """
        return Scene().set_all(values)


def number_of(text: str) -> float:
    """The number that somebody has written; point and comma are decimal signs in every language.

    Raises:
        ValueError: it is none.
    """
    if "_" in text:  # between digits Python reads over it
        raise ValueError(text)
    return float(text.replace(",", ".").replace("\N{MINUS SIGN}", "-"))


def shown(value: Value) -> str:
    """A value as it would be typed."""
    if value is None:
        return "not set"
    if isinstance(value, tuple):
        return ",".join(value) or "nothing"
    return value if isinstance(value, str) else f"{value:g}"


def in_short(value: object) -> str:
    """What somebody has written, as far as a sentence has room for it."""
    try:
        text = value if isinstance(value, str) else json.dumps(value, default=str)
    except RecursionError:  # lists in lists by the hundred
        text = "[[[[[..."
    return text if len(text) <= LONGEST_SAID else f"{text[: LONGEST_SAID - 3]}..."


assert {quantity.field for quantity in QUANTITIES} == set(Scene.__struct_fields__)
