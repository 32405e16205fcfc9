"""The lines of a page that tell when it was published, and those that tell another day."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import dates, lexicons, sentences, source_text
from analysis.dates.addresses import of_address
from analysis.dates.stamps import field, stamps
from analysis.records import Article, Origin

CASES = Path(__file__).parent / "cases"
DAY = date(2024, 11, 20)
BODY = {
    "en": "The offices are empty, and the staff have gone home.",
    "zh": "公司的办公室已经搬空，员工陆续离开。",
}
TITLE = {"en": "Chip maker folds", "zh": "芯片公司解散"}


def cases(name):
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def published(text, **origin):
    document, working, _ = source_text.read(text, Origin(**origin))
    return dates.published(Article(document, working, sentences.split(working)), Origin(**origin))


def words_of(kind):
    return [
        (row["language"], word)
        for row in lexicons.table("date_lines")
        if row["kind"] == kind
        for word in lexicons.several(row["words"])
    ]


def page(line, language=None):
    language = language or ("zh" if sentences.is_chinese(line) else "en")
    return "\n".join([TITLE[language], line, BODY[language], BODY[language], ""])


def test_a_line_below_the_title_tells_the_day_in_every_usual_form():
    wrong = []
    for line in cases("date_lines"):
        when = published(page(line))
        if (when.earliest, when.latest, when.basis) != (DAY, DAY, "stated"):
            wrong.append((line, when))
    assert not wrong


def test_lines_that_tell_another_day_or_none_are_no_date_lines():
    assert not [
        (line, when)
        for line in cases("date_lines_negative")
        if (when := published(page(line))).basis == "stated"
    ]


def test_a_line_among_other_articles_or_comments_is_not_the_articles():
    for heading in ("Related articles", "Comments", "Most read"):
        text = f"{TITLE['en']}\n{BODY['en']}\n{heading}\nSolar maker folds\n20 November 2024\n"
        assert published(text).basis == "none"
    for heading in ("相关阅读", "网友评论", "猜你喜欢"):
        text = f"{TITLE['zh']}\n{BODY['zh']}\n{heading}\n光伏公司解散\n2024-11-20\n"
        assert published(text).basis == "none"


def test_a_date_line_is_found_below_a_long_navigation():
    text = "\n".join(["News", "Sport", "Jobs", "Weather"] * 10) + "\n" + page("20 Nov 2024")
    assert published(text).iso == "2024-11-20"


def test_the_order_of_figures_is_that_of_the_page():
    line = page("Posted 4/9/2025")
    assert published(line, url="https://example.co.uk/chips").iso == "2025-09-04"
    assert published(line, url="https://example.us/chips").iso == "2025-04-09"
    assert published(line + "The centre and its programme cost a lot.\n").iso == "2025-09-04"
    unknown = published(line)
    assert (unknown.earliest, unknown.latest) == (date(2025, 4, 9), date(2025, 9, 4))


def test_the_words_of_a_line_are_shown():
    text = page("By Ann Lee | Updated Nov. 22, 2024 | Published Nov. 20, 2024")
    when = published(text)
    assert [text[span.start : span.end] for span in when.spans] == ["Nov. 20, 2024"]


@pytest.mark.parametrize(
    "address",
    ["", "/", "http://[", "https://example.com/" + "2024/" * 1_000, "20" * 50_000, "/2024-1" * 9],
)
def test_any_address_can_be_read(address):
    of_address(address)


@settings(deadline=None)
@given(st.text(alphabet="0123456789年月日民国一二三十百廿:/.- TZNovMay,'周三", max_size=40))
def test_any_field_can_be_read(text):
    for order in ("", "day", "month", "year"):
        when = field(text, order, chinese=order == "year")
        assert when is None or when.first <= when.last
        assert all(0 <= stamp.range.start < stamp.range.end for stamp in stamps(text, order))


@pytest.mark.parametrize(
    "piece",
    ["2024-", "11/", "Nov ", "二〇", "2024-11-20\n", "1.", "Published ", "年", "民国一", "a ("],
)
def test_a_long_hostile_text_is_read(piece):
    published(piece * (50_000 // len(piece)))


def test_the_lists_of_date_lines_are_sorted_and_unique():
    for name in ("date_lines", "date_order"):
        rows = [tuple(row.values()) for row in lexicons.table(name)]
        assert rows == sorted(rows)
        assert all(
            list(lexicons.several(ws)) == sorted(set(lexicons.several(ws))) for *_, ws in rows
        )


def test_every_label_of_a_day_is_read_as_what_it_is():
    missed = []
    for row in lexicons.table("date_lines"):
        for word in (
            lexicons.several(row["words"]) if row["kind"] in ("published", "updated") else ()
        ):
            when = published(page(f"{word}: 2024-11-20 08:31", row["language"]))
            if when.iso != "2024-11-20":
                missed.append(word)
            both = f"{word}: 2024-11-20 08:31 | {{}}: 2024-11-19 08:31"
            other = {"published": "Updated", "updated": "Published"}[row["kind"]]
            expected = {"published": "2024-11-20", "updated": "2024-11-19"}[row["kind"]]
            if published(page(both.format(other), row["language"])).iso != expected:
                missed.append(word)
    assert not missed


def test_every_word_of_another_day_keeps_a_line_from_telling_the_day():
    assert not [
        word
        for language, word in words_of("elsewhere")
        if published(page(f"{word} 2024-11-20", language)).basis == "stated"
    ]
