"""Reads the title, the publisher and the author of a document off what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from analysis.source_text import frame

if TYPE_CHECKING:
    from analysis.records import Origin, WorkingText
    from analysis.source_text.frame import Found, Layout

_SUFFIX = re.compile(r"(.{6,}?)\s?(?:_|\s[-–—|]\s|[|｜])\s?([^_|｜]{2,30})$")
_SHARED = re.compile(r"今天小编分享的[^:：]{1,12}[:：](.{4,80}?)(?:[,，]欢迎阅读.{0,4})?$")
_ENDED = re.compile(r"[。.；;,，、:：…][”’」』\"')）]*$")
_NUMBERED = re.compile(r"\d{1,3}[.、)）]|[一二三四五六七八九十]{1,3}、|[QA][:：]|问[:：]|答[:：]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BY = re.compile(r"(?:By|by|BY) ([A-Z][^|,]{2,60}?)(?:\s?[|,].{0,60})?$")
_ASIDE = re.compile(r"[（(【\[][^（）()]{0,40}[）)】\]]$|[,，／/].{5,}$|[,，] .*$")
_PIECES = re.compile(r"\s*[|｜·•∙>›»▸→/／:：_—]+\s*|\s[-–]\s|\u3000+|\s{2,}")
_CRUMBS = re.compile(r"[>›»▸→]")
_QUOTED = re.compile(r"《[^《》]{1,16}》")
_BARS = re.compile("[|｜▾]")
_TAGLINE = re.compile(r"[,，].*$")
_SERIES = re.compile(r"[【\[]([^【】\[\]]{2,12})[】\]]")
_GROUP = re.compile(r"([A-Z][^,.!?]{2,40}), with [A-Z]")
_BOARD = re.compile(r"承董事[会局]命[\s\u3000]{1,3}([\u4e00-\u9fff（）()]{4,24}?公司)")
_WIRE = re.compile(
    r"[（(【]?([\u4e00-\u9fffA-Za-z\d]{2,12}?)(?:记者[\u4e00-\u9fff]{2,8})?"
    r"\d{1,2}(?:月\d{1,2})?日(?:综合)?(?:电|讯|消息|报道|报导)"
    r"|[A-Z][A-Za-z .,'’/]{2,40} \(([A-Z][A-Za-z ]{1,20})\)\s{1,2}[-–—]{1,2}\s"
)
_WIRED = re.compile(
    r"[（(](?:[\u4e00-\u9fff]{0,6})记者[\s:：]?([\u4e00-\u9fff、 \u3000]{2,16})[）)]"
)
_CREDITED = re.compile(
    r"[(（](?:Reporting|Written|Story|Words) by ([A-Z][^;()（）]{3,60}?)"
    r"(?: in [A-Z][\w ]{2,20})?[;)）.]"
)
_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright|版权所有)[\s:：©]{0,4}(?:\(c\)\s?)?(?:(?:19|20)\d\d[\s\-–—~至]{0,3}){0,2}"
    r"(?:by )?([A-Z][\w&'’ -]{2,40}|[\u4e00-\u9fff]{3,20})(?=[.,，。;|\s\u3000]|$)"
)
_OWNER = re.compile(r"([\u4e00-\u9fff]{3,16})\s?(?:©\s?)?(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d")
_FLASH = re.compile(r"(?m)^[^\S\n]{0,4}【([^【】\n]{6,40})】(?=[^\s【】])")
_NUMBERS = re.compile(r"\s[\s\d.×/:：]+$")
_HONORIFIC = re.compile(r"^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Rev)\.? )")
_DATED = re.compile(
    r"[\s\u3000|｜·•/／,，]+(?=\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d)"
)
_HAN_GAP = re.compile(r"[\s\u3000]+")
_ORIGINAL = re.compile(r"原创[\s\u3000:：]{1,3}(\S{2,8})[\s\u3000]{1,3}(\S{2,16})$")
_ISSUED = re.compile(
    r"本文由[「《“]?([^「」《》“”，。]{2,16}?)[」》”]?(?:原创|出品|授权|发布|首发)"
)
_EDITION = re.compile(r"(?:数字报|电子报|电子版|数字版|首页|晨[讯訊])$")
_LETTERS = re.compile(r"[^a-z0-9]+")
_LIMIT_HAN = 50
_LIMIT_LATIN = 160
_TAIL = 12
_LIMIT_SITE = 24
_LIMIT_NAME = 40
_OPENING = 600
_LONG = 8
_ORNAMENT = " :~*=≡☰-—–_·•◆■●★☆|｜#>\u3000"
_HAN_SPACED = re.compile(r"[\u4e00-\u9fff] |\d")
_LIMIT_LINE = 80
_LEAST = 4
_FIRST = 6


class Fields(NamedTuple):
    """What a document says of itself; empty where it does not."""

    title: str
    publisher: str
    author: str


def find(working: WorkingText, layout: Layout, origin: Origin) -> Fields:
    """Return title, publisher and author, each in the script of the source.

    What the origin states goes first, then the lines of the document.
    """
    authors = (
        origin.author,
        *map(_person, _labelled(working, layout, "author")),
        *map(_person, _signed(working, layout)),
        *map(_person, _wired(working)),
    )
    publishers = (
        origin.publisher,
        *_labelled(working, layout, "publisher"),
        *_sites(working, layout, origin),
    )
    return Fields(_title(working, layout, origin), _first(publishers), _first(authors))


def _first(names: Iterable[str]) -> str:
    """Return the first of the names that names somebody."""
    return next((name for name in names if name and not frame.is_nobody(name)), "")


def without_site(title: str) -> str:
    """Return a title without the name of the site behind it.

    >>> without_site("大模型价格战打到了哪一步？_新浪科技"), without_site("独家｜首席科学家离职")
    ('大模型价格战打到了哪一步？', '独家｜首席科学家离职')
    """
    match = _SUFFIX.match(title)
    if match is None or not frame.is_site(match.group(2)):
        return title
    return without_site(match.group(1).strip())


def _title(working: WorkingText, layout: Layout, origin: Origin) -> str:
    """Return the title that the origin states, as the page prints it, or that of the page."""
    line = working.original_script(*layout.title) if layout.title else ""
    stated = without_site(origin.title)
    if stated and not (_is_general(stated, origin.url) and line and len(line) > len(stated)):
        alike = line.startswith(stated) or origin.title.startswith(line)
        return line if line and alike and len(line) >= _LEAST else stated
    shared = _SHARED.match(working.text.lstrip()[:_LIMIT_LATIN].partition("\n")[0])
    if shared:
        start = working.text.index(shared.group(1))
        return working.original_script(start, start + len(shared.group(1)))
    return without_site(line) if line and _is_title(line) else _flash(working)


def _is_general(stated: str, url: str) -> bool:
    """Return whether what a page gives for its title names the site or a section of it."""
    suffix = _SUFFIX.match(stated)
    if suffix and _label(url) and _LETTERS.sub("", suffix.group(2).lower()).startswith(_label(url)):
        stated = suffix.group(1)
    return frame.is_house(stated) or frame.is_site(stated) or frame.is_listed(frame.bare(stated))


def _flash(working: WorkingText) -> str:
    """Return the title that a piece of flash news has in brackets before its first sentence."""
    match = _FLASH.search(working.text[:_OPENING])
    return working.original_script(*match.span(1)) if match else ""


def _is_title(line: str) -> bool:
    limit = _LIMIT_HAN if _HAN.search(line) else _LIMIT_LATIN
    if frame.is_stamp(line) or len(_BARS.findall(line)) > 2:
        return False
    return len(line) <= limit and not _ENDED.search(line[-_TAIL:]) and not _NUMBERED.match(line)


def _labelled(working: WorkingText, layout: Layout, field: str) -> Iterator[str]:
    """Yield the values that bylines give for a field, then those of other forms of bylines."""
    for found in layout.frames:
        if found.kind != "byline":
            continue
        start, end = found.range
        text = working.text[start:end]
        values = [value for name, value in frame.labels(text) if name == field and value]
        if field == "author":
            values = values or [
                name for name in (frame.reporter(text), *frame.signed(text)) if name
            ]
        for value in values:
            at = start + text.index(value)
            yield _ASIDE.sub("", working.original_script(at, at + len(value)))
        by = _BY.match(text) or _CREDITED.search(text)
        if by and field == "author":
            yield by.group(1)


def _person(name: str) -> str:
    """Return a writer's name without a post before it and without a date or a post behind it.

    >>> _person("陈可 2024年9月12日"), _person("分區經理 司徒健"), _person("罗棣 欧阳川")
    ('陈可', '司徒健', '罗棣、欧阳川')
    """
    name = _HONORIFIC.sub("", _ASIDE.sub("", _DATED.split(name, maxsplit=1)[0])).strip()
    tokens = _HAN_GAP.split(name)
    if len(tokens) < 2 or not _HAN.match(name):
        return name
    people = [token for token in tokens if frame.is_person(token)]
    return "、".join(people) or name


def _wired(working: WorkingText) -> Iterator[str]:
    """Yield the reporters that a dateline or the end of a paragraph names in brackets."""
    for line in (working.text[:_OPENING], working.text[-_OPENING:]):
        match = _WIRED.search(line)
        if match:
            yield match.group(1).strip()


def _signed(working: WorkingText, layout: Layout) -> Iterator[str]:
    """Yield the names that stand alone under the title."""
    for found in layout.frames:
        if found.part == "meta" and found.kind == "byline":
            name = _ASIDE.sub("", working.original_script(*found.range))
            if frame.is_name(name) or len(name) <= _LIMIT_SITE and _recurs(name, working, found):
                yield name


def _recurs(name: str, working: WorkingText, found: Found) -> bool:
    """Return whether a later line begins with the words."""
    return "\n" + name.casefold() in working.repaired[found.range.end :].casefold()


def _sites(working: WorkingText, layout: Layout, origin: Origin) -> Iterator[str]:
    """Yield the names of the site: from its title, its address, its first lines, its notices."""
    shown = [(f, working.original_script(*f.range)) for f in layout.frames]
    label = _label(origin.url)
    suffix = _SUFFIX.match(origin.title or _first_line(working, layout))
    if suffix and _names_site(suffix.group(2), label, [line for _, line in shown]):
        yield suffix.group(2).strip()
    series = _SERIES.match(origin.title)
    if series and frame.is_house(series.group(1)):
        yield series.group(1)
    yield from _addressed(working, shown, label)
    for _, line in shown:
        for pattern in (_ISSUED, _BOARD):
            issued = pattern.search(line)
            if issued:
                yield issued.group(1)
        original = _ORIGINAL.match(line)
        if original:
            yield original.group(2)
    for author in (*_labelled(working, layout, "author"), *_signed(working, layout)):
        beside = (line.partition(f"{author} ")[2] for found, line in shown if found.part == "meta")
        yield from (name for name in beside if 2 <= len(name) <= _LIMIT_SITE and " " not in name)
    yield from _wires(working)
    yield from _heads(working, layout)
    yield from _owners(shown)


def _label(url: str) -> str:
    """Return the letters of the part of an address that names the site."""
    parts = url.lower().partition("//")[2].partition("/")[0].split(".")[:-1]
    named = [part for part in parts if part not in ("www", "example", "com", "org", "co", "net")]
    return _LETTERS.sub("", named[-1]) if named else ""


def _names_site(name: str, label: str, around: list[str]) -> bool:
    letters = _LETTERS.sub("", name.lower())
    if frame.is_site(name) or (len(label) >= _LEAST and letters.startswith(label)):
        return True
    return frame.is_house(name) and any(name in line for line in around)


def _addressed(working: WorkingText, shown: list[tuple[Found, str]], label: str) -> Iterator[str]:
    """Yield what the page prints of the letters of its address."""
    if len(label) < _LEAST:
        return
    for found, line in shown:
        if found.part == "insert" or len(line) > _LIMIT_LINE:
            continue
        for piece in _PIECES.split(line):
            name = _NUMBERS.sub("", piece.strip(" :"))
            letters = _LETTERS.sub("", name.lower().replace("&", "and"))
            if name.isascii() and len(letters) >= _LEAST and letters in label:
                yield name
    if len(label) >= _LONG:
        spaced = "[^A-Za-z0-9\\n]{0,2}".join(label)
        match = re.search(rf"\b{spaced}\b", working.repaired, re.IGNORECASE)
        if match and " " in match.group() and match.group()[0].isupper():
            yield match.group()


def _wires(working: WorkingText) -> Iterator[str]:
    """Yield the agency that a dateline at the beginning of a paragraph names."""
    for line in working.text[:_OPENING].split("\n"):
        for part in (line, line.rpartition("】")[2]):
            match = _WIRE.match(part)
            if match and match.group(2):
                yield match.group(2)
            elif match:
                name = match.group(1)
                ends = (name[:end] for end in range(len(name), 2, -1))
                yield from (end for end in ends if frame.is_site(end))


def _owners(shown: list[tuple[Found, str]]) -> Iterator[str]:
    """Yield whom the notices of rights name."""
    for found, line in shown:
        owner = _RIGHTS.search(line) or _OWNER.search(line) if found.part == "tail" else None
        if owner and not frame.is_listed(owner.group(1).lower()):
            yield owner.group(1).strip()


def _heads(working: WorkingText, layout: Layout) -> Iterator[str]:
    """Yield what the first lines name: with a site's ending, or named again around the article."""
    around = [working.original_script(*found.range) for found in layout.frames]
    heads = [i for i, found in enumerate(layout.frames[:_FIRST]) if found.part == "head"]
    for i in heads:
        line = around[i].strip(_ORNAMENT)
        pieces = [piece for piece in _PIECES.split(line) if piece]
        name = (
            _NUMBERS.sub("", _TAGLINE.sub("", _EDITION.sub("", pieces[0].strip())))
            if pieces
            else ""
        )
        quoted = _QUOTED.match(name)
        name = quoted.group() if quoted else name
        if _CRUMBS.search(line) and not frame.is_site(name):
            continue
        if not 2 <= len(name) <= _LIMIT_NAME or frame.is_listed(frame.bare(name)):
            continue
        alone = (frame.is_site(name) or frame.is_house(name)) and not _HAN_SPACED.search(name)
        if alone or i == heads[0] and _is_masthead(name, pieces) or _again(name, working.repaired):
            yield name
    for found, line in zip(layout.frames, around, strict=True):
        group = _GROUP.match(line) if found.kind == "byline" else None
        if group and frame.is_house(group.group(1)):
            yield group.group(1)


def _again(name: str, text: str) -> bool:
    return len(name) > 2 and text.count(name) > 1


def _is_masthead(name: str, pieces: list[str]) -> bool:
    """Return whether the first line of a page is a name alone, or a name over shorter words."""
    if name[:1] == "《" and name[-1:] == "》":
        return True
    rest = [frame.bare(piece) for piece in pieces[1:]]
    if name.isascii():
        words = name.split()
        cased = all(word[0].isupper() for word in words if len(word) > 3)
        return 2 <= len(words) <= 6 and cased and not any(w in name for w in "▾&:0123456789")
    return len(name) >= _LEAST and all(len(piece) < len(name) for piece in rest)


def _first_line(working: WorkingText, layout: Layout) -> str:
    return working.original_script(*layout.title) if layout.title else ""
