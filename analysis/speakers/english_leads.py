"""English frames before a clause, and frames around a speaker: X said that, in X's view."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.records import Range
from analysis.speakers import cues, english_subjects, english_words
from analysis.speakers.drafts import NOBODY, Draft, voice
from analysis.speakers.units import Unit

if TYPE_CHECKING:
    from analysis.speakers.drafts import Past, Scene, Voice
    from analysis.speakers.quotes import Quote


class Frame(NamedTuple):
    """A frame found in a unit: its own words, the cue, whose words, and where they stand."""

    start: int
    end: int
    cue: Range
    voice: Voice | None
    rule: str
    denial: bool
    kind: str


def led(scene: Scene, unit: Unit, past: Past) -> list[Draft]:
    """Read "somebody said (that) clause" and "somebody said: quotation"."""
    for match in cues.english().finditer(unit.masked):
        cue = cues.verbs("en")[match.group().lower()]
        at = Range(unit.start + match.start(), unit.start + match.end())
        content = _content(scene, unit, at, cue.kind)
        if content is None:
            continue
        who = english_subjects.before_verb(scene, unit.start, at.start, past)
        if who is None:
            continue
        return _report(
            scene, unit, Frame(unit.start, content[0], at, who, content[1], cue.denial, cue.kind)
        )
    return _noun_led(scene, unit) or _colon_led(scene, unit) or _blunt(scene, unit)


_BLUNT = re.compile(r"(?:But |Yet |And |So )?")


_OWNER = re.compile(r".{0,4}|(?:The )?[A-Z][\w ]{0,30}[’']s? ")
_VIEW = re.compile(
    r"\s+(?:is|was|has|had|sees|offers|offered|gives|gave|puts|begs)\b[^.;:!?“\"]{2,50}:\s+"
)


def _blunt(scene: Scene, unit: Unit) -> list[Draft]:
    """Read "somebody is blunter: clause" and "somebody has another explanation: clause"."""
    lead = _BLUNT.match(unit.masked)
    start = unit.start + (lead.end() if lead else 0)
    for mention in scene.within(start, min(unit.end, start + 80)):
        view = _VIEW.match(unit.masked, mention.range.end - unit.start)
        owner = unit.between(start, mention.range.start)
        if mention.kind == "organization" or view is None or not _OWNER.fullmatch(owner):
            continue
        content = unit.start + view.end()
        if english_words.is_bare_clause(unit.at(content)):
            cue = Range(unit.start + view.start(), content)
            frame = Frame(unit.start, content, cue, voice(mention), "blunt", False, "clause")
            return _report(scene, unit, frame)
    return []


def _colon_led(scene: Scene, unit: Unit) -> list[Draft]:
    """Read "somebody does not see it so: quotation" where no reporting verb stands."""
    for quote in unit.quotes:
        before = unit.between(unit.start, quote.outer.start).rstrip()
        if not before.endswith(":") or unit.between(quote.outer.end, unit.end).strip(
            english_words.STRIP
        ):
            continue
        clause = unit.start + max(before.rfind(", "), before.rfind("; "), 0)
        end = unit.start + len(before)
        people = [m for m in scene.within(clause, end) if m.kind != "organization"]
        people = people or [m for m in scene.within(unit.start, end) if m.kind != "organization"]
        if people:
            own = Range(unit.start, quote.outer.start)
            return [Draft(quote.inner, "direct", "colon", own, None, voice(people[0]))]
    return []


_ANOTHER = re.compile(
    r"\b(?:is|are|was|were|will|would|has|had|have|can|could|may|should|it|and)\b"
)


_TOLD = re.compile(
    r"\s+(?:(?:the|his|her|their|its|a|an)\s+)?(?:[A-Z][\w’'&-]*(?:\s+[A-Z][\w’'&-]*){0,4}|us|me|him|her|them"
    r"|\w+s|staff|people|press)(?:\s+(?:in an? \w+|on \w+|last \w+|this \w+))?\s+(?=[a-zA-Z])"
)


def _content(scene: Scene, unit: Unit, at: Range, kind: str) -> tuple[int, str] | None:
    """Return where what a verb reports begins, and the rule that tells so."""
    right = unit.at(at.end)
    mark = re.match(
        rf"[^.;!?{english_words.OPENERS}]{{0,90}}?[,:]\s*(?=[{english_words.OPENERS}])|\s*(?=[{english_words.OPENERS}])",
        right,
    )
    if (
        mark
        and (":" in mark.group() or "," in mark.group())
        and not english_words.THAT.match(right[: mark.end()])
    ):
        return at.end + mark.end(), "lead_quote"
    if kind == "speech":
        return None
    that = english_words.THAT.match(right)
    if that and not _ANOTHER.search(that.group()):
        return at.end + that.end(), "that"
    told = _TOLD.match(right)
    if (
        told
        and right[: told.end()].strip()
        and unit.between(at.start, at.end).lower() in cues.group("telling_en")
    ):
        start = at.end + told.end()
        if english_words.is_bare_clause(unit.at(start)):
            return start, "bare"
    colon = re.match(r"[^.;:!?,]{0,40}:\s+", right)
    if colon and not english_words.auxiliary().search(colon.group()):
        return at.end + colon.end(), "colon"
    if kind not in ("clause", "finite"):
        return None
    time = re.match(
        r"\s+(?:on \w+|in \w+ \d{4}|last \w+|this \w+|yesterday|earlier|only|again|to \w+)?\s*",
        right,
    )
    start = at.end + (time.end() if time else 0)
    clause = unit.at(start)
    if not english_words.is_bare_clause(clause) or (
        kind == "finite" and not english_words.shows_verb(clause)
    ):
        return None
    return start, "bare"


def _report(scene: Scene, unit: Unit, frame: Frame) -> list[Draft]:
    """Return what a lead frame reports: a quotation, or a clause and a quotation after a colon."""
    own = Range(frame.start, frame.end)
    quote = next((q for q in unit.quotes if q.outer.start == frame.end), None)
    if quote and frame.rule == "lead_quote":
        if unit.between(quote.outer.end, unit.end).strip(
            english_words.STRIP
        ) and not _SENTENCE_END.search(scene.text[quote.inner.start : quote.inner.end]):
            return []
        return [
            Draft(quote.inner, "direct", "lead_quote", own, frame.cue, frame.voice, frame.denial)
        ]
    end = unit.end
    found: list[Draft] = []
    last = unit.quotes[-1] if unit.quotes else None
    if last and last.outer.start > frame.end + 8:
        before = unit.between(frame.end, last.outer.start).rstrip()
        whole = not unit.between(last.outer.end, unit.end).strip(english_words.STRIP)
        inner = scene.text[last.inner.start : last.inner.end]
        if whole and (
            before.endswith(":") or (before.endswith(",") and english_words.is_sentence(inner))
        ):
            found = [Draft(last.inner, "direct", "clause_quote", own, frame.cue, frame.voice)]
            end = last.outer.start
    more = _next_lead(scene, unit, frame.end, end) or _shared(scene, unit, frame, end)
    if more:
        end, found = more
    else:
        end = _until_writer(unit, frame, end)
    clause = english_words.trim(scene.text, frame.end, end)
    if clause.end - clause.start < 8 or _own_action(scene, frame, clause):
        return found
    if clause.end - clause.start < 60 and _no_comment().search(scene.text, *clause):
        return found
    draft = Draft(clause, "reported", frame.rule, own, frame.cue, frame.voice, frame.denial)
    return [draft, *found]


def _until_writer(unit: Unit, frame: Frame, end: int) -> int:
    """Return where a reported clause ends before the writer's own remark after a semicolon."""
    refusal = _refusal().search(unit.masked, frame.end - unit.start, end - unit.start)
    if refusal:
        return unit.start + refusal.start()
    cut = unit.between(frame.end, end).find("; ")
    rest = unit.between(frame.end + cut + 2, end)
    return end if cut < 0 or _parallel().match(rest) else frame.end + cut


@cache
def _refusal() -> re.Pattern[str]:
    """Return the pattern of the writer's remark that the speaker would not say more."""
    return re.compile(
        r",? (?:but|though|although|and) (?:(?:he|she|it|they) )?"
        + cues.spaced("refusing_en")
        + r"\b"
    )


@cache
def _parallel() -> re.Pattern[str]:
    return re.compile(cues.spaced("parallel_en") + r"\b", re.IGNORECASE)


@cache
def _no_comment() -> re.Pattern[str]:
    return re.compile(cues.spaced("no_comment"))


def _next_lead(scene: Scene, unit: Unit, start: int, end: int) -> tuple[int, list[Draft]] | None:
    """Return where a second frame begins and its drafts (A said x, but B said y)."""
    for mark in _JOINT.finditer(unit.masked, start - unit.start, end - unit.start):
        begin = unit.start + mark.end()
        quotes = tuple(q for q in unit.quotes if q.outer.start >= begin)
        rest = Unit(begin, unit.end, unit.at(begin), quotes)
        named = [m for m in scene.within(begin, min(begin + 60, end)) if m.range.start - begin <= 5]
        verb = cues.english().search(rest.masked[:100])
        if not named or verb is None or named[0].range.end > begin + verb.start():
            continue
        if verb.start() + begin - named[0].range.end > 20:
            continue
        found = led(scene, rest, NOBODY)
        if found and found[0].voice and found[0].voice.range.start <= begin + 5:
            return unit.start + mark.start(), found
    return None


def _shared(scene: Scene, unit: Unit, frame: Frame, end: int) -> tuple[int, list[Draft]] | None:
    """Return where a second verb of the same subject begins and its draft (said x and added y)."""
    tense = _PAST.search(unit.between(*frame.cue)) is not None
    for mark in _AND.finditer(unit.masked, frame.end - unit.start, end - unit.start):
        verb = cues.english().match(unit.masked, mark.end())
        if verb is None or (_PAST.search(verb.group()) is not None) != tense:
            continue
        cue = cues.verbs("en")[verb.group().lower()]
        at = Range(unit.start + verb.start(), unit.start + verb.end())
        content = _content(scene, unit, at, cue.kind)
        if content is None or content[1] not in ("that", "bare") or content[0] >= end:
            continue
        clause = english_words.trim(scene.text, content[0], end)
        own = Range(unit.start + mark.start(), content[0])
        draft = Draft(clause, "reported", content[1], own, at, frame.voice, cue.denial)
        return own.start, [draft]
    return None


_PAST = re.compile(r"(?:ed|said|told|wrote|thought|felt|saw|held|swore|put it)$")
_AND = re.compile(r",?\s(?:and|but)\s(?:(?:also|then|later|again)\s)?")
_JOINT = re.compile(r"(?:;|, (?:but|while|whereas|though|although|and|yet))\s+")


_SENTENCE_END = re.compile(r"[.!?…,]$")


def _own_action(scene: Scene, frame: Frame, clause: Range) -> bool:
    """Tell an announcement of what an organisation does from something it says."""
    who = frame.voice
    if who is None or _CONDITIONED.search(scene.text[clause.start : clause.start + 80]):
        return False
    if english_subjects.is_person(scene, who):
        return bool(_personal_action().match(scene.text, clause.start, clause.end))
    return bool(_action().match(scene.text, clause.start, clause.end))


_CONDITIONED = re.compile(r"\b(?:only|if|unless|until|because)\b")


@cache
def _personal_action() -> re.Pattern[str]:
    """Return the pattern of what people announce of their own lives (she would step down)."""
    return re.compile(
        rf"(?:s?he|they)\s{_INTENT}{cues.spaced('personal_action_en')}\b", re.IGNORECASE
    )


_INTENT = (
    r"(?:had decided to|has decided to|had agreed to|has agreed to|would|will|plans? to|planned to"
    r"|intends? to|intended to|(?:was|is|were|are)(?: going to| due to| set to| about to)?|had|has)"
    r"\s(?:(?:not|now|also|soon|never|already|be|been|instead)\s){0,2}"
)


@cache
def _action() -> re.Pattern[str]:
    return re.compile(
        rf"(?:it|they|the company|the group|the firm|the start-?up)\s(?:{_INTENT}|have\s)"
        rf"(?:been\s)?{cues.spaced('action_en')}\b",
        re.IGNORECASE,
    )


def _noun_led(scene: Scene, unit: Unit) -> list[Draft]:
    """Read "somebody's view is (short): clause" and "somebody's bet is that ..."."""
    for match in _noun_pattern().finditer(unit.masked):
        at = unit.start + match.start()
        who = english_subjects.ending_at(scene, at, NOBODY)
        if who is None:
            continue
        cue = Range(at, unit.start + match.end())
        frame = Frame(unit.start, cue.end, cue, who, "noun", False, "clause")
        return _report(scene, unit, frame)
    return []


@cache
def _noun_pattern() -> re.Pattern[str]:
    nouns = cues.any_of(close for _, close in cues.frames("en", "noun"))
    return re.compile(
        rf"(?:[’']s?|)\s+(?:own |main |new )?{nouns}\s+(?:is|was)\s+(?:that\s+|\w{{1,12}}:\s+|:\s*)"
    )


def framed(scene: Scene, unit: Unit, past: Past) -> list[Draft]:
    """Read "according to somebody", "in somebody's view", before or after a clause."""
    for match in _frame_pattern().finditer(unit.masked):
        left, right = unit.start + match.start(), unit.start + match.end()
        span = _framed_voice(scene, unit, match, right, past)
        if span is None:
            continue
        who, end = span
        rest = unit.at(end)
        cue = Range(left, right)
        quoted = _quoted_fragment(unit, end)
        if quoted:
            return [Draft(quoted.inner, "direct", "frame", Range(left, end), cue, who)]
        before = unit.masked[: match.start()].rstrip()
        if _CUT_SHORT.search(before) and rest.startswith(","):
            whole = english_words.trim(scene.text, unit.start, unit.end)
            return [Draft(whole, "reported", "inset", Range(left, end), cue, who)]
        if before.endswith((",", "—", "–")) and english_words.is_clause(before):
            own = Range(left, end)
            return [
                Draft(
                    english_words.trim(scene.text, unit.start, left),
                    "reported",
                    "frame_tail",
                    own,
                    cue,
                    who,
                )
            ]
        comma = re.match(r"[^,.;:]{0,80}[,:]\s+", rest)
        if (not before or before.endswith(",")) and comma:
            frame = Frame(left, end + comma.end(), cue, who, "frame", False, "clause")
            quote = next((q for q in unit.quotes if q.outer.start == frame.end), None)
            if quote and not unit.between(quote.outer.end, unit.end).strip(english_words.STRIP):
                return [Draft(quote.inner, "direct", "frame", Range(left, frame.end), cue, who)]
            return _report(scene, unit, frame)
    return []


def _quoted_fragment(unit: Unit, end: int) -> Quote | None:
    """Return the quotation that alone follows a frame inside a sentence (in his words, “x”)."""
    last = unit.quotes[-1] if unit.quotes else None
    if last is None or last.outer.start < end or unit.between(end, last.outer.start).strip(", :"):
        return None
    return None if unit.between(last.outer.end, unit.end).strip(english_words.STRIP) else last


_CUT_SHORT = re.compile(r"\s(?:is|are|was|were|will|would|has|have|had|can|could|may|might),$")
_HIM = re.compile(r"\s(?P<who>him|her)\b(?=[,.;])")


def _framed_voice(
    scene: Scene, unit: Unit, match: re.Match[str], right: int, past: Past
) -> tuple[Voice, int] | None:
    """Return who stands in a frame, and where the frame's own words end."""
    group = match.lastgroup
    if group is None and (pronoun := _HIM.match(scene.text, right)) and past.voice:
        at = Range(*pronoun.span("who"))
        return past.voice._replace(range=at), at.end
    if group is None:
        who = english_subjects.after_verb(scene, right, unit.end)
        if who is None or _source().search(scene.text[right : who.range.start]):
            return None
        return who, who.range.end
    start = unit.start + match.start(group)
    who = english_subjects.ending_at(
        scene, unit.start + match.end(group), past
    ) or english_subjects.pronoun(scene, start, unit.start + match.end(group), past)
    return (who, right) if who else None


@cache
def _source() -> re.Pattern[str]:
    return re.compile(r"\b" + cues.spaced("source_en") + r"\b", re.IGNORECASE)


@cache
def _frame_pattern() -> re.Pattern[str]:
    rows = cues.frames("en", "frame")
    alone = cues.any_of(o for o, c in rows if not c).replace(r"\ ", " ")
    closes: dict[str, list[str]] = {}
    for opened, closed in rows:
        if closed:
            closes.setdefault(opened, []).append(closed)
    pairs = "|".join(
        rf"{opened} (?P<w{i}>[^,.;:]{{1,50}}?)(?:[’']s?)? {cues.any_of(ends)}"
        for i, (opened, ends) in enumerate(sorted(closes.items()))
    ).replace(r"\ ", " ")
    return re.compile(rf"\b(?:{alone}|{pairs})\b", re.IGNORECASE)
