"""Reads, checks and hashes the word lists in this folder.

A list is a TSV file: lines beginning with `#` say what it holds, its source, its licence and who
may add to it; the first other line names the columns. Values are in Simplified Chinese (the
script of the working text) or English; a column may hold several values separated by `|`.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent
SEPARATOR = "|"


class LexiconError(ValueError):
    """A word list is damaged: says which file and line, and what was expected."""


@cache
def table(name: str, folder: Path = FOLDER) -> tuple[Mapping[str, str], ...]:
    """Return the rows of `<name>.tsv` as mappings from column to value, in file order.

    Raises LexiconError where a row has other columns than the header or the header is missing.

    >>> table("quotation_marks")[0]["open"]
    '“'
    """
    path = folder / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    body = [(i, line) for i, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not body or body[0][0] == 1:
        raise LexiconError(f"{path.name}: expected comment lines, then a row of column names")
    columns = body[0][1].split("\t")
    rows = []
    for number, line in body[1:]:
        values = line.split("\t")
        if len(values) != len(columns):
            raise LexiconError(
                f"{path.name}:{number}: {len(values)} values for {len(columns)} columns"
            )
        rows.append(MappingProxyType(dict(zip(columns, values, strict=True))))
    return tuple(rows)


def several(value: str) -> tuple[str, ...]:
    """Return the parts of a value that holds several.

    >>> several("表示|认为"), several("")
    (('表示', '认为'), ())
    """
    return tuple(part for part in value.split(SEPARATOR) if part)


def names(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the names of all lists, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.tsv")))


@cache
def digest(folder: Path = FOLDER) -> str:
    """Return a 16-digit hash of all lists: it changes whenever one of them does."""
    total = hashlib.sha256()
    for name in names(folder):
        total.update(name.encode() + b"\0" + (folder / f"{name}.tsv").read_bytes() + b"\0")
    return total.hexdigest()[:16]
