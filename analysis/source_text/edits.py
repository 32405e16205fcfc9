"""Applies replacements to a text and keeps the way back to its source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from analysis.records import Change, Edit, Span, TextMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


LINE_END = re.compile("\r\n?|[\u2028\u2029\x0b\x0c]")
UNRECOVERABLE = "unrecoverable"


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
    done = length = 0
    items = list(_disjoint(replacements))
    for item in items:
        kept = draft.text[done : item.start]
        parts += [kept, item.after]
        length += len(kept)
        changes += _changes(item, length)
        length += len(item.after)
        done = item.end
    parts.append(draft.text[done:])
    text = "".join(parts)
    to_source = compose(TextMap(tuple(changes)), draft.to_source)
    return Draft(text, to_source, draft.plan + _edits(draft, items, text, to_source, source))


def note(draft: Draft, replacements: Sequence[Replacement], source: str) -> Draft:
    """Return `draft` with what cannot be repaired added to its plan; its text stays."""
    edits = tuple(
        Edit(r.action, source[a:b], r.after, Span(a, b), r.certain)
        for r in replacements
        for a, b in (draft.to_source.back(r.start, r.end),)
    )
    return draft._replace(plan=draft.plan + edits)


def replay(source: str, plan: Sequence[Edit], span: Span | None = None) -> str:
    """Return what a plan makes of its source, or of a span of it, widened to whole edits.

    An edit says what stands in place of its stretch once it is made, so that it takes the place
    of the earlier ones inside its stretch. Ends of lines, which no plan lists, are made first.

    >>> draft = apply(start("領(lǐng)域"), [Replacement(1, 7, "", "gloss")], "領(lǐng)域")
    >>> replay("領(lǐng)域", draft.plan), replay("領(lǐng)域", draft.plan, Span(0, 7))
    ('領域', '領')
    """
    low, high = (span.start, span.end) if span else (0, len(source))
    made = [
        (edit.span.start, edit.span.end, -order, edit.after)
        for order, edit in enumerate(plan)
        if edit.action != UNRECOVERABLE and edit.span.start <= high and edit.span.end >= low
    ]
    cut = [(start, end) for start, end, *_ in made if start < high and end > low]
    low, high = min([low, *(a for a, _ in cut)]), max([high, *(b for _, b in cut)])
    made = [item for item in made if low <= item[0] and item[1] <= high]
    breaks = [(m.start(), m.end(), 1, "\n") for m in LINE_END.finditer(source, low, high)]
    parts: list[str] = []
    done = low - 1
    for start, end, _, after in sorted(breaks + made, key=lambda m: (m[0], -m[1], m[2])):
        if start > done or done == start < end:
            parts += [source[max(done, low) : start], after]
            done = end
    return "".join([*parts, source[max(done, low) : high]])


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


def _edits(
    draft: Draft, items: Sequence[Replacement], text: str, to_source: TextMap, source: str
) -> tuple[Edit, ...]:
    """Return the edits of one step, each widened to all that was changed where it stands.

    `text` and `to_source` are the draft's after the step.
    """
    spans = [draft.to_source.back(item.start, item.end) for item in items]
    earlier = [(e.span.start, e.span.end) for e in draft.plan]
    blocks = _joined([*spans, *earlier, *((c[2], c[3]) for c in to_source.changes)])
    starts = [start for start, _ in blocks]
    edits = []
    for item, span in zip(items, spans, strict=True):
        if item.action:
            start, end = blocks[bisect_right(starts, span[0]) - 1]
            low, high = _derived(to_source, start, end)
            edits.append(
                Edit(item.action, source[start:end], text[low:high], Span(start, end), item.certain)
            )
    return tuple(edits)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans, sorted; those that overlap, or touch one without a width, made one."""
    blocks: list[tuple[int, int]] = []
    empty = high = -1
    for start, end in sorted(spans):
        if start < high or (start == high and high in (end, empty)):
            blocks[-1] = (blocks[-1][0], max(high, end))
        else:
            blocks.append((start, end))
        empty = start if start == end else empty
        high = blocks[-1][1]
    return blocks


def _derived(textmap: TextMap, start: int, end: int) -> tuple[int, int]:
    """Return the stretch that a stretch of the original became, if it cuts no change in two.

    Unlike `forward`, it holds what was put in at either end.
    """
    changes = textmap.changes
    first = bisect_left(changes, (start, start), key=lambda c: (c[3], c[2]))
    last = bisect_right(changes, (end, end), key=lambda c: (c[2], c[3]))
    low = start + (changes[first - 1][1] - changes[first - 1][3] if first else 0)
    high = end + (changes[last - 1][1] - changes[last - 1][3] if last else 0)
    return low, high
