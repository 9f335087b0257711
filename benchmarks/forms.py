"""Files of every form against what is right, and how far stated confidence of dates can be believed:
`python benchmarks/forms.py [files a form] [--json FILE]`.

The files are those of `tests/filed.py`; the table of `benchmarks/pages.py` ends with this one.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.filed import FILES  # noqa: E402
from tests.filing import Filed, Told  # noqa: E402
from tests.pages import Layout, printed  # noqa: E402
from tests.stories import SUBJECTS, story  # noqa: E402
from trends.layout import cut_page  # noqa: E402
from trends.pipeline.cutting import cuts  # noqa: E402
from trends.records import Article, CutPage  # noqa: E402

PARTS = ("date", "paper", "page", "cut", "headline", "order", "noise")
BOUNDS = (0.0, 0.5, 0.8, 0.9, 0.99, 1.01)  # of confidence
Row = dict[str, float]


def flat(text: str | None) -> str:
    return "".join((text or "").split())


def score(filed: Filed) -> tuple[Row, list[tuple[float, bool]]]:
    """Each part 0..1 (what a file does not state counts as right), and (confidence, right) of its dates."""
    found = list(cuts(filed.page, {}))
    articles = [(article, cut) for cut in found for article in cut.articles]
    bodies = {flat(article.body): (article, cut) for article, cut in articles}
    pairs = [(right, bodies.get(flat(right.body))) for right in filed.articles]
    text = flat("".join(f"{article.headline}{article.body}" for article, _ in articles))
    places = [place for right in filed.articles if (place := _place(articles, right)) is not None]
    row = {
        "date": _share(pairs, lambda right, _, cut: cut.issue_date.date == right.date, "date"),
        "paper": _share(pairs, lambda right, _, cut: cut.paper == right.paper, "paper"),
        "page": _share(pairs, lambda right, _, cut: cut.number == right.page, "page"),
        "cut": mean(pair is not None for _, pair in pairs) * (len(articles) == len(filed.articles)),
        "headline": _share(pairs, lambda right, article, _: flat(article.headline) == flat(right.headline)),
        "order": float(places == sorted(places)),
        "noise": mean(flat(words) not in text for words in filed.noise) if filed.noise else 1.0,
    }
    said = [
        (cut.issue_date.confidence, cut.issue_date.date == right.date)
        for right, pair in pairs
        if pair and right.date and (cut := pair[1]).issue_date.date
    ]
    return row, said


def _place(articles: Sequence[tuple[Article, CutPage]], right: Told) -> int | None:
    return next((k for k, (a, _) in enumerate(articles) if flat(a.body) == flat(right.body)), None)


def _share(
    pairs: Iterable[tuple[Told, tuple[Article, CutPage] | None]],
    is_right: Callable[[Told, Article, CutPage], bool],
    stated: str = "",
) -> float:
    asked = [(right, pair) for right, pair in pairs if not stated or getattr(right, stated) is not None]
    return mean(pair is not None and is_right(right, *pair) for right, pair in asked) if asked else 1.0


def forms(each: int) -> tuple[dict[str, Row], list[tuple[float, bool]]]:
    """The table by form, and (confidence, right) of every date."""
    rows: dict[str, Row] = {}
    said: list[tuple[float, bool]] = []
    for name, made in FILES.items():
        scores = []
        for seed in range(each):
            row, dates = score(made(random.Random(seed)))
            scores.append(row)
            said += dates
        rows[name] = {part: round(mean(row[part] for row in scores), 3) for part in PARTS}
    return rows, said


def page_dates(each: int) -> list[tuple[float, bool]]:
    """(confidence, right) of the dates of printed pages with and without a masthead."""
    rng, said = random.Random(4), []
    for masthead in (True, False):
        for _ in range(each):
            stories = [story(rng, subject) for subject in rng.sample(sorted(SUBJECTS), 4)]
            page, gold = printed(stories, Layout(masthead=masthead), rng)
            date = cut_page(page).issue_date
            if date.date:
                said.append((date.confidence, date.date.isoformat() in gold["acceptable_dates"]))
    return said


def calibration(said: Sequence[tuple[float, bool]]) -> list[tuple[str, int, float]]:
    """(confidence from–to, dates, part of them that is right)."""
    table = []
    for low, high in pairwise(BOUNDS):
        inside = [right for confidence, right in said if low <= confidence < high]
        if inside:
            table.append((f"{low:.2f}–{min(high, 1.0):.2f}", len(inside), round(mean(inside), 3)))
    return table


def print_forms(each: int) -> dict[str, object]:
    rows, said = forms(each)
    said = [*said, *page_dates(each)]
    print(f"\nforms, {each} files each")
    print("".ljust(18) + "".join(part.rjust(10) for part in PARTS))
    for name, row in rows.items():
        print(name.ljust(18) + "".join(f"{row[part]:.3f}".rjust(10) for part in PARTS))
    print("\nconfidence of dates    dates   right")
    for bounds, n, right in calibration(said):
        print(f"{bounds:>18} {n:>9} {right:>7.3f}")
    return {"forms": rows, "calibration": calibration(said)}


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 30
    result = print_forms(count)
    if "--json" in sys.argv:
        out = Path(sys.argv[sys.argv.index("--json") + 1])
        out.write_text(json.dumps(result, ensure_ascii=False, indent=1), "utf-8")
