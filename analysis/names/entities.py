"""Who a document knows: people and organisations of the registry and those found by rule."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import product
from operator import add
from typing import TYPE_CHECKING, Literal, NamedTuple

from pypinyin import lazy_pinyin

from analysis import lexicons, sentences
from analysis.names import chinese, companies, english, registry, words
from analysis.records import Range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analysis.names.registry import Entry, Hit

How = Literal["name", "short", "family", "given"]
_HAN = re.compile(f"[{chinese.HAN}]")


class Entity(NamedTuple):
    """A person or organisation of one document, with the forms that may stand for it there."""

    id: str
    kind: Literal["person", "organization"]
    name: str
    names: tuple[str, ...]
    forms: tuple[tuple[str, How], ...]
    family: str = ""
    sex: str = ""
    publisher: bool = False
    entry: Entry | None = None


class Found(NamedTuple):
    """A stretch of the text and the entities that it may name."""

    start: int
    end: int
    how: How
    entities: tuple[Entity, ...]


@lru_cache(maxsize=4096)
def reading(name: str) -> tuple[str, ...]:
    """Return the Pinyin forms of a Chinese personal name: family name first, then reversed.

    >>> reading("陆昀"), reading("单志远")[0], reading("尉迟明")[0]
    (('Lu Yun', 'Yun Lu'), 'Shan Zhiyuan', 'Yuchi Ming')
    """
    size = 2 if name[:2] in chinese.surnames() and len(name) > 2 else 1
    family = chinese.surnames().get(name[:size], "".join(lazy_pinyin(name[:size])).title())
    given = "".join(lazy_pinyin(name[size:], v_to_u=True)).capitalize()
    variants = []
    for a, b in product(_spellings(family), _spellings(given)):
        variants += [f"{a} {b}", f"{b} {a}"]
    return tuple(dict.fromkeys(variants))


def _spellings(word: str) -> tuple[str, ...]:
    """Return a word in Pinyin with ü, and as it stands in passports and without the dots."""
    if "ü" not in word:
        return (word,)
    return (word, word.replace("ü", "u"), word.replace("ü", "yu"), word.replace("ü", "v"))


@cache
def _english_suffixes() -> Mapping[str, str]:
    rows = lexicons.table("organisation_suffixes")
    return {row["word"]: row["english"] for row in rows}


@lru_cache(maxsize=4096)
def company_reading(name: str) -> tuple[str, ...]:
    """Return English forms of a Chinese organisation: its brand in Pinyin and its kind.

    >>> company_reading("星阙智能")
    ('Xingque Intelligence', 'Xingque')
    """
    if not _HAN.match(name):
        return ()
    endings = [s for s in _english_suffixes() if name.endswith(s) and len(s) < len(name)]
    suffix = max(endings, key=len, default="")
    brand = "".join(lazy_pinyin(name[: len(name) - len(suffix)])).capitalize()
    return (f"{brand} {_english_suffixes()[suffix]}", brand) if suffix else (brand,)


def known(hits: Sequence[Hit], text: str, language: str) -> Iterator[Entity]:
    """Yield the entities of the registry that the text names."""
    forms: defaultdict[str, dict[str, str]] = defaultdict(dict)
    entries = {h.entry.id: h.entry for h in hits}
    for hit in hits:
        forms[hit.entry.id][text[hit.range.start : hit.range.end]] = hit.form
    for key, entry in entries.items():
        full = [f for f, how in forms[key].items() if how == "name"]
        name = _registry_name(entry, full or list(forms[key]), language)
        local: list[tuple[str, How]] = []
        if entry.is_person and full:
            local = _person_forms(entry, full)
        yield Entity(
            entry.id,
            "person" if entry.is_person else "organization",
            name,
            tuple(dict.fromkeys((name, *entry.names, *entry.short))),
            tuple(local),
            _registry_family(entry),
            entry.sex,
            entry.kind == "publisher",
            entry,
        )


def _registry_name(entry: Entry, used: Sequence[str], language: str) -> str:
    """Return the name to show: the document's own form.

    In English it is the registry's of people, and of organisations whose name was translated word
    for word: Moonshot AI for "Yue Zhi Dark Side".
    """
    longest = max(used, key=len)
    if language == "en" and (entry.is_person or not _is_own_form(entry, longest)):
        return entry.english
    if entry.is_person and not (entry.simplified or entry.traditional):
        return entry.english
    return longest


def _is_own_form(entry: Entry, form: str) -> bool:
    """Return whether a form shares a word with the English name or begins with the Chinese one."""
    parts = {p.casefold() for p in re.split(r"[ .\-]", form)}
    if parts & {p.casefold() for p in re.split(r"[ .\-]", entry.english)} or " " not in form:
        return True
    syllables = lazy_pinyin(entry.simplified)
    return form.split()[0].casefold() in {"".join(syllables[:n]) for n in (2, 3, 4)}


def _registry_family(entry: Entry) -> str:
    if entry.simplified and "·" not in entry.simplified and len(entry.simplified) < 5:
        return entry.simplified[:1]
    return ""


def _person_forms(entry: Entry, used: Sequence[str]) -> list[tuple[str, How]]:
    """Return the family and given names that may stand for a person named in full before."""
    found: list[tuple[str, How]] = []
    for form in used:
        last = form.translate(registry.DOTS).rpartition("·")[2]
        if _HAN.match(form) and 1 < len(last) < len(form):
            found.append((last, "family"))
        if _HAN.match(form) or " " not in form:
            continue
        family = _family_of_known(entry, form)
        if family not in words.listed("english_not_names", kind="function"):
            found.append((family, "family"))
        found += [(p, "given") for p in form.split() if p != family and len(p) > 2]
    return list(dict.fromkeys(found))


def _family_of_known(entry: Entry, form: str) -> str:
    """Return the family name in an English form: by the Chinese name where there is one."""
    parts = form.split()
    chinese_name = _registry_family(entry)
    if chinese_name:
        read = chinese.surnames().get(chinese_name, "")
        for part in (parts[0], parts[-1]):
            if part == read or part in ("Lee", "Chew", "Tsai", "Ng", "Lau", "Shum", "Huang"):
                return part
    return english.family_name(form)


def found_chinese(
    people: Sequence[chinese.Person],
    found: Sequence[companies.Company],
    show: Callable[[str], str],
) -> Iterator[Entity]:
    """Yield the entities that the rules for Chinese found; `show` gives the document's script."""
    aliases = {p.name: p.alias for p in people if p.alias}
    names = {p.name for p in people}
    parts = {part for n in names if "·" not in n for part in (n[:-1], n[1:])}
    parts |= {
        n
        for n in names
        if n in chinese.surnames() and any(m != n and m.startswith(n) for m in names)
    }
    for name in sorted(names - parts):
        yield _chinese_person(name, aliases.get(name, ""), show(name))
    for company in found:
        shown = show(company.name)
        forms: list[tuple[str, How]] = [(company.name, "name")]
        if company.short:
            forms.append((company.short, "short"))
        names_ = (shown, company.name, *company_reading(company.name))
        short = (show(company.short), company.short) if company.short else ()
        yield Entity(
            f"~{company.name}",
            "organization",
            shown,
            tuple(dict.fromkeys((*names_, *short))),
            tuple(forms),
        )


def _chinese_person(name: str, alias: str, shown: str) -> Entity:
    forms: list[tuple[str, How]] = [(name, "name")]
    read: tuple[str, ...] = ()
    family = ""
    if "·" in name:
        last = name.rpartition("·")[2]
        if len(last) > 1:
            forms.append((last, "family"))
        first = name.partition("·")[0]
        if len(first) > 1 and sentences.frequency(first) < 3:
            forms.append((first, "given"))
    elif not alias:
        read = reading(name)
        size = 2 if name[:2] in chinese.surnames() and len(name) > 2 else 1
        family = name[:size]
        given = name[size:]
        if size == 2:
            forms.append((family, "family"))
        if len(given) == 2 and sentences.frequency(given) < 30:
            forms.append((given, "given"))
    if alias:
        forms.append((alias, "name"))
    names = tuple(dict.fromkeys(n for n in (shown, name, alias, *read) if n))
    return Entity(f"~{name}", "person", shown, names, tuple(forms), family)


def found_english(found: Sequence[english.Name], taken: set[str]) -> Iterator[Entity]:
    """Yield the entities that the rules for English found; `taken` are family names of others."""
    people = [n for n in found if n.kind == "person"]
    families = {n.family for n in people} | taken
    groups = [n.name for n in found if n.kind == "organization"]
    for person in people:
        yield _english_person(person)
    longer = {g[: space.start()] for g in groups for space in re.finditer(" ", g)}
    for name in groups:
        if name in longer or name in families:
            continue
        forms: list[tuple[str, How]] = [(name, "name")]
        short = _short_company(name)
        if short:
            forms.append((short, "short"))
        names = (name, short) if short else (name,)
        yield Entity(f"~{name.casefold()}", "organization", name, names, tuple(forms))


def _short_company(name: str) -> str:
    """Return the words of an organisation's name before its kind: "Halden" of Halden Systems."""
    parts = name.split()
    suffixes = words.listed("organisation_words", language="en", kind="suffix")
    suffixes |= words.listed("organisation_words", language="en", kind="weak suffix")
    while len(parts) > 1 and parts[-1] in suffixes:
        parts.pop()
    short = " ".join(parts)
    if short == name and len(parts) == 2 and "&" not in parts:
        short = parts[0]
    common = words.listed("english_not_names") | {p.title() for p in english.lower_posts()}
    if short == name or short in common or parts[-1] in ("of", "the", "&") or len(short) < 3:
        return ""
    return "" if short == parts[0] and english.is_given(short) else short


def _english_person(person: english.Name) -> Entity:
    forms: list[tuple[str, How]] = [(person.name, "name")]
    words_only = words.listed("english_not_names", kind="function")
    if person.family not in ("", person.name, *words_only):
        forms.append((person.family, "family"))
    first = person.name.split()[0]
    last = person.name.split()[-1]
    if first == person.family and english.is_pinyin(f"{last} {first}"):
        forms.append((last, "family"))
    if first != person.family and len(first) > 2:
        forms.append((first, "given"))
    sex = english.given_names().get(first, "")
    key = f"~{person.name.casefold()}"
    names = _orders(person.name)
    return Entity(key, "person", person.name, names, tuple(forms), person.family, sex)


def _orders(name: str) -> tuple[str, ...]:
    """Return a name and, where it is Chinese in Pinyin, its other order."""
    parts = name.split()
    return (name, f"{parts[1]} {parts[0]}") if english.is_pinyin(name) else (name,)


def occurrences(text: str, entities: Sequence[Entity]) -> Iterator[Found]:
    """Yield where the forms of the entities stand, longest first, without overlap."""
    table: defaultdict[str, defaultdict[str, list[tuple[Entity, How]]]]
    table = defaultdict(lambda: defaultdict(list))
    for entity in entities:
        for form, how in entity.forms:
            if len(form) > 1:
                table[form[:2]][form].append((entity, how))
    ordered = {k: sorted(v.items(), key=lambda kv: -len(kv[0])) for k, v in table.items()}
    after = 0
    for i, pair in enumerate(map(add, text, text[1:])):
        if pair not in ordered or i < after:
            continue
        for form, owners in ordered[pair]:
            if text.startswith(form, i) and stands_alone(text, Range(i, i + len(form)), owners):
                after = i + len(form)
                best = min(
                    (how for _, how in owners), key=("name", "short", "family", "given").index
                )
                if best in ("family", "given"):
                    chosen = tuple(e for e, how in owners)
                else:
                    chosen = tuple(e for e, how in owners if how == best) + tuple(
                        e for e, how in owners if how == "family" and best == "short"
                    )
                yield Found(i, after, best, chosen)
                break


def stands_alone(text: str, span: Range, owners: Sequence[tuple[Entity, How]]) -> bool:
    """Return whether no word runs across the edges of a name found in the document."""
    start, end = span
    if text[start].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum():
        return False
    if text[end - 1].isascii():
        return not (end < len(text) and text[end].isascii() and text[end].isalnum())
    if end - start > 2:
        return True
    if sentences.frequency(text[start - 1 : start + 1]) >= 100:
        return False
    organisation = any(e.kind == "organization" for e, _ in owners)
    return sentences.frequency(text[end - 1 : end + 1]) < (100 if organisation else 2000)
