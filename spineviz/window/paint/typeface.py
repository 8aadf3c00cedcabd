"""The face that every picture and every widget is written in: shipped, not found on the machine.

Inter, whose letters stay apart from the last row (1, l, I; open 6 and 9), in two cuts of 190 kB.
Without it letters are another width on every machine, and boxes where no font is installed.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase

from spineviz.tables.resources import resource

log = logging.getLogger(__name__)

FAMILY = "SpineViz Inter"
"""Name inside the files: no edition of Inter that a machine has is taken for this one."""

CUTS = ("Inter-Regular.ttf", "Inter-Bold.ttf")

ANYWHERE = "Inter, sans-serif"
"""What a file asks for whose reader has its own fonts."""

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
    return QFont(_named())


@lru_cache(maxsize=1)
def _named() -> QFont:
    font = QFont(FAMILY)
    # hinted by the machine's own settings, letters would be another width on each
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def named_anywhere(svg: bytes) -> bytes:
    """An SVG of Qt's whose text every reader finds a face for: Qt writes the name of one alone."""
    return _NAMED.sub(f'font-family="{ANYWHERE}"'.encode(), svg)
