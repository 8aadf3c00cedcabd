"""Numbers are told of poses alone in which a person may lie; of others, why they are not told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from faults import faults_of
from random_scenes import numbered_scene

from spineviz.anatomy.person import person_of
from spineviz.outcome import Balanced, Rolled, Unbalanced
from spineviz.scene import LEVELS, Scene, SceneError
from spineviz.simulation import believable
from spineviz.simulation.believable import unbelievable
from spineviz.simulation.pressing import pressing_of
from spineviz.simulation.simulate import simulate

SCENES, LONG = 16, 400

NOBODY_LIES = {
    "sits": (
        Scene(
            roller_level="T12",
            roller_diameter_mm=250.0,
            person_mass_kg=100.0,
            person_lordosis_deg=30.0,
            brace=1.0,
            slump=20.0,
            condition="hyperkyphosis",
        ),
        "STEEPEST",
        90.0,
    ),
    "slides": (Scene(face="down", roller_level="T1"), "FRICTION", 2.0),
    "hardly": (
        Scene(
            face="down",
            roller_level="T4",
            roller_diameter_mm=100.0,
            person_mass_kg=95.0,
            person_stature_m=1.45,
        ),
        "LEAST_CARRIED",
        0.0,
    ),
    "caught": (
        Scene(
            face="down",
            roller_level="T4",
            roller_diameter_mm=100.0,
            person_mass_kg=75.0,
            person_stature_m=1.45,
            arms="sides",
        ),
        "CAUGHT",
        2.0,
    ),
    "pressure": (
        Scene(
            roller_level="T11",
            roller_kind="rigid",
            roller_diameter_mm=100.0,
            hips="up",
            person_mass_kg=120.0,
            person_stature_m=1.45,
            without=("ribs", "blades"),
        ),
        "HIGHEST_PEAK",
        5e6,
    ),
}
"""A scene beyond each limit, with the name of the limit and a value that would let it pass."""


@pytest.mark.parametrize("kind", NOBODY_LIES)
def test_a_balance_beyond_a_limit_has_no_numbers_but_a_sentence(kind):
    scene, _, _ = NOBODY_LIES[kind]
    outcome = simulate(scene)
    assert isinstance(outcome, Unbalanced)
    (alert,) = outcome.alerts
    assert (alert.kind, alert.saying.kind) == ("outside", f"alert.outside.{kind}")
    assert alert.text.endswith(".")
    assert outcome.residual_N < 1e-6 * outcome.weight_N  # a balance of forces it is


@pytest.mark.parametrize("kind", NOBODY_LIES)
def test_it_is_that_limit_which_refuses_it(monkeypatch, kind):
    scene, limit, wide = NOBODY_LIES[kind]
    monkeypatch.setattr(believable, limit, wide)
    alerts = [alert.saying.kind for alert in simulate(scene).alerts]
    assert f"alert.outside.{kind}" not in alerts


def told(scene: Scene, *moves: tuple[str, float, float, float]) -> str | None:
    """Kind of what is said of a scene's balance with some bodies moved (m, m, rad)."""
    found = simulate(scene)
    assert isinstance(found, Rolled)
    energy, pose = found.state.energy, found.state.pose.copy()
    for name, x, y, angle in moves:
        rows = slice(None) if name == "all" else found.person.index(name)
        pose[rows] += np.array([x, y, angle])
    doubt = unbelievable(found.person, energy, pose, pressing_of(found.person, energy, pose))
    return None if doubt is None else doubt.saying.kind.removeprefix("alert.outside.")


UP, DOWN = Scene(roller_level="L3"), Scene(roller_level="L3", face="down")


@pytest.mark.parametrize(
    ("scene", "move", "kind"),
    [
        (UP, ("all", 0.0, 0.0, 0.0), None),
        (DOWN, ("all", 0.0, 0.0, 0.0), None),
        (UP, ("all", 0.0, -1.0, 0.0), "under"),
        (DOWN, ("all", 0.0, -1.0, 0.0), "under"),
        (UP, ("all", 0.0, 1.0, 0.0), "hardly"),
        (DOWN, ("all", 0.0, 1.0, 0.0), "hardly"),
        (UP, ("skull", 0.0, 0.0, -2.0), "nods"),
        (DOWN, ("skull", 0.0, 0.0, -2.0), "nods"),
        (UP, ("skull", 0.0, 0.0, -0.2), None),
        (UP, ("C4", 0.0, -0.6, 0.0), "floor"),
        (UP, ("pelvis", -0.1, -0.06, 0.0), "beside"),
        (Scene(), ("T8", 0.0, -0.1, 0.0), "inside"),
        (DOWN, ("all", 0.12, -0.1, 0.0), "inside"),
        (Scene(), ("rib8", 0.03, -0.15, 0.0), "caught"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_pose_is_said(scene, move, kind):
    assert told(scene, move) == kind


def test_of_a_body_that_only_hangs_on_the_roller_nothing_enters():
    found = simulate(Scene())
    energy, pose = found.state.energy, found.state.pose.copy()
    pose[:, 1] += 1.0
    row = found.person.index("rib8")
    pose[row, :2] = found.state.pose[row, :2] + np.array([0.03, -0.15])
    pressing = pressing_of(found.person, energy, pose)
    assert pressing.force < 0
    assert np.all(pressing.entered == 0)


@pytest.fixture(scope="module")
def outcomes(long: bool) -> list[Balanced | Unbalanced]:
    found = []
    for number in range(LONG if long else SCENES):
        try:
            found.append(simulate(numbered_scene(number)))
        except SceneError:
            continue  # beyond the back of a small person
    return found


def every(outcomes: list[Balanced | Unbalanced], holds: Callable[[Rolled], bool]) -> list[Scene]:
    """The scenes of which something does not hold, so that they can be seen again."""
    rolled = [each for each in outcomes if isinstance(each, Rolled)]
    assert len(rolled) > len(outcomes) / 2
    return [each.scene for each in rolled if not holds(each)]


def test_nothing_is_wrong_with_the_numbers_of_random_scenes(outcomes):
    wrong = {
        str(each.scene): list(faults_of(each)) for each in outcomes if isinstance(each, Balanced)
    }
    assert {scene: faults for scene, faults in wrong.items() if faults} == {}


def test_no_level_tissue_side_or_support_carries_less_than_nothing(outcomes):
    def holds(found: Rolled) -> bool:
        roller = found.roller
        parts = (roller.entry_N, roller.side_N, roller.erector_N, found.supports_N)
        levels = [load.force_N for load in roller.levels.values()]
        return min(levels) >= 0 and all(min(each.values()) >= 0 for each in parts)

    assert every(outcomes, holds) == []


def test_the_mean_is_never_above_the_peak_and_the_area_never_negative(outcomes):
    def holds(found: Rolled) -> bool:
        roller = found.roller
        return 0 < roller.mean_kPa <= roller.peak_kPa * (1 + 1e-9) and roller.area_cm2 > 0

    assert every(outcomes, holds) == []


def test_friction_and_peak_stay_within_what_can_be(outcomes):
    def holds(found: Rolled) -> bool:
        return abs(found.friction_N) <= found.roller.force_N and found.roller.peak_kPa <= 2000

    assert every(outcomes, holds) == []


def test_no_vertebra_passes_floor_or_roller(outcomes):
    def holds(found: Rolled) -> bool:
        pose, roller = found.geometry.pose, found.roller
        spine = np.array([pose[name][:2] for name in found.vertebrae])
        apart = np.hypot(*(spine - (roller.x, roller.y)).T)
        # a spine may hang between two balls, and sink into what is soft
        inside = np.min(apart) < roller.radius / 2 and found.scene.roller_kind != "double-ball"
        return bool(np.min(spine[:, 1]) >= 0.02 and not inside)

    assert every(outcomes, holds) == []


def test_whatever_is_refused_is_refused_in_a_sentence(outcomes):
    refused = [each for each in outcomes if isinstance(each, Unbalanced)]
    assert refused
    for each in refused:
        assert all(alert.text.endswith(".") for alert in each.alerts)
        assert each.alerts


@pytest.mark.parametrize(("share", "passes"), [(0.9, False), (1.1, True)])
def test_a_neck_keeps_its_own_thickness_above_the_floor(share, passes):
    pose = person_of(Scene()).rest.copy()
    pose[:, 1] = 0.5
    assert believable._through_the_floor(pose) is None
    pose[LEVELS.index("C4"), 1] = share * believable.NECK_RADIUS
    assert (believable._through_the_floor(pose) is None) is passes
