"""What the last database holds, so that a run changes in it only what has changed since."""

from __future__ import annotations

from pathlib import Path

from extractors.model import Record
from pipeline.cache import Kept
from pipeline.nearest import Compared
from pipeline.stamp import code
from pipeline.store import can_be_kept


class HeldGroup(Record):
    """A group whose rows are held: by what they rest on, and what has to go when that changes.

    `ruled` is what came of decisions rests on, for groups that decisions name.
    """

    key: str
    ruled: str = ""
    documents: tuple[str, ...]
    areas: tuple[str | None, ...]


class Held(Record):
    """The groups of a database; `inputs` tells which one. `ruled_pairs` are links that people decided."""

    inputs: str = ""
    ruled: str = ""
    ruled_pairs: tuple[tuple[str, str], ...] = ()
    groups: tuple[HeldGroup, ...] = ()


class Last:
    """The last run: what its database holds, if that is there and sound, and the findings it compared."""

    def __init__(self, kept: Kept, database: Path) -> None:
        held = kept.get(_key("held"), Held)
        self.compared = Compared.from_bytes(kept.blob(_key("compared")))
        self.stands = held is not None and can_be_kept(database, held.inputs)
        self.held = held if held is not None and self.stands else Held()

    def alike(self) -> Compared:
        """The findings whose links to other areas the database holds."""
        return self.compared if self.stands else Compared((), (), {})


def keep(kept: Kept, held: Held, compared: Compared) -> None:
    """Keep what the next run needs; before the database is in its place, for it is told by its inputs."""
    kept.put_blob(_key("compared"), compared.to_bytes())
    kept.put(_key("held"), held)


def _key(name: str) -> str:
    return f"{name} {code()}"
