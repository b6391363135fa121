"""A web page's elements read into blocks, one after another: text, headings, lists, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import html

from extractors.model import Block, Cell, Problem, Source, Table
from extractors.readers.build import Run, as_heading, cell_text, fold, make_table, settle_lists, text_blocks
from extractors.readers.docx_styles import spell
from extractors.readers.html_page import HEADINGS, INLINE, SKIPPED, Page, text_length
from extractors.readers.html_rows import Row, is_header, is_label_list, table_rows, whole
from extractors.readers.limits import MAX_BLOCKS, MAX_CELLS, MAX_TABLES

_MAX_DEPTH = 150
_MAX_SPAN = 1000
_MAX_ROWSPAN = 65_534
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True, frozen=True)
class State:
    """What holds for an element because of those around it."""

    depth: int = 0
    struck: bool = False
    bold: bool = False
    hidden: bool = False
    nesting: int = 0
    in_item: bool = False
    furnishing: bool = False


@dataclass(slots=True)
class _Item:
    """A list item that has not yet got its words."""

    level: int
    mark: str | None


class Shared:
    """What all flows of one page write to."""

    def __init__(self, page: Page, problems: list[Problem]) -> None:
        self.page, self.problems = page, problems
        self.furniture: list[Block] = []
        self.room = MAX_BLOCKS
        self.tables = MAX_TABLES

    def limit(self, message: str) -> None:
        """Tell once that something was left out."""
        problem = Problem(category="limit", message=message)
        if problem not in self.problems:
            self.problems.append(problem)


class Flow:
    """A stretch of the page read into blocks: the body, or one cell."""

    def __init__(self, shared: Shared, nested: list[Table], in_cell: bool = False) -> None:
        self.shared, self.page = shared, shared.page
        self.nested, self.in_cell = nested, in_cell
        self.out: list[Block | Table] = []
        self.runs: list[Run] = []
        self.at: html.HtmlElement | None = None
        self.item: _Item | None = None

    def finish(self) -> list[Block | Table]:
        """All blocks, their typed lists settled between the tables."""
        self.flush(State())
        done: list[Block | Table] = []
        open_: list[Block] = []
        for block in self.out:
            if isinstance(block, Block):
                open_.append(block)
            else:
                done += settle_lists(open_)
                done.append(block)
                open_ = []
        return done + settle_lists(open_)

    def finish_blocks(self) -> list[Block]:
        """All blocks of a cell; its tables' words among them."""
        return [b for b in self.finish() if isinstance(b, Block)]

    # -- walking ---------------------------------------------------------------------------------

    def inside(self, element: html.HtmlElement, state: State) -> None:
        """Read what an element holds."""
        outside = element in self.page.around_main and bool(self.page.main)
        self.text(element.text, element, state, outside)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, state)
            self.text(child.tail, element, state, outside)

    def text(self, text: str | None, at: html.HtmlElement, state: State, outside: bool = False) -> None:
        """Take in text; a line break in the markup is only a space."""
        if not text or outside:
            return
        if self.at is None and text.strip():
            while at.tag in INLINE and (parent := at.getparent()) is not None:
                at = parent
            self.at = at
        text = re.sub(r"\s+", lambda m: "\t" if "\t" in m.group() else " ", text)
        self.runs.append(Run(text, state.struck, state.bold, state.hidden))

    def element(self, element: html.HtmlElement, state: State) -> None:
        """Read an element by what it is."""
        tag = element.tag
        if tag in SKIPPED:
            return
        if state.depth > _MAX_DEPTH:
            self.shared.limit(f"markup nested deeper than {_MAX_DEPTH}: its structure was not read")
            self.text(" ".join(element.itertext()), element, state)
            return
        state = replace(state, depth=state.depth + 1)
        if not state.furnishing and self.page.is_furniture(element):
            self.furnish(element, state)
        elif not state.hidden and self.page.hidden(element):
            self.concealed(element, state)
        elif tag == "br":
            self.runs.append(Run("\n", state.struck, state.bold))
        elif tag in HEADINGS or element.get("role") == "heading":
            self.heading(element, state)
        elif tag == "summary" or tag == "button" or (tag == "a" and element.get("data-toggle") == "collapse"):
            self.toggle(element, state)
        elif tag in INLINE:
            self.inline(element, state)
        else:
            self.block(element, state)

    def inline(self, element: html.HtmlElement, state: State) -> None:
        """Read an element that stands within a line."""
        if element.tag == "sup" and any((a.get("href") or "").startswith("#") for a in element.iter("a")):
            return  # a footnote's number
        if element.tag == "img":
            alt = element.get("alt") or ""
            if self.in_cell and alt.strip() and not "".join(r.text for r in self.runs).strip():
                self.text(alt, element, state)
            return
        bold = self.page.bold(element)
        struck = state.struck or self.page.struck(element)
        self.inside(element, replace(state, struck=struck, bold=state.bold if bold is None else bold))

    def block(self, element: html.HtmlElement, state: State) -> None:
        """Read an element that starts on a line of its own."""
        tag = element.tag
        role = element.get("role")
        if state.in_item and self.item is not None and tag in ("p", "div"):
            self.break_line()  # an item's paragraphs are its lines
            self.inline(element, state)
            self.break_line()
            return
        self.flush(state)
        if tag in ("ul", "ol", "menu", "dir"):
            self.item = None
            self.items(element, state)
        elif (
            (tag == "dl" and is_label_list(element))
            or tag == "table"
            or role in ("table", "grid", "treegrid")
        ):
            self.table(element, state)
        elif tag == "hr":
            pass
        else:
            bold = True if tag == "dt" else self.page.bold(element)
            struck = state.struck or self.page.struck(element)
            inner = replace(state, struck=struck, bold=state.bold if bold is None else bold)
            self.inside(element, inner)
        self.flush(state)

    def break_line(self) -> None:
        """End a line, where one was begun."""
        written = [r for r in self.runs if r.text.strip(" \t")]
        if written and not written[-1].text.endswith("\n"):
            self.runs.append(Run("\n"))

    def heading(self, element: html.HtmlElement, state: State) -> None:
        """Read a heading; one around blocks gives its words in one line."""
        self.flush(state)
        self.item = None
        aria = element.get("aria-level") or ""
        level = int(aria) if aria.isdigit() and len(aria) == 1 else HEADINGS.get(str(element.tag), 2)
        inner = Flow(self.shared, [], True)
        inner.inside(element, replace(state, bold=True, nesting=0, in_item=False))
        blocks = inner.finish_blocks()
        if blocks:
            first = blocks[0]
            text = cell_text(blocks)
            self.emit(
                first.model_copy(
                    update={
                        "kind": "heading",
                        "text": text if first.mark is None or not text else f"{first.mark} {text}",
                        "level": level,
                        "mark": None,
                        "lines": tuple(line for b in blocks for line in b.lines),
                        "source": Source(place=self.page.place.get(element)),
                    }
                )
            )

    def toggle(self, element: html.HtmlElement, state: State) -> None:
        """Read a button: it heads the part that it opens, or it is furniture; inside a heading it is text."""
        if state.bold and any(a.tag in HEADINGS for a in element.iterancestors()):
            self.inline(element, state)
        elif any(c.tag in HEADINGS for c in element.iter()):
            self.inside(element, state)
        elif element.tag == "summary" or self.page.is_toggle(element):
            self.flush(state)
            words = text_blocks([Run(" ".join(element.itertext()))], kind="heading")
            place = Source(place=self.page.place.get(element))
            for block in words:
                self.emit(block.model_copy(update={"hidden": state.hidden, "source": place}))
        elif not state.furnishing:
            self.furnish(element, state)

    def items(self, element: html.HtmlElement, state: State) -> None:
        """Read a list's items, each with its mark."""
        ordered = element.tag == "ol"
        form = _LIST_TYPES.get(element.get("type") or "", "decimal")
        count = whole(element.get("start"), 1)
        step = -1 if element.get("reversed") is not None else 1
        inner = replace(state, nesting=state.nesting + 1, in_item=True)
        self.text(element.text, element, state)  # no list should hold bare words; broken exports do
        for child in element:
            self.flush(state)
            if not isinstance(child.tag, str):
                continue
            if child.tag != "li":
                self.element(child, replace(inner, in_item=False))
                continue
            count = whole(child.get("value"), count)
            mark = f"{spell(count, form)}." if ordered else "•"
            count += step
            if self.page.is_furniture(child) or child.tag in SKIPPED:
                continue
            self.item = _Item(inner.nesting, mark)
            self.at = child
            self.list_item(child, inner)
            self.flush(inner)
            self.item = None
            self.text(child.tail, element, state)

    def list_item(self, element: html.HtmlElement, state: State) -> None:
        """Read one item, hidden ones as other hidden parts."""
        if not state.hidden and self.page.hidden(element):
            self.concealed(element, state)
        else:
            self.inline(element, replace(state, depth=state.depth + 1))

    # -- what is put aside -----------------------------------------------------------------------

    def concealed(self, element: html.HtmlElement, state: State) -> None:
        """Read a hidden part: the closed panel of an accordion is content, so is one with much to say."""
        if self.page.is_panel(element) and text_length(element):
            state = replace(state, furnishing=state.furnishing)
            self.reveal(element, state)
        elif self.page.holds_content(element):
            self.reveal(element, replace(state, hidden=True))
        elif not state.furnishing and not state.in_item:
            self.furnish(element, replace(state, hidden=True))

    def reveal(self, element: html.HtmlElement, state: State) -> None:
        """Read a hidden element as if it were shown."""
        if element.tag in HEADINGS:
            self.heading(element, state)
        elif element.tag in INLINE or element.tag == "li":
            self.inline(element, state)
        else:
            self.block(element, state)

    def furnish(self, element: html.HtmlElement, state: State) -> None:
        """Put an element's words to the furniture."""
        if element.tag not in INLINE:
            self.flush(state)
        inner = Flow(self.shared, [], True)
        around = replace(state, furnishing=True, in_item=False, nesting=0)
        inner.inside(element, around)
        self.shared.furniture += inner.finish_blocks()

    # -- blocks ----------------------------------------------------------------------------------

    def flush(self, state: State) -> None:
        """Make blocks of the text taken in so far."""
        runs, self.runs = self.runs, []
        at, self.at = self.at, None
        if not any(r.text.strip() for r in runs):
            return
        item, self.item = self.item, None
        source = Source(place=None if at is None else self.page.place.get(at))
        blocks = text_blocks(
            runs,
            kind="paragraph" if item is None else "list_item",
            level=0 if item is None else item.level,
            mark=None if item is None else item.mark,
            hidden=state.hidden,
            source=source,
        )
        plain = not self.in_cell and not state.in_item and not state.furnishing
        for block in blocks:
            self.emit(as_heading(block) if plain else block)

    def emit(self, block: Block) -> None:
        """Give a block, as long as there is room."""
        if self.shared.room <= 0:
            self.shared.limit(f"more than {MAX_BLOCKS} paragraphs: the rest left out")
            return
        self.shared.room -= 1
        self.out.append(block)

    # -- tables ----------------------------------------------------------------------------------

    def table(self, element: html.HtmlElement, state: State) -> None:
        """Read a table; one cell around others, and a table that is there for layout, only frame them."""
        rows = table_rows(element)
        count = sum(len(cells) for _, cells in rows)
        inner = any(e is not element for e in element.iter("table"))
        if element.get("role") in ("presentation", "none") or (inner and (count == 1 or len(rows) == 1)):
            for _, cells in rows:
                for cell in cells:
                    self.inside(cell, replace(state, in_item=False))
                    self.flush(state)
            return
        if self.shared.tables <= 0:
            self.shared.limit(f"more than {MAX_TABLES} tables: the rest left out")
            return
        self.shared.tables -= 1
        nested: list[Table] = []
        caption = next((c for c in element if c.tag == "caption"), None)
        table = make_table(
            self._cells(element, rows, replace(state, in_item=False, nesting=0), nested),
            self.shared.problems,
            caption=None if caption is None else fold(" ".join(caption.itertext())) or None,
            hidden=state.hidden,
            source=Source(place=self.page.place.get(element)),
        )
        found = [table, *nested] if table is not None else nested
        if self.in_cell:
            self.nested += found
            self.out += [b for c in table.cells for b in c.blocks] if table is not None else []
        else:
            self.out += found

    def _cells(
        self,
        element: html.HtmlElement,
        rows: list[Row],
        state: State,
        nested: list[Table],
    ) -> list[Cell]:
        cells: list[Cell] = []
        taken: list[int] = []  # for each column the first row that is free
        room = MAX_CELLS  # spans are not believed without end
        for r, (tr, tds) in enumerate(rows):
            column = 0
            whole_row = all(td.tag == "th" for td in tds)
            hidden = state.hidden or self.page.hidden(tr)
            for td in tds:
                while column < len(taken) and taken[column] > r:
                    column += 1
                wide = max(1, min(_MAX_SPAN, whole(td.get("colspan"), 1))) if room > 0 else 1
                free = next(
                    (i for i in range(wide) if column + i < len(taken) and taken[column + i] > r), wide
                )
                wide = max(1, free)
                tall = whole(td.get("rowspan"), 1)
                tall = min(len(rows) - r, _MAX_ROWSPAN if tall == 0 else max(1, tall))
                taken += [0] * (column + wide - len(taken))
                taken[column : column + wide] = [r + tall] * wide
                room -= wide
                flow = Flow(self.shared, nested, True)
                concealed = hidden or self.page.hidden(td)
                flow.inside(td, replace(state, hidden=concealed, bold=td.tag in ("th", "dt")))
                flow.flush(replace(state, hidden=concealed))
                blocks = flow.finish_blocks()
                cells.append(
                    Cell(
                        row=r,
                        column=column,
                        rowspan=tall,
                        colspan=wide,
                        text=cell_text(blocks),
                        blocks=tuple(blocks),
                        header=is_header(td, tr, whole_row),
                        fill=self.page.fill(td, tr),
                        source=Source(place=self._place(element, r, td)),
                    )
                )
                column += wide
        return cells

    def _place(self, element: html.HtmlElement, row: int, td: html.HtmlElement) -> str:
        among = sum(1 for e in td.itersiblings(td.tag, preceding=True)) + 1
        return f"{self.page.place.get(element)}/tr[{row + 1}]/{td.tag}[{among}]"
