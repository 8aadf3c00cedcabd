"""The same surroundings everywhere, one application for all tests, and the option `--long`."""

from __future__ import annotations

import surroundings  # before Qt or numpy is loaded

# isort: split

import pytest
from hypothesis import HealthCheck, settings
from tries import TIMES

from spineviz.anatomy.person import person_of
from spineviz.outcome import Alert, Unbalanced
from spineviz.scene import Scene
from spineviz.tables.saying import Saying

# Draws are the same at every run, so that a red test is one that a change has turned red; with
# `--hypothesis-seed=random` they are new ones. Nothing is timed: the machine may be busy.
QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long`: the whole of what is otherwise a part."""
    parser.addoption(
        "--long",
        action="store_true",
        help="thousands of scenes and updates in the place of hundreds (an hour)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Draws of the run, and the mark of tests that only the long run makes."""
    config.add_cleanup(surroundings.HOME.cleanup)
    times = TIMES if config.getoption("--long") else 1
    alike = config.getoption("--hypothesis-seed") is None
    settings.register_profile("ours", derandomize=alike, max_examples=100 * times, **QUIET)
    settings.load_profile("ours")
    config.addinivalue_line("markers", "long: made with --long only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests marked `long` to the long run."""
    if config.getoption("--long"):
        return
    left = [item for item in items if item.get_closest_marker("long")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


@pytest.fixture(scope="session")
def long(pytestconfig: pytest.Config) -> bool:
    """Whether this is the long run."""
    return bool(pytestconfig.getoption("--long"))


@pytest.fixture(scope="session")
def application():
    """The application object; there can be only one in a process."""
    from PySide6.QtCore import QStandardPaths
    from PySide6.QtWidgets import QApplication

    QStandardPaths.setTestModeEnabled(True)
    found = QApplication.instance() or QApplication(["spineviz"])
    found.setStyle("Fusion")
    return found


@pytest.fixture
def unbalanced():
    """A stand-in for `simulate` that finds no pose in balance."""

    def simulate(
        scene: Scene, warm: object = None, tables: object = None, rest: object = None
    ) -> Unbalanced:
        return Unbalanced(
            scene=scene,
            person=person_of(scene),
            place=None,
            residual_N=3.0,
            iterations=9,
            version="test",
            weight_N=700.0,
            alerts=(Alert("unconverged", "", Saying("alert.unconverged")),),
        )

    return simulate
