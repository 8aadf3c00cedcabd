"""What is reported of a solved scene: ledgers, pressure, joints, curvature, balance.

Plain data. Read-outs are in the units of the screen (their names say which);
geometry that the picture is drawn from is in metres and radians.
World frame: x along the floor towards the feet, y up, floor at y = 0.
Body frame: x towards the feet, y towards the front; angle 0 is lying straight on the back.
Face down is the same body turned over by half a turn: x of the world then runs towards the head,
and lying straight is half a turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from spineviz.scene import Scene

BACK_TISSUES = ("midline", "erector", "ribs", "blades", "flank", "pelvis", "neck")
FRONT_TISSUES = ("chest", "ribs", "belly", "pelvis", "shoulders", "thighs")
"""Tissues that a roller can press on face up and face down; `chest` is the skin over the sternum.
"""

ENTRY_TISSUES = tuple(dict.fromkeys((*BACK_TISSUES, *FRONT_TISSUES)))
"""Tissues through which the roller's force can enter, in the order of the ledger."""

SIDES = ("left", "right")
"""The person's own left and right."""

SUPPORTS_ON_BACK = ("roller", "pelvis", "feet", "head", "hands", "floor")
SUPPORTS = (*SUPPORTS_ON_BACK, "thighs")
"""What can hold the body up; `feet` with the shins, `hands` with the forearms; `floor` is whatever
else of the trunk lies on it; the thighs are bent upwards on the back."""

KYPHOSIS = "Cobb angle between the upper end plate of T1 and the lower end plate of T12"
LORDOSIS = "Cobb angle between the upper end plate of L1 and the end plate of S1"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something a reader of the numbers must know. `place` is a level, a joint or empty."""

    kind: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class RollerLoad:
    """The roller's force and how it is spread. The peak is the highest mean over `PEAK_AREA`."""

    force_N: float
    force_bodyweight: float
    peak_kPa: float
    mean_kPa: float
    area_cm2: float
    gradient_kPa_per_cm: float
    peak_level: str


@dataclass(frozen=True, slots=True)
class Joint:
    """One joint between two vertebrae.

    Attributes:
        extension_deg: from lying unloaded; extension positive.
        range_deg: range in that direction (extension when positive): published, times what slump
            and condition leave of it.
        range_share: extension_deg / range_deg, at least 0.
        moment_Nm: bending moment that the joint carries, positive when it resists extension.
        compression_N, shear_N: force along and across the lower vertebra's axis.
    """

    extension_deg: float
    range_deg: float
    range_share: float
    moment_Nm: float
    compression_N: float
    shear_N: float


@dataclass(frozen=True, slots=True)
class Push:
    """The joint near the roller that is pushed furthest into extension."""

    joint: str
    extension_deg: float
    range_deg: float
    range_share: float


@dataclass(frozen=True, slots=True)
class Curvature:
    """The two curves now and lying unloaded; definitions in `KYPHOSIS` and `LORDOSIS`."""

    kyphosis_deg: float
    lordosis_deg: float
    kyphosis_rest_deg: float
    lordosis_rest_deg: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One number that is said in a sentence, with its source; `place` is a joint or empty."""

    name: str
    place: str
    value: float
    unit: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class LevelLoad:
    """What the roller does at one vertebral level."""

    force_N: float
    peak_kPa: float


@dataclass(frozen=True, slots=True)
class Vertebra:
    """Centre in the world frame and tilt of a vertebral body, against lying straight."""

    x_mm: float
    y_mm: float
    tilt_deg: float


@dataclass(frozen=True, slots=True, eq=False)
class Contact:
    """Pressure between skin and roller on every pad, for one solved pose.

    Attributes:
        track: name of the tissue of each pad, length pads.
        level: name of the nearest level, length pads.
        z: m, shape (pads,), lateral place of the pad's centre; left negative.
        width: m, shape (pads,), across the back.
        length: m, shape (pads,), along the back.
        skin: m, shape (pads, 2), the skin as if nothing pressed on it.
        surface: m, shape (pads, 2), where skin and roller meet (equal to `skin` without contact).
        lane: name of the row along the body that each pad belongs to, length pads.
        pressure: Pa, shape (pads,), never negative.
        patch: Pa, shape (pads,), the mean over `PEAK_AREA` round the pad; its highest is the peak.
        area: m², shape (pads,), area of each pad.
        force: N, shape (pads, 2), of the roller on the body.
        share: shape (pads,), part of each pad that the roller covers; its pressure lies there.
        radius: m, shape (pads,), of the roller where it meets each pad.
        towards_feet: 1, or −1 where x of the world runs towards the head.
    """

    track: tuple[str, ...]
    level: tuple[str, ...]
    z: np.ndarray
    width: np.ndarray
    length: np.ndarray
    skin: np.ndarray
    surface: np.ndarray
    lane: tuple[str, ...]
    pressure: np.ndarray
    patch: np.ndarray
    area: np.ndarray
    force: np.ndarray
    share: np.ndarray
    radius: np.ndarray
    towards_feet: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """Force in one spring or cable: on `upper` from `lower`, world frame, at `x`, `y`."""

    kind: str
    lower: str
    upper: str
    x: float
    y: float
    force_x: float
    force_y: float
    moment: float


@dataclass(frozen=True, slots=True, eq=False)
class Geometry:
    """What a picture is drawn from, for one pose.

    Attributes:
        pose: body name to (x m, y m, angle rad): where each body is now.
        rest: the same lying unloaded, before the roller and gravity.
        roller_x, roller_y, roller_radius: m; all 0 without a roller.
        links: force in every spring and cable.
    """

    pose: Mapping[str, tuple[float, float, float]]
    rest: Mapping[str, tuple[float, float, float]]
    roller_x: float
    roller_y: float
    roller_radius: float
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Result of one scene. Where `converged` is False all numbers are None or empty; in a press-up
    there is no roller, so `roller`, `spine_share` and `contact` are None, `entry_N`, `entry_share`,
    `side_N`, `erector_N` and `levels` empty, and `push` is the most extended joint below the neck.

    Attributes:
        residual_N: largest unbalanced force (moments over 0.1 m).
        iterations: Newton steps taken.
        entry_N: the roller's force by tissue; sums to `roller.force_N`.
        spine_share: part of it that enters a vertebra and neither rib, blade nor pelvis: midline,
            erector and neck, and face down the belly, which is in front of the vertebrae.
        side_N: the same force by the side of the body that it enters on; sums to it too.
        erector_N: what of it enters the columns of muscle on either side of the spine.
        supports_N: vertical force of each support; sums to the body's weight.
        push: the headline of extension.
        friction_N: force along the floor that keeps the roller under its level, or in a press-up
            the pelvis in its place.
        readings: what is said of the scene's condition, and the canal.
        assumptions: every assumption that shaped the numbers, a sentence each.
        state: what a warm start of a similar scene needs; nobody else reads it.
    """

    scene: Scene
    converged: bool
    residual_N: float
    iterations: int
    version: str
    weight_N: float
    alerts: tuple[Alert, ...] = ()
    roller: RollerLoad | None = None
    entry_N: Mapping[str, float] = field(default_factory=dict)
    entry_share: Mapping[str, float] = field(default_factory=dict)
    spine_share: float | None = None
    side_N: Mapping[str, float] = field(default_factory=dict)
    erector_N: Mapping[str, float] = field(default_factory=dict)
    supports_N: Mapping[str, float] = field(default_factory=dict)
    friction_N: float | None = None
    joints: Mapping[str, Joint] = field(default_factory=dict)
    push: Push | None = None
    curvature: Curvature | None = None
    levels: Mapping[str, LevelLoad] = field(default_factory=dict)
    vertebrae: Mapping[str, Vertebra] = field(default_factory=dict)
    contact: Contact | None = None
    geometry: Geometry | None = None
    readings: tuple[Reading, ...] = ()
    assumptions: tuple[str, ...] = ()
    state: object = None
