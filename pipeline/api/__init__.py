"""The small entry for people who write Python: open a database, typed records out, citations.

>>> from pipeline.api import Finding, open_database
>>> with open_database("output/goldenthread.db") as corpus:
...     for finding in corpus.records(Finding, area="Warrington", kind="area_for_improvement"):
...         print(finding.text, corpus.cite(finding))
"""

from __future__ import annotations

from pipeline.api.database import Corpus, NoFramesError, UnknownAreaError, open_database
from pipeline.api.records import (
    RECORDS,
    Action,
    ActionMeasure,
    Area,
    Body,
    Change,
    Coverage,
    Decision,
    Document,
    DocumentPath,
    Finding,
    Gap,
    Judgement,
    Link,
    Measure,
    Neighbour,
    Note,
    Owner,
    Person,
    Placed,
    Problem,
    Row,
    Statement,
    Target,
    Theme,
)
from pipeline.queries import NoDatabaseError

__all__ = [
    "RECORDS",
    "Action",
    "ActionMeasure",
    "Area",
    "Body",
    "Change",
    "Corpus",
    "Coverage",
    "Decision",
    "Document",
    "DocumentPath",
    "Finding",
    "Gap",
    "Judgement",
    "Link",
    "Measure",
    "Neighbour",
    "NoDatabaseError",
    "NoFramesError",
    "Note",
    "Owner",
    "Person",
    "Placed",
    "Problem",
    "Row",
    "Statement",
    "Target",
    "Theme",
    "UnknownAreaError",
    "open_database",
]
