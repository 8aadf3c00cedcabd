"""What stands on every handout beside the texts of its lesson: tasks, answers, limits."""

from __future__ import annotations

ENGLISH = {
    "sheet.key": "ANSWER KEY",
    "sheet.name_and_date": "name ____________________   date __________",
    "sheet.page": "SpineViz {version} · page {page} of {pages}",
    "sheet.page.key": "SpineViz {version} · page {page} of {pages}, key",
    "sheet.parts": "Name the parts in the figure.",
    "sheet.part.rib": "rib",
    "sheet.part.vertebra": "{level}, a vertebra",
    "sheet.part.disc": "disc",
    "sheet.part.blade": "shoulder blade",
    "sheet.part.process": "spinous process of {level}",
    "sheet.part.roller": "roller",
    "sheet.figure": ("Figure. {name}: a person cut in the middle plane. Model, not a measurement."),
    "sheet.shade": (
        "Guess first: shade each column, the spine from below, ribs and blades from above. What is"
        " left white meets neither. Then write the numbers."
    ),
    "sheet.shared": "shared by ribs and blades",
    "sheet.spine": "onto the spine",
    "sheet.force": "of {force}",
    "sheet.force.blank": "of ______ N",
    "sheet.blank": "________",
    "sheet.slot": "______",
    "sheet.choice": "{letter}  {say}",
    "sheet.unseen": "{ask} The case: {scene}.",
    "sheet.no_choice": "Not exactly one choice holds in the model.",
    "sheet.heard": "Hear: “{hear}” Say: “{say}”",
    "sheet.title.ribs": "Who takes the roller’s force?",
    "sheet.title.bent": "How is the back bent?",
    "sheet.press_up": "Press-up",
    "sheet.without": "without ribs and blades",
    "sheet.with": "with ribs and blades",
    "sheet.what_happens": ("Ribs and blades are taken away. What happens? Tick one in each row."),
    "sheet.what_happens.back": ("Ribs and blades come back. What happens? Tick one in each row."),
    "sheet.rule.ribs": "Write one rule that says who takes the force here, and why.",
    "sheet.accept.ribs": (
        "Accept any rule that fits both, with what lies beside the spine and what reaches the"
        " roller."
    ),
    "sheet.rule.bent": "Write one rule that says what bends the back here, and where.",
    "sheet.accept.bent": (
        "Accept any rule that fits both, with what pushes, where, and how free each joint is."
    ),
    "sheet.leaves_out": "What this model leaves out",
    "sheet.limits.measured": (
        "Force and pressure under a back on a roller have never been measured: every number is a"
        " prediction."
    ),
    "sheet.limits.knows": (
        "It knows nothing of pain, nerves, organs or healing; muscles have a set tone. One adult,"
        " {stature:2} m, {mass:0} kg, lying still."
    ),
    "sheet.limits.advice": (
        "It does not say whether anybody should roll. Teaching model, not medical advice."
    ),
    "sheet.codes": "Scenes: type or paste a code in the app, Edit, Paste scene code",
}
