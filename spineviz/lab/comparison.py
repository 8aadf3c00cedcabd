"""Every published measurement beside what the model makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from spineviz.anatomy.levels import load_levels
from spineviz.lab.bench import Watch, unwatched
from spineviz.lab.bend import Bend, Stiffness, bend
from spineviz.lab.cylinder import foam, roll
from spineviz.lab.lie import Stand, lie, stand
from spineviz.lab.press import press
from spineviz.scene import Scene
from spineviz.tables.tables import TABLES

THIGH_FORCE = 230.0  # N, about 30 % of the weight of 80 kg (Baumgart 2019, PMC6359537)
CHEST_PAD_MM2 = 2000.0  # pad of a chest press, 50 mm across; ASSUMED
HALF_BRACE = 0.6  # of a full brace: 27 to 61 % of the largest pressure were measured


CALIBRATED, INPUT, PREDICTED = "calibrated", "input", "predicted"
USES = (PREDICTED, CALIBRATED, INPUT)
"""What a published row was used for."""

VERDICTS = ("green", "red", "not-modelled")


class Row(Struct, frozen=True):
    """One published number, its band, the model's, and whether it lies inside.

    Attributes:
        use: `calibrated` where a constant was set by it, `input` where it went straight into a
            table, else `predicted`.
        laboratory: who measured. shares: other rows of that laboratory that were not predicted.
    """

    id: str
    what: str
    unit: str
    published: float | None
    low: float | None
    high: float | None
    rule: str
    model: float | None
    verdict: str
    use: str
    laboratory: str
    shares: tuple[str, ...]
    conditions: str
    command: str
    source: str

    @property
    def difference(self) -> float | None:
        """Model less published, where both are numbers."""
        if self.model is None or self.published is None:
            return None
        return self.model - self.published


def check(watch: Watch = unwatched) -> tuple[Row, ...]:
    """Run every experiment and compare it with its published row.

    Args:
        watch: gets the rows and their labels, gives the rows back one by one.
    """
    _lying.cache_clear()
    table = TABLES.published
    used = {row.id: INPUT if row.input else PREDICTED for row in table}
    used |= dict.fromkeys(
        (name for row in TABLES.calibrated for name in row.rows.split()), CALIBRATED
    )
    found = []
    for row in watch(table, lambda row: row.id):
        measure = MEASURES.get(row.id)
        model = None if measure is None else measure()
        low, high = row.low, row.high
        if model is None:
            verdict = "not-modelled"
        else:
            inside = (low is None or model >= low) and (high is None or model <= high)
            verdict = "green" if inside else "red"
        found.append(
            Row(
                row.id,
                row.what,
                row.unit,
                row.published,
                low,
                high,
                row.rule,
                model,
                verdict,
                used[row.id],
                row.laboratory,
                tuple(
                    other.id
                    for other in table
                    if other.laboratory == row.laboratory
                    and other.id != row.id
                    and used[other.id] != PREDICTED
                ),
                row.conditions,
                row.command,
                row.source,
            )
        )
    return tuple(found)


def counts(rows: Sequence[Row]) -> dict[str, dict[str, int]]:
    """How many rows of each use are green, red and not modelled; of the predicted ones also how
    many come from a laboratory that was used."""
    found = {
        use: {
            word: sum(row.use == use and row.verdict == word for row in rows) for word in VERDICTS
        }
        for use in USES
    }
    found[PREDICTED]["from a laboratory that was used"] = sum(
        row.use == PREDICTED and bool(row.shares) for row in rows
    )
    return found


def counted(rows: Sequence[Row]) -> list[str]:
    """The same in words, a line each use."""
    return [
        f"{use}: {', '.join(f'{number} {word}' for word, number in numbers.items())}"
        for use, numbers in counts(rows).items()
    ]


SUBJECT = Scene(arms="sides")
"""The default person with the arms by the sides, as in the measurements."""


@cache
def _ladder() -> tuple[float, float, float, float]:
    """T7-T8 range (degrees) at ±5 N·m along the cuts of the laboratory."""
    whole = bend(SUBJECT, "T1", "T12", 5.0).joints["T7-T8"].range_deg
    opened = bend(SUBJECT, "T1", "T12", 5.0, without=("anterior-cage",))
    single = bend(SUBJECT, "T7", "T8", 5.0, isolate=True).range_deg
    bare = bend(SUBJECT, "T7", "T8", 5.0, isolate=True, without=("ribs",)).range_deg
    return whole, opened.joints["T7-T8"].range_deg, single, bare


@cache
def _segments() -> list[float]:
    """Range (degrees) of the single segments T2-T3 to T11-T12 at ±7.5 N·m."""
    levels = [f"T{number}" for number in range(2, 13)]
    return [bend(SUBJECT, a, b, 7.5, isolate=True).range_deg for a, b in pairwise(levels)]


def _sternum(depth_mm: float) -> float:
    found = press(SUBJECT, "sternum", depth_mm=depth_mm, indenter_mm2=CHEST_PAD_MM2)
    return found.curve[-1][1]


@cache
def _stiffness(
    site: str,
    brace: float = 0.0,
    plinth: str = "rigid",
    force: tuple[float, float] = (30.0, 100.0),
) -> float:
    scene = SUBJECT.set("brace", brace)
    return press(scene, site, force=force, plinth=plinth).stiffness_N_per_mm


def _braced(site: str) -> float:
    return 100 * (_stiffness(site, HALF_BRACE) / _stiffness(site) - 1)


@cache
def _lying() -> dict[str, float]:
    """Peaks (kPa) on a rigid board by region."""
    return {name: region.peak_kPa for name, region in lie(SUBJECT).regions.items()}


@cache
def _standing() -> Stand:
    return stand(SUBJECT)


def _order() -> float:
    peaks = _lying()
    steps = (peaks["sacral"] - peaks["head"], peaks["head"] - peaks["scapulothoracic"])
    return min(steps)


def _thorax(moment: float, *without: str, follower: float = 0.0) -> tuple[float, float]:
    """Range and extension (degrees) of T1-T12 in a specimen C7-L1 with its cage."""
    found = bend(SUBJECT, "C7", "L1", moment, follower, without)
    between = [joint for name, joint in found.joints.items() if name not in ("C7-T1", "T12-L1")]
    return sum(joint.range_deg for joint in between), sum(j.extension_deg for j in between)


def _lumbar(follower: float = 0.0) -> Bend:
    return bend(SUBJECT, "L1", "S1", 8.0, follower)


@cache
def _living() -> Stiffness:
    found = bend(SUBJECT, "L1", "S1", 10.0, living=True).stiffness_Nm_per_percent
    assert found is not None
    return found


def _over_ribs() -> float:
    """Skin to the fifth rib (mm) at its angle, about a level below its vertebra."""
    return {row.level: row.over_ribs_mm for row in TABLES.skin}["T6"]


def _stiffening() -> float:
    """Smallest rise of the stiffness (N/mm) between two loads to the next two, of T4, T9 and L2."""
    rises = []
    for site in ("T4", "T9", "L2"):
        slopes = [_stiffness(site, force=loads) for loads in pairwise((22.5, 45.0, 90.0, 135.0))]
        rises += [after - before for before, after in pairwise(slopes)]
    return min(rises)


def _softer(site: str) -> float:
    """How much (N/mm) softer a level is on a padded plinth."""
    return _stiffness(site) - _stiffness(site, plinth="padded")


def _slice(level: str) -> float:
    levels = load_levels(SUBJECT.person_stature_m)
    return 100 * float(levels.mass[levels.names.index(level)])


def _ahead() -> float:
    levels = load_levels(SUBJECT.person_stature_m)
    places = [levels.names.index(name) for name in ("T7", "T8")]
    return 1e3 * float(levels.mass_ahead[places].mean())


MEASURES: dict[str, Callable[[], float]] = {
    "D1a": lambda: _ladder()[0],
    "D1b": lambda: _ladder()[1],
    "D1c": lambda: _ladder()[2],
    "D1d": lambda: _ladder()[3],
    "D1e": lambda: min(after - before for before, after in pairwise(_ladder())),
    "D2a": lambda: bend(SUBJECT, "T1", "T2", 7.5, isolate=True).range_deg,
    "D2b": lambda: min(_segments()),
    "D2c": lambda: max(_segments()),
    "D3a": lambda: _stiffness("T4"),
    "D3b": lambda: _stiffness("sternum"),
    "D3c": lambda: _stiffness("T9") - _stiffness("T4"),
    "D4a": lambda: _sternum(5.0),
    "D4b": lambda: _sternum(10.0),
    "D4c": lambda: _sternum(20.0),
    "D5a": lambda: _standing().lordosis_lying_deg,
    "D5c": lambda: SUBJECT.person_lordosis_deg - _standing().lordosis_lying_deg,
    "D5d": lambda: SUBJECT.person_kyphosis_deg - _standing().kyphosis_lying_deg,
    "D6a": lambda: _slice("T1"),
    "D6b": lambda: _slice("L5"),
    "D6c": _ahead,
    "D7a": lambda: _lying()["head"],
    "D7b": lambda: _lying()["scapulothoracic"],
    "D7c": lambda: _lying()["sacral"],
    "D7d": _order,
    "D8a": lambda: roll("foam", THIGH_FORCE).mean_kPa,
    "D8b": lambda: roll("foam", THIGH_FORCE).area_cm2,
    "D9": lambda: _softer("L3"),
    "D11a": lambda: _braced("L2"),
    "D11b": lambda: _braced("L4"),
    "D12a": lambda: foam("foam")["0.25"],
    "D12b": lambda: foam("foam")["0.4"],
    "D12c": lambda: foam("foam")["0.5"],
    "D12d": lambda: foam("foam")["0.6"],
    "N1": lambda: _lying()["heels"],
    "N2": lambda: _lying()["sacral"],
    "N4": lambda: (
        lie(SUBJECT, pad_mm=40.0, pad_kpa=40.0).regions["sacral"].peak_kPa / _lying()["sacral"]
    ),
    "N7": lambda: SUBJECT.person_lordosis_deg - _standing().lordosis_lying_straight_deg,
    "N9": lambda: SUBJECT.person_kyphosis_deg - _standing().kyphosis_lying_deg,
    "N11": lambda: 100 * (_thorax(2.0, "intercostals")[0] / _thorax(2.0)[0] - 1),
    "N12": lambda: 100 * (_thorax(2.0, "intercostals", "anterior-cage")[0] / _thorax(2.0)[0] - 1),
    "N14": lambda: 100 * (_thorax(5.0, follower=400.0)[1] / _thorax(5.0)[1] - 1),
    "N15a": lambda: _lumbar().neutral_zone_deg / _lumbar(1200.0).neutral_zone_deg,
    "N15b": lambda: 100 * (_lumbar(1200.0).range_deg / _lumbar().range_deg - 1),
    "N16a": lambda: _living().low,
    "N16b": lambda: _living().middle,
    "N16c": lambda: _living().high,
    "N21": _over_ribs,
    "N23": _stiffening,
    "N25a": lambda: _softer("L3"),
    "N25b": lambda: min(_softer("T12"), _softer("T6")),
    "N26": lambda: _stiffness("L3"),
}
"""How each row is measured on the model. A row without an entry is not modelled."""
