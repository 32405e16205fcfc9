"""Reads an article paragraph by paragraph and hands on drafts of what is said in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

from analysis import sentences
from analysis.records import Range
from analysis.speakers import chinese, cues, english, headlines, interview, quotes, units
from analysis.speakers.drafts import NOBODY, Draft, Past, voice

if TYPE_CHECKING:
    from analysis.records import Paragraph
    from analysis.speakers.drafts import Scene, Voice
    from analysis.speakers.quotes import Quote
    from analysis.speakers.units import Unit


class _Reader(Protocol):
    """What the module of a language offers."""

    def drafts(self, scene: Scene, unit: Unit, past: Past, *, initial: bool) -> list[Draft]: ...

    def is_tail(self, scene: Scene, start: int, end: int, *, initial: bool) -> bool: ...

    def continues(self, scene: Scene, unit: Unit, speaker: Voice) -> bool: ...

    def quoted_by(self, scene: Scene, start: int, end: int, past: Past) -> Voice | None: ...


def read(scene: Scene) -> list[Draft]:
    """Return the drafts of all body paragraphs, in order."""
    found: list[Draft] = []
    answers = interview.answers(scene)
    last: Draft | None = None
    for paragraph in scene.article.paragraphs:
        if paragraph.start in answers:
            drafts = _with_nested(scene, answers[paragraph.start], paragraph)
        elif paragraph.kind == "body":
            drafts = _paragraph(scene, paragraph, last)
        else:
            found += headlines.drafts(scene, paragraph)
            continue
        _carry_back(scene, found, drafts)
        found += drafts
        last = drafts[-1] if drafts else None
    return _recall(scene, found)


_RECALL = 500


def _recall(scene: Scene, found: list[Draft]) -> list[Draft]:
    """Give a quotation without a speaker whoever was heard shortly before, or leave it out.

    Not where somebody else is named since, not across a heading or more than 500 characters.
    """
    headings = [p.start for p in scene.article.paragraphs if p.kind != "body"]
    done: list[Draft] = []
    for draft in found:
        heard = done[-1] if done else None
        if draft.rule == "unattributed" and heard and heard.voice:
            start, end = heard.range.end, draft.range.start
            others = [m for m in scene.within(start, end) if m.kind != "organization"]
            alone = all(m.id == heard.voice.id for m in others)
            parted = any(start < h < end for h in headings)
            if alone and not parted and 0 <= end - start <= _RECALL:
                draft = replace(draft, rule="recalled", voice=heard.voice, cue=heard.cue)
        if draft.rule != "unattributed" or draft.cue:
            done.append(draft)
    return done


def _carry_back(scene: Scene, found: list[Draft], drafts: list[Draft]) -> None:
    """Give a quotation left open at the end of a paragraph the speaker of the next one."""
    first = drafts[0] if drafts else None
    if first is None or first.mode != "direct" or first.frame.start < first.range.start:
        return
    for i in range(len(found) - 1, -1, -1):
        if found[i].voice or found[i].mode != "direct" or not _runs_on(scene, found[i]):
            return
        found[i] = replace(found[i], voice=first.voice, cue=first.cue, rule="next_paragraph")


def _paragraph(scene: Scene, paragraph: Paragraph, before: Draft | None) -> list[Draft]:
    """Return the drafts of one paragraph; `before` is the last of the paragraph above."""
    text = scene.text
    reader: _Reader = (
        chinese if sentences.is_chinese(text[paragraph.start : paragraph.end]) else english
    )
    bounds = Range(paragraph.start, paragraph.end)
    marks = quotes.find(text, *bounds)

    first = marks[0].outer if marks else bounds

    def is_tail(start: int, end: int) -> bool:
        initial = start == first.end and not text[bounds.start : first.start].strip()
        return reader.is_tail(scene, start, end, initial=initial)

    found: list[Draft] = []
    cut = units.cut(text, bounds, marks, is_tail)
    for i, unit in enumerate(cut):
        past = _past(found, before)
        drafts = _attributed(scene, unit, past, reader, initial=i == 0)
        if not drafts:
            drafts = _orphan(scene, unit, found, before, cut[max(0, i - 1) : i])
        if i + 1 < len(cut):
            drafts = [_opened(scene, d, cut[i + 1]) for d in drafts]
        if not drafts and found and _adjoins(text, found[-1], unit):
            drafts = _continuation(scene, unit, found[-1], cut[i - 1], reader)
        found += drafts
    found = _backward(found)
    return sorted(found + _nested(scene, marks, found), key=lambda d: d.range)


def _attributed(
    scene: Scene, unit: Unit, past: Past, reader: _Reader, *, initial: bool
) -> list[Draft]:
    """Return what frames in a unit attribute; a line of no sentences is not read."""
    if len(unit.masked) - unit.masked.count(quotes.MASK) > _LONG:
        return []
    return reader.drafts(scene, unit, past, initial=initial)


_LONG = 1500


def _past(found: list[Draft], before: Draft | None) -> Past:
    """Return who was last heard, in this paragraph or the one above, and their words."""
    heard = [d for d in found[-4:] if d.voice] or ([before] if before and before.voice else [])
    if not heard:
        return NOBODY
    return Past(heard[-1].voice, tuple(d.range for d in heard))


@cache
def _adverbial() -> re.Pattern[str]:
    return re.compile(cues.phrases("adverbial_zh") + r"|\d|[A-Za-z]")


def _adjoins(text: str, draft: Draft, unit: Unit) -> bool:
    """Tell whether nothing but marks stands between a draft (with its frame) and a unit."""
    end = max(draft.range.end, draft.frame.end)
    if unit.start - end > 12:
        return False
    return len(text[end : unit.start].strip(" \t\u3000。.；;！？!?”’」』»\"'…")) == 0


def _continuation(
    scene: Scene, unit: Unit, last: Draft, before: Unit, reader: _Reader
) -> list[Draft]:
    """Return a plain sentence as said by whoever was reported in the sentence before it.

    A report in the second half of a sentence leaves the word to the writer.
    """
    lead = before.between(before.start, max(before.start, last.frame.start))
    aside = last.frame.start <= last.range.start and len(lead) > 8 and not _adverbial().match(lead)
    if (
        aside
        or last.voice is None
        or last.rule == "hearsay"
        or last.mode != "reported"
        or unit.quotes[:1]
        and unit.quotes[0].outer.start == unit.start
    ):
        return []
    if not reader.continues(scene, unit, last.voice):
        return []
    end = unit.end
    while end > unit.start and scene.text[end - 1] in "。.；;，, ":
        end -= 1
    own = Range(unit.start, unit.start)
    return [Draft(Range(unit.start, end), "reported", "continued", own, last.cue, last.voice)]


def _orphan(
    scene: Scene, unit: Unit, found: list[Draft], before: Draft | None, earlier: list[Unit]
) -> list[Draft]:
    """Return the quotations that make up a unit without naming their speaker."""
    top = [q for q in unit.quotes if scene.text[unit.start : q.outer.start].strip(_MARKS) == ""]
    if len(unit.quotes) != 1 or not top:
        return []
    quote = unit.quotes[0]
    inner = scene.text[quote.inner.start : quote.inner.end]
    if unit.between(quote.outer.end, unit.end).strip(_MARKS) or not _is_speech(inner):
        return []
    own = Range(unit.start, unit.start)
    if found and _adjoins(scene.text, found[-1], unit):
        return [
            Draft(quote.inner, "direct", "continued_quote", own, found[-1].cue, found[-1].voice)
        ]
    if not earlier and before and not before.rule.startswith("answer") and _runs_on(scene, before):
        return [Draft(quote.inner, "direct", "next_paragraph", own, before.cue, before.voice)]
    who = _only_person(scene, earlier[-1]) if earlier else None
    if who:
        return [Draft(quote.inner, "direct", "neighbour", own, None, who)]
    if found and found[-1].voice:
        return [Draft(quote.inner, "direct", "resumed", own, found[-1].cue, found[-1].voice)]
    return [Draft(quote.inner, "direct", "unattributed", own, None, None)]


def _opened(scene: Scene, draft: Draft, following: Unit) -> Draft:
    """Give an unattributed quotation the person with whom the next sentence begins."""
    near = scene.within(following.start, following.start + 30)
    first = next((m for m in near if m.kind != "organization"), None)
    if draft.rule != "unattributed" or first is None:
        return draft
    lead = following.between(following.start, first.range.start)
    if len(lead) > 16 or any(mark in lead for mark in "，,。：:"):
        return draft
    return replace(draft, rule="ahead", voice=voice(first))


_MARKS = " \t\u3000。.；;，,！？!?…—–-"


def _is_speech(inner: str) -> bool:
    """Tell a quoted sentence from a quoted name or slogan by its length and its end."""
    if sentences.is_chinese(inner):
        return len(inner) >= 10 or inner[-1:] in "。！？!?，…"
    return len(inner.split()) >= 5 or inner[-1:] in ".!?,…"


def _runs_on(scene: Scene, before: Draft) -> bool:
    """Tell whether a quotation was left open where its paragraph ended."""
    return before.mode == "direct" and scene.text[before.range.end : before.range.end + 1] in (
        "\n",
        "",
    )


def _only_person(scene: Scene, unit: Unit) -> Voice | None:
    """Return the one person that a sentence names, if there is just one."""
    people = {m.id: m for m in scene.within(unit.start, unit.end) if m.kind != "organization"}
    return voice(next(iter(people.values()))) if len(people) == 1 else None


def _backward(found: list[Draft]) -> list[Draft]:
    """Give an unattributed quotation the speaker of the frame right after it."""
    done: list[Draft] = []
    for i, draft in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        close = following and following.frame.start - draft.range.end <= 6
        if draft.rule == "unattributed" and following and close and following.voice:
            draft = replace(draft, rule="ahead", voice=following.voice, cue=following.cue)
        done.append(draft)
    return done


def _with_nested(scene: Scene, drafts: list[Draft], paragraph: Paragraph) -> list[Draft]:
    """Return the drafts of an interview's paragraph with the quotations inside them."""
    marks = quotes.find(scene.text, paragraph.start, paragraph.end)
    return sorted(drafts + _nested(scene, marks, drafts), key=lambda d: d.range)


def _nested(scene: Scene, marks: tuple[Quote, ...], found: list[Draft]) -> list[Draft]:
    """Return the inner quotations that somebody else is said to have said."""
    drafts: list[Draft] = []
    for draft in found:
        if draft.range.end - draft.range.start > _LONG:
            continue
        first = bisect_right(marks, draft.range.start, key=lambda q: q.outer.start)
        last = bisect_left(marks, draft.range.end, key=lambda q: q.outer.start)
        for quote in marks[first:last]:
            if quote.outer.end > draft.range.end:
                continue
            who = _quoted_by(scene, draft, quote)
            if who:
                own = Range(quote.outer.start, quote.outer.start)
                drafts.append(Draft(quote.inner, "direct", "nested", own, None, who))
    return drafts


def _quoted_by(scene: Scene, draft: Draft, quote: Quote) -> Voice | None:
    """Return who says an inner quotation: the subject of the reporting verb right before it."""
    chinese_text = sentences.is_chinese(scene.text[draft.range.start : draft.range.end])
    reader: _Reader = chinese if chinese_text else english
    past = Past(_last_other(scene, draft))
    who = reader.quoted_by(scene, draft.range.start, quote.outer.start, past)
    if who is None or draft.voice is None or who.id != draft.voice.id:
        return who
    is_pronoun = scene.text[slice(*who.range)].lower() in cues.group("third_person")
    return past.voice if is_pronoun and draft.mode == "direct" else None


def _last_other(scene: Scene, draft: Draft) -> Voice | None:
    """Return the person named last before a statement who is not its speaker."""
    near = scene.within(max(0, draft.range.start - 200), draft.range.start)
    own = draft.voice.id if draft.voice else ""
    others = [m for m in near if m.kind == "person" and m.form != "pronoun" and m.id != own]
    return voice(others[-1]) if others else None
