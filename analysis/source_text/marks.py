"""Finds entities, invisible characters and compatibility forms that stand for ordinary ones."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from analysis import lexicons
from analysis.records import Change
from analysis.source_text.edits import LINE_END, UNRECOVERABLE, Replacement
from analysis.source_text.script import fold, traditional_only
from analysis.source_text.shown import is_quoted, is_told

_ENTITY = re.compile(
    r"&(?:amp;){0,3}(?:(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});"
    r"|(?:amp|gt|ldquo|lt|mdash|nbsp|quot|rdquo)(?![;\w=]))"
)
_HIDDEN_TAG = re.compile(r"&(?:amp;)?lt;/?[a-zA-Z!][^&<>\n]{0,200}&(?:amp;)?gt;")
_MENTION = re.compile(
    r"(?:写|用|打|输入|寫|輸入)\s?&\w{2,8};(?=[，、。；]|$)"
    r"|\b(?:as|by|enter|type|use|write|writes) &\w{2,8};(?=[,.;]| (?:and|for|instead|or|to) )",
    re.MULTILINE,
)
_DENSE = 4  # entities for each word about markup, where they are damage all the same
_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]{0,10}[ >/]|!--)")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+"
)
_JOINERS = "\u200c\u200d"
_AS_EMOJI = "\ufe0f"
_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_LATIN_WIDE = re.compile(
    rf"＄?[{_WIDE}]+(?:(?:[．－／＆＿＠]|(?<=[０-９])(?:，(?=[０-９]{{3}}(?![０-９]))|：(?=[０-９]{{2}})))"
    rf"[{_WIDE}]+)*(?:＋＋|[％＋])?"
)
_COMPATIBILITY = re.compile(
    "[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufad9\ufb00-\ufb06\U0002f800-\U0002fa1d]+"
)
_COMBINING = re.compile(r"[A-Za-z\u00c0-\u024f][\u0300-\u0331]{1,3}")
FORMS = re.compile(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u0300-\u0331"
    "\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufad9\ufb00-\ufb06\U0002f800-\U0002fa1d]"
)
_LINE = re.compile(r"[^\n]+")
_WIDE_LETTER = re.compile("[\uff21-\uff3a\uff41-\uff5a]{2}")
_EAST_ASIAN = re.compile("[\u2e80-\u2fff\u3001-\u9fff\uac00-\ud7a3]")
_NARROW = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
_LOST = re.compile("[\ufffd\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010fffd]+")


def line_ends(text: str) -> list[Replacement]:
    """Return a plain line feed for every other sign that ends a line."""
    if not LINE_END.search(text):
        return []
    return [Replacement(m.start(), m.end(), "\n", "line end") for m in LINE_END.finditer(text)]


def entities(text: str) -> list[Replacement]:
    """Return the characters that HTML entities stand for; none where the text is about HTML.

    >>> [r.after for r in entities("AT&amp;T &#x4e2d;&nbsp;&mdash; R&D;")]
    ['&', '中', ' ', '—']
    """
    if "&" not in text or (found := list(_ENTITY.finditer(text))) == []:
        return []
    if _TAG.search(text) or _HIDDEN_TAG.search(text) or _MENTION.search(text):
        return []
    if len(found) < _DENSE * len(_lessons().findall(text.translate(fold()))):
        return []
    replacements = []
    for match in found:
        after = match.group()
        for _ in range(4):
            after = html.unescape(after)
        quoted = is_quoted(text, *match.span())
        if after != match.group() and len(after) <= 2 and not quoted:
            plain = " " if after == "\xa0" else after
            replacements.append(Replacement(match.start(), match.end(), plain, "entity"))
    return replacements


@cache
def _lessons() -> re.Pattern[str]:
    words = sorted(row["word"] for row in lexicons.table("markup_lessons"))
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


def invisible(text: str) -> list[Replacement]:
    """Return the removal of zero-width and control characters.

    A joiner stays where its script needs it (emoji, Indic, Arabic).

    >>> len(invisible("Open\\u200bAI")), len(invisible("👩\\u200d💻"))
    (1, 0)
    """
    return [
        Replacement(m.start(), m.end(), "", "invisible")
        for m in INVISIBLE.finditer(text)
        if not _joins(text, m)
    ]


def _joins(text: str, match: re.Match[str]) -> bool:
    if match.group() not in _JOINERS:
        return False
    around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return len(around) == 2 and all(
        char == _AS_EMOJI or (char > "\u05ff" and not "\u2e80" <= char <= "\uffef")
        for char in around
    )


def compatibility(text: str) -> list[Replacement]:
    """Return ordinary characters for full-width Latin, ligatures, radicals and loose accents.

    Full-width punctuation is Chinese punctuation and stays.

    >>> [r.after for r in compatibility("ＯｐｅｎＡＩ完成１２．５％的ﬁne调")]
    ['OpenAI', '12.5%', 'fi']
    """
    found = []
    for pattern in (_LATIN_WIDE, _COMPATIBILITY, _COMBINING):
        for match in pattern.finditer(text):
            after = _usual(match, unicodedata.normalize("NFC", match.group()))
            if after != match.group() and not _is_shown(match):
                found.append(_aligned(match, after))
    return [*_wide_lines(text), *found]


def _is_shown(match: re.Match[str]) -> bool:
    """Return whether a single form is what its sentence is about."""
    where = match.string, *match.span()
    return len(match.group()) == 1 and (is_quoted(*where) or is_told(*where))


def _usual(match: re.Match[str], composed: str) -> str:
    """Return the usual characters for compatibility forms, in the script of their line."""
    if match.re is _COMBINING:
        return composed
    after = unicodedata.normalize("NFKC", composed).translate(_radicals())
    if match.re is _LATIN_WIDE or not traditional_only().search(after):
        return after
    text = match.string
    line = (text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end()) % (len(text) + 1))
    traditional = len(traditional_only().findall(text, *line))
    return after if traditional else after.translate(fold())


@cache
def _radicals() -> dict[int, str]:
    rows = lexicons.table("radical_forms")
    return {ord(row["radical"]): row["character"] for row in rows}


def _wide_lines(text: str) -> list[Replacement]:
    """Return lines of full-width letters without Chinese, whose marks are full-width as well."""
    if not _WIDE_LETTER.search(text):
        return []
    return [
        _aligned(line, line.group().translate(_NARROW))
        for line in _LINE.finditer(text)
        if _WIDE_LETTER.search(line.group()) and not _EAST_ASIAN.search(line.group())
    ]


def _aligned(match: re.Match[str], after: str) -> Replacement:
    """Return the replacement of a run, character by character where both are of one length."""
    size = len(after)
    pieces = (
        tuple(Change(i, i + 1, i, i + 1) for i in range(size)) if size == len(match.group()) else ()
    )
    return Replacement(match.start(), match.end(), after, "compatibility", pieces=pieces)


def unrecoverable(text: str) -> list[Replacement]:
    """Return every run of characters whose meaning is lost, unchanged, so that it is counted."""
    if not _LOST.search(text):
        return []
    return [
        Replacement(m.start(), m.end(), m.group(), UNRECOVERABLE, certain=False)
        for m in _LOST.finditer(text)
    ]
