"""Builds the store: documents in, one published generation out."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from analysis import intake, lexicons, pipeline, scale, stance, store
from analysis.records import Analysis, Document, Failure

SEEDS = Path(__file__).parent.parent / "seeds" / "articles"
Progress = Callable[[int, int], None]


def build(
    paths: Sequence[Path],
    root: Path,
    progress: Progress = lambda done, files: None,
    *,
    size: stance.Size = "full",
    workers: int = 1,
) -> dict[str, Any]:
    """Analyse `paths` and publish the result as the store's new generation; return its manifest.

    `progress` is told the number of documents done so far and the number of files given (one file
    may hold many documents). A document that comes twice is taken
    once. Raises IntakeError where the paths hold no document at all; the store stays as it was.
    """
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=root))
    folder.chmod(0o755)
    try:
        files: list[store.TableFile] = []
        corpus = hashlib.sha256()
        done, given = 0, intake.count(paths)
        unread: list[Failure] = []
        items = _distinct(intake.read(paths), corpus)
        parts = scale.shards(items, 1 if workers <= 1 else scale.SHARD_SIZE)
        batch: list[Analysis] = []
        for analyses in scale.run(partial(_analyse, size=size), parts, workers):
            batch.extend(analyses)
            unread += (a.failures[0] for a in analyses if not a.document.text)
            done += len(analyses)
            progress(done, given)
            if len(batch) >= scale.SHARD_SIZE:
                files += store.write_shard(batch, folder)
                batch = []
        if batch or not files:
            files += store.write_shard(batch, folder)
        if done == len(unread):
            raise intake.IntakeError(_nothing(paths, unread))
        sources = [str(path.resolve()) for path in paths]
        return store.publish(root, folder, files, _hashes(corpus.hexdigest(), size), sources)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _analyse(items: list[intake.Raw | Failure], size: stance.Size) -> list[Analysis]:
    """Return the analysis of each item; one that could not be taken in is its failure alone."""
    model = stance.load(size)
    return [
        Analysis(Document(item.document, "", path=item.document), failures=(item,))
        if isinstance(item, Failure)
        else pipeline.analyse(*item, model)
        for item in items
    ]


def _distinct(
    items: Iterable[intake.Raw | Failure], corpus: hashlib._Hash
) -> Iterator[intake.Raw | Failure]:
    """Yield each document once, and add its hash to that of the corpus.

    Another document under an id that was taken already becomes a failure.
    """
    seen: set[str] = set()
    ids: set[str] = set()
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        raw, origin = item
        data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
        key = hashlib.sha256(data).hexdigest()
        if key in seen:
            continue
        seen.add(key)
        corpus.update(key.encode())
        if origin.id and origin.id in ids:
            error = f"The id {origin.id} is given to two documents: give each its own"
            yield Failure(origin.path or origin.id, "intake", error)
            continue
        ids.add(origin.id or "")
        yield item


def _nothing(paths: Sequence[Path], unread: Sequence[Failure]) -> str:
    given = ", ".join(map(str, paths))
    if not unread:
        return f"No document found in {given}: give a file or a folder that holds some"
    first = unread[0]
    return (
        f"None of {len(unread)} documents could be read; the first, {first.document}: {first.error}"
    )


def _hashes(corpus: str, size: stance.Size) -> dict[str, str]:
    """Return what made a generation, so that every chart can be made again."""
    code = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        code.update(path.read_bytes())
    return {
        "corpus": corpus[:16],
        "code": code.hexdigest()[:16],
        "lexicons": lexicons.digest(),
        "model": stance.load(size).name,
    }
