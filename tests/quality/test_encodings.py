"""Holds how well bytes and text read in the wrong charset are won back; floors only go up."""

from __future__ import annotations

import pytest

from tests.quality import encodings, mojibake

# Of texts of so many characters, in percent, over all encodings and languages.
RIGHT = {120: 99.5, 40: 99.5, 15: 99.0}
SAMPLE = 12
# One stray byte: characters lost on average over all damages, and share of texts readable.
COSTS = {
    "UTF-8": (1.35, 1.0),
    "UTF-8 with mark": (1.35, 1.0),
    "UTF-16 LE with mark": (1.4, 0.98),
    "UTF-16 BE with mark": (1.4, 0.98),
    "UTF-16 LE": (1.4, 0.98),
    "UTF-16 BE": (1.4, 0.98),
    "GB18030": (1.35, 0.97),
    "Big5": (1.35, 0.97),
    "Big5-HKSCS": (1.5, 0.97),
    "HZ": (1.6, 0.93),
    "cp1252": (1.05, 1.0),
}
# Of 12 texts a language whole, half and in one word: exactly won back, in percent.
WON_BACK = {
    ("utf-8", "gb18030"): 45,
    ("gb18030", "latin-1"): 93,
    ("gb18030", "cp1252"): 93,
    ("big5", "latin-1"): 85,
    ("big5", "gb18030"): 70,
    ("gb18030", "big5hkscs"): 35,
    ("utf-8", "latin-1"): 97,
    ("utf-8", "cp1252"): 97,
    ("utf-8 twice", "cp1252"): 97,
    ("cp1252", "gb18030"): 40,
}
WORSE = 0.06  # share of texts that lost by it, most of them where bytes are lost too


@pytest.mark.parametrize("length", RIGHT)
def test_encodings_are_told(length: int) -> None:
    rates = encodings.right(encodings.own, length, held_out=False, limit=SAMPLE)
    good, all_ = (sum(rate[i] for rate in rates.values()) for i in (0, 1))
    wrong = {cell: rate for cell, rate in rates.items() if rate[0] < rate[1]}
    assert 100 * good >= RIGHT[length] * all_, wrong


def test_a_stray_byte_costs_little() -> None:
    for name, kinds in encodings.stray(encodings.own, held_out=False, limit=6).items():
        counts = sum(kinds.values(), start=type(next(iter(kinds.values())))())
        most, least = COSTS[name]
        assert sum(k * n for k, n in counts.items()) <= most * counts.total(), (name, counts)
        readable = sum(n for k, n in counts.items() if k <= encodings.READABLE)
        assert readable >= least * counts.total(), (name, counts)


@pytest.mark.parametrize(("written", "read"), WON_BACK)
def test_text_in_the_wrong_charset_is_won_back(written: str, read: str) -> None:
    (way,) = (w for w in mojibake.DIRECTIONS if (w.written, w.read) == (written, read))
    rates = [
        mojibake.rates(mojibake.own, way, form, held_out=False, limit=SAMPLE)
        for form in mojibake.FORMS
    ]
    made, exact, worse = (sum(r[key] for r in rates) for key in ("made", "exact", "worse"))
    assert 100 * exact >= WON_BACK[written, read] * made, (exact, made)
    assert worse <= WORSE * made
