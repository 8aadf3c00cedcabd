"""Numbers that a sentence may hold: each has a name, and is read from an outcome and nothing else.

A text asks for one as `{b.peak}` or, where it belongs to a place, as `{b.bent@L4-L5}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from spineviz.outcome import MUSCLE, Balanced, RollerLoad

SMALLEST = 0.5
"""Share of the last printed digit under which two numbers count as the same."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of an outcome.

    Attributes:
        what: its name in a sentence.
        unit: written after it, with its space.
        digits: after the point.
        read: reads it; takes the outcome and the place after the @.
        points: unit of a difference where that has a name of its own.
    """

    what: str
    unit: str
    digits: int
    read: Callable[[Balanced, str], float]
    points: str = ""

    def text(self, value: float) -> str:
        """The number as it is printed."""
        return f"{value + 0.0:.{self.digits}f}{self.unit}".replace("-", "−")

    def change(self, value: float) -> str:
        """A difference as it is printed, with its sign."""
        return f"{value + 0.0:+.{self.digits}f}{self.points or self.unit}".replace("-", "−")

    def sign(self, value: float) -> int:
        """Direction of a difference, 0 where the printed digits cannot show one."""
        return 0 if abs(value) < SMALLEST * 10.0**-self.digits else int(np.sign(value))


def _roller(pick: Callable[[RollerLoad], float]) -> Callable[[Balanced, str], float]:
    """A read-out of the roller; without one nothing presses."""
    return lambda outcome, _: pick(outcome.roller) if outcome.roller else 0.0


def _share(*tissues: str) -> Callable[[Balanced, str], float]:
    return _roller(lambda r: 100 * sum(r.entry_share.get(name, 0.0) for name in tissues))


def _curve(name: str, change: bool) -> Callable[[Balanced, str], float]:
    def read(outcome: Balanced, _: str) -> float:
        now: float = getattr(outcome.curvature, f"{name}_deg")
        before: float = getattr(outcome.curvature, f"{name}_flat_deg")
        return now - before if change else now

    return read


def _push(pick: str, factor: float) -> Callable[[Balanced, str], float]:
    return lambda outcome, _: factor * getattr(outcome.push, pick)


def _side(sign: int) -> Callable[[Balanced, str], float]:
    """The roller's force through the erector column of one side (N)."""

    def read(roller: RollerLoad) -> float:
        contact = roller.contact
        mine = np.array([track in MUSCLE for track in contact.track]) & (sign * contact.z > 0)
        return float(contact.force[mine, 1].sum())

    return _roller(read)


NUMBERS: Mapping[str, Number] = {
    "peak": Number("the peak pressure", " kPa", 0, _roller(lambda r: r.peak_kPa)),
    "mean": Number("the mean pressure", " kPa", 0, _roller(lambda r: r.mean_kPa)),
    "area": Number("the contact area", " cm²", 0, _roller(lambda r: r.area_cm2)),
    "force": Number("the roller's force", " N", 0, _roller(lambda r: r.force_N)),
    "weight": Number(
        "the roller's share of the body weight",
        "\u202f%",
        0,
        _roller(lambda r: 100 * r.force_bodyweight),
        " points",
    ),
    "share": Number(
        "the share onto the spine",
        "\u202f%",
        0,
        _roller(lambda r: 100 * r.spine_share),
        " points",
    ),
    "midline": Number(
        "the share on the spinous processes", "\u202f%", 0, _share("midline"), " points"
    ),
    "muscle": Number("the share on the back muscle", "\u202f%", 0, _share(*MUSCLE), " points"),
    "ribs": Number(
        "the share through the ribs", "\u202f%", 0, _share("ribs", "erector_ribs"), " points"
    ),
    "blades": Number(
        "the share through the shoulder blades", "\u202f%", 0, _share("blades"), " points"
    ),
    "cage": Number(
        "the share through ribs and shoulder blades",
        "\u202f%",
        0,
        _roller(lambda r: 100 * r.cage_share),
        " points",
    ),
    "belly": Number("the share through the belly", "\u202f%", 0, _share("belly"), " points"),
    "left": Number("the force on the left back muscle", " N", 0, _side(-1)),
    "right": Number("the force on the right back muscle", " N", 0, _side(1)),
    "hands": Number(
        "the force on the hands", " N", 0, lambda outcome, _: outcome.supports_N["hands"]
    ),
    "kyphosis": Number("the kyphosis", "°", 0, _curve("kyphosis", change=False)),
    "lordosis": Number("the lordosis", "°", 0, _curve("lordosis", change=False)),
    "kyphosis_change": Number(
        "the change of the kyphosis", "°", 0, _curve("kyphosis", change=True)
    ),
    "lordosis_change": Number(
        "the change of the lordosis", "°", 0, _curve("lordosis", change=True)
    ),
    "push": Number(
        "the extension of the joint that is pushed furthest", "°", 1, _push("extension_deg", 1.0)
    ),
    "range": Number(
        "the share of that joint's range", "\u202f%", 0, _push("range_share", 100.0), " points"
    ),
    "bent": Number(
        "the extension of the joint", "°", 1, lambda outcome, at: outcome.joints[at].extension_deg
    ),
    "used": Number(
        "the share of the joint's range",
        "\u202f%",
        0,
        lambda outcome, at: 100 * outcome.joints[at].range_share,
        " points",
    ),
    "squeezed": Number(
        "the compression of the joint",
        " N",
        0,
        lambda outcome, at: outcome.joints[at].compression_N,
    ),
    "bones": Number("the vertebrae", "", 0, lambda outcome, _: float(len(outcome.vertebrae))),
    "zone": Number(
        "the vertebrae of a zone",
        "",
        0,
        lambda outcome, at: float(sum(name.startswith(at) for name in outcome.vertebrae)),
    ),
}
"""Every number by the name that texts use."""


def read(outcome: Balanced, name: str) -> tuple[Number, float]:
    """A number and its value in an outcome.

    Args:
        outcome: to read from.
        name: as in a text, with its place: `peak`, `bent@L4-L5`.

    Raises:
        KeyError: there is no such number, or no such place.
    """
    key, _, place = name.partition("@")
    number = NUMBERS[key]
    return number, number.read(outcome, place)
