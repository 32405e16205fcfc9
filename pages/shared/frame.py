"""What every page stands on: the way in, the open store, the heading."""

from __future__ import annotations

import html
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import streamlit as st

from analysis.store import Store, StoreError, open_store
from analysis.store.read import current
from pages.shared import address
from pages.shared.texts import plain, t

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds" / "articles"
T = TypeVar("T")
GUESSES = "guesses"


def require(slug: str) -> None:
    """Send a reader who came straight to a page through the frame first, and back to `slug`.

    On a freshly started server an address such as /stance runs the page's file alone, before
    app.py has told Streamlit of its pages.
    """
    if "framed" not in st.session_state:
        parameters = {key: st.query_params.get_all(key) for key in st.query_params}
        st.session_state["wanted"] = (slug, parameters)
        st.switch_page("app.py")
    st.session_state.pop(GUESSES, None)
    address.arrive(slug)


def root() -> Path:
    """Return the folder of the store: AGI_LEDGER_STORE, else `.store` beside app.py."""
    return Path(os.environ.get("AGI_LEDGER_STORE") or ROOT / ".store")


def store() -> Store:
    """Return the current generation, opened once a generation; builds it where there is none.

    Where it cannot be opened the page ends with a sentence and a button that builds it again.
    """
    try:
        return _current()
    except StoreError as error:
        if not (root() / "CURRENT").exists() and build():
            return _current()
        _offer_rebuild(error)


def _offer_rebuild(error: StoreError) -> NoReturn:
    """Say what is wrong with the store and from what it would be built again; end the page."""
    given = ", ".join(path.name for path in _sources())
    st.warning(plain(t("store_error", error=error)))
    if st.button(t("rebuild"), help=plain(given), type="primary", key="rebuild") and build():
        st.rerun()
    st.stop()


def _sources() -> list[Path]:
    """Return what the store was built from last, as far as it is there; else the seeds."""
    try:
        last = [Path(path) for path in current(root()).get("sources", [])]
    except StoreError:
        last = []
    return [path for path in last if path.exists()] or [SEEDS]


def _current() -> Store:
    manifest = current(root())
    return _open(str(root()), manifest["generation"], manifest.get("built", ""))


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(folder: str, generation: int, built: str) -> Store:
    return open_store(Path(folder))


@st.cache_resource(max_entries=1, show_spinner=False)
def _lock() -> threading.Lock:
    return threading.Lock()


def build() -> bool:
    """Build the store with a bar, from what it was built of last; return whether it stands now.

    Two readers who come at once build once.
    """
    from analysis.build import build as build_store

    bar = st.progress(0.0, t("building", done=0, total="…"))

    def progress(done: int, total: int) -> None:
        bar.progress(min(done / max(total, 1), 1.0), t("building", done=done, total=total))

    waited = _lock().locked()
    with _lock():
        try:
            if not waited or not (root() / "CURRENT").exists():
                build_store(_sources(), root(), progress=progress)
        except Exception as error:  # whatever a build meets, the reader gets a sentence
            st.error(plain(t("build_failed", error=error)))
            return False
        finally:
            bar.empty()
    return True


def ask(question: Callable[..., T], *arguments: Any, **options: Any) -> T:
    """Return the answer of a function of `analysis.store.queries`, remembered by generation."""
    opened = store()
    key = (str(opened.root), opened.manifest["generation"], opened.manifest.get("built", ""))
    name = f"{question.__module__}.{question.__qualname__}"
    try:
        return _answer(key, name, arguments, options, opened, question)
    except StoreError as error:
        _offer_rebuild(error)


@st.cache_data(max_entries=64, show_spinner=False)
def _answer(
    key: tuple[str, int, str],
    name: str,
    arguments: tuple[Any, ...],
    options: dict[str, Any],
    _store: Store,
    _question: Callable[..., Any],
) -> Any:
    return _question(_store, *arguments, **options)


def heading(page: str, finding: str) -> None:
    """Draw the page's name and, as its title, what it finds (plain text, not Markdown)."""
    st.html(
        f'<p class="ledger-page">{html.escape(page)}</p>'
        f'<h1 class="ledger-finding">{html.escape(finding)}</h1>'
    )


def note(*parts: str) -> None:
    """Draw the small line under a chart or list: n, what is missing, how to read it."""
    st.html(f'<p class="ledger-note">{html.escape(" ".join(p for p in parts if p))}</p>')
