"""A small real store of hand-made records over invented texts, for tests of queries and pages.

Three scripts, every kind of record, scores of None, missing speakers, wide and missing dates, and
strings that would do harm where a page forgets to escape them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from analysis import store
from analysis.records import (
    Analysis,
    Document,
    Edit,
    Event,
    Evidence,
    Failure,
    Figure,
    Region,
    Span,
    Stance,
    Statement,
    When,
    identify,
)

HOSTILE = "<script>alert(1)</script> ![x](http://x.invalid/p.png) =1+1"

ENGLISH = """Harbour Lane Review: who still believes in general machines?

Mira Holt, who leads Northlight Labs, said that machines able to do most office work will be here \
within five years. "We would spend the last coin on it," Holt said. "Nothing about the curve has \
bent." Asked about rent, she said customers come later.

Tomas Adler of Adler Capital was less sure. "Show me one paying hospital first," he said. "A model \
that nobody buys is a hobby." According to an unnamed engineer, the last run cost 40 million \
dollars. Northlight, valued at 2 billion dollars, lost its head of safety, Jo Park, in March 2024.

The office has blue chairs.
"""

SIMPLIFIED = """模型公司的冬天

林若水表示,通用人工智能十年内不会到来,先把收入做起来才是正路。“每个月烧掉三千万元,谁都撑不久。”他说。

周白帆则认为,规模还在起作用,现在收手等于认输。“哪怕倾家荡产也值得追。”周白帆说。

海棠智能否认停止训练。知情人士称,海棠智能正与银杏科技商谈收购,估值在8亿至12亿元之间。

去年夏天,海棠智能裁员约两百人。
"""

TRADITIONAL = """AI投資熱潮是不是泡沫?

投資人何以南指出,多數公司三年內都會倒下,只有做出應用的活得下來。「沒有客戶的技術只是煙火。」何以南說。

林若水在臺北受訪時說:「我從來沒說過通用智能就在門口。」

雲杉動力宣布將於2025年第二季關閉研究部門。
"""

HOSTILE_TEXT = f"""{HOSTILE}

An analyst called {HOSTILE} said: "{HOSTILE} will arrive next year." The bill was 5 dollars.
"""

DAMAGED = """雄風海報：?梢韵胂,誰買單

\ufffd\ufffd財經訊，漁火資本合伙人顧清?和認(rèn)為,領網域裏的公司應先賺錢，通用人工智能只是口號。「我們不會再投。」他說。

相關推薦
夏天怎麼養車
"""

TRANSLATED = """Big guy Lin Ruoshui was interviewed again. He believes that the road is wrong and \
that no amount of cards will lead to general intelligence. "Do the application first," he said.
"""


@dataclass
class _Draft:
    """Collects the records of one document; positions are found by their words."""

    document: Document
    found: dict[str, list[Any]] = field(default_factory=dict)

    def at(self, words: str) -> Span:
        start = self.document.text.index(words)
        return Span(start, start + len(words))

    def add(self, table: str, record: object) -> None:
        self.found.setdefault(table, []).append(record)

    def say(self, words: str, score: float | None, speaker: str | None = None, **more: Any) -> None:
        """Add a statement and its stance; `evidence` are words inside it."""
        span = self.at(words)
        identity = identify(self.document.id, "statement", span.start, span.end)
        evidence = tuple(
            Evidence(self.at(w), -0.4 if (score or 0) < 0 else 0.4)
            for w in more.pop("evidence", ())
        )
        more.setdefault("mode", "direct")
        more.setdefault("speaker_id", speaker and PEOPLE.get(speaker, f"~{speaker}"))
        more.setdefault("speaker_names", tuple(n for n in (speaker,) if n) + NAMES.get(speaker, ()))
        self.add(
            "statements",
            Statement(identity, self.document.id, span, speaker=speaker, rule="hand", **more),
        )
        low = None if score is None else max(score - 0.3, -1.0)
        high = None if score is None else min(score + 0.3, 1.0)
        self.add("stances", Stance(identity, label(score), score, low, high, (), evidence, "hand"))

    def event(self, words: str, trigger: str, **more: Any) -> None:
        span = self.at(words)
        identity = identify(self.document.id, "event", span.start, more["kind"])
        self.add(
            "events",
            Event(identity, self.document.id, span, trigger=self.at(trigger), rule="hand", **more),
        )

    def figure(self, sentence: str, words: str, low: str, high: str, **more: Any) -> None:
        span = self.at(words)
        identity = identify(self.document.id, "figure", span.start)
        self.add(
            "figures",
            Figure(
                identity,
                self.document.id,
                span,
                self.at(sentence),
                low=Decimal(low),
                high=Decimal(high),
                rule="hand",
                **more,
            ),
        )

    def close(self, score: float | None) -> Analysis:
        whole = Stance(
            self.document.id,
            label(score),
            score,
            None if score is None else max(score - 0.2, -1.0),
            None if score is None else min(score + 0.2, 1.0),
            model="hand",
        )
        self.add("stances", whole)
        return Analysis(self.document, **{k: tuple(v) for k, v in self.found.items()})


PEOPLE = {"林若水": "lin-ruoshui", "Lin Ruoshui": "lin-ruoshui", "Mira Holt": "mira-holt"}
NAMES = {"林若水": ("Lin Ruoshui",), "Lin Ruoshui": ("林若水",)}


def label(score: float | None) -> Any:
    if score is None:
        return "none"
    return "optimist" if score > 0.25 else "pragmatist" if score < -0.25 else "balanced"


def analyses() -> list[Analysis]:
    """Return the analyses of all invented documents."""
    return [_english(), _simplified(), _traditional(), _translated(), _hostile(), _empty()]


def build(root: Path) -> Path:
    """Write and publish the small store in `root` and return `root`."""
    files = store.write_shard(analyses(), root / ".building")
    store.publish(root, root / ".building", files, {"code": "hand"})
    return root


def build_empty(root: Path) -> Path:
    """Write and publish a store without documents."""
    files = store.write_shard([], root / ".building")
    store.publish(root, root / ".building", files, {"code": "hand"})
    return root


def build_damaged(root: Path) -> Path:
    """Write and publish a store with one damaged document beside a machine translation."""
    files = store.write_shard([_damaged(), _translated()], root / ".building")
    store.publish(root, root / ".building", files, {"code": "hand"})
    return root


def _day(text: str, **more: Any) -> When:
    return When(date.fromisoformat(text), date.fromisoformat(text), more.get("basis", "stated"))


def _english() -> Analysis:
    draft = _Draft(
        Document(
            "en-1",
            ENGLISH,
            "Who still believes in general machines?",
            "en",
            _day("2024-06-03"),
            "Harbour Lane Review",
            url="https://review.invalid/1",
            path="en-1.txt",
        )
    )
    draft.say(
        "machines able to do most office work will be here within five years",
        0.9,
        "Mira Holt",
        mode="reported",
        theme="agi",
        evidence=["within five years"],
    )
    draft.say("We would spend the last coin on it,", 1.0, "Mira Holt", theme="strategy")
    draft.say("Nothing about the curve has bent.", 0.8, "Mira Holt", theme="scaling")
    draft.say("customers come later", 0.5, "Mira Holt", mode="reported", theme="strategy")
    draft.say(
        "Show me one paying hospital first,",
        -0.6,
        "Tomas Adler",
        theme="strategy",
        evidence=["paying"],
    )
    draft.say("A model that nobody buys is a hobby.", -0.7, "Tomas Adler", theme="strategy")
    draft.say("the last run cost 40 million dollars", None, mode="reported")
    draft.figure(
        "According to an unnamed engineer, the last run cost 40 million dollars.",
        "40 million dollars",
        "40000000",
        "40000000",
        kind="training_cost",
        unit="USD",
        organization="Northlight Labs",
    )
    draft.figure(
        "Northlight, valued at 2 billion dollars, lost its head of safety, Jo Park, in March 2024.",
        "2 billion dollars",
        "2000000000",
        "2000000000",
        kind="valuation",
        unit="USD",
        organization="Northlight Labs",
    )
    draft.event(
        "Northlight, valued at 2 billion dollars, lost its head of safety, Jo Park, in March 2024.",
        "lost its head",
        kind="departure",
        status="happened",
        person="Jo Park",
        organization="Northlight Labs",
        date=When(date(2024, 3, 1), date(2024, 3, 31), "stated"),
    )
    return draft.close(0.1)


def _simplified() -> Analysis:
    wide = When(date(2024, 1, 1), date(2024, 12, 31), "inferred")
    draft = _Draft(
        Document("zh-1", SIMPLIFIED, "模型公司的冬天", "zh-Hans", wide, "松果财经", path="zh-1.txt")
    )
    draft.say(
        "通用人工智能十年内不会到来,先把收入做起来才是正路",
        -0.9,
        "林若水",
        mode="reported",
        theme="agi",
        evidence=["不会到来", "收入"],
    )
    draft.say("每个月烧掉三千万元,谁都撑不久。", -0.5, "林若水", theme="cost")
    draft.say("规模还在起作用,现在收手等于认输", 0.7, "周白帆", mode="reported", theme="scaling")
    draft.say("哪怕倾家荡产也值得追。", 1.0, "周白帆", theme="strategy", evidence=["值得追"])
    draft.say("模型公司的冬天", -0.4, mode="writer")
    draft.figure(
        "“每个月烧掉三千万元,谁都撑不久。”他说。",
        "三千万元",
        "30000000",
        "30000000",
        kind="other",
        unit="CNY",
        period="month",
    )
    draft.figure(
        "知情人士称,海棠智能正与银杏科技商谈收购,估值在8亿至12亿元之间。",
        "8亿至12亿元",
        "800000000",
        "1200000000",
        kind="valuation",
        unit="CNY",
        organization="海棠智能",
    )
    draft.event(
        "海棠智能否认停止训练。",
        "停止训练",
        kind="shutdown",
        status="denied",
        organization="海棠智能",
    )
    draft.event(
        "知情人士称,海棠智能正与银杏科技商谈收购,估值在8亿至12亿元之间。",
        "收购",
        kind="acquisition",
        status="reported",
        organization="海棠智能",
        destination="银杏科技",
    )
    draft.event(
        "去年夏天,海棠智能裁员约两百人。",
        "裁员",
        kind="layoff",
        status="happened",
        organization="海棠智能",
        people=200,
        date=When(date(2023, 6, 1), date(2023, 8, 31), "stated"),
    )
    return draft.close(-0.2)


def _traditional() -> Analysis:
    draft = _Draft(
        Document(
            "hk-1",
            TRADITIONAL,
            "AI投資熱潮是不是泡沫?",
            "zh-Hant",
            _day("2024-11-20", basis="metadata"),
            "海岸日報",
            path="hk-1.txt",
        )
    )
    draft.say(
        "多數公司三年內都會倒下,只有做出應用的活得下來",
        -0.8,
        "何以南",
        mode="reported",
        theme="market",
        evidence=["倒下"],
    )
    draft.say("沒有客戶的技術只是煙火。", -0.7, "何以南", theme="strategy")
    draft.say("我從來沒說過通用智能就在門口。", 0.0, "林若水", theme="agi")
    draft.event(
        "雲杉動力宣布將於2025年第二季關閉研究部門。",
        "關閉研究部門",
        kind="shutdown",
        status="planned",
        organization="雲杉動力",
        date=When(date(2025, 4, 1), date(2025, 6, 30), "stated"),
    )
    draft.event(
        "何以南說。",
        "說",
        kind="distress",
        status="reported",
        organization="雲杉動力",
    )
    return draft.close(-0.6)


def _translated() -> Analysis:
    draft = _Draft(
        Document(
            "mt-1",
            TRANSLATED,
            "Lin Ruoshui again",
            "en",
            When(),
            path="mt-1.txt",
            machine_translated=True,
        )
    )
    draft.say(
        "no amount of cards will lead to general intelligence",
        -1.0,
        "Lin Ruoshui",
        mode="reported",
        theme="agi",
        marks=("translated",),
    )
    draft.say("Do the application first,", -0.5, "Lin Ruoshui", marks=("translated",))
    return draft.close(-0.9)


def _hostile() -> Analysis:
    draft = _Draft(
        Document("bad-1", HOSTILE_TEXT, HOSTILE, "und", _day("2024-02-29"), HOSTILE, path=HOSTILE)
    )
    draft.say(f"{HOSTILE} will arrive next year.", 1.0, HOSTILE, evidence=["will arrive"])
    draft.figure(
        "The bill was 5 dollars.",
        "5 dollars",
        "5",
        "5",
        kind="training_cost",
        unit="USD",
        organization="=cmd|' /C calc'!A0",
    )
    draft.event(
        "The bill was 5 dollars.",
        "bill",
        kind="departure",
        status="planned",
        person=HOSTILE,
        organization=HOSTILE,
    )
    draft.add("repairs", Edit("artefact", "<script>", "", draft.at("<script>"), certain=False))
    draft.add("regions", Region("bad-1", draft.at("=1+1"), "advertisement"))
    return draft.close(0.9)


def _damaged() -> Analysis:
    draft = _Draft(
        Document(
            "dam-1",
            DAMAGED,
            "雄風海報：。可以想象，誰買單",
            "zh-Hant",
            path="dam-1.txt",
            encoding="utf-8; gb18030 in lines 3, 5-6",
        )
    )
    draft.add("repairs", Edit("gloss", "(rèn)", "", draft.at("(rèn)")))
    draft.add(
        "repairs",
        Edit("byte slip", "?梢韵胂,", "。可以想象，", draft.at("?梢韵胂,"), certain=False),
    )
    draft.add("repairs", Edit("byte slip", "顧清?和", "顧清和", draft.at("顧清?和"), certain=False))
    draft.add("repairs", Edit("converter", "領網域", "領域", draft.at("領網域")))
    lost = "\ufffd\ufffd"
    draft.add("repairs", Edit("unrecoverable", lost, lost, draft.at(lost), certain=False))
    end = draft.at("賺錢，").end
    draft.add("repairs", Edit("run together", "", "\n", Span(end, end)))
    draft.add("regions", Region("dam-1", draft.at("相關推薦"), "related"))
    draft.add("regions", Region("dam-1", draft.at("夏天怎麼養車"), "related"))
    draft.say(
        "領網域裏的公司應先賺錢，通用人工智能只是口號",
        -0.8,
        "顧清和",
        mode="reported",
        speaker_span=draft.at("顧清?和"),
        evidence=["口號"],
    )
    return draft.close(-0.8)


def _empty() -> Analysis:
    failure = Failure("none-1", "read", "ValueError: not a text")
    return Analysis(Document("none-1", "", path="none-1.txt"), failures=(failure,))
