"""Chinese frames: 某人表示，在某人看来，某人的看法是，某人……：“……”."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import sentences
from analysis.records import Range
from analysis.speakers import chinese_subjects, cues
from analysis.speakers.drafts import NOBODY

if TYPE_CHECKING:
    from analysis.speakers.drafts import Past, Scene, Voice
    from analysis.speakers.units import Unit

OPENERS = "“「『«\"'‘＂"
AFTER = re.compile(r"(?:了|过|着|道|地)?\s*")
STOPS = "。.；;，,、：: \t\u3000"
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


def lead_frames(scene: Scene, unit: Unit, start: int, past: Past) -> list[Frame]:
    """Return the frames of a unit that are not part of what another frame reports."""
    candidates = [
        *_around(scene, unit, past),
        *_noun_frames(scene, unit, past),
        *verb_frames(scene, unit, start, past),
        *_colons(scene, unit, past),
        *_named_views(scene, unit, past),
        *_blunt(scene, unit, past),
        *_short_verbs(scene, unit, past),
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
            chosen.append(_same_subject(scene, last, frame))
    return chosen


def _at_once(unit: Unit, last: Frame, frame: Frame) -> bool:
    """Tell whether two verbs share a subject with nothing reported between them (发文，承认)."""
    between = unit.between(last.content, max(last.content, frame.cue.start))
    return frame.cue.start >= last.content and re.fullmatch(_SHARED, between) is not None


def _someone_else(scene: Scene, last: Frame, frame: Frame) -> bool:
    """Tell whether a verb without a subject belongs to somebody inside the reported clause."""
    inside = chinese_subjects.head(scene, last.content, max(last.content, frame.start), NOBODY)
    return inside is not None and (last.voice is None or inside.id != last.voice.id)


_SHARED = r"[并也还又且则更只仅便就再却才遂\s]{0,4}"


def _same_subject(scene: Scene, last: Frame, frame: Frame) -> Frame:
    """Give a later frame with a pronoun the speaker of the frame before it (；他说)."""
    if frame.voice is None or last.voice is None:
        return frame
    if scene.text[slice(*frame.voice.range)] not in cues.group("third_person"):
        return frame
    between = scene.within(last.content, frame.start)
    if any(m.kind != "organization" for m in between):
        return frame
    return frame._replace(voice=last.voice._replace(range=frame.voice.range))


def _is_new(unit: Unit, last: Frame, frame: Frame) -> bool:
    """Tell whether a later frame starts anew instead of standing inside the reported clause."""
    between = unit.between(last.content, max(frame.start, last.content))
    if not between.strip(STOPS):
        return False
    return frame.mark != "" or frame.kind == "clause"


def verb_frames(scene: Scene, unit: Unit, start: int, past: Past) -> list[Frame]:
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
        if _negated().search(before):
            continue
        if _expressed().search(unit.masked[max(0, match.start() - 10) : match.start()]):
            continue
        if _noun_use().search(before) and match.group()[-1] not in "说称道":
            continue
        at, mark = content
        begin = unit.start + match.start()
        segment = chinese_subjects.segment_start(unit.masked, match.start()) + unit.start
        if _condition().match(unit.masked, segment - unit.start):
            continue
        who = chinese_subjects.subject(scene, segment, begin, past)
        rule = f"verb_{'colon' if mark in '：:' and mark else 'comma' if mark else 'bare'}"
        if who is None and not mark and not re.fullmatch(_SHARED, unit.between(segment, begin)):
            continue
        if who is None:
            who = chinese_subjects.elided(scene, unit, segment, past)
            rule = "verb_elided"
            if who is None and not _somebody(unit, segment, content[0], mark):
                continue
            rule = rule if who else "unattributed"
        cue_range = Range(begin, unit.start + match.end())
        found.append(
            Frame(segment, cue_range, who, rule, cue.denial, cue.kind, unit.start + at, mark)
        )
    return found


def _somebody(unit: Unit, segment: int, content: int, mark: str) -> bool:
    """Tell whether "somebody" is said to say a quotation (有人喊：“……”)."""
    said = unit.masked[content : content + 1] in tuple(OPENERS) and bool(mark)
    return said and _SOMEBODY.search(unit.masked, segment - unit.start, content) is not None


_SOMEBODY = re.compile(r"有人|有的人|旁人|有个声音|另一人|后排一人|一个声音")


def _content_start(masked: str, end: int, word: str, kind: str) -> tuple[int, str] | None:
    """Return where the content after a verb begins and the mark before it, if it admits one."""
    after = end + len(AFTER.match(masked, end).group())  # type: ignore[union-attr]
    mark = masked[after : after + 1]
    if not mark:
        return None
    if mark in "，,：:":
        if kind == "speech" and mark in "，,":
            ahead = masked[after + 1 : after + 40].lstrip()[:1]
            if not ahead or ahead not in OPENERS:
                return None
        rest = masked[after + 1 : after + 40]
        return after + 1 + len(rest) - len(rest.lstrip()), mark
    if mark in OPENERS:
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
            who = chinese_subjects.subject(scene, left, right, past)
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


def _noun_frames(scene: Scene, unit: Unit, past: Past) -> list[Frame]:
    """Return the frames of the kind 某人的看法是，"""
    found = []
    for match in _noun_pattern().finditer(unit.masked):
        at = unit.start + match.start()
        start = max(unit.start, at - _FRAME_LIMIT)
        who = chinese_subjects.head(scene, start, at, NOBODY)
        if who is None and scene.text[at - 1] in cues.group("person_zh") and past.voice:
            who = past.voice._replace(range=Range(at - 1, at))
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
        rf"(?:(?:给出|提出|得出|抛出|开出|总结出)?的)?{nouns}(?:[^，,：:。；;是为]{{0,6}}(?:是|为)(?P<mark>[，,：:])?|[^，,：:。；;]{{0,8}}[：:])\s*"
    )


def _colons(scene: Scene, unit: Unit, past: Past) -> list[Frame]:
    """Return the frames of the kind 某人……：“……” whose verb is no reporting verb."""
    found = []
    for quote in unit.quotes:
        before = unit.between(unit.start, quote.outer.start).rstrip()
        if before[-1:] not in ("：", ":"):
            continue
        end = unit.start + len(before) - 1
        segment = chinese_subjects.segment_start(unit.masked, end - unit.start) + unit.start
        own = chinese_subjects.person(chinese_subjects.subject(scene, segment, end, past), scene)
        who = own or chinese_subjects.person(
            chinese_subjects.elided(scene, unit, segment, past), scene
        )
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
        segment = unit.start + chinese_subjects.segment_start(unit.masked, match.start())
        who = chinese_subjects.person(chinese_subjects.subject(scene, segment, end, past), scene)
        if who:
            cue = Range(end, unit.start + match.end())
            found.append(Frame(segment, cue, who, "noun", False, "clause", cue.end, "："))
    return found


def _blunt(scene: Scene, unit: Unit, past: Past) -> list[Frame]:
    """Return the frames of the kind 某人看得更冷：clause and 某人话说得直白：“……”."""
    found = []
    for match in _BLUNT.finditer(unit.masked):
        at = unit.start + match.start()
        segment = unit.start + chinese_subjects.segment_start(unit.masked, match.start())
        who = chinese_subjects.person(chinese_subjects.subject(scene, segment, at, past), scene)
        if who:
            cue = Range(at, unit.start + match.end())
            found.append(Frame(segment, cue, who, "blunt", False, "clause", cue.end, "："))
    return found


_BLUNT = re.compile(r"话?[看说讲想算问答回]得[^，,。：:；;“「\s]{1,8}[：:]\s*")


def _short_verbs(scene: Scene, unit: Unit, past: Past) -> list[Frame]:
    """Return the frames of one-character verbs right after a name (她料, 某人则估, 某人叹)."""
    found = []
    for match in _short_verb().finditer(unit.masked):
        if _is_longer(unit.masked, match):
            continue
        at = unit.start + match.start()
        near = scene.within(max(unit.start, at - 30), at)
        subject = next((m for m in near if m.range.end == at), None)
        pair = unit.masked[match.end() - 1 : match.end() + 1]
        mark = unit.masked[match.end()] if match.end() < len(unit.masked) else ""
        mark = mark if mark in "，,：:" else ""
        if subject is None or sentences.frequency(pair) or match.end() >= len(unit.masked) - 4:
            continue
        if not mark and match.group()[-1] in cues.group("short_pause_zh"):
            continue
        who = chinese_subjects.subject(scene, subject.range.start, at, past)
        if who:
            cue = Range(at, unit.start + match.end())
            rule, content = ("verb_comma" if mark else "verb_bare"), cue.end + len(mark)
            found.append(Frame(subject.range.start, cue, who, rule, False, "clause", content, mark))
    return found


def _is_longer(masked: str, short: re.Match[str]) -> bool:
    """Tell whether a one-character verb is part of a known word, or read as a verb already."""
    begin = cues.chinese().match(masked, short.start())
    last = cues.chinese().match(masked, short.end() - 1)
    if begin and begin.end() > short.end():
        return True
    cue = cues.verbs("zh").get(last.group()) if last else None
    return last is not None and (len(last.group()) > 1 or cue is None or cue.kind == "clause")


@cache
def _short_verb() -> re.Pattern[str]:
    """Return the pattern of an adverb or none and a verb that only names precede."""
    return re.compile(
        rf"[则亦又也更还续并曾直再只就都]?{cues.phrases('short_verb_zh')}(?=[\w“「，,：:])"
    )


@cache
def _named_view() -> re.Pattern[str]:
    nouns = cues.any_of(close for _, close in cues.frames("zh", "noun"))
    return re.compile(
        rf"(?<!的){nouns}[：:]\s*(?![{OPENERS}])|(?<=[^，。]的){nouns}[：:]\s*(?![{OPENERS}])"
    )


@cache
def _condition() -> re.Pattern[str]:
    return re.compile(rf"\s*{cues.phrases('condition_zh')}")


@cache
def _negated() -> re.Pattern[str]:
    """Return the pattern of words before a verb that take it back (没有正面回应)."""
    adverb = r"(?:正面|直接|明确|具体|公开|再|作|做出|作出)?"
    return re.compile(rf"{cues.phrases('negation_zh')}{adverb}$")


@cache
def _expressed() -> re.Pattern[str]:
    """Return the pattern of words before a noun that looks like a verb (表达了担忧)."""
    return re.compile(rf"{cues.phrases('expressing_zh')}了?[^，。]{{0,4}}$")


@cache
def _noun_use() -> re.Pattern[str]:
    return re.compile(cues.phrases("noun_use_zh") + "$")
