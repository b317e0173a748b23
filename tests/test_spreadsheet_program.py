"""A sheet that we write is read back equal after a spreadsheet program has saved it."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest

import cstoevents as cs

OFFICE = shutil.which("soffice")
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
    "\N{EM DASH}",
)


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
                         "1850-03-01", "2025-05-XX"), strict=True)
        )
    ]  # fmt: skip
    events = [*built_in.events[:40], *odd]
    return cs.Chronicle([series, *events], within=built_in, references="lenient")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice isn't installed")
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_workbook_that_libreoffice_saved_is_read_back_equal(lang: str, tmp_path: Path) -> None:
    written = chronicle()
    file = tmp_path / "sheet.xlsx"
    cs.write_sheet(written, file, lang=lang)
    assert OFFICE is not None
    command = [
        *(OFFICE, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
        *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    saved = (tmp_path / "saved" / "sheet.xlsx").read_bytes()
    assert saved != file.read_bytes()
    direct = cs.read_sheet(file, within=written)
    assert cs.read_sheet(saved, within=written, format="xlsx") == direct
    assert {event.id for event in direct.events} == {event.id for event in written.events}


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice isn't installed")
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_csv_that_libreoffice_saved_is_read_back_equal(lang: str, tmp_path: Path) -> None:
    written = chronicle()
    file = tmp_path / "sheet.csv"
    cs.write_sheet(written, file, lang=lang)
    assert OFFICE is not None
    command = [
        *(OFFICE, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
        *(
            "--infilter=CSV:44,34,76,1",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1",
        ),
        *("--outdir", str(tmp_path / "saved"), str(file)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    saved = tmp_path / "saved" / "sheet.csv"
    assert saved.read_bytes() != file.read_bytes()
    assert cs.read_sheet(saved, within=written) == cs.read_sheet(file, within=written)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_workbook_that_openpyxl_saved_is_read_back_equal(lang: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    written, file = chronicle(), tmp_path / "sheet.xlsx"
    cs.write_sheet(written, file, lang=lang)
    saved = io.BytesIO()
    openpyxl.load_workbook(file).save(saved)
    direct = cs.read_sheet(file, within=written)
    assert cs.read_sheet(saved.getvalue(), within=written) == direct
