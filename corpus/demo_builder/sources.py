"""The plain sources of reports, the letter and the web pages, read from TOML into records."""

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A part of a source; a misspelt key is an error, not a silent loss."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def load_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file, for a record to check."""
    with path.open("rb") as file:
        return tomllib.load(file)


class Improvement(Record):
    """An area for improvement: a text, or a lead-in with nested bullets and a closing sentence."""

    text: str
    responsible: str | None = None
    nested: tuple[str, ...] = ()
    tail: str | None = None

    @property
    def whole(self) -> str:
        """The text with its nested bullets and its closing sentence, joined by spaces."""
        return " ".join([self.text, *self.nested, *([self.tail] if self.tail else [])])


class Details(Record):
    """The table of the two bodies, with their leaders' roles."""

    local_authority: str
    integrated_care_board: str
    local_authority_leader: str
    integrated_care_board_leader: str
    local_authority_site: str
    integrated_care_board_site: str


class About(Record):
    """What the report says of the inspection itself."""

    text: list[str]


class Team(Record):
    """The inspectors' roles."""

    ofsted: list[str]
    cqc: list[str]


class ReportTruth(Record):
    """Facts of the front page as values."""

    inspection_start: str
    inspection_end: str
    previous_inspection: str
    previous_start: str
    previous_end: str
    outcome: int
    next_full_inspection: str
    local_authorities: list[str]
    integrated_care_boards: list[str]
    near_duplicates: tuple[list[str], ...] = ()
    notes: str


class Report(Record):
    """An area SEND report."""

    slug: str
    area: str
    title: str
    notice: str
    inspection_dates: str
    previous_dates: str
    footer: str
    footer_dates: str
    bullet: Literal["square", "round"]
    outcome_text: list[str]
    information: list[str]
    experience: list[str]
    strengths: list[str]
    weaknesses: list[str]
    improvement: list[Improvement]
    details: Details
    about: About
    team: Team
    truth: ReportTruth


class Part(Record):
    """One of the three parts of an old letter."""

    heading: str
    strengths: list[str]
    development: list[str]


class LetterTruth(Record):
    """Facts of the letter as values."""

    inspection_start: str
    inspection_end: str
    published: str
    local_authorities: list[str]
    health_bodies: list[str]


class Letter(Record):
    """An outcome letter in the form of 2016 to 2022."""

    area: str
    title: str
    notice: str
    published: str
    addressees: list[str]
    salutation: str
    signature: list[str]
    footer: str
    opening: list[str]
    concerns_heading: str
    weaknesses_lead: str
    significant_weaknesses: list[str]
    after_weaknesses: str
    main_findings: list[str]
    part: list[Part]
    truth: LetterTruth


class PageBlock(Record):
    """A heading, paragraphs, a numbered list, quotations, or the plan's own list of improvements."""

    kind: Literal["heading", "paragraphs", "numbers", "quotes", "plan_improvements"]
    items: list[str]


class ReportedWeakness(Record):
    """A weakness that an article tells of, and whether it reports progress on it."""

    text: str
    restates: int
    progress: Literal["yes", "partly", "not mentioned"]
    sentence: str | None = None
    also: tuple[str, ...] = ()
    why: str | None = None


class PageTruth(Record):
    """Facts of a web page or news item as values."""

    area: str
    kind: Literal["council_page", "news"]
    inspection_raw: str | None = None
    inspection_year: str | None = None
    reviewers: tuple[str, ...] = ()
    weakness: tuple[ReportedWeakness, ...] = ()


class WebPage(Record):
    """A council page, a news item or an article."""

    file: str
    form: Literal["html", "text"]
    site: str
    title: str
    notice: str
    block: list[PageBlock]
    truth: PageTruth
