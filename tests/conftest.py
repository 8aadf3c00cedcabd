"""Qt without a screen, one application for all tests."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from spineviz.anatomy.person import person_of
from spineviz.outcome import Alert, Unbalanced
from spineviz.scene import Scene


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

    def simulate(scene: Scene, warm: object = None, tables: object = None) -> Unbalanced:
        return Unbalanced(
            scene=scene,
            person=person_of(scene),
            place=None,
            residual_N=3.0,
            iterations=9,
            version="test",
            weight_N=700.0,
            alerts=(Alert("unconverged", "", "No pose in balance was found."),),
        )

    return simulate
