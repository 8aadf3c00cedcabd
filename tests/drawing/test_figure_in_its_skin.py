"""The figure is whole in every pose: bones in the skin, nothing under the floor, limbs joined."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from polygons import apart, area, crossings, distance, outside

from spineviz.drawing.figure import Drawn, Figure, drawn, figure_of
from spineviz.drawing.folds import fold
from spineviz.outcome import Balanced
from spineviz.scene import LEVELS, Scene
from spineviz.simulation.simulate import simulate

MM = 1e-3
ARMS = ("sides", "head", "crossed", "overhead")
PEOPLE = ((75.0, 1.76), (45.0, 1.45), (55.0, 1.6), (95.0, 1.7), (120.0, 2.05), (45.0, 2.05))

ON_BACK = [
    {"roller.level": level, "arms": arms}
    for level in ("T1", "T8", "L3", "gluteals")
    for arms in ARMS
]
HELD = [
    {"roller.level": level, "hand_support": 0.3, "hips": hips, "roller.diameter_mm": diameter}
    for level, hips in (("T4", "down"), ("L3", "up"))
    for diameter in (150.0, 300.0)
]
FACE_DOWN = [
    {"roller.level": level, "face": "down", "arms": arms}
    for level in ("T4", "T8", "L3")
    for arms in ("sides", "head")
] + [{"task": "press-up"}]
OF_ALL_SIZES = [
    {"person.mass_kg": mass, "person.stature_m": stature, **scene}
    for mass, stature in PEOPLE
    for scene in (
        {"roller.level": "T8"},
        {"roller.level": "T8", "face": "down"},
        {"roller.level": "L3", "hand_support": 0.3},
    )
]
SCENES = ON_BACK + HELD + FACE_DOWN + OF_ALL_SIZES


def name(scene: dict) -> str:
    """A short name of a scene for the report."""
    return " ".join(f"{value}" for value in scene.values())


EVERY = 3
"""Which of the scenes are drawn at every run; the long run draws all of them."""


def some(scenes: list[dict]) -> list:
    """The scenes as parameters, most of them for the long run."""
    return [
        pytest.param(scene, id=name(scene), marks=() if n % EVERY == 0 else pytest.mark.long)
        for n, scene in enumerate(scenes)
    ]


@cache
def pose(settings: tuple) -> tuple[Figure, Drawn, Balanced] | None:
    """The figure of a scene as it is drawn, or None where the scene has no balance."""
    outcome = simulate(Scene().set_all(dict(settings)))
    if not isinstance(outcome, Balanced):
        return None
    figure = figure_of(outcome)
    return figure, drawn(figure, figure.frames(outcome.geometry.pose), outcome), outcome


@pytest.fixture(params=some(SCENES))
def shape(request):
    """One scene after the other, as it is drawn."""
    found = pose(tuple(request.param.items()))
    assert found is not None
    return found


def places(figure: Figure, shape: Drawn, *words: str) -> list[np.ndarray]:
    """Places of every part that has one of these kinds or names."""
    ends = figure.outline.ends
    return [
        shape.places[ends[row] : ends[row + 1]]
        for row, part in enumerate(figure.parts)
        if {part.kind, part.name} & set(words)
    ]


def is_of_the_arm(kind: str) -> bool:
    """Whether a kind of part lies in the skin of the arm."""
    return kind.startswith(("near ", "far limb", "far muscle", "far fold"))


def test_nothing_lies_under_the_floor(shape):
    _, drawing, _ = shape
    for places_of in (drawing.places, drawing.skin, drawing.arm, drawing.leg):
        assert places_of[:, 1].min() >= 0.0


def test_nothing_lies_outside_the_skin(shape):
    figure, drawing, _ = shape
    ends = figure.outline.ends
    skins: dict[bool, list[int]] = {True: [], False: []}
    for row, part in enumerate(figure.parts):
        if figure.arms != "head" or part.name != "hand":  # those fingers lie on the skin
            skins[is_of_the_arm(part.kind)] += range(ends[row], ends[row + 1])
    for of_the_arm, rows in skins.items():
        skin = drawing.arm if of_the_arm else drawing.skin
        over = outside(skin, drawing.places[rows])
        part = figure.parts[int(np.searchsorted(ends, rows[int(over.argmax())], "right")) - 1]
        assert over.max() <= 1.0 * MM, f"{part}: {over.max() / MM:.1f} mm"


def test_the_head_sits_on_the_atlas(shape):
    figure, drawing, _ = shape
    (cranium,) = [
        drawing.places[figure.outline.ends[row] : figure.outline.ends[row + 1]]
        for row, part in enumerate(figure.parts)
        if part.kind == "skull"
    ]
    assert min(apart(cranium, part) for part in places(figure, drawing, "C1")) < 8 * MM


def test_the_arm_hangs_together(shape):
    figure, drawing, _ = shape
    size = figure.size
    (humerus,) = places(figure, drawing, "humerus")
    (ulna,), (radius,) = places(figure, drawing, "ulna"), places(figure, drawing, "radius")
    assert apart(humerus, ulna) < 10 * size
    bones = [
        drawing.places[figure.outline.ends[row] : figure.outline.ends[row + 1]]
        for row, part in enumerate(figure.parts)
        if part.name == "hand" and part.kind in ("near bone", "far limb bone")
    ]
    if figure.arms != "head":  # that hand is behind the head, and its fingers are drawn round it
        assert min(apart(radius, bone) for bone in bones) < 15 * size
    (socket,) = places(figure, drawing, "glenoid")
    assert apart(humerus, socket) < 20 * size


def test_the_patella_lies_in_the_knee(shape):
    figure, drawing, _ = shape
    bones = {part.name: row for row, part in enumerate(figure.parts) if part.kind == "far bone"}
    ends = figure.outline.ends
    patella, femur = (
        drawing.places[ends[bones[word]] : ends[bones[word] + 1]] for word in ("patella", "femur")
    )
    assert min(distance(drawing.skin, place) for place in patella) > 2 * figure.size
    assert apart(patella, femur) < 20 * figure.size


@pytest.mark.parametrize("scene", some(ON_BACK + HELD + FACE_DOWN))
def test_the_skin_of_the_tables_man_never_crosses_itself(scene):
    found = pose(tuple(scene.items()))
    assert found is not None
    figure, drawing, _ = found
    assert crossings(drawing.skin) == 0
    assert crossings(drawing.leg) == 0
    if figure.arms not in ("sides", "sides down"):  # spread fingers touch each other
        assert crossings(drawing.arm) == 0


def test_every_bone_can_be_filled():
    found = pose(())
    assert found is not None
    figure, drawing, _ = found
    ribs = [f"rib{number}" for number in range(1, 13)]
    for bone in (*LEVELS, *ribs, "scapulae", "sternum", "pelvis"):
        for row in figure.bones[bone]:
            assert not figure.parts[row].is_line
            start, stop = figure.outline.ends[row : row + 2]
            assert area(drawing.places[start:stop]) > 3 * MM**2


@pytest.mark.parametrize("level", ["T4", "T6", "T8", "T10", "T12"])
def test_ribs_reach_the_skin_where_their_pads_carry(level):
    found = pose((("roller.level", level),))
    assert found is not None
    figure, drawing, outcome = found
    contact = outcome.roller.contact
    carry: dict[str, float] = {}
    for body, force in zip(contact.body, contact.force[:, 1], strict=True):
        if body.startswith("rib"):
            carry[body] = carry.get(body, 0.0) + float(force)
    most = max(carry, key=lambda bone: carry[bone])
    rib = np.concatenate(
        [
            drawing.places[figure.outline.ends[row] : figure.outline.ends[row + 1]]
            for row in figure.bones[most]
        ]
    )
    assert carry[most] > 5.0
    assert apart(rib, drawing.back) < 15 * MM


def test_an_arm_that_props_stands_on_the_floor():
    for scene in HELD:
        found = pose(tuple(scene.items()))
        assert found is not None
        figure, drawing, _ = found
        assert figure.arms == "propped"
        hand = np.concatenate(places(figure, drawing, "hand"))
        assert hand[:, 1].min() < 15 * MM
        shoulder = np.concatenate(places(figure, drawing, "glenoid"))
        assert hand[:, 1].max() < shoulder[:, 1].min()


def test_legs_bend_between_straight_and_sharp_without_a_gap():
    """The knee closes at any angle: femur and tibia stay within a joint's space."""
    for scene in ({"task": "press-up"}, {}, {"roller.level": "L3", "hips": "up"}):
        found = pose(tuple(scene.items()))
        assert found is not None
        figure, drawing, _ = found
        ends = figure.outline.ends
        bone = {
            part.name: drawing.places[ends[row] : ends[row + 1]]
            for row, part in enumerate(figure.parts)
            if part.kind == "far bone"
        }
        assert apart(bone["femur"], bone["tibia"]) < 8 * figure.size


def test_lines_that_cross_are_cut_there_and_rounded():
    along, up = np.linspace(-1, 1, 9) + 0j, 1j * np.linspace(-1, 1, 9) + 0.3
    before, bridge, after = fold(along, up, 0.2)
    assert before[-1].real <= 0.1 + 1e-9
    assert after[0].imag >= 0.2 - 1e-9
    assert bridge[0] == pytest.approx(0.1)
    assert bridge[-1] == pytest.approx(0.3 + 0.2j)
    assert np.all(np.abs(bridge - 0.3) <= 0.2 + 1e-9)


def test_lines_that_do_not_meet_are_joined_where_they_are_nearest():
    first, second = np.linspace(0, 1, 6) + 0j, np.linspace(1.2, 2, 6) + 0j
    joined = np.concatenate(fold(first, second, 0.1))
    assert np.all(np.diff(joined.real) >= -1e-12)
    assert joined.imag == pytest.approx(0)
