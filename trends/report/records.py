"""A whole brief: a head, sections, and the dashboard that its links lead to."""

from __future__ import annotations

from dataclasses import dataclass

from trends.findings.heads import Head
from trends.findings.records import Cell, Link, Section
from trends.findings.sentences import sentence
from trends.records import Scope
from trends.report.addresses import page_address


@dataclass(frozen=True, slots=True)
class Brief:
    """What every form of a brief writes. base_url: address of a dashboard the brief links to, "" for none."""

    head: Head
    sections: tuple[Section, ...]
    scope: Scope
    data_version: str
    language: str
    base_url: str = ""

    def say(self, key: str, **values: object) -> str:
        return sentence(self.language, key, **values)

    def address(self, cell: Cell | Link) -> str:
        """Where a cell leads to; "" for text alone."""
        if not self.base_url or not isinstance(cell, Link) or not cell.page:
            return ""
        return page_address(self.base_url, self.scope, cell.page, dict(cell.values))

    @property
    def link(self) -> str:
        """The dashboard with the same days and data; "" without one."""
        if not self.base_url:
            return ""
        return page_address(self.base_url, self.scope, "", {"version": self.data_version})
