"""How the window looks: theme, colours for colour vision, size of the type, and the presenter."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QWidget

from spineviz.session.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings
from spineviz.window.paint.picture import base
from spineviz.window.paint.theme import Theme, ThemeChoice, palette, style_sheet, theme_of

TEXT_STEP = 10  # % that larger and smaller change
USUAL_PX = 12.0  # px of a system's type at which a picture has its own usual size

# what row 30 can read: 24 pt at 96 px to the inch, and lines of 4 px
PRESENTER_TEXT, PRESENTER_LINE = 32.0, 4.0
SMALL_TYPE = 12.0  # px at 100 % of the labels in the picture
MAIN_LINE = 2.0  # px at 100 % of the lines that carry a meaning


class Look(QObject):
    """What is chosen about colours and type of one window, remembered in the settings.

    Signals:
        changed(Theme): everything painted has to be painted anew.
    """

    changed = Signal(object)

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window
        known = {choice.value: choice for choice in ThemeChoice}
        self.choice = known.get(settings.theme, ThemeChoice.SYSTEM)
        self.presenting = False
        self._grown = 1.0
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._scheme_changed)

    @property
    def text_percent(self) -> int:
        """Size of the type, % of the usual one."""
        return self._settings.text_percent

    @property
    def colour_vision(self) -> bool:
        """Whether the pressure colours are those that people who see less colour tell apart."""
        return self._settings.colour_vision

    @property
    def chosen(self) -> float:
        """Size of the type that system and user have chosen, in the usual size."""
        return self.text_percent / 100 * _system_text()

    @property
    def theme(self) -> Theme:
        """Everything that was chosen, as one theme."""
        text = self._grown * self.chosen
        if not self.presenting:
            return theme_of(self.choice, text=text, colour_vision=self.colour_vision)
        theme = theme_of(
            self.choice,
            text=max(text, PRESENTER_TEXT / SMALL_TYPE),
            lines=PRESENTER_LINE / MAIN_LINE,
            colour_vision=self.colour_vision,
        )
        return replace(theme, least_text=PRESENTER_TEXT, least_line=PRESENTER_LINE)

    def choose(self, choice: ThemeChoice) -> None:
        """Take a theme of the View menu."""
        self.choice = choice
        self._settings.theme = choice.value
        self.apply()

    def set_colour_vision(self, on: bool) -> None:
        """Take the other pressure colours, or the usual ones."""
        self._settings.colour_vision = on
        self.apply()

    def resize_text(self, steps: int) -> None:
        """Make the type larger or smaller by steps of 10 %; 0 steps are 100 %."""
        percent = self.text_percent + steps * TEXT_STEP if steps else 100
        percent = min(max(percent, SMALLEST_TEXT), LARGEST_TEXT)
        if percent != self.text_percent:
            self._settings.text_percent = percent
            self.apply()

    def present(self, on: bool) -> None:
        """Type and lines for the last row, or the usual ones."""
        self.presenting = on
        self.apply()

    def grow(self, factor: float) -> None:
        """Write larger than is chosen, where a class looks at a large window."""
        if factor != self._grown:
            self._grown = factor
            self.apply()

    def apply(self) -> None:
        """Give palette and type to the window, and tell everybody who paints in it."""
        # a style sheet that is there while colours change brings the old ones back with it
        self._window.setStyleSheet("")
        self.dress(self._window)
        theme = self.theme
        self._window.setStyleSheet(style_sheet(theme, _widget_font(theme)))
        self.changed.emit(theme)

    def dress(self, top: QWidget) -> None:
        """Give palette and type to a widget and all in it. Qt would hand them down by itself, but
        not where there is a style sheet, and never to another window such as a dialog."""
        theme = self.theme
        colours, font = palette(theme), _widget_font(theme)
        for widget in (top, *top.findChildren(QWidget)):
            widget.setPalette(colours)
            widget.setFont(font)

    def _scheme_changed(self) -> None:
        if self.choice is ThemeChoice.SYSTEM:
            self.apply()


def _widget_font(theme: Theme) -> QFont:
    """The face of the pictures at the size of the theme, for menus, buttons and fields."""
    font = base()
    font.setPointSizeF(USUAL_PX * theme.text * 72 / _per_inch())
    return font


def _system_text() -> float:
    """How large the system writes, in the usual size; never so small that it cannot be read."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    pixels = font.pixelSize() if font.pointSizeF() <= 0 else font.pointSizeF() / 72 * _per_inch()
    return min(max(pixels / USUAL_PX, 1.0), LARGEST_TEXT / 100)


def _per_inch() -> float:
    """px that the system counts to an inch of type."""
    return float(QGuiApplication.primaryScreen().logicalDotsPerInch())
