"""The store: immutable Parquet generations, read through in-memory DuckDB.

A build writes its files beside the published ones and then replaces the small file `CURRENT`, so
that a reader always sees one whole generation and is never blocked.
"""

from analysis.store.read import Store, StoreError, open_store
from analysis.store.write import TableFile, publish, write_shard

__all__ = ["Store", "StoreError", "TableFile", "open_store", "publish", "write_shard"]
