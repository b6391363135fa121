"""`docs/schema.md`, written from the descriptions in the code: tables, columns, views, words, gap rules.

`python -m pipeline.schema_page` prints the page, `python -m pipeline.schema_page docs/schema.md` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extractors.registry import EXTRACTORS, READERS, load
from pipeline.gaps import RULES
from pipeline.meanings import MEANINGS
from pipeline.schema import TABLES, Column, Table, View
from pipeline.themes import vocabulary
from pipeline.views import VIEWS
from pipeline.wording import words

TYPES = {str: "text", int: "whole number", float: "number"}

OPENING = """# Every table and column

This page is written from the code by `python -m pipeline.schema_page docs/schema.md`; do not edit it by hand.
The same descriptions stand in `metadata.json` beside the database, in the pages and in every export.

What holds everywhere:

- A value that is not known is null, never a placeholder. The table `problems` says what could not be read.
- Days are text in the form 2024-03-31. A single time sets only the last day; "from" sets only the first.
- Columns that end in `_raw` hold what is printed; beside them stands what was made of it.
- Pages count from 1. `boxes` are in points from the page's top left.
- Of a text that came in several files one document stands: `documents.same_as` is null. Links, coverage and
  gaps rest on it, and on the newest version of a plan.
- Ids stay the same on every machine, and when other documents come or go.
- Nothing is stored as overdue: it depends on the day asked about.
"""


def schema_page() -> str:
    """The page as Markdown; the same text for the same code."""
    load()
    parts = [OPENING, _contents()]
    parts += ["## Tables\n", *map(_table, TABLES)]
    parts += ["## Views\n", *map(_view, VIEWS)]
    parts += ["## Words in columns\n", *_words()]
    parts += ["## Gap rules\n", _rules()]
    parts += ["## Labels of themes\n", _themes()]
    return "\n".join(parts).rstrip() + "\n"


def _contents() -> str:
    tables = ", ".join(f"[{t.name}](#{t.name})" for t in TABLES)
    views = ", ".join(f"[{v.name}](#{v.name})" for v in VIEWS)
    others = "[words](#words-in-columns), [gap rules](#gap-rules), [themes' labels](#labels-of-themes)"
    return f"Tables: {tables}.\n\nViews: {views}.\n\nAnd: {others}.\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines) + "\n"


def _table(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    about = [f"### {table.name}\n", table.description + "\n", f"Key: {key}."]
    if table.search:
        columns = ", ".join(f"`{name}`" for name in table.search)
        about[-1] += f" Full-text search over {columns} is in `{table.name}_fts`."
    rows = ([f"`{c.name}`", TYPES[c.type], _described(c)] for c in table.columns)
    return "\n".join([*about, "", _grid(("column", "type", "what it holds"), rows)])


def _described(column: Column) -> str:
    said = column.description
    if column.unit:
        said += f" Unit: {column.unit}."
    if column.references:
        said += f" Refers to `{column.references}`."
    return said


def _view(view: View) -> str:
    rows = ([f"`{name}`", said] for name, said in view.columns.items())
    return "\n".join(
        [f"### {view.name}\n", view.description + "\n", _grid(("column", "what it holds"), rows)]
    )


def _words() -> Iterator[str]:
    """What each word means that a column may hold, and the lists that are kept in the code."""
    kinds = ([f"`{e.kind}`", e.family, e.label[:1].lower() + e.label[1:]] for e in EXTRACTORS.values())
    yield "### documents.kind\n\nWhat a document is; `unknown` where no family recognised it.\n"
    yield _grid(("kind", "family", "document"), sorted(kinds, key=lambda row: (row[1], row[0])))
    formats = ", ".join(sorted(reader.label for reader in READERS.values()))
    yield f"Files are read in these formats, told by their content and not by their names: {formats}.\n"
    for where, meanings in MEANINGS.items():
        yield f"### {where}\n"
        yield _grid(("word", "meaning"), ([f"`{word}`", said] for word, said in meanings.items()))


def _rules() -> str:
    told = (
        "Each rule's name stands in `gaps.rule`. A rule may weigh a case otherwise than is usual; a"
        " `goldenthread.toml` beside the documents switches rules off or weighs them anew.\n"
    )
    rows = ([f"`{r.slug}`", words(r.slug), r.severity, r.description + "."] for r in RULES.values())
    return told + "\n" + _grid(("rule", "people read", "usual severity", "what it looks for"), rows)


def _themes() -> str:
    rows = ([f"`{t.slug}`", t.label] for t in vocabulary().themes.values())
    return _grid(("theme", "label"), rows)


def main(arguments: Sequence[str]) -> None:
    """Print the page, or write it to the path given."""
    if arguments:
        Path(arguments[0]).write_text(schema_page(), encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(schema_page())


if __name__ == "__main__":
    main(sys.argv[1:])
