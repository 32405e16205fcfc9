"""What the command line prints of an analysis, besides what the contract names."""

from __future__ import annotations

from analysis.answers import answer
from analysis.records import Analysis, Document, Edit, Region, Span


def test_damage_is_counted() -> None:
    analysis = Analysis(
        Document("d", "領網域 輸?場 \ufffd\ufffd windEvery"),
        repairs=(
            Edit("converter", "領網域", "領域", Span(0, 3)),
            Edit("byte slip", "?", "掉這", Span(5, 6), certain=False),
            Edit("unrecoverable", "\ufffd\ufffd", "\ufffd\ufffd", Span(8, 10), certain=False),
            Edit("run together", "", "\n", Span(15, 15)),
        ),
        regions=(Region("d", Span(0, 1), "byline"),),
    )
    assert answer(analysis)["damage"] == {
        "repaired": 2,
        "guessed": 1,
        "parted": 1,
        "lost": 2,
        "left_out": 1,
    }


def test_clean_text_has_no_damage() -> None:
    assert set(answer(Analysis(Document("d", "clean")))["damage"].values()) == {0}
