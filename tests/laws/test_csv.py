"""The laws of CSV: nothing is lost, and what is refused has a problem to tell."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cstoevents.chronicle import Chronicle
from cstoevents.dates import When
from cstoevents.dates.edtf import PATTERN
from cstoevents.errors import ConflictError, InputError
from cstoevents.formats.archives import read_zip
from cstoevents.formats.archives import zipped as packed
from cstoevents.formats.csv import _tables_in, read_csv, write_csv
from cstoevents.formats.csv.explaining import shape
from cstoevents.formats.csv.layout import tables
from cstoevents.formats.delimited import encode
from cstoevents.formats.json import dumps, read_json
from cstoevents.records.structuring import problems_in
from cstoevents.strategies import abouts, chronicles, whens


def zipped(chronicle: Chronicle) -> bytes:
    file = io.BytesIO()
    write_csv(chronicle, file)
    return file.getvalue()


def tables_of(chronicle: Chronicle) -> dict[str, bytes]:
    return read_zip(zipped(chronicle), lambda name: name.endswith(".csv"))


@given(chronicles(about=abouts()))
def test_json_to_csv_to_json_is_the_identity(chronicle: Chronicle) -> None:
    assert dumps(read_csv(zipped(read_json(dumps(chronicle))))) == dumps(chronicle)


@given(chronicles(about=abouts()))
def test_csv_to_json_to_csv_is_the_identity(chronicle: Chronicle) -> None:
    packed = zipped(chronicle)
    assert zipped(read_json(dumps(read_csv(packed)))) == packed


@given(chronicles(about=abouts()))
def test_a_folder_and_a_zip_of_it_are_one(chronicle: Chronicle) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "tables")
        write_csv(chronicle, folder)
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert files == read_zip(zipped(chronicle), lambda name: True)
        assert read_csv(folder) == read_csv(folder / "datapackage.json") == chronicle


@given(chronicles(about=abouts()), chronicles())
def test_what_was_written_is_replaced_without_being_told_to(old: Chronicle, new: Chronicle) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "tables")
        write_csv(old, folder)
        write_csv(new, folder)
        assert read_csv(folder) == new


DAMAGES = st.sampled_from(
    [
        *("", " ", "\x00", "a", "A", "1", "0", "-1", "1.0", "1.5", "1e3", "x;y", "a;", ";", "en"),
        *("2024", "2024-11", "19.05.2025", "14:30", "14:30:00", "25:00", "KG", "meeting", "open"),
        *("exercise", "https://a", "Asia/Bishkek", "Nowhere/Atall", "2024-11;2025", "\u00a0"),
    ]
)


@given(st.data(), chronicles(min_size=2))
def test_what_is_converted_and_what_is_explained_have_one_verdict(
    data: st.DataObject, chronicle: Chronicle
) -> None:
    """One cell is damaged: tables are refused exactly if there is a problem to tell."""
    files = tables_of(chronicle)
    name = data.draw(st.sampled_from(sorted(files)))
    rows = list(csv.reader(io.StringIO(files[name].decode(), newline="")))
    if len(rows) == 1:
        return
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    rows[row][column] = data.draw(DAMAGES)
    files[name] = encode(rows)
    found, _ = _tables_in(files, "", problems := [])
    shaped = shape(found, problems)
    problems += problems_in(shaped.data)[0]
    try:
        read_csv(packed(files), references="lenient")
    except ConflictError:
        is_good = True
    except InputError:
        is_good = False
    else:
        is_good = True
    assert is_good == (problems == [])


@given(st.data(), chronicles(min_size=1))
def test_damaged_tables_are_read_or_refused_and_nothing_else(
    data: st.DataObject, chronicle: Chronicle
) -> None:
    """Bytes are put in, left out or changed at a place; problems then name a table."""
    files = tables_of(chronicle)
    name = data.draw(st.sampled_from(sorted(files)))
    content = files[name]
    start = data.draw(st.integers(0, len(content)))
    end = min(len(content), start + data.draw(st.integers(0, 3)))
    bit = data.draw(
        st.sampled_from([b"", b",", b'"', b"\n", b"\r", b";", b"\x00", b"\xff", b"\xef\xbb\xbf"])
        | st.binary(max_size=3)
    )
    with tempfile.TemporaryDirectory() as folder:
        for path, whole in files.items():
            changed = whole[:start] + bit + whole[end:] if path == name else whole
            Path(folder, path).write_bytes(changed)
        try:
            read_csv(folder)
        except InputError as error:
            problems = error.problems
        else:
            return
        assert problems
        assert {Path(problem.file or "").suffix for problem in problems} == {".csv"}
        assert all(problem.line for problem in problems)


@given(chronicles(min_size=1), st.randoms(use_true_random=False), st.sampled_from(",;\t"))
def test_what_a_spreadsheet_does_without_harm_does_none(
    chronicle: Chronicle, random: st.randoms, delimiter: str
) -> None:
    """Columns in another order, other delimiters, a byte order mark, empty rows, no descriptor."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in tables_of(chronicle).items():
            rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
            order = random.sample(range(len(rows[0])), len(rows[0]))
            # Newlines within cells are a matter of the text; those between rows are not.
            file = io.StringIO(newline="")
            writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
            for row in rows:
                writer.writerow([row[place] for place in order])
                writer.writerow([""] * len(row)) if row is not rows[0] else None
            Path(folder, name).write_bytes(file.getvalue().encode("utf-8-sig"))
        assert read_csv(folder) == chronicle


@given(chronicles(min_size=1))
def test_a_byte_order_mark_changes_nothing(chronicle: Chronicle) -> None:
    file = io.BytesIO()
    write_csv(chronicle, file, encoding="utf-8-sig")
    assert read_csv(file.getvalue()) == chronicle


@given(whens())
def test_every_date_fits_its_pattern(when: When) -> None:
    import re

    assert re.fullmatch(PATTERN, when.text)


def test_no_two_columns_have_one_name() -> None:
    for table in tables().values():
        names = [field.name for field in table.fields]
        assert len(names) == len(set(names))
        words = [field.name for field in table.fields if field.kind == "words"]
        clashes = [name for name in names for start in words if name.startswith(f"{start}_")]
        assert clashes == [], "a language's column could be taken for this one"


@pytest.mark.heavy
@pytest.mark.slow
def test_thousands_of_chronicles_survive_every_way_round() -> None:
    """JSON, folder and zip, each into each."""
    from hypothesis import HealthCheck, settings

    @settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
    @given(chronicles())
    def survives(chronicle: Chronicle) -> None:
        text = dumps(chronicle)
        packed = zipped(chronicle)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place, "tables")
            write_csv(read_json(text), folder)
            assert dumps(read_csv(folder)) == text
            write_csv(read_csv(packed), folder)
            assert dumps(read_csv(folder)) == text
        assert dumps(read_csv(packed)) == text
        assert zipped(read_json(text)) == packed

    survives()
