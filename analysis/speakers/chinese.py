"""Who says what in a Chinese sentence: verbs, frames and colons around a clause or quotation."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.records import Range
from analysis.speakers import cues, unnamed
from analysis.speakers.drafts import NOBODY, Draft, heard, organization, voice

if TYPE_CHECKING:
    from analysis.records import Mention
    from analysis.speakers.drafts import Past, Scene, Voice
    from analysis.speakers.quotes import Quote
    from analysis.speakers.units import Unit

_SEGMENT = re.compile(r"[，,；;：:。！？!?—]")
_OPENERS = "“「『«\"‘'＂"
_AFTER = re.compile(r"(?:了|过|着|道|地)?\s*")
_STOP_TAIL = "。.；;，,、：: \t\u3000"
_TAIL_LIMIT = 80
_FRAME_LIMIT = 40


class Frame(NamedTuple):
    """A frame found in a unit: its own words, the cue, whose words follow, and from where on."""

    start: int
    cue: Range
    voice: Voice | None
    rule: str
    denial: bool
    kind: str
    content: int
    mark: str


def drafts(scene: Scene, unit: Unit, past: Past, *, initial: bool) -> list[Draft]:
    """Return the statements that frames in `unit` attribute.

    `past` is who spoke before; `initial` tells that the unit opens its paragraph.
    """
    first = unit.quotes[0] if unit.quotes else None
    if first and first.outer.start == unit.start:
        found = _after_quotation(scene, unit, first, past, initial=initial)
        if found:
            return found
    return _led(scene, unit, unit.start, past)


def is_tail(scene: Scene, start: int, end: int, *, initial: bool) -> bool:
    """Tell whether `[start, end)` after a quotation says whose it is (他说。)."""
    text = scene.text[start:end]
    if len(text) > _TAIL_LIMIT:
        return False
    frame = _tail(scene, text, start, NOBODY)
    if frame is None:
        return False
    rest = scene.text[frame.content : end].strip(_STOP_TAIL)
    return initial or not rest


def continues(scene: Scene, unit: Unit, speaker: Voice) -> bool:
    """Tell whether a plain sentence goes on with what was reported before it.

    It does unless it shows the writer's own voice: a question, a person or the speaker as its
    subject, a past date, a source of data, a turn of the narration.
    """
    text = unit.masked
    if text[-1:] in "？?" or len(text) < 6 or _narration().search(text[:30]):
        return False
    if _aside().search(text):
        return False
    lead = re.split(r"[，,：:；;]", text, maxsplit=1)[0]
    people = [m for m in scene.within(unit.start, unit.end) if m.kind != "organization"]
    if any(m.range.start - unit.start <= 12 for m in people):
        return False
    named = scene.within(unit.start, unit.end)
    if any(m.id == speaker.id for m in named) or unnamed.chinese_reports(lead):
        return False
    return True


def quoted_by(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return who says the quotation at `end`: the subject of a verb right before it."""
    whole = scene.text[start:end].rstrip()
    text = whole.rstrip(" ，,：:")
    left = max(0, len(text) - 60)
    for match in cues.chinese().finditer(text, left):
        cue = cues.verbs("zh").get(match.group())
        marked = len(text) < len(whole) or match.group()[-1] in "说道称问答喊讲写"
        if cue and marked and re.fullmatch(r"[^，。：“「『‘\"']{0,6}", text[match.end() :]):
            segment = start + _segment_start(text, match.start())
            own = _subject(scene, segment, start + match.start(), past)
            return own or _head(scene, start, segment, past)
    return None


@cache
def _narration() -> re.Pattern[str]:
    return re.compile(cues.phrases("narration_zh"))


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(cues.phrases("aside_zh"))


def _after_quotation(
    scene: Scene, unit: Unit, quote: Quote, past: Past, *, initial: bool
) -> list[Draft]:
    """Read a unit that begins with a quotation: its attribution, and what follows that."""
    following = next((q for q in unit.quotes[1:] if q.outer.start >= quote.outer.end), None)
    end = following.outer.start if following else unit.end
    rest = unit.between(quote.outer.end, end)
    past = past._replace(words=(*past.words, quote.outer))
    frame = _tail(scene, rest, quote.outer.end, past) if len(rest) <= _TAIL_LIMIT * 2 else None
    if frame is None:
        return []
    frame_range = Range(frame.start, frame.content)
    found = [
        Draft(
            quote.inner, "direct", "quote_tail", frame_range, frame.cue, frame.voice, frame.denial
        )
    ]
    if following and following.outer.start - frame.content <= 1:
        rule = "quote_split"
        found.append(
            Draft(
                following.inner, "direct", rule, frame_range, frame.cue, frame.voice, frame.denial
            )
        )
    elif frame.mark and unit.between(frame.content, unit.end).strip(_STOP_TAIL):
        found += _content(scene, unit, frame._replace(rule="tail_then_clause"), unit.end)
    return found


def _tail(scene: Scene, rest: str, offset: int, past: Past) -> Frame | None:
    """Return the frame that follows a quotation: a subject and a verb before a stop."""
    named = _ATTRIBUTED.match(rest)
    if named:
        who = _subject(scene, offset, offset + named.end(), past)
        cue_range = Range(offset, offset + named.end())
        end = offset + len(rest)
        return (
            Frame(offset, cue_range, who, "quote_tail", False, "speech", end, "") if who else None
        )
    for match in cues.chinese().finditer(rest):
        cue = cues.verbs("zh").get(match.group())
        if cue is None:
            continue
        after = match.end() + len(_AFTER.match(rest, match.end()).group())  # type: ignore[union-attr]
        mark = rest[after : after + 1]
        if mark and mark not in "，,：:。.！!；;" and mark not in _OPENERS:
            if not _THUS.search(rest[: match.start()] + match.group()[:2]):
                continue
            after, mark = len(rest), ""
        who = _subject(scene, offset, offset + match.start(), past)
        if who is None:
            continue
        content = offset + after + (1 if mark in "，,：:" and mark else 0)
        content += len(rest[content - offset :]) - len(rest[content - offset :].lstrip())
        cue_range = Range(offset + match.start(), offset + match.end())
        kept = mark if mark in "，,：:" else ""
        return Frame(offset, cue_range, who, "quote_tail", cue.denial, cue.kind, content, kept)
    return None


_ATTRIBUTED = re.compile(
    r"[，,]?\s*这(?:是|句话|番话|话)[^。]{0,40}?(?:说的|写的|讲的|说过的|写下的|留下的|的原话|之口)"
)
_THUS = re.compile(r"(?:这样|如此|这么)\w{0,2}$")


def _led(scene: Scene, unit: Unit, start: int, past: Past) -> list[Draft]:
    """Read the frames of a unit from left to right, each with what follows it."""
    found: list[Draft] = []
    frames = _lead_frames(scene, unit, start, past)
    for i, frame in enumerate(frames):
        end = frames[i + 1].start if i + 1 < len(frames) else unit.end
        found += _content(scene, unit, frame, end)
    return found


def _lead_frames(scene: Scene, unit: Unit, start: int, past: Past) -> list[Frame]:
    """Return the frames of a unit that are not part of what another frame reports."""
    candidates = [
        *_around(scene, unit, past),
        *_noun_frames(scene, unit),
        *_verb_frames(scene, unit, start, past),
        *_colons(scene, unit, past),
        *_named_views(scene, unit, past),
    ]
    candidates.sort(key=lambda f: (f.start, f.content))
    chosen: list[Frame] = []
    for frame in candidates:
        last = chosen[-1] if chosen else None
        if last is None:
            chosen.append(frame)
        elif frame.rule == "verb_elided" and _at_once(unit, last, frame):
            chosen[-1] = frame._replace(start=last.start)
        elif frame.rule == "colon_elided" or (
            frame.rule == "verb_elided" and _someone_else(scene, last, frame)
        ):
            continue
        elif frame.cue.start >= last.content and _is_new(unit, last, frame):
            chosen.append(frame)
    return chosen


def _at_once(unit: Unit, last: Frame, frame: Frame) -> bool:
    """Tell whether two verbs share a subject with nothing reported between them (发文，承认)."""
    between = unit.between(last.content, max(last.content, frame.cue.start))
    return frame.cue.start >= last.content and re.fullmatch(_SHARED, between) is not None


def _someone_else(scene: Scene, last: Frame, frame: Frame) -> bool:
    """Tell whether a verb without a subject belongs to somebody inside the reported clause."""
    inside = _head(scene, last.content, max(last.content, frame.start), NOBODY)
    return inside is not None and (last.voice is None or inside.id != last.voice.id)


_SHARED = r"[并也还又且则更\s]{0,4}"


def _is_new(unit: Unit, last: Frame, frame: Frame) -> bool:
    """Tell whether a later frame starts anew instead of standing inside the reported clause."""
    between = unit.between(last.content, max(frame.start, last.content))
    if not between.strip(_STOP_TAIL):
        return False
    return frame.mark != "" or frame.kind == "clause"


def _verb_frames(scene: Scene, unit: Unit, start: int, past: Past) -> list[Frame]:
    """Return the frames of the kind 某人表示，..."""
    found = []
    source = _SOURCE.search(unit.masked)
    for match in cues.chinese().finditer(unit.masked, start - unit.start):
        cue = cues.verbs("zh").get(match.group())
        if cue is None:
            continue
        content = _content_start(unit.masked, match.end(), match.group(), cue.kind)
        if content is None or (source and source.end() <= match.start()):
            continue
        before = unit.masked[max(0, match.start() - 6) : match.start()]
        if _NEGATED.search(before):
            continue
        if _NOMINAL_USE.search(before) and match.group()[-1] not in "说称道":
            continue
        at, mark = content
        begin = unit.start + match.start()
        segment = _segment_start(unit.masked, match.start()) + unit.start
        if _IF.match(unit.masked, segment - unit.start):
            continue
        who = _subject(scene, segment, begin, past)
        rule = f"verb_{'colon' if mark in '：:' and mark else 'comma' if mark else 'bare'}"
        if who is None and not mark and not re.fullmatch(_SHARED, unit.between(segment, begin)):
            continue
        if who is None:
            who = _elided(scene, unit, segment, past)
            rule = "verb_elided"
            if who is None:
                continue
        cue_range = Range(begin, unit.start + match.end())
        found.append(
            Frame(segment, cue_range, who, rule, cue.denial, cue.kind, unit.start + at, mark)
        )
    return found


def _content_start(masked: str, end: int, word: str, kind: str) -> tuple[int, str] | None:
    """Return where the content after a verb begins and the mark before it, if it admits one."""
    after = end + len(_AFTER.match(masked, end).group())  # type: ignore[union-attr]
    mark = masked[after : after + 1]
    if not mark:
        return None
    if mark in "，,：:":
        if kind == "speech" and mark in "，,":
            ahead = masked[after + 1 : after + 40].lstrip()[:1]
            if not ahead or ahead not in _OPENERS:
                return None
        rest = masked[after + 1 : after + 40]
        return after + 1 + len(rest) - len(rest.lstrip()), mark
    if mark in _OPENERS:
        return (after, "") if kind != "pause" or word[-1] in "说道称" else None
    if kind == "told":
        return _told(masked, end)
    if kind == "clause" and end == after and not _nominal().match(masked, end):
        colon = _SHORT_COLON.match(masked, end)
        return (colon.end(), "：") if colon else (after, "")
    return None


@cache
def _nominal() -> re.Pattern[str]:
    """What after a verb shows that no clause follows: 表示遗憾, 说了, 称得上, a stop."""
    return re.compile(cues.phrases("nominal_zh") + r"|[。；;！？!?、）)》」』”]|$")


_SHORT_COLON = re.compile(r"[^，,。：:；;“「\"]{1,10}[：:]\s*")
_SOURCE = re.compile(r"(?:显示|表明)[，,]")
_NOMINAL_USE = re.compile(
    r"(?:表示|提出|持有|遭到|引发|受到|回避|作出|做出|给出|的|把|将|寄予|抱有|充满)$"
)
_NEGATED = re.compile(
    r"(?:没有|没|未|拒绝|不愿|不肯|无法|不便|避而不)(?:正面|直接|明确|具体|公开|再|作|做出|作出)?$"
)
_IF = re.compile(r"\s*(?:如果|假如|假设|倘若|若是|只要|除非|即使|哪怕|一旦|当)")
_RECIPIENT = re.compile(r"[^，,：:。；;！？!?]{1,14}[，,：:]\s*")


def _told(masked: str, end: int) -> tuple[int, str] | None:
    """Return where the content begins after a verb that names its hearer (告诉记者，)."""
    match = _RECIPIENT.match(masked, end)
    return (match.end(), match.group().rstrip()[-1]) if match else None


def _around(scene: Scene, unit: Unit, past: Past) -> list[Frame]:
    """Return the frames that enclose their speaker: 在某人看来，据某人介绍，"""
    found = []
    for kind in ("frame", "cited"):
        for match in _frame_pattern(kind).finditer(unit.masked):
            group = match.lastgroup or ""
            left, right = unit.start + match.start(group), unit.start + match.end(group)
            who = _subject(scene, left, right, past)
            if who is None:
                continue
            after = match.end()
            rest = unit.masked[after:]
            mark = rest.lstrip()[:1] if rest.lstrip()[:1] in ("，", ",", "：", ":") else ""
            if mark:
                after += rest.index(mark) + 1
            after += len(unit.masked[after:]) - len(unit.masked[after:].lstrip())
            cue = Range(unit.start + match.start(), unit.start + match.end())
            rule = "hearsay" if match.group()[0] in "据根" else "frame"
            found.append(
                Frame(cue.start, cue, who, rule, False, "clause", unit.start + after, mark)
            )
    return found


@cache
def _frame_pattern(kind: str) -> re.Pattern[str]:
    closes: dict[str, list[str]] = {}
    for opened, closed in cues.frames("zh", kind):
        closes.setdefault(opened, []).append(closed)
    inside = rf"[^，,：:。；;]{{1,{_FRAME_LIMIT}}}?"
    parts = [
        rf"{re.escape(opened)}(?P<w{i}>{inside}){cues.any_of(ends)}"
        for i, (opened, ends) in enumerate(sorted(closes.items(), key=lambda r: -len(r[0])))
    ]
    return re.compile("|".join(parts))


def _noun_frames(scene: Scene, unit: Unit) -> list[Frame]:
    """Return the frames of the kind 某人的看法是，"""
    found = []
    for match in _noun_pattern().finditer(unit.masked):
        at = unit.start + match.start()
        who = _head(scene, max(unit.start, at - _FRAME_LIMIT), at, NOBODY)
        if who is None or who.range.end != at:
            continue
        cue = Range(at, unit.start + match.end())
        mark = match.group("mark") or ""
        found.append(
            Frame(who.range.start, cue, who, "noun", False, "clause", cue.end, mark or "，")
        )
    return found


@cache
def _noun_pattern() -> re.Pattern[str]:
    nouns = cues.any_of(close for _, close in cues.frames("zh", "noun"))
    return re.compile(
        rf"(?:(?:给出|提出|得出|抛出|开出|总结出)?的)?{nouns}(?:[^，,：:。；;是为]{{0,6}}(?:是|为)(?P<mark>[，,：:])?|[^，,：:。；;]{{0,4}}[：:])\s*"
    )


def _colons(scene: Scene, unit: Unit, past: Past) -> list[Frame]:
    """Return the frames of the kind 某人……：“……” whose verb is no reporting verb."""
    found = []
    for quote in unit.quotes:
        before = unit.between(unit.start, quote.outer.start).rstrip()
        if before[-1:] not in ("：", ":"):
            continue
        end = unit.start + len(before) - 1
        segment = _segment_start(unit.masked, end - unit.start) + unit.start
        own = _person(_subject(scene, segment, end, past), scene)
        who = own or _person(_elided(scene, unit, segment, past), scene)
        if who:
            rule = "colon" if own else "colon_elided"
            cue = Range(end, end + 1)
            found.append(Frame(segment, cue, who, rule, False, "speech", quote.outer.start, "："))
    return found


def _named_views(scene: Scene, unit: Unit, past: Past) -> list[Frame]:
    """Return the frames of the kind 某人抛出一个判断：clause."""
    found = []
    for match in _named_view().finditer(unit.masked):
        end = unit.start + match.start()
        segment = unit.start + _segment_start(unit.masked, match.start())
        who = _person(_subject(scene, segment, end, past), scene)
        if who:
            cue = Range(end, unit.start + match.end())
            found.append(Frame(segment, cue, who, "noun", False, "clause", cue.end, "："))
    return found


@cache
def _named_view() -> re.Pattern[str]:
    nouns = cues.any_of(close for _, close in cues.frames("zh", "noun"))
    return re.compile(
        rf"(?<!的){nouns}[：:]\s*(?![{_OPENERS}])|(?<=[^，。]的){nouns}[：:]\s*(?![{_OPENERS}])"
    )


def _person(who: Voice | None, scene: Scene) -> Voice | None:
    """Return `who` unless it is an organisation."""
    if who is None:
        return None
    kinds = [m.kind for m in scene.within(who.range.start, who.range.end) if m.id == who.id]
    return None if "organization" in kinds else who


def _content(scene: Scene, unit: Unit, frame: Frame, end: int) -> list[Draft]:
    """Return what a frame reports: a quotation, a clause, or a clause and a quotation."""
    quote = next((q for q in unit.quotes if q.outer.start == frame.content), None)
    own = Range(frame.start, frame.content)
    if quote and _is_whole(unit, quote, end, frame):
        if _no_comment().match(scene.text, *quote.inner):
            return []
        rule = frame.rule if frame.rule.startswith("colon") else f"lead_{frame.rule}"
        return [Draft(quote.inner, "direct", rule, own, frame.cue, frame.voice, frame.denial)]
    if frame.rule.startswith("colon") or (frame.kind == "speech" and frame.mark not in ("：", ":")):
        return []
    last = unit.quotes[-1] if unit.quotes else None
    found: list[Draft] = []
    if last and last.outer.start > frame.content and last.outer.end >= end - 1:
        before = unit.between(frame.content, last.outer.start).rstrip()
        own_words = _verb_frames(scene, unit, frame.content, NOBODY)
        if before[-1:] in ("：", ":") and len(before) > 4 and not own_words:
            found = [Draft(last.inner, "direct", "clause_quote", own, frame.cue, frame.voice)]
            end = last.outer.start
    clause = _trim(scene.text, frame.content, end)
    if clause.end - clause.start < 2 or _own_action(scene, frame, clause):
        return found
    if clause.end - clause.start < 20 and _no_comment().search(scene.text, *clause):
        return found
    if frame.denial and not frame.mark and (found or not _is_denied_clause(scene, clause)):
        return found
    draft = Draft(clause, "reported", frame.rule, own, frame.cue, frame.voice, frame.denial)
    return [draft, *found]


@cache
def _no_comment() -> re.Pattern[str]:
    return re.compile(cues.phrases("no_comment"))


def _is_denied_clause(scene: Scene, clause: Range) -> bool:
    """Tell what somebody denies to be so from a rumour or charge that is only named."""
    words = scene.text[clause.start : clause.end]
    return len(words) >= 6 and not _NAMED_CHARGE.search(words) and "：" not in words


_NAMED_CHARGE = re.compile(r"(?:传闻|传言|说法|指控|报道|消息|猜测|指责|谣言|质疑|关系)$")


def _is_whole(unit: Unit, quote: Quote, end: int, frame: Frame) -> bool:
    """Tell whether a quotation is all that a frame reports, not the first words of a clause."""
    rest = unit.between(quote.outer.end, max(end, quote.outer.end)).strip()
    if not rest.strip(_STOP_TAIL + "！？!?"):
        return True
    return frame.mark in ("：", ":") or rest[0] in "，,；;"


def _own_action(scene: Scene, frame: Frame, clause: Range) -> bool:
    """Tell an announcement of what an organisation does from something it says."""
    if frame.voice is None or _person(frame.voice, scene):
        return False
    return bool(_action().match(scene.text, clause.start, min(clause.end, clause.start + 24)))


@cache
def _action() -> re.Pattern[str]:
    return re.compile(
        r"(?:公司|该公司|其)?(?:已经|已|将|拟|正式|即日起|日前|近日|决定|计划)+[^，,。]{0,12}?"
        + cues.phrases("action_zh")
    )


def _trim(text: str, start: int, end: int) -> Range:
    """Return the stretch without the marks and spaces around it."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip("，,：:；; \t\u3000"))
    return Range(start + left, start + max(left, len(piece.rstrip(_STOP_TAIL))))


# --- subjects ------------------------------------------------------------------------------------


def _segment_start(masked: str, end: int) -> int:
    """Return where the clause that holds position `end` begins."""
    begin = 0
    for match in _SEGMENT.finditer(masked, max(0, end - 200), end):
        begin = match.end()
    return begin if begin or end <= 200 else end - 200


def _subject(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return the subject of a verb at `end` within its own clause."""
    known = _head(scene, start, end, past) or _pronoun(scene, start, end, past)
    if known or scene.within(start, end):
        return known
    return unnamed.chinese(scene, start, end)


def _elided(scene: Scene, unit: Unit, segment: int, past: Past) -> Voice | None:
    """Return the subject that a verb shares with the clauses before it in its sentence."""
    if segment <= unit.start:
        return past.voice if _connective().match(unit.masked[:12]) else None
    turn = unit.start + max(unit.masked.rfind(t, 0, segment - unit.start) for t in _TURNS)
    near = _head(scene, turn, segment, past) if turn > unit.start else None
    lead = near or _head(scene, unit.start, segment, past)
    return lead or _pronoun(scene, unit.start, segment, past)


_TURNS = ("；", ";", "，而", ",而", "，但", "，不过")


@cache
def _connective() -> re.Pattern[str]:
    return re.compile(cues.phrases("connective_zh"))


def _head(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return the first person or role of a stretch that can be a subject, else organisation."""
    free = [
        m
        for m in scene.within(start, end)
        if not _is_object(scene, m, start) and m.name not in cues.group("question")
    ]
    people = [m for m in free if m.kind != "organization"]
    if not people:
        return voice(free[0]) if free and not _owns(scene, free[0], end) else None
    best = people[0]
    for other in people[1:]:
        gap = scene.text[best.range.end : other.range.start]
        if len(gap) <= 10 and not _barrier().search(gap):
            best = other
    return None if _owns(scene, best, end) else heard(scene, best, past)


@cache
def _barrier() -> re.Pattern[str]:
    """Words that part a subject from other names: prepositions, commas, 和."""
    return re.compile(r"[，,：:；;。和与及跟同对向给被把将在由从就为]")


@cache
def _governs() -> re.Pattern[str]:
    return re.compile(cues.phrases("governs_zh") + r"\s?$")


def _is_object(scene: Scene, mention: Mention, start: int) -> bool:
    """Tell whether the words before a mention make it an object (对某人, 告诉某人)."""
    before = scene.text[max(start, mention.range.start - 8) : mention.range.start]
    return bool(_governs().search(before))


def _owns(scene: Scene, mention: Mention, end: int) -> bool:
    """Tell whether a mention only owns the subject (某人的公司表示)."""
    after = scene.text[mention.range.end : min(end, mention.range.end + 6)]
    return after.startswith("的") and not after.startswith("的确")


_PRONOUN = re.compile(
    r"(?P<person>他们|她们|他|她|这位[^，。]{1,8}|这名[^，。]{1,8}|该名[^，。]{1,6}|该[合基投分]\w{1,4})"
    r"|(?P<pair>前者|后者)|(?P<group>该公司|该机构|该行|该集团|该平台|该基金|公司|集团|官方)"
)


def _pronoun(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return whom a pronoun stands for that names did not resolve."""
    match = _PRONOUN.search(scene.text[start : min(end, start + 20)])
    if match is None or scene.within(start, end):
        return None
    at = Range(start + match.start(), start + match.end())
    if match.lastgroup == "pair":
        who = _of_two(scene, start, last=match.group() == "后者")
    elif match.lastgroup == "group":
        who = organization(scene, start)
    else:
        who = past.voice
    return who._replace(range=at) if who else None


def _of_two(scene: Scene, before: int, *, last: bool) -> Voice | None:
    """Return the former or the latter of the two people named last together."""
    people: dict[str, Mention] = {}
    for mention in scene.within(max(0, before - 160), before):
        if mention.kind != "organization" and mention.form != "pronoun":
            people.pop(mention.id, None)
            people[mention.id] = mention
    pair = list(people.values())[-2:]
    return voice(pair[1] if last else pair[0]) if len(pair) == 2 else None
