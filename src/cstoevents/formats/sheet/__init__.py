"""One sheet with a row for each event, as people keep them: as CSV and as a workbook.

`exports` knows sheets of other programs, and `across` those with a column for each month.
`columns` is the table of what a sheet can say, and `converters` how values of each kind are read
and written. `headers` knows what a header means, `header_detection` which lines are headers and
rows, and `column_matching` what each column of a sheet is, and so what its rows say. `dates`
tells how dates are written, `times` puts times in columns of their own, and `misplaced` what else
stands in the column of something else; `moved` sees what was called off. `places` and
`participants` read the cells that say where and who, `names` finds the records that those name,
`register` keeps new ones, `new_names` tells them or asks about them, and `identity` says which
event a row is. `reading` makes a chronicle of rows: `row_records` the record of any row, `events`
and `people` those of each kind of sheet; and `writing` makes rows of events. `plain_text` and
`workbook` are the two kinds of files, `workbook_xml` checks a workbook before it is read, and
`number_formats` says what its cells show; `cells` is what all of them share.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import PurePath
from typing import Any, Final, Literal, TypeAlias

from cstoevents.chronicle import Chronicle, ReferenceCheck, check_references
from cstoevents.errors import ArgumentError, ArgumentTypeError
from cstoevents.errors.arguments import is_same, of_type, one_of
from cstoevents.formats import refuse_others
from cstoevents.formats.delimited import DELIMITERS, ENCODINGS, Delimiter, WrittenEncoding
from cstoevents.formats.files import LIMIT, Readable, Writable, name_of, read_bytes, write_bytes
from cstoevents.formats.ids import checked
from cstoevents.formats.losses import SHOWN_ALONE, LossCounter, LossReport
from cstoevents.formats.sheet import plain_text, workbook
from cstoevents.formats.sheet.cells import Note, merge_repeated
from cstoevents.formats.sheet.columns import COVERAGE as COVERAGE
from cstoevents.formats.sheet.dates import DateStyle, UnclearDates
from cstoevents.formats.sheet.headers import mapping
from cstoevents.formats.sheet.new_names import NewName, NewRecords
from cstoevents.formats.sheet.reading import chronicle_of
from cstoevents.formats.sheet.writing import SheetTable, answer_table, is_of_events, table
from cstoevents.formats.subjects import (
    RECORDS,
    RecordsLike,
    Subject,
    accepted,
    chronicle_from,
    index_for,
)
from cstoevents.formats.tables import Table
from cstoevents.formats.tables.layouts import Tabular
from cstoevents.records import About
from cstoevents.records.vocabularies import EventKind
from cstoevents.wording.language import language

__all__ = ["read_sheet", "write_sheet"]

SheetFormat: TypeAlias = Literal["csv", "xlsx"]
"""What the file of a sheet is: CSV or a workbook."""

_BY_SUFFIX: Final[Mapping[str, SheetFormat]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
}
_ZIP_SIGNATURE: Final = b"PK\x03\x04"


def read_sheet(
    source: Readable,
    *,
    format: SheetFormat | None = None,
    sheet: str | None = None,
    columns: Mapping[str, str | None] | None = None,
    given: Mapping[str, str] | None = None,
    dates: DateStyle | None = None,
    unclear_dates: UnclearDates = "refuse",
    kind: EventKind | str | None = None,
    lang: str | None = None,
    within: Chronicle | None = None,
    references: ReferenceCheck = "strict",
    new: NewRecords | Callable[[NewName], str | None] = "report",
    ids: MutableMapping[str, str] | None = None,
    delimiter: Delimiter | None = None,
    encoding: str | None = None,
    limit: int | None = None,
    on_note: Callable[[Note], object] | None = None,
) -> Chronicle:
    r"""Read events from one sheet in which each has a row, as people keep them.

    The sheet is CSV or a workbook (.xlsx, which needs the extra ``excel``). Columns
    are known by their headers, in English or Russian; only a title is needed. Names
    mean the records of ``within`` that bear them, letter for letter; a place, an
    organiser or a series that nobody knows becomes a record of its name alone, and
    an unknown participant is kept in words. A name that several bear is refused.

    A row without an id gets one: of its series and number, or else of its earliest
    date known and the words of its title. It is the same in every reading, whatever the
    order of the rows. The headers may stand below a title and blanks, and in two lines. Totals,
    headings and numbers of columns among the rows are left out. What calendars of Google
    and Outlook export as CSV is read as it is.

    A sheet that has a column for posts is one of people and posts: it gives officials,
    organisations and memberships. One of members (``Member``, ``Member since``) gives
    memberships of states, and one of heads or members of delegations, or of persons beside
    an event, gives delegations and participations.

    In a workbook, a cell that the spreadsheet has made a date is a day; where it
    shows only a month or a year, it is that. A cell of links or sources whose words
    lead to an address is that address. Of a formula the value is taken that it had when
    the file was saved; what is merged over several rows of a column is that of each row,
    for dates, places, bodies and the like. Other merged cells are refused, and errors.

    Args:
        source: a path, an open file, or the bytes themselves.
        format: ``"csv"`` or ``"xlsx"``, where neither the name nor the content tells.
        sheet: the name of the sheet, where a workbook has several.
        columns: what headers of your own mean: ``{"Что было": "title_ru"}``; None
            leaves a column out.
        given: what each row has in a column that the sheet lacks: ``{"Year": "2026"}``.
        dates: how dates are written. Without it they are EDTF, words in any language
            that is known (``5 November 2001``, ``май 2025 г.``), or figures whose order
            all dates of the sheet decide together: ``5/6/2025`` is refused if none of
            them does. ``"day-first"``, ``"month-first"`` and ``"year-first"`` say the
            order; ``"words"`` takes no figures, and ``"edtf"`` nothing but EDTF.
        unclear_dates: what becomes of a row whose date is none that can be read, such as
            ``early June`` or ``05/06/2025``: ``"refuse"``, or ``"note"``, which takes the
            row without a date, keeps these words in its note, and tells it. What comes
            back (``monthly``) has no one date, and is always taken so.
        kind: the kind of the events, where the sheet has no column for it.
        lang: the language of the words, where a header doesn't name one; else they
            are in the language of their header, or of their letters, where it is in none of
            them: Cyrillic words below an English header are Russian.
        within: the chronicle that names lead into.
        references: ``"lenient"`` keeps ids that lead nowhere.
        new: what is done about places, bodies, series and persons that the sheet names and
            nobody knows: ``"report"`` tells each to ``on_note``, with the known names near
            it, ``"refuse"`` takes none, and ``"accept"`` says nothing. A function is given each
            as a `NewName`, and returns the id of the known record that is meant, or None if it is
            new. Its answers go into ``ids``, so that it is not asked again.
        ids: ids that readings made of rows and names (``"events/2025-05-19-session"``), with
            those that the records have: such as are in it are taken, and the others are
            added. `read_ids` and `write_ids` keep it in a file beside the sheet. By it rows
            that were edited are known again, which is told to ``on_note``.
        delimiter: what separates the cells of CSV; without it the headers tell.
        encoding: how the text of CSV is encoded; without it UTF-8, or what else is
            certain.
        limit: the most bytes that are read, unpacked ones too: 1 GiB unless told, and
            256 MiB of a workbook.
        on_note: called with each thing that the reader decided, such as to take the
            last value of a formula: ``print``, or the ``append`` of a list.

    Raises:
        InputError: everything that is wrong, with the line, the header and, in a
            workbook, the address of each cell.
        ExtraMissingError: it is a workbook, and openpyxl is not installed.
        OSError: the file can't be opened.

    >>> import cstoevents as cs
    >>> sheet = "Дата;Мероприятие;Вид;Место\n19.05.2025;Заседание Совета;заседание;Бишкек\n"
    >>> chronicle = cs.read_sheet(sheet.encode(), dates="day-first", within=cs.load())
    >>> meeting = chronicle.meetings[0]
    >>> str(meeting.when), meeting.place
    ('2025-05-19', 'bishkek')
    """
    _check_format(format)
    one_of((*DELIMITERS, None), delimiter, "delimiter")
    check_references(within, references)
    if sheet is not None:
        of_type(str, sheet, "sheet", "the name of a sheet")
    if on_note is not None and not callable(on_note):
        raise ArgumentTypeError("on_note", on_note, "a function that takes a note")
    own = mapping(columns)
    table_of_ids = checked(ids)
    file = name_of(source)
    data = read_bytes(source, LIMIT if limit is None else limit)
    refuse_others(data, "sheet", file)
    chosen = format or _suffix_format(source) or "csv"
    if format is None and data.startswith(_ZIP_SIGNATURE):
        chosen = "xlsx"
    if chosen == "xlsx":
        _refuse_given("xlsx", delimiter=delimiter, encoding=encoding)
        rows = workbook.sheet_of(data, file, sheet, limit)
    else:
        _refuse_given("csv", sheet=sheet)
        rows = plain_text.sheet_of(data, file, own, delimiter, encoding)
    if on_note is None and is_same("report", new):
        new = "accept"  # nobody is told
    chronicle = chronicle_of(
        rows,
        own,
        given=_given(given),
        dates=dates,
        unclear_dates=unclear_dates,
        kind=kind,
        lang=lang,
        within=within,
        references=references,
        new=new,
        ids=table_of_ids,
    )
    if on_note is not None:
        for note in merge_repeated(rows.notes, "text"):
            on_note(note)
    return chronicle


def write_sheet(
    chronicle: RecordsLike | Tabular | Table,
    target: Writable,
    *,
    format: SheetFormat | None = None,
    within: Chronicle | None = None,
    lang: str = "en",
    delimiter: Delimiter | None = None,
    encoding: WrittenEncoding | None = None,
) -> LossReport:
    """Write one row for each event, with names instead of ids, for people and spreadsheets.

    Rows come by date. Lists are joined with ``"; "``. A name stands alone where it
    leads back to its record, and otherwise with the id: ``Minsk [minsk-2]``. What a
    spreadsheet could run as a formula gets an apostrophe before it. To keep
    everything, write JSON or the CSV package instead.

    A workbook (.xlsx, which needs the extra ``excel``) holds the same table. Its header
    stays in sight and has filters, links can be clicked (the first, where a cell has
    several, and the first ten thousand of all), dates are text and nothing is a formula.
    Its properties are what the chronicle says of itself: title, author, version and the
    like; its subject is the day on which knowledge ends.

    Of a timeline and of records, the rows are its events and no others; which of them are only
    possibly in the days asked for is told with what is lost. Of another answer, such as
    anniversaries or records that are no events, the sheet has the columns that `table` shows,
    the ids of what its rows are of, and their first and last days as ISO dates.

    Args:
        chronicle: what to write.
        target: a path, which is replaced in one step, or an open file.
        format: ``"csv"`` or ``"xlsx"``, where the name of the target doesn't tell: it
            ends in .csv, .tsv (cells separated by tabs), .txt or .xlsx.
        within: where names and ids are looked up for an answer that holds no chronicle.
        lang: the language of headers, names and the words of vocabularies. Titles,
            descriptions and notes have a column for each language that they have.
        delimiter: what separates the cells of CSV, a comma unless told; spreadsheets
            set to Russian want ``";"``.
        encoding: of CSV, UTF-8 unless told; ``"utf-8-sig"`` begins with the mark by
            which spreadsheets know UTF-8.

    Returns:
        what the table has no room for.

    Raises:
        ExtraMissingError: it is a workbook, and openpyxl is not installed.

    >>> import io
    >>> import cstoevents as cs
    >>> event = cs.Event(id="rubezh-2024", kind="exercise", title="Rubezh-2024", when="2024-09")
    >>> file = io.BytesIO()
    >>> cs.write_sheet(cs.Chronicle(event), file, format="csv").is_lossless
    True
    >>> print(file.getvalue().decode().splitlines()[1][:59])
    rubezh-2024,exercise,Rubezh-2024,2024-09,September 2024,,,,
    """
    _check_format(format)
    subject, given = accepted(chronicle, "sheet", "chronicle")
    language(lang)
    if within is not None:
        of_type(Chronicle, within, "within", "a Chronicle, or None")
    one_of((*DELIMITERS, None), delimiter, "delimiter")
    one_of((*ENCODINGS, None), encoding, "encoding")
    chosen = format or _suffix_format(target)
    if chosen is None:
        expected = f"a name that ends in one of {', '.join(_BY_SUFFIX)}, or `format`"
        raise ArgumentError("target", name_of(target), expected)
    losses = LossCounter("sheet")
    if chosen == "xlsx":
        _refuse_given("xlsx", delimiter=delimiter, encoding=encoding)
        workbook.require()
    content, about = _content(subject, given, within, lang, losses)
    if chosen == "xlsx":
        data = workbook.workbook_of(content, about, lang, losses)
    else:
        mark: Delimiter = delimiter or ("\t" if _suffix(target) == ".tsv" else ",")
        if subject in RECORDS:
            losses.add_uncovered(about, ())  # CSV has nothing but cells
        data = plain_text.text_of(content, mark, encoding or "utf-8")
    write_bytes(target, data, is_text=chosen != "xlsx")
    return losses.report()


def _content(
    subject: Subject, given: Any, within: Chronicle | None, lang: str, losses: LossCounter
) -> tuple[SheetTable, About]:
    """Return the table of what is written, and what the workbook says of itself."""
    if subject in RECORDS and is_of_events(given):
        whole = chronicle_from(given, "sheet", within=within)
        return table(given, whole, lang, losses), whole.about
    for record in given if subject in RECORDS else ():
        losses.add(type(record).__name__, record.id, SHOWN_ALONE)
    about = About(as_of=index_for(given, None).as_of) if within is None else within.about
    return answer_table(given, within, lang), about


def _given(given: Mapping[str, str] | None) -> Mapping[str, str]:
    if given is not None and not isinstance(given, Mapping):
        raise ArgumentTypeError("given", given, "a mapping of headers to texts")
    for header, text in (given or {}).items():
        if not isinstance(header, str) or not isinstance(text, str):
            raise ArgumentTypeError("given", {header: text}, "texts")
    return given or {}


def _suffix(file: object) -> str:
    name = name_of(file)
    return PurePath(os.fsdecode(name)).suffix.lower() if name else ""


def _suffix_format(file: object) -> SheetFormat | None:
    return _BY_SUFFIX.get(_suffix(file))


def _check_format(format: object) -> None:
    one_of(("csv", "xlsx", None), format, "format")


def _refuse_given(format: SheetFormat, **arguments: object) -> None:
    other = "a workbook" if format == "csv" else "CSV"
    for name, value in arguments.items():
        if value is not None:
            raise ArgumentError(name, value, f"nothing: only {other} has this")
