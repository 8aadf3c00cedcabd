"""What a new lesson asks before its teacher has written anything, and why it cannot be made."""

from __future__ import annotations

ENGLISH = {
    "form.rule": "What do all cases have in common?",
    "form.observe": "What did happen? Say it before anybody explains it.",
    "form.accept": "Any rule that fits all cases.",
    "form.look": "Ten seconds, no talking. What do you see?",
    "form.turn": "Does the {name} rise or fall?",
    "form.falls": "falls",
    "form.same": "stays about the same",
    "form.rises": "rises",
    "form.before_now": "{before} before, {now} now.",
    "form.how_large": "How large is the {name}?",
    "form.below": "below {low}",
    "form.between": "{low} to {high}",
    "form.above": "{high} or more",
    "form.where": "Where is the {name} largest?",
    "form.part": "What takes the largest part here?",
    "form.handles": "a number line takes two or three handles, increasing",
    "form.few_scenes": "a lesson is made of two scenes or more, not {count}",
    "form.no_choice": "{ask}: not exactly one choice holds in the model",
    "place.other_steps": "the lesson has other steps by now",
    "place.no_step": "its place is no step",
    "place.votes": "there are one or two votes",
    "place.drawn": "only an unseen case is drawn",
    "place.no_case": "no such case can be drawn",
    "place.choices": "there are {count} choices",
    "place.hands": "hands are whole numbers",
    "place.guess": "a guess is a share",
}
