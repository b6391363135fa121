"""The words of a Word paragraph: its runs with what is struck, bold and hidden, and its text boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from extractors.readers.build import Run
from extractors.readers.docx_markup import (
    CLEAR,
    MC,
    alternative,
    diagram_ids,
    is_placeholder,
    symbol_character,
    text_boxes,
)
from extractors.readers.docx_styles import Styles, W, is_on, value
from extractors.readers.limits import MAX_DEPTH

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OUT = {W + "del", W + "moveFrom"}
_IN = {W + "ins", W + "moveTo"}


@dataclass(slots=True)
class Words:
    """What a paragraph holds beside its own words."""

    runs: list[Run] = field(default_factory=list)
    text_boxes: list[etree._Element] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)  # ids of the parts with their words


class RunReader:
    """Reads paragraphs' words; `notes` gathers the notes that they refer to, kind and id."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.notes: list[tuple[str, str]] = []

    def read(self, p: etree._Element, style: str | None) -> Words:
        """The words of a paragraph set in a style."""
        held = Words()
        self._runs(p, held, style, False, 0)
        return held

    def _runs(self, parent: etree._Element, held: Words, style: str | None, struck: bool, depth: int) -> None:
        for child in parent:
            if child.tag == W + "r":
                self._run(child, held, style, struck)
            elif depth >= MAX_DEPTH:
                continue
            elif child.tag in _OUT:
                self._changed("out", child, held, style, True, depth)
            elif child.tag == W + "sdt":
                if not is_placeholder(child):
                    self._runs(child, held, style, struck, depth + 1)
            elif child.tag in _IN:
                self._changed("in", child, held, style, struck, depth)
            elif child.tag in CLEAR:
                self._runs(child, held, style, struck, depth + 1)
            elif child.tag == MC + "AlternateContent":
                self._runs(alternative(child), held, style, struck, depth + 1)
            elif child.tag in (M + "oMath", M + "oMathPara"):
                held.runs.append(Run("".join(t.text or "" for t in child.iter(M + "t")), struck))

    def _changed(
        self,
        change: Literal["in", "out"],
        parent: etree._Element,
        held: Words,
        style: str | None,
        struck: bool,
        depth: int,
    ) -> None:
        """The runs of a tracked change, marked as such."""
        first = len(held.runs)
        self._runs(parent, held, style, struck, depth + 1)
        for run in held.runs[first:]:
            run.change = run.change if run.change == "out" else change

    def _run(self, run: etree._Element, held: Words, style: str | None, struck: bool) -> None:
        properties = run.find(W + "rPr")
        own = None if properties is None else value(properties.find(W + "rStyle"))
        parts: list[str] = []
        for child in run:
            if child.tag in (W + "t", W + "delText"):
                parts.append((child.text or "").replace("\n", " "))
            elif child.tag in (W + "tab", W + "ptab"):
                parts.append("\t")
            elif child.tag == W + "cr" or (
                child.tag == W + "br" and value(child, "type") in (None, "textWrapping")
            ):
                parts.append("\n")
            elif child.tag == W + "br":
                parts.append(" ")
            elif child.tag == W + "noBreakHyphen":
                parts.append("-")
            elif child.tag == W + "sym":
                parts.append(symbol_character(value(child, "char")))
            elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
                kind = "footnote" if child.tag == W + "footnoteReference" else "endnote"
                self.notes.append((kind, value(child, "id") or ""))
            elif child.tag in (W + "drawing", W + "pict", W + "object", MC + "AlternateContent"):
                held.text_boxes += text_boxes(child)
                held.diagrams += diagram_ids(child)
        text = "".join(parts)
        if not text:
            return
        struck = struck or self._is(properties, own, style, "strike", "dstrike")
        bold = self._is(properties, own, style, "b")
        held.runs.append(Run(text, struck, bold, self._is(properties, own, style, "vanish")))

    def _is(self, properties: etree._Element | None, own: str | None, style: str | None, *names: str) -> bool:
        for name in names if properties is not None else ():
            said = is_on(properties.find(W + name))  # type: ignore[union-attr]
            if said is not None:
                return said
        return self.styles.toggle((own, style), *names)
