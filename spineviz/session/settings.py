"""What the window remembers from one time to the next, in a small file of the user's own.

Everything is kept as text and read with suspicion: a value that is missing, of the wrong kind or
out of range counts as never set, and a file that cannot be read as an empty one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from msgspec import Struct
from PySide6.QtCore import QRect, QSettings, QSize, QStandardPaths

SMALLEST_TEXT, LARGEST_TEXT = 80, 200  # %
RECENT = 8  # files that are remembered
AS_IT_IS = "/\\: "  # signs of a path that are written as they are
MAX_BYTES = 100_000  # of the settings; a larger file is none of ours
LEAST_SEEN = 120  # px of a window's upper edge that bring it back to a screen that shows them
NO_FRAME = QSize(0, 0)


class Place(Struct, frozen=True):
    """Where the window was.

    Attributes:
        rect: without its frame, px.
        maximized: whether it filled the screen.
    """

    rect: QRect
    maximized: bool


class Settings:
    """Values that outlive the window.

    Args:
        file: an ini file; made when something is first remembered. Without one nothing is kept.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._kept: dict[str, str] = {}
        self._store: QSettings | None = None
        if file is not None:
            self._store = _open(file)
        if self._store is not None:
            self._kept = _texts(self._store)

    @property
    def theme(self) -> str:
        """Name of the theme, empty where none was chosen."""
        return self._text("theme")

    @theme.setter
    def theme(self, name: str) -> None:
        self._keep("theme", name)

    @property
    def text_percent(self) -> int:
        """Size of the type, % of the system's."""
        return self._number("text_percent", SMALLEST_TEXT, LARGEST_TEXT, 100)

    @text_percent.setter
    def text_percent(self, percent: int) -> None:
        self._keep("text_percent", str(percent))

    @property
    def colour_vision(self) -> bool:
        """Whether the colours are those that people who see less colour tell apart."""
        return self.flag("colour_vision", False)

    @colour_vision.setter
    def colour_vision(self, on: bool) -> None:
        self.set_flag("colour_vision", on)

    @property
    def recent(self) -> list[Path]:
        """Scene files, the last one first, also those of other windows."""
        if self._store is not None:
            self._store.sync()  # another window may have written since
            text = self._store.value("recent")
            self._kept["recent"] = text if isinstance(text, str) else ""
        rows = (os.fsdecode(unquote_to_bytes(row)) for row in self._text("recent").split("\n"))
        return [Path(row) for row in rows if row and "\0" not in row][:RECENT]

    def add_recent(self, path: Path) -> None:
        """Remember a scene file as the last one."""
        rows = [path, *(each for each in self.recent if each != path)]
        self._write_recent(rows[:RECENT])

    def forget_recent(self, path: Path) -> None:
        """Take a scene file off the list."""
        self._write_recent([each for each in self.recent if each != path])

    def _write_recent(self, rows: list[Path]) -> None:
        """Write at once, so that what two windows add is added up. A name may hold a line's end, or
        bytes that are no letters."""
        self._keep("recent", "\n".join(quote(os.fsencode(row), safe=AS_IT_IS) for row in rows))
        self.save()

    @property
    def place(self) -> Place | None:
        """Where the window was, or None."""
        try:
            x, y, width, height = (int(part) for part in self._text("place").split(","))
        except ValueError:
            return None
        if not (0 < width < 100_000 and 0 < height < 100_000 and abs(x) + abs(y) < 1_000_000):
            return None
        return Place(QRect(x, y, width, height), self.flag("maximized", False))

    @place.setter
    def place(self, place: Place) -> None:
        rect = place.rect
        self._keep("place", f"{rect.x()},{rect.y()},{rect.width()},{rect.height()}")
        self.set_flag("maximized", place.maximized)

    def flag(self, name: str, default: bool) -> bool:
        """Something that is on or off, e.g. whether a panel is open."""
        return {"yes": True, "no": False}.get(self._text(name), default)

    def set_flag(self, name: str, on: bool) -> None:
        """Remember something that is on or off."""
        self._keep(name, "yes" if on else "no")

    def save(self) -> None:
        """Write to the file now; where that fails, the window goes on without."""
        if self._store is not None:
            self._store.sync()

    def _text(self, key: str) -> str:
        return self._kept.get(key, "")

    def _number(self, key: str, low: int, high: int, default: int) -> int:
        try:
            number = int(self._text(key))
        except ValueError:
            return default
        return number if low <= number <= high else default

    def _keep(self, key: str, text: str) -> None:
        if self._kept.get(key) == text:
            return
        self._kept[key] = text
        if self._store is not None:
            self._store.setValue(key, text)


def settings_file() -> Path:
    """Where this machine keeps an application's settings of one user."""
    place = QStandardPaths.StandardLocation.AppConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / "settings.ini"


def clamped(rect: QRect, screens: Sequence[QRect], frame: QSize = NO_FRAME) -> QRect:
    """A window's place on the screens that are there now.

    Args:
        rect: where it was without its frame, px.
        screens: what each screen has free, px; the first is the main one.
        frame: px that a frame takes, a title above it most of them.

    Returns:
        The same where all of it can be seen. Otherwise as large as fits under a title, moved no
        further than it takes on the screen that shows most of it, or in the middle of the main one
        where none shows enough of its upper edge.
    """
    if _all_seen(rect, screens, frame):
        return rect
    reached = [screen for screen in screens if _in_reach(rect, screen)]
    home = max(reached or screens[:1], key=lambda screen: _common(rect, screen))
    side = frame.width() // 2
    room = home.adjusted(side, frame.height() - side, -side, -side)
    placed = QRect(rect.topLeft(), rect.size().boundedTo(room.size()))
    if not reached:
        placed.moveCenter(room.center())
    placed.moveRight(min(placed.right(), room.right()))
    placed.moveBottom(min(placed.bottom(), room.bottom()))
    placed.moveLeft(max(placed.left(), room.left()))
    placed.moveTop(max(placed.top(), room.top()))
    return placed


def _all_seen(rect: QRect, screens: Sequence[QRect], frame: QSize) -> bool:
    """Whether no part of a window is beyond the screens, one of which has room for it, and its
    title neither; some are half as high as others."""
    titled = rect.adjusted(0, -frame.height() // 2, 0, 0)
    # screens lie side by side, but for those that show the same
    seen = {screen.getRect(): _common(titled, screen) for screen in screens}
    return sum(seen.values()) >= titled.width() * titled.height() and any(
        _in_reach(rect, screen) and rect.size().boundedTo(screen.size()) == rect.size()
        for screen in screens
    )


def _in_reach(rect: QRect, screen: QRect) -> bool:
    """Whether a screen shows enough of a window's upper edge."""
    wide = rect.intersected(screen).width() >= min(LEAST_SEEN, rect.width())
    return wide and screen.top() <= rect.top() <= screen.bottom() - LEAST_SEEN


def _common(rect: QRect, screen: QRect) -> int:
    """px² of a window on a screen."""
    seen = rect.intersected(screen)
    return seen.width() * seen.height()


def _open(file: Path) -> QSettings | None:
    """The store; what is there but cannot be read as one is put aside first, a pipe, which would be
    waited for, without looking into it. So is one where Qt will put its lock."""
    try:
        for each in (file, file.with_name(f"{file.name}.lock")):
            if each.exists() and not each.is_file():
                each.replace(each.with_name(f"{each.name}.unreadable"))
        if file.exists() and (file.stat().st_size > MAX_BYTES or not _readable(file)):
            file.replace(file.with_suffix(".unreadable"))
    except OSError:
        return None
    return QSettings(str(file), QSettings.Format.IniFormat)


def _readable(file: Path) -> bool:
    store = QSettings(str(file), QSettings.Format.IniFormat)
    return store.status() is QSettings.Status.NoError


def _texts(store: QSettings) -> dict[str, str]:
    found = {str(key): store.value(key) for key in store.allKeys()}
    return {key: value for key, value in found.items() if isinstance(value, str)}
