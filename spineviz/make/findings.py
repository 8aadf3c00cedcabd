"""`resources/help/findings.md`: what the model says about each claim and question.

`python -m spineviz.make findings` computes the bands anew (minutes), writes them to
`resources/lab/card_bands.csv`, and writes the page from them and from the cards.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping

from spineviz.command.print_card import solved
from spineviz.command.progress import with_progress
from spineviz.lab.bench import LabError
from spineviz.lab.sensitivity import JUDGED, sensitivity
from spineviz.outcome import Outcome
from spineviz.scene import ROLLED_LEVELS, Scene
from spineviz.tables.resources import resource, resources
from spineviz.tables.study_rows import CardBandRow
from spineviz.tables.tables import TABLES
from spineviz.tables.typed import typed_rows
from spineviz.teaching.answers import answer, verdicts
from spineviz.teaching.cards import TITLES, Card, cards
from spineviz.values import Value

PAGE = ("help", "findings.md")
BANDS = ("lab", "card_bands.csv")

INTRODUCTION = """# What the model says about the talk

This page is generated: every number in it is computed from the scenes of the cards, with the model
as it is. Nobody has measured force or pressure under a back on a roller, so these are predictions.
The bands vary every assumed constant over its range, one at a time, and add the steps as the root
of their squares. Where the model does not show what the talk expects, the page says so.
"""

Bands = Mapping[tuple[str, str, str], tuple[float, float, float]]
"""Card, A or B, and field of a value of `JUDGED` to its number, low end and high end."""


def bands_csv() -> str:
    """The bands of every scene of every card that has a roller under a level of the back."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("card", "scene", "headline", "value", "low", "high"))
    todo = [
        (card.key, name, scene)
        for card in cards()
        for name, scene in zip("AB", (card.first, card.second), strict=True)
        if scene is not None and scene.roller_level in ROLLED_LEVELS
    ]
    known: dict[Scene, tuple[tuple[str, float, float, float], ...]] = {}
    for key, name, scene in with_progress(todo, lambda one: f"{one[0]} {one[1]}"):
        if scene not in known:
            known[scene] = _bands_of(scene)
        for headline, *numbers in known[scene]:
            writer.writerow((key, name, headline, *(f"{value:.4g}" for value in numbers)))
    return text.getvalue()


def _bands_of(scene: Scene) -> tuple[tuple[str, float, float, float], ...]:
    """Bands of a scene; none where there is nothing that a roller presses on."""
    try:
        found, _ = sensitivity(scene, (str(scene.roller_level),))
    except LabError:
        return ()
    return tuple((each.headline, each.value, each.low, each.high) for each in found)


def stored_bands() -> Bands:
    """The bands of `card_bands.csv`."""
    return {
        (row.card, row.scene, row.headline): (row.value, row.low, row.high)
        for row in typed_rows(CardBandRow, *BANDS)
    }


def page(bands: Bands) -> str:
    """Text of the page."""
    return "\n".join([INTRODUCTION, *(_section(card, bands) for card in cards())])


def _section(card: Card, bands: Bands) -> str:
    first, second = solved(card)
    lines = [f"## {card.key}: {card.asks}", "", answer(card, first, second), ""]
    if first is not None and second is not None and first.converged and second.converged:
        found = verdicts(card, first, second)
        agree = [each.text for each in found if each.agrees]
        others = [each.text for each in found if not each.agrees]
        for title, texts in (("For", agree), ("Against", others)):
            if texts:
                lines += [f"**{title}.** {' '.join(texts)}", ""]
    lines += _table(card, bands, (first, second))
    for each in card.evidence:
        marks = ", ".join(_link(key) for key in each.references)
        lines.append(f"- **{TITLES[each.kind]}.** {each.text}{f' ({marks})' if marks else ''}")
    lines.append("")
    return "\n".join(lines)


def _table(card: Card, bands: Bands, outcomes: tuple[Outcome | None, Outcome | None]) -> list[str]:
    made = []
    for name, words, outcome in zip("AB", card.names, outcomes, strict=True):
        cells = [_cell(bands.get((card.key, name, value.field)), value) for value in JUDGED]
        if outcome is not None and any(cells):
            made.append(f"| {name}: {words} | {' | '.join(cells)} |")
    if not made:
        return []
    heads = " | ".join(value.short or value.name for value in JUDGED)
    return [f"| Scene | {heads} |", "|---" * (1 + len(JUDGED)) + "|", *made, ""]


def _cell(band: tuple[float, float, float] | None, value: Value) -> str:
    if band is None:
        return ""
    number, low, high = band
    return f"{value.text(number)} ({value.figure(low)} to {value.figure(high)})"


def _link(key: str) -> str:
    reference = TABLES.references[key]
    name = reference.authors.partition(",")[0]
    words = f"{name} {reference.year}" if reference.year else name
    return f"[{words}]({reference.link})" if reference.link else words


def main() -> None:
    """Write bands and page anew."""
    (resources() / "/".join(BANDS)).write_text(bands_csv(), encoding="utf-8")
    (resource("help") / PAGE[-1]).write_text(page(stored_bands()), encoding="utf-8")
    sys.stdout.write(f"{'/'.join(BANDS)} and {'/'.join(PAGE)} are written\n")
