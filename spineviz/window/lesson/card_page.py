"""A card as a page: what is asked, what to look at, the answer, and the evidence drawer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from spineviz.tables.tables import TABLES
from spineviz.teaching.cards import TITLES, Card
from spineviz.words.language import say


def card_html(card: Card, model: Sequence[str], changed: bool, drawer: bool) -> str:
    """The page of a card.

    Args:
        card: which.
        model: what the model says, a sentence or two each.
        changed: whether the scene on screen is no longer the card's.
        drawer: whether the evidence drawer is open.
    """
    parts = [
        f"<p><i>{say(f'card.{card.kind}')} {card.key}</i></p>",
        f"<p><b>{escape(card.asks)}</b></p>",
    ]
    scenes = [
        f"<b>{name}</b> {escape(words)}"
        for name, words, scene in zip("AB", card.names, (card.first, card.second), strict=True)
        if scene is not None
    ]
    if scenes:
        parts.append(f"<p>{' &nbsp; '.join(scenes)}</p>")
    parts.append(f"<p><i>{say('card.look')}</i> {escape(card.look)}</p>")
    if changed:
        parts.append(f"<p><i>{say('card.changed')}</i></p>")
    parts += [f"<p>{escape(text)}</p>" for text in model]
    if drawer:
        parts.append(_drawer(card))
    return "".join(parts)


def _drawer(card: Card) -> str:
    """Claim, model, trials, opinion, not known; each with its sources."""
    rows: list[str] = []
    cited: list[str] = []
    for kind, title in TITLES.items():
        texts = [
            escape(each.text) + "".join(_mark(cited, key) for key in each.references)
            for each in card.evidence
            if each.kind == kind
        ]
        if kind == "model":
            texts = [say("card.model")]
        rows.append(f"<p><b>{title}.</b> {'<br>'.join(texts) or say('card.nothing')}</p>")
    sources = "".join(
        f"<p>[{n}] {escape(TABLES.references[key].citation)}"
        + (
            f" <a href='{escape(link)}'>{escape(link)}</a>"
            if (link := TABLES.references[key].link)
            else ""
        )
        + "</p>"
        for n, key in enumerate(cited, start=1)
    )
    return f"<hr>{''.join(rows)}<hr>{sources}"


def _mark(cited: list[str], key: str) -> str:
    """The number of a source, which is listed at its first mention."""
    if key not in cited:
        cited.append(key)
    return f" [{cited.index(key) + 1}]"
