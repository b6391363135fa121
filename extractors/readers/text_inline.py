"""Marks inside a line of a text export: bold, struck, links, entities; bullets that lost their lines."""

from __future__ import annotations

import re
from html import unescape

from extractors.model import Block, Problem
from extractors.readers.build import Run, settle_lists, text_blocks
from extractors.readers.html import fragment_blocks

_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")
_IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]]{0,300})\]\([^()]{0,300}(?:\([^()]{0,100}\)[^()]{0,300})?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^>\s]{1,500})>")
_TAG = re.compile(r"</?(?:[a-z][a-z0-9]*)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_STRUCK_TAG = re.compile(r"</?(?:del|s|strike)>", re.IGNORECASE)
_BOLD_TAG = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"<(?:p|ul|ol|li|div|table|h[1-6])\b", re.IGNORECASE)
_SPAN = re.compile(
    r"\*\*\*(?=\S)(?P<both>.{1,3000}?)(?<=\S)\*\*\*"
    r"|\*\*(?=\S)(?P<bold>.{1,3000}?)(?<=\S)\*\*"
    r"|(?<!\w)__(?=\S)(?P<under>.{1,3000}?)(?<=\S)__(?!\w)"
    r"|~~(?=\S)(?P<struck>.{1,3000}?)(?<=\S)~~"
    r"|(?<![\w*])\*(?=[^\s*])(?P<slant>[^*]{1,3000}?)(?<=\S)\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])(?P<low>[^_]{1,3000}?)(?<=\S)_(?!\w)",
    re.DOTALL,
)
# One bullet among words: bullets that never stand inside a sentence.
_INNER_BULLET = re.compile(r"\s+([•▪◼■●○◦‣∙\uf0b7\uf0a7])\s+(?=\S)")
_HELD = "\ue000"  # an escaped character, kept from being read as a mark
_MAX_FRAGMENTS = 5_000


def plain(text: str) -> str:
    """The text without links' addresses, pictures, escapes and entities; bold and struck marks stay."""
    text = _IMAGE.sub("", text)
    for _ in range(3):
        text, count = _LINK.subn(r"\1", text)
        if not count:
            break
    text = _AUTOLINK.sub(lambda m: m.group(1).removeprefix("mailto:"), text)
    text = _BREAK.sub("\n", text)
    text = _STRUCK_TAG.sub("~~", _BOLD_TAG.sub("**", text))
    return unescape(_TAG.sub("", text))


def inline_runs(text: str, struck: bool = False, bold: bool = False, depth: int = 0) -> list[Run]:
    """The runs of a text with its Markdown marks read."""
    if depth == 0:
        text = _ESCAPE.sub(lambda m: f"{_HELD}{ord(m.group(1))};", text)
        text = plain(text)
    runs: list[Run] = []
    at = 0
    for found in _SPAN.finditer(text) if depth < 4 else ():
        runs.append(Run(_release(text[at : found.start()]), struck, bold))
        kind = found.lastgroup or ""
        inner = found.group(kind)
        thick = bold or kind in ("both", "bold", "under")
        runs += inline_runs(inner, struck or kind == "struck", thick, depth + 1)
        at = found.end()
    runs.append(Run(_release(text[at:]), struck, bold))
    return [run for run in runs if run.text]


def _release(text: str) -> str:
    return re.sub(_HELD + r"(\d{1,3});", lambda m: chr(int(m.group(1))), text)


class CellReader:
    """Cells of text tables: words, Markdown marks, or pieces of markup."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self._room = _MAX_FRAGMENTS

    def blocks(self, text: str) -> list[Block]:
        """The blocks of one cell's text."""
        if _BLOCK_TAG.search(text) and self._room > 0:
            self._room -= 1
            found = fragment_blocks(text, self.problems)
        else:
            found = text_blocks(inline_runs(text))
        return settle_lists([part for block in found for part in split_bullets(block)])


def split_bullets(block: Block) -> list[Block]:
    """The block, or its parts where bullets stand between its words: items that lost their line breaks."""
    marked = block.kind == "list_item"
    starts = list(_INNER_BULLET.finditer(block.text))
    if not starts or block.kind == "heading" or (len(starts) == 1 and not marked):
        return [block]
    parts: list[Block] = []
    first = block.text[: starts[0].start()]
    parts.append(block.model_copy(update={"text": first, "lines": ()}))
    for here, after in zip(starts, [*starts[1:], None], strict=True):
        text = block.text[here.end() : after.start() if after is not None else None]
        update = {"kind": "list_item", "mark": here.group(1), "text": text, "lines": (), "struck": ()}
        parts.append(block.model_copy(update=update | {"level": block.level if marked else 0}))
    return [p for p in parts if p.text or p.struck]
