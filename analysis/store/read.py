"""Opens the current generation of a store."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analysis.store.schema import TABLES
from analysis.store.write import CURRENT


class StoreError(RuntimeError):
    """The store is missing or damaged: says what was found and what to do."""

    def __init__(self, found: str) -> None:
        super().__init__(f"{found}. Run: python -m analysis build")


@dataclass(frozen=True, slots=True)
class Store:
    """One whole generation, open for reading. `connection` has a view for each table."""

    root: Path
    manifest: dict[str, Any]
    connection: duckdb.DuckDBPyConnection

    def frame(self, query: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """Return the rows of a query; each call has a cursor of its own (safe in threads).

        Raises StoreError where a file of the generation cannot be read.
        """
        try:
            return self.connection.cursor().execute(query, list(parameters)).df()
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise StoreError(f"A file in {self.root} is damaged ({str(error)[:120]})") from None


def current(root: Path) -> dict[str, Any]:
    """Return the manifest of the current generation; raises StoreError where there is none."""
    path = root / CURRENT
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        int(manifest["generation"])
        list(manifest["files"])
    except FileNotFoundError:
        raise StoreError(f"There is no store in {root}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} is damaged ({error})") from None
    return dict(manifest)


def open_store(root: Path) -> Store:
    """Return the current generation of the store in `root`.

    Raises StoreError where there is none, or a file of it is missing or damaged.
    """
    manifest = current(root)
    folder = root / f"gen-{manifest['generation']}"
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})
    for table in TABLES:
        files = [folder / f["name"] for f in manifest["files"] if f["table"] == table]
        sizes = [f["bytes"] for f in manifest["files"] if f["table"] == table]
        for path, size in zip(files, sizes, strict=True):
            if not path.is_file() or path.stat().st_size != size:
                raise StoreError(f"{path} is missing or damaged")
        try:
            relation = connection.read_parquet([str(path) for path in files])
            relation.create_view(table)
        except duckdb.Error as error:
            raise StoreError(f"The files of {table} in {folder} are damaged ({error})") from None
    return Store(root, manifest, connection)
