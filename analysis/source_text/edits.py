"""Applies replacements to a text and keeps the way back to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.records import Change, Edit, Span, TextMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Replacement(NamedTuple):
    """One stretch of a text and what is to stand there.

    `pieces` align parts of the stretch with parts of `after`, as changes counted from the start
    of each; without them the stretch is one change. An empty `action` is not listed in the plan.
    """

    start: int
    end: int
    after: str
    action: str
    certain: bool = True
    pieces: tuple[Change, ...] = ()


class Draft(NamedTuple):
    """A text on its way from source to reading: what it is now, whence, and by which edits."""

    text: str
    to_source: TextMap
    plan: tuple[Edit, ...]


def start(source: str) -> Draft:
    """Return the draft in which nothing has been changed yet."""
    return Draft(source, TextMap(), ())


def apply(draft: Draft, replacements: Sequence[Replacement], source: str) -> Draft:
    """Return `draft` with the replacements made; of two that overlap the first stays.

    >>> after = apply(start("領(lǐng)域"), [Replacement(1, 7, "", "gloss")], "領(lǐng)域")
    >>> after.text, after.plan[0].before, after.to_source.back(0, 2)
    ('領域', '(lǐng)', (0, 8))
    """
    if not replacements:
        return draft
    parts: list[str] = []
    changes: list[Change] = []
    edits: list[Edit] = []
    done = length = 0
    for item in _disjoint(replacements):
        kept = draft.text[done : item.start]
        parts += [kept, item.after]
        length += len(kept)
        changes += _changes(item, length)
        length += len(item.after)
        done = item.end
        if item.action:
            edits.append(_edit(item, draft.to_source, source))
    parts.append(draft.text[done:])
    to_source = compose(TextMap(tuple(changes)), draft.to_source)
    return Draft("".join(parts), to_source, draft.plan + tuple(edits))


def compose(outer: TextMap, inner: TextMap) -> TextMap:
    """Return the map from `outer`'s derived text to `inner`'s original.

    `outer` leads from the last text to the middle one, `inner` from there to the first.

    >>> inner = TextMap((Change(1, 1, 1, 3),))
    >>> compose(TextMap((Change(2, 3, 2, 4),)), inner).changes
    (Change(start=1, end=1, original_start=1, original_end=3), Change(start=2, end=3, \
original_start=4, original_end=6))
    """
    if not inner.changes:
        return outer
    if not outer.changes:
        return inner
    found: list[Change] = []
    left = right = 0  # what to add to a middle position: towards the last text, the first text
    for low, high, grow_last, grow_first in _groups(outer.changes, inner.changes):
        found.append(
            Change(low + left, high + left + grow_last, low + right, high + right + grow_first)
        )
        left += grow_last
        right += grow_first
    return TextMap(tuple(found))


def _groups(
    outer: Sequence[Change], inner: Sequence[Change]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield stretches of the middle text that changes of either side share.

    With each come the code points that it gains in the last text and in the first one.
    """
    marked = [(c[2], c[3], (c[1] - c[0]) - (c[3] - c[2]), 0) for c in outer]
    marked += [(c[0], c[1], 0, (c[3] - c[2]) - (c[1] - c[0])) for c in inner]
    marked.sort(key=lambda m: m[:2])
    low, high, last, first = marked[0]
    for a, b, grow_last, grow_first in marked[1:]:
        if a < high or (a == high and (a == b or low == high)):
            high, last, first = max(high, b), last + grow_last, first + grow_first
        else:
            yield low, high, last, first
            low, high, last, first = a, b, grow_last, grow_first
    yield low, high, last, first


def _disjoint(replacements: Iterable[Replacement]) -> Iterator[Replacement]:
    done = -1
    for item in sorted(replacements, key=lambda r: (r.start, -r.end)):
        if item.start >= max(done, 0):
            yield item
            done = item.end


def _changes(item: Replacement, at: int) -> list[Change]:
    if not item.pieces:
        return [Change(at, at + len(item.after), item.start, item.end)]
    return [Change(at + a, at + b, item.start + c, item.start + d) for a, b, c, d in item.pieces]


def _edit(item: Replacement, to_source: TextMap, source: str) -> Edit:
    span = Span(*to_source.back(item.start, item.end))
    return Edit(item.action, source[span.start : span.end], item.after, span, item.certain)
