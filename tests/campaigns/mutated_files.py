"""Whatever stands in a scene or lesson file, it is read whole or refused in one plain sentence.

Run by hand: `python tests/campaigns/mutated_files.py [COUNT] [SEED]`. Scene files, files of lessons
and exported pictures are changed by bytes, by pieces and by values; each is then opened as the
window opens it. Failed is: any exception but the refusal, a refusal of several lines or without
end, more than two seconds, and a scene that is read but comes back as another one when it is saved.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from spineviz.scene import QUANTITIES, Scene, SceneError  # noqa: E402
from spineviz.session.document import read_document  # noqa: E402
from spineviz.session.lesson_run import LessonRun  # noqa: E402
from spineviz.session.scene_file import dump_scene, file_of_bytes  # noqa: E402
from spineviz.session.shown import Shown  # noqa: E402
from spineviz.teaching.lesson_file import as_text  # noqa: E402
from spineviz.teaching.lesson_parts import LessonError  # noqa: E402
from spineviz.teaching.lessons import lessons, read_lesson  # noqa: E402
from spineviz.words.language import say  # noqa: E402

LONGEST = 2000  # letters of a refusal; the keys of a scene alone are half of them
SLOWEST = 2.0  # s for one file

ODD = (
    "0", "-0", "1e999", "-1e400", "NaN", "Infinity", "1" * 400, "1e-400", "true", "null",
    '""', "{}", "[]", '"\\u0000"', '"\\ud800"', '"<img src=/dev/zero>"',
    '"R&D"', "[[[[[[]]]]]]", '{"a":{"a":1}}',
    '"' + "x" * 3000 + '"', '"T8"', '"L3"', "2.5", '"2,5"', '["ribs","ribs"]', '["ribs",1]', "7",
)  # fmt: skip
PIECES = (b"{", b"}", b"[", b"]", b'"', b",", b":", b"\\", b"\0", b"\xff", b"1e99",
          b"\xef\xbb\xbf", b'"schema"', b'"scene"', b'"shown"', b'"lesson"', b"[" * 2000,
          b"\n", b"&", b"<", b"</desc>", b"\xff\xfe", "é".encode(), "\u202e".encode())  # fmt: skip


def texts() -> list[bytes]:
    """Files as the program writes them."""
    scenes = (
        Scene(),
        Scene(roller_level="L3", without=("ribs", "blades"), condition="stenosis"),
        Scene(roller_position_mm=212.25, roller_kind="wheel-15", lean_deg=-12.5, face="down"),
    )
    shown = Shown(flow=False, hidden=("peak_kPa",), locked=("arms",)).to_dict()
    others: list[dict[str, object]] = [{}, {"shown": shown}, {"a later entry": [1, {"b": None}]}]
    others += [{"lesson": LessonRun(lesson, alone, 7).to_dict(), "shown": shown}
               for lesson, alone in zip(lessons(), (True, False), strict=False)]  # fmt: skip
    return [dump_scene(scene, other).encode() for scene in scenes for other in others]


def by_bytes(rng: random.Random, raw: bytes) -> bytes:
    data = bytearray(raw)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(5)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            data[at:at] = rng.choice(PIECES)
        elif kind == 2:
            del data[at : at + rng.randint(1, 30)]
        elif kind == 3:
            data[at:at] = data[at // 2 : at // 2 + rng.randint(1, 60)]
        else:
            del data[at:]
    return bytes(data)


def by_values(rng: random.Random, raw: bytes) -> bytes:
    """Odd values at places of the tree; some keys twice, some of our own making."""
    content = json.loads(raw)
    mark = "@@odd@@"
    for _ in range(rng.randint(1, 4)):
        at, parent = content, None
        while isinstance(at, (dict, list)) and at and rng.random() < 0.75:
            parent, key = at, rng.choice(list(at) if isinstance(at, dict) else range(len(at)))
            at = at[key]
        if parent is None:
            continue
        if rng.random() < 0.2 and isinstance(parent, dict):
            parent[rng.choice([each.key for each in QUANTITIES] + ["<b>", "", "a" * 5000])] = mark
        else:
            parent[key] = mark
    text = json.dumps(content)
    while f'"{mark}"' in text:
        text = text.replace(f'"{mark}"', rng.choice(ODD), 1)
    return text.encode("utf-8", "surrogatepass")


def nested(rng: random.Random, raw: bytes) -> bytes:
    deep = rng.choice((49, 50, 51, 900, 984, 1500, 30_000))
    both = rng.choice((("[", "]"), ('{"a":', "}")))
    inside = both[0] * deep + "1" + both[1] * deep
    return raw.replace(b'"schema": 1', f'"deep": {inside}, "schema": 1'.encode())


def encoded(rng: random.Random, raw: bytes) -> bytes:
    return raw.decode().encode(rng.choice(("utf-16", "utf-8-sig", "utf-32", "cp500", "utf-7")))


LESSON_ODD = ODD + ("nan", "-1", "1979-05-27", '"{T8.peak_kPa}"', '"{"', '"9**9**9"', "9" * 5000)
NAMED = " = "  # between a name and its value in a lesson's file


def by_lines(rng: random.Random, raw: bytes) -> bytes:
    """A lesson's file with odd values, and with lines that are missing or there twice."""
    lines = raw.decode().split("\n")
    for _ in range(rng.randint(1, 3)):
        row = rng.choice([row for row, line in enumerate(lines) if NAMED in line])
        lines[row] = f"{lines[row].partition(NAMED)[0]}{NAMED}{rng.choice(LESSON_ODD)}"
    if rng.random() < 0.3:
        del lines[rng.randrange(len(lines))]
    if rng.random() < 0.2:
        lines.insert(rng.randrange(len(lines)), rng.choice(lines))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def try_lesson(path: Path, raw: bytes) -> str:
    """What is wrong with how a lesson's file is read, or nothing."""
    path.write_bytes(raw)
    begun = time.process_time()
    try:
        lesson = read_lesson(path)
        path.write_text(as_text(lesson.raw), encoding="utf-8")
        if read_lesson(path).raw != lesson.raw:
            return "comes back as another lesson"
    except LessonError as error:
        bad = [each for each in error.mistakes if "\n" in each or len(each) > LONGEST]
        if bad or not error.mistakes:
            return f"not a sentence: {bad}"
    except BaseException:
        return traceback.format_exc()
    taken = time.process_time() - begun
    return f"takes {taken:.1f} s" if taken > SLOWEST else ""


CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    by_bytes, by_bytes, by_values, by_values, nested, encoded,
)  # fmt: skip


def try_one(path: Path, raw: bytes) -> str:
    """What is wrong with how a file is read, or nothing."""
    path.write_bytes(raw)
    begun = time.process_time()
    try:
        document, scene, shown = read_document(path, Shown())
    except SceneError as error:
        said = say("file.not_opened", why=error)
        if len(said) > LONGEST + 2 * len(str(path)) or not said.isprintable():
            return f"refused in {len(said)} letters: {said[:200]!r}"
    except BaseException:
        return traceback.format_exc(limit=-3)
    else:
        again = file_of_bytes(document.text(scene, shown).encode(), path)[0]
        if again != scene:
            return f"{scene} comes back as {again}"
    taken = time.process_time() - begun
    return f"takes {taken:.1f} s" if taken > SLOWEST else ""


def main(count: int = 3000, seed: int = 1) -> int:
    """Try so many files; 1 if any failed."""
    rng, whole, failed = random.Random(seed), texts(), 0
    taught = [as_text(lesson.raw).encode() for lesson in lessons()]
    with tempfile.TemporaryDirectory() as folder:
        plain, drawn, lesson = (Path(folder) / f"a{end}" for end in (".spineviz", ".svg", ".toml"))
        for number in range(count):
            if rng.random() < 0.1:
                raw = rng.choice((by_bytes, by_lines))(rng, rng.choice(taught))
                wrong = try_lesson(lesson, raw)
                if wrong:
                    failed += 1
                    print(f"lesson {number} of seed {seed}: {wrong}\n  {raw[:300]!r}", flush=True)
                continue
            raw = rng.choice(CHANGES)(rng, rng.choice(whole))
            picture = rng.random() < 0.1
            if picture:
                desc = escape(raw.decode("utf-8", "replace")) if rng.random() < 0.7 else ""
                raw = f"<svg><desc>{desc}</desc></svg>".encode() if desc else raw
            wrong = try_one(drawn if picture else plain, raw)
            if wrong:
                failed += 1
                print(f"file {number} of seed {seed}: {wrong}\n  {raw[:300]!r}", flush=True)
    print(f"mutated files: {count} tried, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
