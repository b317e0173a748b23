"""The machinery of sheets: the table of columns, what headers mean, and cells that can't run."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import cstoevents as cs
from cstoevents.formats.sheet import COVERAGE
from cstoevents.formats.sheet.cells import guarded, unguarded
from cstoevents.formats.sheet.columns import COLUMNS
from cstoevents.formats.sheet.headers import meanings
from cstoevents.records import Access
from cstoevents.wording.numbers import stated_number
from cstoevents.wording.words import meant, simplified, word


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+7", "-1", "@SUM(A1)", "＝1", "a\n=1", "a\t=1", "a;=1", "a,-1", "'=1", "''-1"],
)
def test_what_could_run_is_guarded_and_comes_back(text: str) -> None:
    assert guarded(text) != text
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["2024-11", "1+1", "a - b", "x@y", "'quoted'", "a\r\nb"])
def test_what_can_not_run_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
@pytest.mark.parametrize("lang", cs.wording.languages())
def test_the_header_that_is_written_means_its_column_first(column: Any, lang: str) -> None:
    tag = "en" if column.by_language else None
    for header in (column.header(lang, tag), column.key):
        if header != "extra":
            assert meanings(header)[0].column is column


def test_few_names_are_those_of_two_columns() -> None:
    names = {name for column in COLUMNS for name in column.header_names}
    meant = {name: [one.column.key for one in meanings(name)] for name in names}
    shared = {simplified(name) for name, keys in meant.items() if len({*keys} - {"extra"}) > 1}
    assert shared == {
        *("title", "year", "day", "optional attendees"),
        *("год", "день", "число", "тема", "ключевые слова", "необязательные участники"),
        *("имя", "фамилия", "name", "document", "документ", "theme", "topic"),
    }


@pytest.mark.parametrize(
    "options",
    [
        cs.records.EventKind,
        cs.records.EventStatus,
        cs.records.EventFormat,
        Access,
        cs.records.ParticipationRole,
    ],
    ids=lambda options: options.__name__,
)
def test_every_word_of_a_vocabulary_is_read_as_it_is_written(options: Any) -> None:
    for member in options:
        for lang in ("en", "ru"):
            assert meant(word(member, lang), options) is member


@pytest.mark.parametrize("text", ["", "3-6", "6 bis", "-1", "one", "1,5"])
def test_what_is_no_number_is_left_alone(text: str) -> None:
    assert stated_number(text) is None


def test_the_declared_columns_carry_their_fields() -> None:
    """Each field that is said to be carried whole has a column of its class."""
    fields = {f"Event.{field.name}" for field in attrs.fields(cs.Event)}
    whole = {line.what for line in COVERAGE if line.coverage == "whole"} & fields
    assert whole <= {column.loss_field for column in COLUMNS}
