"""What a plan's paragraphs and headings say, in reading order: context for rows, and records in blocks."""

from __future__ import annotations

from dataclasses import replace

from extractors.families.plan import content, governance
from extractors.families.plan.blocks import BlockReader
from extractors.families.plan.carry import Carry
from extractors.families.plan.context import HEADINGS, OVER, PEOPLE, Context, Segment, segments
from extractors.families.plan.draft import Draft
from extractors.families.plan.found import INTRO, Found, Walk
from extractors.families.plan.words import header_line
from extractors.model import Block, Problem, Table


class TextWalker:
    """Walks the paragraphs of a plan. `marks` are the ratings of its own key."""

    def __init__(self, marks: frozenset[str] = frozenset()) -> None:
        self.marks = marks
        self.walk = Walk()
        self.context = Context()
        self.carry = Carry()
        self.blocks = BlockReader(marks)
        self.stated = -1  # how many actions came before the objective that holds
        self.plain = -1  # the same of a sentence without a label that was taken for an objective
        self.taken: dict[int, Draft] = {}  # the block reader's records, held so that no id comes twice
        self.headers: tuple[str, ...] = ()  # of columns, in a line right above a table
        self.bare = False  # the block before was a heading of a priority with its number alone
        self.asked: str | None = None  # the part of the context whose label was the heading before
        self.finer = False  # the outcome stands under the area that holds
        self.card: tuple[Draft, Table] | None = None  # the card and its table that end the block before

    def _block(self, block: Block) -> None:
        if not block.text.strip():
            return
        self.card = None
        if block.kind == "heading":
            block = block.model_copy(update={"text": content.without_continued(block.text)})
        self.headers = header_line(block.text)
        bare, self.bare = self.bare, False
        if (bare and self._titled(block)) or self._told_what(block):
            return
        for segment in self.blocks.feed(block):
            self._segment(segment, block)
        self._drain()

    def _drain(self) -> None:
        """Take what the block reader has found: new records, and labels of records that were none."""
        for draft in self.blocks.drafts:
            if id(draft) not in self.taken:
                if self.context.objective and self.context.objective == draft.text("activity"):
                    self.context = replace(self.context, objective=None)  # the heading is the action itself
                self.taken[id(draft)] = draft
                self.walk.found.append(Found(draft, self.context, "blocks"))
        held = {id(d) for d in self.blocks.drafts}
        self.walk.found = [f for f in self.walk.found if f.how != "blocks" or id(f.draft) in held]
        for segment in self.blocks.given_back:
            self.walk.people += governance.from_segment(segment)
        self.blocks.given_back.clear()

    def _segment(self, segment: Segment, block: Block) -> None:
        if segment.role in HEADINGS:
            self._heading(replace(segment, level=block.level if block.kind == "heading" else 0))
        elif segment.role in OVER and (
            segment.colon or block.kind == "heading" or (segment.role == "area" and not segment.text)
        ):
            self._heading(
                replace(segment, role={"priority": "heading"}.get(segment.role, f"{segment.role}_heading"))
            )
        elif segment.role in PEOPLE or segment.role in ("owner", "accountable"):
            if segment.colon:
                self.walk.people += governance.from_segment(segment)
        elif block.kind == "heading":
            self.carry.reset()
            self._plain_heading(block, segment)
        elif block.kind == "paragraph" and segment.role is None and not self.blocks.open:
            self._intro(segment.text)

    def _titled(self, block: Block) -> bool:
        """The heading right under that of a priority with its number alone is its title, in however large a
        type it is set."""
        above = self.context
        if block.kind != "heading" or not above.level or block.level > above.level:
            return False
        if any(s.role is not None for s in segments(block)):
            return False
        whole = f"{above.priority}: {block.text}"
        self.context = Context(priority=whole, title=block.text, heading=whole, level=block.level)
        return True

    def _told_what(self, block: Block) -> bool:
        """The paragraph under a heading that is a label alone ("Desired outcome") is what that names."""
        asked, self.asked = self.asked, None
        if asked is None or block.kind != "paragraph" or any(s.role is not None for s in segments(block)):
            return False
        self.context = self.context.after(Segment(asked, block.text))
        self.finer = self.finer or (asked == "outcome_heading" and self.context.area is not None)
        return True

    def _plain_heading(self, block: Block, segment: Segment) -> None:
        """A heading without a label: below a priority or an area an objective; beside it, its end."""
        if header_line(block.text):
            return
        context = self.context
        if (
            segment.role is not None
        ):  # "What we have done so far": what comes next is no part of the objective
            if context.depth and 0 < block.level <= context.depth:
                self.context = replace(context, objective=None, depth=0)
            return
        if not (context.priority or context.area) or (block.level == 1 and not context.level):
            self.context = Context(heading=block.text)
        elif context.level and block.level > context.level:
            quoting = context.quoting and context.area is None
            self.context = replace(
                context, heading=block.text, objective=block.text, quoting=quoting, depth=block.level
            )
        elif context.level and 0 < block.level <= context.level:
            self.context = Context(heading=block.text)
        else:
            self.context = replace(context, heading=block.text)

    def _heading(self, segment: Segment) -> None:
        if segment.role == "outcome_heading" and self.plain == len(self.walk.found):
            self._told_only(self.context.objective or "")
            self.context = replace(self.context, objective=None)
        after = self.context.after(segment)
        if segment.role == "heading" and segment.text and after.priority == self.context.priority:
            return  # it goes on, on another page
        if segment.role == "objective_heading":
            self.stated = len(self.walk.found)
        elif segment.role == "area_heading" and not segment.level and self.stated == len(self.walk.found):
            # a line under the objective says its area
            after = replace(after, objective=self.context.objective)
        if segment.role == "area_heading" and self.finer and segment.number and segment.level:
            after, self.finer = replace(after, outcome=None), False
        under = segment.level and (self.context.priority or self.context.area)
        aims = segment.role in ("objective_heading", "outcome_heading")
        self.asked = segment.role if under and aims and not segment.text else None
        self.bare = segment.role == "heading" and not segment.text
        if segment.role == "heading" and after.priority != self.context.priority:
            self.carry.reset()
        elif segment.role != "outcome_heading":
            self.carry.groups.pop("objective", None)
        self.context = after

    def _told_only(self, text: str) -> None:
        """A sentence between the rows that only tells of what it stands under."""
        message = f"a line between the rows was taken for no objective, as an outcome follows it: {text}"
        self.walk.problems.append(Problem(category="not_placed", message=message))

    def _intro(self, text: str) -> None:
        intro = self.context.intro
        plain = self.context.heading and not self.context.area
        if (self.context.priority or plain) and self.context.first is None and self.context.objective is None:
            self.context = replace(self.context, first=text)
        whole = (self.context.area or "").rstrip("”’\"'").endswith((".", "!", "?"))  # it is quoted already
        if self.context.quoting and len(text.split()) >= 5 and not whole:
            area = self.context.area
            self.context = replace(self.context, area=f"{area}: {text}" if area else text, quoting=False)
            return
        if intro and content.goes_on(intro[-1], text):
            self.context = replace(self.context, intro=(*intro[:-1], f"{intro[-1]} {text}"))
        elif self.context.priority and len(intro) < 2 and INTRO.search(text):
            last = self.walk.found[-1].context.priority if self.walk.found else None
            if last != self.context.priority:
                self.context = replace(self.context, intro=(*self.context.intro, text))
