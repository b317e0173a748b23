"""A chronicle as a database of SQLite: what queries find there, and what a reader refuses."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import io
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.sequences import NumberedSeries


def written(chronicle: cs.Chronicle) -> bytes:
    file = io.BytesIO()
    cs.write_sqlite(chronicle, file)
    return file.getvalue()


@pytest.fixture(scope="module")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("sqlite") / "csto.sqlite"
    cs.write_sqlite(cs.load(), path)
    base = sqlite3.connect(path)
    yield base
    base.close()


SMALL = cs.Chronicle(
    cs.Organisation(id="org", name={"ru": "Организация"}, kind="treaty"),
    cs.Official(id="jo", name="Jo"),
    cs.Membership(member="jo", organisation="org", role="head", when="2020-03/.."),
    cs.Meeting(
        id="m-1", kind="meeting", title="First", when="2020-05", organisers=["org"],
        entries=[cs.SeriesEntry(series="run", number=1)], agenda=["A", {"ru": "Б"}],
        extra={"room": 12, "open": True},
    ),
    cs.Meeting(
        id="m-4", kind="meeting", title="Fourth", when="2021-05-03",
        entries=[cs.SeriesEntry(series="run", number=4)],
    ),
    cs.Series(id="run", name="Run", numbering="continuous", first_number=1),
    about=cs.About(title={"ru": "Опыт"}, as_of="2026-01-01"),
)  # fmt: skip


def changed(*statements: str, of: cs.Chronicle = SMALL) -> bytes:
    """The bytes of a database in which statements were run."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.deserialize(written(of))
    for statement in statements:
        base.execute(statement)
    data = bytes(base.serialize())
    base.close()
    return data


def refused(data: bytes, **how: Any) -> cs.InputError:
    with pytest.raises(cs.InputError) as caught:
        cs.read_sqlite(data, **how)
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    return caught.value


class TestWhatIsWritten:
    def test_it_is_read_back_whole(self) -> None:
        again = cs.read_sqlite(written(SMALL))
        assert again == SMALL
        assert again.about == SMALL.about

    def test_equal_chronicles_make_equal_bytes(self) -> None:
        assert written(cs.Chronicle(reversed([*SMALL]), about=SMALL.about)) == written(SMALL)

    def test_an_empty_one_is_tables_to_fill_in(self) -> None:
        filled = changed("INSERT INTO officials (id, name_en) VALUES ('a', 'A')", of=cs.Chronicle())
        assert cs.read_sqlite(filled) == cs.Chronicle(cs.Official(id="a", name="A"))
        assert cs.read_sqlite(written(cs.Chronicle())) == cs.Chronicle()

    def test_it_is_sound_and_its_keys_hold(self, built_in: sqlite3.Connection) -> None:
        assert built_in.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert built_in.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = built_in.execute("PRAGMA foreign_key_list(participations)").fetchall()
        assert {(key[2], key[3]) for key in keys} >= {
            ("events", "event"),
            ("officials", "official"),
        }

    def test_days_are_those_that_dates_can_mean(self, built_in: sqlite3.Connection) -> None:
        rows = built_in.execute('SELECT "when", when_first, when_last FROM events').fetchall()
        assert rows
        for text, *days in rows:
            if text is not None:
                when = cs.When(text)
                found = [dt.date.fromisoformat(day) if day else None for day in days]
                assert found == [when.earliest, when.latest]

    def test_a_path_is_replaced_in_one_step(self, tmp_path: Path) -> None:
        path = tmp_path / "a.sqlite"
        path.write_bytes(b"something else")
        cs.write_sqlite(SMALL, path)
        assert cs.read_sqlite(path) == SMALL
        assert [item.name for item in tmp_path.iterdir()] == ["a.sqlite"]

    def test_more_languages_than_columns_are_refused(self, tmp_path: Path) -> None:
        tags = [f"en-x-{number}" for number in range(2100)]
        many = cs.Chronicle(cs.Official(id="a", name=dict.fromkeys(tags, "A")))
        with pytest.raises(cs.ArgumentError, match="too many columns"):
            cs.write_sqlite(many, tmp_path / "a.sqlite")
        assert not [*tmp_path.iterdir()]


class TestWhatQueriesFind:
    """The views, against what the library answers."""

    def test_who_can_have_held_a_post_on_a_day(self, built_in: sqlite3.Connection) -> None:
        query = """SELECT member FROM terms WHERE role = 'secretary-general' AND
            organisation = 'csto' AND coalesce(when_first, '') <= :day
            AND coalesce(when_last, '9999') >= :day"""
        for day in ("2005-05-05", "2018-06-01", "2020-05-13", "2025-05-13"):
            held = cs.load().holders("secretary-general", "csto", on=day, certainty="possibly")
            found = built_in.execute(query, {"day": day}).fetchall()
            assert {member for (member,) in found} == {term.record.id for term in held}

    def test_the_missing_numbers_of_every_series(self, built_in: sqlite3.Connection) -> None:
        query = "SELECT number FROM series_numbers WHERE series = ? AND event IS NULL"
        compared = 0
        for series in cs.load().series:
            if series.numbering == "continuous":
                numbered: NumberedSeries = cs.load().numbered(series.id)
                missing = {gap.number for gap in numbered.missing}
                found = {number for (number,) in built_in.execute(query, [series.id])}
                assert found == missing, series.id
                compared += 1
        assert compared

    def test_events_with_the_names_of_what_they_refer_to(self) -> None:
        base = sqlite3.connect(":memory:")
        base.deserialize(written(SMALL))
        row = base.execute(
            "SELECT title, organiser_names, series_names FROM events_named WHERE id = 'm-1'"
        ).fetchone()
        base.close()
        assert row == ("First", "Организация", "Run 1")

    def test_lists_in_cells_have_a_row_for_each_member(self, built_in: sqlite3.Connection) -> None:
        found = built_in.execute(
            "SELECT owner, value FROM event_organisers ORDER BY owner, position"
        ).fetchall()
        events = sorted(cs.load().events, key=lambda event: event.id)
        assert found == [(event.id, body) for event in events for body in event.organisers]

    def test_those_who_took_part(self, built_in: sqlite3.Connection) -> None:
        query = "SELECT count(*) FROM participants WHERE participant = 'imangali-tasmagambetov'"
        (count,) = built_in.execute(query).fetchone()
        taken = [participation.official for participation in cs.load().participations]
        assert count == taken.count("imangali-tasmagambetov") > 0

    def test_words_are_found_in_every_language(self, built_in: sqlite3.Connection) -> None:
        query = "SELECT id FROM search WHERE search MATCH ? ORDER BY rank"
        for words in ("tasmagambetov", "Тасмагамбетов"):
            assert ("imangali-tasmagambetov",) in built_in.execute(query, [words]).fetchall()

    def test_every_view_can_be_asked(self, built_in: sqlite3.Connection) -> None:
        views = built_in.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
        assert {"terms", "events_named", "participants", "series_numbers"} <= {v for (v,) in views}
        for (view,) in views:
            built_in.execute(f"SELECT * FROM {view} LIMIT 3").fetchall()


class TestWhatIsRefused:
    @pytest.mark.parametrize("data", [b"", b"id,name\n", b"SQLite format 3\0", b"\0" * 5000])
    def test_what_is_no_database(self, data: bytes) -> None:
        assert "SQLite format 3" in str(refused(data))

    def test_a_database_of_something_else(self) -> None:
        base = sqlite3.connect(":memory:", isolation_level=None)
        base.execute("CREATE TABLE places (id TEXT, name_en TEXT, kind TEXT)")
        assert "application_id" in str(refused(bytes(base.serialize())))
        base.close()

    def test_a_version_of_the_future(self) -> None:
        assert "user_version" in str(refused(changed("PRAGMA user_version = 2")))

    def test_a_database_with_its_changes_elsewhere(self, tmp_path: Path) -> None:
        path = tmp_path / "a.sqlite"
        cs.write_sqlite(SMALL, path)
        base = sqlite3.connect(path, isolation_level=None)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("DELETE FROM officials")
        with pytest.raises(cs.InputError, match="a database that nothing writes to"):
            cs.read_sqlite(path)
        base.close()
        with pytest.raises(cs.InputError, match="journal_mode = DELETE"):
            cs.read_sqlite(path)

    def test_pages_that_were_overwritten(self) -> None:
        data = written(SMALL)
        for page in range(1, len(data) // 4096):
            broken = bytearray(data)
            broken[page * 4096 : page * 4096 + 200] = b"\x05" * 200
            # Refused, or a page that no table has.
            with contextlib.suppress(cs.InputError):
                assert cs.read_sqlite(bytes(broken)) == SMALL

    def test_a_schema_that_is_no_text(self) -> None:
        data = written(SMALL)
        for found in re.finditer(b"CREATE TABLE ", data):
            at = found.end() + 40
            with contextlib.suppress(cs.InputError):
                assert cs.read_sqlite(data[:at] + b"\x84" + data[at + 1 :]) == SMALL

    def test_a_file_that_was_cut(self) -> None:
        data = written(SMALL)
        for size in range(100, len(data), 4096 * 3 + 17):
            with pytest.raises(cs.InputError):
                cs.read_sqlite(data[:size])

    @pytest.mark.parametrize(
        ("statements", "expected"),
        [
            (["DROP TABLE officials", "CREATE VIEW officials AS SELECT 'x' AS id"], "jo"),
            (["CREATE TABLE guests (id TEXT)"], "only tables of a chronicle"),
            (["CREATE TABLE place (id TEXT)"], "the name 'place"),
            (["ALTER TABLE officials ADD COLUMN shoe_size INTEGER"], "shoe_size"),
            (["ALTER TABLE officials ADD COLUMN born2 TEXT AS (hex(id))"], "worked out"),
            (["UPDATE officials SET name_en = x'00ff'"], "not bytes"),
            (["UPDATE officials SET name_en = CAST(x'ff' AS TEXT)"], "UTF-8"),
            (["UPDATE officials SET name_en = char(0) || 'a'"], "without NUL"),
            (["UPDATE officials SET name_en = ' '"], "non-empty text"),
            (["UPDATE officials SET born = '2020-13'"], "EDTF"),
            (["UPDATE memberships SET member = 'nobody'"], "nobody"),
            (["UPDATE series SET first_number = 1.5"], "whole number"),
            (["UPDATE events SET extra = '[1]'"], "an object"),
            (["INSERT INTO about (title_en) VALUES ('two')"], "one row"),
            (
                ["UPDATE event_entries SET owner = 'nothing' WHERE owner = 'm-4'"],
                "an id from the table events",
            ),
        ],
    )
    def test_what_breaks_a_rule_is_told(self, statements: list[str], expected: str) -> None:
        assert expected in str(refused(changed(*statements)))

    def test_a_problem_says_which_row_and_column(self) -> None:
        (problem,) = refused(changed("UPDATE events SET kind = 'party' WHERE id = 'm-4'")).problems
        assert (problem.file, problem.record, problem.path) == ("events", "m-4", "kind")

    @pytest.mark.parametrize("instead", [(), ("CREATE VIEW event_agenda AS SELECT 1",)])
    def test_a_table_that_is_missing_is_no_empty_one(self, instead: tuple[str, ...]) -> None:
        (problem,) = refused(changed("DROP TABLE event_agenda", *instead)).problems
        assert (problem.file, problem.found) == ("event_agenda", "no table")

    def test_nothing_that_strangers_put_there_is_run(self) -> None:
        data = changed(
            "CREATE TRIGGER t AFTER INSERT ON officials BEGIN DELETE FROM events; END",
            "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
            " SELECT i FROM n",
        )
        assert cs.read_sqlite(data) == SMALL

    def test_more_than_the_limit(self) -> None:
        data = written(SMALL)
        assert "larger `limit`" in str(refused(data, limit=len(data) - 1))

    def test_what_refers_to_another_chronicle_needs_it(self) -> None:
        outer = cs.Chronicle(cs.Official(id="jo", name="Jo"))
        inner = cs.Chronicle(
            cs.Participation(event="m-1", official="jo"), SMALL.event("m-1"), references="lenient"
        )
        with pytest.raises(cs.InputError):
            cs.read_sqlite(written(inner))
        assert cs.read_sqlite(written(inner), within=outer, references="lenient") == inner


@pytest.mark.slow
def test_datasette_shows_every_table_and_view_and_finds_words(tmp_path: Path) -> None:
    app = pytest.importorskip("datasette.app", reason="Datasette comes with the group tests")
    cs.write_sqlite(cs.load(), tmp_path / "csto.sqlite")

    async def asked() -> tuple[dict[str, int], list[Any]]:
        client = app.Datasette([str(tmp_path / "csto.sqlite")]).client
        base = (await client.get("/csto.json")).json()
        names = [shown["name"] for shown in (*base["tables"], *base["views"])]
        shown = {name: (await client.get(f"/csto/{name}")).status_code for name in names}
        query = "select id from search where search match 'name: tasmagambetov'"
        found = await client.get("/csto.json", params={"sql": query, "_shape": "array"})
        return shown, found.json()

    # In a thread of its own: a browser of other tests leaves a loop that runs in this one.
    with ThreadPoolExecutor(1) as pool:
        shown, found = pool.submit(asyncio.run, asked()).result()
    assert {"events", "terms", "participants", "series_numbers"} <= shown.keys()
    assert {*shown.values()} == {200}
    assert found == [{"id": "imangali-tasmagambetov"}]


class TestUnfinishedChanges:
    """What lies beside a database and would be taken into it by SQLite."""

    @pytest.fixture(params=["-journal", "-wal"])
    def path(self, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
        path = tmp_path / "a.sqlite"
        cs.write_sqlite(SMALL, path)
        Path(f"{path}{request.param}").write_bytes(b"changes")
        return path

    def test_a_database_is_not_written_where_they_would_change_it(self, path: Path) -> None:
        before = path.read_bytes()
        path.with_name("link.sqlite").symlink_to(path)
        with path.open("r+b") as opened:
            for target in (path, path.with_name("link.sqlite"), opened):
                with pytest.raises(cs.InputError, match="a database that nothing writes to"):
                    cs.write_sqlite(cs.Chronicle(), target)
        assert path.read_bytes() == before
        path.unlink()
        with pytest.raises(cs.InputError, match="a database that nothing writes to"):
            cs.write_sqlite(cs.Chronicle(), path)
        assert not path.exists()

    def test_a_database_is_not_read_without_them_through_a_link_or_a_handle(
        self, path: Path
    ) -> None:
        path.with_name("link.sqlite").symlink_to(path)
        with path.open("rb") as opened:
            for source in (path.with_name("link.sqlite"), opened):
                with pytest.raises(cs.InputError, match="a database that nothing writes to"):
                    cs.read_sqlite(source)

    def test_those_beside_a_link_are_of_no_database(self, path: Path) -> None:
        moved = path.with_name("moved.sqlite")
        path.rename(moved)
        path.symlink_to(moved)
        assert cs.read_sqlite(path) == SMALL

    def test_those_beside_a_name_that_another_file_has_now_are_not_its_own(
        self, path: Path
    ) -> None:
        with path.open("rb") as opened:
            path.unlink()
            assert cs.read_sqlite(opened) == SMALL


def test_the_name_for_a_database_in_memory_is_that_of_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(cs.errors.ArgumentError, match="deserialize` takes the bytes"):
        cs.write_sqlite(cs.Chronicle(), ":memory:")
    assert list(tmp_path.iterdir()) == []
    file = io.BytesIO()
    cs.write_sqlite(cs.Chronicle(cs.Official(id="jo", name="Jo")), file)
    base = sqlite3.connect(":memory:")
    base.deserialize(file.getvalue())
    assert base.execute("SELECT id FROM officials").fetchall() == [("jo",)]
    base.close()
