"""The dashboard run in process over small real stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pages import example

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example.build(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example.build_empty(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example.build_damaged(tmp_path_factory.mktemp("damaged"))


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, small: Path) -> Open:
    """Return a function that opens a page of the dashboard over a store."""

    def go(page: str, store: Path | None = None, **parameters: str | list[str]) -> AppTest:
        monkeypatch.setenv("AGI_LEDGER_STORE", str(store or small))
        st.cache_data.clear()
        st.cache_resource.clear()
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key, value in parameters.items():
            app.query_params[key] = value
        app.run()
        if page != "overview":
            app.switch_page(f"pages/{page}.py")
            for key, value in parameters.items():
                app.query_params[key] = value
            app.run()
        return app

    return go


def shown(app: AppTest) -> str:
    """Return everything a page says, as one string."""
    kinds = ("html", "markdown", "caption", "text", "warning", "info", "error", "subheader")
    return "\n".join(str(e.value) for kind in kinds for e in app.get(kind))
