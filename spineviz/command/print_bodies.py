"""A population as rows of a table, and its spread in words."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from spineviz.command.columns import aligned
from spineviz.command.progress import with_progress
from spineviz.lab.bench import LabError
from spineviz.lab.population import MASS, SAMPLED, Row, population, spreads
from spineviz.scene import ROLLED_LEVELS, Scene
from spineviz.simulation.report import Plain, number
from spineviz.tables.tables import TABLES


class Report(Struct, frozen=True):
    """A population for the command line: rows of the CSV, the text, and rows without a pose."""

    cells: list[dict[str, Plain]]
    text: str
    unsolved: int


def run_population(
    scene: Scene,
    settings: Mapping[str, object],
    count: int,
    at: str | None,
    seed: int,
    processes: int | None,
) -> Report:
    """Solve a population as the command line asks for it.

    Raises:
        LabError: something asked for that the population itself decides, or a bad level or count.
    """
    for key in settings:
        if key in ("roller.level", "roller.position_mm"):
            raise LabError("lab.set_by_at", key=key)
        if any(row.key == key for row in TABLES.population) or key == MASS:
            raise LabError("lab.sampled", key=key)
    if seed < 0:
        raise LabError("lab.seed", seed=seed)
    levels = ROLLED_LEVELS if at is None else tuple(word.strip() for word in at.split(","))
    found = population(scene, count, levels, seed, processes, with_progress)
    lines: list[tuple[str, ...]] = [("at", "", "5 %", "middle", "95 %", "bodies")]
    lines += [
        (
            each.level,
            each.read_out,
            *(f"{value:.3g}" for value in (each.low, each.middle, each.high)),
            str(each.count),
        )
        for each in spreads(found)
    ]
    text = "\n".join(aligned(lines, right=range(2, 6))) + "\n"
    return Report([_cells(row) for row in found], text, sum(not row.values for row in found))


def _cells(row: Row) -> dict[str, Plain]:
    values: tuple[float | None, ...] = row.values or (None,) * len(SAMPLED)
    return {
        "body": row.body.number,
        **dict(row.body.settings),
        "tissue_factor": row.body.tissue,
        "roller.level": row.level,
        "converged": bool(row.values),
        **{value.field: number(each) for value, each in zip(SAMPLED, values, strict=True)},
    }
