"""The one-sheet table as a workbook: how it looks, what is read, what is refused and where."""

from __future__ import annotations

import builtins
import datetime as dt
import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cstoevents as cs
from cstoevents.formats.sheet import read_sheet, write_sheet
from test_cost import assert_about_twice_as_long

EVENT = cs.Meeting(
    id="wg-41",
    kind="meeting",
    title={"en": "=1+1", "ru": "41-е заседание"},
    when="2025-05",
    links=["https://a/1", "https://a/2"],
    sources=[cs.Source(citation="TASS"), cs.Source(url="https://b")],
)
CHRONICLE = cs.Chronicle(EVENT)


def written(chronicle: cs.Chronicle = CHRONICLE, **how: Any) -> bytes:
    file = io.BytesIO()
    write_sheet(chronicle, file, format="xlsx", **how)
    return file.getvalue()


def book_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def workbook(*rows: list[Any], touch: Callable[[Any], None] = lambda sheet: None) -> bytes:
    """A workbook as a person makes one, with cells of every kind that they have."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    touch(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(data: bytes, **how: Any) -> cs.Chronicle:
    return read_sheet(data, **{"kind": "meeting", "format": "xlsx", **how})


def only(data: bytes, **how: Any) -> Any:
    (event,) = read(data, **how).events
    return event


class TestWriting:
    def test_every_cell_is_text_and_none_a_formula(self) -> None:
        sheet = book_of(written())
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        assert {cell.number_format for cell in cells} == {"@"}

    def test_a_date_of_a_month_stays_one(self) -> None:
        sheet = book_of(written())
        headers = [cell.value for cell in sheet[1]]
        assert sheet.cell(2, headers.index("Date") + 1).value == "2025-05"

    def test_what_could_run_gets_an_apostrophe_here_too(self) -> None:
        """Saved as CSV from the spreadsheet it is still harmless."""
        sheet = book_of(written())
        assert "'=1+1" in [cell.value for cell in sheet[2]]
        assert str(read(written()).event("wg-41").title) == "=1+1"

    def test_the_header_stays_in_sight_and_has_filters(self) -> None:
        sheet = book_of(written())
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold
        assert sheet.column_dimensions["C"].width == 60

    def test_links_can_be_clicked(self) -> None:
        sheet = book_of(written())
        links = {
            cell.value: cell.hyperlink.target
            for row in sheet.iter_rows()
            for cell in row
            if cell.hyperlink
        }
        assert links == {
            "https://a/1; https://a/2": "https://a/1",
            "TASS; https://b": "https://b",
        }

    def test_the_sheet_is_in_the_language_asked_for(self) -> None:
        sheet = book_of(written(lang="ru"))
        assert (sheet.title, sheet["A1"].value) == ("События", "Ид")

    def test_equal_chronicles_make_equal_bytes(self) -> None:
        again = cs.Chronicle(*reversed(tuple(CHRONICLE)))
        assert written() == written(again)
        with zipfile.ZipFile(io.BytesIO(written())) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")

    def test_what_a_workbook_can_not_hold_is_said(self) -> None:
        event = cs.Event(id="e", kind="visit", title="a\rb", note="x\x01", description="d" * 40_000)
        file = io.BytesIO()
        report = write_sheet(cs.Chronicle(event), file, format="xlsx")
        assert {loss.what: loss.reason for loss in report} == {
            "Event.title": "a workbook has one kind of line break",
            "Event.note": "a workbook has no control characters",
            "Event.description": "a cell holds 32767 characters at most",
        }
        (back,) = read(file.getvalue()).events
        assert (str(back.title), str(back.note)) == ("a\nb", "x\ufffd")

    @pytest.mark.parametrize(
        "text", ["_x0041_", "a_x000D_b", "_x005F_x0041_", "#N/A", "TRUE", "1e5", "007", "&<>"]
    )
    def test_text_that_looks_like_something_else_stays_text(self, text: str) -> None:
        event = cs.Event(id="e", kind="visit", title=text)
        assert read(written(cs.Chronicle(event))) == cs.Chronicle(event)

    def test_a_file_is_replaced_in_one_step(self, tmp_path: Path) -> None:
        target = tmp_path / "events.xlsx"
        write_sheet(CHRONICLE, target)
        assert read_sheet(target) == CHRONICLE.add()
        assert [path.name for path in tmp_path.iterdir()] == ["events.xlsx"]

    def test_both_kinds_of_files_lose_the_same_of_the_built_in_chronicle(self) -> None:
        text, book = io.BytesIO(), io.BytesIO()
        reports = (
            write_sheet(cs.load(), text, format="csv"),
            write_sheet(cs.load(), book, format="xlsx"),
        )
        of_records = [
            [loss for loss in report if not loss.what.startswith("About.")] for report in reports
        ]
        assert of_records[0] == of_records[1]
        assert read_sheet(book.getvalue()) == read_sheet(text.getvalue())


class TestReading:
    @pytest.mark.parametrize(
        ("value", "shown", "expected"),
        [
            (dt.date(2025, 5, 19), "DD.MM.YYYY", "2025-05-19"),
            (dt.datetime(2025, 5, 19), "yyyy-mm-dd", "2025-05-19"),
            (dt.date(2025, 5, 1), "MMM YY", "2025-05"),
            (dt.date(2025, 5, 1), '[$-419]MMMM\\ YYYY;@', "2025-05"),
            (dt.date(2025, 1, 1), "YYYY", "2025"),
            (dt.date(2025, 5, 19), '[$-419]D\\ MMMM\\ YYYY"г.";@', "2025-05-19"),
            (2025, "General", "2025"),
            (2025.0, "0", "2025"),
            ("2025-05-19/2025-05-20", "@", "2025-05-19/2025-05-20"),
        ],
    )  # fmt: skip
    def test_a_date_is_what_its_cell_shows(self, value: Any, shown: str, expected: str) -> None:
        def touch(sheet: Any) -> None:
            sheet["B2"].number_format = shown

        data = workbook(["Title", "Date"], ["a", value], touch=touch)
        assert str(only(data).when) == expected

    def test_days_come_first_where_that_is_declared(self) -> None:
        data = workbook(["Название", "Дата"], ["а", "24-26.06.2025"])
        assert str(only(data, dates="day-first").when) == "2025-06-24/2025-06-26"

    def test_a_moment_is_a_day_and_a_time(self) -> None:
        event = only(workbook(TITLE_DATE, ["a", dt.datetime(2025, 5, 19, 14, 29, 59, 999_999)]))
        assert (event.when, event.start_time) == (cs.When("2025-05-19"), dt.time(14, 30))

    def test_a_heading_over_all_columns_is_no_row(self) -> None:
        def touch(sheet: Any) -> None:
            sheet.merge_cells("A2:B2")

        rows = [["I. Meetings", None], ["a", "2025-05-19"]]
        assert only(workbook(TITLE_DATE, *rows, touch=touch)).id == "2025-05-19-a"

    def test_headers_of_two_rows_are_merged_in_both_directions(self) -> None:
        def touch(sheet: Any) -> None:
            for area in ("A1:A2", "B1:C1"):
                sheet.merge_cells(area)

        rows = [["Event", "Dates", None], [None, "From", "To"], ["a", "2025-05-19", "2025-05-21"]]
        assert only(workbook(*rows, touch=touch)).when == "2025-05-19/2025-05-21"

    def test_times_and_numbers_may_be_cells_of_their_kind(self) -> None:
        data = workbook(
            ["Title", "Start time", "Series", "Number", "Moved from"],
            ["a", dt.time(14, 30), "Run", 41, dt.date(2025, 1, 2)],
        )
        event = only(data)
        assert event.start_time == dt.time(14, 30)
        assert event.entries[0].number == 41
        assert event.previous_when == (cs.When("2025-01-02"),)

    def test_words_that_lead_to_an_address_are_that_address_among_links(self) -> None:
        def touch(sheet: Any) -> None:
            sheet["A2"].hyperlink = "https://a/title"
            sheet["B2"].hyperlink = "https://a/source"

        data = workbook(["Title", "Sources"], ["Visit", "TASS"], touch=touch)
        event = only(data)
        assert str(event.title) == "Visit"
        assert event.sources == (cs.Source(url="https://a/source"),)

    def test_the_one_sheet_with_something_in_it_is_read(self) -> None:
        data = workbook(["Title"], ["a"], touch=lambda sheet: sheet.parent.create_sheet("Empty"))
        assert len(read(data).events) == 1

    def test_a_sheet_is_chosen_by_its_name(self) -> None:
        def touch(sheet: Any) -> None:
            sheet.parent.create_sheet("Plan").append(["Title"])
            sheet.parent["Plan"].append(["b"])

        data = workbook(["Title"], ["a"], touch=touch)
        assert str(only(data, sheet="Plan").title) == "b"

    def test_lines_above_the_header_and_empty_rows_are_counted(self) -> None:
        data = workbook([], [], ["Title", "Date"], [], ["a", "soon"])
        with pytest.raises(cs.InputError) as refusal:
            read(data)
        assert [problem.line for problem in refusal.value.problems] == [5]


def merge(sheet: Any) -> None:
    sheet.merge_cells("A2:A3")


def month_only(sheet: Any) -> None:
    sheet["B2"].number_format = "MMM YY"


def error(sheet: Any) -> None:
    sheet["B2"].data_type = "e"


def second_sheet(sheet: Any) -> None:
    sheet.parent.create_sheet("Plan").append(["Title", "x"])


def far_away(sheet: Any) -> None:
    sheet["XFD1048576"] = "x"


def empty_archive() -> bytes:
    file = io.BytesIO()
    zipfile.ZipFile(file, "w").close()
    return file.getvalue()


TITLE_DATE = ["Title", "Date"]
DAMAGED: list[tuple[str, bytes, dict[str, Any], list[tuple[int | None, str | None, str]]]] = [
    ("no archive", b"Title;Date", {}, [(None, None, "in the format .xlsx")]),
    ("nothing", b"", {}, [(None, None, "in the format .xlsx")]),
    ("half of an archive", workbook(["Title"], ["a"])[:2000], {}, [(None, None, ".xlsx")]),
    ("another archive", empty_archive(), {}, [(None, None, "undamaged")]),
    ("an empty sheet", workbook(), {}, [(1, None, "a row of headers")]),
    ("a formula", workbook(TITLE_DATE, ["a", "=TODAY()"]), {}, [(2, "Date (B2)", "as a value")]),
    ("a formula for a title", workbook(["Title"], ["=A1"]), {}, [(2, "Title (A2)", "as a value")]),
    ("an error", workbook(TITLE_DATE, ["a", "#REF!"], touch=error), {},
     [(2, "Date (B2)", "not an error")]),
    ("merged cells", workbook(TITLE_DATE, ["a", "2025"], [None, "2024"], touch=merge), {},
     [(2, "Title (A2)", "for each row"), (3, "Title", "a title")]),
    ("a moment that is no date", workbook(TITLE_DATE, [dt.datetime(2025, 5, 19, 14, 30), "2025"]),
     {}, [(2, "Title (A2)", "holds a date")]),
    ("a day of which a month is shown", workbook(
        TITLE_DATE, ["a", dt.date(2025, 5, 19)], touch=month_only), {},
     [(2, "Date (B2)", "shown whole")]),
    ("a truth value", workbook(TITLE_DATE, ["a", True]), {}, [(2, "Date (B2)", "text")]),
    ("a number of days", workbook(TITLE_DATE, ["a", 45796]), {}, [(2, "Date (B2)", "an EDTF")]),
    ("a length of time", workbook(["Title", "Time"], ["a", dt.timedelta(hours=30)]), {},
     [(2, "Time (B2)", "or text")]),
    ("a date where a number is meant", workbook(
        ["Title", "Series", "Number"], ["a", "Run", dt.date(2025, 6, 3)]), {},
     [(2, "Number (C2)", "format the cell as text")]),
    ("a time for a date", workbook(TITLE_DATE, ["a", dt.time(14, 30)]), {},
     [(2, "Date (B2)", "format the cell as text")]),
    ("a day-first date unannounced", workbook(TITLE_DATE, ["a", "19.05.2025"]), {"dates": "edtf"},
     [(2, "Date (B2)", "dates='day-first'")]),
    ("an unknown header", workbook(["Title", "Colour"], ["a", "red"]), {},
     [(1, "header", "in `columns`")]),
    ("two sheets", workbook(["Title"], ["a"], touch=second_sheet), {},
     [(None, None, "as `sheet`")]),
    ("no such sheet", workbook(["Title"], ["a"]), {"sheet": "Plan"},
     [(None, None, "the name of a sheet")]),
    ("a cell at the end of the world", workbook(["Title"], ["a"], touch=far_away), {},
     [(1, "header", "a header above it")]),
    ("more than the limit", workbook(["Title"], ["a"]), {"limit": 100}, [(None, None, "`limit`")]),
    ("more than the limit when unpacked", workbook(["Title"], ["a" * 9000] * 2), {"limit": 9000},
     [(None, None, "`limit`")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "how", "places"), [case[1:] for case in DAMAGED], ids=[case[0] for case in DAMAGED]
)
def test_a_damaged_workbook_is_refused_at_its_place_and_with_its_cure(
    data: bytes, how: dict[str, Any], places: list[tuple[int | None, str | None, str]]
) -> None:
    with pytest.raises(cs.InputError) as refusal:
        read(data, **how)
    found = refusal.value.problems
    assert [(problem.line, problem.path) for problem in found] == [place[:2] for place in places]
    for problem, (_, _, cure) in zip(found, places, strict=True):
        assert cure in problem.expected


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", bytes(100_000_000))
    assert len(file.getvalue()) < 1_000_000
    with pytest.raises(cs.InputError, match="300000000 bytes when unpacked"):
        read_sheet(file.getvalue(), format="xlsx")


def test_a_part_that_holds_more_than_the_archive_says_is_refused() -> None:
    data = bytearray(PLAIN)
    size = data.index(b"PK\x01\x02") + 24
    data[size : size + 4] = (10).to_bytes(4, "little")
    with pytest.raises(cs.InputError, match="found 'more than 10 bytes in "):
        read(bytes(data))


def test_without_openpyxl_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ModuleNotFoundError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", absent)
    for ask in (
        lambda: write_sheet(CHRONICLE, io.BytesIO(), format="xlsx"),
        lambda: read_sheet(b"", format="xlsx"),
    ):
        with pytest.raises(cs.errors.ExtraMissingError, match=r"cstoevents\[excel\]"):
            ask()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one of its parts changed, or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in {*old.namelist(), name}:
            content = old.read(part) if part in old.namelist() else b""
            new.writestr(part, change(content) if part == name else content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
WHOLE_SHEET = b"A1:XFD1048576"
PLAIN = workbook(["Title", "Date"], ["a", "2025"])


def before_end(text: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(b"</sheetData>", b"</sheetData>" + text)


def of_merged(*ranges: bytes) -> bytes:
    cells = b"".join(b'<mergeCell ref="%s"/>' % span for span in ranges)
    return with_part(PLAIN, SHEET, before_end(b"<mergeCells>%s</mergeCells>" % cells))


def of_links(count: int, *, end: bytes = b" ", reference: bytes = b"A2") -> bytes:
    space = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    link = b'<hyperlink %s ref="%s" r:id="r0"/>' % (space, reference)
    linked = with_part(PLAIN, SHEET, before_end(b"<hyperlinks>%s</hyperlinks>" % (link * count)))
    relation = b'<Relationship%sId="r%d" Type="t" Target="https://a/" TargetMode="External"/>'
    relations = b"".join(relation % (end, number) for number in range(count))
    namespace = b"http://schemas.openxmlformats.org/package/2006/relationships"
    whole = b'<Relationships xmlns="%s">%s</Relationships>' % (namespace, relations)
    return with_part(linked, RELATIONS, lambda _: whole)


STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def of_strings(count: int) -> bytes:
    namespace = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = b'<sst xmlns="%s">%s</sst>' % (namespace, b"<si/>" * count)
    part = b'<Override PartName="/xl/texts.xml" ContentType="%s"/></Types>' % STRINGS.encode()
    declared = with_part(PLAIN, "[Content_Types].xml", lambda old: old.replace(b"</Types>", part))
    return with_part(declared, "xl/texts.xml", lambda _: strings)


def of_rows(rows: bytes) -> bytes:
    return with_part(PLAIN, SHEET, lambda old: old.replace(b"</sheetData>", rows + b"</sheetData>"))


INLINE = b'<c r="%s" t="inlineStr"><is><t>x</t></is></c>'
HOSTILE: list[tuple[str, bytes, str]] = [
    ("one merged range over all", of_merged(WHOLE_SHEET), "the merged cells A1:XFD1048576"),
    ("a merged row", of_merged(b"A2:XFD2"), "the merged cells A2:XFD2"),
    ("a merged range many times", of_merged(*[b"B2:B1048576"] * 70_000),
     "more than 50000 merged ranges"),
    ("page breaks without number", with_part(
        PLAIN, SHEET, before_end(b"<rowBreaks>%s</rowBreaks>" % (b'<brk id="1"/>' * 1_000_000))
    ), "more than 200000 elements beside cells"),
    ("one link over all", of_links(1, reference=WHOLE_SHEET), "links in one sheet"),
    ("more links than Excel has", of_links(70_000), "remove the hyperlinks"),
    ("links told by a newline", of_links(70_000, end=b"\n"), "more than 65531 elements"),
    ("one cell far away", of_rows(b'<row r="300">%s</row>' % (INLINE % b"XFD300")),
     "column 16384 without a header"),
    ("a cell beyond the last column", of_rows(b'<row r="3">%s</row>' % (INLINE % b"ZZZ3")),
     "a cell in row 3, column 18278"),
    ("a row beyond the last", of_rows(b'<row r="999999999">%s</row>' % (INLINE % b"A999999999")),
     "at most 1048576 rows"),
    ("many cells far away", of_rows(b"".join(
        b'<row r="%d">%s</row>' % (number, INLINE % (b"XFD%d" % number))
        for number in range(3, 2_000))), "delete the empty rows and columns"),
    ("millions of empty cells", of_rows(b"<row>%s</row>" % (b"<c/>" * 16_384) * 200),
     "delete the empty rows and columns"),
    ("four million empty strings", of_strings(4_000_000), "elements in xl/texts.xml"),
    ("a hundred thousand empty strings", of_strings(100_000), "elements in xl/texts.xml"),
    ("a million styles", with_part(
        PLAIN, "xl/styles.xml", lambda old: old.replace(b"</cellXfs>", b"<xf/>" * 1_000_000
                                                        + b"</cellXfs>")),
     "more than 200000 elements"),
    ("entities of its own", with_part(
        PLAIN, SHEET, lambda old: b'<!DOCTYPE w [<!ENTITY a "b">]>' + old), "a document type"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "found"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_a_small_workbook_that_names_millions_of_cells_is_refused_at_once(
    data: bytes, found: str
) -> None:
    assert len(data) < 2_000_000
    began = time.process_time()
    with pytest.raises(cs.InputError) as refusal:
        read(data)
    assert found in str(refusal.value)
    assert len(refusal.value.problems) <= 4
    assert time.process_time() - began < 20


OF_BOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
TYPES = "[Content_Types].xml"
X = b"x" * 30_000_000
LONG_MARKUP: list[tuple[str, str, bytes, bytes]] = [
    ("a comment after the cells", SHEET, b"</sheetData>", b"</sheetData><!--%s-->"),
    ("a comment before them", SHEET, b"<sheetData>", b"<!--%s--><sheetData>"),
    ("a comment before all", SHEET, b"<worksheet", b"<!--%s--><worksheet"),
    ("a comment after all", SHEET, b"</worksheet>", b"</worksheet><!--%s-->"),
    ("an instruction", SHEET, b"<sheetData>", b"<?a %s?><sheetData>"),
    ("an attribute", SHEET, b"<sheetData>", b'<sheetData a="%s">'),
    ("a name", SHEET, b"<sheetData>", b"<%s/><sheetData>"),
    ("a document type", SHEET, b"<worksheet", b"<!DOCTYPE %s><worksheet"),
    ("a comment of the book", OF_BOOK, b"</workbook>", b"<!--%s--></workbook>"),
    ("a comment among styles", STYLES, b"</styleSheet>", b"<!--%s--></styleSheet>"),
    ("a comment among types", TYPES, b"</Types>", b"<!--%s--></Types>"),
]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [case[1:] for case in LONG_MARKUP],
    ids=[case[0] for case in LONG_MARKUP],
)
def test_markup_as_long_as_no_program_writes_is_refused_at_once(
    part: str, old: bytes, new: bytes
) -> None:
    data = with_part(PLAIN, part, lambda content: content.replace(old, new.replace(b"%s", X), 1))
    assert len(data) < 40_000
    began = time.process_time()
    with pytest.raises(cs.InputError, match="a comment, a tag or the like of more than 262144"):
        read(data)
    assert time.process_time() - began < 5


def of_sheets(count: int, second: bytes = b"worksheets/sheet1.xml") -> bytes:
    """A workbook of as many sheets and rows as said, in which all sheets are one part."""
    space = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet = b'<sheet name="s%d" sheetId="%d" r:id="r%d" xmlns:r="%s"/>'
    sheets = b"".join(sheet % (n, n, n % 2, space) for n in range(1, count + 1))
    target = b'<Relationship Id="r%d" Type="%s/worksheet" Target="%s"/>'
    targets = target % (0, space, b"/xl/worksheets/sheet1.xml") + target % (1, space, second)
    data = of_rows(b"<row/>" * count)
    data = with_part(
        data,
        OF_BOOK,
        lambda old: re.sub(b"<sheets>.*</sheets>", b"<sheets>%s</sheets>" % sheets, old),
    )
    end = b"</Relationships>"
    return with_part(
        data, "xl/_rels/workbook.xml.rels", lambda old: old.replace(end, targets + end)
    )


def of_format(count: int, code: bytes = b"[") -> bytes:
    formats = b'<numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts><fonts' % (code * count)

    def change(old: bytes) -> bytes:
        plain = re.sub(b"<numFmts[^>]*/>", b"", old).replace(b"<fonts", formats, 1)
        return plain.replace(b'<xf numFmtId="0"', b'<xf numFmtId="200"')

    return with_part(PLAIN, STYLES, change)


def of_name(name: bytes, text: bytes) -> bytes:
    names = b'<definedNames><definedName name="%s" localSheetId="0">%s</definedName></definedNames>'
    return with_part(
        PLAIN,
        OF_BOOK,
        lambda old: re.sub(b"<definedNames ?/>", lambda _: names % (name, text), old),
    )


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (of_sheets, "two sheets that are one part"),
        (lambda count: of_sheets(count, b"./../xl/worksheets/sheet1.xml"), "two sheets that are"),
        (of_format, "names or formats of more than 8192 characters in xl/styles.xml"),
        (lambda n: of_name(b"_xlnm.Print_Area", b"'" * n), "characters in xl/workbook.xml"),
        (lambda n: of_name(b"_xlnm.Print_Titles", b"A" * n), "characters in xl/workbook.xml"),
        (lambda n: of_name(b"_xlnm.Print_Area", b"&apos;" * n), "characters in xl/workbook.xml"),
    ],
)
def test_what_takes_time_with_its_square_is_refused_at_once(
    make: Callable[[int], bytes], found: str
) -> None:
    data = make(40_000)
    began = time.process_time()
    with pytest.raises(cs.InputError) as refusal:
        read(data)
    assert found in str(refusal.value)
    assert time.process_time() - began < 2


def test_names_and_formats_of_a_usual_length_are_read() -> None:
    area = ",".join(f"Sheet!$A${n}:$C${n}" for n in range(1, 200)).encode()
    for data in (
        of_format(50, b"[Red]"),
        of_name(b"_xlnm.Print_Area", area),
        of_name(b"own", b"LAMBDA(x,x)+" * 680),
    ):
        assert read(data) == read(PLAIN)


def of_comments(count: int) -> bytes:
    """A part with comments that are as long as may be."""
    comment = b"<!--%s-->" % (b"x" * 200_000)
    return with_part(PLAIN, SHEET, before_end(comment * (count // 500)))


def of_long_text(count: int) -> bytes:
    return of_rows(
        b'<row r="3"><c t="inlineStr"><is><t>%s</t></is></c></row>' % (b"x]" * count * 50)
    )


SIZES: dict[str, Callable[[int], bytes]] = {
    "strings": of_strings,
    "more strings than may be": lambda count: of_strings(20 * count),
    "links": of_links,
    "comments": of_comments,
    "a comment longer than may be": lambda count: with_part(
        PLAIN, SHEET, before_end(b"<!--%s-->" % (b"x" * count * 200))
    ),
    "an attribute longer than may be": lambda count: with_part(
        PLAIN, SHEET, lambda old: old.replace(b"<sheetData", b'<sheetData a="%s"' % (b"x" * count))
    ),
    "long text": of_long_text,
    "merged ranges": lambda count: of_merged(*[b"B2:C3"] * count),
    "breaks": lambda count: with_part(
        PLAIN, SHEET, before_end(b"<rowBreaks>%s</rowBreaks>" % (b'<brk id="1"/>' * count))
    ),
    "styles": lambda count: with_part(
        PLAIN, STYLES, lambda old: old.replace(b"</cellXfs>", b"<xf/>" * count + b"</cellXfs>")
    ),
    "cells far away": lambda count: of_rows(
        b"".join(
            b'<row r="%d">%s</row>' % (row, INLINE % (b"XFD%d" % row))
            for row in range(3, 3 + count // 1_000)
        )
    ),
    "empty cells": lambda count: of_rows(b"<row>%s</row>" % (b"<c/>" * 100) * (count // 50)),
    "empty rows": lambda count: of_rows(b"<row/>" * count),
    "sheets that are one part": of_sheets,
    "a longer format than may be": lambda count: of_format(3 * count),
    "a longer name than may be": lambda count: of_name(b"_xlnm.Print_Area", b"'" * 3 * count),
    "a longer name of entities than may be": lambda count: of_name(
        b"_xlnm.Print_Area", b"&apos;" * 3 * count
    ),
    "a document type": lambda count: with_part(
        PLAIN, SHEET, lambda old: b'<!DOCTYPE w [<!ENTITY a "%s">]>' % (b"b" * count) + old
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("make", SIZES.values(), ids=SIZES)
def test_twice_the_size_takes_about_twice_the_time(make: Callable[[int], bytes]) -> None:
    assert_about_twice_as_long(read, make, 4_000)


class TestWhatACellShows:
    @pytest.mark.parametrize(
        ("value", "shown", "label"),
        [
            (0.5, "0%", "50%"),
            (0.125, "0.0%", "12.5%"),
            (7, "000", "007"),
            (1.1, "0.00", "1.10"),
            (12, "#,##0", "12"),
            (12, "#,##0_);(#,##0)", "12"),
            (3, "General", "3"),
            (0.1 + 0.2, "General", "0.3"),
            (99_999_999_999, "General", "99999999999"),
            (7, '0;-0;"none"', "7"),
            (7, "0;@", "7"),
            (7, "[Red]0_)", "7"),
        ],
    )
    def test_a_number_is_taken_as_its_cell_shows_it(
        self, value: float, shown: str, label: str
    ) -> None:
        def touch(sheet: Any) -> None:
            sheet["C2"].number_format = shown

        data = workbook(["Title", "Series", "Label"], ["a", "Run", value], touch=touch)
        assert only(data).entries[0].label == label

    @pytest.mark.parametrize(
        ("value", "shown"),
        [(1.25, "0"), (2025, "#,##0"), (2025, "0.00E+00"), (7, '0" pcs"'), (1.234, "0.00"),
         (-1, "0;(0)"), (7, ";;;"), (7, '"seven"'), (0, '0;-0;"none"'), (0, "0;-0;"), (-7, "0;0"),
         (-7, "General;General"), (0, "#"), (7, "*00"), (7, '[>5]"many";0'), (7, "[Color 3]"),
         (0.5, "%"), (12345678901234567890, "General"), (12345678901234567890, "0"),
         (123456789012, "General"), (1234567890.1234, "General"), (1e300, "0"),
         (0.00001, "General"), (1.1, "0." + 20 * "0"), (7, "0" + ";" * 2_000)],
    )  # fmt: skip
    def test_a_number_of_which_a_part_is_hidden_is_refused(self, value: float, shown: str) -> None:
        def touch(sheet: Any) -> None:
            sheet["B2"].number_format = shown

        with pytest.raises(cs.InputError, match="the cell shows it in the format"):
            read(workbook(["Title", "Note"], ["a", value], touch=touch))

    @pytest.mark.parametrize("shown", [";;;", ';;;"hidden"', '@" km"', '0;0;0;"see"', "0;" * 1_000])
    def test_a_text_of_which_the_cell_shows_less_or_more_is_refused(self, shown: str) -> None:
        def touch(sheet: Any) -> None:
            sheet["B2"].number_format = shown

        with pytest.raises(cs.InputError, match="a cell that shows its text"):
            read(workbook(["Title", "Note"], ["a", "b"], touch=touch))

    @pytest.mark.parametrize("shown", ["0", "0;0;0", "0;@", "_(@_)", "0;0;0;@", "General", "yyyy"])
    def test_a_text_that_a_format_leaves_alone_is_taken(self, shown: str) -> None:
        def touch(sheet: Any) -> None:
            sheet["B2"].number_format = shown

        assert str(only(workbook(["Title", "Note"], ["a", "b"], touch=touch)).note) == "b"

    @pytest.mark.parametrize(
        "shown",
        ["d mmmm", "dddd", "mmmm", "mmmmm yyyy", "dddd yyyy", "dddd, mmmm yyyy", "d", "mm:ss",
         "yyyy-mm-dd h", "[$-107041E]d mmm yyyy", "[$-th-TH,107]d mmm yyyy", "ggge", "bbbb-mm-dd",
         '[<50000]"soon";yyyy-mm-dd'],
    )  # fmt: skip
    def test_a_moment_of_which_a_cell_shows_a_part_is_refused(self, shown: str) -> None:
        def touch(sheet: Any) -> None:
            sheet["B2"].number_format = shown

        data = workbook(TITLE_DATE, ["a", dt.datetime(2025, 5, 1, 14, 30, 20)], touch=touch)
        with pytest.raises(cs.InputError, match=r"shown whole, or text|in the format"):
            read(data)

    @pytest.mark.parametrize(
        "shown",
        ['"before "yyyy', 'yyyy"?"', '"FY"yyyy', 'yyyy" to "', 'yyyy-mm-dd" (draft)"', "yyyy?",
         "yyyy+", "<yyyy", "~yyyy", "yyyy-", '"–"yyyy', "(yyyy)", 'yyyy"/"', "yyyy\\~", '"c. "yyyy',
         'yyyy-mm-dd hh:mm"Z"', "yyyy %", "yyyy#", "yyyy 0", "[yyyy", 'yyyy"unclosed'],
    )  # fmt: skip
    def test_a_date_with_words_or_marks_that_change_it_is_refused(self, shown: str) -> None:
        def touch(sheet: Any) -> None:
            sheet["B2"].number_format = shown

        data = workbook(TITLE_DATE, ["a", dt.datetime(2025, 1, 1)], touch=touch)
        with pytest.raises(cs.InputError, match="shown whole, or text"):
            read(data)

    @pytest.mark.parametrize(
        "shown",
        ['dd.mm.yyyy" г."', 'd mmmm yyyy" года"', 'd\\ mmmm\\ yyyy\\ "г."', 'yyyy"年"m"月"d"日"',
         'd" de "mmmm" de "yyyy', "yyyy. mm. dd.", "d-mmm-yy", "mmm d, 'yy", "yyyy-mm-dd (ddd)",
         'yyyy-mm-dd"T"hh:mm:ss.000', 'dd/mm/yyyy", "h"h"mm', 'yyyy"년" m"월" d"일"',
         'yyyy"-"mm\\-dd', "[Red]yyyy–mm–dd_)"],
    )  # fmt: skip
    def test_a_date_with_words_that_only_write_it_out_is_taken(self, shown: str) -> None:
        def touch(sheet: Any) -> None:
            sheet["B2"].number_format = shown

        data = workbook(TITLE_DATE, ["a", dt.datetime(2025, 1, 1)], touch=touch)
        assert only(data).when == cs.When("2025-01-01")

    @pytest.mark.parametrize(
        ("shown", "when", "start"),
        [
            ("dddd, d mmmm yyyy", "2025-05-01", None),
            ("[$-F800]dddd, mmmm dd, yyyy", "2025-05-01", None),
            ("[$-ru-RU-x-genlower]d mmmm yyyy", "2025-05-01", None),
            ("[$-en-US]m/d/yy h:mm:ss AM/PM;@", "2025-05-01", dt.time(14, 30, 20)),
            ("mmmm yyyy", "2025-05", None),
        ],
    )
    def test_a_moment_is_what_its_cell_shows(
        self, shown: str, when: str, start: dt.time | None
    ) -> None:
        def touch(sheet: Any) -> None:
            sheet["B2"].number_format = shown

        moment = dt.datetime(2025, 5, 1, 14, 30, 20)
        event = only(workbook(TITLE_DATE, ["a", moment], touch=touch))
        assert (event.when, event.start_time) == (cs.When(when), start)

    def test_the_last_second_of_all_is_read(self) -> None:
        moment = dt.datetime(9999, 12, 31, 23, 59, 59, 900_000)
        event = only(workbook(TITLE_DATE, ["a", moment]))
        assert (event.when, event.start_time) == (cs.When("9999-12-31"), dt.time(23, 59, 59))

    @pytest.mark.parametrize("serial", [-1, 0, 0.5, 1, 59, 60])
    def test_days_of_which_spreadsheets_disagree_are_refused(self, serial: int) -> None:
        def touch(sheet: Any) -> None:
            sheet["B2"].number_format = "yyyy-mm-dd"

        with pytest.raises(cs.InputError, match="spreadsheets disagree"):
            read(workbook(["Title", "Date"], ["a", serial], touch=touch))

    def test_the_address_that_a_title_leads_to_is_a_link_of_the_event(self) -> None:
        def touch(sheet: Any) -> None:
            sheet["B2"].hyperlink = "https://a.org/news/1"

        data = workbook(["Date", "Event"], ["2025-05-19", "Meeting"], touch=touch)
        assert only(data).links == ("https://a.org/news/1",)
        data = workbook(
            ["Date", "Event", "Links"], ["2025-05-19", "Meeting", "https://b.org"], touch=touch
        )
        assert only(data).links == ("https://b.org",)

    def test_rows_that_are_hidden_or_struck_through_are_read_and_told(self) -> None:
        def touch(sheet: Any) -> None:
            sheet.row_dimensions[3].hidden = True
            sheet["B4"].font = openpyxl.styles.Font(strike=True)

        days = [[f"2025-05-{day}", f"Meeting {day}"] for day in (19, 20, 21)]
        notes: list[str] = []
        data = workbook(["Date", "Event"], *days, touch=touch)
        assert len(read(data, on_note=lambda note: notes.append(str(note))).events) == 3
        assert notes == [
            "3: row: it is hidden in the workbook, and read all the same",
            "4: row: some of it is struck through, and it is read all the same",
        ]

    def test_a_formula_has_the_value_that_it_had_when_the_file_was_saved(self) -> None:
        data = workbook(["Title", "Date"], ["a", "=1+2024"])
        saved = with_part(
            data, SHEET, lambda old: re.sub(b"(</f>)<v */>|(</f>)<v></v>", b"</f><v>2025</v>", old)
        )
        told: list[str] = []
        assert only(saved, on_note=lambda note: told.append(str(note))).when == cs.When("2025")
        assert told == [
            "2:2: B2: a formula: the value is taken that it had when the file was saved"
        ]

    def test_a_date_over_several_rows_is_that_of_each(self) -> None:
        rows = ["Title", "Date"], ["a", "2025"], ["b", None], ["c", "2024"]
        data = workbook(*rows, touch=lambda sheet: sheet.merge_cells("B2:B3"))
        told: list[str] = []
        events = read(data, on_note=lambda note: told.append(note.text)).events
        assert {str(event.title): str(event.when) for event in events} == {
            "a": "2025",
            "b": "2025",
            "c": "2024",
        }
        assert told == ["the cells B2:B3 are merged: each of their rows has its value"]
