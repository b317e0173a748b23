"""When against two other readers of EDTF, edtf and undate, on the subset that they share.

Where they answer otherwise, ``DIFFERENCES`` says what they answer and why that is not our
answer. Each row is held to what the library really says: a fault that is mended shows.
"""

from __future__ import annotations

import calendar
import random
from time import struct_time

import pytest
from edtf import EDTFParseException, parse_edtf
from undate import Undate, UndateInterval

from cstoevents.dates import When
from cstoevents.errors import WhenError

Answer = tuple[str | None, str | None] | str
"""The earliest and the latest day, None where there is none; or the name of an error."""


def ask_us(text: str) -> Answer:
    try:
        when = When(text)
    except WhenError:
        return "refused"
    return when.earliest and str(when.earliest), when.latest and str(when.latest)


def ask_edtf(text: str) -> Answer:
    try:
        value = parse_edtf(text)
        return _day_of(value.lower_strict()), _day_of(value.upper_strict())
    except EDTFParseException:
        return "refused"
    except (AttributeError, ValueError) as error:
        return type(error).__name__


def _day_of(time: struct_time | float) -> str | None:
    return None if isinstance(time, float) else "{:04}-{:02}-{:02}".format(*time[:3])


def ask_undate(text: str) -> Answer:
    try:
        value = Undate.parse(text, "EDTF")
    except Exception:  # noqa: BLE001 - lark wraps errors of readers in one that is no ValueError
        return "refused"
    if isinstance(value, UndateInterval):
        return (
            value.earliest and str(value.earliest.earliest),
            value.latest and str(value.latest.latest),
        )
    return str(value.earliest), str(value.latest)


ASK = {"edtf": ask_edtf, "undate": ask_undate}

READ = [
    *("0001", "1899", "1900", "2000", "2023", "2024", "9998", "202X", "20XX", "199X", "19XX"),
    *("1900-02", "2000-02", "2023-02", "2024-02", "2024-12", "2024-XX", "2024-02-XX"),
    *("0001-01-01", "1999-12-31", "2000-02-29", "2024-02-29", "2024-XX-XX"),
    *(text + sign for text in ("2024", "2024-02", "2024-02-29", "202X") for sign in "?~%"),
    *("2023/2024", "2023-12/2024-02", "2025-06-24/2025-06-26", "2023-01-01/2024"),
    *("2004-06~/2004-08", "2004-06?/2004-08%", "202X/2030", "2024-02-XX/2024-03"),
    *("2023/..", "2023-01-01/..", "../2023", "../2024-02-29"),
]
"""What all three read alike."""

REFUSED = [
    *("", "..", "/", "yesterday", "19.05.2025", "2025-W21-1", "2025-139", "2026-40/2026-41"),
    *("2024-00", "2024-13", "2024-42", "2024-06-31"),
]
"""What all three refuse."""

SUBYEARS = [f"{year}-{code}" for year in (2024, 2026) for code in range(33, 42)]
ONE_OFS = ["[2023-12-08..2024-12-10]", "[2023..2024]", "[..2023]", "[2023-05..]"]

_SUBYEAR = "reads no quarters, quadrimesters and halves"
_ONE_OF = "reads no sets"
_UNKNOWN = "invents ten years where an end is unknown"
_REVERSED = "takes an interval that ends before it starts"
_NO_SUCH_DAY = "answers with a day that does not exist"
_YEAR_0 = "has a year 0, which datetime and so our days have not"

_X_IN_INTERVAL = "reads unspecified digits in closed, unqualified intervals only"

DIFFERENCES: list[tuple[str, str, Answer, str]] = [
    *(("undate", text, "refused", _SUBYEAR) for text in SUBYEARS),
    *(("undate", text, "refused", _ONE_OF) for text in ONE_OFS),
    ("undate", "2024/2024-05", "refused", "wants the whole start before the end"),
    ("edtf", "2023/", ("2023-01-01", "2033-01-01"), _UNKNOWN),
    ("edtf", "2023-01-01/", ("2023-01-01", "2033-01-01"), _UNKNOWN),
    ("edtf", "/2023", ("2013-12-31", "2023-12-31"), _UNKNOWN),
    ("edtf", "/2024-02", ("2014-02-28", "2024-02-29"), _UNKNOWN),
    ("edtf", "2023-02-29", ("2023-02-29", "2023-02-29"), _NO_SUCH_DAY),
    ("edtf", "1900-02-29", ("1900-02-29", "1900-02-29"), _NO_SUCH_DAY),
    ("edtf", "2025-06-26/2025-06-24", ("2025-06-26", "2025-06-24"), _REVERSED),
    ("edtf", "2024/2023", ("2024-01-01", "2023-12-31"), _REVERSED),
    ("edtf", "../..", (None, None), "takes an interval that says nothing"),
    ("edtf", " 2025", ("2025-01-01", "2025-12-31"), "skips blanks"),
    ("undate", " 2025", ("2025-01-01", "2025-12-31"), "skips blanks"),
    ("undate", "20250519", ("20250519-01-01", "20250519-12-31"), "reads eight digits as a year"),
    ("undate", "２０２５-05-19", ("2025-05-19", "2025-05-19"), "takes any script's digits"),
    ("edtf", "0000", ("0000-01-01", "0000-12-31"), _YEAR_0),
    ("undate", "0000", ("0000-01-01", "0000-12-31"), _YEAR_0),
    ("edtf", "2024-1X", "AttributeError", "fails where it should refuse or read"),
    ("undate", "2024-1X", ("2024-10-01", "2024-12-31"), "reads level 2; we leave it out"),
    ("edtf", "2024-02-3X", "ValueError", "reads it and fails when asked for its days"),
    ("edtf", "2024-XX-05", ("2024-01-05", "2024-12-05"), "reads level 2; we leave it out"),
    ("undate", "2024-XX-05", ("2024-01-05", "2024-12-05"), "reads level 2; we leave it out"),
    ("edtf", "2024-XX/..", "refused", _X_IN_INTERVAL),
    ("edtf", "../2024-02-XX?", "refused", _X_IN_INTERVAL),
    ("edtf", "2000~/2024-02-XX", "refused", _X_IN_INTERVAL),
    ("edtf", "2000/2024-XX", "AttributeError", "fails where it should refuse or read"),
    ("edtf", "1950S2", ("1950-01-01", "1950-12-31"), "takes significant digits for none"),
    ("edtf", "2024-24", ("2024-12-01", "2024-12-31"), "ends winter with December"),
]
"""The library, the text, its answer, and in what it differs from us."""


@pytest.mark.parametrize("text", READ)
def test_all_three_read_the_same_days(text: str) -> None:
    assert ask_us(text) == ask_edtf(text) == ask_undate(text) != "refused"


@pytest.mark.parametrize("text", REFUSED)
def test_all_three_refuse(text: str) -> None:
    assert ask_us(text) == ask_edtf(text) == ask_undate(text) == "refused"


@pytest.mark.parametrize("text", SUBYEARS + ONE_OFS)
def test_edtf_reads_the_same_days_of_level_2(text: str) -> None:
    assert ask_us(text) == ask_edtf(text) != "refused"


@pytest.mark.parametrize("text", ["2023/", "2023-01-01/", "/2023", "/2024-02"])
def test_undate_gives_an_unknown_end_no_day_either(text: str) -> None:
    assert ask_us(text) == ask_undate(text) != "refused"


@pytest.mark.parametrize(
    "text", ["2024-XX/..", "../2024-02-XX?", "2000~/2024-02-XX", "2000/2024-XX", "2024-XX/2025-XX"]
)
def test_undate_reads_the_same_days_of_intervals_with_unspecified_ends(text: str) -> None:
    assert ask_us(text) == ask_undate(text) != "refused"


@pytest.mark.parametrize(
    ("library", "text", "answer", "why"), DIFFERENCES, ids=lambda value: str(value)[:30]
)
def test_a_difference_is_as_listed(library: str, text: str, answer: Answer, why: str) -> None:
    assert ASK[library](text) == answer != ask_us(text), why


def _generated(count: int) -> list[str]:
    """Texts of the part that all three share, from a fixed seed."""
    chance = random.Random(20241111)

    def value(*tails: str) -> str:
        year, month = chance.randint(1, 9999), chance.randint(1, 12)
        day = chance.randint(1, calendar.monthrange(year, month)[1])
        tail = chance.choice(["", f"-{month:02}", f"-{month:02}-{day:02}", *tails])
        return f"{year:04}{tail}{chance.choice(['', '', '?', '~', '%'])}"

    def text() -> str:
        one, other = sorted([value(), value()])
        forms = [value("-XX", "-02-XX", "-XX-XX"), f"{one}/..", f"../{one}"]
        # Two values of one year may overlap, and edtf balks at X in intervals: both are listed.
        return chance.choice(forms if one[:4] == other[:4] else [*forms, f"{one}/{other}"])

    return [text() for _ in range(count)]


@pytest.mark.parametrize("library", ASK)
def test_generated_texts_have_the_same_days(library: str) -> None:
    for text in _generated(150):
        assert ask_us(text) == ASK[library](text) != "refused", text


@pytest.mark.heavy
@pytest.mark.parametrize("library", ASK)
def test_many_generated_texts_have_the_same_days(library: str) -> None:
    for text in _generated(3_000):
        assert ask_us(text) == ASK[library](text) != "refused", text


@pytest.mark.parametrize("year", ["2024", "202X"])
@pytest.mark.parametrize("sign", ["?", "~", "%"])
def test_edtf_sees_the_same_qualifiers(year: str, sign: str) -> None:
    """undate drops them all: its 2024~ is its 2024."""
    value = parse_edtf(year + sign)
    seen = {(True, False): "?", (False, True): "~"}.get(
        (value.is_uncertain, value.is_approximate), "%"
    )
    assert seen == sign == When(year + sign).qualifier


@pytest.mark.parametrize("year", [1, 1992, 2024, 9998])
@pytest.mark.parametrize("code", [21, 22, 23, 24])
def test_a_season_has_all_the_days_that_edtf_gives_it(year: int, code: int) -> None:
    """It has the months alone; of a winter, December alone."""
    text = f"{year:04}-{code}"
    theirs, ours = parse_edtf(text), When(text)
    for time in (theirs.lower_strict(), theirs.upper_strict()):
        assert ours.possibly_overlaps(_day_of(time) or "")
