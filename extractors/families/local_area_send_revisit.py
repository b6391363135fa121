"""Letters of revisits to local areas, 2018 to 2022: each significant weakness in turn, and its verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.families.addressees import read_addressees
from extractors.families.letter_items import Entry, set_apart, words_of
from extractors.families.letter_report import Parts, bodies_of, finish
from extractors.families.letterhead import Letterhead, read_letterhead, sentences, sureness
from extractors.families.letters import Findings, body_size, letter_sections, plain, says, titled
from extractors.families.local_area_send_2016 import read_details
from extractors.families.sections import Section, mentions
from extractors.families.stance import report_statements
from extractors.fields.dates import find_days
from extractors.model import Block, Details, Document, Extraction, Problem, Source, Statement, Table
from extractors.registry import extractor

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SKIPPED = ("closing", "next")

_COUNT = re.compile(r"\b(\w+) of the (\w+)\b", re.IGNORECASE)
_INDEX = re.compile(
    r"^(?:(?:area of )?(?:significant |serious )?weakness|area|priority)?\s*\d{1,2}\s*[:.)–-]\s*", re.I
)


def recognise_revisit(document: Document) -> float:
    """Sure where the letter says that it is of a revisit and speaks of sufficient progress."""
    named = titled(document, "revisit") or says(document, words_of("opening.revisited"), 1)
    progress = says(document, words_of("verdicts.sufficient"), 9)
    return sureness(document) if named and progress else 0.0


@dataclass(slots=True)
class Weakness:
    """A significant weakness: its words, what is said of it, the verdict and where it stands."""

    text: str
    source: Source
    verdict: str | None = None
    place: Source = field(default_factory=Source)
    details: list[Block] = field(default_factory=list)


@extractor(
    "local_area_send_revisit",
    "inspection",
    "Local area SEND revisit letter (2018 to 2022)",
    recognise_revisit,
)
def extract_revisit(document: Document) -> Extraction:
    """Each significant weakness as a finding; the verdict on its progress as a statement beside it, under
    the weakness as its section; what else is said of it as statements too."""
    sections = letter_sections(plain(document), "local_area")
    head = read_letterhead(document, "revisit")
    body = body_size(document)
    findings = Findings(body)
    weaknesses, problems = read_weaknesses(sections, head, body)
    for weakness in weaknesses:
        findings.add("significant_weakness", Entry(weakness.text, weakness.source, None, 1), _title(sections))
    details = _details(head, document)
    people = read_addressees(head.lines, details.area)
    extraction = Extraction(
        kind="local_area_send_revisit",
        family="inspection",
        details=details,
        bodies=bodies_of(people),
        people=tuple(people),
        findings=tuple(findings.found),
        problems=(*problems, *_counts(head, weaknesses)),
    )
    told = tuple(statement for weakness in weaknesses for statement in _statements(weakness))
    return finish(extraction, Parts(sections, findings, addressed=True, statements=told))


def _title(sections: Sequence[Section]) -> str | None:
    return next((s.title for s in sections if s.key in ("main", "significant", "concerns")), None)


def _details(head: Letterhead, document: Document) -> Details:
    """The letter's details, with the days of the initial inspection where it prints them."""
    details = read_details(head, document)
    for sentence in sentences(head.opening):
        if not mentions(sentence, words_of("opening.initial")) or mentions(
            sentence, words_of("opening.issued")
        ):
            continue
        earlier = [
            d for d in find_days(sentence) if details.inspection_start and d.end < details.inspection_start
        ]
        if earlier:
            first = earlier[0]
            return details.model_copy(
                update={"previous_start": first.start, "previous_end": first.end, "previous_raw": first.raw}
            )
    return details


# -- weaknesses and verdicts -------------------------------------------------------------------


def verdict_of(text: str) -> bool | None:
    """Whether a text says that progress is sufficient (true) or not (false); `None` where it says neither."""
    if mentions(text, words_of("verdicts.insufficient")):
        return False
    return True if mentions(text, words_of("verdicts.sufficient")) else None


def read_weaknesses(
    sections: Sequence[Section], head: Letterhead, body: float | None
) -> tuple[list[Weakness], list[Problem]]:
    """The weaknesses in order, each with its verdict, and what was doubtful."""
    blocks, tables = _told(sections, head)
    found = [w for table in tables for w in _from_table(table)]
    if found:
        return found, []
    found = _under_verdicts(blocks, body)
    if found:
        return found, []
    return _in_turn(blocks, body)


def _told(sections: Sequence[Section], head: Letterhead) -> tuple[list[Block], list[Table]]:
    """The letter's text after its opening: from the main findings on, or from the end of the opening."""
    at = next((i for i, s in enumerate(sections) if s.key == "main"), None)
    chosen = [s for s in (sections[at:] if at is not None else sections) if s.key not in SKIPPED]
    blocks: list[Block] = []
    tables: list[Table] = []
    for section in chosen:
        if blocks and section.key and section.key != "main":
            blocks.append(Block(kind="heading", text=section.title, source=Source(page=section.page)))
        blocks.extend(b for b in section.blocks if isinstance(b, Block) and any(c.isalpha() for c in b.text))
        tables.extend(b for b in section.blocks if isinstance(b, Table))
    if at is None:
        begin = next((i for i, block in enumerate(blocks) if block.text == head.subject), -1) + 1
        while begin < len(blocks) and blocks[begin].kind == "paragraph" and not blocks[begin].bold:
            begin += 1
        blocks = blocks[begin:]
    return blocks, tables


def _from_table(table: Table) -> list[Weakness]:
    """Weaknesses of a table's rows: the longest cell without a verdict, and the one with it."""
    found = []
    for row in table.grid():
        cells = [cell for cell in row if cell is not None and cell.text]
        verdict = next((cell for cell in cells if verdict_of(cell.text) is not None), None)
        others = [cell for cell in cells if cell is not verdict]
        if verdict is None or not others:
            continue
        text = max(others, key=lambda cell: len(cell.text))
        said = _verdict_sentence(verdict.text) or verdict.text
        found.append(Weakness(text.text, text.source, said, verdict.source))
    return found


def _under_verdicts(blocks: Sequence[Block], body: float | None) -> list[Weakness]:
    """Weaknesses listed under a heading or a lead-in that gives the verdict for all of them."""
    found: list[Weakness] = []
    heading: Block | None = None
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        listed = following is not None and following.kind == "list_item"
        if block.kind != "list_item":
            leads = set_apart(block, body) or block.text.endswith(":")
            heading = block if leads and listed and verdict_of(block.text) is not None else None
        elif heading is not None and block.level <= 1:
            found.append(Weakness(block.text, block.source, heading.text, heading.source))
    return found


def _in_turn(blocks: Sequence[Block], body: float | None) -> tuple[list[Weakness], list[Problem]]:
    """Weaknesses each with its own verdict, before or after what is said of it."""
    ends = [i for i, block in enumerate(blocks) if _verdict_sentence(block.text) is not None]
    if not ends:
        message = "no item was found: no verdict on a significant weakness stands in a known wording"
        return [], [Problem(category="invariant", message=message)]
    marks = _marks(blocks, ends, body)
    found: list[Weakness] = []
    problems: list[Problem] = []
    for number, end in enumerate(ends):
        begin = ends[number - 1] + 1 if number else 0
        own = [i for i in marks if begin <= i <= end]
        at = own[0] if own else _first(blocks, begin, end)
        if len(own) != 1:
            problems.append(_doubt(blocks[at]))
        found.append(_weakness(blocks, at, end))
    starts = [blocks.index(b) if (b := _block_of(blocks, w)) else 0 for w in found]
    for weakness, begin, stop in zip(found, starts, [*starts[1:], len(blocks)], strict=True):
        weakness.details = [b for b in blocks[begin + 1 : stop] if b.kind != "heading"]
    return found, problems


def _block_of(blocks: Sequence[Block], weakness: Weakness) -> Block | None:
    return next((b for b in blocks if b.source == weakness.source and weakness.text in b.text), None)


def _first(blocks: Sequence[Block], begin: int, end: int) -> int:
    """The first block of a part that is no lead-in and no heading of the whole."""
    return next((i for i in range(begin, end) if not blocks[i].text.endswith(":")), begin)


def _marks(blocks: Sequence[Block], ends: Sequence[int], body: float | None) -> list[int]:
    """The blocks that state a weakness: of the surest sort that every verdict has one of before it."""
    heading = [i for i, b in enumerate(blocks) if set_apart(b, body) or (b.kind == "list_item" and b.bold)]
    led = [i for i in range(1, len(blocks)) if blocks[i - 1].text.endswith(":") and _states(blocks[i - 1])]
    item = [i for i, b in enumerate(blocks) if b.kind == "list_item" and b.level <= 1]
    phrase = [i for i, b in enumerate(blocks) if _states(b) and not b.text.endswith(":")]
    begins = [0, *(end + 1 for end in ends)]
    for sort in (heading, led, item, phrase):
        if all(any(begin <= i <= end for i in sort) for begin, end in zip(begins, ends, strict=False)):
            return sort
    return []


def _states(block: Block) -> bool:
    return mentions(block.text, words_of("weakness.found"))


def _weakness(blocks: Sequence[Block], at: int, end: int) -> Weakness:
    """The weakness that a block states, and the verdict of another or the same."""
    verdict = _verdict_sentence(blocks[end].text)
    text = blocks[at].text
    if at == end and verdict is not None and text != verdict:
        text = text.replace(verdict, "").strip()
    return Weakness(_INDEX.sub("", text) or text, blocks[at].source, verdict, blocks[end].source)


def _verdict_sentence(text: str) -> str | None:
    """The sentence that gives a verdict on one weakness: the last in the text that does."""
    return next((s for s in reversed(sentences([text])) if verdict_of(s) is not None), None)


def _doubt(block: Block) -> Problem:
    words = " ".join(block.text.split()[:6])
    message = f"which words state the weakness that a verdict is about is not sure; taken: {words} ..."
    return Problem(category="uncertain", page=block.source.page, message=message)


def _statements(weakness: Weakness) -> list[Statement]:
    """The verdict as progress, the rest of what is said of the weakness by its stance."""
    told = [s for s in report_statements([(weakness.text, weakness.details)]) if s.text != weakness.verdict]
    if weakness.verdict is None:
        return told
    verdict = Statement(
        stance="progress", text=weakness.verdict, section=weakness.text, source=weakness.place
    )
    return [verdict, *told]


def _counts(head: Letterhead, weaknesses: Sequence[Weakness]) -> list[Problem]:
    """Where the opening counts the weaknesses and those with sufficient progress, the list agrees."""
    for sentence in sentences(head.opening):
        found = _COUNT.search(sentence) if verdict_of(sentence) is not None else None
        if found is None or not {found[1].lower(), found[2].lower()} <= set(NUMBERS):
            continue
        said, whole = (NUMBERS.index(word.lower()) for word in found.groups())
        good = sum(verdict_of(w.verdict or "") is verdict_of(sentence) for w in weaknesses)
        if whole != len(weaknesses) or said != good:
            message = f"the opening counts {said} of {whole}; {good} of {len(weaknesses)} were found"
            return [Problem(category="invariant", message=message)]
    return []
