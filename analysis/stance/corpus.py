"""Reads the labelled statements and documents that the model learns from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from analysis.stance.model import FOLDER, NONE, POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_HAN = re.compile(r"^[\u3400-\u9fff·]+$")
Split = Literal["work", "untouched", "others"]
MASK = {True: "某人", False: "someone"}


@dataclass(frozen=True)
class Labelled:
    """A labelled statement: `text` is in working form, `group` never straddles a split."""

    id: str
    part: str
    language: str
    text: str
    speaker: str
    label: float | None
    hard: bool
    theme: str
    group: str

    @property
    def target(self) -> int:
        """Return the class: 0 to 4 for the points from -1 to 1, 5 off the axis."""
        return NONE if self.label is None else int(np.equal(POINTS, self.label).argmax())


@dataclass(frozen=True)
class LabelledDocument:
    """A labelled document in working form; `label` is None off the axis."""

    id: str
    language: str
    title: str
    text: str
    label: float | None


def statements(axis: str, split: Split = "work") -> list[Labelled]:
    """Return the labelled statements to learn from, or those of a part that is set aside.

    `untouched` was drawn from the same writers' statements before any training; `others` are by
    writers who had seen neither articles nor program, and took no part in any choice.
    """
    return [
        Labelled(
            id=row["id"],
            part=row["part"],
            language=row["lang"],
            text=row.get("simplified", row["text"]),
            speaker=row["speaker"],
            label=row["label"],
            hard=row["hard"],
            theme=row["theme"],
            group=row["group"],
        )
        for row in _rows(axis, "statements")
        if row["split"] == split
    ]


def documents(axis: str) -> list[LabelledDocument]:
    """Return the labelled documents."""
    found = []
    for row in _rows(axis, "documents"):
        working = row.get("simplified", row)
        found.append(
            LabelledDocument(
                row["id"], row["lang"], working["title"], working["text"], row["label"]
            )
        )
    return found


def masked(statement: Labelled) -> str:
    """Return the text with its speaker's name replaced, so that no name is learnt.

    A role ("the chief executive") stays: it is no name.
    """
    text = statement.text
    if statement.language == "en":
        for name in _NAME.findall(statement.speaker):
            for part in (name, *name.split()):
                text = re.sub(rf"\b{re.escape(part)}\b", MASK[False], text)
        return text
    if not _HAN.match(statement.speaker):
        return text
    for size in (4, 3, 2):
        name = statement.speaker[-size:]
        if len(name) == size and name in text:
            return text.replace(name, MASK[True])
    return text


def _rows(axis: str, name: str) -> Iterator[dict[str, Any]]:
    with (FOLDER / axis / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
