"""The READMEs' table of the sample, as the product gives it: python -m tests.sample_table writes it anew."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from tests.builders import PAGES, ROOT
from trends.archive import open_archive
from trends.pipeline import build

READMES = {"topic": ROOT / "README.en.md", "话题": ROOT / "README.md"}
MARKED = re.compile(r"(<!-- sample table -->\n).*?(<!-- /sample table -->)", re.DOTALL)


def sample_rows() -> list[list[str]]:
    """Dates, then a row a topic: its label and "articles / all articles" of each issue; built as `make run` does."""
    with tempfile.TemporaryDirectory() as folder:
        build([PAGES], Path(folder))
        shares = open_archive(Path(folder)).shares(by="issue")
    dates = sorted(set(shares["period"]))
    rows = [dates]
    for label, topic in shares.groupby("label", sort=False):
        counts = topic.set_index("period").loc[dates]
        if label != "未归入" or counts["n"].any():
            rows.append([str(label), *(f"{n} / {N}" for n, N in zip(counts["n"], counts["N"], strict=True))])
    return rows


def with_table(text: str, rows: list[list[str]], corner: str) -> str:
    """A README with its table replaced."""
    lines = [[corner, *rows[0]], ["---"] * len(rows[1]), *rows[1:]]
    table = "".join("| " + " | ".join(line) + " |\n" for line in lines)
    return MARKED.sub(lambda found: f"{found[1]}\n{table}\n{found[2]}", text)


if __name__ == "__main__":
    told = sample_rows()
    for word, readme in READMES.items():
        readme.write_text(with_table(readme.read_text("utf-8"), told, word), "utf-8")
