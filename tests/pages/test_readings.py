"""Damaged stretches: the source's own characters stay, and how they are read stands beside."""

from __future__ import annotations

import html
import re

import pytest

from analysis import source_text
from analysis.records import Edit, Origin, Span
from pages.shared import quotations, readings

GLOSS = ("領(lǐng)先的公司輸(shū)了", "gloss")
SLIP = "他們可以做設計?梢韵胂,明年再說"
MOJIBAKE = "曙光智能的创始人认为，通用人工智能五年内一定会到来，现在停止投入等于放弃未来。"


def edit(text: str, before: str, after: str, *, certain: bool = True, action: str = "x") -> Edit:
    start = text.index(before)
    return Edit(action, before, after, Span(start, start + len(before)), certain)


def own(body: str) -> str:
    """Return what can be selected and copied of a body: all but readings and what is unseen."""
    while (found := re.search(r'<span class="ledger-(?:reading|unseen)', body)) is not None:
        depth, at = 0, found.start()
        for tag in re.finditer(r"</?span", body[at:]):
            depth += 1 if tag.group() == "<span" else -1
            if depth == 0:
                end = at + body[at + tag.start() :].index(">") + tag.start() + 1
                body = body[:at] + body[end:]
                break
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def test_a_certain_reading_is_quiet_and_beside_the_source() -> None:
    text = "這個領網域里的競賽"
    found = readings.of([edit(text, "領網域", "領域")])
    body = quotations.marked(text, (0, len(text)), repairs=found)
    assert '<span class="ledger-was">領網域</span>' in body
    assert re.search(r'class="ledger-reading" title="[^"]*領域">.*領域</span>', body)
    assert own(body) == text


def test_a_guess_is_named_without_a_mouse() -> None:
    found = readings.of([edit(SLIP, "?梢韵胂,", "。可以想象，", certain=False)])
    body = quotations.marked(SLIP, (0, len(SLIP)), repairs=found)
    assert 'class="ledger-reading guess"' in body
    assert '<span class="ledger-unseen">guess, read as: </span>。可以想象，' in body
    assert "a guess (1 place)" in readings.key(found)
    assert own(body) == SLIP


def test_what_a_reading_leaves_out_is_faint() -> None:
    body = quotations.marked(
        "領(lǐng)先", (0, 8), repairs=readings.of([edit("領(lǐng)先", "(lǐng)", "")])
    )
    assert re.fullmatch(r'領<span class="ledger-slip" title="[^"]+">\(lǐng\)</span>先', body)


@pytest.mark.parametrize("lost", ["\ufffd", "\ufffd\ufffd", "\ue5e5"])
def test_what_is_lost_is_marked_and_counted(lost: str) -> None:
    text = f"顾{lost}表示"
    found = readings.of([edit(text, lost, lost, certain=False, action="unrecoverable")])
    body = quotations.marked(text, (0, len(text)), repairs=found)
    assert 'class="ledger-lost"' in body
    assert "guess" not in body
    assert ("1 character lost" if len(lost) == 1 else "2 characters lost") in readings.key(found)
    assert own(body) == text


def test_what_is_lost_inside_a_reading_is_marked() -> None:
    text = "雄心?！傲阋弧奔"
    found = readings.of([edit(text, "?！傲阋弧奔", "”、“零一\ufffd", certain=False)])
    assert '”、“零一<span class="ledger-lost"' in quotations.marked(text, (0, 9), repairs=found)


def test_a_line_in_the_wrong_encoding_is_read_first() -> None:
    text = MOJIBAKE.encode("gb18030").decode("latin-1")
    found = readings.of(source_text.repair(text).plan)
    body = quotations.marked(text, (0, len(text)), repairs=found)
    assert MOJIBAKE in re.sub(r"<[^>]*>", "", body)
    assert body.index("曙光") < body.index('class="ledger-original" tabindex="0"')
    assert own(body) == text


def test_a_part_of_a_line_in_the_wrong_encoding_has_its_own_words() -> None:
    text = MOJIBAKE.encode("gb18030").decode("latin-1")
    document, working, _ = source_text.read(text, Origin())
    at = working.text.index("通用人工智能")
    span = working.source(at, at + 6)
    body = quotations.marked(
        document.text, (span.start, span.end), repairs=readings.of(working.plan)
    )
    assert ">通用人工智能</span>" in body
    assert own(body) == document.quote(span)


def test_evidence_inside_a_line_in_the_wrong_encoding_is_marked_in_its_reading() -> None:
    text = MOJIBAKE.encode("gb18030").decode("latin-1")
    _, working, _ = source_text.read(text, Origin())
    at = working.text.index("放弃未来")
    words = working.source(at, at + 4)
    body = quotations.marked(
        text, (0, len(text)), [(words.start, words.end, 1.0)], repairs=readings.of(working.plan)
    )
    mark = re.search(r"<mark[^>]*>(.*?)</mark>", body)
    assert mark
    assert re.sub(r"<[^>]*>", "", mark[1]) == "放弃未来"


def test_a_later_repair_takes_the_place_of_those_inside_it() -> None:
    text = "輸?shù)暨@場"
    inner = edit(text, "(shù)" if "(shù)" in text else "shù", "")
    outer = edit(text, "?shù)暨@", "掉這", certain=False)
    found = readings.of([inner, outer])
    assert [(r.after, r.is_guess) for r in found] == [("掉這", True)]


def test_a_loss_inside_a_repair_is_told_once() -> None:
    text = "甲乙丙丁"
    lost = edit(text, "乙丙", "\ufffd", certain=False, action="unrecoverable")
    assert len(readings.of([edit(text, "乙丙", "东\ufffd", certain=False), lost])) == 1


def test_sentences_run_together_are_parted_by_a_sign_that_is_not_copied() -> None:
    text = "Faith goes with the windEvery few days"
    found = readings.of([Edit("run together", "", "\n", Span(24, 24))])
    body = quotations.marked(text, (0, len(text)), repairs=found)
    assert 'wind<span class="ledger-parted"' in body
    assert own(body) == text


def test_full_width_letters_are_left_as_they_look() -> None:
    body = quotations.marked(
        "ＯｐｅｎＡＩ",
        (0, 6),
        repairs=readings.of([edit("ＯｐｅｎＡＩ", "ＯｐｅｎＡＩ", "OpenAI")]),
    )
    assert "ledger-same" in body
    assert "OpenAI" not in re.sub(r'title="[^"]*"', "", body)


def test_readings_are_converted_with_the_script_and_damage_is_not() -> None:
    body = quotations.excerpt(
        SLIP, (0, len(SLIP)), language="zh-Hant", script="hans",
        repairs=readings.of([edit(SLIP, "?梢韵胂,", "。可以設想，", certain=False)]),
    )  # fmt: skip
    assert "。可以设想，</span>" in body
    assert "?梢韵胂," in body


def test_readings_are_escaped() -> None:
    text = "a <b> c"
    found = readings.of([edit(text, "<b>", "<script>", certain=False)])
    body = quotations.marked(text, (0, len(text)), repairs=found)
    assert "<script>" not in body
    assert "<b>" not in body


def test_plain_texts_name_their_guesses() -> None:
    found = readings.of([edit(SLIP, "?梢韵胂,", "。可以想象，", certain=False)])
    assert "[guess: 。可以想象，]" in readings.plain(SLIP, (0, len(SLIP)), found)
    assert readings.legible(SLIP, (0, len(SLIP)), found) == "他們可以做設計。可以想象，明年再說"
