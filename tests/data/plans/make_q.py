"""Build the invented plans q-1 and q-2 with their findings and gold, byte for byte the same each time.

usage: python make_q.py [q-1 ...]

Each folder's `source.toml` says what the plan holds and how a careful reader reads it; this script lays the
plan out and writes `findings.json` and `gold.json` beside it. The conventions are in README-q.txt.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from made import (
    Data,
    Layout,
    Records,
    accepted,
    build,
    groups,
    owners,
    records,
    row_measure,
    saved,
    start_and_end,
)
from made_word import filling, set_columns, shade, track_end, track_run

TRACKED = re.compile(r"(\[-.*?-\]|\{\+.*?\+\}|\[~.*?~\]|\{~.*?~\})")


# ---------------------------------------------------------------------------------------------- gold


def measure(row: list[Any], actions: list[str]) -> Data:
    """A measure's gold once every change is accepted."""
    return row_measure([accepted(row[0]), *row[1:]], actions)


def action(a: Data, group: Data, plan: Data) -> Data:
    """An action's gold, with what its group gives it."""
    when = a.get("raw") or " | ".join(t for k in ("from", "to", "when") if (t := accepted(a.get(k, ""))))
    old = {"original_timescale_raw": a["was"], "original_end": a["was_end"]} if "was" in a else {}
    return {
        "id": accepted(a["id"]),
        "finding_ids": a.get("links", group["links"]),
        "area_for_improvement": group["area"],
        "objective": accepted(group["objective"]),
        "activity": accepted(a["do"]),
        "owners": owners(a["owners"]),
        "owners_raw": accepted(a["who"]),
        "timescale_raw": when,
        **start_and_end(a),
        **old,
        "status": plan["colours"][a["mark"]][0],
        "status_raw": a["mark"],
        "success_measure": accepted(a["success"]) or None,
        "priority": group["head"],
    }


def gold(slug: str, plan: Data) -> Records:
    """The records of findings.json and gold.json."""
    rows = [(a, g) for g in groups(plan) for a in g["action"] if not a.get("gone")]
    actions = [action(a, g, plan) for a, g in rows]
    measures = [measure(a["m"], [accepted(a["id"])]) for a, _ in rows if "m" in a]
    measures += [measure(k["m"], []) for k in plan["kpi"] if not k.get("gone")]
    return records(slug, plan, actions, measures)


# -------------------------------------------------------------------- q-1: Word with tracked changes

WHO = ("Delyth Crane", "Bola Ferreira", "Rhian Coles")
MARKS = {"[-": "w:del", "{+": "w:ins", "[~": "w:moveFrom", "{~": "w:moveTo"}
ROWS = {("gone", "del"): "w:del", ("new", "ins"): "w:ins"}
ROWS |= {("gone", "move"): "w:moveFrom", ("new", "move"): "w:moveTo"}
TITLES: tuple[str, ...] = ("Improvement objective", "Ref", "What we are going to do", "Accountable lead")
TITLES += ("Begin", "Finish", "How we will know it has worked", "Rating")
count = iter(range(1, 10_000))


def change(tag: str, **more: str) -> Any:
    """An element of a tracked change with its author and day."""
    n = next(count)
    attrs = {qn("w:id"): str(n), qn("w:author"): WHO[n // 7 % 3], qn("w:date"): "2026-04-09T10:12:00Z"}
    return OxmlElement(tag, attrs=attrs | {qn(f"w:{k}"): v for k, v in more.items()})


def write(
    paragraph: Any, text: str, size: float = 8.5, bold: bool = False, row: str = "", name: str = ""
) -> None:
    """The text as runs, its marks as tracked changes (`row`: all that bears no mark; `name`: its move)."""
    for part in filter(None, TRACKED.split(text)):
        tag = MARKS.get(part[:2], row)
        words = part[2:-2] if part[:2] in MARKS else part
        moved = name
        if part[:2] in ("[~", "{~"):
            moved, words = words.split(":", 1)
        run = paragraph.add_run(words)
        run.font.size, run.bold = Pt(size), bold
        if not tag:
            continue
        wrap = change(tag)
        track_run(run, wrap)
        if "move" in tag:
            start = change(f"{tag}RangeStart", name=moved)
            wrap.addprevious(start)
            attrs = {qn("w:id"): start.get(qn("w:id"))}
            wrap.addnext(OxmlElement(f"{tag}RangeEnd", attrs=attrs))


def fill_in(cell: Any, text: str, bold: bool = False, row: str = "", name: str = "") -> None:
    """A cell's text, a paragraph a line; a line that ends in [¶] has its mark deleted."""
    for i, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if i else cell.paragraphs[0]
        write(paragraph, line.removesuffix("[¶]"), bold=bold, row=row, name=name)
        if line.endswith("[¶]"):
            track_end(paragraph, change("w:del"))
        elif row:
            track_end(paragraph, change("w:del" if row in ("w:del", "w:moveFrom") else "w:ins"))


def was_shaded(cell: Any, fill: str) -> None:
    """The fill that a cell had before a tracked change of format."""
    before, old = change("w:tcPrChange"), OxmlElement("w:tcPr")
    old.append(filling(fill))
    before.append(old)
    cell._tc.get_or_add_tcPr().append(before)


def grid(doc: Any, rows: list[list[str]], widths: list[float], tags: dict[int, str]) -> Any:
    """An ordinary table with a row of heads (`tags`: rows that were put in or taken out)."""
    table = doc.add_table(rows=0, cols=len(widths), style="Table Grid")
    for i, texts in enumerate(rows):
        row = table.add_row()
        if i in tags:
            row._tr.get_or_add_trPr().append(change(tags[i]))
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            fill_in(cell, text, bold=i == 0, row=tags.get(i, ""))
            if i == 0:
                shade(cell, "DCE6F1")
    set_columns(table, widths)
    return table


def row_tag(a: Data) -> str:
    """The tag of a row that was put in, taken out or moved, or nothing."""
    return next((tag for (k, v), tag in ROWS.items() if a.get(k) == v), "")


def action_row(doc: Any, table: Any, a: Data, plan: Data, extra: str) -> Any:
    """An action's row under its tracked changes."""
    row, tag = table.add_row(), row_tag(a)
    if tag:
        way = "w:ins" if tag in ("w:ins", "w:moveTo") else "w:del"
        row._tr.get_or_add_trPr().append(change(way))
    texts = ["", a["id"], a["do"], a["who"], a["from"], a["to"], a["success"], ""]
    if extra:
        texts.insert(4, a[extra])
    for i, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        fill_in(cell, text, row=tag, name=f"row{i}")
    shade(row.cells[-1], plan["colours"][a["mark"]][1])
    if "mark_was" in a:
        was_shaded(row.cells[-1], plan["colours"][a["mark_was"]][1])
    if extra and tag not in ("w:ins", "w:moveTo"):
        row.cells[4]._tc.get_or_add_tcPr().append(change("w:cellIns" if extra == "help" else "w:cellDel"))
    if "note" in a:
        who, said = a["note"]
        initials = "".join(w[0] for w in who.split())
        comment = doc.part._comments_part.comments.add_comment(said, who, initials)
        comment._comment_elm.set(qn("w:date"), "2026-04-10T15:40:00Z")
        paragraph = row.cells[2].paragraphs[0]
        attrs = {qn("w:id"): str(comment.comment_id)}
        opening, closing = (OxmlElement(f"w:commentRange{t}", attrs=attrs) for t in ("Start", "End"))
        first = next(e for e in paragraph._p if e.tag != qn("w:pPr"))
        first.addprevious(opening)
        paragraph._p.append(closing)
        paragraph.add_run()._r.append(OxmlElement("w:commentReference", attrs=attrs))
    return row


def priority(doc: Any, plan: Data, part: list[Data]) -> Any:
    """A priority's table, objectives merged down: a column put in (`help`) or taken out (`cost`)."""
    extra = next((k for k in ("help", "cost") if k in part[0]["action"][0]), "")
    titles, widths = list(TITLES), [3.3, 1.1, 7.4, 4.3, 2.3, 2.5, 4.7, 1.5]
    if extra:
        titles.insert(4, "{+Helped by+}" if extra == "help" else "[-Cost-]")
        widths[2:4] = [6.2, 3.6]
        widths.insert(4, 1.9)
    table = doc.add_table(rows=1, cols=len(titles), style="Table Grid")
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for i, (cell, title) in enumerate(zip(head.cells, titles, strict=True)):
        fill_in(cell, title, bold=True)
        shade(cell, "DCE6F1")
        if extra and i == 4:
            tag = "w:cellIns" if extra == "help" else "w:cellDel"
            cell._tc.get_or_add_tcPr().append(change(tag))
    for group in part:
        first = len(table.rows)
        for a in group["action"]:
            action_row(doc, table, a, plan, extra)
        fill_in(table.cell(first, 0), group["objective"], bold=True)
        table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0))
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
        for tc, width in zip(row._tr.tc_lst, widths, strict=True):
            tc.width = Cm(width)
    set_columns(table, widths)
    return table


def control(table: Any, name: str) -> None:
    """Put a table in a content control."""
    sdt, props, held = (OxmlElement(f"w:{t}") for t in ("sdt", "sdtPr", "sdtContent"))
    props.append(OxmlElement("w:alias", attrs={qn("w:val"): name}))
    props.append(OxmlElement("w:id", attrs={qn("w:val"): "71634402"}))
    table._tbl.addprevious(sdt)
    sdt.extend([props, held])
    held.append(table._tbl)


def fronts(doc: Any, plan: Data) -> None:
    """What stands before the tables."""
    doc.add_heading(plan["title"], 0)
    write(doc.add_paragraph(), plan["subtitle"], 12, bold=True)
    grid(doc, [["Version", "Date", "By", "What changed"], *plan["control"]], [3, 4, 4, 12], {3: "w:ins"})
    doc.add_heading("Why we have a plan", 1)
    for text in plan["intro"]:
        paragraph = doc.add_paragraph()
        write(paragraph, text, 11)
        if text[:2] in ("[~", "{~"):
            track_end(paragraph, change(MARKS[text[:2]]))
    doc.add_heading("What we were told", 1)
    for text in plan["said"]:
        write(doc.add_paragraph(style="List Bullet"), text, 11)
    doc.add_heading("Key to the last column", 1)
    rows = [["Fill", "What it says"], *[[word, v[2]] for word, v in plan["colours"].items()]]
    table = grid(doc, rows, [3, 12], {})
    for row, (_, fill, _) in zip(table.rows[1:], plan["colours"].values(), strict=True):
        shade(row.cells[0], fill)


def q_1(plan: Data) -> bytes:
    """The Word file."""
    doc: Any = Document()
    page = doc.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.3)
    doc.styles["Normal"].font.name = "Arial"
    doc.styles["Normal"].paragraph_format.space_after = Pt(4)
    write(page.footer.paragraphs[0], "Mossingham SEND plan – draft 3, changes not yet agreed", 8)
    fronts(doc, plan)
    everything = list(groups(plan))
    for i, head in enumerate(dict.fromkeys(g["head"] for g in everything)):
        part = [g for g in everything if g["head"] == head]
        doc.add_heading(head, 1).paragraph_format.page_break_before = True
        write(doc.add_paragraph(), f"Inspectors asked us to: {part[0]['area']}", 11)
        table = priority(doc, plan, part)
        if i == 1:
            control(table, "Priority 2 table")
    doc.add_heading("Headline measures", 1).paragraph_format.page_break_before = True
    write(doc.add_paragraph(), "The Board sees these figures every [-quarter-]{+two months+}.", 11)
    kpis = [["Measure", "Where we were, September 2025", "Target December 2026", "Target December 2027"]]
    kpis += [[k["m"][0], *k["cells"]] for k in plan["kpi"]]
    tags = {i: row_tag(k) for i, k in enumerate(plan["kpi"], 1) if row_tag(k)}
    grid(doc, kpis, [11, 5, 4.5, 4.5], tags)
    doc.add_heading("Risks", 1)
    grid(doc, plan["risks"], [10, 10, 5], {len(plan["risks"]) - 1: "w:ins"})
    info = doc.core_properties
    info.author, info.title, info.comments = "Mossingham Borough Council", plan["title"], ""
    return saved(doc, datetime(2026, 4, 10, 16, 0))


# ---------------------------------------------------------------- q-2: a page of a web content system

STYLE = """
body{font:17px/1.5 Arial,sans-serif;margin:0;color:#222}
header,footer{background:#28465c;color:#fff;padding:14px 40px}
header a,footer a{color:#fff;margin-right:18px}
.wrap{display:flex;padding:0 40px}
main{flex:3}
aside{flex:1;padding:60px 0 0 40px}
h2{border-top:4px solid #28465c;padding-top:12px;margin-top:44px}
h3{color:#28465c}
blockquote{border-left:6px solid #bbb;margin:0;padding:2px 16px}
dl{display:grid;grid-template-columns:170px 1fr;gap:4px 14px}
dt,th{font-weight:bold;text-align:left}
dd{margin:0}
dd p,td p{margin:0 0 4px}
table{border-collapse:collapse;width:100%;margin-bottom:14px}
td,th{border:1px solid #aaa;padding:6px 9px;vertical-align:top}
.tag{color:#fff;padding:1px 9px}
del,s{color:#777}
ins{text-decoration:none;background:#fff3b0}
.cookies{background:#eee;padding:8px 40px}
"""


def marked(text: str, tags: list[str]) -> str:
    """The text as markup, its marks in the tags that the section's editor used."""
    shut = {"span": ' style="text-decoration: line-through;"'}
    new = {"span": ' class="revised"'}

    def one(part: str) -> str:
        if part[:2] not in MARKS:
            return escape(part, quote=False)
        tag, more = (tags[0], shut) if part[0] == "[" else (tags[1], new)
        return f"<{tag}{more.get(tag, '')}>{escape(part[2:-2], quote=False)}</{tag}>"

    return "".join(one(p) for p in TRACKED.split(text))


def web_action(a: Data, group: Data, plan: Data) -> str:
    """An action's heading and its list or small table."""
    tags, whole = group["tags"], "del" if a.get("gone") else ""
    colour = plan["colours"][a["mark"]][1]
    tag = f'<strong class="tag" style="background:{colour}">{a["mark"]}</strong>'
    news = "".join(f"<p>{n}</p>" for n in a["progress"])
    plain = [marked(a[k], tags) for k in ("do", "who", "when")]
    values = [*plain, tag, marked(a["success"], tags), news, marked(a.get("help", ""), tags)]
    pairs = list(zip(group["labels"], values, strict=True))
    pairs.insert(2, pairs.pop())
    if whole:
        pairs = [(k, f"<del>{v}</del>" if "<p>" not in v else v.replace("p>", "del>")) for k, v in pairs]
    keep = [(k, v) for k, v in pairs if v not in ("", "<del></del>")]
    head = f"Action {a['id']}"
    out = f"<h4>{f'<del>{head}</del>' if whole else head}</h4>\n"
    if group["form"] == "dl":
        lines = "\n".join(f"<dt>{f'<del>{k}</del>' if whole else k}</dt><dd>{v}</dd>" for k, v in keep)
        out += f"<dl>\n{lines}\n</dl>\n"
    else:
        keep = [(k, v) for k, v in pairs if v or k != group["labels"][6]]
        lines = "\n".join(f'<tr><th scope="row">{k}</th><td>{v or "&nbsp;"}</td></tr>' for k, v in keep)
        out += f"<table>\n<tbody>\n{lines}\n</tbody>\n</table>\n"
    return out + (f"<p><em>{a['gone_note']}</em></p>\n" if whole else "")


def web_body(plan: Data) -> str:
    """The page's own content."""
    out = [f"<h1>{plan['title']}</h1>", "<p>Last updated: 14 November 2025</p>", "<h2>About this page</h2>"]
    out += [f"<p>{marked(t, ['del', 'ins'])}</p>" for t in plan["intro"]]
    out.append("<h3>What the BRAG words mean</h3>\n<ul>")
    out += [f"<li><b>{word}</b>: {v[2]}</li>" for word, v in plan["colours"].items()]
    out.append("</ul>\n<h3>In families’ words</h3>")
    out += [f"<blockquote><p>{w}</p></blockquote>" for w in plan["words"]]
    letters, seen = iter("ABCDEF"), ""
    for group in groups(plan):
        if group["head"] != seen:
            seen = group["head"]
            out.append(f"<h2>{seen}</h2>")
            out.append(f"<p><b>The inspectors said that we should:</b> {group['area']}</p>")
        out.append(f"<h3>Outcome {next(letters)}: {marked(group['objective'], group['tags'])}</h3>")
        out += [web_action(a, group, plan) for a in group["action"]]
    out.append(
        "<h2>The figures we watch</h2>\n<p>SLCN and other short forms are explained in our glossary.</p>"
    )
    heads = ("What we count", "Start (October 2024)", "Target December 2025", "Target December 2026")
    out.append("<table>\n<thead><tr>" + "".join(f"<th>{h}</th>" for h in heads) + "</tr></thead>\n<tbody>")
    for k in plan["kpi"]:
        cells = "".join(f"<td>{marked(c, ['del', 'ins'])}</td>" for c in k["cells"])
        out.append(f"<tr><td>{k['m'][0]}</td>{cells}</tr>")
    out.append("</tbody>\n</table>\n<h2>What happens next</h2>")
    out.append("<p>The next update will be here after the Executive’s meeting of 17 February 2026.</p>")
    return "\n".join(out)


def q_2(plan: Data) -> bytes:
    """The web page."""
    related = (
        "The inspection report (PDF, 310KB)",
        "SEND Executive: papers",
        "Local Offer",
        "Cresswick Voices",
    )
    links = "".join(f'<li><a href="#">{r}</a></li>' for r in related)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{plan["title"]} | Cresswick County Council</title>
<style>{STYLE}</style>
</head>
<body>
<div class="cookies">We use cookies to make this site work. <a href="#">Cookie settings</a></div>
<header><nav><a href="#">Cresswick County Council</a> <a href="#">Bins</a>
<a href="#">Schools</a> <a href="#">My account</a></nav></header>
<div class="wrap">
<main>
<p class="breadcrumb"><a href="#">Home</a> &gt; <a href="#">Children and families</a> &gt;
<a href="#">SEND</a></p>
<article class="node node--type-page"><div class="field field--name-body">
{web_body(plan)}
</div></article>
<form><p>Was this page useful? <button>Yes</button> <button>No</button></p></form>
</main>
<aside><h2>Related</h2><ul>{links}</ul></aside>
</div>
<footer><a href="#">Accessibility</a> <a href="#">Privacy</a> <a href="#">Contact us</a></footer>
</body>
</html>
""".encode()


LAYOUTS: dict[str, Layout] = {"q-1": q_1, "q-2": q_2}


if __name__ == "__main__":
    build(LAYOUTS, gold)
