"""A window that dies at any moment loses nothing older than two seconds, and leaves no half file.

Run by hand: `python tests/campaigns/killed.py [COUNT] [SEED]`. A window in a process of its own
drags, saves, and goes through a lesson, telling of every state it is in; after a random time it is
killed, while a second window goes on beside it with a scene that is not saved either. Then: the
file that was written is whole and holds what was saved last; every scene that was kept is whole;
what the next window would offer, or the file, is not older than two seconds, the place in a lesson
neither; nothing of the second window is offered, nothing is offered twice; and when the second one
is killed at the end, its scene is offered, as it was at the beginning.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "window")]
os.environ |= {"OPENBLAS_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen"}

from spineviz.scene import Scene, SceneError  # noqa: E402
from spineviz.session.document import run_of  # noqa: E402
from spineviz.session.recovery import Recovery  # noqa: E402
from spineviz.session.scene_file import load_file  # noqa: E402

OLDEST = 2.0  # s that may be lost
READY = 120.0  # s that a busy machine may take to open a window
BESIDE = "osteoporosis"  # of the window that is not killed; no lesson has it


def plain(scene: Scene) -> dict[str, object]:
    """A scene as JSON brings it back."""
    return dict(json.loads(json.dumps(scene.to_dict())))


def live(folder: Path, seed: int, quiet: bool) -> None:
    """Be a window that does something all the time, or only holds an unsaved scene."""
    from hands import move, press, release, settle
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QApplication

    from spineviz.session.lesson_run import LOCK, VOTED
    from spineviz.session.settings import Settings
    from spineviz.teaching.lessons import lessons
    from spineviz.window.shell.main_window import default_window

    application = QApplication([])
    window = default_window(None, Settings(folder / "settings.ini"), Recovery(folder / "unsaved"))
    session, rng, file = window.session, random.Random(seed), folder / "lesson.spineviz"

    def tell(kind: str) -> None:
        run = session.lesson.run
        state = {"at": time.monotonic(), "kind": kind, "scene": plain(session.scene),
                 "step": None if run is None else run.at}  # fmt: skip
        os.write(1, (json.dumps(state) + "\n").encode())

    def save() -> None:
        tell("saving")
        if window.files.save_as(file):
            tell("saved")

    def drag() -> None:
        start = window.body.roller_centre()
        if start is None:  # a lesson hides it
            return
        press(window.body, start)
        for _ in range(rng.randint(3, 60)):
            move(window.body, QPointF(start.x() + rng.uniform(-250, 250), start.y()))
            settle(1)
            tell("held")
            time.sleep(rng.choice((0.0, 0.0, 0.1)))
        release(window.body, start)

    def lesson() -> None:
        run = session.lesson.run
        if run is None:
            session.lesson.start(rng.choice(lessons()), rng.random() < 0.5)
        elif run.ended:
            session.lesson.leave()
        elif run.step.kind in VOTED and run.todo == LOCK:
            session.lesson.put(run.choose(0) if run.alone else run.count(0, rng.randint(1, 9)))
            session.lesson.next()
        else:
            session.lesson.next()

    session.solve_now()
    window.show()
    settle()
    if quiet:
        session.set("condition", BESIDE)
        settle()
    tell("ready")
    deeds = (drag, drag, save, save, lesson,
             lambda: session.set("hips", rng.choice(("up", "down"))),
             lambda: session.set("arms", rng.choice(("head", "sides"))),
             window.files.new, lambda: file.exists() and window.files.open(file),
             session.undo, session.redo)  # fmt: skip
    while not quiet:
        rng.choice(deeds)()
        settle(2)
        tell("done")
    application.exec()


class Window:
    """A process with a window, and what it has told."""

    def __init__(self, folder: Path, seed: int, quiet: bool = False) -> None:
        how = "quiet" if quiet else "busy"
        self.process = subprocess.Popen(
            [sys.executable, "-P", __file__, "--live", str(folder), str(seed), how],
            stdout=subprocess.PIPE,
        )
        assert self.process.stdout is not None
        self.first = json.loads(self.process.stdout.readline())

    def kill(self) -> tuple[float, list[dict[str, object]]]:
        """When it was killed, and every state that it told of."""
        at = time.monotonic()
        self.process.send_signal(signal.SIGKILL)
        assert self.process.stdout is not None
        lines = self.process.stdout.read().split(b"\n")
        self.process.wait()
        whole = [json.loads(line) for line in lines[:-1]]
        return at, [self.first, *whole]


State = tuple[object, object]
"""A scene, and the step of a lesson or None."""


def state_of(scene: Scene, others: Mapping[str, object]) -> State:
    """What a file holds."""
    run = run_of(others)[1]
    return plain(scene), None if run is None else run.at


def wrong_file(file: Path, told: list[dict[str, object]]) -> tuple[list[str], list[State]]:
    """What is wrong with the file that was saved, and what it holds."""
    asked = [each["scene"] for each in told if each["kind"] == "saving"]
    if not asked or not file.exists():
        done = any(each["kind"] == "saved" for each in told)
        return (["what was saved is gone"] if done else []), []
    try:
        state = state_of(*load_file(file))
    except SceneError as error:
        return [f"half a file: {error}"], []
    last = [each["kind"] for each in told if each["kind"] in ("saving", "saved")][-1]
    good = asked[-1:] if last == "saved" else asked[-2:]
    return ([] if state[0] in good else ["the file does not hold what was saved last"]), [state]


def wrong(folder: Path, died: float, told: list[dict[str, object]]) -> list[str]:
    """What is not as it should be after a window has died."""
    file, recovery = folder / "lesson.spineviz", Recovery(folder / "unsaved")
    found, kept = wrong_file(file, told)
    for each in (folder / "unsaved").glob("unsaved-*.json"):
        try:
            load_file(each)
        except SceneError as error:
            found.append(f"half a scene was kept: {error}")
    left = recovery.left()
    if any(each.scene.condition == BESIDE for each in left):
        found.append("what another window has is offered")
    again = Recovery(folder / "unsaved")
    if again.left():
        found.append("what one window offers is offered by another one, too")
    again.close()
    kept += [state_of(each.scene, each.others) for each in left]
    times = [float(str(each["at"])) for each in told]
    # on a busy machine the window itself stands still for a while between two of its states
    near = [b - a for a, b in pairwise([*times, died]) if b > died - 2 * OLDEST]
    still = max(near, default=0.0)
    old = [each for each, at in zip(told, times, strict=True) if at <= died - OLDEST - still]
    fresh = [(each["scene"], each["step"]) for each in (told[len(old) - 1 :] if old else told)]
    kept.append((plain(Scene()), None))  # nothing was changed that could be kept
    # what was kept since the last state that it told of is newer than all of them
    since = time.time() - (time.monotonic() - times[-1])
    newer = any(each.file.stat().st_mtime > since for each in left)
    if not newer and not any(each in kept for each in fresh):
        found.append(f"lost: {len(fresh)} states of the last seconds, {len(left)} offers")
    for each in left:
        recovery.settle(each)
    recovery.close()
    file.unlink(missing_ok=True)
    parts = [each.name for each in folder.rglob("*.part")]
    return found + ([f"more than one part was left: {parts}"] if len(parts) > 1 else [])


def wrong_beside(folder: Path) -> list[str]:
    """What is not as it should be after the second window has died, too."""
    recovery = Recovery(folder / "unsaved")
    left = [plain(each.scene) for each in recovery.left()]
    recovery.close()
    own = plain(Scene(condition=BESIDE))
    return [] if left == [own] else [f"the second window had {own} and {left} is offered"]


def main(count: int = 3, seed: int = 1) -> int:
    """Kill so many windows; 1 if anything was lost."""
    rng, failed = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        beside = Window(folder, 0, quiet=True)
        for number in range(count):
            window = Window(folder, rng.randrange(2**31))
            time.sleep(rng.uniform(0.2, 6.0))
            died, told = window.kill()
            problems = wrong(folder, died, told)
            for part in folder.rglob("*.part"):
                part.unlink()
            failed += bool(problems)
            for problem in problems:
                print(f"kill {number} of seed {seed}, in {told[-1]['kind']!r}: {problem}")
            sys.stdout.flush()
        beside.kill()
        for problem in wrong_beside(folder):
            failed += 1
            print(problem)
    print(f"kills: {count} tried, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--live"]:
        live(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "quiet")
    sys.exit(main(*map(int, sys.argv[1:3])))
