"""Random constants, each within its allowed range: what must hold for all of them is a law."""

from __future__ import annotations

from contextlib import AbstractContextManager

from hypothesis import strategies as st

from spineviz.lab.sensitivity import assumptions
from spineviz.scene import Scene
from spineviz.tables.reading import varied

SUBJECT = Scene(arms="sides")
"""The default person as laboratories lay people down."""

ROUNDING = 1e-6  # relative; poses are in balance to a millionth of their loads

Numbers = dict[tuple[str, str, str], float]


@st.composite
def constants(draw: st.DrawFn) -> Numbers:
    """A value of every calibrated or assumed constant, corners of the ranges among them."""
    shares = st.one_of(st.sampled_from((0.0, 0.5, 1.0)), st.floats(0, 1))
    return {
        (one.file, one.row, one.column): one.low + draw(shares) * (one.high - one.low)
        for one in assumptions()
    }


def world(numbers: Numbers) -> AbstractContextManager[None]:
    """The tables with these numbers, for as long as the block lasts."""
    return varied(numbers)
