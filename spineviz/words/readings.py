"""What is said of a condition, of the canal, and of muscles that guard."""

from __future__ import annotations

ENGLISH = {
    "reading.always.canal_area": (
        "The area of the canal at {joint} changes by {value:+1 %} against lying flat: the"
        " slope of one study times the extension of this joint."
    ),
    "reading.stenosis.extension": (
        "{joint} stands at {value:+1 °} from lying flat, extension positive: {share:0 %} of"
        " its range of extension, {word}. The canal is narrower in extension than in flexion."
    ),
    "reading.spondylolysis.extension": (
        "{joint} stands at {value:+1 °} from lying flat, extension positive: {share:0 %} of"
        " its range of extension, {word}. Extension loads the pars; no slope for a living one"
        " was found, so its load has no number."
    ),
    "reading.spondylolysis.shear": (
        "Between L5 and S1 the shear across the joint is {value:0 N}. How much of it the pars"
        " carries is not computed."
    ),
    "reading.spondylolysis.extension_above": (
        "{joint}, which moves more above a cut pars, stands at {value:+1 °} from lying flat"
        ", extension positive: {share:0 %} of its range of extension, {word}."
    ),
    "reading.disc-l3-l5.extension": (
        "{joint} stands at {value:+1 °} from lying flat, extension positive: {share:0 %} of"
        " its range of extension, {word}. How far a disc bulges is not computed: no slope was"
        " found."
    ),
    "reading.l5-s1-surgery.extension": (
        "{joint}, taken as fused, turns by {value:+1 °} from lying flat, extension"
        " positive, of {range:1 °} that it is given."
    ),
    "reading.l5-s1-surgery.extension_above": (
        "{joint}, the joint above, stands at {value:+1 °} from lying flat, extension"
        " positive: {share:0 %} of its range of extension, {word}."
    ),
    "reading.osteoporosis.compression": (
        "Of the joints below T1 {joint} carries most along the spine: {value:0 N}. How much a"
        " vertebra bears is not computed."
    ),
    "reading.osteoporosis.flexion": (
        "Of the joints below T1 {joint} is flexed furthest, {value:1 °} from lying flat:"
        " {share:0 %} of its range of flexion, {word}. In one study of exercises new fractures"
        " went with flexion more often than with extension."
    ),
    "reading.hyperkyphosis.kyphosis_left": (
        "On the roller the kyphosis is {value:0 °}, lying flat it is {flat:0 °}."
    ),
    "reading.hyperkyphosis.extension": (
        "The joint of the thorax that extends furthest is {joint}, by {value:+1 °}: {share:0 %}"
        " of the range of extension that is left, {word}."
    ),
    "band.low": "low",
    "band.raised": "raised",
    "band.high": "high",
    "reading.guarding.pull": (
        "Guarding, the erectors pull hardest between {upper} and {lower}: {value:0 N} on top of"
        " their tone."
    ),
    "reading.guarding.no_pull": "No joint is bent far enough for the erectors to pull.",
    "reading.guarding.tissue": (
        "On {value:0 cm²} of the erector column the pressure passes the threshold and the"
        " muscle hardens."
    ),
}
