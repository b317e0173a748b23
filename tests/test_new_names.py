"""New names in a sheet that somebody is asked about: in Python, and on a terminal."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.typing import NewName

PLACES = (
    cs.Place(id="bishkek", name="Bishkek", country="KG", kind="city"),
    cs.Place(id="great-hall", name="Great Hall", within="bishkek", kind="venue"),
    cs.Place(id="minsk", name={"en": "Minsk", "ru": "Минск"}, country="BY", kind="city"),
)
KNOWN = cs.Chronicle(
    *PLACES,
    cs.Organisation(id="board", name="Archive Board", kind="other"),
    cs.Organisation(id="experts", name="Group of Experts", kind="other"),
    cs.Official(id="ann", name="Ann Example"),
    cs.Series(id="seminars", name="Archive seminars"),
)
SHEET = """\
Date,Event,Place,Organisers,Number,Series
2026-03-02,Visit,Bishkk,Archive Bord,,
2026-04-02,Visit,BISHKK,Archive Board,1,Archive seminar
2026-05-02,Visit,Piter,Archive Bord,,
"""


class Answers:
    """Somebody who is asked, and answers as is said beforehand; else that the name is new."""

    def __init__(self, said: Mapping[str, str] | None = None) -> None:
        self.said = said or {}
        self.asked: list[NewName] = []

    def __call__(self, name: NewName) -> str | None:
        self.asked.append(name)
        return self.said.get(name.name)

    @property
    def names(self) -> list[str]:
        return [name.name for name in self.asked]


def read(sheet: str, new: Any, within: cs.Chronicle | None = KNOWN, **how: Any) -> cs.Chronicle:
    return cs.read_sheet(sheet.encode(), kind="visit", within=within, new=new, **how)


def with_aliases(names: Mapping[str, str]) -> cs.Chronicle:
    """What is known, with other names for it."""
    return cs.Chronicle(
        attrs.evolve(
            record,
            aliases=[cs.Alias(value=name) for name, id in names.items() if id == record.id],
        )
        if record.id in names.values()
        else record
        for record in KNOWN
    )


class TestWhatIsAsked:
    def test_each_new_name_once_with_where_it_stands_and_what_is_near(self) -> None:
        ask = Answers()
        read(SHEET, ask)
        assert [(str(name), name.sort, name.id, name.near) for name in ask.asked] == [
            (
                "2: Place: a new place: 'Bishkk' [place-bishkk]",
                *("place", "place-bishkk", {"bishkek": "Bishkek"}),
            ),
            (
                "2: Organisers: a new organisation: 'Archive Bord' [organisation-archive-bord]",
                *("organisation", "organisation-archive-bord", {"board": "Archive Board"}),
            ),
            (
                "3: Series: a new series: 'Archive seminar' [series-archive-seminar]",
                *("series", "series-archive-seminar", {"seminars": "Archive seminars"}),
            ),
            ("4: Place: a new place: 'Piter' [place-piter]", "place", "place-piter", {}),
        ]

    def test_persons_in_posts(self) -> None:
        ask = Answers({"An Example": "ann"})
        sheet = "Name,Post,Organisation\nAn Example,Chair,Archive Board\n"
        (term,) = cs.read_sheet(sheet.encode(), within=KNOWN, new=ask).memberships
        assert [(name.sort, name.near) for name in ask.asked] == [
            ("person", {"ann": "Ann Example"})
        ]
        assert term.member == "ann"

    def test_the_cell_of_a_workbook(self, tmp_path: Path) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in (["Event", "Place"], ["Visit", "Bishkk"]):
            book.active.append(row)
        book.save(tmp_path / "plan.xlsx")
        ask = Answers()
        cs.read_sheet(tmp_path / "plan.xlsx", kind="visit", within=KNOWN, new=ask)
        (name,) = ask.asked
        assert (name.line, name.column, name.path) == (2, 2, "Place (B2)")

    def test_nobody_about_a_name_with_an_id_of_its_own_or_a_country_which_are_told(self) -> None:
        ask, notes = Answers(), list[Any]()
        read("Event,Place,Organisers\nA,Osh [osh],France\n", ask, on_note=notes.append)
        assert ask.asked == []
        assert [note.text for note in notes] == [
            "a new place: 'Osh' [osh]",
            "a new organisation: 'France' [organisation-france]",
        ]

    def test_a_name_that_may_be_several_with_what_would_part_them(self) -> None:
        ask = Answers()
        read('Event,Organisers\nA,"Archive Board, Others"\n', ask)
        assert ask.asked[0].text.endswith("; semicolons part several names")

    def test_a_place_before_those_within_it_which_are_other_ones_if_it_is_known(self) -> None:
        sheet = "Event,City,Venue\nA,Bishkk,Greet Hall\nB,Bishkk,Small Hall\n"
        ask = Answers({"Bishkk": "bishkek", "Greet Hall": "great-hall"})
        chronicle = read(sheet, ask)
        assert ask.names == ["Bishkk", "Greet Hall", "Small Hall"]
        assert [(name.id, name.near) for name in ask.asked[1:]] == [
            ("place-bishkek-greet-hall", {"great-hall": "Great Hall"}),
            ("place-bishkek-small-hall", {}),
        ]
        assert [event.place for event in chronicle.events] == [
            "great-hall",
            "place-bishkek-small-hall",
        ]
        ask = Answers()
        read(sheet, ask)
        assert [name.id for name in ask.asked] == [
            "place-bishkk",
            "place-bishkk-greet-hall",
            "place-bishkk-small-hall",
        ]

    def test_nobody_where_the_sheet_is_refused_anyway(self) -> None:
        ask = Answers()
        with pytest.raises(cs.InputError, match="2025-02-30"):
            read(f"{SHEET}2025-02-30,Visit,,,,\n", ask)
        assert ask.asked == []

    def test_what_an_id_or_a_name_means_that_is_known(self) -> None:
        ask = Answers()
        read("Event,Place,Country\nA,Bishkk,Kyrgyzstan\n", ask)
        (name,) = ask.asked
        said = "bishkek", "Bishkek", "Great Hall", "minsk", "Минск", "board", "Bishkk", "x"
        assert [name.known(text) for text in said] == [
            *("bishkek", "bishkek", "great-hall"),  # Minsk is in another country
            *(None, None, None, None, None),
        ]


class TestWhatIsAnswered:
    def test_that_all_are_new_is_the_same_as_accept(self) -> None:
        asked, accepted = dict[str, str](), dict[str, str]()
        assert read(SHEET, Answers(), ids=asked) == read(SHEET, "accept", ids=accepted)
        assert asked == accepted

    def test_a_known_record_is_what_an_alias_of_it_would_have_been(self) -> None:
        said = {"Bishkk": "bishkek", "Archive Bord": "board", "Archive seminar": "seminars"}
        answered = read(SHEET, Answers(said))
        aliases = with_aliases({name: id for name, id in said.items() if id != "seminars"})
        known = cs.Chronicle(
            attrs.evolve(one, name="Archive seminar") if isinstance(one, cs.Series) else one
            for one in aliases
        )
        assert [*answered] == [*read(SHEET, "accept", within=known)]
        assert [event.place for event in answered.timeline()] == [
            "bishkek",
            "bishkek",
            "place-piter",
        ]

    @pytest.mark.parametrize(
        "sheet",
        ["Event,Place\nA,\"Bishkk, Kyrgyzstan\"\n",
         "Event,Organisers\nA,Archive Bord and Group of Experts\n",
         "Event,Organisers,Participants\nA,Archive Bord,Archive Bord\n",
         "Event,Organisers,Delegations\nA,Archive Bord,Archive Bord\n"],
    )  # fmt: skip
    def test_a_known_record_is_meant_wherever_an_alias_would_be(self, sheet: str) -> None:
        said = {"Bishkk": "bishkek", "Archive Bord": "board"}
        ids: dict[str, str] = {}
        read("Event,Place,Organisers\nB,Bishkk,Archive Bord\n", Answers(said), ids=ids)
        ask = Answers()
        assert [*read(sheet, ask, ids=ids)] == [*read(sheet, "accept", within=with_aliases(said))]
        assert ask.asked == []

    def test_nobody_is_asked_the_same_again(self) -> None:
        ids: dict[str, str] = {}
        said = {"Bishkk": "bishkek", "Archive seminar": "seminars"}
        first = read(SHEET, Answers(said), ids=ids)
        kept, again = dict(ids), Answers()
        assert read(SHEET, again, ids=ids) == first
        assert (again.asked, ids) == ([], kept)
        edited = f"{SHEET}2026-06-02,Visit,Pinsk,,,\n"
        read(edited, again, ids=ids)
        assert again.names == ["Pinsk"]

    def test_the_table_says_what_is_meant_without_anybody(self) -> None:
        ids = {"places/place-bishkk": "bishkek", "places/place-piter": "minsk"}
        notes: list[Any] = []
        chronicle = read(
            "Event,Place\nA,bishkk\nB,Piter\n", "report", ids=ids, on_note=notes.append
        )
        assert {event.place for event in chronicle.events} == {"bishkek", "minsk"}
        assert notes == []

    def test_a_record_of_the_table_that_can_not_be_meant_in_a_row_is_refused(self) -> None:
        ids = {"places/place-bishkk": "bishkek"}
        with pytest.raises(cs.InputError) as refusal:
            read("Event,Place,Country\nA,Bishkk,Belarus\n", "report", ids=ids)
        (problem,) = refusal.value.problems
        assert problem.expected == (
            "another name, or 'Bishkk [an-id]'; the table of ids has 'bishkek' for it,"
            " which can't be meant here"
        )

    def test_a_place_within_another_is_known_again_by_both(self) -> None:
        sheet = "Event,City,Venue\nA,Bishkek,Main Hall\n"
        ids: dict[str, str] = {}
        first = read(sheet, Answers({"Main Hall": "great-hall"}), ids=ids)
        assert ids["places/place-bishkek-main-hall"] == "great-hall"
        assert first.events[0].place == "great-hall"
        assert read(sheet, "refuse", ids=ids) == first

    def test_a_record_that_can_not_be_meant_is_refused(self) -> None:
        for answer in ("board", "not-there", "place-bishkk", "Bishkek"):
            with pytest.raises(cs.ArgumentError, match="the id of a known place that 'Bishkk' may"):
                read(SHEET, Answers({"Bishkk": answer}))
        with pytest.raises(cs.errors.ArgumentTypeError):
            read(SHEET, lambda _: 7)
        with pytest.raises(cs.ArgumentError, match="'report', 'refuse' or 'accept'"):
            read(SHEET, "ask")

    def test_nothing_is_kept_where_somebody_stops(self) -> None:
        ids: dict[str, str] = {}

        def stop(name: NewName) -> str | None:
            if name.sort == "place":
                return None
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            read(SHEET, stop, ids=ids)
        assert ids == {}


# Whatever the sheet

PLACE = st.sampled_from(["", "Bishkek", "Bishkk", "BISHKK", "Minsk", "Pinsk", "Osh, Kyrgyzstan"])
VENUE = st.sampled_from(["", "Great Hall", "Greet Hall", "Small Hall"])
COUNTRY = st.sampled_from(["", "", "Kyrgyzstan", "Belarus"])
BODIES = st.lists(
    st.sampled_from(["Archive Board", "Archive Bord", "Group of Experts", "Expert Group", "KG"]),
    max_size=2,
).map("; ".join)
ROWS = st.lists(st.tuples(PLACE, VENUE, COUNTRY, BODIES, BODIES), min_size=1, max_size=4)
MEANT = {
    "Bishkk": "bishkek",
    "Pinsk": "minsk",
    "Osh": "bishkek",
    "Greet Hall": "great-hall",
    "Small Hall": "great-hall",
    "Archive Bord": "board",
    "Expert Group": "experts",
}
SAID = st.sets(st.sampled_from(sorted(MEANT))).map(lambda names: {n: MEANT[n] for n in names})


def sheet_of(rows: list[tuple[str, ...]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(
        [("Event", "City", "Venue", "Country", "Organisers", "Participants")]
        + [(f"Visit {number}", *row) for number, row in enumerate(rows)]
    )
    return file.getvalue()


@given(ROWS)
def test_answering_that_all_are_new_is_the_same_as_accept(rows: list[tuple[str, ...]]) -> None:
    sheet, asked, accepted = sheet_of(rows), dict[str, str](), dict[str, str]()
    try:
        expected = read(sheet, "accept", ids=accepted)
    except cs.InputError:
        with pytest.raises(cs.InputError):
            read(sheet, Answers(), ids=asked)
        return
    assert (read(sheet, Answers(), ids=asked), asked) == (expected, accepted)


@given(ROWS, SAID)
def test_what_is_answered_is_the_same_as_aliases_now_and_the_next_time(
    rows: list[tuple[str, ...]], said: dict[str, str]
) -> None:
    """Where a name can mean that in the place where it stands, else it is new there."""
    sheet, ids = sheet_of(rows), dict[str, str]()

    meant: dict[str, str] = {}

    def ask(name: NewName) -> str | None:
        known = name.known(said.get(name.name.title(), ""))
        if known is not None:
            meant[name.name] = known
        return known

    try:
        read(sheet, "accept")
    except cs.InputError:
        return  # nobody is asked
    answered = read(sheet, ask, ids=ids)
    assert [*answered] == [*read(sheet, "accept", within=with_aliases(meant))]
    again = Answers()
    assert (read(sheet, again, ids=ids), again.asked) == (answered, [])


# On a terminal

PROGRAM = Path(sys.executable).with_name("cstoevents")
PLAN = "Date;Event;Place;Organisers\n2026-03-02;Visit;Bishkk;Archive Bord\n"
ASKED = (
    *("convert", "plan.csv", "out.json"),
    *("--beside", "known.json"),
    *("--kind", "visit", "--new", "ask"),
)
PROMPT = "of what is meant, n for a new one, q to stop: "

Dialogue = Callable[..., tuple[int, str, bytes]]


# Makes the terminal that of the program, so that Ctrl-C reaches it.
TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture
def dialogue(tmp_path: Path) -> Dialogue:
    """What the command shows on a terminal where a key answers each question, and prints."""
    (tmp_path / "plan.csv").write_text(PLAN)
    cs.write_json(KNOWN, tmp_path / "known.json")

    def held(keys: str, *arguments: str) -> tuple[int, str, bytes]:
        ours, theirs = os.openpty()
        shown, waiting = io.BytesIO(), list(keys)
        with subprocess.Popen(
            [sys.executable, "-c", TAKE_TERMINAL, PROGRAM, *(arguments or ASKED)],
            stdin=theirs, stdout=subprocess.PIPE, stderr=theirs,
            cwd=tmp_path, env={**os.environ, "LC_ALL": "C.UTF-8"}, start_new_session=True,
        ) as program:  # fmt: skip
            os.close(theirs)
            with contextlib.suppress(OSError):  # so a terminal ends
                while chunk := os.read(ours, 65536):
                    shown.write(chunk)
                    if waiting and shown.getvalue().endswith(b": "):
                        key = waiting.pop(0)
                        os.write(ours, key.encode() if key < " " else f"{key}\n".encode())
            os.close(ours)
            assert program.stdout is not None
            printed = program.stdout.read()
        return program.returncode, shown.getvalue().decode().replace("\r\n", "\n"), printed

    return held


class TestOnATerminal:
    def test_a_number_takes_the_known_record_and_n_makes_a_new_one(
        self, dialogue: Dialogue, tmp_path: Path
    ) -> None:
        code, shown, _ = dialogue("1n", *ASKED, "--ids", "ids.csv")
        assert (code, shown) == (
            0,
            (
                "plan.csv:2: Place: a new place: 'Bishkk' [place-bishkk]\n"
                "  1  Bishkek [bishkek]\n"
                f"number, id or name {PROMPT}1\n"
                "plan.csv:2: Organisers: a new organisation: 'Archive Bord'"
                " [organisation-archive-bord]\n"
                "  1  Archive Board [board]\n"
                f"number, id or name {PROMPT}n\n"
                "written: out.json\n"
            ),
        )
        (event,) = cs.read_json(tmp_path / "out.json", within=KNOWN).events
        assert (event.place, event.organisers) == ("bishkek", ("organisation-archive-bord",))

    def test_a_second_time_nothing_is_asked(self, dialogue: Dialogue, tmp_path: Path) -> None:
        dialogue("1n", *ASKED, "--ids", "ids.csv")
        before = (tmp_path / "out.json").read_bytes()
        assert dialogue("", *ASKED, "--ids", "ids.csv") == (0, "written: out.json\n", b"")
        assert (tmp_path / "out.json").read_bytes() == before

    def test_that_answers_are_not_kept_is_told_first(self, dialogue: Dialogue) -> None:
        _, shown, _ = dialogue("nn")
        told = "the answers are kept for the next time with --ids FILE\n"
        assert shown.startswith(told)
        assert shown.count(told) == 1

    @pytest.mark.parametrize("keys", ["q", "1q", "\x03", "1\x03", "\x04", "1\x04"])
    def test_stopping_writes_nothing(self, keys: str, dialogue: Dialogue, tmp_path: Path) -> None:
        code, shown, printed = dialogue(keys, *ASKED, "--ids", "ids.csv")
        assert code == 130
        assert shown.endswith("\nstopped: nothing is written\n")
        assert printed == b""
        assert {path.name for path in tmp_path.iterdir()} == {"known.json", "plan.csv"}

    def test_what_is_no_answer_is_asked_again(self, dialogue: Dialogue) -> None:
        code, shown, _ = dialogue("7nn")
        assert code == 0
        assert "'7' is no answer, and no known place that it may be\n" in shown

    def test_the_answer_of_the_command_goes_through_a_pipe(self, dialogue: Dialogue) -> None:
        code, shown, printed = dialogue(
            "11", "convert", "plan.csv", "-", *("--to", "json"), *ASKED[3:]
        )
        assert code == 0
        assert cs.read_json(printed, within=KNOWN).events[0].place == "bishkek"
        assert shown.count(PROMPT) == 2

    def test_in_russian(self, dialogue: Dialogue) -> None:
        _, shown, _ = dialogue("7q", "--lang", "ru", *ASKED)
        prompt = (
            "номер, идентификатор или название того, что имеется в виду; n — новая запись,"
            " q — прекратить: "
        )
        assert shown.splitlines() == [
            "до следующего раза ответы сохраняются, если указать --ids FILE",
            "plan.csv:2: Place: новая запись (место): «Bishkk» [place-bishkk]",
            "  1  Bishkek [bishkek]",
            f"{prompt}7",
            "«7» — не ответ и не известная запись (место), которая здесь возможна",
            f"{prompt}q",
            "прекращено: ничего не записано",
        ]

    @pytest.mark.parametrize("lang", ["en", "ru"])
    def test_without_a_terminal_it_is_refused_with_the_cure(
        self, lang: str, tmp_path: Path
    ) -> None:
        (tmp_path / "plan.csv").write_text(PLAN)
        done = subprocess.run(
            [PROGRAM, "--lang", lang, *ASKED], cwd=tmp_path, stdin=subprocess.DEVNULL,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (2, "")
        assert "--new report" in done.stderr
        assert ("терминал" if lang == "ru" else "terminal") in done.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["plan.csv"]

    def test_answers_are_kept_where_out_is_refused(
        self, dialogue: Dialogue, tmp_path: Path
    ) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "places.csv").write_text("id,name\n")
        code, _, _ = dialogue("1n", "convert", "plan.csv", "out", *ASKED[3:], "--ids", "ids.csv")
        assert code == 2
        assert cs.formats.read_ids(tmp_path / "ids.csv")["places/place-bishkk"] == "bishkek"
