"""Learns how much each sign of a line weighs, and writes analysis/lexicons/frame_weights.tsv.

Run `python -m tests.quality.frame_training [--check]`. A linear-chain conditional random field
over the parts of a page, fitted to web_work.jsonl and web_second.jsonl, to the articles of
work.jsonl and second.jsonl and to the cases of tests/cases, and held near the hand-set weights of
frame_priors.tsv. A body line that is taken for frame costs more than the reverse (softmax margin).
Words are dropped from a third of the lines of a copy of each page, so that the form carries what
the lists do not know, and the frames of each page are put around other articles. `--check` prints
how well pages are told that the training has not seen, and writes nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from analysis.records import Origin
from analysis.source_text import repair, script
from analysis.source_text.frame.decoding import END, FOLLOWS, FRAMES, PARTS, START
from analysis.source_text.frame.evidence import evidence
from analysis.source_text.frame.lines import Line, lines

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[1] / "analysis" / "lexicons" / "frame_weights.tsv"
PRIORS = HERE / "frame_priors.tsv"
CASES = HERE.parent / "cases" / "source_text_frames.json"
WEB = ("work", "second")
WITH_FRAMES = {"g102", "g210", "g212"}  # articles of the gold that have some lines of frame
LEARNED = ("head", "title", "meta", "lead", "insert", "tail")
SHARED = ("head", "meta", "insert", "tail")
LEXICAL = ("whole", "starts", "holds", "labels", "source", "heads", "abstract", "known", "urges")
WIDTH_SHARED, WIDTH_OWN, WIDTH_STEPS = 0.7, 0.4, 1.0
MARGIN = 3.0
DROPPED = 0.3
COPIES = 2
LONGEST = 90
FOLDS = 8
AT = {part: i for i, part in enumerate(PARTS)}
NEVER = -1e9
HEADER = """\
# What each sign of a line weighs for each part of a page: log-odds against the body of an article
# (see analysis/source_text/frame). `from head` and the like weigh a step to another part, `start`
# the first line. Learned by `python -m tests.quality.frame_training`, near the hand-set weights
# of tests/quality/frame_priors.tsv: change those and train again, never this list. Sorted by sign.
# Source: made for this project. Licence: CC0.
"""


class Page(NamedTuple):
    """A page with what each line is; `title` is the index of its title, if it has one."""

    rows: list[Line]
    body: list[bool]
    title: int | None
    origin: Origin
    signs: list[frozenset[str]]
    is_web: bool


# --- the pages ------------------------------------------------------------------------------------


def pages() -> list[Page]:
    """Return everything that the weights are learned from."""
    found = []
    for item in (p for part in WEB for p in _jsonl(HERE / "gold" / "text" / f"web_{part}.jsonl")):
        kinds, texts = zip(*item["lines"], strict=True)
        title = _spaced(item["title"])
        at = next((i for i, text in enumerate(texts) if _spaced(text) == title), None)
        found.append(page(texts, [k == "body" for k in kinds], at, Origin(**item["origin"])))
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    for item in cases["pages"]:
        kinds, texts = zip(*item["lines"], strict=True)
        body = [kind in ("body", "title") for kind in kinds]
        at = kinds.index("title") if "title" in kinds else None
        found.append(page(texts, body, at, Origin(**item["origin"])))
    for item in cases["documents"]:
        texts = [line.strip() for line in item["text"].split("\n") if line.strip()]
        body = [text not in item["dropped"] for text in texts]
        titled = (i for i, text in enumerate(texts) if text.startswith(item["title"] or "\n"))
        found.append(page(texts, body, next(titled, None), web=False))
    articles = [a for name in ("work", "second") for a in _jsonl(HERE / "gold" / f"{name}.jsonl")]
    texts_only = [a["text"] for a in articles if a["id"] not in WITH_FRAMES] + cases["kept"]
    return found + [page(text.split("\n"), None, None, web=False) for text in texts_only]


def _jsonl(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _spaced(text: str) -> str:
    return text.replace("\u3000", " ")


def page(
    texts: list[str] | tuple[str, ...],
    body: list[bool] | None,
    title: int | None,
    origin: Origin | None = None,
    *,
    web: bool = True,
) -> Page:
    """Return a page of these lines with their signs; without `body` all of it is the article."""
    origin = origin or Origin()
    rows = lines(script.convert(repair("\n".join(texts)).text)[0])
    body = body or [True] * len(rows)
    return Page(rows, body, title, origin, evidence(rows, origin), web)


def parts(item: Page) -> list[int]:
    """Return the part of the page that each line belongs to, by what it is and its place."""
    body = [i for i, is_body in enumerate(item.body) if is_body and i != item.title]
    solid = [i for i in body if "solid" in item.signs[i]]
    first = (solid or body[-1:] or [0])[0]
    last = body[-1] if body else first
    found = []
    for i, is_body in enumerate(item.body):
        if i == item.title:
            part = "title"
        elif i < first:
            before = item.title is not None and i < item.title
            part = "lead" if is_body else "head" if before else "meta"
        elif i <= last:
            part = "body" if is_body else "insert"
        else:
            part = "tail"
        found.append(AT[part])
    return found


def mixed(item: Page, articles: list[Page], chance: random.Random) -> Page | None:
    """Return the frames of a page around another article in the same letters."""
    latin = _is_latin(item)
    pool = [a for a in articles if _is_latin(a) == latin and sum(a.body) >= 4]
    if not pool:
        return None
    other = chance.choice(pool)
    body = [row for i, row in enumerate(other.rows) if other.body[i] and i != other.title]
    gaps: dict[int, list[tuple[Line, bool]]] = {}
    around: dict[bool, list[tuple[Line, bool]]] = {False: [], True: []}
    for row, is_body, part in zip(item.rows, item.body, parts(item), strict=True):
        if PARTS[part] == "insert":
            gaps.setdefault(chance.randrange(1, len(body)), []).append((row, False))
        elif PARTS[part] != "body":
            around[PARTS[part] == "tail"].append((row, is_body))
    inside = [pair for k, row in enumerate(body) for pair in (*gaps.get(k, ()), (row, True))]
    rows, is_body = zip(*around[False], *inside, *around[True], strict=True)
    return Page(
        list(rows), list(is_body), item.title, item.origin, evidence(rows, item.origin), True
    )


def _is_latin(item: Page) -> bool:
    return sum(row.text.isascii() for row in item.rows) * 2 > len(item.rows)


# --- the field ------------------------------------------------------------------------------------


class Shape(NamedTuple):
    """How the weights lie in one vector: shared by frames, of each part, of steps and the start."""

    signs: tuple[str, ...]

    @property
    def own(self) -> int:
        return len(self.signs) * (1 + len(LEARNED))

    def unpack(self, vector: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the weights by sign and part, of the steps, and of the start."""
        count = len(self.signs)
        own = vector[count : self.own].reshape(count, len(LEARNED))
        weights = np.zeros((count, len(PARTS)))
        for j, part in enumerate(LEARNED):
            weights[:, AT[part]] = own[:, j] + (vector[:count] if part in SHARED else 0)
        steps = vector[self.own : -len(PARTS)].reshape(len(PARTS), len(PARTS))
        return weights, steps, vector[-len(PARTS) :]

    def pack(self, weights: np.ndarray, steps: np.ndarray, start: np.ndarray) -> np.ndarray:
        """Return the gradient of the vector from those of its three parts."""
        own = weights[:, [AT[part] for part in LEARNED]]
        shared = weights[:, [AT[part] for part in SHARED]].sum(axis=1)
        return np.concatenate([shared, own.ravel(), steps.ravel(), start])

    def prior(self) -> np.ndarray:
        """Return the hand-set weights."""
        with PRIORS.open(encoding="utf-8") as file:
            rows = csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t")
            told = {row["sign"]: row for row in rows}
        table = [
            [float(told.get(sign, {}).get(name) or 0) for name in ("frame", *LEARNED)]
            for sign in self.signs
        ]
        values = np.array(table)
        rest = np.zeros(len(PARTS) * (len(PARTS) + 1))
        return np.concatenate([values[:, 0], values[:, 1:].ravel(), rest])


def _allowed() -> tuple[np.ndarray, np.ndarray]:
    steps = np.full((len(PARTS), len(PARTS)), NEVER)
    for before, after in FOLLOWS.items():
        steps[AT[before], [AT[part] for part in after]] = 0
    start = np.full(len(PARTS), NEVER)
    start[[AT[part] for part in START]] = 0
    return steps, start


class Batch(NamedTuple):
    """Pages of equal length: the signs of lines, their parts, and which lines there are."""

    signs: np.ndarray
    parts: np.ndarray
    real: np.ndarray


def batch(items: list[tuple[list[frozenset[str]], list[int]]], shape: Shape) -> Batch:
    """Return pages as arrays, all but the last sign (the bias) from the lines."""
    at = {sign: i for i, sign in enumerate(shape.signs)}
    longest = max(len(told) for _, told in items)
    signs = np.zeros((len(items), longest, len(shape.signs)), np.float32)
    told = np.zeros((len(items), longest), int)
    for n, (found, wanted) in enumerate(items):
        told[n, : len(wanted)] = wanted
        for i, line in enumerate(found):
            signs[n, i, [at[sign] for sign in (*line, "bias") if sign in at]] = 1
    real = np.arange(longest)[None, :] < np.array([[len(wanted)] for _, wanted in items])
    return Batch(signs, told, real)


def _sum(values: np.ndarray, axis: int) -> np.ndarray:
    """Return log(sum(exp(values))) along an axis."""
    top = values.max(axis=axis, keepdims=True)
    return (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)


def loss(vector: np.ndarray, data: Batch, shape: Shape) -> tuple[float, np.ndarray]:
    """Return the negative log-likelihood with its margin, and its gradient, without the prior."""
    weights, steps, start = shape.unpack(vector)
    steps, start = steps + _allowed()[0], start + _allowed()[1]
    told, real = data.parts, data.real
    heights = data.signs @ weights
    frames = [AT[part] for part in FRAMES]
    heights[:, :, frames] += MARGIN * ~np.isin(told, frames)[:, :, None]
    forth, back = _forth(heights, steps, start, real), _back(heights, steps, real)
    whole = _sum(forth[:, -1], 1)
    chances = np.exp(forth + back - whole[:, None, None]) * real[:, :, None]
    wanted = np.eye(len(PARTS))[told] * real[:, :, None]
    score = (heights * wanted).sum() + start[told[:, 0]].sum()
    score += (steps[told[:, :-1], told[:, 1:]] * real[:, 1:]).sum()
    slope = np.zeros_like(steps)
    for i in range(1, told.shape[1]):
        pairs = forth[:, i - 1][:, :, None] + steps[None] + (heights[:, i] + back[:, i])[:, None]
        slope += (np.exp(pairs - whole[:, None, None]) * real[:, i][:, None, None]).sum(0)
    seen = real[:, 1:]
    np.add.at(slope, (told[:, :-1][seen], told[:, 1:][seen]), -1)
    missed = chances - wanted
    gradient = np.einsum("nls,nlp->sp", data.signs, missed)
    return float(whole.sum() - score), shape.pack(gradient, slope, missed[:, 0].sum(0))


def _forth(
    heights: np.ndarray, steps: np.ndarray, start: np.ndarray, real: np.ndarray
) -> np.ndarray:
    found = np.zeros_like(heights)
    found[:, 0] = start + heights[:, 0]
    for i in range(1, heights.shape[1]):
        new = _sum(found[:, i - 1][:, :, None] + steps[None], 1) + heights[:, i]
        found[:, i] = np.where(real[:, i][:, None], new, found[:, i - 1])
    return found


def _back(heights: np.ndarray, steps: np.ndarray, real: np.ndarray) -> np.ndarray:
    found = np.zeros_like(heights)
    for i in range(heights.shape[1] - 2, -1, -1):
        new = _sum(steps[None] + (heights[:, i + 1] + found[:, i + 1])[:, None, :], 2)
        found[:, i] = np.where(real[:, i + 1][:, None], new, found[:, i + 1])
    return found


# --- learning -------------------------------------------------------------------------------------


def learn(items: list[Page]) -> tuple[Shape, np.ndarray]:
    """Return the weights that tell these pages best, near the prior."""
    chance = random.Random(1)
    with PRIORS.open(encoding="utf-8") as file:
        known = {line.split("\t")[0] for line in file if line[0] != "#"} - {"sign"}
    shape = Shape(tuple(sorted(known | {sign for p in items for line in p.signs for sign in line})))
    data = [(p.signs, parts(p)) for p in items]
    for item in items:
        if not item.is_web:
            data.append((item.signs, parts(item)))
        else:
            data += [(_dropped(item.signs, chance), parts(item)) for _ in range(COPIES)]
            others = [mixed(item, items, chance) for _ in range(COPIES)]
            data += [(_dropped(p.signs, chance), parts(p)) for p in others if p]
    packed = batch([pair for pair in data if len(pair[1]) <= LONGEST], shape)
    prior = shape.prior()
    count = len(shape.signs)
    widths = np.full(len(prior), WIDTH_STEPS)
    widths[:count], widths[count : shape.own] = WIDTH_SHARED, WIDTH_OWN

    def height(vector: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = loss(vector, packed, shape)
        pull = (vector - prior) / widths**2
        return value + float(((vector - prior) * pull).sum()) / 2, gradient + pull

    return shape, minimize(height, prior, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def _dropped(signs: list[frozenset[str]], chance: random.Random) -> list[frozenset[str]]:
    """Return the signs with those of the word lists taken from some lines."""
    return [
        frozenset(s for s in line if not s.startswith(LEXICAL))
        if chance.random() < DROPPED
        else line
        for line in signs
    ]


def write(shape: Shape, vector: np.ndarray) -> None:
    """Write the weights as a list that the program reads."""
    weights, steps, start = shape.unpack(vector)
    table = {
        sign: row for sign, row in zip(shape.signs, weights, strict=True) if abs(row).max() > 0.05
    }
    allowed, first = _allowed()
    for i, part in enumerate(PARTS):
        table[f"from {part}"] = np.where(allowed[i] == 0, steps[i], 0)
    table["start"] = np.where(first == 0, start, 0)
    with WEIGHTS.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\t".join(["sign", *PARTS]) + "\n")
        for sign in sorted(table):
            values = [f"{value:.2f}" if abs(value) >= 0.005 else "" for value in table[sign]]
            file.write("\t".join([sign, *values]) + "\n")


def best(item: Page, shape: Shape, vector: np.ndarray) -> list[str]:
    """Return the best way through a page."""
    weights, steps, start = shape.unpack(vector)
    heights = batch([(item.signs, [0] * len(item.rows))], shape).signs[0] @ weights
    steps, value = steps + _allowed()[0], start + _allowed()[1] + heights[0]
    pointers = []
    for row in heights[1:]:
        reached = value[:, None] + steps
        pointers.append(reached.argmax(0))
        value = reached.max(0) + row
    value = value + np.array([0 if part in END else NEVER for part in PARTS])
    way = [int(value.argmax())]
    for pointer in reversed(pointers):
        way.append(int(pointer[way[-1]]))
    return [PARTS[i] for i in reversed(way)]


def check(items: list[Page]) -> None:
    """Print how well the web pages are told by weights learned from the others."""
    out = frame = lost = body = titles = 0
    for fold in range(FOLDS):
        learned = learn([p for i, p in enumerate(items) if i % FOLDS != fold])
        for item in items[fold::FOLDS]:
            if not item.is_web:
                continue
            way = best(item, *learned)
            taken = [part in FRAMES for part in way]
            body += sum(item.body)
            frame += len(item.body) - sum(item.body)
            lost += sum(t and b for t, b in zip(taken, item.body, strict=True))
            out += sum(t and not b for t, b in zip(taken, item.body, strict=True))
            titles += item.title is not None and way[item.title] == "title"
    print(f"precision {out / (out + lost):.3f}, recall {out / frame:.3f}, lost {lost / body:.3f}")
    print(f"titles {titles} of {sum(p.is_web and p.title is not None for p in items)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    items = pages()
    if parser.parse_args().check:
        check(items)
    else:
        write(*learn(items))


if __name__ == "__main__":
    main()
