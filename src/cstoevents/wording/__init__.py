"""Every word that is printed or recognised: dates, numbers and names, in each language.

Dates are written by `in_words` and read by `from_words` and `from_written`; numbers as
people print them by `ordinal` and its kin, and `printed_number` reads them. What a language
consists of is one typed interface, and a language is one module: see `wording.language`.
"""

from __future__ import annotations

from cstoevents.wording.dates import in_words
from cstoevents.wording.figures import ColumnOrder, FigureOrder, figure_order, from_figures
from cstoevents.wording.language import languages
from cstoevents.wording.numbers import (
    LabelKind,
    PrintedNumber,
    anniversary_name,
    from_roman,
    jubilee_name,
    ordinal,
    printed_number,
    roman,
    years,
)
from cstoevents.wording.reading import from_words
from cstoevents.wording.written import from_written

__all__ = [
    "ColumnOrder",
    "FigureOrder",
    "LabelKind",
    "PrintedNumber",
    "anniversary_name",
    "figure_order",
    "from_figures",
    "from_roman",
    "from_words",
    "from_written",
    "in_words",
    "jubilee_name",
    "languages",
    "ordinal",
    "printed_number",
    "roman",
    "years",
]


def __dir__() -> list[str]:
    return sorted(__all__)
