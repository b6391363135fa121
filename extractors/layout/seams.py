"""What goes on over a page break: paragraphs, list items, table rows. The words decide, then the room."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.blocks import Draft, finished, starts_lower, would_fit
from extractors.layout.marks import certain, follows
from extractors.layout.starts import NUMBER
from extractors.layout.tables import CellDraft, Piece

LEAST_PADDING = 3.0  # points
PASSAGE = 8  # words; in a shorter text (a name, a date) the end of the column says nothing
BAND = -9.0  # the score of a line over all columns beside a row of them: never one row
LEAST_OVER = 2  # columns with text that show a cell over them to be a band
SENTENCE = 3.0  # the score of a sentence that plainly goes on
LEAST_ROWS = 3  # that tell what a column always holds
MOST_ROWS = 0.6  # the share of the rows that a column is filled in which never wraps
SAME_COLUMN = 3.0  # points by which a column may begin elsewhere


def goes_on(before: Draft, after: Draft, right: float, left: float) -> bool:
    """Whether the text after a page break goes on with the paragraph or item before it.

    `left` is where unlisted text begins: an item's text that begins there too is not told by its indent.
    """
    if after.mark is not None and (certain(after.mark) or finished(before.text)):
        return False
    if before.last.bold != after.lines[0].bold and finished(before.text):
        return False
    if abs(before.last.size - after.lines[0].size) > 0.1 * before.last.size and not starts_lower(after.text):
        return False
    if before.mark is not None:
        if after.x0 > before.x0 + 3 and abs(after.x0 - before.text_x0) < 6:
            if finished(before.text) and not starts_lower(after.text) and abs(after.x0 - left) < 4:
                note_weak(before, after)
            return True
        return not finished(before.text) and (starts_lower(after.text) or not _fits(before, after, right))
    if finished(before.text):
        return starts_lower(after.text)
    return starts_lower(after.text) or not _fits(before, after, right)


def cut_by_column(before: Draft, after: Draft) -> bool:
    """Whether a sentence at the foot of a column goes on at the head of the next, in the same type."""
    last, first = before.last, after.lines[0]
    alike = abs(last.size - first.size) <= 0.1 * last.size and last.bold == first.bold
    up = first.base < last.base - 2
    return up and alike and after.mark is None and not finished(before.text) and starts_lower(after.text)


def _fits(before: Draft, after: Draft, right: float) -> bool:
    return would_fit(before.last, after.lines[0], right)


def note_weak(before: Draft, after: Draft) -> None:
    """Keep it in mind that a join rests on the indent alone."""
    before.uncertain.append(
        f"joined over a page break at a sentence's end, by its indent alone: {_start(after.text)}"
    )


def _start(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" ..." if len(words) > 6 else "")


def column_score(upper: CellDraft, lower: CellDraft) -> float:
    """How far a cell at the head of a page goes on with the cell above the break: above 0 it does.

    Text that a page break cuts fills its last line and its cell; text that ends earlier was complete.
    """
    above, beneath = upper.pieces[-1], lower.pieces[0]
    if not beneath.lines:
        return 0.5 if above.lines else 0.0
    if not above.lines:
        return -1.0
    last, first = above.lines[-1], beneath.lines[0]
    done = finished(last.text)
    if first.mark is not None:
        return _mark_score(above, beneath, done)
    if starts_lower(first.text) and not done:
        return SENTENCE
    full = not would_fit(last, first, above.right)
    if above.room > 2.4 * 1.2 * last.size:
        return 1.0 if full and not done and len(upper.text.split()) >= PASSAGE else -3.0
    if done:
        return 0.5 if starts_lower(first.text) else -0.5
    return 2.0 if full else -2.0


def _mark_score(above: Piece, beneath: Piece, done: bool) -> float:
    """For a cell that begins with a list mark: items go on where the cell above has items or a lead-in."""
    last = above.lines[-1]
    if last.text.rstrip().endswith(":"):
        return 3.0
    marked = [line for line in above.lines if line.mark is not None]
    if marked and above.lines[0].mark is None:
        return 2.0
    if marked and beneath.lines[0].x0 > above.lines[0].x0 + 6:
        return 2.0
    return 0.5 if not done and not marked else -0.5


def row_score(
    upper: Sequence[CellDraft],
    lower: Sequence[CellDraft],
    padding: float,
    rows: Sequence[Sequence[CellDraft]] = (),
) -> float:
    """How far the first row of a page goes on with the last row of the page before: above 0 it does.

    Cells merged over several rows go on over a break whether the row does or not, so they have no say.
    `padding` is the room that the table's rows leave beneath their text; a row that is cut leaves none.
    `rows` are those before, where no rules part rows: what their columns always hold tells more than words.
    """
    if _is_band_beside(upper, lower) or _is_band_beside(lower, upper):
        return BAND
    pairs = pair_columns(upper, lower)
    if _numbered_anew(pairs):
        return BAND
    single = [(high, low) for high, low in pairs if high.rowspan == 1 and low.rowspan == 1]
    voting = single or pairs
    scores = [column_score(high, low) for high, low in voting]
    told = _told_by_columns(pairs, rows) if max(scores, default=0.0) < SENTENCE else None
    if told is not None:
        return told
    if not any(low.pieces[0].lines for _, low in voting):
        return -1.0
    if any(low.pieces[0].lines and low.pieces[0].lines[0].mark for _, low in voting):
        return sum(scores)
    if max(scores) >= SENTENCE:
        return max(sum(scores), 1.0)
    return sum(scores) + _padding_score(upper, padding, sum(1 for score in scores if 0 < score < SENTENCE))


def _told_by_columns(
    pairs: Sequence[tuple[CellDraft, CellDraft]], rows: Sequence[Sequence[CellDraft]]
) -> float | None:
    """What the columns that never wrap or are never blank say of the next row, or
    `None` where they say nothing."""
    if len(rows) < LEAST_ROWS:
        return None
    always = []
    for high, low in pairs:
        counts = [len(c.pieces[0].lines) for row in rows for c in row if abs(c.x0 - high.x0) < SAME_COLUMN]
        filled = [count for count in counts if count]
        if len(filled) >= MOST_ROWS * len(rows) and max(filled) == 1 and high.text and low.text:
            return BAND
        if len(filled) == len(rows) and high.text:
            always.append(low)
    blank = sum(not low.text for low in always)
    return SENTENCE if blank > len(always) / 2 else None


def _numbered_anew(pairs: Sequence[tuple[CellDraft, CellDraft]]) -> bool:
    """Whether the column that numbers the rows has another number beneath: the first one, cells merged over
    several rows aside, or one before the widest whose number counts on ("2c", "2d")."""
    if not pairs:
        return False
    numbers = [
        k
        for k, (high, low) in enumerate(pairs)
        if _is_number(high) and _is_number(low) and high.text != low.text
    ]
    first = next((k for k, (high, low) in enumerate(pairs) if high.rowspan == low.rowspan == 1), 0)
    widest = max(range(len(pairs)), key=lambda k: pairs[k][1].x1 - pairs[k][1].x0)
    return any(k in (0, first) or (k < widest and follows(*_texts(pairs[k]))) for k in numbers)


def _texts(pair: tuple[CellDraft, CellDraft]) -> tuple[str, str]:
    high, low = pair
    return high.text, low.text


def _is_number(cell: CellDraft) -> bool:
    return NUMBER.fullmatch(cell.text) is not None and len(cell.pieces[0].lines) == 1


def _is_band_beside(one: Sequence[CellDraft], other: Sequence[CellDraft]) -> bool:
    """Whether a row is one cell over several columns that the other row has text in."""
    if len(one) != 1:
        return False
    over = [c for c in other if one[0].x0 - 1 <= c.x0 and c.x1 <= one[0].x1 + 1 and c.pieces[0].lines]
    return len(over) >= LEAST_OVER


def _padding_score(upper: Sequence[CellDraft], padding: float, doubtful: int) -> float:
    """What the room beneath the last row says, where the table's rows leave room that one can tell."""
    if padding < LEAST_PADDING:
        return 0.0
    left = min((cell.pieces[-1].room for cell in upper if cell.pieces[-1].lines), default=padding)
    if left < 0.25 * padding:
        return 2.0
    return -2.0 * max(doubtful, 1) if abs(left - padding) < 0.25 * padding else 0.0


def pair_columns(upper: Sequence[CellDraft], lower: Sequence[CellDraft]) -> list[tuple[CellDraft, CellDraft]]:
    """Each cell beneath with the cell above that stands over its middle."""
    pairs = []
    for cell in lower:
        middle = (cell.x0 + cell.x1) / 2
        over = next((u for u in upper if u.x0 <= middle <= u.x1), None)
        if over is not None:
            pairs.append((over, cell))
    return pairs
