"""A brief as Markdown: sentences and tables."""

from __future__ import annotations

from trends.findings.records import Section, Table
from trends.report.records import Brief

READ_AS_MARKS = str.maketrans({mark: "\\" + mark for mark in "\\`*_[]|~<>&#$"})


def markdown_brief(brief: Brief) -> bytes:
    """The brief in UTF-8. Text of the archive is shown as it is, never read as markup."""
    lines = [
        f"# {plain(brief.head.finding)}",
        brief.say("sentences", a=plain(brief.head.title), b=plain(brief.head.about)),
    ]
    lines.append(brief.say("gap").join(f"{plain(name)} {plain(value)}" for name, value in brief.head.facts))
    for section in brief.sections:
        lines += _section(brief, section)
    lines.append(
        plain(brief.say("data_version", version=brief.data_version))
        + (f" · {_linked(plain(brief.say('open')), brief.link)}" if brief.link else "")
    )
    return ("\n\n".join(lines) + "\n").encode("utf-8", "replace")


def _section(brief: Brief, section: Section) -> list[str]:
    lines = [f"## {plain(section.title)}", *(plain(sentence) for sentence in section.sentences)]
    for table in section.tables:
        lines += [f"**{plain(table.caption)}**", _table(brief, table)]
    if section.command:
        fence = "`" * (1 + max((len(run) for run in _runs(section.command)), default=0))
        lines.append(f"{brief.say('again')}{fence} {section.command} {fence}")
    return lines


def _runs(text: str) -> list[str]:
    """Stretches of backticks in a text."""
    return [run for run in "".join(c if c == "`" else " " for c in text).split() if run]


def _table(brief: Brief, table: Table) -> str:
    rule = ["---:" if place in table.numeric else "---" for place in range(len(table.columns))]
    rows = [
        [plain(name) for name in table.columns],
        rule,
        *([_linked(plain(str(cell)), brief.address(cell)) for cell in row] for row in table.rows),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _linked(text: str, address: str) -> str:
    return f"[{text}](<{address.replace('>', '%3E')}>)" if address else text


def plain(text: str) -> str:
    """One line of text without a mark that Markdown or HTML would read."""
    return " ".join(text.split()).translate(READ_AS_MARKS)
