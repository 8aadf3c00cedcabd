"""A disk that is full, a home that takes nothing, settings that are broken: the program goes on.

Run by hand: `python tests/campaigns/bad_places.py [COUNT] [SEED]`. The window and the commands that
write are started with a home in every bad state, and with every file refused beyond some bytes.
Failed is: a traceback, a code of exit that is not promised, more than one line on standard error, a
part of a file left behind, or a file that was there before and is whole no more.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300.0  # s that a busy machine may take
BEFORE = b"what was there before"
OWN = (("config", "settings.ini"), ("data", "log.txt"), ("data", "unsaved"), ("data", ""),
       ("config", ""))  # fmt: skip
"""What the program has in a home: a folder of `places`, and what is in it, or the folder itself."""

WINDOW = ("--frames", "2")
WRITING = (
    ("solve", "--json"), ("sweep", "--over", "brace=0:0.5:0.5", "--csv", "{out}"),
    ("sweep", "--over", "brace=0:0.5:0.5", "--csv", "{out}.xlsx"),
    ("population", "2", "--at", "T8", "--processes", "2", "--csv", "{out}.csv"),
    ("handout", "where-does-the-force-go", "-o", "{out}.pdf"),
    ("render", "--roll", "T7:T8", "--rate", "10", "--size", "320x200", "-o", "{out}.gif"),
    ("render", "-o", "{out}.svg"),
    ("render", "-o", "{out}.png"), WINDOW, WINDOW, WINDOW,
)  # fmt: skip
ENDINGS = ("", ".png", ".svg", ".xlsx", ".csv", ".pdf", ".gif")


def places(home: Path) -> dict[str, Path]:
    """Where the program writes for one user."""
    return {"config": home / "config" / "spineviz", "data": home / "data" / "spineviz"}


def a_folder(path: Path, rng: random.Random) -> None:
    (path / "inside").mkdir(parents=True)


def a_pipe(path: Path, rng: random.Random) -> None:
    os.mkfifo(path)


def a_link_to_itself(path: Path, rng: random.Random) -> None:
    path.symlink_to(path.name)


def a_link_to_nothing(path: Path, rng: random.Random) -> None:
    path.symlink_to("/nowhere/at/all")


def a_device(path: Path, rng: random.Random) -> None:
    path.symlink_to("/dev/full")


def noise(path: Path, rng: random.Random) -> None:
    path.write_bytes(rng.randbytes(rng.choice((0, 1, 400, 200_000))))


def odd_settings(path: Path, rng: random.Random) -> None:
    value = rng.choice(
        ("", "9" * 400, "@Invalid()", "-1,-1,0,0", "nan,1,2,3", "\0", "[*]", "x" * 9000)
    )
    keys = ("theme", "text_percent", "place", "recent", "panel_more", "maximized", "colour_vision")
    path.write_text("[General]\n" + "".join(f"{key}={value}\n" for key in keys))


BREAKS: tuple[Callable[[Path, random.Random], None], ...] = (
    a_folder, a_pipe, a_link_to_itself, a_link_to_nothing, a_device, noise, odd_settings,
)  # fmt: skip


def broken_home(home: Path, rng: random.Random) -> str:
    """Make a home in a bad state; in which."""
    if rng.random() < 0.15:  # of a kind that nobody, not even root, can write in
        home.write_text("a file in the place of a home")
        return "home is a file"
    for folder in places(home).values():
        folder.mkdir(parents=True)
    which, name = rng.choice(OWN)
    target = places(home)[which] / name
    if not name:
        target.rmdir()
    how = rng.choice(BREAKS)
    how(target, rng)
    return f"{target.relative_to(home)} is {how.__name__.replace('_', ' ')}"


def run(home: Path, words: tuple[str, ...], most: int | None) -> subprocess.CompletedProcess[str]:
    """One run of the program; without room for files of more than `most` bytes."""

    def full() -> None:
        if most is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    env = os.environ | {
        "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache"),
        "QT_QPA_PLATFORM": "offscreen", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    env.pop("XDG_RUNTIME_DIR", None)
    return subprocess.run(
        [sys.executable, "-P", "-m", "spineviz", *words], env=env, preexec_fn=full, cwd="/",
        capture_output=True, text=True, timeout=LONGEST, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def wrong(folder: Path, words: tuple[str, ...], most: int | None) -> str:
    """What is not as it should be, or nothing."""
    out = folder / "out"
    files = [folder / f"out{ending}" for ending in ENDINGS]
    for each in files:
        each.write_bytes(BEFORE)
    asked = tuple(word.format(out=out) for word in words)
    done = run(folder / "home", asked, most)
    errors = [line for line in done.stderr.splitlines() if line.strip()]
    if "Traceback" in done.stderr or "Fatal" in done.stderr or done.returncode < 0:
        return f"code {done.returncode}: {done.stderr[-600:]}"
    usual = (0,) if most is None or words == WINDOW else (0, 2)
    if done.returncode not in usual or len(errors) > 1:
        return f"code {done.returncode}: {done.stderr[-600:]!r}"
    left = [each.name for each in folder.rglob("*.part")]
    if left:
        return f"left behind: {left}"
    changed = [each.name for each in files if each.read_bytes() != BEFORE]
    if done.returncode:
        return f"a file that was there before is gone: {changed}" if changed else ""
    asked_for = [each.name for each in files if str(each) in asked]
    return "" if changed == asked_for else f"{asked_for} was asked for and {changed} is written"


def main(count: int = 5, seed: int = 1) -> int:
    """Try so many places; 1 if any failed."""
    rng, failed = random.Random(seed), 0
    for number in range(count):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            state, most = broken_home(folder / "home", rng), rng.choice((None, None, 0, 200, 5000))
            words = rng.choice(WRITING)
            problem = wrong(folder, words, most)
            if problem:
                failed += 1
                room = "" if most is None else f", room for {most} bytes"
                print(f"place {number} of seed {seed}: {' '.join(words)}; {state}{room}: {problem}")
                sys.stdout.flush()
    print(f"bad places: {count} tried, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
