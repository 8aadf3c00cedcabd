"""`spineviz questions [CARD]`: the questions people ask, or one with its answer."""

from __future__ import annotations

from collections.abc import Sequence

from spineviz.command.usage import DONE, Parser, UsageError, put


def run(words: Sequence[str]) -> int:
    """List the questions, or answer one."""
    parser = Parser(
        prog="spineviz questions",
        description="List the questions, or answer one with what is known about it.",
        allow_abbrev=False,
    )
    parser.add_argument("card", nargs="?", metavar="CARD", help="e.g. C3 or Q1")
    asked = parser.parse_args(words)
    from spineviz.command.print_card import card_text, list_text
    from spineviz.teaching.cards import CardError, card

    if asked.card is None:
        put(list_text())
        return DONE
    try:
        chosen = card(asked.card)
    except CardError as error:
        raise UsageError(str(error)) from None
    put(card_text(chosen))
    return DONE
