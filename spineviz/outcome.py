"""What is reported of a solved scene: ledgers, pressure, joints, curvature, balance.

Plain data. Read-outs are in the units of the screen (their names say which);
geometry that the picture is drawn from is in metres and radians.
World frame: x along the floor towards the feet, y up, floor at y = 0.
Body frame: x towards the feet, y towards the front; angle 0 is lying straight on the back.
Face down is the same body turned over by half a turn: x of the world then runs towards the head,
and lying straight is half a turn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, ClassVar, Literal, TypeVar
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace

from spineviz.scene import Scene
from spineviz.tables.saying import Saying

if TYPE_CHECKING:  # what says no is said without a model: `values` and `words` know this paper
    import numpy as np

    from spineviz.anatomy.person import Person

BACK_TISSUES = (
    "midline",
    "erector",
    "erector_ribs",
    "erector_soft",
    "ribs",
    "blades",
    "flank",
    "pelvis",
    "neck",
)
FRONT_TISSUES = ("chest", "ribs", "belly", "pelvis", "shoulders", "thighs")
"""Tissues that a roller can press on face up and face down; `chest` is the skin over the sternum.
"""

ENTRY_TISSUES = tuple(dict.fromkeys((*BACK_TISSUES, *FRONT_TISSUES)))
"""Tissues through which the roller's force can enter, in the order of the ledger."""

MUSCLE = ("erector", "erector_ribs", "erector_soft")
"""The columns of muscle beside the spine: over the vertebra, over ribs, with no bone behind."""

BEHIND = {
    "cage": ("erector_ribs", "ribs", "blades", "chest", "shoulders"),
    "spine": ("midline", "erector", "neck"),
    "soft": ("erector_soft", "flank", "belly"),
    "pelvis": ("pelvis", "thighs"),
}
"""The same by what lies behind: ribs, breast bone and shoulder girdle; a vertebra itself; no bone;
pelvis and thighs."""

SIDES = ("left", "right")
"""The person's own left and right."""

SUPPORTS_ON_BACK = ("roller", "pelvis", "feet", "head", "hands", "floor")
SUPPORTS = (*SUPPORTS_ON_BACK, "thighs")
"""What can hold the body up; `feet` with the shins, `hands` with the forearms; `floor` is whatever
else of the trunk lies on it; the thighs are bent upwards on the back."""

KYPHOSIS = "Cobb angle between the upper end plate of T1 and the lower end plate of T12"
LORDOSIS = "Cobb angle between the upper end plate of L1 and the end plate of S1"


class Alert(Struct, frozen=True):
    """Something a reader of the numbers must know. `place` is a level, a joint or empty."""

    kind: str
    place: str
    saying: Saying

    @property
    def text(self) -> str:
        """The sentence, in the English of JSON."""
        return str(self.saying)


class Joint(Struct, frozen=True):
    """One joint between two vertebrae.

    Attributes:
        extension_deg: from the same person lying flat on the floor; extension positive.
        standing_deg: from the same person standing; extension positive.
        range_deg: range of living people from standing, in the direction of `standing_deg`
            (extension when positive): published, times what slump and condition leave of it.
        range_share: standing_deg / range_deg, at least 0.
        moment_Nm: bending moment that the joint carries, positive when it resists extension.
        compression_N, shear_N: force along and across the lower vertebra's axis.
    """

    extension_deg: float
    standing_deg: float
    range_deg: float
    range_share: float
    moment_Nm: float
    compression_N: float
    shear_N: float


class Push(Struct, frozen=True):
    """The joint near the roller that is pushed furthest into extension from lying flat; the share
    of its range counts from standing, as that of `Joint`, and is 0 where it is flexed."""

    joint: str
    extension_deg: float
    range_deg: float
    range_share: float


class Curvature(Struct, frozen=True):
    """The two curves; definitions in `KYPHOSIS` and `LORDOSIS`.

    Attributes:
        kyphosis_deg, lordosis_deg: now.
        kyphosis_flat_deg, lordosis_flat_deg: of the same person lying flat on the floor.
        kyphosis_standing_deg, lordosis_standing_deg: of the same person standing.
        kyphosis_rest_deg, lordosis_rest_deg: where no joint is bent, lying without weight.
    """

    kyphosis_deg: float
    lordosis_deg: float
    kyphosis_flat_deg: float
    lordosis_flat_deg: float
    kyphosis_standing_deg: float
    lordosis_standing_deg: float
    kyphosis_rest_deg: float
    lordosis_rest_deg: float


class Reading(Struct, frozen=True):
    """One number that is said, with its source; `place` is a joint or empty."""

    name: str
    place: str
    value: float
    unit: str
    saying: Saying
    source: str

    @property
    def sentence(self) -> str:
        """What is said, in the English of JSON."""
        return str(self.saying)


class LevelLoad(Struct, frozen=True):
    """What the roller does at one vertebral level."""

    force_N: float
    peak_kPa: float


class Vertebra(Struct, frozen=True):
    """Centre in the world frame and tilt of a vertebral body, against lying straight."""

    x_mm: float
    y_mm: float
    tilt_deg: float


class Contact(Struct, frozen=True, eq=False):
    """Pressure between skin and roller on every pad, for one solved pose.

    Attributes:
        track: name of the tissue of each pad, length pads.
        level: name of the nearest level, length pads.
        body: name of the body that each pad hangs on, length pads.
        z: m, shape (pads,), lateral place of the pad's centre; left negative.
        width: m, shape (pads,), across the back.
        length: m, shape (pads,), along the back.
        lane: name of the row along the body that each pad belongs to, length pads.
        skin: m, shape (pads, 2), the skin as if nothing pressed on it.
        area: m², shape (pads,), of each pad in this pose.
        share: shape (pads,), part of each pad that the roller covers; its pressure lies there.
        radius: m, shape (pads,), of the roller where it meets each pad.
        touching: shape (touching,), rows of the pads in contact; of most there is nothing to keep.
        met: m, shape (touching, 2), where skin and roller meet.
        pressed: Pa, shape (touching,), never negative.
        pushed: N, shape (touching, 2), force of the roller on the body.
        around: shape (around,), rows of the pads within `PEAK_AREA` of contact.
        averaged: Pa, shape (around,), the mean over that area round each; its highest is the peak.
        towards_feet: 1, or −1 where x of the world runs towards the head.
    """

    track: tuple[str, ...]
    level: tuple[str, ...]
    body: tuple[str, ...]
    z: np.ndarray
    width: np.ndarray
    length: np.ndarray
    lane: tuple[str, ...]
    skin: np.ndarray
    area: np.ndarray
    share: np.ndarray
    radius: np.ndarray
    touching: np.ndarray
    met: np.ndarray
    pressed: np.ndarray
    pushed: np.ndarray
    around: np.ndarray
    averaged: np.ndarray
    towards_feet: int = 1

    @property
    def surface(self) -> np.ndarray:
        """Where skin and roller meet (m, shape (pads, 2)); `skin` without contact."""
        surface = self.skin.copy()
        surface[self.touching] = self.met
        return surface

    @property
    def pressure(self) -> np.ndarray:
        """Pressure on every pad (Pa, shape (pads,))."""
        return _only(self.touching, self.pressed, self.area)

    @property
    def force(self) -> np.ndarray:
        """Force of the roller on every pad (N, shape (pads, 2))."""
        return _only(self.touching, self.pushed, self.skin)

    @property
    def patch(self) -> np.ndarray:
        """Mean pressure over `PEAK_AREA` round every pad (Pa, shape (pads,))."""
        return _only(self.around, self.averaged, self.area)


def _only(rows: np.ndarray, values: np.ndarray, like: np.ndarray) -> np.ndarray:
    """As many rows as another array has, nothing but zeros outside some of them."""
    every = like.copy()
    every.fill(0.0)
    every[rows] = values
    return every


class Link(Struct, frozen=True):
    """Force in one spring or cable: on `upper` from `lower`, world frame, at `x`, `y`."""

    kind: str
    lower: str
    upper: str
    x: float
    y: float
    force_x: float
    force_y: float
    moment: float


class Geometry(Struct, frozen=True, eq=False):
    """What a picture is drawn from, for one pose.

    Attributes:
        pose: body name to (x m, y m, angle rad): where each body is now.
        rest: the same lying unloaded, before the roller and gravity.
        flat: the same lying flat on the floor.
        links: force in every spring and cable.
    """

    pose: Mapping[str, tuple[float, float, float]]
    rest: Mapping[str, tuple[float, float, float]]
    flat: Mapping[str, tuple[float, float, float]]
    links: tuple[Link, ...]


class Place(Struct, frozen=True):
    """Where the roller is along the back of its person.

    Attributes:
        number: levels below T1 (T1 = 0, L5 = 16, then the places on the pelvis), with fractions.
        mm: down the spine from T1, as `roller.position_mm` counts.
        nearest: the level, or the place on the pelvis, that is next to it.
    """

    number: float
    mm: float
    nearest: str


class Standing(Struct, frozen=True):
    """Where a roller stands that nobody lies on yet; the names are those of `RollerLoad`.

    Attributes:
        place: along the back.
        x, y, radius: m, of the axis in the world frame, and of the roller.
    """

    place: Place
    x: float
    y: float
    radius: float


class RollerLoad(Struct, frozen=True, eq=False):
    """All that is reported only where there is a roller: its force, how that is spread, and where
    it enters the body.

    Attributes:
        peak_kPa: the highest mean over `PEAK_AREA`.
        peak_level, axis_level, carries_most_level: the level whose skin is nearest to the peak, to
            the roller's axis, and to the middle of its force. A body that hangs over a roller need
            not press most on its top.
        entry_N: the force by tissue; sums to `force_N`. entry_share: the same as shares of it.
        shares: the same by what bone lies behind, `BEHIND`; sums to 1.
        side_N: the same force by the side of the body that it enters on; sums to it too.
        erector_N: what of it enters the columns of muscle on either side of the spine, `MUSCLE`.
        levels: by level.
        contact: by pad.
        place: along the back.
        x, y, radius: m, of the axis in the world frame, and of the roller.
    """

    force_N: float
    force_bodyweight: float
    peak_kPa: float
    mean_kPa: float
    area_cm2: float
    gradient_kPa_per_cm: float
    peak_level: str
    carries_most_level: str
    entry_N: Mapping[str, float]
    entry_share: Mapping[str, float]
    side_N: Mapping[str, float]
    erector_N: Mapping[str, float]
    levels: Mapping[str, LevelLoad]
    contact: Contact
    place: Place
    x: float
    y: float
    radius: float

    @property
    def axis_level(self) -> str:
        """The level over the roller's axis."""
        return self.place.nearest

    @property
    def shares(self) -> dict[str, float]:
        """The roller's force by what lies behind, as shares."""
        return {name: self._behind(name) for name in BEHIND}

    def _behind(self, name: str) -> float:
        return sum(self.entry_share.get(tissue, 0.0) for tissue in BEHIND[name])

    @property
    def cage_share(self) -> float:
        """Share of the roller's force that ribs and shoulder blades carry."""
        return self._behind("cage")

    @property
    def spine_share(self) -> float:
        """Share of the roller's force that presses on the spine itself."""
        return self._behind("spine")


Asked = TypeVar("Asked", bound="Told")
Derived = TypeVar("Derived")


def kept_with(derive: Callable[[Asked], Derived]) -> Callable[[Asked], Derived]:
    """Derive something of an outcome once, for all who ask, and keep it as long as the outcome; it
    must not hold on to that itself."""
    known: WeakKeyDictionary[Asked, Derived] = WeakKeyDictionary()

    @wraps(derive)
    def once(outcome: Asked) -> Derived:
        found = known.get(outcome)
        if found is None:
            found = known[outcome] = derive(outcome)
        return found

    return once


class Told(Struct, frozen=True, eq=False, weakref=True):
    """What a person at a prompt asks of an outcome: rooms above this one answer, by way of the
    front door."""

    def values(self: Balanced | Unbalanced) -> dict[str, float | None]:  # type: ignore[misc]
        """Every number by its key in `VALUES`, those of places as `key@place`."""
        from spineviz import values_of

        return values_of(self)

    def _repr_html_(self: Balanced | Unbalanced) -> str:  # type: ignore[misc]
        """The main numbers as a table, for a notebook."""
        from spineviz import html_of

        return html_of(self)

    def _repr_svg_(self: Balanced | Unbalanced) -> str | None:  # type: ignore[misc]
        """The picture, for a notebook; None where there is none."""
        from spineviz import svg_of

        return svg_of(self)


class Balanced(Told, frozen=True, eq=False, kw_only=True):
    """A scene whose pose in balance was found. It is enough by itself: nothing has to be built
    from its scene again.

    Attributes:
        person: the body that was solved, at rest.
        residual_N: largest unbalanced force (moments over 0.1 m).
        iterations: Newton steps taken.
        roller: all that there is only with a roller; None in a press-up.
        supports_N: vertical force of each support; sums to the body's weight.
        push: the headline of extension: of the joints near the roller, or without one of all below
            the neck.
        friction_N: force along the floor that keeps the roller under its level, or in a press-up
            the pelvis in its place.
        readings: what is said of the scene's condition, and the canal.
        assumptions: every assumption that shaped the numbers.
        state, flat: what a warm start of a similar scene needs, None where nothing starts from it;
            nobody else reads them. The state is a balance, or where the body came to rest in it.
    """

    converged: ClassVar[Literal[True]] = True
    scene: Scene
    person: Person
    residual_N: float
    iterations: int
    version: str
    weight_N: float
    alerts: tuple[Alert, ...]
    roller: RollerLoad | None
    supports_N: Mapping[str, float]
    friction_N: float
    joints: Mapping[str, Joint]
    push: Push
    curvature: Curvature
    vertebrae: Mapping[str, Vertebra]
    geometry: Geometry
    readings: tuple[Reading, ...]
    assumptions: tuple[Saying, ...]
    state: object
    flat: object = None

    @property
    def place(self) -> Place | None:
        """Where the roller is; None without one."""
        return None if self.roller is None else self.roller.place

    @property
    def drawn_roller(self) -> RollerLoad | Standing | None:
        """The roller of a picture, whether somebody lies on it or not; None without one."""
        return self.roller

    def __repr__(self) -> str:
        push = f"{self.push.joint} {self.push.extension_deg:+.1f}°"
        return f"<Balanced without a roller: {push}>"


class Rolled(Balanced, frozen=True, eq=False, kw_only=True):
    """A pose in balance on a roller, for those who need one."""

    roller: RollerLoad

    def __repr__(self) -> str:
        load, push = self.roller, self.push
        return (
            f"<Balanced on a roller under {load.place.nearest}: {load.force_N:.0f} N, peak"
            f" {load.peak_kPa:.1f} kPa, spine share {load.spine_share:.2f},"
            f" {push.joint} {push.extension_deg:+.1f}°>"
        )


class Waiting(Balanced, frozen=True, eq=False, kw_only=True):
    """The person of a scene lying flat before the roller is under them: all that is seen of a scene
    while its outcome is not told. No number of it is the scene's.

    Attributes:
        standing: where the roller is; None in a task without one.
    """

    roller: None = None
    standing: Standing | None

    @property
    def drawn_roller(self) -> Standing | None:
        """The roller beside the person."""
        return self.standing

    def __repr__(self) -> str:
        return "<Waiting for the roller, lying flat>"


class Unbalanced(Told, frozen=True, eq=False, kw_only=True):
    """A scene for which no pose in balance was found, or none in which a person may lie
    (`simulation/believable.py`): so there are no numbers, and the alert says why.

    Attributes:
        person: the body that was tried, at rest.
        place: where the roller is; None in a press-up.
        residual_N: force that is still unbalanced; infinite where the search broke off, next to
            nothing where the balance was not believable.
        iterations: Newton steps taken.
    """

    converged: ClassVar[Literal[False]] = False
    scene: Scene
    person: Person
    place: Place | None
    residual_N: float
    iterations: int
    version: str
    weight_N: float
    alerts: tuple[Alert, ...]

    def __repr__(self) -> str:
        where = "without a roller" if self.place is None else f"under {self.place.nearest}"
        return f"<Unbalanced {where}: {self.residual_N:.3g} N left after {self.iterations} steps>"


Outcome = Balanced | Unbalanced
"""What is reported of a scene."""


def without_start(outcome: Outcome) -> Outcome:
    """The same, with nothing that a warm start needs: a quarter of the memory, for those who keep
    many."""
    return replace(outcome, state=None, flat=None) if isinstance(outcome, Balanced) else outcome
