"""Text that a page of a PDF draws turned by quarters of a circle, read as one sees it who turns the page.

pdfium gives turned text in lines that it has put together as if they ran level: those of several cells in
one, those of one cell the wrong way round. So they are made anew from the places of the letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.layout.line import PrintedLine, with_marks
from extractors.layout.turn import Turn
from extractors.readers import pdfium_calls as calls
from extractors.readers.pdfium import HYPHENS, PdfPage

LEAST = 2  # turned letters on a page, for them to be looked at
SPACE = 0.2  # type sizes of white that part words
FAR = 0.9  # type sizes of white that part lines
STEP = 0.25  # type sizes by which the letters of a line may stand higher or lower
_HYPHENS = (0x02, 0xFFFE)
_SURROGATES = range(0xD800, 0xE000)


@dataclass(slots=True)
class _Letter:
    """A letter: its number in pdfium's text, its advance and baseline, and whether white stands before it."""

    text: str
    index: int
    x0: float
    x1: float
    base: float
    size: float
    spaced: bool


class TurnedPage(PdfPage):
    """The letters of a page that are turned one way, as a page of their own, which closes with the other."""

    def __init__(self, page: PdfPage, turn: Turn, letters: Sequence[int]) -> None:
        vars(self).update(vars(page))  # the same page of pdfium, asked with other eyes
        self._left_out = frozenset()
        self._asked = {}
        self._rules, self._heights = [], []
        self._odd = False
        self.turn = turn
        self.matrix = turn.matrix(page.matrix)
        self.width, self.height = turn.size
        self.turned = True
        self._plain = False
        self._chars: list[int] = []
        self._lines: list[tuple[int, int]] = []
        self.text = self._written(letters)

    def close(self) -> None:
        """Nothing: the page that it is a part of closes it."""

    def _char(self, position: int) -> int:
        return self._chars[position]

    def _written(self, letters: Sequence[int]) -> str:
        """The text in lines from the top; where each letter stands in the page's own is kept."""
        parts: list[str] = []
        for line in self._in_lines(letters):
            start = len(self._chars)
            for letter in line:
                if letter.spaced and len(self._chars) > start:
                    parts.append(" ")
                    self._chars.append(letter.index)
                parts.append(letter.text)
                self._chars.append(letter.index)
            self._lines.append((start, len(self._chars)))
            parts.append("\n")
            self._chars.append(line[-1].index)
        return "".join(parts)

    def _in_lines(self, letters: Sequence[int]) -> list[list[_Letter]]:
        lines: list[list[_Letter]] = []
        for letter in self._letters_of(letters):
            last = lines[-1][-1] if lines else None
            if last is not None and _goes_on(last, letter):
                letter.spaced = letter.spaced or letter.x0 - last.x1 > SPACE * last.size
                lines[-1].append(letter)
            else:
                lines.append([letter])
        lines.sort(key=lambda line: (round(line[0].base), line[0].x0))
        return lines

    def _letters_of(self, letters: Sequence[int]) -> Iterator[_Letter]:
        self._chars = list(range(max(letters, default=-1) + 1))  # until the text is made
        before = -1
        found = []
        for index in letters:
            code = calls.char_code(self._handle, index)
            size, base, _ = self._type(index)
            x0, x1 = self._side(index)
            text = "-" if code in _HYPHENS else chr(code).translate(HYPHENS)
            found.append(_Letter(text, index, x0, x1, base, size, index != before + 1))
            before = index
        self._chars = []
        yield from found

    def lines(self) -> list[PrintedLine]:
        """The turned lines from the top, with their places as the turned page has them."""
        found = [line for start, end in self._lines if (line := self.line(start, end)) is not None]
        return with_marks(found)

    def line(self, start: int, end: int) -> PrintedLine | None:
        """As of any page; the line knows how it is turned."""
        made = super().line(start, end)
        if made is not None:
            made.turn = self.turn
        return made


def _goes_on(last: _Letter, letter: _Letter) -> bool:
    if abs(letter.base - last.base) > STEP * last.size:
        return False
    return -0.5 * last.size < letter.x0 - last.x1 < FAR * last.size


def turned_parts(page: PdfPage) -> list[PdfPage]:
    """What stands turned on a page, a part for each way; the page's own lines are from then on without it."""
    by_way = _quarters(page)
    turned = [quarter for quarter, letters in by_way.items() if quarter and len(letters) >= LEAST]
    page.leave_out(letter for quarter in turned for letter in by_way[quarter])
    return [TurnedPage(page, Turn(q, page.width, page.height), by_way[q]) for q in sorted(turned)]


def _quarters(page: PdfPage) -> dict[int, list[int]]:
    """The letters by the quarters that they are turned by, without white; what stands aslant is level."""
    handle, own, form = page.handle, page.matrix, page.places.form
    found: dict[int, list[int]] = {}
    for index in range(calls.char_count(handle)):
        code = calls.char_code(handle, index)
        if not code or code in _SURROGATES or chr(code).isspace():
            continue
        quarter = 0
        if calls.char_matrix(handle, index, form.at[0]):
            a, b, *_ = form.values()
            quarter = _quarter(own[0] * a + own[2] * b, own[1] * a + own[3] * b)
        found.setdefault(quarter, []).append(index)
    return found


def _quarter(run: float, rise: float) -> int:
    if abs(rise) <= 0.05 * abs(run):
        return 0 if run >= 0 else 2
    if abs(run) <= 0.05 * abs(rise):
        return 1 if rise < 0 else 3
    return 0
