"""The sentence under the picture: of the same share as the headline over it, so that both say one
thing."""

from __future__ import annotations

from spineviz.outcome import Balanced, Rolled
from spineviz.values import TISSUES
from spineviz.words.captions import share_text, told_share
from spineviz.words.language import say
from spineviz.words.sentences import carriers, headline

FOLDED = "range"
"""Kind of alerts that stand beside the bar of extension instead."""


def status(outcome: Balanced, before: Balanced | None = None) -> str:
    """Place and result, with the alerts after it, e.g. "Roller under L3. 68 % of 472 newtons goes
    onto the spine, before 36 %."

    Args:
        before: the state before, where there is one.
    """
    if isinstance(outcome, Rolled):
        text = _pressed(outcome, before if isinstance(before, Rolled) else None)
    else:
        text = say("status.arms", headline=headline(outcome))
    alerts = (say(each.saying) for each in outcome.alerts if each.kind != FOLDED)
    return " ".join((text, *alerts))


def bent_too_far(outcome: Balanced) -> str:
    """Joints bent beyond their range, in a sentence a run; empty where there are none."""
    return " ".join(say(each.saying) for each in outcome.alerts if each.kind == FOLDED)


def _pressed(outcome: Rolled, before: Rolled | None) -> str:
    kind, key = told_share(outcome)
    slots = {
        "headline": headline(outcome),
        "now": share_text(outcome, key),
        "force": outcome.roller.force_N,
        "carriers": carriers(outcome),
        "tissue": TISSUES.get(key.removeprefix("entry_share_"), ""),
    }
    then = None if before is None else share_text(before, key)
    if then is None:
        return say(f"status.{kind}", **slots)
    return say(f"status.{kind}.before", before=then, **slots)
