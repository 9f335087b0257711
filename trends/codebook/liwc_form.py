"""LIWC dictionaries (.dic): categories between two lines of %, then a word a line with the numbers of its categories.

%
1	生态环境
%
大气污染	1
"""

from __future__ import annotations

from trends.codebook.records import Codebook, Entry, Fault, without_wildcards


def read_liwc(text: str) -> tuple[list[Entry], list[Fault]]:
    """A category is a code; `*` at the end of a word means any ending, which holding the characters means anyway."""
    faults: list[Fault] = []
    names: dict[str, tuple[str, int]] = {}
    words: dict[str, list[tuple[str, str, int | None]]] = {}
    rules = 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == "%":
            rules += 1
            continue
        if not line.strip():
            continue
        first, *rest = line.split()
        if rules == 1:
            names[first] = (" ".join(rest), number)
            words[first] = []
        elif rules >= 2:
            # A word may hold blanks; the numbers stand at its end.
            categories = [part for part in rest if part in names]
            unknown = [part for part in rest if part.isdigit() and part not in names]
            written = " ".join([first, *(part for part in rest if not part.isdigit())])
            word = without_wildcards(written, number)
            if isinstance(word, Fault):
                faults.append(word)
                continue
            for category in unknown:
                faults.append(
                    Fault(number, f"“{word}”的类 {category} 没有定义", "请在两个 % 之间写上它的名字")
                )
            if not categories and not unknown:
                faults.append(Fault(number, f"“{word}”不属于任何类", "请在词后面写类的号码"))
            for category in categories:
                words[category].append(("words", word, number))
    if rules < 2:
        return [], [Fault(1, "不是 LIWC 词典", "类的名单要写在两行 % 之间")]
    return [Entry(line, name, tuple(words[key])) for key, (name, line) in names.items()], faults


def write_liwc(codebook: Codebook) -> str:
    """Words with blanks or not-words, which LIWC does not have, are written as their first part."""
    numbers = {code.name: str(i) for i, code in enumerate(codebook.codes, 1)}
    members: dict[str, list[str]] = {}
    for code in codebook.codes:
        for word in (part for query in code.words for part in query.split()[0].split("|")):
            members.setdefault(word, []).append(numbers[code.name])
    head = [f"{number}\t{name}" for name, number in numbers.items()]
    return "\n".join(["%", *head, "%", *("\t".join([word, *codes]) for word, codes in members.items()), ""])
