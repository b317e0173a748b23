"""Numbers as they are printed: one table of cases for everything that reads them."""

from __future__ import annotations

import pytest

import cstoevents as cs
from cstoevents.wording import LabelKind, PrintedNumber, printed_number
from cstoevents.wording.numbers import stated_number

NUMBER, YEAR, LABEL, WORDS = LabelKind

CASES = {
    # one number and nothing else
    "41": (NUMBER, 41),
    " 41 ": (NUMBER, 41),
    "0": (NUMBER, 0),
    "041": (NUMBER, 41),
    "41.": (NUMBER, 41),
    "41.0": (NUMBER, 41),
    "№ 41": (NUMBER, 41),
    "№41": (NUMBER, 41),
    "No. 50": (NUMBER, 50),
    "no 50": (NUMBER, 50),
    "Nо. 50": (NUMBER, 50),  # the o is Cyrillic
    "N° 50": (NUMBER, 50),
    "Nr. 50": (NUMBER, 50),
    "#50": (NUMBER, 50),
    "1st": (NUMBER, 1),
    "22nd": (NUMBER, 22),
    "33RD": (NUMBER, 33),
    "111 th": (NUMBER, 111),
    "41-й": (NUMBER, 41),
    "41-го": (NUMBER, 41),
    "41-ое": (NUMBER, 41),
    "41е": (NUMBER, 41),
    "41 -я": (NUMBER, 41),
    "№ 41-е": (NUMBER, 41),
    "XIX": (NUMBER, 19),
    "XIX.": (NUMBER, 19),
    "xix": (NUMBER, 19),
    "ХIХ": (NUMBER, 19),
    "Ⅻ": (NUMBER, 12),
    "№ XIX": (NUMBER, 19),
    "№XIX": (NUMBER, 19),
    "№ xix": (NUMBER, 19),
    "№ L": (NUMBER, 50),
    "L": (NUMBER, 50),
    "No. L": (NUMBER, 50),
    "n° XLI.": (NUMBER, 41),
    "XIX-й": (NUMBER, 19),
    "XIXth": (NUMBER, 19),
    "№ XIX-е": (NUMBER, 19),
    "1st.": (NUMBER, 1),
    "50st.": (NUMBER, 50),
    "41ст": (NUMBER, 41),
    "41-ым": (NUMBER, 41),
    "50-ым": (NUMBER, 50),
    "50-ого": (NUMBER, 50),
    "3-ими": (NUMBER, 3),
    "1234567890": (NUMBER, 1234567890),
    "№ 2024": (NUMBER, 2024),
    "2024-й": (NUMBER, 2024),
    "3000": (NUMBER, 3000),
    # a year
    "2024": (YEAR, None),
    "1000": (YEAR, None),
    "2024 г.": (YEAR, None),
    "2024 год": (YEAR, None),
    # a number with words beside it
    "41st, extraordinary": (LABEL, 41),
    "41-е внеочередное": (LABEL, 41),
    "62nd UNGA session": (LABEL, 62),
    "4 (closed)": (LABEL, 4),
    "XIX session": (LABEL, 19),
    "XIX-я внеочередная сессия": (LABEL, 19),
    "№ XIX, closed": (LABEL, 19),
    "41-е (2024)": (LABEL, 41),
    "41st, 2024": (LABEL, 41),
    "41/2024": (LABEL, 41),
    "№ 41/2024": (LABEL, 41),
    # a number further back, after a sign or the name of a kind of event
    "Session 50": (LABEL, 50),
    "Session 50-й": (LABEL, 50),
    "session XLI": (LABEL, 41),
    "Session I": (LABEL, 1),
    "Session no 50": (LABEL, 50),
    "Заседание 41": (LABEL, 41),
    "Заседание № 50": (LABEL, 50),
    "Заседание № L": (LABEL, 50),
    "внеочередное (№ 50)": (LABEL, 50),
    "Extraordinary meeting No. 50, closed": (LABEL, 50),
    "Session № 2024": (LABEL, 2024),
    "2024, № 5": (LABEL, 5),
    "Session № 50, meeting 50": (LABEL, 50),
    "Session № 50 (2024)": (LABEL, 50),
    "Session 3-6": (LABEL, None),
    "Session № 6 bis": (LABEL, None),
    # figures that are no one number
    "3-6": (LABEL, None),
    "3–6": (LABEL, None),
    "3, 6": (LABEL, None),
    "3/6": (LABEL, None),
    "3/20245": (LABEL, None),
    "6 bis": (LABEL, None),
    "6bis": (LABEL, None),
    "6 бис": (LABEL, None),
    "6a": (LABEL, None),
    "6-2": (LABEL, None),
    "1,5": (LABEL, None),
    "1.5": (LABEL, None),
    "№ 6/2": (LABEL, None),
    "№ XIX/2": (LABEL, None),
    # words, whatever figures stand further back or are a year or a date
    "": (WORDS, None),
    "extraordinary": (WORDS, None),
    "B1": (WORDS, None),
    "-1": (WORDS, None),
    "August 2023": (WORDS, None),
    "2007, first stage": (WORDS, None),
    "2017 (25th stage)": (WORDS, None),
    "IIII": (WORDS, None),
    "Session 2024": (WORDS, None),
    "2024 session": (WORDS, None),
    "2023 headquarters meeting": (WORDS, None),
    "first meeting in 2024": (WORDS, None),
    "the 29th meeting of the CSTO at the presidential level": (WORDS, None),
    "meeting 12 May": (WORDS, None),
    "meeting 12.05.2024": (WORDS, None),
    "12 May 2024": (WORDS, None),
    "3-5 марта": (WORDS, None),
    "12.05.2024": (WORDS, None),
    "Session C": (WORDS, None),
    "session 5, meeting 12": (WORDS, None),
    "C Squadron": (WORDS, None),
    "V day": (WORDS, None),
    "Nix": (WORDS, None),
    "I am": (WORDS, None),
    "obsession 5": (WORDS, None),
    "№ IIII": (WORDS, None),
    "12345678901": (WORDS, None),
    "４１": (WORDS, None),
}


@pytest.mark.parametrize("text", CASES)
def test_a_printed_label_is_a_number_a_year_a_label_or_words(text: str) -> None:
    assert printed_number(text) == PrintedNumber(*CASES[text])


@pytest.mark.parametrize("label", [text for text, (kind, _) in CASES.items() if text.strip()])
def test_what_a_label_cannot_be_is_a_finding_and_no_candidate(label: str) -> None:
    """Whatever reads a label, the check and the series say the same of it."""
    label, printed = label.strip(), printed_number(label)
    series = cs.Series(id="s", name="S", numbering="continuous")

    def meeting(id: str, when: str, **entry: object) -> cs.Meeting:
        entered = cs.SeriesEntry(series="s", **entry)
        return cs.Meeting(id=id, kind="meeting", title=id, when=when, entries=[entered])

    first, last = meeting("a", "2020", number=40), meeting("z", "2022", number=42)
    between = meeting("m", "2021", label=label)
    [missing] = cs.Chronicle([series, first, between, last]).numbered("s").missing
    assert [member.event.id for member in missing.candidates] == ["m"] * printed.could_be(41)

    stated = cs.Chronicle([series, meeting("m", "2021", number=41, label=label)])
    findings = [finding for finding in stated.check() if finding.rule == "number-label"]
    assert bool(findings) is not printed.could_be(41)


@pytest.mark.parametrize("label", ["50", "№ 50"])
def test_an_event_that_is_printed_as_another_number_is_no_candidate(label: str) -> None:
    assert not printed_number(label).could_be(41)


@pytest.mark.parametrize("text", CASES)
def test_where_a_number_is_asked_for_a_year_is_one_and_a_label_is_none(text: str) -> None:
    kind, number = CASES[text]
    if kind is YEAR and text.isdecimal():
        assert stated_number(text) == int(text)
    else:
        assert stated_number(text) == (number if kind is NUMBER else None)


@pytest.mark.parametrize("text", ["№ XIX", "1st.", "41-ым", "2024", "0"])
def test_a_column_of_numbers_reads_them_as_labels_do(text: str) -> None:
    sheet = f"Title;Date;Kind;Series;Number\nA;2025-05-19;meeting;S;{text}\n".encode()
    [event] = cs.read_sheet(sheet).meetings
    assert event.entries[0].number == stated_number(text)
