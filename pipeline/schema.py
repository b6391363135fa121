"""The database, said once: every table, column and view with its description.

The store creates the tables from this, the browser shows the descriptions, the documentation is written
from it. Names of tables and columns are part of the product: people write SQL against them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SQLType = type[str] | type[int] | type[float]


@dataclass(frozen=True)
class Column:
    """A column: its name, type, what it holds, the column that it refers to, and its unit."""

    name: str
    type: SQLType
    description: str
    references: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: what a row is, its columns, key, columns for full-text search and facets."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    search: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    label: str | None = None
    order: str | None = None


@dataclass(frozen=True)
class View:
    """A view: what a row is, its columns with their descriptions, and its SQL."""

    name: str
    description: str
    columns: dict[str, str] = field(default_factory=dict)
    sql: str = ""


def _t(name: str, description: str, references: str | None = None) -> Column:
    return Column(name, str, description, references)


def _i(name: str, description: str, unit: str | None = None) -> Column:
    return Column(name, int, description, None, unit)


def _f(name: str, description: str, unit: str | None = None) -> Column:
    return Column(name, float, description, None, unit)


_DOCUMENT = _t("document_id", "The document that it stands in.", "documents.id")
_AREA = _t("area_id", "The local area that it concerns; null where none could be told.", "areas.id")
_PLACE = (
    _i("page", "Page on which it begins, from 1; null where the format has no pages."),
    _t("boxes", "JSON list of {page, x0, top, x1, bottom} in points from the page's top left."),
    _t("place", "Sheet and cells, or path in the markup, where there are no pages."),
)
_PLACE_WITH_END = (
    _PLACE[0],
    _i("page_end", "Page on which it ends, from 1."),
    *_PLACE[1:],
)

TABLES: tuple[Table, ...] = (
    Table(
        "areas",
        "England's local areas: one row for each local authority area.",
        (
            _t("id", "Slug of the area, e.g. cheshire-west-and-chester."),
            _t("name", "Name of the area."),
            _t("region", "Region of England."),
            _t("la_code", "The Department for Education's three-digit code of the local authority."),
            _t("ons_code", "The Office for National Statistics' nine-character code."),
            _t("other_names", "JSON list of other names in use."),
            _t("abolished", "The day on which the authority was abolished; null where it stands."),
            _t("succeeded_by", "JSON list of the areas that took over from an abolished authority."),
        ),
        ("id",),
        facets=("region",),
        label="name",
    ),
    Table(
        "neighbours",
        "Statistical neighbours of each area, closest first.",
        (
            _t("area_id", "The area.", "areas.id"),
            _t("neighbour_id", "Its statistical neighbour.", "areas.id"),
            _i("rank", "1 is the closest."),
        ),
        ("area_id", "rank"),
    ),
    Table(
        "documents",
        "Documents read: inspection reports and letters, plans, pages and news items.",
        (
            _t("id", "Eight characters from the content's SHA-256; the same wherever the file is."),
            _AREA,
            _t("family", "inspection, plan or commentary."),
            _t("kind", "What the document is, e.g. area_send_report or action_plan; unknown if not told."),
            _t("title", "Title as printed."),
            _t("path", "Path within the corpus folder."),
            _t("sha256", "SHA-256 of the file's bytes."),
            _i("pages", "Number of pages; null where the format has none."),
            _t(
                "published",
                "Day of publication, from the document or from sources.csv; never from file data.",
            ),
            _t("inspection_start", "First day of the inspection that it reports or answers, as it says."),
            _t("inspection_end", "Last day of that inspection, as it says."),
            _t("previous_start", "First day of the previous inspection."),
            _t("previous_end", "Last day of the previous inspection."),
            _t("previous_raw", "The previous inspection's dates as printed."),
            _i(
                "outcome",
                "1 typically positive experiences, 2 inconsistent, 3 widespread and/or systemic failings.",
            ),
            _t("next_inspection_raw", "When the next full inspection is to be, as printed."),
            _t("next_inspection_by", "Day by which the next full inspection falls due."),
            _t("monitoring_inspection_raw", "When the monitoring inspection is to be, as printed."),
            _t("monitoring_inspection_by", "Day by which the monitoring inspection falls due."),
            _t(
                "plan_type",
                "response, written_statement_of_action, priority_action_plan, accelerated_progress_plan,"
                " improvement_plan or tracker.",
            ),
            _t("answers", "The inspection document that this one answers or tells of.", "documents.id"),
            _t("plan_id", "The plan that this is a version of: the id of its first version."),
            _i("version", "Version of the plan, in order of time, from 1."),
            _t(
                "same_as",
                "The document that stands for this one where the same text came in several files;"
                " null for the one that stands.",
                "documents.id",
            ),
            _i("children_with_send", "Children and young people with SEND in the area, where stated."),
            _i("children_with_ehc_plan", "Children and young people with an EHC plan, where stated."),
            _t("status", "ok, partial (read with gaps), failed (could not be read) or unsupported."),
            _t("message", "Why the status is not ok, in a sentence."),
        ),
        ("id",),
        facets=("area_id", "family", "kind", "status", "outcome"),
        label="title",
    ),
    Table(
        "document_paths",
        "Every path at which a document's bytes were found: the same bytes are one document.",
        (_DOCUMENT, _t("path", "Path within the corpus folder.")),
        ("document_id", "path"),
    ),
    Table(
        "bodies",
        "Public bodies that a document names as responsible.",
        (
            _DOCUMENT,
            _t("name", "Name of the body."),
            _t("kind", "local_authority, integrated_care_board, trust or other."),
            _t("name_raw", "Name as printed."),
        ),
        ("document_id", "name"),
        facets=("kind",),
    ),
    Table(
        "judgements",
        "Grades from tables of judgements.",
        (_DOCUMENT, _t("subject", "What is judged."), _t("grade", "The grade as printed.")),
        ("document_id", "subject"),
        facets=("grade",),
    ),
    Table(
        "people",
        "People and roles named in a document.",
        (
            _DOCUMENT,
            _i("position", "Order in the document, from 1."),
            _t("name", "Name as printed; null where only a role stands."),
            _t("role", "Role as printed."),
            _t("organisation", "Organisation."),
            _t(
                "capacity",
                "leader, inspector, addressee, sponsor, lead, parent_representative, chair, member, speaker.",
            ),
            _i("is_lead", "1 for a lead inspector or lead person."),
        ),
        ("document_id", "position"),
        facets=("capacity", "organisation"),
    ),
    Table(
        "findings",
        "What a document lists as strengths, weaknesses and areas to improve.",
        (
            _t("id", "Document id, then S strength, W weakness, I improvement, P priority action, number."),
            _DOCUMENT,
            _AREA,
            _t(
                "kind",
                "strength, weakness, area_for_improvement, area_for_priority_action, significant_weakness.",
            ),
            _i("number", "Order within document and kind, from 1."),
            _t("text", "Text as printed, in one line, without list marks."),
            _t("responsible", "Responsible body as printed beside it."),
            _t("section", "Heading under which it stands."),
            *_PLACE_WITH_END,
        ),
        ("id",),
        search=("text",),
        facets=("area_id", "kind"),
        label="text",
    ),
    Table(
        "statements",
        "Sentences of prose in reports, pages and news, with the stance that each takes.",
        (
            _t("id", "Document id, then T and the number."),
            _DOCUMENT,
            _AREA,
            _t("stance", "praise, criticism, progress or context."),
            _t("section", "Heading under which it stands."),
            _t("text", "The sentence."),
            _t("speaker", "Who is quoted; null where the document itself speaks."),
            *_PLACE,
        ),
        ("id",),
        search=("text",),
        facets=("area_id", "stance"),
        label="text",
    ),
    Table(
        "actions",
        "Rows of action plans.",
        (
            _t("id", "Document id, then A and the number."),
            _t("key", "From the action's words and place: the same in every rendering and version."),
            _DOCUMENT,
            _AREA,
            _i("number", "Order within the document, from 1."),
            _t("reference", "Reference as printed, e.g. 1.2."),
            _t("priority", "Priority or theme that it stands under."),
            _t("outcome", "Outcome that it is to bring about."),
            _t("area_for_improvement", "The plan's own words for the finding that it answers."),
            _t("objective", "Objective that it serves."),
            _t("activity", "What is to be done."),
            _t("responsible_raw", "Who is to do it, as printed."),
            _t("timescale_raw", "When, as printed."),
            _t("starts_on", "First day, where a start is given."),
            _t("due_on", "Last day by which it is due."),
            _t("date_precision", "day, month, quarter, season or year."),
            _t("date_qualifier", "by, from, between or ongoing; null where the date stands bare."),
            _t("original_timescale_raw", "The earlier timescale, where a revised one is printed beside it."),
            _t("original_due_on", "Day by which it was due first."),
            _t("success_measure", "How success will be known, as printed."),
            _t("status", "complete, on_track, in_progress, delayed or not_started, by the plan's own key."),
            _t("status_raw", "The rating as printed, or the colour of its cell."),
            _t("update_text", "Progress as reported in the plan."),
            _t("extra", "JSON: columns that no field takes, header to text."),
            _t("inherited", "JSON list of fields carried down from a merged cell."),
            *_PLACE_WITH_END,
        ),
        ("id",),
        search=("activity", "objective", "area_for_improvement", "success_measure", "update_text"),
        facets=("area_id", "status", "priority"),
        label="activity",
    ),
    Table(
        "owners",
        "Who is responsible for an action, one row each.",
        (
            _t("action_id", "The action.", "actions.id"),
            _i("position", "Order in the cell, from 1."),
            _t("name", "Person's name."),
            _t("role", "Role."),
            _t("organisation", "Organisation or board, as printed."),
            _t("organisation_full", "The organisation without abbreviations; null where none is printed."),
        ),
        ("action_id", "position"),
        facets=("organisation", "name"),
    ),
    Table(
        "measures",
        "Measures of success in plans, with their baselines.",
        (
            _t("id", "Document id, then M and the number."),
            _DOCUMENT,
            _AREA,
            _t("text", "What is measured."),
            _t("direction", "up or down: which way is better."),
            _t("baseline_raw", "Baseline as printed."),
            _f("baseline_value", "Baseline as a number, in baseline_unit."),
            _t("baseline_unit", "Unit of the baseline, e.g. %, weeks."),
            _t("baseline_period", "Day, month or year of the baseline."),
            *_PLACE,
        ),
        ("id",),
        facets=("area_id", "direction"),
        label="text",
    ),
    Table(
        "targets",
        "Targets of measures, one row for each value.",
        (
            _t("measure_id", "The measure.", "measures.id"),
            _i("position", "Order as printed, from 1."),
            _t("raw", "Target as printed."),
            _f("value", "Target as a number, in `unit`."),
            _t("unit", "Unit, e.g. %, weeks."),
            _t("period", "Day, month or year by which it is to be reached."),
        ),
        ("measure_id", "position"),
    ),
    Table(
        "action_measures",
        "Which measure tells of which action.",
        (
            _t("action_id", "The action.", "actions.id"),
            _t("measure_id", "The measure.", "measures.id"),
        ),
        ("action_id", "measure_id"),
    ),
    Table(
        "links",
        "How items of different documents belong together, with the reasons.",
        (
            _t("id", "L and ten characters, from the two items and the kind."),
            _t(
                "kind",
                "addresses (action to finding), restates (finding or statement to finding),"
                " reports_progress (statement to finding), similar (finding to finding elsewhere).",
            ),
            _t("from_id", "The action, finding or statement that it comes from."),
            _t("to_id", "The finding or statement that it goes to."),
            _f("score", "How sure it is, calibrated.", "0 to 1"),
            _t("method", "structure, quotation, similarity or decision."),
            _i("accepted", "1 where it counts."),
            _t("status", "accepted, review, ambiguous, rejected or suspect."),
            _t("reasons", "JSON: the parts of the score, their weights, and the words that carry it."),
            _t("decision", "confirmed or rejected by a person; null where nobody has decided."),
        ),
        ("id",),
        facets=("kind", "method", "status"),
    ),
    Table(
        "coverage",
        "For each weakness and area to improve of an inspection document: whether actions answer it.",
        (
            _t("finding_id", "The finding.", "findings.id"),
            _AREA,
            _t("status", "covered, partial, uncovered or no_plan."),
            _i("deep", "1 where every accepted action has an owner, a date and a measured target."),
            _i("actions", "Number of accepted actions."),
            _t("missing", "The part of the finding that no action answers."),
            _t("explanation", "Why, in a sentence."),
        ),
        ("finding_id",),
        facets=("area_id", "status", "deep"),
    ),
    Table(
        "gaps",
        "Gaps and flags: each with the rule that raised it and its evidence.",
        (
            _t("id", "G and ten characters, from rule and items."),
            _AREA,
            _t("rule", "The rule that raised it."),
            _t("severity", "high, medium or low."),
            _t("item_ids", "JSON list of the findings, actions, measures or documents concerned."),
            _t("message", "The gap in a sentence."),
            _t("evidence", "JSON: passages and facts that show it."),
        ),
        ("id",),
        search=("message",),
        facets=("area_id", "rule", "severity"),
    ),
    Table(
        "changes",
        "What changed between versions of a plan.",
        (
            _t("id", "C and ten characters."),
            _i("position", "Order: by plan, version, and place in the later version, from 1."),
            _AREA,
            _t("plan_id", "The plan."),
            _t("key", "The action's key in the earlier version; in the later where it was added."),
            _t("from_document", "The earlier version.", "documents.id"),
            _t("to_document", "The later version.", "documents.id"),
            _t("from_action", "The action in the earlier version; null where it was added.", "actions.id"),
            _t("to_action", "The action in the later version; null where it was dropped.", "actions.id"),
            _t(
                "change",
                "completed, slipped, brought_forward, reworded, dropped, added, owner_changed or rated.",
            ),
            _t("before", "What was printed, in the earlier version."),
            _t("after", "What is printed, in the later version."),
        ),
        ("id",),
        facets=("area_id", "change"),
    ),
    Table(
        "themes",
        "Themes of the field that findings and actions touch.",
        (_t("item_id", "The finding or action."), _t("theme", "The theme.")),
        ("item_id", "theme"),
        facets=("theme",),
    ),
    Table(
        "problems",
        "What a person should know about how a document was read.",
        (
            _DOCUMENT,
            _i("position", "Order within the document, from 1."),
            _t("category", "Kind of problem, e.g. uncertain, repaired, unreadable, heading_missing."),
            _i("page", "Page, from 1."),
            _t("message", "The problem in a sentence."),
            _t("decision", "confirmed (read rightly) or rejected (read wrongly) by a person; else null."),
            _t("note", "What the person noted."),
        ),
        ("document_id", "position"),
        facets=("category",),
    ),
    Table(
        "notes",
        "What people noted on links, gaps, findings and other items, from decisions.csv.",
        (
            _i("position", "Order, from 1."),
            _t("item_id", "The item."),
            _t("when", "When, as written in decisions.csv."),
            _t("who", "Who."),
            _t("note", "The note."),
            _i("suspect", "1 where the item's words have changed since."),
        ),
        ("position",),
    ),
    Table(
        "decisions",
        "Every line of decisions.csv and what became of it.",
        (
            _i("position", "Order, from 1."),
            _t("when", "When, as written."),
            _t("who", "Who."),
            _t("what", "link, repair or item."),
            _t("decision", "confirm, reject, other or note."),
            _t("from_ref", "What it speaks of, by content."),
            _t("to_ref", "What it is, or is not, linked to."),
            _t("instead_ref", "What it is linked to instead."),
            _t("from_id", "The item that is meant today; null where it is not there."),
            _t("to_id", "The item at the other end today."),
            _t("note", "The note."),
            _t(
                "state",
                "applied, suspect (the words have changed since), superseded (by a later line) or not_found.",
            ),
        ),
        ("position",),
        facets=("what", "decision", "state"),
    ),
    Table(
        "runs",
        "Which run made this database: the only table with a clock time.",
        (
            _t("id", "Number of the run."),
            _t("at", "When the run ended (UTC)."),
            _t("version", "Version of Golden Thread."),
            _t("settings", "JSON: settings of the run."),
            _i("files", "Files found."),
            _i("documents", "Documents read, the same bytes once."),
            _t("inputs", "Checksum of all that the database rests on: files, settings and code."),
        ),
        ("id",),
    ),
)

TABLE = {table.name: table for table in TABLES}
