"""The blocks of README.md that a program writes: what the demonstration prints, and how right it is.

`python -m tests.readme` runs the demonstration, evaluates it and writes the blocks. Where GOLDENTHREAD_CORPUS
names a folder of published documents, these are read and scored too; elsewhere their figures stay.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main
from pipeline.evaluate import evaluate
from pipeline.evaluate.records import Accuracy, Count, Evaluation, LinkCount

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
LAST_LINE = "Asked:"  # where the demonstration's block ends
PUBLISHED = "published-output/goldenthread.db"
GOLD = ("area-send-reports", "other-inspections", "warrington")  # answers for published documents
PRINTED = {
    "area_send_report": "area SEND reports",
    "jtai_letter": "joint targeted area inspection letters",
    "focused_visit_letter": "focused visit letters",
    "ilacs_report": "reports on children's services",
}
FINDINGS = {
    "strength": "strengths",
    "weakness": "weaknesses",
    "area_for_priority_action": "areas for priority action",
    "area_for_improvement": "areas for improvement",
}
FRONT_PAGE = (
    "kind",
    "published",
    "inspection_start",
    "inspection_end",
    "previous_start",
    "previous_end",
    "outcome",
    "next_inspection_raw",
    "monitoring_inspection_raw",
)
Row = tuple[str, str]


def run(corpus: str, output: str, folder: Path) -> str:
    """What a run prints, in the folder that the paths count from; raises whatever stops it."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(main, ["run", corpus, "--output", output], catch_exceptions=False)
    finally:
        os.chdir(before)
    assert result.exit_code in (0, 1), result.output
    return result.output


def demo_block(printed: str) -> str:
    """The first lines of what the demonstration prints, to the table of areas."""
    lines = [line.rstrip() for line in printed.splitlines()]
    end = next(n for n, line in enumerate(lines) if line.startswith(LAST_LINE))
    return "```\n" + "\n".join(lines[: end + 1]) + "\n```"


def block(name: str, text: str) -> str:
    """What stands between the markers of that name; `ValueError` where they are not there."""
    found = re.search(rf"<!-- {name}: begin -->\n(.*?)\n?<!-- {name}: end -->", text, re.DOTALL)
    if found is None:
        raise ValueError(f"no markers for {name}")
    return found[1]


def put(name: str, text: str, inside: str) -> str:
    """The text with another block between the markers of that name."""
    start, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->"
    before, _, rest = text.partition(start)
    return f"{before}{start}{inside}\n{end}{rest.partition(end)[2]}"


# -- figures -----------------------------------------------------------------------------------


def demo_figures(db: Path) -> str:
    """The table of figures for the demonstration documents."""
    scored = evaluate(ROOT / "gold" / "demo", db)
    lists = [c for c in _counts(scored, "area_send_report") if c.name in FINDINGS]
    fields_of = dict(_plan_fields(scored))
    rows = [
        ("findings of the two reports", _f1(lists)),
        *(
            (f"actions, {_suffix(c.group)}", f"{_f1([c])}; fields {_share(fields_of[c.group])}")
            for c in _named(scored, "action")
        ),
        *((f"measures, {_suffix(c.group)}", _f1([c])) for c in _named(scored, "measure")),
        *_linked(scored),
    ]
    return (
        f"Demonstration documents:\n\n```\n.venv/bin/goldenthread evaluate gold/demo\n```\n\n{_table(rows)}"
    )


def published_figures(db: Path) -> str:
    """The table of figures for published documents."""
    reports, others, plan = (evaluate(ROOT / "gold" / name, db) for name in GOLD)
    rows = [(f"area SEND reports: {FINDINGS[c.name]}", _f1([c])) for c in _found(reports)]
    rows.append(("area SEND reports: fields of the front page", _share(_front_page(reports))))
    for group, called in PRINTED.items():
        if lists := [c for c in _counts(others, group) if c.name in FINDINGS]:
            fields = [a for a in _fields(others) if a.group == group and a.name in FRONT_PAGE]
            rows.append((f"{called}: findings", f"{_f1(lists)}; kind and days {_share(fields)}"))
    fields_of = dict(_plan_fields(plan))
    for count in _named(plan, "action"):
        figure = f"{_f1([count])}; fields {_share(fields_of[count.group])}"
        rows.append((f"Warrington's response, {_suffix(count.group)}: actions", figure))
    rows += [(f"Warrington: {name}", figure) for name, figure in _linked(plan)]
    commands = "\n".join(f".venv/bin/goldenthread evaluate gold/{name} --db {PUBLISHED}" for name in GOLD)
    return f"Published documents:\n\n```\n{commands}\n```\n\n{_table(rows)}"


def _linked(scored: Evaluation) -> Iterable[Row]:
    links = [link for sheet in scored.sheets for link in sheet.links if link.threshold is None]
    yield "links of actions to findings", _link(next(link for link in links if link.name == "all"))
    fields = _fields(scored)
    yield "coverage of findings", _share([a for a in fields if a.name.startswith("coverage of")])
    yield "gaps that must be raised", _share([a for a in fields if a.name == "gaps that must be raised"])
    yield (
        "gaps raised that are right",
        _share([a for a in fields if a.name == "gaps raised that are in the gold"]),
    )


def _counts(scored: Evaluation, group: str) -> list[Count]:
    return [c for sheet in scored.sheets for c in sheet.counts if c.group == group]


def _found(scored: Evaluation) -> list[Count]:
    return [c for c in _counts(scored, "area_send_report") if c.name in FINDINGS]


def _named(scored: Evaluation, name: str) -> list[Count]:
    """The counts of that name of the documents that are there."""
    return [c for sheet in scored.sheets for c in sheet.counts if c.name == name and c.found]


def _fields(scored: Evaluation) -> list[Accuracy]:
    return [a for sheet in scored.sheets for a in sheet.accuracies]


def _front_page(scored: Evaluation) -> list[Accuracy]:
    return [a for a in _fields(scored) if a.name in FRONT_PAGE]


def _plan_fields(scored: Evaluation) -> list[tuple[str, list[Accuracy]]]:
    fields = [a for sheet in scored.sheets if sheet.together for a in sheet.accuracies]
    return [
        (group, [a for a in fields if a.group == group]) for group in dict.fromkeys(a.group for a in fields)
    ]


def _suffix(group: str) -> str:
    return group.rsplit(".", 1)[-1].upper()


def _f1(counts: Sequence[Count]) -> str:
    """F1 of what is exactly right, of several counts together."""
    gold, found, right = (sum(getattr(c, name) for c in counts) for name in ("gold", "found", "right"))
    return (
        f"F1 {2 * right / (gold + found):.4f} ({right} of {gold}, {found} found)" if gold + found else "none"
    )


def _share(fields: Sequence[Accuracy]) -> str:
    right, of = sum(a.right for a in fields), sum(a.of for a in fields)
    return f"{right / of:.3f} ({right} of {of})" if of else "none"


def _link(link: LinkCount) -> str:
    return f"F1 {link.f1:.3f} (precision {link.precision:.3f}, recall {link.recall:.3f})"


def _table(rows: Iterable[Row]) -> str:
    return "\n".join(
        ["| what | right |", "| --- | --- |", *(f"| {what} | {figure} |" for what, figure in rows)]
    )


# -- writing -----------------------------------------------------------------------------------


def figures_block(demo: str, published: str) -> str:
    """Both tables; the second between markers of its own, for it is not written everywhere."""
    return put("published figures", f"{demo}\n\n<!-- published figures: begin -->\n", published).rstrip()


def write(folder: Path) -> list[str]:
    """Write the blocks of README.md, working in the folder; returns the names of what was written."""
    text = README.read_text(encoding="utf-8")
    shutil.copytree(ROOT / "corpus" / "demo", folder / "corpus" / "demo")
    printed = run("corpus/", "output/", folder)
    demo = demo_figures(folder / "output" / "goldenthread.db")
    written = ["demo", "figures of the demonstration"]
    figures = block("figures", text)
    published = block("published figures", figures) if "published figures" in figures else "Not measured yet."
    corpus = os.environ.get("GOLDENTHREAD_CORPUS")
    if corpus and Path(corpus).is_dir():
        run(corpus, "published-output/", folder)
        published = published_figures(folder / PUBLISHED)
        written.append("figures of published documents")
    text = put("demo", text, demo_block(printed))
    text = put("figures", text, figures_block(demo, published))
    README.write_text(text, encoding="utf-8", newline="\n")
    return written


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        sys.stdout.write(f"README.md: {', '.join(write(Path(scratch)))}\n")
    if not os.environ.get("GOLDENTHREAD_CORPUS"):
        sys.stdout.write("GOLDENTHREAD_CORPUS is not set: the figures of published documents stay.\n")
