"""The rollers that can be bought: what each is made of, its sizes, and how it looks."""

from __future__ import annotations

from msgspec import Struct


class Product(Struct, frozen=True):
    """One row of `rollers.csv`.

    Attributes:
        kind: word on the command line and in scene files.
        name: as it is said in a sentence, e.g. "foam roller".
        look: how it is drawn: `solid`, `hollow`, `rigid`, `wheel` or `balls`.
        surface: `cylinder`, `ball` or `double ball`.
        diameter_mm, width_mm, groove_mm: sizes of the product.
        groove_depth_mm: of the groove it has, or would have; None where the groove is the gap
            between two balls.
        modulus_kPa: of its soft part. depth_mm: of the same; None where it grows with the diameter.
        scales: whether it does.
    """

    kind: str
    name: str
    look: str
    surface: str
    diameter_mm: float
    width_mm: float
    groove_mm: float
    groove_depth_mm: float | None
    modulus_kPa: float
    depth_mm: float | None
    scales: bool
    certainty: str
    source: str

    @property
    def settings(self) -> dict[str, float]:
        """What choosing this product sets, by the key of the scene."""
        return {
            "roller.diameter_mm": self.diameter_mm,
            "roller.width_mm": self.width_mm,
            "roller.groove_mm": self.groove_mm,
            "roller.stiffness": 1.0,
        }
