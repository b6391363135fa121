"""The views that people query: each with what a row is and its SQL."""

from __future__ import annotations

from pipeline.schema import View

OWNERS = """(select group_concat(who, '; ') from (
    select coalesce(o.name, o.role, o.organisation)
      || case when o.name is not null and o.organisation is not null
         then ' (' || o.organisation || ')' else '' end as who
    from owners o where o.action_id = a.id order by o.position))"""

_MEASURES = """(select group_concat(m.text, '; ') from action_measures am
    join measures m on m.id = am.measure_id where am.action_id = a.id)"""

VIEWS: tuple[View, ...] = (
    View(
        "finding_actions",
        "Each finding of an inspection document with each action that answers it (accepted links).",
        {
            "area": "Name of the area.",
            "area_id": "Slug of the area.",
            "finding_id": "The finding.",
            "finding_kind": "strength, weakness, area_for_improvement, area_for_priority_action,"
            " significant_weakness.",
            "finding_number": "The finding's number within document and kind.",
            "finding": "The finding's text.",
            "action_id": "The action.",
            "action_number": "The action's number within its plan.",
            "objective": "Objective that the action serves.",
            "activity": "The action's text.",
            "owners": "Who is responsible.",
            "timescale_raw": "When, as printed.",
            "starts_on": "First day, where a start is given.",
            "due_on": "Last day by which the action is due.",
            "action_status": "complete, on_track, in_progress, delayed or not_started.",
            "success_measure": "How success will be known, as printed.",
            "measures": "What is measured, each measure after the other.",
            "score": "How sure the link is, 0 to 1.",
            "method": "How the link was found: structure, quotation, similarity or decision.",
            "link_id": "The link.",
        },
        f"""
        select ar.name as area, f.area_id, f.id as finding_id, f.kind as finding_kind,
          f.number as finding_number, f.text as finding, a.id as action_id, a.number as action_number,
          a.objective, a.activity, {OWNERS} as owners, a.timescale_raw, a.starts_on, a.due_on,
          a.status as action_status, a.success_measure, {_MEASURES} as measures,
          l.score, l.method, l.id as link_id
        from findings f
        join links l on l.to_id = f.id and l.kind = 'addresses' and l.accepted = 1
        join actions a on a.id = l.from_id
        left join areas ar on ar.id = f.area_id
        """,
    ),
    View(
        "coverage_gaps",
        "Each gap with the area and the text of each finding, action, measure or statement concerned.",
        {
            "gap_id": "The gap; a row for each item that it concerns.",
            "area_id": "Slug of the area.",
            "area": "Name of the area.",
            "rule": "The rule that raised it.",
            "severity": "high, medium or low.",
            "message": "The gap in a sentence.",
            "item_id": "The finding, action, measure, statement or document concerned.",
            "item": "Text of the item concerned.",
        },
        """
        select g.id as gap_id, g.area_id, ar.name as area, g.rule, g.severity, g.message,
          i.value as item_id,
          coalesce(f.text, a.activity, m.text, s.text, d.title) as item
        from gaps g
        left join areas ar on ar.id = g.area_id
        left join json_each(g.item_ids) i
        left join findings f on f.id = i.value
        left join actions a on a.id = i.value
        left join measures m on m.id = i.value
        left join statements s on s.id = i.value
        left join documents d on d.id = i.value
        """,
    ),
    View(
        "coverage_by_area",
        "How many findings of each area are answered, partly answered and not answered.",
        {
            "area_id": "Slug of the area.",
            "area": "Name of the area.",
            "findings": "Weaknesses and areas to improve, counted.",
            "covered": "Findings that actions answer.",
            "partial": "Findings that actions answer in part.",
            "uncovered": "Findings that no action answers.",
            "no_plan": "Findings of areas whose plan is not held.",
            "deep": "Findings whose every action has an owner, a date and a measured target.",
        },
        """
        select c.area_id, ar.name as area, count(*) as findings,
          sum(c.status = 'covered') as covered, sum(c.status = 'partial') as partial,
          sum(c.status = 'uncovered') as uncovered, sum(c.status = 'no_plan') as no_plan,
          sum(c.deep) as deep
        from coverage c left join areas ar on ar.id = c.area_id
        group by c.area_id
        """,
    ),
    View(
        "area_comparison",
        "Areas side by side by theme: weaknesses, improvements, strengths, and how many are answered.",
        {
            "area_id": "Slug of the area.",
            "area": "Name of the area.",
            "theme": "Theme of the field.",
            "weaknesses": "Weaknesses and significant weaknesses that touch the theme.",
            "improvements": "Areas for improvement and for priority action that touch it.",
            "strengths": "Strengths that touch it.",
            "covered": "Weaknesses and areas to improve that are answered.",
        },
        """
        select f.area_id, ar.name as area, t.theme,
          sum(f.kind in ('weakness', 'significant_weakness')) as weaknesses,
          sum(f.kind in ('area_for_improvement', 'area_for_priority_action')) as improvements,
          sum(f.kind = 'strength') as strengths,
          sum(coalesce(c.status = 'covered', 0)) as covered
        from findings f
        join documents d on d.id = f.document_id and d.family = 'inspection' and d.same_as is null
        join themes t on t.item_id = f.id
        left join areas ar on ar.id = f.area_id
        left join coverage c on c.finding_id = f.id
        group by f.area_id, t.theme
        """,
    ),
    View(
        "told_the_same",
        "For each finding: the findings of other areas that say much the same, and the actions taken there.",
        {
            "finding_id": "The finding.",
            "other_id": "The finding of another area that says much the same.",
            "other_area_id": "Slug of the other area.",
            "other_area": "Name of the other area.",
            "kind": "What kind of finding the other one is.",
            "other_text": "Text of the other finding.",
            "score": "The chance that a careful reader would say that they tell the same.",
            "coverage": "Whether actions answer the other finding; null for a strength.",
            "action_id": "An action that answers it there, one row each; null where none is known.",
            "activity": "What is done there.",
            "action_status": "How far it is, as the plan says.",
            "due_on": "Day by which it is due.",
        },
        """
        select s.finding_id, s.other_id, f.area_id as other_area_id, ar.name as other_area, f.kind,
          f.text as other_text, max(s.score) as score, c.status as coverage,
          a.id as action_id, a.activity, a.status as action_status, a.due_on
        from (
          select from_id as finding_id, to_id as other_id, score from links
            where kind = 'similar' and accepted = 1
          union all
          select to_id, from_id, score from links where kind = 'similar' and accepted = 1
        ) s
        join findings f on f.id = s.other_id
        left join areas ar on ar.id = f.area_id
        left join coverage c on c.finding_id = f.id
        left join links k on k.to_id = f.id and k.kind = 'addresses' and k.accepted = 1
        left join actions a on a.id = k.from_id
        group by s.finding_id, s.other_id, a.id
        order by s.finding_id, max(s.score) desc, s.other_id, a.id
        """,
    ),
    View(
        "owner_load",
        "How many actions each owner carries, and how many of them are late today and not complete.",
        {
            "area_id": "Slug of the area.",
            "area": "Name of the area.",
            "owner": "Person, else role, else organisation.",
            "actions": "Actions of the plan that stands (one rendering, newest version).",
            "late": "Actions due before today and not complete.",
        },
        """
        select a.area_id, ar.name as area, coalesce(o.name, o.role, o.organisation) as owner,
          count(distinct a.id) as actions,
          count(distinct case when a.due_on < date('now') and coalesce(a.status, '') <> 'complete'
            then a.id end) as late
        from actions a
        join owners o on o.action_id = a.id
        join documents d on d.id = a.document_id and d.same_as is null
        left join areas ar on ar.id = a.area_id
        where not exists (select 1 from documents n where n.plan_id = d.plan_id
          and n.version > d.version and n.same_as is null)
        group by a.area_id, owner
        """,
    ),
    View(
        "timeline",
        "What happened and what is due in each area, by day.",
        {
            "area_id": "Slug of the area.",
            "area": "Name of the area.",
            "date": "The day.",
            "what": "What happens.",
            "item_id": "Document or action.",
        },
        """
        select d.area_id, ar.name as area, e.date, e.what, e.item_id
        from (
          select id as item_id, inspection_end as date, 'inspection ended: ' || title as what from documents
            where family = 'inspection' and same_as is null
          union all
          select id, published, 'published: ' || title from documents where same_as is null
          union all
          select id, next_inspection_by, 'next full inspection due' from documents
            where family = 'inspection' and same_as is null
          union all
          select id, monitoring_inspection_by, 'monitoring inspection due' from documents
            where family = 'inspection' and same_as is null
          union all
          select a.id, a.due_on, 'action due: ' || a.activity from actions a
            join documents p on p.id = a.document_id and p.same_as is null
        ) e
        left join documents d on d.id = e.item_id
          or d.id = (select document_id from actions where id = e.item_id)
        left join areas ar on ar.id = d.area_id
        where e.date is not null
        order by d.area_id, e.date
        """,
    ),
)

VIEW = {view.name: view for view in VIEWS}
