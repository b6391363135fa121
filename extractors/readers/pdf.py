"""PDF: text, places and drawn rules through pdfium into one `Document`."""

from __future__ import annotations

import gc
import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2 as pdfium

from extractors.layout.blocks import Draft, group, source_of, to_block
from extractors.layout.broken import mend_broken
from extractors.layout.cells import join_seam
from extractors.layout.columns import runs
from extractors.layout.furniture import running_lines
from extractors.layout.hyphens import mend
from extractors.layout.line import PrintedLine, fold
from extractors.layout.seams import cut_by_column
from extractors.layout.spots import colour_cells
from extractors.layout.stitch import Joined, begin, join, joins, to_table
from extractors.layout.tables import TableDraft
from extractors.layout.unruled import unruled_tables
from extractors.model import Block, Document, Problem, Table
from extractors.readers import ocr
from extractors.readers.limits import MAX_LINES, MAX_LOST, MAX_PAGES
from extractors.readers.pdf_boxes import keep_boxes_together
from extractors.readers.pdf_pages import ReadPage, find_tables, read_page
from extractors.readers.pdfium import HYPHENS, Places, open_pdf
from extractors.registry import UnreadableError, reader

LARGER = 1.12  # type so much larger than the body's makes a heading
LONGEST_HEADING = 160  # characters
MOST_KNOWN = 3  # tables whose columns may go on after other text
NOTE = 0.87  # type at most so large, against the body's, may be a footnote's


def claim(data: bytes) -> float:
    """Certain where the mark of a PDF stands within the first kilobyte."""
    return 1.0 if b"%PDF-" in data[:1024] else 0.0


@reader("pdf", "PDF", (".pdf",), claim)
def read_pdf(data: bytes) -> Document:
    """The document; pages that could not be read, or hold no text, are told in `problems`."""
    with collection_paused():
        return _read(data)


def _read(data: bytes) -> Document:
    """The work itself, apart so that all it made on the way is gone before garbage is looked for again."""
    source = open_pdf(data)
    pages: list[ReadPage] = []
    try:
        _read_pages(source, pages)
        if all(page.problem and page.problem.category == "unreadable" for page in pages):
            raise UnreadableError("the PDF is damaged: none of its pages could be read")
        pictures = _read_pictures(source, pages)
        document = _counted(_assemble(data, pages, _title(source)), len(source))
        return ocr.marked(document, pictures) if pictures else document
    finally:
        for page in pages:
            if page.page is not None:
                page.page.close()
        source.close()


def _read_pages(source: pdfium.PdfDocument, pages: list[ReadPage]) -> None:
    """Read the pages into the list, up to the limits; a file may state a million that are not there."""
    places, room, lost = Places(), MAX_LINES, 0
    for number in range(1, min(len(source), MAX_PAGES) + 1):
        pages.append(page := read_page(source, number, places))
        room -= sum(len(part.lines) for part in (page, *page.turned))
        lost = lost + 1 if page.problem and page.problem.category == "unreadable" else 0
        if room < 0 or lost > MAX_LOST:
            return


def _counted(document: Document, count: int) -> Document:
    """The document with all of its pages counted, and told where they were too many to be read."""
    read = document.pages or 0
    if read == count:
        return document
    message = f"too large: only the first {read:,} of {count:,} pages were read"
    problem = Problem(category="limit", page=read + 1, message=message)
    return document.model_copy(update={"pages": count, "problems": (problem, *document.problems)})


@contextmanager
def collection_paused() -> Iterator[None]:
    """Let Python not look for garbage meanwhile: thousands of lines at once look like much and are none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _title(source: pdfium.PdfDocument) -> str | None:
    try:
        title = source.get_metadata_value("Title")
    except UnicodeDecodeError:
        return None  # it is cut within a letter
    return " ".join(title.translate(HYPHENS).split()) or None


def _read_pictures(source: pdfium.PdfDocument, pages: Sequence[ReadPage]) -> set[int]:
    """Have the pages without text read from their pictures, where there is an engine; which were."""
    bare = [page for page in pages if page.problem and page.problem.category == "no_text"]
    if not bare or not ocr.installed():
        return set()
    for page in bare[ocr.MOST_PAGES :]:
        page.problem = ocr.left_out(page.number)
    found: set[int] = set()
    for page in bare[: ocr.MOST_PAGES]:
        picture = ocr.read_picture(source, page.number, page.width)
        page.problem = ocr.told(page.number) if picture else ocr.not_told(page.number, looked=True)
        if picture is not None and page.page is not None:
            page.page.close()
            page.page, page.lines = picture, picture.lines
            page.shapes = picture.shapes
            find_tables([page])
            found.add(page.number)
    return found


def _assemble(data: bytes, read: Sequence[ReadPage], title: str | None) -> Document:
    pages = [part for page in read for part in (page, *page.turned)]
    keep_boxes_together(pages)
    mend([line for page in pages for line in page.all_lines()])
    running = running_lines([(_loose(page), page.height) for page in pages])
    furniture: list[Block] = []
    flow: list[Draft | Joined] = []
    right_edge = 0.0
    for page in pages:
        furniture.extend(_furniture(page, running))
        elements, right = _elements(page, running, flow)
        _append(flow, elements, page, right_edge or right)
        right_edge = right
    problems = [page.problem for page in pages if page.problem]
    if not flow and not furniture and not problems:  # what is printed are no words
        problems = [ocr.not_told(page.number) for page in read]
    mend_broken((i.table for i in flow if isinstance(i, Joined)), [i for p in pages for i in p.all_lines()])
    blocks, found = _finish(flow)
    return Document(
        format="pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        pages=len(read),
        title=title,
        blocks=tuple(blocks),
        furniture=tuple(furniture),
        problems=(*problems, *found),
    )


def _loose(page: ReadPage) -> list[PrintedLine]:
    """The lines that may be running lines: those in no table of several cells."""
    held = {i for draft, taken in page.tables if draft.apart or not draft.frame for i in taken}
    return [line for line in page.lines if id(line) not in held]


def _furniture(page: ReadPage, running: set[int]) -> list[Block]:
    lines = [line for line in page.lines if id(line) in running]
    head = [line for line in lines if line.top < page.height / 2]
    foot = [line for line in lines if line.top >= page.height / 2]
    return [
        Block(kind="paragraph", text=fold(line.text for line in part), source=source_of(part))
        for part in (head, foot)
        if part
    ]


def _grouped(run: list[PrintedLine], width: float, right: float) -> list[Draft]:
    """The drafts of lines in reading order; a sentence that one column breaks off goes on in the next."""
    found: list[Draft] = []
    for part, end in runs(run, width, right):
        drafts = group(part, end)
        if found and cut_by_column(found[-1], drafts[0]):
            found[-1].lines += drafts.pop(0).lines
        found += drafts
    return found


def _carried(flow: Sequence[Draft | Joined], number: int) -> TableDraft | None:
    """The table without rules that the page before ends with."""
    last = flow[-1] if flow else None
    if not isinstance(last, Joined) or last.table.ruled or last.pages[-1] != number - 1:
        return None
    return last.table


def _known(flow: Sequence[Draft | Joined]) -> list[list[float]]:
    """Where the columns of the last tables without rules stand that have a header; the last one's last."""
    found: list[list[float]] = []
    for item in reversed(flow):
        if len(found) == MOST_KNOWN:
            break
        if isinstance(item, Joined) and not item.table.ruled and item.fragments[0].header_rows:
            found += [item.table.xs] if item.table.xs not in found else []
    return found[::-1]


def _elements(
    page: ReadPage, running: set[int], flow: Sequence[Draft | Joined]
) -> tuple[list[Draft | TableDraft], float]:
    """The page's drafts and tables in reading order, and where its text ends at the right; `flow` is what
    stands on the pages before."""
    held = {i: n for n, (_, taken) in enumerate(page.tables) for i in taken}
    body = [line for line in page.lines if id(line) not in running]
    _find_unruled(page, body, held, flow)
    right = max((line.x1 for line in body), default=page.width)
    ordered = body if page.ordered else _in_order(body, held)
    elements: list[Draft | TableDraft] = []
    run: list[PrintedLine] = []
    seen: set[int] = set()
    for line in ordered:
        table = held.get(id(line))
        if table is None:
            run.append(line)
            continue
        if table in seen:
            continue
        seen.add(table)
        elements.extend(_grouped(run, page.width, right))
        run = []
        elements.append(page.tables[table][0])
    elements.extend(_grouped(run, page.width, right))
    return elements, right


def _find_unruled(
    page: ReadPage, body: list[PrintedLine], held: dict[int, int], flow: Sequence[Draft | Joined]
) -> None:
    """Add the tables without rules to the page's tables, and the lines that they take to `held`."""
    if page.page is None:
        return
    free = [line for line in body if id(line) not in held]
    pen, before = page.page, (_carried(flow, page.number), _known(flow))
    for draft, starts in unruled_tables(free, page.width, pen.cut, pen.gaps, page.bars, *before):
        taken = {id(line) for line in free if line.origin in starts}
        for piece in (piece for cell in draft.cells for piece in cell.pieces):
            piece.turn = page.turn
        colour_cells(draft.cells, page.shapes.spots)
        held.update(dict.fromkeys(taken, len(page.tables)))
        page.tables.append((draft, taken))


def _in_order(lines: list[PrintedLine], held: dict[int, int]) -> list[PrintedLine]:
    """Reading order: the file's own, or from the top where the file jumps about in a single column."""
    free = [line for line in lines if id(line) not in held]
    if all(b.base >= a.base - 3 for a, b in itertools.pairwise(lines)):
        return lines
    ranked = sorted(free, key=lambda line: line.top)
    for above, below in itertools.pairwise(ranked):
        beside = below.top < above.bottom - 2 and (below.x0 >= above.x1 or above.x0 >= below.x1)
        if beside:
            return lines
    tops: dict[int, float] = {}
    for line in lines:
        table = held.get(id(line))
        if table is not None:
            tops[table] = min(tops.get(table, line.top), line.top)
    return sorted(lines, key=lambda line: tops[held[id(line)]] if id(line) in held else line.top)


def _append(
    flow: list[Draft | Joined], elements: list[Draft | TableDraft], page: ReadPage, right: float
) -> None:
    """Add a page's elements to what came before, joined to it where they go on with it."""
    for position, element in enumerate(elements):
        before = flow[-1] if flow else None
        if isinstance(element, TableDraft):
            if (
                position == 0
                and isinstance(before, Joined)
                and before.pages[-1] == page.number - 1
                and not (element.apart or before.table.apart)
                and joins(before, element)
            ):
                join(before, element)
            else:
                flow.append(begin(element))
            continue
        if position == 0:
            before = _before_notes(flow, element)
        if position == 0 and isinstance(before, Draft) and before.last.page == page.number - 1:
            seam, rest = [before], [element]
            left = min(line.x0 for line in page.lines)
            join_seam(seam, rest, right, left)
            if not rest:
                continue
        flow.append(element)


def _before_notes(flow: Sequence[Draft | Joined], after: Draft) -> Draft | Joined | None:
    """What the text after a page break may go on with: the last of the page before but for its footnotes.

    Footnotes are set in smaller type than the text that goes on over them.
    """
    size = NOTE * after.lines[0].size
    for item in reversed(flow):
        small = isinstance(item, Draft) and max(line.size for line in item.lines) <= size
        if not small:
            same = isinstance(item, Draft) and item.last.size >= size
            return item if same else (flow[-1] if flow else None)
    return flow[-1] if flow else None


def _finish(flow: Sequence[Draft | Joined]) -> tuple[list[Block | Table], list[Problem]]:
    """Records, with frames that are no tables taken apart and headings told from paragraphs."""
    spread: list[Draft | Joined] = []
    for item in flow:
        filled = [c for c in item.table.cells if c.text] if isinstance(item, Joined) else []
        if isinstance(item, Joined) and len(filled) <= 1 and item.table.ruled and not item.table.card:
            for piece in (piece for cell in filled for piece in cell.pieces):
                spread.extend(group(piece.lines, piece.right))
        else:
            spread.append(item)
    drafts = [item for item in spread if isinstance(item, Draft)]
    levels = _headings(drafts, _card_lines(spread))
    blocks: list[Block | Table] = []
    problems: list[Problem] = []
    for item in spread:
        if isinstance(item, Joined):
            blocks.append(to_table(item))
            problems.extend(item.problems)
            continue
        blocks.append(to_block(item, levels.get(id(item), 0)))
        problems.extend(Problem(category="uncertain", page=item.last.page, message=m) for m in item.uncertain)
    return blocks, problems


def _card_lines(flow: Sequence[Draft | Joined]) -> list[PrintedLine]:
    """The lines of cards, which are text as any other."""
    cards = [item.table for item in flow if isinstance(item, Joined) and item.table.card]
    return [line for card in cards for cell in card.cells for piece in cell.pieces for line in piece.lines]


def _headings(drafts: Sequence[Draft], cards: Sequence[PrintedLine]) -> dict[int, int]:
    """Mark the headings among the drafts; their levels by id, the largest type first."""
    sizes: Counter[float] = Counter()
    for draft in drafts:
        sizes[round(draft.lines[0].size, 1)] += sum([len(line.text) for line in draft.lines])
    for line in cards:
        sizes[round(line.size, 1)] += len(line.text)
    if not sizes:
        return {}
    body = sizes.most_common(1)[0][0]
    found: list[Draft] = []
    for draft in drafts:
        draft.heading = _is_heading(draft, body)
        if draft.heading:
            found.append(draft)
    ranks = sorted({_rank(draft) for draft in found}, reverse=True)
    return {id(draft): min(ranks.index(_rank(draft)) + 1, 6) for draft in found}


def _rank(draft: Draft) -> tuple[float, bool]:
    return round(draft.lines[0].size), all(line.bold for line in draft.lines)


def _is_heading(draft: Draft, body: float) -> bool:
    if len(draft.lines) > 4:
        return False
    if draft.last.text.endswith((".", ";", ",")):  # before its text is put together, for most end so
        return False
    text = draft.text
    if len(text) > LONGEST_HEADING or text.endswith((".", ";", ",")):
        return False
    if not any(c.isalpha() for c in text):
        return False
    larger = draft.lines[0].size >= LARGER * body
    if draft.mark is not None:
        return larger and draft.mark[-1:].isascii() and draft.mark not in "-o"
    bold = all(line.bold for line in draft.lines)
    return larger or (bold and draft.lines[0].size >= 0.95 * body)
