"""What is found among the documents of one group: links, coverage, gaps, changes, themes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.model import Record
from pipeline.changes import changes
from pipeline.coverage import cover
from pipeline.gaps import find_gaps
from pipeline.link import link
from pipeline.records import Change, Coverage, Entry, Gap, Link, Settings, Themed
from pipeline.themes import themed


class Found(Record):
    """What came of the documents of one group, or of several together."""

    links: tuple[Link, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    changes: tuple[Change, ...] = ()
    themes: tuple[Themed, ...] = ()

    @staticmethod
    def together(parts: Iterable[Found]) -> Found:
        """What was found in several groups as if they were one."""
        found = list(parts)
        return Found(
            links=tuple(link for one in found for link in one.links),
            coverage=tuple(row for one in found for row in one.coverage),
            gaps=tuple(gap for one in found for gap in one.gaps),
            changes=tuple(change for one in found for change in one.changes),
            themes=tuple(themed for one in found for themed in one.themes),
        )


def find(entries: Sequence[Entry], settings: Settings) -> Found:
    """All that is found among the documents of one group."""
    links = link(entries)
    coverage, gaps = weigh(entries, links, settings)
    return Found(
        links=tuple(links),
        coverage=coverage,
        gaps=gaps,
        changes=tuple(changes(entries)),
        themes=tuple(themed(entries)),
    )


def weigh(
    entries: Sequence[Entry], links: Sequence[Link], settings: Settings
) -> tuple[tuple[Coverage, ...], tuple[Gap, ...]]:
    """The coverage and the gaps of one group, with these links."""
    coverage = cover(entries, links)
    return tuple(coverage), tuple(find_gaps(entries, links, coverage, as_of=None, settings=settings))
