"""A build publishes one generation of all documents, or leaves the store as it was."""

import pytest

from analysis import build, intake, store


def write(folder, **texts):
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_build_tells_its_progress_and_its_hashes(tmp_path):
    told = []
    given = write(tmp_path / "in", a="Ann Lee said AGI is near.", b="先活下来再说。")
    manifest = build.build([given], tmp_path / "store", lambda *told_now: told.append(told_now))
    assert told == [(1, 2), (2, 2)]
    assert set(manifest["hashes"]) == {"corpus", "code", "lexicons", "model"}
    assert not list((tmp_path / "store").glob(".building-*"))


def test_the_same_document_twice_is_taken_once(tmp_path):
    given = write(tmp_path / "in", a="Same words.", b="Same words.")
    build.build([given], tmp_path / "store")
    opened = store.open_store(tmp_path / "store")
    assert opened.frame("select count(*) n from documents").n[0] == 1


def test_an_id_given_to_two_documents_is_a_failure(tmp_path):
    lines = tmp_path / "n.jsonl"
    lines.write_text('{"id": "x", "text": "One thing."}\n{"id": "x", "text": "Another."}\n')
    build.build([lines], tmp_path / "store")
    opened = store.open_store(tmp_path / "store")
    assert opened.frame("select text from documents").text.tolist() == ["One thing."]
    assert "two documents" in opened.frame("select error from failures").error[0]


def test_nothing_to_read_leaves_the_store_as_it_was(tmp_path):
    root = tmp_path / "store"
    build.build([write(tmp_path / "in", a="Words.")], root)
    (tmp_path / "empty").mkdir()
    (tmp_path / "void.txt").write_bytes(b"")
    for paths in ([tmp_path / "empty"], [tmp_path / "void.txt"]):
        with pytest.raises(intake.IntakeError):
            build.build(paths, root)
    assert store.open_store(root).manifest["generation"] == 1


def test_workers_find_what_one_process_finds(tmp_path):
    given = write(tmp_path / "in", **{f"d{i}": f"Ann Lee said that AGI is {i}." for i in range(5)})
    build.build([given], tmp_path / "one")
    build.build([given], tmp_path / "two", workers=2)
    frames = [
        store.open_store(tmp_path / name).frame("select * from statements order by id")
        for name in ("one", "two")
    ]
    assert frames[0].equals(frames[1])
