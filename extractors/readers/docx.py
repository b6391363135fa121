"""DOCX: the paragraphs, lists and tables of a Word file, at places such as `body/table[2]/row[3]/cell[4]`.

Inserted text is kept; deleted and struck-through text goes to `Block.struck`. Headers, footers and the
table of contents are furniture. A table inside a cell comes after its table, its words stay in the cell too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from lxml import etree

from extractors.model import Block, Cell, Document, Problem, Source, Table
from extractors.readers.build import Kind, Run, as_heading, cell_text, make_table, settle_lists, text_blocks
from extractors.readers.docx_markup import (
    TableLook,
    children,
    diagram_lines,
    spanned,
)
from extractors.readers.docx_runs import RunReader, Words
from extractors.readers.docx_styles import Numbering, Styles, Theme, W, has_words, is_on, number, value
from extractors.readers.limits import MAX_BLOCKS, MAX_DEPTH, MAX_TABLES, Package, refuse_ole, zip_claim
from extractors.registry import UnreadableError, reader

MAIN = "word/document.xml"


def _claim(data: bytes) -> float:
    return zip_claim(data, "word/", MAIN)


@reader("docx", "Word document", (".docx", ".docm", ".dotx", ".doc"), _claim)
def read(data: bytes) -> Document:
    """The document of a Word file's bytes; `UnreadableError` where it is damaged, protected or too large."""
    refuse_ole(data)
    package = Package(data, "Word")
    main = next(
        (t for k, t in package.relations("").values() if k == "officeDocument" and t in package), MAIN
    )
    return _Word(package, main).document(hashlib.sha256(data).hexdigest())


@dataclass(slots=True)
class _RawCell:
    row: int
    column: int
    colspan: int
    place: str
    header: bool
    fill: str | None
    rowspan: int = 1
    blocks: list[Block] = field(default_factory=list)


class _Word:
    """One Word file while it is read."""

    def __init__(self, package: Package, main: str) -> None:
        self.package, self.main = package, main
        self.problems: list[Problem] = []
        self.relations = package.relations(main)
        theme = self._part("theme")
        self.styles = Styles(self._part("styles"), Theme() if theme is None else Theme.read(theme))
        self.reader = RunReader(self.styles)
        self.numbering = Numbering(self._part("numbering"))
        self.furniture: list[Block] = []
        self.title: str | None = None
        self.room = MAX_BLOCKS
        self.tables = MAX_TABLES

    def _part(self, kind: str) -> etree._Element | None:
        """The root of the part that the document relates to by this kind; damaged is told, not fatal."""
        name = next((t for k, t in self.relations.values() if k == kind and t in self.package), None)
        return None if name is None else self._optional(name)

    def _optional(self, name: str) -> etree._Element | None:
        try:
            return self.package.xml(name)
        except UnreadableError as error:
            self.problems.append(Problem(category="unreadable", message=str(error)))
            return None

    def document(self, sha256: str) -> Document:
        """The whole file, read."""
        root = self.package.xml(self.main)
        body = root.find(W + "body")
        if body is None:
            raise UnreadableError("damaged Word file: it holds no body")
        blocks: list[Block | Table] = self.container(body, "body", 0)
        blocks += self._notes()
        self._running()
        if self.room <= 0:
            self.problems.append(
                Problem(category="limit", message=f"more than {MAX_BLOCKS} paragraphs: the rest left out")
            )
        if not blocks:
            self.problems.append(Problem(category="no_text", message="the document holds no text"))
        return Document(
            format="docx",
            sha256=sha256,
            title=self.title,
            blocks=tuple(blocks),
            furniture=tuple(self.furniture),
            problems=tuple(self.problems),
        )

    def _running(self) -> None:
        seen: set[str] = set()
        for kind, name in sorted(set(self.relations.values())):
            if kind not in ("header", "footer") or name not in self.package:
                continue
            root = self._optional(name)
            place = name.rpartition("/")[2].partition(".")[0]
            for block in [] if root is None else self.container(root, place, 0):
                inner = [block] if isinstance(block, Block) else _of_cells(block)
                self.furniture += [b for b in inner if (b.text or b.fill) and b.text not in seen]
                seen |= {b.text for b in inner}

    def _notes(self) -> list[Block]:
        parts = {kind: self._part(kind + "s") for kind in {k for k, _ in self.reader.notes}}
        found: list[Block] = []
        for count, (kind, key) in enumerate(list(self.reader.notes), start=1):
            root = parts[kind]
            note = next((n for n in root if value(n, "id") == key), None) if root is not None else None
            for block in [] if note is None else self.container(note, f"{kind}[{count}]", 0):
                if isinstance(block, Block):
                    found.append(block.model_copy(update={"mark": block.mark or str(count)}))
        return found

    # -- blocks ----------------------------------------------------------------------------------

    def container(self, parent: etree._Element, path: str, depth: int) -> list[Block | Table]:
        """The blocks of a body, a header, a text box or a cell that only frames others."""
        found: list[Block | Table] = []
        open_: list[Block] = []
        counts = {"p": 0, "tbl": 0}
        for element in children(parent, (W + "p", W + "tbl")):
            kind = "p" if element.tag == W + "p" else "tbl"
            counts[kind] += 1
            if kind == "p":
                blocks, inner = self.paragraph(element, f"{path}/p[{counts[kind]}]", depth)
                open_ += [as_heading(b) for b in blocks]
            else:
                inner = self.table(element, f"{path}/table[{counts[kind]}]", depth)
            if inner:
                found += settle_lists(open_)
                found += inner
                open_ = []
        return found + settle_lists(open_)

    def paragraph(self, p: etree._Element, place: str, depth: int) -> tuple[list[Block], list[Block | Table]]:
        """A paragraph's own blocks (several where typed bullets part its lines), and its text boxes'."""
        properties = p.find(W + "pPr")
        style = None if properties is None else value(properties.find(W + "pStyle"))
        held = self.reader.read(p, style)
        heading = self._heading(properties, style)
        kind: Kind = "paragraph" if heading is None else "heading"
        level, mark = heading or 0, None
        label = self._label(properties, style, bool(_visible(held.runs)))
        if label is not None:
            text, listed, nesting = label
            if not _visible(held.runs) or has_words(text):
                held.runs.insert(0, Run(f"{text} ", bold=heading is not None))
            else:
                mark = text or None
                if heading is None and listed:
                    kind, level = "list_item", nesting
        blocks = self._blocks(held, kind, level, mark, style, properties, place)
        inner: list[Block | Table] = []
        for at, box in enumerate(held.text_boxes if depth < MAX_DEPTH else [], start=1):
            inner += self.container(box, f"{place}/textbox[{at}]", depth + 1)
        for at, key in enumerate(held.diagrams, start=1):
            inner += self._diagram(key, f"{place}/diagram[{at}]")
        name = self.styles.name(style)
        if name.startswith("toc "):
            self.furniture += blocks
            return [], inner
        if name == "title" and self.title is None and blocks:
            self.title = blocks[0].text or None
        return blocks, inner

    def _diagram(self, key: str, place: str) -> list[Block]:
        """The words of a diagram, a paragraph for each line of its outline."""
        kind, name = self.relations.get(key, ("", ""))
        root = self._optional(name) if kind == "diagramData" and name in self.package else None
        lines = diagram_lines(root)[: max(0, self.room)] if root is not None else []
        self.room -= len(lines)
        return [Block(kind="paragraph", text=line, source=Source(place=place)) for line in lines]

    def _blocks(
        self,
        held: Words,
        kind: Kind,
        level: int,
        mark: str | None,
        style: str | None,
        properties: etree._Element | None,
        place: str,
    ) -> list[Block]:
        if self.room <= 0 or not any(r.text.strip() for r in held.runs):
            return []
        mark_run = None if properties is None else properties.find(W + "rPr")
        blocks = text_blocks(
            held.runs,
            kind=kind,
            level=level,
            mark=mark,
            size=self.styles.size(mark_run, style),
            source=Source(place=place),
        )
        self.room -= len(blocks)
        return blocks

    def _heading(self, properties: etree._Element | None, style: str | None) -> int | None:
        said = None if properties is None else value(properties.find(W + "outlineLvl"))
        if said is not None:
            level = number(said, 9)
            return level + 1 if 0 <= level < 9 else None
        return self.styles.heading_level(style)

    def _label(
        self, properties: etree._Element | None, style: str | None, inked: bool
    ) -> tuple[str, bool, int] | None:
        """A list paragraph's label, whether it makes a list item, and its nesting from 1."""
        own = None if properties is None else properties.find(W + "numPr")
        styled = self.styles.numbering(style)
        if own is None and styled is None:
            return None
        numbered = [e for e in (own, styled) if e is not None]
        list_id = next((v for e in numbered if (v := value(e.find(W + "numId"))) is not None), "0")
        said = next((v for e in numbered if (v := value(e.find(W + "ilvl"))) is not None), None)
        if list_id == "0":
            return None
        depth = number(said) if said is not None else self.numbering.depth_of_style(list_id, style)
        label = self.numbering.next_label(list_id, depth)
        if label is None or (label[1] and not inked):
            return None
        return label[0], True, max(depth + 1, self.styles.list_depth(style))

    # -- tables ----------------------------------------------------------------------------------

    def table(self, tbl: etree._Element, path: str, depth: int) -> list[Block | Table]:
        """A table and the tables inside its cells; a one-cell table around others only frames them."""
        rows = [list(children(tr, (W + "tc",))) for tr in children(tbl, (W + "tr",))]
        if (
            len(rows) == 1
            and len(rows[0]) == 1
            and next(children(rows[0][0], (W + "tbl",)), None) is not None
        ):
            return self.container(rows[0][0], f"{path}/row[1]/cell[1]", depth + 1)
        if self.tables <= 0 or depth >= MAX_DEPTH:
            self._too_deep()
            return []
        self.tables -= 1
        cells, nested = self._cells(tbl, path, depth)
        table = make_table(
            [
                Cell(
                    row=c.row,
                    column=c.column,
                    rowspan=c.rowspan,
                    colspan=c.colspan,
                    text=cell_text(c.blocks),
                    blocks=tuple(c.blocks),
                    header=c.header,
                    fill=c.fill,
                    source=Source(place=c.place),
                )
                for c in cells
            ],
            self.problems,
            source=Source(place=path),
        )
        return [table, *nested] if table is not None else nested

    def _too_deep(self) -> None:
        problem = Problem(category="limit", message="tables nested too deep or too many: some left out")
        if problem not in self.problems:
            self.problems.append(problem)

    def _cells(
        self, tbl: etree._Element, path: str, depth: int
    ) -> tuple[list[_RawCell], list[Block | Table]]:
        cells: list[_RawCell] = []
        nested: list[Block | Table] = []
        above: dict[int, _RawCell] = {}  # by grid column: the cell that a merge may go on from
        look = TableLook(self.styles, tbl)
        rows = list(children(tbl, (W + "tr",)))
        for r, tr in enumerate(rows):
            properties = tr.find(W + "trPr")
            column = spanned(properties, "gridBefore", 0)
            header = properties is not None and bool(is_on(properties.find(W + "tblHeader")))
            here: dict[int, _RawCell] = {}
            last: _RawCell | None = None
            for c, tc in enumerate(children(tr, (W + "tc",))):
                tcpr = tc.find(W + "tcPr")
                span = max(1, spanned(tcpr, "gridSpan", 1))
                merged = None if tcpr is None else tcpr.find(W + "vMerge")
                across = None if tcpr is None else tcpr.find(W + "hMerge")
                goes_on = merged is not None and value(merged) in (None, "continue") and column in above
                if across is not None and value(across) in (None, "continue") and last is not None:
                    last.colspan += span
                elif goes_on:
                    last = here[column] = above[column]
                    last.rowspan = r - last.row + 1
                else:
                    place = f"{path}/row[{r + 1}]/cell[{c + 1}]"
                    last = _RawCell(r, column, span, place, header, None)
                    last.blocks, inner, marked = self._cell(tc, place, depth)
                    last.fill = self.styles.shading(tcpr) or marked or look.fill(r, c, len(rows))
                    nested += inner
                    cells.append(last)
                    if merged is not None:
                        here[column] = last
                column += span
            above = here
        return cells, nested

    def _cell(
        self, tc: etree._Element, place: str, depth: int
    ) -> tuple[list[Block], list[Block | Table], str | None]:
        """A cell's blocks, the tables inside it, and the colour behind all its words."""
        blocks: list[Block] = []
        nested: list[Block | Table] = []
        colours: set[str | None] = set()
        counts = {"p": 0, "tbl": 0}
        for element in children(tc, (W + "p", W + "tbl")):
            if element.tag == W + "p":
                counts["p"] += 1
                own, inner = self.paragraph(element, f"{place}/p[{counts['p']}]", depth + 1)
                blocks += own
                if own:
                    colours.add(self._behind(element))
                within = inner
            else:
                counts["tbl"] += 1
                within = self.table(element, f"{place}/table[{counts['tbl']}]", depth + 1)
                nested += [b for b in within if isinstance(b, Table)]
            blocks += _words(within)
        return settle_lists(blocks), nested, colours.pop() if len(colours) == 1 else None

    def _behind(self, p: etree._Element) -> str | None:
        """The colour behind all words of a paragraph: its own, or that of every run."""
        shaded = self.styles.shading(p.find(W + "pPr"))
        runs = [r for r in p.iter(W + "r") if any(t.text and t.text.strip() for t in r.iter(W + "t"))]
        inks = {
            self.styles.shading(r.find(W + "rPr")) or self.styles.highlight(r.find(W + "rPr")) for r in runs
        }
        return shaded or (inks.pop() if len(inks) == 1 else None)


def _of_cells(table: Table) -> list[Block]:
    """The blocks of a table's cells, each with its cell's ground; a cell that is only coloured is one."""
    return [
        block.model_copy(update={"fill": block.fill or cell.fill})
        for cell in table.cells
        for block in (cell.blocks or (Block(kind="paragraph", text="", source=cell.source),))
    ]


def _words(found: list[Block | Table]) -> list[Block]:
    """The blocks of what stands inside a cell; a table inside a table is told by the outer one already."""
    blocks: list[Block] = []
    outer: str | None = None
    for block in found:
        if isinstance(block, Block):
            blocks.append(block)
        elif outer is None or not (block.source.place or "").startswith(f"{outer}/"):
            outer = block.source.place
            blocks += [b for cell in block.cells for b in cell.blocks]
    return blocks


def _visible(runs: list[Run]) -> str:
    return "".join(r.text for r in runs if not r.struck).strip()
