"""Outlines: true to the tables, bending with the spine, without gaps."""

from __future__ import annotations

import numpy as np
import pytest
from solved_scenes import found_once

from spineviz.drawing.curves import apply, band, rounded, smooth, spline_weights
from spineviz.drawing.figure import back_line, dent, figure_of, lay_on, middle_rows
from spineviz.drawing.vertebra import SHAPES
from spineviz.outcome import LORDOSIS
from spineviz.scene import LEVELS, Scene


@pytest.fixture(scope="module", params=["T8", "L3"])
def outcome(request):
    return found_once(Scene().set("roller.level", request.param))


def shapes(outcome, kind: str) -> dict[str, np.ndarray]:
    """Places of every part of a kind, by name."""
    figure = figure_of(outcome)
    points = figure.outline.points(figure.frames(outcome.geometry.pose))
    ends = figure.outline.ends
    return {
        part.name: points[ends[k] : ends[k + 1]]
        for k, part in enumerate(figure.parts)
        if part.kind == kind
    }


def in_body(outcome, name: str, points: np.ndarray) -> np.ndarray:
    """(up, front) in the frame of a vertebra, m."""
    x, y, angle = outcome.geometry.pose[name]
    away = points - (x, y)
    along = away @ (np.cos(angle), np.sin(angle))
    return np.stack((-along, away @ (-np.sin(angle), np.cos(angle))), axis=1)


def test_a_spline_goes_through_its_points_and_moves_with_them():
    points = np.array([(0, 0), (1, 2), (3, 1), (4, 4), (6, 3)], float)
    rows, weights = spline_weights(points, False, samples=4)
    curve = apply(rows, weights, points)
    assert weights.sum(axis=1) == pytest.approx(1)
    assert curve[::4] == pytest.approx(points)
    turned = points @ np.array([[0, 1], [-1, 0]]) + 5
    assert apply(rows, weights, turned) == pytest.approx(curve @ np.array([[0, 1], [-1, 0]]) + 5)


def test_a_closed_spline_goes_round_without_a_corner():
    t = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    curve = smooth(np.stack((np.cos(t), np.sin(t)), axis=1))
    assert np.hypot(*curve.T) == pytest.approx(1, abs=0.01)


def test_a_rounded_square_keeps_to_its_edges():
    square = rounded([(0, 0), (10, 0), (10, 10), (0, 10)], 2.0)
    assert square.min() >= 0
    assert square.max() <= 10
    assert np.min(np.hypot(*(square - 10).T)) > 0.5


def test_a_band_is_as_wide_as_told():
    middle = np.stack((np.linspace(0, 10, 8), np.zeros(8)), axis=1)
    outline = band(middle, np.full(8, 3.0))
    assert outline[:8, 1] == pytest.approx(1.5)
    assert outline[8:, 1] == pytest.approx(-1.5)


def test_bodies_have_the_sizes_of_the_tables(outcome):
    levels = outcome.person.levels
    for name, points in shapes(outcome, "body").items():
        if name not in LEVELS[2:]:  # the first two have no body like the others
            continue
        k = LEVELS.index(name)
        up, front = in_body(outcome, name, points).T
        assert np.ptp(front) == pytest.approx(levels.body_depth[k], rel=0.05)
        assert np.ptp(up) == pytest.approx(levels.body_height[k], rel=0.16)


def test_every_region_has_its_own_shape():
    assert len({shape.arch for shape in SHAPES}) == 5
    assert len(SHAPES) == len(LEVELS)


def test_spinous_processes_stay_under_the_skin(outcome):
    levels = outcome.person.levels
    for name, points in shapes(outcome, "arch").items():
        if name in LEVELS:
            k = LEVELS.index(name)
            front = in_body(outcome, name, points)[:, 1]
            assert -front.min() <= levels.skin_back[k] - 0.004


def test_discs_join_the_plates_that_are_drawn(outcome):
    bodies = shapes(outcome, "body")
    for name, disc in shapes(outcome, "disc").items():
        for bone in name.split("-"):
            if bone in ("C2", "S1"):
                continue
            gap = np.min(np.linalg.norm(disc[:, None] - bodies[bone][None], axis=2), axis=0)
            assert gap.min() < 0.003, f"{name} is off {bone}"


def test_the_printed_lordosis_is_the_angle_of_the_drawn_plates(outcome):
    """Rule: a printed angle is the angle between drawn end plates."""
    assert "L1" in LORDOSIS
    bodies = shapes(outcome, "body")

    def plate(name: str, upper: bool) -> float:
        """Slope of an end plate, through its two rims."""
        local = in_body(outcome, name, bodies[name])
        half = local[local[:, 0] > 0] if upper else local[local[:, 0] < 0]
        rims = half[[np.argmax(half[:, 0] * 1 + s * half[:, 1]) if upper
                     else np.argmax(-half[:, 0] + s * half[:, 1]) for s in (1, -1)]]  # fmt: skip
        lean = np.arctan2(*(rims[0] - rims[1]))
        return float(outcome.geometry.pose[name][2] - lean)

    wedge = np.degrees(plate("L1", True) - plate("L5", False))
    levels = outcome.person
    k = LEVELS.index
    pose = outcome.geometry.pose
    expected = np.degrees(
        (pose["L1"][2] - levels.wedges.body[k("L1")] / 2)
        - (pose["L5"][2] + levels.wedges.body[k("L5")] / 2)
    )
    assert wedge == pytest.approx(expected, abs=4.0)


def test_without_ribs_nothing_that_hangs_on_them_is_drawn():
    figure = figure_of(found_once(Scene()))
    needs = {part.kind: part.needs for part in figure.parts}
    for kind in ("true rib", "false rib", "floating rib", "cartilage", "sternum"):
        assert "ribs" in needs[kind]
    assert needs["scapula"] == needs["clavicle"] == {"blades"}
    assert needs["disc"] == {"discs"}


def test_ribs_bend_with_the_spine(outcome):
    """The head of each rib stays at its vertebra, however the spine bends."""
    for kind in ("true rib", "false rib", "floating rib"):
        for name, points in shapes(outcome, kind).items():
            x, y, _ = outcome.geometry.pose["T" + name.removeprefix("rib")]
            assert np.min(np.hypot(*(points - (x, y)).T)) < 0.030


def test_skin_and_roller_share_one_line(outcome):
    roller, contact = outcome.roller, outcome.roller.contact
    centre = np.array([roller.x, roller.y])
    ring = dent(contact, tuple(centre), roller.radius)
    line = back_line(contact)
    reach = np.hypot(*(line - centre).T)
    pressed = line[reach < roller.radius - 1e-6]
    assert len(pressed) > 5
    away = np.min(np.linalg.norm(pressed[:, None] - ring[None], axis=2), axis=1)
    assert away.max() < 0.003
    assert np.hypot(*(ring - centre).T).max() <= roller.radius + 1e-9


def test_the_line_of_the_back_never_runs_backwards(outcome):
    rows = middle_rows(outcome.roller.contact)
    assert np.all(np.diff(outcome.roller.contact.skin[rows, 0]) > 0)


def test_a_curve_laid_on_keeps_its_shape(outcome):
    figure = figure_of(outcome)
    rest = figure.front(figure.frames(outcome.geometry.rest))
    now = figure.front(figure.frames(outcome.geometry.pose))
    laid = lay_on(rest, now, 14.0)
    lengths = np.hypot(*np.diff(rest, axis=0).T)
    assert np.hypot(*np.diff(laid, axis=0).T) == pytest.approx(lengths)
    away = np.hypot(*(laid - now).T)
    assert away[np.argmin(away)] < 0.01
    assert lay_on(now, now, 3.0) == pytest.approx(now)


@pytest.mark.parametrize("arms", ["sides", "head", "crossed", "overhead"])
def test_a_drawn_arm_reaches_its_hand(arms):
    scene = Scene().set("arms", arms)
    outcome = found_once(scene)
    figure = figure_of(outcome)
    frames = figure.frames(outcome.geometry.pose)
    assert np.all(np.isfinite(figure.outline.points(frames)))
