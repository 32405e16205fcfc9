"""The signs of every line of a document: its own, and those of its place and its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analysis.source_text import script
from analysis.source_text.frame import bylines, words
from analysis.source_text.frame.forms import signs
from analysis.source_text.frame.lines import Line, bare, size

if TYPE_CHECKING:
    from analysis.records import Origin

_SPEAKER = re.compile(r"([^:：。，,.!?？！]{1,12})[:：]\s?\S")
_HEAD = 14
_PAGE = 12
_EDGE = 3
_ECHO = 8
_WORD = re.compile(r"[a-z]{3,}")
_LETTERS = re.compile(r"[^a-z0-9]+")
_TAIL = 30
_LIMIT = 200
_META = {"stamp", "byline", "labels", "counts", "writer", "name", "starts head"}
_PLACES = ("any", "ends", "head", "tail")
_CERTAIN = {"whole any", "starts any", "holds any", "abstract repeats", "credit"}
_DOUBTS = {"echoed", "announced", "dialogue", "diary", "entry", "quotation"}
_TELLING = {f"{form} {place}" for form in ("whole", "starts", "holds") for place in _PLACES} | {
    "abstract repeats",
    "byline",
    "caption",
    "counts",
    "credit",
    "crumbs",
    "known words",
    "labels",
    "menu",
    "rights",
    "signed",
    "site",
    "stamp",
}
_WORDS = {
    "whole any",
    "whole ends",
    "whole tail",
    "known words",
    "menu",
    "words",
    "starts any",
    "starts head",
    "crumbs",
    "counts",
    "rights",
}


def evidence(rows: Sequence[Line], origin: Origin) -> list[frozenset[str]]:
    """Return the signs of each line."""
    own = [set(signs(row.text)) for row in rows]
    for add in (_edges, _neighbours, _repeats, _dialogue, _diary, _lists, _echoes):
        add(rows, own)
    _origin(rows, own, origin)
    _names(rows, own, origin)
    _under(rows, own)
    _beside(rows, own)
    _behind(own)
    for found in own:
        if found & _CERTAIN and not found & _DOUBTS:
            found.add("certain")
    return [frozenset(found) for found in own]


def is_framed(signs: Iterable[frozenset[str]]) -> bool:
    """Return whether any line of a page has a sign of frames beyond its length and its place."""
    return any(found & _TELLING and not found & _DOUBTS for found in signs)


def _edges(rows: Sequence[Line], own: list[set[str]]) -> None:
    """Mark the first lines of a page and the last, up to the first sentence."""
    if len(rows) < _PAGE:
        return
    for name, order in (("first", range(len(own))), ("last", range(len(own) - 1, -1, -1))):
        for count, i in enumerate(order):
            if count == _EDGE or "solid" in own[i]:
                break
            own[i].add(f"by the {name}" if count else f"the {name}")


def _neighbours(rows: Sequence[Line], own: list[set[str]]) -> None:
    solid = ["solid" in found for found in own]
    small = [bool({"length tiny", "length none"} & found) for found in own]
    for i, found in enumerate(own):
        before, after = i > 0 and solid[i - 1], i + 1 < len(own) and solid[i + 1]
        if before:
            found.add("after solid")
        if after:
            found.add("before solid")
        if small[i] and (i > 0 and small[i - 1] or i + 1 < len(own) and small[i + 1]):
            found.add("in a row of small")
        if any(own[j] & _WORDS for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < len(own)):
            found.add("beside frame words")


def _repeats(rows: Sequence[Line], own: list[set[str]]) -> None:
    counts = Counter(bare(row.text) for row in rows if len(row.text) <= 40)
    for row, found in zip(rows, own, strict=True):
        if len(row.text) <= 40 and counts[bare(row.text)] > 1 and "dialogue" not in found:
            found.add("repeated")


def _dialogue(rows: Sequence[Line], own: list[set[str]]) -> None:
    """Mark lines of two or more voices that each speak more than once."""
    voices = [_SPEAKER.match(row.text) for row in rows]
    counts = Counter(match.group(1) for match in voices if match)
    regular = {voice for voice, count in counts.items() if count > 1}
    if len(regular) < 2:
        return
    for match, found in zip(voices, own, strict=True):
        if match and match.group(1) in regular:
            found.add("dialogue")


def _diary(rows: Sequence[Line], own: list[set[str]]) -> None:
    """Mark dates, times and numbers that head entries: several of them, each over sentences."""
    for sign, least in (("stamp", 3), ("number", 3)):
        heads = [i for i, found in enumerate(own) if sign in found and _opens_entry(own, i, sign)]
        if len(heads) < least and not _all_over_solid(own, heads):
            continue
        for i in heads:
            own[i].add("diary")
            if "solid" not in own[i + 1]:
                own[i + 1].add("entry")


def _opens_entry(own: list[set[str]], i: int, sign: str) -> bool:
    """Return whether a sentence follows within two lines, and no other such head before it."""
    after = own[i + 1 : i + 3]
    if not after or sign in after[0] or {"whole ends", "labels", "counts"} & after[0]:
        return False
    return "stopped" in after[0] or (len(after) > 1 and "stopped" in after[1])


def _all_over_solid(own: list[set[str]], heads: list[int]) -> bool:
    return len(heads) > 1 and all("solid" in own[i + 1] for i in heads)


def _lists(rows: Sequence[Line], own: list[set[str]]) -> None:
    """Mark items that a colon announces."""
    announced = False
    for i, found in enumerate(own):
        item = bool(found & {"bullet", "numbered"}) or rows[i].text[0] in "“「\"'"
        announced = announced and item
        if announced:
            found.add("announced")
        announced = announced or "colon" in found and not found & {"stamp", "labels"}


def _echoes(rows: Sequence[Line], own: list[set[str]]) -> None:
    """Mark a short line whose words the next paragraph takes up, as after a subheading."""
    for i in range(len(rows) - 1):
        text = rows[i].text
        if len(text) > 40 or "stopped" not in own[i + 1]:
            continue
        after = rows[i + 1].text.lower()
        phrases = {bare(text), *(entry.words.strip(":：｜ ") for entry in words.listed(text))}
        if any(len(phrase) > 1 and phrase in after for phrase in phrases):
            own[i].add("echoed")


def _origin(rows: Sequence[Line], own: list[set[str]], origin: Origin) -> None:
    """Mark the lines that agree with what is known from elsewhere: title, site, address."""
    title = bare(script.simplified(origin.title)) if origin.title else ""
    slug = set(_WORD.findall(origin.url.lower().partition("//")[2].partition("/")[2]))
    label = _label(origin.url)
    host = _LETTERS.sub("", origin.url.lower().partition("//")[2].partition("/")[0])
    for row, found in zip(rows, own, strict=True):
        text = bare(row.text)
        if len(text) > 200 or not text:
            continue
        if title and size(text) > 4 and (title.startswith(text) or text.startswith(title)):
            found.add("titled")
        if len(slug) > 2 and len(slug & set(_WORD.findall(text))) * 2 > len(slug):
            found.add("slugged")
        latin = _LETTERS.sub("", text.replace("&", "and"))
        if len(latin) >= 4 and text.isascii() and latin in host:
            found.add("site")
        elif len(label) >= 6 and latin.startswith(label):
            found.add("of the site")


def _label(url: str) -> str:
    """Return the letters of the longest part of an address's host."""
    parts = url.lower().partition("//")[2].partition("/")[0].split(".")[:-1]
    return _LETTERS.sub("", max(parts, key=len, default=""))


def _names(rows: Sequence[Line], own: list[set[str]], origin: Origin) -> None:
    """Mark the lines that are, or begin with, the name of the writer or of the publisher."""
    people, sites = _known(rows, own, origin)
    for i, row in enumerate(rows):
        text = row.text.casefold()[:_LIMIT]
        if text in people:
            own[i].add("writer")
        elif text.startswith(people):
            own[i].add("of the writer")
        if text in sites:
            own[i].add("site")
        elif text.startswith(sites) or len(text) <= 60 and any(name in text for name in sites):
            own[i].add("of the site")


def _known(
    rows: Sequence[Line], own: list[set[str]], origin: Origin
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the writers and the publishers that the origin and the first lines name."""
    people = [script.simplified(origin.author)]
    sites = [script.simplified(origin.publisher)]
    for i in range(min(_HEAD, len(rows))):
        text = rows[i].text
        for field, value in bylines.labels(text) if "labels" in own[i] else ():
            (sites if field == "publisher" else people).append(value)
        if text.lower().startswith("by ") and "byline" in own[i]:
            people += text[3:].split(" and ")
        people += bylines.signed(text)
        later = [other.text.casefold() for other in rows[i + 4 :][-_TAIL:]]
        short = {"length tiny", "length short"} & own[i] and "stopped" not in own[i]
        if short and len(text) > 1 and any(line.startswith(text.casefold()) for line in later):
            people.append(text)
    return tuple(
        tuple({name.casefold() for name in names if len(name) > 1}) for names in (people, sites)
    )  # type: ignore[return-value]


def _under(rows: Sequence[Line], own: list[set[str]]) -> None:
    """Mark the lines that follow a heading of links or of comments."""
    links = comments = abstract = False
    before: set[str] = set()
    for i, row in enumerate(rows):
        if links and "solid" not in own[i]:
            own[i].add("under links")
        if comments:
            own[i].add("under comments")
        if abstract:
            own[i].add("under abstract")
        kinds = {entry.kind for entry in words.listed(row.text) if entry.form == "whole"}
        if "solid" in own[i]:
            links = False
        if "heads links" in own[i] and "echoed" not in own[i]:
            links = True
        if (
            "comments" in kinds or "counts" in own[i] and i > len(rows) // 2
        ) and "echoed" not in own[i]:
            comments = comments or "comments" in kinds or _counts_comments(row.text)
        items = own[i] & {"numbered", "bullet"} or "solid" not in own[i]
        abstract = "abstract" in own[i] or abstract and bool(items) and "name" not in own[i]
        if "advertisement" in before and "solid" not in own[i]:
            own[i].add("under advertisement")
        before = kinds


def _beside(rows: Sequence[Line], own: list[set[str]]) -> None:
    """Mark lines that stand over a byline, under a writer's name, or repeat a paragraph's start."""
    for i, found in enumerate(own):
        if i + 1 < len(own) and own[i + 1] & _META:
            found.add("over a byline")
        if i and i > len(own) // 2 and "writer" in own[i - 1]:
            found.add("under the writer")
    for i, row in enumerate(rows[:_HEAD]):
        label = words.pattern("abstract").match(row.text)
        words_of = row.text[label.end() :].strip("….。:： ") if label else ""
        if len(words_of) >= 15 and any(
            words_of in other.text for j, other in enumerate(rows) if j != i
        ):
            own[i].add("abstract repeats")
            break


def _behind(own: list[set[str]]) -> None:
    """Mark the lines behind the article's own end, its source, where most are no sentences."""
    for i in range(len(own) // 3, len(own) - 2):
        if not own[i] & {"source", "credit"}:
            continue
        rest = own[i + 1 :]
        stopped = sum("stopped" in found for found in rest)
        if stopped * 5 <= len(rest) * 2 and not any("length long" in found for found in rest):
            for found in rest:
                found.add("behind the source")
            return


def _counts_comments(text: str) -> bool:
    return bool(words.pattern("answers").search(text))
