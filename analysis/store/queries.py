"""Named questions to the store, one function each, each returning a data frame.

Statements, events and figures are dated by their own words; where these tell no date, by the
document's. `Selection` is what a reader has chosen; an empty choice keeps everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.store.read import Store
from analysis.store.write import generations

CONTEXT = 240
Z90 = 1.645
CLEAR = 0.15  # a score nearer to 0 is on neither side


@dataclass(frozen=True, slots=True)
class Selection:
    """What to look at: ids of speakers and documents, languages, and a period of days.

    `modes` are the modes of statements. Undated rows are left out where a period is given.
    """

    speakers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    modes: tuple[str, ...] = ()


EVERYTHING = Selection()

_BEGIN = r"regexp_extract(left(d.text, 400), '\S[^\n]*')"
# A date with one end open is no date that a chart could draw.
_EARLIEST = "if(d.published.latest is null, null, d.published.earliest)"
_LATEST = "if(d.published.earliest is null, null, d.published.latest)"

_TITLE = f"""
    coalesce(nullif(d.title, ''),
             nullif(left({_BEGIN}, 60) || if(len({_BEGIN}) > 60, '…', ''), ''),
             d.id)
"""

_SAID = f"""
    select t.id, t.document, t.speaker, t.speaker_id, t.speaker_names, t.organization, t.mode,
           t.marks, t.theme, t.rule, t.span.start as "start", t.span."end" as "end",
           if(t.date.latest is null, {_EARLIEST}, t.date.earliest) as earliest,
           if(t.date.latest is null, {_LATEST}, t.date.latest) as latest,
           if(t.date.latest is null, d.published.basis, t.date.basis) as basis,
           t.date.earliest is not null and (t.date.earliest, t.date.latest)
               is distinct from (d.published.earliest, d.published.latest) as own_date,
           {_TITLE} as title, d.publisher, d.language, d.machine_translated,
           s.score, s.low, s.high, s.label, s.evidence
    from statements t
    join documents d on d.id = t.document
    left join stances s on s.subject = t.id
"""

_HAPPENED = f"""
    select e.id, e.document, e.kind, e.status, e.person, e.person_names, e.organization,
           e.organization_names, e.destination, e.post, e.people,
           e.span.start as "start", e.span."end" as "end",
           e."trigger".start as trigger_start, e."trigger"."end" as trigger_end,
           if(e.date.latest is null, {_EARLIEST}, e.date.earliest) as earliest,
           if(e.date.latest is null, {_LATEST}, e.date.latest) as latest,
           if(e.date.latest is null, d.published.basis, e.date.basis) as basis,
           e.date.earliest is not null as own_date,
           {_TITLE} as title, d.language, d.machine_translated
    from events e join documents d on d.id = e.document
"""

# The text is never altered; what a reading of it would repair comes beside it.
_PASSAGE = f"""
    greatest(r."start" - {CONTEXT}, 0) as passage_start,
    substring(d.text, greatest(r."start" - {CONTEXT}, 0) + 1,
              r."end" - greatest(r."start" - {CONTEXT}, 0) + {CONTEXT}) as passage,
    (select list(p) from repairs p
     where p.document = r.document and p.span.start < r."end" + {CONTEXT}
       and p.span."end" > r."start" - {CONTEXT})
    as repairs
"""

_UNRECOVERABLE = "unrecoverable"
_GUESS = f"not p.certain and p.action <> '{_UNRECOVERABLE}'"
_HEAD = 4000

_MEAN = f"""
    avg(score) as mean,
    {Z90} * sqrt(greatest(coalesce(var_samp(score), 0) / count(score),
                          sum(power((high - low) / {2 * Z90}, 2)) / power(count(score), 2)))
    as margin
"""


def _where(selection: Selection, *, speakers: bool = True) -> tuple[str, list[object]]:
    """Return a condition on rows with document, language, earliest and latest, and its values."""
    parts: list[tuple[str, object]] = []
    if speakers and selection.speakers:
        parts.append(("list_contains(?, speaker_id)", list(selection.speakers)))
    if speakers and selection.modes:
        parts.append(("list_contains(?, mode)", list(selection.modes)))
    if selection.languages:
        parts.append(("list_contains(?, language)", list(selection.languages)))
    if selection.documents:
        parts.append(("list_contains(?, document)", list(selection.documents)))
    if selection.earliest:
        parts.append(("latest >= ?", selection.earliest))
    if selection.latest:
        parts.append(("earliest <= ?", selection.latest))
    condition = " and ".join(part for part, _ in parts) or "true"
    return condition, [value for _, value in parts]


# --- the corpus ----------------------------------------------------------------------------------


def documents(store: Store) -> pd.DataFrame:
    """Return one row a document: what it is, its dates, its stance and its counts."""
    return store.frame(
        f"""
        select d.id, {_TITLE} as title, d.publisher, d.author, d.url, d.path, d.language,
               d.encoding, d.machine_translated, {_EARLIEST} as earliest,
               {_LATEST} as latest, d.published.basis as basis,
               s.score, s.low, s.high, s.label,
               coalesce(t.n, 0) as statements, coalesce(t.unattributed, 0) as unattributed,
               coalesce(t.writer, 0) as writer,
               (select count(*) from events e where e.document = d.id) as events,
               (select count(*) from figures f where f.document = d.id) as figures
        from documents d
        left join stances s on s.subject = d.id
        left join (select document, count(*) as n,
                          count(*) filter (mode = 'writer') as writer,
                          count(*) filter (mode <> 'writer' and speaker is null) as unattributed
                   from statements group by document) t on t.document = d.id
        order by earliest nulls last, d.path, d.id
        """
    )


def totals(store: Store, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """Return one row that counts the selected statements and what each of them lacks.

    `off_axis` have no score, `undated` no date, `unattributed` no speaker although somebody is
    quoted; `speakers` counts those with an id. `drawn` have a score and a date; of these,
    `optimist` and `pragmatist` lie on a side, from `first` to `last`. `mean` is of all scores.
    """
    condition, values = _where(selection)
    return store.frame(
        f"""
        select count(*) as statements,
               count(score) as scored,
               count(*) filter (score is null) as off_axis,
               count(*) filter (earliest is null) as undated,
               count(*) filter (mode <> 'writer' and speaker is null) as unattributed,
               count(*) filter (mode = 'writer') as writer,
               count(distinct speaker_id) as speakers,
               count(distinct document) as documents,
               count(*) filter (score is not null and earliest is not null) as drawn,
               count(*) filter (score > {CLEAR} and earliest is not null) as optimist,
               count(*) filter (score < -{CLEAR} and earliest is not null) as pragmatist,
               min(earliest) filter (score is not null) as "first",
               max(latest) filter (score is not null) as "last",
               avg(score) as mean
        from ({_SAID}) where {condition}
        """,
        values,
    )


def bounds(store: Store) -> pd.DataFrame:
    """Return one row with the first and the last day of documents, statements and events."""
    return store.frame(
        f"""
        select min(earliest) as earliest, max(latest) as latest from (
            select {_EARLIEST} as earliest, {_LATEST} as latest from documents d
            union all select date.earliest, date.latest from statements
            union all select date.earliest, date.latest from events)
        """
    )


def overall(store: Store, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """Return one row on the scores of statements with a speaker: n, mean, margin (90 %), sides.

    The margin is the wider one of the spread between statements and of their own intervals.
    """
    condition, values = _where(selection)
    return store.frame(
        f"""
        select count(score) as n, count(distinct speaker_id) as speakers,
               count(*) filter (score > {CLEAR}) as optimist,
               count(*) filter (score < -{CLEAR}) as pragmatist, {_MEAN}
        from ({_SAID})
        where score is not null and speaker is not null and mode <> 'writer' and {condition}
        """,
        values,
    )


def sides(store: Store, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """Return n of the statements with a speaker on each side: label, n; `none` is off the axis."""
    condition, values = _where(selection)
    return store.frame(
        f"""
        select coalesce(label, 'none') as label, count(*) as n from ({_SAID})
        where speaker is not null and mode <> 'writer' and {condition}
        group by 1 order by 1
        """,
        values,
    )


def new_documents(store: Store) -> pd.DataFrame:
    """Return id and title of the documents that the generation before did not hold.

    No row where there is no generation before.
    """
    number = int(store.manifest["generation"])
    before = [(n, folder) for n, folder in generations(store.root) if n < number]
    files = [str(path) for path in before[-1][1].glob("documents-*.parquet")] if before else []
    if not files:
        return pd.DataFrame({"id": [], "title": []})
    return store.frame(
        f"""
        select d.id, {_TITLE} as title from documents d
        where d.id not in (select id from read_parquet(?)) order by d.published.earliest, d.id
        """,
        [files],
    )


def damage(store: Store) -> pd.DataFrame:
    """Return what was damaged or left out in the corpus: what, documents, n, one row a kind.

    `repaired` are places, the `guessed` among them, `parted` sentences that a machine
    translation ran together; `lost` are characters; `left_out` stretches outside the analysis;
    `translated` documents.
    """
    return store.frame(
        f"""
        with found as (
            select case when action = '{_UNRECOVERABLE}' then 'lost'
                        when action = 'run together' then 'parted' else 'repaired' end as what,
                   document, if(action = '{_UNRECOVERABLE}', length(after), 1) as n
            from repairs
            union all select 'guessed', document, 1 from repairs
            where not certain and action <> '{_UNRECOVERABLE}'
            union all select 'left_out', document, 1 from regions
            union all select 'translated', id, 1 from documents where machine_translated)
        select k.what, count(distinct f.document) as documents,
               coalesce(sum(f.n), 0)::bigint as n
        from (select unnest(['repaired', 'guessed', 'lost', 'parted', 'translated', 'left_out'])
                     as what, generate_subscripts(range(6), 1) as place) k
        left join found f using (what) group by k.what, k.place order by k.place
        """
    )


def encodings(store: Store) -> pd.DataFrame:
    """Return as what the files were read: encoding, n; several in one file are joined by ;."""
    return store.frame(
        """
        select regexp_replace(encoding, ' in [^;]*', '', 'g') as encoding, count(*) as n
        from documents group by 1 order by n desc, 1
        """
    )


def guessed_titles(store: Store) -> list[str]:
    """Return the ids of documents whose title holds characters that are a guess."""
    found = store.frame(
        f"""
        select distinct d.id from documents d join repairs p on p.document = d.id
        where {_GUESS} and d.title <> '' and length(p.after) > 0
          and (strpos(d.title, p.after) > 0 or strpos(p.after, d.title) > 0)
          and strpos(left(d.text, {_HEAD}), d.title) = 0 and p.span.start < {_HEAD}
        """
    )
    return [str(identity) for identity in found["id"]]


def guessed_names(store: Store) -> list[str]:
    """Return names outside the registry, and posts, that stand in no document but as a guess."""
    found = store.frame(
        f"""
        with named as (
            select document, speaker_id as id, speaker as name, speaker_span as span
            from statements
            union all select document, person_id, person, span from events
            union all select document, organization_id, organization, span from events
            union all select document, destination_id, destination, span from events
            union all select document, '~', post, span from events where post <> ''
            union all select document, organization_id, organization, sentence from figures),
        damaged as (
            select distinct n.name from named n join repairs p on p.document = n.document
            where {_GUESS} and starts_with(n.id, '~') and p.span.start < n.span."end"
              and p.span."end" > n.span.start)
        select name from named join damaged using (name) join documents d on d.id = document
        group by name having not bool_or(strpos(d.text, name) > 0) order by name
        """
    )
    return [str(name) for name in found["name"]]


def failures(store: Store) -> pd.DataFrame:
    """Return the steps that could not be done: document, step, error."""
    return store.frame("select document, step, error from failures order by document, step")


# --- statements ----------------------------------------------------------------------------------


def statements(
    store: Store,
    selection: Selection = EVERYTHING,
    *,
    limit: int = 5000,
    offset: int = 0,
    order: str = "time",
) -> pd.DataFrame:
    """Return the selected statements with stance and passage.

    `order` is by time and reading, or `optimist` or `pragmatist`: that pole first, what has no
    score last. `passage` is the source around the statement, beginning at `passage_start`.
    """
    condition, values = _where(selection)
    first = {"optimist": "score desc nulls last,", "pragmatist": "score asc nulls last,"}
    order_by = first.get(order, "")
    return store.frame(
        f"""
        select r.*, {_PASSAGE}
        from (select * from ({_SAID}) where {condition}
              order by {order_by} earliest nulls last, latest, document, "start", id
              limit ? offset ?) r
        join documents d on d.id = r.document
        order by {order_by} r.earliest nulls last, r.latest, r.document, r."start", r.id
        """,
        [*values, limit, offset],
    )


def statement(store: Store, identity: str) -> pd.DataFrame:
    """Return the one statement with this id, as `statements` does; no row where there is none."""
    return store.frame(
        f"""
        select r.*, {_PASSAGE}
        from (select * from ({_SAID}) where id = ?) r join documents d on d.id = r.document
        """,
        [identity],
    )


def points(store: Store, selection: Selection = EVERYTHING, *, limit: int = 5000) -> pd.DataFrame:
    """Return the scored and dated statements, without their texts, for a chart of marks."""
    condition, values = _where(selection)
    return store.frame(
        f"""
        select id, document, title, speaker, speaker_id, mode, earliest, latest, basis,
               own_date, score, low, high, marks, machine_translated,
               row_number() over (partition by document order by "start") as place,
               count(*) over (partition by document) as places
        from ({_SAID})
        where score is not null and earliest is not null and {condition}
        order by earliest, latest, document, "start", id limit ?
        """,
        [*values, limit],
    )


def by_month(store: Store, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """Return a row a month: n, median and the middle half of the scores of dated statements.

    A statement counts in the month of the middle of its date interval.
    """
    condition, values = _where(selection)
    return store.frame(
        f"""
        select date_trunc('month', earliest + ((latest - earliest) // 2)::integer) as "month",
               count(*) as n, median(score) as median,
               quantile_cont(score, 0.25) as low, quantile_cont(score, 0.75) as high
        from ({_SAID})
        where score is not null and earliest is not null and latest is not null and {condition}
        group by 1 order by 1
        """,
        values,
    )


def extremes(store: Store, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """Return the most optimist and the most pragmatist statement that has a speaker.

    Most is told by the end of the 90 % interval that is nearer to the other pole. Rumours and
    views that the speaker ascribes to others are left out. No row for a side that nobody takes.
    """
    condition, values = _where(selection)
    return store.frame(
        f"""
        with voiced as (
            select *, row_number() over (
                partition by score > 0
                order by if(score > 0, low, -high) desc, abs(score) desc, document, "start") as rank
            from ({_SAID})
            where score <> 0 and speaker is not null and mode <> 'writer'
              and not list_has_any(marks, ['rumour', 'others', 'hypothetical']) and {condition})
        select r.* exclude (rank), {_PASSAGE}
        from voiced r join documents d on d.id = r.document
        where rank = 1 order by score desc
        """,
        values,
    )


# --- speakers ------------------------------------------------------------------------------------


def speakers(store: Store, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """Return one row a speaker: name, all names, n, scored, mean and margin (90 %), dates.

    The name shown is the one met most often. Statements without a speaker id are left out.
    """
    condition, values = _where(selection)
    return store.frame(
        f"""
        select speaker_id, mode(speaker) as speaker,
               arg_max(speaker_names, len(speaker_names)) as names,
               count(*) as n, count(score) as scored, count(distinct document) as documents,
               {_MEAN}, min(score) as lowest, max(score) as highest,
               min(earliest) as earliest, max(latest) as latest
        from ({_SAID})
        where speaker_id is not null and speaker is not null and {condition}
        group by speaker_id order by scored desc, n desc, speaker_id
        """,
        values,
    )


def history(store: Store, speaker: str, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """Return a speaker's statements in order of time, each beside the mean of those before it.

    `before` is the mean score of the statements whose dates end before this one's begins, and
    `before_n` their number; statements of one day do not count as each other's past.
    """
    condition, values = _where(selection, speakers=False)
    return store.frame(
        f"""
        with own as (select * exclude (evidence, speaker_names) from ({_SAID})
                     where speaker_id = ? and {condition}),
        past as (select latest, sum(sum(score)) over (order by latest) as total,
                        sum(count(score)) over (order by latest) as n
                 from own where score is not null and latest is not null group by latest)
        select r.*, p.total / p.n as before, coalesce(p.n, 0)::bigint as before_n
        from own r asof left join past p on r.earliest > p.latest
        order by r.earliest nulls last, r.latest, r.document, r."start", r.id
        """,
        [speaker, *values],
    )


def furthest(store: Store, at_least: int = 3) -> pd.DataFrame:
    """Return the two speakers whose means lie furthest apart, each with enough scores.

    One row (optimist, pragmatist, gap), or none where fewer than two have `at_least` scores.
    """
    return store.frame(
        f"""
        with means as (
            select speaker_id, avg(score) as mean from ({_SAID})
            where speaker_id is not null and score is not null and mode <> 'writer'
            group by speaker_id having count(score) >= ?)
        select a.speaker_id as optimist, b.speaker_id as pragmatist, a.mean - b.mean as gap
        from means a join means b on a.mean > b.mean
        order by gap desc, optimist, pragmatist limit 1
        """,
        [at_least],
    )


# --- events and figures --------------------------------------------------------------------------


def events(
    store: Store,
    selection: Selection = EVERYTHING,
    *,
    kinds: Sequence[str] = (),
    statuses: Sequence[str] = (),
    limit: int = 2000,
) -> pd.DataFrame:
    """Return the events of the selected documents and period, latest first, with passages."""
    condition, values = _where(selection, speakers=False)
    return store.frame(
        f"""
        select r.*, {_PASSAGE}
        from (select * from ({_HAPPENED})
              where {condition} and (len(?) = 0 or list_contains(?, kind))
                and (len(?) = 0 or list_contains(?, status))
              order by earliest desc nulls last, document, "start", id limit ?) r
        join documents d on d.id = r.document
        order by r.earliest desc nulls last, r.document, r."start", r.id
        """,
        [*values, list(kinds), list(kinds), list(statuses), list(statuses), limit],
    )


def event_counts(
    store: Store,
    selection: Selection = EVERYTHING,
    *,
    kinds: Sequence[str] = (),
    statuses: Sequence[str] = (),
) -> pd.DataFrame:
    """Return a row a kind of event, the most frequent first: n, dated, earliest, latest."""
    condition, values = _where(selection, speakers=False)
    return store.frame(
        f"""
        select kind, count(*) as n, count(earliest) as dated,
               min(earliest) as earliest, max(latest) as latest
        from ({_HAPPENED})
        where {condition} and (len(?) = 0 or list_contains(?, kind))
          and (len(?) = 0 or list_contains(?, status))
        group by kind order by n desc, kind
        """,
        [*values, list(kinds), list(kinds), list(statuses), list(statuses)],
    )


def figures(
    store: Store,
    selection: Selection = EVERYTHING,
    *,
    kinds: Sequence[str] = (),
    limit: int = 2000,
) -> pd.DataFrame:
    """Return the figures of the selected documents and period, the largest first, with passages.

    `low` and `high` are in base units of `unit`; nothing is converted. At most `limit` rows of
    one kind and unit; `of` says how many there are.
    """
    condition, values = _where(selection, speakers=False)
    return store.frame(
        f"""
        with found as (
            select f.id, f.document, f.kind, f.low::double as low, f.high::double as high, f.unit,
                   f.organization, f.organization_id, f.approximation, f.period, f."change",
                   f.unit_inferred, f.sentence.start as "start", f.sentence."end" as "end",
                   f.span.start as amount_start, f.span."end" as amount_end,
                   substring(d.text, f.span.start + 1, f.span."end" - f.span.start) as words,
                   if(f.date.latest is null, {_EARLIEST}, f.date.earliest) as earliest,
                   if(f.date.latest is null, {_LATEST}, f.date.latest) as latest,
                   {_TITLE} as title, d.language, d.machine_translated
            from figures f join documents d on d.id = f.document)
        select r.*, {_PASSAGE}
        from (select *, count(*) over (partition by kind, unit) as "of" from found
              where {condition} and (len(?) = 0 or list_contains(?, kind))
              qualify row_number() over (partition by kind, unit
                                         order by high desc, document, amount_start) <= ?) r
        join documents d on d.id = r.document
        order by r.kind, r.unit, r.high desc, r.document, r.amount_start
        """,
        [*values, list(kinds), list(kinds), limit],
    )


# --- one document --------------------------------------------------------------------------------


def text(store: Store, document: str) -> str | None:
    """Return the decoded source of a document, or None where the store does not hold it."""
    found = store.frame("select text from documents where id = ?", [document])
    return None if found.empty else str(found["text"].iloc[0])
