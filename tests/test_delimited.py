"""Delimited text: bytes to text to rows, and what is told of the places where that fails."""

from __future__ import annotations

import codecs
import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cstoevents.errors import ArgumentError, InputError
from cstoevents.formats import delimited


def refusal_of(data: bytes, encoding: str | None = None, delimiter: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        delimited.parse(
            delimited.decode(data, encoding, file="f.csv", delimiter=delimiter), ",", file="f.csv"
        )
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("ж,b".encode(), None),
        (codecs.BOM_UTF8 + "ж,b".encode(), None),
        (codecs.BOM_UTF8 + "ж,b".encode(), "utf-8"),
        ("ж,b".encode("utf-16"), None),
        (codecs.BOM_UTF16_BE + "ж,b".encode("utf-16-be"), None),
        ("ж,b".encode("cp1251"), "windows-1251"),
    ],
)
def test_text_is_decoded_without_its_byte_order_mark(data: bytes, encoding: str | None) -> None:
    assert delimited.decode(data, encoding, file=None) == "ж,b"


@pytest.mark.parametrize(
    ("data", "place", "remark"),
    [
        ("a\nb,c,Дата".encode("cp1251"), "f.csv:2:3: found 'the byte 0xc4'", "Windows-1251)"),
        ("a\rb,c,Дата".encode("cp1251"), "f.csv:2:3: found 'the byte 0xc4'", "Windows-1251)"),
        (b'a\r\n"x,y",\xff', "f.csv:2:2: found 'the byte 0xff'", "CSV UTF-8'"),
        (b"\xff", "f.csv:1:1: found 'the byte 0xff'", "CSV UTF-8'"),
        ("ж".encode("utf-16"), "f.csv:1:1: found 'UTF-16'", "save it as 'CSV UTF-8'"),
    ],
)
def test_a_byte_that_is_no_utf_8_is_told_with_its_cell(
    data: bytes, place: str, remark: str
) -> None:
    problem = refusal_of(data, "utf-8", delimiter=",")
    assert problem.startswith(place)
    assert problem.endswith(remark)


def test_an_encoding_that_does_not_fit_or_is_none_is_refused() -> None:
    assert refusal_of("ж".encode(), "ascii").endswith("expected text in the encoding ascii")
    for encoding in ("klingon", "rot13", "hex", "a\0b", "", 1):
        with pytest.raises(ArgumentError, match="the name of an encoding of text"):
            delimited.decode(b"61", encoding, file=None)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_have_the_lines_on_which_they_begin(end: str) -> None:
    text = end.join(["a,b", '"1', '2",x', "", ",", "y,", ""])
    lines, cells = delimited.parse(text, ",", file=None)
    assert lines == [1, 2, 6]
    assert cells == [["a", "b"], [f"1{end}2", "x"], ["y", ""]]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('a\n"b', "f.csv:2: found 'an opening quote without a closing one'"),
        ('a\r"b\rc', "f.csv:2: found 'an opening quote"),
        ('"a\nb"\n"c"d', "f.csv:3: found 'text after a closing quote'"),
        ('sep=,\na\n"b', "f.csv:3: found 'an opening quote"),
    ],
)
def test_damaged_quotes_are_told_with_the_line_of_their_row(text: str, problem: str) -> None:
    assert refusal_of(text.encode()).startswith(problem)


def test_a_cell_may_be_longer_than_the_csv_module_likes() -> None:
    limit = csv.field_size_limit()
    for cell in ("x" * (limit + 1), '"' + "x" * (limit + 1) + '"'):
        assert len(delimited.parse(f"a\n{cell}", ",", file=None).cells[1][0]) == limit + 1
    assert csv.field_size_limit() == limit


def test_the_delimiter_is_that_by_which_most_names_are_known() -> None:
    known = {"id", "name, or title"}

    def score(cells: list[str]) -> int:
        return len(known & set(cells))

    assert delimited.fitting("id;name, or title\n", score) == [";"]
    assert delimited.fitting("\n \nid\tx,y\n", score) == ["\t"]
    assert delimited.fitting("id\n", score) == list(delimited.DELIMITERS)
    assert delimited.fitting("sep=;\nid,name\n", score) == [";"]
    assert delimited.fitting("", score) == list(delimited.DELIMITERS)


CELLS = st.text(st.characters(codec="utf-8"), max_size=4) | st.sampled_from(
    ['"', ",", "\n", "\r", "\r\n", "\0", "sep=;", "\ufeff"]
)


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=2).filter(any), max_size=5).map(
        lambda rows: [["a", "b"], *rows]
    ),
    st.sampled_from(delimited.DELIMITERS),
    st.sampled_from(delimited.ENCODINGS),
)
def test_what_is_encoded_is_parsed_again(
    rows: list[list[str]],
    delimiter: delimited.Delimiter,
    encoding: delimited.WrittenEncoding,
) -> None:
    data = delimited.encode(rows, delimiter=delimiter, encoding=encoding)
    text = delimited.decode(data, file=None)
    lines, cells = delimited.parse(text, delimiter, file=None)
    assert cells == rows
    assert lines[0] == 1


@given(st.text(st.sampled_from('a,;"\n\r \0'), max_size=12), st.sampled_from(",;"))
def test_rows_are_those_of_the_csv_module(text: str, delimiter: str) -> None:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        expected = [row for row in reader if any(row)]
    except csv.Error:
        with pytest.raises(InputError):
            delimited.parse(text, delimiter, file=None)
    else:
        assert delimited.parse(text, delimiter, file=None).cells == expected


def test_another_encoding_is_not_written() -> None:
    with pytest.raises(ArgumentError, match="'utf-8' or 'utf-8-sig'"):
        delimited.encode([["a"]], encoding="cp1251")


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["\n", "\r", '"', ",", '""', "a,b\n", '"\n', "\xff"])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(count: int) -> float:
        data = b"id,name\n" + unit.encode("latin-1") * count
        start = time.process_time()
        try:
            text = delimited.decode(data, "utf-8", file=None, delimiter=",")
            delimited.fitting(text, len)
            delimited.parse(text, ",", file=None)
        except InputError:
            pass
        return time.process_time() - start

    seconds(1_000)
    once, twice = (min(seconds(count) for _ in range(3)) for count in (100_000, 200_000))
    assert twice < 6 * once + 1  # a square of 200,000 would take many seconds
