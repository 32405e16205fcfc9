"""An event on its way: what one trigger tells, before mentions of one event are merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.records import When

if TYPE_CHECKING:
    from analysis.events.scene import Scene
    from analysis.events.words import Trigger
    from analysis.records import Mention, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """What one trigger tells.

    `weak`: tells an event only together with another draft of the same person. `firm`: the
    status is stated by a confirmation or a date, not by a headline or a summary. `timeless`: it
    lies back without a date.
    """

    scene: Scene
    trigger: Trigger
    rule: str
    person: Mention | None = None
    organization: Mention | None = None
    destination: Mention | None = None
    post: str = ""
    people: int | None = None
    status: Status = "happened"
    date: When = field(default_factory=When)
    weak: bool = False
    firm: bool = False
    timeless: bool = False
