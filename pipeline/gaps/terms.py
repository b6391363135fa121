"""School terms named in running text."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.model import Record

TERM = re.compile(
    r"\b(autumn|spring|summer)\s+terms?\s*(?:of\s+|in\s+)?(20\d\d)(?:\s*[/-]\s*(?:20)?(\d\d))?", re.IGNORECASE
)
MONTHS = {"autumn": (9, 12), "spring": (1, 4), "summer": (4, 8)}
SLACK = timedelta(days=31)


class Term(Record):
    """A school term: the words, the first and the last day."""

    raw: str
    starts_on: date
    ends_on: date

    def near(self, day: date) -> bool:
        """Whether a day lies in the term, or within a month of it."""
        return self.starts_on - SLACK <= day <= self.ends_on + SLACK


def term_in(text: str) -> Term | None:
    """The one term that a text names; None where it names none or several."""
    found = list(TERM.finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    season, year = match[1].casefold(), int(match[2])
    if match[3] and season != "autumn":
        year += 1  # of a school year, spring and summer lie in the second
    first, last = MONTHS[season]
    return Term(
        raw=match[0], starts_on=date(year, first, 1), ends_on=date(year, last, 31 if last != 4 else 30)
    )
