"""Invented stories, papers and days, and what a made file should be read as."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from tests.stories import SUBJECTS, story
from trends.records import Page

CITIES = ("河州", "石湾", "青禾", "云岭", "柳桥", "东坪", "沧浪", "白沙")
ENDINGS = ("日报", "晚报", "晨报", "商报", "时报", "消息")
PEOPLE = ("甘小雨", "易长青", "申屠明", "鲁一帆", "卜文静", "席大海")
SECTIONS = ("要闻", "综合", "民生", "经济", "文化", "国际")
BREAKS = ("", "　　", "    ")


@dataclass(frozen=True)
class Told:
    """What is right for one article. date, page, paper: None where the file states none."""

    headline: str
    body: str
    date: dt.date | None = None
    page: int | None = None
    paper: str | None = None


@dataclass
class Filed:
    """A file's page, its form, what is right, and texts that stand in no article."""

    page: Page
    form: str
    articles: list[Told]
    noise: list[str] = field(default_factory=list)
    paper: str | None = None
    number: int | None = None
    date: dt.date | None = None


@dataclass(frozen=True)
class Piece:
    headline: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        return "".join(self.paragraphs)


def pieces(rng: random.Random, least: int = 2, most: int = 6) -> list[Piece]:
    """Stories of different subjects; half of them open without the press's mark."""
    made = []
    for subject in rng.sample(sorted(SUBJECTS), rng.randrange(least, most + 1)):
        told = story(rng, subject)
        paragraphs = list(told.paragraphs)
        if rng.random() < 0.5:
            paragraphs[0] = paragraphs[0].split("）", 1)[-1]
        made.append(Piece(told.headline.replace(" ", ""), tuple(paragraphs)))
    return made


def day(rng: random.Random) -> dt.date:
    return dt.date(1951, 1, 1) + dt.timedelta(days=rng.randrange(27_000))


def paper(rng: random.Random) -> str:
    return rng.choice(CITIES) + rng.choice(ENDINGS)


def right_of(made: list[Piece], **stated: object) -> list[Told]:
    return [Told(p.headline, p.body, **stated) for p in made]  # type: ignore[arg-type]
