"""A roller under a limb, and a roller's foam in a testing machine."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from spineviz.lab.bench import LabError, not_one_of, out_of_range
from spineviz.lab.false_position import false_position
from spineviz.mechanics.bed import Bed, Neighbours
from spineviz.mechanics.model import Floor, Pads
from spineviz.scene import BY_KEY
from spineviz.simulation.roller import KINDS, Shape, coat
from spineviz.tables.body_rows import Tissue
from spineviz.tables.tables import TABLES, Tables
from spineviz.tables.typed import UNITS

LIMB_RADIUS = {"thigh": 0.085, "back": 0.60}
"""m, curvature of the skin across the limb. Thigh: circumference of 54 cm; back: nearly flat.
ASSUMED."""

LAYERS = {"thigh": "thigh", "back": "erector"}
"""Soft layer of `tissues.csv` between skin and bone."""

BACK_LAYER = 0.03  # m, over the erector column at mid thorax
HALF_LENGTH = 0.12  # m, of the patch that is looked at; longer than any contact
HALF_WIDTH = 0.17  # m, of the same: half the breadth of a back, where the contact ends anyway
CELLS = 24, 34  # along and across a quarter of the patch, which is its own image: 5 mm wide
FIRST_DEPTH = 0.002  # m, from which the depth is looked for
NEAR = 1e-7  # m, to which the depth is found
CLOSE = 1e-7  # relative, to which the force is met where that is sooner
STRAINS = (0.1, 0.25, 0.4, 0.5, 0.6, 0.7)
WEAKEST, STRONGEST = 1.0, 2000.0  # N


class Patch(Struct, frozen=True):
    """A contact: force-weighted mean, peak over a cell, and force over mean pressure as area."""

    mean_kPa: float
    peak_kPa: float
    area_cm2: float


def roll(
    kind: str,
    force: float,
    tissue: str = "thigh",
    diameter: float | None = None,
    width: float | None = None,
    groove: float | None = None,
    stiffness: float = 1.0,
    tables: Tables = TABLES,
) -> Patch:
    """Press a roller across a limb, its middle on the middle of the limb.

    Args:
        kind: of roller. force: N. tissue: `thigh` or `back`.
        diameter: m; by default that of the default scene.
        width, groove: m; by default those of the product.
        stiffness: of the soft part, against that of the product. tables: with other constants.

    Raises:
        LabError: no such roller or tissue, a force out of range, or a roller without a width.
    """
    if tissue not in LAYERS:
        raise not_one_of("--tissue", tissue, tuple(LAYERS))
    _check_kind(kind)
    if not WEAKEST <= force <= STRONGEST:
        raise out_of_range("--force", force, WEAKEST, STRONGEST, "N")
    default = BY_KEY["roller.diameter_mm"].default
    assert isinstance(default, float)
    size = default * 1e-3 if diameter is None else diameter
    long, wide = HALF_LENGTH / CELLS[0], HALF_WIDTH / CELLS[1]
    x, z = long * (np.arange(CELLS[0]) + 0.5), wide * (np.arange(CELLS[1]) + 0.5)
    product = tables.products[kind]
    shape = Shape(
        product.surface,
        size,
        product.width_mm * UNITS["mm"] if width is None else width,
        product.groove_mm * UNITS["mm"] if groove is None else groove,
        (product.groove_depth_mm or 0.0) * UNITS["mm"],
    )
    radius, share = shape.facing(z - wide / 2, z + wide / 2)
    # two crossed cylinders: the gap grows along the limb with the roller's radius, across it with
    # the limb's own and with what the roller's radius falls
    across = z**2 / (2 * LIMB_RADIUS[tissue]) + (size / 2 - radius)
    gap = (x[:, None] ** 2 / (2 * radius) + across).ravel()
    part = np.broadcast_to(share, CELLS).ravel()
    if not np.any(part):  # pressed however deep, it would carry nothing
        raise out_of_range("width", shape.width * 1e3, shape.groove * 1e3, 2e3 * HALF_WIDTH, "mm")
    layer = tables.tissue[LAYERS[tissue]]
    soft = coat(kind, size, stiffness, tables)

    against = Floor(soft.modulus, soft.depth)
    bed = _bed(layer, layer.thickness or BACK_LAYER, long, wide, tables)
    sheet: np.ndarray | None = None

    def pressure_at(depth: float) -> np.ndarray:
        """Pa, under a roller that is pressed in by a depth (m)."""
        nonlocal sheet
        found = bed.press(np.where(part > 0, depth - gap, -1.0), part, against, sheet)
        if found is None:
            return np.zeros(len(gap))
        sheet = found.sheet
        return found.pressure

    def miss(depth: float) -> float:
        """What the roller carries too much at a depth (m), roots of N: nearly a straight line."""
        carried = 4 * float(np.sum(part * pressure_at(depth))) * long * wide
        return float(np.sqrt(carried) - np.sqrt(force))

    low, high = (0.0, -np.sqrt(force)), (FIRST_DEPTH, miss(FIRST_DEPTH))
    while high[1] < 0:
        low, high = high, (2 * high[0], miss(2 * high[0]))
    pressure = pressure_at(false_position(miss, low, high, NEAR, CLOSE * np.sqrt(force)))
    mean = float(np.sum(part * pressure**2) / np.sum(part * pressure))
    return Patch(mean * 1e-3, float(np.max(part * pressure)) * 1e-3, force / mean * 1e4)


def _bed(layer: Tissue, thickness: float, long: float, wide: float, tables: Tables) -> Bed:
    """A quarter of the patch as pads that hold each other; its edges are lines of symmetry, or too
    far away to matter."""
    rows, columns = CELLS
    count = rows * columns
    depth = np.full(count, layer.lock * thickness)
    modulus = np.full(count, layer.modulus)
    pads = Pads(
        np.zeros(count, int), np.zeros((count, 2)), np.full(count, long * wide), modulus, depth
    )
    place = np.arange(count).reshape(CELLS)
    constant = tables.si
    tension = constant["shear.per_modulus"] * layer.modulus * layer.lock * thickness
    across = np.full(rows * (columns - 1), tension * long / wide)
    along = np.full((rows - 1) * columns, tension * wide / long)
    return Bed(
        pads,
        Neighbours(
            place.ravel(),
            np.arange(rows + 1) * columns,
            np.concatenate((place[:, :-1].ravel(), place[:-1].ravel())),
            np.concatenate((place[:, 1:].ravel(), place[1:].ravel())),
            np.concatenate((across, along)),
            constant["shear.above"],
        ),
    )


def foam(kind: str, tables: Tables = TABLES) -> dict[str, float]:
    """Stress (kPa) of a roller's soft part at each strain of `STRAINS`.

    Raises:
        LabError: no such roller, or one without a soft part.
    """
    _check_kind(kind)
    default = BY_KEY["roller.diameter_mm"].default
    assert isinstance(default, float)
    soft = coat(kind, default * 1e-3, tables=tables)
    if not soft.depth:
        raise LabError("lab.no_soft_part", kind=kind)
    return {f"{e:g}": soft.modulus * e / (1 - e) * 1e-3 for e in STRAINS}


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise not_one_of("--roller", kind, tuple(KINDS))
