"""What the commands say themselves, beside the tables, in English or Russian."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["spoken"]


def spoken(text: str, lang: str, **given: object) -> str:
    """Give a sentence of ours in a language, what it speaks of put in its place."""
    said = text if lang == "en" else _RUSSIAN[text]
    return said.format(**given) if given else said


_RUSSIAN: Mapping[str, str] = {
    # where there is nothing to show
    "nothing found": "ничего не найдено",
    "no such events": "таких событий нет",
    "no such anniversaries": "таких годовщин нет",
    "no series": "серий нет",
    "no members": "участников нет",
    "nobody that is known": "никто не известен",
    # headings
    "Took part": "Участвовали",
    "Parts": "Части",
    "Posts": "Должности",
    "Events": "События",
    "Latest events": "Последние события",
    "Latest meetings": "Последние заседания и встречи",
    "Members": "Члены",
    "In the series": "В серии",
    "Anniversaries in the twelve months from {day}": (
        "Годовщины за двенадцать месяцев, начиная с даты: {day}"
    ),
    # columns
    "Id": "Идентификатор",
    "Series": "Серия",
    "Missing": "Пропусков",
    "Field": "Поле",
    "Value": "Значение",
    # remarks
    "without a date, so not listed: {ids}": "без даты, поэтому не показаны: {ids}",
    "Next expected: no. {number}, about {median} (between {earliest} and {latest}); {state}.": (
        "Ожидается: № {number}, примерно {median} (самое раннее {earliest},"
        " самое позднее {latest}); {state}."
    ),
    "Next expected: no. {number}, about {median} (a guess from a single interval); {state}.": (
        "Ожидается: № {number}, примерно {median} (догадка по единственному промежутку); {state}."
    ),
    "not due yet": "срок не настал",
    "due": "срок настал",
    "overdue": "срок прошёл",
}
