"""Does an archive of 新闻联播 show the great events of its years, each when it happened?

    python -m benchmarks.events --archive DIR

For each event: the topic most of whose ten shown words are the event's, and that topic's three strongest
months. Found: at least two of the words shown, and two of the three months within the event's own time.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from trends.archive import Archive, open_archive

SHOWN, MONTHS, LEAST_WORDS, LEAST_MONTHS = 10, 3, 2, 2


@dataclass(frozen=True)
class Event:
    """words: parts of terms that name it; spans: months from..to, inclusive, when it was news."""

    name: str
    words: tuple[str, ...]
    spans: tuple[tuple[str, str], ...]


EVENTS = (
    Event("COVID-19", ("疫情", "病例", "新冠", "核酸", "抗疫", "冠状病毒"), (("2020-01", "2022-12"),)),
    Event("Winter Olympics, Beijing", ("冬奥", "冬残奥", "残奥"), (("2021-12", "2022-03"),)),
    Event("war in Ukraine", ("乌军", "俄军", "乌克兰", "乌称", "乌方"), (("2022-02", "2026-06"),)),
    Event("Gaza", ("加沙", "以军", "哈马斯"), (("2023-10", "2025-12"), ("2012-11", "2012-11"), ("2014-07", "2014-08"))),
    Event("poverty alleviation", ("脱贫", "扶贫", "贫困"), (("2015-10", "2021-03"),)),
    Event("space station", ("航天员", "空间站", "神舟", "天宫", "天舟", "飞船"),
          (("2012-06", "2012-07"), ("2013-06", "2013-06"), ("2016-09", "2016-11"), ("2017-04", "2017-04"), ("2021-04", "2026-06"))),
    Event("Hong Kong", ("香港", "一国两制", "特区政府"), (("2019-06", "2020-07"), ("2017-06", "2017-07"), ("2022-06", "2022-07"))),
    Event("Korean peninsula", ("朝鲜", "半岛", "金正恩", "朝方", "韩朝", "无核化"),
          (("2012-12", "2013-05"), ("2016-01", "2016-03"), ("2017-03", "2018-06"), ("2019-01", "2019-06"))),
    Event("WWII commemoration", ("抗战", "抗日", "反法西斯"), (("2014-07", "2014-09"), ("2015-05", "2015-09"), ("2025-05", "2025-09"))),
    Event("Syria", ("叙利亚", "叙政府", "大马士革", "阿勒颇"), (("2012-07", "2018-12"), ("2024-12", "2025-03"))),
)  # fmt: skip


def event_table(archive: Archive) -> pd.DataFrame:
    """event, found (bool), topic, words (the first five), hits (of the ten shown), months."""
    topics = archive.topics()
    shown = {row.topic: [term for term, _ in row.terms[:SHOWN]] for row in topics.itertuples()}
    shares = archive.shares(by="month")
    rows = []
    for event in EVENTS:
        hits = {
            t: sum(any(word in term for word in event.words) for term in terms) for t, terms in shown.items()
        }
        found = [_judged(event, topic, shares) for topic, n in hits.items() if n >= LEAST_WORDS]
        best = max(found, key=lambda f: (f[0] >= LEAST_MONTHS, hits[f[1]]), default=(0, "", ""))
        right, topic, months = best
        rows.append(
            (
                event.name,
                right >= LEAST_MONTHS,
                topic,
                "、".join(shown.get(topic, [])[:5]),
                hits.get(topic, 0),
                months,
            )
        )
    return pd.DataFrame(rows, columns=["event", "found", "topic", "words", "hits", "months"])


def _judged(event: Event, topic: str, shares: pd.DataFrame) -> tuple[int, str, str]:
    """How many of the topic's strongest months are the event's, the topic, and these months."""
    own = shares[(shares["topic"] == topic) & shares["share"].notna() & shares["complete"]]
    strongest = own.sort_values(["share", "period"], ascending=[False, True]).head(MONTHS)
    right = sum(any(a <= month <= b for a, b in event.spans) for month in strongest["period"])
    months = ", ".join(f"{row.period} {row.share:.0%}" for row in strongest.itertuples())
    return right, topic, months


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True)
    table = event_table(open_archive(parser.parse_args().archive))
    print("| event | found | topic's words | strongest months |\n|---|---|---|---|")
    for row in table.itertuples():
        print(f"| {row.event} | {'yes' if row.found else 'no'} | {row.words} | {row.months} |")
    print(f"\n{int(table['found'].sum())} of {len(table)} found")


if __name__ == "__main__":
    main()
