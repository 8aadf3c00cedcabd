"""The numbers beside the picture, and what is compared."""

from __future__ import annotations

ENGLISH = {
    "compare.differences": "Differences between B and A",
    "compare.swap.name": "Swap A and B",
    "compare.swap": "Swap",
    "compare.swap.what": "A goes on, and B is pinned",
    "compare.leave.name": "Leave the comparison",
    "compare.leave": "Leave",
    "compare.leave.what": "Forget A; B goes on",
    "ledger.fold": "{title}: show rows",
    "ledger.fold.what": "Show or hide the rows",
    "ledger.no_values": "no values",
    "said.name": "Said of this condition",
    "choice.guarding": "Guarding",
}
