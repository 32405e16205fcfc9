"""Clean text that any checkout can make: over a million characters of each script.

English: the descriptions and licences that the pinned packages carry, and the statements that the
stance model learns from. Chinese: clauses of those statements in new orders (generated text), with
words of the dictionary of the pinned jieba between them, converted where they are of the other
script. Public prose is in Debian's packages: `python -m tests.quality.false_repairs` reads them.
"""

from __future__ import annotations

import importlib.metadata
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.sentences import vocabulary
from analysis.source_text import convert

STATEMENTS = Path(__file__).parents[2] / "seeds" / "stance" / "agi" / "statements.jsonl"
MILLION = 1_000_000
ARTICLE = 3_000
ABOUT_DAMAGE = ("ftfy",)  # whose description is full of it, to show what it does
NOTES = (".md", ".rst", ".txt")
CLAUSES = 7  # a sentence
LISTED = 30  # clauses for each list of words
WORDS = 8  # a list
TERMS = 5  # times that the corpus of the dictionary holds a word, at least


def statements(*languages: str) -> list[str]:
    rows = map(json.loads, STATEMENTS.read_text("utf-8").splitlines())
    return [row["text"] for row in rows if row["lang"] in languages]


def english() -> Iterator[str]:
    """Yield articles of English."""
    packages = [d for d in importlib.metadata.distributions() if d.name not in ABOUT_DAMAGE]
    texts = {(d.read_text("METADATA") or "").partition("\n\n")[2] for d in packages}
    notes = (f for d in packages for f in d.files or () if f.suffix in NOTES and "-info" in str(f))
    texts.update(note.locate().read_text("utf-8", "ignore") for note in notes)
    for text in (*sorted(texts), "\n".join(statements("en"))):
        yield from (text[at : at + ARTICLE] for at in range(0, len(text), ARTICLE))


def chinese(script: str, seed: int = 1) -> Iterator[str]:
    """Yield articles in Simplified (hans) or Traditional (hant) characters."""
    to = "hant" if script == "hant" else "hans"
    chance = random.Random(seed)
    joined = convert("\n".join(statements("zh-Hans", "zh-Hant")), to)
    clauses = [
        c
        for c in re.split(r"[，。；！？\n]", joined)
        if len(c) > 3 and not re.search(r"[“”「」（）]", c)
    ]
    terms = [
        word for word, count in sorted(vocabulary().items()) if count >= TERMS and len(word) > 1
    ]
    size = 0
    while size < MILLION:
        lines = []
        while sum(map(len, lines)) < ARTICLE:
            said = chance.choices(clauses, k=CLAUSES)
            if chance.random() * LISTED < CLAUSES:
                said.append("、".join(chance.choices(terms, k=WORDS)))
            lines.append("，".join(said) + "。")
        article = convert("\n".join(lines), to)
        size += len(article)
        yield article
