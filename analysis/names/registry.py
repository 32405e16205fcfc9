"""The registry of known people and organisations, and where their names stand in a text."""

from __future__ import annotations

from functools import cache
from operator import add
from typing import TYPE_CHECKING, Literal, NamedTuple

from analysis import lexicons, sentences
from analysis.records import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DOTS = str.maketrans(dict.fromkeys("・•‧．∙", "·") | {"’": "'", "‑": "-", "‐": "-"})


class Post(NamedTuple):
    """A post that the registry knows of: years are "" where unknown or not ended."""

    title: str
    organization: str
    since: str
    until: str


class Entry(NamedTuple):
    """One person or organisation of the registry. `kind` is person or the organisation's kind."""

    id: str
    kind: str
    english: str
    simplified: str
    traditional: str
    forms: tuple[str, ...]
    short: tuple[str, ...] = ()
    sex: str = ""
    posts: tuple[Post, ...] = ()

    @property
    def is_person(self) -> bool:
        """Return whether this is a person."""
        return self.kind == "person"

    @property
    def names(self) -> tuple[str, ...]:
        """Return every known form, the English and the Chinese names first."""
        main = (self.english, self.simplified, self.traditional)
        return tuple(dict.fromkeys(n for n in (*main, *self.forms) if n))


class Hit(NamedTuple):
    """A stretch of a text that holds a form of an entry."""

    range: Range
    entry: Entry
    form: Literal["name", "surname"]


@cache
def entries() -> Mapping[str, Entry]:
    """Return all entries of the registry by id.

    >>> entries()["moonshot"].simplified
    '月之暗面'
    """
    found: dict[str, Entry] = {}
    for row in lexicons.table("organisations"):
        found[row["id"]] = _entry(row, row["kind"])
    for row in lexicons.table("speakers"):
        found[row["id"]] = _entry(row, "person")._replace(
            short=lexicons.several(row["short"]),
            sex=row["sex"],
            posts=tuple(_post(p) for p in lexicons.several(row["roles"])),
        )
    return found


def _entry(row: Mapping[str, str], kind: str) -> Entry:
    return Entry(
        row["id"],
        kind,
        row["name_en"],
        row["name_zh_hans"],
        row["name_zh_hant"],
        lexicons.several(row["aliases"]),
    )


def _post(text: str) -> Post:
    """Read "CEO@openai:2019-2023"."""
    title, _, rest = text.partition("@")
    organization, _, years = rest.partition(":")
    since, dash, until = years.partition("-")
    return Post(title, organization, since, until if dash else since)


@cache
def _forms() -> Mapping[str, tuple[tuple[str, Entry, Literal["name", "surname"]], ...]]:
    """Return all forms by their first two characters, longest first."""
    table: dict[str, dict[str, tuple[Entry, Literal["name", "surname"]]]] = {}
    for entry in entries().values():
        for name in entry.names:
            table.setdefault(name.translate(DOTS)[:2], {})[name.translate(DOTS)] = (entry, "name")
        for name in entry.short:
            table.setdefault(name[:2], {}).setdefault(name, (entry, "surname"))
    return {
        start: tuple((form, *found[form]) for form in sorted(found, key=lambda f: (-len(f), f)))
        for start, found in table.items()
    }


def scan(text: str) -> Iterator[Hit]:
    """Yield the known names in `text`, left to right, longest first, without overlap.

    >>> [h.entry.id for h in scan("李开复谈OpenAI与月之暗面")]
    ['kai-fu-lee', 'openai', 'moonshot']
    """
    plain, forms = text.translate(DOTS), _forms()
    after = 0
    for i, pair in enumerate(map(add, plain, plain[1:])):
        if pair not in forms or i < after:
            continue
        for form, entry, how in forms[pair]:
            if plain.startswith(form, i) and _stands_alone(
                plain, Range(i, i + len(form)), how, entry
            ):
                after = i + len(form)
                yield Hit(Range(i, after), entry, how)
                break


def _parted(pair: str) -> bool:
    """Return whether two characters are no very common word, as in 美|好未来."""
    return sentences.frequency(pair) < 1000


@cache
def _inside_names() -> frozenset[str]:
    """Return the characters before which two characters are no foreign family name."""
    stops = {r["word"] for r in lexicons.table("chinese_name_edges") if r["kind"] == "stop"}
    written = {r["character"] for r in lexicons.table("transliteration_characters")}
    return frozenset(written - stops | {"·"})


def _stands_alone(text: str, span: Range, how: str, entry: Entry) -> bool:
    """Return whether no word runs across the edges of the name `text[start:end]`."""
    start, end = span
    if text[start].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum():
        return False
    if text[end - 1].isascii():
        return not (end < len(text) and text[end].isascii() and text[end].isalnum())
    if end - start > 2:
        return entry.is_person or not start or _parted(text[start - 1 : start + 1])
    if how == "surname" and text[start - 1 : start] in _inside_names():
        return False
    if entry.is_person:
        return sentences.frequency(text[max(start - 1, 0) : start + 1]) < 100
    return not any(
        sentences.frequency(text[a:b]) >= 20
        for a, b in ((start - 1, start + 1), (start - 2, start + 1), (end - 1, end + 1))
        if a >= 0
    )
