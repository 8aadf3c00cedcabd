"""The outlines of the cross-section: which there are, and how they lie in each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spineviz.anatomy.person import person_of
from spineviz.drawing.section import Section, section_at
from spineviz.drawing.section_shapes import blade_at, ribs_cut
from spineviz.scene import LEVELS, Scene
from spineviz.tables.tables import TABLES

FIRST, LAST = LEVELS.index("T1"), len(LEVELS) - 1
levels = st.floats(FIRST, LAST)


def cut(level: float, scene: Scene | None = None, sink: float = 0.006) -> Section:
    """A section on a flat bed that has pressed the skin in."""
    scene = scene or Scene()
    person = person_of(scene)
    behind = np.interp(level, np.arange(len(LEVELS)), person.levels.skin_back)
    across = np.linspace(-0.125, 0.125, 126)
    skin = -behind + sink * np.cos(across / 0.125)
    return section_at(person, scene, level, np.stack((across, skin), axis=1))


def inside(points: np.ndarray, outline: np.ndarray) -> np.ndarray:
    """Whether points lie in a closed outline, by the number of edges above each."""
    (x, y), (u, v) = points.T[:, :, None], np.roll(outline, -1, axis=0).T
    s, t = outline.T
    spans = (s <= x) != (u <= x)
    with np.errstate(divide="ignore", invalid="ignore"):
        height = t + (x - s) * (v - t) / (u - s)
    return np.sum(spans & (y < height), axis=1) % 2 == 1


def area(outline: np.ndarray) -> float:
    x, y = outline.T
    return 0.5 * abs(float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)))


@settings(max_examples=20, deadline=None)
@given(levels)
def test_left_and_right_are_mirror_images_but_for_heart_and_vessels(level):
    section = cut(level)
    for kind in {part.kind for part in section.parts} - {"heart", "artery", "vein"}:
        places = np.concatenate([part.points for part in section.of(kind)])
        for point in places[:: max(len(places) // 40, 1)]:
            twin = np.hypot(*(places - point * (-1, 1)).T).min()
            assert twin < 2.5e-3, kind


@settings(max_examples=20, deadline=None)
@given(levels, st.floats(1.45, 2.05), st.floats(45, 120))
def test_the_skin_encloses_every_part_and_the_arch_the_canal(level, stature, mass):
    scene = Scene(person_stature_m=stature, person_mass_kg=mass)
    section = cut(level, scene)
    for part in section.parts:
        if part.kind not in ("skin", "seam"):
            assert inside(part.points, section.skin).mean() > 0.95, part.kind
    (arch,), (canal,), (body,), (cord,) = (
        section.of(kind) for kind in ("arch", "canal", "body", "cord")
    )
    # the canal is a hole in the ring of body and arch
    ring = inside(canal.points, arch.points) | inside(canal.points, body.points)
    assert ring.mean() > 0.9
    assert inside(cord.points, canal.points).all()
    assert area(canal.points) < area(body.points)


@settings(max_examples=25, deadline=None)
@given(levels)
def test_ribs_are_where_the_table_has_them(level):
    table = TABLES.ribs
    for number, row in enumerate(table, 1):
        root = FIRST + number - 1
        front = root + row.front_below_levels
        assert (number in ribs_cut(level)) == (root - 0.5 <= level <= front)
    section = cut(level)
    drawn = {part.name for part in section.of("rib")}
    assert drawn <= {f"rib{number}" for number in ribs_cut(level)}
    assert bool(drawn) == bool(ribs_cut(level))


def test_what_a_scene_does_without_is_not_drawn():
    def kinds(*without: str) -> set[str]:
        return {part.kind for part in cut(FIRST + 5, Scene(without=without)).parts}

    assert {"rib", "cartilage", "sternum", "blade"} <= kinds()
    assert not {"rib", "cartilage", "sternum"} & kinds("ribs")
    assert not {"cartilage", "sternum"} & kinds("cartilage")
    assert "rib" in kinds("cartilage")
    assert "blade" not in kinds("blades")


@pytest.mark.parametrize("level", [FIRST + 3, FIRST + 5, FIRST + 7])
def test_blades_slide_with_the_arms(level):
    def inner(arms: str) -> float:
        return min(np.abs(p.points[:, 0]).min() for p in cut(level, Scene(arms=arms)).of("blade"))

    shift = {row.arms: row.blade_shift_mm for row in TABLES.arms}
    order = sorted(shift, key=lambda arms: shift[arms])
    places = [inner(arms) for arms in order]
    assert places == sorted(places)
    moved = (places[-1] - places[0]) * 1e3
    assert moved == pytest.approx(shift[order[-1]] - shift[order[0]], abs=8.0)


def test_no_blade_beyond_its_ends_and_no_leap_along_the_back():
    assert blade_at(8.0, 0.0) is None
    assert blade_at(15.0, 0.0) is None
    tops = [cut(level).top for level in np.linspace(FIRST, LAST, 200)]
    assert np.abs(np.diff(tops)).max() < 2e-3


def test_bones_keep_skin_over_them_however_deep_they_are_pressed():
    for level in (FIRST + 3.0, FIRST + 7.0, FIRST + 11.0):
        section = cut(level, sink=0.010)
        for kind in ("rib", "blade"):
            for part in section.of(kind):
                assert inside(part.points, section.skin).all()


@settings(max_examples=25, deadline=None)
@given(levels)
def test_muscle_lies_over_processes_and_beside_them_over_a_rib_or_over_nothing(level):
    section = cut(level)
    tip = section.process_tip[0]
    (over, other) = section.of("erector")
    assert max(over.points[:, 0].max(), other.points[:, 0].max()) < tip + 3e-3
    beside = section.of("erector over rib"), section.of("erector over nothing")
    assert not (beside[0] and beside[1])
    for part in beside[0]:
        assert section.ring is not None
        x, y = part.points.T
        rib = section.ring.bone[: section.ring.angle + 1]
        assert (y <= np.interp(np.abs(x), *rib.T) + 1e-3).all()
    for part in beside[1]:
        assert section.ring is None
        assert np.abs(part.points[:, 0]).min() > tip - 3e-3
