"""Named questions to the store, one function each, each returning a data frame."""

from __future__ import annotations

import pandas as pd

from analysis.store.read import Store


def documents(store: Store) -> pd.DataFrame:
    """Return one row a document: what it is, its dates, its stance and its counts."""
    return store.frame(
        """
        select d.id, d.title, d.publisher, d.author, d.url, d.path, d.language, d.encoding,
               d.machine_translated, d.published.earliest as earliest,
               d.published.latest as latest, d.published.basis as basis,
               s.score, s.low, s.high, s.label,
               (select count(*) from statements t where t.document = d.id) as statements,
               (select count(*) from events e where e.document = d.id) as events,
               (select count(*) from figures f where f.document = d.id) as figures
        from documents d left join stances s on s.subject = d.id
        order by d.path, d.id
        """
    )
