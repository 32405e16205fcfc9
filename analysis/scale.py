"""One code path from five documents to many: shards, and a map over them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

SHARD_SIZE = 64


def shards(items: Iterable[T], size: int = SHARD_SIZE) -> Iterator[list[T]]:
    """Yield the items in order as lists of at most `size`.

    >>> list(shards("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    source = iter(items)
    while shard := list(islice(source, size)):
        yield shard


def run(work: Callable[[T], R], parts: Iterable[T], workers: int = 1) -> Iterator[R]:
    """Yield `work(part)` for each part, in order: in this process, or in `workers` processes.

    At most two parts a worker are in memory at a time, however many there are.
    """
    if workers <= 1:
        yield from map(work, parts)
        return
    waiting: deque[Future[R]] = deque()
    with ProcessPoolExecutor(workers) as pool:
        for part in parts:
            waiting.append(pool.submit(work, part))
            if len(waiting) >= 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
