"""Bytes → text: marks first, then utf-8, gb18030, and what charset-normalizer makes of the rest."""

from __future__ import annotations

import codecs
import contextlib
import unicodedata
from collections import Counter

from trends.errors import InputError
from trends.readers.nonsense import is_nonsense

CURE = "用编辑器另存为 UTF-8 文本"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_RARE = ["big5", "big5hkscs", "utf_16_le", "utf_16_be", "hz", "euc_jp", "shift_jis", "euc_kr"]
_SAMPLE = 60_000


def decode(data: bytes, file: str) -> str:
    """The text of a file, with "\\n" line ends.

    A few broken bytes are replaced by U+FFFD; of a file put together of several each line may have an encoding of
    its own. Raises InputError when the bytes are not Chinese or Latin text.
    """
    try:
        text = data.decode(encoding_of(data, file), "replace")
    except InputError:
        text = _line_by_line(data)
        if not text or is_nonsense(text) or _is_odd_text(text):
            raise
    return _checked(text, file).replace("\r\n", "\n").replace("\r", "\n")


def _line_by_line(data: bytes) -> str:
    """Each line as utf-8, else as gb18030; "" where a line is neither."""
    lines = []
    for line in data.split(b"\n"):
        for encoding in ("utf-8", "gb18030"):
            with contextlib.suppress(UnicodeDecodeError):
                lines.append(line.decode(encoding))
                break
        else:
            return ""
    return "\n".join(lines)


def encoding_of(data: bytes, file: str) -> str:
    """The encoding of text, or of the beginning of one. Raises InputError when it is none.

    utf-8 is tried before gb18030 because gb18030 reads utf-8 bytes as wrong characters without complaint.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\x00" not in data[:4096]:
        if _is_utf8(data):
            return "utf-8-sig"
        text = data[:_SAMPLE].decode("gb18030", "replace")
        if not _is_odd_text(text) and not is_nonsense(text):
            return "gb18030"
    if rare := _rare_encoding(data[:_SAMPLE]):
        return rare
    if b"\x00" in data[:4096]:
        raise InputError("是二进制文件，不是文字", CURE, file=file)
    raise InputError("解不出文字（编码不明或不是文本）", CURE, file=file)


def first_encoding(head: bytes, file: str) -> str:
    """`encoding_of` the beginning of a file; of one put together of several, that of its first lines."""
    try:
        return encoding_of(head, file)
    except InputError:
        lines = head[: head.rfind(b"\n") + 1]
        text = _line_by_line(lines)
        if not text or is_nonsense(text) or _is_odd_text(text):
            raise
        first = next((line for line in lines.split(b"\n") if not line.isascii()), b"")
        return "utf-8-sig" if _is_utf8(first) else "gb18030"


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are utf-8, but for a few broken ones and a character cut off at the end."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4:
            return True
        lenient = data.decode("utf-8-sig", "replace")
        return error.start > 0 and lenient.count("\ufffd") <= 4 + len(lenient) // 100
    return True


def _rare_encoding(data: bytes) -> str | None:
    """What charset-normalizer finds among the encodings that Chinese files rarely have."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[: len(data) & ~1], cp_isolation=_RARE, threshold=0.5).best()
    text = str(best) if best else ""
    if best is None or is_nonsense(text) or _is_odd_text(text) or not has_han(text):
        return None
    return best.encoding


def has_han(text: str) -> bool:
    return any("\u3400" <= c <= "\u9fff" for c in text)


def _is_odd(c: str) -> bool:
    return c == "\ufffd" or (c not in "\n\r\t\f\v\x1a" and unicodedata.category(c) in ("Cc", "Co", "Cn"))


def _is_odd_text(text: str) -> bool:
    """Whether a sample of the text is to a good part what no newspaper prints."""
    sample = text[:20_000]
    odd = sum(n for c, n in Counter(sample).items() if _is_odd(c))
    return odd > 0.05 * len(sample) + 2


def _checked(text: str, file: str) -> str:
    if _is_odd_text(text):
        raise InputError("解不出文字（编码不明或不是文本）", CURE, file=file)
    if is_nonsense(text):
        what = "文字是乱码（像是用错误的编码另存过），没有当作文章"
        raise InputError(what, "从原处重新导出，存为 UTF-8", file=file)
    return text
