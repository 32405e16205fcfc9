"""Chinese organisations by rule: what ends like one, what is announced as one, short forms."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import sentences
from analysis.names import bare, chinese, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_COMMON = 30
_ACCEPTED = 3
_BREAKS = frozenset(
    "的了在和与被是及对为从向由把将给让等以所到于据称说过家位名现原前某至入就连买卖投任"
)
_NUMERALS = frozenset("一二三四五六七八九十两几多")
_OPENERS = frozenset("“「『《‘")
_CLOSERS = frozenset("”」』》’")
_PLACES = frozenset("上下里中内外前后年月日时间")
_HAN = re.compile(f"[{chinese.HAN}]+")


class Company(NamedTuple):
    """An organisation found by rule: its full name and its short form ("" if none)."""

    name: str
    short: str = ""


@cache
def _words(kind: str) -> frozenset[str]:
    return words.listed("organisation_words", language="zh", kind=kind)


def _is_whole(name: str) -> bool:
    """Return whether a name ends like an organisation's."""
    return name.endswith(("云", "AI", *_words("suffix"), *_words("weak suffix")))


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(words.pattern(_words("suffix") | _words("weak suffix")))


@cache
def _before() -> re.Pattern[str]:
    listed = words.pattern(_words("noun") | _words("before") | _words("descriptor"))
    post = chinese.posts().pattern
    return re.compile(rf"(?:{listed}|{post})[“「『《‘]?\Z")


@cache
def _noun_before() -> re.Pattern[str]:
    return re.compile(rf"{words.pattern(_words('noun') | _words('descriptor'))}[“「『《‘]?\Z")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"[”」』》’“]?(?:{words.pattern(_words('after'))}|{chinese.posts().pattern})"
    )


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(words.pattern(_words("tail")))


def extends(name: str, known: Collection[str]) -> bool:
    """Return whether a name is a known one and a word that need not belong to it: 美团视觉."""
    return any(name[:n] in known and name[n:] in _words("weak suffix") for n in range(2, len(name)))


def find(text: str) -> tuple[Company, ...]:
    """Return the organisations that the text gives evidence for, each once.

    >>> find("语音公司听澜科技被收购。听澜的创始人莫闻留任。")
    (Company(name='听澜科技', short='听澜'),)
    """
    scores: Counter[str] = Counter()
    best: dict[str, int] = {}
    shorts: dict[str, str] = {}
    for name, brand, score in _suffixed(text):
        scores[name] += 1
        best[name] = max(best.get(name, -9), score)
        shorts[name] = brand
    accepted = [n for n, score in best.items() if score + (scores[n] > 1) >= _ACCEPTED]
    counts: dict[str, int] = {}
    strong = {shorts[n] for n in accepted if not n.endswith("股份")}
    found = [
        Company(name, _short(text, name, shorts[name], counts))
        for name in accepted
        if not (name.endswith("股份") and shorts[name] in strong)
    ]
    found += _announced(text, {c.name for c in found}, counts)
    known = {form for c in found for form in (c.name, c.short)}
    found += [Company(name) for name in sorted(set(bare.find(text, known)))]
    return _joined(found)


def _joined(found: Sequence[Company]) -> tuple[Company, ...]:
    """Return each organisation once: 旭桥 is 旭桥智慧, but 拓岩大 is no other name of 拓岩."""
    names = {c.name for c in found}
    shorts: dict[str, str] = {}
    dropped: set[str] = set()
    for name in names:
        for n in range(2, len(name)):
            if name[:n] in names:
                if _suffix().fullmatch(name[n:]) and not _is_whole(name[:n]):
                    shorts[name] = name[:n]
                    dropped.add(name[:n])
                else:
                    dropped.add(name)
    kept = [c for c in found if c.name not in dropped]
    return tuple(c._replace(short=shorts.get(c.name, c.short)) for c in kept)


def _suffixed(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield (name, brand, score) for everything that ends like an organisation."""
    for match in _suffix().finditer(text):
        start = _brand_start(text, match.start())
        if start is None:
            continue
        name, brand = text[start : match.end()], text[start : match.start()]
        if name in _words("common") or brand in _words("descriptor") or brand[0] in _NUMERALS:
            continue
        yield name, brand, _score(text, start, match)


def _score(text: str, start: int, suffix: re.Match[str]) -> int:
    brand, end = text[start : suffix.start()], suffix.end()
    odd = _oddness(brand)
    if suffix.group() in _words("weak suffix") and odd < (
        0 if chinese.posts().match(text, suffix.end()) else 1
    ):
        return -9
    score = odd + (2 if suffix.group() in _words("suffix") else 1)
    score += 2 * bool(_noun_before().search(text, max(start - 8, 0), start))
    score += text[start - 1 : start] in _OPENERS and text[end : end + 1] in _CLOSERS
    after = _after().match(text, end)
    score += 2 if after and chinese.posts().match(text, end) else bool(after)
    tail = _tail().match(text, end)
    if tail and not after:
        score -= 3
    return score


def _oddness(brand: str) -> int:
    """Return how little the brand looks like common words: 2 not at all, -2 very much."""
    if brand in _words("not brand"):
        return -9
    most = max(
        [sentences.frequency(brand)]
        + [sentences.frequency(brand[i : i + 2]) for i in range(0, len(brand) - 1, 2)]
    )
    if len(brand) == 3:
        most = max(most, sentences.frequency(brand[1:]))
    if most == 0:
        return 2
    return 1 if most < _COMMON else -2 if most > 10 * _COMMON else 0


def _brand_start(text: str, end: int) -> int | None:
    """Return where the brand before a suffix begins: two to four characters back, or None."""
    for size in (2, 3, 4):
        brand = text[end - size : end] if end >= size else ""
        if not brand or not _HAN.fullmatch(brand) or brand[0] in _BREAKS:
            return None
        if not _words("brand stop").isdisjoint(brand):
            return None
        if _opens(text, end - size):
            return end - size
    return None


def _opens(text: str, start: int) -> bool:
    """Return whether a name may begin at `start`, by what stands before it."""
    if start == 0 or not _HAN.match(text[start - 1]) or text[start - 1] in _BREAKS:
        return True
    if _before().search(text, max(start - 8, 0), start):
        return True
    brand = text[start : start + 2]
    if text[start - 1] in "厂商股" and not any(
        sentences.frequency(w) for w in (brand, text[start - 1 : start + 1])
    ):
        return True
    if sentences.frequency(text[start - 1 : start + 1]) >= _COMMON:
        return False
    return any(
        sentences.frequency(text[start - n : start]) >= _COMMON for n in (2, 3) if start >= n
    )


def _short(text: str, name: str, brand: str, counts: dict[str, int]) -> str:
    """Return the brand where it stands alone for the whole name somewhere, else ""."""
    if len(brand) < 2 or sentences.frequency(brand) >= 4 * _COMMON:
        return ""
    alone = chinese.count(text, brand, counts) > chinese.count(text, name, counts)
    return brand if alone else ""


def _announced(text: str, known: set[str], counts: dict[str, int]) -> Iterator[Company]:
    """Yield names without such an end: after "公司" and before a stop, or a brand in 云 or AI."""
    before = "\n".join(known)
    for match in _announcements().finditer(text):
        name = match.group(1) or match.group(2)
        if name[0] in _BREAKS or name[-1] in _PLACES or name in known:
            continue
        if not _words("brand stop").isdisjoint(name) or chinese.posts().match(name):
            continue
        if name in before or any(name[:n] in known for n in range(2, len(name))):
            continue
        if sentences.frequency(name) < _COMMON and chinese.count(text, name, counts) > 1:
            known.add(name)
            yield Company(name)
    yield from _led(text, known)
    yield from _offices(text, known)
    for match in re.finditer(
        rf"(?=([{chinese.HAN}]{{2}}(?:云| ?AI)(?![{chinese.HAN}]?端|[A-Za-z])))", text
    ):
        name = match.group(1)
        brand = name[:2]
        led = chinese.posts().match(text, match.end(1)) is not None
        if name in known or chinese.count(text, name, counts) < 2:
            continue
        if sentences.frequency(brand) > _COMMON * led:
            continue
        if not _words("brand stop").isdisjoint(brand):
            continue
        if _opens(text, match.start()) and not any(c in _BREAKS for c in brand):
            known.add(name)
            yield Company(name, _short(text, name, brand, counts))


@cache
def _leads() -> re.Pattern[str]:
    post = words.pattern(_words("leading post"))
    return re.compile(
        rf"(?:^|[，。；：！？、“”「」\s])(?:原|前|时任)?[“「]?([{chinese.HAN}]{{2,5}}?)[”」]?"
        rf"{post}(?:兼{post})?(?=[“ ]?[{chinese.HAN}])",
        re.MULTILINE,
    )


def _led(text: str, known: set[str]) -> Iterator[Company]:
    """Yield bare names at the beginning of a clause before a leading post and a person."""
    for match in _leads().finditer(text):
        name = match.group(1)
        if name in known or not _words("brand stop").isdisjoint(name) or name[0] in _BREAKS:
            continue
        pairs = [name[i : i + 2] for i in range(len(name) - 1)]
        if any(sentences.frequency(p) for p in (name, *pairs)) or chinese.posts().search(name):
            continue
        if chinese.name_end(text, match.end()) is not None:
            known.add(name)
            yield Company(name)


@cache
def _office() -> re.Pattern[str]:
    post = words.pattern(_words("office head"))
    says = words.pattern(words.speech_verbs("zh"))
    return re.compile(
        rf"(?:^|[，。；：！？、“”「」\s])"
        rf"(国家[{chinese.HAN}]{{2,8}}?(?:中心|局|委员会|实验室|研究院|基金)|[{chinese.HAN}]{{3,8}}?(?:署|局|厅|管委会))"
        rf"(?={post}|则?{says})",
        re.MULTILINE,
    )


def _offices(text: str, known: set[str]) -> Iterator[Company]:
    """Yield public offices at the beginning of a clause: 创新科技署回覆, 国家数据局局长."""
    for match in _office().finditer(text):
        name = match.group(1)
        if name not in known and _words("brand stop").isdisjoint(name[:-1]):
            known.add(name)
            yield Company(name)


@cache
def _announcements() -> re.Pattern[str]:
    nouns = words.pattern(_words("announcing noun"))
    after = words.pattern(_words("strong after"))
    return re.compile(
        rf"{nouns}(?:[“「『]([{chinese.HAN}]{{2,5}})[”」』]"
        rf"|([{chinese.HAN}]{{2,4}}?)(?=[，。、；：！？（）\n]|{after}))"
    )
