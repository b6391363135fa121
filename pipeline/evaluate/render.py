"""Shows an evaluation: tables on a terminal, plain lines in a pipe."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.evaluate.records import Cell, Difference, Evaluation, LinkCount, Sheet, Since

BAR = 40  # characters of the longest bar of the plot
Rows = Sequence[Sequence[str]]


def print_evaluation(evaluation: Evaluation, console: Console | None = None) -> None:
    """Print every table, then what was gained and lost, then every difference."""
    show = _Show(console or Console(highlight=False))
    for sheet in evaluation.sheets:
        _print_sheet(show, sheet)
    if evaluation.absent:
        names = "; ".join(evaluation.absent)
        show.line(f"not in the database, all of it counted as missed ({len(evaluation.absent)}): {names}")
    for name in evaluation.unread:
        show.line(f"no known kind of gold: {name}")
    for sheet in evaluation.sheets:
        _print_differences(show, sheet)
    if evaluation.since is not None:
        _print_since(show, evaluation.since)


class _Show:
    """A terminal gets tables; a pipe gets the same cells with tabs between, which other tools can read."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def line(self, text: str) -> None:
        """One line, never folded in a pipe."""
        self._console.print(escape(text), soft_wrap=True)

    def table(self, title: str, columns: Sequence[str], rows: Rows) -> None:
        """A table; nothing where it has no rows."""
        if not rows:
            return
        if not self._console.is_terminal:
            for row in (["# " + title], columns, *rows):
                self._console.file.write("\t".join(row) + "\n")  # rich would make spaces of tabs
            return
        table = Table(title=title, title_justify="left")
        for number, column in enumerate(columns):
            table.add_column(column, justify="left" if number < 2 else "right")
        for row in rows:
            table.add_row(*(escape(cell) for cell in row))
        self._console.print(table)


def _print_sheet(show: _Show, sheet: Sheet) -> None:
    show.table(
        sheet.title,
        ("of", "what", "gold", "found", "precision", "recall", "F1", "F1 near", "verbatim"),
        [
            (
                c.group,
                c.name,
                str(c.gold),
                str(c.found),
                f"{c.precision:.3f}",
                f"{c.recall:.3f}",
                f"{c.f1:.4f}",
                f"{c.near_f1:.4f}",
                "" if c.verbatim is None else f"{c.verbatim}/{c.gold}",
            )
            for c in sheet.counts
        ],
    )
    _print_links(show, [link for link in sheet.links if link.threshold is None])
    _print_sweep(show, [link for link in sheet.links if link.threshold is not None])
    show.table(f"{sheet.title}: fields", ("of", "field", "right", "share"), _accuracy_rows(sheet))
    for name in dict.fromkeys(cell.name for cell in sheet.cells):
        _print_confusion(show, name, [cell for cell in sheet.cells if cell.name == name])
    for note in sheet.notes:
        show.line(note)


def _accuracy_rows(sheet: Sheet) -> Rows:
    """A row for each field, and where they may be added up one for all of a group."""
    there = sheet.accuracies
    rows = [(a.group, a.name, f"{a.right}/{a.of}", f"{a.share:.3f}") for a in there]
    for group in dict.fromkeys(a.group for a in there if sheet.together):
        ours = [a for a in there if a.group == group]
        right, of = sum(a.right for a in ours), sum(a.of for a in ours)
        if of:
            rows.append((group, "all fields", f"{right}/{of}", f"{right / of:.3f}"))
    return rows


def _print_links(show: _Show, links: Sequence[LinkCount]) -> None:
    show.table(
        "Links (related ones of the gold count neither way)",
        ("of", "what", "gold", "found", "right", "precision", "recall", "F1"),
        [
            (
                link.group,
                link.name,
                str(link.gold),
                str(link.found),
                str(link.right),
                f"{link.precision:.3f}",
                f"{link.recall:.3f}",
                f"{link.f1:.3f}",
            )
            for link in links
        ],
    )


def _print_sweep(show: _Show, points: Sequence[LinkCount]) -> None:
    """Precision, recall and F1 over each score, with a bar for F1."""
    show.table(
        "Links by score",
        ("of", "score at least", "found", "precision", "recall", "F1", "plot of F1"),
        [
            (
                p.group,
                f"{p.threshold:.2f}",
                str(p.found),
                f"{p.precision:.3f}",
                f"{p.recall:.3f}",
                f"{p.f1:.3f}",
                ("#" * round(p.f1 * BAR)).ljust(BAR, "."),
            )
            for p in points
        ],
    )


def _print_confusion(show: _Show, name: str, cells: Sequence[Cell]) -> None:
    for group in dict.fromkeys(c.group for c in cells):
        ours = [c for c in cells if c.group == group]
        found = sorted({c.found for c in ours})
        times = {(c.gold, c.found): c.times for c in ours}
        rows = [(g, *(str(times.get((g, f), 0)) for f in found)) for g in sorted({c.gold for c in ours})]
        show.table(f"{name} of {group}: gold down, database across", ("gold", *found), rows)


def _print_differences(show: _Show, sheet: Sheet) -> None:
    if sheet.differences:
        show.line(f"{sheet.title}: {len(sheet.differences)} differences")
    for difference in sheet.differences:
        show.line("  " + _told(difference))


def _told(difference: Difference) -> str:
    cause = f" ({difference.cause})" if difference.cause else ""
    return f"{difference.document}: {difference.name} {difference.outcome}: {difference.text}{cause}"


def _print_since(show: _Show, since: Since) -> None:
    show.line(f"since {since.at}: {len(since.gained)} differences gone, {len(since.lost)} new")
    for change in since.figures:
        show.line(f"  {change.name}: {change.before:.4f} -> {change.now:.4f}")
    for difference in since.gained:
        show.line("  gained: " + _told(difference))
    for difference in since.lost:
        show.line("  lost: " + _told(difference))
