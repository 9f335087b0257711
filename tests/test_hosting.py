"""The hosted dashboard against a real identity provider: who gets in, who may write, what attacks meet."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import httpx
import oidc_provider_mock
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.builders import build, days, mixed_records, write_jsonl
from tests.server import Server, free_port, served
from tests.visitor import Drawn, Visitor
from trends.archive.labels import Label, write_label
from trends.dashboard.access import is_local
from trends.dashboard.roles import Rules, judged, rules_of, token_person

SECRETS = """
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "only-for-this-test-0123456789abcdef"
client_id = "trends"
client_secret = "secret"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[access]
readers = ["@example.cn"]
editors = ["chief@example.cn"]
hours = {hours}
tokens = {{ bureau = "{digest}" }}
"""
TOKEN = "a-long-token-for-the-bureau"
RULES = Rules(readers=("@example.cn",), editors=("chief@example.cn",), hours=12)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def own(sample_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hosted") / "archive"
    shutil.copytree(sample_dir, folder, ignore=shutil.ignore_patterns("work"))
    return folder


@pytest.fixture(scope="module")
def hosted(own: Path, provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    digest = hashlib.sha256(TOKEN.encode()).hexdigest()
    port = free_port()
    secrets = SECRETS.format(port=port, provider=provider, hours=12, digest=digest)
    with served(own, tmp_path_factory.mktemp("server"), secrets, port) as server:
        yield server


def logged_in(server: Server, address: str) -> httpx.Client:
    """A browser's cookies after the whole way: button, provider, callback."""
    with Visitor(server.port) as visitor:
        button = visitor.open().buttons["登录"]
        target = visitor.open(press=button).login
    client = httpx.Client(base_url=server.address, trust_env=False)
    found = client.get(urljoin(server.address, target))
    form = found.headers["location"]
    back = client.post(form, data={"sub": address}).headers["location"]
    assert client.get(back).status_code == 302
    client.get("/_stcore/health")  # sets the XSRF cookie, as a browser's first request does
    return client


def cookie(client: httpx.Client) -> str:
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def opened(server: Server, address: str, page: str = "overview") -> Drawn:
    with Visitor(server.port, cookie=cookie(logged_in(server, address))) as visitor:
        return visitor.open(page)


def test_without_a_login_nothing_is_told(hosted: Server) -> None:
    with Visitor(hosted.port) as visitor:
        for page in ("overview", "topics", "articles", "import"):
            drawn = visitor.open(page)
            assert "请先登录" in drawn.text
            assert "期" not in drawn.text.replace("过期", "")
    for path in ("meta", "shares", "articles"):
        assert httpx.get(f"{hosted.address}/api/{path}", trust_env=False).status_code == 401


def test_a_reader_on_the_list_sees_and_may_not_write(hosted: Server, own: Path) -> None:
    drawn = opened(hosted, "reader@example.cn", "topics")
    assert "31 篇" in drawn.text
    assert "保存" not in drawn.buttons
    assert "只能看" in opened(hosted, "reader@example.cn", "import").text
    assert not (own / "imported").exists()
    assert "event=login by=reader@example.cn outcome=done" in hosted.lines("login")[-1]


def test_an_editor_may_write(hosted: Server) -> None:
    drawn = opened(hosted, "chief@example.cn", "import")
    assert "只能看" not in drawn.text
    assert "导入报纸" in drawn.text


@pytest.mark.parametrize(
    "address", ["eve@example.org", "eve@example.cn.evil.org", "a@b@example.cn", "nobody"]
)
def test_an_address_that_is_not_listed_is_refused(hosted: Server, address: str) -> None:
    drawn = opened(hosted, address)
    assert "没有权限" in drawn.text or "邮箱未确认" in drawn.text
    assert "31 篇" not in drawn.text
    assert "outcome=done" not in hosted.lines("login")[-1]


def test_the_data_follow_the_same_login(hosted: Server) -> None:
    assert logged_in(hosted, "reader@example.cn").get("/api/meta").json()["articles"] == 31
    assert logged_in(hosted, "eve@example.org").get("/api/meta").status_code == 401
    for token, status in ((TOKEN, 200), ("guess", 401)):
        headers = {"Authorization": f"Bearer {token}"}
        found = httpx.get(f"{hosted.address}/api/meta", headers=headers, trust_env=False)
        assert found.status_code == status


def test_a_forged_cookie_is_no_login(hosted: Server) -> None:
    real = cookie(logged_in(hosted, "reader@example.cn"))
    forged = re.sub(r"(_streamlit_user=[^;]{20})..", r"\1AA", real)
    assert forged != real
    with Visitor(hosted.port, cookie=forged) as visitor:
        assert "请先登录" in visitor.open().text
    assert (
        httpx.get(f"{hosted.address}/api/meta", headers={"Cookie": forged}, trust_env=False).status_code
        == 401
    )


def test_another_site_cannot_open_the_socket_with_a_readers_cookie(hosted: Server) -> None:
    real = cookie(logged_in(hosted, "reader@example.cn"))
    with pytest.raises(InvalidStatus, match="403"):
        Visitor(hosted.port, cookie=real, origin="https://evil.example")


def flood(visitor: Visitor) -> None:
    for _ in range(3):
        visitor.send(b"\0" * (30 << 20))
        visitor.open(wait=20)


def test_a_message_beyond_the_limit_closes_only_its_own_session(hosted: Server) -> None:
    with Visitor(hosted.port) as good, Visitor(hosted.port) as bad:
        with pytest.raises(ConnectionClosed):
            flood(bad)
        assert "请先登录" in good.open().text


@pytest.mark.parametrize("page", ["../../etc", "<script>", "x" * 5000])
def test_a_made_up_page_and_query_harm_nothing(hosted: Server, page: str) -> None:
    with Visitor(hosted.port, cookie=cookie(logged_in(hosted, "reader@example.cn"))) as visitor:
        drawn = visitor.open(page, query=f"q={page}&from=%00&topic=../../x&version=../../../etc&lang=<b>")
        assert drawn.faults == []
        assert visitor.open("topics", query="at=%F0%9F%92%A9&by=x").faults == []


def test_a_login_grows_old(own: Path, provider: str, tmp_path: Path) -> None:
    port = free_port()
    secrets = SECRETS.format(port=port, provider=provider, hours=6 / 3600, digest="0" * 64)
    with served(own, tmp_path, secrets, port) as server:
        client = logged_in(server, "chief@example.cn")
        with Visitor(port, cookie=cookie(client)) as visitor:
            time.sleep(7)
            assert "登录已过期" in visitor.open().text
        assert client.get("/api/meta").status_code == 401


def test_logging_out_ends_the_login_everywhere_and_after_a_restart(
    own: Path, provider: str, tmp_path: Path
) -> None:
    port = free_port()
    secrets = SECRETS.format(port=port, provider=provider, hours=12, digest="0" * 64)
    kept = {"TRENDS_SESSIONS": str(tmp_path / "sessions")}
    with served(own, tmp_path, secrets, port, kept) as server:
        client, other = logged_in(server, "chief@example.cn"), logged_in(server, "reader@example.cn")
        before = cookie(client)
        with Visitor(port, cookie=before) as tab:
            drawn = tab.open("import")
            assert "导入报纸" in drawn.text
            client.get("/auth/logout", follow_redirects=False)
            assert "导入报纸" not in tab.open("import").text  # the tab that was left open
        held = httpx.Client(base_url=server.address, trust_env=False, headers={"Cookie": before})
        assert held.get("/api/meta").status_code == 401
        assert other.get("/api/meta").status_code == 200  # somebody else's login stands
        with Visitor(port, cookie=before) as again:
            assert "31 篇" not in again.open().text
        assert logged_in(server, "chief@example.cn").get("/api/meta").status_code == 200
    with served(own, tmp_path, secrets, port, kept) as server, Visitor(port, cookie=before) as again:
        assert "31 篇" not in again.open().text
        assert (
            httpx.get(f"{server.address}/api/meta", headers={"Cookie": before}, trust_env=False).status_code
            == 401
        )


def test_the_button_ends_the_login_too(hosted: Server) -> None:
    before = cookie(logged_in(hosted, "chief@example.cn"))
    with Visitor(hosted.port, cookie=before) as tab:
        drawn = tab.open()
        tab.open(press=drawn.buttons["退出登录"])
        assert "31 篇" not in tab.open().text
    assert (
        httpx.get(f"{hosted.address}/api/meta", headers={"Cookie": before}, trust_env=False).status_code
        == 401
    )


def test_nothing_said_is_open_to_its_own_machine_only(own: Path, tmp_path: Path) -> None:
    with served(own, tmp_path) as server:
        with Visitor(server.port) as visitor:
            assert "31 篇" in visitor.open().text
        ask = httpx.Client(base_url=server.address, trust_env=False)
        assert ask.get("/api/meta").status_code == 200
        assert ask.get("/api/meta", headers={"Host": "rebound.example"}).status_code == 401
        assert ask.get("/api/meta", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 401


def test_a_script_in_an_article_a_paper_or_a_label_is_only_text(tmp_path: Path) -> None:
    script = "<script>window.hit=1</script><img src=x onerror=alert(1)>"
    rows = mixed_records(days("2024-01-01", 4), {"farm": 4, "school": 4})
    rows = [
        row | {"title": script + str(row["title"]), "paper": script, "body": script + str(row["body"])}
        for row in rows
    ]
    build(write_jsonl(tmp_path / "x.jsonl", rows), tmp_path / "a", topics=2)
    write_label(tmp_path / "a", Label("t1", "<script>1</script>"))
    with served(tmp_path / "a", tmp_path) as server, Visitor(server.port) as visitor:
        for page in ("overview", "topics", "issue", "articles", "compare", "data"):
            drawn = visitor.open(page)
            assert drawn.faults == []
            assert drawn.html == 0, page  # the browser's Markdown shows tags as text unless asked otherwise


@pytest.mark.parametrize(
    ("peer", "headers", "local"),
    [
        ("127.0.0.1", {"Host": "localhost:8501"}, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        ("::ffff:127.0.0.1", {"Host": "127.0.0.1:8501"}, True),
        ("::ffff:10.0.0.5", {"Host": "127.0.0.1:8501"}, False),
        ("10.0.0.5", {"Host": "localhost:8501"}, False),
        ("127.0.0.1", {"Host": "trends.example.cn"}, False),
        ("127.0.0.1", {"Host": "localhost", "X-Forwarded-For": "10.0.0.5"}, False),
        ("127.0.0.1", {"Host": "localhost.evil.example"}, False),
        ("", {"Host": "localhost"}, False),
    ],
)
def test_who_sits_at_this_machine(peer: str, headers: dict[str, str], local: bool) -> None:
    assert is_local(peer, headers) is local


@pytest.mark.parametrize(
    ("claims", "outcome"),
    [
        ({"email": "A@Example.CN", "iat": 0}, False),
        ({"email": "chief@example.cn", "iat": 0}, True),
        ({"email": "a@example.cn", "iat": 0, "email_verified": False}, "unverified"),
        ({"iat": 0}, "unverified"),
        ({"email": "a@sub.example.cn", "iat": 0}, "not_listed"),
        ({"email": "a@example.cn"}, "expired"),
        ({"email": "a@example.cn", "iat": -13 * 3600}, "expired"),
        ({"email": "a@example.cn", "iat": 3600}, "expired"),
    ],
)
def test_what_a_provider_says_decides(claims: dict[str, object], outcome: object) -> None:
    verdict = judged(claims, RULES, now=60.0)
    assert (verdict if isinstance(verdict, str) else verdict.editor) == outcome


def test_rules_that_name_nobody_let_nobody_in() -> None:
    assert judged({"email": "a@example.cn", "iat": 0}, rules_of({}), 0.0) == "not_listed"
    assert rules_of({"readers": "example.cn"}).readers == ()
    assert token_person("", rules_of({})) is None
