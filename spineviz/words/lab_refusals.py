"""Why an experiment cannot be done as asked."""

from __future__ import annotations

ENGLISH = {
    "lab.no_balance": "the experiment finds no balance: {why}",
    "lab.unbalanced": "the experiment finds no balance: {left} N is left after {steps} steps",
    "lab.no_level": "{option}: there is no level {level!r}; it takes {first} to {last}",
    "lab.no_levels": "--at: it takes one level or more, {first} to {last}",
    "lab.no_end": "--between: there is no level {level!r}; it takes C1 to L5 and S1",
    "lab.order": "--between: {upper} is not above {lower}; name the upper level first",
    "lab.prone_knees": "--knees: face down they are straight",
    "lab.pad": "--pad-mm and --pad-kPa: a pad takes both",
    "lab.needed": "{option}: it is needed without --living",
    "lab.no_soft_part": "--roller: the {kind} roller has no soft part to compress",
    "lab.bodies": "population takes 1 to {most} bodies, not {count}",
    "lab.no_process": (
        "a process that helps was ended from outside or could not be started ({why}); --processes"
        " 1 does without"
    ),
    "lab.no_band": "no pose in balance with the roller under {level}, so there is no band",
    "lab.no_site": "--site: there is no site {site!r}; it takes C2 to L5 and sternum",
    "lab.hidden_site": "--face: {site} cannot be reached with the face {face}",
    "lab.force_range": "--force: it takes FROM:TO with 0 <= FROM < TO <= {most:g N}",
    "lab.no_sternum": "--site: the scene takes the sternum away, so it cannot be pressed",
    "lab.too_deep": "--depth-mm: {most:g N} do not press that deep",
    "lab.set_by_at": "{key} is set by --at, so it cannot be set as well",
    "lab.sampled": "{key} is sampled, so it cannot be set as well",
    "lab.seed": "--seed takes 0 or more, not {seed}",
}
