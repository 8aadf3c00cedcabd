"""VALUES: one row for every number that is reported, the twin of `scene.QUANTITIES`.

JSON, CSV, sweeps, bars, differences, cards and lessons read a number, name it and round it from
its row here and nowhere else; a new row stands in JSON, CSV and `values_of` by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import copysign
from types import MappingProxyType

from msgspec import Struct

from spineviz.outcome import (
    ENTRY_TISSUES,
    MUSCLE,
    SIDES,
    SUPPORTS,
    Balanced,
    LevelLoad,
    Outcome,
    kept_with,
)
from spineviz.tables.tables import TABLES
from spineviz.tables.thresholds import word_of

Numbers = Mapping[str, float]
"""Numbers of one outcome by key, in its units; those that it does not have are left out."""

TISSUES = {
    "midline": "spinous processes",
    "erector": "muscle over the spine",
    "erector_ribs": "muscle over ribs",
    "erector_soft": "muscle with no bone",
    "ribs": "ribs",
    "blades": "shoulder blades",
    "flank": "flanks",
    "pelvis": "pelvis and sacrum",
    "neck": "neck",
    "chest": "breast bone",
    "belly": "belly",
    "shoulders": "shoulders",
    "thighs": "thighs",
}
"""What the tissues of `ENTRY_TISSUES` are called."""

HELD_BY = {
    "roller": "roller",
    "pelvis": "pelvis",
    "feet": "feet",
    "head": "head",
    "hands": "hands on the floor",
    "floor": "trunk on the floor",
    "thighs": "thighs",
}
"""What the supports of `SUPPORTS` are called."""


class Marks(Struct, frozen=True):
    """How numbers are written in a language: decimal mark, minus sign, space before a unit, and
    whether a signed number that rounds to nought keeps its sign."""

    decimal: str = "."
    minus: str = "−"
    space: str = "\u202f"  # narrow, and no line breaks there
    signed_nought: bool = False


ENGLISH = Marks()
TYPED = Marks(minus="-", space=" ", signed_nought=True)
"""As on a keyboard: the texts of JSON, which programs compare."""


def written(
    number: float, digits: int, unit: str = "", *, signed: bool = False, marks: Marks = ENGLISH
) -> str:
    """A number as a person reads it, e.g. "−1.5°" or, signed, "+32 kPa": the one place for it.

    Args:
        number: in the unit.
        digits: after the decimal mark.
        unit: stands after a space, a degree sign without; none by default.
        signed: for a difference: with a plus sign, and "±0" where the digits show none.
        marks: of the language.
    """
    text = f"{abs(number):.{digits}f}"
    sign = ""
    if not (float(text) or marks.signed_nought):
        sign = "±" if signed else ""
    elif copysign(1.0, number) < 0:
        sign = marks.minus
    elif signed:
        sign = "+"
    return f"{sign}{text.replace('.', marks.decimal)}{_gap(unit, marks)}{unit}"


def typed(number: float, digits: int = 6, unit: str = "", *, marks: Marks = ENGLISH) -> str:
    """A number with its significant digits and no more than it needs, as a person would type it:
    for what was set, and for the ends of ranges."""
    text = f"{number:.{digits}g}".replace("-", marks.minus).replace(".", marks.decimal)
    return f"{text}{_gap(unit, marks)}{unit}"


def _gap(unit: str, marks: Marks) -> str:
    return marks.space if unit and unit != "°" else ""


class Value(Struct, frozen=True):
    """One number that is reported.

    Attributes:
        key: its name in `values_of` and in CSV; with places, the name before the @.
        name: what it is, as it is said after "the".
        unit: as it is shown.
        digits: shown after the decimal mark.
        read: takes a balanced outcome and a place, gives the number of JSON and CSV; None where
            there is none, such as a force of the roller in a press-up.
        factor: from that number to the one that is shown.
        short: the name where there is little room; `name` by default.
        points: unit of a difference, where that has a name of its own.
        about: more about it, in half a sentence.
        word: what texts of cards and lessons call it; empty where none needs it.
        path: where it stands in JSON, `key` by default; empty where it only restates numbers that
            stand there.
        column: whether CSV has a column of it.
        bands: row of `resources/lab/thresholds.csv` that says when it is low, raised or high.
        places: of an outcome, where it is a number of each joint, level or vertebra.
    """

    key: str
    name: str
    unit: str
    digits: int
    read: Callable[[Balanced, str], float | None]
    factor: float = 1.0
    short: str = ""
    points: str = ""
    about: str = ""
    word: str = ""
    path: str | None = None
    column: bool = True
    bands: str = ""
    places: Callable[[Balanced], Iterable[str]] | None = None

    @property
    def title(self) -> str:
        """The short name with a capital letter."""
        text = self.short or self.name
        return text[:1].upper() + text[1:]

    @property
    def stands(self) -> str:
        """Its path in JSON; empty where it is not there."""
        return self.key if self.path is None else self.path

    @property
    def field(self) -> str:
        """Its name in JSON and in the tables of the lab: the last part of the path."""
        return self.stands.rpartition(".")[2]

    def of(self, outcome: Outcome, place: str = "") -> float | None:
        """The number of an outcome; None where there is none.

        Raises:
            KeyError: a value of places without a place of the outcome, or another one with a place.
        """
        if not outcome.converged:
            return None
        if place not in (("",) if self.places is None else self.places(outcome)):
            raise KeyError(f"{self.key} has no place {place!r}")
        return self.read(outcome, place)

    def figure(self, number: float) -> str:
        """The shown number without its unit."""
        return written(self.factor * number, self.digits)

    def text(self, number: float) -> str:
        """The shown number with its unit."""
        return written(self.factor * number, self.digits, self.unit)

    def step(self, before: float, now: float) -> float:
        """The difference of the two shown numbers, so that who subtracts them finds the same."""
        first, last = (round(self.factor * number, self.digits) for number in (before, now))
        return round(last - first, self.digits)

    def change(self, before: float, now: float) -> str:
        """That difference with its sign and unit."""
        unit = self.points or self.unit
        step = self.step(before, now)
        if unit == "points" and abs(step) == 1:
            unit = "point"
        return written(step, self.digits, unit, signed=True)

    def band(self, number: float) -> str:
        """Low, raised or high.

        Raises:
            KeyError: a value without bands.
        """
        return word_of(self.bands, number)


def _at(*names: str) -> Callable[[Balanced, str], float | None]:
    """Reads an attribute of an attribute; None where one of them is None."""

    def read(outcome: Balanced, _: str) -> float | None:
        found: object = outcome
        for name in names:
            found = None if found is None else getattr(found, name)
        return None if found is None else float(found)  # type: ignore[arg-type]

    return read


def _each(family: str, name: str) -> Callable[[Balanced, str], float | None]:
    """Reads an attribute of the record of a joint or vertebra."""
    return lambda outcome, place: float(getattr(getattr(outcome, family)[place], name))


def _levels(outcome: Balanced) -> Mapping[str, LevelLoad]:
    """What the roller does at each level; nothing without one."""
    return outcome.roller.levels if outcome.roller else {}


def _entered(ledger: str, *names: str) -> Callable[[Balanced, str], float | None]:
    """Reads the sum of rows of a ledger of the roller; None without one."""

    def read(outcome: Balanced, _: str) -> float | None:
        if outcome.roller is None:
            return None
        entries: Mapping[str, float] = getattr(outcome.roller, ledger)
        return float(sum(entries.get(name, 0.0) for name in names))

    return read


def _held(support: str) -> Callable[[Balanced, str], float | None]:
    return lambda outcome, _: float(outcome.supports_N.get(support, 0.0))


def _bent(name: str) -> Callable[[Balanced, str], float | None]:
    """Reads how far a curve has changed from lying flat."""

    def read(outcome: Balanced, _: str) -> float | None:
        curves = outcome.curvature
        return float(getattr(curves, f"{name}_deg") - getattr(curves, f"{name}_flat_deg"))

    return read


def _behind(part: str) -> Callable[[Balanced, str], float | None]:
    """Reads the share of the roller's force behind which that lies; None without one."""
    return lambda outcome, _: None if outcome.roller is None else outcome.roller.shares[part]


CURVE_STATES = {
    "flat": "lying flat",
    "standing": "standing",
    "rest": "lying unloaded",
}
"""States of the same person whose curves are reported beside that on the roller."""


def _most(name: str) -> Callable[[Balanced, str], float | None]:
    """Reads the largest number of all joints."""
    return lambda outcome, _: max(
        (float(getattr(joint, name)) for joint in outcome.joints.values()), default=None
    )


def _said(name: str, place: str) -> Callable[[Balanced, str], float | None]:
    """Reads the number of a sentence that is said in every scene."""

    def read(outcome: Balanced, _: str) -> float | None:
        said = {(each.name, each.place): each.value for each in outcome.readings}
        return said.get((name, place))

    return read


def _share(key: str, name: str, read: Callable[[Balanced, str], float | None],
           word: str = "", **more: object) -> Value:  # fmt: skip
    """A share of a whole: a part of 1 in the outcome, percent on screen."""
    return Value(key, name, "%", 0, read, 100.0, points="points", word=word, **more)  # type: ignore[arg-type]


ENTRY_WORDS = {
    "midline": "spinous",
    "erector": "over_vertebra",
    "erector_ribs": "over_ribs",
    "erector_soft": "beside",
    "ribs": "ribs",
    "blades": "blades",
    "belly": "belly",
}
"""Tissues whose share texts ask for, and what they call it there."""


def _entries() -> Iterable[Value]:
    for tissue in ENTRY_TISSUES:
        yield _share(
            f"entry_share_{tissue}",
            f"share through the {TISSUES[tissue]}",
            _entered("entry_share", tissue),
            word=ENTRY_WORDS.get(tissue, ""),
            short=TISSUES[tissue],
            path=f"entry_share.{tissue}",
        )


def _sides() -> Iterable[Value]:
    for side in SIDES:
        yield Value(f"side_{side}_N", f"force on the {side} side", "N", 0, _entered("side_N", side),
                    path=f"side_N.{side}")  # fmt: skip
        yield Value(f"erector_{side}_N", f"force on the {side} back muscle", "N", 0,
                    _entered("erector_N", side), path=f"erector_N.{side}", word=side)  # fmt: skip


def _supports() -> Iterable[Value]:
    for support in SUPPORTS:
        yield Value(
            f"support_{support}_N",
            f"weight held by the {HELD_BY[support]}",
            "N",
            0,
            _held(support),
            path=f"supports_N.{support}",
            short=HELD_BY[support],
            word="hands" if support == "hands" else "",
        )


def _canal() -> Iterable[Value]:
    """What is said in every scene; JSON has it among its readings."""
    for row in TABLES.readings:
        if not row.condition:
            place = f"{row.upper}-{row.lower}"
            yield Value(
                f"{row.reading.replace(' ', '_')}_{place}_percent",
                f"change of the {row.reading} at {place}",
                row.unit,
                1,
                _said(row.reading, place),
                path="",
            )


VALUES: tuple[Value, ...] = (
    Value("force_N", "roller's force", "N", 0, _at("roller", "force_N"), word="force",
          path="roller.force_N", about="Everything that the roller carries"),
    _share("force_bodyweight", "roller's share of the body weight",
           _at("roller", "force_bodyweight"), "weight", path="roller.force_bodyweight"),
    Value("peak_kPa", "peak pressure", "kPa", 0, _at("roller", "peak_kPa"), word="peak",
          path="roller.peak_kPa", bands="peak_kPa", about="Highest mean over 4 cm² of skin"),
    Value("mean_kPa", "mean pressure", "kPa", 0, _at("roller", "mean_kPa"), word="mean",
          path="roller.mean_kPa", about="Of the skin that is touched, each part by its force"),
    Value("area_cm2", "contact area", "cm²", 0, _at("roller", "area_cm2"), word="area",
          path="roller.area_cm2", about="Force over mean pressure"),
    Value("gradient_kPa_per_cm", "steepest change of pressure", "kPa/cm", 0,
          _at("roller", "gradient_kPa_per_cm"), path="roller.gradient_kPa_per_cm"),
    *_entries(),
    _share("muscle_share", "share through the back muscle", _entered("entry_share", *MUSCLE),
           "muscle", path="", column=False),
    _share("cage_share", "share carried by ribs and shoulder blades", _at("roller", "cage_share"),
           "cage", short="carried by ribs and shoulder blades",
           about="Share of the roller's force behind which ribs, shoulder blades or the breast bone"
           " lie"),
    _share("spine_share", "share onto the spine", _at("roller", "spine_share"), "spine",
           short="onto the spine", bands="spine_share",
           about="Share of the roller's force that presses on spinous processes, or on muscle over"
           " a vertebra"),
    _share("soft_share", "share with no bone behind", _behind("soft"), "soft",
           short="soft, no bone behind", path="shares.soft"),
    _share("pelvis_share", "share on the pelvis", _behind("pelvis"), "pelvis",
           short="onto the pelvis", path="shares.pelvis"),
    *_sides(),
    *_supports(),
    Value("weight_N", "body weight", "N", 0, _at("weight_N"), column=False),
    Value("friction_N", "force along the floor", "N", 0, _at("friction_N"), column=False),
    Value("kyphosis_deg", "kyphosis", "°", 0, _at("curvature", "kyphosis_deg"), word="kyphosis",
          path="curvature.kyphosis_deg", about="Change of the curve of the thoracic spine"),
    Value("lordosis_deg", "lordosis", "°", 0, _at("curvature", "lordosis_deg"), word="lordosis",
          path="curvature.lordosis_deg", about="Change of the curve of the lumbar spine"),
    *(
        Value(f"{curve}_{state}_deg", f"{curve} {words}", "°", 0,
              _at("curvature", f"{curve}_{state}_deg"), path=f"curvature.{curve}_{state}_deg")
        for curve in ("kyphosis", "lordosis")
        for state, words in CURVE_STATES.items()
    ),
    Value("kyphosis_change_deg", "change of the kyphosis", "°", 0, _bent("kyphosis"),
          word="kyphosis_change", path="", column=False),
    Value("lordosis_change_deg", "change of the lordosis", "°", 0, _bent("lordosis"),
          word="lordosis_change", path="", column=False),
    Value("push_extension_deg", "extension of the joint that is pushed furthest", "°", 1,
          _at("push", "extension_deg"), word="push", short="push into extension",
          path="push.extension_deg",
          about="The joint near the roller that is pushed furthest into extension"),
    Value("push_range_deg", "range of the joint that is pushed furthest", "°", 1,
          _at("push", "range_deg"), path="push.range_deg", column=False),
    _share("push_range_share", "share of the range of the joint that is pushed furthest",
           _at("push", "range_share"), "range", path="push.range_share", bands="range_share"),
    *_canal(),
    Value("most_extended_deg", "extension of the most extended joint", "°", 1,
          _most("extension_deg"), path=""),
    _share("nearest_range_share", "largest share of its range that a joint uses",
           _most("range_share"), path="", bands="range_share"),
    Value("vertebrae", "number of vertebrae", "", 0, lambda outcome, _: len(outcome.vertebrae),
          word="bones", path="", column=False),
    Value("zone", "number of vertebrae of a zone", "", 0,
          lambda outcome, zone: sum(name.startswith(zone) for name in outcome.vertebrae),
          word="zone", path="", places=lambda o: dict.fromkeys(name[0] for name in o.vertebrae)),
    *(
        Value(f"joint_{name}", words, unit, digits, _each("joints", name), word=word,
              path=f"joints.{name}", places=lambda outcome: outcome.joints)
        for name, words, unit, digits, word in (
            ("extension_deg", "extension of the joint from lying flat", "°", 1, "bent"),
            ("standing_deg", "extension of the joint from standing", "°", 1, ""),
            ("range_deg", "range of the joint", "°", 1, ""),
        )
    ),
    _share("joint_range_share", "share of the joint's range", _each("joints", "range_share"),
           "used", path="joints.range_share", bands="range_share",
           places=lambda outcome: outcome.joints),
    *(
        Value(f"joint_{name}", words, unit, digits, _each("joints", name), word=word,
              path=f"joints.{name}", places=lambda outcome: outcome.joints)
        for name, words, unit, digits, word in (
            ("moment_Nm", "bending moment of the joint", "N·m", 1, ""),
            ("compression_N", "compression of the joint", "N", 0, "squeezed"),
            ("shear_N", "shear of the joint", "N", 0, "sheared"),
        )
    ),
    *(
        Value(f"level_{name}", words, unit, 0, read, path=f"levels.{name}", places=_levels)
        for name, words, unit, read in (
            ("force_N", "roller's force at the level", "N",
             lambda outcome, level: _levels(outcome)[level].force_N),
            ("peak_kPa", "peak pressure at the level", "kPa",
             lambda outcome, level: _levels(outcome)[level].peak_kPa),
        )
    ),
    *(
        Value(f"vertebra_{name}", words, unit, 0, _each("vertebrae", name),
              path=f"vertebrae.{name}", places=lambda outcome: outcome.vertebrae)
        for name, words, unit in (
            ("x_mm", "place of the vertebra along the floor", "mm"),
            ("y_mm", "height of the vertebra above the floor", "mm"),
            ("tilt_deg", "tilt of the vertebra", "°"),
        )
    ),
)  # fmt: skip
"""Every reported number, in the order of the columns of CSV."""

VALUE: Mapping[str, Value] = {value.key: value for value in VALUES}
BY_WORD: Mapping[str, Value] = {value.word: value for value in VALUES if value.word}

SCALARS: tuple[Value, ...] = tuple(value for value in VALUES if value.places is None)
"""Those that an outcome has one of."""


def find(name: str) -> tuple[Value, str]:
    """A value and a place by the name that texts use, or by key: `peak`, `bent@L4-L5`.

    Raises:
        KeyError: there is no such value.
    """
    word, _, place = name.partition("@")
    return BY_WORD[word] if word in BY_WORD else VALUE[word], place


@kept_with
def scalars_of(outcome: Outcome) -> Numbers:
    """The numbers that an outcome has one of, by key; none that it does not have. Nobody can change
    them: whoever asks next gets the same."""
    numbers = {value.key: value.of(outcome) for value in VALUES if value.places is None}
    return MappingProxyType({key: n for key, n in numbers.items() if n is not None})


def values_of(outcome: Outcome) -> dict[str, float | None]:
    """Every number of an outcome by key, those of places with it: `peak_kPa`,
    `joint_extension_deg@L4-L5`. The keys of all but places are the same for every outcome, with
    None where there is no number."""
    found: dict[str, float | None] = {}
    for value in VALUES:
        if value.places is None:
            found[value.key] = value.of(outcome)
        elif outcome.converged:
            for place in value.places(outcome):
                found[f"{value.key}@{place}"] = value.of(outcome, place)
    return found


assert set(TISSUES) == set(ENTRY_TISSUES)
assert set(HELD_BY) == set(SUPPORTS)
