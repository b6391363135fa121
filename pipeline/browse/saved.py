"""Saved queries: questions that officers and researchers ask, as SQL that anyone may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.queries import STANDING
from pipeline.wording import COVERAGE, RULES

_WHO = """(select group_concat(coalesce(o.name, o.role, o.organisation), '; ') from owners o
    where o.action_id = a.id)"""
_AREA = "(:area = '' or ar.name like '%' || :area || '%' or ar.id = :area)"
_DAY = "coalesce(nullif(:as_of, ''), date('now'))"


def _said(column: str, words: Mapping[str, str]) -> str:
    """SQL for a column's value as a person reads it."""
    cases = " ".join(f"when '{value}' then '{said}'" for value, said in words.items())
    return f"case {column} {cases} else replace({column}, '_', ' ') end"


@dataclass(frozen=True)
class SavedQuery:
    """A question: its slug, the question, how to read the answer, and its SQL."""

    slug: str
    title: str
    description: str
    sql: str


QUERIES: tuple[SavedQuery, ...] = (
    SavedQuery(
        "unanswered_findings",
        "Which findings are not answered, or only partly?",
        "One row for each finding not fully answered by a plan that is held, with the part that is missing."
        " Leave the area empty for all areas.",
        f"""select ar.name as area, replace(f.kind, '_', ' ') as kind, f.number, f.text as finding,
  {_said("c.status", COVERAGE)} as answered,
  coalesce(c.missing, 'all of it') as part_without_an_action, c.actions,
  d.title as document, f.page, f.id as finding_id
from coverage c join findings f on f.id = c.finding_id join documents d on d.id = f.document_id
left join areas ar on ar.id = f.area_id
where c.status in ('uncovered', 'partial') and {_AREA}
order by ar.name, c.status desc, f.kind, f.number""",
    ),
    SavedQuery(
        "actions_overdue",
        "Which actions are overdue?",
        "Actions of the plans that stand, due before the day and not reported complete. Leave the day empty"
        " for today.",
        f"""select ar.name as area, a.due_on, a.activity, coalesce({_WHO}, 'nobody named') as who,
  coalesce(replace(a.status, '_', ' '), 'no rating') as progress, a.timescale_raw as timescale,
  cast(julianday({_DAY}) - julianday(a.due_on) as integer) as days_late, a.id as action_id
from actions a join documents d on d.id = a.document_id left join areas ar on ar.id = a.area_id
where {STANDING} and a.due_on < {_DAY} and coalesce(a.status, '') <> 'complete' and {_AREA}
order by ar.name, a.due_on""",
    ),
    SavedQuery(
        "who_owns_what",
        "Who owns what?",
        "One row for each owner and action of the plans that stand.",
        f"""select ar.name as area, coalesce(o.name, o.role, o.organisation) as owner,
  coalesce(o.organisation, 'not stated') as organisation, coalesce(a.objective, 'not stated') as objective,
  a.activity, coalesce(a.due_on, 'no date') as due_on,
  coalesce(replace(a.status, '_', ' '), 'no rating') as progress, a.id as action_id
from actions a join owners o on o.action_id = a.id join documents d on d.id = a.document_id
left join areas ar on ar.id = a.area_id
where {STANDING} and {_AREA}
order by ar.name, owner, a.due_on, a.number""",
    ),
    SavedQuery(
        "speech_and_language_waits",
        "Which areas were told about speech and language waits, and what did they do?",
        "Findings on speech and language that speak of waiting, each with the actions that answer it.",
        """select ar.name as area, replace(f.kind, '_', ' ') as kind, f.text as finding,
  coalesce(fa.activity, 'no action held') as action, coalesce(fa.owners, 'nobody named') as who,
  coalesce(fa.due_on, 'no date') as due_on,
  f.id as finding_id,
  coalesce(fa.action_id, 'none') as action_id
from findings f join documents d on d.id = f.document_id and d.same_as is null
join areas ar on ar.id = f.area_id
left join finding_actions fa on fa.finding_id = f.id
where f.kind <> 'strength' and f.id in (select id from findings where rowid in (select rowid from findings_fts
  where findings_fts match '(speech AND language AND (wait OR delay OR long)) OR (therapy AND wait)'))
order by ar.name, f.number""",
    ),
    SavedQuery(
        "measures_without_baselines",
        "Which measures have no baseline?",
        "Measures of the plans that stand without a baseline that is a number, with their targets.",
        f"""select ar.name as area, m.text as measure, coalesce(m.baseline_raw, 'none given') as baseline,
  coalesce((select group_concat(t.raw, '; ') from targets t where t.measure_id = m.id),
    'none given') as targets,
  m.id as measure_id
from measures m join documents d on d.id = m.document_id left join areas ar on ar.id = m.area_id
where {STANDING} and m.baseline_value is null and {_AREA}
order by ar.name, m.id""",
    ),
    SavedQuery(
        "what_changed",
        "What changed since the last version of a plan?",
        "One row for each change between two versions of a plan, as printed before and after.",
        f"""select ar.name as area, replace(c.change, '_', ' ') as change,
  coalesce(b.activity, a.activity) as action,
  coalesce(c.before, 'nothing') as before, coalesce(c.after, 'nothing') as after,
  d.title as later_version, coalesce(c.to_action, c.from_action) as action_id
from changes c left join actions a on a.id = c.from_action left join actions b on b.id = c.to_action
left join documents d on d.id = c.to_document left join areas ar on ar.id = c.area_id
where {_AREA} order by c.position""",
    ),
    SavedQuery(
        "gravest_gaps",
        "What are the gravest gaps?",
        "Gaps of high severity, by area and rule.",
        f"""select ar.name as area, {_said("g.rule", RULES)} as rule, g.message, g.id as gap_id
from gaps g left join areas ar on ar.id = g.area_id
where g.severity = 'high' and {_AREA} order by ar.name, g.rule, g.id""",
    ),
    SavedQuery(
        "gaps_by_rule",
        "Which gaps are commonest?",
        "How often each rule raised a gap, and in how many areas.",
        f"""select {_said("rule", RULES)} as rule, severity, count(*) as gaps,
  count(distinct area_id) as areas
from gaps group by rule, severity order by gaps desc, rule""",
    ),
    SavedQuery(
        "outcomes",
        "What was the outcome of each area SEND inspection?",
        "1 is typically positive, 2 inconsistent, 3 widespread and/or systemic failings.",
        """select ar.name as area, ar.region, d.inspection_start, d.inspection_end, d.outcome,
  coalesce(d.published, 'not stated') as published,
  coalesce(d.next_inspection_by, 'not stated') as next_inspection_by,
  coalesce(d.monitoring_inspection_by, 'none') as monitoring_inspection_by, d.id as document_id
from documents d left join areas ar on ar.id = d.area_id
where d.kind = 'area_send_report' and d.same_as is null order by d.outcome desc, ar.name""",
    ),
    SavedQuery(
        "inspections_ahead",
        "Which inspections are due next?",
        "Days by which a full or monitoring inspection falls due, from the day given, today if empty.",
        f"""select ar.name as area, e.what, e.due, e.title as told_in, e.id as document_id from (
  select area_id, 'full inspection' as what, next_inspection_by as due, title, id, same_as from documents
  union all
  select area_id, 'monitoring inspection', monitoring_inspection_by, title, id, same_as from documents) e
left join areas ar on ar.id = e.area_id
where e.same_as is null and e.due >= {_DAY} order by e.due, ar.name""",
    ),
    SavedQuery(
        "words_that_drifted",
        "Where did a plan change the words of the report?",
        "Quotations that dropped, added or changed words that matter.",
        """select ar.name as area, g.message,
  json_extract(g.evidence, '$[0].text') as report_says, json_extract(g.evidence, '$[1].text') as plan_says,
  g.id as gap_id
from gaps g left join areas ar on ar.id = g.area_id where g.rule = 'drift' order by ar.name, g.id""",
    ),
    SavedQuery(
        "actions_without_owner_or_date",
        "Which actions lack an owner or a date?",
        "Actions of the plans that stand with nobody named, or with no day by which they are due.",
        f"""select ar.name as area, a.activity, coalesce(a.responsible_raw, 'nobody named') as responsible,
  coalesce(a.timescale_raw, 'no timescale') as timescale, a.id as action_id
from actions a join documents d on d.id = a.document_id left join areas ar on ar.id = a.area_id
where {STANDING} and {_AREA}
  and (a.due_on is null or not exists (select 1 from owners o where o.action_id = a.id))
order by ar.name, a.number""",
    ),
    SavedQuery(
        "links_to_review",
        "Which links wait for a person to decide?",
        "Actions that may answer a finding, offered for review and not counted, the likeliest first.",
        f"""select ar.name as area, f.text as finding, a.activity as action, l.score,
  json_extract(l.reasons, '$.summary') as reason, f.id as finding_id, a.id as action_id
from links l join findings f on f.id = l.to_id join actions a on a.id = l.from_id
left join areas ar on ar.id = f.area_id
where l.kind = 'addresses' and l.status in ('review', 'ambiguous', 'suspect') and {_AREA}
order by ar.name, l.score desc, l.id""",
    ),
    SavedQuery(
        "told_the_same",
        "Which other areas were told the same, and what did they do?",
        "Pairs of alike findings of different areas, with how many actions answer the other one.",
        f"""select ar.name as area, f.text as finding, oa.name as other_area, o.text as other_finding,
  coalesce({_said("c.status", COVERAGE)}, 'Not assessed') as other_answered,
  coalesce(c.actions, 0) as other_actions,
  l.score, f.id as finding_id, o.id as other_id
from links l join findings f on f.id = l.from_id join findings o on o.id = l.to_id
left join coverage c on c.finding_id = o.id
left join areas ar on ar.id = f.area_id left join areas oa on oa.id = o.area_id
where l.kind = 'similar' and {_AREA} order by ar.name, f.id, l.score desc""",
    ),
    SavedQuery(
        "progress_told",
        "What progress was reported on what was found?",
        "Statements of pages, news and later documents joined to the finding that they tell of.",
        f"""select ar.name as area, f.text as finding, s.text as progress,
  coalesce(s.speaker, 'the document itself') as said_by, coalesce(d.published, 'not stated') as published,
  f.id as finding_id, s.id as statement_id
from links l join statements s on s.id = l.from_id join findings f on f.id = l.to_id
join documents d on d.id = s.document_id left join areas ar on ar.id = f.area_id
where l.kind = 'reports_progress' and l.accepted = 1 and {_AREA} order by ar.name, f.id, s.id""",
    ),
    SavedQuery(
        "themes_across_areas",
        "Which themes come up most across areas?",
        "For each theme, in how many areas it is a weakness or an area to improve, and how often.",
        """select replace(theme, '_', ' ') as theme, count(distinct area_id) as areas,
  sum(weaknesses) as weaknesses,
  sum(improvements) as to_improve, sum(strengths) as strengths, sum(covered) as answered
from area_comparison group by theme order by areas desc, theme""",
    ),
    SavedQuery(
        "reading_in_doubt",
        "Where should a person look at the reading again?",
        "What the reading was unsure of, by document.",
        f"""select ar.name as area, d.title as document, d.path,
  replace(p.category, '_', ' ') as category, coalesce(p.page, 'no page') as page, p.message,
  d.id as document_id
from problems p join documents d on d.id = p.document_id left join areas ar on ar.id = d.area_id
where {_AREA} order by ar.name, d.path, p.position""",
    ),
)
