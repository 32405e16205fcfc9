"""The records that every step hands on, and nothing else.

Two kinds of position exist and never mix: a `Range` counts code points of the working text
(repaired, Simplified), a `Span` counts code points of `Document.text`, the decoded source. Every
record that leaves a step carries spans; `WorkingText` maps one to the other.

Field names are the column names everywhere: Parquet, command line, pages.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

Language = Literal["en", "zh-Hans", "zh-Hant", "zh-mixed", "und"]
Basis = Literal["stated", "metadata", "inferred", "none"]
Mode = Literal["direct", "reported", "writer"]
Label = Literal["optimist", "balanced", "pragmatist", "none"]
EventKind = Literal["departure", "shutdown", "distress", "acquisition", "layoff"]
Status = Literal["happened", "reported", "planned", "denied"]
FigureKind = Literal[
    "training_cost",
    "inference_price",
    "capex",
    "valuation",
    "funding",
    "market_cap",
    "revenue",
    "cash_out",
    "parameters",
    "growth",
    "energy",
    "other",
]
ParagraphKind = Literal["title", "heading", "body"]
MentionKind = Literal["person", "organization", "role"]


class Range(NamedTuple):
    """A half-open stretch of the working text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of `Document.text`, in code points."""

    start: int
    end: int


def identify(document: str, kind: str, *parts: object) -> str:
    """Return a stable 16-digit id of a record: the same input gives the same id anywhere.

    >>> identify("d1", "statement", 3, 9) == identify("d1", "statement", 3, 9)
    True
    """
    key = "\x1f".join([document, kind, *map(str, parts)])
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# --- positions -----------------------------------------------------------------------------------


class Change(NamedTuple):
    """One stretch of a derived text and the stretch of the original that it stands for."""

    start: int
    end: int
    original_start: int
    original_end: int


@dataclass(frozen=True, slots=True)
class TextMap:
    """Maps stretches of a derived text to its original and back.

    `changes` are sorted and disjoint in both texts; between them the texts are equal. A stretch
    that touches the inside of a change is widened to the whole change. A change with nothing
    left in the derived text (a deletion) belongs to a stretch only when it lies inside it.

    >>> textmap = TextMap((Change(1, 1, 1, 6),))  # "領(lǐng)域" read as "領域"
    >>> textmap.back(0, 2), textmap.back(0, 1), textmap.forward(6, 7)
    ((0, 7), (0, 1), (1, 2))
    """

    changes: tuple[Change, ...] = ()

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that `[start, end)` of the derived text stands for."""
        return _carry([(c[0], c[1], c[2], c[3]) for c in self._near(start, end, 0)], start, end)

    def forward(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the derived text that stands for `[start, end)` of the original."""
        return _carry([(c[2], c[3], c[0], c[1]) for c in self._near(start, end, 2)], start, end)

    def _near(self, start: int, end: int, side: int) -> tuple[Change, ...]:
        """Return the changes that touch the stretch and the last one before it."""
        first = bisect_left(self.changes, start, key=lambda c: c[side + 1])
        last = bisect_right(self.changes, end, key=lambda c: c[side])
        return self.changes[max(first - 1, 0) : last]


def _carry(changes: list[tuple[int, int, int, int]], start: int, end: int) -> tuple[int, int]:
    """Carry a stretch over `changes`, each (from start, from end, to start, to end)."""
    low, high = start, end
    for a, b, to_a, to_b in changes:
        if a < start < b or (a == start and a < b):
            low = to_a
        elif b <= start:
            low = to_b + start - b
        if a < end < b or (b == end and a < b):
            high = to_b
        elif b < end:
            high = to_b + end - b
    return low, max(low, high)


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that repair or conversion changed, as a stretch of the source.

    `action` names the rule; `certain` is False where characters are a guess.
    """

    action: str
    before: str
    after: str
    span: Span
    certain: bool = True


@dataclass(frozen=True, slots=True)
class WorkingText:
    """The text that is analysed: repaired and in Simplified characters, with the way back.

    `repaired` is the text after repair and before conversion: the script of the source.
    `skip` are the stretches (frames, link lists, advertisements) that no step reads.
    `plan` lists every repair; conversion between scripts is not a repair and is not listed.
    """

    text: str
    repaired: str
    to_repaired: TextMap
    to_source: TextMap
    plan: tuple[Edit, ...] = ()
    skip: tuple[Range, ...] = ()

    def source(self, start: int, end: int) -> Span:
        """Return the span of `Document.text` that `text[start:end]` stands for."""
        return Span(*self.to_source.back(*self.to_repaired.back(start, end)))

    def reading(self, span: Span) -> Range:
        """Return the range of `text` that stands for a span of the source."""
        return Range(*self.to_repaired.forward(*self.to_source.forward(span.start, span.end)))

    def original_script(self, start: int, end: int) -> str:
        """Return `text[start:end]` repaired, in the script of the source (for names shown)."""
        a, b = self.to_repaired.back(start, end)
        return self.repaired[a:b]


# --- documents -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class When:
    """A time as an interval of days, both ends included, with the words that give it.

    `basis`: stated in so many words, from metadata, inferred from content, or none known.

    >>> When(date(2024, 8, 1), date(2024, 8, 31)).iso
    '2024-08'
    """

    earliest: date | None = None
    latest: date | None = None
    basis: Basis = "none"
    spans: tuple[Span, ...] = ()

    @property
    def iso(self) -> str | None:
        """Return YYYY-MM-DD, YYYY-MM or YYYY, as far as both ends agree, or None."""
        if self.earliest is None or self.latest is None:
            return None
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        if self.earliest.year != self.latest.year:
            return None
        same_month = self.earliest.month == self.latest.month
        return self.earliest.strftime("%Y-%m" if same_month else "%Y")


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a raw document before it is read. Dates are YYYY-MM-DD."""

    id: str | None = None
    path: str = ""
    title: str = ""
    published: str = ""
    url: str = ""
    publisher: str = ""
    author: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `text` is the decoded source and is never altered."""

    id: str
    text: str
    title: str = ""
    language: Language = "und"
    published: When = field(default_factory=When)
    publisher: str = ""
    author: str = ""
    url: str = ""
    path: str = ""
    encoding: str = "utf-8"
    machine_translated: bool = False

    def quote(self, span: Span) -> str:
        """Return the words of the source at `span`: the only origin of a shown quotation."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the source that is kept out of the analysis, and why."""

    document: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the working text; `paragraph` is the index of its paragraph."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the working text that is no boilerplate, with its sentences."""

    start: int
    end: int
    kind: ParagraphKind
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the working text that names somebody, resolved through the document.

    `id` is the registry's id, or one made from the name for a name outside the registry ("~" in
    front); two mentions with one id are one person or organisation. `name` is what a reader
    should see (canonical, in the script of the document), `names` every known form, English and
    Chinese. `form` says how it is named here; `organization` the id of the organisation the
    text or the registry ties a person to ("" if none); `role` their post as the text gives it.
    """

    range: Range
    kind: MentionKind
    id: str
    name: str
    names: tuple[str, ...]
    form: Literal["name", "surname", "title", "pronoun"] = "name"
    organization: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of the working text that tells a time, resolved against the document's date."""

    range: Range
    when: When


@dataclass(frozen=True, slots=True)
class Article:
    """What the extractors read: one document, cut up, with its names and times marked."""

    document: Document
    working: WorkingText
    paragraphs: tuple[Paragraph, ...]
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()

    @property
    def text(self) -> str:
        """Return the working text, in which every `Range` counts."""
        return self.working.text

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of all paragraphs in order."""
        return tuple(s for p in self.paragraphs for s in p.sentences)


# --- findings ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """What one speaker says in one stretch of a document.

    `speaker` is None where it was not found, and pages print "unattributed". `mode` is direct
    (inside quotation marks), reported (a clause without its frame) or writer (the document's own
    voice). `marks` holds any of rumour, denial, hypothetical, others (a view that the speaker
    ascribes to others), translated (a machine translation: never shown as verbatim).
    """

    id: str
    document: str
    span: Span
    mode: Mode
    speaker: str | None = None
    speaker_id: str | None = None
    speaker_names: tuple[str, ...] = ()
    speaker_span: Span | None = None
    organization: str = ""
    cue: str = ""
    date: When = field(default_factory=When)
    rule: str = ""
    confidence: float = 1.0
    marks: tuple[str, ...] = ()
    theme: str = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that moved a score, and by how much: positive towards the optimist pole."""

    span: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a statement or document stands: score in [-1, 1], or None off the axis (not 0).

    `low` and `high` bound a 90 % interval. `probabilities` are of the codebook's six classes in
    the order -1, -0.5, 0, 0.5, 1, none; empty for a document.
    """

    subject: str
    label: Label
    score: float | None = None
    low: float | None = None
    high: float | None = None
    probabilities: tuple[float, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    model: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A departure, shutdown, distress, acquisition or layoff; `organization` is the one left.

    `span` is the sentence, `trigger` the words that tell the event.
    """

    id: str
    document: str
    span: Span
    kind: EventKind
    status: Status
    trigger: Span
    person: str = ""
    person_id: str = ""
    person_names: tuple[str, ...] = ()
    organization: str = ""
    organization_id: str = ""
    organization_names: tuple[str, ...] = ()
    destination: str = ""
    destination_id: str = ""
    post: str = ""
    people: int | None = None
    date: When = field(default_factory=When)
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in base units: low and high are equal where there is one number.

    `unit` is an ISO 4217 code, percent, times, parameters, months, USD/Mtok, W, Wh ...; "unknown"
    where money has no stated currency. `span` is the amount's own words, `sentence` where it
    stands. `change` tells a rise or fall from a level.
    """

    id: str
    document: str
    span: Span
    sentence: Span
    kind: FigureKind
    low: Decimal
    high: Decimal
    unit: str
    organization: str = ""
    organization_id: str = ""
    approximation: str = ""
    period: str = ""
    change: bool = False
    unit_inferred: bool = False
    date: When = field(default_factory=When)
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A step that could not be done for a document, and why."""

    document: str
    step: str
    error: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is found in one document."""

    document: Document
    repairs: tuple[Edit, ...] = ()
    regions: tuple[Region, ...] = ()
    statements: tuple[Statement, ...] = ()
    stances: tuple[Stance, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def unrecoverable(self) -> int:
        """Return how many characters of the text nobody can recover."""
        lost = (edit for edit in self.repairs if edit.action == "unrecoverable")
        return sum(len(edit.after) for edit in lost)
