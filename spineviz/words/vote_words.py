"""What a lesson says of votes, of what was seen, and of its own way."""

from __future__ import annotations

ENGLISH = {
    "lesson.hidden": "The numbers are hidden until the vote is locked and the answer is shown.",
    "lesson.wrong_again": "Press R to see it again.",
    "lesson.lock.alone": "Lock my answer",
    "lesson.lock.none": "Lock without counts",
    "lesson.lock.one": "Lock 1 vote",
    "lesson.lock.many": "Lock {hands} votes",
    "lesson.locked": "Locked.",
    "lesson.locked.what": "Locked. {what}.",
    "lesson.locked.guess": "Locked. {guess:0} percent onto the spine.",
    "lesson.gives": "The model gives {letter}. {reveal}",
    "lesson.nothing_missed": "Nothing was missed.",
    "lesson.missed": "Look again: {rows}.",
    "lesson.missed.moves": "Look again: {rows}. {again}",
    "lesson.ended.one": "Lesson finished in 1 minute.",
    "lesson.ended.many": "Lesson finished in {minutes} minutes.",
    "lesson.stopped": "The lesson stops before step {step}: {mistake}.",
    "lesson.no_choice": "not exactly one choice holds in the model",
    "lesson.expects": "the model now gives {gives}, the lesson expects {expects}",
    "lesson.left": "{title}, step {step} of {steps}",
    "lesson.guess": "{percent:0} percent onto the spine",
    "lesson.hands_for": "Hands for {letter}, {say}",
    "lesson.choices": "{choices} choices. Answer {hidden}.",
    "lesson.computed": "Computed just now.",
    "lesson.computed.both": "Computed just now. Both votes stay.",
    "lesson.say_why": "Locked. Say to yourself why, then see.",
    "lesson.neighbour": ("Locked. Nobody is sure? Talk with your neighbour, then vote again."),
    "lesson.decide": "Decide before you see it: click a choice, or press its letter.",
    "lesson.second": "Second vote. The first one stays beside it.",
    "lesson.everybody": (
        "Everybody decides alone. Then hold up a card, or hands; type the counts."
    ),
    "lesson.nothing_sent": "Nothing is sent anywhere; counts stay in this file.",
    "lesson.counted.one": "1 vote counted.",
    "lesson.counted.many": "{votes} votes counted.",
    "lesson.talk": "{time} to talk. Convince somebody who chose another one.",
    "lesson.finished": "Finished",
    "lesson.step": "Step {step} of {steps} · {kind}",
    "lesson.length": "{minutes:g} minutes with a class, {steps} steps",
}
