"""What is known of one document besides its statements, events and figures."""

from __future__ import annotations

import pandas as pd

from analysis.store.read import Store


def repairs(store: Store, document: str) -> pd.DataFrame:
    """Return what was repaired in a document: action, before, after, start, end, certain."""
    return store.frame(
        """
        select action, before, after, span.start as "start", span."end" as "end", certain
        from repairs where document = ? order by "start", "end"
        """,
        [document],
    )


def regions(store: Store, document: str) -> pd.DataFrame:
    """Return the stretches of a document that are kept out of the analysis: kind, start, end."""
    return store.frame(
        """
        select kind, span.start as "start", span."end" as "end"
        from regions where document = ? order by "start"
        """,
        [document],
    )


def date_words(store: Store, document: str) -> list[str]:
    """Return the words of a document that bound its date of publication, in order."""
    found = store.frame(
        """
        select substring(text, s.start + 1, s."end" - s.start) as words
        from (select text, unnest(published.spans) as s from documents where id = ?)
        order by s.start
        """,
        [document],
    )
    return [str(words) for words in found["words"]]


def failures(store: Store, document: str) -> pd.DataFrame:
    """Return the steps that could not be done for a document: step, error."""
    return store.frame(
        "select step, error from failures where document = ? order by step", [document]
    )
