"""Every spelling of a timescale that is supported, one line each, and round trips over all of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.calendar import TimeContext, easter_sunday, month_number, plain
from extractors.fields.data import keys, words
from extractors.fields.moments import find_moments
from extractors.fields.timescale import read_span, read_timescale, split_revision

# printed | first day | last day | precision | qualifier
SPELLINGS = """
Dec-23 | | 2023-12-31 | month |
July-23 | | 2023-07-31 | month |
Sept 2023 | | 2023-09-30 | month |
Sept. 2024 | | 2024-09-30 | month |
Sept '24 | | 2024-09-30 | month |
Sept2024 | | 2024-09-30 | month |
September, 2024 | | 2024-09-30 | month |
October 24 | | 2024-10-31 | month |
12/2024 | | 2024-12-31 | month |
2024-09 | | 2024-09-30 | month |
end of September 2024 | | 2024-09-30 | month |
End Dec 2024 | | 2024-12-31 | month |
mid-September 2024 | | 2024-09-30 | month |
October half term 2024 | | 2024-10-31 | month |
Summer holidays 2026 | | 2026-08-31 | season |
by the end of the summer break 2026 | | 2026-08-31 | season | by
Winter holidays 2025 | | 2025-12-31 | season |
Spring half term 2025 | | 2025-02-28 | month |
by March 2025 | | 2025-03-31 | month | by
by end March 2025 | | 2025-03-31 | month | by
before December 2024 | | 2024-12-31 | month | by
due March 2025 | | 2025-03-31 | month | by
until March 2025 | | 2025-03-31 | month | by
first draft by 31st March 2025 | | 2025-03-31 | day | by
already begun, complete by September 2024 | | 2024-09-30 | month | by
no later than 30th June 2025 | | 2025-06-30 | day | by
deadline: 31 March 2025 | | 2025-03-31 | day | by
31st October 2024 | | 2024-10-31 | day |
the 1st of October 2024 | | 2024-10-01 | day |
Tuesday 1 October 2024 | | 2024-10-01 | day |
October 1st, 2024 | | 2024-10-01 | day |
30 Sept 24 | | 2024-09-30 | day |
31-Mar-25 | | 2025-03-31 | day |
1/10/24 | | 2024-10-01 | day |
1.10.2024 | | 2024-10-01 | day |
1-10-2024 | | 2024-10-01 | day |
2024-09-30 | | 2024-09-30 | day |
2024-09-30 00:00:00 | | 2024-09-30 | day |
2024-09-30T00:00:00 | | 2024-09-30 | day |
45292 | | 2024-01-01 | day |
w/c 4 March 2024 | | 2024-03-04 | day |
week commencing 4th March 2024 | | 2024-03-04 | day |
w/c 04/11/24 | | 2024-11-04 | day |
w/e 8 March 2024 | | 2024-03-08 | day |
by 5pm on 3 May 2024 | | 2024-05-03 | day |
Jan-Jul 24 | 2024-01-01 | 2024-07-31 | month | between
Nov-Feb 24 | 2023-11-01 | 2024-02-29 | month | between
Sep 23 - Mar 24 | 2023-09-01 | 2024-03-31 | month | between
Apr 24 – Mar 25 | 2024-04-01 | 2025-03-31 | month | between
October to December 2024 | 2024-10-01 | 2024-12-31 | month | between
Sept 2024 to July | 2024-09-01 | 2025-07-31 | month | between
Sept/Oct 2024 | 2024-09-01 | 2024-10-31 | month | between
between November 2024 and May 2025 | 2024-11-01 | 2025-05-31 | month | between
From April 2024 to March 2025 | 2024-04-01 | 2025-03-31 | month | between
starting Sept 24, complete by Mar 25 | 2024-09-01 | 2025-03-31 | month | between
Start: Sept 24 End: Mar 25 | 2024-09-01 | 2025-03-31 | month | between
January 2025 to July 2024 | 2025-01-01 | 2024-07-31 | month | between
01/05/2024 to 31/12/2024 | 2024-05-01 | 2024-12-31 | day | between
1-15 March 2024 | 2024-03-01 | 2024-03-15 | day | between
23 to 27 September 2024 | 2024-09-23 | 2024-09-27 | day | between
1 Dec - 10 Jan 2025 | 2024-12-01 | 2025-01-10 | day | between
Q3 2024/25 | | 2024-12-31 | quarter |
Q3 24/25 | | 2024-12-31 | quarter |
Q4 24-25 | | 2025-03-31 | quarter |
2024/25 Q3 | | 2024-12-31 | quarter |
Quarter 2 2024/25 | | 2024-09-30 | quarter |
Qtr 2 of 2024/25 | | 2024-09-30 | quarter |
2nd quarter 2024/25 | | 2024-09-30 | quarter |
Q3 2024 | | 2024-09-30 | quarter |
by Q2 2024/25 | | 2024-09-30 | quarter | by
from Q2 2024/25 | 2024-07-01 | | quarter | from
Q1 - Q4 2024-25 | 2024-04-01 | 2025-03-31 | quarter | between
Q1 & Q2 2025/26 | 2025-04-01 | 2025-09-30 | quarter | between
Q4 - Q1 2025/26 | 2025-01-01 | 2025-06-30 | quarter | between
Quarter 3 (October - December 2024) | 2024-10-01 | 2024-12-31 | month | between
Autumn term 2024 | 2024-09-01 | 2024-12-31 | season |
Spring term 2024/25 | 2025-01-01 | 2025-04-30 | season |
Summer term 2025 | 2025-04-01 | 2025-07-31 | season |
Autumn 1 2024 | 2024-09-01 | 2024-10-31 | season |
Term 3 2024/25 | 2025-01-01 | 2025-02-28 | season |
Autumn and Spring terms 2024/25 | 2024-09-01 | 2025-04-30 | season | between
Spring term 2025 to Summer term 2025 | 2025-01-01 | 2025-07-31 | season | between
by the end of the Autumn term 2024 | | 2024-12-31 | season | by
start of Autumn term 2024 | | 2024-09-30 | season |
Autumn term 2024 onwards | 2024-09-01 | | season | from
Spring 2025 | 2025-03-01 | 2025-05-31 | season |
Summer 2025 | 2025-06-01 | 2025-08-31 | season |
Winter 2024/25 | 2024-12-01 | 2025-02-28 | season |
Spring/Summer 2025 | 2025-03-01 | 2025-08-31 | season | between
by Spring 2025 | | 2025-05-31 | season | by
by Easter 2025 | | 2025-04-20 | season | by
Christmas 2024 | | 2024-12-25 | season |
early 2025 | | 2025-04-30 | season |
late 2024 | | 2024-12-31 | season |
H1 2025 | | 2025-06-30 | season |
academic year 2024/25 | 2024-09-01 | 2025-08-31 | year |
2024-25 academic year | 2024-09-01 | 2025-08-31 | year |
financial year 2024/25 | 2024-04-01 | 2025-03-31 | year |
2024/25 | 2024-04-01 | 2025-03-31 | year |
2024-2027 | 2024-01-01 | 2027-12-31 | year | between
2025 | | 2025-12-31 | year |
end of 2025 | | 2025-12-31 | year |
EOY 2023 | | 2023-12-31 | year |
2023 EOY | | 2023-12-31 | year |
from Oct-23 | 2023-10-01 | | month | from
Contract start 1 May 2026 | | 2026-05-01 | day |
From September 2024 | 2024-09-01 | | month | from
commencing April 2024 | 2024-04-01 | | month | from
since April 2023 | 2023-04-01 | | month | from
w.e.f. 1 April 2024 | 2024-04-01 | | day | from
pilot in two sites from November 2024 | 2024-11-01 | | month | from
termly from September 2024 | 2024-09-01 | | month | from
every quarter, starting in October 2024 | 2024-10-01 | | month | from
Sept 2024 then monthly | 2024-09-01 | | month | from
Annually from 2025 | 2025-01-01 | | year | from
Ongoing from Sept 2024 | 2024-09-01 | | month | ongoing
Sept 2024 - ongoing | 2024-09-01 | | month | ongoing
April 2024 and ongoing | 2024-04-01 | | month | ongoing
Ongoing until March 2025 | | 2025-03-31 | month | ongoing
Monthly until July 2025 | | 2025-07-31 | month | by
ongoing | | | | ongoing
Termly | | | | ongoing
every half term | | | | ongoing
Completed Sept 2023 | | 2023-09-30 | month |
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("printed", "first", "last", "precision", "qualifier"), rows(SPELLINGS))
def test_spelling(printed: str, first: str, last: str, precision: str, qualifier: str) -> None:
    now, before = read_timescale(printed)
    assert (now.starts_on, now.due_on) == (day(first), day(last))
    assert (now.precision or "", now.qualifier or "") == (precision, qualifier)
    assert (now.raw, now.slip, now.problem, before) == (printed, None, None, None)


SLIPS = """
Sep=23 | 2023-09-30 | '='
Nov_24 | 2024-11-30 | '_'
Mar:25 | 2025-03-31 | ':'
Febuary 2024 | 2024-02-29 | February
Setpember 2024 | 2024-09-30 | September
Jan 2O24 | 2024-01-31 | 2024
31 June 2024 | 2024-06-30 | June has 30 days
30 February 2025 | 2025-02-28 | February has 28 days
31/04/2025 | 2025-04-30 | April has 30 days
09/30/2024 | 2024-09-30 | other order
"""


@pytest.mark.parametrize(("printed", "last", "told"), rows(SLIPS))
def test_slip_is_read_through_and_told(printed: str, last: str, told: str) -> None:
    now, _ = read_timescale(printed)
    assert now.due_on == day(last)
    assert now.slip is not None
    assert told in now.slip


UNREAD = """
Sept 203 | not a year
32/01/2025 | no such day
FY24 | which financial year
TBC | still to be set
To be confirmed | still to be set
Immediate | names no day
As soon as possible | names no day
Complete | not when
N/A | no time
June | no year
Quarter 2 | no year
Spring term | no year
within nine months of publication | counted from
3 months | counted from
within 20 working days of the inspection | counted from
medium term | could not be read
Year 1 | could not be read
after the board has met | could not be read
"""


@pytest.mark.parametrize(("printed", "told"), rows(UNREAD))
def test_what_cannot_be_read_is_absent_with_a_reason(printed: str, told: str) -> None:
    now, _ = read_timescale(printed)
    assert (now.starts_on, now.due_on, now.precision) == (None, None, None)
    assert now.problem is not None
    assert told in now.problem


REVISED = """
Dec-23 revised to Mar-24 | 2024-03-31 | Dec-23 | 2023-12-31
was Sep-23, now Jan-24 | 2024-01-31 | Sep-23 | 2023-09-30
Mar-24 (previously Dec-23) | 2024-03-31 | Dec-23 | 2023-12-31
Mar-24 (was Dec-23) | 2024-03-31 | Dec-23 | 2023-12-31
June 2024 (originally March 2024) | 2024-06-30 | March 2024 | 2024-03-31
Jan-24 Revised: Sep-24 | 2024-09-30 | Jan-24 | 2024-01-31
Original: Dec-23 Revised: Mar-24 | 2024-03-31 | Dec-23 | 2023-12-31
March 2024 extended to June 2024 | 2024-06-30 | March 2024 | 2024-03-31
moved from Dec-23 to Mar-24 | 2024-03-31 | Dec-23 | 2023-12-31
Mar-24 revised Sep-24 revised Dec-24 | 2024-12-31 | Mar-24 | 2024-03-31
"""


@pytest.mark.parametrize(("printed", "last", "old", "old_last"), rows(REVISED))
def test_revised_date_keeps_the_old_beside_it(printed: str, last: str, old: str, old_last: str) -> None:
    now, before = read_timescale(printed)
    assert now.due_on == day(last)
    assert before is not None
    assert (before.raw, before.due_on) == (old, day(old_last))


def test_struck_date_is_the_original_whether_the_text_still_holds_it_or_not() -> None:
    for text in ("Sep-23 Mar-24", "Mar-24"):
        now, before = read_timescale(text, struck=("Sep-23",))
        assert now.due_on == date(2024, 3, 31)
        assert before is not None
        assert before.due_on == date(2023, 9, 30)


def test_a_struck_date_that_is_the_same_in_other_words_is_no_original() -> None:
    now, original = read_timescale("31 October 2025", ("31 Oct 2025",))
    assert (now.raw, original) == ("31 October 2025", None)


def test_struck_without_a_new_date_says_so() -> None:
    now, before = read_timescale("", struck=("Sep-23",))
    assert now.due_on is None
    assert now.problem is not None
    assert before is not None


def test_revised_word_without_an_old_date_gives_no_original() -> None:
    now, before = read_timescale("New date: June 2024")
    assert now.due_on == date(2024, 6, 30)
    assert before is None


def test_text_without_revision_words_is_left_whole() -> None:
    assert split_revision("Jan 2024 to Mar 2024") == ("Jan 2024 to Mar 2024", "")


def test_blank_cell_is_empty_without_a_problem() -> None:
    now, before = read_timescale("  ")
    assert (now.raw, now.due_on, now.problem, before) == ("", None, None, None)


def test_several_times_take_the_last_and_say_so() -> None:
    now, _ = read_timescale("Draft by Sep 24, final by Dec 24")
    assert (now.due_on, now.qualifier) == (date(2024, 12, 31), "by")
    assert now.problem is not None


def test_numbered_phase_before_a_month_is_no_day() -> None:
    now, _ = read_timescale("Phase 1 - April 2024, Phase 2 - September 2024")
    assert now.due_on == date(2024, 9, 30)


def test_may_as_a_verb_is_no_month() -> None:
    now, _ = read_timescale("May be extended to July 2024")
    assert (now.starts_on, now.due_on) == (None, date(2024, 7, 31))


SPANS = """
01/05/2024 | 31/12/2024 | 2024-05-01 | 2024-12-31 | between
01/09/2024 | Ongoing | 2024-09-01 | | ongoing
Dec-24 | Termly | 2024-12-01 | | ongoing
01/10/2024 | Autumn term 2024 | 2024-10-01 | 2024-12-31 | between
Nov-24 | w/c 04/11/24 | 2024-11-01 | 2024-11-04 | between
Q3 24/25 | Q2 25/26 | 2024-10-01 | 2025-09-30 | between
Sept 24 | | 2024-09-01 | | from
 | 31/03/2025 | | 2025-03-31 | by
"""


@pytest.mark.parametrize(("start", "end", "first", "last", "qualifier"), rows(SPANS))
def test_start_and_end_columns(start: str, end: str, first: str, last: str, qualifier: str) -> None:
    now = read_span(start, end)
    assert (now.starts_on, now.due_on, now.qualifier or "") == (day(first), day(last), qualifier)


def test_unknown_start_and_end_say_so() -> None:
    now = read_span("TBC", "")
    assert (now.starts_on, now.due_on) == (None, None)
    assert now.problem is not None


class TestContext:
    def test_month_without_year_takes_the_year_over_its_column(self) -> None:
        now, _ = read_timescale("June", context=TimeContext(year=2024, split=True))
        assert now.due_on == date(2024, 6, 30)
        now, _ = read_timescale("February", context=TimeContext(year=2024, split=True))
        assert now.due_on == date(2025, 2, 28)

    def test_month_without_year_after_the_plans_date_is_told(self) -> None:
        now, _ = read_timescale("by June", context=TimeContext(plan_date=date(2024, 7, 15)))
        assert now.due_on == date(2025, 6, 30)
        assert now.slip is not None

    def test_broken_year_with_one_likely_reading(self) -> None:
        now, _ = read_timescale("Sept 20244", context=TimeContext(plan_date=date(2023, 5, 1)))
        assert now.due_on == date(2024, 9, 30)
        assert now.slip is not None

    def test_broken_year_with_several_likely_readings_is_refused(self) -> None:
        now, _ = read_timescale("Sept 202", context=TimeContext(plan_date=date(2023, 5, 1)))
        assert now.due_on is None
        assert now.problem is not None

    def test_single_year_quarter_where_the_document_counts_financial_ones(self) -> None:
        now, _ = read_timescale("Q3 2024", context=TimeContext(financial_quarters=True))
        assert now.due_on == date(2024, 12, 31)

    def test_counted_from_the_day_of_publication(self) -> None:
        context = TimeContext(published=date(2024, 5, 31), inspection_end=date(2024, 3, 15))
        assert read_timescale("within nine months of publication", context=context)[0].due_on == date(
            2025, 2, 28
        )
        assert read_timescale("within six weeks of the inspection", context=context)[0].due_on == date(
            2024, 4, 26
        )
        assert read_timescale("within six weeks", context=context)[0].due_on is None


# -- round trips -------------------------------------------------------------------------------

months = st.tuples(st.integers(2015, 2029), st.integers(1, 12))
days = st.dates(date(2015, 1, 1), date(2029, 12, 31))
NAMES = keys("timescales", "months")
MONTH_FORMS = (
    "{name} {year}",
    "{short}-{yy}",
    "{short} {yy}",
    "{short}. {year}",
    "{name} '{yy}",
    "{upper} {year}",
    "{m:02}/{year}",
    "{year}-{m:02}",
    "{name}, {year}",
    "{short}{year}",
    "{short}/{yy}",
    "{name} of {year}",
)
DAY_FORMS = (
    "{d} {name} {year}",
    "{d:02}/{m:02}/{year}",
    "{d}.{m}.{yy}",
    "{d}-{short}-{yy}",
    "{d}{th} {name} {year}",
    "{d} {short} {yy}",
    "{name} {d}{th}, {year}",
    "{year}-{m:02}-{d:02}",
    "{d}{th} of {name} {year}",
    "{d:02}/{m:02}/{yy}",
    "{weekday} {d} {name} {year}",
)


def written(form: str, year: int, month: int, number: int = 1) -> str:
    name = NAMES[month - 1].capitalize()
    th = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return form.format(
        name=name,
        short=name[:3],
        upper=name.upper(),
        year=year,
        yy=f"{year % 100:02}",
        m=month,
        d=number,
        th=th,
        weekday=date(year, month, number).strftime("%A"),
    )


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def is_split_year(form: str, year: int, month: int) -> bool:
    """ "2011-12" could be a month or a year over two; it is read as the year."""
    return form == "{year}-{m:02}" and month == (year + 1) % 100


@given(months, st.sampled_from(MONTH_FORMS))
def test_any_month_reads_back(when: tuple[int, int], form: str) -> None:
    if not is_split_year(form, *when):
        now, _ = read_timescale(written(form, *when))
        assert (now.starts_on, now.due_on, now.precision, now.slip) == (None, month_end(*when), "month", None)


@given(days, st.sampled_from(DAY_FORMS))
def test_any_day_reads_back(when: date, form: str) -> None:
    now, _ = read_timescale(written(form, when.year, when.month, when.day))
    assert (now.starts_on, now.due_on, now.precision, now.slip) == (None, when, "day", None)


@given(
    months,
    months,
    st.sampled_from(("{a} to {b}", "{a} - {b}", "{a} – {b}", "between {a} and {b}", "from {a} until {b}")),
)
def test_any_range_of_months_reads_back(first: tuple[int, int], last: tuple[int, int], form: str) -> None:
    text = form.format(a=written("{name} {year}", *first), b=written("{short}-{yy}", *last))
    now, _ = read_timescale(text)
    assert (now.starts_on, now.due_on, now.qualifier) == (date(*first, 1), month_end(*last), "between")


@given(
    st.integers(2015, 2028),
    st.integers(1, 12),
    st.integers(1, 12),
    st.sampled_from(("{a}-{b} {y}", "{a} to {b} {yy}")),
)
def test_one_year_serves_both_ends(year: int, first: int, last: int, form: str) -> None:
    short = [name[:3].capitalize() for name in NAMES]
    now, _ = read_timescale(form.format(a=short[first - 1], b=short[last - 1], y=year, yy=f"{year % 100:02}"))
    begins = year - 1 if first > last else year
    assert (now.starts_on, now.due_on) == (date(begins, first, 1), month_end(year, last))


@given(
    st.integers(2015, 2028),
    st.integers(1, 4),
    st.sampled_from(("Q{q} {y}/{z}", "Quarter {q} {y}-{z}", "{y}/{z} Q{q}", "Q{q} {yy}/{z}")),
)
def test_any_financial_quarter_reads_back(year: int, quarter: int, form: str) -> None:
    text = form.format(q=quarter, y=year, yy=f"{year % 100:02}", z=f"{(year + 1) % 100:02}")
    now, _ = read_timescale(text)
    last = month_end(year, quarter * 3 + 3) if quarter < 4 else month_end(year + 1, 3)
    assert (now.starts_on, now.due_on, now.precision) == (None, last, "quarter")


@given(days)
def test_any_spreadsheet_day_reads_back(when: date) -> None:
    now, _ = read_timescale(str((when - date(1899, 12, 30)).days))
    assert now.due_on == when


@given(st.text(max_size=60))
def test_any_text_is_read_without_failing_and_never_in_silence(text: str) -> None:
    now, _ = read_timescale(text)
    read = now.starts_on or now.due_on or now.qualifier
    assert read or now.problem or not now.raw


@given(months, st.sampled_from(words("timescales", "revisions", "new")))
def test_any_word_of_revision_parts_old_from_new(when: tuple[int, int], word: str) -> None:
    now, before = read_timescale(f"{written('{name} {year}', *when)} {word} March 2030")
    assert now.due_on == date(2030, 3, 31)
    assert before is not None
    assert before.due_on == month_end(*when)


# -- the parts ---------------------------------------------------------------------------------


def test_easter_of_known_years() -> None:
    assert [easter_sunday(year) for year in (2023, 2024, 2025)] == [
        date(2023, 4, 9),
        date(2024, 3, 31),
        date(2025, 4, 20),
    ]


def test_easter_is_a_sunday_in_spring() -> None:
    for year in range(2005, 2050):
        assert easter_sunday(year).weekday() == 6
        assert date(year, 3, 21) < easter_sunday(year) <= date(year, 3, 22) + timedelta(days=34)


@pytest.mark.parametrize("word", ["match", "marsh", "julie", "juno", "decide", "mayor", "septic"])
def test_words_near_a_month_are_no_months(word: str) -> None:
    assert month_number(word) is None


def test_plain_keeps_one_kind_of_dash_and_quote() -> None:
    assert plain("Sep\u2013Dec \u201924\u00a0") == "sep-dec '24"


def test_moments_stand_where_they_are_printed() -> None:
    text = "from sep 24 to 3 may 2025"
    assert [text[m.begin : m.end] for m in find_moments(text)] == ["sep 24", "3 may 2025"]


@pytest.mark.parametrize("text", ["from 1/2/4203", "01/02/0000", "3.4.1066"])
def test_a_day_of_no_likely_year_is_told_and_not_read(text: str) -> None:
    now, _ = read_timescale(text)
    assert (now.starts_on, now.due_on) == (None, None)
    assert now.problem


@pytest.mark.parametrize("text", ["Q2 0/0/1900", "Q2 1/1/1900"])
def test_a_day_that_is_refused_gives_its_year_to_nothing_beside_it(text: str) -> None:
    timescale, _ = read_timescale(text)
    assert timescale.due_on is None
    assert timescale.problem
