"""A stretch of one source line that plays one part, found by cues alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trends.layout.blocks import HEADING
from trends.records import MarkPart, Span

Role = Literal["text", "start", "byline", "signature", "credit", "jump", "from", "pointer", "noise"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of one source line. `text` is plain and stripped; `gap` counts the blank lines before it.

    Roles: text (body or headline, not yet known), start (text that opens an article), byline
    (a line of makers' names), signature (their names in brackets below a story), credit (of a photo), jump (下转8版), from (上接1版), pointer (见8版),
    noise (`why` says which).
    """

    line: int
    start: int
    end: int
    text: str
    role: Role
    width: float = 0.0  # em, as printed
    gap: int = 0
    indented: bool | None = None  # whether it opens a paragraph by its indent; None: not known
    why: str = ""
    size: float = 0.0  # of its type over the body's; 0 where the page gives no places
    part: MarkPart | None = None  # what the page's form says of it

    @property
    def span(self) -> Span:
        return Span(self.line, self.start, self.end)

    @property
    def heading(self) -> bool:
        """Set in larger type than the body, by its place on the page."""
        return self.role == "text" and self.size >= HEADING

    @property
    def readable(self) -> bool:
        return self.role in ("text", "start")
