"""English words and clauses: what shows a clause, an adverb, a preposition."""

from __future__ import annotations

import re
from functools import cache

from analysis.records import Range
from analysis.speakers import cues

OPENERS = "“\"'‘«「"
STRIP = " \t,;:.—–-"
THAT = re.compile(r"^[^.;:!?“\"]{0,90}?\bthat\b[,]?\s+")


@cache
def auxiliary() -> re.Pattern[str]:
    """Return a pattern of the auxiliaries that show a finite clause."""
    return re.compile(rf"\b{cues.spaced('auxiliary_en')}\b")


@cache
def verb() -> re.Pattern[str]:
    """Return a pattern of what is most likely a finite verb."""
    return re.compile(
        rf"\b(?:{cues.spaced('auxiliary_en')}|{cues.spaced('verb_en')}|\w{{2,14}}ed|\w{{1,12}}n[’']t"
        r"|[a-z]{3,14}s)\b|\w[’'](?:s|re|ll|ve|d)\b"
    )


@cache
def clear_verb() -> re.Pattern[str]:
    """Return a pattern of auxiliaries and past forms, which no noun looks like."""
    return re.compile(rf"\b(?:{cues.spaced('auxiliary_en')}|do|does|did|must|\w+ed|\w+n[’']t)\b")


@cache
def adverbs() -> str:
    """Return a pattern of one adverb or auxiliary that may stand before a verb."""
    return rf"(?:{cues.spaced('adverb_en')}|\w+ly)"


def is_clause(text: str) -> bool:
    """Tell whether words before a tail can be what is reported: a clause of three words or more."""
    words = text.split()
    if not words or words[0].lower() in cues.group("participle_en"):
        return False
    return len(words) >= 3 and bool(verb().search(text))


def may_be_clause(text: str) -> bool:
    """Tell whether words are no mere adverbial, so that a closing frame makes them a clause."""
    words = text.split()
    opens = cues.group("preposition_en") | cues.group("participle_en")
    return len(words) >= 3 and words[0].lower() not in opens


def shows_verb(text: str) -> bool:
    """Tell whether a clear finite verb follows, and not in a relative clause."""
    verb = auxiliary().search(text[:200])
    lead = text[: verb.start()] if verb else ""
    return verb is not None and not re.search(
        r"\b(?:that|which|who|whose|where|when|and|but)\b", lead
    )


def is_bare_clause(text: str) -> bool:
    """Tell whether words after a verb are a clause without "that"."""
    words = re.findall(r"[\w’'$€£¥%-]+", text[:160])
    if (
        len(words) < 3
        or (words[0].lower() in cues.group("no_clause_en") and not _counted().match(text))
        or not text[:1].strip(STRIP)
    ):
        return False
    if len(text.split(",", 1)[0].split()) < 2:
        return False
    return bool(verb().search(" ".join(words[1:])))


@cache
def _counted() -> re.Pattern[str]:
    """Return the pattern of a subject that opens with a quantifier (about 40 people were)."""
    quantity = r"(?:about|over|more than|less than|at least|at most|most|no|as many as|up to)"
    return re.compile(
        rf"{quantity} (?:[$€£¥]?\d[\w.,]*|half|a (?:third|quarter|dozen)|(?!to\b|longer\b)[a-z-]+)"
        rf"(?: (?!that\b|whether\b|how\b|why\b)[\w’'%-]+){{0,6}}? {cues.spaced('auxiliary_en')}\b",
        re.IGNORECASE,
    )


def is_sentence(inner: str) -> bool:
    """Tell a quoted sentence from a quoted phrase."""
    return inner[:1].isupper() and inner[-1:] in ".!?" and len(inner.split()) >= 4


def trim(text: str, start: int, end: int) -> Range:
    """Return the stretch without the marks and spaces, and the dateline, around it."""
    piece = text[start:end]
    dateline = _DATELINE.match(piece)
    left = dateline.end() if dateline else len(piece) - len(piece.lstrip(STRIP))
    return Range(start + left, start + max(left, len(piece.rstrip(STRIP))))


_DATELINE = re.compile(r"[A-Z]{3,}[\w ,.]{0,40}? (?:--|[-—–]) ")
