"""What is shown of a scene, as a frozen record beside the scene: no view holds a flag of its own.

A field is one line below: its type says what a file may hold. Fields of `LESSON` belong to the
document, as the scene does: to change them is a step of undo and marks the file as changed. The
others are how somebody looks at it just now. They are kept with every step and every file, but a
look is taken back by looking again, so it is no step of its own and never asks to be saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from spineviz.scene import SceneError
from spineviz.tables.saying import Saying

LESSON = ("hidden", "locked")


class Shown(Struct, frozen=True):
    """Everything that is shown.

    Attributes:
        flow: the roller's force: bones lit by what they take, and a stream for each way in.
        inner: all inner forces as arrows, those of weight and belly too.
        cobb: the lines between which the curves are measured.
        trouble: where trouble was found in people, in the picture.
        zoom: the trunk alone, or the whole body; None is the trunk where there is little room.
        people: how people differ, on every bar.
        hints: what can be done first, in the picture; off once the roller has been moved.
        panel: which panel stands at the side.
        view: whether the body is seen from the side, or its back from below.
        hidden: keys of cases and values that are not to be seen yet.
        locked: keys of quantities that cannot be changed.
    """

    flow: bool = True
    inner: bool = False
    cobb: bool = False
    trouble: bool = False
    zoom: bool | None = None
    people: bool = False
    hints: bool = False
    panel: Literal["", "more", "questions", "lessons", "author"] = ""
    view: Literal["body", "back"] = "body"
    hidden: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()

    @property
    def lesson(self) -> tuple[object, ...]:
        """What of it belongs to the document."""
        return tuple(getattr(self, name) for name in LESSON)

    def of_lesson(self, other: Shown) -> Shown:
        """This look at what another one hides and locks."""
        return replace(self, **{name: getattr(other, name) for name in LESSON})

    def zoomed(self, crowded: bool) -> Shown:
        """The same with a zoom that is decided: the trunk where there is little room."""
        return self if self.zoom is not None else replace(self, zoom=crowded)

    def toggle_zoom(self, crowded: bool) -> Shown:
        """The other zoom; where that is the usual one, what comes follows the room again."""
        wanted = not self.zoomed(crowded).zoom
        return replace(self, zoom=None if wanted is crowded else wanted)

    def to_dict(self) -> dict[str, object]:
        """As a JSON object: every field."""
        values = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: list(each) if isinstance(each, tuple) else each
                for name, each in values.items()}  # fmt: skip

    def read(self, values: Mapping[str, object]) -> Shown:
        """What a file shows, where this was shown before: a look that the file does not give
        stays, what hides and locks belonged to the document before. Names that this version does
        not know are left alone.

        Raises:
            SceneError: a value that the field cannot take.
        """
        known = {name: _read(name, values[name]) for name in KINDS if name in values}
        return replace(self.of_lesson(Shown()), **known)


KINDS: Mapping[str, Any] = MappingProxyType(get_type_hints(Shown))
"""Type of each field by its name."""


def _read(name: str, value: object) -> Any:
    """A JSON value as the field holds it."""
    kind = KINDS[name]
    words = isinstance(value, list) and all(isinstance(each, str) for each in value)
    if get_origin(kind) is tuple:
        allowed, fits = Saying("shown.words"), words
    elif get_origin(kind) is Literal:
        named = tuple(each or Saying("shown.nothing") for each in get_args(kind))
        allowed = Saying("allowed.one", {"of": named})
        fits = isinstance(value, str) and value in get_args(kind)
    else:
        allowed = Saying("shown.flag")
        fits = isinstance(value, bool) or (value is None and kind is not bool)
    if not fits:
        raise SceneError("shown.value", name=name, allowed=allowed)
    return tuple(value) if isinstance(value, list) else value
