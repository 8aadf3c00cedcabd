"""A roller under a limb and foam in a testing machine, against closed forms."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import dblquad
from tries import tries
from varied_constants import constants, world

from spineviz.lab.bench import LabError
from spineviz.lab.cylinder import BACK_LAYER, LAYERS, LIMB_RADIUS, foam, roll
from spineviz.simulation.roller import KINDS, coat
from spineviz.tables.tables import TABLES

GRID = 0.02  # relative: sums over cells against integrals of a contact with an edge
SOLID = ("foam", "rigid")
FORCES = (50.0, 230.0, 800.0)  # N


@given(
    st.sampled_from(KINDS),
    st.sampled_from(tuple(LAYERS)),
    st.floats(1, 2000),
    st.floats(0.06, 0.3),
)
@tries(25)
def test_mean_pressure_times_area_is_the_force(kind, tissue, force, diameter):
    found = roll(kind, force, tissue, diameter)
    assert found.mean_kPa * 1e3 * found.area_cm2 * 1e-4 == pytest.approx(force, rel=1e-9)
    assert found.peak_kPa > found.mean_kPa > 0


@tries(12)
@given(constants(), st.sampled_from(KINDS), st.sampled_from(tuple(LAYERS)))
def test_more_force_more_pressure(numbers, kind, tissue):
    tables = world(numbers)
    patches = [roll(kind, force, tissue, tables=tables) for force in FORCES]
    assert all(b.mean_kPa > a.mean_kPa for a, b in pairwise(patches))
    assert all(b.peak_kPa > a.peak_kPa for a, b in pairwise(patches))


@tries(6)
@given(constants(), st.sampled_from(FORCES), st.sampled_from(tuple(LAYERS)))
def test_soft_is_softer_than_hard(numbers, force, tissue):
    tables = world(numbers)
    patches = [roll(kind, force, tissue, tables=tables) for kind in ("foam", "grid", "rigid")]
    for soft, harder in pairwise(patches):
        assert soft.mean_kPa < harder.mean_kPa
        assert soft.area_cm2 > harder.area_cm2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tissue", LAYERS)
def test_a_thinner_roller_presses_harder(kind, tissue):
    found = [roll(kind, 230.0, tissue, diameter) for diameter in (0.30, 0.15, 0.10, 0.06)]
    assert all(b.mean_kPa > a.mean_kPa for a, b in pairwise(found))


@pytest.mark.parametrize("tissue", LAYERS)
def test_a_light_touch_of_a_rigid_roller_meets_the_closed_form(tissue):
    """Crossed cylinders of radii R and r on a linear bed of modulus E and depth h, pressed in by d:
    the force is the volume of the overlap times E / h, which is pi d² sqrt(R r) E / h; the peak is
    E d / h, half the peak the plain mean, two thirds of it the mean weighted with force."""
    layer = TABLES.tissue[LAYERS[tissue]]
    bed = layer.modulus / (layer.lock * (layer.thickness or BACK_LAYER))
    force, roller = 1.0, 0.15 / 2
    depth = np.sqrt(force / (np.pi * np.sqrt(roller * LIMB_RADIUS[tissue]) * bed))
    # columns that do not hold each other
    alone = TABLES.with_({"shear.per_modulus": 0.0})
    found = roll("rigid", force, tissue, 2 * roller, tables=alone)
    # the bed stiffens with depth: at this touch by a tenth at most
    assert found.peak_kPa * 1e3 == pytest.approx(bed * depth, rel=0.1)
    # cells of 5 mm are coarse for a touch so light: the highest of them misses the very peak
    assert found.mean_kPa / found.peak_kPa == pytest.approx(2 / 3, rel=0.1)


def test_a_firm_press_meets_the_integral():
    """The overlap of two crossed cylinders, integrated by quadrature instead of cells."""
    layer, soft = TABLES.tissue["thigh"], coat("rigid", 0.15)
    assert soft.depth == 0
    lock = layer.lock * layer.thickness
    patch = roll("rigid", 400.0, "thigh", 0.15)
    top = patch.peak_kPa * 1e3
    depth = lock * top / (layer.modulus + top)
    limb = LIMB_RADIUS["thigh"]

    def pressure(z, x):
        share = (depth - x**2 / 0.15 - z**2 / (2 * limb)) / lock
        return layer.modulus * share / (1 - share) if share > 0 else 0.0

    half = np.sqrt(depth * 0.15)

    def edge(x):
        return np.sqrt(max(0.0, 2 * limb * (depth - x**2 / 0.15)))

    quarter, _ = dblquad(pressure, 0, half, 0, edge, epsabs=1e-3)
    assert 4 * quarter == pytest.approx(400.0, rel=GRID)


def test_a_coat_that_cannot_give_is_a_rigid_roller(monkeypatch):
    from spineviz.lab import cylinder
    from spineviz.simulation.roller import Coat

    rigid = roll("rigid", 300.0)
    monkeypatch.setattr(cylinder, "coat", lambda *_, **__: Coat(1e12, 0.03))
    stiff = roll("foam", 300.0)
    assert stiff.mean_kPa == pytest.approx(rigid.mean_kPa, rel=1e-4)
    assert stiff.area_cm2 == pytest.approx(rigid.area_cm2, rel=1e-4)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "rigid"])
def test_foam_carries_modulus_times_strain_over_what_is_left(kind):
    soft = coat(kind, 0.15)
    for strain, stress in foam(kind).items():
        e = float(strain)
        assert stress == pytest.approx(soft.modulus * e / (1 - e) * 1e-3, rel=1e-12)


def test_the_patch_that_is_looked_at_holds_the_contact(monkeypatch):
    from spineviz.lab import cylinder

    found = [roll("foam", 800.0, tissue) for tissue in LAYERS]
    monkeypatch.setattr(cylinder, "HALF_LENGTH", 2 * cylinder.HALF_LENGTH)
    monkeypatch.setattr(cylinder, "HALF_WIDTH", 2 * cylinder.HALF_WIDTH)
    monkeypatch.setattr(cylinder, "CELLS", tuple(2 * count for count in cylinder.CELLS))
    for before, tissue in zip(found, LAYERS, strict=True):
        assert roll("foam", 800.0, tissue).mean_kPa == pytest.approx(before.mean_kPa, rel=1e-3)


def test_a_roller_without_a_width_is_refused():
    with pytest.raises(LabError, match="width"):
        roll("foam", 100.0, width=0.0)
