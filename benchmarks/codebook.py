"""Codebooks against labels and a published index, with most-hits and keyATM beside them.

TRENDS_DATA=DIR python -m benchmarks.codebook ARCHIVE_OF_SOGOUC [ARCHIVE_OF_XWLB] [--json FILE]

Five words a class, written from the class's name alone before any result was looked at; they stay as they are.
keyATM is that of the package topica (benchmarks/requirements.txt); without it the row is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import time
from pathlib import Path

import numpy as np
import pandas as pd

from trends.archive import open_archive
from trends.archive.coding import apply_codebook, code_hits
from trends.archive.indexing import article_index
from trends.archive.sql.coding import coded_articles, term_counts
from trends.codebook import Code, Codebook, read_codebook
from trends.shipped import CODEBOOKS
from trends.validation.correction import Checked, Z, interval
from trends.validation.sampling import draw_sample

SOGOU = {
    "汽车": ("汽车", "轿车", "车型", "发动机", "驾驶"),
    "财经": ("股市", "银行", "投资", "基金", "经济"),
    "IT": ("互联网", "软件", "电脑", "手机", "网络"),
    "健康": ("健康", "医院", "疾病", "医生", "治疗"),
    "体育": ("比赛", "球队", "冠军", "运动员", "联赛"),
    "旅游": ("旅游", "景区", "游客", "酒店", "景点"),
    "教育": ("学生", "学校", "教师", "高考", "教育"),
    "招聘": ("招聘", "求职", "人才", "就业", "应聘"),
    "文化": ("文化", "艺术", "作家", "小说", "电影"),
    "军事": ("军队", "导弹", "战斗机", "武器", "士兵"),
}


def labelled(folder: Path) -> dict[str, float]:
    """Accuracy of both modes, and what part of strangers the residual class takes when five codes are left out."""
    archive = open_archive(folder)
    truth = archive.snapshot.table("SELECT label FROM articles ORDER BY article")["label"].to_numpy()
    whole = Codebook(tuple(Code(name, words) for name, words in SOGOU.items()))
    rows: dict[str, float] = {}
    for mode in ("strict", "assisted"):
        start = time.process_time()
        table, _ = apply_codebook(archive.snapshot, whole, mode, keep=False)  # type: ignore[arg-type]
        rows[f"{mode} accuracy"] = float((table["code"].to_numpy() == truth).mean())
        rows[f"{mode} CPU s"] = time.process_time() - start
    half = Codebook(whole.codes[:5])
    code = apply_codebook(archive.snapshot, half, "assisted", keep=False)[0]["code"].to_numpy()
    own = np.isin(truth, [one.name for one in half.codes])
    rows["five codes: own articles left out"] = float((code[own] == "").mean())
    rows["five codes: strangers left out"] = float((code[~own] == "").mean())
    rows["five codes: accuracy"] = float((code == np.where(own, truth, "")).mean())
    return rows


def keyatm(folder: Path) -> dict[str, float]:
    """Accuracy of keyATM (Eshima, Imai & Sasaki 2024), as the package topica fits it by 1,500 sweeps, on the same articles,
    vocabulary and words; an article has the code of its heaviest topic. Only words that are terms can be its keywords."""
    import topica

    archive = open_archive(folder)
    snapshot = archive.snapshot
    truth = snapshot.table("SELECT label FROM articles ORDER BY article")["label"].to_numpy()
    counts, _ = term_counts(snapshot, coded_articles(snapshot)["article"].to_numpy())
    terms = np.array([str(term) for term in snapshot.terms], dtype=object)
    documents = [
        [str(term) for term, n in zip(terms[row.indices], row.data, strict=True) for _ in range(int(n))]
        for row in counts
    ]
    known = set(terms)
    keywords = {name: [word for word in words if word in known] for name, words in SOGOU.items()}
    start = time.process_time()
    model = topica.KeyATM(keywords, num_topics=len(SOGOU), seed=1)
    model.fit(documents)
    heaviest = np.asarray(model.doc_topic)[:, : len(SOGOU)].argmax(axis=1)
    found = np.array(list(SOGOU), dtype=object)[heaviest]
    return {
        "keyATM accuracy": float((found == truth).mean()),
        "keyATM CPU s": time.process_time() - start,
        "keywords that are terms": float(sum(map(len, keywords.values()))),
    }


def corrected(folder: Path, draws: int = 3_000) -> dict[str, float]:
    """How often the corrected 95 % interval holds the true share, and its width against hand coding alone, over draws
    and the ten classes; the least and most of the classes too."""
    archive = open_archive(folder)
    truth = archive.snapshot.table("SELECT label FROM articles ORDER BY article")["label"].to_numpy()
    codebook = Codebook(tuple(Code(name, words) for name, words in SOGOU.items()))
    code = apply_codebook(archive.snapshot, codebook, "assisted", keep=False)[0]["code"].to_numpy()
    rows: dict[str, float] = {}
    for n in (100, 200, 400):
        held, width = [], []
        for name in SOGOU:
            y, f = truth == name, code == name
            hand = 2 * Z * np.sqrt(y.mean() * (1 - y.mean()) / n * (len(y) - n) / (len(y) - 1))
            inside, wide = [], []
            for seed in range(draws):
                drawn = draw_sample(f, n, seed)
                a, b = y[drawn], f[drawn]
                found = interval(
                    Checked(
                        len(y),
                        int(f.sum()),
                        int(b.sum()),
                        int((a & b).sum()),
                        int((~b).sum()),
                        int((a & ~b).sum()),
                    )
                )
                inside.append(found.low <= y.mean() <= found.high)
                wide.append((found.high - found.low) / hand)
            held.append(np.mean(inside))
            width.append(np.mean(wide))
        rows |= {
            f"n={n} coverage": float(np.mean(held)), f"n={n} coverage least": float(min(held)),
            f"n={n} coverage most": float(max(held)), f"n={n} width / hand": float(np.mean(width)),
        }  # fmt: skip
    return rows


def uncertainty(folder: Path, published: Path) -> dict[str, float]:
    """The shipped uncertainty index by month against the published series of Davis, Liu & Sheng."""
    codebook, _ = read_codebook("x.yaml", (CODEBOOKS / "china-epu.yaml").read_bytes())
    start = time.process_time()
    table, _ = article_index(open_archive(folder), codebook, "month", "2012-07:2019-12")
    spent = time.process_time() - start
    series = pd.read_csv(published)
    both = table.merge(series.assign(period=series["date"].astype(str).str[:7]), on="period")
    return {
        "months": float(len(both)),
        "r": float(both["index"].corr(both["epu"])),
        "rank r": float(both["index"].corr(both["epu"], method="spearman")),
        "CPU s": spent,
    }


def large(folder: Path) -> dict[str, float]:
    """The shipped policy fields over a large archive: seconds and memory of words and of the fit."""
    archive = open_archive(folder)
    codebook, _ = read_codebook("x.yaml", (CODEBOOKS / "city-policy.yaml").read_bytes())
    start = time.process_time()
    code_hits(archive.snapshot, codebook)
    first = time.process_time()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    table, _ = apply_codebook(archive.snapshot, codebook, "assisted", keep=False)
    return {
        "words CPU s": first - start,
        "fit and assign CPU s": time.process_time() - first,
        "memory on top MB": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
        "articles with a code": float((table["code"] != "").mean()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sogou", type=Path)
    parser.add_argument("xwlb", type=Path, nargs="?")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    told: dict[str, dict[str, float]] = {"SogouC": labelled(given.sogou), "corrected": corrected(given.sogou)}
    if importlib.util.find_spec("topica"):
        told["keyATM"] = keyatm(given.sogou)
        told["keyATM"]["ours / keyATM"] = (
            told["SogouC"]["assisted accuracy"] / told["keyATM"]["keyATM accuracy"]
        )
    if given.xwlb:
        told["large"] = large(given.xwlb)
        told["uncertainty"] = uncertainty(given.xwlb, Path(os.environ["TRENDS_DATA"]) / "epu_monthly.csv")
    for name, rows in told.items():
        print(name, *(f"  {row}: {value:.3f}" for row, value in rows.items()), sep="\n")
    if given.json:
        given.json.write_text(json.dumps(told, indent=1), "utf-8")


if __name__ == "__main__":
    main()
