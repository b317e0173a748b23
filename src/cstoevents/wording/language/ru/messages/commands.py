"""What the command line says in Russian, and click, the operating system and Python in it."""

from __future__ import annotations

from typing import Final

COMMANDS: Final = {
    "standard output: {text}": "стандартный вывод: {text:message}",
    "standard output is closed": "стандартный вывод закрыт",
    "there is not enough memory for this": "для этого не хватает памяти",
    "nothing to be read as yet": "пока нечего читать",
    "nothing can be written as yet": "пока нельзя ничего записать",
    # What goes together
    "FILE and --data are the same: give one of them": (
        "FILE и --data означают одно и то же: укажите что-то одно"
    ),
    "--within goes with --data: it says how that is read": (
        "--within указывают вместе с --data: этот параметр говорит, как их читать"
    ),
    "--within goes with FILE or --data: it says how that is read": (
        "--within указывают вместе с FILE или --data: этот параметр говорит, как их читать"
    ),
    "-o is where the data are: the answer would take their place": (
        "-o указывает туда, где сами данные: ответ был бы записан на их место"
    ),
    "{option} is given more than once, and only one can count": (
        "{option} указано несколько раз, а учесть можно только один"
    ),
    "--imprecise goes with -o or --to: how a calendar is written": (
        "--imprecise указывают вместе с -o или --to: этот параметр говорит, как записать календарь"
    ),
    "no {format} can be written of {subject}; {formats} can": (
        "{subject:message}: в формате {format} этого не записать, можно в {formats}"
    ),
    "--json says nothing of {format}": "--json не относится к формату {format}",
    "--{name} goes with {what}: it says how IN is read": (
        "--{name} указывают, когда читают {what:message}: этот параметр говорит, как читать IN"
    ),
    "a calendar": "календарь",
    "a calendar or Popolo": "календарь или Popolo",
    "a sheet, a calendar or Popolo": "лист, календарь или Popolo",
    "{tag:text} is no tag of a language": "{tag} — не метка языка",
    "a file": "файл",
    "a sheet": "лист",
    "a source with ids of its own": "источник со своими идентификаторами",
    "--{name} says nothing of {format}: it is of a folder": (
        "--{name} не относится к формату {format}: это параметр папки"
    ),
    "--{name} says nothing of {format}: it is of calendars": (
        "--{name} не относится к формату {format}: это параметр календарей"
    ),
    "--{name} says nothing of {format}: it is of a calendar": (
        "--{name} не относится к формату {format}: это параметр календаря"
    ),
    "--{name} says nothing of {format}, which keeps all languages; for messages it stands"
    " before the command": (
        "--{name} не относится к формату {format}: в нём сохраняются все языки; для сообщений"
        " он пишется перед командой"
    ),
    "{format} is nothing to read on a terminal: name a file with -o": (
        "{format} не читают на экране: укажите файл с помощью -o"
    ),
    "--beside and OUT are one file, which merge would add IN to": (
        "--beside и OUT — один файл; добавить к нему IN может merge"
    ),
    "--ids and OUT are one file: the table of ids needs one of its own": (
        "--ids и OUT — один файл: для таблицы идентификаторов нужен отдельный"
    ),
    "csv is a zip, nothing to read on a terminal: name a file": (
        "csv — это архив zip, его не читают на экране: укажите файл"
    ),
    "only one of the two can come through the pipe": (
        "через канал можно передать только один из двух"
    ),
    "{path} has a conflict: git has no two states of it to compare": (
        "в файле {path} конфликт: у git нет двух его состояний для сравнения"
    ),
    "{pair:word} has no = in it": "{pair}: нет знака =",
    "{value:word} is none of , ; tab": "{value} — не одно из: , ; tab",
    "{value:word} is not a single day, as 2026-11-24 is": "{value} — не один день, как 2026-11-24",
    "{value:word} is no single day; for a window say --during {window}": (
        "{value} — не один день; для промежутка укажите --during {window}"
    ),
    "--new ask needs a terminal for questions and answers; --new report tells the names, and the"
    " table of --ids can say what they mean": (
        "--new ask нужен терминал для вопросов и ответов; --new report называет такие названия, а"
        " что они значат, может сказать таблица --ids"
    ),
    # What is asked
    "the answers are kept for the next time with --ids FILE": (
        "до следующего раза ответы сохраняются, если указать --ids FILE"
    ),
    "number, id or name of what is meant, n for a new one, q to stop": (
        "номер, идентификатор или название того, что имеется в виду; n — новая запись,"
        " q — прекратить"
    ),
    "id or name of what is meant, n for a new one, q to stop": (
        "идентификатор или название того, что имеется в виду; n — новая запись, q — прекратить"
    ),
    "{said} is no answer, and no known {sort} that it may be": (
        "{said} — не ответ и не известная запись ({sort:message}), которая здесь возможна"
    ),
    "stopped: nothing is written": "прекращено: ничего не записано",
    # What is told
    "reading {file}": "чтение: {file}",
    "writing {file}": "запись: {file}",
    "merging": "слияние",
    "written: {file}": "записано: {file}",
    "read: {losses}": "при чтении: {losses:message}",
    "match: {ids}: {evidence}": "совпадение: {ids:list}: {evidence:message}",
    "possible match: {ids}: {evidence}": ("возможное совпадение: {ids:list}: {evidence:message}"),
    "made one: {ids}: {evidence}": "объединено: {ids:list}: {evidence:message}",
    "conflict: {where}: {one} or {other}": (
        "противоречие: {where}: {one:message} или {other:message}"
    ),
    "nothing": "ничего",
    "licence: {found} differ, so none is claimed for both together": (
        "лицензия: {found} различаются, поэтому для обоих вместе не указана никакая"
    ),
    "nothing written: {count:number} open conflict{s}; mend one of the files, or say --prefer one"
    " or --prefer other": (
        "ничего не записано: {count:неразрешённое противоречие|неразрешённых противоречия|"
        "неразрешённых противоречий}; исправьте один из файлов или укажите --prefer one либо"
        " --prefer other"
    ),
    "{day:word} is after today, {today:word} timeline {since:word} has what is to come": (
        "{day} позже, чем сегодня, {today} предстоящее показывает timeline {since}"
    ),
    "`cstoevents list topics` has all of them.": "Все они: `cstoevents list topics`.",
    "`cstoevents list roles` has all of them.": "Все они: `cstoevents list roles`.",
    (
        "It is taken for JSON, since it comes through a pipe; `cstoevents convert --from` "
        "reads other formats."
    ): "Через канал читается JSON; другие форматы читает `cstoevents convert --from`.",
    "The built-in data has what is missing: read it with --within.": (
        "Недостающее есть во встроенных данных: читайте вместе с ними, --within."
    ),
}


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
