"""Random scenes, each started from scratch: two thousand of them in the long run."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
from msgspec import Struct
from random_scenes import random_scene

from spineviz.scene import LEVELS, PELVIC_PLACES, ROLLED_LEVELS, Scene
from spineviz.simulation.place import roller_mm, roller_track
from spineviz.simulation.simulate import simulate

SCENES, LONG, CHUNK = 20, 2000, 50
LAST = len(ROLLED_LEVELS) - 1
NECK = ("C0-C1", "C1-C2", "C2-C3", "C3-C4", "C4-C5", "C5-C6", "C6-C7", "C7-T1")
HEAD_DROP = 15.0  # °, all neck joints together; passive joints alone would let it drop by 40
WORKERS = 2


class Solved(Struct, frozen=True):
    """What the tests below ask of one scene; SI and degrees."""

    scene: Scene
    converged: bool
    why: str = ""  # kind of its refusal
    steps: int = 0
    residual: float = 0.0  # of the weight
    supports: float = 0.0  # sum, of the weight
    roller: float = 0.0  # of the weight
    lowest: float = 0.0  # m, of all bodies
    above: float = 0.0  # m, vertebrae over the roller above its top
    neck: float = 0.0  # °, extension of all its joints from standing
    thigh: float = 0.0
    shank: float = 0.0
    foot: float = 0.0  # °, from the floor
    face: float = 0.0  # °, 0 straight up, -90 towards the feet as in sitting
    beyond: tuple[str, ...] = ()  # joints past their range
    told: tuple[str, ...] = ()  # joints that an alert names


PLAIN = {
    "roller.width_mm": 450.0,
    "roller.groove_mm": 0.0,
    "roller.stiffness": 1.0,
    "lean_deg": 0.0,
    "hand_support": 0.0,
    "guarding": 0.0,
    "slump": 0.0,
    "condition": "none",
}
MOST_LOST = 0.03
"""Share of the other scenes that may have no balance: there heavy people lie on small, soft or
narrow rollers, sunk in past the axis, or slide off an edge, or guard with a back as soft as a test
bench's."""

MOST_OUTSIDE = 0.1
"""Share of the scenes in whose balance nobody lies: see `believable`."""


def solve_chunk(first: int) -> list[Solved]:
    return [solve_one(scene_number(first + n)) for n in range(CHUNK)]


def scene_number(number: int) -> Scene:
    """A scene on the back; every other one has a plain roller and a plain person."""
    rng = np.random.default_rng(number)
    scene = random_scene(rng)
    if number % 2:
        return scene
    level = scene.roller_level
    if level in PELVIC_PLACES or roller_mm(scene) > roller_track(scene).position_mm[LAST]:
        level = ROLLED_LEVELS[int(rng.integers(len(ROLLED_LEVELS)))]
        scene = scene.set("roller.level", level)
    kind = ("foam", "grid", "rigid")[int(rng.integers(3))]
    return scene.set_all(
        {**PLAIN, "roller.kind": kind, "roller.diameter_mm": scene.roller_diameter_mm}
    )


def plain(scene: Scene) -> bool:
    return all(scene.get(key) == value for key, value in PLAIN.items())


def solve_one(scene: Scene) -> Solved:
    outcome = simulate(scene)
    if not outcome.converged:
        return Solved(scene, False, outcome.alerts[0].kind)
    pose, roller = outcome.geometry.pose, outcome.roller
    over = [pose[level] for level in LEVELS if abs(pose[level][0] - roller.x) < roller.radius / 2]
    return Solved(
        scene=scene,
        converged=True,
        steps=outcome.iterations,
        residual=outcome.residual_N / outcome.weight_N,
        supports=sum(outcome.supports_N.values()) / outcome.weight_N,
        roller=outcome.roller.force_bodyweight,
        lowest=min(y for _, y, _ in pose.values()),
        above=min((y for _, y, _ in over), default=np.inf) - roller.y - roller.radius,
        neck=sum(outcome.joints[name].standing_deg for name in NECK),
        thigh=float(np.degrees(pose["thighs"][2])),
        shank=float(np.degrees(pose["shanks"][2])),
        foot=float(np.degrees(pose["feet"][2])),
        face=float(np.degrees(pose["skull"][2])),
        beyond=tuple(name for name, joint in outcome.joints.items() if joint.range_share > 1),
        told=tuple(alert.place for alert in outcome.alerts if alert.kind == "range"),
    )


@pytest.fixture(scope="module")
def all_scenes(long) -> list[Solved]:
    if not long:
        return [solve_one(scene_number(n)) for n in range(SCENES)]
    # spawn, because a fork of a process with threads is warned of
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, context) as pool:
        chunks = pool.map(solve_chunk, range(0, LONG, CHUNK))
        return [solved for chunk in chunks for solved in chunk]


@pytest.fixture(scope="module")
def scenes(all_scenes) -> list[Solved]:
    return [solved for solved in all_scenes if solved.converged]


def those(scenes: list[Solved], odd) -> list[Scene]:
    """The scenes that break a rule, so that the message shows how to see it again."""
    return [solved.scene for solved in scenes if odd(solved)]


def test_nearly_every_scene_converges_from_a_cold_start_and_every_plain_one(all_scenes, long):
    assert len(all_scenes) == (LONG if long else SCENES)
    lost = those(all_scenes, lambda solved: solved.why == "unconverged")
    assert [scene for scene in lost if plain(scene)] == []
    assert len(lost) <= MOST_LOST * len(all_scenes) / 2
    refused = those(all_scenes, lambda solved: solved.why == "outside")
    assert len(refused) <= MOST_OUTSIDE * len(all_scenes)


def test_every_scene_is_in_balance(scenes):
    assert those(scenes, lambda solved: not solved.residual <= 1e-6) == []
    assert those(scenes, lambda solved: not abs(solved.supports - 1) <= 1e-6) == []


def test_a_cold_start_takes_few_steps(scenes):
    steps = np.array([solved.steps for solved in scenes])
    assert np.median(steps) <= 22  # what the first trial of the solver needed; 14 today
    assert np.max(steps) <= 60  # 200 would give up


def test_the_roller_always_carries_a_part_of_the_body(scenes):
    # to 1.00: a light person high on a large roller may lie on nothing else;
    # from 0.03: an arm may take most of the weight off a roller near the shoulders
    assert those(scenes, lambda solved: not 0.01 < solved.roller <= 1 + 1e-6) == []


def test_the_body_lies_above_the_roller_and_above_the_floor(scenes):
    # a spine may sink in between two balls or over the edge of a narrow roller
    assert those([s for s in scenes if plain(s.scene)], lambda solved: not solved.above > 0) == []
    assert those(scenes, lambda solved: not solved.lowest > 0) == []


def test_no_leg_turns_over(scenes):
    # the knees stay over the hips and the feet: thighs rise to the knee, shanks fall from it
    assert those(scenes, lambda solved: not -15 < solved.thigh < 85) == []
    assert those(scenes, lambda solved: not -135 < solved.shank < -40) == []
    assert those(scenes, lambda solved: not -45 < solved.foot < 45) == []


def test_the_head_does_not_drop(scenes):
    assert those(scenes, lambda solved: not solved.neck < HEAD_DROP) == []


def test_nobody_sits_up_or_hangs_head_down(scenes):
    # falling forward over the belly is a balance too, of less energy than lying over a high roller
    assert those(scenes, lambda solved: not -75 < solved.face < 100) == []


def test_an_alert_of_range_names_a_joint_that_is_past_it(scenes):
    assert those(scenes, lambda solved: not set(solved.told) <= set(solved.beyond)) == []
    # the rule is put to the test: some of these scenes do pass a range
    assert any(solved.beyond for solved in scenes)
