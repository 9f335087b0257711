"""What the README says is true: its commands exist and run, its files are there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from tests.builders import ROOT
from tests.sample_table import READMES, sample_rows, with_table
from trends.cli import app

README = (ROOT / "README.md").read_text("utf-8")
ENGLISH = (ROOT / "README.en.md").read_text("utf-8")
COMMANDS = set(get_command(app).commands)  # type: ignore[attr-defined]


def shell_lines() -> list[str]:
    """The `python -m trends` lines of the README's blocks."""
    blocks = re.findall(r"```\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("python -m trends")]


def outline(text: str) -> list[str]:
    """What both languages must share, in order: depth of headings, code, pictures, rows of tables, links."""
    parts = re.findall(
        r"^(#+) |(```\w*\n.*?```)|(!\[[^\]]*\]\([^)]+\))|^(\|)|(\]\((?:docs|https?:)[^)]+\))",
        text,
        re.DOTALL | re.MULTILINE,
    )
    return [re.sub(r"!\[[^\]]*\]", "![]", "".join(part)) for part in parts]


def test_both_languages_have_the_same_sections_commands_and_pictures() -> None:
    assert outline(README) == outline(ENGLISH)


def test_the_table_of_the_sample_is_what_comes_out() -> None:
    rows = sample_rows()
    for corner, readme in READMES.items():
        text = readme.read_text("utf-8")
        assert with_table(text, rows, corner) == text, "python -m tests.sample_table writes it anew"


def test_every_command_named_exists() -> None:
    named = set(re.findall(r"python -m trends (\w+)", README))
    assert named
    assert named <= COMMANDS


def test_every_command_that_exists_is_named_somewhere() -> None:
    told = README + "".join(
        (ROOT / name).read_text("utf-8") for name in ("CHANGELOG.md", "docs/questions.md")
    )
    assert {name for name in COMMANDS if f"`{name}`" not in told and f"trends {name}" not in told} == set()


@pytest.mark.parametrize(
    "line", [line for line in shell_lines() if not re.search("FOLDER|FILE|trends serve|validate", line)]
)
def test_questions_of_the_readme_get_answers(
    line: str, sample_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shlex.split(line)[3:]
    words[words.index("--archive") + 1] = str(sample_dir)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("words", [["topics", "--archive", "ARCHIVE"], ["build", "/nowhere"], ["nonsense"]])
def test_a_process_says_what_the_command_says(words: list[str], sample_dir: Path, tmp_path: Path) -> None:
    words = [str(sample_dir) if word == "ARCHIVE" else word for word in words]
    line = [sys.executable, "-m", "trends", *words]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    same = CliRunner().invoke(app, words, prog_name="python -m trends")
    assert (done.returncode, done.stdout, done.stderr) == (same.exit_code, same.stdout, same.stderr)


def test_python_of_the_readme_runs(sample_dir: Path) -> None:
    code = re.findall(r"```python\n(.*?)```", README, re.DOTALL)[0].replace(
        '"archive"', repr(str(sample_dir))
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


def test_files_and_pictures_named_exist() -> None:
    for name in re.findall(r"\]\(((?!http)[^)]+)\)", README):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"`((?:trends|seeds|tests|docs)/[\w./-]+)`", README):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["shares", "--archive", "/nowhere"], 1, "没有档案"),
        (["build", "/nowhere"], 1, "没有这个文件"),
        (["keywords", "", "--archive", "ARCHIVE"], 1, "查询"),
        (["keywords", "--archive", "ARCHIVE"], 2, "没有给 term"),
        (["shares", "--by", "decade", "--archive", "ARCHIVE"], 2, "issue、week"),
        (["articles", "--topic", "t999", "--archive", "ARCHIVE"], 1, "t999"),
        (["shares", "--since", "2024-13-01", "--archive", "ARCHIVE"], 1, "不是日期"),
        (["shares", "--since", "2024-02-01", "--until", "2024-01-01", "--archive", "ARCHIVE"], 1, "早于"),
        (["issue", "2024-01-01", "--archive", "ARCHIVE"], 1, "没有收录"),
        (["compare", "--a", "2023", "--b", "2024-01-01:2024-12-31", "--archive", "ARCHIVE"], 1, "日期范围"),
        (["build", "seeds/pages", "--topics", "many"], 1, "auto"),
        (["shares", "--by", "decade"], 2, "decade"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_faults_are_one_sentence_and_the_right_exit_code(
    arguments: list[str], code: int, says: str, sample_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [str(sample_dir) if word == "ARCHIVE" else word for word in arguments]
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(app, words)
    assert isinstance(done.exception, SystemExit)  # any other error would be a traceback of the process
    assert done.exit_code == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert len(done.stderr.strip().splitlines()) == 1
