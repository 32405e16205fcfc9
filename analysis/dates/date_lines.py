"""Finds the line of a page that says when it was published."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons
from analysis.dates.expressions import alternatives, vocabulary
from analysis.dates.stamps import Stamp, stamps, weekdays
from analysis.records import Article, Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

_LABELLED, _DATELINE, _PLAIN, _UPDATED = 4, 3, 2, 1
_LEGAL_LINES = 2
_HEAD_LINES, _HEAD_PROSE, _FOOT_LINES, _DIARY_LINES = 80, 3, 6, 400
_LINE_LIMIT, _REST_LIMIT, _LONE_REST, _SHORT_LINE = 160, 70, 4, 40
_WORDS_IN_SENTENCE, _WORDS_IN_CREDIT, _HAN_IN_CREDIT = 3, 5, 14
_LINE = re.compile(r"[^\n]+")
_ANY = re.compile(r"[0-9]|年|月")
_CLOCK = re.compile(
    r"(?<![0-9])[0-9]{1,2}[:：.][0-9]{2}(?:[:：][0-9]{2})?(?: ?[AaPp]\.?[Mm]\b\.?)?(?![0-9])"
    r"|\b[0-9]{1,2} ?[ap]\.?m\b\.?"
)
_HEADING_MARKS = re.compile(r"^[0-9]+ ?[条则个篇]?|[0-9,()（）:：>»›→【】\[\]▼■◆#*|]+")
_LUNAR = re.compile(
    r"(?:农历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[闰正冬腊一二三四五六七八九十月初廿]{2,8}"
)
_MARKS = re.compile(r"[|｜·•∙‧・—–丨▸>/\\]|\s-\s|\s{2,}|[,，;；]\s?")
_SENTENCE = re.compile(r"[。！？]|[a-z]{2}[.!?][”\"’)]?(?:\s|$)|[!?]$")
_WIRE_END = re.compile(
    r"\s?(?:[（(](?:周|星期)?[一二三四五六日天][）)])?\s?(?:[\u4e00-\u9fff]{0,6}[电讯][〕）)】]"
    r"|电(?![子力视影商])|讯(?!飞)|(?P<agency>[上下中]?[午早晚]?[间前上]?消息"
    r"|\([A-Z][A-Za-z ./]{1,30}\)\s{0,2}(?:--?|[–—]))|/PRNewswire|\s?--|\s?[-–—] )"
)
_BRACKETED = re.compile(r"^\s{0,4}[【〖][^】〗\n]{1,80}[】〗]")
_AT_CLOCK = re.compile(
    r"^,? {0,2}(?:at )?"
    r"(?:[0-9]{1,2}[:.][0-9]{2}(?: ?[AaPp]\.?[Mm]\b\.?)?|[0-9]{1,2} ?[AaPp]\.?[Mm]\b\.?)"
    r"(?: ?\(?[A-Z]{2,5}\)?)?(?= ?[-–—/])"
)
_WIRE_START = re.compile(r"[A-Z]{3}|[（(【〔\[社台报网家讯]|^\s*本|北京时间|当地时间|^\s*$")
_NAMES = r"(?:[@A-Z][\w.’'-]*,? ?){1,4}"
_SIGNED = re.compile(
    r"^(?i:by|edited by|editor|reporting by|writing by)\b|编辑|责编|记者|来源|作者|撰文|供稿"
)
_THIS_ARTICLE = re.compile(
    r"(?i:\b(?:this|article|story|post|piece|essay|interview|column|chapter|report)\b)|[本原此]文"
    r"|文章"
)
_CITED = re.compile(r"^\s*据|报[道导]|消息")


class DateLine(NamedTuple):
    """A day on a line of its own, or at the head of a wire report, at `range` of the working text.

    `rank` says how sure it is the day of publication: labelled so, a dateline, plain, of an update.
    `weekdays` are those that the line names, `is_head` says that it stands above the text.
    """

    rank: int
    range: Range
    stamp: Stamp
    weekdays: frozenset[int]
    is_head: bool


class _Line(NamedTuple):
    range: Range
    text: str


def date_lines(article: Article, order: str) -> list[DateLine]:
    """Return the lines that may say when the article was published, in their order."""
    lines = [
        _Line(Range(match.start(), match.end()), match[0][:_LINE_LIMIT])
        for match in _LINE.finditer(article.text)
        if not match[0].isspace()
    ]
    diary = _is_diary(lines, order)
    found: list[DateLine] = []
    prose = index = 0
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if prose >= _HEAD_PROSE or (prose and is_heading_of_others(line.text)):
            break
        if _is_prose(line.text):
            prose += 1
            found.extend(_dateline(line, order))
        elif not (diary and _is_lone(line.text, order)) and not _is_event(lines, index):
            label = lines[index - 1].text if index else ""
            found.extend(_on_line(line, order, label=label, is_head=prose == 0))
    else:
        index += 1
    if not diary:
        found.extend(_at_foot(lines[index:], order))
    return found


def is_heading_of_others(text: str) -> bool:
    """Return whether a line is the heading of other articles or of readers' comments.

    >>> is_heading_of_others("Related stories:"), is_heading_of_others("4 则留言")
    (True, True)
    """
    return _HEADING_MARKS.sub("", text[:_LINE_LIMIT]).strip().lower() in _others()


def is_of_another_day(text: str) -> bool:
    """Return whether words on a line say that its day is that of a photograph, event or ranking.

    >>> is_of_another_day("Rankings (as of Nov. 3, 2025)")
    True
    """
    return bool(_any_of("elsewhere").search(text))


@cache
def _others() -> frozenset[str]:
    return frozenset(word.lower() for word in _terms("others"))


@cache
def _terms(kind: str) -> tuple[str, ...]:
    return tuple(
        word
        for row in lexicons.table("date_lines")
        if row["kind"] == kind
        for word in lexicons.several(row["words"])
    )


@cache
def _labels_of(kind: str) -> str:
    words = {**vocabulary(kind, "zh"), **vocabulary(kind, "en")}
    return alternatives({**words, **dict.fromkeys(_terms(kind), 1)})


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    """Return a pattern for the words of a kind; English ones are whole words."""
    words = _terms(kind)
    english = alternatives(dict.fromkeys((w for w in words if w.isascii()), 1))
    chinese = alternatives(dict.fromkeys((w for w in words if not w.isascii()), 1))
    return re.compile(rf"(?<![A-Za-z])(?i:{english})(?![A-Za-z])|{chinese}")


@cache
def _label() -> re.Pattern[str]:
    updated, published = _labels_of("updated"), _labels_of("published")
    return re.compile(
        rf"(?<![A-Za-z])(?:(?P<updated>{updated})|(?P<published>{published}))"
        rf"(?: on| at)?[\s:：|,，]{{0,4}}$",
        re.IGNORECASE,
    )


def page_stamps(article: Article) -> Iterator[Stamp]:
    """Yield the days on the short lines of a page: its date lines and those of other articles."""
    lines = (match[0] for match in _LINE.finditer(article.text))
    for text in islice((text for text in lines if len(text) < _LINE_LIMIT), _DIARY_LINES):
        yield from stamps(text) if _ANY.search(text) else ()


# --- one line -------------------------------------------------------------------------------------


def _on_line(line: _Line, order: str, *, label: str = "", is_head: bool) -> Iterator[DateLine]:
    """Yield the days of a line that holds little but days, times of day and credits.

    `label` is the line above, which may be a label of the day and nothing else.
    """
    if not _ANY.search(line.text):
        return
    told = stamps(line.text, order)
    first, end = told[0].range if told else (0, 0)
    plain = _is_plain(line.text, told) or _is_wire(line.text[:first], line.text[end:])
    on = frozenset(weekdays(line.text))
    done = 0
    for stamp in told:
        before = line.text[done : stamp.range.start]
        named = _label().search(_without_weekdays(before)) or (
            _label().fullmatch(label.strip()) if not before.strip() else None
        )
        done = stamp.range.end
        if is_of_another_day(_segment(line.text, stamp.range)) or not (named or plain):
            continue
        rank = _PLAIN if named is None else _UPDATED if named["updated"] else _LABELLED
        yield DateLine(rank, _place(line, stamp.range), stamp, on, is_head)


def _place(line: _Line, inner: Range) -> Range:
    return Range(line.range.start + inner.start, line.range.start + inner.end)


def _without_weekdays(text: str) -> str:
    text = _weekday_words().sub("", _CLOCK.sub("", text))
    return _any_of("zone").sub("", text).rstrip(" ,，")


@cache
def _weekday_words() -> re.Pattern[str]:
    words = {**vocabulary("weekday", "en"), **vocabulary("weekday_short", "en")}
    return re.compile(
        rf"\b(?i:{alternatives(words)})(?![A-Za-z])|(?:周|星期|礼拜)[一二三四五六日天]"
    )


def _segment(text: str, place: Range) -> str:
    """Return what stands between the same marks as a day."""
    before = re.split(r"[|｜·•∙‧・;；]", text[: place.start])[-1]
    after = re.split(r"[|｜·•∙‧・;；]", text[place.end :])[0]
    return f"{before} {after}"


def _is_plain(text: str, told: Sequence[Stamp]) -> bool:
    """Return whether the rest of a line with days is nothing, a place, or short credits."""
    if len(text) >= _LINE_LIMIT or not told:
        return False
    rest = _rest(text, told)
    words = _any_of("zone").sub("", _weekday_words().sub("", rest)).strip(" ,.()（）[]|·")
    if _SENTENCE.search(_any_of("credit").sub("", rest)) or len(words) > _REST_LIMIT:
        return False
    if len(words) <= _LONE_REST or re.fullmatch(_NAMES, words):
        return True
    if any(_is_long(part) for part in _MARKS.split(words)):
        return False
    marks = _MARKS.search(re.sub(r"\s+", " ", rest)) or "  " in text.strip()
    signs = (_CLOCK.search(text), _any_of("credit").search(words), marks)
    return any(signs) or words != rest.strip(" ,.()（）[]|·")


def _rest(text: str, told: Sequence[Stamp]) -> str:
    """Return a line without its days and times of day."""
    parts = []
    done = 0
    for stamp in told:
        parts.append(text[done : stamp.range.start])
        done = stamp.range.end
    return _LUNAR.sub("", _CLOCK.sub(" ", " ".join((*parts, text[done:])))).strip()


def _is_long(part: str) -> bool:
    han = sum("一" <= c <= "龥" for c in part)
    return han > _HAN_IN_CREDIT or len(part.split()) > _WORDS_IN_CREDIT


def _is_prose(text: str) -> bool:
    """Return whether a line holds a sentence."""
    if len(text) >= _LINE_LIMIT or "。" in text:
        return True
    if not re.search(r"[。！？!?]|\.(?:[”\"’)]|\s|$)", text):
        return False
    rest = _rest(text, stamps(text)) if _ANY.search(text) else text
    rest = _any_of("credit").sub("", _any_of("zone").sub("", rest))
    lower = len(re.findall(r"\b[a-z]{2,}", rest))
    least = _WORDS_IN_SENTENCE if text.rstrip().endswith(".") else _WORDS_IN_CREDIT
    return bool(_SENTENCE.search(rest)) or lower >= least


def _dateline(line: _Line, order: str) -> Iterator[DateLine]:
    """Yield the day at the head of a wire report (11月20日电) or told of "this article"."""
    told = stamps(line.text, order) if _ANY.search(line.text) else []
    for stamp in told[:1]:
        before, after = line.text[: stamp.range.start], line.text[stamp.range.end :]
        label = _label().search(_without_weekdays(before))
        if label and _THIS_ARTICLE.search(before):
            rank = _UPDATED if label["updated"] else _LABELLED
        elif _is_wire(before, after):
            rank = _DATELINE
        else:
            continue
        on = frozenset(weekdays(line.text))
        yield DateLine(rank, _place(line, stamp.range), stamp, on, is_head=False)


def _is_wire(before: str, after: str) -> bool:
    before = _BRACKETED.sub("", before)
    after = _AT_CLOCK.sub("", after)
    if not re.fullmatch(r"[^。，!?！？]{0,60},?\s*", before) or _CITED.search(before):
        return False
    wire = _WIRE_END.match(after)
    return bool(wire and (wire["agency"] or _WIRE_START.search(_without_weekdays(before))))


# --- many lines -----------------------------------------------------------------------------------


def _is_lone(text: str, order: str) -> bool:
    """Return whether a line is a day and hardly anything else."""
    if len(text) > _SHORT_LINE or not _ANY.search(text):
        return False
    told = stamps(text, order)
    rest = _weekday_words().sub("", _rest(text, told)).strip(" ,()（）")
    return len(told) == 1 and len(rest) <= _LONE_REST and not _CLOCK.search(text)


def _is_diary(lines: Sequence[_Line], order: str) -> bool:
    """Return whether two days or more are headings of what happened on them."""
    dated = [
        line.text
        for line, after in zip(lines[:_DIARY_LINES], lines[1:], strict=False)
        if _is_lone(line.text, order) and _is_prose(after.text)
    ]
    return len(set(dated)) > 1


def _is_event(lines: Sequence[_Line], index: int) -> bool:
    """Return whether the place of an event is told right behind its time."""
    return any(
        _any_of("venue").match(line.text.strip()) for line in lines[index + 1 : index + 3]
    ) and not _is_prose(lines[index].text)


def _at_foot(lines: Sequence[_Line], order: str) -> Iterator[DateLine]:
    """Yield the days right behind the text; a plain one only if it is the only one."""
    end = next((i for i, line in enumerate(lines) if is_heading_of_others(line.text)), len(lines))
    proses = (i for i in range(end - 1, -1, -1) if _is_prose(lines[i].text))
    last = next(proses, -1)
    above = next(proses, -1)
    if above < last - 1 and end - last <= _LEGAL_LINES:
        alone = [line for line in lines[above + 1 : last] if _is_lone(line.text, order)]
        found_above = [told for line in alone for told in _on_line(line, order, is_head=False)]
        if len(found_above) == 1 and last - above <= _FOOT_LINES:
            yield from found_above
    found = [
        (line, told)
        for line in lines[last + 1 : min(end, last + 1 + _FOOT_LINES)]
        for told in _on_line(line, order, is_head=False)
    ]
    plain = [told for _, told in found if told.rank == _PLAIN]
    for line, told in found:
        if told.rank != _PLAIN or (len(plain) == 1 and _is_signature(line.text, told.stamp)):
            yield told


def _is_signature(text: str, stamp: Stamp) -> bool:
    """Return whether a line is a day with a place, a name or an editor, no title."""
    rest = _weekday_words().sub("", _rest(text, [stamp])).strip(" ,()（）[]/|·")
    if len(rest) <= _LONE_REST or re.fullmatch(_NAMES, rest):
        return True
    return _SIGNED.search(rest) is not None


def choose(
    found: Sequence[DateLine], near: date | None, within: tuple[date, date] | None
) -> DateLine | None:
    """Return the line that tells the day of publication with its year, if one does.

    `near` is the day of the address: a line without a label must tell it, too. `within` are the
    first and last day that coarse metadata leave.
    """
    full = [told for told in found if told.stamp.days]
    labelled = [told for told in full if told.rank == _LABELLED]
    if labelled:
        return labelled[0]
    plain = [
        told for told in full if told.rank in (_PLAIN, _DATELINE) and _fits(told, near, within)
    ]
    wire = next((told for told in plain if told.rank == _DATELINE), None)
    above = [told for told in plain if told.rank == _PLAIN and told.is_head][-1:]
    rest = [told for told in plain if told.rank == _PLAIN and not told.is_head][:1]
    best = next(iter(above + rest), None)
    if wire and (best is None or _apart(wire, best) > _NEAR):
        return wire
    return best


_NEAR = 2


def _apart(one: DateLine, other: DateLine) -> int:
    return abs((one.stamp.days[0] - other.stamp.days[0]).days)


def _fits(told: DateLine, near: date | None, within: tuple[date, date] | None) -> bool:
    days = told.stamp.days
    if near is not None:
        return any(abs((day - near).days) <= _NEAR for day in days)
    return within is None or any(within[0] <= day <= within[1] for day in days)


def yearless(found: Sequence[DateLine]) -> list[DateLine]:
    """Return the lines that tell month and day only, the surest first."""
    return sorted((t for t in found if t.stamp.yearless), key=lambda told: -told.rank)


def updated(found: Sequence[DateLine]) -> DateLine | None:
    """Return the line that tells the day of an update."""
    return next((told for told in found if told.rank == _UPDATED and told.stamp.days), None)
