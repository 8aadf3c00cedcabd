"""What the texts cite, from `resources/references.toml`."""

from __future__ import annotations

import tomllib

from msgspec import Struct

from spineviz.tables.resources import resource


class Reference(Struct, frozen=True):
    """One source.

    Attributes:
        key: how cards and tables name it.
        title, authors: as printed; of a page, what kind of page it is.
        read: what was read of it.
        says: what it says, in our words.
        year, where, doi, url: where known, else None or empty.
    """

    key: str
    title: str
    authors: str
    read: str
    says: str
    year: int | None = None
    where: str = ""
    doi: str = ""
    url: str = ""

    @property
    def link(self) -> str:
        """Address of the source, or empty."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def citation(self) -> str:
        """One line for a list of sources."""
        year = f" ({self.year})" if self.year else ""
        where = f" {self.where}." if self.where else ""
        return f"{self.authors}{year}. {self.title}.{where} Read: {self.read}."


def read_references() -> tuple[Reference, ...]:
    """Every source, in the order of the file."""
    with resource("references.toml").open("rb") as file:
        return tuple(Reference(key=key, **entry) for key, entry in tomllib.load(file).items())
