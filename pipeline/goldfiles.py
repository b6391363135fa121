"""Makes gold that may be published from gold in full: anchors and checksums for texts and names.

    python -m pipeline.goldfiles SRC DEST [--documents DIR]... [--alias CALLED=FILE]...

SRC is a file or folder of gold in full form. DIR holds the documents that it speaks of, so that each is
known by the checksum of its bytes. Where the gold calls a document by another name than its file's, or
(a plan in several formats) by none, `--alias` tells the files. What the gold says in its own words (notes,
evidence) stays behind.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.evaluate.gold import read_full
from pipeline.evaluate.registry import Gold
from pipeline.evaluate.text import LABEL, Label, Text

ANCHOR = {"words", "sha256", "letters"}


def anchored(gold: Gold) -> str:
    """The record as JSON without the words of any text; what is not set or null is left out."""
    fields = gold.model_dump(mode="json", exclude_unset=True)
    ordered = {"gold": gold.gold} | {k: v for k, v in fields.items() if k not in ("gold", "source")}
    return json.dumps(_bare(ordered), ensure_ascii=False, indent=1) + "\n"


def _bare(value: Any, keep_null: bool = False) -> Any:
    if isinstance(value, list):
        return [_bare(v) for v in value]
    if not isinstance(value, dict):
        return value
    kept = {k: _bare(v, keep_null=k == "facts") for k, v in value.items() if keep_null or v is not None}
    if set(kept) >= ANCHOR:
        kept.pop("text", None)
        own = {k: v for k, v in kept.items() if k in Text.model_fields}
        kept = {k: v for k, v in kept.items() if k not in own} | own
    elif set(kept) == set(Label.model_fields):
        return kept["text"] if len(kept["text"].split()) <= LABEL else {"letters": kept["letters"]}
    return kept


def write_anchors(
    source: Path,
    dest: Path,
    documents: Sequence[Path] = (),
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> list[Path]:
    """Write each file of gold beneath `source` as anchors; returns the files written.

    A file that gives several records becomes a list of them.
    """
    by_file: dict[Path, list[Gold]] = {}
    for path, gold in read_full(source, tuple(documents), aliases):
        by_file.setdefault(path, []).append(gold)
    root = source.parent if source.is_file() else source
    written = []
    for path, golds in by_file.items():
        folder = dest / path.parent.relative_to(root)
        folder.mkdir(parents=True, exist_ok=True)
        text = [anchored(gold) for gold in golds]
        whole = text[0] if len(text) == 1 else "[\n" + ",\n".join(t.rstrip("\n") for t in text) + "\n]\n"
        target = folder / f"{path.name.split('.')[0]}.json"
        target.write_text(whole, encoding="utf-8")
        written.append(target)
    return written


def main(argv: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.goldfiles", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("dest", type=Path)
    parser.add_argument("--documents", type=Path, action="append", default=[])
    parser.add_argument("--alias", action="append", default=[], metavar="CALLED=FILE")
    options = parser.parse_args(argv)
    aliases: dict[str, list[str]] = {}
    for called, _, name in (alias.partition("=") for alias in options.alias):
        aliases.setdefault(called, []).append(name)
    written = write_anchors(options.source, options.dest, options.documents, aliases)
    print(f"{len(written)} files written to {options.dest}")
    return 0 if written else 2


if __name__ == "__main__":
    raise SystemExit(main())
