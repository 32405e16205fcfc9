"""What only a browser can tell: shared links, clicks, the address, the phone."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Page, expect

from tests.browser.server import READY

pytestmark = pytest.mark.browser


def settled(tab: Page) -> None:
    tab.wait_for_timeout(300)
    tab.wait_for_selector(READY, state="attached", timeout=60_000)


def go(tab: Page, path: str) -> None:
    tab.goto(path)
    settled(tab)


def test_a_shared_link_opens_on_a_freshly_started_server(tab: Page) -> None:
    go(tab, "/stance?speaker=mira-holt&mode=direct")
    expect(tab.locator(".ledger-page")).to_have_text("Stance over time", timeout=30_000)
    expect(tab.locator(".st-key-speaker")).to_contain_text("Mira Holt")
    expect(tab).to_have_url(re.compile(r"/stance\?.*speaker=mira-holt"))
    quoted = tab.locator(".ledger-excerpt blockquote")
    expect(quoted).to_have_count(2)


def test_a_clicked_mark_shows_its_statement_and_stays_in_the_address(tab: Page) -> None:
    go(tab, "/stance?speaker=mira-holt")
    tab.wait_for_selector(".st-key-marks .point", state="attached", timeout=30_000)
    x, y = place_of_mark(tab, 0)
    tab.mouse.move(x - 8, y - 8)
    tab.mouse.move(x, y, steps=5)
    expect(tab.locator(".hoverlayer .hovertext")).to_be_visible()
    tab.mouse.click(x, y)
    expect(tab).to_have_url(re.compile(r"statement=[0-9a-f]{16}"), timeout=15_000)
    expect(tab.get_by_text("Chosen statement")).to_be_visible()


def place_of_mark(tab: Page, number: int) -> tuple[float, float]:
    """Return the pixel of the first mark that stands for a statement."""
    found: Any = tab.evaluate(
        """(number) => {
            const plot = document.querySelector('.st-key-marks .js-plotly-plot');
            const trace = plot.data.find((t) => t.customdata);
            const layout = plot._fullLayout, box = plot.getBoundingClientRect();
            const data = plot.calcdata[plot.data.indexOf(trace)][number];
            return [box.left + layout.xaxis._offset + layout.xaxis.c2p(data.x),
                    box.top + layout.yaxis._offset + layout.yaxis.c2p(data.y)];
        }""",
        number,
    )
    return found[0], found[1]


def test_the_language_goes_along_to_the_next_page_and_to_the_source(tab: Page) -> None:
    go(tab, "/stance?ui=zh")
    expect(tab.locator(".ledger-page")).to_have_text("立场走势", timeout=30_000)
    tab.get_by_role("link", name="发言人").first.click()
    expect(tab.locator(".ledger-page")).to_have_text("发言人")
    expect(tab).to_have_url(re.compile(r"/speakers\?.*ui=zh"))
    tab.get_by_role("link", name="阅读原文").first.click()
    expect(tab).to_have_url(re.compile(r"/reader\?.*doc="))
    settled(tab)
    expect(tab.get_by_role("link", name="总览")).to_be_visible()


def test_filters_go_along_from_page_to_page(tab: Page) -> None:
    go(tab, "/stance?lang=zh-Hant")
    expect(tab.locator(".st-key-lang")).to_contain_text("Traditional Chinese", timeout=30_000)
    tab.get_by_role("link", name="Events").first.click()
    expect(tab.locator(".ledger-page")).to_have_text("Events")
    expect(tab.locator(".st-key-lang")).to_contain_text("Traditional Chinese")
    expect(tab).to_have_url(re.compile("lang=zh-Hant"))


def test_a_document_in_the_table_opens_in_the_reader(tab: Page) -> None:
    go(tab, "/")
    tab.locator(".ledger-table a", has_text="模型公司的冬天").click()
    expect(tab).to_have_url(re.compile(r"/reader\?doc=zh-1"), timeout=15_000)
    settled(tab)
    expect(tab.locator("body")).to_contain_text("模型公司的冬天")


@pytest.mark.parametrize(
    "path", ["/", "/stance", "/speakers", "/compare", "/events", "/costs", "/reader?doc=bad-1"]
)
def test_hostile_text_is_shown_and_never_run(tab: Page, path: str) -> None:
    alerts: list[str] = []
    tab.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    go(tab, path)
    settled(tab)
    assert alerts == []
    assert tab.locator("img[src*='x.invalid']").count() == 0
    assert tab.locator("[data-testid=stException]").count() == 0


def test_no_page_scrolls_sideways_on_a_phone(tab: Page) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    for path in ("/", "/stance", "/speakers", "/compare", "/events", "/costs"):
        go(tab, path)
        wide = tab.evaluate(
            "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
        )
        assert wide <= 0, path
