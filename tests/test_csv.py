"""Tables: what is read, what is refused in which words, and writes that break off."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import tomllib
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest

import cstoevents as cs
from cstoevents.chronicle import Chronicle
from cstoevents.errors import BrokenReferencesError, ConflictError, InputError
from cstoevents.formats import files
from cstoevents.formats.csv import read_csv, write_csv
from cstoevents.formats.json import dumps, read_json, to_dict
from cstoevents.records import ARRAYS, Official, Organisation

HERE = Path(__file__).parent / "damaged_csv"
TABLES = HERE / "tables"
CASES = tomllib.loads((HERE / "cases.toml").read_text("utf-8"))["case"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the good tables, to be damaged."""
    return Path(shutil.copytree(TABLES, tmp_path / "tables"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text, f"{path.name} has no {old!r}"
    path.write_bytes(text.replace(old, new).encode())


def refusal_of(source: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_csv(source)
    prefix = f"{source}{os.sep}" if isinstance(source, Path) else ""
    return [str(problem).replace(prefix, "") for problem in caught.value.problems]


class TestDamagedTables:
    """Each of them is refused, and told in the same words every time."""

    @pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
    def test_the_place_and_the_cure_are_told(self, folder: Path, case: dict[str, Any]) -> None:
        path = folder / case["file"]
        text = path.read_bytes().decode()
        damaged = (
            case["by"]
            if case["replace"] == "everything"
            else text.replace(case["replace"], case["by"], 1)
        )
        assert damaged != text
        path.write_bytes(damaged.encode())
        assert refusal_of(folder) == case["problems"]

    def test_the_tables_are_good_before_they_are_damaged(self) -> None:
        assert read_csv(TABLES).meeting("council-2025").note == cs.Text(
            'Held in\ntwo halls, by "sides"'
        )
        assert len(CASES) >= 60

    def test_the_problems_of_all_tables_come_together(self, folder: Path) -> None:
        edit(folder / "places.csv", "KG,42", "KGZ,42")
        edit(folder / "events.csv", "2024-09", "9/2024")
        edit(folder / "series.csv", "numbering", "numbers")
        edit(folder / "officials.csv", "samat-ordabaev,S", "samat-ordabaev,,S")
        assert [line.partition(" ")[0] for line in refusal_of(folder)] == [
            "events.csv:2:5:",
            "officials.csv:2:",
            "places.csv:3:6:",
            "series.csv:1:5:",
        ]

    def test_rows_of_which_none_has_an_id_own_nothing(self, folder: Path) -> None:
        for id in ("council-2025-ordabaev", "council-2025-csto"):
            edit(folder / "participations.csv", f"\n{id},", "\n,")
        assert [line.partition(" found")[0] for line in refusal_of(folder)] == [
            "participation_reports.csv:2:1: council-2025-ordabaev: owner:",
            "participations.csv:2:1: id:",
            "participations.csv:3:1: id:",
        ]

    def test_references_are_not_judged_where_rows_are_missing(self, folder: Path) -> None:
        """A row that can't be read may have borne the id that others look for."""
        edit(folder / "places.csv", "\nbishkek,", "\nbishkek,,")
        (problem,) = refusal_of(folder)
        assert problem.startswith("places.csv:3: bishkek: found '11 cells', expected 10")

    @pytest.mark.parametrize(
        ("encoding", "found", "cure"),
        [
            ("cp1251", "places.csv:3:3: found 'the byte 0xc1'", "(this looks like Windows-1251)"),
            ("koi8-r", "places.csv:3:3: found 'the byte 0xe2'", "UTF-8"),
            ("utf-16", "places.csv:1:1: found 'UTF-16'", "UTF-8"),
        ],
    )
    def test_another_encoding_is_refused(
        self, folder: Path, encoding: str, found: str, cure: str
    ) -> None:
        path = folder / "places.csv"
        path.write_bytes(path.read_text("utf-8").encode(encoding))
        (problem,) = refusal_of(folder)
        assert problem.startswith(found)
        assert cure in problem

    @pytest.mark.parametrize(
        ("name", "cure"),
        [
            ("organizations.csv", "the name 'organisations.csv'"),
            ("Events.csv", "the name 'events.csv'"),
            ("event.csv", "the name 'events.csv'"),
            ("budget.csv", "only tables of a chronicle here"),
        ],
    )
    def test_a_table_of_another_name_is_not_passed_over(
        self, folder: Path, name: str, cure: str
    ) -> None:
        (folder / name).write_text("id,name_en\n")
        assert refusal_of(folder) == [f"{name}: found {name!r}, expected {cure}"]

    def test_a_folder_without_tables_is_no_empty_chronicle(self, tmp_path: Path) -> None:
        (problem,) = refusal_of(tmp_path)
        assert problem.endswith(
            "found 'no table', expected tables such as places.csv and place_aliases.csv"
        )

    def test_a_later_format_is_refused(self, folder: Path) -> None:
        (folder / "datapackage.json").write_text('{"format_version": "2"}')
        assert refusal_of(folder) == ["datapackage.json: format_version: found '2', expected '1'"]

    def test_a_descriptor_that_is_no_json_is_refused(self, folder: Path) -> None:
        (folder / "datapackage.json").write_text("{")
        (problem,) = refusal_of(folder)
        assert problem.endswith("expected JSON, or no such file")

    def test_rows_in_the_descriptor_itself_are_refused_rather_than_left_out(
        self, folder: Path
    ) -> None:
        resources = [{"name": "places", "data": [{"id": "a", "name_en": "A", "kind": "city"}]}]
        (folder / "datapackage.json").write_text(json.dumps({"resources": resources}))
        (problem,) = refusal_of(folder)
        assert problem.startswith("datapackage.json: resources: found 'places', expected a table")

    def test_errors_are_of_the_kind_that_json_has(self, folder: Path) -> None:
        edit(folder / "events.csv", ",bishkek,", ",bishkeck,")
        with pytest.raises(BrokenReferencesError):
            read_csv(folder)
        assert len(read_csv(folder, references="lenient").broken) == 1
        edit(folder / "officials.csv", "samat-ordabaev", "csto")
        with pytest.raises(ConflictError):
            read_csv(folder)

    def test_many_mistakes_are_told_in_time_that_grows_with_them(self, tmp_path: Path) -> None:
        rows = "".join(f"e-{number},exercise,E,19.05.2025\n" for number in range(3_000))
        (tmp_path / "events.csv").write_text(f"id,kind,title,when\n{rows}")
        links = "".join(f"e-{number},1,nowhere\n" for number in range(6_000))
        (tmp_path / "event_links.csv").write_text(f"owner,position,url\n{links}")
        assert len(refusal_of(tmp_path)) == 9_000


class TestHarmlessChanges:
    """What spreadsheets and people do to tables without making them say anything else."""

    CHANGES: ClassVar[dict[str, Callable[[Path], object]]] = {
        "a byte order mark": lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()),
        "CRLF": lambda path: path.write_bytes(
            path.read_bytes()
            .replace(b"Held in\n", b"Held in\0")
            .replace(b"\n", b"\r\n")
            .replace(b"Held in\0", b"Held in\n")
        ),
        "empty rows": lambda path: path.write_bytes(
            path.read_bytes() + b"\n" + b"," * path.read_bytes().partition(b"\n")[0].count(b",")
        ),
        "empty columns": lambda path: _rewrite(path, lambda row: [*row, "", ""]),
        "semicolons": lambda path: _rewrite(path, lambda row: row, delimiter=";"),
        "tabs": lambda path: _rewrite(path, lambda row: row, delimiter="\t"),
        "everything in quotes": lambda path: _rewrite(path, lambda row: row, quoting=csv.QUOTE_ALL),
        "columns in another order": lambda path: _rewrite(path, lambda row: row[::-1]),
        "plain names": lambda path: _rewrite(path, _without_english),
        "blanks around names": lambda path: _rewrite(path, _with_blanks),
        "rows in another order": lambda path: _reverse(path),
        "columns left out": lambda path: _without_empty_columns(path),
    }

    @pytest.mark.parametrize("change", CHANGES)
    def test_the_chronicle_is_the_same(self, folder: Path, change: str) -> None:
        for path in folder.iterdir():
            self.CHANGES[change](path)
        assert read_csv(folder) == read_csv(TABLES)

    def test_rows_without_positions_stay_in_their_order(self, folder: Path) -> None:
        (folder / "event_agenda.csv").write_text(
            "owner,text\ncouncil-2025,Budget\ncouncil-2025,Law\n"
        )
        agenda = read_csv(folder).meeting("council-2025").agenda
        assert list(map(str, agenda)) == ["Budget", "Law"]

    def test_positions_may_leave_numbers_out(self, folder: Path) -> None:
        edit(folder / "event_agenda.csv", "council-2025,1", "council-2025,7")
        agenda = read_csv(folder).meeting("council-2025").agenda
        assert list(map(str, agenda)) == ["Law", "Budget"]

    def test_values_of_one_owner_may_stand_apart(self, folder: Path) -> None:
        (folder / "event_sources.csv").write_text(
            "owner,position,url\ncouncil-2025,1,https://a\nrubezh-2024,1,https://b\n"
            "council-2025,2,https://c\n"
        )
        sources = read_csv(folder).event("council-2025").sources
        assert [source.url for source in sources] == ["https://a", "https://c"]

    @pytest.mark.parametrize(
        ("old", "new", "field", "value"),
        [
            ("14:30:00", "14:30", "start_time", cs.Meeting(
                id="a", kind="meeting", title="A", start_time="14:30").start_time),
            ("csto-pa;csto", "csto-pa; csto", "organisers", ("csto-pa", "csto")),
            (",14:30:00", ",", "start_time", None),
        ],
    )  # fmt: skip
    def test_a_cell_may_be_written_otherwise(
        self, folder: Path, old: str, new: str, field: str, value: object
    ) -> None:
        edit(folder / "events.csv", old, new)
        assert getattr(read_csv(folder).event("council-2025"), field) == value

    def test_a_data_frame_may_have_made_a_number_of_a_whole_one(self, folder: Path) -> None:
        edit(folder / "event_entries.csv", ",41,", ",41.0,")
        assert read_csv(folder).event("council-2025").entries[0].number == 41

    def test_files_that_others_left_are_passed_over(self, folder: Path) -> None:
        for name in ("README.md", ".~lock.events.csv#", "~$events.csv", "._events.csv"):
            (folder / name).write_text("x")
        assert read_csv(folder) == read_csv(TABLES)


def _rewrite(path: Path, change: Callable[[list[str]], list[str]], **dialect: Any) -> None:
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))
    file = io.StringIO(newline="")
    csv.writer(file, **dialect).writerows(map(change, rows))
    path.write_bytes(file.getvalue().encode())


def _without_english(row: list[str]) -> list[str]:
    return [cell.removesuffix("_en") for cell in row]


def _with_blanks(row: list[str]) -> list[str]:
    return [f" {cell} " if cell in ("id", "kind", "owner", "title_en") else cell for cell in row]


def _reverse(path: Path) -> None:
    header, *rows = csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))
    _write_rows(path, [header, *reversed(rows)])


def _without_empty_columns(path: Path) -> None:
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))
    kept = [place for place in range(len(rows[0])) if any(row[place] for row in rows[1:])]
    _write_rows(path, [[row[place] for place in kept] for row in rows])


def _write_rows(path: Path, rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    path.write_bytes(file.getvalue().encode())


class TestWriting:
    def test_the_built_in_chronicle_comes_back_to_the_letter(self, tmp_path: Path) -> None:
        built_in = cs.load()
        write_csv(built_in, tmp_path / "tables")
        write_csv(built_in, tmp_path / "tables.zip")
        assert dumps(read_csv(tmp_path / "tables")) == dumps(built_in)
        assert dumps(read_csv(tmp_path / "tables.zip")) == dumps(built_in)

    def test_an_empty_chronicle_makes_tables_to_fill_in(self, tmp_path: Path) -> None:
        write_csv(Chronicle(), tmp_path)
        headers = {path.name: path.read_text() for path in tmp_path.glob("*.csv")}
        assert len(headers) == len(ARRAYS) - 1
        assert headers["series.csv"].strip() == (
            "id,name_en,organisation,predecessor,first_number,numbering,extra,note_en"
        )
        assert read_csv(tmp_path) == Chronicle()

    def test_equal_chronicles_make_equal_bytes(self) -> None:
        one, other = io.BytesIO(), io.BytesIO()
        write_csv(cs.load(), one)
        write_csv(read_json(dumps(cs.load())), other)
        assert one.getvalue() == other.getvalue()

    def test_text_is_kept_to_the_letter(self, tmp_path: Path) -> None:
        for text in (
            "=1+1",
            "a\rb",
            "a\r\nb",
            "a\nb",
            '"',
            ",",
            ";",
            " a ",
            "\ufeffa",
            "\u2028a",
            "a\x0bb",
        ):
            chronicle = Chronicle(Official(id="a", name=text, note={"ru": text}))
            write_csv(chronicle, tmp_path)
            assert read_csv(tmp_path) == chronicle

    def test_a_cell_may_be_longer_than_the_csv_module_likes(self, tmp_path: Path) -> None:
        limit = csv.field_size_limit()
        chronicle = Chronicle(Official(id="a", name="x" * (limit + 1)))
        write_csv(chronicle, tmp_path)
        assert read_csv(tmp_path) == chronicle
        assert csv.field_size_limit() == limit

    def test_numbers_keep_every_digit(self, tmp_path: Path) -> None:
        place = cs.Place(id="a", name="A", kind="city", latitude=1e-300, longitude=0.1 + 0.2)
        write_csv(Chronicle(place), tmp_path)
        assert read_csv(tmp_path) == Chronicle(place)

    def test_tables_of_an_earlier_chronicle_are_taken_away_and_nothing_else(
        self, folder: Path
    ) -> None:
        (folder / "README.md").write_text("mine")
        chronicle = Chronicle(Official(id="a", name="A"))
        write_csv(read_csv(folder), folder, overwrite=True)
        write_csv(chronicle, folder)
        assert read_csv(folder) == chronicle
        assert (folder / "README.md").read_text() == "mine"
        assert not (folder / "event_agenda.csv").exists()

    def test_permissions_stay(self, folder: Path) -> None:
        (folder / "places.csv").chmod(0o640)
        write_csv(read_csv(folder), folder, overwrite=True)
        assert (folder / "places.csv").stat().st_mode & 0o777 == 0o640

    def test_another_encoding_is_not_written(self, tmp_path: Path) -> None:
        with pytest.raises(cs.ArgumentError, match="'utf-8' or 'utf-8-sig'"):
            write_csv(Chronicle(), tmp_path, encoding="cp1251")

    def test_a_folder_is_not_made_within_one_that_is_not_there(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path)
        asked = tmp_path / "link" / "no" / "such"
        with pytest.raises(FileNotFoundError) as refusal:
            write_csv(Chronicle(), asked)
        assert refusal.value.filename == str(asked)

    def test_dates_are_strings_for_others(self, tmp_path: Path) -> None:
        """Readers of `date` and `any` make a day of 2024-11."""
        write_csv(Chronicle(), tmp_path)
        package = json.loads((tmp_path / "datapackage.json").read_text())
        fields = [
            field for resource in package["resources"] for field in resource["schema"]["fields"]
        ]
        when = [field for field in fields if field["name"] == "when"]
        assert {field["type"] for field in when} == {"string"}
        assert {field["type"] for field in fields} == {
            "string",
            "integer",
            "object",
            "number",
            "time",
            "list",
        }


class TestOtherPrograms:
    def test_sqlite_answers_as_the_library_does(self, tmp_path: Path) -> None:
        built_in = cs.load()
        write_csv(built_in, tmp_path)
        base = sqlite3.connect(":memory:")
        for path in tmp_path.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file)
            columns = ", ".join(f'"{name}"' for name in header)
            base.execute(f"create table {path.stem} ({columns})")
            marks = ", ".join("?" * len(header))
            base.executemany(f"insert into {path.stem} values ({marks})", rows)
        rows = base.execute(
            "select events.id, event_entries.number from events"
            " join event_entries on event_entries.owner = events.id"
            " where event_entries.series = 'wg-afghanistan' and number <> ''"
            " order by cast(number as integer), events.id"
        ).fetchall()
        ours = sorted(
            (entry.number, event.id)
            for event in built_in.events
            for entry in event.entries
            if entry.series == "wg-afghanistan" and entry.number is not None
        )
        assert [(int(number), id) for id, number in rows] == ours
        (count,) = base.execute("select count(distinct owner) from event_sources").fetchone()
        assert count == sum(bool(event.sources) for event in built_in.events)
        base.close()


class TestZips:
    def test_a_zip_of_a_folder_is_read_as_the_folder(self, folder: Path, tmp_path: Path) -> None:
        for root, base in ((folder, "."), (folder.parent, folder.name)):
            packed = shutil.make_archive(str(tmp_path / "packed"), "zip", root, base)
            assert read_csv(packed) == read_csv(folder)
            with Path(packed).open("rb") as file:
                assert read_csv(file) == read_csv(folder)

    def test_a_problem_names_the_table_in_the_zip(self, folder: Path, tmp_path: Path) -> None:
        edit(folder / "events.csv", "2024-09", "9/2024")
        packed = shutil.make_archive(str(tmp_path / "packed"), "zip", folder)
        with pytest.raises(InputError) as caught:
            read_csv(packed)
        assert caught.value.problems[0].file == f"{packed}/events.csv"

    @pytest.mark.parametrize(
        "name",
        [
            *("../events.csv", "/events.csv", "a/../../events.csv"),
            *("..\\events.csv", "C:\\events.csv", "\\\\host\\events.csv"),
        ],
    )
    def test_an_archive_that_leaves_its_folder_is_refused(self, name: str) -> None:
        (problem,) = refusal_of(archive({name: b"id\n", "places.csv": b"id\n"}))
        assert problem.endswith("expected a path within the archive")

    def test_a_table_twice_is_refused(self) -> None:
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed = archive_of([("places.csv", b"id,name,kind\n"), ("places.csv", b"id\n")])
        assert refusal_of(packed) == ["found 'places.csv twice', expected it once"]

    def test_tables_in_two_folders_are_refused(self) -> None:
        packed = archive({"a/places.csv": b"id,name,kind\n", "b/events.csv": b"id,title,kind\n"})
        assert refusal_of(packed) == [
            "found 'files in a and in b', expected all of them in one folder"
        ]

    def test_a_small_archive_of_something_huge_is_refused(self) -> None:
        packed = archive({"places.csv": b"id,name,kind\na," + b"x" * 10_000_000 + b",city\n"})
        assert len(packed) < 20_000
        with pytest.raises(InputError, match="at most 1000000 bytes"):
            read_csv(packed, limit=1_000_000)
        assert len(read_csv(packed)) == 1

    def test_an_archive_that_grows_out_of_proportion_is_refused(self) -> None:
        packed = archive({"places.csv": b"id,name,kind\n" + b"a,b,c\n" * 3_000_000})
        (problem,) = refusal_of(packed)
        assert problem.startswith(f"found '18000013 bytes packed into {len(packed)}'")

    def test_an_archive_of_very_many_empty_tables_is_refused(self) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for number in range(10_001):
                archive.writestr(f"table{number}.csv", "")
        (problem,) = refusal_of(file.getvalue())
        assert problem == "found '10001 files in the archive', expected at most 10000"

    @pytest.mark.parametrize(
        ("method", "found"),
        [
            (zipfile.ZIP_STORED, "more than 10 bytes in places.csv"),
            (zipfile.ZIP_DEFLATED, "more than 10 bytes in places.csv"),
            (zipfile.ZIP_BZIP2, "places.csv packed by method 12"),
            (zipfile.ZIP_LZMA, "places.csv packed by method 14"),
        ],
    )
    def test_an_archive_that_lies_about_sizes_is_refused_before_it_is_unpacked(
        self, method: int, found: str
    ) -> None:
        """Its directory says ten bytes, whose checksum is right; what is packed are millions."""
        packed = bytearray(archive({"places.csv": b"id,name,kind\n" + b"\n" * 10_000_000}, method))
        directory = packed.rindex(b"PK\x01\x02")
        packed[directory + 16 : directory + 20] = zlib.crc32(b"id,name,ki").to_bytes(4, "little")
        packed[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
        tracemalloc.start()
        try:
            (problem,) = refusal_of(bytes(packed))
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert problem.startswith(f"found {found!r}")
        assert most < 3 * len(packed) + 1_000_000

    def test_many_tables_share_one_limit(self) -> None:
        packed = archive({"places.csv": b"id,name,kind\n" * 40, "series.csv": b"id,name\n" * 40})
        with pytest.raises(InputError, match="at most 600 bytes"):
            read_csv(packed, limit=600)

    @pytest.mark.parametrize(
        "content", [b"", b"id,name\n", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 9]
    )
    def test_what_is_no_zip_is_refused(self, content: bytes) -> None:
        (problem,) = refusal_of(content)
        assert problem.endswith("expected a zip archive, undamaged")

    def test_every_cut_and_every_flip_is_an_input_error_or_the_same(self) -> None:
        whole = archive({"places.csv": b"id,name,kind\na,A,city\n"})
        for place in range(len(whole)):
            flipped = bytearray(whole)
            flipped[place] ^= 0x41
            for damaged in (whole[:place], bytes(flipped)):
                with contextlib.suppress(InputError):
                    read_csv(damaged)

    def test_an_encrypted_archive_is_refused(self) -> None:
        packed = bytearray(archive({"places.csv": b"id,name,kind\n"}))
        packed[6] |= 1
        packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
        (problem,) = refusal_of(bytes(packed))
        assert problem.endswith("expected a zip archive, plain and not encrypted")


def archive(content: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return archive_of(list(content.items()), method)


def archive_of(content: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, data in content:
            packed.writestr(name, data)
    return file.getvalue()


class TestSizes:
    """Time grows with what is there and no faster, whatever is wrong with it."""

    @staticmethod
    def columns(count: int) -> bytes:
        names, cells = ",x-y" * count, ",1" * count
        return archive({"places.csv": f"id,name,kind{names}\na,A,city{cells}\n".encode()})

    @staticmethod
    def blanks(count: int) -> bytes:
        cell = "2024" + " " * count + "x"
        return archive({"events.csv": f"id,kind,title,when\na,visit,A,{cell}\n".encode()})

    @staticmethod
    def tables(count: int) -> bytes:
        return archive({f"t{number}.csv": b"" for number in range(count)})

    @staticmethod
    def folders(count: int) -> bytes:
        return archive({f"{number}/places.csv": b"" for number in range(count)})

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("make", "count"),
        [("columns", 4_000), ("blanks", 40_000), ("tables", 15_000), ("folders", 15_000)],
    )
    def test_twice_as_much_takes_no_more_than_about_twice_as_long(
        self, make: str, count: int
    ) -> None:
        def seconds(source: bytes) -> float:
            start = time.process_time()
            refusal_of(source)
            return time.process_time() - start

        once, twice = (
            min(seconds(getattr(self, make)(size)) for _ in range(2)) for size in (count, 2 * count)
        )
        assert twice < 4 * once + 0.2
        assert twice < 3

    def test_a_folder_larger_than_the_limit_is_refused(self, folder: Path) -> None:
        size = sum(path.stat().st_size for path in folder.iterdir())
        assert read_csv(folder, limit=size) == read_csv(folder)
        with pytest.raises(InputError, match=f"at most {size - 1} bytes; pass a larger `limit`"):
            read_csv(folder, limit=size - 1)


OLD = Chronicle(
    Official(id="old", name="Old"),
    Organisation(id="o", name="O", kind="other", links=["https://o"]),
)
NEW = Chronicle(
    Official(id="new", name="New"),
    cs.Place(id="p", name="P", kind="city", sources=[cs.Source(citation="C")]),
)


class TestWritesThatBreakOff:
    """Whatever breaks off where: what is read is the old chronicle or the new one."""

    STEPS = ("fsync", "replace", "rename", "mkdir", "open", "unlink", "rmdir")

    @pytest.mark.slow
    @pytest.mark.parametrize("target", ["tables", "tables.zip"])
    @pytest.mark.parametrize("there", [True, False])
    def test_an_error_at_any_step(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, there: bool
    ) -> None:
        path = tmp_path / target
        for step in range(200):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(
                missing_ok=True
            )
            if there:
                write_csv(OLD, path)
            failed = False
            with monkeypatch.context() as patch:
                self._fail_at(patch, step)
                try:
                    write_csv(NEW, path)
                except OSError:
                    failed = True
            if there or path.exists():
                assert read_csv(path) in (OLD, NEW)
            if not failed:
                assert read_csv(path) == NEW
                break
            write_csv(NEW, path)
            assert read_csv(path) == NEW
            assert [item for item in tmp_path.iterdir() if item.name[0] == "."] == []
            if path.is_dir():
                assert not [item for item in path.iterdir() if item.name[0] == "."]
        else:
            pytest.fail("it never came to an end")
        assert step >= 2

    def _fail_at(self, patch: pytest.MonkeyPatch, step: int) -> None:
        left = [step]

        def failing(original: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **options: Any) -> Any:
                if left[0] == 0:
                    left[0] = -1
                    raise OSError("no space left on device")
                left[0] -= 1
                return original(*args, **options)

            return call

        patch.setattr(os, "fsync", failing(os.fsync))
        patch.setattr(files, "open", failing(open), raising=False)
        for name in ("replace", "rename", "mkdir", "open", "unlink", "rmdir"):
            patch.setattr(Path, name, failing(getattr(Path, name)))

    @pytest.mark.slow
    def test_the_end_of_the_process_at_any_step(self, tmp_path: Path) -> None:
        """No clean-up runs: the process is gone, as it is after a loss of power."""
        script = """
import os, sys
from pathlib import Path
from cstoevents.formats.csv import read_csv, write_csv

def dying(original):
    def call(*args, **options):
        if left[0] == 0:
            os._exit(9)
        left[0] -= 1
        return original(*args, **options)
    return call

from cstoevents.formats import files
old, new, target = read_csv(sys.argv[1]), read_csv(sys.argv[2]), sys.argv[3]
left = [-1]
os.fsync = dying(os.fsync)
files.open = dying(open)
for name in ("replace", "rename", "mkdir", "open", "unlink", "rmdir"):
    setattr(Path, name, dying(getattr(Path, name)))
for step in range(200):
    left[0] = -1
    write_csv(old, target)
    pid = os.fork()
    if pid == 0:
        left[0] = step
        write_csv(new, target)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    found = read_csv(target)
    assert found in (old, new), step
    if status == 0:
        assert found == new
        break
print(step)
"""
        write_csv(OLD, tmp_path / "old.zip")
        write_csv(NEW, tmp_path / "new.zip")
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                script,
                tmp_path / "old.zip",
                tmp_path / "new.zip",
                tmp_path / "t",
            ],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert int(done.stdout) > 20

    def test_a_change_after_a_write_that_broke_off_is_not_lost(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Neither side is silently preferred: the person says which counts."""
        write_csv(OLD, tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", _no)
            with pytest.raises(OSError, match="no"):
                write_csv(NEW, tmp_path)
        assert read_csv(tmp_path) == NEW
        os.utime(tmp_path / "officials.csv", (2**31, 2**31))
        for use in (read_csv, lambda folder: write_csv(OLD, folder)):
            with pytest.raises(InputError, match="a write that was cut short"):
                use(tmp_path)


def _no(*_: object) -> None:
    raise OSError("no")


def test_tables_read_within_another_chronicle_may_refer_to_it(tmp_path: Path) -> None:
    built_in = cs.load()
    mine = Chronicle(
        cs.Event(id="mine", title="Mine", kind="exercise", organisers=["csto"]), within=built_in
    )
    write_csv(mine, tmp_path)
    assert read_csv(tmp_path, within=built_in) == mine
    assert to_dict(read_csv(tmp_path, references="lenient")) == to_dict(mine)
    with pytest.raises(BrokenReferencesError):
        read_csv(tmp_path)


ONCE = "expected an object that gives each key once"


@pytest.mark.parametrize("cell", ['{"a":1,"a":2}', '{"a":{"b":[{"c":1,"c":1}]}}'])
def test_a_key_that_a_cell_gives_twice_is_refused(cell: str, tmp_path: Path) -> None:
    """Readers of JSON keep the last of the values, and the others would go missing."""
    with (tmp_path / "places.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [["id", "name_en", "kind", "extra"], ["osh", "Osh", "city", cell]]
        csv.writer(file).writerows(rows)
    with pytest.raises(InputError, match=ONCE) as caught:
        read_csv(tmp_path)
    [problem] = caught.value.problems
    assert (problem.line, problem.column, problem.found) == (2, 4, cell)


def test_a_key_that_a_cell_of_a_database_gives_twice_is_refused(tmp_path: Path) -> None:
    cs.write_sqlite(Chronicle(cs.Place(id="osh", name="Osh", kind="city")), tmp_path / "a.sqlite")
    with contextlib.closing(sqlite3.connect(tmp_path / "a.sqlite")) as base, base:
        base.execute("UPDATE places SET extra = ?", ['{"a":1,"a":2}'])
    with pytest.raises(InputError, match=ONCE):
        cs.read_sqlite(tmp_path / "a.sqlite")


def test_a_cell_of_a_sheet_that_gives_a_key_twice_is_kept_as_text() -> None:
    sheet = b'Date,Title,extra.a\n2025-05-01,A,"{""b"":1,""b"":2}"\n'
    [event] = cs.read_sheet(sheet, format="csv", kind="exercise").events
    assert event.extra == {"a": '{"b":1,"b":2}'}
