"""Bytes → text: utf-8 first, gb18030 second, utf-16 by its mark."""

from __future__ import annotations

import codecs
import unicodedata

from trends.errors import InputError

CURE = "用编辑器另存为 UTF-8 文本"


def decode(data: bytes, file: str) -> str:
    """The text of a file, with "\\n" line ends.

    utf-8 is tried before gb18030 because gb18030 reads utf-8 bytes as wrong characters without complaint.
    A few broken bytes are replaced by U+FFFD. Raises InputError when the bytes are not Chinese or Latin text.
    """
    return _decoded(data, file).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(data.decode("utf-16", "replace"), file)
    if b"\x00" in data[:4096]:
        raise InputError("是二进制文件，不是文字", CURE, file=file)
    try:
        return _checked(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        broken = error.start
    lenient = data.decode("utf-8-sig", "replace")
    if broken and lenient.count("\ufffd") <= 4 + len(lenient) // 100:
        return _checked(lenient, file)
    return _checked(data.decode("gb18030", "replace"), file)


def _is_odd(c: str) -> bool:
    return c == "\ufffd" or (c not in "\n\r\t\f\v\x1a" and unicodedata.category(c) in ("Cc", "Co", "Cn"))


def _checked(text: str, file: str) -> str:
    """The text, unless a sample of it is mostly what no newspaper prints."""
    sample = text[:20_000]
    odd = sum(_is_odd(c) for c in sample)
    if odd > 0.05 * len(sample) + 2:
        raise InputError("解不出文字（编码不明或不是文本）", CURE, file=file)
    return text
