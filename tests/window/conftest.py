"""A window on the default scene."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hands import settle


@pytest.fixture
def window(application):
    """The whole window of somebody who has moved the roller before, solved, shown, painted once."""
    from PySide6.QtCore import QEvent

    from spineviz.window.shell.main_window import default_window

    made = default_window()
    made.session.show(replace(made.session.shown, hints=False))
    made.session.solve_now()
    made.show()
    settle()
    yield made
    made.close()
    made.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
