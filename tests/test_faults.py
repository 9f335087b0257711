"""Whatever may go wrong is said in the reader's language: every sentence of a fault stands in both."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from trends.codebook import read_codebook
from trends.dashboard.sentences.faults import FAULTS, english
from trends.errors import InputError

PACKAGE = Path(__file__).resolve().parents[1] / "trends"
HAN = re.compile("[\u3400-\u9fff]")
MAKERS = re.compile(r"[A-Z]\w*Error|ArchiveWarning|Problem|Unread|_?Fault|library|without_articles")
FACT = re.compile(r"(?<!\{)\{\d?\}(?!\})")
Node = ast.AST | tuple[str, str]


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {
    module_name(path): ast.parse(path.read_text("utf-8"))
    for path in PACKAGE.rglob("*.py")
    if path.parent.name != "cli"  # the command line speaks Chinese
}


def meanings(tree: ast.Module) -> dict[str, list[Node]]:
    """What each name of a module may stand for: values given to it, what a function returns, a name elsewhere."""
    found: dict[str, list[Node]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.setdefault(name, []).append(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for each, value in zip(names, values, strict=True):
                    found.setdefault(ast.unparse(each), []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.AST() as value):
                found.setdefault(name, []).append(value)
            case ast.NamedExpr(target=ast.Name(id=name), value=value):
                found.setdefault(name, []).append(value)
            case ast.FunctionDef(name=name):
                returned = [r.value for r in ast.walk(node) if isinstance(r, ast.Return) and r.value]
                found.setdefault(name, []).extend(returned)
            case ast.ImportFrom(module=str(module), names=names) if module in TREES:
                for alias in names:
                    found.setdefault(alias.asname or alias.name, []).append((module, alias.name))
    return found


MEANINGS = {module: meanings(tree) for module, tree in TREES.items()}


def sentences(node: Node, module: str, seen: tuple[Node, ...] = ()) -> Iterator[str]:
    """The Chinese sentences that an expression may be, with `{}` for its facts; facts may be sentences too."""
    match node:
        case (str(), str()):
            if node not in seen:
                for value in MEANINGS[node[0]].get(node[1], []):
                    yield from sentences(value, node[0], (*seen, node))
        case ast.Name(id=name):
            yield from sentences((module, name), module, seen)
        case ast.Constant(value=str(text)) if HAN.search(text):
            yield re.sub(r"\{\w+\}", "{}", text)
        case ast.JoinedStr(values=parts):
            text = "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in parts)  # type: ignore[misc]
            if HAN.search(text):
                yield text
            for part in parts:
                if isinstance(part, ast.FormattedValue):
                    yield from sentences(part.value, module, seen)
        case ast.Call(func=ast.Name(id=name)) if name in MEANINGS[module]:
            yield from sentences((module, name), module, seen)
        case ast.Call(func=ast.Attribute(value=value)):
            yield from sentences(value, module, seen)
        case ast.IfExp(body=one, orelse=other):
            yield from sentences(one, module, seen)
            yield from sentences(other, module, seen)
        case ast.BinOp(left=one, right=other):
            tail = set(sentences(other, module, seen)) or {"{}"}
            for head in set(sentences(one, module, seen)) or {"{}"}:
                yield from (text for end in tail if HAN.search(text := head + end))
        case ast.BoolOp(values=values) | ast.Tuple(elts=values):
            for value in values:
                yield from sentences(value, module, seen)


def faults() -> dict[str, str]:
    """Every sentence that a fault may say or give as its cure, and the module that makes the fault."""
    found = {}
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and MAKERS.fullmatch(ast.unparse(node.func).rpartition(".")[2]):
                for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                    found |= dict.fromkeys(sentences(given, module), module)
    return found


def test_every_fault_is_said_in_english_too() -> None:
    said = faults()
    assert len(said) > 300
    unsaid = {text: module for text, module in said.items() if HAN.search(english(text.replace("{}", "0")))}
    assert {text: module for text, module in unsaid.items() if text not in FAULTS} == {}


def test_both_say_the_same_facts() -> None:
    for said in FAULTS:
        same_facts(said)


def same_facts(said: str) -> None:
    facts = [f"fact{i}" for i in range(said.count("{}"))]
    told = english(said.format(*facts) if facts else said)
    assert all(fact in told for fact in facts)
    assert len(FACT.findall(FAULTS[said])) == len(facts)
    assert not HAN.search(re.sub("[(（][^()（）]*[)）]|编码|词|排除|上级|说明|in: 航天 -神舟", "", told)), (
        told
    )


@pytest.mark.parametrize(
    "file",
    ["codes:\n- {name: 农业, words: [好, 的, '农*业']}\n- {name: 农业}\n- 7\n", "codes: [\n", "a: *b\n", ""],
)
def test_faults_of_a_codebook_keep_only_the_readers_own_words(file: str) -> None:
    try:
        told = [str(fault) for fault in read_codebook("mine.yaml", file.encode())[1]]
    except InputError as error:
        told = [error.what, error.cure]
    assert told
    for fault in told:
        assert set(HAN.findall(english(fault))) <= set(file), fault
