"""What each word means that a column of ours may hold: said once, for the schema page."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.wording import COVERAGE, COVERAGE_MEANS

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "documents.family": {
        "inspection": "Inspectors wrote it: a report or a letter.",
        "plan": "The area answers with actions.",
        "commentary": "A page or a news item that tells of the inspection.",
    },
    "documents.status": {
        "ok": "Read, and everything expected in such a document was found.",
        "partial": "Read with gaps: `message` and `problems` say what is missing.",
        "failed": "The file could not be read: `message` says why.",
        "unsupported": "Readable, but no family recognised it, or none of its headings was found.",
    },
    "documents.plan_type": {
        "response": "An area's answer to a report that asked for no special plan.",
        "written_statement_of_action": "The answer to a letter of 2016 to 2022 that required one.",
        "priority_action_plan": "The answer to areas for priority action in a report since 2023.",
        "accelerated_progress_plan": "The answer where a revisit found too little progress.",
        "improvement_plan": "A plan that calls itself an improvement or development plan.",
        "tracker": "A working sheet that follows actions, with ratings and updates.",
    },
    "findings.kind": {
        "strength": "Something that works well.",
        "weakness": "Something that needs to be better, in reports since 2023 and other inspections.",
        "area_for_improvement": "What the area is asked to improve.",
        "area_for_priority_action": "What the area must act on at once.",
        "significant_weakness": "An area of significant weakness in a letter of 2016 to 2022.",
    },
    "statements.stance": {
        "praise": "It says that something is good.",
        "criticism": "It says that something is not good enough.",
        "progress": "It says that something has moved on.",
        "context": "It takes no side.",
    },
    "bodies.kind": {
        "local_authority": "A council.",
        "integrated_care_board": "An NHS integrated care board, or a clinical commissioning group of before.",
        "trust": "A trust: of the NHS, or one that runs children's services.",
        "other": "Any other body.",
    },
    "people.capacity": {
        "leader": "Named as a leader of the area or of a body.",
        "inspector": "A member of the inspection team.",
        "addressee": "Somebody to whom the letter is written.",
        "sponsor": "Answers for a part of a plan at the top.",
        "lead": "Leads a part of a plan.",
        "parent_representative": "Speaks for parents and carers.",
        "chair": "Chairs a board.",
        "member": "Sits on a board.",
        "speaker": "Is quoted.",
    },
    "actions.status": {
        "complete": "Done.",
        "on_track": "Under way, and as planned.",
        "in_progress": "Under way; nothing is said of the pace.",
        "delayed": "Late, or at risk of being late.",
        "not_started": "Not begun.",
    },
    "actions.date_precision": {
        "day": "A day is printed.",
        "month": "A month is printed; `due_on` is its last day.",
        "quarter": "A quarter is printed; quarters of a financial year run from April.",
        "season": "A season or school term is printed.",
        "year": "A calendar, school or financial year is printed.",
    },
    "actions.date_qualifier": {
        "by": "To be done by the day.",
        "from": "Begins on the day; no end is given.",
        "between": "Between two days.",
        "ongoing": "Goes on without an end.",
    },
    "measures.direction": {"up": "More is better.", "down": "Less is better."},
    "links.kind": {
        "addresses": "An action answers a finding.",
        "restates": "A finding or statement says again what another document found.",
        "reports_progress": "A statement tells of progress on a finding.",
        "similar": "Findings of two areas say much the same.",
    },
    "links.method": {
        "structure": "The plan itself says so: a heading, a column, a number.",
        "quotation": "The one repeats the other's words.",
        "similarity": "Likeness of words and matters, and nothing that says so outright.",
        "decision": "A person decided it.",
    },
    "links.status": {
        "accepted": "It counts: coverage and gaps rest on it.",
        "review": "Offered to a person; it does not count.",
        "ambiguous": "Several are as near; a person should choose; it does not count.",
        "rejected": "A person rejected it.",
        "suspect": "A person decided it, but the words have changed since; it does not count.",
    },
    "links.decision": {"confirmed": "A person confirmed it.", "rejected": "A person rejected it."},
    "coverage.status": {
        status: f"People read it as \u201c{COVERAGE[status]}\u201d. {means}"
        for status, means in COVERAGE_MEANS.items()
    },
    "gaps.severity": {
        "high": "A board should ask about it.",
        "medium": "The plan's owner should mend it.",
        "low": "Worth a look.",
    },
    "changes.change": {
        "completed": "Rated complete, and was not before.",
        "slipped": "Due later than before.",
        "brought_forward": "Due earlier than before.",
        "reworded": "The action's words changed.",
        "dropped": "Not in the later version.",
        "added": "Not in the earlier version.",
        "owner_changed": "Given to somebody else.",
        "rated": "Given another rating.",
    },
    "problems.category": {
        "unreadable": "Bytes, a page or a part that could not be read.",
        "no_text": "A page without a text layer: a picture of a page that was not read.",
        "heading_missing": "A heading that such a document has was looked for and not found.",
        "invariant": "Something that always holds in such documents does not hold here.",
        "repaired": "Put right in reading: a person may want to look.",
        "uncertain": "Stands on weak evidence: look here first.",
        "not_read": "A value is printed and could not be understood.",
        "duplicate": "The same thing twice in one document.",
        "limit": "Left out because a limit was reached.",
        "not_placed": "Text of a table that no record took.",
    },
    "decisions.what": {
        "link": "Whether one item belongs to another.",
        "repair": "Whether a doubtful reading is right.",
        "item": "A note on an item.",
    },
    "decisions.decision": {
        "confirm": "It is right.",
        "reject": "It is wrong.",
        "other": "It belongs to another finding.",
        "note": "Nothing decided; something noted.",
    },
    "decisions.state": {
        "applied": "It counts.",
        "suspect": "The words have changed since; look again.",
        "superseded": "A later line on the same thing wins.",
        "not_found": "What it speaks of is not there.",
    },
}
