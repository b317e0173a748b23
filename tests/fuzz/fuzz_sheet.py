"""Bytes read as a sheet of CSV: the same as through a stream, or an error of ours.

The first byte chooses how dates are written, which words are taken and the delimiter.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from typing import Any

from running import instrumented, read_or_refuse, run

with instrumented():
    import cstoevents as cs
    from cstoevents.formats.sheet import plain_text, reading, writing

WITHIN = cs.load()
CHOICES = list(
    itertools.product(
        (None, "day-first", "month-first", "words", "edtf"), (None, ";"), (None, "utf-8", "cp1251")
    )
)


def read_bytes(data: bytes) -> None:
    """Every way in says the same of the same bytes; what was read can be written as a sheet."""
    if not data or data[1:5] == b"PK\x03\x04":  # a workbook has a target of its own
        return
    style, delimiter, encoding = CHOICES[data[0] % len(CHOICES)]
    how: dict[str, Any] = {"dates": style, "delimiter": delimiter, "encoding": encoding}
    if data[0] >= 128:
        how["within"] = WITHIN
    if data[0] % 128 >= 64:
        how["unclear_dates"] = "note"
    notes: list[object] = []

    def read(source: Any) -> Any:
        return cs.read_sheet(source, format="csv", on_note=notes.append, **how)

    chronicle = read_or_refuse(read, data[1:])
    assert read_or_refuse(read, io.BytesIO(data[1:])) == chronicle
    assert all(str(note).encode() for note in notes)
    if chronicle is not None:
        file = io.BytesIO()
        cs.write_sheet(chronicle, file, format="csv")
        plain = {key: how[key] for key in ("within",) if key in how}
        read_or_refuse(lambda sheet: cs.read_sheet(sheet, **plain), file.getvalue())


def seeds() -> Iterator[bytes]:
    """A sheet as people keep them, in two languages, and the built-in events."""
    for number, sheet in enumerate(
        (
            "Дата;Мероприятие;Вид;Место\n19.05.2025;Заседание;заседание;Бишкек\n",
            "Date,Title,Kind,Place,Participants,Links\n5 May 2001,A,summit,Minsk,,https://a.b\n",
            "id\ttitle\twhen\tstatus\nx\tY\t2024-09?\tcancelled\n",
            "name,post,from,to\nA B,chairman,2001,2003-05\n",
            "Event,Date,City,Venue,Start\nA,monthly,Osh,Hall [h],10:00\nB,2025,Osh,Hall,10.30\n",
        )
    ):
        yield bytes([number]) + sheet.encode()
        yield bytes([number + 128]) + sheet.encode("utf-16")
    file = io.BytesIO()
    cs.write_sheet(cs.Chronicle(list(WITHIN.meetings[:4]), within=WITHIN), file, format="csv")
    yield b"\x80" + file.getvalue()


def words() -> set[str]:
    """Headers and delimiters, and dates as people write them."""
    names = {'"', '""', ",", ";", "\t", "\r\n", "\ufeff", "05/06/2025", "май 2025 г.", "2025-05?"}
    return names | {"title", "when", "дата", "название", "place", "series", "number", "parent"}


if __name__ == "__main__":
    run(read_bytes, seeds(), sorted(words()))
