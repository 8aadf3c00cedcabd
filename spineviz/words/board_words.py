"""The presenter's board beside its title; a label breaks where it says so."""

from __future__ import annotations

ENGLISH = {
    "board.name": "Presenter’s board",
    "board.kept": "kept",
    "board.before": "before",
    "board.now": "now",
    "board.cage": "carried by\nribs and\nblades",
    "board.cage.down": "carried by\nribs and\nshoulders",
    "board.rest": "soft\ntissue,\npelvis",
    "board.spine": "onto\nthe spine",
    "board.feet": "seen from the feet",
    "board.of": "of {force:0 N}",
}
