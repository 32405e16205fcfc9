"""Files, folders and archives turned into raw documents, each with what is known of its origin.

Nothing is ever extracted to disk, and no address is ever fetched. A file that cannot be read
becomes a `Failure` in its place; its neighbours are unaffected.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from analysis.records import Failure, Origin

Raw = tuple[bytes | str, Origin]

MAX_BYTES = 100 * 1024 * 1024
MAX_MEMBERS = 10_000
MAX_DEPTH = 2
ORIGIN_TABLE = "origin.tsv"
ORIGIN_FIELDS = ("title", "publisher", "author", "url", "published", "charset")


class IntakeError(ValueError):
    """A file cannot be taken in: says what was found and what to do."""


def read(paths: Iterable[Path]) -> Iterator[Raw | Failure]:
    """Yield the raw documents of files and folders, in the order given, folders sorted by name.

    A folder may hold `origin.tsv` (columns file, title, publisher, author, url, published): what
    it says of a file is taken as that file's metadata. Hidden files are passed over.
    """
    for path in _files(paths):
        if path.exists():
            yield from _read_file(path)
        else:
            yield Failure(str(path), "intake", f"There is no file or folder {path}")


def count(paths: Iterable[Path]) -> int:
    """Return the number of files that `read` would open; archives count as one."""
    return sum(1 for _ in _files(paths))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if _wanted(p.relative_to(path), p))
        else:
            yield path


def _wanted(inside: Path, path: Path) -> bool:
    hidden = any(part.startswith(".") for part in inside.parts)
    return path.is_file() and not hidden and path.name != ORIGIN_TABLE


def _read_file(path: Path) -> Iterator[Raw | Failure]:
    origin = Origin(path=str(path), **_known(path.parent).get(path.name, {}))
    try:
        size = path.stat().st_size
        if size > MAX_BYTES and ".jsonl" not in path.suffixes:
            raise IntakeError(f"{size} bytes; the limit is {MAX_BYTES}: split the file")
        yield from _open(path.name, path.read_bytes(), origin, 0)
    except Exception as error:  # parsers of foreign formats fail in every way there is
        yield Failure(str(path), "intake", _describe(error))


@lru_cache(maxsize=64)
def _known(folder: Path) -> MappingProxyType[str, dict[str, str]]:
    """Return what the folder's origin table says, by file name."""
    path = folder / ORIGIN_TABLE
    if not path.is_file():
        return MappingProxyType({})
    lines = path.read_text(encoding="utf-8").splitlines()
    table = csv.DictReader((x for x in lines if x[:1] != "#"), delimiter="\t", quoting=3)
    return MappingProxyType(
        {row["file"]: {k: row[k] for k in ORIGIN_FIELDS if row.get(k)} for row in table}
    )


def _open(name: str, data: bytes, origin: Origin, depth: int) -> Iterator[Raw | Failure]:
    """Yield the documents in one file's content, chosen by the ending of its name."""
    suffixes = [s.lower() for s in PurePosixPath(name).suffixes]
    if suffixes[-1:] == [".gz"]:
        data = _bounded(gzip.GzipFile(fileobj=io.BytesIO(data)).read)
        suffixes.pop()
    elif suffixes[-1:] == [".zst"]:
        import zstandard

        data = _bounded(zstandard.ZstdDecompressor().stream_reader(data).read)
        suffixes.pop()
    kind = suffixes[-1] if suffixes else ".txt"
    if kind in (".zip", ".warc", ".jsonl"):
        many = {".zip": _zip, ".warc": _warc, ".jsonl": _jsonl}[kind]
        yield from many(data, origin, depth)
    elif kind in (".html", ".htm", ".xhtml"):
        yield _html(data, origin)
    elif kind == ".pdf":
        yield _pdf(data), origin
    elif kind == ".docx":
        yield _docx(data), origin
    else:
        yield data, origin


def _bounded(read: Callable[[int], bytes]) -> bytes:
    data = read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise IntakeError(f"It unpacks to more than {MAX_BYTES} bytes: split the file")
    return data


def _jsonl(data: bytes, origin: Origin, depth: int) -> Iterator[Raw | Failure]:
    """Yield one document a line: `text` and, if known, id, title, published, url, publisher."""
    for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
        if not line.strip():
            continue
        place = f"{origin.path}:{number}"
        try:
            entry = json.loads(line)
            if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
                raise IntakeError("expected a JSON object with a string in `text`")
            known = {k: str(entry[k]) for k in ("id", *ORIGIN_FIELDS) if entry.get(k)}
            yield entry["text"], Origin(path=place, **known)
        except (ValueError, RecursionError) as error:
            yield Failure(place, "intake", _describe(error))


def _zip(data: bytes, origin: Origin, depth: int) -> Iterator[Raw | Failure]:
    if depth >= MAX_DEPTH:
        raise IntakeError(f"archives inside archives deeper than {MAX_DEPTH}")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        if len(members) > MAX_MEMBERS:
            raise IntakeError(f"{len(members)} files; the limit is {MAX_MEMBERS}: split it")
        left = MAX_BYTES
        for member in members:
            place = f"{origin.path}!{member.filename}"
            try:
                with archive.open(member) as handle:
                    content = handle.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise IntakeError(f"it unpacks to more than {MAX_BYTES} bytes")
                yield from _open(member.filename, content, Origin(path=place), depth + 1)
            except Exception as error:  # one bad member costs itself only
                yield Failure(place, "intake", _describe(error))
                if left < 0:
                    return


def _warc(data: bytes, origin: Origin, depth: int) -> Iterator[Raw | Failure]:
    """Yield the pages of a web archive: answers with an HTML body, as crawls of news keep them."""
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(io.BytesIO(data)):
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if record.rec_type != "response" or record.http_headers is None:
            continue
        kind = record.http_headers.get_header("Content-Type") or ""
        if "html" not in kind:
            continue
        try:
            body = record.content_stream().read(MAX_BYTES)
            yield _html(body, Origin(path=f"{origin.path}!{url}", url=url))
        except Exception as error:  # one bad page costs itself only
            yield Failure(url or origin.path, "intake", _describe(error))


def _html(data: bytes, origin: Origin) -> Raw:
    """Return the article of a web page with the metadata that the page states."""
    import trafilatura

    page = trafilatura.bare_extraction(data, url=origin.url or None, with_metadata=True)
    if page is None or isinstance(page, dict) or not page.text:
        raise IntakeError("no article text found in this page")
    return page.text, Origin(
        path=origin.path,
        title=origin.title or page.title or "",
        published=origin.published or page.date or "",
        url=origin.url or page.url or "",
        publisher=origin.publisher or page.sitename or "",
        author=origin.author or page.author or "",
    )


def _pdf(data: bytes) -> str:
    import pypdf

    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    if not text.strip():
        raise IntakeError("no text in this PDF (a scan?): run text recognition first")
    return text


def _docx(data: bytes) -> str:
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def _describe(error: Exception) -> str:
    return str(error) if isinstance(error, IntakeError) else f"{type(error).__name__}: {error}"
