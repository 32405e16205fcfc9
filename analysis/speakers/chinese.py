"""Who says what in a Chinese sentence: quotations, tails, and what a frame reports."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.records import Range
from analysis.speakers import chinese_frames, chinese_subjects, cues, unnamed
from analysis.speakers.chinese_frames import Frame
from analysis.speakers.drafts import NOBODY, Draft

if TYPE_CHECKING:
    from analysis.speakers.drafts import Past, Scene, Voice
    from analysis.speakers.quotes import Quote
    from analysis.speakers.units import Unit

_TAIL_LIMIT = 80
_OWN_RULES = ("blunt", "colon", "colon_elided", "tail_then_clause", "unattributed")


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
    frame = _tail(scene, text, start, NOBODY) or _gesture(scene, text, start, NOBODY)
    if frame is None:
        return False
    rest = scene.text[frame.content : end].strip(chinese_frames.STOPS)
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
    return not unnamed.chinese_reports(lead) and all(m.id != speaker.id for m in named)


def quoted_by(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return who says the quotation at `end`: the subject of a verb right before it."""
    whole = scene.text[start:end].rstrip()
    text = whole.rstrip(" ，,：:")
    left = max(0, len(text) - 60)
    for match in cues.chinese().finditer(text, left):
        cue = cues.verbs("zh").get(match.group())
        marked = len(text) < len(whole) or match.group()[-1] in "说道称问答喊讲写"
        if cue and marked and re.fullmatch(r"[^，。：“「『‘\"']{0,6}", text[match.end() :]):
            segment = start + chinese_subjects.segment_start(text, match.start())
            own = chinese_subjects.subject(scene, segment, start + match.start(), past)
            return own or chinese_subjects.head(scene, start, segment, past)
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
    if frame is None and following:
        frame = _gesture(scene, rest, quote.outer.end, past)
    if frame is None:
        return []
    frame_range = Range(frame.start, frame.content)
    rule = "quote_tail" if frame.voice else "unattributed"
    found = [Draft(quote.inner, "direct", rule, frame_range, frame.cue, frame.voice, frame.denial)]
    if following and following.outer.start - frame.content <= 1:
        rule = "quote_split" if frame.voice else "unattributed"
        found.append(
            Draft(
                following.inner, "direct", rule, frame_range, frame.cue, frame.voice, frame.denial
            )
        )
    elif frame.mark and unit.between(frame.content, unit.end).strip(chinese_frames.STOPS):
        found += _content(scene, unit, frame._replace(rule="tail_then_clause"), unit.end)
    return found


def _tail(scene: Scene, rest: str, offset: int, past: Past) -> Frame | None:
    """Return the frame that follows a quotation: a subject and a verb before a stop."""
    named = _ATTRIBUTED.match(rest)
    if named:
        who = chinese_subjects.subject(scene, offset, offset + named.end(), past)
        cue_range = Range(offset, offset + named.end())
        end = offset + len(rest)
        return (
            Frame(offset, cue_range, who, "quote_tail", False, "speech", end, "") if who else None
        )
    for match in cues.chinese().finditer(rest):
        cue = cues.verbs("zh").get(match.group())
        if cue is None:
            continue
        after = match.end() + len(chinese_frames.AFTER.match(rest, match.end()).group())  # type: ignore[union-attr]
        mark = rest[after : after + 1]
        if mark and mark not in "，,：:。.！!；;" and mark not in chinese_frames.OPENERS:
            if not _THUS.search(rest[: match.start()] + match.group()[:2]):
                continue
            after, mark = len(rest), ""
        who = chinese_subjects.subject(scene, offset, offset + match.start(), past)
        if who is None:
            continue
        content = offset + after + (1 if mark in "，,：:" and mark else 0)
        content += len(rest[content - offset :]) - len(rest[content - offset :].lstrip())
        cue_range = Range(offset + match.start(), offset + match.end())
        kept = mark if mark in "，,：:" else ""
        return Frame(offset, cue_range, who, "quote_tail", cue.denial, cue.kind, content, kept)
    return None


def _gesture(scene: Scene, rest: str, offset: int, past: Past) -> Frame | None:
    """Return the frame between two quotations that only tells what their speaker does."""
    if len(rest) > _GESTURE or rest.rstrip()[-1:] not in ("，", ","):
        return None
    end = offset + len(rest)
    who = chinese_subjects.person(chinese_subjects.subject(scene, offset, end, past), scene)
    cue = Range(offset, end)
    if who is None and not _moves().match(rest):
        return None
    return Frame(offset, cue, who, "quote_tail", False, "speech", end, "，")


@cache
def _moves() -> re.Pattern[str]:
    return re.compile(rf"[，,]?{cues.phrases('person_zh')}")


_GESTURE = 24
_ATTRIBUTED = re.compile(
    r"[，,]?\s*这(?:是|句话|番话|话)[^。]{0,40}?(?:说的|写的|讲的|说过的|写下的|留下的|的原话|之口)"
)


_THUS = re.compile(r"(?:这样|如此|这么)\w{0,2}$")


def _led(scene: Scene, unit: Unit, start: int, past: Past) -> list[Draft]:
    """Read the frames of a unit from left to right, each with what follows it."""
    found: list[Draft] = []
    frames = chinese_frames.lead_frames(scene, unit, start, past)
    for i, frame in enumerate(frames):
        end = frames[i + 1].start if i + 1 < len(frames) else unit.end
        found += _content(scene, unit, frame, end)
    return found


def _content(scene: Scene, unit: Unit, frame: Frame, end: int) -> list[Draft]:
    """Return what a frame reports: a quotation, a clause, or a clause and a quotation."""
    quote = next((q for q in unit.quotes if q.outer.start == frame.content), None)
    own = Range(frame.start, frame.content)
    if quote and _is_whole(unit, quote, end, frame):
        if _no_comment().match(scene.text, *quote.inner):
            return []
        rule = frame.rule if frame.rule in _OWN_RULES else f"lead_{frame.rule}"
        return [Draft(quote.inner, "direct", rule, own, frame.cue, frame.voice, frame.denial)]
    if frame.rule.startswith("colon") or (frame.kind == "speech" and frame.mark not in ("：", ":")):
        return []
    last = unit.quotes[-1] if unit.quotes else None
    found: list[Draft] = []
    if last and last.outer.start > frame.content and last.outer.end >= end - 1:
        before = unit.between(frame.content, last.outer.start).rstrip()
        own_words = chinese_frames.verb_frames(scene, unit, frame.content, NOBODY)
        if before[-1:] in ("：", ":") and len(before) > 4 and not own_words:
            found = [Draft(last.inner, "direct", "clause_quote", own, frame.cue, frame.voice)]
            end = last.outer.start
    refusal = _refusal().search(scene.text, frame.content + 4, end)
    end = refusal.start() if refusal else end
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
def _refusal() -> re.Pattern[str]:
    """Return the pattern of the writer's remark that the speaker would not say more."""
    return re.compile(
        r"[，,；;](?:但|不过|可|而|却|然而)?(?:他|她|其|公司|该公司|对方)?(?:却|也|又|则|均|都)?"
        rf"{cues.phrases('refusing_zh')}{cues.phrases('telling_zh')}"
    )


@cache
def _no_comment() -> re.Pattern[str]:
    return re.compile(cues.phrases("no_comment"))


def _is_denied_clause(scene: Scene, clause: Range) -> bool:
    """Tell what somebody denies to be so from a rumour or charge that is only named."""
    words = scene.text[clause.start : clause.end]
    return len(words) >= 6 and not _charge().search(words) and "：" not in words


def _is_whole(unit: Unit, quote: Quote, end: int, frame: Frame) -> bool:
    """Tell whether a quotation is all that a frame reports, not the first words of a clause."""
    rest = unit.between(quote.outer.end, max(end, quote.outer.end)).strip()
    if not rest.strip(chinese_frames.STOPS + "！？!?"):
        return True
    return frame.mark in ("：", ":") or rest[0] in "，,；;"


def _own_action(scene: Scene, frame: Frame, clause: Range) -> bool:
    """Tell an announcement of what an organisation does from something it says."""
    if frame.voice is None:
        return False
    named = scene.within(*frame.voice.range)
    personal = any(m.id == frame.voice.id and m.kind != "organization" for m in named)
    own = _personal_action() if personal else _action()
    return bool(own.match(scene.text, clause.start, min(clause.end, clause.start + 32)))


@cache
def _personal_action() -> re.Pattern[str]:
    """Return the pattern of what people announce of their own lives (将于月底辞职)."""
    return re.compile(
        r"(?:[他她]|自己|本人|个人){0,2}(?:已经|已|将|会|要|打算|计划|决定|准备|正式|即日起|月底|年底)+"
        rf"[^，,。他她]{{0,8}}?{cues.phrases('personal_action_zh')}"
    )


@cache
def _action() -> re.Pattern[str]:
    return re.compile(
        r"(?:公司|该公司|其)?(?:已经|已|将|拟|正式|即日起|日前|近日|决定|计划)+[^，,。]{0,20}?"
        + cues.phrases("action_zh")
    )


def _trim(text: str, start: int, end: int) -> Range:
    """Return the stretch without the marks and spaces around it."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip("，,：:；; \t\u3000"))
    return Range(start + left, start + max(left, len(piece.rstrip(chinese_frames.STOPS))))


@cache
def _charge() -> re.Pattern[str]:
    return re.compile(cues.phrases("charge_zh") + "$")
