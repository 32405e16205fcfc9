"""Chinese personal names by rule: a surname, one or two characters, and evidence around them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons, sentences
from analysis.names import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_IS_HAN = re.compile(f"[{HAN}]")
_GAP = r"(?:(?:在|对|向|于|接受|通过|就)[^，。；：！？,“”「」\n]{1,16}?)?"
_COMMON = 30
_COUNTED = 2000
_PARTICLES = frozenset("以为因与向多经常任自由并可能应须未不本媒记公外")
_MIDDLE = frozenset("又其而且由与及也只因")
_ADVERBIAL = frozenset("先双带均曾已将也称")
_ELDERS = frozenset("老哥姐叔伯爷")
_PREPOSED = frozenset("本媒记公外")


class Person(NamedTuple):
    """A name found by rule, where it stood, and another written form of it ("" if none)."""

    name: str
    start: int
    alias: str = ""


@cache
def surnames() -> Mapping[str, str]:
    """Return the surnames with their reading in Pinyin."""
    return {row["surname"]: row["pinyin"] for row in lexicons.table("chinese_surnames")}


@cache
def _doubtful() -> frozenset[str]:
    return words.listed("chinese_surnames", "surname", doubtful="rare")


@cache
def _stops() -> frozenset[str]:
    return words.listed("chinese_name_edges", kind="stop")


@cache
def _follow() -> re.Pattern[str]:
    listed = words.listed("chinese_name_edges", kind="follow")
    verbs = words.listed("chinese_name_edges", kind="verb") | words.speech_verbs("zh")
    posts = words.listed("posts", language="zh", kind="title") - {"董", "导", "工", "某", "氏"}
    return re.compile(words.pattern(listed | verbs | posts))


@cache
def posts() -> re.Pattern[str]:
    """Return the pattern of a post in Chinese."""
    return re.compile(words.pattern(words.listed("posts", language="zh", kind="post")))


@cache
def says() -> re.Pattern[str]:
    """Return the pattern of what shows that the words before it were a name."""
    verbs = words.pattern(
        words.speech_verbs("zh") | words.listed("chinese_name_edges", kind="verb")
    )
    adverbs = words.pattern(words.listed("chinese_name_edges", kind="adverb"))
    titles = words.pattern(words.listed("chinese_name_edges", kind="title"))
    post = posts().pattern
    return re.compile(
        rf"(?:{adverbs}){{0,2}}{_GAP}{verbs}|{titles}"
        rf"|(?:，|是|，是)[^，。；：！？“”「」\n]{{0,18}}?{post}(?=[，。、])"
        rf"|（[^（）\n]{{0,18}}?{post}）"
        rf"|（[^（）\n]{{1,24}}）[^，。；：！？“”（）\n]{{0,8}}?{verbs}"
    )


@cache
def _openings() -> re.Pattern[str]:
    """Return the pattern of the places where a name may stand without a post before it."""
    lead = words.pattern(words.listed("chinese_name_edges", kind="lead"))
    first = "".join(sorted({s[0] for s in surnames()}))
    return re.compile(
        rf"(?:^|(?<=[，。；：！？、“”「」『』（）()‘’\"\s])|{lead})(?=[{first}])", re.M
    )


def name_end(text: str, start: int) -> int | None:
    """Return where the personal name that begins at `start` ends, or None.

    One or two given characters are chosen by what follows: a hard edge, a known follower or a
    word of the dictionary, and by how often either reading stands in the text.

    >>> name_end("沈砚秋在内部信里写道", 0), name_end("陆昀已于上月离职", 0)
    (3, 2)
    >>> name_end("高端芯片", 0) is None
    True
    """
    size = 2 if text[start : start + 2] in surnames() else 1
    surname = text[start : start + size]
    if surname not in surnames():
        return None
    if size == 2 and _opens_word(text, start + 2):
        return start + 2
    short = _edge(text, start, start + size + 1)
    long = _edge(text, start, start + size + 2)
    if long and short and long < 3 and text[start + size + 1] in _ADVERBIAL:
        long = 0
    if long and short and _prefers_short(text, start, start + size + 1, long):
        long = 0
    end = start + size + (2 if long >= max(short, 1) else 1)
    if not (long or short) or _is_common(text, start, end, size):
        return None
    if text[start + size : end] in _titles() | _ELDERS or text[end : end + 1] == "·":
        return None
    return end


def count(text: str, name: str, counts: dict[str, int]) -> int:
    """Return how often `name` stands in `text`; 1 where `counts` holds very many names already."""
    if name not in counts and len(counts) < _COUNTED:
        counts[name] = text.count(name)
    return counts.get(name, 1)


@cache
def _titles() -> frozenset[str]:
    return words.listed("posts", language="zh", kind="title")


def _prefers_short(text: str, start: int, end: int, long: int) -> bool:
    """Return whether the character at `end` opens a word rather than closes the name."""
    whole = text.count(text[start : end + 1])
    if text.count(text[start:end]) > whole:
        return True
    if whole > 1 and long > 1:
        return False
    if long > 1 and says().match(text, end + 1) and not says().match(text, end):
        return False
    if _opens_word(text, end):
        return True
    if any(sentences.frequency(text[end : end + n]) for n in (3, 4)):
        return True
    return sentences.frequency(text[end : end + 2]) >= _COMMON and long < 2


def _opens_word(text: str, start: int) -> bool:
    """Return whether a word of two characters or more that follows names begins at `start`."""
    opened = _follow().match(text, start)
    return opened is not None and opened.end() - start > 1


def _edge(text: str, start: int, end: int) -> int:
    """Return how sure a name can end at `end`: 3 punctuation, 2 known word, 1 any word, 0 not."""
    given = text[start + 1 : end]
    if len(given) == 2 and given[0] in _MIDDLE and not sentences.frequency(given):
        given = given[1]
    if end > len(text) or any(c in _stops() or not _IS_HAN.match(c) for c in given):
        return 0
    if end == len(text) or not _IS_HAN.match(text[end]):
        return 3
    if _follow().match(text, end) or posts().match(text, end):
        return 2
    known = max(sentences.frequency(text[end : end + n]) for n in (2, 3, 4))
    if known >= _COMMON or (known and text.count(text[start:end]) > 1):
        return 1
    crossed = sentences.frequency(text[end - 1 : end + 1]) or sentences.frequency(text[start:end])
    sure = end - start == 3 and text[start] not in _doubtful() and not crossed
    return int(sure and _post_before().search(text, max(start - 8, 0), start) is not None)


@cache
def _post_before() -> re.Pattern[str]:
    return re.compile(rf"{posts().pattern} ?\Z")


def may_end(text: str, start: int, end: int) -> bool:
    """Return whether a known name of two characters ends here and is no part of a longer one."""
    return _edge(text, start, end) > 0 or name_end(text, start) == end


def _is_common(text: str, start: int, end: int, size: int) -> bool:
    """Return whether the characters are rather a common word or its beginning."""
    name, surname = text[start:end], text[start : start + size]
    if posts().match(text, start):
        return True
    doubtful = surname in _doubtful()
    after_post = _post_before().search(text, max(start - 8, 0), start) is not None
    particle = name[1] in (_PARTICLES if len(name) == 2 else _PREPOSED)
    if doubtful and (particle or name.endswith("云")):
        return True
    limit = 1 if doubtful and len(name) == 2 else 200 if after_post else _COMMON
    if sentences.frequency(name) >= limit and size == 1:
        return True
    pair = text[start : start + 2]
    limit = 16 * _COMMON if after_post else _COMMON if doubtful else 4 * _COMMON
    if size == 1 and len(name) > 2 and sentences.frequency(pair) >= limit:
        return True
    if size == 1 and sentences.frequency(text[start : start + 3]) >= 4 * _COMMON:
        return True
    if doubtful:
        rest = text[start + size : start + size + 2]
        return sentences.frequency(rest) >= 10 * _COMMON
    return False


def people(
    text: str, taken: Collection[int], anchors: Iterable[tuple[int, int]]
) -> Iterator[Person]:
    """Yield the personal names that the text gives evidence for, in no order, with repeats.

    `taken` are the positions where a known name begins, `anchors` the stretches
    of the names of organisations.
    """
    found: dict[int, int] = {}
    for start in _after_posts(text):
        if text[start : start + 1] == "的":
            _add(text, start + 1, found, says())
        else:
            _add(text, start, found)
    for match in _openings().finditer(text):
        _add(text, match.end(), found, says())
    for begin, anchor in anchors:
        start = anchor + (text[anchor : anchor + 1] == "的")
        _add(text, start, found, says())
        if start > anchor and _poached().search(text, max(begin - 6, 0), begin):
            _add(text, start, found)
    for start, end in _before_titles(text):
        found.setdefault(start, end)
    for start, end in _labels(text):
        found.setdefault(start, end)
    yield from (Person(text[a:b], a) for a, b in found.items() if a not in taken)
    for start, end in list(found.items()):
        yield from (Person(text[a:b], a) for a, b in _listed(text, start, end))
    for person in foreign(text):
        yield person
        end = person.start + len(person.name)
        yield from (Person(text[a:b], a) for a, b in _listed(text, person.start, end))


def _before_titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield the names of three characters right before a courtesy title: 邬敬棠老先生."""
    for match in _courtesy().finditer(text):
        end = match.start()
        start = end - 3
        if start < 0 or text[start] in _doubtful() or name_end(text, start) != end:
            continue
        if not start or not _IS_HAN.match(text[start - 1]) or text[start - 1] in "的和与及对向":
            yield start, end


@cache
def _courtesy() -> re.Pattern[str]:
    return re.compile(words.pattern(words.listed("chinese_name_edges", kind="title")))


@cache
def _poached() -> re.Pattern[str]:
    """Return the pattern of what shows that a person of an organisation comes next."""
    return re.compile(rf"{words.pattern(words.listed('chinese_name_edges', kind='poach'))}\Z")


def _after_posts(text: str) -> Iterator[int]:
    for match in posts().finditer(text):
        end = match.end()
        yield end + (text[end : end + 1] in (" ", "“", "：") and text[end + 1 : end + 2] != " ")


def _foreign_end(text: str, start: int) -> int | None:
    """Return the end of a foreign name without a dot: four characters or more after a post."""
    match = _foreign_run().match(text, start)
    if match is None:
        return None
    for end in range(match.end(), start + 3, -1):
        if end == len(text) or not _IS_HAN.match(text[end]) or _follow().match(text, end):
            return end
    return None


@cache
def _foreign_run() -> re.Pattern[str]:
    characters = "".join(sorted(words.listed("transliteration_characters", "character")))
    return re.compile(rf"[{characters}]{{4,6}}")


def _add(
    text: str, start: int, found: dict[int, int], shown: re.Pattern[str] | None = None
) -> None:
    """Add the name at `start`, where one stands there and what follows it shows that."""
    end = (_foreign_end(text, start) if shown is None else None) or name_end(text, start)
    if end is None:
        return
    if shown and text[start] in _doubtful() and end - start < 3:
        return
    if shown is None or shown.match(text, end):
        found[start] = end


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names that stand in one list with the name before them."""
    for _ in range(6):
        if text[end : end + 1] not in tuple("、和与及"):
            return
        start = end + 1
        after = name_end(text, start)
        if after is None or (text[start] in _doubtful() and after - start < 3):
            return
        end = after
        yield start, end


_LABEL = re.compile(rf"^([{HAN}]{{2,4}})(?:（[^（）\n]{{1,20}}）)?[：:]", re.M)


def _labels(text: str) -> Iterator[tuple[int, int]]:
    """Yield the speaker labels of an interview: a name before a colon, twice or more."""
    for match in _LABEL.finditer(text):
        name = match.group(1)
        if name_end(text, match.start()) == match.end(1) and text.count(f"\n{name}") > 1:
            yield match.span(1)


@cache
def _foreign() -> re.Pattern[str]:
    characters = "".join(sorted(words.listed("transliteration_characters", "character")))
    part = f"[{characters}]"
    return re.compile(rf"{part}{{1,6}}(?:·(?:{part}{{1,7}}|[A-Z]\.?)){{1,3}}")


def foreign(text: str) -> Iterator[Person]:
    """Yield foreign names in Chinese: with a dot inside, or with the Latin name in brackets.

    >>> [p.name for p in foreign("创始人达娜·惠特洛克在博客中说")]
    ['达娜·惠特洛克']
    """
    for match in _foreign().finditer(text):
        start, end = match.start(), _cut(text, match.start(), match.end())
        if _noun_ends(text, start + 1) and text[start + 1] != "·":
            start += 1
        yield Person(text[start:end], start)
    for match in _glossed().finditer(text):
        yield Person(match.group(1), match.start(1), match.group(2))


def _noun_ends(text: str, end: int) -> bool:
    """Return whether a noun that stands before names ends at `end`, as in 公司|安德森."""
    nouns = words.listed("organisation_words", language="zh", kind="noun")
    return any(text[end - n : end] in nouns for n in (2, 3, 4) if end >= n)


def _cut(text: str, start: int, end: int) -> int:
    """Return the end of a foreign name without the verb that was taken for its end."""
    last = text.rfind("·", start, end)
    for i in range(last + 2, end):
        follows = _follow().match(text, i)
        if follows and follows.end() >= end and follows.end() - i > 1:
            return i
        if any(sentences.frequency(text[i : end + n]) >= _COMMON for n in (1, 2, 3)):
            return i
    return end


@cache
def _glossed() -> re.Pattern[str]:
    characters = "".join(sorted(words.listed("transliteration_characters", "character")))
    return re.compile(
        rf"{posts().pattern}([{characters}]{{2,6}})"
        r"[（(]([A-Z][\w.'\-]{0,20}(?: [A-Z][\w.'\-]{0,20}){1,3})[）)]"
    )
