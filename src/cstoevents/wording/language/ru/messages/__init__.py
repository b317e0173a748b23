"""What errors, notes and findings say in Russian, by their English: see `wording.messages`.

"Found" and "expected" are followed by a colon, so that what follows stands in the nominative.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cstoevents.wording.language.ru.messages.checks import CHECKS, RULES
from cstoevents.wording.language.ru.messages.commands import COMMANDS, OTHERS
from cstoevents.wording.language.ru.messages.files import CALENDARS, FILES
from cstoevents.wording.language.ru.messages.losses import LOSSES
from cstoevents.wording.language.ru.messages.records import DATES, MATCHES, RECORDS
from cstoevents.wording.language.ru.messages.sheets import SHEETS

__all__ = ["MESSAGES"]

# What every message is made of
_FRAME: Final = {
    "error: {text}": "ошибка: {text:message}",
    "found {found}, expected {expected}": (
        "найдено: {found:message}, ожидается: {expected:message}"
    ),
    "line {text}": "строка {text:message}",
    # Of a sheet
    "header: {text}": "заголовок: {text:message}",
    "row: {text}": "строка: {text:message}",
    "{count:number} problem{s}:": "{count:проблема|проблемы|проблем}:",
    "{count:number} broken reference{s}:": (
        "{count:неверная ссылка|неверные ссылки|неверных ссылок}:"
    ),
    "{count:number} conflict{s}:": "{count:противоречие|противоречия|противоречий}:",
    "and {count} more": "и ещё {count}",
    "{listed}, and {count} more": "{listed} и ещё {count}",
    "None": "ничего",
    "'{text}… ({count:number} characters)": "«{text}…» ({count:знак|знака|знаков})",
    '"{text}… ({count:number} characters)': "«{text}…» ({count:знак|знака|знаков})",
    "[{text}… ({count:number} characters)": "[{text}… ({count:знак|знака|знаков})",
    "{{{text}… ({count:number} characters)": "{{{text}… ({count:знак|знака|знаков})",
    "{expected}; write {cure:text}": "{expected:message}; напишите {cure}",
    "{expected}, perhaps {like:text}": "{expected:message}, возможно, {like}",
    "{text:text}": "{text}",
    "{one:text} and {other:text}": "{one} и {other}",
    # What joins a list
    " or ": " или ",
    " and ": " и ",
    "{library:word} is not installed; pip install '{extra}' brings it": (
        "не установлена библиотека {library}; её устанавливает pip install '{extra}'"
    ),
}

# Ids and names
_NAMED: Final = {
    "no {what} has the id {id:word}": "не найдено: {what:message} с идентификатором {id}",
    "no {what} has the id or name {id:word}": (
        "не найдено: {what:message} с идентификатором или названием {id}"
    ),
    "no {what} has the id or name '{id}… ({count:number} characters)": (
        "не найдено: {what:message} с идентификатором или названием «{id}…»"
    ),
    "nobody had the role {role:word}": "никто не имел роли {role}",
    "no event has the topic {topic:text}": "нет событий с темой {topic}",
    "{missed}; it is a {what}": "{missed:message}; это {what:message}",
    "{missed}; it is an {what}": "{missed:message}; это {what:message}",
    "{missed}; an id is a text": "{missed:message}; идентификатор — это текст",
    "{missed}; did you mean {alike}?": (
        "{missed:message}; возможно, имелось в виду: {alike:list}?"
    ),
    "{id:word} can mean more than one record: {names}; give the id": (
        "{id} — название не одной записи: {names:list}; укажите идентификатор"
    ),
    "{id:word} can mean more than one {what}: {names}; give the id": (
        "{id} — название не одной записи ({what:message}): {names:list}; укажите идентификатор"
    ),
    "{id:text} ({name}, {what:word})": "{id} ({name}, {what:message})",
    "a {what:word}": "{what:message}",
    "an {what:word}": "{what:message}",
    "record": "запись",
    "event": "событие",
    "meeting": "заседание",
    "place": "место",
    "organisation": "организация",
    "official": "лицо",
    "person": "лицо",
    "series": "серия",
    "membership": "членство",
    "delegation": "делегация",
    "participation": "участие",
    "place, organisation or person": "место, организация или лицо",
    "event of the timeline": "событие в хронологии",
}

MESSAGES: Final[Mapping[str, str]] = {
    **_FRAME,
    **_NAMED,
    **COMMANDS,
    **OTHERS,
    **DATES,
    **RECORDS,
    **MATCHES,
    **CHECKS,
    **RULES,
    **FILES,
    **SHEETS,
    **CALENDARS,
    **LOSSES,
}
