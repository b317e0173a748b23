"""Messages in other languages: every sentence that the library says has its words in each."""

from __future__ import annotations

import ast
import io
import re
import shlex
import string
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
import test_checks
import test_csv
import test_json
import test_sheet
import test_workbook
from cstoevents import wording
from cstoevents.cli import cli
from cstoevents.errors import Problem
from cstoevents.wording.language import language
from cstoevents.wording.language.ru.messages.commands import OTHERS as OF_OTHERS
from cstoevents.wording.messages import message
from test_cli import APART

PACKAGE = Path(cs.__file__).parent
OTHERS = [tag for tag in wording.languages() if language(tag).messages]


class TestAMessage:
    """One message, by the templates of its language."""

    def test_stays_as_it_is_in_english(self) -> None:
        assert message("name: found 7, expected a text", "en") == "name: found 7, expected a text"

    def test_of_which_nothing_is_known_stays_as_it_is(self) -> None:
        assert message("pip install 'cstoevents[ics]' or else", "ru") == (
            "pip install 'cstoevents[ics]' or else"
        )

    def test_keeps_what_stands_before_it(self) -> None:
        assert message("a b.csv:3: wg-1: when: found 7, expected a text", "ru") == (
            "a b.csv:3: wg-1: when: найдено: 7, ожидается: текст"
        )

    @pytest.mark.parametrize(
        ("count", "said"),
        [
            ("1", "1 проблема:"),
            ("2", "2 проблемы:"),
            ("5", "5 проблем:"),
            ("11", "11 проблем:"),
            ("1,021", "1,021 проблема:"),
        ],
    )
    def test_counts_by_plural_category(self, count: str, said: str) -> None:
        assert message(f"{count} problem{'s'[: count != '1']}:", "ru") == said

    def test_is_made_of_others(self) -> None:
        assert message(str(Problem(found=None, expected="yes or no; write 'yes'")), "ru") == (
            "найдено: ничего, ожидается: да или нет; напишите «yes»"
        )

    def test_lists_in_the_words_of_the_language(self) -> None:
        error = cs.UnknownIdError("osj", "place", ["osh", "or or and"])
        assert message(str(error), "ru") == (
            "не найдено: место с идентификатором «osj»; возможно, имелось в виду: «osh» или"
            " «or or and»?"
        )

    @pytest.mark.parametrize(
        "found", ["x" * 99, ["x"] * 99, {"x" * 99: 1}], ids=["text", "list", "object"]
    )
    def test_says_how_long_something_is(self, found: object) -> None:
        said = message(f"a.json: {Problem(found=found, expected='a text')}", "ru")
        assert re.fullmatch(r"a.json: найдено: .*…»? \([0-9]+ знак\w*\), ожидается: текст", said)

    def test_says_what_is_in_brackets(self) -> None:
        error = cs.UnknownIdError("x", "record", ["a"], names={"a": "This or that, organisation"})
        assert message(str(error), "ru") == (
            "не найдено: запись с идентификатором или названием «x»; возможно, имелось в виду:"
            " «a» (This or that, организация)?"
        )

    def test_has_as_many_lines_as_in_english(self) -> None:
        error = cs.InputError([Problem(found=n, expected="a text") for n in range(3)])
        lines = message(str(error), "ru").split("\n")
        assert [line[: len(line) - len(line.lstrip())] for line in lines] == ["", "  ", "  ", "  "]

    @pytest.mark.parametrize("text", ["2025-27", "[..2024-02-30]", "2025-05-18T21:00Z", "9" * 999])
    def test_says_why_a_text_is_no_date(self, text: str) -> None:
        with pytest.raises(cs.WhenError) as refusal:
            cs.When(text)
        assert left_in_english(message(f"Error: {refusal.value}", "ru")) is None

    def test_takes_nothing_apart_that_is_quoted(self) -> None:
        problem = Problem(found="a, expected b; write 'c'", expected="a text")
        assert message(str(problem), "ru") == (
            "найдено: «a, expected b; write 'c'», ожидается: текст"
        )
        problem = Problem(found=b"", expected="an EDTF date such as '2025'")
        assert message(str(problem), "ru").startswith("найдено: b'', ожидается: ")

    @given(st.text(max_size=60), st.text(max_size=60))
    def test_loses_no_value(self, found: str, id: str) -> None:
        problem = Problem(found=found, expected=f"one of a, b, perhaps {id!r}")
        said = message(str(problem), "ru")
        for value in (found, id):
            shown = repr(value)[1:-1]
            assert f"«{shown}»" in said or f"«{shown[:50]}" in said


@pytest.mark.parametrize("tag", OTHERS)
def test_templates_put_what_they_recognise(tag: str) -> None:
    """And count what is a number, in as many forms as the language has."""
    for english, words in language(tag).messages.items():
        kinds = {name: kind for _, name, kind, _ in string.Formatter().parse(english) if name}
        assert set(kinds.values()) <= {"", "word", "text", "number"}, english
        for _, name, how, _ in string.Formatter().parse(words):
            assert name is None or name in kinds, english
            if how and how not in ("message", "list"):
                assert len(how.split("|")) == len(language(tag).units["day"]), english
                assert kinds[name or ""] == "number", english


@given(
    st.lists(
        st.sampled_from(
            [
                "error: ",
                "; ",
                ": ",
                "'",
                '"',
                "a",
                " or ",
                "found ",
                "…",
                "\n",
                "7",
                ",",
                " problems:",
            ]
        )
    )
)
def test_any_text_is_said_somehow(parts: list[str]) -> None:
    text = "".join(parts)
    assert message(text, "ru").count("\n") == text.count("\n")


@pytest.mark.parametrize("part", ["error: ", "a: b; ", "x: 'it''s; ", "found 'a', expected ", "'"])
def test_what_looks_like_many_messages_is_said_at_once(part: str) -> None:
    began = time.process_time()
    assert message(part * 500, "ru")
    assert time.process_time() - began < 5


def test_a_message_that_comes_again_and_again_is_translated_once() -> None:
    said = "dates that are one day"
    began = time.process_time()
    assert len({message(said, "ru") for _ in range(20_000)}) == 1
    assert time.process_time() - began < 2


# Every sentence in the sources

# What is printed by other tables than that of messages, or by nothing.
_ELSEWHERE = {"language", "data", "strategies.py", "schema.py", "completion.py"}
_OF_HELP = {"help", "short_help", "why", "metavar"}
_OF_NO_MESSAGE = {"re.compile", "language", "options.language", "options.question"}
_OF_PYTHON = {"TypeError", "AttributeError", "ValueError", "LookupError"}
_CODE = re.compile(
    r"(?s)SELECT |PRAGMA |CREATE |WITH RECURSIVE| ORDER BY|<| font-|7 role|datum\.|toDate|isValid"
    r"|[a-z_]+ = O|import |cstoevents |Turn one format"
)


def lines_of(text: str) -> set[str]:
    return set(text.strip().split("\n"))


# Parts of sentences, which stand in the table as wholes: with what is put in or joined to them.
PARTS = lines_of("""
'7' is not one of 7.
, the id of 7 record
--7 says nothing of 77 7
7 and number 7 on 7
7 and on 7
7 can be written of 7
7 is not installed; pip install 'cstoevents[7]' brings it
7 one of 7
7 record for this 7, or one of 7
7 or more
7'7' too, so write the same name or 7
77 for one of them
; the data end on 7
; what is your own goes into `extra`
`PRAGMA journal_mode = DELETE` in it
a database that nothing writes to: close it everywhere, so that 7
a known header (7say in `columns` what it is, or that it is left out)
a name that makes an id of its own; '7' on line 7 makes
a new 7: '7' [7]7
a whole number, 7
an id is a text
an id of its own; 7
and in
and none
and one title has all words of the other
both are of the kind 7, 7
broken reference
copy the sheet to a new workbook
goes away
it is 7 7
it is of a calendar
it is of a folder
it is of calendars
line 7 has '7' for this one
made one: 7
no 7 has the id
no later than 7, 7
no write-ahead log, in which changes can be missing from the file; run
nobody had the role
no event has the topic
nothing written: 7 open conflict7; mend one of the files, or say --prefer one or --prefer other
one country for each place; line 7 has 7, so write
one name for each id; 7
only tables of a chronicle here; keep it in a database of its own,
only the 7s 77
or name
remove the hyperlinks
possible match
standard input
the id of 7; it is 7 7
the name and the role are
the name of a known 7, since no new one is wanted7
two ends of 7 (7)
which ATTACH brings together with this one
which keeps all languages; for messages it stands before the command
who sent it is
""")

# What only who writes Python can be told.
OF_PYTHON_ALONE = lines_of("""
a file that waits, or one opened for bytes, with 'rb' or 'wb'
as of 7
a Chronicle, a record or a value of one
a change after the block
a date in figures
a dict from ids of the source to ours
a file that takes bytes or text
a file whose `read` gives bytes or text
a file; `from_dict` reads plain data
a function of a chronicle and a day
a function that takes a LossReport
a function that takes a note
a function that takes a report
a mapping of headers to columns
a moment is not a day; its .date() is
a moment with a zone has another day elsewhere
a moment with its zone
a path, an open file or the bytes of a calendar
a path, an open file or the bytes of one
a Place, an Organisation or an Official
a record, or records
a row of 7 cells, as the header has
a single day; for a window say during='7'
a step forward; reversed() goes backward
a Text; compare dict(text)
a Text; compare the words in one language, text['7'], or str(text)
a three-valued answer has no truth value; compare it (`is Tri.TRUE`), or ask surely_... or possibly_...
a timeline, anniversaries, a numbered series or terms
an event or an anniversary
an id that no record has; it is 7 7
of the chronicle that this one stands within
on behalf of 7
an unknown date is None itself, not a When
at most 7 missing numbers to list; `gaps` has them all
Chronicle, or the class of a record or value
changes before its `with` block was over; `edit` begins another draft
each field by its name: 7
it is not in this chronicle itself, or was removed
it is plain data by `to_dict()`, and lines of text by `str()`
its events are in `chronicle.only(*(member.event.id for member in series.members))`
kinds of anniversaries
no anniversary 7 of 7: 7
none: `counts` says what is told apart
none: it is for a timeline
nothing here reads or writes 7 so
one number; ask for .surely or .possibly
records with all that they refer to; `chronicle.only(*ids)` brings them along
text to look for in every language
texts, each with 7
texts, or None for a column
a mapping of headers to texts
the calendar ends before there is one after 7
the text of a label
make a new one
make a new one of what it lists
`add` and `edit` make a new one
its methods give new ones
their records are in `chronicle.only(*(hit.record.id for hit in hits))`
their records are in `chronicle.only(*(term.membership.id for term in terms))`
this timeline was made without a chronicle, so it knows no ids
True or False
words to look for
write `draft.chronicle`, which is there once the `with` block has ended
whole seconds, of at most 7 days before or after
""")  # noqa: E501 - a message is one line

# What is no message: help, documents, words that a program looks for or gives to another.
NO_MESSAGES = lines_of("""
--imprecise span
`chart counts`
a column for each key: `extra.room`
a column for each language
a column for each language, joined
A date in the Extended Date/Time Format (EDTF)
a name that ends in .csv
a participation names somebody
a word of the sheet's language
a year, a month or a day
an attrgetter of one name gives no row
bold red
Records as files have them, under the names of their arrays.
diff built-in built-in
classification, of the kind other
columns for series, numbers and labels
convert --from sheet
EDTF text, and beside it the date in words
end unknown
in part
legislative period
month and day
no start
one from
one of
One sheet
one up to
other abbreviation
other name
out of range
start unknown
the class was made without `with_converters`
The id of the record that this row belongs to.
the last attempt returns or raises
the name, with the id where that isn't plain
The place of this row in the list of its owner, from 1.
the title with the id
unexpected end of data
What events are told apart by.
What events stand together by.
week from
week of
""")


def sentences(node: ast.AST) -> Iterator[str]:
    """Yield the texts of a module that may be messages, with 7 wherever a value is put in."""
    for child in ast.iter_child_nodes(node):
        if _is_no_message(child):
            continue
        text = _text(child)
        if text is None:
            yield from sentences(child)
        elif re.search("[a-z]{2} [a-z]|[a-z] [a-z]{2}", text) and not _CODE.match(text):
            yield text.strip()
        if isinstance(child, ast.JoinedStr):
            for part in child.values:
                if isinstance(part, ast.FormattedValue):
                    yield from sentences(part)


def _is_no_message(node: ast.AST) -> bool:
    """Whether a part of a module has documentation, help or what only Python can be told."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.keyword):
        return node.arg in _OF_HELP
    if isinstance(node, ast.FunctionDef):
        return node.name == "__repr__"
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        return getattr(node.exc.func, "id", "") in _OF_PYTHON
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FieldCoverage":
        return ast.unparse(node.args[1]) != "'not'"  # what is carried is told in the documents
    return isinstance(node, ast.Call) and ast.unparse(node.func) in _OF_NO_MESSAGE


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    return "".join(map(_filled, node.values))


def _filled(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    return "'7'" if isinstance(part, ast.FormattedValue) and part.conversion == ord("r") else "7"


def sources() -> Iterator[tuple[Path, str]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        if file != PACKAGE / "__init__.py" and not _ELSEWHERE & {*file.relative_to(PACKAGE).parts}:
            yield file, file.read_text("utf-8")


def is_said(text: str, tag: str) -> bool:
    """Whether a language has words for a message, be it one that is found, or has a place."""
    if message(repr(text), tag) not in (repr(text), language(tag).quotation.format(text)):
        return True
    for said in (text, f"7: {text}"):
        there = message(said, tag)
        if there != said and left_in_english(there) is None:
            return True
    return False


# Words of another alphabet than the language's: two that follow each other are a sentence.
LATIN = re.compile(r"(?<![\w/.=-])[a-z]{2,},? [a-z]{2,}(?![\w/.=-])")


@pytest.mark.parametrize("tag", OTHERS)
class TestEverySentence:
    def test_of_the_library_has_its_words(self, tag: str) -> None:
        told = {text for _, source in sources() for text in sentences(ast.parse(source))}
        told -= set(language(tag).phrases)
        spared = PARTS | OF_PYTHON_ALONE | NO_MESSAGES
        assert len(told - spared) > 300
        assert sorted(text for text in told - spared if not is_said(text, tag)) == []
        assert spared - told == set()


@pytest.mark.slow
def test_russian_has_no_words_for_what_nobody_says() -> None:
    """Each part of a template is in the sources, or a sentence with values put in is like it."""
    trees = [ast.walk(ast.parse(source)) for _, source in sources()]
    nodes = [node for tree in trees for node in tree]
    texts = "\n".join(ast.literal_eval(node) for node in nodes if is_text(node)).casefold()
    patterns = {pattern_of(node) for node in nodes if isinstance(node, ast.JoinedStr)}
    sentence = re.compile("|".join(filter(re.compile("[a-z]{2}").search, patterns)), re.DOTALL)
    unsaid = [
        english
        for english in language("ru").messages.keys() - OF_OTHERS.keys()
        if not all(part.strip(" :;,.()[]'\"").casefold() in texts for part in literals(english))
        and not sentence.fullmatch(english.strip("'\""))
    ]
    assert unsaid == []


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def pattern_of(sentence: ast.JoinedStr) -> str:
    return "".join(
        re.escape(ast.literal_eval(part)) if is_text(part) else ".*" for part in sentence.values
    )


def literals(template: str) -> list[str]:
    return [literal for literal, *_ in string.Formatter().parse(template)]


# What people meet: damaged files, wrong words, contradictions


def of_damaged_files() -> Iterator[str]:
    for path in sorted(test_json.DAMAGED.glob("*.json")):
        yield from told_by(cs.read_json, path)
    for case in test_csv.CASES:
        yield from case["problems"]
    for _, sheet, how, _ in test_sheet.DAMAGED:
        yield from told_by(cs.read_sheet, io.BytesIO(sheet.encode()), **how)
    for _, workbook, how, _ in test_workbook.DAMAGED:
        yield from told_by(cs.read_sheet, io.BytesIO(workbook), **{"format": "xlsx", **how})


def told_by(read: Callable[..., object], source: object, **how: object) -> list[str]:
    with pytest.raises(cs.CstoEventsError) as refusal:
        read(source, **how)
    return str(refusal.value).split("\n")


def of_checks() -> Iterator[str]:
    for _, _, records in test_checks.planted():
        for finding in test_checks.findings(*test_checks.sound(), *records):
            yield from (finding.found, finding.expected)


# Names and words of formats and of the command line, which are the same in every language.
THE_SAME = re.compile(
    r"`[^`]*`|«[^»]*»|'[^']*'|--[a-z]+|https?:\S+|U\+\w+ [A-Z -]+|\([a-z]+-first\)"
    r"|[a-z_]+(?:, [a-z_-]+)+|cstoevents(?: [a-z-]+)*|\S*\|\S*"
)


def left_in_english(said: str) -> str | None:
    """Return what is said if it has a sentence in Latin letters."""
    return said if LATIN.search(THE_SAME.sub("", said)) else None


# Words that are wrong in one way each.
WRONG = """
timeline 2025-13; find ''; timeline 20250519; timeline a b; timeline --kind x; timeline --place xx
timeline -o x.foo; timeline --to ics --json; timeline --imprecise span; timeline --within
timeline --data none.json; timeline --data FOLDER; timeline -o FOLDER/x.json --imprecise span
today --today x; today --today 2025; week 2025; next 0; next x; since; show; show osj
anniversaries 2027 --every x; anniversaries --kind x; series wg-afganistan; series 1; show csto a b
who; who chair nobody; who secretary csto --during 2025-13; members xyz; members csto --on 2017/2020
find; list; list foo; xx; --lang; completion; completion x
check none.json; check FOLDER/a.json --data b; check --within; diff - -; diff built-in none.json
merge a.json b.json; merge - - -o c.json; merge FOLDER/a.json none.json -o c.json
merge FOLDER/a.json FOLDER/a.json -o c.ics; merge FOLDER/a.json FOLDER/a.json
convert FOLDER/a.json FOLDER/b.foo; convert FOLDER/a.json - --since b.ics; convert a b
convert FOLDER/a.json b.json --dates day-first; convert FOLDER/a.json b.json --limit 9
convert FOLDER/a.json b.json --overwrite
convert a.csv b.json --columns x; convert a.csv b.json --delimiter x; convert a.csv b.json --new x
convert a.csv b.json --unclear-dates x
convert FOLDER/a.json b.json --unclear-dates note
chart series nothing -o x.svg; chart series wg-afghanistan -o x.foo; chart timeline
chart anniversaries x -o x.svg; chart foo
"""


@pytest.mark.parametrize("tag", OTHERS)
class TestNothingIsLeftInEnglish:
    def test_of_what_is_wrong_with_files(self, tag: str) -> None:
        lines = set(of_damaged_files())
        assert len(lines) > 150
        assert [said for line in lines if (said := left_in_english(message(line, tag)))] == []

    def test_of_what_checks_find(self, tag: str) -> None:
        assert [
            said for line in set(of_checks()) if (said := left_in_english(message(line, tag)))
        ] == []

    @pytest.mark.parametrize(
        "other", ["2026-05-14 Session in May", "2026-05-14 Session", "None Session", "2026-05-14 X"]
    )
    def test_of_why_two_events_may_be_one(self, tag: str, other: str) -> None:
        osh = cs.Place(id="osh", name="Osh", kind="city")
        club = cs.Organisation(id="club", name="Club", kind="other")
        what: dict[str, Any] = {"kind": "session", "place": "osh", "organisers": ["club"]}
        if "X" not in other:
            what.pop("organisers")
        one = cs.Meeting(id="a", title="Session", when="2026-05", **what)
        when, _, title = other.partition(" ")
        two = cs.Meeting(id="b", title=title, when=None if when == "None" else when, **what)
        merge = cs.Chronicle(osh, club, one).merge(cs.Chronicle(osh, club, two))
        [match] = merge.matches
        assert left_in_english(message(str(match), tag)) is None

    @pytest.mark.slow
    def test_of_what_formats_lose(self, tag: str, tmp_path: Path) -> None:
        lines: set[str] = set()
        for chosen in cs.formats.FORMATS:
            if chosen.writer and not chosen.is_lossless:
                file = tmp_path / f"x{(*chosen.suffixes, '')[0]}"
                lines.update(str(chosen.write(cs.load(), file)).split("\n"))
        assert len(lines) > 80
        assert [said for line in lines if (said := left_in_english(message(line, tag)))] == []

    @pytest.mark.parametrize(
        "wrong",
        [
            *re.split("; |\n", WRONG.strip()),
            *(f"{name} --no-such" for name in cli.commands),
        ],
    )
    def test_of_a_command_that_is_wrong(self, tag: str, wrong: str, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text('{"format_version": "1"}')
        words = [word.replace("FOLDER", str(tmp_path)) for word in shlex.split(wrong)]
        result = CliRunner(**APART).invoke(cli, ["--lang", tag, *words], prog_name="cstoevents")
        assert result.exit_code == 2
        assert left_in_english(result.stderr) is None

    def test_of_what_is_told_of_a_merge(self, tag: str, tmp_path: Path) -> None:
        result = CliRunner(**APART).invoke(cli, ["--lang", tag, "merge", *rivals(tmp_path)])
        assert result.exit_code == 1
        assert len(result.stderr.split("\n")) > 4
        assert left_in_english(result.stderr) is None


def rivals(folder: Path) -> list[str]:
    """Write two chronicles that contradict each other and have something in common."""
    fields: dict[str, Any] = {"id": "a", "kind": "visit", "when": "2025-05-19"}
    one = cs.Chronicle(
        cs.Event(**fields, title="A visit"),
        cs.Event(id="b", kind="signing", title="Signed", when="2025-01"),
        cs.Official(id="jo", name="Jo Doe"),
        about=cs.About(title="One"),
    )
    other = cs.Chronicle(
        cs.Event(**{**fields, "kind": "signing"}, title="Another"),
        cs.Event(id="c", kind="signing", title="Signed", when="2025-02"),
        cs.Official(id="joe", name="Jo Doe"),
        about=cs.About(title="Two"),
    )
    for name, chronicle in {"one.json": one, "two.json": other}.items():
        cs.write_json(chronicle, folder / name)
    one_file, two_file, merged = (str(folder / name) for name in ("one.json", "two.json", "c.json"))
    return [one_file, two_file, "-o", merged]
