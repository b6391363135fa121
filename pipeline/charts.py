"""Bar charts as inline SVG: numbers printed on the bars, patterns as well as colours, a text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from extractors.model import Record

_LABELS, _BARS, _ROW, _BAR, _LEGEND = 210, 480, 44, 28, 34
# Fill and outline of each part, dark to light; each has a pattern of its own, so that colour carries nothing.
_FILLS = ("url(#solid)", "url(#stripes)", "url(#dots)", "url(#blank)")
_PATTERNS = (
    '<pattern id="solid" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect width="8" height="8" fill="#1d4f76"/></pattern>'
    '<pattern id="stripes" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="8" height="8" fill="#dbe7f0"/><rect width="3" height="8" fill="#7fa6c4"/></pattern>'
    '<pattern id="dots" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect width="8" height="8" fill="#fff4d6"/><circle cx="4" cy="4" r="1.5" fill="#d9a400"/></pattern>'
    '<pattern id="blank" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect width="8" height="8" fill="#ffffff"/></pattern>'
)


class Bar(Record):
    """A bar: its label and the length of each part."""

    label: str
    values: tuple[int, ...]


def spoken(title: str, parts: Sequence[str], bars: Sequence[Bar]) -> str:
    """The chart in words: what somebody hears who does not see it."""
    said = [
        f"{bar.label}: " + ", ".join(f"{v} {p}" for p, v in zip(parts, bar.values, strict=True))
        for bar in bars
    ]
    return f"{title}. " + "; ".join(said) + "."


def stacked(name: str, title: str, parts: Sequence[str], bars: Sequence[Bar]) -> str:
    """Bars with up to four parts each, drawn to one scale; `name` is the chart's id on its page.

    All texts are escaped. The scale is the longest bar.
    """
    longest = max((sum(bar.values) for bar in bars), default=0) or 1
    height = _LEGEND + _ROW * len(bars) + 6
    width = _LABELS + _BARS + 90
    body = [_legend(parts)]
    body += [_bar(bar, _LEGEND + _ROW * n, _BARS / longest) for n, bar in enumerate(bars)]
    return (
        (
            f'<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">'
            f'<title id="{name}-t">{escape(title)}</title>'
            f'<desc id="{name}-d">{escape(spoken(title, parts, bars))}</desc>'
            f"<defs>{_PATTERNS}</defs>{''.join(body)}</svg>"
        )
        .replace("url(#", f"url(#{name}-")
        .replace('<pattern id="', f'<pattern id="{name}-')
    )


def _legend(parts: Sequence[str]) -> str:
    drawn, x = [], 0.0
    for part, fill in zip(parts, _FILLS, strict=False):
        drawn.append(f'<rect x="{x:.0f}" y="4" width="16" height="16" fill="{fill}" stroke="#0b0c0c"/>')
        drawn.append(f'<text x="{x + 22:.0f}" y="17">{escape(part)}</text>')
        x += 22 + 8.2 * len(part) + 24
    return "".join(drawn)


def _bar(bar: Bar, y: int, scale: float) -> str:
    drawn = [f'<text x="0" y="{y + 19}">{escape(_short(bar.label))}</text>']
    x = float(_LABELS)
    for value, fill in zip(bar.values, _FILLS, strict=False):
        if value:
            wide = value * scale
            drawn.append(
                f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{_BAR}" fill="{fill}"'
                ' stroke="#0b0c0c"/>'
            )
            drawn.append(_count(value, x, y, wide, dark=fill == _FILLS[0]))
            x += wide
    together = f"{sum(bar.values)} in all" if sum(bar.values) else "none"
    drawn.append(f'<text x="{x + 6:.1f}" y="{y + 19}">{together}</text>')
    return "".join(drawn)


def _count(value: int, x: float, y: int, wide: float, dark: bool) -> str:
    """The number on its part of the bar, where there is room; the table below has it in any case."""
    size = 9 * len(str(value)) + 6
    if wide < size:
        return ""
    middle = x + wide / 2
    plate = (
        ""
        if dark
        else f'<rect x="{middle - size / 2:.1f}" y="{y + 5}" width="{size}" height="18" fill="#ffffff"/>'
    )
    colour = ' style="fill:#ffffff"' if dark else ""
    return plate + f'<text x="{middle:.1f}" y="{y + 19}" text-anchor="middle"{colour}>{value}</text>'


def _short(label: str) -> str:
    return label if len(label) <= 26 else label[:25].rstrip() + "…"
