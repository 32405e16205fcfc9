"""The frame of the dashboard: pages, language, look."""

from pathlib import Path

import streamlit as st

from pages.shared import frame, texts
from pages.shared.texts import t

SECTIONS = {
    "section_argument": ("overview", "stance", "speakers", "compare"),
    "section_industry": ("events", "costs"),
    "section_sources": ("reader", "method"),
}
ICONS = {
    "overview": ":material/newspaper:",
    "stance": ":material/timeline:",
    "speakers": ":material/record_voice_over:",
    "compare": ":material/compare_arrows:",
    "events": ":material/event:",
    "costs": ":material/payments:",
    "reader": ":material/menu_book:",
    "method": ":material/rule:",
}


def page(slug: str) -> st.Page:
    """Return the page of pages/<slug>.py, named in the reader's language."""
    return st.Page(
        f"pages/{slug}.py",
        title=t(f"page_{slug}"),
        icon=ICONS[slug],
        help=t(f"page_{slug}_help"),
        default=slug == "overview",
    )


st.set_page_config(
    page_icon="📒",
    layout="wide",
    menu_items={"About": t("about")},
)
st.session_state["framed"] = True
wanted = st.session_state.pop("wanted", None)
if wanted is None:
    with st.sidebar:
        texts.switch()
pages = {t(section): [page(slug) for slug in slugs] for section, slugs in SECTIONS.items()}
chosen = st.navigation(pages, expanded=True)
if wanted is not None:
    slug, parameters = wanted
    st.switch_page(f"pages/{slug}.py", query_params=parameters)
st.html(Path(frame.__file__).with_name("look.css"))
chosen.run()
