"""Turns bytes into a document and its working text."""

from __future__ import annotations

import hashlib

from analysis.records import Document, Origin, Region, TextMap, WorkingText


def read(raw: bytes | str, origin: Origin) -> tuple[Document, WorkingText, tuple[Region, ...]]:
    """Return the document, its working text and the stretches kept out of the analysis."""
    text = raw if isinstance(raw, str) else raw.decode("utf-8", "replace")
    data = text.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    name = origin.id or hashlib.sha256(data).hexdigest()[:16]
    document = Document(id=name, text=text, title=origin.title, path=origin.path)
    return document, WorkingText(text, text, TextMap(), TextMap()), ()
