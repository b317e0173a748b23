"""Arguments of any type to every reader and writer: taken, or refused by an error of ours."""

from __future__ import annotations

import datetime as dt
import inspect
import io
import shutil
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.formats import FORMATS

FEW = cs.Chronicle(
    cs.Place(id="oslo", name="Oslo", kind="city"),
    cs.Meeting(id="talks", kind="talks", title="Talks", when="2025-05-13", place="oslo"),
)


class Many:
    """As an array of numpy or a frame of pandas: it is compared and indexed member by member."""

    def __hash__(self) -> int:
        raise TypeError("unhashable")

    def __eq__(self, other: object) -> Any:
        return self

    def __bool__(self) -> bool:
        raise ValueError("The truth value of several is ambiguous")

    def __len__(self) -> int:
        return 2

    def __getitem__(self, key: object) -> object:
        if not isinstance(key, int):
            raise IndexError("only integers are valid indices")
        return range(2)[key]

    def __array__(self) -> None:
        raise ValueError("no numpy here")


ODD: dict[str, Any] = {
    "nothing": None,
    "true": True,
    "zero": 0,
    "a number": 5,
    "a large number": 10**400,
    "a number below zero": -1,
    "no number": float("nan"),
    "a word": "word",
    "no word": "",
    "half a character": "\ud83d",
    "a null character": "x\0y",
    "a long word": "x" * 5000,
    "bytes": b"word",
    "a list": ["word"],
    "an empty list": [],
    "a list of lists": [[[]], None],
    "a mapping": {"word": 5},
    "a mapping of numbers": {5: "word"},
    "an empty mapping": {},
    "a set": {"word"},
    "an object": object(),
    "a class": str,
    "a date": cs.When("2025"),
    "an event": FEW.event("talks"),
    "a function": callable,
    "an array": Many(),
    "an array in a list": [Many()],
    "an array in records": {"format_version": "1", "places": [Many()]},
    "an array as version": {"format_version": Many()},
    "a bytearray": bytearray(b"word"),
    "a namespace": types.SimpleNamespace(name="word"),
    "not implemented": NotImplemented,
    "the longest time": dt.timedelta.max,
    "the longest time before": dt.timedelta.min,
}

_OTHERS = {
    "duplicate_keys": cs.formats.duplicate_keys,
    "from_dict": cs.from_dict,
    "to_dict": cs.to_dict,
    "to_markdown": cs.to_markdown,
    "to_html": cs.formats.to_html,
    "table": cs.table,
    "read_ids": cs.formats.read_ids,
    "write_ids": cs.formats.write_ids,
    "write_html": cs.formats.write_html,
    "write_markdown": cs.formats.write_markdown,
    "to_rows": cs.formats.to_rows,
    "chart": cs.chart,
    "name_on": cs.name_on,
    "names": cs.names,
    "anniversary": cs.anniversary,
    "next_anniversary": cs.next_anniversary,
    "from_figures": cs.wording.from_figures,
    "from_words": cs.wording.from_words,
    "from_written": cs.wording.from_written,
    "figure_order": cs.wording.figure_order,
    **{
        f"Chronicle.{name}": getattr(FEW, name)
        for name in ("anniversaries", "get", "merge", "search")
    },
}


def _functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for file_format in FORMATS:
        for name in filter(None, (file_format.reader, file_format.writer)):
            yield name, file_format._function(name)
    yield from _OTHERS.items()


# What a function takes for what it needs, by the name of the argument.
_ALWAYS: dict[str, Any] = {
    "chronicle": FEW,
    "what": FEW,
    "other": FEW,
    "view": FEW.timeline(),
    "ids": {"a": "b"},
    "record": FEW.place("oslo"),
    "when": "2025-05-13",
    "on": "2025-05-13",
    "after": "2025-05-13",
    "original": "2020-05-13",
    "window": "2025",
    "number": 3,
    "words": "talks",
    "role": "chair",
    "order": "day-first",
    "text": "19.05.2025",
    "texts": ["19.05.2025"],
}


def _good(name: str, tmp_path: Path) -> dict[str, Any]:
    """Arguments that a function takes, by name, for those that it needs."""
    file = io.BytesIO()
    chosen = next(
        (file_format for file_format in FORMATS if file_format.reader == name), FORMATS[0]
    )
    chosen.write(FEW, file, **({"format": "csv"} if name == "read_sheet" else {}))
    return {
        "source": file.getvalue(),
        "target": tmp_path / ("target.csv" if name == "write_sheet" else "target"),
        **_ALWAYS,
        "value": FEW,
        "data": cs.to_dict(FEW),
    }


CASES = [
    pytest.param(name, function, parameter, id=f"{name}-{parameter}")
    for name, function in _functions()
    for parameter in inspect.signature(function).parameters
]


@pytest.mark.parametrize(("name", "function", "parameter"), CASES)
def test_an_argument_of_any_type_is_taken_or_refused_by_an_error_of_ours(
    name: str,
    function: Callable[..., Any],
    parameter: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And where it is refused nothing has been written."""
    monkeypatch.chdir(tmp_path)
    parameters = inspect.signature(function).parameters
    known = _good(name, tmp_path)
    good = {
        key: known[key]
        for key, value in parameters.items()
        if key in known and value.default is value.empty
    }
    wrong: list[tuple[str, object]] = []
    refused = taken = 0
    for title, odd in ODD.items():
        given = {**good, parameter: odd}
        positional = [given.pop(key) for key in good]
        try:
            function(*positional, **given)
            taken += 1
        except cs.CstoEventsError as error:
            refused += 1
            str(error).encode()
            wrong += [(title, f"left {path}") for path in tmp_path.iterdir()]
        except OSError as error:
            if parameter not in ("source", "target", "since"):
                wrong.append((title, error))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is wrong
            wrong.append((title, error))
        for path in tmp_path.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert refused + taken > len(ODD) // 2  # some files are not found
    assert not wrong, "\n".join(f"{title}: {what!r}" for title, what in wrong)
