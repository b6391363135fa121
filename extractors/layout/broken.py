"""Words that a narrow cell breaks without a hyphen, as a spreadsheet does that prints what does not fit.

Such a word fills its line to the last letter. That alone proves nothing, for a whole word may do so: the two
parts are one word where the document prints it elsewhere, or where neither part is printed as a word and the
second is the end of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.layout.line import DROPPED, PrintedLine
from extractors.layout.tables import TableDraft

LETTER = 1.15  # of a usual letter's width: less room than that at a line's end, and no letter follows
SHORTEST = 9  # letters of a word that is broken and is not printed whole elsewhere
BEGUN = 4  # letters of its first part

_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"[a-z]+(?![a-z'’])")
_WORD = re.compile(r"[^\W\d_]+")
_TAIL = re.compile(
    r"[a-z]{0,2}(?:[aeiu]?tions?|[aeiu]?tional|sions?|ons?|ments?|[ae]nces?|ness|it(?:y|ies)|ties|ty|ng|ings?|[eo]rs?"
    r"|rs|ists?|gists?|ologists?|i?oners?|als?|ally|ies|ives?|ed|ly|n?ts?|cs|gy|ships?|hood|cy|cies|ces?|ians?"
    r"|ators?|es|s|e|y|r|d|g|n|t|l)"
)
_WHOLE = frozenset(
    """a able action actions all an and any are as at be been being but by can do each early for from get had
    has have her his how if in into is it its late less let like may more must need new no non not now of off
    on one only option options or other our out over own per put role roles same see set she should so some
    such than that the their them then there they this those three to too two under up use used user users
    was we were what when where which who will with year years you""".split()
)
_MONTHS = frozenset(
    """january february march april june july august september october november december""".split()
)
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]20\d\d")

Break = tuple[PrintedLine, PrintedLine]


def mend_broken(tables: Iterable[TableDraft], printed: Sequence[PrintedLine]) -> None:
    """Mark the lines of cells whose last word goes on in the next line, which is then joined without a space.
    `printed` are all lines of the document."""
    breaks = [pair for table in tables for pair in _full_lines(table)]
    if not breaks:
        return
    once = {id(line): line.text.casefold() for line in printed}.values()
    words = Counter(word for text in once for word in _WORD.findall(text))
    parts = [(_last(line), _first(after)) for line, after in breaks]
    words.subtract(first for first, _ in parts)
    words.subtract(second for _, second in parts)
    for (line, after), (first, second) in zip(breaks, parts, strict=True):
        if _of_date(line, after) or (first and second and _one_word(first, second, line, words)):
            line.text += DROPPED


def _full_lines(table: TableDraft) -> Iterator[Break]:
    """Lines with no room for another letter, and the line under each."""
    for piece in (piece for cell in table.cells for piece in cell.pieces):
        for line, after in pairwise(piece.lines):
            letter = (line.x1 - line.text_x0) / max(len(line.text), 1)
            near = 0 < after.base - line.base < 2 * line.size and after.mark is None
            if near and piece.right - line.x1 < LETTER * letter and line.text[-1:].isalnum():
                yield line, after


def _last(line: PrintedLine) -> str:
    found = _LAST.search(line.text)
    return found[0].casefold() if found else ""


def _first(line: PrintedLine) -> str:
    found = _FIRST.match(line.text)
    return found[0] if found else ""


def _one_word(first: str, second: str, line: PrintedLine, words: Counter[str]) -> bool:
    whole = first + second
    if words[first] > 0 and (words[second] > 0 or second in _WHOLE):
        return False
    if words[whole] > 0 or whole in _MONTHS:
        return True
    alone = len(line.text.split()) == 1 and len(first) >= BEGUN and len(whole) >= SHORTEST
    known = words[first] > 0 or words[second] > 0 or second in _WHOLE
    return alone and not known and _TAIL.fullmatch(second) is not None


def _of_date(line: PrintedLine, after: PrintedLine) -> bool:
    """A date and nothing else, broken among its figures."""
    return _DATE.fullmatch(line.text + after.text) is not None
