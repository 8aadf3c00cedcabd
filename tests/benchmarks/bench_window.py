"""How long the window takes, as ratios and as milliseconds.

Run by hand: `python tests/benchmarks/bench_window.py [ROUNDS]`. Qt runs offscreen unless told
otherwise. The first picture is compared with that of a bare pyqtgraph window, both as processes,
interleaved, medians of each; a drag is measured from the mouse event to the end of the painting.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
FIRST_FRAME_GOAL = 1.0  # times a bare pyqtgraph window
REPLAY_GOAL = 1.8  # times the replay of what a dragged frame paints
DRAG_GOAL = 33.0  # ms, 95th percentile, at 1280×720
STEPS = 300
CROSSINGS = 3.9  # times half way along the back; a whole number would come by the same places again
READING = 5.0  # s, for headline and words of the first picture
EVERY = 10  # steps of which one is replayed
TURNS = 20  # of the event loop, within which a move has long been painted

BARE = """
import sys
import pyqtgraph as pg
from PySide6.QtCore import QTimer
application = pg.mkQApp()
class Window(pg.PlotWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, application.quit)
window = Window()
window.plot([1, 2, 3])
window.resize(1280, 720)
window.show()
application.exec()
"""

RUNS = {
    "bare": ("-c", BARE),
    "app": ("-m", "spineviz", "--frames", "1"),
}

ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
    "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
"""Bytecode is kept, as it is of anything installed; both sides run on one thread."""


def seconds(words: tuple[str, ...]) -> float:
    """Wall time of one Python process."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=ENVIRONMENT, check=True, capture_output=True
    )
    return time.perf_counter() - started


def first_frame(rounds: int) -> None:
    """Print the first picture of the app against that of a bare window."""
    for words in RUNS.values():  # warms the disk cache and the bytecode
        seconds(words)
    taken: dict[str, list[float]] = {name: [] for name in RUNS}
    for _ in range(rounds):
        for name, words in RUNS.items():
            taken[name].append(seconds(words))
    bare, app = median(taken["bare"]), median(taken["app"])
    print(
        f"first picture: {app * 1e3:.0f} ms, {app / bare:.2f} times a bare pyqtgraph window"
        f" ({bare * 1e3:.0f} ms); goal {FIRST_FRAME_GOAL}"
    )


def replayed(window) -> float:
    """Seconds that the recorded paint commands of a window take by themselves."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QImage, QPainter, QPicture

    kept = QPicture()
    painter = QPainter(kept)
    window.render(painter, QPoint())
    painter.end()
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    began = time.perf_counter()
    kept.play(painter)
    taken = time.perf_counter() - began
    painter.end()
    return taken


def quietly(window, seconds: float = 120.0) -> float:
    """Seconds until a window has nothing to do while nobody does anything."""
    from PySide6.QtWidgets import QApplication

    session, began = window.session, time.perf_counter()
    while session.idle.busy or session.ahead.busy:
        QApplication.processEvents()
        if time.perf_counter() - began > seconds:
            raise TimeoutError(f"busy for more than {seconds} s")
    return time.perf_counter() - began


def drag() -> None:
    """Print how long a drag takes from event to picture, in this process: when somebody has read
    the headline, at once after a change of the body, and when all places have been solved."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    from spineviz.session import session
    from spineviz.window.shell.main_window import default_window

    application = QApplication([])
    application.setStyle("Fusion")
    solving: list[float] = []
    simulate = session.simulate

    def timed(*given, **named):
        started = time.perf_counter()
        try:
            return simulate(*given, **named)
        finally:
            solving.append(time.perf_counter() - started)

    session.simulate = timed
    window = default_window()
    window.session.solve_now()
    window.resize(1280, 720)
    window.show()
    for _ in range(10):
        application.processEvents()
    body = window.body
    painted = 0

    def count() -> None:
        nonlocal painted
        painted += 1

    body.painted.connect(count)

    def send(kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
        held = Qt.MouseButton.LeftButton
        application.sendEvent(
            body,
            QMouseEvent(
                kind, at, body.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier
            ),
        )

    track = window.session.track
    left, right = (body.camera.x(float(track.x_m[row])) for row in (2, len(track.levels) - 3))

    def sweep(name: str) -> None:
        start = body.roller_centre()
        send(QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton)
        application.processEvents()
        taken, replays = [], []
        solving.clear()
        for step in range(STEPS):
            share = abs((step / STEPS * CROSSINGS + 0.5) % 2 - 1)
            at = QPointF(left + share * (right - left), start.y())
            before, began = painted, time.perf_counter()
            send(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)
            for _ in range(TURNS):
                application.processEvents()
                if painted > before:
                    break
            application.processEvents()  # the numbers and the curve
            if painted > before:  # a move within the same millimetre changes nothing
                taken.append((time.perf_counter() - began) * 1e3)
            if step % EVERY == 0:
                replays.append(replayed(window) * 1e3)
        send(QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.LeftButton)
        taken.sort()
        print(
            f"{name}: drag event to picture at {window.width()}×{window.height()}:"
            f" median {median(taken):.1f} ms, p95 {taken[int(0.95 * len(taken))]:.1f} ms"
            f" (goal {DRAG_GOAL:.0f}); of {len(taken)} places {len(solving)} were solved,"
            f" together {sum(solving) * 1e3:.0f} ms"
        )
        print(
            f"a dragged frame is {median(taken) / median(replays):.2f} times the replay of its"
            f" paint commands ({median(replays):.1f} ms; goal {REPLAY_GOAL})"
        )

    began = time.perf_counter()
    while time.perf_counter() - began < READING:
        application.processEvents()
    sweep(f"{READING:.0f} s after the first picture")
    window.session.change("person.mass_kg", 74.0)
    window.session.solve_now()
    sweep("at once after a change")
    print(f"left alone, the window is at rest after {quietly(window):.1f} s")
    sweep("then")


def main() -> None:
    """Print everything."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    first_frame(rounds)
    os.environ.update(ENVIRONMENT)
    sys.path.insert(0, str(ROOT))
    drag()


if __name__ == "__main__":
    main()
