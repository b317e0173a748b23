"""How many damaged inputs the tests hold: files, and cases of which each is one."""

from __future__ import annotations

import test_csv
import test_json
import test_sheet
import test_workbook


def test_there_are_at_least_two_hundred_damaged_inputs() -> None:
    counts = {
        "JSON": len([*test_json.DAMAGED.glob("*.json")]),
        "tables": len(test_csv.CASES),
        "sheets": len(test_sheet.DAMAGED),
        "workbooks": len(test_workbook.DAMAGED) + len(test_workbook.HOSTILE),
    }
    assert sum(counts.values()) >= 200, counts
