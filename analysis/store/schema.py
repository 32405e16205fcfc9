"""Arrow schemas made from the records, and records turned into rows."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from decimal import Context, Decimal
from functools import cache
from typing import Any

import pyarrow as pa

from analysis import records

TABLES: dict[str, type] = {
    "documents": records.Document,
    "repairs": records.Edit,
    "regions": records.Region,
    "statements": records.Statement,
    "stances": records.Stance,
    "events": records.Event,
    "figures": records.Figure,
    "failures": records.Failure,
}
_AMOUNT = pa.decimal128(38, 9)
_LEAST, _EXACT = Decimal(1).scaleb(-_AMOUNT.scale), Context(prec=_AMOUNT.precision)
_SCALARS: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    Decimal: _AMOUNT,
}


@cache
def schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table: one column a field of its record, same names."""
    fields = _fields(TABLES[table])
    if table == "repairs":
        fields = [pa.field("document", pa.string()), *fields]
    return pa.schema(fields)


def rows(analysis: records.Analysis, table: str) -> list[dict[str, Any]]:
    """Return what one analysis adds to a table, as rows that fit `schema(table)`.

    A document that could not be read has no row but its failures.
    """
    if table == "documents":
        return [_plain(analysis.document)] if analysis.document.text else []
    found = [_plain(record) for record in getattr(analysis, table)]
    if table == "repairs":
        return [{"document": analysis.document.id, **row} for row in found]
    return found


def _fields(record: type) -> list[pa.Field]:
    hints = typing.get_type_hints(record)
    return [pa.field(f.name, _arrow(hints[f.name])) for f in dataclasses.fields(record)]


def _arrow(hint: Any) -> pa.DataType:
    """Return the Arrow type of a field's type hint."""
    origin = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _arrow(next(a for a in arguments if a is not type(None)))
    if origin is typing.Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(_arrow(arguments[0]))
    if dataclasses.is_dataclass(hint):
        return pa.struct(_fields(typing.cast("type", hint)))
    return _SCALARS[hint]


def _plain(value: Any) -> Any:
    """Return a record as dictionaries and lists; amounts are rounded to nine decimals."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Decimal):
        return value.quantize(_LEAST, context=_EXACT)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
