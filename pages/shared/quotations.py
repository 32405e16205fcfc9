"""Excerpts from sources as HTML: escaped, with the words that decided marked, never altered."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, Literal
from urllib.parse import quote

import numpy as np
import pandas as pd
import streamlit as st

from analysis import source_text
from pages.shared import guesses, readings
from pages.shared.readings import Reading
from pages.shared.texts import language, t

Words = tuple[int, int, float]
READER = "pages/reader.py"


def excerpt(
    text: str,
    span: tuple[int, int],
    evidence: Iterable[Words] = (),
    *,
    language: str = "und",
    offset: int = 0,
    repairs: Sequence[Reading] = (),
    script: str = "",
) -> str:
    """Return the words of `text` at `span` as a blockquote with evidence and repairs marked.

    `span` and `evidence` (start, end, weight) count in the source; `text` begins at `offset` of
    it. Weights above 0 point to the optimist pole: a straight line and an upward triangle; below
    0 a dashed line and a downward one. `script` ("hans" or "hant") converts Chinese characters.
    """
    read: Callable[[str], str] = html.escape
    if script and language.startswith("zh"):
        read = partial(_converted, to=script)
        language = {"hans": "zh-Hans", "hant": "zh-Hant"}[script]
    body = marked(text, span, evidence, offset=offset, repairs=repairs, read=read)
    return f'<blockquote lang="{html.escape(language)}">{body}</blockquote>'


def _converted(text: str, to: Literal["hans", "hant"]) -> str:
    return html.escape(source_text.convert(text, to))


def marked(
    text: str,
    span: tuple[int, int],
    evidence: Iterable[Words] = (),
    *,
    offset: int = 0,
    repairs: Sequence[Reading] = (),
    read: Callable[[str], str] = html.escape,
) -> str:
    """Return `text` at `span` as escaped HTML with `<mark>` around evidence.

    Beside what was `repairs` (damage done to the text) stands how it is read. `read` turns each
    piece into the HTML that is shown, such as the other script.

    >>> marked("a < b", (0, 5), [(4, 5, -1.0)])[:24]
    'a &lt; <mark class="down'
    """
    start, end = span
    words = [w for w in sorted(evidence) if w[0] < end and w[1] > start]
    edges = {p for w in words for p in w[:2] if start < p < end}
    html_of: list[tuple[float, str]] = []
    for piece in readings.pieces(text, span, repairs, edges, offset=offset):
        drawn = readings.draw(piece, text, offset=offset, read=read)
        weight = next((w for a, b, w in words if a <= piece.low and piece.high <= b), 0.0)
        html_of.append((weight, drawn))
    return "".join(
        _mark("".join(piece for _, piece in group), weight)
        for weight, group in groupby(html_of, key=lambda pair: pair[0])
    )


def _mark(words: str, weight: float) -> str:
    if not weight:
        return words
    side, pole = ("up", "towards_optimist") if weight > 0 else ("down", "towards_pragmatist")
    return f'<mark class="{side}" title="{html.escape(t(pole))}">{words}</mark>'


def period(earliest: Any, latest: Any) -> str:
    """Return an interval of days as short as it can be said: a day, month, year, or both ends."""
    if pd.isna(earliest) or pd.isna(latest):
        return t("undated")
    first, last = _day(earliest), _day(latest)
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last + pd.Timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if first.year == last.year and first.month == 1 and last.month == 12:
            return str(first.year)
        return f"{first:%Y-%m} – {last:%Y-%m}"
    return f"{first} – {last}"


def month(value: Any) -> str:
    """Return the month of a day as YYYY-MM."""
    return f"{_day(value):%Y-%m}"


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()


def score(value: Any) -> str:
    """Return a score with its sign, or that it is off the axis.

    >>> score(-0.5), score(0.0)
    ('−0.50', '0.00')
    """
    if value is None or pd.isna(value):
        return t("label_none")
    return f"{value:+.2f}".replace("-", "−") if round(value, 2) else "0.00"


def interval(low: Any, high: Any) -> str:
    """Return a score's 90 % interval as words, "" where there is none."""
    if pd.isna(low) or pd.isna(high):
        return ""
    return t("interval", low=score(low), high=score(high))


def mode_of(row: Any) -> str:
    """Return how a statement's words are to be shown: a machine translation is never verbatim."""
    translated = bool(row.machine_translated) or "translated" in list(row.marks)
    return "translated" if translated and row.mode == "direct" else str(row.mode)


def badge(row: Any) -> str:
    """Return the mode of a statement and its marks as badges."""
    names = [mode_of(row)]
    if (row.machine_translated or "translated" in list(row.marks)) and "translated" not in names:
        names.append("translated")
    badges = [
        f'<span class="ledger-badge {name}" title="{html.escape(t(f"mode_{name}_help"))}">'
        f"{html.escape(t(f'mode_{name}'))}</span>"
        for name in names
    ]
    others = [m for m in row.marks if m in ("rumour", "denial", "hypothetical", "others")]
    badges += [f'<span class="ledger-badge">{html.escape(t(f"mark_{m}"))}</span>' for m in others]
    return "".join(badges)


def scale(value: Any, low: Any, high: Any) -> str:
    """Return a small drawing of a score and its interval between −1 and +1."""
    if value is None or pd.isna(value):
        return ""
    left, right = ((50 + 50 * (value if pd.isna(end) else end)) for end in (low, high))
    return (
        f'<span class="ledger-scale" aria-hidden="true"><i style="left:{left:.0f}%;'
        f'width:{right - left:.0f}%"></i><b style="left:{50 + 50 * value:.0f}%"></b></span>'
    )


def evidence_of(row: Any) -> list[Words]:
    """Return the evidence of a statement's row as (start, end, weight)."""
    found = _listed(getattr(row, "evidence", None))
    return [(e["span"]["start"], e["span"]["end"], e["weight"]) for e in found]


def readings_of(row: Any) -> list[Reading]:
    """Return how the damaged stretches of a row's passage are read."""
    return readings.of(readings.edits(_listed(getattr(row, "repairs", None))))


def within(found: Sequence[Reading], span: tuple[int, int]) -> list[Reading]:
    """Return the readings that touch a stretch."""
    return [r for r in found if r.start < span[1] and r.end > span[0]]


def _listed(value: Any) -> list[Any]:
    """Return a cell that holds a list, [] where the cell is empty."""
    return list(value) if isinstance(value, (list, np.ndarray)) else []


def statement(row: Any, *, script: str = "") -> str:
    """Return one statement as HTML: words, speaker, date, mode, score and context on demand.

    `script` ("hans" or "hant") converts the words for reading, which is then said.
    """
    span = (int(row.start), int(row.end))
    begin = int(row.passage_start)
    options = {"language": row.language, "offset": begin, "script": script}
    repairs = readings_of(row)
    body = excerpt(row.passage, span, evidence_of(row), repairs=repairs, **options)
    facts = [f"<strong>{html.escape(name_of(row))}</strong>"]
    facts += [f"<span>{html.escape(period(row.earliest, row.latest))}</span>", badge(row)]
    facts.append(_verdict(row))
    facts.append(f'<span class="ledger-quiet">{html.escape(source_of(row))}</span>')
    if script and row.language.startswith("zh"):
        facts.append(f'<span class="ledger-quiet">{html.escape(t("converted"))}</span>')
    facts.append(readings.key(within(repairs, span)))
    return (
        f'<figure class="ledger-excerpt">{body}<figcaption>{"".join(facts)}</figcaption>'
        f"{context(row, span, repairs)}</figure>"
    )


def name_of(row: Any) -> str:
    """Return the speaker's name as a reader should see it, or that nobody was found."""
    if isinstance(row.speaker, str) and row.speaker:
        return guesses.name(row.speaker)
    return t("mode_writer") if row.mode == "writer" else t("unattributed")


def source_of(row: Any) -> str:
    """Return the title and publisher of a row's document."""
    publisher = getattr(row, "publisher", "")
    title = guesses.title(row)
    return f"{title}, {publisher}" if isinstance(publisher, str) and publisher else title


def _verdict(row: Any) -> str:
    if pd.isna(row.score):
        title = html.escape(t("off_axis_help"))
        return f'<span title="{title}">{html.escape(t("label_none"))}</span>'
    words = f"{score(row.score)} ({interval(row.low, row.high)})"
    title = html.escape(t("interval_help"))
    drawn = scale(row.score, row.low, row.high)
    return f'<span class="ledger-score" title="{title}">{drawn}{html.escape(words)}</span>'


def context(row: Any, span: tuple[int, int], repairs: Sequence[Reading]) -> str:
    """Return what stands before and after in the source, folded away."""
    begin = int(row.passage_start)
    parts = ((begin, span[0]), span, (span[1], begin + len(row.passage)))
    before, words, after = (
        marked(row.passage, part, offset=begin, repairs=repairs) for part in parts
    )
    return (
        f"<details><summary>{html.escape(t('context'))}</summary>"
        f'<p lang="{html.escape(row.language)}">…{before}<b>{words}</b>{after}…</p></details>'
    )


def sentence(row: Any, span: tuple[int, int], facts: Sequence[str]) -> str:
    """Return a sentence that holds an event or a figure, its words at `span` in bold.

    The first of `facts` leads, the others stand beneath.
    """
    span_of = (int(row.start), int(row.end))
    repairs = readings_of(row)
    beneath = [*facts[1:], source_of(row)]
    caption = "".join(f"<span>{html.escape(fact)}</span>" for fact in beneath if fact)
    caption += readings.key(within(repairs, span_of))
    return (
        f'<figure class="ledger-excerpt told"><p class="ledger-lead">{html.escape(facts[0])}</p>'
        f'<blockquote lang="{html.escape(row.language)}">{_bold(row, span, repairs)}</blockquote>'
        f"<figcaption>{caption}</figcaption>{context(row, span_of, repairs)}</figure>"
    )


def _bold(row: Any, span: tuple[int, int], repairs: Sequence[Reading]) -> str:
    """Return a row's sentence as HTML with its words at `span` in bold."""
    start, end = int(row.start), int(row.end)
    offset = int(row.passage_start)
    low = min(max(span[0], start), end)
    high = max(min(span[1], end), low)
    pieces = [
        marked(row.passage, part, offset=offset, repairs=repairs)
        for part in ((start, low), (low, high), (high, end))
    ]
    return f"{pieces[0]}<b>{pieces[1]}</b>{pieces[2]}"


def words_of(row: Any) -> str:
    """Return an amount's own words as HTML, with how they are read where they are damaged."""
    span = (int(row.amount_start), int(row.amount_end))
    return marked(row.passage, span, offset=int(row.passage_start), repairs=readings_of(row))


def plain_words_of(row: Any) -> str:
    """Return an amount's own words as plain text, with how they are read in brackets."""
    span = (int(row.amount_start), int(row.amount_end))
    return readings.plain(row.passage, span, readings_of(row), offset=int(row.passage_start))


def address(document: str, start: int | None = None, end: int | None = None) -> str:
    """Return the address of a document's source, or of a sentence in it, escaped for HTML."""
    at = "" if start is None else f"&at={start}-{end}"
    return html.escape(f"reader?doc={quote(document)}{at}&ui={language()}")


def folded(row: Any, span: tuple[int, int]) -> str:
    """Return a row's document with the sentence folded beneath it, its words at `span` bold."""
    start, end = int(row.start), int(row.end)
    repairs = readings_of(row)
    href = address(row.document, start, end)
    return (
        f'<details class="ledger-folded"><summary>{html.escape(guesses.title(row))}</summary>'
        f'<p lang="{html.escape(row.language)}">{_bold(row, span, repairs)}</p>'
        f"{readings.key(within(repairs, (start, end)))}"
        f'<a href="{href}" target="_self">{html.escape(t("read_source"))}</a></details>'
    )


def link(document: str, start: int, end: int) -> None:
    """Draw the link to the source at a sentence: reader?doc=...&at=start-end."""
    st.page_link(
        READER,
        label=t("read_source"),
        icon=":material/arrow_forward:",
        help="",
        query_params={"doc": document, "at": f"{start}-{end}"},
    )


def show(row: Any, **options: Any) -> None:
    """Draw one statement with its link to the source."""
    with st.container(gap="xsmall"):
        st.html(statement(row, **options))
        link(row.document, int(row.start), int(row.end))


def show_sentence(row: Any, span: tuple[int, int], facts: Sequence[str]) -> None:
    """Draw the sentence of an event or figure with its link to the source."""
    with st.container(gap="xsmall"):
        st.html(sentence(row, span, facts))
        link(row.document, int(row.start), int(row.end))


def close(parameter: str) -> None:
    """Draw the button that closes what the address names."""
    st.button(t("close"), key="close", on_click=lambda: st.query_params.pop(parameter, None))
