"""A person's decisions, in `decisions.csv` beside the corpus: read, and added to at the end.

A decision names what it speaks of by content (see `pipeline.items`), so it outlives the database, a re-run
and a new version of a plan. The file is meant to be opened in a spreadsheet: columns may stand in any
order, more may be there, and an empty line counts for nothing. Of several lines on one thing the last wins.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast, get_args

from extractors.model import Record
from pipeline.known import KnownError

FILE = "decisions.csv"

What = Literal["link", "repair", "item"]
Verdict = Literal["confirm", "reject", "other", "note"]

COLUMNS = (
    "when",
    "who",
    "what",
    "decision",
    "from",
    "from_text",
    "to",
    "to_text",
    "instead",
    "instead_text",
    "note",
    "stamp",
)
NEEDED = {"what", "decision", "from"}
VERDICTS: dict[str, Verdict] = {
    **{v: v for v in get_args(Verdict)},
    "confirmed": "confirm",
    "rejected": "reject",
    "noted": "note",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula
DELIMITERS = ",;\t"


class Decision(Record):
    """One line of the file. `from_`, `to` and `instead` are references; the texts are as they then were.

    `stamps` stand for the texts of the three, in that order; a line without stamps rests on no text.
    """

    line: int = 0
    when: str = ""
    who: str = ""
    what: What
    decision: Verdict
    from_: str
    from_text: str = ""
    to: str = ""
    to_text: str = ""
    instead: str = ""
    instead_text: str = ""
    note: str = ""
    stamps: tuple[str, ...] = ()

    def stamp(self, place: int) -> str | None:
        """The stamp of the first, second or third text; `None` where the line has none."""
        return self.stamps[place] if place < len(self.stamps) and self.stamps[place] else None


class _Form(Record):
    """How a file is written: its bytes' encoding, delimiter, line ends, columns as printed."""

    encoding: str
    delimiter: str
    newline: str
    columns: tuple[str, ...]
    ended: bool  # whether its last line is whole


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and the encoding to go on with: a spreadsheet may have saved it in its own."""
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def _form(text: str, encoding: str, name: str) -> _Form:
    head = text.splitlines()[0]
    delimiter = max(DELIMITERS, key=head.count)
    columns = tuple(next(csv.reader([head], delimiter=delimiter)))
    missing = NEEDED - {_column(c) for c in columns}
    if missing:
        raise KnownError(f"{name}: no column called '{sorted(missing)[0]}'")
    newline = "\r\n" if "\r\n" in text else "\n"
    return _Form(
        encoding=encoding,
        delimiter=delimiter,
        newline=newline,
        columns=columns,
        ended=text.endswith(("\n", "\r")),
    )


def _column(printed: str) -> str:
    return "_".join(printed.strip().casefold().split())


def read_decisions(path: Path) -> list[Decision]:
    """Every decision of the file, in order; none where there is no file.

    Raises `KnownError` with the line that cannot be understood, `OSError` where it cannot be opened.
    """
    if not path.is_file():
        return []
    text, encoding = _decoded(path.read_bytes())
    if not text.strip():
        return []
    form = _form(text, encoding, path.name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.delimiter)
    next(reader)
    found = []
    for cells in reader:
        row = {_column(c): cell.strip() for c, cell in zip(form.columns, cells, strict=False) if cell.strip()}
        if row:
            found.append(_decision(row, reader.line_num, f"{path.name} line {reader.line_num}"))
    return found


def _decision(row: dict[str, str], line: int, where: str) -> Decision:
    what, said = row.get("what", "").casefold(), row.get("decision", "").casefold()
    if what not in get_args(What):
        raise KnownError(f"{where}: '{row.get('what', '')}' is none of {', '.join(get_args(What))}")
    if said not in VERDICTS:
        raise KnownError(f"{where}: '{row.get('decision', '')}' is none of {', '.join(get_args(Verdict))}")
    verdict = VERDICTS[said]
    for column in ("from", *(("to",) if what == "link" else ()), *(("instead",) if said == "other" else ())):
        if not row.get(column):
            raise KnownError(f"{where}: nothing in the column '{column}'")
    if verdict == "other" and what != "link":
        raise KnownError(f"{where}: 'other' can only be said of a link")
    return Decision(
        line=line,
        when=row.get("when", ""),
        who=row.get("who", ""),
        what=cast(What, what),
        decision=verdict,
        from_=row["from"],
        from_text=row.get("from_text", "").removeprefix("'"),
        to=row.get("to", ""),
        to_text=row.get("to_text", "").removeprefix("'"),
        instead=row.get("instead", ""),
        instead_text=row.get("instead_text", "").removeprefix("'"),
        note=row.get("note", "").removeprefix("'"),
        stamps=tuple(s.strip() for s in row.get("stamp", "").split("/")) if row.get("stamp") else (),
    )


def all_decisions(roots: Sequence[Path]) -> list[Decision]:
    """The decisions of every folder, folder by folder. Raises `KnownError` as `read_decisions` does."""
    return [d for root in roots for d in read_decisions(root / FILE)]


def check_writable(folder: Path) -> None:
    """Nothing, where decisions can be written to the folder; else raises `OSError`."""
    path = folder / FILE
    there = path.exists()
    with path.open("ab"):
        pass
    if not there:
        path.unlink()


def add_decision(folder: Path, decision: Decision) -> None:
    """Write the decision as a last line, in the form that the file has; what is there stays as it is.

    Raises `OSError` where the folder cannot be written, `KnownError` where the file's columns are not known.
    """
    path = folder / FILE
    text, encoding = _decoded(path.read_bytes()) if path.is_file() else ("", "utf-8")
    if text.strip():
        form = _form(text, encoding, path.name)
        lost = {c for c, v in _cells(decision).items() if v} - {_column(c) for c in form.columns}
        if lost:
            raise KnownError(f"{path.name}: no column called '{sorted(lost)[0]}'")
        start = "" if form.ended else form.newline
    else:
        form = _Form(encoding="utf-8", delimiter=",", newline="\r\n", columns=COLUMNS, ended=True)
        start = "\ufeff" + _line(COLUMNS, form) if not path.is_file() or not path.stat().st_size else ""
        start = start or _line(COLUMNS, form)
    cells = _cells(decision)
    line = _line([cells.get(_column(c), "") for c in form.columns], form)
    with path.open("ab") as file:
        file.write((start + line).encode(form.encoding, errors="replace"))
        file.flush()
        os.fsync(file.fileno())


def _line(cells: Sequence[str], form: _Form) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=form.delimiter, lineterminator=form.newline).writerow(cells)
    return text.getvalue()


def _cells(d: Decision) -> dict[str, str]:
    """The line's cells by column. A text that a spreadsheet would take for a formula gets an apostrophe."""
    texts = {
        "who": d.who,
        "from_text": d.from_text,
        "to_text": d.to_text,
        "instead_text": d.instead_text,
        "note": d.note,
    }
    plain = {
        "when": d.when,
        "what": d.what,
        "decision": d.decision,
        "from": d.from_,
        "to": d.to,
        "instead": d.instead,
        "stamp": "/".join(d.stamps),
    }
    return plain | {
        c: f"'{t}" if t.startswith(FORMULA) else t for c, v in texts.items() for t in (" ".join(v.split()),)
    }
