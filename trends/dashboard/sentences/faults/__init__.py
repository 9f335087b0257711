"""What may be wrong, in English: by the sentence as the program says it, `{}` for each of its facts.

Errors and problems are raised and stored as Chinese sentences; a fact may be such a sentence itself.
"""

from __future__ import annotations

import functools
import re

from trends.dashboard.sentences.faults import archives, codebooks, questions, reading

FAULTS: dict[str, str] = {
    said: english
    for room in (questions, codebooks, archives, reading)
    for said, english in room.FAULTS.items()
}
_PLACE = re.compile(r"(?P<place>[^:\n]{1,200}:(?:\d+:)?) (?P<rest>.+)", re.DOTALL)
_HAN = re.compile("[\u3400-\u9fff]")


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Sentences with facts, those with most words of their own first."""
    templates = sorted(
        (said for said in FAULTS if "{}" in said), key=lambda said: -len(said.replace("{}", ""))
    )
    return [
        (re.compile("(.*?)".join(map(re.escape, said.split("{}"))), re.DOTALL), FAULTS[said])
        for said in templates
    ]


@functools.lru_cache(4096)
def english(said: str) -> str:
    """A fault's sentence in English with its facts; what no sentence of ours matches stays as it is."""
    if not _HAN.search(said):
        return said
    if said in FAULTS:
        return FAULTS[said].format()
    for pattern, told in _patterns():
        if found := pattern.fullmatch(said):
            return told.format(*(english(fact) for fact in found.groups()))
    if found := _PLACE.fullmatch(said):
        return f"{found['place']} {english(found['rest'])}"
    what, semicolon, cure = said.partition("；")
    return f"{english(what)}; {english(cure)}" if semicolon else said
