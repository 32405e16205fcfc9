"""The command line: python -m analysis analyze | score | build | train | check.

Answers go to standard output, one JSON object a line; messages and progress to standard error.
Exit status: 0 done, 1 a document failed, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from analysis import answers, intake, pipeline, scale, source_text, stance
from analysis.records import Analysis, Document, Failure, Origin, Stance

PROGRAM = "python -m analysis"
DEFAULT_STORE = Path(__file__).parent.parent / ".store"


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what was wrong and what to do."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}; see {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog=PROGRAM, description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    model: dict[str, Any] = {"choices": ["full", "fast"], "default": "full"}

    analyze = commands.add_parser("analyze", help="print what is found in documents")
    analyze.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    analyze.add_argument("--model", **model, help="stance model (default: full)")

    score = commands.add_parser("score", help="score {id, text} lines from standard input")
    score.add_argument("--model", **model, help="stance model (default: full)")

    make = commands.add_parser("build", help="write the store that the dashboard reads")
    make.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="default: the seeds")
    make.add_argument("--store", type=Path, default=store_root(), help="folder of the store")
    make.add_argument("--model", **model, help="stance model (default: full)")
    make.add_argument("--workers", type=int, default=1, help="processes (default: 1)")

    train = commands.add_parser("train", help="train the stance model of an axis anew")
    train.add_argument("axis", nargs="?", default="agi")

    check = commands.add_parser("check", help="print how well the stance model does")
    check.add_argument("part", choices=["stance"])
    return parser


def store_root() -> Path:
    """Return the folder of the store: AGI_LEDGER_STORE, else `.store` beside app.py."""
    return Path(os.environ.get("AGI_LEDGER_STORE") or DEFAULT_STORE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = _parser().parse_args(arguments)
    commands = {
        "analyze": _analyze,
        "score": _score,
        "build": _build,
        "train": _train,
        "check": _check,
    }
    return commands[given.command](given)


def _print(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _analyze(given: argparse.Namespace) -> int:
    missing = [path for path in given.paths if not path.exists()]
    if missing:
        _tell(f"{PROGRAM} analyze: there is no file or folder {missing[0]}; check the path")
        return 2
    model = stance.load(given.model)
    failed = False
    for item in intake.read(given.paths):
        if isinstance(item, Failure):
            analysis = Analysis(Document(item.document, "", path=item.document), failures=(item,))
        else:
            analysis = pipeline.analyse(*item, model)
        failed = failed or bool(analysis.failures)
        _print(answers.answer(analysis))
    return int(failed)


def _score(given: argparse.Namespace) -> int:
    model = stance.load(given.model)
    failed = False
    for batch in scale.shards(chain(sys.stdin.buffer)):
        for line in _scored(batch, model):
            failed = failed or "failures" in line
            _print(line)
    return int(failed)


def _scored(batch: Sequence[bytes], model: stance.Model) -> Iterator[dict[str, Any]]:
    """Yield the answers to a batch of lines, in order; a line that cannot be read fails alone."""
    entries = [_entry(line) for line in batch if line.strip()]
    texts = [_working(text) for _, text, error in entries if not error]
    scores = iter(model.score(texts, [""] * len(texts)))
    for name, _, error in entries:
        if error:
            empty = answers.score_line(name, Stance("", "none"))
            yield {**empty, "failures": [{"step": "read", "error": error}]}
        else:
            yield answers.score_line(name, next(scores))


def _entry(line: bytes) -> tuple[object, str, str]:
    """Return id, text and what is wrong of one line of input."""
    try:
        entry = json.loads(line, parse_constant=str)
    except (ValueError, RecursionError) as error:
        return None, "", f"this line is no JSON ({error}); expected {{id, text}}"
    name = entry.get("id") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        return name, "", "expected an object with a string in `text`"
    return name, entry["text"], ""


def _working(text: str) -> str:
    """Return a text as the model reads it; what cannot be read is left as it is."""
    try:
        return source_text.read(text, Origin())[1].text
    except ValueError:
        return text


def _build(given: argparse.Namespace) -> int:
    from analysis import build  # brings the database along, which no other command needs

    def progress(done: int, files: int) -> None:
        print(f"\r{done} documents of {files} files", end="", file=sys.stderr, flush=True)

    try:
        manifest = build.build(
            given.paths or [build.SEEDS],
            given.store,
            progress=progress,
            size=given.model,
            workers=given.workers,
        )
    except (intake.IntakeError, OSError) as error:
        _tell(f"\n{PROGRAM} build: {error}. The store is as it was.")
        return 2
    _tell("")
    _print(manifest)
    return int(any(f["table"] == "failures" and f["rows"] for f in manifest["files"]))


def _train(given: argparse.Namespace) -> int:
    _print(stance.train(given.axis))
    return 0


def _check(given: argparse.Namespace) -> int:
    _print(stance.check())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
