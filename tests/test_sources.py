"""Whose words an article is: by its own wording, in both scripts and in English; kept, counted, a filter."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.builders import build, built, record, write_jsonl
from trends.archive import Archive, Filter
from trends.archive.sides import side
from trends.cli import app
from trends.errors import NotFoundError, QueryError
from trends.records import SOURCE_KINDS, Byline, Origin, Scope
from trends.sources import origin_of

OWN, TOLD_BY_NOBODY, SENT_IN = Origin("own"), Origin(), Origin("contribution")
BODY = "滨江大桥昨天通车。"


def wire(name: str) -> Origin:
    return Origin("agency", name)


def printed_in(name: str) -> Origin:
    return Origin("reprint", name)


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("新华社滨江3月4日电（记者 林一舟）滨江大桥通车。", wire("新华社")),
        ("新华社滨江三月四日电　题：大桥", wire("新华社")),
        ("据新华社电 滨江大桥通车。", wire("新华社")),
        ("【新华社滨江四日电】滨江大桥通车。", wire("新华社")),
        ("新華社濱江3月4日電（記者 林一舟）濱江大橋通車。", wire("新华社")),
        ("中新网3月4日电 滨江大桥通车。", wire("中新社")),
        ("（中央社記者林一舟濱江4日電）濱江大橋通車。", wire("中央社")),
        ("【路透社濱江三日電】濱江大橋通車。", wire("路透社")),
        ("大橋通車　【泛亞社濱江三日電】濱江大橋通車。", wire("泛亚社")),
        ("塔斯社滨江四日电：大桥通车。", wire("塔斯社")),
        ("央视网消息：滨江大桥通车。", printed_in("央视")),
        ("央视新闻客户端消息，滨江大桥通车。", printed_in("央视")),
        ("临江晚报讯（记者 林一舟）滨江大桥通车。", printed_in("临江晚报")),
        ("图为滨江大桥。\n【临江晚报驻滨江特约记者 林一舟】大桥通车。", printed_in("临江晚报")),
        ("本报讯（记者 林一舟）滨江大桥通车。", OWN),
        ("本报滨江3月4日电 滨江大桥通车。", OWN),
        ("【本報訊】濱江大橋通車。", OWN),
        ("〔記者林一舟／濱江報導〕濱江大橋通車。", OWN),
        ("昨天，记者从市交通局获悉，大桥通车。", OWN),
        ("本报综合新华社、中新社电 大桥通车。", wire("新华社")),
        ("（通讯员 林一舟）大桥通车。", SENT_IN),
        (f"{BODY}\n（来源：《临江晚报》）", printed_in("临江晚报")),
        (f"{BODY}（转自《临江晚报》）", printed_in("临江晚报")),
        (f"{BODY}\n来源：人民日报\n分享让更多人看到", printed_in("人民日报")),
        (f"{BODY}（据新华社滨江3月4日电）", wire("新华社")),
        (f"{BODY}\n新华社记者 林一舟", wire("新华社")),
        (f"{BODY}\n（作者系滨江大学教授）", SENT_IN),
        (f"{BODY}\n作者：林一舟（滨江大学教授）", SENT_IN),
        ("BINJIANG, March 4 (Xinhua) -- The bridge opened.", wire("新华社")),
        ("LONDON (Reuters) - The bridge opened.", wire("路透社")),
        # what only speaks of an agency, a photo or an interview
        ("新华社社长林一舟昨天到访。", TOLD_BY_NOBODY),
        ("据韩联社4日报道，大桥通车。专家认为很好。", TOLD_BY_NOBODY),
        (f"{BODY}\n图片来源：新华社", TOLD_BY_NOBODY),
        (f"本报讯 {BODY}\n新华社记者 林一舟 摄", OWN),
        ("市长在联合记者会上表示，大桥通车。", TOLD_BY_NOBODY),
        ("旅行社昨日推出新线路。", TOLD_BY_NOBODY),
        (BODY, TOLD_BY_NOBODY),
    ],
)
def test_the_wording_tells_the_source(body: str, source: Origin) -> None:
    assert origin_of(body, paper="滨江日报") == source


@pytest.mark.parametrize(
    ("paper", "told", "source"),
    [
        ("滨江日报", "来源：本报", OWN),
        ("滨江日报", "来源：滨江日报", OWN),
        ("滨江日报", "来源：新华网", wire("新华社")),
        ("滨江日报", "来源：临江发布", printed_in("临江发布")),
        ("滨江日报", "人民日报记者 林一舟", printed_in("人民日报")),
        ("滨江日报", "本报记者 林一舟 通讯员 苏晴", OWN),
        ("滨江日报", "林一舟 摄", TOLD_BY_NOBODY),
    ],
)
def test_what_stands_beside_the_text_counts(paper: str, told: str, source: Origin) -> None:
    assert origin_of(BODY, paper=paper, credits=told) == source


def test_a_house_is_not_its_own_reprint() -> None:
    assert origin_of("央视网消息：大桥通车。", paper="新闻联播") == OWN
    assert origin_of("滨江日报讯 大桥通车。", paper="滨江日报") == OWN
    assert origin_of("新华社滨江3月4日电 大桥通车。", paper="新华每日电讯") == wire("新华社")


def test_roles_tell_where_words_do_not() -> None:
    assert origin_of(BODY, byline=Byline(reporters=("林一舟",))) == OWN
    assert origin_of(BODY, byline=Byline(correspondents=("林一舟",))) == SENT_IN
    assert origin_of(BODY, byline=Byline(authors=("林一舟",))) == TOLD_BY_NOBODY


@given(st.text(max_size=400), st.text(max_size=20), st.text(max_size=60))
def test_any_text_gets_one_kind(body: str, paper: str, told: str) -> None:
    found = origin_of(body, paper=paper, credits=told)
    assert found.kind in SOURCE_KINDS
    assert bool(found.agency) <= (found.kind in ("agency", "reprint"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    rows = [
        ("新华社滨江3月4日电 大桥通车，车流平稳，市民称便。", "", "要闻"),
        ("大桥通车以后车流平稳，市民称便，商户也多了。", "新华社", "要闻"),
        ("市里修了一所学校，孩子们秋天入学，家长放心。", "本报", "教育"),
        ("老街的茶馆重新开张，掌柜说生意比去年好得多。", "临江晚报", "副刊"),
    ]
    place = tmp_path_factory.mktemp("sources")
    lines = [
        {"date": f"2024-03-0{n}", "title": f"第{n}条", "body": body, "报纸": "滨江日报", "来源": source, "栏目": section}
        for n, (body, source, section) in enumerate(rows, 1)
    ]  # fmt: skip
    (place / "rows.jsonl").write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    return built(place / "rows.jsonl", place / "archive")


def test_a_column_of_sources_is_kept_counted_and_filters(archive: Archive) -> None:
    found = archive.articles(order="date")[::-1]
    assert list(found["source_kind"]) == ["agency", "agency", "own", "reprint"]
    assert list(found["agency"]) == ["新华社", "新华社", "", "临江晚报"]
    assert set(found["paper"]) == {"滨江日报"}
    assert archive.count_articles(Scope(source="agency|own")) == 3
    assert archive.count_articles(Scope(source="临江晚报"), Filter(page=None)) == 1
    shares = archive.origins(by="month")
    assert list(shares["source_kind"]) == list(SOURCE_KINDS)
    assert list(shares["n"]) == [1, 2, 1, 0, 0]
    assert shares["share"].sum() == pytest.approx(1)
    topics = [t for t in archive.topics()["topic"] if archive.count_articles(wanted=Filter(topic=t))]
    of_each = [archive.origins(by="month", topic=topic) for topic in [*topics, "unassigned"]]
    assert sum(int(one["n"].sum()) for one in of_each) == 4
    with pytest.raises(NotFoundError):
        archive.origins(topic="t99")
    assert list(archive.agencies()["agency"]) == ["新华社", "临江晚报"]
    assert archive.coverage(Scope(source="own"), "month")["articles"].sum() == 1
    facets = archive.facets()
    assert dict(facets[facets["facet"] == "source"][["value", "n"]].itertuples(index=False)) == {
        "agency": 2, "own": 1, "reprint": 1,
    }  # fmt: skip


def test_a_side_of_a_comparison_may_be_a_source(archive: Archive) -> None:
    one, other = side("source=agency,2024-03-01:"), side("source=own|reprint")
    assert (one, other) == (Scope(since=dt.date(2024, 3, 1), source="agency"), Scope(source="own|reprint"))
    assert set(archive.keyness(one, other, min_n=1)["n_a"]) <= {0, 1, 2}
    with pytest.raises(QueryError, match="重叠"):
        archive.keyness(one, one)
    with pytest.raises(QueryError, match="没有"):
        archive.keyness(one, Scope(paper="别的报"))
    for text in ("paper=", "page=zwei", "2024", "mood=news"):
        with pytest.raises(QueryError):
            side(text)


def test_compare_takes_papers_as_sides(tmp_path: Path) -> None:
    rows = [
        record("2024-03-01", subject, n, paper=paper)
        for paper, subject in (("甲报", "farm"), ("乙报", "school"))
        for n in range(6)
    ]
    build(write_jsonl(tmp_path / "rows.jsonl", rows), tmp_path / "archive")
    line = ["compare", "--archive", str(tmp_path / "archive"), "--a", "paper=甲报", "--b", "paper=乙报"]
    done = CliRunner().invoke(app, line)
    assert done.exit_code == 0, done.stderr
    apart = CliRunner().invoke(
        app, [*line[:3], "--a", ":", "--b", ":", "--paper-a", "甲报", "--paper-b", "乙报"]
    )
    assert done.stdout == apart.stdout
    assert "农民" in done.stdout
    wrong = CliRunner().invoke(app, [*line[:3], "--a", "paper=甲报", "--b", "paper=甲报"])
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (1, 1)
