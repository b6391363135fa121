"""Areas side by side: what was asked of each, how far plans answer it, dates, gaps and themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from markupsafe import Markup

from extractors.model import Record
from pipeline.api import Action, Area, Corpus, Coverage, Document, Gap, Owner, Theme, open_database
from pipeline.api.citation import citation
from pipeline.charts import Bar, stacked
from pipeline.report.gather import SEVERITIES
from pipeline.report.page import render
from pipeline.resolve import SEND
from pipeline.themes import theme_label
from pipeline.wording import COVERAGE, IN_DEPTH, OUTCOMES, day

FORMATS = (".html",)
NOT_HELD = "not held"


class AreaSide(Record):
    """One area of a comparison. Counts are of findings that ask for action, and of actions that stand."""

    name: str
    outcome: str
    inspected: str
    next_inspection: str
    findings: int
    status: tuple[int, ...]
    deep: int
    actions: int
    complete: int
    overdue: int
    ahead: int
    undated: int
    without_owner: int
    gaps: tuple[int, ...]
    themes: tuple[tuple[str, int, int], ...]
    citations: tuple[str, ...]

    @property
    def warning(self) -> str | None:
        """What must be known before anything is made of an area of which much is missing."""
        if not self.citations:
            return (
                f"No document of {self.name} is held, so nothing can be said of it here: it is not compared."
            )
        if self.inspected == NOT_HELD:
            return f"No inspection document of {self.name} is held: what was asked of it is not known here."
        return None


class ThemeRow(Record):
    """A theme: for each area what is told in words."""

    theme: str
    cells: tuple[str, ...]


class Comparison(Record):
    """Areas side by side on a day."""

    as_of: date
    redacted: bool
    areas: tuple[AreaSide, ...]
    themes: tuple[ThemeRow, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence for each area of which nothing, or no inspection, is held."""
        return tuple(a.warning for a in self.areas if a.warning)


def compare(database: Path, areas: Sequence[str], as_of: date, redact_names: bool = False) -> Comparison:
    """The areas side by side, in the order given.

    Raises `UnknownAreaError` and `pipeline.queries.NoDatabaseError`.
    """
    with open_database(database, redact_names) as corpus:
        slugs = dict.fromkeys(corpus.area_id(name) for name in areas)
        themes = corpus.records(Theme)
        owned = {o.action_id for o in corpus.records(Owner)}
        sides = tuple(_side(corpus, slug, as_of, themes, owned) for slug in slugs)
    return Comparison(as_of=as_of, redacted=redact_names, areas=sides, themes=_theme_rows(sides))


def _side(corpus: Corpus, slug: str, as_of: date, themes: Sequence[Theme], owned: set[str]) -> AreaSide:
    area = corpus.record(slug)
    assert isinstance(area, Area)
    documents = corpus.documents(slug)
    inspection = _newest([d for d in documents if d.family == "inspection"])
    coverage = corpus.records(Coverage, area=slug)
    actions = corpus.records(Action, area=slug)
    undone = [a for a in actions if a.status != "complete"]
    gaps = Counter(g.severity for g in corpus.records(Gap, area=slug))
    status = Counter(c.status for c in coverage)
    return AreaSide(
        name=area.name,
        outcome=_outcome(inspection),
        inspected=(day(inspection.inspection_end) or "not stated") if inspection else NOT_HELD,
        next_inspection=_next(inspection),
        findings=len(coverage),
        status=tuple(status[s] for s in COVERAGE),
        deep=sum(1 for c in coverage if c.deep),
        actions=len(actions),
        complete=len(actions) - len(undone),
        overdue=sum(1 for a in undone if a.due_on and a.due_on < as_of),
        ahead=sum(1 for a in undone if a.due_on and a.due_on >= as_of),
        undated=sum(1 for a in undone if a.due_on is None),
        without_owner=sum(1 for a in actions if a.id not in owned),
        gaps=tuple(gaps[s] for s in SEVERITIES),
        themes=_themes(themes, coverage),
        citations=tuple(citation(d) for d in documents),
    )


def _newest(inspections: Sequence[Document]) -> Document | None:
    """The inspection document that an area is compared by: of its SEND inspections, or of all, the newest."""
    on_send = [d for d in inspections if d.kind in SEND] or list(inspections)
    return max(on_send, key=lambda d: (d.inspection_end or d.published or date.min, d.id), default=None)


def _outcome(d: Document | None) -> str:
    if d is None:
        return "no inspection document is held"
    return OUTCOMES.get(d.outcome or 0, "this kind of document gives none")


def _next(d: Document | None) -> str:
    if d is None:
        return NOT_HELD
    return (
        f"by {day(d.next_inspection_by)}" if d.next_inspection_by else d.next_inspection_raw or "not stated"
    )


def _themes(touched: Sequence[Theme], coverage: Sequence[Coverage]) -> tuple[tuple[str, int, int], ...]:
    """Theme, findings that ask for action on it, and how many of them are answered, by theme."""
    status = {c.finding_id: c.status for c in coverage}
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for theme in touched:
        if theme.item_id in status:
            asked[theme.theme] += 1
            answered[theme.theme] += status[theme.item_id] == "covered"
    return tuple((name, asked[name], answered[name]) for name in sorted(asked))


def _theme_rows(sides: Sequence[AreaSide]) -> tuple[ThemeRow, ...]:
    names = sorted({name for side in sides for name, _, _ in side.themes})
    total = {n: sum(asked for s in sides for name, asked, _ in s.themes if name == n) for n in names}
    rows = []
    for name in sorted(names, key=lambda n: (-total[n], n)):
        cells = []
        for side in sides:
            found = next((t for t in side.themes if t[0] == name), None)
            nothing = "not asked" if side.citations else NOT_HELD
            cells.append(f"{found[1]} asked, {found[2] or 'none'} answered" if found else nothing)
        rows.append(ThemeRow(theme=theme_label(name), cells=tuple(cells)))
    return tuple(rows)


# -- the page ----------------------------------------------------------------------------------


class Chart(Record):
    """A chart with the table of its numbers."""

    name: str
    title: str
    parts: tuple[str, ...]
    bars: tuple[Bar, ...]

    @property
    def drawing(self) -> Markup:
        """The chart as SVG; its texts are escaped there."""
        return Markup(stacked(self.name, self.title, self.parts, self.bars))


def _charts(comparison: Comparison) -> tuple[Chart, ...]:
    areas = [a for a in comparison.areas if a.citations]
    severities = tuple(f"{s} severity" for s in SEVERITIES)
    return (
        Chart(
            name="coverage",
            title="Findings that ask for action, by how far actions answer them",
            parts=tuple(s.lower() for s in COVERAGE.values()),
            bars=tuple(Bar(label=a.name, values=a.status) for a in areas),
        ),
        Chart(
            name="dates",
            title=f"Actions on {day(comparison.as_of)}, by how their dates stand",
            parts=("rated complete", "date ahead", "overdue", "no last day"),
            bars=tuple(Bar(label=a.name, values=(a.complete, a.ahead, a.overdue, a.undated)) for a in areas),
        ),
        Chart(
            name="gaps",
            title="Gaps, by severity",
            parts=severities,
            bars=tuple(Bar(label=a.name, values=a.gaps) for a in areas),
        ),
    )


def comparison_page(comparison: Comparison) -> bytes:
    """The comparison as one page of HTML with everything that it needs in it."""
    title = "Side by side: " + ", ".join(a.name for a in comparison.areas)
    return render(
        "compare.html", comparison=comparison, title=title, charts=_charts(comparison), in_depth=IN_DEPTH
    )


def write_comparison(
    database: Path, areas: Sequence[str], output: Path, as_of: date, redact_names: bool = False
) -> tuple[str, ...]:
    """Write the comparison; returns what to warn of.

    Raises as `compare`, and `OSError` where the file cannot be written.
    """
    made = compare(database, areas, as_of, redact_names)
    page = comparison_page(made)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(page)
    return made.warnings
