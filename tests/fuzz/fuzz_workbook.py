"""Bytes read as a workbook: a chronicle, or an error of ours.

The first byte chooses a part of a good workbook and the others are what stands in it; where it
is past the parts they are the whole archive.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from running import instrumented, read_or_refuse, run

with instrumented():
    import cstoevents as cs
    from cstoevents.formats.sheet import cells, workbook, workbook_xml

LIMIT = 2**24
"""How many bytes a workbook may unpack to, so that a target is never slow because it is large."""


def _good() -> dict[str, bytes]:
    built_in = cs.load()
    file = io.BytesIO()
    few = cs.Chronicle(list(built_in.meetings[:3]), within=built_in)
    cs.write_sheet(few, file, format="xlsx")
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


GOOD = _good()
PARTS = list(GOOD)


def read_bytes(data: bytes) -> None:
    """Whatever a part of a workbook holds, nothing but our own errors come of it."""
    if not data:
        return
    number, content = data[0], data[1:]
    if number < len(PARTS):
        content = _packed({**GOOD, PARTS[number]: content})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read_or_refuse(_read, content)


def _read(data: bytes) -> Any:
    return cs.read_sheet(data, format="xlsx", within=cs.load(), limit=LIMIT)


def _packed(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def seeds() -> Iterator[bytes]:
    """Each part of a good workbook, and the whole."""
    for number, name in enumerate(PARTS):
        yield bytes([number]) + GOOD[name]
    yield bytes([255]) + _packed(GOOD)


def words() -> set[str]:
    """What stands in the parts of a workbook."""
    tags = "c r t s v f is si row sheetData mergeCell hyperlink numFmt xf cellXfs sheet".split()
    names = {f"<{tag}>" for tag in tags} | {f"</{tag}>" for tag in tags}
    names |= {'t="s"', 't="str"', 't="inlineStr"', 't="e"', 't="b"', 't="d"', 's="1"'}
    return names | {"A1:XFD1048576", "XFD300", "#REF!", "&#10;", "<![CDATA[", "1E+308", "yyyy\\-mm"}


if __name__ == "__main__":
    run(read_bytes, seeds(), sorted(words()))
