"""Takes pictures of every page: light and dark, desk and phone.

`python -m tests.browser.screenshots [--store FOLDER] [--pages a,b] [--out FOLDER] [--only NAME]
[--height PIXELS]` writes PNG files to .screenshots/.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import CHROMIUM, FLAGS, READY, ROOT, serve

PAGES = ("overview", "stance", "speakers", "compare", "events", "costs", "reader", "method")
DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
SHAPES = {
    "desk-light": {**DESK, "color_scheme": "light"},
    "desk-dark": {**DESK, "color_scheme": "dark"},
    "phone-light": {**PHONE, "color_scheme": "light"},
    "phone-dark": {**PHONE, "color_scheme": "dark"},
}


def shoot(
    browser: Browser, address: str, page: str, shape: str, out: Path, *, most: int = 6000
) -> Path:
    """Take one picture of one page, at most `most` pixels high, and return its file."""
    context = browser.new_context(**SHAPES[shape], locale="en-GB")
    tab = context.new_page()
    slug, _, query = page.partition("?")
    path = "" if slug == "overview" else slug
    tab.goto(f"{address}/{path}" + (f"?{query}" if query else ""))
    tab.wait_for_selector(".ledger-finding", timeout=90_000)
    for _ in range(3):  # a shared link takes three runs: the page alone, the frame, the page
        tab.wait_for_timeout(400)
        tab.wait_for_selector(READY, state="attached", timeout=60_000)
    tab.wait_for_function(
        "() => !document.querySelector('[data-testid=stSkeleton]')", timeout=60_000
    )
    tab.wait_for_timeout(800)
    height = tab.evaluate(
        "document.querySelector('[data-testid=stMain]')?.firstElementChild?.scrollHeight || 900"
    )
    size = SHAPES[shape]["viewport"]
    tab.set_viewport_size({"width": size["width"], "height": min(max(height + 80, 700), most)})
    tab.wait_for_timeout(700)
    file = out / f"{slug}-{shape}.png"
    tab.screenshot(path=file)
    context.close()
    return file


def main() -> None:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--pages", default=",".join(PAGES))
    parser.add_argument("--out", type=Path, default=ROOT / ".screenshots")
    parser.add_argument("--only", default=",".join(SHAPES))
    parser.add_argument("--height", type=int, default=6000)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with serve(chosen.store) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for page in chosen.pages.split(","):
            for shape in chosen.only.split(","):
                print(shoot(browser, address, page, shape, chosen.out, most=chosen.height))
        browser.close()


if __name__ == "__main__":
    main()
