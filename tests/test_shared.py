"""What is dear is made once for a file: archives, servers, browsers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
DEAR = {"build", "built", "serving", "served", "prepared", "new_context"}


def fixtures(tree: ast.AST) -> Iterator[tuple[ast.FunctionDef, bool]]:
    """Fixtures, and whether each is made anew for every test."""
    for node in ast.walk(tree):
        for mark in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
            if ast.unparse(mark).startswith("pytest.fixture"):
                yield node, "scope=" not in ast.unparse(mark)


def called(function: ast.FunctionDef) -> set[str]:
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {getattr(call, "attr", getattr(call, "id", "")) for call in calls}


def anew(text: str) -> list[str]:
    """Fixtures that make something dear before every test."""
    return [f.name for f, each in fixtures(ast.parse(text)) if each and called(f) & DEAR]


@pytest.mark.parametrize("path", sorted(TESTS.glob("*.py")), ids=lambda path: path.stem)
def test_no_fixture_builds_or_serves_before_every_test(path: Path) -> None:
    """Build in a fixture of the module and hand out copies: `tests.builders.copied`."""
    assert anew(path.read_text("utf-8")) == []


def test_the_law_sees_a_fixture_that_builds() -> None:
    body = "def old(tmp_path):\n    return build(tmp_path, tmp_path / 'x')\n"
    assert anew(f"@pytest.fixture\n{body}") == anew(f"@pytest.fixture()\n{body}") == ["old"]
    assert anew(f'@pytest.fixture(scope="module")\n{body}') == anew(body) == []
