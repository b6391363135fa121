"""The years of times that print none: a neighbour's, the column's, or the first after the plan's date."""

from __future__ import annotations

from dataclasses import replace

from extractors.fields.calendar import FINANCIAL, Moment, TimeContext


def shared_years(text: str, found: tuple[Moment, ...], context: TimeContext) -> tuple[Moment, ...]:
    """Times without a year take it from the next one ("Jan-Jul 24"), the one before, or the context."""
    moments = list(found)
    for i in range(len(moments) - 2, -1, -1):
        here, after = moments[i], moments[i + 1]
        if here.year is None and after.year is not None and not here.problem:
            like = replace(here, split=after.split, basis=after.basis if after.split else here.basis)
            if here.quarter and after.quarter:
                earlier = here.quarter > after.quarter
            else:
                earlier = like.order > after.order
            moments[i] = replace(like, year=after.year - (1 if earlier else 0))
    for i in range(1, len(moments)):
        here, before = moments[i], moments[i - 1]
        if here.year is None and before.year is not None and not here.problem:
            like = replace(here, split=before.split, basis=before.basis if before.split else here.basis)
            later = (
                here.quarter < before.quarter
                if here.quarter and before.quarter
                else like.order < before.order
            )
            moments[i] = replace(like, year=before.year + (1 if later else 0))
    return tuple(_as_quarter(_in_context(moment, context), context) for moment in moments)


def _in_context(moment: Moment, context: TimeContext) -> Moment:
    """A time without a year, in the year that heads its column, else the first after the plan's date."""
    if moment.year is not None or moment.problem:
        return moment
    if context.year is not None:
        return replace(moment, year=context.year, split=context.split)
    if context.plan_date is None:
        return replace(moment, problem="no year is printed")
    start = _as_quarter(replace(moment, year=context.plan_date.year - 1), context)
    for _ in range(4):
        if start.last and start.last >= context.plan_date:
            break
        start = replace(start, year=(start.year or 0) + 1)
    return replace(start, slip="no year is printed: the first such time after the plan's date is taken")


def _as_quarter(moment: Moment, context: TimeContext) -> Moment:
    """A quarter's months, now that the kind of its year is known."""
    if moment.quarter is None:
        return moment
    financial = moment.split or context.financial_quarters
    first = (moment.quarter * 3 + (0 if financial else -3)) % 12 + 1
    return replace(moment, months=(first, first + 2), split=financial, basis=FINANCIAL)
