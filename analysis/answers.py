"""What the command line prints of an analysis: the objects of the command-line contract."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from analysis.records import Analysis, Document, Event, Figure, Span, Stance, Statement, When


def answer(analysis: Analysis) -> dict[str, Any]:
    """Return one document's answer, ready for JSON. Keys may be added here, never renamed."""
    document = analysis.document
    stances = {stance.subject: stance for stance in analysis.stances}
    published = document.published
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "language": document.language,
        "encoding": document.encoding,
        "publisher": document.publisher,
        "machine_translated": document.machine_translated,
        "published": {**_interval(published), "basis": published.basis},
        "stance": _stance(stances.get(document.id)),
        "statements": [_statement(document, s, stances.get(s.id)) for s in analysis.statements],
        "events": [_event(document, event) for event in analysis.events],
        "figures": [_figure(document, figure) for figure in analysis.figures],
        "repairs": [
            {
                "action": edit.action,
                "before": edit.before,
                "after": edit.after,
                "span": _span(edit.span),
                "certain": edit.certain,
            }
            for edit in analysis.repairs
        ],
        "unrecoverable": analysis.unrecoverable,
        "damage": _damage(analysis),
        "failures": [{"step": f.step, "error": f.error} for f in analysis.failures],
    }


def score_line(name: object, stance: Stance) -> dict[str, Any]:
    """Return the answer to one line of `score`: `score` is null exactly when off the axis."""
    return {
        "id": name,
        "label": stance.label,
        "score": stance.score,
        "low": stance.low,
        "high": stance.high,
    }


def _statement(document: Document, said: Statement, stance: Stance | None) -> dict[str, Any]:
    return {
        "id": said.id,
        "speaker": said.speaker,
        "speaker_id": said.speaker_id,
        "speaker_names": list(said.speaker_names),
        "mode": said.mode,
        "quote": document.quote(said.span),
        "span": _span(said.span),
        "cue": said.cue,
        "rule": said.rule,
        "confidence": said.confidence,
        "marks": list(said.marks),
        "theme": said.theme,
        "date": said.date.iso,
        "dated": _interval(said.date),
        "stance": {
            **_stance(stance),
            "evidence": [_span(e.span) for e in stance.evidence] if stance else [],
        },
    }


def _damage(analysis: Analysis) -> dict[str, int]:
    """Return how many places were repaired, guessed or parted, and how many characters lost."""
    lost = [edit for edit in analysis.repairs if edit.action == "unrecoverable"]
    made = [edit for edit in analysis.repairs if edit.action != "unrecoverable"]
    parted = sum(edit.action == "run together" for edit in made)
    return {
        "repaired": len(made) - parted,
        "guessed": sum(not edit.certain for edit in made),
        "parted": parted,
        "lost": sum(len(edit.after) for edit in lost),
        "left_out": len(analysis.regions),
    }


def _event(document: Document, event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind,
        "person": event.person,
        "person_names": list(event.person_names),
        "organization": event.organization,
        "organization_names": list(event.organization_names),
        "destination": event.destination,
        "post": event.post,
        "people": event.people,
        "date": event.date.iso,
        "dated": _interval(event.date),
        "status": event.status,
        "quote": document.quote(event.span),
        "span": _span(event.span),
    }


def _figure(document: Document, figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "kind": figure.kind,
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "unit_inferred": figure.unit_inferred,
        "organization": figure.organization,
        "approximation": figure.approximation,
        "period": figure.period,
        "change": figure.change,
        "quote": document.quote(figure.span),
        "span": _span(figure.span),
        "sentence": _span(figure.sentence),
    }


def _stance(stance: Stance | None) -> dict[str, Any]:
    if stance is None:
        return {"score": None, "low": None, "high": None, "label": "none"}
    return {
        "score": stance.score,
        "low": stance.low,
        "high": stance.high,
        "label": stance.label,
    }


def _interval(when: When) -> dict[str, str | None]:
    return {
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
