"""Builds fast patterns from word lists: one branch a letter, so that text is read once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Tree = dict[str, "Tree"]
_END = ""
_WORD_ENDS = "(?![A-Za-z])"
_CAPITAL = ("a$", "s$", "r$")  # A$, S$, R$: in lower case or set apart they are other words


def lower(text: str) -> str:
    """Return `text` in lower case with every character at its place.

    >>> lower("İSTANBUL costs $5M")
    'İstanbul costs $5m'
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(_lower(c) for c in text)


def _lower(character: str) -> str:
    low = character.lower()
    return low if len(low) == 1 else character


def any_of(forms: Iterable[str], *, plural: bool = False) -> str:
    """Return a pattern of any of `forms`, the longest that fits; Latin ones as whole words.

    A blank stands for any blanks, a dollar sign may be set off by one. Latin forms are in lower
    case: give the flag IGNORECASE or a text in lower case. `plural`: they may take an s.

    >>> [bool(re.match(any_of(["hk$", "up"]), text)) for text in ("hk $", "up", "upon")]
    [True, True, False]
    """
    tree: Tree = {}
    capital = []
    for form in forms:
        if form in _CAPITAL:
            capital.append(rf"(?<![A-Za-z])(?-i:{form[0].upper()}\$)")
            continue
        node = tree
        for token in _tokens(form, plural=plural):
            node = node.setdefault(token, {})
        node[_END] = {}
    branches = [_first(token, tree[token]) for token in sorted(tree)]
    return "|".join([*branches, *capital])


def _tokens(form: str, *, plural: bool) -> list[str]:
    tokens = [r"\s{1,3}" if c == " " else re.escape(c) for c in form]
    if form.endswith("$") and len(form) > 1:
        tokens[-1] = r"\s?\$"
    if form[-1].isascii() and form[-1].isalpha():
        tokens.extend([r"s?"] if plural and not form.endswith("s") else [])
        tokens.append(_WORD_ENDS)
    return tokens


def _first(token: str, rest: Tree) -> str:
    """Return the branch of one first letter, which must begin a word where it is Latin."""
    begins = rf"(?<![A-Za-z]{token})" if token.isascii() and token.isalpha() else ""
    return token + begins + _rest(rest)


def _rest(tree: Tree) -> str:
    tokens = sorted(tree.keys() - {_END, _WORD_ENDS}) + [_WORD_ENDS] * (_WORD_ENDS in tree)
    branches = [token + _rest(tree[token]) for token in tokens]
    if not branches:
        return ""
    optional = "?" if _END in tree else ""
    if len(branches) == 1 and not optional:
        return branches[0]
    return f"(?:{'|'.join(branches)}){optional}"
