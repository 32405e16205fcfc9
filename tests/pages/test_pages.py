"""Every page: it renders, its filters work, it says n, and it answers nonsense with a sentence."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from tests.pages import example
from tests.pages.conftest import Open, shown

pytestmark = pytest.mark.pages
PAGES = ("overview", "stance", "speakers", "compare", "events", "costs", "reader", "method")


def finding(app: object) -> str:
    found = re.search(r'class="ledger-finding">(.*?)</h1>', shown(app))  # type: ignore[arg-type]
    return html.unescape(found.group(1)) if found else ""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_renders_in_both_languages(visit: Open, page: str, language: str) -> None:
    app = visit(page, ui=language)
    assert not app.exception
    assert bool(re.search(r"[一-鿿]", finding(app))) or language == "en"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_over_an_empty_store_says_so(visit: Open, page: str, empty: Path) -> None:
    app = visit(page, empty)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("page", PAGES)
def test_hostile_text_never_reaches_the_page_as_markup(visit: Open, page: str) -> None:
    app = visit(page)
    for kind in ("markdown", "caption", "warning", "info", "subheader", "title"):
        for element in app.get(kind):
            assert "![x](" not in str(element.value)
    assert "<script>" not in "\n".join(e.value for e in app.get("html"))


@pytest.mark.parametrize("page", PAGES)
def test_a_missing_store_is_answered_with_a_sentence(
    visit: Open, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr("analysis.build.build", fail)
    app = visit(page, tmp_path / "none")
    assert not app.exception
    assert "no room on the disk" in shown(app)
    assert app.button(key="rebuild")


def test_a_damaged_store_offers_to_build_again(visit: Open, tmp_path: Path) -> None:
    example.build(tmp_path)
    next(tmp_path.glob("gen-1/statements-*")).write_bytes(b"not parquet")
    app = visit("stance", tmp_path)
    assert not app.exception
    assert "damaged" in shown(app)
    assert app.button(key="rebuild")


# --- overview ------------------------------------------------------------------------------------


def test_the_overview_is_silent_where_there_is_too_little(visit: Open, empty: Path) -> None:
    assert "n = 0" in finding(visit("overview", empty))


def test_the_overview_states_n_and_the_interval(visit: Open) -> None:
    said = finding(visit("overview"))
    assert said.startswith("16 attributed statements by 6 speakers")
    assert "90 % interval" in said


def test_the_overview_links_every_document_to_the_reader(visit: Open) -> None:
    assert 'href="reader?doc=zh-1&amp;ui=en"' in shown(visit("overview"))


# --- stance --------------------------------------------------------------------------------------


def marks(app: object) -> list[str]:
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)  # type: ignore[attr-defined]
    return [t["name"] for t in spec["data"] if "customdata" in t]


def test_stance_draws_and_counts_attributed_statements(visit: Open) -> None:
    app = visit("stance")
    assert marks(app) == ["Verbatim", "Reported"]
    assert "n = 14" in shown(app)
    assert "own voice (1)" in shown(app)


def test_stance_shows_the_writer_on_demand(visit: Open) -> None:
    app = visit("stance")
    app.pills(key="mode").set_value(["direct", "reported", "writer"]).run()
    assert not app.exception
    assert "Writer" in marks(app)


def test_a_speaker_in_the_address_is_kept(visit: Open) -> None:
    app = visit("stance", speaker="mira-holt")
    assert app.multiselect(key="speaker").value == ["mira-holt"]
    assert "4 scored statements" in finding(app)


def test_an_unknown_speaker_in_the_address_is_told(visit: Open) -> None:
    app = visit("stance", speaker=["mira-holt", "*no* <b>one</b>"])
    assert not app.exception
    assert "no\\* \\<b\\>one" in app.warning[0].value
    assert app.multiselect(key="speaker").value == ["mira-holt"]


def test_filters_that_leave_nothing_offer_to_be_cleared(visit: Open) -> None:
    app = visit("stance", speaker="mira-holt", lang="zh-Hant")
    assert "Mira Holt" in app.info[0].value
    assert "18 statements" in app.info[0].value
    app.button(key="clear_here").click().run()
    assert not app.exception
    assert "14 scored statements" in finding(app)


def test_a_statement_in_the_address_is_opened(visit: Open, small: Path) -> None:
    from analysis.store import open_store, queries

    identity = queries.statements(open_store(small)).iloc[1]["id"]
    app = visit("stance", statement=identity)
    assert "Chosen statement" in shown(app)


def test_an_unknown_statement_is_told(visit: Open) -> None:
    app = visit("stance", statement="nonsense")
    assert not app.exception
    assert "nonsense" in app.warning[0].value


def test_statements_can_be_ordered_by_pole(visit: Open) -> None:
    app = visit("stance", order="pragmatist", docs="en-1")
    said = shown(app)
    assert said.index("A model that nobody buys") < said.index("We would spend the last coin")


# --- speakers and compare ------------------------------------------------------------------------


def test_speakers_names_both_scripts_and_counts(visit: Open) -> None:
    app = visit("speakers")
    labels = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]["yaxis"]["ticktext"]
    assert any("林若水" in label and "Lin Ruoshui" in label for label in labels)
    assert "n = 6 of 6" in shown(app)


def test_a_speaker_is_held_against_their_own_past(visit: Open, tmp_path: Path) -> None:
    app = visit("speakers", who="mira-holt")
    assert "4 statements, 4 of them scored" in shown(app)
    assert "no past" in shown(app)


def test_compare_takes_the_furthest_apart(visit: Open) -> None:
    app = visit("compare")
    assert finding(app).startswith("Mira Holt (+0.80) and 林若水")
    assert "n = 4" in shown(app)


def test_compare_reads_documents_too(visit: Open) -> None:
    app = visit("compare", by="documents")
    assert not app.exception
    assert "side by side" in finding(app) or "apart" in finding(app)


def test_compare_shows_statements_of_unnamed_themes_too(visit: Open) -> None:
    app = visit("compare", by="documents", a_documents="mt-1", b_documents="bad-1")
    assert "Do the application first" in shown(app)


def test_compare_converts_characters_for_reading_and_says_so(visit: Open) -> None:
    app = visit("compare", by="documents", script="hant", a_documents="zh-1", b_documents="hk-1")
    assert not app.exception
    said = re.sub(r"</?mark[^>]*>", "", shown(app))
    assert "哪怕傾家蕩產也值得追" in said
    assert "characters converted" in said


def test_an_unknown_side_of_the_comparison_is_told(visit: Open) -> None:
    app = visit("compare", a_speakers="nobody")
    assert not app.exception
    assert "nobody" in app.warning[0].value


def test_a_machine_translation_is_never_shown_as_verbatim(visit: Open) -> None:
    app = visit("stance", docs="mt-1")
    said = shown(app)
    assert "Do the application first" in said
    assert "ledger-badge translated" in said
    assert "ledger-badge direct" not in said


# --- events and costs ----------------------------------------------------------------------------


def rows_of(app: object) -> int:
    table = shown(app).split('<table class="ledger-table">')[1]  # type: ignore[arg-type]
    return table.split("<tbody>")[1].count("<tr>")


def test_every_row_opens_its_sentence(visit: Open) -> None:
    said = shown(visit("events"))
    assert "lost its head</b>" in said
    assert said.count('href="reader?doc=') == 7


def test_an_event_in_the_address_shows_its_sentence(visit: Open, small: Path) -> None:
    from analysis.store import open_store, queries

    row = queries.events(open_store(small), kinds=("layoff",)).iloc[0]
    app = visit("events", event=row["id"])
    assert "Layoff: 海棠智能 (200 people)" in shown(app)
    app.button(key="close").click().run()
    assert "200 people" not in shown(app)


def test_events_filter_by_kind_and_status(visit: Open) -> None:
    app = visit("events", kind="shutdown")
    assert rows_of(app) == 2
    app.pills(key="status").set_value(["denied"]).run()
    assert rows_of(app) == 1
    assert "<small>Denied</small>" in shown(app)


def test_an_unknown_event_is_told(visit: Open) -> None:
    app = visit("events", event="nonsense")
    assert not app.exception
    assert "nonsense" in app.warning[0].value


def test_costs_draw_one_kind_and_one_unit(visit: Open) -> None:
    app = visit("costs", measure="valuation:CNY")
    assert "800 million" in finding(app)
    assert "worth as a whole" in shown(app)
    assert rows_of(app) == 5


def test_an_unknown_measure_is_told(visit: Open) -> None:
    app = visit("costs", measure="training_cost:XXX")
    assert not app.exception
    assert "training\\_cost\\:XXX" in app.warning[0].value
