"""What pose a body may be told to lie in: a balance of forces alone is not enough.

Balances exist in which nobody lies: under the roller, folded up beside it, sitting, hanging on the
edge of a wheel. Each limit here is one thing that cannot be so of a person who lies on a roller. A
pose beyond a limit has no numbers; what is said instead is the limit and how far it is passed.
"""

from __future__ import annotations

import numpy as np

from spineviz.anatomy.person import Person
from spineviz.anatomy.posture import T1, T12
from spineviz.mechanics.energy import Energy
from spineviz.mechanics.model import Cylinder
from spineviz.outcome import Alert
from spineviz.scene import LEVELS
from spineviz.simulation.pressing import Pressing
from spineviz.tables.saying import Saying
from spineviz.tables.typed import UNITS

LEAST_CARRIED = 0.05
"""Share of the weight that a roller carries at least; with less, the body does not lie on it.
ASSUMED: as much as a head and neck."""

UPWARDS = 0.5
"""Least share of all its pressing that a roller under the back does upwards; with less the back
has slipped down beside it. ASSUMED. A belly hangs down on both sides of a roller and is pressed
sideways there, so it is not asked of a front."""

CAUGHT = 0.1
"""Share of the roller's force with which it may hold one body down by its underside; beyond it,
that is no lying on the roller. ASSUMED."""

FRICTION = 1.0
"""Friction along the floor as a share of the roller's force. ASSUMED: skin and cloth on rubber or
foam hold about as much along as they carry, and beyond it the roller rolls away."""

HIGHEST_PEAK = 2000e3
"""Pa, over the 4 cm² of a peak. The highest pressure-pain thresholds are 800 kPa, and under 1 cm².
ASSUMED: nobody lies on more than twice as much; tissue was measured to 440 kPa only, and from
1000 kPa on a single pad an alert says so."""

STEEPEST = 50.0
"""degrees from the floor of the line from T12 up to T1: nurses call 45 to 60 sitting (Fowler's
position). ASSUMED."""

SITTING = 70.0
"""degrees, how far the face may turn from the ceiling (face down: from the floor) towards the feet.
ASSUMED: beyond it the head is upright."""

NECK_RADIUS = 0.02
"""m from the middle of a vertebra of the neck to the skin of the throat or nape at the least, which
does not pass the floor. ASSUMED; the neck has no pads of its own where it hangs free."""


def unbelievable(
    person: Person, energy: Energy, pose: np.ndarray, pressing: Pressing | None
) -> Alert | None:
    """Why nobody lies in a balanced pose, or None where one may.

    Args:
        person: who lies there.
        energy: of the model.
        pose: its balance, shape (bodies, 3).
        pressing: how the roller presses in it; None without one.
    """
    doubt = None
    if pressing is not None:  # whoever presses up raises the chest
        doubt = _off_the_roller(person, energy, pose, pressing) or _not_lying(person, pose)
    return doubt or _through_the_floor(pose)


def _off_the_roller(
    person: Person, energy: Energy, pose: np.ndarray, pressing: Pressing
) -> Alert | None:
    """What of the contact cannot be."""
    guide, cylinder = energy.model.guide, energy.model.cylinder
    assert guide is not None
    assert cylinder is not None
    # a belly may be deeper than the roller, and skin between two balls may hang below their axis
    if float(np.sum(guide.weight * pose[guide.body, 1])) <= cylinder.centre[1]:
        return _outside("under")
    inside = _inside(person, cylinder, pose)
    if inside > 0:
        return _outside("inside", depth=1e3 * inside)
    touch, force = pressing.touch, pressing.force
    if force < LEAST_CARRIED * person.weight:
        carried = 100 * max(force, 0.0) / person.weight
        return _outside("hardly", carried=carried, least=100 * LEAST_CARRIED)
    upwards = force / float(np.sum(touch.force))
    if not person.face_down and upwards < UPWARDS:
        return _outside("beside", upwards=100 * upwards, least=100 * UPWARDS)
    held = np.bincount(person.pads.body[touch.index], pressing.lift, len(person.names))
    if np.min(held) < -CAUGHT * force:
        down = -100 * float(np.min(held)) / force
        return _outside("caught", down=down, most=100 * CAUGHT)
    friction = abs(energy.guide_force(pose)) / force
    if friction > FRICTION:
        return _outside("slides", friction=100 * friction, most=100 * FRICTION)
    if pressing.peak > HIGHEST_PEAK:
        return _outside("pressure", peak=1e-3 * pressing.peak, most=1e-3 * HIGHEST_PEAK)
    return None


def _inside(person: Person, cylinder: Cylinder, pose: np.ndarray) -> float:
    """How deep (m) the middle of any vertebra lies in the roller's core, where there is one under
    the spine; negative where none does."""
    faced = (person.strips.z == 0) & (cylinder.share > 0)
    core = float(np.max((cylinder.radius - person.inside)[faced], initial=0.0)) - cylinder.depth
    away = np.hypot(*(pose[: len(LEVELS), :2] - cylinder.centre).T)
    return core - float(np.min(away))


def _not_lying(person: Person, pose: np.ndarray) -> Alert | None:
    """What of the pose is no lying."""
    over = np.pi if person.face_down else 0.0
    nod = -float(pose[person.index("skull"), 2] - over) / UNITS["deg"]
    if nod > SITTING:
        return _outside("nods", nod=nod, most=SITTING)
    along, up = pose[T1, :2] - pose[T12, :2]
    towards_head = along if person.face_down else -along
    steep = float(np.arctan2(up, towards_head)) / UNITS["deg"]
    if steep > STEEPEST:
        return _outside("sits", steep=steep, most=STEEPEST)
    return None


def _through_the_floor(pose: np.ndarray) -> Alert | None:
    """Whether a part that has no skin of its own in the model passes the floor."""
    lowest = float(np.min(pose[: len(LEVELS), 1]))
    if lowest < NECK_RADIUS:
        return _outside("floor", gap=1e3 * lowest, least=1e3 * NECK_RADIUS)
    return None


def _outside(kind: str, **slots: float) -> Alert:
    return Alert("outside", "", Saying(f"alert.outside.{kind}", slots))
