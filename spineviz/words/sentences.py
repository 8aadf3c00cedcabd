"""Sentences made from an outcome. None is written ahead, none judges."""

from __future__ import annotations

from spineviz.drawing.whole_numbers import whole_percent
from spineviz.outcome import Balanced, Place, Rolled
from spineviz.scene import BY_KEY, PELVIC_PLACES
from spineviz.tables.tables import TABLES
from spineviz.values import HELD_BY, TISSUES, VALUE, Numbers, written
from spineviz.words.language import say

TISSUE_NAMES = {tissue: name.capitalize() for tissue, name in TISSUES.items()}
SUPPORT_NAMES = {support: name.capitalize() for support, name in HELD_BY.items()}
RECEIVER_NAMES = {
    "cage": "Ribs and blades", "spine": "Onto the spine", "soft": "Soft tissue", "pelvis": "Pelvis"
}  # fmt: skip
"""What lies behind the skin that the roller presses on; see `drawing.bone_loads`."""

CARRIERS_IN_FRONT = ("ribs", "shoulders", "chest")
"""Tissues of the front that hand the roller's force to ribs, blades and breast bone."""


ZONES = {"T": "THORACIC", "L": "LUMBAR", "S": "PELVIS"}
"""Zones of the spine by the first letters of their levels."""


def receiver_names(face_down: bool) -> dict[str, str]:
    """What lies behind the skin of the back, or of the front: there the blades are out of the
    roller's reach, and the shoulders are not."""
    return {**RECEIVER_NAMES, "cage": "Ribs and shoulders"} if face_down else RECEIVER_NAMES


def carriers(outcome: Rolled) -> str:
    """What of the front hands force on to bone, each in whole per cent: "ribs and breast bone"."""
    shares = whole_percent(outcome).tissue
    names = [TISSUES[each] for each in CARRIERS_IN_FRONT if shares[each]]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return written(100 * share, 0, "%")


def change_of_angle(before: float, now: float) -> str:
    """E.g. "38° → 60° (+22°)": the rounded numbers and the difference between them."""
    first, last = round(before), round(now)
    difference = written(last - first, 0, "°", signed=True)
    return f"{written(first, 0, '°')} → {written(last, 0, '°')} ({difference})"


def curvatures(outcome: Balanced) -> tuple[tuple[str, str], ...]:
    """How far thorax and low back are bent, lying flat and now: names and angles."""
    curve = outcome.curvature
    return (
        ("Kyphosis", change_of_angle(curve.kyphosis_flat_deg, curve.kyphosis_deg)),
        ("Lordosis", change_of_angle(curve.lordosis_flat_deg, curve.lordosis_deg)),
    )


def degrees(value: float) -> str:
    """An angle with one decimal."""
    return written(value, 1, "°")


def headline(outcome: Balanced) -> str:
    """What the picture shows: the level over the roller's axis, and where another carries most,
    that one too."""
    roller = outcome.roller
    if roller is None:
        return say(f"headline.{outcome.scene.task}")
    most, level = roller.carries_most_level, under(roller.place)
    if most == roller.axis_level:
        return say("headline.under", level=level)
    return say("headline.under.most", level=level, most=named(most))


def what_if(structure: str, there: bool, now: Numbers, then: Numbers | None) -> str:
    """What taking a structure away, or putting it back, changes, e.g. "ribs off: +38 kPa,
    +41 points to the spine": differences between the numbers as they are shown.

    Args:
        structure: as it is called on screen.
        there: whether the scene has it now.
        now, then: numbers of the scene, and of the same scene with the change; None where no
            pose was found.
    """
    start = f"{structure.lower()} {'off' if there else 'back'}"
    changes = []
    for key in ("peak_kPa", "spine_share"):
        before, after = now.get(key), None if then is None else then.get(key)
        if before is None or after is None:
            return f"{start}: no pose in balance"
        changes.append(VALUE[key].change(before, after))
    return f"{start}: {', '.join(changes)} to the spine"


def under(place: Place) -> str:
    """The level next to the roller, as it is said in a sentence."""
    return named(place.nearest)


def named(level: str) -> str:
    """A level as it is said in a sentence."""
    return f"the {level}" if level in PELVIC_PLACES else level


def setting(outcome: Balanced) -> str:
    """How the scene was set, e.g. "Foam roller, 150 mm · hips down · arms behind head"."""
    scene = outcome.scene
    if outcome.roller is None:
        return say(f"setting.{scene.task}")
    product = TABLES.products[scene.roller_kind]
    words = [f"{product.name}, {scene.roller_diameter_mm:.0f} mm", f"hips {scene.hips}"]
    down = scene.face == "down"
    if down:
        words.insert(1, "face down")
    if scene.lean_deg:
        side = "right" if scene.lean_deg > 0 else "left"
        words.append(f"leaning {abs(scene.lean_deg):.0f}° to the {side}")
    words.append(f"arms {(FACE_DOWN_ARMS if down else ARM_WORDS)[scene.arms]}")
    if scene.without:
        words.append("without " + " and ".join(scene.without))
    text = " · ".join(words)
    return text[:1].upper() + text[1:]


FACE_DOWN_ARMS = {
    "sides": "by the sides",
    "head": "on the floor, hands at the head",
    "crossed": "folded on the floor",
    "overhead": "on the floor, overhead",
}
ARM_WORDS = {
    "sides": "by the sides",
    "head": "behind the head",
    "crossed": "crossed",
    "overhead": "overhead",
}
assert set(ARM_WORDS) == set(FACE_DOWN_ARMS) == set(BY_KEY["arms"].choices)
