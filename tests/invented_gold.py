"""Gold in full form for documents that do not exist, with the bytes of those documents."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

REPORT: dict[str, Any] = {
    "file": "kent-report.pdf",
    "area": "Kent",
    "inspection_start": "2024-05-13",
    "inspection_end": "2024-05-17",
    "previous_inspection": "28 January 2019",
    "previous_start": None,
    "previous_end": None,
    "outcome": 2,
    "next_full_inspection": "approximately three years",
    "monitoring_inspection": None,
    "local_authorities": ["Kent County Council"],
    "integrated_care_boards": ["NHS Kent and Medway"],
    "leaders": [{"name": "Ada Example", "role": "DCS", "organisation": "Kent County Council"}],
    "inspectors": [
        {"name": "Bea Sample", "role": "HMI, lead inspector", "body": "Ofsted", "lead": True},
        {"name": "Cy Specimen", "role": "CQC inspector", "body": "CQC", "lead": False},
    ],
    "strengths": [
        "Families praise the short breaks team, which answers every letter within one week of its arrival.",
        "School nurses and health visitors plan together for the youngest children in the county.",
    ],
    "weaknesses": [
        "Waits for speech and language therapy are far too long, and no one says how long they last.",
        "Annual reviews are late – for a third of the plans by more than a year.",
    ],
    "priority_actions": [
        {
            "text": "Leaders must reduce the waits for therapy for all children, without any delay.",
            "responsible": "Kent County Council and NHS Kent and Medway",
        }
    ],
    "improvements": [
        "Leaders should make sure that annual reviews take place on time and lead to better plans."
    ],
    "pages": {"strengths": [2], "weaknesses": [2, 3], "priority_actions": [4], "improvements": [4]},
    "notes": "Invented.",
}

LETTER: dict[str, Any] = {
    "file": "jtai/dover-letter.pdf",
    "kind": "jtai_letter",
    "area": "Dover",
    "published": "2023-03-01",
    "inspection_start": "2023-01-09",
    "inspection_end": "2023-01-13",
    "strengths": [
        {"text": "Police officers record what children say in their own words, day after day.", "page": 3}
    ],
    "priority_actions": [],
    "improvements": [
        {"text": "The speed with which strategy meetings follow a referral from a hospital ward.", "page": 4}
    ],
    "judgements": [{"subject": "Overall effectiveness", "grade": "Good"}],
    "addressees": [
        {"name": "Dee Instance", "role": "Chief Executive", "organisation": "Kent County Council"}
    ],
    "inspectors": [],
    "notes": [],
}


def _row(number: int, area: str, activity: str, person: str | None, **more: Any) -> dict[str, Any]:
    owner = {"name": person, "organisation": "Kent County Council", "kind": "person"}
    return {
        "id": f"P1.{number:02d}",
        "area_for_improvement": area,
        "objective": "Therapy comes sooner" if number < 3 else "Reviews take place on time",
        "activity": activity,
        "responsible": [owner],
        "timescale_raw": "Sep-24",
        "start": None,
        "end": "2024-09",
        "success_measure": "Waits fall from 40 weeks to 18 weeks by the summer of 2025"
        if number < 3
        else None,
    } | more


THERAPY = "Leaders must reduce the waits for therapy for all children"
REVIEWS = "Leaders should make sure that annual reviews take place on time"
RESPONSE: dict[str, Any] = {
    "area": "Kent",
    "inspection_dates": {"start": "2024-05-13", "end": "2024-05-17"},
    "strengths": ["The short breaks team answers every letter within one week."],
    "improvements": [THERAPY, REVIEWS],
    "further_areas": [],
    "actions": [
        _row(
            1, THERAPY, "Appoint four more speech and language therapists for the coastal towns", "Eve Token"
        ),
        _row(2, THERAPY, "Write to every family on the list with the length of its wait", None),
        _row(3, REVIEWS, "Hold a weekly meeting on annual reviews that are overdue", "Eve Token", end=None),
        _row(4, REVIEWS, "Train casework officers", "Fay Model", start="2024-06", timescale_raw="Jun-Sep 24"),
    ],
    "success_groups": [
        {
            "id": "G1.1",
            "kpis": [
                {
                    "text": "Longest wait for therapy",
                    "baseline_value": 40,
                    "target_value": 18,
                    "target_raw": "18",
                }
            ],
            "action_ids": ["P1.01", "P1.02"],
        },
        {"id": "G1.2", "kpis": [], "action_ids": ["P1.03", "P1.04"]},
    ],
}

LINKS: dict[str, Any] = {
    "rules": {"action_ids": "by heading"},
    "findings": [
        {
            "finding": "P1",
            "quoted_in_response_as": THERAPY,
            "action_ids": ["P1.01", "P1.02"],
            "also_related": [],
            "also_related_weak": [],
            "coverage": "full",
        },
        {
            "finding": "I1",
            "quoted_in_response_as": REVIEWS,
            "action_ids": ["P1.03", "P1.04"],
            "also_related": ["P1.02"],
            "also_related_weak": [],
            "coverage": "partial",
            "coverage_also_accept": ["full"],
        },
        {
            "finding": "W1",
            "quoted_in_response_as": None,
            "action_ids": ["P1.02"],
            "also_related": ["P1.01"],
            "coverage": "none",
        },
    ],
    "strengths": [
        {"report": "S1", "response": [1], "web_page": [], "news": []},
        {"report": "S2", "response": []},
    ],
}

GAPS: dict[str, Any] = {
    "gaps": [
        {"rule": "no_date", "item_ids": ["P1.03"], "expected": "must"},
        {"rule": "partly_covered_finding", "item_ids": ["I1", "P1.03"], "expected": "must"},
        {"rule": "no_measure", "item_ids": ["G1.2"], "expected": "must"},
        {"rule": "vague_action", "item_ids": ["P1.04"], "expected": "may"},
    ]
}

UPDATE: dict[str, Any] = {
    "document": "response-later.pdf",
    "compared_with": "plan.json",
    "changes": [
        {"action_id": "P1.01", "change": "completed", "after": {"rating": "BLUE"}},
        {"action_id": "P1.02", "change": "rated", "after": {"rating": "GREEN"}},
        {
            "action_id": None,
            "change": "added",
            "after": {"activity": "Open a second clinic in the north of the county"},
        },
    ],
    "ratings": [],
}

PLAN: dict[str, Any] = {
    "area": "Kent",
    "file": "delivery-plan.xlsx",
    "actions": [
        {
            "id": "1.1",
            "finding_ids": ["P1", "W1"],
            "area_for_improvement": THERAPY,
            "objective": "Therapy comes sooner",
            "activity": "Open a drop-in clinic for therapy in each of the twelve districts",
            "owners": [{"role": "Head of Therapies", "organisation": "NHS Kent and Medway"}],
            "timescale_raw": "autumn term 2024",
            "start": None,
            "end": "2024-12",
            "status": "G",
            "success_measure": None,
        },
        {
            "id": "1.2",
            "finding_ids": [],
            "objective": None,
            "activity": "Report on progress to the partnership board each quarter",
            "owners": [],
            "timescale_raw": None,
            "start": "2024-07",
            "end": "2025-03-31",
            "status": None,
            "success_measure": None,
        },
    ],
    "measures": [
        {
            "text": "Districts with a clinic",
            "baseline_value": 0,
            "targets": [{"raw": "12", "value": 12}],
            "action_ids": ["1.1"],
        }
    ],
    "coverage": [{"finding_id": "P1", "status": "covered"}, {"finding_id": "W1", "status": "uncovered"}],
}

PAGES: dict[str, Any] = {
    "page": {
        "file": "kent-page.html",
        "kind": "council_page",
        "area": "Kent",
        "strengths": ["Letters to the short breaks team are answered soon."],
        "improvements": ["Therapy has to come sooner."],
        "quotes": [{"speaker": "Hal Person", "role": "Chair", "organisation": None, "text": ["We agree."]}],
    },
    "article": {
        "file": "kent-article.txt",
        "kind": "newspaper article",
        "area": "Kent",
        "weaknesses_2021": [
            {"text": "long waits for therapy", "progress": "partly"},
            {"text": "few places in special schools", "progress": "not mentioned"},
        ],
    },
    "letter": {
        "file": "kent-letter.pdf",
        "kind": "local_area_send_letter",
        "area": "Kent",
        "inspection_start": "2019-01-28",
        "inspection_end": "2019-02-01",
        "published": "2019-03-29",
    },
}

NAMES = {
    "kent-report.pdf": "reports/kent-report.pdf",
    "dover-letter.pdf": "jtai/dover-letter.pdf",
    "response.pdf": "kent/response.pdf",
    "response.docx": "kent/response.docx",
    "response-later.pdf": "kent/response-later.pdf",
    "delivery-plan.xlsx": "kent/delivery-plan.xlsx",
    "kent-page.html": "pages/kent-page.html",
    "kent-article.txt": "pages/kent-article.txt",
    "kent-letter.pdf": "pages/kent-letter.pdf",
}


def sha256(name: str) -> str:
    """The checksum of the invented document of that name."""
    return hashlib.sha256(f"bytes of {name}".encode()).hexdigest()


def write_gold(folder: Path) -> Path:
    """Write the gold in full form and the bytes of its documents; returns the folder of gold."""
    for name, path in NAMES.items():
        target = folder / "corpus" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(f"bytes of {name}".encode())
    gold = folder / "gold"
    files = {
        "reports/kent.json": REPORT,
        "letters/dover.json": LETTER,
        "kent/plan.json": RESPONSE,
        "kent/links.json": LINKS,
        "kent/gaps.json": GAPS,
        "kent/later.gold.json": UPDATE,
        "plans/delivery.gold.json": PLAN,
        "pages/kent.json": PAGES,
    }
    for name, data in files.items():
        path = gold / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data), encoding="utf-8")
    return gold


ALIASES = {"plan.json": ["kent/response.pdf", "kent/response.docx"]}
