"""The command line keeps its contract."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds" / "articles"

KEYS = {
    "id": str,
    "title": str,
    "language": str,
    "published": dict,
    "stance": dict,
    "statements": list,
    "events": list,
    "figures": list,
    "repairs": list,
    "failures": list,
}
STATEMENT = {"id", "speaker", "speaker_id", "speaker_names", "mode", "quote", "span", "date"}
EVENT = {"id", "kind", "person", "person_names", "organization", "organization_names"}
EVENT |= {"destination", "date", "status", "quote", "span"}
FIGURE = {"id", "kind", "low", "high", "unit", "organization", "approximation", "quote", "span"}


def run(*arguments, given=b""):
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return done.returncode, lines, done.stderr.decode()


@pytest.fixture(scope="module")
def seeds():
    status, lines, _ = run("analyze", str(SEEDS))
    assert status == 0
    return lines


def test_analyze_prints_one_object_a_document_in_order(seeds):
    assert [Path(line["path"]).name[:3] for line in seeds] == ["000", "001", "002", "003", "004"]
    for line in seeds:
        assert all(isinstance(line[key], kind) for key, kind in KEYS.items())
        assert {"score", "low", "high", "label"} <= set(line["stance"])
        assert {"earliest", "latest", "basis"} <= set(line["published"])


def test_every_quote_is_the_source_at_its_span(seeds):
    for line, path in zip(seeds, sorted(SEEDS.glob("*.txt")), strict=True):
        text = path.read_bytes().decode("utf-8").replace("\ufeff", "")
        for item in (*line["statements"], *line["events"], *line["figures"]):
            start, end = item["span"]
            assert item["quote"] == text[start:end]
        for repair in line["repairs"]:
            start, end = repair["span"]
            assert repair["before"] == text[start:end]


def test_the_keys_of_the_contract(seeds):
    for line in seeds:
        for name, keys in (("statements", STATEMENT), ("events", EVENT), ("figures", FIGURE)):
            assert all(keys <= set(item) for item in line[name])
        for statement in line["statements"]:
            assert {"score", "low", "high", "label", "evidence"} <= set(statement["stance"])
            assert (statement["stance"]["score"] is None) == (
                statement["stance"]["label"] == "none"
            )


def test_ids_are_unique_and_stable(seeds):
    again = run("analyze", str(SEEDS))[1]
    ids = [item["id"] for line in seeds for item in line["statements"]]
    assert len(ids) == len(set(ids))
    assert ids == [item["id"] for line in again for item in line["statements"]]


def test_a_bad_document_costs_itself_only(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "c.txt").write_text("Ann Lee said that AGI is near.")
    status, lines, _ = run("analyze", str(tmp_path))
    assert status == 1
    assert [bool(line["failures"]) for line in lines] == [True, True, False]
    assert all("Error" in line["failures"][0]["error"] for line in lines[:2])


def test_json_lines_keep_id_text_and_date(tmp_path):
    path = tmp_path / "n.jsonl"
    entry = {"id": "n1", "title": "T", "text": "张宏江说：“AGI不远了。”", "published": "2024-12-08"}
    path.write_text(json.dumps(entry, ensure_ascii=False))
    _, [line], _ = run("analyze", str(path))
    assert (line["id"], line["title"]) == ("n1", "T")
    assert line["published"] == {
        "earliest": "2024-12-08",
        "latest": "2024-12-08",
        "basis": "metadata",
    }


def test_score_answers_in_order_and_a_bad_line_alone():
    given = [{"id": 1, "text": "AGI will come within three years."}, {"id": 2, "text": "它便宜。"}]
    lines = "\n".join(json.dumps(g) for g in given) + '\nbroken\n{"id": 4}\n{"id": 5, "text": ""}'
    status, answers, _ = run("score", given=lines.encode())
    assert status == 1
    assert [a["id"] for a in answers] == [1, 2, None, 4, 5]
    assert [("failures" in a) for a in answers] == [False, False, True, True, False]
    for answer in answers:
        assert (answer["score"] is None) == (answer["label"] == "none")
        if answer["score"] is not None:
            assert -1 <= answer["low"] <= answer["score"] <= answer["high"] <= 1


def test_full_and_fast_are_both_known():
    for size in ("full", "fast"):
        assert run("score", "--model", size, given=b'{"id": 1, "text": "AGI"}')[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [(), ("nonsense",), ("analyze",), ("analyze", "no-such-file.txt"), ("score", "--model", "x")],
)
def test_wrong_usage_is_told_in_a_sentence(arguments):
    status, lines, told = run(*arguments)
    assert (status, lines) == (2, [])
    assert "Traceback" not in told
    assert told.strip()


def test_build_writes_the_store(tmp_path):
    status, [manifest], _ = run("build", "--store", str(tmp_path / "s"), str(SEEDS))
    assert status == 0
    assert manifest["generation"] == 1
