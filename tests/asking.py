"""Every question, parameters by chance, and how each face is asked: what the laws of questions share."""

from __future__ import annotations

import datetime as dt
import functools
import os
import random
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from trends.archive import Archive, open_archive
from trends.archive.parameters import Parameter
from trends.archive.registry import QUESTIONS, Question
from trends.cli import app
from trends.errors import TrendsError
from trends.records import Scope

MORE = [Path(folder) for folder in [os.environ.get("TRENDS_ASKED")] if folder]
Values = dict[str, Any]  # of a question's parameters, by name
ASKED = list(QUESTIONS.values())
each = pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)


# ---- parameters by chance --------------------------------------------------------------------


@functools.cache
def known(path: Path) -> tuple[list[dt.date], list[str], dict[str, list[str]]]:
    """Dates, words and names of a snapshot, looked up once for all draws, with some that it does not hold."""
    archive = open_archive(path.parents[1])
    topics = archive.topics()
    words = [term for terms in topics["terms"] for term, _ in terms]
    texts = {
        "topic": [*topics["topic"], "unassigned", "t99", "topic"],
        "id": [*archive.articles(limit=9)["id"], "nothing"],
        "file": [*archive.pages()["file"], "nothing"],
        "paper": [*archive.meta.papers, "没有这份报"],
        "headline": [word[:1] for word in words],
        "code": [*archive.codes()["code"], "没有这个编码"],
        "reporter": [*archive.names(kind="reporter", limit=5)["name"], "无名"],
        "formula": [
            "topic ~ front_page + kind",
            "t1 ~ year + kind",
            "code ~ weekday",
            "topic ~ weekday",
            "topic ~ mood",
        ],
        "source": ["own", "unknown", "unknown", "own|unknown|新华社", "没有这个来源"],
    }
    words += [f"{words[0]}|{words[1]}", f"{words[2]} -{words[3]}", "没有这个词", "一", "- |"]
    return [dt.date.fromisoformat(day) for day in archive.issues()["date"].unique()], words, texts


class Chance:
    """Values of parameters, mostly of the archive, now and then unfit."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self.random = random.Random(seed)
        self.dates, self.words, self.texts = known(archive.snapshot.path)

    def values(self, asked: Question) -> Values:
        given = {}
        for p in asked.parameters:
            if p.required or self.random.random() < 0.4:
                given[p.name] = self.many(p) if p.many else self.one(p)
        return given

    def many(self, p: Parameter) -> list[str]:
        return [self.random.choice(self.words) for _ in range(self.random.choice([1, 1, 2, 8, 9]))]

    def one(self, p: Parameter) -> Any:
        if p.kind == "flag":
            return self.random.random() < 0.5
        if p.kind == "choice":
            return self.random.choice([*p.choices * 3, "decade"])
        if p.kind == "number":
            least, most = p.help.least or 0, p.help.most or 9
            return self.random.choice([least, least + 1, min(least + 7, most), most, least - 1, most + 1])
        if p.kind == "date":
            return self.random.choice([*self.dates, dt.date(2001, 1, 1)])
        if p.kind == "range":
            ends = [self.random.choice([None, *self.dates]) for _ in range(2)]
            return Scope(*(ends if self.random.random() < 0.2 else sorted(ends, key=str)))
        return self.random.choice(self.texts.get(p.name.removesuffix("_a").removesuffix("_b"), self.words))


def text(value: Any) -> str:
    """A value as people type it."""
    if isinstance(value, Scope):
        return f"{value.since or ''}:{value.until or ''}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def texts(values: Values) -> dict[str, list[str]]:
    return {
        n: [text(v) for v in value] if isinstance(value, list) else [text(value)]
        for n, value in values.items()
    }


# ---- the faces -------------------------------------------------------------------------------


def python(asked: Question, archive: Archive, values: Values, **defaults: Any) -> Any:
    """What Python answers: the answer itself, or the error."""
    arguments = {a.name: a.value(defaults | values) for a in asked.arguments}
    try:
        called = getattr(type(archive), asked.method.__name__)
        return called.fget(archive) if isinstance(called, property) else called(archive, **arguments)
    except TrendsError as error:
        return error


def command(asked: Question, folder: Path, values: Values, form: str) -> Any:
    """What the command prints, or (sentence, exit code)."""
    words = []
    for p in asked.parameters:
        given = texts(values).get(p.name, [])
        flag = f"--{p.name.replace('_', '-')}"
        if given and p.kind == "flag":
            words += [flag] if given == ["true"] else [f"--no-{flag[2:]}"] if p.default else []
        elif not (p.many or (p.required and p.kind != "range")):
            words += [word for value in given for word in (flag, value)]
    behind = [
        v
        for p in asked.parameters
        if p.many or (p.required and p.kind != "range")
        for v in texts(values).get(p.name, [])
    ]
    line = [asked.command, *words, "--archive", str(folder), "--format", form, "--", *behind]
    done = CliRunner().invoke(app, line)
    return done.stdout if done.exit_code == 0 else (done.stderr.strip(), done.exit_code)


def over_http(asked: Question, client: TestClient, values: Values) -> Any:
    """What the path answers, or (sentence, status)."""
    query = texts(values)
    path = asked.path.format(**{name: found[0] for name, found in query.items()})
    inside = {name for name in query if f"{{{name}}}" in asked.path}
    found = client.get(path, params={name: value for name, value in query.items() if name not in inside})
    if found.status_code == 200:
        return found.text
    fault = found.json()
    return f"{fault['what']}; {fault['cure']}" if fault["cure"] else fault["what"], found.status_code
