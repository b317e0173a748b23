"""The tables open in SQLite, DuckDB and pandas, and joins there answer as the library does."""

from __future__ import annotations

import collections
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest

import cstoevents as cs
from documents import ROOT


def example() -> Any:
    """The example script is where the questions stand."""
    spec = importlib.util.spec_from_file_location(
        "the_same_in_sql", ROOT / "examples" / "the_same_in_sql.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SQL = example()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tables")
    cs.write_csv(cs.load(), target)
    return target


@pytest.fixture(scope="module")
def answers() -> dict[str, list[tuple[Any, ...]]]:
    """What the library says."""
    csto = cs.load()
    members = csto.numbered("wg-afghanistan").members
    countries = collections.Counter(
        place.country
        for event in csto.events
        if event.place and (place := csto.place(event.place)).country
    )
    busiest = [
        (str(official.name), len(csto.events_of(official.id))) for official in csto.officials
    ]
    return {
        "NUMBERED": [(m.number, str(m.event.when)) for m in members if m.number is not None],
        "IN_COUNTRY": sorted(countries.items(), key=lambda item: (-item[1], item[0]))[:3],
        "BUSIEST": sorted(busiest, key=lambda item: (-item[1], item[0]))[:3],
    }


@pytest.mark.parametrize("question", ["NUMBERED", "IN_COUNTRY", "BUSIEST"])
def test_sqlite_answers_as_the_library_does(
    folder: Path, answers: dict[str, list[tuple[Any, ...]]], question: str
) -> None:
    base = SQL.load(folder)
    try:
        assert base.execute(getattr(SQL, question)).fetchall() == answers[question]
    finally:
        base.close()


@pytest.fixture(scope="module")
def duck(folder: Path) -> Iterator[Any]:
    with duckdb.connect() as base:
        for file in sorted(folder.glob("*.csv")):
            base.execute(
                f"CREATE TABLE {file.stem} AS"
                f" SELECT * FROM read_csv('{file}', all_varchar = true, nullstr = '\\N')"
            )
        yield base


@pytest.mark.parametrize("question", ["NUMBERED", "IN_COUNTRY", "BUSIEST"])
def test_duckdb_answers_as_the_library_does(
    duck: Any, answers: dict[str, list[tuple[Any, ...]]], question: str
) -> None:
    assert duck.execute(getattr(SQL, question)).fetchall() == answers[question]


def test_pandas_answers_as_the_library_does(
    folder: Path, answers: dict[str, list[tuple[Any, ...]]]
) -> None:

    def table(name: str) -> Any:
        return pandas.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)

    events = table("events")
    entries = table("event_entries")
    entries = entries[(entries["series"] == "wg-afghanistan") & (entries["number"] != "")]
    joined = entries.merge(events, left_on="owner", right_on="id")
    found = sorted(
        (int(number), when) for number, when in zip(joined["number"], joined["when"], strict=True)
    )
    assert found == answers["NUMBERED"]
    placed = events.merge(table("places"), left_on="place", right_on="id")
    counts = placed["country"][placed["country"] != ""].value_counts()
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    assert [(country, int(count)) for country, count in top] == answers["IN_COUNTRY"]
    taking = table("participations").merge(table("officials"), left_on="official", right_on="id")
    held = taking.groupby(["official", "name_en"])["event"].nunique().reset_index()
    busiest = sorted(
        ((name, int(count)) for name, count in zip(held["name_en"], held["event"], strict=True)),
        key=lambda item: (-item[1], item[0]),
    )[:3]
    assert busiest == answers["BUSIEST"]
