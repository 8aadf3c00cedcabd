"""Why a scene, a place of its roller or a scene file cannot be taken."""

from __future__ import annotations

ENGLISH = {
    "scene.two_places": "roller.level and roller.position_mm both place the roller; keep one",
    "scene.no_key": "there is no key {key!r}; the keys are {known}",
    "place.behind": (
        "{key}: the {place} is behind the pelvis, and face down the roller is in front; it"
        " takes {first} to {last} there"
    ),
    "place.beyond": (
        "{key}: {asked:g mm} is beyond the {last} of this person; it takes 0 to {end:g mm} here"
    ),
    "file.unreadable": "{path}: cannot be read: {why}",
    "file.not_ordinary": "{path}: is not an ordinary file",
    "file.no_name": "{path!r} is not the name of a file",
    "file.nested": "{path}: not a scene file, the text is no JSON: it is nested too deep",
    "file.digits": "{path}: not a scene file, a number in it has thousands of digits",
    "file.not_utf8": "{path}: not a scene file, the text is no JSON: it is not UTF-8",
    "file.no_picture": "{path}: there is no scene in this picture",
    "file.large": "{path}: larger than {most} bytes, so it is no scene file",
    "file.no_json": "{path}: not a scene file, the text is no JSON: {why}",
    "file.no_scene": '{path}: not a scene file, it holds no object "scene"',
    "file.newer": "{path}: made by a newer version (schema {schema}); this version reads {reads}",
    "file.schema": "{path}: schema {schema} is not known; this version reads {reads}",
    "file.deep": "{path}: not a scene file, it is nested more than {most} deep",
    "file.twice": "the key {key!r} stands there twice",
    "file.no_looks": '{path}: "shown" is no object',
    "file.no_lesson_place": "lesson: this place in a lesson cannot be read: {why}",
    "code.long": "a scene code has at most {most} letters, this text has {count}",
    "code.start": "a scene code starts with {start}, this text does not",
    "code.no_version": "scene code: {version!r} is no version; it takes {reads}",
    "code.version": "scene code of version {version}; this program reads {reads}",
    "code.form": "scene code: {part!r} is not of the form key=value",
    "code.twice": "scene code: {key} is set twice",
    "shown.value": "shown.{name}: this value is not allowed; it takes {allowed}",
    "shown.words": "a list of words",
    "shown.flag": "true or false",
    "shown.nothing": "nothing",
}
