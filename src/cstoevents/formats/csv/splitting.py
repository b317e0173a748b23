"""The bytes of a table to its columns, for tables that are plainly RFC 4180.

The csv module goes over a text letter by letter and gives rows, which then have
to be turned. Where nothing stands in quotes, a text is cells between delimiters
and no more: one split gives all of them, and every n-th is a column. What does
stand in quotes is cut out first, and put back where it was.

In UTF-8 a comma, a quote and a line end are bytes that are part of nothing else, and
bytes are split faster than text, so they become text as late as they can.

Whatever isn't plain, be it wrong or only unusual, is left to the csv module: rows
of different lengths, quotes in the middle of a cell, lone carriage returns.
"""

from __future__ import annotations

import itertools

__all__: list[str] = []


def columns_of(data: bytes, delimiter: str) -> list[list[str]] | None:
    """Give the columns of a table with their headers, as the csv module would, or None.

    Raises `UnicodeDecodeError` where the bytes are no UTF-8.
    """
    comma = delimiter.encode()
    cut = _cut(data, comma)
    if cut is None:
        return None
    plain, quoted = cut
    feeds, returns = plain.count(b"\n"), plain.count(b"\r")
    lines = plain.split(b"\r\n" if returns else b"\n")
    if len(lines) != feeds + 1 or returns not in (0, feeds):
        return None
    if data.endswith(b"\n"):
        del lines[-1]
    counts = set(map(bytes.count, lines, itertools.repeat(comma)))
    if len(counts) != 1:
        return None
    width = counts.pop() + 1
    cells = comma.join(lines).decode().split(delimiter)
    columns = [cells[place::width] for place in range(width)]
    for number, content in quoted:
        columns[number % width][number // width] = content.decode()
    return columns


def _cut(data: bytes, comma: bytes) -> tuple[bytes, list[tuple[int, bytes]]] | None:
    """Give a table without what is in quotes, and that with the number of its cell."""
    first, *parts = data.split(b'"')
    if not parts:
        return data, []
    if len(parts) % 2:
        return None
    begins, ends = (comma, b"\n", b"\r\n"), (comma, b"\n")
    if first and not first.endswith(ends):
        return None
    quoted: list[tuple[int, bytes]] = []
    plain = [first]
    number = first.count(comma) + first.count(b"\n")
    content: list[bytes] = []
    for inside, after in zip(parts[:-2:2], parts[1:-2:2], strict=True):
        content.append(inside)
        if not after:
            continue  # two quotes in a row are one of the cell's own
        if not (after.startswith(begins) and after.endswith(ends)):
            return None
        quoted.append((number, b'"'.join(content)))
        content.clear()
        plain.append(after)
        number += after.count(comma) + after.count(b"\n")
    inside, last = parts[-2:]
    if last and not last.startswith(begins):
        return None
    quoted.append((number, b'"'.join([*content, inside])))
    plain.append(last)
    return b"".join(plain), quoted
