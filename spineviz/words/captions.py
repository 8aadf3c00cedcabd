"""What the picture says in words: a headline and a second line, made from the outcome.

Which sentence is taken follows from shares and from what has changed, never from the name of a
level.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from spineviz.drawing.whole_numbers import whole_percent
from spineviz.outcome import Balanced, Rolled
from spineviz.scene import QUANTITIES, Scene
from spineviz.values import TISSUES, VALUE, written
from spineviz.words.language import SCREEN
from spineviz.words.sentences import carriers, under

SLOTS = {
    "spine": "spine_share",
    "cage": "cage_share",
    "force": "force_N",
    "peak": "peak_kPa",
    "area": "area_cm2",
}
"""Slots that are a number, and its row of VALUES."""

PARTS = {"ribs": "ribs", "blades": "shoulder blades", "cartilage": "rib cartilage",
         "discs": "discs"}  # fmt: skip
"""What a scene can do without, as it is said."""

SPINE_TAKES = 0.8  # share from which the spine is said to take the force
HALF = (0.4, 0.6)  # shares that are said to be about half
NONE = 0.01  # share under which nothing is said to arrive
LITTLE = 0.1  # share under which next to nothing is. ASSUMED: a tenth is what a bar just shows
SEEN_DEG = 3.0  # degrees from which a change of the low back is said to be seen

SKIN = ("head.entered", "head.down", "head.down.cage")
"""Headlines that say nothing of the spine."""

Piece = tuple[str, str]
"""A part of a sentence and the slot that it fills; plain words fill none."""


class Caption(Struct, frozen=True):
    """A headline, and sentences of the second line from the most important on.

    Attributes:
        pieces: of the headline.
        second: each may be left out where there is little room.
    """

    pieces: tuple[Piece, ...]
    second: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The headline as it is read."""
        return "".join(text for text, _ in self.pieces)


@lru_cache(maxsize=4)
def caption(
    outcome: Balanced | None,
    before: Balanced | None = None,
    hints: bool = False,
    why: str = "",
) -> Caption:
    """What is said over the picture.

    Args:
        outcome: of the scene, or None where it has none.
        before: the state before it, if any.
        hints: whether to say what can be done first.
        why: why there is no outcome, where it is not outside the model.
    """
    if outcome is None:
        return Caption(((why, ""),) if why else _pieces("head.off", {}))
    slots = _slots(outcome)
    if not isinstance(outcome, Rolled):
        return Caption(_pieces("head.arms", slots), _bent(outcome, slots))
    if not isinstance(before, Rolled):
        key = _head(outcome, slots)
        start = "sub.skin" if key in SKIN else "sub.spine"
        start = "sub.start" if hints and start == "sub.spine" else start
        return Caption(_pieces(key, slots), (_text(start, slots),))
    slots.update({f"before_{name}": text for name, text in _slots(before).items()})
    changed = changes(before.scene, outcome.scene)
    if changed == {"without"}:
        gone = set(outcome.scene.without) - set(before.scene.without)
        back = set(before.scene.without) - set(outcome.scene.without)
        if not (gone and back):
            slots["parts"] = parts(gone or back)
            head = _pieces("whatif.off" if gone else "whatif.back", slots)
            return Caption(head, (_text("whatif.rest", slots), _text("sub.area", slots)))
    head = _pieces(_head(outcome, slots), slots)
    if "roller.level" in changed:
        return Caption(head, (_text("sub.before", slots), *_why(outcome, slots)))
    if all(slots[name] == slots[f"before_{name}"] for name in ("spine", "cage", "peak")):
        return Caption(head, (_text("sub.same", slots),))
    return Caption(head, (_text("sub.setting", slots), *_bent(outcome, slots)))


@lru_cache(maxsize=16)
def changes(before: Scene, now: Scene) -> frozenset[str]:
    """Keys of what differs between two scenes; the place of the roller is `roller.level`."""
    found = {each.key for each in QUANTITIES if before.get(each.key) != now.get(each.key)}
    if found & {"roller.level", "roller.position_mm"}:
        found = (found - {"roller.position_mm"}) | {"roller.level"}
    return frozenset(found)


def held_against(before: Balanced, now: Balanced) -> str:
    """What the state before is called beside a number of it: "T8", "with ribs", or "before"."""
    changed = changes(before.scene, now.scene)
    there, here = set(before.scene.without), set(now.scene.without)
    if changed == {"without"} and here > there:
        return f"with {_short(here - there)}"
    if changed == {"without"} and there > here:
        return f"without {_short(there - here)}"
    if "roller.level" in changed and before.place is not None:
        return before.place.nearest
    return "before"


def parts(names: set[str]) -> str:
    """Structures as they are said: "ribs and shoulder blades"."""
    return " and ".join(name for key, name in PARTS.items() if key in names)


def _short(names: set[str]) -> str:
    """The same where there is little room: "ribs and blades"."""
    return " and ".join(key for key in PARTS if key in names)


def why_button(before: Balanced) -> str:
    """The question that ribs and blades answer where they were carrying."""
    return _text("why", _slots(before))


def why_asked(outcome: Balanced | None, before: Balanced | None) -> bool:
    """Whether that question comes up: the roller alone has moved, and went from where ribs and
    blades carry something to where they carry next to nothing."""
    if outcome is None or before is None:
        return False
    moved = changes(before.scene, outcome.scene) == {"roller.level"}
    now, then = (VALUE["cage_share"].of(each) or 0.0 for each in (outcome, before))
    return moved and now < LITTLE <= then


def carried_by_nothing(outcome: Balanced) -> bool:
    """Whether next to nothing of the roller's force goes into ribs and blades."""
    share = VALUE["cage_share"].of(outcome)
    return share is None or share < NONE


def told_share(outcome: Rolled) -> tuple[str, str]:
    """Of what the headline tells the share, as the end of a kind, and the key of that value."""
    key = _head(outcome, {})
    if key in ("head.entered", "head.down"):
        return "entered", f"entry_share_{_most(outcome)}"
    if key in ("head.shared", "head.down.cage"):
        return ("cage" if key == "head.shared" else "down"), SLOTS["cage"]
    return "spine", SLOTS["spine"]


def share_text(outcome: Rolled, key: str) -> str | None:
    """A share as it is written, so that it adds up with the other parts of the same force; None
    where the outcome has none of it.

    Args:
        key: `cage_share`, `spine_share` or that of a tissue.
    """
    whole = whole_percent(outcome)
    percent = whole.behind.get(key.removesuffix("_share"))
    if percent is None:
        percent = whole.tissue.get(key.removeprefix("entry_share_"))
    return None if percent is None else written(percent, 0, VALUE[key].unit)


def _most(outcome: Rolled) -> str:
    """Tissue that most of the force enters through."""
    entered = outcome.roller.entry_share
    return max(entered, key=lambda tissue: entered[tissue])


def _head(outcome: Rolled, slots: dict[str, str]) -> str:
    """Key of the headline; adds the slots of the tissue that most enters through."""
    spine, cage = (VALUE[SLOTS[name]].of(outcome) or 0.0 for name in ("spine", "cage"))
    most = _most(outcome)
    slots["tissue"] = TISSUES[most]
    slots["most"] = share_text(outcome, f"entry_share_{most}") or ""
    if outcome.scene.face == "down":
        slots["carriers"] = carriers(outcome)
        return "head.down.cage" if cage > 0.5 else "head.down"
    if 1 - spine - cage > max(spine, cage):
        return "head.entered"
    if spine >= SPINE_TAKES:
        return "head.spine"
    if all(HALF[0] <= share <= HALF[1] for share in (spine, cage)):
        return "head.half"
    return "head.shared" if cage > spine else "head.more"


def _why(outcome: Rolled, slots: Mapping[str, str]) -> tuple[str, ...]:
    """Reasons that can be seen."""
    scene = outcome.scene
    bare = carried_by_nothing(outcome) and scene.face == "up" and "ribs" not in scene.without
    return (*((_text("sub.noribs", slots),) if bare else ()), *_bent(outcome, slots))


def _bent(outcome: Balanced, slots: Mapping[str, str]) -> tuple[str, ...]:
    change = VALUE["lordosis_change_deg"].of(outcome) or 0.0
    if abs(change) < SEEN_DEG:
        return ()
    return (_text("sub.hollow" if change > 0 else "sub.flat", slots),)


def _slots(outcome: Balanced) -> dict[str, str]:
    """The slots of one outcome, as they are written."""
    found = {}
    for slot, key in SLOTS.items():
        number = VALUE[key].of(outcome)
        if number is not None:
            found[slot] = VALUE[key].text(number)
    bent = VALUE["lordosis_change_deg"]
    found["lordosis"] = bent.text(abs(bent.of(outcome) or 0.0))
    if outcome.place is not None:
        found["level"] = under(outcome.place)
    return found


def _pieces(key: str, slots: Mapping[str, str]) -> tuple[Piece, ...]:
    split = re.split(r"\{([a-z_]+)\}", SCREEN.templates[key])
    return tuple(
        (slots[part], part) if row % 2 else (part, "") for row, part in enumerate(split) if part
    )


def _text(key: str, slots: Mapping[str, str]) -> str:
    return "".join(text for text, _ in _pieces(key, slots))
