"""Prints how often time expressions mean the days that other people say they mean.

Run `python -m tests.quality.dates [--errors] [--untouched]`: the cases of recognizers-text, all of
them and those that news could hold, then the sentences of gold/text/times_work.jsonl and of
times_second.jsonl, which another writer wrote, by language.
`--errors` also prints what is wrong there; `--untouched` prints the totals of the file that nobody
tunes on.
"""

from __future__ import annotations

import argparse
import json
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from analysis import dates
from analysis.records import Origin, Range, When
from analysis.source_text import read

ROOT = Path(__file__).parents[2]
SPECS = ROOT.parent / "shared" / "specs" / "recognizers-text"
NOT_NEWS = ROOT / "tests" / "cases" / "dates_not_news.json"
GOLD = Path(__file__).parent / "gold" / "text"
PARSERS = tuple(
    (lang, name) for lang in ("zh", "en") for name in ("DateParser", "DatePeriodParser")
)
PARTS = ("work", "second")
LANGUAGES = ("en", "zh-Hans", "zh-Hant")
TODAY = "2017-01-01"
WIDEST = 3

Days = tuple[date, date]


def readings(text: str, today: str, language: str) -> tuple[str, list[tuple[Range, Days]]]:
    """Return the working text and its time expressions with their first and last day."""
    working = read(text, Origin())[1].text
    day = date.fromisoformat(today)
    found = dates.resolve(working, When(day, day, "metadata"), language)
    return working, [(r, (w.earliest, w.latest)) for r, w in found if w.earliest and w.latest]


# --- the cases of recognizers-text ----------------------------------------------------------------


class Allowed(NamedTuple):
    """The intervals that a case allows for one expression; none where it gives no days.

    `counted`: the words count weeks, months or years, and the unit around the day is right too.
    """

    days: frozenset[Days]
    counted: str = ""


class Case(NamedTuple):
    """One sentence of the specification, said on `today`, with what it expects in order."""

    language: str
    parser: str
    index: int
    text: str
    today: str
    expected: tuple[Allowed, ...]


def cases() -> Iterator[Case]:
    """Yield every case of both parsers in both languages."""
    for language, parser in PARSERS:
        path = SPECS / language / f"{parser}.json"
        for index, case in enumerate(json.loads(path.read_text(encoding="utf-8-sig"))):
            today = case.get("Context", {}).get("ReferenceDateTime", TODAY)[:10]
            expected = tuple(_allowed(r) for r in case["Results"] if not _is_impossible(r))
            yield Case(language, parser, index, case["Input"], today, expected)


def not_news() -> set[tuple[str, str, int]]:
    """Return language, parser and index of the cases that no news text could hold."""
    rows = json.loads(NOT_NEWS.read_text(encoding="utf-8"))
    return {(row["language"], row["parser"], row["index"]) for row in rows}


def _is_impossible(result: dict) -> bool:
    """Return whether a result says that there is no such day."""
    value = (result.get("Value") or {}).get("PastResolution") or {}
    return value.get("date") == "0001-01-01"


def _allowed(result: dict) -> Allowed:
    """Return the intervals of a result, whose periods end on the last day or on the day after.

    The end of a range that is told as a month or year may be the last day of it, too.
    """
    value = result.get("Value") or {}
    timex = value.get("Timex") or ""
    days: set[Days] = set()
    for known in (value.get("PastResolution") or {}, value.get("FutureResolution") or {}):
        if "date" in known:
            days.add((date.fromisoformat(known["date"]),) * 2)
        if "startDate" in known and "endDate" in known:
            first, end = (date.fromisoformat(known[k]) for k in ("startDate", "endDate"))
            days |= {(first, last) for last in (end, end - timedelta(days=1), _whole(end, timex))}
    return Allowed(frozenset(days), _counted_unit(result["Text"]))


def _whole(end: date, timex: str) -> date:
    """Return the last day of the month or year on whose first day a range ends, else its end."""
    if not timex.startswith("(") or end.day != 1:
        return end
    return _around(end, "year" if end.month == 1 else "month")[1]


_UNITS = {"week": ("week", "周", "星期"), "month": ("month", "月"), "year": ("year", "年")}
_COUNTS = ("ago", "later", "earlier", "from ", "before ", "after ", "in ", "前", "后")


def _counted_unit(words: str) -> str:
    """Return the unit in which words count back or ahead to a day, or an empty text."""
    if not any(count in words.lower() for count in _COUNTS) or "day" in words:
        return ""
    return next((u for u, names in _UNITS.items() if any(n in words for n in names)), "")


def _around(day: date, unit: str) -> Days:
    """Return the calendar week, month or year that holds a day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _is_allowed(days: Days, allowed: Allowed) -> bool:
    if not allowed.days or days in allowed.days:
        return True
    single = [first for first, last in allowed.days if first == last]
    return bool(allowed.counted) and any(days == _around(d, allowed.counted) for d in single)


def passes(case: Case) -> bool:
    """Return whether as many expressions are found as expected, each with days that are allowed."""
    found = [days for _, days in readings(case.text, case.today, case.language)[1]]
    return len(found) == len(case.expected) and all(
        _is_allowed(days, allowed) for days, allowed in zip(found, case.expected, strict=True)
    )


def spec_rates() -> dict[str, dict[str, tuple[int, int]]]:
    """Return passed and total by language, of all cases and of those that apply to news."""
    outside = not_news()
    counts = {part: Counter() for part in ("all", "news")}
    for case in cases():
        right = passes(case)
        for part, counter in counts.items():
            if part == "all" or (case.language, case.parser, case.index) not in outside:
                counter[case.language, right] += 1
    return {
        part: {lang: (c[lang, True], c[lang, True] + c[lang, False]) for lang in ("zh", "en")}
        for part, c in counts.items()
    }


# --- sentences with their times -------------------------------------------------------------------


def sentences(part: str) -> list[dict]:
    """Return the sentences of gold/text/times_`part`.jsonl."""
    lines = (GOLD / f"times_{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def matched(item: dict) -> tuple[list[tuple[str, Days | None, bool]], list[str]]:
    """Return each expected quote with the days found for it and their being right, and the rest.

    Quotes are looked for in the order of the text; what overlaps a quote is taken for it.
    """
    language = "en" if item["language"] == "en" else "zh"
    text, found = readings(item["text"], item["published"], language)
    told = []
    start = 0
    for time in item["times"]:
        quote = read(time["quote"], Origin())[1].text
        at = max(text.find(quote, start), start)
        end = start = at + len(quote)
        hit = next((f for f in found if f[0].start < end and at < f[0].end), None)
        if hit:
            found.remove(hit)
        told.append((quote, hit and hit[1], bool(hit) and is_right(hit[1], time)))
    return told, [text[place.start : place.end] for place, _ in found]


def is_right(days: Days, time: dict) -> bool:
    """Return whether days are the expected ones; of vague ones, whether they mean about the same.

    >>> is_right((date(2024, 1, 1),) * 2, {"earliest": "2024-01-01", "latest": "2024-01-01"})
    True
    """
    first, last = date.fromisoformat(time["earliest"]), date.fromisoformat(time["latest"])
    if not time.get("vague"):
        return days == (first, last)
    common = (min(last, days[1]) - max(first, days[0])).days + 1
    length, ours = (last - first).days + 1, (days[1] - days[0]).days + 1
    return common > 0 and 2 * common >= min(length, ours) and ours <= WIDEST * length


def gold_counts(part: str) -> dict[str, Counter[str]]:
    """Return by language: expected, found of them, right of those, and found without being so."""
    counts = {language: Counter() for language in LANGUAGES}
    for item in sentences(part):
        told, rest = matched(item)
        counts[item["language"]].update(
            expected=len(told),
            found=sum(days is not None for _, days, _ in told),
            right=sum(right for *_, right in told),
            extra=len(rest),
        )
    return counts


def gold_rates(part: str) -> dict[str, dict[str, float]]:
    """Return precision, recall and the share of right intervals by language and over all."""
    counts = gold_counts(part)
    counts["all"] = sum(counts.values(), Counter())
    return {
        language: {
            "precision": c["found"] / max(c["found"] + c["extra"], 1),
            "recall": c["found"] / max(c["expected"], 1),
            "right": c["right"] / max(c["found"], 1),
        }
        for language, c in counts.items()
    }


# --- on the screen --------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--untouched", action="store_true")
    given = parser.parse_args()
    if SPECS.exists():
        print_spec(errors=given.errors)
    for part in PARTS:
        print_gold(part, errors=given.errors)
    if given.untouched:
        print_gold("untouched", errors=False)


def print_spec(*, errors: bool) -> None:
    outside = not_news()
    for case in cases() if errors else ():
        if not passes(case):
            text, found = readings(case.text, case.today, case.language)
            told = [(text[p.start : p.end], f"{d[0]}/{d[1]}") for p, d in found]
            wanted = [sorted(f"{a}/{b}" for a, b in e.days) for e in case.expected]
            mark = "-" if (case.language, case.parser, case.index) in outside else " "
            print(mark, *case[:4], case.today, told, wanted)
    for part, by_language in spec_rates().items():
        for language, (right, total) in by_language.items():
            print(f"recognizers-text {language} {part}: {right} of {total}, {right / total:.1%}")


def print_gold(part: str, *, errors: bool) -> None:
    for item in sentences(part) if errors else ():
        told, rest = matched(item)
        wrong = [(quote, d and f"{d[0]}/{d[1]}") for quote, d, right in told if not right]
        if wrong or rest:
            print(item["published"], item["text"], item["times"], "WRONG", wrong, "EXTRA", rest)
    for language, rates in gold_rates(part).items():
        figures = ", ".join(f"{name} {value:.3f}" for name, value in rates.items())
        print(f"times_{part} {language}: {figures}")


if __name__ == "__main__":
    main()
