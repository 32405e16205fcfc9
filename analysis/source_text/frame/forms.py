"""The signs that one line shows by itself: its length, its form, its listed words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from analysis.source_text import script
from analysis.source_text.frame import bylines, times, words
from analysis.source_text.frame.lines import bare, is_solid, is_stopped, size

_SHORT = 180
_PROSE = 36  # what a sentence says that has no form of a frame
_NUMBER = re.compile(r"\d[\d,.]*\s?(?:[万千亿]|[kKmM](?![A-Za-z]))?\+?")
_BETWEEN = re.compile(r"[\s\u3000:：·•∙|｜/／()（）❤♥👍👏👀💬⭐★☆,，+<>《》【】\[\]-]+")
_HARD = re.compile(r"\s{0,3}[|｜丨·•∙/／>›»▸▾▼→【】\[\]○＞]+\s{0,3}|\s+[-–—]\s+")
_SOFT = re.compile(r"[\s\u3000]+")
_TOKEN_EDGE = " \t\u3000+-−○☆★↗✎…:：.←→↑()（）✕×0123456789"
_NO_TOKEN = re.compile(r"[。！？!?；;“”\"]")
_DECORATED = re.compile(
    r"^[←→↑↓▸►▶☆★✎↗＋◼■●▼▲△▽❤♥✕×✓✔※◎☎☞+]|[←→↑↓▸►▶↗❤✕×»›]$|^[\U0001f300-\U0001faff\u2600-\u27bf⬇]"
    r"|^:::|^={2,}|^-{2,}\s?\w"
)
_BRACKETED = re.compile(
    r"[【\[〖][^【】\[\]〖〗]{1,60}[】\]〗](?:[【\[〖][^【】\[\]〖〗]{1,30}[】\]〗])*$"
)
_CAPS = re.compile(r"[A-Z0-9][A-Z0-9 &'’.:|/-]{2,40}$")
_CONTACT = re.compile(
    r"[\w.+-]{1,40}@[\w-]{1,30}\.|https?://|www\.|\b0\d{1,3}-\d{3,8}|\b400-?\d|\.(?:pdf|zip|xlsx?|docx?)\b"
)
_RIGHTS = re.compile(
    r"[©®]|\(c\) ?(?:19|20)\d\d|\b(?:19|20)\d\d\s?[-–—~]\s?(?:(?:19|20)\d\d|now|present)\b"
)
_PRICE = re.compile(r"(?:NT|HK|US)?[$¥￥€£]\s?\d|\d\s?(?:折|元起|起$|% off)|免费", re.IGNORECASE)
_TAG = re.compile(r"#[^\s#]{1,30}")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[·・][\u4e00-\u9fff]{1,6})?$")
_LATIN_NAME = re.compile(
    r"[A-Z][\w.’'-]{0,20}(?: (?:de|van|von|da|del|bin|al|la|le|[A-Z][\w.’'-]{0,20})){1,3}$"
)
_BYLINE = re.compile(
    r"(?:By|by|BY) [A-Z][\w.’'-]{0,20}"
    r"(?:,? (?:and|de|van|von|[A-Z][\w.’'-]{0,20}|\| [A-Z][\w ]{1,20})){0,8}"
    r"(?:,[^.!?]{1,40})?$"
)
_TRIANGLES = "▲▼△▽"
_CREDIT = 60
_COUNTS = 90
_AFTER_NAME = re.compile(r"[,，／/|｜(（]")
_POST_LIMIT = 24
_NUMBERED = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Z])\s?[.、．)）]\s?\S")
_RANKED = re.compile(r"\d{1,2}\s+\S")
_BULLET = re.compile(r"[•‣◦*·]\s|[-–—]{1,2}\s?\S|——")
_PLACE = re.compile(r"[^>»›。！？\n]{1,24}(?:\s?(?:>>|>|»|›|＞|→|▸|::)\s?[^>»›。\n]{1,30}){1,6}$")
_CERTAIN = frozenset({"whole any", "starts any", "holds any"})
_PAIR = re.compile(r"[^:：]{1,12}[:：]\s?[^:：]{0,20}\d[^:：]{0,12}$")
_QUOTATION = re.compile('[“「][^”」]{6,}[”」]|"[^"]{20,}"')
_COMMA = re.compile("[，、；]|, ")
_VOICE = re.compile(
    r"(?:[A-Za-z_][\w.-]{1,20}(?: in [A-Z]\w{2,20})?|[\u4e00-\u9fffA-Za-z\d]{2,6})[:：]\s?\S"
)
_QUOTE = "“‘「『\"'"


def signs(line: str) -> frozenset[str]:
    """Return the names of the signs that a line shows; `frame_weights` says what they weigh.

    >>> sorted(signs("分享 收藏 在看 138"))[:2]
    ['counts', 'known words']
    """
    length = size(line)
    found = {f"{entry.form} {entry.place}" for entry in words.listed(line)}
    prose = not found and length >= _PROSE and is_stopped(line)
    if not found & _CERTAIN:
        found.update(_sentence(line))
    found.add(f"length {_length(length)}")
    if len(line) <= _SHORT:
        found.update(_marks(line, length))
        if not prose:
            found.update(_forms(line, length))
    return frozenset(found)


def _sentence(line: str) -> Iterator[str]:
    if is_stopped(line) and line[-1] not in "?？":
        yield "stopped"
    if is_solid(line):
        yield "solid"


def _length(length: int) -> str:
    for name, limit in (("none", 0), ("tiny", 4), ("short", 14), ("middle", 40)):
        if length <= limit:
            return name
    return "long"


def _marks(line: str, length: int) -> Iterator[str]:
    """Yield the signs that the first and the last characters and the marks of a line are."""
    tests: dict[str, Callable[[], bool]] = {
        "credit": lambda: 0 <= bylines.credit(line) < 2,
        "bracketed": lambda: bool(_BRACKETED.match(line)),
        "decorated": lambda: bool(_DECORATED.search(line)),
        "numbered": lambda: bool(_NUMBERED.match(line)),
        "ranked": lambda: bool(_RANKED.match(line)),
        "bullet": lambda: bool(_BULLET.match(line)),
        "asks": lambda: line[-1] in "?？",
        "colon": lambda: line[-1] in ":：" or line.endswith("如下"),
        "quotes": lambda: line[0] in _QUOTE and line[-1] not in "》",
        "announces": lambda: line[-1] in ":：" and length >= 10,
        "ends comma": lambda: line[-1] in ",，、",
        "quotation": lambda: bool(_QUOTATION.search(line)),
        "inner comma": lambda: bool(_COMMA.search(line)),
        "voice": lambda: bool(_VOICE.match(line)),
        "in a row": lambda: "\u3000" in line or "  " in line,
        "ruled": lambda: not any(map(str.isalnum, line)),
    }
    yield from (name for name, test in tests.items() if test())


def _forms(line: str, length: int) -> Iterator[str]:
    """Yield the signs of a line that is no sentence at first sight."""
    tests: dict[str, Callable[[], bool]] = {
        "labels": lambda: bool(bylines.labels(line)),
        "source": lambda: bool(bylines.labels(line, strict=True)),
        "stamp": lambda: times.is_stamp(line),
        "dated": lambda: not is_stopped(line) and times.ends_dated(line),
        "counts": lambda: is_count(line),
        "number": lambda: length == 0,
        "byline": lambda: bool(_BYLINE.match(line)) or bylines.is_reporter(line),
        "caption": lambda: is_caption(line),
        "crumbs": lambda: bool(_PLACE.match(line)),
        "tags": lambda: len(_TAG.findall(line)) >= 1,
        "capitals": lambda: bool(_CAPS.match(line)),
        "contact": lambda: bool(_CONTACT.search(line)),
        "rights": lambda: bool(_RIGHTS.search(line)),
        "price": lambda: bool(_PRICE.search(line)),
        "name": lambda: is_name(line),
        "posted": lambda: bool(_AFTER_NAME.search(line)) and is_name(line),
        "heads links": lambda: length <= 14 and heads_links(line),
        "abstract": lambda: bare(line) in words.of("abstract"),
        "pair": lambda: length <= 20 and bool(_PAIR.match(line)) and not bylines.labels(line),
        "note": lambda: bool(words.held("notes", line)),
        "signed": lambda: bool(bylines.signed(line)),
        "named as a site": lambda: length <= 10 and is_site(line),
    }
    yield from (name for name, test in tests.items() if test())
    urged = len(words.held("urges", line))
    if urged:
        yield "urges" if urged == 1 else "urges much"
    yield from _menu(line)


def _menu(line: str) -> Iterator[str]:
    """Yield whether a line is a row of short words, and whether words of frames are among them."""
    if _NO_TOKEN.search(line):
        return
    hard = [t for t in _tokens(line, _HARD) if t]
    soft = [t for t in _tokens(line, _SOFT) if t]
    if len(hard) >= 2 and max(map(size, hard)) <= 10:
        yield "menu" if max(map(size, hard)) <= 6 or len(hard) > 3 else "parts"
    elif len(soft) >= 3 and max(map(size, soft)) <= 5 and sum(map(_is_han, soft)) * 2 > len(soft):
        yield "words"
    known = sum(map(words.is_listed, {t.lower() for t in (*hard, *soft)}))
    if known and len(soft) + len(hard) > 2 and size(line) <= 30:
        yield "known words" if known > 1 else "known word"


def _tokens(line: str, between: re.Pattern[str]) -> list[str]:
    return [token.strip(_TOKEN_EDGE) for token in between.split(line)]


def _is_han(token: str) -> bool:
    return "\u4e00" <= token[:1] <= "\u9fff"


def is_count(line: str) -> bool:
    """Return whether a line holds numbers and what they count, and nothing else.

    >>> is_count("2.4k reads · 61 claps"), is_count("浏览次数： 次"), is_count("310人")
    (True, True, False)
    """
    if len(line) > _COUNTS or not words.held("counted", line):
        return False
    without = _NUMBER.sub(" ", line)
    rest, counted = words.pattern("counted").subn("", without)
    longest = max((len(word) for word in words.pattern("counted").findall(without)), default=0)
    return bool(counted) and longest > 1 and not _BETWEEN.sub("", rest)


def is_caption(line: str) -> bool:
    """Return whether a line describes a picture or says whose it is.

    >>> is_caption("Cold plates in Leeds, 2 March 2019. Photo: Grid archive"), is_caption("图/阿苔")
    (True, True)
    """
    lowered = line.lower()
    if lowered[0] in _TRIANGLES and words.pattern("pictured").search(lowered):
        return True
    return lowered.startswith(words.of("captions")) or bool(_credited().search(lowered[-_CREDIT:]))


@cache
def _credited() -> re.Pattern[str]:
    """Return a pattern of the credits at the end of a caption."""
    pictured = words.pattern("pictured").pattern
    handed = "|".join(re.escape(word) for word in words.of("pictured") if word[1:].endswith("图"))
    return re.compile(
        rf"(?:{pictured})(?:\s?[／/:：|｜丨]\s?| by )\S[^。！？]{{0,30}}$"
        rf"|[（(][^（）()]{{0,24}}(?:{pictured})[^（）()]{{1,14}}[）)]$"
        rf"|[（(][^（）()]{{1,24}}(?:{pictured})[）)]$"
        rf"|[\s\u3000][^\s。]{{0,8}}(?:{handed})$"
        r"|[（(](?:左|右|前|后|中|前排|后排)[一二三四五六七]?[）)]|摄于(?:19|20)\d\d|左下角|右下角"
        r"|[（(](?:19|20)\d\d年[^（）()]{0,12}摄[）)]$"
        r"|[\u4e00-\u9fff]{2,4}\s?摄[）)]?$|[/／](?:file photo|getty images|afp|ap|reuters)$"
    )


def is_name(line: str) -> bool:
    """Return whether a line could be a writer's name, with a post at most.

    >>> is_name("徐静波／退休教师"), is_name("Fenwick Adeyemi, editor"), is_name("专题")
    (True, True, False)
    """
    name = _AFTER_NAME.split(line, maxsplit=1)[0].strip()
    if len(line) > len(name) + _POST_LIMIT:
        return False
    if _HAN_NAME.match(name):
        return name[:1] in words.surnames() or name[:2] in words.surnames()
    told = len(name) == len(line) or bool(words.pattern("posts").search(line[len(name) :].lower()))
    return told and bool(_LATIN_NAME.match(name))


def is_site(line: str) -> bool:
    """Return whether a line ends as names of sites and papers do."""
    return bare(line).endswith(words.sites())


def is_house(name: str) -> bool:
    """Return whether a name ends as those of organizations do that publish for themselves.

    >>> is_house("Museum Club"), is_house("禾上合作社"), is_house("nightclub")
    (True, True, False)
    """
    plain = script.simplified(bare(name))
    return bool(_house().search(plain))


@cache
def _house() -> re.Pattern[str]:
    latin = "|".join(word for word in words.of("houses") if word.isascii())
    han = "|".join(word for word in words.of("houses") if not word.isascii())
    return re.compile(rf"(?:\s(?:{latin})\.?|.(?:{han}))$")


def is_person(name: str) -> bool:
    """Return whether a word could be a Chinese name, and is no post.

    >>> is_person("司徒健"), is_person("分区经理"), is_person("全媒体记者")
    (True, False, False)
    """
    plain = script.simplified(name)
    if not _HAN_NAME.match(plain) or plain.endswith(words.of("posts")):
        return False
    return bool({plain[:1], plain[:2]} & words.surnames())


def heads_links(line: str) -> bool:
    """Return whether a line has the form of a heading over links.

    >>> heads_links("大肚溪口的其他文章"), heads_links("More from Local"), heads_links("退货")
    (True, True, False)
    """
    plain = bare(line)
    if words.listed(line) and any(
        e.form == "whole" and e.kind in ("related", "links", "comments") for e in words.listed(line)
    ):
        return True
    if plain.startswith(words.of("opens")):
        return True
    return plain.endswith(words.of("opens_last")) and bool(
        words.pattern("opens_first").search(plain)
    )
