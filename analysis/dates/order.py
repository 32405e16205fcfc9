"""Whether a page writes 4/9/2025 for 9 April or for 4 September."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from analysis import lexicons
from analysis.dates.expressions import alternatives
from analysis.records import Article, Origin
from analysis.sentences import is_chinese

_READ = 50_000
_FIGURES = re.compile(r"(?<![0-9./-])([0-9]{1,2})([-/.])([0-9]{1,2})\2(?:19|20)[0-9]{2}(?![0-9])")
_FEW = 2


def of_figures(article: Article, origin: Origin) -> str:
    """Return what comes first on the page: "day", "month", "year" (Chinese pages) or "".

    In this order: its language, other days on it that allow one order only, the time zone beside
    a time of day, its domain, its spelling.
    """
    text = article.text[:_READ]
    if is_chinese(text):
        return "year"
    return _shown(text) or _zone(text) or _domain(origin.url) or _spelling(text)


def _shown(text: str) -> str:
    found = {
        "day" if int(match[1]) > 12 else "month"
        for match in _FIGURES.finditer(text)
        if (int(match[1]) > 12) != (int(match[3]) > 12)
    }
    return found.pop() if len(found) == 1 else ""


@cache
def _words(kind: str) -> tuple[re.Pattern[str], dict[str, str]]:
    orders = {
        word: row["order"]
        for row in lexicons.table("date_order")
        if row["kind"] == kind
        for word in lexicons.several(row["words"])
    }
    return re.compile(rf"\b(?:{alternatives(orders)})\b"), orders


def _zone(text: str) -> str:
    pattern, orders = _words("zone")
    clock = re.compile(rf"[0-9][:.][0-9]{{2}} ?(?:[AaPp]\.?[Mm]\.?)? ?({pattern.pattern})")
    found = {orders[match[1]] for match in clock.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def _domain(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # no address
        return ""
    return _words("domain")[1].get(host.rpartition(".")[2], "")


def _spelling(text: str) -> str:
    pattern, orders = _words("spelling")
    used = {match[0] for match in pattern.finditer(text)}
    found = {orders[word] for word in used}
    return found.pop() if len(found) == 1 and len(used) >= _FEW else ""
