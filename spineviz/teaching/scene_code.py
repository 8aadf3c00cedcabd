"""Scenes as short text that can be written on a slide, pasted and typed.

`spineviz:1;roller.level=L3;arms=crossed` names what differs from the default scene. It is read as
strictly as a scene file.
"""

from __future__ import annotations

from spineviz.scene import Scene, SceneError, Value

PREFIX = "spineviz"
VERSION = 1
LONGEST = 1_000  # letters; every key set takes some six hundred


def settings_of(scene: Scene) -> dict[str, Value]:
    """What a scene sets by key: what differs from the default, sizes from those of the product."""
    usual = Scene().set("roller.kind", scene.roller_kind)
    found = {key: value for key, value in scene.to_dict().items() if value != usual.get(key)}
    if scene.roller_kind != Scene().roller_kind:
        found = {"roller.kind": scene.roller_kind, **found}
    return found


def code_of(scene: Scene) -> str:
    """The code of a scene; `scene_of_code` gives the same scene back."""
    settings = settings_of(scene).items()
    parts = [f"{key}={_written(value)}" for key, value in settings if value is not None]
    return ";".join([f"{PREFIX}:{VERSION}", *parts])


def scene_of_code(text: str) -> Scene:
    """The scene of a code; white space around it and around its parts does not matter.

    Raises:
        SceneError: it is no code, of a newer version, or names what a scene cannot take.
    """
    if len(text) > LONGEST:
        raise SceneError("code.long", most=LONGEST, count=len(text))
    head, *parts = (part.strip() for part in text.strip().removesuffix(";").split(";"))
    prefix, colon, version = head.partition(":")
    if prefix.lower() != PREFIX or not colon:
        raise SceneError("code.start", start=f"{PREFIX}:{VERSION}")
    if not (version.isascii() and version.isdigit()) or len(version) > 4:
        raise SceneError("code.no_version", version=version[:40], reads=VERSION)
    if int(version) != VERSION:
        raise SceneError("code.version", version=version, reads=VERSION)
    settings: dict[str, object] = {}
    for part in parts:
        key, equals, value = (each.strip() for each in part.partition("="))
        if not equals:
            raise SceneError("code.form", part=part[:40])
        if key in settings:
            raise SceneError("code.twice", key=key)
        settings[key] = value
    return Scene.from_dict(settings)


def is_code(text: str) -> bool:
    """Whether a text means to be a code, right or wrong."""
    return text.strip().lower().startswith(f"{PREFIX}:")


def _written(value: str | float | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return repr(value).removesuffix(".0") if isinstance(value, float) else value
