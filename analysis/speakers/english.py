"""Who says what in an English sentence: verbs and frames around a clause or quotation."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.records import Range
from analysis.speakers import cues, unnamed
from analysis.speakers.drafts import NOBODY, Draft, heard, organization, voice
from analysis.speakers.units import Unit

if TYPE_CHECKING:
    from analysis.records import Mention
    from analysis.speakers.drafts import Past, Scene, Voice
    from analysis.speakers.quotes import Quote

_OPENERS = "“\"'‘«「"
_CLOSERS = "”\"'’»」"
_TAIL_LIMIT = 240
_STRIP = " \t,;:.—–-"
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|would|has|had|have|can|cannot|could|may|might|must|should|shall"
    r"|do|does|did|\w{1,12}n[’']t|\w{2,14}ed|needs?|takes?|costs?|means?|makes?|remains?|works?"
    r"|goes|went|came|gets?|got|lost|won|became|becomes|took|made|led|rose|fell|grew|paid|spent"
    r"|sold|bought|saw|knew|kept|left|lies|lay|beats?|comes?|wins?|wants?|matters?|[a-z]{3,14}s)\b"
    r"|\w[’'](?:s|re|ll|ve|d)\b"
)
_THAT = re.compile(r"^[^.;:!?“\"]{0,90}?\bthat\b[,]?\s+")
_ADVERB = r"(?:also|then|later|only|once|even|simply|further|again|repeatedly|bluntly|still|now|has|had|have|already|never|always|often|just|long|recently|publicly|privately|previously|both|all|went on to|used to|likes to|liked to|would|will|did|could|might|may|must|does|do|was quick to|\w+ly)"
_BEFORE_VERB = re.compile(rf"(?:\s+{_ADVERB}){{0,4}}\s*$", re.IGNORECASE)


class Frame(NamedTuple):
    """A frame found in a unit: its own words, the cue, whose words, and where they stand."""

    start: int
    end: int
    cue: Range
    voice: Voice | None
    rule: str
    denial: bool
    kind: str


def drafts(scene: Scene, unit: Unit, past: Past, *, initial: bool) -> list[Draft]:
    """Return the statements that frames in `unit` attribute.

    `past` is who spoke before; `initial` tells that the unit opens its paragraph.
    """
    first = unit.quotes[0] if unit.quotes else None
    if first and first.outer.start == unit.start:
        found = _after_quotation(scene, unit, first, past)
        if found:
            return found
    for read in (_framed, _tailed, _led):
        found = read(scene, unit, past)
        if found:
            return found
    return []


def is_tail(scene: Scene, start: int, end: int, *, initial: bool) -> bool:
    """Tell whether `[start, end)` after a quotation says whose it is (she said.)."""
    return end - start <= _TAIL_LIMIT and _tail(scene, start, end, NOBODY, quoted=True) is not None


def continues(scene: Scene, unit: Unit, speaker: Voice) -> bool:
    """Tell whether a plain sentence goes on with what was reported before it.

    It does unless it shows the writer's own voice: a question, a person or the speaker as its
    subject, a source of data, a turn of the narration.
    """
    text = unit.masked
    if text[-1:] == "?" or len(text) < 8 or _narration().match(text) or _aside().search(text):
        return False
    if _REPORTS.match(text):
        return False
    named = scene.within(unit.start, unit.end)
    if any(m.id == speaker.id for m in named):
        return False
    return not any(m.kind != "organization" and m.range.start < unit.start + 60 for m in named)


_REPORTS = re.compile(r"(?:\S+\s+){0,8}?(?:said|says|told|announced|declined|asked)\b")


def quoted_by(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return who says the quotation at `end`: the subject of a verb right before it."""
    text = scene.text[start:end]
    left = max(0, len(text) - 120)
    for match in cues.english().finditer(text, left):
        if len(text) - match.end() <= 40 and text.rstrip()[-1:] in ",:":
            return _before_verb(scene, start + left, start + match.start(), past)
    return None


@cache
def _narration() -> re.Pattern[str]:
    return re.compile(cues.phrases("narration_en").replace(r"\ ", " ") + r"\b", re.IGNORECASE)


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(cues.phrases("aside_en").replace(r"\ ", " "), re.IGNORECASE)


# --- quotations ----------------------------------------------------------------------------------


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
            and unit.between(q.outer.end, unit.end).strip(_STRIP) == ""
        ]
    return found


def _tail(scene: Scene, start: int, end: int, past: Past, *, quoted: bool) -> Frame | None:
    """Return the frame in `[start, end)` that follows a quotation or clause: subject and verb."""
    text = scene.text[start:end]
    for match in cues.english().finditer(text[:_TAIL_LIMIT]):
        cue = cues.verbs("en")[match.group().lower()]
        left, right = text[: match.start()], text[match.end() :]
        if cue.kind == "speech" and not quoted:
            continue
        if re.match(r"[^,.;:!?“\"]{0,90}?\bthat\b", right):
            return None
        at = Range(start + match.start(), start + match.end())
        if not left.strip(_STRIP):
            who = _after_verb(scene, at.end, end)
            rule = "tail_inverted"
        else:
            who = _before_verb(scene, start, at.start, past)
            rule = "tail"
            if who and _clause_follows(scene, right, at.end):
                return None
        if who or (quoted and _UNKNOWN.fullmatch(left + "|" + right[:60].strip())):
            return Frame(start, end, at, who, rule, cue.denial, cue.kind)
    return None


_UNKNOWN = re.compile(
    r"[\s,]*(?:[A-Z][\w’'-]+|[Hh]e|[Ss]he|[Tt]hey|[Tt]he \w+)(?: [A-Z][\w’'-]+)?(?: \w+ly| also)? ?\|.*"
)


def _clause_follows(scene: Scene, right: str, at: int) -> bool:
    """Tell whether a verb reports what comes after it (he said it would) and not before."""
    piece = re.split(r"[,;.:!?“\"‘]", right, maxsplit=1)[0]
    words = piece.split()
    if len(words) < 3 or words[0].lower() in _PREPOSITIONS:
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


_PREPOSITIONS = frozenset(
    [
        "in",
        "on",
        "at",
        "to",
        "by",
        "of",
        "for",
        "with",
        "during",
        "after",
        "before",
        "when",
        "while",
        "as",
        "from",
        "about",
        "over",
        "through",
        "via",
        "last",
        "this",
        "during",
        "earlier",
        "yesterday",
        "today",
        "recently",
        "speaking",
        "adding",
        "bitterly",
        "softly",
    ]
)


# --- tails of clauses ----------------------------------------------------------------------------


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
        clause = _trim(
            scene.text, unit.start, unit.start + mark.start() + (mark.group()[0] in "?!”")
        )
        own = Range(frame.start, unit.end)
        if _is_inset(unit, mark.start(), frame.cue.end):
            whole = _trim(scene.text, unit.start, unit.end)
            return [Draft(whole, "reported", "inset", own, frame.cue, frame.voice, frame.denial)]
        draft = Draft(clause, "reported", frame.rule, own, frame.cue, frame.voice, frame.denial)
        return [draft, *_rest(scene, unit, frame, past)]
    return []


def _is_inset(unit: Unit, before: int, after: int) -> bool:
    """Tell whether a frame stands in the middle of a clause (the race, he said, is over)."""
    goes_on = re.match(_GOES_ON, unit.at(after))
    return goes_on is not None and _VERB.search(unit.masked[:before]) is None


_GOES_ON = re.compile(
    r"(?:\s[^,;.“\"]{1,40})?,\s+(?:is|are|was|were|will|would|has|had|have|can|could|may|might|should"
    r"|must|does|did|do|cannot|\w+n[’']t)\b"
)


def _begins(scene: Scene, frame: Frame, start: int) -> bool:
    """Tell whether a tail's subject, with its description, begins right at `start`."""
    if frame.voice is None or frame.voice.range.start < start:
        return False
    return _APPOSITION.fullmatch(scene.text[start : frame.voice.range.start]) is not None


_APPOSITION = re.compile(r"(?:(?:its|the|a|an|his|her|their)\s[\w ’'-]{2,50},\s)?")


def _tail_at(scene: Scene, unit: Unit, mark: re.Match[str], past: Past) -> Frame | None:
    """Return the frame that attributes the clause before a mark, if one follows it at once."""
    start = unit.start + mark.end()
    frame = _tail(scene, start, min(unit.end, _next_break(unit, start)), past, quoted=False)
    if frame is None or frame.cue.start - start > 140:
        return None
    if frame.cue.start > start and not _close_subject(scene, frame, start):
        return None
    if _is_clause(unit.masked[: mark.start()]) or _is_inset(unit, mark.start(), frame.cue.end):
        return frame
    return None


def _rest(scene: Scene, unit: Unit, frame: Frame, past: Past) -> list[Draft]:
    """Read what follows a tail: ", and another clause", or "who expects that ..."."""
    own = Range(frame.start, unit.end)
    rest = (
        re.match(r",?\s*(?:and|but|while)\s+", unit.at(frame.end)) if frame.end < unit.end else None
    )
    if rest and frame.rule == "tail":
        more = _trim(scene.text, frame.end + rest.end(), unit.end)
        return [Draft(more, "reported", "tail_rest", own, frame.cue, frame.voice)]
    who = re.search(
        rf",? who(?:\s{_ADVERB}){{0,3}}\s(?=\w)|,\s(?=\w+ing\b)", unit.at(frame.cue.end)
    )
    if who is None:
        return []
    begin = frame.cue.end + who.start()
    verb = cues.english().match(scene.text, frame.cue.end + who.end())
    if verb is None or cues.verbs("en")[verb.group().lower()].kind == "speech":
        return []
    that = _THAT.match(unit.at(verb.end()))
    if that is None:
        return []
    more = _trim(scene.text, verb.end() + that.end(), unit.end)
    return [
        Draft(more, "reported", "that", Range(begin, more.start), Range(*verb.span()), frame.voice)
    ]


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
    return len(lead) <= 60 and not _FINITE_STRICT.search(lead) and between.count(",") <= 2


_VERB = re.compile(
    r"\b(?:is|are|was|were|will|would|has|had|have|can|could|may|might|should|do|does|did|must|\w+ed|\w+n[’']t)\b"
)
_FINITE_STRICT = re.compile(
    r"\b(?:is|are|was|were|will|would|has|had|have|can|could|may|might|should)\b"
)


def _is_clause(text: str) -> bool:
    """Tell whether words before a tail can be what is reported: a clause of three words or more."""
    return len(text.split()) >= 3 and bool(_FINITE.search(text))


# --- leads ---------------------------------------------------------------------------------------


def _led(scene: Scene, unit: Unit, past: Past) -> list[Draft]:
    """Read "somebody said (that) clause" and "somebody said: quotation"."""
    for match in cues.english().finditer(unit.masked):
        cue = cues.verbs("en")[match.group().lower()]
        at = Range(unit.start + match.start(), unit.start + match.end())
        content = _content(scene, unit, at, cue.kind)
        if content is None:
            continue
        who = _before_verb(scene, unit.start, at.start, past)
        if who is None:
            continue
        return _report(
            scene, unit, Frame(unit.start, content[0], at, who, content[1], cue.denial, cue.kind)
        )
    return _noun_led(scene, unit) or _colon_led(scene, unit) or _blunt(scene, unit)


_BLUNT = re.compile(r"(?:But |Yet |And |So )?")
_VIEW = re.compile(
    r"\s+(?:is|was|has|had|sees|offers|offered|gives|gave|puts|begs)\b[^.;:!?“\"]{2,50}:\s+"
)


def _blunt(scene: Scene, unit: Unit) -> list[Draft]:
    """Read "somebody is blunter: clause" and "somebody has another explanation: clause"."""
    lead = _BLUNT.match(unit.masked)
    start = unit.start + (lead.end() if lead else 0)
    for mention in scene.within(start, min(unit.end, start + 80)):
        view = _VIEW.match(unit.masked, mention.range.end - unit.start)
        if mention.kind == "organization" or mention.range.start > start + 4 or view is None:
            continue
        content = unit.start + view.end()
        if _bare_clause(unit.at(content)):
            cue = Range(unit.start + view.start(), content)
            frame = Frame(unit.start, content, cue, voice(mention), "blunt", False, "clause")
            return _report(scene, unit, frame)
    return []


def _colon_led(scene: Scene, unit: Unit) -> list[Draft]:
    """Read "somebody does not see it so: quotation" where no reporting verb stands."""
    for quote in unit.quotes:
        before = unit.between(unit.start, quote.outer.start).rstrip()
        if not before.endswith(":") or unit.between(quote.outer.end, unit.end).strip(_STRIP):
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
_TELLING = frozenset(
    [
        "tell",
        "tells",
        "told",
        "telling",
        "reminded",
        "reminds",
        "warned",
        "warns",
        "assured",
        "assures",
    ]
)
_TOLD = re.compile(
    r"\s+(?:(?:the|his|her|their|its|a|an)\s+)?(?:[A-Z][\w’'&-]*(?:\s+[A-Z][\w’'&-]*){0,4}|us|me|him|her|them"
    r"|\w+s|staff|people|press)(?:\s+(?:in an? \w+|on \w+|last \w+|this \w+))?\s+(?=[a-zA-Z])"
)


def _content(scene: Scene, unit: Unit, at: Range, kind: str) -> tuple[int, str] | None:
    """Return where what a verb reports begins, and the rule that tells so."""
    right = unit.at(at.end)
    mark = re.match(
        rf"[^.;!?{_OPENERS}]{{0,90}}?[,:]\s*(?=[{_OPENERS}])|\s*(?=[{_OPENERS}])", right
    )
    if (
        mark
        and (":" in mark.group() or "," in mark.group())
        and not _THAT.match(right[: mark.end()])
    ):
        return at.end + mark.end(), "lead_quote"
    if kind == "speech":
        return None
    that = _THAT.match(right)
    if that and not _ANOTHER.search(that.group()):
        return at.end + that.end(), "that"
    told = _TOLD.match(right)
    if told and right[: told.end()].strip() and unit.between(at.start, at.end).lower() in _TELLING:
        start = at.end + told.end()
        if _bare_clause(unit.at(start)):
            return start, "bare"
    colon = re.match(r"[^.;:!?,]{0,40}:\s+", right)
    if colon and not _FINITE_STRICT.search(colon.group()):
        return at.end + colon.end(), "colon"
    if kind not in ("clause", "finite"):
        return None
    time = re.match(
        r"\s+(?:on \w+|in \w+ \d{4}|last \w+|this \w+|yesterday|earlier|only|again|to \w+)?\s*",
        right,
    )
    start = at.end + (time.end() if time else 0)
    clause = unit.at(start)
    if not _bare_clause(clause) or (kind == "finite" and not _shows_verb(clause)):
        return None
    return start, "bare"


_NO_CLAUSE = frozenset(
    [
        "nothing",
        "so",
        "yes",
        "no",
        "goodbye",
        "little",
        "more",
        "much",
        "something",
        "anything",
        "to",
        "by",
        "of",
        "for",
        "in",
        "with",
        "a_lot",
        "that",
        "and",
        "or",
        "but",
        "on",
        "at",
        "from",
        "how",
        "what",
        "why",
        "whether",
        "if",
        "about",
        "as",
    ]
)


def _shows_verb(text: str) -> bool:
    """Tell whether a clear finite verb follows, and not in a relative clause."""
    verb = _FINITE_STRICT.search(text[:200])
    lead = text[: verb.start()] if verb else ""
    return verb is not None and not re.search(
        r"\b(?:that|which|who|whose|where|when|and|but)\b", lead
    )


def _bare_clause(text: str) -> bool:
    """Tell whether words after a verb are a clause without "that"."""
    words = re.findall(r"[\w’'$€£¥%-]+", text[:160])
    if len(words) < 3 or words[0].lower() in _NO_CLAUSE or not text[:1].strip(_STRIP):
        return False
    if len(text.split(",", 1)[0].split()) < 2:
        return False
    return bool(_FINITE.search(" ".join(words[1:])))


def _report(scene: Scene, unit: Unit, frame: Frame) -> list[Draft]:
    """Return what a lead frame reports: a quotation, or a clause and a quotation after a colon."""
    own = Range(frame.start, frame.end)
    quote = next((q for q in unit.quotes if q.outer.start == frame.end), None)
    if quote and frame.rule == "lead_quote":
        if unit.between(quote.outer.end, unit.end).strip(_STRIP) and not _SENTENCE_END.search(
            scene.text[quote.inner.start : quote.inner.end]
        ):
            return []
        return [
            Draft(quote.inner, "direct", "lead_quote", own, frame.cue, frame.voice, frame.denial)
        ]
    end = unit.end
    found: list[Draft] = []
    last = unit.quotes[-1] if unit.quotes else None
    if last and last.outer.start > frame.end + 8:
        before = unit.between(frame.end, last.outer.start).rstrip()
        whole = not unit.between(last.outer.end, unit.end).strip(_STRIP)
        inner = scene.text[last.inner.start : last.inner.end]
        if whole and (before.endswith(":") or (before.endswith(",") and _is_sentence(inner))):
            found = [Draft(last.inner, "direct", "clause_quote", own, frame.cue, frame.voice)]
            end = last.outer.start
    more = _next_lead(scene, unit, frame.end, end)
    if more:
        end, found = more
    clause = _trim(scene.text, frame.end, end)
    if clause.end - clause.start < 8 or _own_action(scene, frame, clause):
        return found
    if clause.end - clause.start < 60 and _no_comment().search(scene.text, *clause):
        return found
    draft = Draft(clause, "reported", frame.rule, own, frame.cue, frame.voice, frame.denial)
    return [draft, *found]


@cache
def _no_comment() -> re.Pattern[str]:
    return re.compile(cues.phrases("no_comment").replace(r"\ ", " "))


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
        found = _led(scene, rest, NOBODY)
        if found and found[0].voice and found[0].voice.range.start <= begin + 5:
            return unit.start + mark.start(), found
    return None


_JOINT = re.compile(r"(?:;|, (?:but|while|whereas|though|although|and|yet))\s+")


def _is_sentence(inner: str) -> bool:
    """Tell a quoted sentence from a quoted phrase."""
    return inner[:1].isupper() and inner[-1:] in ".!?" and len(inner.split()) >= 4


_SENTENCE_END = re.compile(r"[.!?…,]$")


def _own_action(scene: Scene, frame: Frame, clause: Range) -> bool:
    """Tell an announcement of what an organisation does from something it says."""
    who = frame.voice
    if who is None or not _is_organization(scene, who):
        return False
    return bool(_action().match(scene.text, clause.start, clause.end))


@cache
def _action() -> re.Pattern[str]:
    return re.compile(
        r"(?:it|they|the company|the group|the firm)\s+(?:had|has|have|would|will|was|is|were|are"
        r"|plans? to|planned to|intends? to|also|now|be|been|going to|\s)*\s"
        + cues.phrases("action_en").replace(r"\ ", " ")
        + r"\b",
        re.IGNORECASE,
    )


def _is_organization(scene: Scene, who: Voice) -> bool:
    near = scene.within(who.range.start, who.range.end)
    return any(m.kind == "organization" and m.id == who.id for m in near)


def _noun_led(scene: Scene, unit: Unit) -> list[Draft]:
    """Read "somebody's view is (short): clause" and "somebody's bet is that ..."."""
    for match in _noun_pattern().finditer(unit.masked):
        at = unit.start + match.start()
        who = _ending_at(scene, at, NOBODY)
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


# --- frames --------------------------------------------------------------------------------------


def _framed(scene: Scene, unit: Unit, past: Past) -> list[Draft]:
    """Read "according to somebody", "in somebody's view", before or after a clause."""
    for match in _frame_pattern().finditer(unit.masked):
        left, right = unit.start + match.start(), unit.start + match.end()
        span = _framed_voice(scene, unit, match, right, past)
        if span is None:
            continue
        who, end = span
        rest = unit.at(end)
        cue = Range(left, right)
        before = unit.masked[: match.start()].rstrip()
        if before.endswith((",", "—", "–")) and _is_clause(before):
            own = Range(left, end)
            return [
                Draft(_trim(scene.text, unit.start, left), "reported", "frame_tail", own, cue, who)
            ]
        comma = re.match(r"[^,.;:]{0,80}[,:]\s+", rest)
        if (not before or before.endswith(",")) and comma:
            frame = Frame(left, end + comma.end(), cue, who, "frame", False, "clause")
            quote = next((q for q in unit.quotes if q.outer.start == frame.end), None)
            if quote and not unit.between(quote.outer.end, unit.end).strip(_STRIP):
                return [Draft(quote.inner, "direct", "frame", Range(left, frame.end), cue, who)]
            return _report(scene, unit, frame)
    return []


def _framed_voice(
    scene: Scene, unit: Unit, match: re.Match[str], right: int, past: Past
) -> tuple[Voice, int] | None:
    """Return who stands in a frame, and where the frame's own words end."""
    group = match.lastgroup
    if group is None:
        who = _after_verb(scene, right, unit.end)
        if who is None or _source().search(scene.text[right : who.range.start]):
            return None
        return who, who.range.end
    start = unit.start + match.start(group)
    who = _ending_at(scene, unit.start + match.end(group), past) or _pronoun(
        scene, start, unit.start + match.end(group), past
    )
    return (who, right) if who else None


@cache
def _source() -> re.Pattern[str]:
    return re.compile(r"\b" + cues.phrases("source_en").replace(r"\ ", " ") + r"\b", re.IGNORECASE)


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


# --- subjects ------------------------------------------------------------------------------------


def _before_verb(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return the subject of the verb at `end`."""
    edge = start + len(_BEFORE_VERB.sub("", scene.text[start:end]))
    bare = scene.text[start:edge].rstrip()
    if re.search(r"\b(?:it|there|that|this) (?:is|was|has been|had been)$", bare, re.IGNORECASE):
        return None
    near = _ending_at(scene, edge, past)
    if near:
        return _owner(scene, start, near) or near
    if re.search(r"(?:,|\b(?:who|and|but|that))$", bare, re.IGNORECASE):
        return _main_subject(scene, start, edge) or unnamed.english(scene, start, edge)
    return (
        _pronoun(scene, max(start, edge - 24), edge, past)
        or _described(scene, start, edge)
        or unnamed.english(scene, start, edge)
    )


def _owner(scene: Scene, start: int, near: Voice) -> Voice | None:
    """Return the person that an organisation before a verb only describes (Zhang of BAAI)."""
    if not _is_organization(scene, near):
        return None
    for mention in scene.within(max(start, near.range.start - 100), near.range.start):
        gap = scene.text[mention.range.end : near.range.start]
        if mention.kind != "organization" and re.match(
            r",? (?:[\w-]+ ){0,6}?(?:of|at|from|with) ", gap
        ):
            return voice(mention)
    return None


def _ending_at(scene: Scene, edge: int, past: Past) -> Voice | None:
    """Return the mention that ends at `edge`, or the person it stands beside."""
    near = [m for m in scene.within(max(0, edge - 120), edge) if m.range.end >= edge - 2]
    near = [m for m in near if not scene.text[m.range.end : edge].strip("’' s")]
    return heard(scene, _best(near), past) if near else None


def _best(mentions: list[Mention]) -> Mention:
    people = [m for m in mentions if m.kind == "person"]
    roles = [m for m in mentions if m.kind == "role"]
    return (people or roles or mentions)[0]


def _main_subject(scene: Scene, start: int, end: int) -> Voice | None:
    """Return the first mention of a sentence that no preposition governs."""
    for mention in scene.within(start, end):
        before = scene.text[max(start, mention.range.start - 24) : mention.range.start]
        words = before.replace("the ", "").split()
        if words and words[-1].lower() in _PREPOSITIONS or _owns(scene, mention):
            continue
        return voice(mention)
    return None


_LEAD_IN = re.compile(
    r"\s+(?:(?:the|a|an|one|its|his|her|their|our|former|another)\s+)?(?:[\w’'-]+,?\s+){0,6}"
)


def _owns(scene: Scene, mention: Mention) -> bool:
    """Tell whether a mention only owns the subject (her colleague, Marlow's founder)."""
    words = scene.text[mention.range.start : mention.range.end].lower()
    after = scene.text[mention.range.end : mention.range.end + 2]
    return words in ("his", "her", "their", "its") or after in ("’s", "'s", "’ ", "' ")


def _after_verb(scene: Scene, start: int, end: int) -> Voice | None:
    """Return the subject that follows its verb (said the group's chief executive, Ann Lee)."""
    found = [m for m in scene.within(start, min(end, start + 140)) if m.range.start - start <= 60]
    if not found or not _LEAD_IN.fullmatch(scene.text[start : found[0].range.start]):
        return None
    first = found[0]
    if re.match(
        r"\s+(?:is|was|will|would|has|had|can|could|should|may|might)\b",
        scene.text[first.range.end : end],
    ):
        return None
    if re.search(r"\b(?:of|at|from|in|to|who|on|that)\s", scene.text[start : first.range.start]):
        return None
    for person in [m for m in found[1:] if m.kind == "person" and first.kind != "person"]:
        gap = scene.text[first.range.end : person.range.start]
        if re.fullmatch(r"[\w ’',-]{0,50}", gap) and not re.search(
            r"\b(?:of|at|from|in|to|who|on|and)\b", gap
        ):
            return voice(person)
    return voice(_best([m for m in found if m.range.start < first.range.end]))


_DESCRIPTION = re.compile(
    r"(?:,? (?:who|whose|of|at|from|with|in|for)\b[^,;]{0,110}|,[^;]{0,110},)\s*$"
)


def _described(scene: Scene, start: int, edge: int) -> Voice | None:
    """Return the mention whose description ends at the verb (an investor who has seen ... said)."""
    for mention in scene.within(max(start, edge - 140), edge):
        gap = scene.text[mention.range.end : edge]
        if mention.kind != "organization" and _DESCRIPTION.match(gap):
            return voice(mention)
    return None


_PRONOUN = re.compile(
    r"\b(?:he|she|his|her|the (?P<role>[a-z-]+))\s*$",
    re.IGNORECASE,
)


def _pronoun(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return whom a pronoun or short description stands for that names did not resolve."""
    match = _PRONOUN.search(scene.text[start:end])
    if match is None:
        return None
    at = Range(start + match.start(), start + match.end())
    role = (match.group("role") or "").lower()
    if role in _GROUPS:
        who = organization(scene, start)
    elif role:
        who = past.voice if past.voice and role in past.voice.name.lower().split() else None
    else:
        who = past.voice
    return who._replace(range=at) if who else None


_GROUPS = frozenset(
    [
        "company",
        "group",
        "firm",
        "startup",
        "start-up",
        "lab",
        "bank",
        "chipmaker",
        "retailer",
        "maker",
    ]
)


def _trim(text: str, start: int, end: int) -> Range:
    """Return the stretch without the marks and spaces, and the dateline, around it."""
    piece = text[start:end]
    dateline = _DATELINE.match(piece)
    left = dateline.end() if dateline else len(piece) - len(piece.lstrip(_STRIP))
    return Range(start + left, start + max(left, len(piece.rstrip(_STRIP))))


_DATELINE = re.compile(r"[A-Z]{3,}[\w ,.]{0,40}? (?:--|[-—–]) ")
