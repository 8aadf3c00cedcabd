"""The rollers that can be bought: what each is made of, its sizes, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass

from spineviz.tables.reading import rows


@dataclass(frozen=True, slots=True)
class Product:
    """One row of `rollers.csv`.

    Attributes:
        kind: word on the command line and in scene files.
        name: as it is said in a sentence, e.g. "foam roller".
        look: how it is drawn: `solid`, `hollow`, `rigid`, `wheel` or `balls`.
        surface: `cylinder`, `ball` or `double ball`.
        diameter_mm, width_mm, groove_mm: sizes of the product.
        groove_depth_mm: of the groove it has, or would have; 0 where the groove is the gap
            between two balls.
    """

    kind: str
    name: str
    look: str
    surface: str
    diameter_mm: float
    width_mm: float
    groove_mm: float
    groove_depth_mm: float

    @property
    def settings(self) -> dict[str, float]:
        """What choosing this product sets, by the key of the scene."""
        return {
            "roller.diameter_mm": self.diameter_mm,
            "roller.width_mm": self.width_mm,
            "roller.groove_mm": self.groove_mm,
            "roller.stiffness": 1.0,
        }


PRODUCTS = {
    row["kind"]: Product(
        row["kind"],
        row["name"],
        row["look"],
        row["surface"],
        float(row["diameter_mm"]),
        float(row["width_mm"]),
        float(row["groove_mm"]),
        float(row["groove_depth_mm"] or 0),
    )
    for row in rows("rollers.csv")
}
"""Every product by its kind, in the order of the table."""
