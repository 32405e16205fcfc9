"""Who is named: people and organisations in the working text, resolved through the document."""

from __future__ import annotations

from analysis.names import registry
from analysis.records import Article, Mention, Range


def find(article: Article) -> tuple[Mention, ...]:
    """Return the mentions of people, organisations and unnamed roles, in order."""
    found = []
    for paragraph in article.paragraphs:
        for hit in registry.scan(article.text[paragraph.start : paragraph.end]):
            span = Range(hit.range.start + paragraph.start, hit.range.end + paragraph.start)
            kind = "person" if hit.entry.is_person else "organization"
            chinese = article.document.language != "en"
            local = hit.entry.simplified if chinese else hit.entry.english
            if article.document.language == "zh-Hant" and hit.entry.traditional:
                local = hit.entry.traditional
            found.append(
                Mention(
                    span,
                    "person" if kind == "person" else "organization",
                    hit.entry.id,
                    local or hit.entry.english,
                    hit.entry.names,
                    hit.form,
                )
            )
    return tuple(found)
