"""English names by rule: capitalised words, told apart by what stands around them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.names import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.names.registry import Hit

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁĽŃŅŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ]"
_WORD = (
    rf"(?:(?:[A-Z]\.){{1,3}}|(?:(?:al|el|ad|as|ar|bin|ben|d|o)[-'])?{_CAPITAL}[\w\-]{{0,30}}"
    r"(?:'[A-ZÀ-Þ]\w{1,20})?(?:\.(?:ai|com|io)\b)?)"
)
_PARTICLE = r"(?:van der|van den|van de|van|von|de la|de|da|del|di|der|bin|al|el|ibn|of the|of|&)"
_SEQUENCE = re.compile(rf"(?<![\w\-']){_WORD}(?: (?:{_PARTICLE} )?{_WORD}){{0,7}}")
_DOUBLE = re.compile(rf"{_CAPITAL}[a-zß-ÿ]+-{_CAPITAL}\w+")
_TOKEN = re.compile(r"\S+")
_OF = frozenset(
    [
        "University",
        "Institute",
        "Bank",
        "Academy",
        "Ministry",
        "Department",
        "School",
        "College",
        "Board",
        "Bureau",
        "Office",
        "Council",
        "Center",
        "Centre",
        "House",
        "Chamber",
        "Church",
        "Republic",
        "Kingdom",
    ]
)


class Piece(NamedTuple):
    """A stretch of capitalised words with what is known of it at once."""

    start: int
    end: int
    post_before: bool = False
    post_after: bool = False
    title: str = ""


class Name(NamedTuple):
    """A name found by rule: person or organization; `family` is the family name of a person."""

    name: str
    kind: str
    family: str = ""


@cache
def lower_posts() -> frozenset[str]:
    """Return the posts in English in lower case."""
    return frozenset(p.lower() for p in words.listed("posts", language="en", kind="post"))


@cache
def posts() -> re.Pattern[str]:
    """Return the pattern of a post in English, in lower case or with capitals."""
    listed = words.listed("posts", language="en", kind="post")
    return re.compile(words.pattern(words.capitalised(listed)))


@cache
def _titles() -> frozenset[str]:
    return words.listed("posts", language="en", kind="title")


@cache
def _not_names(kind: str) -> frozenset[str]:
    return words.listed("english_not_names", kind=kind)


@cache
def _products() -> frozenset[str]:
    return words.listed("products", "name")


@cache
def given_names() -> Mapping[str, str]:
    """Return the listed given names with the sex they tell ("" if both)."""
    from analysis import lexicons

    return {row["name"]: row["sex"] for row in lexicons.table("english_given_names")}


def is_given(word: str) -> bool:
    """Return whether a word is a listed given name, with accents or without.

    >>> is_given("Søren"), is_given("Séamus"), is_given("Tessarin")
    (True, True, False)
    """
    folded = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return word in given_names() or plain in given_names()


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d"})


@cache
def _organisation(kind: str) -> frozenset[str]:
    return words.listed("organisation_words", language="en", kind=kind)


@cache
def _surnames() -> frozenset[str]:
    readings = {row.title() for row in words.listed("chinese_surnames", "pinyin")}
    return frozenset(
        readings | {"Lee", "Chew", "Tsai", "Hsu", "Chang", "Lyu", "Ng", "Wong", "Chan"}
    )


@cache
def _syllables() -> re.Pattern[str]:
    syllable = words.pattern(words.listed("pinyin_syllables", "syllable"))
    return re.compile(rf"{syllable}['\-]?{syllable}?", re.IGNORECASE)


def family_name(name: str) -> str:
    """Return the family name in a person's name: the first word of a Chinese name, else the last.

    >>> family_name("Zhang Hongjiang"), family_name("Kai-Fu Lee"), family_name("Priya Raman")
    ('Zhang', 'Lee', 'Raman')
    """
    parts = name.split()
    if len(parts) == 2 and is_pinyin(name):
        return parts[0]
    if len(parts) > 2 and parts[-2].lower() in {"van", "von", "de", "da", "der", "al", "el", "bin"}:
        return " ".join(p for p in parts[1:] if p[0].islower() or p == parts[-1])
    return parts[-1] if len(parts) > 1 else ""


def is_pinyin(name: str) -> bool:
    """Return whether a name of two words reads as a Chinese family name and a given name.

    >>> is_pinyin("Zhu Xiaohu"), is_pinyin("Lee Kai-fu"), is_pinyin("Dana Whitlock")
    (True, True, False)
    """
    parts = name.split()
    return (
        len(parts) == 2
        and parts[0] in _surnames()
        and parts[1] not in given_names()
        and _syllables().fullmatch(parts[1]) is not None
    )


def pieces(text: str, hits: Sequence[Hit]) -> Iterator[Piece]:
    """Yield the capitalised stretches of `text` that may be names and are no known names."""
    known = [h.range for h in hits]
    at = 0
    for match in _SEQUENCE.finditer(text):
        while at < len(known) and known[at].end <= match.start():
            at += 1
        inside = []
        for held in known[at:]:
            if held.start >= match.end():
                break
            inside.append(held)
        start = match.start()
        for held in inside:
            yield from _split(text, start, held.start)
            start = max(start, held.end)
        yield from _split(text, start, match.end())


def _split(text: str, start: int, end: int) -> Iterator[Piece]:
    """Cut a stretch at posts, titles and words that are no names."""
    tokens = [(m.start() + start, m.end() + start) for m in _TOKEN.finditer(text[start:end])]
    left, title, post_before = 0, "", False
    i = 0
    while i < len(tokens):
        word = text[slice(*tokens[i])]
        size = _post_size(text, tokens, i)
        if i == left and i + 1 < len(tokens) and _announces(text, tokens[i]):
            i += 1
            left = i
        elif size:
            if left < i:
                yield from _piece(text, tokens[left:i], post_before, True, title)
            i += size
            left, title, post_before = i, "", True
        elif word.rstrip(".") in _titles() or (
            i == left
            and word in _not_names("function")
            and not (
                post_before
                and is_pinyin(text[tokens[i][0] : tokens[min(i + 1, len(tokens) - 1)][1]])
            )
        ):
            if left < i:
                yield from _piece(text, tokens[left:i], post_before, False, title)
            title = word.rstrip(".") if word.rstrip(".") in _titles() else ""
            i += 1
            left = i
        elif word in ("of", "of the") and text[slice(*tokens[i - 1])] not in _OF:
            if left < i:
                yield from _piece(text, tokens[left:i], post_before, False, title)
            i += 1
            left, title, post_before = i, "", False
        else:
            i += 1
    if left < len(tokens):
        yield from _piece(text, tokens[left:], post_before, False, title)


def _announces(text: str, token: tuple[int, int]) -> bool:
    """Return whether a sentence begins with a noun that announces a name: Rival Halden Systems."""
    word = text[slice(*token)]
    opens = re.search(r"(?:^|[.!?\n:] ?|[\"“] ?)\Z", text[max(token[0] - 2, 0) : token[0]])
    return opens is not None and word not in _OF and word.lower() in _organisation("noun")


def _post_size(text: str, tokens: list[tuple[int, int]], i: int) -> int:
    """Return how many words from `i` on make up a post."""
    for size in (4, 3, 2, 1):
        if i + size <= len(tokens):
            phrase = text[tokens[i][0] : tokens[i + size - 1][1]].lower()
            if phrase in lower_posts():
                return size
    return 0


def _piece(
    text: str,
    tokens: list[tuple[int, int]],
    post_before: bool,
    post_after: bool,
    title: str,
) -> Iterator[Piece]:
    """Yield the piece without words of time at its end, unless nothing is left of it."""
    parts = [text[a:b] for a, b in tokens]
    while parts and (parts[-1] in _not_names("time") or parts[-1] in ("of", "the", "&")):
        parts.pop()
    while parts and parts[0] in ("of", "the", "&", "de", "al"):
        parts.pop(0)
        tokens = tokens[1:]
    if not parts:
        return
    start, end = tokens[0][0], tokens[len(parts) - 1][1]
    whole = text[start:end]
    if any(whole in _not_names(k) for k in ("function", "place", "time", "thing")):
        return
    if parts[0] in _not_names("thing"):
        return
    if whole in _products() or parts[0] in _products() or re.search(r"-?\d", whole):
        return
    if all(any(p in _not_names(k) for k in ("place", "time", "thing")) for p in parts):
        return
    yield Piece(start, end, post_before, post_after, title)


@cache
def _says() -> str:
    return words.pattern(words.speech_verbs("en"))


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], float, float]]:
    """Return what may stand after or before a name and how it counts: (pattern, person, org)."""
    return {**_after(), **_before()}


def _after() -> Mapping[str, tuple[re.Pattern[str], float, float]]:
    post, says, noun = posts().pattern, _says(), words.pattern(_organisation("noun"))
    owned = words.pattern(_organisation("possession"))
    few = r"(?:[\w\-.]{1,20} ){0,4}?"
    acts = words.pattern(words.listed("name_verbs", language="en", kind="organisation after"))
    does = words.pattern(words.listed("name_verbs", language="en", kind="person after"))
    return {
        "after post": (
            re.compile(rf", (?:(?:the|an?|its|our|his|her|their) )?{few}{post}\b"),
            3,
            0,
        ),
        "after age": (re.compile(r", \d\d,|, who\b| \(who\b|, whom\b"), 2, 0),
        "after says": (
            re.compile(rf"(?:,? (?:also|then|later|has|had|who|still))? {says}\b"),
            1,
            0.5,
        ),
        "after does": (
            re.compile(rf",? (?:has |had |will |is |was |also |then |now )*{does}\b"),
            1,
            0,
        ),
        "after noun": (
            re.compile(
                rf", (?:the|an?|its|another|[A-Z]\w{{1,20}}'s) "
                rf"(?:[\w\-.']{{1,20}} ){{0,7}}?{noun}\b"
            ),
            0,
            3,
        ),
        "after which": (re.compile(r", (?:which|whose (?:shares|results|models?|stock))\b"), 0, 3),
        "after owned": (
            re.compile(rf"'s? (?:[\w\-.]{{1,20}} ){{0,2}}?(?:{owned}|{post})\b"),
            0,
            1.5,
        ),
        "after bare": (
            re.compile(rf" (?:{post}|shares|stock|employees|engineers|staff|agents)\b(?! of\b)"),
            0,
            2,
        ),
        "after acts": (re.compile(rf" (?:also |now |already )?{acts}\b"), 0, 1.5),
    }


def _before() -> Mapping[str, tuple[re.Pattern[str], float, float]]:
    post, says, noun = posts().pattern, _says(), words.pattern(_organisation("noun"))
    nouns = words.pattern({n.capitalize() for n in _organisation("noun")})
    move = words.pattern(words.listed("name_verbs", language="en", kind="organisation before"))
    return {
        "before noun": (re.compile(rf"\b(?:{noun}|{nouns}) \Z"), 0, 3),
        "before noun,": (re.compile(rf"\b{noun}, \Z"), 0, 1.5),
        "before post of": (re.compile(rf"\b(?i:{post}) (?:of|at|for|with) (?:the )?\Z"), 0, 3),
        "before post": (re.compile(rf"\b{post},? \Z"), 3, 0),
        "before says": (re.compile(rf"[\"”’',.] ?(?:{says}) \Z"), 1, 0.5),
        "before told": (
            re.compile(
                r"\b(?:told|asked|appointed|named|hired|poached|promoted|fired|brother|sister|"
                r"colleague|friend|friend,|husband|wife|deputy|deputy,|successor|successor,|predecessor|"
                r"predecessor,|classmate|partner,|(?:Mr|Ms|Mrs|Dr)\.?) \Z"
            ),
            1.5,
            0,
        ),
        "before move": (re.compile(rf"\b{move} (?:rival )?\Z"), 0, 2),
        "before at": (re.compile(r"\b(?:[Aa]t|from) \Z"), 0, 1),
    }


def is_known_name(text: str, start: int, end: int) -> bool:
    """Return whether a known name that is also an English word stands as a name here."""
    if text[start:end] not in _not_names("ambiguous"):
        return True
    if not re.search(r"(?:^|[.!?\n]) ?[\"“'‘]?\Z", text[max(start - 3, 0) : start]):
        return True
    return _acts_as_name().match(text, end) is not None


@cache
def _acts_as_name() -> re.Pattern[str]:
    return re.compile(rf"'s\b| (?:has|will|plans)\b| {_says()}\b")


def find(text: str, hits: Sequence[Hit]) -> tuple[Name, ...]:
    """Return the people and organisations that the text gives evidence for, each once.

    >>> [(n.name, n.kind) for n in find("Halden Chief Executive Priya Raman spoke.", ())]
    [('Halden', 'organization'), ('Priya Raman', 'person')]
    """
    inside: set[str] = set()
    titled: set[str] = set()
    person: defaultdict[str, float] = defaultdict(float)
    company: defaultdict[str, float] = defaultdict(float)
    for piece in pieces(text, hits):
        if _in_headline(text, piece.start):
            continue
        name = text[piece.start : piece.end]
        if " " not in name and _courtesy().search(text[max(piece.start - 7, 0) : piece.start]):
            titled.add(name)
        seen = _evidence(text, piece)
        person[name] = max(person[name], seen[0]) + (0.25 if name in person else 0)
        company[name] = max(company[name], seen[1]) + (0.25 if name in company else 0)
        led = piece.post_after and _leads_person().match(text, piece.end)
        if led or _is_inside(text, piece.start) or seen[1] - 3 * piece.post_after >= 3:
            inside.add(name)
    found = []
    alone = [n for n in titled if not any(p.endswith(f" {n}") for p in person)]
    found += [Name(n, "person", n) for n in sorted(alone)]
    for name in person:
        if name in titled or " " not in name and name not in inside and not _looks_coined(name):
            continue
        kind = _decide(name, person[name], company[name], person)
        if kind:
            found.append(Name(name, kind, family_name(name) if kind == "person" else ""))
    return tuple(found)


@cache
def _courtesy() -> re.Pattern[str]:
    return re.compile(r"\b(?:Mr|Ms|Mrs|Miss|Dr|Prof|Professor|Dame)\.? \Z")


@cache
def _leads_person() -> re.Pattern[str]:
    return re.compile(rf"(?:'s)? {posts().pattern} [A-Z]")


def _is_inside(text: str, start: int) -> bool:
    """Return whether a capital at `start` is not owed to the beginning of a sentence."""
    return re.search(r"[\w,;)] \Z", text[max(start - 2, 0) : start]) is not None


def _looks_coined(name: str) -> bool:
    """Return whether a word at the beginning of a sentence is no common one by its shape."""
    return any(c.isupper() for c in name[1:])


def _in_headline(text: str, position: int) -> bool:
    """Return whether a position lies in a line whose words nearly all begin with a capital."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : end if end >= 0 else len(text)]
    if len(line) > 200 or line.endswith((".", '"', "”")):
        return False
    words_ = [w for w in line.split() if w[0].isalpha() and len(w) > 3]
    return len(words_) > 3 and sum(w[0].isupper() for w in words_) * 5 >= 4 * len(words_)


def _evidence(text: str, piece: Piece) -> tuple[float, float]:
    """Return how much speaks for a person and for an organisation in one place."""
    person = 3.0 * bool(piece.post_before) + 3.0 * bool(piece.title)
    company = 3.0 * bool(piece.post_after)
    before = text[max(piece.start - 40, 0) : piece.start]
    after = text[piece.end : piece.end + 90]
    for key, (pattern, for_person, for_company) in _patterns().items():
        found = pattern.search(before) if key.startswith("before") else pattern.match(after)
        if found:
            person += for_person
            company += for_company
    return person, company


@cache
def _suffixes() -> frozenset[str]:
    return _organisation("suffix") | _organisation("weak suffix")


def _decide(name: str, person: float, company: float, all_names: Mapping[str, float]) -> str:
    """Return "person", "organization" or "" for a name, from the evidence and its own words."""
    parts = name.split()
    if len(parts) > 1:
        company += 3 * (parts[-1] in _organisation("suffix"))
        company += 1.5 * (parts[-1] in _organisation("weak suffix"))
    if len(parts) > 1 and any(p in _OF or p in ("of", "&") for p in parts):
        company += 3
    if 1 < len(parts) < 5 and (company < 3 or parts[-1] not in _suffixes()):
        person += 2 * is_given(parts[0]) + 2 * is_pinyin(name)
        person += person == 1 and company < 1 and len(parts) == 2
        person += bool(_DOUBLE.fullmatch(parts[-1]))
        person += 1.5 * (parts[-1] in all_names and parts[0] not in all_names)
        company += 1.5 * (parts[0] in all_names and parts[-1] not in all_names)
    if len(parts) == 1:
        person = 0
        if company < 1.5 or is_given(name) or name.isupper() and len(name) < 3:
            return ""
        return "organization"
    if person >= 2 and person > company and parts[0] not in _not_names("place"):
        return "person"
    return "organization" if company >= 2 else ""
