"""What is shown of a scene, beside the scene itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that is shown or hidden; a picture is painted from an outcome and this.

    Attributes:
        flow: the way of the roller's force, as arrows.
        cobb: the lines between which the curves are measured.
        zoom: the trunk alone, or the whole body; None is the whole body where nobody decides.
        trouble: where trouble was found in people, in the picture.
        people: how sampled bodies differ.
    """

    flow: bool = True
    cobb: bool = False
    zoom: bool | None = None
    trouble: bool = False
    people: bool = False
