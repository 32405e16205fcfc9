"""Time expressions mean the days that a reader takes them to mean; doubt is left out."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import dates, lexicons, sentences, source_text
from analysis.records import Article, Origin, When

CASES = Path(__file__).parent / "cases"


def cases(name):
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def day(text):
    known = date.fromisoformat(text) if text else None
    return When(known, known, "metadata" if known else "none")


def told(when):
    return when.iso or f"{when.earliest}/{when.latest}"


def readings(text, published):
    """Return the expressions of a text with the days they mean, as the cases write them."""
    return readings_in(text, published, "zh" if sentences.is_chinese(text) else "en")


def readings_in(text, published, language):
    working = source_text.read(text, Origin())[1].text
    found = dates.resolve(working, day(published), language)
    return [(working[place.start : place.end], when) for place, when in found]


def agrees(when, expected):
    both = f"{when.earliest}/{when.latest}"
    return both == expected if "/" in expected else when.iso == expected


def is_right(case):
    found = readings(case["text"], case["published"])
    same = [words for words, _ in found] == [words for words, _ in case["times"]]
    pairs = zip(found, case["times"], strict=same)
    return same and all(agrees(when, days) for (_, when), (_, days) in pairs)


@pytest.mark.parametrize("name", ["dates_english", "dates_hans", "dates_hant"])
def test_expressions_mean_the_days_that_readers_take_them_for(name):
    assert not [case for case in cases(name) if not is_right(case)]


@pytest.mark.xfail(strict=True, reason="not understood yet")
@pytest.mark.parametrize("case", cases("dates_known_failures"), ids=lambda case: case["text"])
def test_known_failures(case):
    assert is_right(case)


def test_what_is_no_time_is_left_alone():
    wrong = {
        case["text"]: found
        for case in cases("dates_negative")
        if (found := readings(case["text"], case["published"]))
    }
    assert not wrong


def article(text, origin):
    """Return a text as the extractors read it, with its date."""
    document, working, _ = source_text.read(text, origin)
    cut = Article(document, working, sentences.split(working))
    return replace(cut, document=replace(document, published=dates.published(cut, origin)))


def iso(known):
    return known.isoformat() if known else None


def test_the_publication_is_found_or_bounded_and_shows_its_words():
    wrong = []
    for case in cases("dates_publication"):
        when = article(case["text"], Origin(**case["origin"])).document.published
        words = [case["text"][span.start : span.end] for span in when.spans]
        found = (iso(when.earliest), iso(when.latest), when.basis)
        expected = (case["earliest"], case["latest"], case["basis"])
        if found != expected or case["words"] not in (None, words):
            wrong.append((case["text"], expected, case["words"], found, words))
    assert not wrong


SEEDS = sorted((Path(__file__).parent.parent / "seeds" / "articles").glob("*.txt"))


def seed(number):
    return article(SEEDS[number].read_bytes(), Origin())


@pytest.mark.parametrize(
    ("number", "earliest", "latest"),
    [
        (0, "2024-12-01", "2025-12-31"),
        (1, "2024-09-12", "2024-12-31"),
        (2, "2024-11-13", "2024-12-31"),
        (3, "2023-12-14", "2023-12-31"),
        (4, "2023-03-09", "2025-12-31"),
    ],
)
def test_no_seed_states_its_date_and_each_bounds_it(number, earliest, latest):
    when = seed(number).document.published
    assert (iso(when.earliest), iso(when.latest), when.basis) == (earliest, latest, "inferred")
    assert when.spans


@pytest.mark.parametrize(
    ("number", "times"),
    [
        (0, {"February 2024": "2024-02", "October 2024": "2024-10", "2012": "2012"}),
        (2, {"今年 8 月": "2024-08", "10 月份": "2024-10", "11 月 13 日": "2024-11-13"}),
        (2, {"去年 9 月": "2023-09", "2024 年下半年": "2024", "2022 年 10 月": "2022-10"}),
        (3, {"12月14日": "2023-12-14", "上个月": "2023-11", "11月2日": "2023-11-02"}),
        (3, {"2023年3月": "2023-03", "6月": "2023-06"}),
        (4, {"2020年": "2020", "2022年11月": "2022-11"}),
    ],
)
def test_times_of_the_seeds(number, times):
    read = seed(number)
    found = {
        read.text[t.range.start : t.range.end]: t.when.iso
        for t in dates.find(read)
        if t.when.iso is not None
    }
    assert times.items() <= found.items()


def test_that_day_points_back_to_the_paragraph_before():
    text = "8月8日，公司宣布裁员，创始人2015年入行。当天，员工围堵前台。\n\n次日，法院受理。"
    read = article(text, Origin(published="2024-11-20"))
    found = [t.when.iso for t in dates.find(read)]
    assert found == ["2024-08-08", "2015", "2024-08-08", "2024-08-09"]


def test_every_time_shows_its_words_in_the_source():
    for number in range(len(SEEDS)):
        read = seed(number)
        for time in dates.find(read):
            (span,) = time.when.spans
            assert span == read.working.source(*time.range)
            assert read.document.quote(span).strip()


def test_without_a_publication_only_absolute_times_are_told():
    found = readings("去年8月他离职，2023年5月创业，周三发声。", "")
    assert [(words, when.iso, when.basis) for words, when in found] == [
        ("2023年5月", "2023-05", "stated")
    ]


def test_an_interval_of_publication_blurs_what_leans_on_it():
    span = When(date(2024, 11, 13), date(2024, 12, 31), "inferred")
    texts = ("今年8月", "上个月", "10月", "去年")
    found = {text: dates.resolve(text, span, "zh")[0][1] for text in texts}
    assert [told(found[t]) for t in ("今年8月", "10月", "去年")] == ["2024-08", "2024-10", "2023"]
    assert (found["上个月"].earliest, found["上个月"].latest) == (
        date(2024, 10, 1),
        date(2024, 11, 30),
    )


def test_a_publication_that_is_bounded_on_one_side_resolves_nothing_relative():
    assert dates.resolve("今年8月", When(date(2024, 11, 13), None, "inferred"), "zh") == []


@given(
    st.text(
        alphabet="0123456789年月日号上下去今明前后周一二三十至-:/.,， 的将了季半初底末Q",
        max_size=60,
    )
)
def test_any_characters_can_be_read(text):
    for place, when in dates.resolve(text, day("2024-11-20"), "zh"):
        assert 0 <= place.start < place.end <= len(text)
        assert when.earliest <= when.latest


WORDS = (
    "May March 2024 5 31 of the last next in first half early year week two ago and - to , Friday"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=15).map(" ".join))
def test_any_words_can_be_read(text):
    for place, when in dates.resolve(text, day("2024-02-29"), "en"):
        assert 0 <= place.start < place.end <= len(text)
        assert when.earliest <= when.latest


@pytest.mark.parametrize(
    "piece", ["1", "一", "今年", "8月至", "2024-", "May 5 to ", "the last ", "will be ", "2024 AI "]
)
def test_a_long_hostile_line_is_read(piece):
    text = piece * (50_000 // len(piece))
    article(text, Origin())
    dates.resolve(text, day("2024-11-20"), "zh" if sentences.is_chinese(text) else "en")


# --- the word lists -------------------------------------------------------------------------------


def test_the_time_words_are_sorted_and_unique():
    rows = [tuple(row.values()) for row in lexicons.table("time_words")]
    assert rows == sorted(rows)
    words = [(k, lang, w) for k, lang, _, ws in rows for w in lexicons.several(ws)]
    assert len(words) == len(set(words))
    assert all(list(lexicons.several(ws)) == sorted(lexicons.several(ws)) for *_, ws in rows)


SAID = {
    "zh": {
        "anaphor": "2024年8月8日发布，{}停止。",
        "count": "{}年前离职。",
        "half": "2024年{}离职。",
        "part": "2024年{}离职。",
        "quarter": "2024年{}离职。",
        "recent": "{}离职。",
        "season": "2024年{}离职。",
        "shift_day": "{}离职。",
        "day_sign": "{}（20）日离职。",
        "shift_month": "{}离职。",
        "shift_quarter": "{}离职。",
        "shift_week": "{}周五离职。",
        "shift_year": "{}离职。",
        "unit": "三{}前离职，员工不知。",
        "weekday": "上周{}离职。",
    },
    "en": {
        "anaphor": "On August 8, 2024 it won, and {} it lost.",
        "count": "It left {} weeks ago.",
        "half": "It left in the {} of 2024.",
        "month": "It left on {} 5, 2024.",
        "month_short": "It left on {} 5, 2024.",
        "part": "It left {} last month.",
        "quarter": "It left in the {} of 2024.",
        "recent": "It left {}.",
        "season": "It left in the {} of 2024.",
        "shift": "It left {} May.",
        "shift_day": "It left {}.",
        "shift_month": "It left at the end of {}.",
        "shift_quarter": "It left at the end of {}.",
        "shift_week": "It left on Friday of {}.",
        "shift_year": "It left at the end of {}.",
        "unit": "It left two {} ago.",
        "weekday": "It left last {}.",
        "weekday_short": "It left on {}, May 3, 2024.",
    },
}


SAID_OF_QUARTERS = {
    "zh": "2024年第二季度发布，{}停止。",
    "en": "It won in the second quarter of 2024, and {} it lost.",
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_time_word_is_found_as_what_it_is(language):
    missed = []
    for row in lexicons.table("time_words"):
        frame = SAID[language].get(row["kind"]) if row["language"] == language else None
        for word in lexicons.several(row["words"]) if frame else ():
            of_quarter = "quarter" in row["value"] and row["kind"] == "anaphor"
            text = (SAID_OF_QUARTERS[language] if of_quarter else frame).format(word)
            found = dates.resolve(text, day("2024-11-20"), language)
            if not any(word in text[p.start : p.end] for p, _ in found):
                missed.append((row["kind"], word))
    assert not missed


def test_the_holidays_and_milestones_are_sorted_and_match_themselves():
    for name, key in (("holidays", "names"), ("milestones", "date")):
        column = [row[key] for row in lexicons.table(name)]
        assert column == sorted(column)
    for row in lexicons.table("holidays"):
        year = row["year"] or "2024"
        for name in lexicons.several(row["names"]):
            language = "en" if name.isascii() or "’" in name else "zh"
            text = f"On {name} {year} it won." if language == "en" else f"{year}年{name}夺冠。"
            found = dates.resolve(text, When(), language)
            assert [when.earliest.isoformat() for _, when in found] == [f"{year}-{row['first']}"]
    for row in lexicons.table("milestones"):
        for name in lexicons.several(row["names"]):
            beside = " and ".join(("It", *lexicons.several(row["beside"])))
            text = f"{beside} used {name} for a long time, as everybody in the office knew."
            assert iso(article(text, Origin()).document.published.earliest) == row["date"]
