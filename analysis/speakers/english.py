"""Who says what in an English sentence: quotations, tails, and the rules that read them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.records import Range
from analysis.speakers import cues, english_leads, english_subjects, english_words
from analysis.speakers.drafts import NOBODY, Draft
from analysis.speakers.english_leads import Frame

if TYPE_CHECKING:
    from analysis.speakers.drafts import Past, Scene, Voice
    from analysis.speakers.quotes import Quote
    from analysis.speakers.units import Unit

_TAIL_LIMIT = 240


def drafts(scene: Scene, unit: Unit, past: Past, *, initial: bool) -> list[Draft]:
    """Return the statements that frames in `unit` attribute.

    `past` is who spoke before; `initial` tells that the unit opens its paragraph.
    """
    first = unit.quotes[0] if unit.quotes else None
    if first and first.outer.start == unit.start:
        found = _after_quotation(scene, unit, first, past)
        if found:
            return found
    for read in (english_leads.framed, _tailed, english_leads.led):
        found = read(scene, unit, past)
        if found:
            return found
    return []


def is_tail(scene: Scene, start: int, end: int, *, initial: bool) -> bool:
    """Tell whether `[start, end)` after a quotation says whose it is (she said.)."""
    frame = _tail(scene, start, end, NOBODY, quoted=True) if end - start <= _TAIL_LIMIT else None
    if frame is None:
        return False
    anew = scene.text[start:end].lstrip()[:1].isupper()
    return not anew or frame.voice is None or _close_subject(scene, frame, start)


def continues(scene: Scene, unit: Unit, speaker: Voice) -> bool:
    """Tell whether a plain sentence goes on with what was reported before it.

    It does unless it shows the writer's own voice: a question, a person or the speaker as its
    subject, a source of data, a turn of the narration.
    """
    text = unit.masked
    if text[-1:] == "?" or len(text) < 8 or _narration().match(text) or _aside().search(text):
        return False
    if (
        _ITS_SPEAKER.search(text)
        or _REPORTS.match(text)
        or _LABEL.match(text)
        or _tells_fact(scene, unit)
    ):
        return False
    named = scene.within(unit.start, unit.end)
    if any(m.id == speaker.id for m in named):
        return False
    return not any(m.kind != "organization" and m.range.start < unit.start + 60 for m in named)


def _tells_fact(scene: Scene, unit: Unit) -> bool:
    """Tell the writer's own information on an organisation (Acme, founded in 2019, employs ...)."""
    first = next(iter(scene.within(unit.start, unit.start + 40)), None)
    lead = re.match(r"(?:The |Its )?", unit.masked)
    start = unit.start + (lead.end() if lead else 0)
    if first and first.kind == "organization" and first.range.start <= start:
        return bool(_fact().match(scene.text, first.range.end, unit.end))
    company = _company().match(unit.masked) or _known_name(scene, unit)
    return bool(company and _fact().match(scene.text, unit.start + company.end(), unit.end))


def _known_name(scene: Scene, unit: Unit) -> re.Match[str] | None:
    """Return the capitalised words that open a sentence where they were a name before."""
    match = _NAME.match(unit.masked)
    if match is None:
        return None
    earlier = scene.text[max(0, unit.start - 6000) : unit.start]
    return match if re.search(rf"[a-z,] {re.escape(match.group())}\b", earlier) else None


_NAME = re.compile(r"[A-Z][\w’-]+(?: [A-Z][\w’-]+){0,2}")


@cache
def _fact() -> re.Pattern[str]:
    return re.compile(
        r"(?:[’']s [\w -]{3,30})?(?:, [^,.;]{3,80},)?"
        rf"(?: (?:now|also|already|currently|recently|itself|has|had|still|alone|last \w+)){{0,2}}"
        rf" {cues.spaced('fact_en')}\b"
    )


@cache
def _company() -> re.Pattern[str]:
    noun = cues.any_of(cues.group("company_en"))
    return re.compile(rf"(?:The|Its) (?:[\w’'-]+ ){{0,3}}?{noun}(?=[ ,])")


_ITS_SPEAKER = re.compile(r"\b(?:[Hh]is|[Hh]er) \w")
_LABEL = re.compile(r"[A-Z][\w ]{1,30}: ")
_REPORTS = re.compile(
    r"(?:\S+\s+){0,8}?(?:said|says|told|announced|declined|asked|den(?:ies|ied)"
    r"|disputes?d?|rejects?(?:ed)?|confirm(?:s|ed)|refused|agree[sd]?|disagree[sd]?)\b"
)


def quoted_by(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return who says the quotation at `end`: the subject of a verb right before it."""
    text = scene.text[start:end]
    left = max(0, len(text) - 120)
    for match in cues.english().finditer(text, left):
        if len(text) - match.end() <= 40 and text.rstrip()[-1:] in ",:":
            return english_subjects.before_verb(scene, start + left, start + match.start(), past)
    return None


@cache
def _narration() -> re.Pattern[str]:
    return re.compile(cues.spaced("narration_en") + r"\b", re.IGNORECASE)


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(cues.spaced("aside_en"), re.IGNORECASE)


def _after_quotation(scene: Scene, unit: Unit, quote: Quote, past: Past) -> list[Draft]:
    """Read a unit that begins with a quotation: its attribution, and what follows that."""
    following = next((q for q in unit.quotes[1:] if q.outer.start >= quote.outer.end), None)
    end = following.outer.start if following else unit.end
    past = past._replace(words=(*past.words, quote.outer))
    frame = _tail(scene, quote.outer.end, end, past, quoted=True)
    if frame is None:
        if following and re.fullmatch(
            r"\s*[—–-].{3,60}[—–-]\s*", unit.between(quote.outer.end, end)
        ):
            own = Range(quote.outer.end, end)
            return [
                Draft(quote.inner, "direct", "quote_inset", own, None, past.voice),
                Draft(following.inner, "direct", "quote_inset", own, None, past.voice),
            ]
        return []
    own = Range(frame.start, frame.end)
    found = [Draft(quote.inner, "direct", "quote_tail", own, frame.cue, frame.voice, frame.denial)]
    found += _rest(scene, unit, frame, past)
    if following:
        found += [
            Draft(q.inner, "direct", "quote_split", own, frame.cue, frame.voice, frame.denial)
            for q in unit.quotes[1:]
            if q.inner.end - q.inner.start > 12
            and unit.between(q.outer.end, unit.end).strip(english_words.STRIP) == ""
        ]
    return found


def _tail(scene: Scene, start: int, end: int, past: Past, *, quoted: bool) -> Frame | None:
    """Return the frame in `[start, end)` that follows a quotation or clause: subject and verb."""
    text = scene.text[start:end]
    for match in cues.english().finditer(text[:_TAIL_LIMIT]):
        cue = cues.verbs("en")[match.group().lower()]
        left, right = text[: match.start()], text[match.end() :]
        if cue.kind == "speech" and not quoted or _RELATIVE.search(left):
            continue
        if re.match(r"[^,.;:!?“\"]{0,90}?\bthat\b", right) or (not quoted and _OPENS.match(right)):
            return None
        at = Range(start + match.start(), start + match.end())
        if not left.strip(english_words.STRIP):
            who = english_subjects.after_verb(scene, at.end, end)
            rule = "tail_inverted"
        else:
            who = english_subjects.before_verb(scene, start, at.start, past)
            rule = "tail"
            if who and _clause_follows(scene, right, at.end):
                return None
        if who or (quoted and _UNKNOWN.fullmatch(left + "|" + right[:60].strip())):
            return Frame(start, end, at, who, rule, cue.denial, cue.kind)
    return None


_RELATIVE = re.compile(r"\b(?:in|of|for|from|to|with|by|on|at) (?:which|whom|whose)\b[^,]*$")
_OPENS = re.compile(rf"\s*:|\s*,\s*[{english_words.OPENERS}]")
_UNKNOWN = re.compile(
    r"[\s,]*(?:[A-Z][\w’'-]+|[Hh]e|[Ss]he|[Tt]hey|[Oo]ne|[Tt]he \w+"
    r"|(?:[Oo]ne|[Aa]nother|[Ss]ome|[Mm]any|[Bb]oth) of (?:them|those|the \w+))(?: [A-Z][\w’'-]+)?"
    r"(?: \w+ly| also)? ?\|.*"
)


def _clause_follows(scene: Scene, right: str, at: int) -> bool:
    """Tell whether a verb reports what comes after it (he said it would) and not before."""
    piece = re.split(r"[,;.:!?“\"‘]", right, maxsplit=1)[0]
    words = piece.split()
    if len(words) < 3 or words[0].lower() in cues.group("preposition_en"):
        return False
    named = [m for m in scene.within(at, at + len(piece)) if m.range.start <= at + 6]
    rest = piece[named[0].range.end - at :] if named else " ".join(words[1:])
    if named and named[0].kind != "organization":
        return bool(
            re.match(r"\s+(?:is|was|will|would|has|had|can|could|should|may|might)\b", rest)
        )
    return bool(
        re.search(
            r"\b(?:is|are|was|were|will|would|has|had|have|can|could|should|may|might|did|does)\b",
            rest,
        )
    )


def _tailed(scene: Scene, unit: Unit, past: Past) -> list[Draft]:
    """Read "clause, somebody said", and the rest of the sentence after it."""
    marks = list(re.finditer(r"[,?!—–”\"’]\s+", unit.masked))
    for i in range(len(marks) - 1, max(-1, len(marks) - 12), -1):
        frame = _tail_at(scene, unit, marks[i], past)
        if frame is None:
            continue
        named = _tail_at(scene, unit, marks[i - 1], past) if i else None
        if named and _begins(scene, named, unit.start + marks[i - 1].end()):
            frame, mark = named, marks[i - 1]
        else:
            mark = marks[i]
        clause = english_words.trim(
            scene.text, unit.start, unit.start + mark.start() + (mark.group()[0] in "?!”")
        )
        own = Range(frame.start, unit.end)
        if _is_inset(unit, mark.start(), frame.cue.end):
            whole = english_words.trim(scene.text, unit.start, unit.end)
            return [Draft(whole, "reported", "inset", own, frame.cue, frame.voice, frame.denial)]
        draft = Draft(clause, "reported", frame.rule, own, frame.cue, frame.voice, frame.denial)
        return [draft, *_rest(scene, unit, frame, past)]
    return []


def _is_inset(unit: Unit, before: int, after: int) -> bool:
    """Tell whether a frame stands in the middle of a clause (the race, he said, is over)."""
    goes_on = re.match(_GOES_ON, unit.at(after))
    if _CUT_SHORT.search(unit.masked[max(0, before - 12) : before]) or _contrasts(unit, after):
        return True
    return goes_on is not None and english_words.clear_verb().search(unit.masked[:before]) is None


def _contrasts(unit: Unit, after: int) -> bool:
    """Tell whether after a frame only the second half of a contrast follows (but a marathon)."""
    contrast = re.match(r",\s+but\s+", unit.at(after))
    rest = unit.at(after + contrast.end()) if contrast else ""
    return bool(rest) and len(rest.split()) <= 12 and english_words.verb().search(rest) is None


_CUT_SHORT = re.compile(r"\s(?:is|are|was|were|will|would|has|have|had|can|could|may|might|not)$")
_GOES_ON = re.compile(
    r"(?:\s[^,;.“\"]{1,40})?,\s+(?:is|are|was|were|will|would|has|had|have|can|could|may|might|should"
    r"|must|does|did|do|cannot|\w+n[’']t)\b"
)


def _begins(scene: Scene, frame: Frame, start: int) -> bool:
    """Tell whether a tail's subject, with its description, begins right at `start`."""
    if frame.voice is None or frame.voice.range.start < start:
        return False
    return _APPOSITION.fullmatch(scene.text[start : frame.voice.range.start]) is not None


_SUBORDINATE = re.compile(
    r"(?:while|whereas|although|though|because|since|when|if|unless|but|and|yet|whose|which)\s"
)
_APPOSITION = re.compile(
    r"(?:(?:an?|the|one|another)\s|(?:its|the|a|an|his|her|their)\s[\w ’'-]{2,50},\s)?"
)


def _tail_at(scene: Scene, unit: Unit, mark: re.Match[str], past: Past) -> Frame | None:
    """Return the frame that attributes the clause before a mark, if one follows it at once."""
    start = unit.start + mark.end()
    if _SUBORDINATE.match(unit.at(start)):
        return None
    frame = _tail(scene, start, min(unit.end, _next_break(unit, start)), past, quoted=False)
    if frame is None or frame.cue.start - start > 140:
        return None
    if frame.cue.start > start and not _close_subject(scene, frame, start):
        return None
    if english_words.is_clause(unit.masked[: mark.start()]) or _is_inset(
        unit, mark.start(), frame.cue.end
    ):
        return frame
    if _closes(unit, frame) and english_words.may_be_clause(unit.masked[: mark.start()]):
        return frame
    return None


def _rest(scene: Scene, unit: Unit, frame: Frame, past: Past) -> list[Draft]:
    """Read what follows a tail: ", and another clause", or "who expects that ..."."""
    own = Range(frame.start, unit.end)
    rest = (
        re.match(r",?\s*(?:and|but|while)\s+|;\s+", unit.at(frame.end))
        if frame.end < unit.end
        else None
    )
    if rest and frame.rule == "tail" and not _writes(scene, unit, frame.end + rest.end()):
        more = english_words.trim(scene.text, frame.end + rest.end(), unit.end)
        return [Draft(more, "reported", "tail_rest", own, frame.cue, frame.voice)]
    who = re.search(
        rf",? who(?:\s{english_words.adverbs()}){{0,3}}\s(?=\w)|,\s(?=\w+ing\b)",
        unit.at(frame.cue.end),
    )
    if who is None:
        return []
    begin = frame.cue.end + who.start()
    verb = cues.english().match(scene.text, frame.cue.end + who.end())
    if verb is None or cues.verbs("en")[verb.group().lower()].kind == "speech":
        return []
    that = english_words.THAT.match(unit.at(verb.end()))
    if that is None:
        return []
    more = english_words.trim(scene.text, verb.end() + that.end(), unit.end)
    return [
        Draft(more, "reported", "that", Range(begin, more.start), Range(*verb.span()), frame.voice)
    ]


def _closes(unit: Unit, frame: Frame) -> bool:
    """Tell whether a subject and verb end their sentence or half of it, so that they close one."""
    return re.match(r"\s*(?:[.;]|$)", unit.at(frame.cue.end)) is not None


def _writes(scene: Scene, unit: Unit, start: int) -> bool:
    """Tell whether a clause joined to a tail is the writer's: about a person, or another report."""
    rest = unit.at(start)
    people = [m for m in scene.within(start, start + 20) if m.kind != "organization"]
    return bool(people or _narration().match(rest) or _REPORTS.match(rest))


def _next_break(unit: Unit, start: int) -> int:
    """Return where the words of a tail may end at the latest: ", and", ";" or the unit's end."""
    match = re.search(r",\s+(?:and|but|while|who|whose|which)\s|;", unit.at(start))
    return start + match.start() if match else unit.end


def _close_subject(scene: Scene, frame: Frame, start: int) -> bool:
    """Tell whether nothing but the subject (and its apposition) stands before a tail's verb."""
    between = scene.text[start : frame.cue.start]
    if frame.voice is None:
        return False
    lead = scene.text[start : frame.voice.range.start]
    return (
        len(lead) <= 60 and not english_words.auxiliary().search(lead) and between.count(",") <= 2
    )
