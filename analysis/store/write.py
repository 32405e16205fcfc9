"""Writes shards of Parquet files and publishes them as a generation."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.records import Analysis
from analysis.store.schema import TABLES, rows, schema

CURRENT = "CURRENT"
KEPT_GENERATIONS = 2


@dataclass(frozen=True, slots=True)
class TableFile:
    """One Parquet file: which table, its name, how many rows and bytes, and its hash."""

    table: str
    name: str
    rows: int
    bytes: int
    sha256: str


def write_shard(analyses: Iterable[Analysis], folder: Path) -> list[TableFile]:
    """Write one file a table into `folder`, named by content, and return what was written.

    A file appears whole or not at all; writing the same analyses again gives the same names.
    """
    found: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for analysis in analyses:
        for table, batch in found.items():
            batch.extend(rows(analysis, table))
    folder.mkdir(parents=True, exist_ok=True)
    return [_write_table(table, batch, folder) for table, batch in found.items()]


def _write_table(table: str, batch: list[dict[str, Any]], folder: Path) -> TableFile:
    handle, temporary = tempfile.mkstemp(prefix=".writing-", dir=folder)
    os.close(handle)
    pq.write_table(pa.Table.from_pylist(batch, schema=schema(table)), temporary, compression="zstd")
    content = Path(temporary).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    name = f"{table}-{digest[:16]}.parquet"
    Path(temporary).replace(folder / name)
    return TableFile(table, name, len(batch), len(content), digest)


def publish(
    root: Path,
    folder: Path,
    files: Sequence[TableFile],
    hashes: Mapping[str, str],
    sources: Sequence[str] = (),
) -> dict[str, Any]:
    """Make the files in `folder` the store's current generation and return its manifest.

    `folder` must lie on the same file system as `root`; it is moved, not copied. `hashes` says
    which corpus, code, lexicons and model made the generation, `sources` from which paths.
    """
    root.mkdir(parents=True, exist_ok=True)
    number = _claim(root, folder)
    manifest: dict[str, Any] = {
        "generation": number,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "hashes": dict(hashes),
        "sources": list(sources),
        "files": [asdict(file) for file in files],
    }
    handle, temporary = tempfile.mkstemp(prefix=".current-", dir=root)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(manifest, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    Path(temporary).replace(root / CURRENT)
    _drop_old(root, number)
    return manifest


def _claim(root: Path, folder: Path) -> int:
    """Move `folder` to the next free generation; two builds at once get two numbers."""
    number = max((n for n, _ in generations(root)), default=0) + 1
    while True:
        try:
            folder.rename(root / f"gen-{number}")
        except OSError:
            if not (root / f"gen-{number}").exists():
                raise
            number += 1
        else:
            return number


def generations(root: Path) -> list[tuple[int, Path]]:
    """Return the generations on disk, oldest first."""
    found = []
    for path in root.glob("gen-*"):
        number = path.name.removeprefix("gen-")
        if number.isdecimal():
            found.append((int(number), path))
    return sorted(found)


def _drop_old(root: Path, newest: int) -> None:
    for number, path in generations(root):
        if number <= newest - KEPT_GENERATIONS:
            shutil.rmtree(path, ignore_errors=True)
