"""Stories as they are put together, and the headline lines between them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Draft:
    """A story being put together; every number is an index into the page's units."""

    body: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    subheads: list[int] = field(default_factory=list)
    bylines: list[int] = field(default_factory=list)
    credits: list[int] = field(default_factory=list)
    jump: int | None = None
    jump_from: int | None = None
    cued: bool = False  # opened by 本报讯 or the like, or by a byline
    caption: bool = False
    pointer: bool = False
    ordered: bool = True
    title: str | None = None  # a person's word on the headline


@dataclass(slots=True)
class Block:
    """Consecutive headline lines; `inside` is the byline unit before them whose body follows them."""

    units: list[int]
    inside: int | None = None
