"""A sheet that we write is read back equal after a spreadsheet program has saved it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import cstoevents as cs
from cstoevents.strategies import chronicles

OFFICE = shutil.which("soffice")
ALL_CHECKS = list(HealthCheck)
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice isn't installed")
LABELS = (
    "3-6",
    "1/2",
    "1.10",
    "03.06",
    "2025-05",
    "=1+1",
    "-5",
    "007",
    "1e5",
    "TRUE",
    "false",
    "May 2025",
    "3 марта",
    "\N{EM DASH}",
)


SPECIAL_LABELS = (
    *LABELS,
    *(
        "12:30",
        "1:2",
        "1 1/2",
        "1e-5",
        "1E5",
        "$5",
        "1,5",
        "1 000",
        "10%",
        "ИСТИНА",
        "ЛОЖЬ",
        "05:06",
    ),
)
IN_FIGURES_ALONE = [label for label in SPECIAL_LABELS if label[0] not in "=-+\N{EM DASH}"]


@pytest.mark.parametrize("label", IN_FIGURES_ALONE)
def test_what_a_spreadsheet_would_make_another_value_of_gets_an_apostrophe(label: str) -> None:
    event = cs.Meeting(id="a", kind="meeting", title=label, when="2025-05-19", start_time="09:30")
    written = io.BytesIO()
    cs.write_sheet(cs.Chronicle([event]), written, format="csv")
    text = written.getvalue().decode()
    assert f"'{label}" in text
    assert ",09:30" in text
    assert cs.read_sheet(written.getvalue()).events == (event,)


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("locale", ["1033", "1049"])
def test_labels_stay_where_libreoffice_looks_for_numbers_in_csv(
    locale: str, tmp_path: Path
) -> None:
    events = [
        cs.Meeting(
            id=f"odd-{at}", kind="meeting", title=label, when="2025-05-19",
            entries=[cs.SeriesEntry(series="run", label=label)],
        )
        for at, label in enumerate(SPECIAL_LABELS)
    ]  # fmt: skip
    written, file = cs.Chronicle([cs.Series(id="run", name="Run"), *events]), tmp_path / "a.csv"
    cs.write_sheet(written, file)
    detecting = f"--infilter=CSV:44,34,76,1,,{locale},false,true"
    (saved,) = saved_by_office([file], tmp_path, detecting, *CONVERSIONS["csv"][1:])
    found = cs.read_sheet(saved, within=written, dates=None)
    assert {(e.id, str(e.title), e.entries) for e in found.events} == {
        (e.id, str(e.title), e.entries) for e in written.events
    }


def chronicle() -> cs.Chronicle:
    """Events of all kinds of dates and texts, and some of the built-in ones."""
    built_in = cs.load()
    series = cs.Series(id="run", name="Run")
    odd = [
        cs.Meeting(
            id=f"odd-{at}", kind="meeting", title={"en": f"{label} a", "ru": label},
            when=when, start_time="09:30:00",
            entries=[cs.SeriesEntry(series="run", label=label)],
        )
        for at, (label, when) in enumerate(
            zip(LABELS, ("2025-05-19", "2025-05", "2025", "2025-33", "2025-05-19/2025-05-21",
                         "2025~", "../2025-05", "[2025-05-01..2025-05-09]", "199X",
                         "1850-03-01", "2025-05-XX", "2024", "2023", "2022"), strict=True)
        )
    ]  # fmt: skip
    events = [*built_in.events[:40], *odd]
    return cs.Chronicle([series, *events], within=built_in, references="lenient")


def saved_by_office(files: list[Path], folder: Path, *conversion: str) -> list[bytes]:
    """Return what LibreOffice makes of files that it opens and saves again, all in one go."""
    assert OFFICE is not None
    command = [
        *(OFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile", *conversion),
        *("--outdir", str(folder / "saved"), *map(str, files)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [(folder / "saved" / file.name).read_bytes() for file in files]


CONVERSIONS = {
    "xlsx": ("--convert-to", "xlsx:Calc MS Excel 2007 XML"),
    "csv": (
        "--infilter=CSV:44,34,76,1",
        *("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1"),
    ),
}


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("suffix", CONVERSIONS)
def test_a_sheet_that_libreoffice_saved_is_read_back_equal(
    suffix: str, lang: str, tmp_path: Path
) -> None:
    written, file = chronicle(), tmp_path / f"sheet.{suffix}"
    cs.write_sheet(written, file, lang=lang)
    (saved,) = saved_by_office([file], tmp_path, *CONVERSIONS[suffix])
    assert saved != file.read_bytes()
    direct = cs.read_sheet(file, within=written)
    assert cs.read_sheet(saved, within=written, format=suffix) == direct
    assert {event.id for event in direct.events} == {event.id for event in written.events}


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("suffix", CONVERSIONS)
# Each example is many chronicles, since to start the program takes longer than to convert them.
@settings(max_examples=2, phases=[Phase.generate], deadline=None, suppress_health_check=ALL_CHECKS)
@given(samples=st.lists(chronicles(max_size=6), min_size=12, max_size=12))
def test_sheets_of_any_chronicle_that_libreoffice_saved_are_read_back_equal(
    suffix: str, samples: list[cs.Chronicle], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("office")
    files = [folder / f"{at}.{suffix}" for at in range(len(samples))]
    for sample, file in zip(samples, files, strict=True):
        cs.write_sheet(sample, file)
    saved = saved_by_office(files, folder, *CONVERSIONS[suffix])
    for sample, file, data in zip(samples, files, saved, strict=True):
        given = file.read_bytes()
        # The program has one kind of line break.
        given = re.sub(rb"\r\n?", b"\n", given) if suffix == "csv" else given
        direct = cs.read_sheet(given, within=sample, format=suffix)
        assert cs.read_sheet(data, within=sample, format=suffix) == direct


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_workbook_that_openpyxl_saved_is_read_back_equal(lang: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="a workbook needs the extra excel")
    written, file = chronicle(), tmp_path / "sheet.xlsx"
    cs.write_sheet(written, file, lang=lang)
    saved = io.BytesIO()
    openpyxl.load_workbook(file).save(saved)
    direct = cs.read_sheet(file, within=written)
    assert cs.read_sheet(saved.getvalue(), within=written) == direct
