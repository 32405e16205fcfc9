"""Time expressions mean the days that a reader takes them to mean; doubt is left out."""

import json
from datetime import date
from pathlib import Path

import pytest

from analysis import dates, sentences, source_text
from analysis.records import Origin, When

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
    working = source_text.read(text, Origin())[1].text
    language = "zh" if sentences.is_chinese(working) else "en"
    found = dates.resolve(working, day(published), language)
    return [(working[place.start : place.end], when) for place, when in found]


def agrees(when, expected):
    both = f"{when.earliest}/{when.latest}"
    return both == expected if "/" in expected else when.iso == expected


@pytest.mark.parametrize("name", ["dates_english", "dates_hans", "dates_hant"])
def test_expressions_mean_the_days_that_readers_take_them_for(name):
    wrong = []
    for case in cases(name):
        found = readings(case["text"], case["published"])
        same = [words for words, _ in found] == [words for words, _ in case["times"]]
        if not same or not all(agrees(w, e) for (_, w), (_, e) in zip(found, case["times"])):
            wrong.append((case["text"], case["times"], [(q, told(w)) for q, w in found]))
    assert not wrong


def test_what_is_no_time_is_left_alone():
    wrong = {
        case["text"]: found
        for case in cases("dates_negative")
        if (found := readings(case["text"], case["published"]))
    }
    assert not wrong
