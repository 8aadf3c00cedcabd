"""All tables as one value: read once, passed on, varied by making another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from spineviz.tables.body_rows import (
    ArmsFaceDownRow,
    ArmsRow,
    CalibratedRow,
    ConstantRow,
    GuardingRow,
    JointRow,
    LivingRangeRow,
    RibRow,
    SectionRow,
    SkinRow,
    Tissue,
    TissueRow,
    VertebraRow,
)
from spineviz.tables.products import Product
from spineviz.tables.saying import Saying
from spineviz.tables.study_rows import (
    BandRow,
    CardBandRow,
    ConditionRow,
    PopulationRow,
    PublishedRow,
    ReadingRow,
    ThresholdRow,
    TroubleRow,
    VariedRow,
)
from spineviz.tables.typed import UNITS, Number, typed_rows

if TYPE_CHECKING:
    from spineviz.tables.references import Reference


class Tables(Struct, frozen=True, dict=True, cache_hash=True):
    """The rows of every table in `resources/`, one field a file.

    Equal tables are equal keys: whatever is made from a scene and tables can be kept under both.
    """

    constants: tuple[ConstantRow, ...]
    calibrated: tuple[CalibratedRow, ...]
    tissues: tuple[TissueRow, ...]
    ribs: tuple[RibRow, ...]
    joints: tuple[JointRow, ...]
    living_range: tuple[LivingRangeRow, ...]
    vertebrae: tuple[VertebraRow, ...]
    skin: tuple[SkinRow, ...]
    arms: tuple[ArmsRow, ...]
    arms_face_down: tuple[ArmsFaceDownRow, ...]
    guarding: tuple[GuardingRow, ...]
    section: tuple[SectionRow, ...]
    conditions: tuple[ConditionRow, ...]
    rollers: tuple[Product, ...]
    readings: tuple[ReadingRow, ...]
    population: tuple[PopulationRow, ...]
    trouble: tuple[TroubleRow, ...]
    bands: tuple[BandRow, ...]
    card_bands: tuple[CardBandRow, ...]
    published: tuple[PublishedRow, ...]
    thresholds: tuple[ThresholdRow, ...]
    varied: tuple[VariedRow, ...]

    @cached_property
    def si(self) -> Mapping[str, float]:
        """Every named constant in SI, measured, assumed or calibrated."""
        found = {row.name: row.si for row in self.constants}
        return found | {row.name: row.si for row in self.calibrated}

    @cached_property
    def tissue(self) -> Mapping[str, Tissue]:
        """The soft layers in SI by their names."""
        return {
            row.tissue: Tissue(
                self.si[f"tissue.{row.tissue}.modulus"]
                if row.modulus_kPa is None
                else row.modulus_kPa * UNITS["kPa"],
                (row.thickness_mm or 0.0) * UNITS["mm"],
                row.lock,
            )
            for row in self.tissues
        }

    @cached_property
    def products(self) -> Mapping[str, Product]:
        """Every roller that is sold by its kind, in the order of the table."""
        return {row.kind: row for row in self.rollers}

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """What the texts cite by its key. It makes no number, and is read when a text is shown."""
        from spineviz.tables.references import read_references

        return {each.key: each for each in read_references()}

    @cached_property
    def assumptions(self) -> tuple[Saying, ...]:
        """Every constant that no measurement gives directly, with its value."""
        calibrated = (
            Saying(
                "assumption.calibrated",
                {"name": row.name, "value": str(row.value), "unit": row.unit,
                 "on": row.calibrated_on},
            )
            for row in self.calibrated
        )  # fmt: skip
        assumed = (
            Saying(
                "assumption.assumed",
                {"name": row.name, "value": str(row.value), "unit": row.unit, "source": row.source},
            )
            for row in self.constants
            if "ASSUMED" in row.source
        )
        return (*calibrated, *assumed)

    def with_(self, changes: Mapping[str, float]) -> Tables:
        """These tables with other constants: what would be if an assumption were different.

        Args:
            changes: values by name, each in the unit of its table; the modulus of a soft layer is
                named `tissue.<layer>.modulus`; a name of `varied` takes a factor.

        Raises:
            KeyError: a name that no constant has.
        """
        known = {row.name for row in self.varied}
        factors = {name: value for name, value in changes.items() if name in known}
        if factors:
            rest = {name: value for name, value in changes.items() if name not in known}
            return self._scaled(factors).with_(rest)
        numbers = {name: Number(value) for name, value in changes.items()}
        tissues = tuple(
            replace(row, modulus_kPa=numbers.pop(row.name))
            if row.modulus_kPa is not None and row.name in numbers
            else row
            for row in self.tissues
        )
        constants = tuple(
            replace(row, value=numbers.pop(row.name)) if row.name in numbers else row
            for row in self.constants
        )
        calibrated = tuple(
            replace(row, value=numbers.pop(row.name)) if row.name in numbers else row
            for row in self.calibrated
        )
        if numbers:
            raise KeyError(f"there is no constant {', '.join(sorted(numbers))}")
        return replace(self, constants=constants, calibrated=calibrated, tissues=tissues)

    def _scaled(self, factors: Mapping[str, float]) -> Tables:
        """These tables with columns of numbers, or one cell of them, times a factor."""
        found = self
        for name, factor in factors.items():
            file, column, *only = name.split(".")
            rows = getattr(found, file)
            key = rows[0].__struct_fields__[0]
            scaled = tuple(
                replace(row, **{column: getattr(row, column) * factor})
                if getattr(row, column) is not None and only in ([], [str(getattr(row, key))])
                else row
                for row in rows
            )
            found = replace(found, **{file: scaled})
        return found


def read_tables() -> Tables:
    """The tables as they are in `resources/`.

    Raises:
        FileNotFoundError: a file is missing. ValueError: a cell that cannot be.
    """
    return Tables(
        constants=typed_rows(ConstantRow, "anatomy", "constants.csv"),
        calibrated=typed_rows(CalibratedRow, "anatomy", "calibrated.csv"),
        tissues=typed_rows(TissueRow, "anatomy", "tissues.csv"),
        ribs=typed_rows(RibRow, "anatomy", "ribs.csv"),
        joints=typed_rows(JointRow, "anatomy", "joints.csv"),
        living_range=typed_rows(LivingRangeRow, "anatomy", "living_range.csv"),
        vertebrae=typed_rows(VertebraRow, "anatomy", "vertebrae.csv"),
        skin=typed_rows(SkinRow, "anatomy", "skin.csv"),
        arms=typed_rows(ArmsRow, "anatomy", "arms.csv"),
        arms_face_down=typed_rows(ArmsFaceDownRow, "anatomy", "arms_face_down.csv"),
        guarding=typed_rows(GuardingRow, "anatomy", "guarding.csv"),
        section=typed_rows(SectionRow, "anatomy", "section.csv"),
        conditions=typed_rows(ConditionRow, "conditions.csv"),
        rollers=typed_rows(Product, "rollers.csv"),
        readings=typed_rows(ReadingRow, "readings.csv"),
        population=typed_rows(PopulationRow, "population.csv"),
        trouble=typed_rows(TroubleRow, "trouble.csv"),
        bands=typed_rows(BandRow, "lab", "bands.csv"),
        card_bands=typed_rows(CardBandRow, "lab", "card_bands.csv"),
        published=typed_rows(PublishedRow, "lab", "published.csv"),
        thresholds=typed_rows(ThresholdRow, "lab", "thresholds.csv"),
        varied=typed_rows(VariedRow, "lab", "varied.csv"),
    )


TABLES = read_tables()
"""The tables of the program. Whoever tries other numbers passes other tables on."""
