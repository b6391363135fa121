"""Make the demonstration documents and their answers again from the plain sources.

usage: python corpus/build_demo.py [--documents DIR] [--gold DIR]

Without arguments it writes corpus/demo and gold/demo of this project. Every run writes the same bytes.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from demo_builder.letter_pdf import write_letter
from demo_builder.pages import write_page
from demo_builder.plan_docx import write_plan_docx
from demo_builder.plan_pdf import write_plan_pdf
from demo_builder.plan_source import Gaps, Links, Plan
from demo_builder.report_pdf import write_report
from demo_builder.sources import Letter, Report, WebPage, load_toml
from demo_builder.truth import gaps_truth, letter_truth, links_truth, pages_truth, plan_truth, report_truth

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "demo_sources"


def build(documents: Path, gold: Path) -> None:
    """Write every document below the one folder and every answer below the other."""
    write = _writer(gold)
    plan = Plan.model_validate(load_toml(SOURCES / "warrington-plan.toml"))
    links = Links.model_validate(load_toml(SOURCES / "warrington-links.toml"))
    reports = [Report.model_validate(load_toml(path)) for path in sorted(SOURCES.glob("*-report.toml"))]
    for report in reports:
        pdf = _place(documents / report.slug / "area-send-report.pdf")
        write_report(report, pdf)
        write(f"area-send-reports/{report.slug}.json", report_truth(report, pdf))
    warrington = documents / "warrington"
    write_plan_pdf(plan, warrington / "action-plan.pdf")
    write_plan_docx(plan, warrington / "action-plan.docx")
    pages = [_page("warrington-page.toml"), _page("warrington-news.toml")]
    for page in pages:
        write_page(page, plan, warrington / page.file)
    answered = next(report for report in reports if report.slug == "warrington")
    write("warrington/plan.json", plan_truth(plan))
    write("warrington/links.json", links_truth(answered, plan, links))
    gaps = Gaps.model_validate(load_toml(SOURCES / "warrington-gaps.toml"))
    write("warrington/gaps.json", gaps_truth(gaps))
    write("warrington/pages.json", pages_truth(pages, plan, links))
    letter = Letter.model_validate(load_toml(SOURCES / "warwickshire-letter.toml"))
    article = _page("warwickshire-progress.toml")
    letter_pdf = _place(documents / "warwickshire" / "outcome-letter.pdf")
    write_letter(letter, letter_pdf)
    write_page(article, plan, letter_pdf.with_name(article.file))
    write("warwickshire.json", letter_truth(letter, letter_pdf.name, article))


def _page(name: str) -> WebPage:
    return WebPage.model_validate(load_toml(SOURCES / name))


def _place(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _writer(gold: Path) -> Callable[[str, dict[str, Any]], None]:
    def write(name: str, answer: dict[str, Any]) -> None:
        text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
        _place(gold / name).write_bytes(text.encode("utf-8"))

    return write


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=Path, default=HERE / "demo")
    parser.add_argument("--gold", type=Path, default=HERE.parent / "gold" / "demo")
    chosen = parser.parse_args()
    build(chosen.documents, chosen.gold)
