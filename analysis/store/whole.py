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


def date_spans(store: Store, document: str) -> pd.DataFrame:
    """Return where the words stand that bound a document's date of publication: start, end."""
    return store.frame(
        """
        select s.start as "start", s."end" as "end"
        from (select unnest(published.spans) as s from documents where id = ?) order by 1
        """,
        [document],
    )


def failures(store: Store, document: str) -> pd.DataFrame:
    """Return the steps that could not be done for a document: step, error."""
    return store.frame(
        "select step, error from failures where document = ? order by step", [document]
    )
