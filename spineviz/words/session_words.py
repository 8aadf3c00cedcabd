"""What a session says: why there are no numbers, what became of a file, names of its steps."""

from __future__ import annotations

ENGLISH = {
    "session.outside": "Outside the model: {why}",
    "session.refused": "Outside the model: {why}.",
    "session.failed": "Outside the model: the calculation failed; the log says how.",
    "session.not_set": "Not set: {why}.",
    "fields.no_room": "Not put in: at most {most} letters fit, and it would be {letters}.",
    "file.untitled": "Back rolling",
    "file.not_opened": "Not opened: {why}.",
    "file.not_saved": "Not saved: {path}: {why}.",
    "file.not_saved.large": "Not saved: {name} would be larger than a scene file may be.",
    "file.special": "it is not an ordinary file",
    "file.saved": "Saved as {name}.",
    "file.no_workbook": (
        "a workbook needs a library that is not installed: pip install 'spineviz[xlsx]'"
    ),
    "roll.no_roller": "in this task there is no roller that could roll",
    "animation.no_encoder": (
        "this animation needs a library that is not installed: pip install 'spineviz[animation]'"
    ),
    "animation.no_video": "MP4 needs the program ffmpeg on the path",
    "animation.ending": (
        "{path} is no kind of animation; it is written as {endings}, or as frames into a folder"
    ),
    "animation.folder_full": "{folder} is there already and is no empty folder",
    "animation.memory": "there is not enough memory for so many frames",
    "animation.encoder": "{path}: no film could be made: {why}",
    "animation.failed": "{path} cannot be written: {why}",
    "animation.video": "ffmpeg could not make the film: {why}",
    "step.change": "Change",
    "step.take_away": "Take ribs and blades away",
    "step.show": "Show",
    "step.play": "Play",
    "step.step": "Step",
    "step.new": "New scene",
    "step.open": "Open {name}",
    "step.restore": "Restore",
    "step.pin": "Pin as A",
    "step.swap": "Swap A and B",
    "step.leave": "Leave A|B",
    "step.leave_lesson": "Leave the lesson",
    "step.lesson_home": "Back to the lesson's scene",
    "step.reset": "Reset",
    "step.compare": "Compare two scenes",
}
