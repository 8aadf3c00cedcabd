"""Whatever a person does to the window, nothing is raised and memory stays flat.

Run by hand: `python tests/campaigns/random_events.py [COUNT] [SEED]`. Presses, moves, wheels, keys,
commands, sizes and files at random in the real window, its pages, panels and lessons, in Python's
development mode and with forced collections. Failed is: an exception or a warning in the log, a
warning of Qt or of Python, and memory that grows through the second half: bytes in use, objects of
Python, and widgets. What is kept on purpose (caches, pictures, the clipboard, steps to undo) is put
away before both measurements, because pages, persons and pictures are seen for the first time
through all of a short run; that it has an end is asked of each cache by itself. Bytes in use are
those that were asked for and not given back; what the process has of the machine is told beside
them, and holds the gaps between them as well.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import random
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parents[2]

if not sys.flags.dev_mode and __name__ == "__main__":
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen"}
    os.environ["PYTHONMALLOC"] = "malloc"  # which can be asked how much is in use
    os.execv(sys.executable, [sys.executable, "-P", "-X", "dev", __file__, *sys.argv[1:]])

sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "window")]

from hands import key, mouse  # noqa: E402
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, qInstallMessageHandler  # noqa: E402
from PySide6.QtGui import QPixmapCache, QWheelEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QWidget  # noqa: E402
from shiboken6 import isValid  # noqa: E402

from spineviz.scene import QUANTITIES, Scene  # noqa: E402
from spineviz.session.ahead import MOST_PLACES  # noqa: E402
from spineviz.session.author import KEPT  # noqa: E402
from spineviz.session.lesson_player import MOST_OUTCOMES  # noqa: E402
from spineviz.session.recovery import Recovery  # noqa: E402
from spineviz.session.scene_file import dump_scene  # noqa: E402
from spineviz.session.settings import Settings  # noqa: E402
from spineviz.teaching.lessons import lessons  # noqa: E402
from spineviz.window.paint.guarded import LAST  # noqa: E402
from spineviz.window.paint.kept import MOST, Kept  # noqa: E402
from spineviz.window.shell.main_window import MainWindow, default_window  # noqa: E402

COLLECT = 40  # events between two forced collections
WARM = 8000  # events in the first half of which every lesson and person has been seen
GROWTH = {"kB": 12_000, "kB resident": 60_000, "objects": 4_000, "widgets": 40}
COLD = {"kB": 60_000, "kB resident": 120_000, "objects": 60_000, "widgets": 900}
"""What the second half of a run may add, and that of a run of fewer than `WARM` events, in which a
lesson, a page or Explore may be opened for the first time."""
MOST_KEPT = 4096  # entries of one cache
SIZE = 1280, 720  # of the window when memory is measured
HARMLESS = ("This plugin does not support",)
"""Beginnings of what Qt's platform without a screen says of itself."""

NAMES = (
    "Left Right Up Down PageUp PageDown Home End Return Escape Space Tab Backtab Delete"
    " A B C D G N R T V Period Comma 0 1 2 7 9 Minus F1 F5 F6 F7 F8 Z"
)
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in NAMES.split()]
HELD = (Qt.KeyboardModifier.NoModifier,) * 4 + (
    Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
)  # fmt: skip
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
LEAVING = {"quit"}


class Person:
    """Does something at random."""

    def __init__(self, window: MainWindow, folder: Path, rng: random.Random) -> None:
        self.window, self.folder, self.rng = window, folder, rng
        self.deeds = (self.click, self.click, self.drag, self.drag, self.turn, self.press_key,
                      self.press_key, self.command, self.set_something, self.resize, self.drop,
                      self.save, self.teach)  # fmt: skip

    def act(self) -> str:
        deed = self.rng.choice(self.deeds)
        deed()
        return str(deed.__name__)

    def widget(self) -> QWidget:
        tops = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        top = self.rng.choice(tops or [self.window])
        shown = [each for each in top.findChildren(QWidget) if each.isVisible()]
        return self.rng.choice([top, *shown])

    def spot(self, widget: QWidget) -> QPointF:
        return QPointF(self.rng.uniform(0, widget.width()), self.rng.uniform(0, widget.height()))

    def click(self) -> None:
        widget = self.widget()
        spot = self.spot(widget)
        mouse(widget, QEvent.Type.MouseButtonPress, spot, LEFT, LEFT)
        mouse(widget, QEvent.Type.MouseButtonRelease, spot, LEFT, NONE)
        if self.rng.random() < 0.1:
            mouse(widget, QEvent.Type.MouseButtonDblClick, spot, LEFT, LEFT)
            mouse(widget, QEvent.Type.MouseButtonRelease, spot, LEFT, NONE)

    def drag(self) -> None:
        body = self.window.body
        widget = body if body.isVisible() and self.rng.random() < 0.7 else self.widget()
        start = (body.roller_centre() if widget is body else None) or self.spot(widget)
        mouse(widget, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
        for _ in range(self.rng.randint(1, 5)):
            if not isValid(widget):  # what was pressed has closed its page
                return
            mouse(widget, QEvent.Type.MouseMove, self.spot(widget), NONE, LEFT)
            QApplication.processEvents()
            if self.rng.random() < 0.1:
                self.rng.choice((self.command, self.press_key, self.resize))()
        if isValid(widget) and self.rng.random() < 0.9:  # some presses are never let go
            mouse(widget, QEvent.Type.MouseButtonRelease, start, LEFT, NONE)

    def turn(self) -> None:
        widget = self.widget()
        spot = self.spot(widget)
        event = QWheelEvent(
            spot, widget.mapToGlobal(spot), QPoint(), QPoint(0, self.rng.choice((-240, 120))), NONE,
            self.rng.choice(HELD), Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)

    def press_key(self) -> None:
        code, held = self.rng.choice(KEYS), self.rng.choice(HELD)
        key(QApplication.focusWidget() or self.window, code, held)

    def command(self) -> None:
        name = self.rng.choice([name for name in self.window.commands if name not in LEAVING])
        action = self.window.commands[name]
        if action.isEnabled():
            action.trigger()

    def set_something(self) -> None:
        quantity = self.rng.choice(QUANTITIES)
        if quantity.choices:
            value: object = self.rng.choice(quantity.choices)
        else:
            assert quantity.low is not None
            assert quantity.high is not None
            value = round(self.rng.uniform(quantity.low, quantity.high), 2)
        self.window.session.set(quantity.key, value)

    def resize(self) -> None:
        self.window.resize(self.rng.randint(800, 1900), self.rng.randint(500, 1100))

    def drop(self) -> None:
        file = self.folder / "dropped.spineviz"
        text = dump_scene(Scene(roller_level=self.rng.choice(("T3", "L2", "sacrum"))))
        file.write_text(text if self.rng.random() < 0.7 else text[: self.rng.randrange(len(text))])
        self.window.files.open(file)

    def save(self) -> None:
        self.window.files.save_as(self.folder / f"{self.rng.choice('ab')}.spineviz")

    def teach(self) -> None:
        lesson = self.window.session.lesson
        if lesson.run is None:
            if self.rng.random() < 0.3:
                lesson.start(self.rng.choice(lessons()), self.rng.random() < 0.5)
        elif self.rng.random() < 0.2:
            lesson.leave()
        else:
            self.window.stage.next()


def leave_modal() -> None:
    """No question is answered; what waits is sent away."""
    for waiting in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if isinstance(waiting, QDialog):
            waiting.reject()
        elif waiting is not None:
            waiting.close()


class Heap(ctypes.Structure):
    """What glibc tells of its heap (mallinfo2(3)), bytes."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks",
                     "uordblks", "fordblks", "keepcost")
    )  # fmt: skip


def used_kB() -> int:
    """Bytes in use; nothing where the C library cannot tell."""
    ask = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if ask is None:
        return 0
    ask.restype = Heap
    heap = ask()
    return int(heap.uordblks + heap.hblkhd) // 1024


def resident_kB() -> int:
    """What the process has of the machine's memory."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def caches() -> list[_lru_cache_wrapper[object]]:
    """Every cache of the program that has room for a number of entries."""
    found = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]
    return [each for each in found if each.__module__.startswith("spineviz")]


def grounds() -> list[Kept]:
    """Everything that keeps pixels: more of them for a larger window."""
    return [each for each in gc.get_objects() if isinstance(each, Kept)]


def endless(window: MainWindow) -> list[str]:
    """Caches that hold more than they ever should."""
    sizes = {f"{each.__module__}.{each.__name__}": each.cache_info().currsize for each in caches()}
    found = [f"{name}: {size} entries" for name, size in sizes.items() if size > MOST_KEPT]
    found += [f"{len(each._images)} grounds" for each in grounds() if len(each._images) > MOST]
    return found + [
        f"{len(each)} outcomes" for each, most in remembered(window) if len(each) > most
    ]


def remembered(window: MainWindow) -> list[tuple[dict[Any, Any], int]]:
    """What is kept of outcomes, and how many that may be."""
    session = window.session
    return [
        (session.lesson._outcomes, MOST_OUTCOMES),
        (session.author._people, KEPT),
        (session.ahead._known, MOST_PLACES),
    ]


def see_everything(window: MainWindow) -> None:
    """Call every command once, and once in each lesson, and open every list of choices, so that
    nothing is loaded and built for the first time in the half that is measured."""
    for lesson in (None, *lessons()):
        if lesson is not None:
            window.session.lesson.start(lesson, alone=False)
        for name, action in window.commands.items():
            if name not in LEAVING and action.isEnabled():
                action.trigger()
                for _ in range(5):
                    QApplication.processEvents()
        for each in QApplication.allWidgets():
            if isinstance(each, QComboBox):
                each.showPopup()
                each.hidePopup()
    calm(window)


def calm(window: MainWindow) -> None:
    """Leave what is open for a new document, and put away what is kept to be faster. Pages keep
    what they showed last: so they show the same each time."""
    lesson = window.session.lesson
    if lesson.run is not None:
        lesson.leave()
    window.files.new()
    window.present(False)
    lesson.start(lessons()[0], alone=True)
    QApplication.processEvents()
    lesson.leave()
    for panel in ("author", ""):
        window.session.show(replace(window.session.shown, panel=panel))
        QApplication.processEvents()
    window.session.solve_now()
    for each in QApplication.topLevelWidgets():
        if each is not window and each.isVisible():
            each.close()
    window.showNormal()
    window.resize(*SIZE)  # a larger one takes more to paint on
    for _ in range(5):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    for each in QApplication.allWidgets():  # a fault would show again what was painted last
        if hasattr(each, LAST):
            setattr(each, LAST, None)
    for cache in caches():
        if cache.cache_parameters()["maxsize"] is not None:
            cache.cache_clear()
    for kept in grounds():
        kept._images.clear()
    window.session.idle._store._kept.clear()
    history = window.session.history  # two hundred steps, some of them with a lesson
    history._steps, history._at = [history.now], 0
    for outcomes, _ in remembered(window):
        outcomes.clear()
    QPixmapCache.clear()
    QApplication.clipboard().clear()  # a copied picture is 14 MB
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def held(window: MainWindow) -> tuple[dict[str, int], Counter[str]]:
    """What the process holds in calm, and its objects by type."""
    calm(window)
    kinds = Counter(type(each).__name__ for each in gc.get_objects())
    return {"kB": used_kB(), "kB resident": resident_kB(), "objects": kinds.total(),
            "widgets": len(QApplication.allWidgets())}, kinds  # fmt: skip


def main(count: int = 250, seed: int = 1) -> int:
    """Do so many things; 1 if anything was raised, warned of or kept."""
    rng, faults = random.Random(seed), []
    doing = ["starting"]

    def fault(text: str) -> None:
        faults.append(text)
        print(f"event {doing[0]} of seed {seed}: {text}", flush=True)

    class Heard(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            fault(self.format(record))

    def said(kind: object, context: object, text: str) -> None:
        if not text.startswith(HARMLESS):
            fault(f"Qt: {text}")

    logging.getLogger("spineviz").addHandler(Heard(logging.WARNING))
    sys.excepthook = lambda *error: fault("".join(traceback.format_exception(*error)))
    sys.unraisablehook = lambda each: fault(f"unraisable: {each.exc_value!r} in {each.object!r}")
    warnings.simplefilter("always")
    warnings.showwarning = lambda text, *_, **__: fault(f"warning: {text}")
    qInstallMessageHandler(said)
    application = QApplication([])
    application.setStyle("Fusion")
    for ask in ("getOpenFileName", "getSaveFileName"):
        setattr(QFileDialog, ask, staticmethod(lambda *_: ("", "")))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        window = default_window(
            None, Settings(folder / "settings.ini"), Recovery(folder / "unsaved")
        )
        window.session.solve_now()
        window.show()
        away = QTimer()
        away.timeout.connect(leave_modal)
        away.start(20)
        see_everything(window)
        person = Person(window, folder, rng)
        for number in range(count):
            doing[0] = str(number)
            doing[0] = f"{number} ({person.act()})"
            application.processEvents()
            if not window.isVisible():
                window.show()
            if number % COLLECT == 0:
                gc.collect()
            if number == count // 2:
                half, kinds = held(window)
        full = endless(window)
        after, kinds_after = held(window)
        grown = {what: after[what] - half[what] for what in after}
        for what, most in (GROWTH if count >= WARM else COLD).items():
            if grown[what] > most:
                more = ", ".join(f"{n} {kind}" for kind, n in (kinds_after - kinds).most_common(6))
                fault(f"{grown[what]} {what} more after the second half: {more}")
        for each in full:
            fault(f"a cache without an end: {each}")
        away.stop()
        window.close()
    print(
        f"random events: {count} tried, {len(faults)} failed; in the second half"
        f" {', '.join(f'{number:+} {what}' for what, number in grown.items())}"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
