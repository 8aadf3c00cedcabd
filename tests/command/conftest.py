"""A stand-in for the model: the command line is tested without solving anything."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

import pytest

import spineviz
from spineviz.anatomy.person import person_of
from spineviz.outcome import (
    ENTRY_TISSUES,
    SUPPORTS,
    Alert,
    Curvature,
    Geometry,
    Joint,
    LevelLoad,
    Outcome,
    Place,
    Push,
    Rolled,
    RollerLoad,
    Unbalanced,
    Vertebra,
)
from spineviz.scene import Scene
from spineviz.tables.saying import Saying

PASSED = Saying(
    "alert.range.one.extension.published", {"joint": "L4-L5", "bent": 5.0, "range": 4.0}
)

Simulate = Callable[..., Outcome]


def solved(scene: Scene, warm: Outcome | None = None, tables: object = None) -> Outcome:
    """An outcome with every ledger filled; thirds, because they have no short decimals."""
    force = 1000 / 3
    return Rolled(
        scene=scene,
        person=person_of(scene),
        residual_N=1e-9 / 3,
        iterations=7,
        version="test",
        weight_N=600.0,
        alerts=(Alert("range", "L4-L5", PASSED),),
        roller=RollerLoad(
            force_N=force,
            force_bodyweight=0.5,
            peak_kPa=20 / 3,
            mean_kPa=10 / 3,
            area_cm2=300.0,
            gradient_kPa_per_cm=2.0,
            peak_level="T8",
            carries_most_level="T8",
            entry_N=dict.fromkeys(ENTRY_TISSUES, force / len(ENTRY_TISSUES)),
            entry_share=dict.fromkeys(ENTRY_TISSUES, 1 / len(ENTRY_TISSUES)),
            side_N={},
            erector_N={},
            levels={"T8": LevelLoad(200.0, 20 / 3)},
            contact=None,  # the command line tells of no pads
            place=Place(7.0, 150.0, "T8"),
            x=0.0,
            y=0.075,
            radius=0.075,
        ),
        supports_N=dict.fromkeys(SUPPORTS, 600.0 / len(SUPPORTS)),
        friction_N=-0.0,
        joints={
            "T12-L1": Joint(6.0, 6.0, 10.0, 0.6, 1.0, 2.0, 3.0),
            "L4-L5": Joint(5.0, 5.0, 4.0, 1.25, 1.0, 2.0, 3.0),
        },
        push=Push("T12-L1", 6.0, 10.0, 0.6),
        curvature=Curvature(40.0, 38.0, 39.0, 37.0, 46.0, 45.0, 38.0, 36.0),
        vertebrae={"T8": Vertebra(1.0, 2.0, 3.0)},
        geometry=Geometry({}, {}, {}, ()),
        readings=(),
        assumptions=(Saying("assumption.organs"),),
        state=None,
    )


def without_equilibrium(
    scene: Scene, warm: Outcome | None = None, tables: object = None
) -> Outcome:
    """What simulate returns where it finds no equilibrium."""
    return Unbalanced(
        scene=scene,
        person=person_of(scene),
        place=None,
        residual_N=float("nan"),
        iterations=200,
        version="test",
        weight_N=600.0,
        alerts=(Alert("unconverged", "", Saying("alert.unconverged")),),
    )


@pytest.fixture
def outcome() -> Outcome:
    """A solved default scene."""
    return solved(Scene())


@pytest.fixture
def unsolved() -> Simulate:
    """A model that finds no equilibrium."""
    return without_equilibrium


@pytest.fixture(scope="session")
def _whoever_solves_is_loaded() -> None:
    """Whoever takes simulate from its module does so before: imported while a stand-in is there it
    would keep that for all tests that follow."""
    for found in pkgutil.walk_packages(spineviz.__path__, "spineviz."):
        if found.name.split(".")[1] in ("command", "lab", "session", "teaching", "window"):
            importlib.import_module(found.name)


@pytest.fixture
def model(
    monkeypatch: pytest.MonkeyPatch, _whoever_solves_is_loaded: None
) -> Callable[[Simulate], None]:
    """Puts a stand-in in the place of simulate."""

    def put(simulate: Simulate) -> None:
        for module in ("sweeping", "simulate"):
            monkeypatch.setattr(f"spineviz.simulation.{module}.simulate", simulate)

    put(solved)
    return put
