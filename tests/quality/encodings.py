"""Measures how well bytes are read: in which encodings, how long, and with a byte damaged.

Run `python -m tests.quality.encodings [held-out] [--others]` to print the rates; without the word
the half of the sentences that rules may be tuned on. --others also measures the detectors that
are installed.
"""

from __future__ import annotations

import argparse
import codecs
import hashlib
import importlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from analysis.source_text import UnreadableError
from analysis.source_text.decode import decode

ROOT = Path(__file__).parents[2]
STATEMENTS = ROOT / "seeds" / "stance" / "agi" / "statements.jsonl"
OWN = ROOT / "tests" / "cases" / "source_text_encodings.json"
LENGTHS = (120, 40, 15)
PER_CELL = 100
# Name here: codec, mark, languages that it can hold.
ENCODINGS = {
    "UTF-8": ("utf-8", b"", ("en", "zh-Hans", "zh-Hant", "zh-HK")),
    "UTF-8 with mark": ("utf-8", codecs.BOM_UTF8, ("en", "zh-Hans", "zh-Hant")),
    "UTF-16 LE with mark": ("utf-16-le", codecs.BOM_UTF16_LE, ("en", "zh-Hans", "zh-Hant")),
    "UTF-16 BE with mark": ("utf-16-be", codecs.BOM_UTF16_BE, ("en", "zh-Hans", "zh-Hant")),
    "UTF-16 LE": ("utf-16-le", b"", ("en", "zh-Hans", "zh-Hant")),
    "UTF-16 BE": ("utf-16-be", b"", ("en", "zh-Hans", "zh-Hant")),
    "GB18030": ("gb18030", b"", ("en", "zh-Hans", "zh-Hant", "zh-HK")),
    "Big5": ("big5", b"", ("en", "zh-Hant")),
    "Big5-HKSCS": ("big5hkscs", b"", ("zh-Hant", "zh-HK")),
    "HZ": ("hz", b"", ("en", "zh-Hans")),
    "cp1252": ("cp1252", b"", ("en",)),
}
DAMAGES = ("inserted", "dropped", "replaced", "00 put in", "80 put in", "FF put in")
READABLE = 3  # characters that a stray byte may cost

Reader = Callable[[bytes], str]


@cache
def sentences(language: str, *, held_out: bool) -> tuple[str, ...]:
    """Return the sentences of one half: the held-out ones have a digest from 8 to f."""
    found = []
    for line in STATEMENTS.read_text("utf-8").splitlines():
        row = json.loads(line)
        first = hashlib.sha256(row["text"].encode()).hexdigest()[0]
        if row["lang"] == language and (first in "89abcdef") == held_out:
            found.append(_typeset(row["text"]) if language == "en" else row["text"])
    own = json.loads(OWN.read_text("utf-8")).get(language, {})
    return (*own.get("held_out" if held_out else "work", ()), *found)


def _typeset(text: str) -> str:
    """Return English with the quotation marks that news sites print."""
    parts = text.replace("'", "’").split('"')
    return "".join(
        part + ("“”"[i % 2] if i < len(parts) - 1 else "") for i, part in enumerate(parts)
    )


def snippets(name: str, language: str, length: int, *, held_out: bool) -> list[str]:
    """Return texts of just so many characters that an encoding can hold and ASCII cannot."""
    codec, _, _ = ENCODINGS[name]
    pool = sentences(language, held_out=held_out)
    chance = random.Random(f"{name} {language} {length}")
    space = " " if language == "en" else ""
    found: list[str] = []
    for _ in range(PER_CELL * 40):
        at = chance.randrange(len(pool))
        text = space.join(pool[(at + i) % len(pool)] for i in range(9))
        start = chance.randrange(len(pool[at])) if len(pool[at]) > length else 0
        cut = text[start : start + length]
        if len(cut) == length and not cut.isascii() and cut.strip() == cut and _holds(codec, cut):
            found.append(cut)
        if len(found) == PER_CELL:
            break
    return found


def _holds(codec: str, text: str) -> bool:
    return text.encode(codec, "ignore").decode(codec, "ignore") == text


def own(raw: bytes) -> str:
    try:
        return decode(raw)[0]
    except UnreadableError:
        return ""


def others() -> dict[str, Reader]:
    """Return the detectors that are installed, each as a reader."""
    readers: dict[str, Reader] = {}
    for name in ("charset_normalizer", "chardet"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        readers[name] = _reader(module.detect)
    return readers


def _reader(detect: Callable[[bytes], dict[str, str]]) -> Reader:
    def read(raw: bytes) -> str:
        try:
            return raw.decode(detect(raw)["encoding"] or "ascii", "replace").removeprefix("\ufeff")
        except LookupError:
            return ""

    return read


def right(
    read: Reader, length: int, *, held_out: bool, limit: int = PER_CELL
) -> dict[tuple[str, str], tuple[int, int]]:
    """Return by encoding and language how many texts were read exactly, and of how many."""
    rates = {}
    for name, (codec, mark, languages) in ENCODINGS.items():
        for language in languages:
            texts = snippets(name, language, length, held_out=held_out)[:limit]
            good = sum(read(mark + text.encode(codec)) == text for text in texts)
            rates[name, language] = good, len(texts)
    return rates


def damaged(raw: bytes, kind: str, chance: random.Random) -> bytes:
    """Return bytes of which one was put in, dropped or replaced."""
    at = chance.randrange(len(raw))
    if kind == "dropped":
        return raw[:at] + raw[at + 1 :]
    if kind == "inserted":
        return raw[:at] + bytes([chance.randrange(256)]) + raw[at:]
    if kind == "replaced":
        return raw[:at] + bytes([(raw[at] + chance.randrange(1, 256)) % 256]) + raw[at + 1 :]
    return raw[:at] + bytes.fromhex(kind[:2]) + raw[at:]


def stray(
    read: Reader, *, held_out: bool, limit: int = PER_CELL
) -> dict[str, dict[str, Counter[int]]]:
    """Return by encoding and damage how many texts lost how many characters to one stray byte."""
    costs: dict[str, dict[str, Counter[int]]] = {}
    for name, (codec, mark, languages) in ENCODINGS.items():
        chance = random.Random(name)
        by_kind = costs[name] = defaultdict(Counter)
        for kind in DAMAGES:
            for language in languages:
                for text in snippets(name, language, LENGTHS[0], held_out=held_out)[:limit]:
                    raw = damaged(mark + text.encode(codec), kind, chance)
                    by_kind[kind][distance(text, read(raw))] += 1
    return costs


def distance(a: str, b: str) -> int:
    """Return how many characters must be put in, dropped or replaced to make `a` of `b`."""
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (char != other))
    return row[-1]


def _lines(read: Reader, *, held_out: bool, limit: int) -> Iterator[str]:
    for length in LENGTHS:
        rates = right(read, length, held_out=held_out, limit=limit)
        good, all_ = (sum(r[i] for r in rates.values()) for i in (0, 1))
        yield f"right at {length:3} characters: {good} of {all_}, {100 * good / all_:.2f} %"
        for (name, language), (one, of) in rates.items():
            if one < of:
                yield f"    {name:20} {language:8} {one} of {of}"
    yield "one stray byte: characters lost on average, share readable, most"
    for name, kinds in stray(read, held_out=held_out, limit=max(limit // 4, 1)).items():
        cells = []
        for kind, counts in kinds.items():
            n = counts.total()
            mean = sum(k * v for k, v in counts.items()) / n
            share = sum(v for k, v in counts.items() if k <= READABLE) / n
            cells.append(f"{kind} {mean:.2f} {100 * share:.0f}% {max(counts)}")
        yield f"    {name:20} " + "; ".join(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=("work", "held-out"), default="work")
    parser.add_argument("--others", action="store_true", help="measure installed detectors too")
    options = parser.parse_args()
    readers = {"own": own, **(others() if options.others else {})}
    for name, read in readers.items():
        print(name, options.part)
        limit = PER_CELL if name == "own" else PER_CELL // 4
        for line in _lines(read, held_out=options.part == "held-out", limit=limit):
            print("  " + line, flush=True)


if __name__ == "__main__":
    main()
