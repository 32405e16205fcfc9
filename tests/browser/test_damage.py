"""What only a browser can tell of damaged text: what is copied, what is in view, what fits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Page, expect

from tests.browser.server import serve
from tests.browser.test_dashboard import go, settled
from tests.pages import example

pytestmark = pytest.mark.browser

SOURCE = "div.ledger-source"
COPIED = """(selector) => {
    const range = document.createRange(), selection = getSelection();
    range.selectNodeContents(document.querySelector(selector));
    selection.removeAllRanges();
    selection.addRange(range);
    return selection.toString();
}"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a freshly started server over a store with damaged documents."""
    with serve(example.build_damaged(tmp_path / "store")) as address:
        yield address


def test_copied_words_are_those_of_the_source(tab: Page) -> None:
    go(tab, "/reader?doc=dam-1")
    expect(tab.locator(SOURCE)).to_contain_text("。可以想象，", timeout=30_000)
    copied = tab.evaluate(COPIED, SOURCE)
    assert copied.split() == example.DAMAGED.split()


def test_copied_words_of_a_statement_are_those_of_the_source(tab: Page) -> None:
    go(tab, "/stance?docs=dam-1")
    quote = tab.locator(".ledger-excerpt blockquote").first
    expect(quote).to_contain_text("領域", timeout=30_000)
    copied = tab.evaluate(COPIED, ".ledger-excerpt blockquote")
    assert copied == "領網域裏的公司應先賺錢，通用人工智能只是口號"


def test_the_reader_scrolls_to_the_passage_asked_for(tab: Page) -> None:
    tab.set_viewport_size({"width": 900, "height": 320})
    at = example.DAMAGED.index("我們不會")
    go(tab, f"/reader?doc=dam-1&at={at}-{at + 8}")
    expect(tab.locator("#asked")).to_be_in_viewport(timeout=30_000)


def test_no_table_of_the_method_page_scrolls_sideways_on_a_phone(tab: Page) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    go(tab, "/method")
    expect(tab.locator(".ledger-table").first).to_be_visible(timeout=30_000)
    settled(tab)
    wide = tab.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(
            (e) => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(
                getComputedStyle(e).overflowX)).length"""
    )
    assert wide == 0
    assert tab.locator("[data-testid=stDataFrame]").count() == 0


@pytest.mark.parametrize("path", ["/reader?doc=dam-1", "/stance", "/overview"])
def test_damage_fits_on_a_phone(tab: Page, path: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    go(tab, path.replace("/overview", "/"))
    expect(tab.locator(".ledger-finding")).not_to_be_empty(timeout=30_000)
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
    assert tab.evaluate(wide) <= 0
