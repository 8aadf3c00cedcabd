"""Rows of the other tables of `resources/`: conditions, samples, published and stored numbers."""

from __future__ import annotations

from msgspec import Struct


class ConditionRow(Struct, frozen=True):
    """What a condition changes between two levels; None where it changes nothing."""

    condition: str
    upper: str
    lower: str
    range_times: float | None
    kyphosis_at_least_deg: float | None
    certainty: str
    source: str


class ReadingRow(Struct, frozen=True):
    """A read-out of a published relation; an empty condition means in every scene. `words/` has
    the sentence of every reading of every condition."""

    reading: str
    condition: str
    upper: str
    lower: str
    what: str
    per_degree: float | None
    unit: str
    certainty: str
    source: str


class PopulationRow(Struct, frozen=True):
    """How a quantity is spread over people."""

    key: str
    mean: float
    sd: float
    low: float
    high: float
    source: str
    certainty: str


class TroubleRow(Struct, frozen=True):
    """A count of where backs hurt or break."""

    kind: str
    place: str
    stretch: bool
    share_pct: float
    of: str
    reference: str


class BandRow(Struct, frozen=True):
    """Ends of a headline's band as factors of its value, with the roller under a level."""

    level: str
    headline: str
    value: float
    low_factor: float
    high_factor: float


class CardBandRow(Struct, frozen=True):
    """The band of a headline in one scene of a card."""

    card: str
    scene: str
    headline: str
    value: float
    low: float
    high: float


class PublishedRow(Struct, frozen=True):
    """A published measurement and the band that the model is to lie in.

    Attributes:
        laboratory: who measured; rows of one laboratory stand or fall together.
        input: whether the number went straight into a table, so that it cannot be predicted.
        conditions: of the measurement. command: of `spineviz` that repeats it.
    """

    id: str
    what: str
    unit: str
    published: float | None
    low: float | None
    high: float | None
    rule: str
    laboratory: str
    input: bool
    conditions: str
    command: str
    source: str


class VariedRow(Struct, frozen=True):
    """Numbers of the tables without a range of their own, varied together by a factor.

    Attributes:
        name: field of `Tables`, column, and the first cell of one row; without that, every row.
        low, high: factors.
    """

    name: str
    low: float
    high: float
    source: str


class ThresholdRow(Struct, frozen=True):
    """Where the word of a read-out changes, in its unit; a value there takes the higher word."""

    headline: str
    unit: str
    raised_from: float
    high_from: float
    source: str
