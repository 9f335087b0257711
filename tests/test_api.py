"""The data twin: its description holds, its tables are the archive's, its limits bite."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette
from starlette.routing import Mount
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from trends.api import API_PATH, create_api
from trends.api.limits import Bucket
from trends.archive import Archive
from trends.archive.permission import Person
from trends.archive.registry import QUESTIONS

READER = Person("reader@example.cn", editor=False)


@pytest.fixture(scope="module")
def client(sample_dir: Path) -> Iterator[TestClient]:
    with TestClient(create_api(sample_dir, lambda _: READER, burst=10**9)) as opened:
        yield opened


PATHS = [asked.path for asked in QUESTIONS.values()]


@pytest.mark.parametrize("path", PATHS)
def test_every_path_answers_as_it_is_described(path: str, sample_dir: Path) -> None:
    api = create_api(sample_dir, lambda _: READER, burst=10**9)
    server = Starlette(routes=[Mount(API_PATH, api)])
    operation = schemathesis.openapi.from_asgi(f"{API_PATH}/openapi.json", server)[path]["GET"]

    @given(case=operation.as_strategy())
    @settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def answers(case: schemathesis.Case) -> None:
        # A question may be well formed and have no answer: a range from its end to its start.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    answers()


def test_nothing_but_reading_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {method for path in paths.values() for method in path} == {"get"}
    assert client.post("/shares").status_code == 405


@pytest.mark.parametrize("by", ["issue", "year"])
def test_shares_are_the_archives_own_in_both_forms(client: TestClient, sample: Archive, by: str) -> None:
    own = sample.shares(by=by)  # type: ignore[arg-type]
    found = client.get("/shares", params={"by": by})
    assert found.headers["x-data-version"] == sample.meta.data_version
    assert [row["n"] for row in found.json()] == own["n"].tolist()
    sheet = pd.read_csv(io.BytesIO(client.get("/shares", params={"by": by, "format": "csv"}).content))
    assert sheet["n"].tolist() == own["n"].tolist()
    assert set(sheet["data_version"]) == {sample.meta.data_version}


def test_an_article_is_found_by_its_id(client: TestClient, sample: Archive) -> None:
    first = client.get("/articles", params={"limit": 1}).json()[0]
    assert "".join(client.get(f"/articles/{first['id']}").json()["paragraphs"])
    issue = client.get(f"/issues/{first['date']}").json()
    assert first["id"] in [row["id"] for row in issue["articles"]]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/articles/nothing", 404),
        ("/articles?topic=t999", 404),
        ("/issues/2001-01-01", 404),
        ("/shares?since=2024-02-01&until=2024-01-01", 422),
        ("/shares?since=yesterday", 422),
        ("/shares?by=decade", 422),
        ("/articles?limit=1000001", 422),
        ("/keywords?term=" + "a" * 300, 422),
        ("/articles/..%2F..%2Fetc%2Fpasswd", 404),
        ("/keywords?term=%00", 422),
        ("/shares?form=csv", 422),
    ],
)
def test_faults_say_what_and_cure(client: TestClient, path: str, status: int) -> None:
    found = client.get(path)
    assert found.status_code == status
    assert found.json()["what"]


@pytest.mark.parametrize(
    "text", ["' OR 1=1 --", "x'; DROP TABLE articles; --", '" UNION SELECT 1', "%_%", "$1 ?"]
)
def test_words_are_never_part_of_a_statement(client: TestClient, sample: Archive, text: str) -> None:
    """The linter's rule on SQL (B608) is off; this stands in for it."""
    for path, name in (
        ("articles", "term"),
        ("concordance", "term"),
        ("keywords", "term"),
        ("shares", "paper"),
    ):
        found = client.get(f"/{path}", params={name: text})
        assert found.status_code in (200, 422), (path, found.text)
        if path == "articles" and found.status_code == 200:
            assert found.json() == []
    assert client.get("/meta").json()["articles"] == sample.meta.articles


def test_who_is_not_let_in_gets_nothing(sample_dir: Path) -> None:
    client = TestClient(create_api(sample_dir, lambda _: None))
    for path in ("/meta", "/shares", "/articles", "/problems", "/articles/x", "/issues/2024-03-11"):
        assert client.get(path).status_code == 401, path


@pytest.mark.parametrize("path", ["/coverage", "/shares", "/topics", "/bursts", "/names"])
def test_a_paper_that_is_not_there_has_no_rows_or_says_so(client: TestClient, path: str) -> None:
    assert client.get(path, params={"paper": "没有这份报"}).status_code == 200


def test_without_an_archive_it_says_so(tmp_path: Path) -> None:
    found = TestClient(create_api(tmp_path, lambda _: READER)).get("/meta")
    assert found.status_code == 503
    assert "没有档案" in found.json()["what"]


def test_who_asks_too_often_waits(sample_dir: Path) -> None:
    client = TestClient(create_api(sample_dir, lambda _: READER, burst=3, rate=0.01))
    assert [client.get("/meta").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert int(client.get("/meta").headers["retry-after"]) >= 1


@pytest.mark.parametrize(("named", "answers"), [("", 429), ("*", 200)])
def test_an_address_that_is_only_said_makes_no_new_asker(
    sample_dir: Path, monkeypatch: pytest.MonkeyPatch, named: str, answers: int
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", named)
    api = create_api(sample_dir, lambda _: Person("visitor", editor=False), burst=3, rate=0.01)
    served = ProxyHeadersMiddleware(api, "*")  # type: ignore[arg-type]
    client = TestClient(served)  # type: ignore[arg-type]
    found = [client.get("/meta", headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code for n in range(5)]
    assert found == [200, 200, 200, answers, answers]


def test_guessing_at_tokens_is_slowed_too(sample_dir: Path) -> None:
    client = TestClient(create_api(sample_dir, lambda _: None, burst=3, rate=0.01))
    assert [client.get("/meta").status_code for _ in range(5)] == [401, 401, 401, 429, 429]


def test_a_bucket_refills_and_tells_askers_apart() -> None:
    now = [0.0]
    bucket = Bucket(2, 0.5, lambda: now[0])
    assert [bucket.wait("a") for _ in range(3)] == [0.0, 0.0, 2.0]
    assert bucket.wait("b") == 0.0
    now[0] = 2.0
    assert bucket.wait("a") == 0.0
    assert bucket.wait("a") > 0
