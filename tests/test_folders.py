"""Folders of files: written together, whatever breaks off, and never trusted."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.errors import InputError
from cstoevents.formats import staging
from cstoevents.formats.csv import _check_target, read_csv, write_csv

OLD = cs.Chronicle(
    cs.Official(id="old", name="Old"),
    cs.Organisation(id="o", name="O", kind="other", links=["https://o"]),
)
NEW = cs.Chronicle(
    cs.Official(id="new", name="New"),
    cs.Place(id="p", name="P", kind="city", sources=[cs.Source(citation="C")]),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "got"
    write_csv(OLD, folder)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, links not followed."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


class TestWhatLiesInAFolderIsNotTrusted:
    NAMES = (
        ".cstoevents-ready",
        ".cstoevents-1",
        ".cstoevents-0123456789abcdef0123456789abcdef",
        ".cstoevents-new-0011223344556677",
    )

    @pytest.mark.parametrize("name", NAMES)
    def test_a_link_by_a_name_of_ours_is_not_followed(
        self, folder: Path, tmp_path: Path, name: str
    ) -> None:
        diary = tmp_path / "diary"
        diary.mkdir()
        (diary / "events.csv").write_text("Dear diary")
        (diary / "journal").write_text("{}")
        (folder / name).symlink_to(diary, target_is_directory=True)
        before = content(diary)
        assert read_csv(folder) == OLD
        write_csv(NEW, folder)
        assert read_csv(folder) == NEW
        assert content(diary) == before
        assert (folder / name).is_symlink()

    @pytest.mark.parametrize("name", NAMES)
    def test_a_folder_by_a_name_of_ours_is_left_alone(self, folder: Path, name: str) -> None:
        (folder / name).mkdir()
        (folder / name / "notes.txt").write_text("mine")
        (folder / name / "officials.csv").write_text("id,name_en\nforged,Forged\n")
        before = content(folder / name)
        assert read_csv(folder) == OLD
        write_csv(NEW, folder)
        assert read_csv(folder) == NEW
        assert content(folder / name) == before

    def test_a_staging_folder_that_was_copied_is_told_and_left_alone(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As a git clone, an archive or a backup of a folder in which a write was cut short."""
        cut_short(folder, monkeypatch)
        copied = Path(shutil.copytree(folder, folder.with_name("copied")))
        before = content(copied)
        for use in (read_csv, lambda folder: write_csv(NEW, folder)):
            with pytest.raises(InputError, match="a write that was cut short"):
                use(copied)
        assert content(copied) == before
        assert read_csv(folder) == NEW

    @pytest.mark.parametrize("on_a_disk_with_its_inodes", [True, False])
    def test_a_journal_that_was_made_up_is_told_and_left_alone(
        self, folder: Path, on_a_disk_with_its_inodes: bool
    ) -> None:
        """All that a sender can know of is right: of a disk this is all but the system's number."""
        forged = b"id,name_en\r\nforged,Forged\r\n"
        staging = folder / "staging"
        staging.mkdir()
        number = staging.stat().st_ino if on_a_disk_with_its_inodes else 1
        staging = staging.rename(folder / f".cstoevents-{number}")
        sent = staging / "officials.csv"
        sent.write_bytes(forged)
        old = (folder / "officials.csv").stat()
        mark = [old.st_ino, old.st_size, old.st_mtime_ns, old.st_ctime_ns]
        digest = hashlib.sha256(forged).hexdigest()
        told = (
            (sent.stat().st_ino, sent.stat().st_ctime_ns) if on_a_disk_with_its_inodes else (1, 1)
        )
        written = [["officials.csv", len(forged), digest, *told, mark]]
        plain: Any = {"version": "cstoevents journal 1", "written": written, "gone": {}}
        (staging / "journal").write_text(json.dumps(plain))
        before = content(folder)
        for use in (read_csv, lambda folder: write_csv(NEW, folder)):
            with pytest.raises(InputError, match="a write that was cut short"):
                use(folder)
        assert content(folder) == before

    def test_what_was_cut_short_before_the_system_was_started_anew_is_told_and_left_alone(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cut_short(folder, monkeypatch)
        monkeypatch.setattr(staging, "_secret", lambda: b"the number of another start")
        before = content(folder)
        for use in (read_csv, lambda folder: write_csv(NEW, folder)):
            with pytest.raises(InputError, match="a write that was cut short"):
                use(folder)
        assert content(folder) == before

    @pytest.mark.parametrize(
        "journal",
        ["", "[]", "{}", "null", "[" * 10_000, "x" * 2_000_000, '{"version": "2"}', '"\\ud800"'],
    )
    def test_a_journal_of_any_content_is_an_error_of_ours(self, folder: Path, journal: str) -> None:
        (folder / ".cstoevents-7").mkdir()
        (folder / ".cstoevents-7" / "journal").write_text(journal)
        with pytest.raises(InputError, match="a write that was cut short"):
            read_csv(folder)

    @pytest.mark.parametrize(
        ("make", "found"),
        [
            (lambda path: path.symlink_to(path.with_name("nowhere")), "a link"),
            (lambda path: path.symlink_to(path.with_name("places.csv")), "a link"),
            (lambda path: path.mkdir(), "a folder"),
            (os.mkfifo, "a pipe"),
        ],
    )
    def test_a_table_that_is_no_file_is_an_error_and_stays(
        self, folder: Path, make: Callable[[Path], object], found: str
    ) -> None:
        path = folder / "officials.csv"
        path.unlink()
        make(path)
        for use in (read_csv, lambda folder: write_csv(NEW, folder)):
            with pytest.raises(InputError, match=f"officials.csv: found '{found}'"):
                use(folder)
        assert os.path.lexists(path)
        assert hidden(folder) == []

    @pytest.mark.parametrize("references", ["strict", "lenient"])
    @pytest.mark.parametrize("table", ["events.csv", "officials.csv", "event_sources.csv"])
    def test_a_table_that_is_listed_and_not_there_is_the_only_error(
        self, tmp_path: Path, table: str, references: cs.ReferenceCheck
    ) -> None:
        """What refers into it, or is owned by its records, is not told as lost besides."""
        write_csv(cs.load(), tmp_path)
        (tmp_path / table).unlink()
        with pytest.raises(InputError) as caught:
            read_csv(tmp_path, references=references)
        (problem,) = caught.value.problems
        assert (problem.path, problem.found) == ("resources", table)

    def test_values_without_any_table_of_their_owners_are_told_once(self, folder: Path) -> None:
        (folder / "datapackage.json").unlink()
        (folder / "organisations.csv").unlink()
        with pytest.raises(InputError, match="found '1 rows', expected the table organisations"):
            read_csv(folder)


class TestTablesOfOthers:
    def test_they_are_not_replaced_unless_that_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "places.csv").write_text("id,name,kind\nosh,Osh,city\n")
        (tmp_path / "datapackage.json").write_text('{"name": "budget", "resources": []}')
        before = content(tmp_path)
        with pytest.raises(InputError, match="`overwrite=True`") as caught:
            write_csv(NEW, tmp_path)
        assert len(caught.value.problems) == 2
        assert content(tmp_path) == before
        write_csv(NEW, tmp_path, overwrite=True)
        assert read_csv(tmp_path) == NEW

    def test_a_table_put_beside_ours_is_not_replaced(self, folder: Path) -> None:
        (folder / "event_agenda.csv").write_text("owner,position,text\n")
        with pytest.raises(InputError, match=r'event_agenda\.csv: found "a file that `write_csv`'):
            write_csv(NEW, folder)

    @pytest.mark.parametrize(
        "table",
        [
            "place,rent\nmine,100\n",
            "id,name_en,kind\nosh,Osh,city\n",
            "id,name,kind\nosh,Osh,city\n",
            "",
        ],
    )
    def test_a_table_of_others_that_a_descriptor_of_ours_lists_is_not_replaced(
        self, tmp_path: Path, table: str
    ) -> None:
        write_csv(cs.Chronicle(), tmp_path)
        (tmp_path / "places.csv").write_text(table)
        before = content(tmp_path)
        for chronicle in (NEW, cs.Chronicle()):
            with pytest.raises(InputError, match=r"places\.csv: found 'a table without") as caught:
                write_csv(chronicle, tmp_path)
            assert len(caught.value.problems) == 1
        assert content(tmp_path) == before
        write_csv(NEW, tmp_path, overwrite=True)
        write_csv(OLD, tmp_path)
        assert read_csv(tmp_path) == OLD

    @pytest.mark.parametrize(
        "resource",
        [
            {},
            {"schema": None},
            {"schema": {"fields": [{"name": "id"}, {"name": "name"}, {"name": "kind"}, 1]}},
            {"path": ["places.csv", "budget/2025.csv"]},
        ],
    )
    def test_a_table_with_all_columns_is_not_replaced_beside_a_descriptor_of_others(
        self, tmp_path: Path, resource: dict[str, Any]
    ) -> None:
        """One that was written by hand says nothing of the columns, or lists others' tables."""
        write_csv(cs.Chronicle(), tmp_path)
        listed = {"path": "places.csv", **resource}
        package = {"name": "chronicle", "format_version": "1", "resources": [listed]}
        (tmp_path / "datapackage.json").write_text(json.dumps(package))
        before = content(tmp_path)
        with pytest.raises(
            InputError, match=r"places\.csv: found \"a file that `write_csv` didn't"
        ):
            write_csv(NEW, tmp_path)
        assert content(tmp_path) == before
        write_csv(NEW, tmp_path, overwrite=True)
        write_csv(OLD, tmp_path)
        assert read_csv(tmp_path) == OLD

    def test_a_table_that_would_be_taken_away_is_not_if_it_is_of_others(self, folder: Path) -> None:
        table = folder / "organisation_links.csv"
        table.write_text("owner,links\n")
        with pytest.raises(InputError, match=r"organisation_links\.csv: found 'a table without"):
            write_csv(NEW, folder)
        assert table.read_text() == "owner,links\n"

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_tables_of_ours_are_replaced_however_a_spreadsheet_saved_them(
        self, tmp_path: Path, delimiter: str, encoding: str
    ) -> None:
        words = cs.Text({"en": "New", "ru": "Новый", "sr-Latn": "Nov"})
        chronicle = cs.Chronicle(cs.Official(id="new", name=words))
        write_csv(chronicle, tmp_path)
        for path in tmp_path.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                rows = [row[::-1] for row in csv.reader(file)]
            with path.open("w", encoding=encoding, newline="") as file:
                csv.writer(file, delimiter=delimiter).writerows(rows)
        assert read_csv(tmp_path) == chronicle
        write_csv(OLD, tmp_path)
        assert read_csv(tmp_path) == OLD

    def test_a_folder_of_other_files_gets_no_tables_unless_that_is_said(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "README.md").write_text("mine")
        with pytest.raises(InputError, match=r"such as README\.md.*`overwrite=True`"):
            write_csv(NEW, tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
        write_csv(NEW, tmp_path, overwrite=True)
        write_csv(OLD, tmp_path)
        assert read_csv(tmp_path) == OLD
        assert (tmp_path / "README.md").read_text() == "mine"

    def test_a_repository_that_has_just_been_made_gets_them(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        (tmp_path / ".DS_Store").write_bytes(b"")
        write_csv(NEW, tmp_path)
        assert read_csv(tmp_path) == NEW

    @pytest.mark.parametrize(
        ("variable", "found"), [("HOME", "the home folder"), ("TMPDIR", "of temporary files")]
    )
    def test_a_folder_that_every_user_has_is_not_filled_be_it_empty(
        self, variable: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(variable, str(tmp_path))
        monkeypatch.setattr(tempfile, "tempdir", None)
        with pytest.raises(InputError, match=found):
            write_csv(NEW, tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_the_root_is_not_filled(self) -> None:
        with pytest.raises(InputError, match="the root of the file system"):
            _check_target(Path("/"), overwrite=False)

    @pytest.mark.parametrize("overwrite", [True, False])
    def test_no_folder_is_written_to_that_could_not_be_read(
        self, tmp_path: Path, overwrite: bool
    ) -> None:
        (tmp_path / "budget.csv").write_text("year,sum\n")
        with pytest.raises(InputError, match="`read_csv` would refuse it"):
            write_csv(NEW, tmp_path, overwrite=overwrite)
        assert [path.name for path in tmp_path.iterdir()] == ["budget.csv"]

    @pytest.mark.parametrize("target", ["", "events.csv", "datapackage.json"])
    def test_what_is_no_path_of_a_folder_is_refused(self, target: str) -> None:
        with pytest.raises(cs.ArgumentError, match="the path of a folder"):
            write_csv(NEW, target)

    @pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="a system without /dev/stdout")
    def test_a_pipe_gets_a_zip(self) -> None:
        script = "import cstoevents as cs; cs.write_csv(cs.Chronicle(), '/dev/stdout')"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
        assert read_csv(done.stdout) == cs.Chronicle()

    def test_a_single_table_is_another_function_s(self, folder: Path) -> None:
        with pytest.raises(InputError, match="`read_sheet` reads a single table"):
            read_csv(folder / "places.csv")


def cut_short(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a folder as a write leaves it that ends after the new files began to count."""

    def no(*_: object) -> None:
        raise OSError("no")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", no)
        with pytest.raises(OSError, match="no"):
            write_csv(NEW, folder)


class TestWritesThatWereCutShort:
    def test_the_next_writer_finishes_and_clears(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cut_short(folder, monkeypatch)
        assert read_csv(folder) == NEW
        assert len(hidden(folder)) == 1
        write_csv(OLD, folder)
        assert read_csv(folder) == OLD
        assert hidden(folder) == []

    def test_what_somebody_has_put_beside_the_files_that_wait_stays(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cut_short(folder, monkeypatch)
        (staged,) = folder.glob(".cstoevents-*")
        (staged / "notes.txt").write_text("mine")
        write_csv(OLD, folder)
        assert read_csv(folder) == OLD
        assert content(staged) == {"notes.txt": b"mine"}

    def test_a_change_of_a_file_that_waits_is_told(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cut_short(folder, monkeypatch)
        (staging,) = folder.glob(".cstoevents-*")
        (staging / "officials.csv").write_text("id,name_en\nforged,Forged\n")
        with pytest.raises(InputError, match="a write that was cut short"):
            read_csv(folder)

    def test_another_write_at_work_is_waited_for_and_then_told(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with staging.locked(folder, exclusive=True):
            monkeypatch.setattr(staging.time, "sleep", lambda seconds: None)
            with pytest.raises(InputError, match="another write, which doesn't come to an end"):
                write_csv(NEW, folder)
            assert read_csv(folder) == OLD


def test_what_was_left_of_a_folder_to_be_with_other_tables_is_cleared(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    for name in ("officials.csv", "organisation_links.csv"):
        (made / name).write_bytes(b"")
    made.rename(tmp_path / staging.name_of(made.stat().st_ino))
    write_csv(NEW, tmp_path / "got")
    assert hidden(tmp_path) == []


WRITER = """
import random, sys
import cstoevents as cs
target, seed = sys.argv[1], int(sys.argv[2])
made = [cs.Chronicle(*[cs.Official(id=f"w{number}-{n}", name=f"{number}", sources=[
    cs.Source(citation="C" * number)] if number % 2 else []) for n in range(40)])
    for number in range(1, 9)]
choice = random.Random(seed)
print("ready", flush=True)
count = 0
while True:
    cs.write_csv(choice.choice(made), target)
    count += 1
    print(count, flush=True)
"""


def writer(target: Path, seed: int) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(target), str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def is_of_one_write(chronicle: cs.Chronicle) -> bool:
    return len(chronicle) == 40 and len({str(one.name) for one in chronicle.officials}) == 1


@pytest.mark.heavy
@pytest.mark.slow
def test_writers_killed_at_any_moment_leave_one_whole_package(tmp_path: Path) -> None:
    target = tmp_path / "got"
    choice, kills, leftovers = random.Random(1), 150, 0
    for kill in range(kills):
        process = writer(target, kill)
        time.sleep(choice.uniform(0, 0.12))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if target.is_dir():
            assert is_of_one_write(read_csv(target))
            leftovers += len(hidden(target))
    cs.write_csv(NEW, target)
    assert read_csv(target) == NEW
    assert hidden(target) == []
    assert hidden(tmp_path) == []
    print(f"{kills} kills: every package whole, {leftovers} leftovers seen, none left")


@pytest.mark.heavy
@pytest.mark.slow
def test_two_writers_and_a_reader_wait_for_each_other(tmp_path: Path) -> None:
    target = tmp_path / "got"
    write_csv(NEW, target)
    writers = [writer(target, seed) for seed in (1, 2)]
    reads = 0
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        found = read_csv(target)
        assert found == NEW or is_of_one_write(found)
        reads += 1
    writes = []
    for process in writers:
        assert process.poll() is None, process.communicate()[1]
        process.terminate()
        written, errors = process.communicate()
        assert errors == ""
        writes.append(int(written.split()[-1]))
    assert all(writes)
    print(f"{sum(writes)} writes by two, {reads} reads beside them: none refused, all whole")
