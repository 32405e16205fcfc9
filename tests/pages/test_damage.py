"""What pages tell of damaged documents: guesses everywhere, counts, encodings, kinds of frame."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from analysis import lexicons, source_text
from analysis.store import Store, open_store, queries
from pages.shared import margins, source, texts
from tests.pages.conftest import Open, shown

pytestmark = pytest.mark.pages
GUESS = 'class="ledger-reading guess"'
KINDS = ("byline", "caption", "comments", "counts", "date", "frame", "legal", "links", "summary")


@pytest.fixture(scope="module")
def store(damaged: Path) -> Store:
    return open_store(damaged)


# --- queries -------------------------------------------------------------------------------------


def test_damage_is_counted_by_kind(store: Store) -> None:
    rows = queries.damage(store).set_index("what")
    assert dict(rows["n"]) == {
        "repaired": 4,
        "guessed": 2,
        "lost": 2,
        "parted": 1,
        "translated": 1,
        "left_out": 2,
    }
    assert set(rows["documents"]) == {1}


def test_damage_of_an_empty_store_is_none(empty: Path) -> None:
    rows = queries.damage(open_store(empty))
    assert list(rows["n"]) == [0] * 6
    assert list(rows["documents"]) == [0] * 6


def test_encodings_are_counted_without_their_lines(store: Store) -> None:
    rows = queries.encodings(store)
    assert dict(zip(rows["encoding"], rows["n"], strict=True)) == {"utf-8": 1, "utf-8; gb18030": 1}


def test_guesses_in_titles_and_names_are_known(store: Store) -> None:
    assert queries.guessed_titles(store) == ["dam-1"]
    assert queries.guessed_names(store) == ["顧清和"]


def test_passages_hold_the_repairs_of_their_surroundings(store: Store) -> None:
    row = queries.statements(store).set_index("document").loc["dam-1"]
    assert {r["after"] for r in row.repairs} >= {"顧清和", "領域"}


# --- pages ---------------------------------------------------------------------------------------


NAME, TITLE = "顧清和 (a guess)", "雄風海報：。可以想象，誰買單 (partly a guess)"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("overview", (TITLE,)),
        ("stance", (NAME, TITLE)),
        ("speakers", (NAME, TITLE)),
        ("reader", (NAME, TITLE)),
    ],
)
def test_guessed_names_and_titles_are_told(
    visit: Open, damaged: Path, page: str, told: tuple[str, ...]
) -> None:
    said = shown(visit(page, damaged, doc="dam-1", who="~顧清和"))
    for words in told:
        assert words in said


def test_guessed_titles_are_told_where_documents_are_chosen(visit: Open, damaged: Path) -> None:
    app = visit("compare", damaged, by="documents")
    assert TITLE in app.selectbox(key="a_documents").options
    assert TITLE in visit("stance", damaged).multiselect(key="docs").options


def test_the_reader_shows_guesses_losses_and_what_is_left_out(visit: Open, damaged: Path) -> None:
    said = shown(visit("reader", damaged, doc="dam-1"))
    assert said.count(GUESS) >= 3
    assert 'class="ledger-lost"' in said
    assert '相關推薦</span><span class="ledger-label left-out">related articles</span>' in said
    assert said.count("ledger-label left-out") == 1


def test_the_reader_counts_damage_in_words(visit: Open, damaged: Path) -> None:
    said = shown(visit("reader", damaged, doc="dam-1"))
    assert "UTF-8; GB18030 (Simplified Chinese) in lines 3, 5-6" in said
    assert "<dd>4 places, 2 of them guessed</dd>" in said
    assert "<dd>1 place, parted for reading (at a bar)</dd>" in said
    assert "<dd>2 characters</dd>" in said
    assert "<dd>2 lines (related articles 2)</dd>" in said


def test_the_legend_tells_the_signs_that_are_there(visit: Open, damaged: Path) -> None:
    def told(document: str) -> str:
        app = visit("reader", damaged, doc=document)
        return next(
            e.value for e in app.get("html") if 'class="ledger-source ledger-legend"' in e.value
        )

    every = ("not part of the text", "parted for reading", "a guess", "lost", "damaged words")
    assert all(words in told("dam-1") for words in every)
    assert not any(words in told("mt-1") for words in every)


def test_the_reader_shows_the_source_alone_on_demand(visit: Open, damaged: Path) -> None:
    app = visit("reader", damaged, doc="dam-1", marks=["statements"])
    drawn = next(e.value for e in app.get("html") if '<div class="ledger-source"' in e.value)
    assert "?梢韵胂," in drawn
    assert GUESS not in drawn


def test_the_method_page_counts_the_corpus(visit: Open, damaged: Path) -> None:
    said = re.sub(r"<[^>]*>", " ", shown(visit("method", damaged)))
    assert re.search(r"Of these a guess +1 +2 places", said)
    assert re.search(r"Beyond recovery +1 +2 characters", said)
    assert re.search(r"UTF-8; GB18030 \(Simplified Chinese\) +1", said)
    assert "n = 2 documents" in said


def test_the_method_page_speaks_chinese(visit: Open, damaged: Path) -> None:
    said = re.sub(r"<[^>]*>", " ", shown(visit("method", damaged, ui="zh")))
    assert re.search(r"其中为推测 +1 +2 处", said)


@pytest.mark.parametrize(("language", "told"), [("en", "%Y-%m"), ("zh", "%Y年%-m月")])
def test_months_in_charts_are_numbers(visit: Open, language: str, told: str) -> None:
    for page in ("stance", "events"):
        spec = json.loads(visit(page, ui=language).get("plotly_chart")[0].proto.spec)
        assert spec["layout"]["xaxis"]["tickformatstops"][1]["value"] == told


def test_the_legend_of_stance_is_grey(visit: Open) -> None:
    spec = json.loads(visit("stance").get("plotly_chart")[0].proto.spec)
    legend = [t for t in spec["data"] if t.get("name") and t.get("showlegend") is not False]
    assert [t["marker"]["color"] for t in legend] == ["#888"] * 2


# --- words ---------------------------------------------------------------------------------------


def test_every_kind_of_frame_has_its_words() -> None:
    listed = {row["kind"] for row in lexicons.table("frame_lines")}
    for kind in {*KINDS, *listed}:
        assert f"region_{kind}" in texts.table(), kind
        assert source.region(kind)


def test_a_new_kind_of_frame_is_told_by_its_own_name() -> None:
    assert source.region("horoscope") == "horoscope"


def test_every_repair_has_its_words() -> None:
    for action in actions():
        assert f"action_{action.replace(' ', '_')}" in texts.table(), action


def actions() -> set[str]:
    """Return the names of repairs that the code makes."""
    found = {"unrecoverable"}
    for path in Path(source_text.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Replacement":
                given = [*node.args[3:4], *(k.value for k in node.keywords if k.arg == "action")]
                found |= {a.value for a in given if isinstance(a, ast.Constant) and a.value}
    return found


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("utf-8", "UTF-8"),
        ("big5hkscs", "Big5 (Traditional Chinese)"),
        ("utf-8; gb18030 in line 3", "UTF-8; GB18030 (Simplified Chinese) in lines 3"),
        (
            "utf-8; cp1252 in 9 lines, first 1, 3-4",
            "UTF-8; Windows-1252 (Western European) in 9 lines (first 1, 3-4)",
        ),
        ("utf-8+gb18030", "UTF-8; GB18030 (Simplified Chinese)"),
        ("koi8-r", "koi8-r"),
    ],
)
def test_encodings_are_said_in_words(name: str, words: str) -> None:
    assert margins.encoding(name) == words
