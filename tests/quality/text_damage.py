"""Damages clean text in the ways that news sites do, and measures what repair wins back.

Run `python -m tests.quality.text_damage` to print the rates. Bytes are lost from, and full-width
marks replaced in, the GBK of the labelled statements of seeds/stance, which no rule of repair was
written for: `tuned` are those on which prices and thresholds were set, `held out` the other half
(by the hash of the text). A slip that changes fewer than three characters is left out.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from analysis.records import Origin
from analysis.source_text import read
from analysis.source_text.characters import is_han
from analysis.source_text.script import fold

ROOT = Path(__file__).parents[2]
SENTENCES = ROOT / "tests" / "cases" / "source_text_sentences.json"
STATEMENTS = ROOT / "seeds" / "stance" / "agi" / "statements.jsonl"
HALF_WIDTH = str.maketrans("，；：？！（）", ",;:?!()")
REPLACED = {
    mark.encode("gbk"): ascii_mark.encode()
    for mark, ascii_mark in zip("？！，：；（）。“”", '?!,:;().""', strict=True)
}
PARTS = ("tuned", "held out")
SLIPS = ("one byte lost", "two bytes lost", "marks replaced", "lost, shown as ?")
ENOUGH = dict(zip(SLIPS, (1_000, 300, 300, 300), strict=True))
LEAST = 3
NEAR = 2
MANY = 6
END = 12  # bytes at the end of a text in which none is lost


def sentences(*languages: str) -> list[str]:
    data = json.loads(SENTENCES.read_text("utf-8"))
    return [sentence for language in languages for sentence in data[language]]


@cache
def statements(part: str) -> tuple[str, ...]:
    """Return the Chinese statements of one half, in order."""
    texts = {json.loads(line)["text"] for line in STATEMENTS.read_text("utf-8").splitlines()}
    first = {text: hashlib.sha256(text.encode()).hexdigest()[0] < "8" for text in texts}
    wanted = part == "tuned"
    return tuple(sorted(t for t in texts if first[t] is wanted and sum(map(is_han, t)) >= 20))


def repaired(text: str) -> str:
    return read(text, Origin())[1].repaired


def distance(a: str, b: str) -> int:
    """Return how many characters differ between two texts."""
    return sum(max(i, j) for i, j in _differences(a, b))


def _differences(a: str, b: str) -> list[tuple[int, int]]:
    """Return how many characters of either text each difference takes."""
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [(j - i, m - k) for tag, i, j, k, m in blocks if tag != "equal"]


def slip(sentence: str, kind: str, chance: random.Random) -> tuple[str, str] | None:
    """Return a sentence and what it reads like after it was damaged, or None where it cannot be.

    Half of the sentences have half-width marks. A byte is lost from a Han character, or a
    full-width mark replaced that no character boundary sets off; undecodable bytes are left out,
    shown as U+FFFD, or as a question mark.
    """
    if chance.random() < 0.5:
        sentence = sentence.translate(HALF_WIDTH)
    try:
        data = bytearray(sentence.encode("gbk"))
    except UnicodeEncodeError:
        return None
    damage = _replace_mark if kind == "marks replaced" else _lose_bytes
    if not damage(sentence, data, chance, 2 if kind.startswith("two") else 1):
        return None
    if kind.endswith("?"):
        return sentence, bytes(data).decode("gbk", "replace").replace("\ufffd", "?")
    return sentence, bytes(data).decode("gbk", chance.choice(["ignore", "replace"]))


def _lose_bytes(sentence: str, data: bytearray, chance: random.Random, count: int) -> bool:
    starts = [len(sentence[:i].encode("gbk")) for i, c in enumerate(sentence) if is_han(c)]
    starts = [at for at in starts if at < len(data) - END]
    if not starts:
        return False
    at = chance.choice(starts)
    if count == 2:
        del data[min(at + 2 * chance.randrange(4, 12) + chance.randrange(2), len(data) - 1)]
    del data[at + chance.randrange(2)]
    return True


def _replace_mark(sentence: str, data: bytearray, chance: random.Random, _: int) -> bool:
    ends = {0}
    for char in sentence:
        ends.add(max(ends) + len(char.encode("gbk")))
    places = [
        i
        for i in range(1, len(data) - 1)
        if i not in ends and bytes(data[i : i + 2]) in REPLACED and data[i - 1] >= 0x80
    ]
    if not places:
        return False
    at = chance.choice(places)
    data[at : at + 2] = REPLACED[bytes(data[at : at + 2])]
    return True


def slips(part: str, kind: str, seed: int = 1) -> list[tuple[str, str]]:
    """Return pairs of a clean and a damaged text: at most as many as wanted of a kind."""
    chance = random.Random(seed)
    pool = list(statements(part))
    made: list[tuple[str, str]] = []
    for _ in range(20):
        chance.shuffle(pool)
        for text in pool:
            pair = slip(text, kind, chance)
            if pair is not None and pair not in made and distance(*pair) >= LEAST:
                made.append(pair)
                if len(made) == ENOUGH[kind]:
                    return made
    return made


def rates(pairs: list[tuple[str, str]], repair: Callable[[str], str] = repaired) -> Counter[str]:
    """Return how many damaged texts were won back: exactly, nearly, at all, or made worse."""
    counts: Counter[str] = Counter()
    for clean, damaged in pairs:
        before, after = distance(clean, damaged), distance(clean, repair(damaged))
        many = sum(i for i, _ in _differences(clean, damaged)) >= MANY
        counts["made"] += 1
        counts["exact"] += after == 0
        counts["near"] += after <= NEAR
        counts["better"] += after < before
        counts["worse"] += after > before
        counts["many"] += many
        counts["many, near"] += many and after <= NEAR
    return counts


def lost_rates(part: str, count: int = 1_000, seed: int = 1) -> Counter[str]:
    """Return in how many texts that lost a character, and no byte beside it, repair makes one up.

    Half of them show three signs of loss, as for the bytes of UTF-8.
    """
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    for _ in range(count):
        text = chance.choice(statements(part))
        at = chance.choice([i for i, char in enumerate(text) if is_han(char)])
        damaged = text[:at] + "\ufffd" * chance.choice((1, 3)) + text[at + 1 :]
        counts["made"] += 1
        counts["changed"] += repaired(damaged) != damaged
    return counts


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
    for part in PARTS:
        for kind in SLIPS:
            print(f"{part + ', ' + kind:24}", dict(rates(slips(part, kind))))
        print(f"{part + ', one lost':24}", dict(lost_rates(part)))
    print(f"{'glosses':24}", dict(gloss_rates()))


if __name__ == "__main__":
    main()
