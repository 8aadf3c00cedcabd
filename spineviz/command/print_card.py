"""Cards as text for the terminal."""

from __future__ import annotations

from spineviz.command.columns import aligned, wrapped
from spineviz.outcome import Outcome
from spineviz.simulation.simulate import simulate
from spineviz.tables.tables import TABLES
from spineviz.teaching.answers import answer, verdicts
from spineviz.teaching.cards import TITLES, Card, cards


def list_text() -> str:
    """Every card with what it asks."""
    return "\n".join(aligned([(card.key, card.asks) for card in cards()], right=())) + "\n"


def solved(card: Card) -> tuple[Outcome | None, Outcome | None]:
    """Outcomes of the scenes of a card; None for a scene that it does not have."""
    first = None if card.first is None else simulate(card.first)
    second = None if card.second is None else simulate(card.second)
    return first, second


def model_lines(card: Card, first: Outcome | None, second: Outcome | None) -> list[str]:
    """The answer, and whether the model shows what the talk expects."""
    lines = [answer(card, first, second)]
    if first and second and first.converged and second.converged:
        lines += [verdict.text for verdict in verdicts(card, first, second)]
    return lines


def card_text(card: Card) -> str:
    """A card with its answer computed now, and its drawer."""
    lines = [*wrapped(f"{card.key}  {card.asks}"), ""]
    for name, words, scene in zip("AB", card.names, (card.first, card.second), strict=True):
        if scene is not None:
            lines += wrapped(f"{name}: {words}")
    lines += [*wrapped(f"Look at: {card.look}"), ""]
    for text in model_lines(card, *solved(card)):
        lines += wrapped(text)
    lines.append("")
    cited = []
    for each in card.evidence:
        marks = "".join(f" [{key}]" for key in each.references)
        lines += wrapped(f"{TITLES[each.kind]}: {each.text}{marks}")
        cited += list(each.references)
    if cited:
        lines.append("")
    for key in dict.fromkeys(cited):
        reference = TABLES.references[key]
        lines += wrapped(f"[{key}] {reference.citation} {reference.link}".strip())
    return "\n".join(lines) + "\n"
