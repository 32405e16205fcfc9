"""Measures what repair wins back from text that was read in the wrong charset.

Run `python -m tests.quality.mojibake [held-out] [-v]` to print, by direction and form, how many
texts came back exactly, how many nearly so, how many were made worse. Sentences as in encodings.py.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from analysis.source_text import repair
from tests.quality.encodings import distance, sentences

PER_CELL = 30
NEAR = 2
FORMS = ("line", "half", "word")
CHINESE = ("zh-Hans", "zh-Hant")


class Direction(NamedTuple):
    """Written in, read in, the languages that show it, what becomes of bytes that do not fit."""

    written: str
    read: str
    languages: tuple[str, ...]
    errors: str = "replace"


DIRECTIONS = (
    Direction("utf-8", "gb18030", ("zh-Hans", "zh-Hant", "en")),
    Direction("utf-8", "cp936", ("zh-Hans", "zh-Hant", "en")),
    Direction("utf-8", "gbk", CHINESE, "question mark"),
    Direction("utf-8", "big5hkscs", ("zh-Hans", "zh-Hant", "en")),
    Direction("utf-8", "cp950", CHINESE),
    Direction("gb18030", "big5hkscs", ("zh-Hans",)),
    Direction("gbk", "cp950", ("zh-Hans",)),
    Direction("big5", "gb18030", ("zh-Hant",)),
    Direction("big5", "gbk", ("zh-Hant",), "ignore"),
    Direction("gb18030", "latin-1", CHINESE),
    Direction("gb18030", "cp1252", CHINESE),
    Direction("gb18030", "mac-roman", ("zh-Hans",)),
    Direction("big5", "latin-1", ("zh-Hant",)),
    Direction("big5", "cp1252", ("zh-Hant",)),
    Direction("utf-8", "latin-1", ("zh-Hans", "zh-Hant", "en")),
    Direction("utf-8", "cp1252", ("zh-Hans", "zh-Hant", "en")),
    Direction("utf-8", "mac-roman", ("zh-Hans", "en")),
    Direction("utf-8 twice", "cp1252", ("zh-Hans", "en")),
    Direction("utf-8 twice", "gb18030", ("zh-Hans",)),
    Direction("cp1252", "gb18030", ("en",)),
    Direction("cp1252", "big5hkscs", ("en",)),
)


def damage(text: str, way: Direction) -> str:
    """Return a text written in one charset and read in another."""
    for _ in range(1 + way.written.endswith("twice")):
        text = _read(text.encode(way.written.split()[0], "ignore"), way)
    return text


def _read(raw: bytes, way: Direction) -> str:
    if way.read == "cp1252":  # as browsers do: what it does not know is read as Latin-1
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)
    if way.read == "cp936":  # as Windows does: 80 alone is the euro sign
        text = raw.decode("gbk", "surrogateescape").replace("\udc80", "€")
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    if way.errors == "question mark":
        return raw.decode(way.read, "replace").replace("\ufffd", "?")
    return raw.decode(way.read, way.errors)


def samples(
    way: Direction, form: str, *, held_out: bool, limit: int = PER_CELL
) -> Iterator[tuple[str, str]]:
    """Yield clean texts and the same with a whole line, half of it or one word damaged."""
    chance = random.Random(f"{way} {form}")
    for language in way.languages:
        pool = sentences(language, held_out=held_out)
        made = 0
        while made < limit:
            clean = chance.choice(pool)
            low, high = _stretch(clean, form, language, chance)
            part = clean[low:high]
            if part.encode(way.written.split()[0], "ignore").decode(way.written.split()[0]) != part:
                continue
            damaged = clean[:low] + damage(part, way) + clean[high:]
            if damaged != clean:
                made += 1
                yield clean, damaged


def _stretch(text: str, form: str, language: str, chance: random.Random) -> tuple[int, int]:
    if form == "line":
        return 0, len(text)
    if language == "en":
        marks = [i for i, char in enumerate(text) if char > "\x7f"] or [0]
        at = chance.choice(marks)
        if form == "half":
            return (0, at + 1) if at * 2 > len(text) else (at, len(text))
        low = text.rfind(" ", 0, at) + 1
        end = text.find(" ", at)
        return low, end if end > 0 else len(text)
    size = len(text) // 2 if form == "half" else chance.randrange(2, 6)
    low = chance.randrange(max(len(text) - size, 1))
    return low, low + size


def rates(
    mend: Callable[[str], str], way: Direction, form: str, *, held_out: bool, limit: int = PER_CELL
) -> Counter[str]:
    """Return how many texts were damaged, won back, nearly so, and made worse."""
    counts: Counter[str] = Counter()
    for clean, damaged in samples(way, form, held_out=held_out, limit=limit):
        before, after = distance(damaged, clean), distance(mend(damaged), clean)
        counts["made"] += 1
        counts["exact"] += after == 0
        counts["near"] += after <= NEAR
        counts["worse"] += after > before
    return counts


def own(text: str) -> str:
    return repair(text).text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=("work", "held-out"), default="work")
    parser.add_argument("-v", action="store_true", help="print what did not come back")
    options = parser.parse_args()
    held_out = options.part == "held-out"
    whole: Counter[str] = Counter()
    for way in DIRECTIONS:
        cells = []
        for form in FORMS:
            counts = rates(own, way, form, held_out=held_out)
            whole += counts
            made = counts["made"]
            cells.append(
                f"{form} {counts['exact']}/{counts['near']} of {made}, worse {counts['worse']}"
            )
            if options.v:
                for clean, damaged in samples(way, form, held_out=held_out):
                    if (mended := own(damaged)) != clean:
                        print(f"   {form}\n    {damaged}\n    {mended}\n    {clean}")
        print(f"{way.written} read as {way.read}: " + "; ".join(cells), flush=True)
    print("all, exact or near:", dict(whole))


if __name__ == "__main__":
    main()
