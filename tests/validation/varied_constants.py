"""Random constants, each within its allowed range: what must hold for all of them is a law."""

from __future__ import annotations

from hypothesis import strategies as st

from spineviz.lab.sensitivity import assumptions
from spineviz.scene import Scene
from spineviz.tables.tables import TABLES, Tables

SUBJECT = Scene(arms="sides")
"""The default person as laboratories lay people down."""

ROUNDING = 1e-6  # relative; poses are in balance to a millionth of their loads

Numbers = dict[str, float]


@st.composite
def constants(draw: st.DrawFn) -> Numbers:
    """A value of every calibrated or assumed constant, corners of the ranges among them."""
    shares = st.one_of(st.sampled_from((0.0, 0.5, 1.0)), st.floats(0, 1))
    return {one.name: one.low + draw(shares) * (one.high - one.low) for one in assumptions()}


def world(numbers: Numbers) -> Tables:
    """The tables with these numbers."""
    return TABLES.with_(numbers)
