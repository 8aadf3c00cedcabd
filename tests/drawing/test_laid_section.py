"""The section on the roller: all of the force is in it, it lies where the pads are, and what it
lights is what the model loads."""

from __future__ import annotations

import numpy as np
import pytest
from solved_scenes import found_once

from spineviz.drawing.bone_loads import RECEIVERS, bone_loads
from spineviz.drawing.laid_section import BLADES, M_PER_NEWTON, laid
from spineviz.drawing.ring_loads import ring_loads
from spineviz.scene import Scene
from spineviz.simulation.place import roller_track

SCENES = {
    "T2": {"roller_level": "T2"},
    "T8": {"roller_level": "T8"},
    "L3": {"roller_level": "L3"},
    "sacrum": {"roller_level": "sacrum"},
    "gluteals": {"roller_level": "gluteals"},
    "heavy gluteals": {"roller_level": "gluteals", "person_mass_kg": 120.0},
    "slim sacrum": {"roller_level": "sacrum", "person_mass_kg": 45.0},
    "lean": {"roller_level": "T8", "lean_deg": 15.0},
    "prone T6": {"roller_level": "T6", "face": "down"},
    "prone L3": {"roller_level": "L3", "face": "down"},
    "wheel": {"roller_level": "L1", "roller_kind": "ball"},
}


@pytest.fixture(scope="module", params=SCENES)
def cut(request):
    outcome = found_once(Scene(**SCENES[request.param]))
    return outcome, laid(outcome)


def edges(outline: np.ndarray) -> np.ndarray:
    """Places along a closed outline."""
    ahead = np.roll(outline, -1, axis=0)
    share = np.linspace(0, 1, 12)[:, None, None]
    return ((1 - share) * outline + share * ahead).reshape(-1, 2)


def test_streams_add_up_to_the_ledger_and_are_as_wide_as_their_newtons(cut):
    outcome, section = cut
    tissues: dict[str, float] = {}
    received = dict.fromkeys(RECEIVERS, 0.0)
    for stream in section.streams:
        tissues[stream.tissue] = tissues.get(stream.tissue, 0.0) + stream.newtons
        received["cage" if stream.way == BLADES else stream.way] += stream.newtons
        width = np.ptp(stream.outline[:5, 0])
        assert width == pytest.approx(M_PER_NEWTON * stream.newtons)
    for tissue, newtons in outcome.roller.entry_N.items():
        assert tissues.get(tissue, 0.0) == pytest.approx(newtons, abs=1e-6)
    known = dict(zip(RECEIVERS, bone_loads(outcome).received_N, strict=True))
    assert received == pytest.approx(known)


def test_nothing_of_the_body_is_drawn_in_the_roller(cut):
    _, section = cut
    x, top = section.roller_top.T
    for part in section.parts:
        inside = np.abs(part.points[:, 0]) < x[-1] - 0.01
        low = part.points[inside, 1] - np.interp(part.points[inside, 0], x, top)
        assert low.min(initial=0.0) > -1.5e-3, part.kind


def test_the_skin_lies_where_the_pads_are(cut):
    _, section = cut
    a = section.across
    pressed = a.touches & (np.abs(a.across_m) < 0.09)
    for place, up in zip(section.left * a.across_m[pressed], a.surface_m[pressed], strict=True):
        assert np.hypot(*(section.skin - (place, up)).T).min() < 1e-3


def test_streams_end_in_the_bone_that_they_enter(cut):
    _, section = cut
    kinds = {
        "spine": {"arch"}, "cage": {"rib", "cartilage", "sternum"}, BLADES: {"blade"},
        "pelvis": {"sacrum", "hip"},
    }  # fmt: skip
    for stream in section.streams:
        if not stream.ends:
            continue
        bones = [edges(p.points) for p in section.parts if p.kind in kinds[stream.way]]
        assert min(np.hypot(*(b - stream.tip).T).min() for b in bones) < 0.006


def test_a_rib_hands_on_no_more_than_it_takes():
    outcome = found_once(Scene(roller_level="T8"))
    for rib in range(1, 13):
        for side, taken in zip(
            ring_loads(outcome, f"rib{rib}"), bone_loads(outcome).newtons(f"rib{rib}"), strict=True
        ):
            assert side.taken_N == taken
            assert 0.0 <= side.behind_N <= taken
            assert 0.0 <= side.ahead_N <= taken
    left, right = ring_loads(outcome, "rib8")
    assert left == right
    # most of it goes back to the column, some of it round the ring
    assert left.taken_N > left.behind_N > left.ahead_N > 1.0


def test_under_the_low_back_no_rib_is_lit_and_under_the_thorax_both_are():
    for level, lit in (("L3", False), ("T8", True)):
        section = laid(found_once(Scene(roller_level=level)))
        loads = [
            newtons
            for part, newtons in zip(section.parts, section.loads, strict=True)
            if part.kind in ("rib", "blade")
        ]
        assert (max(loads, default=0.0) > 5.0) is lit
        sides = {p.side for p in section.pieces if p.newtons > 5.0}
        assert sides == ({-1, 1} if lit else set())


@pytest.mark.parametrize("level", ["T4", "T8"])
def test_face_down_every_stream_enters_something_that_is_drawn(level):
    """The trunk, or a shoulder beside it that lies behind the cut."""
    section = laid(found_once(Scene(face="down", roller_level=level)))
    shapes = [part.points for part in section.parts if part.kind in ("skin", "shoulder")]
    assert len(shapes) == 3
    for stream in section.streams:
        at = stream.outline[:5].mean(axis=0) + (0.0, 0.006)
        assert any(_inside(at, shape) for shape in shapes), stream.tissue


def _inside(point: np.ndarray, outline: np.ndarray) -> bool:
    (x, y), (u, v) = outline.T, np.roll(outline, -1, axis=0).T
    crosses = (y > point[1]) != (v > point[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        at = x + (point[1] - y) / (v - y) * (u - x)
    return int((crosses & (at > point[0])).sum()) % 2 == 1


@pytest.mark.parametrize("mass", [45.0, 75.0, 120.0])
def test_below_the_last_vertebra_bones_and_muscles_lie_in_the_skin(mass):
    for level, lit in (("sacrum", {"sacrum", "hip"}), ("gluteals", {"hip"})):
        section = laid(found_once(Scene(roller_level=level, person_mass_kg=mass)))
        for part in section.parts:
            if part.kind != "skin":
                outside = [p for p in part.points if not _inside(p, section.skin)]
                assert not outside, part.name or part.kind
        found = {
            part.kind
            for part, newtons in zip(section.parts, section.loads, strict=True)
            if newtons > 20.0
        }
        assert lit <= found
        for stream in section.streams:
            assert stream.ends or stream.way != "pelvis"


def test_the_section_of_the_pelvis_changes_little_with_a_small_step_of_the_roller():
    """Hip bone, sacrum and buttock, whose outlines have as many points at every place."""
    track = roller_track(Scene())
    places = np.interp(np.linspace(16.6, 17.99, 8), np.arange(len(track.levels)), track.position_mm)
    for mm in places:
        steps = [
            pelvic(Scene().set("roller.position_mm", float(round(at, 2)))) for at in (mm - 2, mm)
        ]
        for name in ("pelvis", "sacrum", "gluteus maximus"):
            one, other = (step[name] for step in steps)
            assert np.hypot(*(one - other).T).max() < 0.008, name


def pelvic(scene: Scene) -> dict[str, np.ndarray]:
    """Outlines on the right by name."""
    return {p.name: p.points for p in laid(found_once(scene)).parts if p.side >= 0 and p.name}
