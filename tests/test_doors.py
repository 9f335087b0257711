"""What the server takes from and tells to whom: uploads, its own numbers, long answers; what a terminal is sent."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pandas as pd
import psutil
import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from websockets.exceptions import InvalidStatus

from tests.builders import ROOT
from tests.server import served
from tests.visitor import Visitor
from trends.api import create_api, questions
from trends.archive.answers import as_json
from trends.archive.permission import Person
from trends.archive.registry import QUESTIONS
from trends.cli.printing import Format, print_table
from trends.dashboard import doors
from trends.dashboard.doors import BoundsTabs, GuardsDoors
from trends.dashboard.roles import Rules, judged


def test_a_read_only_server_takes_no_upload_and_tells_a_proxy_nothing(
    planted_dir: Path, tmp_path: Path
) -> None:
    with served(planted_dir, tmp_path, environment={"TRENDS_READ_ONLY": "1"}) as server:
        put = f"{server.address}/_stcore/upload_file/session/file"
        for method in ("PUT", "POST", "DELETE"):
            assert httpx.request(method, put, content=b"x" * 2_000).status_code == 403
        metrics = f"{server.address}/_stcore/metrics"
        assert httpx.get(metrics, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 403
        health = f"{server.address}/_stcore/health"
        assert httpx.get(health).status_code == 200
        if sys.platform == "linux":
            import resource

            few = psutil.Process(server.pid).num_fds() + 1
            resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (few, few))
            assert httpx.get(health).status_code == 503, (tmp_path / "server.out").read_text()
            with pytest.raises(InvalidStatus):
                Visitor(server.port)


@pytest.mark.parametrize("here", [False, True])
def test_one_address_has_so_many_tabs_and_no_more(monkeypatch: pytest.MonkeyPatch, here: bool) -> None:
    monkeypatch.setattr(doors, "TABS", 2)

    async def inner(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})
        await receive()
        await receive()

    bounded: Any = BoundsTabs(inner, is_here=lambda scope: here, is_full=lambda: False)
    client = TestClient(bounded)
    with client.websocket_connect("/_stcore/stream"), client.websocket_connect("/_stcore/stream"):
        if here:
            with client.websocket_connect("/_stcore/stream"):
                pass
        else:
            with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
                pass
    with client.websocket_connect("/_stcore/stream"):  # once one is closed there is room
        pass


@pytest.mark.parametrize("may", [False, True])
@pytest.mark.parametrize("path", ["/_stcore/upload_file/a/b", "/base/_stcore/upload_file/a/b"])
def test_an_upload_passes_only_for_who_may_change_things(may: bool, path: str) -> None:
    taken = []

    async def inner(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        taken.append(scope["path"])
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    guarded: Any = GuardsDoors(inner, may_upload=lambda scope: may, is_here=lambda scope: True)
    client = TestClient(guarded)
    assert client.put(path, content=b"x").status_code == (204 if may else 403)
    assert client.get("/").status_code == 204
    assert taken == ([path, "/"] if may else ["/"])


def test_signs_whose_small_letter_is_a_latin_one_name_nobody_else() -> None:
    rules = Rules(readers=("@example.cn",), editors=("kate@example.cn",))
    claims = {"email": "\u212aate@example.cn", "email_verified": True, "iat": 0}
    assert judged(claims, rules, now=1.0) == Person("\u212aate@example.cn", editor=False)
    assert judged(claims | {"email": "KATE@Example.cn"}, rules, now=1.0) == Person("kate@example.cn")


def test_an_answer_of_too_many_rows_is_refused_with_the_cure(
    planted_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MOST_ROWS", 5)
    with TestClient(create_api(planted_dir, lambda request: Person("a", editor=False))) as client:
        for form in ("json", "csv"):
            refused = client.get("/shares", params={"by": "issue", "format": form})
            assert refused.status_code == 422
            assert "最多 5 行" in refused.json()["what"]
            assert refused.json()["cure"]
        assert client.get("/articles", params={"limit": 5}).status_code == 200


def test_the_texts_of_too_many_articles_are_refused_with_the_cure(
    planted_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MOST_TEXTS", 3)
    with TestClient(create_api(planted_dir, lambda request: Person("a", editor=False))) as client:
        refused = client.get("/articles", params={"limit": 4})
        assert refused.status_code == 422
        assert "一次最多 3 篇" in refused.json()["what"]
        assert len(client.get("/articles", params={"limit": 3}).json()) == 3
        assert client.get("/articles", params={"limit": 4, "text": "false"}).status_code == 200
        assert client.get("/articles", params={"limit": 4, "format": "csv"}).status_code == 200


def test_a_long_table_in_parts_is_the_same_text(planted_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = QUESTIONS["shares"]
    rows = len(asked.columns) and 23
    table = pd.DataFrame(
        {column.name: [f"{column.name}{k}" for k in range(rows)] for column in asked.columns}
    )
    whole = as_json(asked, table)
    monkeypatch.setattr("trends.archive.answers.PART", 4)
    assert as_json(asked, table) == whole


def test_texts_of_articles_steer_no_terminal_and_no_spreadsheet(capsys: pytest.CaptureFixture[str]) -> None:
    table = pd.DataFrame(
        {"headline": ["[red]旗[/red]", "\x1b]0;x\x07夺", "=1+1", "-3.5", "[/]"], "n": [1, 2, 3, 4, 5]}
    )
    print_table(table, Format.table)
    shown = capsys.readouterr().out
    assert "[red]旗[/red]" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown
    print_table(table, Format.csv)
    read = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=str)
    assert read["headline"].tolist()[2:4] == ["'=1+1", "-3.5"]
    print_table(table, Format.json)
    assert '"=1+1"' in capsys.readouterr().out


def test_the_command_line_gives_workbooks_and_csv_that_spreadsheets_open(
    sample_dir: Path, tmp_path: Path
) -> None:
    words = ["shares", "--by", "month", "--archive", str(sample_dir)]
    asked = [sys.executable, "-m", "trends", *words, "--format"]
    with (tmp_path / "a.csv").open("wb") as out:
        subprocess.run([*asked, "csv"], stdout=out, check=True, cwd=ROOT)
    piped = subprocess.run([*asked, "csv"], stdout=subprocess.PIPE, check=True, cwd=ROOT).stdout
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf" + piped
    with (tmp_path / "a.xlsx").open("wb") as out:
        subprocess.run([*asked, "xlsx"], stdout=out, check=True, cwd=ROOT)
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(values_only=True))
    known = pd.read_csv(tmp_path / "a.csv")
    assert list(rows[0]) == list(known.columns)
    assert [row[2] for row in rows[1:]] == known["label"].tolist()
