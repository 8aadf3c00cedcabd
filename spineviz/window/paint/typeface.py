"""The face that every picture and every widget is written in: shipped, not found on the machine.

Inter, whose letters stay apart from the last row (1, l, I; open 6 and 9), in two cuts of 190 kB.
Without it letters are another width on every machine, and boxes where no font is installed.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from spineviz.tables.resources import resource

log = logging.getLogger(__name__)

FAMILY = "SpineViz Inter"
"""Name inside the files: no edition of Inter that a machine has is taken for this one."""

CUTS = ("Inter-Regular.ttf", "Inter-Bold.ttf")

ANYWHERE = "Inter, sans-serif"
"""What a file asks for whose reader has its own fonts."""

MOST_FONTS, MOST_TEXTS = 64, 1000  # that are remembered, and texts of each

_LOADED = "_typeface_loaded"  # property of the application, whose end takes its fonts along
_NAMED = re.compile(rb'font-family="[^"]*"')


def typeface() -> QFont:
    """The face at the usual size; signs it does not have come from the machine."""
    application = QCoreApplication.instance()
    if application is not None and not application.property(_LOADED):
        for cut in CUTS:
            if QFontDatabase.addApplicationFont(str(resource("fonts", cut))) < 0:
                # e.g. Qt's platform "minimal", which takes no fonts at all
                log.warning("the font %s cannot be loaded: letters are the machine's own", cut)
        application.setProperty(_LOADED, True)
        _named.cache_clear()
        _measured.clear()  # with what stood in for it
    return QFont(_named())


@lru_cache(maxsize=1)
def _named() -> QFont:
    font = QFont(FAMILY)
    # hinted by the machine's own settings, letters would be another width on each
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


_measured: dict[QFont, Metrics] = {}


class Metrics(QFontMetricsF):
    """Measures of one font that remember how wide texts are: most are the same picture by picture,
    and each takes as long to measure as to write."""

    def __init__(self, font: QFont) -> None:
        super().__init__(font)
        self._widths: dict[str, float] = {}

    def horizontalAdvance(self, text: str) -> float:  # type: ignore[override]
        """px that a text is wide."""
        wide = self._widths.get(text)
        if wide is None:
            if len(self._widths) == MOST_TEXTS:
                self._widths.clear()
            wide = self._widths[text] = super().horizontalAdvance(text)
        return wide


def metrics_of(font: QFont) -> Metrics:
    """The measures of a font."""
    found = _measured.get(font)
    if found is None:
        if len(_measured) == MOST_FONTS:
            _measured.clear()
        found = _measured[QFont(font)] = Metrics(font)  # a copy, which nobody makes another font
    return found


def named_anywhere(svg: bytes) -> bytes:
    """An SVG of Qt's whose text every reader finds a face for: Qt writes the name of one alone."""
    return _NAMED.sub(f'font-family="{ANYWHERE}"'.encode(), svg)
