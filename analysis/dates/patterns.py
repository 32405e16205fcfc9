"""The forms of time expressions in English and Chinese, one alternation a language.

A form names the groups that `expressions.read` understands: `<year>` is a group, a 2 behind its
name puts it at the end of a range, `<lead>` holds words that announce a time and are no part of
it. Forms are tried in order at each place; the first that fits wins.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.dates.expressions import Time, alternatives, holidays, read, vocabulary
from analysis.records import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LAST_LATIN = "\u2fff"
_NUMERALS = "零〇○一二三四五六七八九"
_COUNTING = f"{_NUMERALS}十两几数半多"
_DAY = r"3[01]|[12][0-9]|0?[1-9]"
_MONTH = r"1[0-2]|0?[1-9]"
_OPENING_KINDS = (
    *("anaphor", "half", "quarter", "recent", "shift_day", "shift_month", "shift_quarter"),
    "shift_year",
)
_ENGLISH_OPENING_KINDS = (
    *("count", "month", "month_short", "part", "season", "shift", "shift_week", "weekday"),
    "weekday_short",
)
_ENGLISH_OPENINGS = "the these between from fiscal fy first last over at year"
_CHINESE_OPENINGS = {  # the first character and those that may follow it
    f"{_NUMERALS}十两几数半廿": f"{_NUMERALS}十两几数半百个年月季天日周星礼多 ",
    "上本这下": "上下周星礼个一（( 世",
    "今昨明去前": "年春夏秋冬后（( ",
    "周": "一二三四五六日天末",
    "年月岁": "初中底末内",
    "近最": f"近{_NUMERALS}十两几数半0123456789 ",
    "过未": "去来",
    "民星礼开好若": "国期拜年几干",
}
_COMMON = ("the", "a", "in", "of", "this", "that", "over", "at", "as", "these")
_WORD = re.compile(r"[A-Za-z]+")
_CAPITALIZED = ("month", "month_short", "weekday", "weekday_short")

_GROUPS = {
    "zh": {
        "year": rf"(?:19|20)[0-9]{{2}}|[一二][{_NUMERALS}]{{3}}",
        "short": r"[0-3][0-9]",
        "roc": rf"[1-9][0-9]{{1,2}}|[{_NUMERALS}十]{{1,4}}",
        "month": rf"{_MONTH}|十[一二]?|[一二三四五六七八九]",
        "day": rf"{_DAY}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
        r"|[一二三四五六七八九]",
        "count": r"[1-9][0-9]{0,2}|[一二三四五六七八九]?十[一二三四五六七八九]?"
        r"|[一二两三四五六七八九几数半]|若干|好几",
        "decade": r"[1-9]0|[一二三四五六七八九]十",
        "weekend": r"末",
        "lead": r"",
    },
    "en": {
        "year": r"(?:19[0-9]|20[0-5])[0-9]",
        "count": rf"[1-9][0-9]{{0,2}}|(?i:{alternatives(vocabulary('count', 'en'))})",
        "decade": r"(?:19|20)[0-9]0",
        "short": r"[0-9]{2}",
        "day": rf"(?:{_DAY})(?:st|nd|rd|th)?",
        "day_n": _DAY,
        "month_n": _MONTH,
        "weekend": r"weekend",
    },
}

_Y = (
    r"(?:(?:民国[ ]?<roc>|<year>)[ ]?(?:财政?)?年度?|[去今明前][ ]?[（(](?:<year>|<roc>)[)）][ ]?年"
    r"|(?P<roc>1[01][0-9])[ ]?年(?=度|[ ]?(?:1?[0-9][ ]?月|[上下]半年|第[一二三四1-4]季|[初底]))度?"
    r"|(?P<short>[0零][0-9零一二三四五六七八九])[ ]?年(?!代)"
    rf"|<short>[ ]?年(?=[ ]?(?:[0-9十{_NUMERALS}]{{1,2}}[ ]?月|[上下]半年|第?[一二三四]季|Q[1-4]"
    r"|[初底末])))"
)
_Y_ANY = rf"(?:{_Y}|<shift_year>)"
_M = r"<month>[ ]?月份?(?!之暗面|[饼球亮嫂龄薪租子老天路花])"
_ON_A = r"(?:[ ]?[（(，,]?(?:周|星期|礼拜)[一二三四五六日天][）)]?)?"
_TO = r"[ ]?[至到\-–—~～－][ ]?"
_START = r"(?<![0-9.])"

_CHINESE = (
    rf"{_START}<year>[-/.]<month>[-/.]<day>(?![0-9])",
    rf"{_START}<year>[-/](?P<month>1[0-2]|0[1-9])(?![-/.0-9])",
    rf"{_START}(?:{_Y_ANY}[ ，的]?)?{_M}[ ]?<day>[ ]?[日号](?![楼线院令]){_ON_A}"
    rf"(?:{_TO}(?:(?:<year2>|<short2>)年)?(?:<month2>[ ]?月)?<day2>[ ]?[日号])?",
    rf"{_START}(?:{_Y_ANY}[ ，的]?)?{_M}[ ]?<day>[ ]?[、和及][ ]?<day2>[ ]?[日号]",
    r"(?:(?P<is_direction_past>上)|(?P<is_direction_near>本))[ ]?[（(]<month>[)）][ ]?月<part>?",
    rf"<shift_month>[ ]?<day>[ ]?[日号](?:{_TO}<day2>[ ]?[日号])?",
    rf"{_START}(?:{_Y_ANY}[ ，的]?)?<month>[ ]?(?:月份?)?{_TO}(?:(?:<year2>[ ]?年|<shift_year2>)"
    r"[ ]?)?<month2>[ ]?月份?(?!之暗面)",
    rf"(?<![0-9.个每这那第])(?:{_Y_ANY}[ ，的]?)?{_M}<part>?",
    rf"(?P<anaphor>次年|翌年|隔年|第二年|同年)[ ]?{_M}(?:[ ]?<day>[ ]?[日号]|<part>)?",
    r"(?<!马)<shift_month><part>?(?!之暗面|[球亮饼薪租])",
    r"<shift_year>的?(?:(?P<is_day_99>最后一[天日])|(?P<is_day_1>第一[天日]))",
    r"(?:<year>年|<shift_year>)<holiday>(?:假期|长假)?(?:前后|期间|前夕|当天|当晚|刚过|夜|[之以]?[前后])?",
    rf"{_START}(?:{_Y_ANY}[ 的]?|<year>[ ]?(?=Q))(?:<half>|<quarter>|<season>(?![运节])|年?<part>)",
    r"(?<![0-9A-Za-z个每-])(?:<half>|<quarter>(?![《”」节假])|<shift_quarter>|(?P<is_season_spring>今春)"
    r"|(?P<is_season_summer>今夏)|(?P<is_season_autumn>今秋)|(?P<is_season_winter>今冬))",
    rf"(?<![每财学往当同0-9{_COUNTING}])(?:(?P<is_part_early>年初(?![一二三四五六七])|开年)|(?P<is_part_middle>年中(?![国的]))"
    r"|(?P<is_part_end>年底|年末|岁末))",
    r"(?<![每0-9个])(?:(?P<is_part_early>月初(?![一二三四五六七八九十]))|(?P<is_part_middle>月中旬?(?!国)(?<!岁月中)(?<!日月中))"
    r"|(?P<is_part_end>月底|月末)|月内)(?P<is_shift_month_0>)(?P<is_bare_1>)",
    rf"{_START}<year>[ ]?年?{_TO}(?:<year2>|<short2>)[ ]?年(?!代)",
    rf"{_START}<year>[ ]?年[与和及]<year2>[ ]?年之?间",
    r"(?<![0-9A-Za-z.])<short>(?P<quarter>Q[1-4])(?![0-9])",
    rf"(?<![0-9.{_COUNTING}])(?:{_Y}(?![代级龄])|(?<![载产期任续备以之岁近未后将原从历向])<shift_year>(?![龄级纪]))",
    r"(?:(?:20|二十|上)世纪|(?P<is_century_20>本世纪|21世纪)|(?P<is_century_18>19世纪))?<decade>年代",
    r"<shift_week>[ ]?(?:周|星期|礼拜)(?:<weekday>(?!年)|<weekend>|(?![期转边围刊密年岁]))",
    rf"(?<![{_COUNTING}每逢个0-9])(?:周|星期|礼拜)(?:<weekday>|<weekend>)(?![报刊记次年生星传])",
    r"<day_sign>[ ]?[（(]<day>[)）][ ]?[日天]?",
    r"(?<![当目之此以从到至])(?<!走到)(?<!前的)<shift_day>(?!的|之[星后]|年|后天|头条|资本|方舟)",
    r"(?<![0-9.第])<count>[ ]?多?<unit>多?(?:(?P<is_direction_ago>[之以]?前)"
    r"|(?P<is_direction_later>[之以]?后))(?![提景端])",
    r"(?:(?P<is_direction_past>过去的?|最近的?|近)|(?P<is_direction_next>未来的?|今后的?))[ ]?"
    r"<count>[ ]?多?<unit>(?![前后])",
    rf"(?<![附将接靠亲邻远今昨明当次工每0-9{_COUNTING}])<recent>",
    r"(?<!相)<anaphor>(?![本级龄]|之暗面)",
    r"(?:(?<=[，。；：、！？\s在从自到于至过今的“（(但而])|^)<holiday>(?:假期|长假)?(?:前后|期间|前夕|当天|当晚|刚过|夜|[之以]?[前后])",
    r"(?<![0-9.月第每近续满余时了共达用前])<day>日(?=[，,晚早上下中凌晨宣在对发披公电讯起举召正])",
)

_WEEKDAY = "(?:WEEKDAY)"
_PRE = r"(?:<part>(?: of)?[ -](?:the month of )?)?"
_DATE = rf"(?:{_WEEKDAY},? (?:the )?)?"
_NO_AMOUNT = r"(?![0-9%a-z]|[.,:][0-9]| (?:percent|per cent|[mb]illion|trillion))"
_PLAIN_DAY = r"(?<!very )(?<!ach )(?<!Black )(?<!Good )(?<!Cyber )(?<!Super )"
_SPAN = r"(?: ?[-–—] ?| to | through | until | and )"
_NO_DIGITS = r"(?![0-9]|[.,:/][0-9])"
_FREE = r"(?<![0-9.,:$€£¥/-])"
_STOP = r"(?=[.,;:)!?”\"’]|$| (?:and|to|when|as|but|in|on|for|with|after|before|the|it|was|is)\b)"


def _after(words: str) -> str:
    """Return a pattern for the place behind any of the words, of whatever length they are."""
    return "(?:" + "|".join(rf"(?<=\b(?i:{word}) )" for word in words.split("|")) + ")"


_PREPOSITION = "in|since|by|until|till|through|before|after|around|during|as of|throughout"
_BEFORE_MONTH = _after(
    "in|since|until|till|through|during|around|throughout|ending|ended|starting|beginning"
    "|as early as|as late as|the|its|their|our|this is"
)
_BEFORE_MONTH_OR_NAME = _after(
    "by|before|after|from|to|for|between|and|or|of|as of|his|her|my|your|whose|a|that"
)
_BEFORE_YEAR = _after(f"{_PREPOSITION}|year|calendar|as early as")
_BEFORE_LAST_YEAR = _after("of|from|to|for|than|and|or|versus|vs|end")
_BEFORE_QUARTER = _after("in|for|during|of|this|last|by|since|until|the")
_IN_THE = _after("in the|over the|during the|since the|until the")
_OWN = _after("the|its|their|our|his|her|a")

_ENGLISH = (
    rf"{_FREE}<year>[-/.]<month_n>[-/.]<day_n>(?![0-9])",
    rf"{_FREE}<year>-(?P<month_n>1[0-2]|0[1-9])(?![-0-9])",
    rf"{_DATE}<month> <day>{_NO_AMOUNT}(?:{_SPAN}(?:<month2> )?<day2>(?![0-9%a-z]|[.,][0-9]))?"
    rf"(?:,? (?:<year2>{_NO_DIGITS}|(?:of )?<shift_year2>))?",
    rf"{_FREE}{_DATE}<day>(?: of)? <month>(?:,? (?:<year>{_NO_DIGITS}|<shift_year>))?",
    rf"(?:<half>|<quarter>)(?: of| in|,)?(?: the)?(?: (?:fiscal|calendar)(?: year)?)? "
    rf"(?:<year>{_NO_DIGITS}|<shift_year>)",
    r"<year> (?:(?P<quarter>Q[1-4])|(?P<half>H[12]))(?![0-9])",
    rf"<season>(?: of| in|,)? (?:<year>{_NO_DIGITS}|<shift_year>)",
    r"<shift> <season>",
    rf"{_IN_THE}<season>(?! of\b)",
    rf"{_PRE}<month>(?: of|,)? (?:<year>{_NO_DIGITS}|<shift_year>)",
    r"<month> (?:of )?(?P<anaphor>(?i:that|the same|the following) year)",
    r"<shift_year>['’]s <month>",
    rf"{_PRE}<shift> <month>",
    rf"(?i:the )?(?:(?P<is_day_1>first day of)|(?P<is_day_99>last day of)) "
    rf"(?:<month>(?:,? <year>{_NO_DIGITS})?|<shift_month>|<shift_year>)",
    rf"(?P<lead>(?i:between|from) )<month>(?: <year>)?{_SPAN}<month2>(?:,? <year2>{_NO_DIGITS})?",
    r"<part>(?: of)?[ -]<month>",
    rf"{_BEFORE_MONTH}<month_full>",
    rf"{_BEFORE_MONTH_OR_NAME}<month_full>(?! [A-Z][a-z])",
    r"<part>(?: of| in)? (?:<shift_year>|<shift_month>|<shift_week>)",
    rf"(?P<lead>(?i:between|from) )<year>{_SPAN}<year2>{_NO_DIGITS}",
    rf"{_FREE}<year>[-–](?:<year2>|<short2>){_NO_DIGITS}",
    rf"(?:(?i:fiscal(?: year)?|FY) ?<year>|FY ?<short>){_NO_DIGITS}",
    r"(?P<is_part_end>year[- ]end|year['’]s end)(?! [a-z]*ing)",
    r"(?P<quarter>[1-4]Q) ?<short>",
    rf"<part>(?: of)?[ -]<year>{_NO_DIGITS}",
    rf"{_BEFORE_YEAR}<year>{_NO_DIGITS}(?!-| (?:COUNTED|[A-Z]))",
    rf"{_BEFORE_LAST_YEAR}<year>{_NO_DIGITS}{_STOP}",
    rf"{_OWN}<year>{_NO_DIGITS}(?= [a-z])(?! COUNTED)",
    r"(?:^|(?<=[\n“\"])|(?<=[.!?] ))<year>(?= (?:may|will|is|was|has|could|should|would|saw|"
    r"brought|marks|marked|might|began) )",
    r"(?:<half>|<quarter>)(?<![HQ1-4])(?! of)",
    rf"{_BEFORE_QUARTER}(?:<half>|<quarter>)(?! of)",
    r"(?:<half>|<quarter>)(?= (?:revenue|earnings|results|sales|profit|report|guidance|income)\b)",
    r"(?!(?<=\w )[TY])<shift_day>(?!['’]s)",
    r"(?<!very )(?<!ach )<weekday>,? (?:of )?<shift_week>",
    r"<shift_week>,? (?:on )?<weekday>",
    rf"{_PLAIN_DAY}(?:<shift> )?<weekday>"
    r"(?! (?:Times|Telegraph|Mail|Night|Post)\b|\.com|['’]s [A-Z])",
    r"(?!the week)<shift_week>",
    r"(?:<shift> |(?P<lead>(?i:the) ))<weekend>",
    r"<count> <unit> (?:(?P<is_direction_ago>ago)|(?P<is_direction_before>earlier)"
    r"|(?P<is_direction_later>later)|(?P<is_direction_hence>from (?:now|today)))",
    r"(?i:(?P<is_direction_past>(?:the|these) (?:past|last))|(?P<is_direction_next>the (?:next|"
    r"coming))) <count> <unit>",
    r"(?i:(?P<is_direction_past>(?:the|this) (?:past|last)) (?P<unit>week|month|quarter|year))",
    r"(?:(?i:the) )?<decade>['’]?s",
    r"<recent>",
    r"<anaphor>",
    r"(?!the (?:year|month|quarter))(?:<shift_month>|<shift_quarter>|<shift_year>)",
    rf"<holiday>(?:,? <year>{_NO_DIGITS})?",
)


class Found(NamedTuple):
    """A stretch of text and the time that it tells."""

    range: Range
    time: Time


class _Forms(NamedTuple):
    """Where an expression may begin, which form fits there, and the forms themselves."""

    candidate: re.Pattern[str]
    openings: Mapping[str, frozenset[str]]
    whole: re.Pattern[str]
    single: tuple[re.Pattern[str], ...]


@cache
def _forms(language: str) -> _Forms:
    forms = [_expand(form, language) for form in (_CHINESE if language == "zh" else _ENGLISH)]
    after = r"(?![\w])" if language == "en" else ""
    bare = [re.sub(r"[(][?]P<[a-z_0-9]+>", "(?:", form) for form in forms]
    whole = "|".join(f"(?P<form{i}>{form})" for i, form in enumerate(bare))
    return _Forms(
        re.compile(_chinese_openings() if language == "zh" else r"(?<!\w)(?:[A-Za-z]+|[0-9])"),
        _english_openings() if language == "en" else {},
        re.compile(f"(?:{whole}){after}"),
        tuple(re.compile(f"(?:{form}){after}") for form in forms),
    )


def _english_openings() -> Mapping[str, frozenset[str]]:
    """Return the words that may begin an expression with those that must follow, if any must."""
    kinds = (*_OPENING_KINDS, *_ENGLISH_OPENING_KINDS)
    words = {w for kind in kinds for w in vocabulary(kind, "en")} | set(holidays())
    after: dict[str, set[str]] = {first: set() for first in _ENGLISH_OPENINGS.split()}
    for word in words:
        first, second = (*_WORD.findall(word)[:2], "", "")[:2]
        after.setdefault(first, set()).add(second)
    after["the"] |= {"first", "last", "next", "coming", "weekend", *vocabulary("season", "en")}
    after["a"] = set(vocabulary("unit", "en")) | after["a"] - {""}
    return {
        first: frozenset(seconds) if first in _COMMON else frozenset()
        for first, seconds in after.items()
    }


def _chinese_openings() -> str:
    """Return a pattern for the characters with which an expression may begin."""
    after: dict[str, set[str]] = {}
    for word in (w for kind in _OPENING_KINDS for w in vocabulary(kind, "zh")):
        after.setdefault(word[0], set()).add(word[1])
    for word in (name for name in holidays() if max(name) > _LAST_LATIN):
        after.setdefault(word[0], set()).add(word[1])
    for characters, following in _CHINESE_OPENINGS.items():
        for character in characters:
            after.setdefault(character, set()).update(following)
    pairs = (f"{c}(?=[{re.escape(''.join(sorted(after[c])))}])" for c in sorted(after))
    return f"[0-9]|(?=[{''.join(sorted(after))}])(?:{'|'.join(pairs)})"


def _expand(form: str, language: str) -> str:
    """Put the words of the lists in the place of `<group>`."""
    form = form.replace("COUNTED", f"(?:{alternatives(vocabulary('counted', 'en'))})\\b")
    form = form.replace("WEEKDAY", _words("weekday", "en") + "|" + _words("weekday_short", "en"))

    def group(match: re.Match[str]) -> str:
        name = match[1]
        return f"(?P<{name}>{_words(name.removesuffix('2'), language)})"

    return _distinct(re.sub(r"(?<!P)<([a-z_]+2?)>", group, form))


def _distinct(form: str) -> str:
    """Number the groups that occur again, which Python wants to have other names."""
    seen: dict[str, int] = {}

    def name(match: re.Match[str]) -> str:
        count = seen[match[1]] = seen.get(match[1], 0) + 1
        return match[0] if count == 1 else f"(?P<{match[1]}__{count}>"

    return re.sub(r"\(\?P<([a-z_0-9]+)>", name, form)


def _words(kind: str, language: str) -> str:
    if kind in _GROUPS[language]:
        return _GROUPS[language][kind]
    if kind == "holiday":
        names = {n: 1 for n in holidays() if (max(n) < _LAST_LATIN) == (language == "en")}
        return f"(?i:{alternatives(names)})"
    if (kind, language) == ("month", "en"):
        return "|".join((_words("month_full", "en"), _words("month_short", "en")))
    words = vocabulary(kind.removesuffix("_full"), language)
    if kind.removesuffix("_full") in _CAPITALIZED and language == "en":
        return alternatives({w: 1 for word in words for w in (word.capitalize(), word.upper())})
    if language == "zh":
        return alternatives({word.upper(): 1 for word in words})
    return f"(?i:{alternatives(words)})"


def scan(text: str, language: str) -> Iterator[Found]:
    """Yield the time expressions of `text` in order; `language` is "zh" or "en".

    >>> [found.time.month for found in scan("in August 2024 and in May", "en")]
    [8, 5]
    """
    forms = _forms(language)
    done = 0
    for place in forms.candidate.finditer(text):
        word = place[0].lower()
        if place.start() < done or (
            word[0] >= "a" and forms.openings and word not in forms.openings
        ):
            continue
        match = forms.whole.match(text, place.start())
        if match is None:
            continue
        done = match.end()
        yield _read(forms.single[int((match.lastgroup or "form0")[4:])], match, language)


def _may_open(place: re.Match[str], openings: Mapping[str, frozenset[str]]) -> bool:
    """Return whether an expression may begin with the word at `place`."""
    if not openings or not place[0].isalpha():
        return True
    seconds = openings.get(place[0].lower())
    if not seconds:
        return seconds is not None
    following = _WORD.match(place.string, place.end() + 1)
    return following is None or following[0].lower() in seconds


def _read(form: re.Pattern[str], match: re.Match[str], language: str) -> Found:
    """Return the time that `form`, which fits at `match`, tells."""
    fitting = form.match(match.string, match.start())
    groups = {
        re.sub(r"(?:_n|_full)?(?:__[0-9]+)?$", "", name): value
        for name, value in (fitting.groupdict() if fitting else {}).items()
        if value is not None
    }
    lead = groups.pop("lead", "")
    return Found(Range(match.start() + len(lead), match.end()), read(groups, language))
