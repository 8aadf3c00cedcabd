"""The generated parts of the page on the model, and the file of bands: `python -m
spineviz.make model-page` rewrites them.

The page is written by hand; its tables are not. Each stands between two marks and comes from the
same tables and the same solver as everything else, so that it cannot say what the model does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from spineviz.command.progress import with_progress
from spineviz.lab import bands as bands_file
from spineviz.lab.comparison import Row, check, counted
from spineviz.lab.sensitivity import JUDGED, Band, Influence, sensitivity
from spineviz.scene import Scene
from spineviz.tables.resources import resource
from spineviz.tables.tables import TABLES

PAGE = ("help", "model.md")
FROM, TO = "<!-- generated: {} -->", "<!-- end: {} -->"
LEVELS = ("T8", "L3")
"""Where the page shows the sensitivity: the middle of the cage and the middle of the low back."""

MOST = 8  # influences shown a level; the others move every value by less
NAMES = {
    value.field: value.name if value.factor != 1 else f"{value.short or value.name}, {value.unit}"
    for value in JUDGED
}
"""What the tables call a value; they hold the outcome's numbers, so a share has no unit."""


class PageError(ValueError):
    """The page lacks a mark; the message says which."""


def rewritten(page: str, blocks: Iterable[str] | None = None) -> str:
    """The page with fresh text between its marks.

    Args:
        page: text of the page.
        blocks: names of `BLOCKS` to write anew; all of them by default.

    Raises:
        PageError: a mark is missing.
    """
    for name in BLOCKS if blocks is None else blocks:
        before, old, after = parted(page, name)
        del old
        page = f"{before}\n\n{BLOCKS[name]()}\n\n{after}"
    return page


def parted(page: str, name: str) -> tuple[str, str, str]:
    """The page up to the first mark of a block, the block, and the rest from the second mark on."""
    start, end = FROM.format(name), TO.format(name)
    if page.count(start) != 1 or page.count(end) != 1:
        raise PageError(f"the page needs {start} and {end}, once each")
    before, _, rest = page.partition(start)
    block, _, after = rest.partition(end)
    return before + start, block.strip(), end + after


def checked(found: Sequence[Row]) -> str:
    """The table of `spineviz check` and its count."""
    lines = [
        _line(
            "row",
            "measurement",
            "unit",
            "published",
            "band",
            "model",
            "verdict",
            "use",
            "laboratory",
            "command",
            "source",
        ),
        _line(*["---"] * 11),
    ]
    for row in found:
        ends = ["" if end is None else f"{end:g}" for end in (row.low, row.high)]
        if row.low is None and row.high is None:
            band = ""
        elif row.high is None:
            band = f"at least {ends[0]}"
        else:
            band = f"{ends[0]} to {ends[1]}"
        published = "" if row.published is None else f"{row.published:g}"
        model = "" if row.model is None else f"{row.model:.3g}"
        lines.append(
            _line(
                row.id,
                row.what,
                row.unit,
                published,
                band,
                model,
                row.verdict,
                row.use,
                row.laboratory,
                row.command,
                row.source,
            )
        )
    said = [f"- {line}" for line in counted(found)]
    return "\n".join([*lines, "", f"{len(found)} rows.", "", *said])


def influence_line(item: Influence) -> str:
    """One row of the table of influences."""
    shown = (f"{low:.3g} to {high:.3g}" for low, high in item.ends.values())
    return _line(item.level, item.name, f"{item.low:g} to {item.high:g}", *shown)


def _calibrated() -> str:
    lines = [_line("constant", "value", "range", "unit", "calibrated on"), _line(*["---"] * 5)]
    lines += [
        _line(
            row.name,
            str(row.value),
            f"{row.low} to {row.high}",
            row.unit,
            row.calibrated_on,
        )
        for row in TABLES.calibrated
    ]
    return "\n".join(lines)


def _assumed() -> str:
    lines = [_line("constant", "value", "range", "unit", "what is assumed"), _line(*["---"] * 5)]
    for row in TABLES.constants:
        if "ASSUMED" in row.source:
            span = "" if row.low is None else f"{row.low} to {row.high}"
            lines.append(_line(row.name, str(row.value), span, row.unit, row.source))
    for layer in TABLES.tissues:
        if "ASSUMED" in layer.source and layer.modulus_kPa is not None:
            span = f"{layer.low_kPa} to {layer.high_kPa}"
            lines.append(_line(layer.name, str(layer.modulus_kPa), span, "kPa", layer.source))
    return "\n".join(lines)


def _check() -> str:
    return checked(check(with_progress))


@cache
def _varied() -> tuple[tuple[Band, ...], tuple[Influence, ...]]:
    """The sensitivity at every level that the file of bands holds; the page shows some of them."""
    return sensitivity(Scene(), bands_file.LEVELS, with_progress)


def _sensitivity() -> str:
    bands, influences = _varied()
    bands = tuple(band for band in bands if band.level in LEVELS)
    lines = [_line("roller under", "read-out", "value", "band"), _line(*["---"] * 4)]
    lines += [
        _line(
            band.level,
            NAMES[band.headline],
            f"{band.value:.3g}",
            f"{band.low:.3g} to {band.high:.3g}",
        )
        for band in bands
    ]
    lines += ["", _line("roller under", "constant", "range", *NAMES.values())]
    lines.append(_line(*["---"] * (3 + len(NAMES))))
    for level in LEVELS:
        here = [item for item in influences if item.level == level]
        lines += [influence_line(item) for item in here[:MOST]]
    return "\n".join(lines)


BLOCKS: dict[str, Callable[[], str]] = {
    "calibrated": _calibrated,
    "assumed": _assumed,
    "check": _check,
    "sensitivity": _sensitivity,
}
"""What makes the text between the marks of that name."""


def _line(*cells: str) -> str:
    """One line of a table; a bar inside a cell would start another cell."""
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def main() -> None:
    """Rewrite the page and the file of bands."""
    path = resource(*PAGE)
    path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
    bands, _ = _varied()
    path.parents[1].joinpath(*bands_file.FILE).write_text(
        bands_file.bands_csv(bands), encoding="utf-8"
    )
