"""Qt without a screen, one application for all tests."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest


@pytest.fixture(scope="session")
def application():
    """The application object; there can be only one in a process."""
    from PySide6.QtCore import QStandardPaths
    from PySide6.QtWidgets import QApplication

    QStandardPaths.setTestModeEnabled(True)
    found = QApplication.instance() or QApplication(["spineviz"])
    found.setStyle("Fusion")
    return found
