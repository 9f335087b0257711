"""codebook.yaml, and dictionaries of quanteda (https://quanteda.io, `dictionary(file = "….yaml")`).

    codes:
      - name: 生态环境
        words: [生态环境, 大气|水污染, 秸秆 焚烧]
        not: [营商环境]
        parent: 治理
        note: 环保督察也算

A file whose first keys are names of codes is a quanteda dictionary: name → list of words, or name → (name → words).
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from trends.codebook.records import Codebook, Entry, Fault, without_wildcards

FIELDS = {"not": "without", "word": "words", "example": "examples", "topic": "topics"}
DEEPEST = 3


def read_yaml(text: str) -> tuple[list[Entry], list[Fault]]:
    """Entries and what is no entry. A file that is no YAML is one fault at the line where it ends to be."""
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.AliasToken):  # could say a thing within itself, or a million times
                return [], [
                    Fault(token.start_mark.line + 1, "有“*”引用", "请把引用的内容写出来；以 * 开头的词加引号")
                ]
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "结构不对"
        return [], [Fault(mark.line + 1 if mark else None, f"不是 YAML（{said}）", "请检查缩进、冒号和引号")]
    faults: list[Fault] = []
    if not isinstance(root, MappingNode):
        return [], [Fault(1, "文件里没有编码", "请写成 codes: 下面一条一个编码")]
    codes = next((value for key, value in root.value if _text(key) == "codes"), None)
    if isinstance(codes, SequenceNode):
        for key, _ in root.value:
            if _text(key) != "codes":
                faults.append(Fault(_line(key), f"不认识“{_text(key)}”", "这一段没有用"))
        return list(_own(codes, faults)), faults
    return list(_quanteda(root, "", faults)), faults


def write_yaml(codebook: Codebook) -> str:
    """The file that reads back as the same codebook."""
    codes = []
    for code in codebook.codes:
        fields = {
            "name": code.name, "words": list(code.words), "not": list(code.without), "examples": list(code.examples),
            "topics": list(code.topics), "parent": code.parent, "note": code.note,
        }  # fmt: skip
        codes.append({key: value for key, value in fields.items() if value or key in ("name", "words")})
    return yaml.dump(
        {"codes": codes}, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110
    )


def write_quanteda(codebook: Codebook) -> str:
    """A dictionary for quanteda: name → words, codes with a parent below its name. Not-words, which quanteda does not
    have, stay behind."""
    top: dict[str, object] = {}
    for code in codebook.codes:
        words = [alternative for word in code.words for alternative in word.split("|")]
        if code.parent:
            below = top.setdefault(code.parent, {})
            if isinstance(below, list):
                below = top[code.parent] = {code.parent: below}
            if isinstance(below, dict):
                below[code.name] = words
        else:
            above = top.get(code.name)
            top[code.name] = {code.name: words, **above} if isinstance(above, dict) else words
    return yaml.dump(top, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _own(codes: SequenceNode, faults: list[Fault]) -> Iterator[Entry]:
    for node in codes.value:
        if not isinstance(node, MappingNode):
            faults.append(Fault(_line(node), "这一条不是编码", "请写成 - name: 名字，下面是 words"))
            continue
        name, fields = "", []
        for key, value in node.value:
            field = _text(key)
            if field == "name":
                name = _text(value)
            else:
                fields += [(FIELDS.get(field, field), text, line) for text, line in _texts(value)]
        yield Entry(_line(node), name, tuple(fields))


def _quanteda(node: MappingNode, parent: str, faults: list[Fault], depth: int = 1) -> Iterator[Entry]:
    for key, value in node.value:
        name, line = _text(key), _line(key)
        above = (("parent", parent, line),) if parent else ()
        if isinstance(value, MappingNode):
            if depth == DEEPEST:
                faults.append(Fault(line, f"“{name}”在第 {depth + 1} 级", "编码最多两级，请往上移"))
                continue
            yield from _quanteda(value, name, faults, depth + 1)
        else:
            words = [(without_wildcards(text, place), place) for text, place in _texts(value)]
            faults += [word for word, _ in words if isinstance(word, Fault)]
            kept = (("words", word, place) for word, place in words if not isinstance(word, Fault))
            yield Entry(line, name, (*kept, *above))


def _texts(node: Node) -> list[tuple[str, int]]:
    if isinstance(node, SequenceNode):
        return [found for part in node.value for found in _texts(part)]
    return [] if isinstance(node, ScalarNode) and node.value == "" else [(_text(node), _line(node))]


def _text(node: Node) -> str:
    return node.value if isinstance(node, ScalarNode) else ""


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
