"""Holds the program's answers against the gold documents and counts.

`python -m tests.quality.scoring [work|untouched] [--errors statements|events|figures]` prints a
table by script. What is published of both parts stands in seeds/quality.json.

Matching: a statement by text (strict: the same stretch but for outer punctuation; overlap: at
least half of the longer one); an event by kind and the person (departure) or the organisation; a
figure by low, high and unit.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from analysis import pipeline, stance
from analysis.records import Analysis, Origin

GOLD = Path(__file__).parent / "gold"
PUBLISHED = Path(__file__).parents[2] / "seeds" / "quality.json"
PARTS = ("work", "second", "untouched")
TRIM = " \t\n，。,.!！?？;；:：“”\"'‘’「」『』…—"


@dataclass
class Tally:
    """Counts of one kind of finding in one script."""

    counts: Counter[str] = field(default_factory=Counter)

    def rate(self, part: str, whole: str) -> float | None:
        return self.counts[part] / self.counts[whole] if self.counts[whole] else None

    def f1(self, hit: str = "hit") -> float | None:
        total = self.counts["gold"] + self.counts["found"]
        return 2 * self.counts[hit] / total if total else None


def load(part: str) -> list[dict]:
    lines = (GOLD / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def analyse(doc: dict, model: stance.Model) -> Analysis:
    origin = Origin(id=doc["id"], title=doc["title"], published=doc["published"])
    return pipeline.analyse(doc["text"], origin, model)


def fold(name: str) -> str:
    """Return a name without case, spacing, hyphens and accents, for comparison."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\s\-·・.’'\u0300-\u036f]|^the |^an? ", "", plain)


def same_name(gold: str, names: tuple[str, ...]) -> bool:
    wanted = fold(gold)
    folded = [fold(n) for n in names if n]
    return wanted in folded or any(
        len(wanted) > 5 and (wanted in n or n in wanted and len(n) > 5) for n in folded
    )


def _stretch(text: str, quote: str, taken: set[int]) -> tuple[int, int]:
    start = text.find(quote)
    while start in taken and text.find(quote, start + 1) >= 0:
        start = text.find(quote, start + 1)
    taken.add(start)
    return start, start + len(quote)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(shared, 0) / max(a[1] - a[0], b[1] - b[0], 1)


def statements(doc: dict, answer: Analysis, tally: Tally, errors: list[str]) -> None:
    text = answer.document.text
    found = [s for s in answer.statements if s.mode != "writer"]
    taken: set[int] = set()
    gold = [(g, _stretch(text, g["quote"], taken)) for g in doc["statements"]]
    pairs = sorted(
        (
            (_overlap(span, (f.span.start, f.span.end)), i, j)
            for i, (_, span) in enumerate(gold)
            for j, f in enumerate(found)
        ),
        reverse=True,
    )
    used_gold: dict[int, int] = {}
    used_found: set[int] = set()
    for share, i, j in pairs:
        if share >= 0.5 and i not in used_gold and j not in used_found:
            used_gold[i] = j
            used_found.add(j)
    tally.counts.update(gold=len(gold), found=len(found), hit=len(used_gold))
    for i, (g, _) in enumerate(gold):
        if i not in used_gold:
            errors.append(f"{doc['id']} MISSED {g['mode']} [{g['speaker']}] {g['quote']}")
            continue
        f = found[used_gold[i]]
        words = doc_quote = text[f.span.start : f.span.end]
        if words.strip(TRIM) == g["quote"].strip(TRIM):
            tally.counts["strict"] += 1
        else:
            errors.append(f"{doc['id']} EDGES {g['quote']!r} found {doc_quote!r} ({f.rule})")
        tally.counts["mode"] += f.mode == g["mode"]
        right = f.speaker is not None and any(
            same_name(g[key], (f.speaker, *f.speaker_names)) for key in ("speaker", "speaker_en")
        )
        tally.counts["named"] += f.speaker is not None
        tally.counts["speaker"] += right
        if not right:
            errors.append(
                f"{doc['id']} SPEAKER {g['speaker']!r} found {f.speaker!r} "
                f"({f.rule}): {g['quote'][:50]}"
            )
    for j, f in enumerate(found):
        if j not in used_found:
            errors.append(
                f"{doc['id']} EXTRA {f.mode} [{f.speaker}] ({f.rule}) "
                f"{text[f.span.start : f.span.end]}"
            )


def events(doc: dict, answer: Analysis, tally: Tally, errors: list[str]) -> None:
    left = list(answer.events)
    tally.counts.update(gold=len(doc["events"]), found=len(left))
    for g in doc["events"]:

        def fits(f, g=g) -> bool:
            if f.kind != g["kind"]:
                return False
            if g["kind"] == "departure":
                return same_name(g["person"], (f.person, *f.person_names))
            return same_name(g["organization"], (f.organization, *f.organization_names))

        match = next((f for f in left if fits(f)), None)
        if match is None:
            errors.append(f"{doc['id']} MISSED {g}")
            continue
        left.remove(match)
        tally.counts["hit"] += 1
        right = {
            "date": (match.date.iso or "") == g["date"],
            "status": match.status == g["status"],
            "organization": not g["organization"]
            or same_name(g["organization"], (match.organization, *match.organization_names)),
            "destination": (not g["destination"] and not match.destination)
            or bool(match.destination and same_name(g["destination"], (match.destination,))),
        }
        tally.counts.update({key: int(value) for key, value in right.items()})
        if not all(right.values()):
            wrong = ", ".join(key for key, value in right.items() if not value)
            errors.append(
                f"{doc['id']} WRONG {wrong}: {g} found {match.person} | "
                f"{match.organization} -> {match.destination} {match.date.iso} "
                f"{match.status} ({match.rule})"
            )
    for f in left:
        errors.append(
            f"{doc['id']} EXTRA {f.kind} {f.person} | {f.organization} -> "
            f"{f.destination} {f.status} ({f.rule}): {answer.document.quote(f.span)}"
        )


def figures(doc: dict, answer: Analysis, tally: Tally, errors: list[str]) -> None:
    left = list(answer.figures)
    tally.counts.update(gold=len(doc["figures"]), found=len(left))
    text = answer.document.text

    def equal(a: float, b: float) -> bool:
        return abs(float(a) - float(b)) <= 1e-6 * max(abs(float(a)), abs(float(b)))

    for g in doc["figures"]:
        fits = [
            f
            for f in left
            if f.unit == g["unit"] and equal(f.low, g["low"]) and equal(f.high, g["high"])
        ]
        at = text.find(g["evidence"])
        fits.sort(
            key=lambda f: (
                not same_name(g["organization"], (f.organization,)),
                f.kind != g["kind"],
                not at <= f.span.start < at + len(g["evidence"]),
            )
        )
        if not fits:
            errors.append(f"{doc['id']} MISSED {g}")
            continue
        f = fits[0]
        left.remove(f)
        tally.counts["hit"] += 1
        right = {
            "kind": f.kind == g["kind"],
            "organization": (not g["organization"] and not f.organization)
            or bool(f.organization and same_name(g["organization"], (f.organization,))),
        }
        tally.counts.update({key: int(value) for key, value in right.items()})
        if not all(right.values()):
            errors.append(
                f"{doc['id']} WRONG {g} found {f.kind} [{f.organization}] ({f.rule}): "
                f"{answer.document.quote(f.sentence)}"
            )
    for f in left:
        errors.append(
            f"{doc['id']} EXTRA {f.kind} {f.low}-{f.high} {f.unit} [{f.organization}] "
            f"({f.rule}) {answer.document.quote(f.span)!r}: "
            f"{answer.document.quote(f.sentence)}"
        )


KINDS = {"statements": statements, "events": events, "figures": figures}


def run(part: str) -> tuple[dict[str, dict[str, Tally]], dict[str, list[str]]]:
    """Return the tallies by kind and script ("all" included) and the errors by kind."""
    model = stance.load("fast")
    tallies: dict[str, dict[str, Tally]] = {k: defaultdict(Tally) for k in KINDS}
    errors: dict[str, list[str]] = {k: [] for k in KINDS}
    for doc in load(part):
        answer = analyse(doc, model)
        for failure in answer.failures:
            raise AssertionError(f"{doc['id']}: {failure.step}: {failure.error}")
        for kind, count in KINDS.items():
            tally = Tally()
            count(doc, answer, tally, errors[kind])
            for script in (doc["lang"], "all"):
                tallies[kind][script].counts.update(tally.counts)
    return tallies, errors


def measures(kind: str, tally: Tally) -> dict[str, float | None]:
    """Return the published measures of one kind in one script."""
    base = {
        "precision": tally.rate("hit", "found"),
        "recall": tally.rate("hit", "gold"),
        "f1": tally.f1(),
    }
    if kind == "statements":
        return base | {
            "strict_f1": tally.f1("strict"),
            "speaker": tally.rate("speaker", "hit"),
            "speaker_named": tally.rate("speaker", "named"),
            "mode": tally.rate("mode", "hit"),
        }
    if kind == "events":
        keys = ("date", "status", "organization", "destination")
    else:
        keys = ("kind", "organization")
    return base | {key: tally.rate(key, "hit") for key in keys}


def published() -> dict[str, dict]:
    """Return what the method page shows: per part, kind and script the counts and measures."""
    return {
        part: {
            kind: {
                script: {"gold": tally.counts["gold"], "found": tally.counts["found"]}
                | {
                    key: None if value is None else round(value, 3)
                    for key, value in measures(kind, tally).items()
                }
                for script, tally in sorted(by_script.items())
            }
            for kind, by_script in run(part)[0].items()
        }
        for part in PARTS
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.scoring")
    parser.add_argument("part", nargs="?", default="work", choices=PARTS)
    parser.add_argument("--errors", choices=list(KINDS))
    given = parser.parse_args()
    if given.errors and given.part == "untouched":
        parser.error("the untouched part is counted, never read: use work")
    tallies, errors = run(given.part)
    for kind, by_script in tallies.items():
        print(f"\n{kind} ({given.part})")
        for script, tally in sorted(by_script.items()):
            row = "  ".join(
                f"{key} {'-' if value is None else format(value, '.2f')}"
                for key, value in measures(kind, tally).items()
            )
            print(
                f"  {script:8} gold {tally.counts['gold']:4} found {tally.counts['found']:4}  {row}"
            )
    if given.errors:
        print()
        print("\n".join(errors[given.errors]))


if __name__ == "__main__":
    main()
