"""The questions people ask: what stands on a card beside its own texts."""

from __future__ import annotations

ENGLISH = {
    "card.claim": "Claim of the talk",
    "card.question": "Question of a viewer",
    "card.changed": (
        "You have changed the scene: the numbers are those of your scene, not of the card's."
    ),
    "card.look": "Look at:",
    "card.model": "The numbers above: computed now, a prediction that nobody has measured.",
    "card.nothing": "Nothing was found.",
    "card.answer": "Answer",
    "card.again": "Back to the card's scenes",
    "card.evidence": "Evidence",
    "card.evidence.name": "Evidence drawer",
    "card.no_pose": (
        "No pose in balance was found for this scene, so there is no answer in numbers."
    ),
    "card.claim.rises": "As the talk says, {what} rises: {numbers}.",
    "card.claim.falls": "As the talk says, {what} falls: {numbers}.",
    "card.claim.same": "As the talk says, {what} stays the same: {numbers}.",
    "card.question.rises": "As the viewer expects, {what} rises: {numbers}.",
    "card.question.falls": "As the viewer expects, {what} falls: {numbers}.",
    "card.question.same": "As the viewer expects, {what} stays the same: {numbers}.",
    "card.claim.not.rises": "The talk expects that {what} rises; {model}",
    "card.claim.not.falls": "The talk expects that {what} falls; {model}",
    "card.claim.not.same": "The talk expects that {what} stays the same; {model}",
    "card.question.not.rises": "The viewer expects that {what} rises; {model}",
    "card.question.not.falls": "The viewer expects that {what} falls; {model}",
    "card.question.not.same": "The viewer expects that {what} stays the same; {model}",
    "card.model.rises": "in the model it rises: {numbers}.",
    "card.model.falls": "in the model it falls: {numbers}.",
    "card.model.same": "in the model it stays the same: {numbers}.",
}
