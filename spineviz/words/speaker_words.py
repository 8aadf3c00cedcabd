"""What the card of whoever leads a lesson says."""

from __future__ import annotations

ENGLISH = {
    "speaker.name": "Speaker’s card",
    "speaker.window": "{title}, for the class",
    "speaker.on_time": "of {minutes:g} min · on time",
    "speaker.late": "of {minutes:g} min · {late} min behind",
    "speaker.plan": "Plan: step {step} of {steps}, {kind}, {minutes:g} min",
    "speaker.plan.end": "Plan: all {steps} steps are done",
    "speaker.listen": "Listen for",
    "speaker.answer_with": "Say",
    "speaker.accept": "Accept",
    "speaker.goal": "The rule it ends in",
    "speaker.only_you": "Only you see this. Computed by the model just now.",
    "speaker.class_sees": (
        "The class sees this screen, so notes and answer stay away until the answer is shown."
    ),
    "speaker.no_notes": "Nothing to watch for in this step.",
    "speaker.margin": "{distance} from the border to another choice.",
    "speaker.few": (
        "{letter} has {share:0 %}: too few to convince each other. Give a hint, then vote again."
    ),
    "speaker.some": "{letter} has {share:0 %}: let them talk, then vote again.",
    "speaker.many": "{letter} has {share:0 %}: show at once, and ask why.",
    "speaker.next": "Next: {what}",
    "speaker.next_step": "Next: step {step}, {kind}: {ask}",
    "speaker.next_picture": "What the class sees next",
    "speaker.timer": "Timer {time}",
    "speaker.blank": "Blank",
    "speaker.unblank": "Show again",
    "speaker.home": "Lesson’s scene",
    "speaker.close": "Close",
}
