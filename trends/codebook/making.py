"""Entries of any form → a codebook and its faults. What holds for every form is looked at here, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trends.codebook.records import MOST_CHARACTERS, MOST_CODES, MOST_WORDS, Code, Codebook, Entry, Fault

LISTS = ("words", "without", "examples", "topics")
SINGLE = ("parent", "note")


def codebook_of(entries: Iterable[Entry]) -> tuple[Codebook, list[Fault]]:
    """The codes that can be used, and what was left out of them.

    A code without words, examples and topics, a second code of one name, a parent that is none or has one itself,
    an overlong or empty word: each is a fault, and the rest stands.
    """
    faults: list[Fault] = []
    codes: dict[str, Code] = {}
    lines: dict[str, int | None] = {}
    words = 0
    for entry in entries:
        name = " ".join(entry.name.split())
        if not name:
            faults.append(Fault(entry.line, "编码没有名字", "请写上 name"))
        elif name in codes:
            faults.append(
                Fault(entry.line, f"编码“{name}”写了两次", f"已用第 {lines[name]} 行的，请改名或合并")
            )
        elif len(codes) == MOST_CODES:
            faults.append(Fault(entry.line, f"编码超过 {MOST_CODES} 个", "后面的没有用，请分成几个编码本"))
            break
        else:
            code = _code(name, entry.fields, faults)
            words += len(code.words) + len(code.without)
            if words > MOST_WORDS:
                faults.append(
                    Fault(entry.line, f"词超过 {MOST_WORDS:,} 个", f"从“{name}”起没有用，请分成几个编码本")
                )
                break
            if not (code.words or code.examples or code.topics):
                faults.append(Fault(entry.line, f"编码“{name}”是空的", "请给它词、例文或话题"))
            else:
                codes[name], lines[name] = code, entry.line
    return Codebook(tuple(_with_parents(codes, lines, faults))), faults + _shared(codes, lines)


def _code(name: str, fields: Sequence[tuple[str, str, int | None]], faults: list[Fault]) -> Code:
    lists: dict[str, dict[str, None]] = {field: {} for field in LISTS}
    single = dict.fromkeys(SINGLE, "")
    for field, text, line in fields:
        text = " ".join(text.split())
        if field in SINGLE:
            single[field] = text
        elif field not in lists:
            faults.append(
                Fault(line, f"不认识“{field}”", f"可写 {'、'.join((*LISTS[:1], 'not', *LISTS[2:], *SINGLE))}")
            )
        elif not text:
            faults.append(Fault(line, f"编码“{name}”里有一个空的词", "请删去这一行"))
        elif len(text) > MOST_CHARACTERS:
            faults.append(
                Fault(line, f"编码“{name}”有一个词长 {len(text):,} 个字", f"最多 {MOST_CHARACTERS} 个")
            )
        else:
            lists[field][text] = None
    made = {field: tuple(found) for field, found in lists.items()}
    return Code(name=name, parent=single["parent"], note=single["note"], **made)


def _with_parents(
    codes: dict[str, Code], lines: dict[str, int | None], faults: list[Fault]
) -> Iterable[Code]:
    for name, code in codes.items():
        above = codes.get(code.parent)
        wrong = above is not None and above.parent != ""
        if code.parent == name or wrong:
            faults.append(
                Fault(lines[name], f"“{name}”的上级“{code.parent}”自己还有上级", "编码只有两级，上级没有用")
            )
            yield Code(name, code.words, code.without, code.examples, code.topics, "", code.note)
        else:
            yield code


def _shared(codes: dict[str, Code], lines: dict[str, int | None]) -> list[Fault]:
    """Words that stand in two codes: both count them, and the reader should know."""
    first: dict[str, str] = {}
    faults = []
    for name, code in codes.items():
        for word in code.words:
            other = first.setdefault(word, name)
            if other != name:
                faults.append(
                    Fault(
                        lines[name],
                        f"“{word}”在“{other}”和“{name}”里都有",
                        "两边都算；只想算一边，请删去一处",
                    )
                )
    return faults
