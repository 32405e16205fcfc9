"""Makes texts that are damaged in every way at once, and counts where repair is not stable.

Run `python -m tests.quality.mangled [COUNT]` (10,000 by default): how many texts change when they
are repaired once more, and of how many the plan, replayed, does not give the repaired text.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from analysis.source_text import repair, replay
from tests.quality.text_damage import SLIPS, gloss, sentences, slip

CASES = Path(__file__).parents[1] / "cases" / "source_text_repair.json"
COUNT = 10_000
WRONG_CHARSETS = (
    ("utf-8", "cp1252"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp1250"),
    ("utf-8", "mac_roman"),
    ("utf-8", "gb18030"),
    ("utf-8", "big5hkscs"),
    ("gb18030", "latin-1"),
    ("gb18030", "cp1252"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "latin-1"),
    ("big5hkscs", "gb18030"),
)
SPLINTERS = (
    *"\u200b\ufeff\u00ad\u200d\ue123\ufffdＡ１ﬁ⼀\x00\x85\u2028\r\n\ud800\U000f0001胂é…“”",
    *("e\u0301", "\r\n", "&amp;", "&lt;", "&#13;", "&amp;amp;", "(wǎng)", "（kāi）", "?梢韵胂,"),
    *("領網域", "協定", "asA ", "wind.Every ", "Ã©", "â€™", "鏉庡紑", "👩\u200d💻", "輸?shù)暨@場"),
)
BLOCKS = (
    *((0x20, 0x7F), (0xA0, 0x250), (0x300, 0x340), (0x2000, 0x2100), (0x3000, 0x3100)),
    *((0x4E00, 0x9FA5), (0xD800, 0xD810), (0xE000, 0xE100), (0xFF00, 0xFFEF)),
)
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@cache
def pool() -> tuple[str, ...]:
    cases = json.loads(CASES.read_text("utf-8"))
    damaged = [case["text"] for case in cases["changed"]]
    return (*sentences("zh-Hans", "zh-Hant", "en"), *damaged, *cases["unchanged"])


def misread(text: str, chance: random.Random) -> str:
    right, wrong = chance.choice(WRONG_CHARSETS)
    return text.encode(right, "ignore").decode(wrong, chance.choice(["ignore", "replace"]))


def escaped(text: str, chance: random.Random) -> str:
    form = chance.choice(["&#{};", "&#x{:x};", "&amp;#{};"])
    return "".join(form.format(ord(c)) if chance.random() < 0.15 else c for c in text)


def slipped(text: str, chance: random.Random) -> str:
    try:
        made = slip(text, chance.choice(SLIPS), chance)
    except (UnicodeEncodeError, IndexError):  # too short, or no text that GBK can write
        return text
    return made[1] if made else text


def glossed(text: str, chance: random.Random) -> str:
    try:
        return gloss(text, chance.choice([0.1, 0.5, 0.9]), chance)
    except ValueError:  # surrogates are no characters to the dictionary of readings
        return text


def sprinkled(text: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(text) + 1)
        block = range(*chance.choice(BLOCKS))
        noise = "".join(chr(chance.choice(block)) for _ in range(chance.randrange(1, 6)))
        text = text[:at] + chance.choice([chance.choice(SPLINTERS), noise]) + text[at:]
    return text


def spliced(text: str, chance: random.Random) -> str:
    other = chance.choice(pool())
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]


def cut(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randrange(5) :]


def reformed(text: str, chance: random.Random) -> str:
    return " ".join(text) if chance.random() < 0.2 else text.translate(WIDE)


DAMAGES = (misread, escaped, slipped, glossed, sprinkled, spliced, cut, reformed)


def mangled(count: int, seed: int = 1) -> Iterator[str]:
    """Yield texts of one to three sentences, each damaged up to twice, joined in some way."""
    chance = random.Random(seed)
    for _ in range(count):
        parts = []
        for _ in range(chance.randrange(1, 4)):
            text = chance.choice(pool())
            for damage in chance.choices(DAMAGES, k=chance.randrange(3)):
                text = damage(text, chance)
            parts.append(text)
        yield chance.choice(["\n", "", " "]).join(parts)


def instabilities(count: int, seed: int = 1) -> Counter[str]:
    """Return how many texts were made, changed by a second repair, and not replayed by the plan."""
    counts: Counter[str] = Counter(made=0, changed_again=0, not_replayed=0)
    for text in mangled(count, seed):
        draft = repair(text)
        counts["made"] += 1
        counts["changed_again"] += repair(draft.text).text != draft.text
        counts["not_replayed"] += replay(text, draft.plan) != draft.text
    return counts


if __name__ == "__main__":
    print(dict(instabilities(int(sys.argv[1]) if sys.argv[1:] else COUNT)))
