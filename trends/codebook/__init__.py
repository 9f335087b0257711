"""Codebooks: subjects that a reader names, read from the forms people have, counted in two ways.

To add a form: one module with a reader (text → entries, faults) and a writer, one line in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from trends.codebook.lexicoder_form import read_lexicoder, write_lexicoder
from trends.codebook.liwc_form import read_liwc, write_liwc
from trends.codebook.making import codebook_of
from trends.codebook.records import REST, Code, Codebook, Entry, Fault
from trends.codebook.sheet_form import read_csv, read_xlsx, write_csv, write_xlsx
from trends.codebook.yaml_form import read_yaml, write_quanteda, write_yaml
from trends.errors import InputError

__all__ = [
    "FORMS",
    "REST",
    "Code",
    "Codebook",
    "Fault",
    "Form",
    "decoded",
    "form_of",
    "read_codebook",
    "write_yaml",
]


@dataclass(frozen=True, slots=True)
class Form:
    """suffix: of its files; read: their text → entries and faults; write: a codebook → text. read_binary, write_binary: the
    same of a form that is no text."""

    suffix: str
    read: Callable[[str], tuple[list[Entry], list[Fault]]] | None = None
    write: Callable[[Codebook], str] | None = None
    read_binary: Callable[[bytes], tuple[list[Entry], list[Fault]]] | None = None
    write_binary: Callable[[Codebook], bytes] | None = None

    def entries(self, name: str, data: bytes) -> tuple[list[Entry], list[Fault]]:
        """What a file holds. Raises InputError for a text form that is no text."""
        if self.read_binary is not None:
            return self.read_binary(data)
        assert self.read is not None
        return self.read(decoded(name, data))

    def written(self, codebook: Codebook) -> bytes:
        """The codebook as such a file."""
        if self.write_binary is not None:
            return self.write_binary(codebook)
        assert self.write is not None
        return self.write(codebook).encode()


FORMS = {
    "yaml": Form(".yaml", read_yaml, write_yaml),
    "quanteda": Form(".yml", read_yaml, write_quanteda),
    "liwc": Form(".dic", read_liwc, write_liwc),
    "lexicoder": Form(".lc3", read_lexicoder, write_lexicoder),
    "csv": Form(".csv", read_csv, write_csv),
    "xlsx": Form(".xlsx", read_binary=read_xlsx, write_binary=write_xlsx),
}


def form_of(name: str) -> Form:
    """The form of a file, by its suffix. Raises InputError for another one."""
    suffix = {".tsv": ".csv", ".txt": ".csv"}.get(
        PurePath(name).suffix.lower(), PurePath(name).suffix.lower()
    )
    for form in FORMS.values():
        if form.suffix == suffix:
            return form
    known = "、".join(form.suffix for form in FORMS.values())
    raise InputError(f"{name} 不是编码本的格式", f"可用 {known}")


def read_codebook(name: str, data: bytes) -> tuple[Codebook, list[Fault]]:
    """A file's codes, and what of it could not be used. Raises InputError when nothing can be."""
    entries, faults = form_of(name).entries(name, data)
    codebook, more = codebook_of(entries)
    if not codebook.codes:
        first = str((faults + more or [Fault(None, "没有编码", "请写上至少一个")])[0])
        raise InputError(f"{name} 里没有可用的编码", first)
    return codebook, faults + more


def decoded(name: str, data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or GB 18030 as spreadsheets save it. Raises InputError."""
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError(f"{name} 不是文本", "请另存为 UTF-8 文本")
