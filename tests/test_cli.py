"""The command line: each command and option, its answers, its errors and its exit codes."""

from __future__ import annotations

import contextlib
import csv
import errno
import fcntl
import html
import inspect
import io
import json
import os
import re
import signal
import struct
import subprocess
import sys
import termios
import threading
import tty
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class
from click.testing import CliRunner, Result

import cstoevents as cs
from cstoevents.cli import cli, terminal
from cstoevents.formats import format_named
from documents import ROOT, made_from_code, write_made_from_code

DAMAGED = Path(__file__).parent / "damaged"
PROGRAM = str(Path(sys.executable).with_name("cstoevents"))
COMMANDS = [name for name, command in cli.commands.items() if not command.hidden]
PAGE = ROOT / "docs" / "reference" / "command-line.md"
TODAY = ["--today", "2026-11-24"]
LATIN = re.compile("[A-Za-z]")
CSTO = cs.load()
# Versions of click before 8.2 mix stderr into stdout unless told.
APART: dict[str, Any] = (
    {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
)


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    """Run the command line within this process."""
    words = [str(argument) for argument in arguments]
    return CliRunner(**APART).invoke(cli, words, input=stdin, prog_name="cstoevents")


def answer(*arguments: object, stdin: str | bytes | None = None) -> str:
    """What a command prints; it succeeds and says nothing on stderr."""
    result = run(*arguments, stdin=stdin)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr or result.exception
    return result.stdout


def plain(*arguments: object, stdin: str | bytes | None = None) -> Any:
    return json.loads(answer(*arguments, "--json", stdin=stdin))


def refusal(*arguments: object, stdin: str | bytes | None = None) -> str:
    """What a command says on stderr when it refuses; it prints nothing else."""
    result = run(*arguments, stdin=stdin)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def installed(*arguments: str, **how: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        **how,
    )


def small(**changes: Any) -> cs.Chronicle:
    """A chronicle of a body with a few numbered meetings."""
    return cs.Chronicle(
        cs.Place(id="oslo", name={"en": "Oslo", "ru": "Осло"}, kind="city", country="NO"),
        cs.Organisation(id="club", name={"en": "The Club", "ru": "Клуб"}, kind="other"),
        cs.Official(id="jo-doe", name={"en": "Jo Doe", "ru": "Джо Доу"}),
        cs.Membership(member="jo-doe", organisation="club", role="chair", when="2020/2021"),
        cs.Series(
            id="club-meetings", name={"en": "Meetings", "ru": "Встречи"}, organisation="club"
        ),
        (
            cs.Meeting(
                id=f"club-{number}",
                kind="meeting",
                title={"en": f"Meeting {number}", "ru": f"Встреча {number}"},
                place="oslo",
                organisers=["club"],
                entries=[cs.SeriesEntry(series="club-meetings", number=number)],
                **{
                    "when": f"20{10 + number}-03-01",
                    "status": "held",
                    **(changes if number == 4 else {}),
                },
            )
            for number in (1, 2, 4)
        ),
        cs.Participation(event="club-1", official="jo-doe", role="chair"),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "club.json"
    cs.write_json(small(), path)
    return path


class TestEveryCommand:
    @pytest.mark.parametrize("command", COMMANDS)
    @pytest.mark.parametrize("flag", ["--help", "-h"])
    def test_explains_itself(self, command: str, flag: str) -> None:
        text = answer(command, flag)
        assert text.startswith(f"Usage: cstoevents {command} [OPTIONS]")

    def test_is_listed_with_a_whole_sentence(self) -> None:
        listed = answer("--help").partition("Commands:\n")[2].splitlines()
        assert [line.split()[0] for line in listed] == COMMANDS
        assert all(line.endswith(".") and "..." not in line for line in listed)

    @pytest.mark.parametrize("arguments", [["--help"], ["timeline", "--help"]], ids=" ".join)
    def test_explains_itself_without_pendulum_and_rich(self, arguments: list[str]) -> None:
        script = f"""
import sys
from cstoevents.cli import main

sys.argv = ["cstoevents", *{arguments!r}]
try:
    main()
finally:
    heavy = {{"pendulum", "rich", "cattrs", "icalendar", "openpyxl"}} & {{*sys.modules}}
    print(*heavy, file=sys.stderr, end="")
"""
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("Usage: cstoevents")

    @pytest.mark.parametrize(
        "arguments",
        [
            ["timeline", "2025-05"],
            ["anniversaries", *TODAY],
            ["series", *TODAY],
            ["series", "wg-afghanistan", *TODAY],
            ["who", "secretary-general", "csto"],
            ["members", "csto"],
            ["find", "ОДКБ"],
            ["list", "organisations"],
            ["list", "roles"],
            ["list", "kinds"],
            ["show", "csto"],
            ["demo", *TODAY],
        ],
        ids=lambda arguments: " ".join(arguments[:2]),
    )
    def test_gives_json_and_tables_in_two_languages(self, arguments: list[str]) -> None:
        assert plain(*arguments)
        english, russian = answer(*arguments), answer(*arguments, "--lang", "ru")
        assert english != russian
        assert re.search("[А-я]", russian)
        assert "\x1b" not in english + russian

    @pytest.mark.parametrize(
        "arguments",
        [
            ["timeline", "1800"],
            ["anniversaries", "1800"],
            ["members", "csto", "--status", "observer"],
            ["who", "secretary-general", "csto", "--on", "1900-01-01"],
            ["find", "quagga"],
        ],
        ids=lambda arguments: arguments[0],
    )
    def test_says_so_where_nothing_is_found(self, arguments: list[str]) -> None:
        """An empty answer is an answer: exit code 0."""
        assert LATIN.search(answer(*arguments))
        assert not LATIN.search(answer(*arguments, "--lang", "ru"))
        assert plain(*arguments) == []

    @pytest.mark.parametrize(
        ("by_name", "by_id"),
        [
            (["show", "Tasmagambetov"], ["show", "imangali-tasmagambetov"]),
            (["show", "ОДКБ"], ["show", "csto"]),
            (["members", "CSTO"], ["members", "csto"]),
            (["who", "Secretary General", "odkb"], ["who", "secretary-general", "csto"]),
            (["who", "генеральный секретарь"], ["who", "secretary-general"]),
            (["timeline", "--body", "CSTO"], ["timeline", "--body", "csto"]),
            (["timeline", "--place", "Nur-Sultan"], ["timeline", "--place", "astana"]),
            (
                ["timeline", "--official", "Ордабаев"],
                ["timeline", "--official", "samat-ordabaev"],
            ),
            (["timeline", "--participant", "Belarus"], ["timeline", "--participant", "by"]),
        ],
        ids=lambda arguments: " ".join(arguments),
    )
    def test_takes_a_name_that_means_one_thing_for_its_id(
        self, by_name: list[str], by_id: list[str]
    ) -> None:
        assert answer(*by_name, "--json") == answer(*by_id, "--json") != "[]\n"

    @pytest.mark.parametrize("arguments", [["show"], ["timeline", "--place"]], ids=" ".join)
    def test_lists_what_a_name_can_mean(self, arguments: list[str]) -> None:
        towns = [cs.Place(id=f"osh-{code}", name="Osh", kind="city") for code in ("ir", "kg")]
        data = json.dumps(cs.to_dict(cs.Chronicle(towns)))
        result = run(*arguments, "osh", "--data", "-", stdin=data)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "'osh-ir' (Osh" in result.stderr
        assert "'osh-kg' (Osh" in result.stderr

    @pytest.mark.parametrize(
        ("arguments", "near"),
        [
            (["show", "wg-afganistan-41"], "wg-afghanistan-41"),
            (["series", "wg-afganistan"], "wg-afghanistan"),
            (["members", "cstto"], "csto"),
            (["timeline", "--body", "csto-cfmm"], "csto-cfm"),
            (["timeline", "--place", "moskow"], "moscow"),
            (["timeline", "--official", "imangali-tasmagambetof"], "imangali-tasmagambetov"),
            (["who", "secretery-general"], "secretary-general"),
            (["who", "secretery-general", "csto"], "secretary-general"),
            (["who", "secretary-general", "cstto"], "csto"),
        ],
        ids=lambda given: " ".join(given) if isinstance(given, list) else given,
    )
    def test_names_near_ids_for_an_unknown_one(self, arguments: list[str], near: str) -> None:
        said = refusal(*arguments)
        assert said.startswith(("error: no ", "error: nobody "))
        assert "did you mean" in said
        assert repr(near) in said

    @pytest.mark.parametrize(
        ("said", "edtf"),
        [
            (["who", "secretary-general", "--on", "1 May 2019"], "2019-05-01"),
            (["who", "secretary-general", "--during", "2017 to 2020"], "2017/2020"),
            (["members", "csto", "--on", "в мае 2025 г."], "2025-05"),
            (["since", "--today", "2 июня 2025 г.", "май 2025"], "2025-05"),
            (["timeline", "24\N{EN DASH}26 June 2025"], "2025-06-24/2025-06-26"),
        ],
        ids=lambda given: " ".join(given) if isinstance(given, list) else given,
    )
    def test_takes_a_date_in_words_wherever_it_takes_one(self, said: list[str], edtf: str) -> None:
        *before, words = said
        assert words != edtf
        assert answer(*before, words) == answer(*before, edtf)

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["members", "csto", "--on", "01/02/2020"], "2020-01-02 or 2020-02-01"),
            (["members", "csto", "--on", "2017 to 2020"], "say --during 2017/2020"),
            (["timeline", "2025-13"], "there is no month 13"),
            (["timeline", "20250513"], "write '2025-05-13'"),
            (["timeline", "2025-06/2025-05"], "'2025-06/2025-05' is not an EDTF date"),
            (["anniversaries", "yesterday"], "is not an EDTF date"),
            (["who", "chair", "--on", "2023-02-29"], "'2023-02-29' is not an EDTF date"),
            (["demo", "--today", "today"], "is not an EDTF date"),
            (["demo", "--today", "2026"], "'2026' is not a single day"),
            (["check", "--today", "2026-11"], "'2026-11' is not a single day"),
            (["timeline", "--kind", "party"], "'party' is not one of"),
            (["timeline", "--status", "over"], "'over' is not one of"),
            (["timeline", "--last", "0"], "0 is not in the range"),
            (["anniversaries", "--every", "0"], "0 is not in the range"),
            (["anniversaries", "--leap", "maybe"], "'maybe' is not one of"),
            (["members", "csto", "--status", "king"], "'king' is not one of"),
            (["timeline", "--lang", "xx"], "'xx' is not one of"),
            (["timeline", "--within"], "--within goes with --data"),
            (["check", "--within"], "--within goes with FILE or --data"),
            (["members"], "Missing argument 'ORGANISATION'"),
            (["show"], "Missing argument 'NAME'"),
            (["timelines"], "No such command 'timelines'"),
            (["timeline", "--until", "2025"], "No such option"),
        ],
        ids=lambda given: " ".join(given) if isinstance(given, list) else given,
    )
    def test_explains_a_wrong_argument(self, arguments: list[str], reason: str) -> None:
        # Newer versions of click put names in quotes, older ones don't.
        said, wanted = (text.replace("'", "") for text in (refusal(*arguments), reason))
        assert wanted in " ".join(said.split())

    def test_tells_its_version(self) -> None:
        assert answer("--version") == "0.1.0\n"


class TestBrokenFiles:
    """Every problem at once, with its record, path and expectation, and exit code 2."""

    FILES = sorted(DAMAGED.glob("*.json"))

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_give_all_their_problems(self, path: Path) -> None:
        with pytest.raises(cs.InputError) as caught:
            cs.read_json(path)
        said = refusal("timeline", "--data", path)
        first, *problems = said.splitlines()
        assert re.fullmatch(r"error: \d+ (problem|broken reference|conflict)s?:", first)
        assert problems == [
            f"  {terminal._harmless(str(problem))}" for problem in caught.value.problems
        ]
        assert all(str(path) in problem and ", expected " in problem for problem in problems)
        for problem, line in zip(caught.value.problems, problems, strict=True):
            assert (problem.record or "") in line
            assert (problem.path or "") in line

    def test_are_ten_and_more_of_several_problems(self) -> None:
        several = [path for path in self.FILES if refusal("demo", "--data", path).count("\n") > 2]
        assert len(several) >= 10

    @pytest.mark.parametrize(
        "arguments",
        [
            ["anniversaries", "--data", "FILE"],
            ["series", "--data", "FILE"],
            ["who", "chair", "--data", "FILE"],
            ["members", "csto", "--data", "FILE"],
            ["show", "csto", "--data", "FILE"],
            ["demo", "--data", "FILE"],
            ["check", "FILE"],
            ["check", "--data", "FILE"],
            ["merge", "FILE", "FILE", "-o", "-"],
            ["convert", "FILE", "-"],
        ],
        ids=" ".join,
    )
    def test_are_refused_by_every_command(self, arguments: list[str]) -> None:
        path = str(DAMAGED / "impossible-dates.json")
        said = refusal(*(path if word == "FILE" else word for word in arguments))
        assert said.count("expected an EDTF date") == 6

    @pytest.mark.parametrize("name", ["none.json", "none", "none.csv", "none.xlsx"])
    def test_that_are_not_there_are_named(self, name: str, tmp_path: Path) -> None:
        path = tmp_path / name
        assert refusal("timeline", "--data", path) == f"error: {path}: No such file or directory\n"

    def test_of_no_known_format_are_told_the_formats(self) -> None:
        assert "expected a name that ends in one of .json, .zip" in refusal(
            "timeline", "--data", "club.docx"
        )
        assert "expected a format that can be read: json, csv, sqlite, sheet" in refusal(
            "timeline", "--data", "club.md"
        )


class TestData:
    def test_may_be_ones_own(self, file: Path) -> None:
        shown = answer("timeline", "--data", file)
        assert [line.split("  ")[1].strip() for line in shown.splitlines()[1:]] == [
            "Meeting 1",
            "Meeting 2",
            "Meeting 4",
        ]

    def test_may_come_through_a_pipe(self, file: Path) -> None:
        piped = plain("timeline", "--data", "-", stdin=file.read_bytes())
        assert piped == plain("timeline", "--data", file)

    def test_through_a_pipe_is_named_in_errors(self) -> None:
        assert "  standard input:1:1: found" in refusal("timeline", "--data", "-", stdin=b"no")

    def test_without_an_ending_is_json(self, file: Path) -> None:
        """The shell's `<(command)` is a path such as /dev/fd/63."""
        bare = file.rename(file.with_suffix(""))
        assert len(plain("timeline", "--data", bare)) == 3

    @pytest.mark.parametrize("name", ["club", "club/", "club.zip", "club.csv", "club.xlsx"])
    def test_may_be_in_other_formats(self, name: str, tmp_path: Path) -> None:
        path = f"{tmp_path}/{name}"
        {"csv": cs.write_sheet, "xlsx": cs.write_sheet}.get(name[5:], cs.write_csv)(small(), path)
        assert len(plain("timeline", "--data", path)) == 3

    def test_may_be_read_beside_the_built_in(self, tmp_path: Path) -> None:
        mine = cs.Chronicle(
            cs.Event(id="mine", kind="visit", title="Mine", when="2025-05-13", place="minsk"),
            within=CSTO,
        )
        cs.write_json(mine, tmp_path / "mine.json")
        path = tmp_path / "mine.json"
        shown = plain("timeline", "2025-05-13", "--surely", "--data", path, "--within")
        ids = {entry["event"]["id"] for entry in shown}
        assert {"mine", "wg-afghanistan-41"} <= ids
        assert "mine: place: found 'minsk', expected the id of a place" in refusal(
            "timeline", "--data", path
        )

    @pytest.mark.parametrize("question", ["show", "find", "timeline"])
    def test_a_record_of_ones_own_stands_before_a_built_in_one(
        self, question: str, tmp_path: Path
    ) -> None:
        mine = cs.Meeting(
            id="wg-afghanistan-41", kind="meeting", title="My own words", when="2025-05-13"
        )
        minsk = cs.Place(id="minsk", name="Minsk, my own", kind="country")
        path = tmp_path / "own.json"
        cs.write_json(cs.Chronicle(mine, minsk, within=CSTO), path)
        asked = "2025-05-13" if question == "timeline" else mine.id
        shown = answer(question, asked, "--data", path, "--within")
        assert "My own words" in shown
        assert CSTO.event(mine.id).title["en"] not in shown
        assert "Minsk, my own" in answer("show", "minsk", "--data", path, "--within")


class TestTopics:
    @pytest.mark.parametrize("given", ["afganistan", "афганисстан", "Afghanistann"])
    def test_one_that_no_event_has_is_refused_with_those_like_it(self, given: str) -> None:
        said = refusal("timeline", "--topic", "drug trafficking", "--topic", given)
        assert "did you mean 'afghanistan'" in said
        assert "`cstoevents list topics` has all of them." in said
        russian = refusal("--lang", "ru", "timeline", "--topic", given)
        assert russian.startswith("ошибка: нет событий с темой")

    def test_one_is_shown_and_taken_by_its_name_in_russian(self) -> None:
        assert "миротворчество" in answer("list", "topics", "--lang", "ru")
        assert "военное сотрудничество" in answer("show", "csc-2025-11-27", "--lang", "ru")
        asked = [plain("timeline", "--topic", name) for name in ("Миротворчество", "peacekeeping")]
        assert asked[0] == asked[1]

    def test_one_is_taken_whatever_its_case_and_dashes(self) -> None:
        assert plain("timeline", "--topic", "DRUG-trafficking") == plain(
            "timeline", "--topic", "drug trafficking"
        )


def test_since_a_day_to_come_is_refused_in_the_words_of_the_question() -> None:
    said = refusal("since", "2030", "--today", "2026-11-30")
    assert "2030 is after today, 2026-11-30: timeline 2030/.. has what is to come" in said
    assert "/2026" not in said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (["who", "chair", ""], "no organisation has the id or name ''"),
        (["timeline", "--body", ""], "no organisation has the id or name ''"),
        (["timeline", "--place", ""], "no place has the id or name ''"),
        (["timeline", "--official", ""], "no official has the id or name ''"),
        (["timeline", "--participant", ""], "no organisation has the id or name ''"),
        (["timeline", "--topic", ""], "no event has the topic ''"),
        (["timeline", "--text", ""], "found '', expected words to look for"),
        (["next", "--body", ""], "no organisation has the id or name ''"),
    ],
)
def test_an_option_that_is_left_empty_is_refused(
    file: Path, question: list[str], said: str
) -> None:
    assert said in refusal(*question, "--data", file)


@pytest.mark.parametrize("command", ["week", "anniversaries", "demo"])
def test_the_last_days_of_the_calendar_can_be_asked_about(file: Path, command: str) -> None:
    assert answer(command, "--today", "9999-12-31", "--data", file)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["timeline", "--data", "a.json", "--data=b.json"], "--data is given more than once"),
        (["chart", "timeline", "-o", "a.svg", "--output", "b.svg"], "-o / --output is given more"),
        (["--lang", "ru", "--lang", "ru", "demo"], "--lang указано несколько раз"),
    ],
)
def test_an_option_given_twice_is_refused_where_one_counts(given: list[str], said: str) -> None:
    assert said in refusal(*given)
    assert answer("timeline", "1800", "--kind", "visit", "--kind", "talks", "--surely", "--surely")


@pytest.mark.parametrize(
    ("question", "english", "russian"),
    [
        (["who", "chair", "--on", "2019", "--during", "2020"], "--on and --during", "--on и"),
        (["anniversaries", "1991/.."], "WINDOW: found '1991/..'", "WINDOW: найдено: «1991/..»"),
        (["timeline", "-o", ""], "-o / --output: found ''", "-o / --output: найдено"),
        (["timeline", "--data", ""], "--data: found ''", "--data: найдено"),
        (["timeline", "--text", ""], "--text: found ''", "--text: найдено"),
    ],
)
def test_what_is_refused_is_called_as_it_was_given(
    question: list[str], english: str, russian: str
) -> None:
    said = [refusal("--lang", lang, *question) for lang in cs.wording.languages()]
    assert english in said[0]
    assert russian in said[1]


def test_what_is_converted_never_takes_the_place_of_what_it_is_read_beside(file: Path) -> None:
    before = file.read_bytes()
    assert "--beside and OUT" in refusal("convert", "built-in", file, "--beside", file)
    assert file.read_bytes() == before


@pytest.mark.parametrize("command", ["timeline", "check"])
def test_an_answer_never_takes_the_place_of_its_data(file: Path, command: str) -> None:
    before, link = file.read_bytes(), file.with_name("link.json")
    link.symlink_to(file)
    assert "-o is where the data are" in refusal(command, "--data", file, "-o", link)
    assert file.read_bytes() == before


def test_words_are_listed_in_the_language_and_taken_in_it() -> None:
    said = refusal("--lang", "ru", "timeline", "--kind", "сессии")
    assert "«сессия», «заседание»" in said
    assert "session" not in said
    assert plain("list", "места") == plain("list", "places")
    russian, english = (
        plain("anniversaries", "2026", "--kind", kind) for kind in ("вступление", "accession")
    )
    assert russian == english != []


@pytest.mark.parametrize("sort", ["roles", "kinds", "topics"])
def test_words_that_are_counted_have_their_names_in_json(sort: str) -> None:
    listed = plain("list", sort)
    assert all(row["name"]["en"] for row in listed)
    assert any("ru" in row["name"] for row in listed)


class TestWho:
    def test_of_a_state_the_minister_is_that_of_its_ministry(self) -> None:
        shown = plain("who", "foreign-minister", "Kazakhstan", "--during", "2017/2020")
        assert {term["membership"]["organisation"] for term in shown} == {"mfa-kz"}
        assert len(shown) > 1

    def test_a_role_that_nobody_had_is_refused_with_how_to_list_those_that_are_there(self) -> None:
        for asked in (["who", "president"], ["who", "president", "kz"]):
            assert "`cstoevents list roles` has all of them." in refusal(*asked)


class TestTimeline:
    def ids(self, *arguments: object) -> list[str]:
        return [entry["event"]["id"] for entry in plain("timeline", *arguments)]

    def test_filters_as_the_library_does(self) -> None:
        timeline = CSTO.timeline()
        for arguments, found in [
            (["2025-05"], timeline.during("2025-05")),
            (["2025-05", "--surely"], timeline.during("2025-05", "surely")),
            (["--body", "csto-cfm"], timeline.of("csto-cfm")),
            (["--place", "belarus"], timeline.at("belarus")),
            (["--official", "samat-ordabaev"], timeline.with_official("samat-ordabaev")),
            (["--kind", "signing", "--kind", "visit"], timeline.of_kind("signing", "visit")),
            (["--status", "cancelled"], timeline.with_status("cancelled")),
            (["2025", "--body", "csto", "--last", "3"], timeline.of("csto").during("2025")[-3:]),
        ]:
            assert self.ids(*arguments) == [event.id for event in found]

    def test_marks_what_is_only_possibly_there(self) -> None:
        entries = plain("timeline", "2025-05-13")
        assert {entry["certainty"] for entry in entries} == {"surely", "possibly"}
        assert set(entries[0]) == {"certainty", "event"}
        *lines, note = answer("timeline", "2025-05-13").splitlines()[1:]
        assert note == "As of 13 February 2026."
        marked = [line.endswith("possibly") for line in lines]
        assert marked == [entry["certainty"] == "possibly" for entry in entries]

    def test_tells_what_was_only_scheduled_from_what_was_held(self) -> None:
        past = ["2026", "--today", "2026-12-01"]
        shown = answer("timeline", *past)
        assert "scheduled" in answer("timeline", "2026", "--today", "2026-02-13")
        assert shown.count("was scheduled, no report known") == len(
            CSTO.timeline().during("2026").with_status("scheduled").unreported("2026-12-01")
        )
        assert "планировалось, сообщения о проведении нет" in answer(
            "timeline", *past, "--lang", "ru"
        )
        unreported = [entry["event"]["id"] for entry in plain("timeline", *past, "--unreported")]
        expected = CSTO.timeline().during("2026").unreported("2026-12-01")
        assert unreported == [event.id for event in expected]

    def test_tells_which_events_have_no_date(self, tmp_path: Path) -> None:
        chronicle = cs.Chronicle(
            cs.Event(id="someday", kind="visit", title="A visit"),
            cs.Event(id="once", kind="visit", title="A visit", when="2020"),
        )
        cs.write_json(chronicle, tmp_path / "some.json")
        arguments = ["timeline", "--data", str(tmp_path / "some.json")]
        assert run(*arguments).stderr == "without a date, so not listed: someday\n"
        assert run(*arguments, "--lang", "ru").stderr.endswith(": someday\n")
        assert run(*arguments, "2020").stderr == ""
        assert len(json.loads(run(*arguments, "--json").stdout)) == 1


class TestAnniversaries:
    def test_are_those_of_the_coming_year(self) -> None:
        found = plain("anniversaries", *TODAY, "--surely")
        assert found[0]["when"] >= "2026-11-24"
        assert found[-1]["when"] <= "2027-11-23"
        keys = {"when", "number", "kind", "original", "certainty", "record", "title", "observed"}
        assert all(set(row) == {*keys, "names"} for row in found)

    def test_have_observances_with_their_offsets(self) -> None:
        (treaty,) = [
            row
            for row in plain("anniversaries", "2025-05-15", "--surely")
            if row["record"] == "cst-1992"
        ]
        assert treaty["number"] == 33
        assert {"event": "cst-33-moscow", "offset": -3}["offset"] in [
            observance["offset"] for observance in treaty["observed"]
        ]

    def test_may_be_jubilees_alone(self) -> None:
        found = plain("anniversaries", "2027", "--every", "5")
        assert found
        assert all(row["number"] % 5 == 0 for row in found)

    def test_may_be_of_any_kind(self) -> None:
        found = plain("anniversaries", "2026-05-13", "--kind", "meeting", "--surely")
        assert "wg-afghanistan-41" in {row["record"] for row in found}

    def test_a_birthday_is_among_them_unasked(self, tmp_path: Path) -> None:
        ann = cs.Official(id="ann", name="Ann Example", born="1964-02-29")
        cs.write_json(cs.Chronicle(ann), tmp_path / "ann.json")
        asked = ("anniversaries", "2025", "--leap", "forward", "--data", tmp_path / "ann.json")
        assert [(row["kind"], row["when"]) for row in plain(*asked)] == [("birth", "2025-03-01")]
        assert plain(*asked, "--kind", "death") == []
        assert len(plain(*asked, "--kind", "all")) == 1

    @pytest.mark.parametrize(
        ("leap", "days"),
        [("backward", ["2025-02-28"]), ("forward", ["2025-03-01"]), ("omit", [])],
    )
    def test_of_29_february_go_where_they_are_told(
        self, leap: str, days: list[str], tmp_path: Path
    ) -> None:
        leapt = cs.Event(id="leap", kind="signing", title="Pact", when="2004-02-29")
        cs.write_json(cs.Chronicle(leapt), tmp_path / "leap.json")
        found = plain("anniversaries", "2025", "--leap", leap, "--data", tmp_path / "leap.json")
        assert [row["when"] for row in found] == days


class TestSeries:
    def test_are_listed_with_what_is_missing(self) -> None:
        found = {row["series"]["id"]: row for row in plain("series", *TODAY)}
        assert len(found) == len(CSTO.series)
        assert found["wg-afghanistan"]["missing"] == len(CSTO.numbered("wg-afghanistan").missing)
        first, *rows, note = answer("series", *TODAY).splitlines()
        assert note.startswith("As of ")
        assert first.split() == ["Id", "Series", "Events", "Missing", "Forecasts", "that", "held"]
        assert len(rows) == len(found)

    def test_without_numbers_are_shown_without_gaps(self) -> None:
        shown = answer("series", "cfm-osce-meetings", *TODAY)
        assert "missing" not in shown
        assert "No." not in shown

    def test_are_shown_with_their_gaps_in_place(self, file: Path) -> None:
        lines = answer("series", "club-meetings", "--data", file, "--today", "2014-06-01").split(
            "\n"
        )
        assert lines[0] == "Meetings"
        assert [line.split("  ")[0] for line in lines[2:6]] == ["1", "2", "3", "4"]
        assert "— missing —" in lines[4]
        assert lines[6].startswith("Next expected: no. 5, about ")
        assert lines[6].endswith("; not due yet.")

    def test_say_where_few_intervals_are_all_that_is_known(self) -> None:
        asked = ["series", "committee-chairs-meeting", "--today", "2026-11-24"]
        assert "(a guess from few intervals)" in answer(*asked)
        assert "догадка по немногим промежуткам" in answer(*asked, "--lang", "ru")

    @pytest.mark.parametrize(
        ("today", "said"), [("2015-03-02", "due"), ("2030-01-01", "later than expected")]
    )
    def test_say_what_is_due_in_both_languages(self, file: Path, today: str, said: str) -> None:
        arguments = ["series", "club-meetings", "--data", file, "--today", today]
        assert answer(*arguments).endswith(f"; {said}.\n")
        assert not LATIN.search(answer(*arguments, "--lang", "ru"))

    def test_say_where_knowledge_ends_before_what_was_expected(self, tmp_path: Path) -> None:
        asked = ["series", "wg-afghanistan", "--today", "2026-11-24"]
        assert answer(*asked).splitlines()[-2].endswith("; the data end on 13 February 2026.")
        assert "; данные оканчиваются датой: 13 февраля 2026" in answer(*asked, "--lang", "ru")
        planned = cs.Meeting(
            id="planned",
            kind="meeting",
            title="Planned",
            when="2016-05-01",
            status="scheduled",
            entries=[cs.SeriesEntry(series="club-meetings", number=5)],
        )
        chronicle = cs.Chronicle(small(), planned, about=cs.About(as_of="2015-01-01"))
        cs.write_json(chronicle, tmp_path / "planned.json")
        asked = ["series", "club-meetings", "--data", str(tmp_path / "planned.json"), *TODAY]
        said = "Next: no. 5, was scheduled for 1 May 2016; the data end on 1 January 2015."
        assert said in answer(*asked)

    def test_have_slots_of_stable_keys(self, file: Path) -> None:
        found = plain("series", "club-meetings", "--data", file, *TODAY)
        assert set(found) == {"series", "listing", "expected_next", "names"}
        member, _, missing, _ = found["listing"]
        assert set(member) == {"number", "label", "event", "when", "window", "names"}
        window = "[2012-03-02..2014-02-28]"
        expected = {"number": 3, "through": 3, "window": window, "candidates": [], "names": {}}
        assert missing == expected
        assert set(found["expected_next"]) == {
            "number",
            "earliest",
            "median",
            "latest",
            "overdue_from",
            "state",
            "known_until",
            "event",
            "count",
            "error",
            "trials",
        }

    def test_of_enormous_numbers_are_told_by_the_stretch(self, tmp_path: Path) -> None:
        slip = cs.Meeting(
            id="slip",
            kind="meeting",
            title="A slip",
            when="2020-01-01",
            entries=[cs.SeriesEntry(series="club-meetings", number=900_000_000)],
        )
        cs.write_json(small().add(slip), tmp_path / "slip.json")
        arguments = ["series", "club-meetings", "--data", tmp_path / "slip.json", *TODAY]
        assert "5–899999999" in answer(*arguments)
        assert [slot for slot in plain(*arguments)["listing"] if "through" in slot][1] == {
            "number": 5,
            "through": 899_999_999,
            "window": "[2014-03-01..2020-01-01]",
            "candidates": [],
            "names": {},
        }
        assert "899999996" in answer("series", "--data", tmp_path / "slip.json", *TODAY)


class TestWhoAndMembers:
    def test_holders_on_a_day(self) -> None:
        (term,) = plain("who", "secretary-general", "csto", "--on", "2025-05-13")
        assert set(term) == {"certainty", "known_until", "first", "last", "membership"}
        assert term["membership"]["member"] == "imangali-tasmagambetov"

    def test_after_the_day_on_which_knowledge_ends_a_holder_is_possible_and_told_why(self) -> None:
        _, row, note = answer("who", "secretary-general", "csto", "--on", "2090-01-01").splitlines()
        assert row.endswith("possibly, the data end on 13 February 2026")
        assert note == "As of 13 February 2026."
        (term,) = plain("who", "secretary-general", "csto", "--on", "2090-01-01")
        assert (term["certainty"], term["known_until"]) == ("possibly", "2026-02-13")
        in_russian = answer("members", "csto", "--on", "2090-01-01", "--lang", "ru")
        assert in_russian.endswith("По состоянию на 13 февраля 2026 года.\n")

    @pytest.mark.parametrize("question", [["who", "chair", "csto"], ["members", "csto"]])
    def test_a_window_is_refused_where_a_day_is_asked_for(self, question: list[str]) -> None:
        refused = run(*question, "--on", "2017/2020")
        assert refused.exit_code == 2
        assert "for a window say --during 2017/2020" in refused.stderr

    def test_findings_are_told_with_the_day_on_which_knowledge_ends(self) -> None:
        assert answer("check").splitlines()[-1] == "As of 13 February 2026."
        assert answer("check", "--lang", "ru").endswith("на 13 февраля 2026 года.\n")

    def test_a_chronicle_that_says_no_day_has_none_below_its_tables(self, tmp_path: Path) -> None:
        cs.write_json(small(), tmp_path / "small.json")
        assert "As of" not in answer("timeline", "--data", tmp_path / "small.json")

    def test_holders_anywhere(self) -> None:
        bodies = {row["membership"]["organisation"] for row in plain("who", "chair")}
        assert len(bodies) > 5

    def test_holders_of_another_chronicle(self, file: Path) -> None:
        """Nothing is taken for granted of the organisation."""
        shown = answer("who", "chair", "--data", file)
        assert shown.splitlines()[1].split("  ")[0] == "Jo Doe"

    def test_what_is_only_possibly_so_is_marked_or_left_out(self, file: Path) -> None:
        arguments = ["who", "chair", "club", "--on", "2020-06-01", "--data", file]
        assert answer(*arguments).rstrip().endswith("possibly")
        assert plain(*arguments, "--surely") == []

    def test_members_on_a_day(self) -> None:
        found = plain("members", "csto", "--on", "2025-05-13")
        assert len(found) == len(CSTO.members("csto", "2025-05-13"))

    def test_members_of_another_standing(self) -> None:
        found = plain("members", "csto-pa", "--status", "observer")
        wanted = CSTO.members("csto-pa", status="observer")
        assert len(found) == len(wanted)


class TestShow:
    @pytest.mark.parametrize(
        ("id", "heading"),
        [
            ("csto", "Members"),
            ("minsk", "Events"),
            ("imangali-tasmagambetov", "Posts"),
            ("wg-afghanistan", "In the series"),
            ("wg-afghanistan-41", "Took part"),
        ],
    )
    def test_a_record_with_what_belongs_to_it(self, id: str, heading: str) -> None:
        lines = answer("show", id).splitlines()
        record: Any = CSTO[id]
        name = getattr(record, "title", None) or record.name
        assert lines[0] == f"{type(record).__name__}: {name}"
        assert heading in lines

    def test_texts_are_in_the_language_or_the_nearest(self, tmp_path: Path) -> None:
        place = cs.Place(id="osh", name={"ru": "Ош"}, kind="city", note="A note")
        cs.write_json(cs.Chronicle(place), tmp_path / "osh.json")
        for lang in ("en", "ru"):
            shown = answer("show", "osh", "--data", tmp_path / "osh.json", "--lang", lang)
            assert re.search(r"^(Name|Название) +Ош$", shown, re.MULTILINE)
            assert re.search(r"^(Note|Примечание) +A note$", shown, re.MULTILINE)

    def test_what_a_record_owns_has_the_names_of_its_fields(self, tmp_path: Path) -> None:
        source = cs.Source(citation="Logs", publisher="Yard", retrieved="2025-05-13", lang="en")
        ada = cs.Official(id="ada", name="Ada", sources=[source])
        sent = cs.Participation(event="talks", official="ada")
        talks = cs.Event(
            id="talks", kind="visit", title="Talks", when="2025-05-13", start_time="10:00:30"
        )
        cs.write_json(cs.Chronicle(ada, sent, talks), tmp_path / "own.json")
        own = ["--data", tmp_path / "own.json"]
        shown, in_russian = answer("show", "ada", *own), answer("show", "ada", *own, "--lang", "ru")
        assert "(publisher: Yard, retrieved: 13 May 2025, language: en)" in shown
        assert "(издатель: Yard, дата обращения: 13 мая 2025 года, язык: en)" in in_russian
        assert re.search(r"^Имя +Ada$", in_russian, re.MULTILINE)
        assert re.search(r"^Start time +10:00:30$", answer("show", "talks", *own), re.MULTILINE)
        assert answer("show", sent.id, *own).startswith("Participation: Ada, Talks\n")
        assert re.search(
            rf"^{sent.id} +Participation +Ada, Talks", answer("find", "ada", *own), re.MULTILINE
        )

    def test_what_nobody_says_has_no_heading(self, tmp_path: Path) -> None:
        club = cs.Organisation(id="club", name="The Club", kind="other")
        talks = cs.Series(id="talks", name="Talks", organisation="club")
        cs.write_json(cs.Chronicle(club, talks), tmp_path / "club.json")
        assert "In the series" not in answer("show", "talks", "--data", tmp_path / "club.json")

    def test_any_record_as_json(self) -> None:
        for records in (CSTO.memberships, CSTO.delegations, CSTO.participations, CSTO.series):
            assert plain("show", records[0].id)["id"] == records[0].id
            assert answer("show", records[0].id)


class TestDays:
    def test_of_this_week_and_of_any(self) -> None:
        for asked in (["week", "--today", "2025-05-13"], ["week", "2025-05-18", *TODAY]):
            found = plain(*asked, "--surely")
            expected = CSTO.timeline().during("2025-05-12/2025-05-18", "surely")
            assert [entry["event"]["id"] for entry in found] == [event.id for event in expected]

    def test_today_is_the_day_that_is_given(self) -> None:
        found = plain("today", "--today", "2025-05-13", "--surely")
        assert [entry["event"]["id"] for entry in found] == ["wg-afghanistan-41"]
        assert found[0]["days"] == [0, 0]
        shown = answer("today", "--today", "2025-05-13", "--surely").splitlines()
        assert shown[0] == "Week 20: 12–18 May 2025"
        assert (shown[2].split()[0], shown[2].split()[-1]) == ("Tuesday", "today")

    def test_next_are_those_that_have_not_begun_with_the_days_until_them(self) -> None:
        found = plain("next", "3", "--today", "2025-05-12")
        assert [entry["days"] for entry in found] == [[0, 0], [1, 1], [3, 3]]
        assert "in 1 day" in answer("next", "3", "--today", "2025-05-12")
        assert "через 3 дня" in answer("next", "3", "--today", "2025-05-12", "--lang", "ru")
        assert plain("next", "--today", "2999-01-01") == []

    def test_since_are_those_up_to_today(self) -> None:
        found = plain("since", "2025-05", "--today", "2025-05-15", "--surely")
        days = [entry["event"]["when"] for entry in found]
        assert days == sorted(days) == [day for day in days if "2025-05" <= day <= "2025-05-15"]
        shown = answer("since", "2025-05", "--today", "2025-05-15", "--surely", "--ids")
        assert "6 days ago" in shown
        assert "Week 19: 5–11 May 2025" in shown

    def test_what_began_before_the_days_asked_about_stands_in_no_week_but_them(
        self, tmp_path: Path
    ) -> None:
        drill = cs.Event(id="drill", kind="exercise", title="A drill", when="2025-05-14/2025-05-23")
        visit = cs.Event(id="visit", kind="visit", title="A visit", when="2025-05-20")
        cs.write_json(cs.Chronicle(drill, visit), tmp_path / "own.json")
        day = ["--data", tmp_path / "own.json", "--today", "2025-05-20"]
        for asked in (["today"], ["week"], ["since", "2025-05-19"]):
            begun, rest = answer(*asked, *day).split("\n\n")
            assert begun.startswith("Begun before\n")
            assert "A drill" in begun
            assert rest.startswith("Week 21: 19–25 May 2025\n")
            assert answer(*asked, *day, "--lang", "ru").startswith("Начавшееся раньше\n")
        assert answer("since", "2025-05-12", *day).startswith("Week 20: 12–18 May 2025\n")

    def test_what_is_known_to_the_month_is_in_no_week(self, tmp_path: Path) -> None:
        event = cs.Event(id="visit", kind="visit", title="A visit", when="2025-06")
        cs.write_json(cs.Chronicle(event), tmp_path / "visit.json")
        asked = ["next", "--data", tmp_path / "visit.json", "--today", "2025-05-30"]
        assert answer(*asked).startswith("Of which the week is not known\n")
        assert plain(*asked)[0]["days"] == [2, 31]

    def test_what_is_known_to_the_month_is_on_no_day(self, tmp_path: Path) -> None:
        event = cs.Event(id="visit", kind="visit", title="A visit", when="2025-06")
        cs.write_json(cs.Chronicle(event), tmp_path / "visit.json")
        asked = ["today", "--data", tmp_path / "visit.json", "--today", "2025-06-03"]
        assert answer(*asked).startswith("Of which the day is not known\n")


class TestAnswersInFiles:
    """`-o FILE` and `--to FORMAT`: by the same table of formats as everything else."""

    QUESTIONS = (
        ["timeline", "2025-05"],
        ["week", "2025-05-13", *TODAY],
        ["anniversaries", "2027", "--every", "5"],
        ["who", "chair", "csto"],
        ["series", "wg-afghanistan", *TODAY],
        ["series", *TODAY],
        ["find", "tasmagambetov"],
        ["list", "organisations"],
        ["list", "roles"],
        ["show", "wg-afghanistan-41"],
        ["show", "csto"],
        ["show", "Tasmagambetov"],
        ["check", *TODAY],
    )

    @pytest.mark.parametrize("ending", ["json", "csv", "xlsx", "md", "html"])
    @pytest.mark.parametrize("asked", QUESTIONS, ids=" ".join)
    def test_every_question_is_written(self, asked: list[str], ending: str, tmp_path: Path) -> None:
        if ending == "xlsx":
            pytest.importorskip("openpyxl", reason="a workbook needs the extra excel")
        file = tmp_path / f"answer.{ending}"
        result = run(*asked, "-o", file)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.endswith(f"written: {file}\n")
        assert file.stat().st_size > 50

    @pytest.mark.parametrize("lang", ["en", "ru"])
    @pytest.mark.parametrize("asked", QUESTIONS, ids=" ".join)
    def test_a_page_has_all_that_the_terminal_shows(self, asked: list[str], lang: str) -> None:
        asked = [*asked, "--lang", lang, *(["--ids"] if asked[0] != "check" else [])]
        page = html.unescape(re.sub(r"<[^>]*>", " ", answer(*asked, "--to", "html")))
        shown = answer(*asked)
        assert set(shown.split()) <= set(page.split())
        markdown = answer(*asked, "--to", "md")
        assert html.unescape(markdown).count("\n|") > shown.count("\n") / 2

    def test_a_page_says_that_nothing_was_found(self) -> None:
        for form in ("md", "html"):
            assert "no such events" in answer("week", "1950-01-01", *TODAY, "--to", form)

    def test_headings_of_a_page_are_no_markup(self, tmp_path: Path) -> None:
        place = cs.Place(id="osh", name="Osh <b>*Hall*</b>", kind="city")
        cs.write_json(cs.Chronicle(place), tmp_path / "osh.json")
        asked = ["show", "osh", "--data", tmp_path / "osh.json", "--to"]
        assert answer(*asked, "md").startswith(r"# Place: Osh &lt;b&gt;\*Hall\*&lt;/b&gt;")
        assert "<h1>Place: Osh &lt;b&gt;*Hall*&lt;/b&gt;</h1>" in answer(*asked, "html")

    def test_a_sheet_of_a_record_that_is_no_event_has_its_fields(self) -> None:
        rows = list(csv.reader(answer("show", "csto", "--to", "csv").splitlines()))
        assert rows[:3] == [
            ["Field", "Value"],
            ["Id", "csto"],
            ["Name", "Collective Security Treaty Organization"],
        ]

    @pytest.mark.parametrize(
        "asked",
        [
            ["timeline", "2025"],
            ["next", "3", "--today", "2025-05-10"],
            ["week", "2025-05-14", *TODAY],
            ["since", "2025-05-10", "--today", "2025-05-20"],
            ["show", "wg-afghanistan-41"],
            ["list", "people"],
        ],
        ids=" ".join,
    )
    def test_a_sheet_has_a_row_for_each_record_of_the_answer(self, asked: list[str]) -> None:
        asked_for = json.loads(answer(*asked, "--json"))
        count = len(asked_for) if isinstance(asked_for, list) else 1
        result = run(*asked, "--to", "csv")
        assert result.exit_code == 0
        assert len(list(csv.reader(io.StringIO(result.stdout)))) == count + 1

    @pytest.mark.parametrize(
        ("asked", "columns", "nothing"),
        [
            (["who", "chair", "csto", "--on", "1950-01-01"], "Id,Who", "nobody that is known"),
            (["members", "kg"], "Id,Who", "nobody that is known"),
            (["find", "zzzzqq"], "Id,Kind,Name", "nothing found"),
            (["timeline", "1950"], "Id,Kind,Title", "no such events"),
        ],
    )
    def test_an_empty_answer_has_its_columns_and_is_told(
        self, asked: list[str], columns: str, nothing: str, tmp_path: Path
    ) -> None:
        result = run(*asked, "-o", tmp_path / "a.csv")
        assert (tmp_path / "a.csv").read_text("utf-8-sig").startswith(columns)
        assert nothing in result.stderr

    def test_findings_are_written_and_errors_still_told_by_the_exit_code(
        self, tmp_path: Path
    ) -> None:
        hall = cs.Place(id="hall", name="Hall", kind="venue", within="osh", country="KZ")
        osh = cs.Place(id="osh", name="Osh", kind="city", country="KG")
        own, file = tmp_path / "own.json", tmp_path / "findings.csv"
        cs.write_json(cs.Chronicle(hall, osh), own)
        result = run("check", own, *TODAY, "-o", file)
        assert (result.exit_code, result.stdout) == (1, "")
        assert file.read_text("utf-8-sig").splitlines()[1].startswith("error,place-abroad,")
        assert "no ics can be written of findings" in refusal("check", own, "--to", "ics")

    def test_the_jubilees_of_a_year_are_a_calendar_by_one_command(self, tmp_path: Path) -> None:
        pytest.importorskip("icalendar", reason="a calendar needs the extra ics")
        file = tmp_path / "jubilees.ics"
        assert run("anniversaries", "2027", "--every", "5", "-o", file).exit_code == 0
        asked = CSTO.anniversaries("2027", every=5)
        exact = [jubilee for jubilee in asked if jubilee.when.precision == "day"]
        assert file.read_text("utf-8").count("BEGIN:VEVENT") == len(exact) > 5
        spans = ["--imprecise", "span"]
        assert run("anniversaries", "2027", "--every", "5", "-o", file, *spans).exit_code == 0
        assert file.read_text("utf-8").count("BEGIN:VEVENT") == len(asked)

    @pytest.mark.parametrize("asked", [["anniversaries", "2027"], ["week", "2025-05-15"]])
    def test_a_calendar_of_an_answer_has_a_name_and_the_day_on_which_knowledge_ends(
        self, asked: list[str]
    ) -> None:
        pytest.importorskip("icalendar", reason="a calendar needs the extra ics")
        calendar = run(*asked, "--to", "ics", "--lang", "ru").stdout
        calendar = calendar.replace("\r\n", "\n").replace("\n ", "")
        assert "\nNAME:События Организации Договора о коллективной безопасности" in calendar
        assert "\nDESCRIPTION:По состоянию на 13 февраля 2026 года." in calendar

    def test_a_list_without_a_kind_says_in_one_word_what_is_missing(self) -> None:
        assert "Missing argument 'KIND'. Choose from" in refusal("list")
        assert "Usage: cstoevents list [OPTIONS] KIND\n" in answer("list", "--help")

    @pytest.mark.parametrize("ending", ["json", "zip", "sqlite"])
    def test_events_are_a_chronicle_again(self, ending: str, tmp_path: Path) -> None:
        file = tmp_path / f"may.{ending}"
        assert run("timeline", "2025-05", "-o", file).exit_code == 0
        again = cs.formats.format_of(str(file)).read(file)
        wanted = {event.id for event in CSTO.timeline().during("2025-05")}
        assert wanted <= {event.id for event in again.events}

    def test_a_sheet_of_anniversaries_has_days_that_can_be_sorted(self) -> None:
        rows = answer("anniversaries", "2027-05-15", "--surely", "--to", "csv").splitlines()
        assert rows[0].endswith("First day,Last day")
        assert all(row.endswith("2027-05-15,2027-05-15") for row in rows[1:])

    def test_what_is_no_chronicle_is_written_as_json_prints_it(self, tmp_path: Path) -> None:
        file = tmp_path / "answer.json"
        for asked in (["anniversaries", "2027"], ["timeline", "2025-05", "--json"]):
            assert run(*asked, "-o", file).exit_code == 0
            assert json.loads(file.read_text("utf-8")) == plain(*asked[:2])

    @pytest.mark.parametrize(
        ("asked", "reason"),
        [
            (["who", "chair", "-o", "a.ics"], "terms"),
            (["timeline", "2025", "-o", "a.doc"], "expected a name that ends in one of"),
            (
                ["members", "csto", "-o", "a.ics"],
                "no ics can be written of terms; json, csv, tsv, txt, xlsx, md, html can",
            ),
            (
                ["list", "places", "-o", "a.ics"],
                "no ics can be written of records that are no events;",
            ),
            (["who", "chair", "-o", "a.zip"], "no zip can be written of terms; json, csv,"),
            (["show", "moscow", "--to", "timelinejs"], "of records that are no events; json, zip,"),
            (["timeline", "2025", "-o", "a.md", "--json"], "--json says nothing of markdown"),
            (["timeline", "2025", "-o", "a.md", "--imprecise", "span"], "it is of calendars"),
            (["timeline", "2025", "--imprecise", "span"], "--imprecise goes with -o or --to"),
        ],
        ids=lambda given: " ".join(given) if isinstance(given, list) else "",
    )
    def test_what_cannot_be_written_is_refused_before(
        self, asked: list[str], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert reason in refusal(*asked)
        assert not list(tmp_path.iterdir())


class TestDemo:
    def test_shows_each_thing_once(self) -> None:
        found = plain("demo", *TODAY)
        assert found["title"]["en"] == "Events of the Collective Security Treaty Organization"
        assert (found["as_of"], found["records"]["events"]) == ("2026-02-13", len(CSTO.events))
        assert len(found["anniversaries"]) == 5
        assert [term["membership"]["role"] for term in found["posts"]] == [
            "secretary-general",
            "chair",
        ]
        for part, status in (("held", "held"), ("planned", "scheduled")):
            assert [entry["event"]["status"] for entry in found[part]] == [status] * 3
        assert found["gap"]["number"] < found["gap"]["through"]
        assert found["gap"]["candidates"]
        assert [len(entry["event"]["when"]) for entry in found["month"]] == [len("2026-11")]

    @pytest.mark.parametrize("day", ["2024-01-01", "2026-02-13", "2026-11-24", "2040-06-01"])
    @pytest.mark.parametrize("lang", ["en", "ru"])
    def test_is_thirty_lines_of_eighty_columns(self, lang: str, day: str) -> None:
        lines = answer("demo", "--today", day, "--lang", lang).splitlines()
        assert len(lines) <= 30
        assert max(map(columns_of, lines)) <= 80

    @pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
    def test_is_what_the_first_pages_show(self, page: str) -> None:
        shown = answer("demo", "--today", "2026-02-14")
        assert f"`cstoevents demo --today 2026-02-14` prints:\n\n```text\n{shown}```\n" in (
            ROOT / page
        ).read_text("utf-8")

    def test_ends_with_what_can_be_tried(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        lines = answer("demo", *TODAY).splitlines()
        commands = [line.removeprefix("$ cstoevents ") for line in lines if line.startswith("$ ")]
        python = [line.removeprefix(">>> ") for line in lines if line.startswith(">>> ")]
        assert (len(commands), len(python)) == (4, 2)
        exec("\n".join(python), {})
        for command in commands:
            result = run(*command.split())
            assert result.exit_code == 0, result.stderr

    def test_of_an_empty_chronicle(self, tmp_path: Path) -> None:
        cs.write_json(cs.Chronicle(), tmp_path / "empty.json")
        arguments = ["demo", *TODAY, "--data", tmp_path / "empty.json"]
        assert "no such events" in answer(*arguments)
        found = plain(*arguments)
        assert not any(found[key] for key in found if key != "records")


def test_the_demo_of_a_file_tells_commands_that_are_answered_of_it(file: Path) -> None:
    shown = answer("demo", "--data", file, *TODAY)
    commands = [line[2:].split() for line in shown.splitlines() if line.startswith("$ ")]
    assert [command[1] for command in commands] == ["show", "show", "who", "next", "anniversaries"]
    assert "asmagambetov" not in shown
    for _, *arguments in commands[:-1]:
        assert answer(*arguments)


class TestCheck:
    def wrong(self, tmp_path: Path) -> Path:
        cs.write_json(small(when="2011-06-01"), tmp_path / "wrong.json")
        return tmp_path / "wrong.json"

    def test_finds_nothing_where_nothing_is_wrong(self, file: Path) -> None:
        assert answer("check", file, *TODAY) == "nothing found\n"
        assert answer("check", file, *TODAY, "--lang", "ru") == "ничего не найдено\n"
        assert plain("check", file, *TODAY) == []

    @pytest.mark.parametrize("how", [[], ["--data"]])
    def test_ends_with_1_where_there_are_errors(self, how: list[str], tmp_path: Path) -> None:
        result = run("check", *how, self.wrong(tmp_path), *TODAY)
        assert (result.exit_code, result.stderr) == (1, "")
        assert re.search("^error +number-order", result.stdout, re.MULTILINE)

    def test_gives_findings_of_stable_keys(self, tmp_path: Path) -> None:
        result = run("check", self.wrong(tmp_path), *TODAY, "--json")
        assert result.exit_code == 1
        keys = {"rule", "severity", "records", "path", "found", "expected", "sources", "names"}
        assert {frozenset(finding) for finding in json.loads(result.stdout)} == {frozenset(keys)}

    def test_ends_with_0_for_warnings_alone(self, tmp_path: Path) -> None:
        cs.write_json(small(status="scheduled"), tmp_path / "late.json")
        assert "warning   scheduled-long-past" in answer("check", tmp_path / "late.json", *TODAY)
        assert plain("check", tmp_path / "late.json", "--today", "2014-01-01") == []

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device on this system")
    def test_refuses_a_device_that_never_ends(self) -> None:
        result = run("check", "/dev/zero", *TODAY)
        assert result.exit_code == 2
        assert "/dev/zero:1:1: found" in result.stderr

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device on this system")
    def test_refuses_a_device_that_never_ends_in_any_format(self) -> None:
        for name in [file_format.name for file_format in cs.formats.FORMATS if file_format.reader]:
            result = run("convert", "/dev/zero", "-", "--from", name, "--to", "json")
            assert result.exit_code == 2
            assert result.stderr.startswith("error: 1 problem:\n  /dev/zero")

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device on this system")
    @pytest.mark.parametrize(
        ("option", "file_to_read", "target"),
        [("--ids", "c.ics", "w.json"), ("--since", "built-in", "w.ics")],
    )
    def test_refuses_a_device_that_never_ends_for_any_option(
        self, option: str, file_to_read: str, target: str, tmp_path: Path
    ) -> None:
        cs.write_ics(small(), tmp_path / "c.ics")
        source = file_to_read if file_to_read == "built-in" else tmp_path / file_to_read
        told = refusal("convert", source, tmp_path / target, option, "/dev/zero")
        assert "/dev/zero: found 'more than 67108864 bytes'" in told
        assert not (tmp_path / target).exists()

    def test_tells_of_too_little_memory(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def read(*_: object, **__: object) -> None:
            raise MemoryError

        monkeypatch.setattr("cstoevents.cli.files.InputFile.read", read)
        assert refusal("check", file) == "error: there is not enough memory for this\n"

    @pytest.mark.parametrize("through_a_pipe", [False, True])
    def test_finds_keys_given_twice(self, through_a_pipe: bool, file: Path) -> None:
        text = file.read_text("utf-8").replace('"id":"club-1"', '"id":"club-1","kind":"talks"', 1)
        assert text.count('"kind":"talks"') == 1
        file.write_text(text, "utf-8")
        if through_a_pipe:
            result = run("check", "-", *TODAY, "--json", stdin=text)
        else:
            result = run("check", file, *TODAY, "--json")
        assert result.exit_code == 1
        assert [
            (finding["rule"], finding["path"].rpartition(".")[2], finding["found"])
            for finding in json.loads(result.stdout)
        ] == [("duplicate-key", "kind", "2 values")]

    @pytest.mark.parametrize("how", [[], ["--data"]])
    def test_finds_references_that_lead_nowhere(self, how: list[str], tmp_path: Path) -> None:
        hall = cs.Chronicle(
            cs.Place(id="hall", name="Hall", kind="venue", within="minsk"), within=CSTO
        )
        cs.write_json(hall, tmp_path / "hall.json")
        result = run("check", *how, tmp_path / "hall.json", *TODAY)
        assert result.exit_code == 1
        assert "dangling-reference" in result.stdout
        assert plain("check", *how, tmp_path / "hall.json", *TODAY, "--within") == []

    def test_of_a_package_of_tables(self, tmp_path: Path) -> None:
        cs.write_csv(small(when="2011-06-01"), tmp_path / "club")
        assert run("check", tmp_path / "club", *TODAY).exit_code == 1

    def test_takes_one_file(self, file: Path) -> None:
        assert "FILE and --data are the same" in refusal("check", file, "--data", file)

    def test_of_the_built_in_data_agrees_with_the_library(self) -> None:
        result = run("check", *TODAY, "--json")
        found = CSTO.check("2026-11-24")
        assert len(json.loads(result.stdout)) == len(found)
        is_wrong = any(finding.severity is cs.checks.Severity.ERROR for finding in found)
        assert result.exit_code == int(is_wrong)
        ranks = [finding["severity"] for finding in json.loads(result.stdout)]
        assert ranks == sorted(ranks, key=[*cs.checks.Severity].index)


class TestPeriods:
    def test_who_had_a_post_in_a_window_is_shown_with_the_days_of_it_in_the_window(self) -> None:
        shown = run("who", "secretary-general", "csto", "--during", "2022-07/2023-06").stdout
        heads, *rows = (line for line in shown.splitlines() if line.strip("─━- "))
        assert "Of it in the window" in heads
        assert any("1 July 2022 – " in row for row in rows)
        assert any("1 January 2023 – 30 June 2023" in row for row in rows)
        assert "in the window" not in run("who", "secretary-general", "csto").stdout


class TestMerge:
    def files(self, tmp_path: Path, **changes: Any) -> tuple[Path, Path]:
        one, other = tmp_path / "one.json", tmp_path / "other.json"
        cs.write_json(small(), one)
        cs.write_json(small(**changes), other)
        return one, other

    def test_of_what_agrees_is_written(self, tmp_path: Path) -> None:
        one, other = self.files(tmp_path, note="More of it")
        target = tmp_path / "both.json"
        result = run("merge", one, other, "-o", target)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"written: {target}\n"
        assert cs.read_json(target) == small(note="More of it")

    def test_licences_that_differ_are_told_and_none_is_claimed(self, tmp_path: Path) -> None:
        files = []
        for licence in ("CC0-1.0", "CC-BY-NC-4.0"):
            files.append(tmp_path / f"{licence}.json")
            cs.write_json(cs.Chronicle(small(), about=cs.About(licence=licence)), files[-1])
        target = tmp_path / "both.json"
        result = run("merge", *files, "-o", target)
        told, last = result.stderr.splitlines()
        assert told == (
            "licence: 'CC0-1.0', 'CC-BY-NC-4.0' differ, so none is claimed for both together"
        )
        assert (result.exit_code, last) == (0, f"written: {target}")
        assert cs.read_json(target).about.licence is None
        assert "licence" not in run("merge", files[0], files[0], "-o", "-").stderr

    def test_with_open_conflicts_writes_nothing(self, tmp_path: Path) -> None:
        one, other = self.files(tmp_path, when="2014-03-02")
        target = tmp_path / "both.json"
        result = run("merge", one, other, "-o", target)
        assert (result.exit_code, result.stdout) == (1, "")
        conflict, last = result.stderr.splitlines()
        assert conflict.startswith("conflict: club-4")
        assert "2014-03-01" in conflict
        assert "2014-03-02" in conflict
        assert last.startswith("nothing written: 1 open conflict;")
        assert not target.exists()
        assert run("merge", one, other, "-o", "-").stdout == ""

    @pytest.mark.parametrize(("prefer", "day"), [("one", "2014-03-01"), ("other", "2014-03-02")])
    def test_writes_what_is_preferred(self, prefer: str, day: str, tmp_path: Path) -> None:
        one, other = self.files(tmp_path, when="2014-03-02")
        result = run("merge", one, other, "-o", "-", "--prefer", prefer)
        assert result.exit_code == 0
        assert result.stderr.startswith("conflict: club-4")
        assert str(cs.read_json(result.stdout.encode()).event("club-4").when) == day

    def announced(self, tmp_path: Path) -> tuple[Path, Path]:
        one, other = self.files(tmp_path)
        again = cs.Meeting(
            id="announced",
            kind="meeting",
            title={"en": "Meeting 5", "ru": "Встреча 5"},
            when="2015-03",
            status="scheduled",
            entries=[cs.SeriesEntry(series="club-meetings", number=5)],
        )
        held = cs.Meeting(
            id="club-5",
            kind="meeting",
            title={"en": "Meeting 5", "ru": "Встреча 5"},
            when="2015-03-01",
            status="held",
            entries=[cs.SeriesEntry(series="club-meetings", number=5)],
        )
        cs.write_json(small().add(held), one)
        cs.write_json(small().add(again), other)
        return one, other

    def test_proposes_what_may_be_one_thing(self, tmp_path: Path) -> None:
        one, other = self.announced(tmp_path)
        result = run("merge", one, other, "-o", "-")
        assert result.exit_code == 0
        assert result.stderr.startswith("match: club-5 and announced: ")
        assert "announced" in cs.read_json(result.stdout.encode())

    def test_makes_one_of_matches_if_asked(self, tmp_path: Path) -> None:
        one, other = self.announced(tmp_path)
        result = run("merge", one, other, "-o", "-", "--apply-matches")
        assert result.exit_code == 0
        assert result.stderr.startswith("made one: club-5 and announced: ")
        merged = cs.read_json(result.stdout.encode())
        assert "announced" not in merged
        assert str(merged.event("club-5").when) == "2015-03-01"

    def test_makes_one_of_what_may_be_one_only_if_asked_for_that(self, tmp_path: Path) -> None:
        one, other = tmp_path / "one.json", tmp_path / "other.json"
        for path, id, when in ((one, "visit", "2015-03-01"), (other, "trip", "2015-03-20")):
            visit = cs.Event(id=id, kind="visit", title="Visit", when=when, status="scheduled")
            cs.write_json(cs.Chronicle(visit), path)
        result = run("merge", one, other, "-o", "-", "--apply-matches")
        assert result.stderr.startswith("possible match: visit and trip: ")
        assert "trip" in cs.read_json(result.stdout.encode())
        result = run("merge", one, other, "-o", "-", "--apply-all-matches", "--prefer", "other")
        assert result.stderr.startswith("made one: visit and trip: ")
        assert "trip" not in cs.read_json(result.stdout.encode())

    def test_reads_one_from_a_pipe_and_writes_tables(self, tmp_path: Path) -> None:
        one, other = self.files(tmp_path)
        result = run("merge", "-", other, "-o", tmp_path / "both.zip", stdin=one.read_bytes())
        assert result.exit_code == 0
        assert cs.read_csv(tmp_path / "both.zip") == small()

    def test_beside_the_built_in_data(self, tmp_path: Path) -> None:
        hall = cs.Chronicle(
            cs.Place(id="hall", name="Hall", kind="venue", within="minsk"), within=CSTO
        )
        path, target = tmp_path / "hall.json", tmp_path / "both.json"
        cs.write_json(hall, path)
        assert "expected the id of a place" in refusal("merge", path, path, "-o", target)
        assert "read it with --within" in refusal("merge", path, path, "-o", target)
        assert run("merge", path, path, "-o", target, "--within").exit_code == 0
        assert len(cs.read_json(target, within=CSTO)) == 1

    @pytest.mark.parametrize("target", ["both.ics", "both.csv", "both.md"])
    def test_is_never_written_where_it_would_lose_something(
        self, target: str, tmp_path: Path
    ) -> None:
        one, other = self.files(tmp_path)
        said = refusal("merge", one, other, "-o", tmp_path / target)
        assert "expected a format that carries everything" in said
        assert not (tmp_path / target).exists()

    def test_needs_a_target(self, file: Path) -> None:
        assert "Missing option" in refusal("merge", file, file)


class TestDiff:
    def test_is_what_the_library_says(self, tmp_path: Path, file: Path) -> None:
        changed = small(when="2014-04-01").remove("jo-doe--club--chair--2020")
        cs.write_json(changed, tmp_path / "changed.json")
        for arguments in ((file, tmp_path / "changed.json"), (file, file)):
            result = run("diff", *arguments, "--json")
            before, after = (cs.read_json(path) for path in arguments)
            assert json.loads(result.stdout) == before.diff(after).to_dict()
            assert result.exit_code == (1 if before.diff(after) else 0)

    def test_is_a_line_for_each_field_and_each_member_of_a_list(
        self, tmp_path: Path, file: Path
    ) -> None:
        url = "https://example.org/4"
        changed = small(when="2014-04-01", links=[url], status="scheduled")
        cs.write_json(changed, tmp_path / "changed.json")
        result = run("diff", file, tmp_path / "changed.json")
        assert result.stdout.splitlines() == [
            "~ Meeting club-4: Meeting 4",
            "    when: 2014-03-01 -> 2014-04-01",
            "    status: held -> scheduled",
            f"    links: + {url}",
        ]
        back = run("diff", tmp_path / "changed.json", file, "--lang", "ru").stdout
        assert back.startswith("~ Заседание club-4: Встреча 4\n")

    def test_takes_states_whose_references_lead_elsewhere(self, tmp_path: Path) -> None:
        cs.write_json(CSTO, tmp_path / "csto.json")
        assert answer("diff", "built-in", tmp_path / "csto.json") == ""

    def test_a_null_is_not_nothing(self, tmp_path: Path) -> None:
        for name, extra in (("a.json", {}), ("b.json", {"room": None})):
            osh = cs.Place(id="osh", name="Osh", kind="city", extra=extra)
            cs.write_json(cs.Chronicle(osh), tmp_path / name)
        result = run("diff", tmp_path / "a.json", tmp_path / "b.json")
        assert (result.exit_code, result.stderr) == (1, "")
        assert "extra.room: nothing -> null" in result.stdout

    @pytest.mark.parametrize("command", [["diff"], ["merge", "-o", "-"]], ids=" ".join)
    def test_takes_the_pipe_once(self, command: list[str]) -> None:
        assert "only one of the two can come through the pipe" in refusal(*command, "-", "-")


class TestConvert:
    WHOLE = ("club.json", "tables", "tables.zip")
    LOSING = ("club.csv", "club.xlsx", "club.ics", "club.jsonld", "club.md", "club.html")

    @pytest.mark.parametrize(
        ("target", "ids"),
        [
            ("o.json", "o.json"),
            ("o.json", "./x/../o.json"),
            ("o.json", "link"),
            ("link", "o.json"),
            ("tables", "tables/places.csv"),
            ("tables", "tables/datapackage.json"),
        ],
    )
    def test_the_table_of_ids_is_no_file_that_is_written(
        self, target: str, ids: str, tmp_path: Path
    ) -> None:
        source = tmp_path / "c.ics"
        cs.write_ics(small(), source)
        (tmp_path / "link").symlink_to("o.json")
        paths = (tmp_path / target, f"{tmp_path}/{ids}")
        to = "csv" if target == "tables" else "json"
        told = refusal("convert", source, paths[0], "--to", to, "--ids", paths[1])
        assert "--ids and OUT are one file" in told
        assert {path.name for path in tmp_path.iterdir()} == {"c.ics", "link"}

    def test_the_table_of_ids_may_be_beside_what_is_written(self, tmp_path: Path) -> None:
        source = tmp_path / "c.ics"
        cs.write_ics(small(), source)
        for target in ("o.json", "tables", "tables.zip"):
            result = run("convert", source, tmp_path / target, "--ids", tmp_path / "ids.csv")
            assert result.exit_code == 0
        assert cs.formats.read_ids(tmp_path / "ids.csv")

    @pytest.mark.parametrize("source", WHOLE)
    @pytest.mark.parametrize("target", WHOLE)
    def test_between_formats_that_carry_everything(
        self, source: str, target: str, tmp_path: Path, file: Path
    ) -> None:
        if source != file.name:
            assert run("convert", file, tmp_path / source).exit_code == 0
        result = run("convert", tmp_path / source, tmp_path / f"again-{target}")
        assert result.exit_code == 0
        assert result.stderr == f"written: {tmp_path / f'again-{target}'}\n"
        assert run("convert", tmp_path / f"again-{target}", "-").stdout == file.read_text("utf-8")

    @pytest.mark.parametrize("target", LOSING)
    def test_tells_what_others_lose(self, target: str, tmp_path: Path, file: Path) -> None:
        result = run("convert", file, tmp_path / target)
        assert (result.exit_code, result.stdout) == (0, "")
        first, *losses, last = result.stderr.splitlines()
        assert re.fullmatch(r"\d+ loss(es)? in .+:", first)
        assert losses
        assert last == f"written: {tmp_path / target}"
        assert (tmp_path / target).stat().st_size

    @pytest.mark.parametrize(
        "name", [file_format.name for file_format in cs.formats.FORMATS if file_format.writer]
    )
    def test_through_a_pipe_in_any_format(self, name: str, file: Path) -> None:
        result = run("convert", "-", "-", "--to", name, stdin=file.read_bytes())
        assert result.exit_code == 0
        assert result.stdout_bytes
        assert "written" not in result.stderr

    @pytest.mark.parametrize(
        "name", [file_format.name for file_format in cs.formats.FORMATS if file_format.reader]
    )
    def test_from_a_pipe_in_any_format(self, name: str, file: Path) -> None:
        written = run("convert", file, "-", "--to", name).stdout_bytes
        for stated in ([], ["--from", name])[name == "sheet" :]:
            result = run("convert", "-", "-", *stated, stdin=written)
            assert result.exit_code == 0
            assert len(cs.read_json(result.stdout_bytes).events) == 3

    @pytest.mark.parametrize("name", ["popolo", "ics", "sqlite", "csv", "json"])
    def test_a_file_of_another_name_is_read_as_what_it_is(
        self, name: str, tmp_path: Path, file: Path
    ) -> None:
        other, chosen = tmp_path / "other.tsv", format_named(name)
        with other.open("wb") as target:
            chosen.write(cs.read_json(file), target)
        told = f"{other}: read as {chosen.title}, since it begins so\n"
        for result in (
            run("convert", other, "-"),
            run("check", other, *TODAY),
            run("timeline", "--data", other, *TODAY),
            run("diff", other, other),
        ):
            assert (result.exit_code, result.stderr.count(told) > 0) == (0, True)

    def test_a_format_that_is_stated_and_wrong_is_told_with_the_right_one(
        self, tmp_path: Path, file: Path
    ) -> None:
        run("convert", file, tmp_path / "club.popolo.json")
        told = refusal("convert", tmp_path / "club.popolo.json", "-", "--from", "ics")
        assert "found 'Popolo', expected the format ics; --from popolo reads this" in told

    def test_what_comes_through_a_pipe_and_tells_nothing_is_taken_for_json(self) -> None:
        result = run("convert", "-", "-", stdin="Subject,Start Date\n")
        assert result.exit_code == 2
        assert "a pipe; `cstoevents convert --from` reads other formats" in result.stderr

    def test_a_file_that_nothing_reads_is_named(self, tmp_path: Path, file: Path) -> None:
        run("convert", file, tmp_path / "club.jsonld")
        (tmp_path / "club.jsonld").rename(tmp_path / "club.json")
        result = run("convert", tmp_path / "club.json", "-")
        assert result.exit_code == 2
        assert "found 'jsonld', expected a format that can be read" in result.stderr

    @pytest.mark.parametrize("name", ["popolo", "timelinejs"])
    def test_to_a_format_that_no_ending_names(self, name: str, tmp_path: Path, file: Path) -> None:
        assert run("convert", file, tmp_path / "club.json", "--to", name).exit_code == 0
        assert json.loads((tmp_path / "club.json").read_bytes())

    def test_of_the_built_in_data(self, tmp_path: Path) -> None:
        assert run("convert", "built-in", tmp_path / "csto.json").exit_code == 0
        assert cs.read_json(tmp_path / "csto.json") == CSTO

    def test_in_russian(self, file: Path) -> None:
        assert "Встреча 1" in run("convert", file, "-", "--to", "markdown", "--lang", "ru").stdout
        assert "Meeting 1" in run("convert", file, "-", "--to", "markdown").stdout

    def test_of_a_sheet_with_days_first(self, tmp_path: Path) -> None:
        sheet = tmp_path / "sheet.csv"
        sheet.write_text("id,kind,title,date\nvisit,visit,A visit,1/2/2024\n")
        assert run("convert", sheet, "-").exit_code == 2
        result = run("convert", sheet, "-", "--dates", "day-first")
        assert str(cs.read_json(result.stdout_bytes).event("visit").when) == "2024-02-01"

    def test_of_a_sheet_with_what_all_rows_have(self, tmp_path: Path) -> None:
        sheet = tmp_path / "sheet.csv"
        sheet.write_text("event,date\nA visit,12 January\n")
        result = run("convert", sheet, "-", "--given", "Year=2026", "--given", "Kind=visit")
        (visit,) = cs.read_json(result.stdout_bytes).events
        assert (str(visit.when), visit.kind) == ("2026-01-12", "visit")
        assert "'Year' has no = in it" in refusal("convert", sheet, "-", "--given", "Year")

    def test_writes_ids_into_a_sheet_which_keep_through_edits(self, tmp_path: Path) -> None:
        plan, kept = tmp_path / "plan.csv", tmp_path / "kept.csv"
        plan.write_text("Date,Event\n2025-05-19,A visit\n2025-05-20,Another\n")
        assert run("convert", plan, kept, "--kind", "visit").exit_code == 0
        kept.write_text(kept.read_text("utf-8").replace("A visit", "The visit"), "utf-8")
        result = run("convert", kept, "-")
        assert {event.id: str(event.title) for event in cs.read_json(result.stdout_bytes)} == {
            "2025-05-19-a-visit": "The visit",
            "2025-05-20-another": "Another",
        }

    def test_of_a_calendar_with_what_comes_back(self, tmp_path: Path) -> None:
        feed = tmp_path / "feed.ics"
        feed.write_text(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a@b\nSUMMARY:A\nCLASS:PUBLIC\n"
            "DTSTART:20250101T220000Z\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\nEND:VCALENDAR\n"
        )
        assert "as --window" in run("convert", feed, "-").stderr
        asked = ("--window", "2025", "--timezone", "Asia/Bishkek")
        result = run("convert", feed, "-", *asked)
        days = [str(event.when) for event in cs.read_json(result.stdout_bytes).meetings]
        assert days == ["2025-01-02", "2025-01-03", "2025-01-04"]
        assert "read: 2 losses in ics:" in result.stderr

    def test_to_a_calendar_that_takes_the_place_of_another(self, tmp_path: Path) -> None:
        for status in ("scheduled", "cancelled"):
            cs.write_json(small(status=status), tmp_path / f"{status}.json")
        board = tmp_path / "board.ics"
        assert run("convert", tmp_path / "scheduled.json", board).exit_code == 0
        assert "SEQUENCE:0" in board.read_text("utf-8")
        again = run("convert", tmp_path / "cancelled.json", board, "--since", board)
        assert again.exit_code == 0
        assert "SEQUENCE:1" in board.read_text("utf-8")
        assert "STATUS:CANCELLED" in board.read_text("utf-8")

    def test_of_a_sheet_tells_what_the_reader_decided(self, tmp_path: Path) -> None:
        sheet = tmp_path / "sheet.csv"
        sheet.write_text("A title\nkind,title,date\nvisit,A visit,2024\n")
        told = run("convert", sheet, "-").stderr
        assert f"{sheet}:2: header: the headers are in line 2" in told

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["--dates", "day-first"], "--dates goes with a sheet"),
            (["--window", "2025"], "--window goes with a calendar"),
            (["--timezone", "Asia/Bishkek"], "--timezone goes with a calendar"),
            (["--since", "old.ics"], "--since says nothing of json"),
            (["--overwrite"], "--overwrite says nothing of json"),
            (["--lang", "en"], "--lang says nothing of json"),
        ],
    )
    def test_refuses_an_option_that_says_nothing(
        self, arguments: list[str], reason: str, file: Path
    ) -> None:
        assert reason in refusal("convert", file, "-", *arguments)

    def test_warns_of_keys_given_twice(self, tmp_path: Path) -> None:
        path = tmp_path / "twice.json"
        path.write_text(
            '{"format_version": "1",'
            ' "places": [{"id": "a", "kind": "city", "name": "A", "name": "B"}]}'
        )
        result = run("convert", path, "-")
        assert result.exit_code == 0
        assert result.stderr == (
            f"{path}: error: duplicate-key: a: places[0].name: found 2 values, expected one\n"
        )

    def test_warns_of_keys_given_twice_in_popolo(self, tmp_path: Path) -> None:
        path = tmp_path / "twice.popolo.json"
        path.write_text('{"persons": [{"id": "a", "name": "A"}], "persons": []}')
        result = run("convert", path, "-")
        assert result.exit_code == 0
        assert "duplicate-key" in result.stderr

    @pytest.mark.parametrize("how", ["a folder", "a zip", "a pipe"])
    def test_warns_of_keys_given_twice_in_a_package(self, how: str, tmp_path: Path) -> None:
        folder, archive = tmp_path / "tables", tmp_path / "tables.zip"
        cs.write_csv(small(), folder)
        descriptor = folder / "datapackage.json"
        descriptor.write_text(descriptor.read_text("utf-8").replace("{", '{"title": "A",', 1))
        descriptor.write_text(descriptor.read_text("utf-8").replace("{", '{"title": "B",', 1))
        with zipfile.ZipFile(archive, "w") as packed:
            for path in folder.iterdir():
                packed.write(path, path.name)
        source = {"a folder": folder, "a zip": archive, "a pipe": "-"}[how]
        result = run("convert", source, "-", "--to", "json", stdin=archive.read_bytes())
        assert result.exit_code == 0
        assert "error: duplicate-key: title: found 2 values, expected one" in result.stderr

    def test_beside_the_built_in_data(self, tmp_path: Path) -> None:
        sheet = tmp_path / "mine.json"
        mine = cs.Event(id="mine", kind="visit", title="Mine", place="minsk")
        cs.write_json(cs.Chronicle(mine, within=CSTO), sheet)
        assert run("convert", sheet, "-").exit_code == 2
        assert run("convert", sheet, "-", "--within").exit_code == 0

    def test_into_a_folder_of_others_tables_says_how_to_replace_them(
        self, tmp_path: Path, file: Path
    ) -> None:
        folder = tmp_path / "tables"
        folder.mkdir()
        (folder / "places.csv").write_text("id,name\n")
        for command in (["convert", file, folder], ["merge", file, file, "-o", folder]):
            said = refusal(*command)
            assert "expected another folder, or --overwrite to replace" in said
            assert (folder / "places.csv").read_text() == "id,name\n"
            assert run(*command, "--overwrite").exit_code == 0
            assert cs.read_csv(folder) == small()
            (folder / "datapackage.json").unlink()
            (folder / "places.csv").write_text("id,name\n")

    def test_into_an_unknown_ending_is_refused_before_work(self, tmp_path: Path) -> None:
        said = refusal("convert", tmp_path / "not-there.json", tmp_path / "club.docx")
        assert "found '.docx', expected a name that ends in one of .json" in said

    def test_into_a_folder_that_is_not_there_names_the_target(
        self, tmp_path: Path, file: Path
    ) -> None:
        target = tmp_path / "none" / "club.json"
        assert refusal("convert", file, target) == f"error: {target}: No such file or directory\n"

    def test_of_a_broken_file_leaves_the_target_alone(self, tmp_path: Path, file: Path) -> None:
        before = file.read_bytes()
        refusal("convert", DAMAGED / "cut-short.json", file)
        assert file.read_bytes() == before
        assert [*tmp_path.iterdir()] == [file]


# Terminals and pipes


@contextlib.contextmanager
def terminal_of(width: int, height: int = 24) -> Iterator[tuple[int, int]]:
    """A pseudo-terminal of a size: the end to read, and the end to give to a program."""
    ours, theirs = os.openpty()
    try:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        tty.setraw(theirs)  # no line is changed on its way
        yield ours, theirs
    finally:
        for end in (ours, theirs):
            with contextlib.suppress(OSError):
                os.close(end)


def on_a_terminal(*arguments: str, width: int = 80, **variables: str) -> str:
    """What the installed command shows on a terminal."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PAGER": "cat"}
    environment |= variables
    with terminal_of(width) as (ours, theirs):
        program = subprocess.Popen(
            [PROGRAM, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
        )
        os.close(theirs)
        shown = io.BytesIO()
        with contextlib.suppress(OSError):  # so a terminal ends
            while chunk := os.read(ours, 65536):
                shown.write(chunk)
        program.wait(60)
    return shown.getvalue().decode()


ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def columns_of(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class TestTerminal:
    @pytest.mark.parametrize("width", [60, 80, 200])
    def test_tables_fit_the_width(self, width: int) -> None:
        shown = on_a_terminal("timeline", "2025-05", "--surely", width=width)
        lines = ESCAPES.sub("", shown).splitlines()
        assert max(map(columns_of, lines)) <= width
        assert len(lines) > 10
        assert {"Date", "Event", "Place"} <= set(ESCAPES.sub("", shown).split())

    @pytest.mark.parametrize("width", [10, 20, 30])
    def test_rows_stand_below_each_other_where_tables_dont_fit(self, width: int) -> None:
        arguments = ["who", "secretary-general", "csto"]
        lines = ESCAPES.sub("", on_a_terminal(*arguments, width=width)).splitlines()
        assert max(map(columns_of, lines)) <= width
        words = "".join("".join(lines).split())
        for row in cs.table(CSTO.holders("secretary-general", "csto"), CSTO).rows:
            assert "".join(row[0].split()) in words
            assert "".join(row[4].split()) in words

    def test_no_id_is_broken_and_no_cell_cut(self) -> None:
        found = ESCAPES.sub("", on_a_terminal("find", "ordabayev", width=80))
        assert {hit.record.id for hit in CSTO.search("ordabayev")} <= set(found.split())
        week = on_a_terminal("week", "2025-05-13", "--lang", "ru", *TODAY, width=80)
        assert re.search("560 дней назад|560 дней +\\n", ESCAPES.sub("", week))

    def test_are_bold_and_coloured(self, tmp_path: Path) -> None:
        cs.write_json(small(when="2011-06-01"), tmp_path / "wrong.json")
        shown = on_a_terminal("check", str(tmp_path / "wrong.json"), *TODAY)
        assert "\x1b[1;31merror" in shown

    def test_have_no_colours_where_they_are_unwanted(self, tmp_path: Path) -> None:
        cs.write_json(small(when="2011-06-01"), tmp_path / "wrong.json")
        shown = on_a_terminal("check", str(tmp_path / "wrong.json"), *TODAY, NO_COLOR="1")
        codes = {
            code
            for found in re.findall(r"\x1b\[([0-9;]*)m", shown)
            for code in found.split(";")
            if code
        }
        assert codes <= {"0", "1", "2"}, "weight may stay, colours may not"

    def test_that_know_nothing_get_plain_text(self) -> None:
        shown = on_a_terminal("timeline", "2025-05-13", "--surely", TERM="dumb")
        assert "\x1b" not in shown

    def test_are_given_long_answers_page_by_page(self) -> None:
        """Through the program that PAGER names; a short answer, JSON and a pipe are not."""
        pager = {"PAGER": "sed s/^/page:/"}
        assert "page:" in on_a_terminal("list", "organisations", **pager)
        assert "page:" not in on_a_terminal("today", "--today", "2999-01-01", **pager)
        assert "page:" not in on_a_terminal("list", "organisations", "--json", **pager)

    def test_get_json_as_it_is(self, file: Path) -> None:
        shown = on_a_terminal("timeline", "--data", str(file), "--json")
        assert len(json.loads(shown)) == 3

    def test_are_not_filled_with_an_archive(self, file: Path) -> None:
        shown = on_a_terminal("convert", str(file), "-", "--to", "csv")
        assert "csv is a zip, nothing to read on a terminal" in shown


MALICIOUS = (
    "Talks [bold red]on[/] \x1b[2J\x1b]0;title\x07 \x9b31m \x7f \u202etxt.exe [link=http://a.b]"
)


@pytest.fixture
def malicious(tmp_path: Path) -> Path:
    meeting = cs.Meeting(id="talks", kind="talks", title=MALICIOUS, when="2025-05-13")
    cs.write_json(cs.Chronicle(meeting), tmp_path / "malicious.json")
    return tmp_path / "malicious.json"


class TestWhatIsInTheData:
    """What a file says is shown as it is written, and never obeyed."""

    @pytest.mark.parametrize("arguments", [["timeline"], ["show", "talks"]], ids=" ".join)
    def test_commands_no_pipe(self, arguments: list[str], malicious: Path) -> None:
        shown = answer(*arguments, "--data", malicious)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
        assert "Talks [bold red]on[/] ␛[2J␛]0;title␇ �31m ␡ �txt.exe [link=http://a.b]" in shown

    def test_is_whole_in_json_and_harmless_too(self, malicious: Path) -> None:
        shown = answer("timeline", "--data", malicious, "--json")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)
        assert json.loads(shown)[0]["event"]["title"] in (MALICIOUS, {"en": MALICIOUS})

    def test_commands_no_terminal(self, malicious: Path) -> None:
        shown = on_a_terminal("timeline", "--data", str(malicious), width=200)
        assert "[bold red]on[/] ␛[2J␛]0;title␇" in ESCAPES.sub("", shown)
        codes = set(re.findall(r"\x1b\[[0-9;]*(?!m)[A-Za-z]|\x1b[^\[]|[\x07\x7f-\x9f]", shown))
        assert {code for code in codes if not code.endswith("m")} == set()

    def test_commands_nothing_through_an_error(self, tmp_path: Path) -> None:
        broken = {"format_version": "1", "places": [{"id": "\x1b[2J", "\x1b[31mkey": 1}]}
        (tmp_path / "broken.json").write_text(json.dumps(broken))
        said = refusal("timeline", "--data", tmp_path / "broken.json")
        assert "\x1b" not in said
        assert r"\x1b[2J: places[0]" in said


def test_the_hook_for_a_repository_of_data_runs_a_command_that_is_there() -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entry = re.search(r"^  entry: cstoevents (\w+)$", hook, re.MULTILINE)
    assert entry
    assert entry[1] in COMMANDS


ENDLESS = {
    "words that are no JSON": ("check -", b"", b"[[\n"),
    "objects within each other": ("check -", b"", b'{"a":'),
    "one object after another": ("check -", b"", b"{}\n"),
    "records": ("check -", b'{"events": [', b"{},\n"),
    "a text": ("check -", b'{"$schema": "', b"y"),
    "rows of a sheet": ("convert - - --from sheet --to json", b"title,date\n", b"x,2001\n"),
    "a zip": ("convert - - --from csv --to json", b"PK\3\4", b"\0"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("command", "start", "words"), ENDLESS.values(), ids=ENDLESS)
def test_what_comes_through_a_pipe_without_an_end_is_refused(
    command: str, start: bytes, words: bytes
) -> None:
    """In little memory, and in a time that one would wait for."""
    resource = pytest.importorskip("resource", reason="a system without limits of memory")
    most = 600 * 2**20
    read, write = os.pipe()

    def give() -> None:
        with contextlib.suppress(BrokenPipeError), open(write, "wb", buffering=0) as pipe:  # noqa: PTH123 - a number
            pipe.write(start)
            while True:
                pipe.write(words * (2**16 // len(words)))

    giver = threading.Thread(target=give, daemon=True)
    giver.start()
    done = installed(
        *command.split(),
        stdin=read,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
    )
    os.close(read)
    giver.join(10)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: 1 problem:\n  standard input")


class TestOutputThatFails:
    """What can't be written is told once, and without a traceback."""

    @pytest.mark.parametrize("arguments", [["series"], ["--help"]], ids=" ".join)
    def test_onto_a_full_disk(self, arguments: list[str]) -> None:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
        assert done.returncode == 2
        assert done.stderr == "error: standard output: No space left on device\n"

    def test_onto_a_closed_output(self) -> None:
        done = installed("series", preexec_fn=lambda: os.close(1))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "error: standard output is closed\n"

    @pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="a system without /dev/stdout")
    @pytest.mark.parametrize("how", ["/dev/stdout", "/dev/fd/1", "a pipe with a name"])
    def test_onto_a_name_whose_reader_has_left_is_silent(self, how: str, tmp_path: Path) -> None:
        target = how
        if how == "a pipe with a name":
            target = str(tmp_path / "pipe")
            os.mkfifo(target)
        with subprocess.Popen(
            [PROGRAM, "convert", "built-in", target, "--to", "json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as program:
            assert program.stdout
            assert program.stderr
            with program.stdout if target == how else Path(target).open("rb") as file:
                assert file.read(1) == b"{"
            assert program.stderr.read() == b""
            assert program.wait(60) == 0

    def test_with_a_closed_stderr_keeps_stdout_clean(self) -> None:
        done = installed("show", "nobody", preexec_fn=lambda: os.close(2))
        assert (done.returncode, done.stdout) == (2, "")

    @pytest.mark.slow
    def test_with_a_closed_stderr_writes_all_the_same(self, tmp_path: Path, file: Path) -> None:
        target = tmp_path / "again.json"
        done = installed("convert", str(file), str(target), preexec_fn=lambda: os.close(2))
        assert (done.returncode, done.stdout) == (0, "")
        assert target.read_bytes() == file.read_bytes()

    @pytest.mark.slow
    def test_of_a_command_whose_input_is_closed_is_told(self) -> None:
        done = installed("check", "-", preexec_fn=lambda: os.close(0))
        assert (done.returncode, done.stdout) == (2, "")
        assert "standard input: found 'it is closed'" in done.stderr

    def test_in_a_program_that_keeps_it_in_memory_is_told_too(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(text: str) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(terminal, "show_json", fails)
        result = run("series", "--json")
        assert result.exit_code == 2
        assert "No space left on device" in result.stderr

    @pytest.mark.slow
    def test_of_an_interrupted_command_is_silent(self) -> None:
        program = subprocess.Popen(
            [PROGRAM, "check", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads
        )
        assert program.stdin
        program.stdin.write(b" " * 2**20)  # more than a pipe holds, so it is being read
        program.send_signal(signal.SIGINT)
        out, said = program.communicate(timeout=60)
        assert (program.returncode, out, said) == (130, b"", b"")

    @pytest.mark.parametrize("module", ["click", "attrs", "msgspec", "cstoevents.errors"])
    def test_of_a_command_interrupted_while_it_is_imported_is_silent(self, module: str) -> None:
        """From the first module on, since the package itself imports none."""
        script = f"""
import builtins
brought = builtins.__import__

def interrupted(name, *rest):
    if name == {module!r}:
        raise KeyboardInterrupt
    return brought(name, *rest)

builtins.__import__ = interrupted
from cstoevents.__main__ import main
main()
"""
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


class TestProgress:
    @pytest.mark.slow
    def test_is_shown_on_a_terminal_and_taken_away(self, file: Path) -> None:
        shown = on_a_terminal("check", str(file), *TODAY)
        assert "\x1b[?25l" in shown, "the cursor is hidden while the bar moves"
        assert "\x1b[?25h" in shown

    def test_takes_a_file_of_any_name(self, file: Path) -> None:
        folder = file.parent / "x["  # with what follows it would close a tag of rich's
        folder.mkdir()
        odd, again = folder / "bold]\x1b[2J.json", folder / "b].json"
        shown = on_a_terminal("convert", str(file.rename(odd)), str(again))
        assert "\x1b[2J" not in shown
        assert cs.read_json(again) == small()

    def test_is_no_part_of_what_is_piped(self, file: Path) -> None:
        done = installed("check", str(file), *TODAY, "--json")
        assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


class TestInstalled:
    @pytest.mark.slow
    def test_program_and_module_are_the_same(self, file: Path) -> None:
        arguments = ["show", "oslo", "--data", str(file)]
        module = subprocess.run(
            [sys.executable, "-m", "cstoevents", *arguments],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        program = installed(*arguments)
        assert program.stdout.startswith("Place: Oslo\n")
        assert (module.returncode, module.stdout) == (program.returncode, program.stdout)
        assert (program.returncode, program.stderr, module.stderr) == (0, "", "")

    @pytest.mark.slow
    def test_exit_codes(self, tmp_path: Path) -> None:
        cs.write_json(small(when="2011-06-01"), tmp_path / "wrong.json")
        assert installed("check", str(tmp_path / "wrong.json"), *TODAY).returncode == 1
        refused = installed("show", "nothing")
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr == "error: no record has the id or name 'nothing'\n"

    def test_breaking_it_off_is_no_finding(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted() -> cs.Chronicle:
            raise KeyboardInterrupt

        monkeypatch.setattr(cs, "load", interrupted)
        result = run("check", *TODAY)
        assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")

    @pytest.mark.parametrize("lines", [0, 1])
    def test_a_reader_may_stop_reading(self, lines: int) -> None:
        with subprocess.Popen(
            [PROGRAM, "timeline"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as program:
            assert program.stdout
            assert program.stderr
            for _ in range(lines):
                program.stdout.readline()
            program.stdout.close()
            assert program.stderr.read() == b""
            assert program.wait(60) == 0

    def test_pipes_that_know_no_cyrillic_get_escapes(self) -> None:
        environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
        shown = installed("show", "minsk", "--json", env=environment)
        assert json.loads(shown.stdout)["name"]["ru"] == "Минск"
        shown = installed("timeline", "2025-05-13", "--lang", "ru", env=environment)
        assert (shown.returncode, shown.stderr) == (0, "")
        assert shown.stdout.startswith("\\u0414")


def helps() -> str:
    """The part of the page that shows the help of all commands and of each."""

    def shown(command: str) -> str:
        # As in a pipe; the runner for tests would take two columns more.
        words = [*command.split(), "--help"]
        result = CliRunner().invoke(cli, words, prog_name="cstoevents", terminal_width=78)
        return f"```console\n$ {' '.join(['cstoevents', *words])}\n{result.stdout}```\n"

    return "\n".join([shown(""), *(f"### {name}\n\n{shown(name)}" for name in COMMANDS)])


def test_keys_of_ones_own_are_shown_as_json(tmp_path: Path) -> None:
    extra = {"rooms": ["204", "Зал"], "file": "01-15", "quiet": True}
    place = cs.Place(id="hall", name="Hall", kind="venue", extra=extra)
    cs.write_json(cs.Chronicle(place), tmp_path / "own.json")
    lines = answer("show", "hall", "--data", tmp_path / "own.json").splitlines()
    shown = [line.removeprefix("Extra").strip() for line in lines[1:] if ":" in line]
    assert sorted(shown) == [
        "file: 01-15",
        "quiet: true",
        'rooms: ["204", "Зал"]',
    ]


def test_what_is_found_can_be_shown() -> None:
    found = plain("find", "ordabayev", "--kind", "people")
    assert [hit["id"] for hit in found] == ["samat-ordabaev"]
    assert found[0] | {"score": 0} == {
        "id": "samat-ordabaev",
        "class": "Official",
        "name": CSTO.official("samat-ordabaev").name.to_plain(),
        "score": 0,
        "text": "Samat Ordabaev",
        "field": "name.en",
        "lang": "en",
    }
    assert answer("find", "ordabayev", "--kind", "people").split()[4] == "samat-ordabaev"
    assert len(plain("find", "csto", "--limit", "3")) == 3


@pytest.mark.parametrize("kind", ["organisations", "people", "places", "series", "meetings"])
def test_lists_all_records_of_a_kind(kind: str) -> None:
    records = getattr(CSTO, {"people": "officials"}.get(kind, kind))
    assert [record["id"] for record in plain("list", kind)] == [record.id for record in records]
    lines = answer("list", kind).splitlines()
    assert [line.split()[0] for line in lines[1 : len(records) + 1]] == [
        record.id for record in records
    ]


@pytest.mark.parametrize(
    ("words", "typed", "id"),
    [
        (["show"], "imangali", "imangali-tasmagambetov"),
        (["show"], "Тасмаг", "imangali-tasmagambetov"),
        (["members"], "CSTO", "csto"),
        (["series"], "wg-afg", "wg-afghanistan"),
        (["timeline", "--place"], "Nur-S", "astana"),
        (["who", "chair"], "odk", "csto"),
        (["show"], "", None),
        (["show", "--data", "no such file"], "csto", None),
        (["who"], "secretary-g", "secretary-general"),
        (["who"], "генеральный с", "secretary-general"),
        (["who"], "military", "head-of-military-security"),
        (["who", "--data", "no such file"], "secr", None),
        (["timeline", "--topic"], "drug tr", "drug-trafficking"),
        (["timeline", "--lang"], "r", "ru"),
        (["--lang"], "r", "ru"),
        (["convert", "plan.csv", "plan.json", "--new"], "a", "accept"),
        (["convert", "plan.csv", "plan.json", "--new"], "as", "ask"),
    ],
)
def test_the_shell_completes_ids_and_words_by_names(
    words: list[str], typed: str, id: str | None
) -> None:
    assert [item.value for item in offered(words, typed)][:1] == ([] if id is None else [id])


def offered(words: list[str], typed: str) -> list[CompletionItem]:
    return ShellComplete(cli, {}, "cstoevents", "_CSTOEVENTS_COMPLETE").get_completions(
        words, typed
    )


@pytest.mark.parametrize(
    ("words", "typed", "name", "id"),
    [
        ("show", "Тасмаг", "Имангали Тасмагамбетов", "imangali-tasmagambetov"),
        ("members", "ОДК", "ОДКБ", "csto"),
        ("who", "Генеральный с", "генеральный секретарь", "secretary-general"),
        ("timeline --topic", "миротворч", "миротворчество", "peacekeeping"),
        ("show", "imangali", "imangali-tasmagambetov", "Imangali Tasmagambetov"),
    ],
)
def test_fish_is_given_the_name_that_has_the_letters_typed(
    words: str, typed: str, name: str, id: str
) -> None:
    fish = get_completion_class("fish")
    assert fish is not None
    found = fish(cli, {}, "cstoevents", "_CSTOEVENTS_COMPLETE").get_completions(
        words.split(), typed
    )
    assert (name, id) in [(item.value, item.help) for item in found]


@pytest.mark.parametrize(
    ("given", "name"), [("Иванов", "Сергей Иванов"), ("ivanov", "Sergei Ivanov")]
)
def test_candidates_are_called_in_the_letters_of_what_was_asked(given: str, name: str) -> None:
    assert f"'sergei-ivanov' ({name}, official)" in refusal("show", given)
    assert f"«sergei-ivanov» ({name}, лицо)" in refusal("--lang", "ru", "show", given)


def test_the_words_of_options_are_taken_by_their_names_in_russian() -> None:
    for option, word, name in (
        ("--kind", "exercise", "учение"),
        ("--status", "scheduled", "запланировано"),
    ):
        wanted = answer("timeline", "2026", option, word)
        assert answer("timeline", "2026", option, name) == wanted
    assert "'нечто' is not one of" in refusal("timeline", "--kind", "нечто")


@pytest.mark.parametrize(
    ("question", "candidates"),
    [
        ("series ПА", "'pa-council' (Заседания Совета Парламентской Ассамблеи ОДКБ)"),
        ("series СМИД", "'cfm-sessions' (Заседания Совета министров иностранных дел ОДКБ)"),
        ("series csto-csc", "'csc-sessions' (Sessions of the Collective Security Council)"),
        ("series рабочая_группа_по_афганистану", "'wg-afghanistan' (Заседания Рабочей группы по"),
        ("members ПА", "'csto-pa' (Парламентская Ассамблея ОДКБ)"),
        ("who председатль", "'chair' (председатель)"),
        ("who chiar", "'chair'"),
        ("who президент", "'head-of-state' (глава государства)"),
        ("who министр", "'foreign-minister' (министр иностранных дел)"),
        ("timeline --topic афганистн", "'afghanistan' (Афганистан)"),
    ],
)
def test_a_name_that_nothing_has_brings_candidates(question: str, candidates: str) -> None:
    said = refusal(*(word.replace("_", " ") for word in question.split()))
    assert candidates in said.partition("did you mean ")[2]


def test_a_country_is_shown_by_its_name() -> None:
    assert re.search("Nationality +Kazakhstan", answer("show", "samat-ordabaev"))
    assert re.search("Гражданство +Казахстан", answer("show", "samat-ordabaev", "--lang", "ru"))


def test_each_topic_that_the_shell_offers_is_one() -> None:
    topics = [item.value for item in offered(["timeline", "--topic"], "")]
    assert len(topics) == len({topic for event in CSTO.events for topic in event.topics})
    assert all(CSTO.timeline().with_topic(topic) for topic in topics)


@pytest.mark.parametrize(
    "words",
    [
        *(["timeline", "--data"], ["timeline", "-o"], ["check"], ["merge"], ["merge", "a.json"]),
        *(["diff"], ["diff", "a.json"], ["convert"], ["convert", "a.json"]),
        *(["chart", "members", "csto", "-o"], ["convert", "--since"], ["convert", "--ids"]),
    ],
    ids=" ".join,
)
def test_the_shell_completes_names_of_files(words: list[str]) -> None:
    assert [item.type for item in offered(words, "a")] == ["file"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_prints_a_script_for_the_shell(shell: str) -> None:
    assert f"_CSTOEVENTS_COMPLETE={shell}_complete" in answer("completion", shell)


@pytest.mark.parametrize(
    ("kind", "word"), [("roles", "chair"), ("kinds", "exercise"), ("topics", "counter-terrorism")]
)
def test_lists_words_with_how_many_records_have_them(kind: str, word: str) -> None:
    counts = {row["id"]: row["records"] for row in plain("list", kind)}
    assert counts[word] > 1
    assert list(counts) == sorted(counts)


def test_tables_show_the_ids_of_their_rows_where_they_are_asked_for() -> None:
    for arguments, id in (
        (["timeline", "2025-05-13"], "wg-afghanistan-41"),
        (["anniversaries", "2027-05-15"], "cst-1992"),
        (["members", "csto"], "kg"),
        (["series", "wg-afghanistan", *TODAY], "wg-afghanistan-41"),
    ):
        assert id in answer(*arguments, "--ids").split(), arguments


def test_a_timeline_is_filtered_by_participant_topic_and_text() -> None:
    timeline = CSTO.timeline()
    for option, value, expected in (
        ("--participant", "Armenia", timeline.with_organisation("am")),
        ("--topic", "Counter-Terrorism", timeline.with_topic("counter-terrorism")),
        ("--text", "drug operation", timeline.with_text("drug operation")),
    ):
        shown = [entry["event"]["id"] for entry in plain("timeline", "2000/2030", option, value)]
        assert shown == [event.id for event in expected.during("2000/2030")]
        assert 0 < len(shown) < len(timeline)


def test_the_page_shows_the_help_of_every_command() -> None:
    assert made_from_code(PAGE) == helps(), "run this file to write that part anew"


if __name__ == "__main__":
    write_made_from_code(PAGE, helps())
