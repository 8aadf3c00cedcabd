"""The presenter: the picture alone, large enough for the last row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from spineviz.window.shell.look import Look


class Presenter:
    """Hides what is not the picture, and brings back what was there.

    Args:
        look: gets the type and lines of the presenter.
        zoom: told whether the picture shows the trunk alone.
        panels: what hides.
    """

    def __init__(
        self, look: Look, zoom: Callable[[bool], object], panels: Sequence[QWidget]
    ) -> None:
        self._look, self._zoom, self._panels = look, zoom, panels
        self._hidden: list[QWidget] = []

    @property
    def on(self) -> bool:
        """Whether it is presenting."""
        return self._look.presenting

    def set(self, on: bool) -> None:
        """Start or leave."""
        if on == self.on:
            return
        if on:
            self._hidden = [panel for panel in self._panels if panel.isVisibleTo(panel.window())]
        for panel in self._hidden:
            panel.setVisible(not on)
        self._zoom(on)
        self._look.present(on)
