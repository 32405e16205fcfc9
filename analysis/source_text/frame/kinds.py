"""Names the kind of a line that is frame: by its words, its form, and the heading over it."""

from __future__ import annotations

from collections.abc import Collection

from analysis.source_text.frame import words

_OWN = (
    ("abstract repeats", "summary"),
    ("labels", "byline"),
    ("credit", "byline"),
)
_FORMS = (
    ("stamp", "date"),
    ("counts", "counts"),
    ("caption", "caption"),
    ("rights", "legal"),
    ("byline", "byline"),
    ("signed", "byline"),
    ("writer", "byline"),
    ("of the writer", "byline"),
    ("under the writer", "byline"),
    ("abstract", "summary"),
    ("heads links", "related"),
    ("tags", "links"),
    ("known words", "frame"),
    ("known word", "frame"),
    ("crumbs", "frame"),
    ("number", "counts"),
)
_PLACES = {
    "head": ("any", "ends", "head"),
    "meta": ("any", "ends", "head"),
    "insert": ("any", "ends"),
    "tail": ("any", "ends", "tail"),
}
_DEFAULTS = {"head": "frame", "meta": "byline", "insert": "advertisement", "tail": "advertisement"}
_SIGNED = {"signed", "posted"}
_PASSED_ON = {"related", "comments", "links"}


def kind(text: str, signs: Collection[str], part: str, before: str) -> str:
    """Return the kind of a line of frame; `before` is that of the line over it, if it is frame."""
    for sign, name in _OWN:
        if sign in signs:
            return name
    if part == "meta" and _SIGNED & set(signs):
        return "byline"
    entries = words.listed(text)
    fitting = [e for e in entries if e.place in _PLACES[part]] or list(entries)
    listed = next(iter(fitting), None)
    if "under abstract" in signs and part != "tail":
        return "summary"
    if listed and (listed.form == "whole" or "under comments" not in signs):
        return listed.kind
    if "under comments" in signs and part == "tail" and "rights" not in signs:
        return "comments"
    if "under links" in signs and "rights" not in signs:
        return before if before in _PASSED_ON else "related"
    return next((name for sign, name in _FORMS if sign in signs), _default(signs, part))


def _default(signs: Collection[str], part: str) -> str:
    if part == "meta" and not {"name", "parts", "site"} & set(signs):
        return "frame"
    if part == "insert" and {"menu", "words"} & set(signs):
        return "frame"
    return _DEFAULTS[part]
