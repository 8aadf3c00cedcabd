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
    "compare.body_a": "Body on the roller, scene A",
    "compare.body_b": "Body on the roller, scene B",
    "ledger.entry": "Who takes the force",
    "ledger.held": "What holds the body up",
    "bar.carried": "Carried by ribs and blades",
    "bar.no_number": "No number: outside the model.",
    "bar.no_roller": "No roller: extension by the arms.",
    "bar.whole": "Of {force}, the roller’s force.",
    "bar.peak_at": "Highest at {level}; {force} rest on {area}.",
    "bar.band": "{low} to {high}",
    "bar.could_be": "Could be {band}.",
    "bar.of": "of {whole}",
    "bar.bent": "{joint} is bent back by {share} of its range.",
    "bar.not_bent": "No joint near the roller is bent back.",
    "bar.people": "Between people {band} ({bodies} bodies).",
    "bar.words": ("Low, raised from {raised}, high from {high}, wherever the roller is: {source}."),
}
