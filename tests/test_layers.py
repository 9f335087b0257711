"""Who may import whom: nothing upward, no circles, every heavy library behind its own door."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = [
    {"records", "errors", "journal", "naming", "script", "shipped", "written"},
    {
        "readers",
        "layout",
        "reuse",
        "sources",
        "terms",
        "topics",
        "series",
        "quality",
        "codebook",
        "validation",
    },
    {"archive"},
    {"charts"},
    {"findings"},
    {"pipeline", "report"},
    {"cli", "dashboard", "api"},
    {"app", "serve"},
]
DOORS = {
    "streamlit": {"app", "serve", "dashboard"},
    "fastapi": {"api"},
    "starlette": {"serve", "dashboard", "api"},
    "plotly": {"charts"},
    "duckdb": {"archive"},
    "jieba": {"terms"},
    "rjieba": {"terms"},
    "sklearn": {"topics", "quality"},
    "typer": {"cli"},
    "rich": {"cli"},
    "joblib": {"pipeline", "quality"},
    "distributed": {"pipeline"},
    "stopwordsiso": {"readers"},
    "charset_normalizer": {"readers"},
    "zstandard": {"readers"},
    "openpyxl": {"archive", "readers", "codebook"},
    "docx": {"readers", "report"},
    "jinja2": {"report"},
    "lxml": {"readers", "codebook"},
    "yaml": {"codebook"},
    "krippendorff": {"validation"},
    "trafilatura": {"readers"},
    "htmldate": {"readers"},
    "pypdfium2": {"readers"},
    "PIL": {"readers", "report"},
    "rapidocr_onnxruntime": {"readers"},
    "cv2": {"readers"},
    "lunardate": {"layout"},
    "opencc": {"script"},
}


def modules() -> list[Path]:
    return [ROOT / "app.py", ROOT / "serve.py", *sorted((ROOT / "trends").rglob("*.py"))]


def room(path: Path) -> str:
    """The room a module stands in: its folder or name under trends/, or app."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "trends" and len(parts) > 1 else parts[0]


def imported(path: Path) -> set[str]:
    """Dotted names a module imports, anywhere in it, type-checking imports included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def floor(name: str) -> int | None:
    return next((level for level, rooms in enumerate(FLOORS) if name in rooms), None)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_is_imported_upward_or_sideways(path: Path) -> None:
    own = room(path)
    if own in {"__init__", "__main__"}:
        return
    level = floor(own)
    assert level is not None, f"{path} stands in no known room"
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "trends" or len(parts) < 2 or parts[1] == own:
            continue
        other = floor(parts[1])
        if other is not None:
            assert other < level, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_libraries_come_in_by_their_own_door(path: Path) -> None:
    for name in imported(path):
        rooms = DOORS.get(name.split(".")[0])
        assert rooms is None or room(path) in rooms, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "trends" / "dashboard").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_pages_of_the_screen_never_import_each_other(path: Path) -> None:
    """What two pages share stands beside them in dashboard/, and knows no page; only the first start,
    which stands in for one, opens the page of imports."""
    dashboard = ROOT / "trends" / "dashboard"
    pages = {folder.parent.name for folder in dashboard.glob("*/page.py")} | {"overview"}
    own = path.relative_to(dashboard).with_suffix("").parts[0]
    if own == "opening":
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[:2] == ["trends", "dashboard"] and len(parts) > 2 and parts[2] in pages:
            assert parts[2] == own, f"{path.relative_to(ROOT)} imports {name}"


def test_serving_loads_neither_scikit_learn_nor_jieba() -> None:
    pages = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "trends" / "dashboard").rglob("*.py")
        if path.stem != "__init__"
    )
    code = (
        f"import sys, importlib, trends; trends.open_archive; pages = {pages!r};"
        "[importlib.import_module(page) for page in pages];"
        "print([m for m in ('sklearn', 'jieba', 'rjieba') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_formats_load_their_libraries_only_when_they_are_read() -> None:
    heavy = ("openpyxl", "docx", "lxml", "trafilatura", "pypdfium2", "PIL", "onnxruntime", "pyarrow")
    code = f"import sys, trends.readers; print([m for m in {heavy!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
