"""Figures hold the amounts that a reader finds, in base units, of the right kind and company."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import dates, figures, lexicons, names, sentences, source_text
from analysis.figures import numerals
from analysis.records import Article, Origin

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
SPECS = ROOT.parent / "shared" / "specs" / "recognizers-text"
SEEDS = ROOT / "seeds" / "articles"
LISTS = [name for name in lexicons.names() if name.startswith("figure_")] + [
    "approximators",
    "currencies",
    "currency_evidence",
    "multiples",
    "numerals",
    "units",
]


def cases(name):
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def known(name):
    """Return the cases of a file; those with a reason in `xfail` must fail."""
    return [
        pytest.param(case, id=case["text"][:40], marks=pytest.mark.xfail(strict=True))
        if "xfail" in case
        else pytest.param(case, id=case["text"][:40])
        for case in cases(name)
    ]


def read(text, language=None, *, named=False):
    """Return the figures of a text and its document, in the language given or recognised."""
    document, working, _ = source_text.read(text, Origin(id="case"))
    article = Article(
        replace(document, language=language or document.language),
        working,
        sentences.split(working),
    )
    if named:
        article = replace(article, times=dates.find(article))
        article = replace(article, mentions=names.find(article))
    return figures.find(article), document


def close(a, b):
    return abs(Decimal(a) - Decimal(b)) <= abs(Decimal(b)) * Decimal("1e-6")


def same(figure, wanted):
    return (
        figure.kind == wanted["kind"]
        and figure.unit == wanted["unit"]
        and close(figure.low, wanted["low"])
        and close(figure.high, wanted["high"])
    )


def told(found):
    return [(f.kind, f"{f.low:f}", f"{f.high:f}", f.unit) for f in found]


@pytest.mark.parametrize("case", known("figures"))
def test_all_figures_and_no_others_are_found(case):
    found, _ = read(case["text"], case["script"])
    assert len(found) == len(case["figures"]), told(found)
    for wanted in case["figures"]:
        assert any(same(figure, wanted) for figure in found), (wanted, told(found))


@pytest.mark.parametrize("case", known("figures_none"))
def test_other_numbers_are_no_figures(case):
    found, _ = read(case["text"], case["script"])
    assert found == ()


@pytest.mark.parametrize("case", known("figures_fields"))
def test_what_is_told_of_a_figure(case):
    found, document = read(case["text"], case.get("script"))
    figure = next(f for f in found if document.quote(f.span) == case["span"])
    told_fields = {key: getattr(figure, key) for key in case["fields"]}
    assert told_fields == case["fields"]


@pytest.mark.parametrize("case", known("figures_owners"))
def test_whose_figure_it_is(case):
    found, document = read(case["text"], named=True)
    owners = {document.quote(f.span): f.organization for f in found}
    assert {span: owners.get(span) for span in case["owners"]} == case["owners"]


def seed(number):
    path = next(SEEDS.glob(f"{number}_*.txt"))
    return read(path.read_text(encoding="utf-8"), named=True)[0]


@pytest.mark.parametrize("case", cases("figures_seeds"), ids=lambda c: c["seed"])
def test_the_seed_documents_give_their_figures(case):
    found = seed(case["seed"])
    for wanted in case["figures"]:
        matching = [figure for figure in found if same(figure, wanted)]
        assert matching, (wanted, told(found))
        assert matching[0].organization == wanted.get("organization", matching[0].organization)


def test_every_span_quotes_its_amount_and_lies_in_its_sentence():
    for path in SEEDS.glob("*.txt"):
        found, document = read(path.read_text(encoding="utf-8"))
        for figure in found:
            assert document.quote(figure.span).strip()
            assert figure.sentence.start <= figure.span.start
            assert figure.span.end <= figure.sentence.end


def test_a_figure_told_twice_is_listed_once():
    found, _ = read("估值达到36亿元。这个估值，也就是36亿元，仍是传闻。", "zh-Hans")
    assert len(found) == 1


def test_an_unstated_currency_is_unknown_and_gives_way_to_a_stated_one():
    alone, _ = read("The valuation exceeded 20 billion in a year.")
    both, _ = read("The valuation exceeded 20 billion. It was valued at 20 billion yuan.")
    assert [f.unit for f in alone] == ["unknown"]
    assert [f.unit for f in both] == ["CNY"]


@pytest.mark.parametrize("text", [f"They spent ${'9' * 20} trillion.", "花了一万亿亿亿亿美元。"])
def test_what_no_money_on_earth_amounts_to_is_no_figure(text):
    assert not read(text)[0]


def test_chinese_multipliers_in_a_row_multiply():
    assert numerals.bounds("百亿亿") == (10**18, 10**18)


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_sorted_and_unique(name):
    rows = [tuple(row.values()) for row in lexicons.table(name)]
    assert rows == sorted(rows)
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("row", lexicons.table("currencies"), ids=lambda row: row["form"])
def test_every_name_of_money_is_read(row):
    form = row["form"].upper() if row["form"] in ("a$", "s$", "r$") else row["form"]
    text = f"共 {form}500万" if row["place"] == "before" else f"共 500万{form}。"
    found, _ = read(text, "zh-Hans")
    code = {"元": "CNY", "dollar": "USD", "¥": "CNY"}.get(row["code"], row["code"])
    assert [(f.unit, f.low) for f in found] == [(code, 5_000_000 * Decimal(row["factor"]))]


@pytest.mark.parametrize("row", lexicons.table("units"), ids=lambda row: row["form"])
def test_every_unit_is_read(row):
    count = "8" if row["form"] in ("成", "折") else "5000000"
    found, _ = read(f"共 {count} {row['form']}。", "zh-Hans")
    assert [(f.unit, f.low) for f in found] == [
        (row["unit"], Decimal(count) * Decimal(row["factor"]))
    ]


@pytest.mark.parametrize("row", lexicons.table("multiples"), ids=lambda row: row["form"])
def test_every_multiple_is_read(row):
    found, _ = read(f"产能{row['form']}。", "zh-Hans")
    assert (row["unit"], Decimal(row["low"])) in [(f.unit, f.low) for f in found]


HOSTILE = [
    "1",
    "亿",
    "$",
    "1%",
    "1,",
    "一百",
    "half a ",
    "百分之",
    "每百万",
    "1元至",
    "1 ",
    "http://",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_lines_are_survived(piece):
    text = (piece * 100_000)[:100_000]
    assert len(read(text, "zh-Hans")[0]) < 100


@given(st.text(alphabet="0123456789.,%$亿万元美几十百千成倍分之到至 abcdefmk", max_size=60))
def test_any_text_is_read_with_ordered_bounds(text):
    for figure in read(f"x{text}", "zh-Hans")[0]:
        assert figure.low <= figure.high


# --- cases of Recognizers-Text -------------------------------------------------------------------

NAMES = {  # its names of money without an ISO code
    "Dollar": ("USD", "1"),
    "Cent": ("USD", "0.01"),
    "Pound": ("GBP", "1"),
    "Pence": ("GBP", "0.01"),
    "Penny": ("GBP", "0.01"),
    "Franc": ("unknown", "1"),
    "Finnish markka": ("FIM", "1"),
    "Peseta": ("ESP", "1"),
    "Netherlands guilder": ("NLG", "1"),
    "Bitcoin": ("BTC", "1"),
    "Rupee": ("INR", "1"),
}
FLOORS = {
    ("zh", "CurrencyModel"): 0.94,
    ("en", "CurrencyModel"): 0.87,
    ("zh", "PercentModel"): 0.92,
    ("en", "PercentModel"): 0.80,
}


def expected(case):
    """Return the amounts of one of its sentences as (unit, value)."""
    wanted = set()
    for result in case["Results"]:
        value = result["Resolution"].get("value")
        if value in (None, "null"):
            continue
        if value.endswith("%"):
            wanted.add(("percent", f"{abs(float(value[:-1])):.9g}"))
            continue
        unit, factor = NAMES.get(result["Resolution"]["unit"], (None, "1"))
        unit = result["Resolution"].get("isoCurrency") or unit
        wanted.add((unit, f"{float(Decimal(value) * Decimal(factor)):.9g}"))
    return wanted


def answered(case, language, model):
    """Return what is found in one of its sentences in the same form; 1/1000 as 0.1 percent."""
    found = set()
    for figure in read(case["Input"], language)[0]:
        if model == "PercentModel" and figure.unit in ("percent", "times"):
            factor = 100 if figure.unit == "times" else 1
            found.add(("percent", f"{float(figure.high * factor):.9g}"))
        elif model == "CurrencyModel" and figure.unit not in ("percent", "times", "W", "Wh"):
            found.add((figure.unit, f"{float(figure.low):.9g}"))
    return found


@pytest.mark.parametrize(("folder", "model"), list(FLOORS))
def test_the_cases_of_recognizers_text(folder, model):
    path = SPECS / folder / f"{model}.json"
    if not path.exists():
        pytest.skip(f"the cases of Recognizers-Text are not there: {path.name} for {folder}")
    language = {"zh": "zh-Hans", "en": "en"}[folder]
    all_cases = json.loads(path.read_text(encoding="utf-8-sig"))
    right = sum(expected(case) == answered(case, language, model) for case in all_cases)
    print(f"\n{folder} {model}: {right} of {len(all_cases)}")
    assert right / len(all_cases) >= FLOORS[folder, model]
