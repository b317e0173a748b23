"""What click, the operating system and Python say, in Russian."""

from __future__ import annotations

from typing import Final

OTHERS: Final = {
    # Click
    "Usage: {usage}": "Использование: {usage}",
    "Try '{command}' for help.": "Справка: {command}",
    "Error: {text}": "Ошибка: {text:message}",
    "Invalid value: {text}": "Недопустимое значение: {text:message}",
    "Invalid value for {name}: {text}": "Недопустимое значение для {name}: {text:message}",
    "Missing argument {name}.": "Не указан аргумент {name}.",
    "Missing option {name}.": "Не указан параметр {name}.",
    "{missing} Choose from:": "{missing:message} Выберите из:",
    "Missing command.": "Не указана команда.",
    "No such option {name}.": "Нет параметра {name}.",
    "No such option: {name}": "Нет параметра {name}.",
    "No such command {name}.": "Нет команды {name}.",
    "{error} Did you mean {name}?": "{error:message} Возможно, имелось в виду: {name}?",
    "{error} (Did you mean one of: {names}?)": (
        "{error:message} (Возможно, имелось в виду одно из: {names}?)"
    ),
    "{error} (Possible options: {names})": (
        "{error:message} (Возможно, имелось в виду одно из: {names}?)"
    ),
    "Option {name} does not take a value.": "У параметра {name} нет значения.",
    "Option {name} requires an argument.": "У параметра {name} должно быть значение.",
    "Got unexpected extra argument{s} ({words})": "Лишние слова: {words}",
    "{value:word} is not one of {choices}.": "{value} — не одно из допустимых: {choices}.",
    "{value:word} is not a valid integer.": "{value} — не целое число.",
    "{value:word} is not a valid integer range.": "{value} — не целое число.",
    "{value:word} is not in the range {range}.": "{value} вне допустимых пределов: {range}.",
    # The operating system
    "No such file or directory": "нет такого файла или папки",
    "Permission denied": "доступ запрещён",
    "Is a directory": "это папка",
    "Not a directory": "это не папка",
    "File exists": "уже существует",
    "File name too long": "слишком длинное имя файла",
    "Read-only file system": "файловая система доступна только для чтения",
    "No space left on device": "на диске нет места",
    # Python, of JSON
    "JSON: expecting value": "JSON: значение",
    "JSON: expecting property name enclosed in double quotes": (
        "JSON: имя поля в двойных кавычках"
    ),
    "JSON: expecting ':' delimiter": "JSON: двоеточие",
    "JSON: expecting ',' delimiter": "JSON: запятая",
    "JSON: illegal trailing comma before end of object": ("JSON: объект без запятой перед концом"),
    "JSON: illegal trailing comma before end of array": "JSON: массив без запятой перед концом",
    "JSON: unterminated string starting": "JSON: строка с закрывающей кавычкой",
    "JSON: invalid control character": "JSON: строка без управляющих знаков",
    "JSON: invalid \\escape": "JSON: правильная последовательность с обратной косой чертой",
    "JSON: invalid \\uxxxx escape": "JSON: правильная последовательность \\uXXXX",
    "JSON: extra data": "JSON: конец файла",
    # Python, of dates
    "day is out of range for month": "в этом месяце нет такого дня",
    "day {day} must be in range 1..{last} for month {month} in year {year}": (
        "в этом месяце нет такого дня"
    ),
    "month must be in 1..12": "месяцы — от 1 до 12",
    "month must be in 1..12, not {month}": "месяцы — от 1 до 12, а не {month}",
    "hour must be in 0..23": "часы — от 0 до 23",
    "hour must be in 0..23, not {hour}": "часы — от 0 до 23, а не {hour}",
    "minute must be in 0..59": "минуты — от 0 до 59",
    "minute must be in 0..59, not {minute}": "минуты — от 0 до 59, а не {minute}",
    "second must be in 0..59": "секунды — от 0 до 59",
    "second must be in 0..59, not {second}": "секунды — от 0 до 59, а не {second}",
    "year {year} is out of range": "года {year} нет в календаре",
}
