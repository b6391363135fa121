"""Templates: strict, everything escaped, with the words of `pipeline.wording` at hand."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline import wording
from pipeline.api.citation import place_words
from pipeline.browse.items import page_of
from pipeline.browse.site import Site
from pipeline.invoked import command


def environment(site: Site) -> Environment:
    """The templates' surroundings for one site. Everything that is put into a page is escaped."""
    env = Environment(
        loader=PackageLoader("pipeline.browse"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters |= {
        "words": wording.words,
        "upper_first": wording.upper_first,
        "theme": wording.theme,
        "day": wording.day,
        "sure": wording.sure,
        "coverage": wording.coverage,
        "place": place_words,
        "number": wording.number,
        "short": wording.short,
    }
    env.globals |= {
        "url": _addresses(site),
        "days": wording.days,
        "plural": wording.plural,
        "page_of": page_of,
        "OUTCOMES": wording.OUTCOMES,
        "COVERAGE": wording.COVERAGE,
        "COVERAGE_MEANS": wording.COVERAGE_MEANS,
        "IN_DEPTH": wording.IN_DEPTH,
        "CHANGES": wording.CHANGES,
        "RELATIONS": wording.RELATIONS,
        "METHODS": wording.METHODS,
        "LINK_STATUS": wording.LINK_STATUS,
        "READ_STATUS": wording.READ_STATUS,
        "NOTHING": wording.NOTHING,
        "ACTION_STATUS": wording.ACTION_STATUS,
        "redacted": site.redacted,
        "decided_by": "" if site.redacted else command("review", database=site.database),
    }
    return env


class _addresses:  # noqa: N801 (templates call it as a function)
    """Makes the addresses of pages below the site's base."""

    def __init__(self, site: Site) -> None:
        self.base = site.base

    def __call__(self, *parts: object, **query: object) -> str:
        path = "/".join(quote(str(part), safe="") for part in parts if part != "")
        asked = {k: str(v) for k, v in query.items() if v not in (None, "")}
        return self.base + path + ("?" + urlencode(asked) if asked else "")
