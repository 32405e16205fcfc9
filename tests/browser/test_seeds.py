"""The whole way on the five real articles: every page, the three speakers, mark to source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page, expect, sync_playwright

from analysis import build, store
from tests.browser.server import FLAGS, serve
from tests.browser.test_dashboard import go, place_of_mark, settled

pytestmark = pytest.mark.browser

PAGES = ("", "stance", "speakers", "compare", "events", "costs", "reader", "method")
SHAPES = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
SPEAKERS = {
    "kai-fu-lee": ("Kai-Fu Lee", "李开复"),
    "zhang-hongjiang": ("Zhang Hongjiang", "张宏江"),
    "zhu-xiaohu": ("Zhu Xiaohu", "朱啸虎"),
}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("seeds") / "store"
    build.build([build.SEEDS], root)
    return root


@pytest.fixture(scope="module")
def address(seeds: Path) -> Iterator[str]:
    with serve(seeds) as address:
        yield address


@pytest.fixture
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_tab(browser: Browser, address: str) -> Callable[[str], Page]:
    def open_(shape: str = "light") -> Page:
        return browser.new_context(**SHAPES[shape], locale="en-GB", base_url=address).new_page()

    return open_


@pytest.mark.parametrize("shape", SHAPES)
def test_every_page_opens(open_tab: Callable[[str], Page], shape: str) -> None:
    tab = open_tab(shape)
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    for page in PAGES:
        go(tab, f"/{page}")
        expect(tab.locator(".ledger-finding")).not_to_be_empty(timeout=30_000)
        settled(tab)
        assert tab.locator("[data-testid=stException]").count() == 0, page
        wide = "document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
        assert tab.evaluate(wide) <= 0, page
    assert faults == []


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_filter_by_speaker(open_tab: Callable[[str], Page], seeds: Path, speaker: str) -> None:
    tab = open_tab()
    go(tab, f"/stance?speaker={speaker}")
    quotes = tab.locator(".ledger-excerpt figcaption strong")
    expect(quotes.first).to_be_visible(timeout=30_000)
    assert set(quotes.all_inner_texts()) <= set(SPEAKERS[speaker])
    counted = store.open_store(seeds).frame(
        "select count(*) n from statements where speaker_id = ? and mode <> 'writer'", [speaker]
    )
    expect(tab.locator("body")).to_contain_text(f"Of all {counted.n[0]},")


def test_a_speaker_is_chosen_with_the_keyboard(open_tab: Callable[[str], Page]) -> None:
    tab = open_tab()
    go(tab, "/stance")
    box = tab.locator(".st-key-speaker input")
    box.click(timeout=30_000)
    box.fill("Zhu")
    box.press("Enter")
    expect(tab).to_have_url(re.compile("speaker=zhu-xiaohu"), timeout=15_000)


def test_from_a_mark_to_the_sentence_in_its_source(open_tab: Callable[[str], Page]) -> None:
    tab = open_tab()
    go(tab, "/stance?speaker=zhang-hongjiang")
    tab.wait_for_selector(".st-key-marks .point", state="attached", timeout=30_000)
    x, y = place_of_mark(tab, 0)
    tab.mouse.move(x - 8, y - 8)
    tab.mouse.move(x, y, steps=5)
    expect(tab.locator(".hoverlayer .hovertext")).to_be_visible()
    tab.mouse.click(x, y)
    expect(tab.get_by_text("Chosen statement")).to_be_visible(timeout=15_000)
    words = tab.locator(".ledger-excerpt blockquote").first.inner_text()[:30]
    tab.get_by_role("link", name="Read in the source").first.click()
    expect(tab).to_have_url(re.compile(r"/reader\?.*at=\d+-\d+"), timeout=15_000)
    settled(tab)
    expect(tab.locator(".ledger-source .at").first).to_be_visible(timeout=30_000)
    expect(tab.locator(".ledger-excerpt blockquote").first).to_contain_text(words)


def test_two_speakers_are_read_side_by_side(open_tab: Callable[[str], Page]) -> None:
    tab = open_tab()
    go(tab, "/compare?a_speakers=zhang-hongjiang&b_speakers=zhu-xiaohu")
    expect(tab.locator(".ledger-finding")).to_contain_text("Zhang Hongjiang", timeout=30_000)
    boxes = {
        name: tab.locator(".ledger-excerpt", has_text=name).first.bounding_box()
        for name in ("Zhang Hongjiang", "Zhu Xiaohu")
    }
    left, right = (box["x"] for box in boxes.values() if box)
    assert left + 300 < right


def test_a_link_to_a_sentence_opens_on_a_fresh_server(browser: Browser, seeds: Path) -> None:
    found = (
        store.open_store(seeds)
        .frame(
            'select document, span.start as a, span."end" as b from statements '
            "where speaker_id = 'kai-fu-lee' and mode = 'direct' order by document, a limit 1"
        )
        .iloc[0]
    )
    with serve(seeds) as fresh:
        tab = browser.new_context(base_url=fresh, locale="en-GB").new_page()
        go(tab, f"/reader?doc={found.document}&at={found.a}-{found.b}")
        expect(tab.locator(".ledger-source .at").first).to_be_visible(timeout=30_000)
        expect(tab.locator(".ledger-page")).to_have_text("Reader")


def test_the_store_is_built_by_the_first_visit(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path / "none") as fresh:
        tab = browser.new_context(base_url=fresh, locale="en-GB").new_page()
        tab.goto("/")
        expect(tab.locator(".ledger-finding")).to_contain_text("statements", timeout=60_000)
    assert (tmp_path / "none" / "CURRENT").is_file()
