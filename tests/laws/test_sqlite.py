"""The laws of SQLite: nothing is lost, and what is refused has a problem to tell."""

from __future__ import annotations

import io
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from cstoevents.chronicle import Chronicle
from cstoevents.errors import InputError
from cstoevents.formats.json import dumps, read_json
from cstoevents.formats.sqlite import read_sqlite, write_sqlite
from cstoevents.strategies import abouts, chronicles


def stored(chronicle: Chronicle) -> bytes:
    file = io.BytesIO()
    write_sqlite(chronicle, file)
    return file.getvalue()


@given(chronicles(about=abouts()))
def test_a_chronicle_comes_back_equal(chronicle: Chronicle) -> None:
    """Not to the byte: SQLite has no sign of zero, so that 0.0 comes back for -0.0 degrees."""
    again = read_sqlite(stored(chronicle))
    assert again == chronicle
    assert again.about == chronicle.about


@given(chronicles(about=abouts()))
def test_sqlite_to_json_to_sqlite_is_the_identity(chronicle: Chronicle) -> None:
    base = stored(chronicle)
    assert stored(read_json(dumps(read_sqlite(base)))) == base


@given(chronicles())
def test_its_keys_hold_and_every_record_is_in_the_index(chronicle: Chronicle) -> None:
    base = sqlite3.connect(":memory:")
    base.deserialize(stored(chronicle))
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    found = {id for (id,) in base.execute("SELECT id FROM search")}
    base.close()
    assert found == {record.id for record in chronicle}


WHOLE = stored(Chronicle())


@given(st.data())
def test_changed_bytes_are_read_or_refused(data: st.DataObject) -> None:
    changed = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_sqlite(bytes(changed))
    except InputError as error:
        problems = error.problems
    else:
        problems = ()
    assert all(str(problem) for problem in problems)
