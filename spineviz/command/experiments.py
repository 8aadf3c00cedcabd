"""The experiments of `spineviz lab`, their options, and what `spineviz check` prints."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from spineviz.command.progress import with_progress
from spineviz.command.usage import add_settings, put, whole
from spineviz.lab.bench import LabError
from spineviz.lab.bend import CUTS, bend
from spineviz.lab.comparison import Row, check, counted, counts
from spineviz.lab.cylinder import LAYERS, foam, roll
from spineviz.lab.draws import DRAWS, order
from spineviz.lab.lie import FACES, KNEES, SURFACES, Lie, lie, stand
from spineviz.lab.press import INDENTER_MM2, PLINTHS, press
from spineviz.lab.sensitivity import sensitivity
from spineviz.outcome import KYPHOSIS, LORDOSIS
from spineviz.scene import Scene, number_of
from spineviz.simulation.roller import KINDS

LIVING_MOMENT = 10.0  # N·m, unless another is asked for
DIGITS = 9  # significant digits of the JSON: more are rounding of the machine

EXPERIMENTS = {
    "bend": "a spine between two levels under a pure moment, cadaver or living: degrees",
    "press": "posteroanterior stiffness under an indenter: N/mm",
    "lie": "pressure under a person on a board or a mat, and load in the joints: kPa, N",
    "stand": "the curves standing, and lying with straight and with bent legs: degrees",
    "cylinder": "a roller under a limb: kPa and cm²",
    "foam": "a roller's foam in a testing machine: kPa at strain",
    "sensitivity": "what the headlines owe to each assumption",
}


def add_parsers(lab: argparse.ArgumentParser) -> None:
    """Add the sub-commands of `spineviz lab`; each leaves its function in `run`."""
    kinds = lab.add_subparsers(dest="experiment", metavar="EXPERIMENT", required=True)

    def command(name: str, about: str, run: Callable[..., object]) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = kinds.add_parser(
            name, help=about, description=about, allow_abbrev=False
        )
        add_settings(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.set_defaults(run=run)
        return parser

    removed = "; ".join(f"{cut}: {', '.join(kind)}" for cut, kind in CUTS.items())
    one = command("bend", "Bend a spine between two levels by a pure moment.", _bend)
    one.add_argument(
        "--between",
        nargs=2,
        metavar=("UPPER", "LOWER"),
        help="needed, but with --living: L1 S1 then",
    )
    one.add_argument(
        "--moment",
        type=_number,
        metavar="NM",
        help=f"both directions; needed, but with --living: {LIVING_MOMENT:g} then",
    )
    one.add_argument(
        "--living",
        action="store_true",
        help="the living person's joints, not a cadaver's; tells the stiffness in flexion too,"
        " N·m per percent of the range in its low, middle and high third",
    )
    one.add_argument("--follower", type=_number, default=0.0, metavar="N")
    one.add_argument(
        "--without",
        type=_words,
        action="extend",
        default=[],
        metavar="CUT[,CUT]",
        help=f"springs removed: {removed}",
    )
    one.add_argument(
        "--isolate",
        action="store_true",
        help="only the vertebrae between with their own rib joints: removes cartilage, intercostal",
    )

    one = command("press", "Press on a spinous process or on the sternum.", _press)
    one.add_argument("--site", required=True, metavar="LEVEL|sternum")
    one.add_argument("--face", metavar="down|up")
    one.add_argument("--force", type=_range, default=(30.0, 100.0), metavar="FROM:TO", help="N")
    one.add_argument("--depth-mm", type=_number, metavar="MM")
    one.add_argument("--tilt", type=_number, default=0.0, metavar="DEG", help="towards the head")
    one.add_argument("--plinth", default="rigid", metavar="|".join(PLINTHS))
    one.add_argument("--indenter-mm2", type=_number, default=INDENTER_MM2, metavar="MM2")

    one = command("lie", "Lie on something flat.", _lie)
    one.add_argument("--on", default="board", metavar="|".join(SURFACES))
    one.add_argument("--face", default="up", metavar="|".join(FACES))
    one.add_argument("--knees", metavar="|".join(KNEES), help="straight by default")
    one.add_argument("--pad-mm", type=_number, metavar="MM", help="a soft layer of this depth")
    one.add_argument("--pad-kPa", type=_number, metavar="KPA", help="and of this modulus")

    command("stand", "The curves standing, and lying with straight and with bent legs.", stand)

    one = command("cylinder", "Press a roller across a limb.", _cylinder)
    one.add_argument("--roller", default="foam", metavar="|".join(KINDS))
    one.add_argument("--force", type=_number, required=True, metavar="N")
    one.add_argument("--tissue", default="thigh", metavar="|".join(LAYERS))

    one = command("foam", "Compress a roller's foam.", _foam)
    one.add_argument("--roller", default="foam", metavar="|".join(KINDS))

    one = command("sensitivity", "Vary every assumption over its range.", _sensitivity)
    one.add_argument("--at", type=_words, default=("T8", "L3"), metavar="LEVEL[,LEVEL]")
    one.add_argument(
        "--draws",
        type=_count,
        default=DRAWS,
        metavar="N",
        help="draws of all assumptions at once, in which the order T4, T8, T12, L3 is looked at",
    )

    command("list", "List the experiments.", lambda scene, asked: EXPERIMENTS)


def run_experiment(asked: argparse.Namespace, scene: Scene) -> int:
    """Run one experiment and print what it measured."""
    run = asked.run
    found = run(scene) if run is stand else run(scene, asked)
    if asked.json:
        put(as_json(found))
    else:
        put(_lines(plain(found)))
    return 0


def run_check(json_wanted: bool) -> int:
    """Run every comparison, print it, and return 1 if a row that must hold does not."""
    rows = check(with_progress)
    found = {"rows": [_row(row) for row in rows], "counts": counts(rows)}
    put(as_json(found) if json_wanted else table(rows))
    return 1 if any(row.verdict == "red" and row.rule == "sign" for row in rows) else 0


def _row(row: Row) -> dict[str, object]:
    return {
        "id": row.id,
        "what": row.what,
        "unit": row.unit,
        "published": row.published,
        "band": [row.low, row.high],
        "rule": row.rule,
        "model": row.model,
        "difference": row.difference,
        "verdict": row.verdict,
        "use": row.use,
        "laboratory": row.laboratory,
        "shares_laboratory_with": list(row.shares),
        "conditions": row.conditions,
        "command": row.command,
        "source": row.source,
    }


def table(rows: Sequence[Row]) -> str:
    """The comparison as aligned text."""
    head = f"{'id':5} {'published':>9} {'band':>15} {'model':>8}  {'verdict':12} {'use':10}"
    lines = [f"{head} what, source"]
    for row in rows:
        ends = ("" if end is None else f"{end:g}" for end in (row.low, row.high))
        band = " to ".join(ends) if row.low is not None or row.high is not None else ""
        published = "" if row.published is None else f"{row.published:g}"
        model = "" if row.model is None else f"{row.model:.3g}"
        what = f"{row.what} ({row.unit}); {row.source}"
        lines.append(
            f"{row.id:5} {published:>9} {band:>15} {model:>8}  {row.verdict:12} {row.use:10} {what}"
        )
    lines += counted(rows)
    return "\n".join(lines) + "\n"


def _bend(scene: Scene, asked: argparse.Namespace) -> object:
    between, moment = asked.between, asked.moment
    if asked.living:
        between = ("L1", "S1") if between is None else between
        moment = LIVING_MOMENT if moment is None else moment
    for option, value in (("--between", between), ("--moment", moment)):
        if value is None:
            raise LabError("lab.needed", option=option)
    upper, lower = between
    found = bend(
        scene,
        upper,
        lower,
        moment,
        asked.follower,
        tuple(asked.without),
        asked.isolate,
        asked.living,
    )
    told = asdict(found)
    if found.stiffness_Nm_per_percent is None:
        del told["stiffness_Nm_per_percent"]
    return told


def _press(scene: Scene, asked: argparse.Namespace) -> object:
    return press(
        scene,
        asked.site,
        asked.face,
        asked.force,
        asked.depth_mm,
        asked.tilt,
        asked.plinth,
        asked.indenter_mm2,
    )


def _lie(scene: Scene, asked: argparse.Namespace) -> object:
    found: Lie = lie(scene, asked.on, asked.knees, asked.face, asked.pad_mm, asked.pad_kPa)
    return {
        "regions": found.regions,
        "curvature": {
            "kyphosis_deg": found.kyphosis_deg,
            "lordosis_deg": found.lordosis_deg,
            "kyphosis_definition": KYPHOSIS,
            "lordosis_definition": LORDOSIS,
        },
        "vertebrae": found.vertebrae,
        "joints": found.joints,
    }


def _cylinder(scene: Scene, asked: argparse.Namespace) -> object:
    diameter = scene.roller_diameter_mm * 1e-3
    return roll(asked.roller, asked.force, asked.tissue, diameter, stiffness=scene.roller_stiffness)


def _foam(scene: Scene, asked: argparse.Namespace) -> object:
    return {"strain": "share", "stress_kPa": foam(asked.roller)}


def _sensitivity(scene: Scene, asked: argparse.Namespace) -> object:
    bands, influences = sensitivity(scene, tuple(asked.at), with_progress)
    flat = [
        {"level": each.level, "name": each.name, "low": each.low, "high": each.high, **each.ends}
        for each in influences
    ]
    found = order(scene, asked.draws, with_progress)
    return {"bands": bands, "influences": flat, "cage_share_falls": found}


def _number(text: str) -> float:
    value = number_of(text)
    if not math.isfinite(value):
        raise ValueError
    return value


def _count(text: str) -> int:
    value = whole(text)
    if value < 0:
        raise ValueError
    return value


def _range(text: str) -> tuple[float, float]:
    low, colon, high = text.partition(":")
    if not colon:
        raise ValueError
    return _number(low), _number(high)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


_number.__name__, _range.__name__, _count.__name__ = (
    "number",
    "FROM:TO",
    "number",
)  # argparse names them in its sentence


def plain(value: object) -> object:
    """Records and tuples as what JSON has, numbers rounded to `DIGITS`."""
    if isinstance(value, Struct):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") + 0.0
    return value


def as_json(value: object) -> str:
    """The value as JSON text."""
    return json.dumps(plain(value), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _lines(value: object, prefix: str = "") -> str:
    """Nested values as one line each: name, value."""
    if isinstance(value, dict):
        return "".join(_lines(item, f"{prefix} {key}".strip()) for key, item in value.items())
    if isinstance(value, list):
        if value and not isinstance(value[0], (dict, list)):
            return f"{prefix:45} {'  '.join(_short(item) for item in value)}\n"
        return "".join(_lines(item, prefix) for item in value)
    return f"{prefix:45} {_short(value)}\n"


def _short(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
