"""The way of the roller's force through the bones, as streams that can be drawn.

What flows is upward force: at every body, what arrives less what leaves is the weight of the body.
So the streams that leave the roller add up to the roller's force, and each onward stream is what
springs and cables pass on, read off `outcome.geometry.links` and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from msgspec import Struct

from spineviz.drawing.figure import Figure, back_line
from spineviz.outcome import Balanced, Contact, Link, Rolled
from spineviz.scene import LEVELS

M_PER_NEWTON = 0.115e-3
"""m that a stream is wide for each newton; fixed and printed, so that pictures compare."""

SMALL = 0.05
"""Share of the roller's force below which a stream is merged with others, or left out."""

ROLLER, COLUMN, FRONT, CAGE_BACK = "roller", "column", "front", "ribs"
"""Ends of streams that are no single body: the roller, the two vertebrae at the head of a rib, all
that hangs on the front of a rib, and the ribs under a blade."""

MIXED = "mixed"
"""The tissue of what is merged of several tissues."""

BONE, CAGE, BLADE, PULL = "midline", "ribs", "blades", "erector_soft"
"""Tissues in whose colour onward streams are drawn: the column, the cage, the blades, muscle."""

ANGLE = 0.10
"""Share of a rib's course, from its head, at which it lies on the back: where force enters it."""
AHEAD = 0.85
"""The same for somebody face down, who lies on the front of the rib."""
MIDDLE = 0.5
"""Share of a rib's course at which the muscles to the next rib hold."""


class Stream(Struct, frozen=True, eq=False):
    """Force on its way from one body to another.

    Attributes:
        tissue: member of `ENTRY_TISSUES` in whose colour it is drawn, or `MIXED`.
        source, target: names of bodies; of a stream out of the roller `ROLLER` and a body.
        path: m, shape (n, 2), world frame, from source to target; every point hangs on a body.
        newtons: N, shape (n,), positive: upward force that is passed on there.
    """

    tissue: str
    source: str
    target: str
    path: np.ndarray
    newtons: np.ndarray


class Flow(Struct, frozen=True, eq=False):
    """All streams of one pose that are wide enough to be drawn.

    Attributes:
        total_N: the roller's force.
        entries: out of the roller; their newtons add up to `total_N`.
        onward: between bones.
    """

    total_N: float
    entries: tuple[Stream, ...]
    onward: tuple[Stream, ...]


def arriving(outcome: Balanced) -> dict[str, float]:
    """Upward force (N) that arrives in each body, from the roller and from its neighbours."""
    found: dict[str, float] = defaultdict(float)
    if outcome.roller is not None:
        contact = outcome.roller.contact
        for body, newtons in zip(contact.body, contact.force[:, 1], strict=True):
            found[body] += float(newtons)
    for link in outcome.geometry.links:
        found[link.upper if link.force_y > 0 else link.lower] += abs(link.force_y)
    return dict(found)


def flow(outcome: Rolled, figure: Figure, places: np.ndarray) -> Flow:
    """The streams of a solved pose.

    Args:
        outcome: with a roller.
        figure, places: its figure and its placed outlines, on which streams run.
    """
    total = outcome.roller.force_N
    bones = Bones(outcome, figure, places)
    least = SMALL * total
    onward = [*_column(outcome.geometry.links, bones, least), *_cage(outcome, bones, least)]
    return Flow(total, _entries(outcome, bones, least), tuple(onward))


class Bones:
    """Where streams run: centre lines of the bones that are drawn, m, world frame."""

    def __init__(self, outcome: Rolled, figure: Figure, places: np.ndarray) -> None:
        self.pose = outcome.geometry.pose
        person = outcome.person
        cables = person.cables
        self.holds = {
            (kind, person.names[i]): tuple(a)
            for kind, i, a in zip(person.cable_kinds, cables.i, cables.a.tolist(), strict=True)
        }
        self.front = person.face_down
        self._depth = dict(zip(LEVELS, person.levels.body_depth, strict=True))
        self.ribs: dict[str, np.ndarray] = {}
        self.cartilage: dict[str, np.ndarray] = {}
        self.blade: np.ndarray = np.zeros(2)
        missing = set(outcome.scene.without)
        ends = figure.outline.ends
        for part, start, stop in zip(figure.parts, ends[:-1], ends[1:], strict=True):
            if part.needs & missing:
                continue
            if part.kind.endswith(" rib"):
                self.ribs[part.name] = _middle(places[start:stop])
            elif part.kind == "cartilage":
                self.cartilage[part.name] = _middle(places[start:stop])
            elif part.kind == "scapula":
                self.blade = places[start:stop].mean(axis=0)

    def centre(self, body: str) -> np.ndarray:
        """Centre of a vertebral body, or the origin of another body."""
        return np.array(self.pose[body][:2])

    def hold(self, link: Link) -> np.ndarray:
        """Where the cable of a link holds its lower body."""
        x, y, angle = self.pose[link.lower]
        a, b = self.holds[link.kind, link.lower]
        cos, sin = np.cos(angle), np.sin(angle)
        return np.array([x + cos * a - sin * b, y + sin * a + cos * b])

    def beside(self, body: str, link: Link) -> np.ndarray:
        """Centre of a vertebral body; of a larger bone a place as far behind the joint."""
        if body in self._depth:
            return self.centre(body)
        joint = np.array([link.x, link.y])
        other = link.lower if body == link.upper else link.upper
        beyond: np.ndarray = 2 * joint - self.centre(other)
        return beyond

    def back(self, body: str) -> np.ndarray:
        """The wall of a vertebral body that faces the roller: the back one, or face down the front
        one."""
        angle = self.pose[body][2]
        half = (-0.5 if self.front else 0.5) * float(self._depth[body])
        return self.centre(body) - half * np.array([-np.sin(angle), np.cos(angle)])

    def along(self, body: str) -> np.ndarray:
        """Unit vector along the back at a body, to the feet."""
        angle = self.pose[body][2]
        return np.array([np.cos(angle), np.sin(angle)])

    def inlet(self, body: str, patch: np.ndarray) -> np.ndarray:
        """Where force from a patch of skin comes into a bone."""
        if body in self.ribs:
            line = self.ribs[body]
            count = max(int(0.3 * len(line)), 1)
            near = line[-count:] if self.front else line[:count]
            row = int(np.argmin(np.hypot(*(near - patch).T)))
            inside: np.ndarray = near[row]
            return inside
        if body == "scapulae":
            return self.blade
        return self.back(body) if body in self._depth else self.centre(body)


def _middle(band: np.ndarray) -> np.ndarray:
    """Centre line of a band, whose outline runs along one side and back along the other."""
    half = len(band) // 2
    line: np.ndarray = 0.5 * (band[:half] + band[half:][::-1])
    return line


def _entries(outcome: Rolled, bones: Bones, least: float) -> tuple[Stream, ...]:
    """The streams out of the roller, side by side along the skin."""
    contact = outcome.roller.contact
    lift: dict[tuple[str, str], float] = defaultdict(float)
    place: dict[tuple[str, str], float] = defaultdict(float)
    for row in np.flatnonzero(contact.force[:, 1]).tolist():
        key, up = (contact.track[row], contact.body[row]), float(contact.force[row, 1])
        lift[key] += up
        place[key] += up * float(contact.surface[row, 0])
    merged = _merged(lift, least)
    keys = sorted(merged, key=lambda key: sum(place[k] for k in merged[key])
                  / sum(lift[k] for k in merged[key]))  # fmt: skip
    newtons = np.array([sum(lift[k] for k in merged[key]) for key in keys])
    wanted = np.array([sum(place[k] for k in merged[key]) for key in keys]) / newtons
    starts = _side_by_side(wanted, newtons)
    found = []
    for (tissue, body), x, force in zip(keys, starts, newtons.tolist(), strict=True):
        same = np.array([key[1] == body for key in keys])
        aside = x - np.average(starts[same], weights=newtons[same])
        path = _rise(contact, x, body, bones) + [
            [0.0, 0.0],
            contact.towards_feet * aside * bones.along(body),
        ]
        found.append(Stream(tissue, ROLLER, body, path, np.full(2, force)))
    return tuple(found)


def _merged(
    lift: dict[tuple[str, str], float], least: float
) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Entries by (tissue, body) with all that is too small added to a larger one: of the same
    tissue if there is one, otherwise all tissues' remains together."""
    large = {key: [key] for key, newtons in lift.items() if newtons >= least}
    rest: list[tuple[str, str]] = []
    for key, newtons in lift.items():
        if newtons >= least:
            continue
        same = [other for other in large if other[0] == key[0]]
        if same:
            large[max(same, key=lambda other: lift[other])].append(key)
        else:
            rest.append(key)
    if rest:
        first = max(rest, key=lambda key: lift[key])
        tissues = {key[0] for key in rest}
        large[(first[0] if len(tissues) == 1 else MIXED, first[1])] = rest
    return large


def _side_by_side(wanted: np.ndarray, newtons: np.ndarray) -> np.ndarray:
    """Places (m) for streams in this order, as near to the wanted ones as their widths allow.

    Neighbours that would overlap stand together about their common centre of force.
    """
    widths = newtons * M_PER_NEWTON
    groups = [[k] for k in range(len(wanted))]
    middle = list(wanted)
    row = 0
    while row + 1 < len(groups):
        room = 0.5 * (widths[groups[row]].sum() + widths[groups[row + 1]].sum())
        if middle[row + 1] - middle[row] >= room - 1e-9:
            row += 1
            continue
        joined = groups[row] + groups.pop(row + 1)
        middle.pop(row + 1)
        groups[row] = joined
        # the group's middle, from what its members would have it be
        before = np.concatenate(([0.0], np.cumsum(widths[joined])))[:-1] + widths[joined] / 2
        shift = wanted[joined] - (before - widths[joined].sum() / 2)
        middle[row] = float(np.average(shift, weights=newtons[joined]))
        row = max(row - 1, 0)
    found = np.zeros(len(wanted))
    for group, centre in zip(groups, middle, strict=True):
        before = np.concatenate(([0.0], np.cumsum(widths[group])))[:-1] + widths[group] / 2
        found[group] = centre + before - widths[group].sum() / 2
    return found


def _rise(contact: Contact, x: float, body: str, bones: Bones) -> np.ndarray:
    """From the skin at a place along the floor to a bone."""
    line = back_line(contact)[:: contact.towards_feet]
    patch = np.array([x, float(np.interp(x, line[:, 0], line[:, 1]))])
    inlet = bones.inlet(body, patch)
    return np.stack((patch, inlet))


def _column(links: Iterable[Link], bones: Bones, least: float) -> list[Stream]:
    """Streams from vertebra to vertebra: one for each stretch that carries one way."""
    joints = [link for link in links if link.kind == "joint"]
    found: list[Stream] = []
    run: list[Link] = []
    for link in [*joints, None]:
        wide = link is not None and abs(link.force_y) >= least
        if run and (not wide or link is None or link.force_y * run[-1].force_y < 0):
            found.append(_stretch(run, bones))
            run = []
        if wide and link is not None:
            run.append(link)
    return found


def _stretch(run: list[Link], bones: Bones) -> Stream:
    """One stream through neighbouring joints, listed from the head down."""
    path, newtons = [bones.beside(run[0].upper, run[0])], [abs(run[0].force_y)]
    for link, after in zip(run, [*run[1:], run[-1]], strict=True):
        path += [np.array([link.x, link.y]), bones.beside(link.lower, link)]
        newtons += [abs(link.force_y), 0.5 * (abs(link.force_y) + abs(after.force_y))]
    names = run[0].upper, run[-1].lower
    line, carried = np.array(path), np.array(newtons)
    if run[0].force_y > 0:  # towards the head
        return Stream(BONE, names[1], names[0], line[::-1], carried[::-1])
    return Stream(BONE, *names, line, carried)


def _cage(outcome: Rolled, bones: Bones, least: float) -> list[Stream]:
    """Streams along ribs, over cartilage, between ribs and blades, and along the belly."""
    behind: dict[str, float] = defaultdict(float)
    ahead: dict[str, float] = defaultdict(float)
    on_ribs: list[tuple[float, float, float]] = []
    found: list[Stream | None] = []
    for link in outcome.geometry.links:
        lower, upper, up = link.lower, link.upper, link.force_y
        if link.kind in ("costovertebral", "rib head"):
            behind[upper] += up
        elif link.kind == "cartilage":
            ahead[upper] += up
            ahead[lower] -= up
            line = bones.cartilage[upper][::-1]
            found.append(_directed(CAGE, lower, upper, line, up, least))
        elif link.kind == "intercostal":
            if abs(up) < least:
                continue
            sides = bones.ribs[lower], bones.ribs[upper]
            line = np.stack([side[_row(side, MIDDLE)] for side in sides])
            found.append(_directed(CAGE, lower, upper, line, up, least))
        elif link.kind == "scapulothoracic":
            on_ribs.append((link.x, link.y, up))
        elif link.kind == "clavicle":
            line = np.stack((np.array([link.x, link.y]), bones.blade))
            found.append(_directed(BLADE, lower, upper, line, up, least))
        elif link.kind == "abdominal wall":
            ahead[upper] += up
            line = np.stack((bones.hold(link), np.array([link.x, link.y])))
            found.append(_directed(PULL, lower, upper, line, up, least))
    if on_ribs:
        spots = np.array(on_ribs)
        middle = np.average(spots[:, :2], axis=0, weights=np.abs(spots[:, 2]) + 1e-9)
        line = np.stack((middle, bones.blade))
        total = float(spots[:, 2].sum())
        found.append(_directed(BLADE, CAGE_BACK, "scapulae", line, total, least))
    for name, line in bones.ribs.items():
        if max(abs(behind[name]), abs(ahead[name])) < least:
            continue
        angle = _row(line, AHEAD if bones.front else ANGLE)
        found.append(_directed(CAGE, COLUMN, name, line[: angle + 1], behind[name], least))
        found.append(_directed(CAGE, FRONT, name, line[angle:][::-1], ahead[name], least))
    return [stream for stream in found if stream is not None]


def _row(line: np.ndarray, share: float) -> int:
    """The sample nearest to a share of the length of a line."""
    along = np.cumsum(np.hypot(*np.diff(line, axis=0, prepend=line[:1]).T))
    return int(np.argmin(np.abs(along - share * along[-1])))


def _directed(
    tissue: str, lower: str, upper: str, line: np.ndarray, up: float, least: float
) -> Stream | None:
    """A stream along a line from `lower` to `upper`, or back along it where `up` is negative."""
    if abs(up) < least:
        return None
    newtons = np.full(len(line), abs(up))
    if up > 0:
        return Stream(tissue, lower, upper, line, newtons)
    return Stream(tissue, upper, lower, line[::-1], newtons)
