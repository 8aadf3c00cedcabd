"""Rows of the tables in `resources/anatomy/`: what a body is made of, each with its source.

Units are in the names of the columns. `certainty` is A measured, B derived, C assumed.
"""

from __future__ import annotations

from msgspec import Struct

from spineviz.tables.typed import UNITS, Number


class ConstantRow(Struct, frozen=True):
    """A named constant of `constants.csv` in its unit, with the range it could have."""

    name: str
    value: Number
    low: Number | None
    high: Number | None
    unit: str
    certainty: str
    source: str

    @property
    def si(self) -> float:
        """The value in SI."""
        return float(self.value) * UNITS.get(self.unit, 1.0)


class CalibratedRow(Struct, frozen=True):
    """A constant of `calibrated.csv`, which no measurement gives directly; `rows` are those of
    `published.csv` that it was set by."""

    name: str
    value: Number
    low: Number
    high: Number
    unit: str
    calibrated_on: str
    rows: str

    @property
    def si(self) -> float:
        """The value in SI."""
        return float(self.value) * UNITS.get(self.unit, 1.0)


class TissueRow(Struct, frozen=True):
    """A soft layer; its modulus is None where it is calibrated, its thickness None where the level
    says how thick it is."""

    tissue: str
    modulus_kPa: Number | None
    low_kPa: Number | None
    high_kPa: Number | None
    thickness_mm: float | None
    lock: float
    certainty: str
    source: str

    @property
    def name(self) -> str:
        """The modulus as a constant is named."""
        return f"tissue.{self.tissue}.modulus"


class Tissue(Struct, frozen=True):
    """A soft layer in SI: Pa, m (0 where the level says how thick), and the share at which it
    locks."""

    modulus: float
    thickness: float
    lock: float


class RibRow(Struct, frozen=True):
    """A pair of ribs; levels are counted from its vertebra."""

    rib: int
    kind: str
    angle_lateral_mm: float | None
    reach_mm: float | None
    inclination_deg: float
    front_below_levels: float
    front_ahead_mm: float
    cartilage_to: str
    cartilage_below_levels: float | None
    cartilage_ahead_mm: float | None
    certainty: str
    source: str


class JointRow(Struct, frozen=True):
    """A joint of the spine and the disc in it, on the test bench."""

    upper: str
    lower: str
    disc_height_mm: float
    disc_wedge_deg: float
    flexion_Nm_per_deg: float
    extension_Nm_per_deg: float
    flexion_range_deg: float
    extension_range_deg: float
    certainty: str
    source: str


class LivingRangeRow(Struct, frozen=True):
    """How far living people bend a stretch of the spine from standing, where its joints end, and by
    how much one of them differs from person to person."""

    upper: str
    lower: str
    flexion_deg: float
    extension_deg: float
    flexion_end_deg: float
    extension_end_deg: float
    joint_sd_deg: float
    certainty: str
    source: str


class VertebraRow(Struct, frozen=True):
    """A vertebra, and the slice of the body at its level."""

    level: str
    body_height_mm: float
    body_wedge_deg: float
    body_depth_mm: float
    spinous_length_mm: float
    spinous_angle_deg: float
    mass_kg: float
    mass_ahead_mm: float
    certainty: str
    source: str


class SkinRow(Struct, frozen=True):
    """Skin and muscle behind a level."""

    level: str
    skin_to_spinous_mm: float
    skin_back_mm: float
    trunk_depth_mm: float
    erector_mm: float
    erector_edge_mm: float
    over_ribs_mm: float
    cover: str
    certainty: str
    source: str


class ArmsRow(Struct, frozen=True):
    """Where arms put the blades, and what they weigh on, lying on the back."""

    arms: str
    blade_shift_mm: float
    blade_proud_share: float
    on_blades: float
    on_chest: float
    on_hands: float
    certainty: str
    source: str


class ArmsFaceDownRow(Struct, frozen=True):
    """Whether arms hold the shoulders face down, and what they weigh on."""

    arms: str
    props: bool
    on_blades: float
    on_chest: float
    on_hands: float
    certainty: str
    source: str


class GuardingRow(Struct, frozen=True):
    """A tissue that hardens when the back guards."""

    tissue: str
    certainty: str
    source: str


class SectionRow(Struct, frozen=True):
    """Sizes of the cross-section; all but `process_reach_mm` only shape its picture."""

    level: str
    low_back_share: float
    trunk_half_mm: float
    cage_half_mm: float
    body_width_mm: float
    canal_width_mm: float
    canal_depth_mm: float
    process_reach_mm: float
    process_behind_mm: float
    spinous_width_mm: float
    wall_mm: float
    psoas_share: float
    lung_share: float
    heart_share: float
    gut_share: float
    certainty: str
    source: str
