"""How damaged stretches of a source are read: drawn beside its own characters, never instead.

What is read there cannot be selected, so that copied words are those of the source. Certain
readings are quiet, guesses have a wavy line and are named, what is lost stands in a box.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from analysis import source_text
from analysis.records import Change, Edit, Span, TextMap
from pages.shared.texts import t

LONG = 24
GAP = 3
UNRECOVERABLE = "unrecoverable"
_LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]+")


class Reading(NamedTuple):
    """A stretch of the source, what is read there, by which repair; `inner` aligns both."""

    start: int
    end: int
    after: str
    action: str
    certain: bool
    inner: TextMap

    def part(self, low: int, high: int) -> str:
        """Return what is read at `[low, high)` of the source, which lies inside the stretch."""
        if low <= self.start and high >= self.end:
            return self.after
        begin, end = self.inner.forward(low - self.start, high - self.start)
        return self.after[begin:end]

    @property
    def is_lost(self) -> bool:
        """Return whether nothing can be read here."""
        return self.action == UNRECOVERABLE

    @property
    def is_guess(self) -> bool:
        """Return whether the characters that are read here are a guess."""
        return not self.certain and not self.is_lost


class Piece(NamedTuple):
    """A stretch of the source of one reading or none; `from_` is where that reading was cut."""

    low: int
    high: int
    words: str
    reading: Reading | None
    from_: int | None


def edits(cells: Iterable[Any]) -> list[Edit]:
    """Return the repairs that a row of a query holds as a list of structs."""
    return [
        Edit(c["action"], c["before"], c["after"], Span(**c["span"]), bool(c["certain"]))
        for c in cells
    ]


def of(repairs: Iterable[Edit]) -> list[Reading]:
    """Return the disjoint stretches that repairs leave, in order.

    A later repair takes the place of the earlier ones inside its stretch.

    >>> shu = Edit("gloss", "(shù)", "", Span(1, 6))
    >>> whole = Edit("byte slip", "輸?shù)暨@", "輸掉這", Span(0, 8), False)
    >>> [(r.after, r.is_guess) for r in of([shu, whole])]
    [('輸掉這', True)]
    """
    ordered = sorted(
        enumerate(repairs),
        key=lambda item: (
            item[1].action == UNRECOVERABLE, item[1].span.start, -item[1].span.end, -item[0],
        ),
    )  # fmt: skip
    kept: list[Reading] = []
    taken: list[tuple[int, int]] = []
    done = -1
    for _, edit in ordered:
        start, end = edit.span.start, edit.span.end
        if edit.action == UNRECOVERABLE:
            at = bisect_left(taken, (end, -1))
            if not (at and taken[at - 1][1] > start):
                kept.append(_whole(edit))
        elif start > done or done == start < end:
            kept += _refined(edit)
            taken.append((start, end))
            done = end
    return sorted(kept, key=lambda r: (r.start, r.end))


def _whole(edit: Edit) -> Reading:
    inner = TextMap((Change(0, len(edit.after), 0, len(edit.before)),))
    return Reading(edit.span.start, edit.span.end, edit.after, edit.action, edit.certain, inner)


def _refined(edit: Edit) -> list[Reading]:
    """Return a repair; a long one as the stretches in which its text truly changed.

    A line that is damaged as a whole stays one stretch.
    """
    changes = _changes(edit.before, edit.after) if len(edit.before) >= LONG and edit.after else ()
    if not changes:
        return [_whole(edit)]
    if 2 * sum(c.original_end - c.original_start for c in changes) > len(edit.before):
        return [_whole(edit)._replace(inner=TextMap(changes))]
    groups: list[list[Change]] = [[changes[0]]]
    for change in changes[1:]:
        near = change.original_start - groups[-1][-1].original_end <= GAP
        groups[-1].append(change) if near else groups.append([change])
    return [_stretch(edit, group) for group in groups]


def _stretch(edit: Edit, group: Sequence[Change]) -> Reading:
    low, at = group[0].original_start, group[0].start
    inner = TextMap(tuple(Change(a - at, b - at, c - low, d - low) for a, b, c, d in group))
    start, end = edit.span.start + low, edit.span.start + group[-1].original_end
    return Reading(start, end, edit.after[at : group[-1].end], edit.action, edit.certain, inner)


@lru_cache(maxsize=1024)
def _changes(before: str, after: str) -> tuple[Change, ...]:
    """Return how a long stretch and its reading are aligned, () where repair alone cannot tell."""
    draft = source_text.repair(before)
    if draft.text != after:
        return ()
    return tuple(c for c in draft.to_source.changes if before[c[2] : c[3]] != after[c[0] : c[1]])


def pieces(
    text: str, span: tuple[int, int], readings: Sequence[Reading], edges: Iterable[int] = (), *,
    offset: int = 0,
) -> Iterator[Piece]:  # fmt: skip
    """Yield `text` at `span`, which counts from `offset`, cut at `edges` and at readings."""
    start, end = span
    here = [r for r in readings if _inside(r, start, end)]
    inserted = {r.start: r for r in here if r.start == r.end}
    wide = [r for r in here if r.start < r.end]
    cuts = {start, end, *edges, *inserted, *(p for r in wide for p in (r.start, r.end))}
    within = iter([*wide, None])
    reading = next(within)
    for low, high in pairwise(sorted(c for c in cuts if start <= c <= end)):
        if low in inserted:
            yield Piece(low, low, "", inserted[low], low)
        while reading and reading.end <= low:
            reading = next(within)
        words = text[low - offset : high - offset]
        if reading is None or reading.start > low:
            yield Piece(low, high, words, None, None)
            continue
        is_last = high == min(reading.end, end)
        yield Piece(low, high, words, reading, max(reading.start, start) if is_last else None)


def _inside(reading: Reading, start: int, end: int) -> bool:
    return start <= reading.start < end if reading.start == reading.end else (
        reading.start < end and reading.end > start
    )  # fmt: skip


def draw(
    piece: Piece, text: str, *, offset: int = 0, read: Callable[[str], str] = html.escape
) -> str:
    """Return a piece as HTML: the source's characters, and how they are read.

    `read` turns sound text and readings into the HTML that is shown, such as the other script.
    """
    reading = piece.reading
    if reading is None:
        return read(piece.words)
    words = html.escape(piece.words)
    title = html.escape(told(reading))
    if reading.is_lost:
        return f'<span class="ledger-lost" title="{title}">{words}{_unseen(t("lost_short"))}</span>'
    if not reading.after.strip():
        if piece.low == piece.high:
            return f'<span class="ledger-parted" title="{title}"></span>'
        return f'<span class="ledger-slip" title="{title}">{words}</span>'
    if _looks_same(reading, text[reading.start - offset : reading.end - offset]):
        return f'<span class="ledger-same" title="{title}">{words}</span>'
    style = "ledger-reading guess" if reading.is_guess else "ledger-reading"
    if reading.end - reading.start >= LONG:
        part = _read(reading.part(piece.low, piece.high), read)
        shown = f'<span class="{style} long" title="{title}">{part}</span>'
        return shown + (_original(text, piece, offset, reading) if piece.from_ is not None else "")
    shown = f'<span class="ledger-was">{words}</span>'
    if piece.from_ is None:
        return shown
    part = _read(reading.part(piece.from_, piece.high), read)
    name = _unseen(f"{t('guess_short' if reading.is_guess else 'read_short')} ")
    return f'{shown}<span class="{style}" title="{title}">{name}{part}</span>'


def _unseen(words: str) -> str:
    return f'<span class="ledger-unseen">{html.escape(words)}</span>'


def _original(text: str, piece: Piece, offset: int, reading: Reading) -> str:
    """Return the source of a long stretch in one quiet line, which opens when it is touched."""
    begin = piece.high if piece.from_ is None else piece.from_
    words = html.escape(text[begin - offset : piece.high - offset])
    title = html.escape(t("original_help"))
    guess = html.escape(t("guess_short" if reading.is_guess else "read_short"))
    return (
        f'<span class="ledger-unseen">({guess})</span>'
        f'<span class="ledger-original" tabindex="0" title="{title}">{words}</span>'
    )


def _read(words: str, read: Callable[[str], str]) -> str:
    """Return what is read as HTML, with what is lost in it in a box."""
    parts = []
    done = 0
    for match in _LOST.finditer(words):
        lost = f'<span class="ledger-lost" title="{html.escape(t("lost"))}">{match.group()}</span>'
        parts += [read(words[done : match.start()]), lost]
        done = match.end()
    return "".join([*parts, read(words[done:])])


def _looks_same(reading: Reading, words: str) -> bool:
    """Return whether the source's characters are the same to the eye, as full-width letters."""
    return reading.certain and unicodedata.normalize("NFKC", words) == reading.after


def told(reading: Reading) -> str:
    """Return in words what is read, and whether that is a guess."""
    if reading.is_lost:
        return t("lost")
    if not reading.after.strip():
        if reading.start == reading.end:
            return t("parted")
        return t("dropped_guess" if reading.is_guess else "dropped")
    after = reading.after if len(reading.after) <= 60 else f"{reading.after[:60]}…"
    return t("reads_as_guess" if reading.is_guess else "reads_as", after=after)


def plain(
    text: str, span: tuple[int, int], readings: Sequence[Reading], *, offset: int = 0
) -> str:  # fmt: skip
    """Return `text` at `span` with its readings in brackets, guesses named: for hover texts."""
    parts = []
    for piece in pieces(text, span, readings, offset=offset):
        parts.append(piece.words)
        reading = piece.reading
        if reading is None or reading.is_lost or piece.from_ is None or not reading.after.strip():
            continue
        after = reading.part(piece.from_, piece.high)
        parts.append(f" [{t('guess', after=after) if reading.is_guess else after}] ")
    return "".join(parts).strip()


def legible(
    text: str, span: tuple[int, int], readings: Sequence[Reading], *, offset: int = 0
) -> str:  # fmt: skip
    """Return what is read at `span`: the repaired words alone."""
    parts = []
    for piece in pieces(text, span, readings, offset=offset):
        if piece.reading is None or piece.reading.is_lost:
            parts.append(piece.words)
        elif piece.from_ is not None:
            parts.append(piece.reading.part(piece.from_, piece.high))
    return "".join(parts)


def key(readings: Iterable[Reading]) -> str:
    """Return what the signs in an excerpt mean, as HTML, with n; "" where there is none."""
    found = list(readings)
    guesses = sum(r.is_guess for r in found)
    lost = sum(len(run) for r in found for run in _LOST.findall(r.after))
    return _signs(
        {
            "read": t("key_reading") if any(map(_is_quiet, found)) else "",
            "guess": t("key_guess" if guesses > 1 else "key_guess_1", n=guesses) if guesses else "",
            "lost": t("key_lost" if lost > 1 else "key_lost_1", n=lost) if lost else "",
        }
    )


def legend(readings: Iterable[Reading]) -> str:
    """Return what the signs in a whole source mean, as HTML; only those that are in it."""
    found = list(readings)
    silent = [r for r in found if not r.after.strip()]
    there = {
        "dropped": any(r.start < r.end for r in silent) and t("key_dropped"),
        "parted": any(r.start == r.end for r in silent) and t("key_parted"),
        "read": any(map(_is_quiet, found)) and t("key_reading"),
        "guess": any(r.is_guess for r in found) and t("guessed"),
        "lost": any(_LOST.search(r.after) for r in found) and t("lost_short"),
    }
    return _signs({sign: words for sign, words in there.items() if words})


def _is_quiet(reading: Reading) -> bool:
    return reading.certain and bool(reading.after.strip())


def _signs(words: Mapping[str, str]) -> str:
    shapes = {
        "dropped": '<span class="ledger-slip">{}</span>',
        "parted": '<span><span class="ledger-parted"></span>{}</span>',
        "read": '<span class="ledger-reading">{}</span>',
        "guess": '<span class="ledger-reading guess">{}</span>',
        "lost": '<span><span class="ledger-lost">?</span> {}</span>',
    }
    signs = [shapes[sign].format(html.escape(told)) for sign, told in words.items() if told]
    return f'<span class="ledger-signs">{" ".join(signs)}</span>' if signs else ""
