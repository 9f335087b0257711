"""Bytes of a table → its lines of text, one by one, each in the encoding it is in."""

from __future__ import annotations

import io
from collections.abc import Iterator

from trends.errors import InputError
from trends.readers.decoding import first_encoding
from trends.readers.documents import Document
from trends.readers.limits import LIMITS

_MIXED = ("utf-8-sig", "gb18030")  # what files are joined of
_TELLING = 16  # bytes from which a line that is right as UTF-8 is no GBK


class TextLines(Iterator[str]):
    """The lines with their ends, without NUL. `mixed` holds the numbers of lines in another encoding than
    the first part, which were read in theirs; bytes that are right in none become U+FFFD."""

    def __init__(self, document: Document) -> None:
        """Raises InputError when the document is no text."""
        head = document.head()
        self.encoding = first_encoding(head, document.name)
        self.number = 0
        self.mixed: list[int] = []
        self._stream = document.opened()
        by_bytes = self.encoding in _MIXED and (b"\n" in head or b"\r" not in head)
        self._text = (
            None
            if by_bytes
            else io.TextIOWrapper(self._stream, encoding=self.encoding, errors="replace", newline="")
        )

    def __next__(self) -> str:
        """Raises InputError at a line longer than any table's."""
        line = self._text.readline(LIMITS.line) if self._text else self._decoded()
        if not line:
            raise StopIteration
        if len(line) >= LIMITS.line:
            raise InputError(f"有一行超过 {LIMITS.line} 字", "检查文件是不是表格")
        self.number += 1
        return line.replace("\0", "")

    def close(self) -> None:
        self._stream.close()

    def _decoded(self) -> str:
        data = self._stream.readline(LIMITS.line)
        if self.number == 0:
            data = data.removeprefix(b"\xef\xbb\xbf")
        if data.isascii():
            return data.decode("ascii")
        orders = (
            ("utf-8", "gb18030")
            if self.encoding != "gb18030" or len(data) >= _TELLING
            else ("gb18030", "utf-8")
        )
        for encoding in orders:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if (encoding == "utf-8") == (self.encoding == "gb18030"):
                self.mixed.append(self.number + 1)
            return text
        return data.decode(self.encoding.removesuffix("-sig"), "replace")
