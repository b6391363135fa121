"""The answers for the demonstration documents, made from the same sources as the documents."""

from pathlib import Path
from typing import Any

import pypdfium2

from demo_builder.plan_source import (
    Action,
    FindingTruth,
    Gaps,
    Group,
    Links,
    Measure,
    Plan,
    PlanArea,
    Priority,
    expand,
)
from demo_builder.sources import Letter, Report, WebPage

WORDS_TO_FIND = 5
RULES = {
    "action_ids": "all actions under the plan heading that quotes the finding (plan structure)",
    "also_related": "other actions that address it by meaning",
    "also_related_weak": "arguable; score neither for nor against",
    "coverage": "judged on action_ids and also_related together: 'partial' where a part has no "
    "action, 'none' where nothing does; coverage_also_accept lists answers a fair reader might give",
}


def report_truth(report: Report, pdf: Path) -> dict[str, Any]:
    """What is right for a report; its pages are looked up in the PDF that was built."""
    truth = report.truth
    improvements = [
        {"text": item.whole, "responsible": item.responsible} if item.responsible else item.whole
        for item in report.improvement
    ]
    details = report.details
    texts = _page_texts(pdf)
    return {
        "file": pdf.name,
        "area": report.area,
        "inspection_start": truth.inspection_start,
        "inspection_end": truth.inspection_end,
        "previous_inspection": truth.previous_inspection,
        "previous_start": truth.previous_start,
        "previous_end": truth.previous_end,
        "outcome": truth.outcome,
        "next_full_inspection": truth.next_full_inspection,
        "monitoring_inspection": None,
        "local_authorities": truth.local_authorities,
        "integrated_care_boards": truth.integrated_care_boards,
        "leaders": [
            {"name": None, "role": details.local_authority_leader, "organisation": details.local_authority},
            {
                "name": None,
                "role": details.integrated_care_board_leader,
                "organisation": details.integrated_care_board,
            },
        ],
        "inspectors": [
            {"name": None, "role": role, "body": body, "lead": "Lead Inspector" in role}
            for body, roles in (("Ofsted", report.team.ofsted), ("CQC", report.team.cqc))
            for role in roles
        ],
        "strengths": report.strengths,
        "weaknesses": report.weaknesses,
        "priority_actions": [],
        "improvements": improvements,
        "pages": {
            "strengths": _pages(texts, report.strengths),
            "weaknesses": _pages(texts, report.weaknesses),
            "priority_actions": [],
            "improvements": _pages(texts, [item.whole for item in report.improvement]),
        },
        "near_duplicates": truth.near_duplicates,
        "notes": truth.notes,
    }


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _page_texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [_squeezed(page.get_textpage().get_text_range()) for page in document]


def _pages(texts: list[str], items: list[str]) -> list[int]:
    """The pages from the one where the first item begins to the one where the last ends."""
    first = _squeezed(" ".join(items[0].split()[:WORDS_TO_FIND]))
    last = _squeezed(" ".join(items[-1].split()[-WORDS_TO_FIND:]))
    begin = next(number for number, text in enumerate(texts, start=1) if first in text)
    end = max(number for number, text in enumerate(texts, start=1) if last in text)
    return list(range(begin, end + 1))


def plan_truth(plan: Plan) -> dict[str, Any]:
    """What is right for the plan: its lists, actions and success groups."""
    benefits = len(plan.children_benefit)
    strengths = [*plan.children_benefit, *plan.partnership_arrangements]
    return {
        "area": plan.area,
        "inspection_dates": {
            "raw": "between the 23 January and the 10 February 2023",
            "start": "2023-01-23",
            "end": "2023-02-10",
        },
        "strengths": strengths,
        "strengths_groups": {
            "children_benefit": list(range(1, benefits + 1)),
            "partnership_arrangements": list(range(benefits + 1, len(strengths) + 1)),
        },
        "improvements": [quotation.text for quotation in plan.quotations("I")],
        "further_areas": [quotation.text for quotation in plan.quotations("W")],
        "rating_scale": [rating.model_dump() for rating in plan.rating],
        "governance": {"board": "SEND Partnership Board", "accountable_to": "Health and Wellbeing Board"},
        "priorities": [
            {
                "number": priority.number,
                "title": priority.title,
                "sponsor": {"role": priority.sponsor, "name": None},
                "lead": [{"role": priority.lead, "name": None}],
                "parent_rep": {"role": priority.parent_rep, "name": None},
                "outcome": priority.outcome,
            }
            for priority in plan.priority
        ],
        "actions": [
            _action(plan, priority, area, group, action)
            for priority in plan.priority
            for area in priority.area
            for group in area.group
            for action in group.actions
        ],
        "success_groups": [
            _group(plan, priority, area, group)
            for priority in plan.priority
            for area in priority.area
            for group in area.group
        ],
        "conventions": {
            "end": "a bare month is the completion month: start null, qualifier null",
            "from": "start set, end null",
            "between": "both set; one year serves both months",
        },
    }


def _action(plan: Plan, priority: Priority, area: PlanArea, group: Group, action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "priority": priority.number,
        "area_for_improvement": plan.quotation_of(area.finding).in_plan,
        "area_finding": area.finding,
        "objective": group.objective,
        "activity": action.do,
        "responsible_raw": " ".join(plan.owner_lines(action)),
        "responsible": [_owner(plan, key) for key in action.by],
        "timescale_raw": action.when,
        "start": action.start,
        "end": action.due,
        "qualifier": action.qualifier,
        "success_group": group.id,
        "success_measure": " ".join(group.success_lines),
    }


def _owner(plan: Plan, key: str) -> dict[str, Any]:
    owner = plan.owner[key]
    kind = "role" if owner.role else "group" if owner.group else "organisation"
    return {"name": owner.group, "role": owner.role, "organisation": owner.organisation, "kind": kind}


def _group(plan: Plan, priority: Priority, area: PlanArea, group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "priority": priority.number,
        "area_for_improvement": plan.quotation_of(area.finding).in_plan,
        "area_finding": area.finding,
        "objective": group.objective,
        "text": " ".join(group.success_lines),
        "kpis": [_measure(group, measure) for measure in group.measures],
        "action_ids": [action.id for action in group.actions],
    }


def _measure(group: Group, measure: Measure) -> dict[str, Any]:
    printed = " ".join(group.success_lines)
    for part in (measure.text, measure.baseline, measure.target):
        if part and part not in printed:
            raise ValueError(f"{group.id}: the success cell does not print {part!r}")
    has_baseline, has_target = measure.baseline_value is not None, measure.target_value is not None
    return {
        "text": measure.text,
        "baseline_raw": measure.baseline,
        "baseline_value": measure.baseline_value,
        "baseline_unit": (measure.baseline_unit or measure.unit) if has_baseline else None,
        "baseline_period": measure.baseline_period,
        "target_raw": measure.target,
        "target_value": measure.target_value,
        "target_unit": measure.unit if has_target else None,
        "period": measure.period,
        "comparator": measure.comparator,
        "numeric": has_baseline or has_target,
    }


def links_truth(report: Report, plan: Plan, links: Links) -> dict[str, Any]:
    """What is right for the links from the plan's actions to the report's findings, and for coverage."""
    texts = {f"I{number}": item.whole for number, item in enumerate(report.improvement, start=1)}
    texts |= {f"W{number}": text for number, text in enumerate(report.weaknesses, start=1)}
    strengths = {f"S{number}": text for number, text in enumerate(report.strengths, start=1)}
    return {
        "rules": RULES,
        "findings": [_finding(plan, texts, finding) for finding in links.finding],
        "narrative_findings": [
            {
                "id": item.id,
                "report_section": "What is it like to be a child or young person with SEND in this area?",
                "report_text": item.text,
                "quoted_in_response_as": None,
                "action_ids": expand(item.action_ids),
                "also_related": expand(item.also_related),
                "also_related_weak": expand(item.also_related_weak),
                "coverage": item.coverage,
                "missing": item.missing,
            }
            for item in links.narrative
        ],
        "strengths": [
            {
                "report": item.report,
                "report_opening": strengths[item.report].split(". ")[0].rstrip(".") + ".",
                "response": item.response,
                "web_page": [],
                "news": item.news,
                "drift": item.drift,
            }
            for item in links.strength
        ],
    }


def _finding(plan: Plan, texts: dict[str, str], finding: FindingTruth) -> dict[str, Any]:
    quotation = plan.quotation_of(finding.id)
    return {
        "finding": finding.id,
        "report_text": texts[finding.id],
        "quoted_in_response_as": quotation.text,
        "plan_area": quotation.in_plan,
        "action_ids": [
            action.id
            for priority in plan.priority
            for area in priority.area
            if area.finding == finding.id
            for group in area.group
            for action in group.actions
        ],
        "also_related": expand(finding.also_related),
        "also_related_weak": expand(finding.also_related_weak),
        "coverage": finding.coverage,
        "coverage_confidence": finding.confidence,
        "coverage_also_accept": finding.also_accept,
        "missing": finding.missing,
        "missing_words": finding.missing_words,
        "drift": finding.drift,
    }


def gaps_truth(gaps: Gaps) -> dict[str, Any]:
    """What is right for the gaps."""
    return {
        "reference_dates": {
            "report_published": gaps.report_published,
            "plan_due": gaps.plan_due,
            "rule": gaps.rule,
        },
        "expected": "'must' = a careful officer raises it; 'may' = right if raised, no fault if not",
        "gaps": [
            {
                "rule": gap.rule,
                "expected": gap.expected,
                "severity": gap.severity,
                "item_ids": expand(items),
                "where": ", ".join(items),
                "evidence": gap.why,
            }
            for gap in gaps.gap
            for items in gap.items
        ],
    }


def letter_truth(letter: Letter, file: str, article: WebPage) -> dict[str, Any]:
    """What is right for the letter and for the article that tells of progress since."""
    truth = letter.truth
    return {
        "area": letter.area,
        "letter": {
            "file": file,
            "kind": "local_area_send_letter",
            "inspection_start": truth.inspection_start,
            "inspection_end": truth.inspection_end,
            "published": truth.published,
            "local_authorities": truth.local_authorities,
            "health_bodies": truth.health_bodies,
            "addressees": letter.addressees,
            "main_findings": letter.main_findings,
            "strengths": [text for part in letter.part for text in part.strengths],
            "areas_for_development": [text for part in letter.part for text in part.development],
            "parts": [part.model_dump() for part in letter.part],
            "significant_weaknesses": letter.significant_weaknesses,
            "plan_required": "Written Statement of Action",
        },
        "article": {
            "file": article.file,
            "kind": article.truth.kind,
            "title": article.title,
            "reviewers": article.truth.reviewers,
            "inspection_year": article.truth.inspection_year,
            "weaknesses_2021": [
                {"id": number, **weakness.model_dump()}
                for number, weakness in enumerate(article.truth.weakness, start=1)
            ],
        },
    }


def pages_truth(pages: list[WebPage], plan: Plan, links: Links) -> dict[str, Any]:
    """What is right for the council page and the news item."""
    return {
        page.file: {
            "kind": page.truth.kind,
            "area": page.truth.area,
            "title": page.title,
            "inspection_raw": page.truth.inspection_raw,
            "strengths": [text for block in page.block if block.kind == "numbers" for text in block.items],
            "improvements": [
                quotation.text
                for block in page.block
                if block.kind == "plan_improvements"
                for quotation in plan.quotations("I")
            ],
            "restates": [news for item in links.strength for news in item.news]
            if page.truth.kind == "news"
            else [],
        }
        for page in pages
    }
