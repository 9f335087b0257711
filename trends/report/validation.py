"""The paragraph of a paper that says how a topic or code was checked, in Chinese or English."""

from __future__ import annotations

from trends.archive import Meta
from trends.validation.correction import Estimate
from trends.validation.records import Scored


def paragraph(found: Scored, label: str, meta: Meta, codebook: str, language: str) -> str:
    """label: what the target is called; codebook: its version, "" for a topic; language: zh or en."""
    return (_chinese if language == "zh" else _english)(found, label, meta, codebook)


def _chinese(found: Scored, label: str, meta: Meta, codebook: str) -> str:
    checked, coded = found.checked, found.checked.inside + found.checked.outside
    method = f"编码本（版本 {codebook}）中的编码" if codebook else "非负矩阵分解得到的话题"
    parts = [
        f"“{label}”是{method}。机器在全部 {checked.N:,} 篇中归入 {checked.M:,} 篇（{found.machine:.1%}）。"
        f"从中随机抽取并由 {len(found.coders)} 名编码员在不知机器答案的情况下编码 {coded:,} 篇。"
    ]
    if found.alpha == found.alpha:
        parts.append(
            f"编码员一致性：Krippendorff α = {found.alpha:.2f}，Cohen κ = {found.kappa:.2f}，Gwet AC1 = {found.ac1:.2f}。"
        )
    elif len(found.coders) == 1:
        parts.append("只有一名编码员，没有一致性可报告。")
    parts.append(f"查准率 {_told(found.precision)}，查全率 {_told(found.recall)}（方括号内为 95% 区间）。")
    if found.share:
        parts.append(f"按人工编码校正后的占比为 {_told(found.share)}，区间已含机器判错的误差。")
    else:
        parts.append(f"样本太小，占比没有校正：还要随机编码 {found.need} 篇。")
    return "".join([*parts, f"数据版本 {meta.data_version}。"])


def _english(found: Scored, label: str, meta: Meta, codebook: str) -> str:
    checked, coded = found.checked, found.checked.inside + found.checked.outside
    method = (
        f"a code of a codebook (version {codebook})"
        if codebook
        else "a topic found by non-negative matrix factorisation"
    )
    coders = "one coder" if len(found.coders) == 1 else f"{len(found.coders)} coders"
    parts = [
        f'"{label}" is {method}. The machine puts {checked.M:,} of {checked.N:,} articles in it ({found.machine:.1%}).',
        f"A random sample of {coded:,} articles was coded by {coders}, blind to the machine's answer.",
    ]
    if found.alpha == found.alpha:
        parts.append(
            f"Agreement: Krippendorff's alpha = {found.alpha:.2f}, Cohen's kappa = {found.kappa:.2f}, Gwet's AC1 = {found.ac1:.2f}."
        )
    elif len(found.coders) == 1:
        parts.append("With one coder there is no agreement to report.")
    parts.append(
        f"Precision {_told(found.precision)}, recall {_told(found.recall)} (95% intervals in brackets)."
    )
    if found.share:
        parts.append(
            f"Corrected by the coded sample the share is {_told(found.share)}; the interval holds the machine's errors."
        )
    else:
        parts.append(
            f"The sample is too small to correct the share: {found.need} more articles must be coded at random."
        )
    return " ".join([*parts, f"Data version {meta.data_version}."])


def _told(estimate: Estimate) -> str:
    return f"{estimate.value:.1%} [{estimate.low:.1%}, {estimate.high:.1%}]"
