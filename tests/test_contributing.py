"""docs/contributing.md is followed to the letter in a copy of the repository, and what it adds works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ROOT

PAGE = (ROOT / "docs" / "contributing.md").read_text("utf-8")
STEP = re.compile(
    r"(?:[Nn]ew file\s+`(?P<new>[^`]+)`|In\s+`(?P<old>[^`]+)`, after `(?P<after>[^`]+)`(?P<twice>, twice)?)"
    r":\n\n```python\n(?P<code>.*?)```",
    re.DOTALL,
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    for name in ("trends", "seeds", ".streamlit"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "secrets.toml")
        )
    shutil.copy(ROOT / "app.py", folder)
    steps = list(STEP.finditer(PAGE))
    assert len(steps) == PAGE.count("```python"), "every block of code is a step that the test can follow"
    for step in steps:
        path = folder / (step["new"] or step["old"])
        if step["new"]:
            assert not path.exists()
            path.parent.mkdir(exist_ok=True)
            path.write_text(step["code"], "utf-8")
        else:
            place = f"{step['after']}\n"
            text = path.read_text("utf-8")
            assert text.count(place) == (2 if step["twice"] else 1), f"{step['old']}: {step['after']}"
            path.write_text(text.replace(place, place + step["code"]), "utf-8")
    return folder


def run(copy: Path, code: str, *words: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(copy), "TRENDS_ARCHIVE": words[0] if words else ""}
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


MAIL = "Subject: x\nContent-Type: text/plain; charset=utf-8\n\n本报讯　春耕开始。\n今年小麦长势好。\n"


def test_a_format_and_a_form(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "2024-03-01_01.eml").write_text(MAIL, "utf-8")
    (tmp_path / "2024-03-02_01.txt").write_text(
        "".join(f"★ 第{n}条标题在此\n{n}号地块今天开始播种，农技人员到田间指导。\n" for n in "一二三四"),
        "utf-8",
    )
    code = """
import sys
from trends.layout.forms import told
from trends.readers import find_sources, read_source
for source in find_sources([sys.argv[1]])[0]:
    for page in read_source(source):
        print(source.name if hasattr(source, 'name') else source, told(page)[0].form, len(page.lines))
"""
    out = run(copy, code, str(tmp_path))
    assert re.search(r"\.eml.* 2\n", out)
    assert " starred 8" in out


def test_a_question_a_finding_and_a_page(copy: Path, sample_dir: Path) -> None:
    code = """
import sys
from pathlib import Path

import trends
from fastapi import FastAPI
from fastapi.testclient import TestClient
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from typer.testing import CliRunner

from trends.api import create_api
from trends.cli import app
from trends.findings import FINDERS, Case, Subject

folder = sys.argv[1]
archive = trends.open_archive(folder)
table = archive.longest(limit=3)
assert list(table.columns) == ["id", "headline", "characters"] and len(table) == 3
told = CliRunner().invoke(app, ["longest", "--archive", folder, "--limit", "3"])
assert told.exit_code == 0 and table["id"][0] in told.output, told.output
client = TestClient(create_api(Path(folder), lambda request: "reader"))
assert "/longest" in client.get("/openapi.json").json()["paths"]
for language, title in (("zh", "最长的一篇"), ("en", "The longest article")):
    section = FINDERS["lengths"](Case(archive, Subject(language=language)))
    assert section.title == title and "longest" in section.command, section
page = AppTest.from_file("app.py", default_timeout=120)
page._page_hash = calc_hash("lengths")
page.run()
assert not page.exception and any("篇幅" in m.value for m in page.markdown) and len(page.dataframe) == 1
print("ok")
"""
    assert run(copy, code, str(sample_dir)).strip().endswith("ok")
