"""Which of the years a time without its year is of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from analysis.dates.days import Interval

_LONG_AGO, _THIS_YEAR = 215, 300
_FAR_AHEAD, _LEAP_YEARS = 300, 5
_NEARLY_A_YEAR, _SOON, _DAYS_ONLY = 290, 60, 7


@dataclass(frozen=True, slots=True)
class Context:
    """From where an expression is read: the day, the tense of its clause, the times told before.

    `told` begins with the latest. `chained` says that the expression goes on in one breath with
    it and shares its year. `ahead` is the time that follows in the clause, if one does.
    """

    now: date | None = None
    tense: str = ""
    told: tuple[Interval, ...] = ()
    chained: bool = False
    ahead: Interval | None = None


def choose(make: Callable[[int], Interval | None], context: Context) -> Interval | None:
    """Return the one of the years' intervals that the chain, the tense or nearness points to."""
    chained = chain(make, context)
    if chained is not None or context.now is None:
        return chained
    now = context.now
    past: list[Interval] = []
    future: list[Interval] = []
    for reach in (1, _LEAP_YEARS):  # not every year has each day
        years = range(now.year - reach, now.year + reach + 1)
        around = [found for y in years if (found := make(y)) is not None]
        past = [found for found in around if found.first <= now]
        future = [found for found in around if found.last >= now]
        if past and future:
            break
    if not past or not future:
        return None
    if context.tense == "future" and (future[0].first - now).days <= _FAR_AHEAD:
        return future[0]
    if _is_soon(past[-1], future[0], now):
        return future[0]
    reach = _THIS_YEAR if past[-1].first.year == now.year else _LONG_AGO
    if context.tense or (now - past[-1].last).days <= reach:
        return past[-1]
    return future[0]


def _is_soon(past: Interval, future: Interval, now: date) -> bool:
    """Return whether days lie just ahead and those before them nearly a year back."""
    short = (future.last - future.first).days < _DAYS_ONLY
    far = (now - past.last).days >= _NEARLY_A_YEAR
    return short and far and (future.first - now).days <= _SOON


def chain(make: Callable[[int], Interval | None], context: Context) -> Interval | None:
    """Return the first such interval at or after the time told before it in one breath."""
    before = context.told[0] if context.told and context.chained else None
    if before is None or before.first.year != before.last.year:
        return None
    for number in (before.first.year, before.first.year + 1):
        found = make(number)
        if found is not None and found.last >= before.first:
            return found if context.now is None or found.first <= context.now else None
    return None


def last_or_next(
    make: Callable[[int], Interval | None], direction: str, now: date | None
) -> Interval | None:
    """Return the last one that is over, the one of this year ("near") or the next to begin."""
    if now is None:
        return None
    around = [found for y in range(now.year - 2, now.year + 3) if (found := make(y)) is not None]
    if direction == "near":
        running = (found for found in around if found.first <= now <= found.last)
        of_year = (found for found in around if found.first.year == now.year)
        return next(running, None) or next(of_year, None)
    if direction in ("past", "gone"):
        return next((found for found in reversed(around) if found.last < now), None)
    return next((found for found in around if found.first > now), None)
