"""What is checked: a topic, a code, or which of all codes an article has."""

from __future__ import annotations

from trends.archive.coding import Mode, members
from trends.archive.sql.coding import coded_articles
from trends.archive.validating import Target, target_of
from trends.dashboard.data import ask, topic_names
from trends.dashboard.sentences import say

ALL = "*"  # all codes: which of them an article has


def options() -> list[str]:
    """All codes first, then each code, then the topics that are shown."""
    names = [code.name for code in ask().codebook.codes]
    table = ask().topics()
    topics = table[~table["hidden"]].sort_values("n", ascending=False)["topic"]
    return [*([ALL] if len(names) > 1 else []), *names, *topics]


def named(target: str) -> str:
    if target == ALL:
        return say("every_code")
    label = topic_names().get(target)
    return f"● {label}" if label is not None and target not in code_names() else f"■ {target}"


def bare(target: str) -> str:
    """The name without its mark."""
    return named(target)[2:] if target != ALL else named(target)


def code_names() -> list[str]:
    return [code.name for code in ask().codebook.codes]


def targets(target: str) -> list[str]:
    """The targets that a sample of it belongs to."""
    return code_names() if target == ALL else [target]


def found(target: str, mode: Mode) -> Target:
    """What the machine says of every article. Raises QueryError for an unknown one."""
    archive = ask()
    if target == ALL:
        ids, dates = (coded_articles(archive.snapshot)[name].to_numpy() for name in ("id", "date"))
        return Target(target, ids, ~members(archive.snapshot, archive.codebook, "", mode), dates)
    return target_of(archive, target, archive.codebook, mode)
