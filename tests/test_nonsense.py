"""Text is told from bytes read by a wrong code, also where it is a table or a list of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.copied import STORIES
from tests.formatted import only_problem, put
from trends.readers.nonsense import is_nonsense

TELLING = "".join(f"{head}\n{body}\n" for head, body in STORIES.items()) * 2
LISTS = {
    "results": "名次 球队 场次 胜 平 负 积分\n" + "\n".join(f"{n} {team} 37 10 8 1 0 38" for n, team in enumerate(
        ("尤文", "米兰", "罗马", "拉齐奥", "桑普", "帕尔马", "莱切", "锡耶纳", "恩波利", "巴勒莫", "利沃诺", "雷吉纳", "梅西纳"), 1)),
    "names": "获奖名单\n" + "、".join(
        ("赵雨桐", "钱思齐", "孙若兰", "李梓涵", "周芷晴", "吴俊杰", "郑婉清", "冯晓峰", "陈柏霖", "褚云帆", "卫诗琪", "蒋鹏飞", "沈佳怡", "韩翠萍", "杨振宇")),
}  # fmt: skip


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_tables_and_lists_of_names_are_text(text: str) -> None:
    assert not is_nonsense(text)


@pytest.mark.parametrize("text", [TELLING, *LISTS.values()], ids=["news", *LISTS])
@pytest.mark.parametrize(("written", "read"), [("utf-8", "gbk"), ("utf-8", "big5"), ("gbk", "big5"), ("gbk", "euc_jp"), ("utf-8", "utf-16-le")])  # fmt: skip
def test_any_text_read_by_a_wrong_code_is_none(text: str, written: str, read: str) -> None:
    assert is_nonsense(text.encode(written, "ignore").decode(read, "ignore") * 2)


def test_letters_shifted_as_by_a_font_are_no_text() -> None:
    assert is_nonsense("".join(chr(ord(c) + 7) if "\u4e00" <= c < "\u9f00" else c for c in TELLING))


@pytest.mark.parametrize("code", ["latin-1", "cp1252"])
def test_chinese_read_as_western_letters_is_told_to_be_garbled(tmp_path: Path, code: str) -> None:
    text = "".join(STORIES.values()).encode("gbk").decode(code, "ignore")
    assert is_nonsense(f"石湾日报{text}")
    assert "乱码" in only_problem(put(tmp_path, "a.txt", f"石湾日报\n{text}".encode())).what


@pytest.mark.parametrize(
    "text",
    [
        "L’été dernier, à Genève, les élèves ont créé un théâtre où l’âme est déçue. " * 4,
        "Größe, Übergänge, Straßenbahn und schöne Häuser fährt man über. " * 4,
    ],
)
def test_western_languages_are_no_garbled_chinese(text: str) -> None:
    assert not is_nonsense(text)
