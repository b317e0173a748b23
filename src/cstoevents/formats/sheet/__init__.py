"""One sheet with a row for each event, as people keep them: as CSV and as a workbook.

One table and one reader of rows (`table`, `rows`), and two kinds of files to hold
them (`delimited`, `workbook`).
"""

from cstoevents.formats.sheet.columns import CARRIES as CARRIES
from cstoevents.formats.sheet.delimited import read_flat_csv, write_flat_csv
from cstoevents.formats.sheet.workbook import read_excel, write_excel

__all__ = ["read_excel", "read_flat_csv", "write_excel", "write_flat_csv"]
