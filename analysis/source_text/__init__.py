"""Turns bytes into a document and its working text: repaired, without frames, Simplified."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from analysis.records import Document, Origin, Region, WorkingText
from analysis.source_text import (
    artefacts,
    fields,
    frame,
    glosses,
    glue,
    marks,
    mojibake,
    script,
    slips,
    spaces,
)
from analysis.source_text.decode import UnreadableError, decode
from analysis.source_text.edits import LINE_END, Draft, apply, note, replay, start
from analysis.source_text.translated import is_machine_translated

# Each step, and the characters without one of which it finds nothing.
_HAN = re.compile("[\u3400-\u9fff]")
_STEPS = (
    (LINE_END, marks.line_ends),
    (re.compile("&"), marks.entities),
    (re.compile("[^\t-\x7e]"), mojibake.find),
    (_HAN, slips.find),
    (marks.INVISIBLE, marks.invisible),
    (_HAN, spaces.find),
    (_HAN, glosses.find),
    (_HAN, artefacts.find),
    (marks.FORMS, marks.compatibility),
    (re.compile("[A-Z]"), glue.find),
)
_ASCII = bytes(range(128))
_UNUSUAL = re.compile("[^–—‘’“”…、。《-』㐀-鿿！（），：；？]+")
_ROUNDS = 5

__all__ = ["UnreadableError", "convert", "read", "repair", "replay"]


def convert(text: str, to: Literal["hans", "hant"]) -> str:
    """Return `text` in Simplified or Traditional characters, for reading; wording is kept.

    >>> convert("領域", "hans"), convert("领域", "hant")
    ('领域', '領域')
    """
    return script.simplified(text) if to == "hans" else script.traditional(text)


def read(raw: bytes | str, origin: Origin) -> tuple[Document, WorkingText, tuple[Region, ...]]:
    """Return the document, its working text and the stretches kept out of the analysis.

    A `str` is taken as it is. Raises UnreadableError where there is nothing to read.

    >>> document, working, regions = read("網(wǎng)絡和算力", Origin())
    >>> document.language, working.text, working.plan[0].action
    ('zh-Hant', '网络和算力', 'gloss')
    """
    text, encoding = _decoded(raw, origin)
    draft = repair(text)
    language = script.language(draft.text)
    converted, to_repaired = script.convert(draft.text)
    layout = frame.find(converted, origin)
    working = WorkingText(
        text=converted,
        repaired=draft.text,
        to_repaired=to_repaired,
        to_source=draft.to_source,
        plan=draft.plan,
        skip=tuple(found.range for found in layout.frames),
    )
    data = text.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    told = fields.find(working, layout, origin)
    document = Document(
        id=origin.id or hashlib.sha256(data).hexdigest()[:16],
        text=text,
        title=told.title,
        language=language,
        publisher=told.publisher,
        author=told.author,
        url=origin.url,
        path=origin.path,
        encoding=encoding,
        machine_translated=language == "en"
        and is_machine_translated(draft.text, _count(draft, "run together")),
    )
    regions = tuple(Region(document.id, working.source(*f.range), f.kind) for f in layout.frames)
    return document, working, regions


def _decoded(raw: bytes | str, origin: Origin) -> tuple[str, str]:
    if isinstance(raw, bytes):
        return decode(raw, origin.charset)
    if not raw.strip():
        raise UnreadableError("a text without a word in it; give one with text")
    return raw, "utf-8"


def _count(draft: Draft, action: str) -> int:
    return sum(edit.action == action for edit in draft.plan)


def repair(text: str) -> Draft:
    """Return the repaired text, the map back and the list of what was changed."""
    ends = [item._replace(action="") for item in marks.line_ends(text)]
    draft = apply(start(text), ends, text)
    alphabet = _alphabet(draft.text)
    for _ in range(_ROUNDS):
        before = draft
        for signs, find in _STEPS:
            if signs.search(alphabet) and (found := find(draft.text)):
                draft = apply(draft, found, text)
                alphabet = _alphabet(draft.text)
        if draft is before:
            break
    return note(draft, marks.unrecoverable(draft.text), text)


def _alphabet(text: str) -> str:
    """Return the characters that a text holds; one Han character stands for all, and for marks."""
    data = text.encode("utf-8", "surrogatepass")
    rest = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    plain = "".join(chr(byte) for byte in _ASCII if byte in data)
    return plain + ("一" if _HAN.search(rest) else "") + "".join({*_UNUSUAL.findall(rest)})
