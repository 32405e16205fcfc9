"""Files, folders and archives become raw documents; what cannot be read is told, alone."""

import gzip
import io
import json
import zipfile

import docx
import pytest
import zstandard

from analysis import intake
from analysis.records import Failure

PAGE = """<html><head><title>Ledger</title><meta property="og:site_name" content="The Daily">
<meta name="author" content="Ann Lee"><meta property="article:published_time"
content="2025-03-02T10:00:00Z"></head><body><nav>Home | About</nav><article><h1>Ledger</h1>
<p>The company said that it would first earn money before it trains a larger model.</p>
<p>Its founder told reporters that general intelligence can wait for another decade.</p>
</article></body></html>"""


def read(*paths):
    return list(intake.read(paths))


def test_a_folder_is_read_sorted_without_hidden_files(tmp_path):
    (tmp_path / "b.txt").write_bytes(b"two")
    (tmp_path / "a.txt").write_bytes(b"one")
    (tmp_path / ".hidden").write_bytes(b"no")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.md").write_bytes(b"three")
    assert [raw for raw, _ in read(tmp_path)] == [b"one", b"two", b"three"]


def test_an_origin_table_gives_metadata(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"one")
    (tmp_path / "origin.tsv").write_text("# note\nfile\ttitle\tpublished\na.txt\tOne\t2025-01-02\n")
    [(_, origin)] = read(tmp_path)
    assert (origin.title, origin.published) == ("One", "2025-01-02")


def test_a_missing_path_is_a_failure_among_its_neighbours(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"one")
    missing, found = read(tmp_path / "nothing", tmp_path / "a.txt")
    assert isinstance(missing, Failure)
    assert "no file or folder" in missing.error
    assert found[0] == b"one"


LINES = '{"id": "x", "text": "早", "published": "2025-01-02"}\n\nnot json\n{"text": 3}\n'


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("n.jsonl", bytes),
        ("n.jsonl.gz", gzip.compress),
        ("n.jsonl.zst", zstandard.ZstdCompressor().compress),
    ],
)
def test_lines_of_json(tmp_path, name, pack):
    (tmp_path / name).write_bytes(pack(LINES.encode()))
    (raw, origin), broken, wrong = read(tmp_path / name)
    assert (raw, origin.id, origin.published) == ("早", "x", "2025-01-02")
    assert broken.document.endswith(":3")
    assert "`text`" in wrong.error


def test_html_gives_the_article_and_its_metadata(tmp_path):
    (tmp_path / "p.html").write_text(PAGE)
    [(raw, origin)] = read(tmp_path)
    assert "first earn money" in raw
    assert "Home | About" not in raw
    assert (origin.publisher, origin.published) == ("The Daily", "2025-03-02")


def test_docx(tmp_path):
    document = docx.Document()
    document.add_paragraph("李开复表示，先活下来。")
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path)[0][0] == "李开复表示，先活下来。"


def test_warc(tmp_path):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (tmp_path / "a.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                "http://a.example/1", "response", io.BytesIO(PAGE.encode()), http_headers=headers
            )
        )
    [(raw, origin)] = read(tmp_path)
    assert "first earn money" in raw
    assert origin.url == "http://a.example/1"


def test_zip_costs_a_bad_member_only(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../up.txt", "one")
        archive.writestr("bad.pdf", "no pdf")
        archive.writestr("l.jsonl", json.dumps({"text": "two"}))
    first, bad, second = read(tmp_path / "a.zip")
    assert (first[0], second[0]) == (b"one", "two")
    assert bad.document.endswith("a.zip!bad.pdf")
    assert not (tmp_path.parent / "up.txt").exists()


def test_archives_in_archives_end(tmp_path):
    inner = b"end"
    name = "end.txt"
    for _ in range(4):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, inner)
        inner, name = packed.getvalue(), "inner.zip"
    (tmp_path / "deep.zip").write_bytes(inner)
    [failure] = read(tmp_path / "deep.zip")
    assert "deeper than" in failure.error


def test_bombs_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "MAX_BYTES", 10_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 1_000_000)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"0" * 1_000_000))
    (tmp_path / "c.txt").write_bytes(b"0" * 10_001)
    failures = read(tmp_path)
    assert len(failures) == 3
    assert all("10000" in failure.error for failure in failures)


def test_a_line_nested_too_deeply_costs_itself_only(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": ' + "[" * 100_000 + '\n{"text": "two"}\n')
    failure, (text, _) = read(tmp_path)
    assert "RecursionError" in failure.error
    assert text == "two"
