"""A fresh server over a fresh store, and a page of a real Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import CHROMIUM, FLAGS, serve
from tests.pages import example


@pytest.fixture
def chromium() -> str:
    """The path of Chromium; without one the test is skipped, on a build server it fails."""
    if Path(CHROMIUM).exists():
        return CHROMIUM
    if os.environ.get("CI") == "true":
        pytest.fail("chromium is missing")
    pytest.skip("chromium is missing")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a freshly started server over the small store."""
    with serve(example.build(tmp_path / "store")) as address:
        yield address


@pytest.fixture
def tab(chromium: str, address: str) -> Iterator[object]:
    """A tab of a desk-sized window, not yet anywhere; requests to other hosts fail the test."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, locale="en-GB", base_url=address
        )
        page = context.new_page()
        outside: list[str] = []
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:", "blob:"))
                else outside.append(request.url)
            ),
        )
        yield page
        browser.close()
        assert outside == [], f"asked outside hosts: {outside}"
