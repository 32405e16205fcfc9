"""Damages clean sentences in the ways that news sites do, and measures what repair wins back.

Run `python -m tests.quality.text_damage` to print the rates.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from analysis.records import Origin
from analysis.source_text import read
from analysis.source_text.characters import is_han
from analysis.source_text.script import fold

SENTENCES = Path(__file__).parents[1] / "cases" / "source_text_sentences.json"
HALF_WIDTH = str.maketrans("，；：？！（）", ",;:?!()")
PER_KIND = 80
SLIPS = ("one byte, half-width", "two bytes, half-width", "one byte", "two bytes", "replaced pair")
NEAR = 2


def sentences(*languages: str) -> list[str]:
    data = json.loads(SENTENCES.read_text("utf-8"))
    return [sentence for language in languages for sentence in data[language]]


def repaired(text: str) -> str:
    return read(text, Origin())[1].repaired


def distance(a: str, b: str) -> int:
    """Return how many characters differ between two texts."""
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return sum(max(j - i, m - k) for tag, i, j, k, m in blocks if tag != "equal")


def slip(sentence: str, kind: str, chance: random.Random) -> tuple[str, str] | None:
    """Return a sentence and what it reads like after it lost bytes, or None where it cannot."""
    if "half-width" in kind or kind == "replaced pair":
        sentence = sentence.translate(HALF_WIDTH)
    data = bytearray(sentence.encode("gbk"))
    first = "。" if kind == "replaced pair" else None
    starts = [
        len(sentence[:i].encode("gbk"))
        for i, char in enumerate(sentence)
        if char == first or (first is None and is_han(char))
    ]
    if kind == "replaced pair":
        odd = [i + 1 for i in starts if data[i + 2 : i + 3] in (b"\xbf", b"\xba", b"\xbb", b"\xa1")]
        if not odd:
            return None
        at = chance.choice(odd)
        data[at : at + 2] = bytes([data[at + 1] & 0x7F])
    else:
        at = chance.choice([i for i in starts if i < len(data) - 12])
        if kind.startswith("two"):
            later = at + 2 * chance.randrange(4, 12) + chance.randrange(2)
            del data[min(later, len(data) - 1)]
        del data[at + chance.randrange(2)]
    return sentence, bytes(data).decode("gbk", chance.choice(["ignore", "replace"]))


def slip_rates(seed: int = 1) -> dict[str, Counter[str]]:
    """Return, for each kind of slip, how many were made, won back, nearly so, and made worse."""
    chance = random.Random(seed)
    # A stop before 可, 和 or 会 is where a byte-wise replacement of marks goes wrong.
    pool = sentences("zh-Hans", "zh-Hant")
    openings = ("可以看出，", "和往年相同，", "好在", "很快，")
    pairs = [a + openings[i % 4] + b for i, (a, b) in enumerate(pairwise(pool))]
    rates: dict[str, Counter[str]] = {}
    for kind in SLIPS:
        counts = rates[kind] = Counter()
        while counts["made"] < PER_KIND:
            made = slip(chance.choice(pairs if kind == "replaced pair" else pool), kind, chance)
            if made is None or distance(*made) < 3:
                continue
            before, after = distance(*made), distance(made[0], repaired(made[1]))
            counts["made"] += 1
            counts["exact"] += after == 0
            counts["near"] += after <= NEAR
            counts["worse"] += after > before
    return rates


def gloss(sentence: str, share: float, chance: random.Random) -> str:
    """Return a Traditional sentence with pinyin behind a share of its characters."""
    syllables = lazy_pinyin(sentence, style=Style.TONE, errors=lambda run: list(run))
    return "".join(
        f"{char}({syllable})" if ord(char) in fold() and chance.random() < share else char
        for char, syllable in zip(sentence, syllables, strict=True)
    )


def gloss_rates(seed: int = 1) -> Counter[str]:
    """Return how many glosses were put in, how many were left, and how many texts came back."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    for sentence in sentences("zh-Hant") * 8:
        damaged = gloss(sentence, 0.5, chance)
        back = repaired(damaged)
        counts["made"] += damaged.count("(")
        counts["left"] += back.count("(")
        counts["texts"] += 1
        counts["exact"] += back == sentence
    return counts


def main() -> None:
    for kind, counts in slip_rates().items():
        print(f"{kind:24}", dict(counts))
    print(f"{'glosses':24}", dict(gloss_rates()))


if __name__ == "__main__":
    main()
