"""Bytes as a text that says a date or a number: read the same once it is written, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from running import instrumented, run

with instrumented():
    import cstoevents as cs
    from cstoevents.wording import FigureOrder, dates, figures, numbers, reading


def read_text(data: bytes) -> None:
    """Nothing but our own errors come of it, and a date that was read is one in every form."""
    text = data.decode("utf-8", "surrogateescape")
    found = [_read_or_refuse(cs.When, text)]
    found += [_read_or_refuse(reading.from_words, text, lang) for lang in (None, "en", "ru")]
    found += [_read_or_refuse(figures.from_figures, text, order) for order in FigureOrder]
    _read_or_refuse(figures.figure_order, text.split("\n"))
    _read_or_refuse(numbers.printed_number, text)
    for when in filter(None, found):
        assert cs.When(str(when)) == when
        assert when.earliest_ordinal <= when.latest_ordinal
        for lang in ("en", "ru"):
            assert dates.in_words(when, lang)


def _read_or_refuse(read: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return read(*arguments)
    except cs.CstoEventsError as error:
        message = str(error)
    assert len(message) < 10_000
    assert message.encode()
    return None


def seeds() -> Iterator[bytes]:
    """Dates and numbers as people write them, and as EDTF."""
    for text in (
        "2025-05-13",
        "2025-05?/2026~",
        "2024-21/..",
        "-0044-03-15",
        "156X",
        "13 May 2025",
        "late May 2025 or June",
        "с 5 по 7 мая 2025 г.",
        "около 2005 года",
        "5/6/2025",
        "24-26.06.2025",
        "№ 41",
        "XIX",
        "6 bis",
        "forty-first",
    ):
        yield text.encode()


def words() -> set[str]:
    """Names of months and words about dates, in both languages."""
    names = {"/", "..", "~", "%", "?", "XX", "г.", "BC", "до н. э.", "-", "–", "by", "от", "until"}
    for month in range(1, 13):
        for lang in ("en", "ru"):
            names.add(dates.in_words(cs.When(f"2025-{month:02}"), lang).split()[0])
    return names


if __name__ == "__main__":
    run(read_text, seeds(), sorted(words()))
