"""What the command line says in Russian."""

from __future__ import annotations

from typing import Final

COMMANDS: Final = {
    "standard output: {text}": "стандартный вывод: {text:message}",
    "standard output is closed": "стандартный вывод закрыт",
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
    "--{name} says nothing of {format}, which keeps all languages": (
        "--{name} не относится к формату {format}: в нём сохраняются все языки"
    ),
    "{format} is nothing to read on a terminal: name a file with -o": (
        "{format} не читают на экране: укажите файл с помощью -o"
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
    # What is told
    "reading {file}": "чтение: {file}",
    "writing {file}": "запись: {file}",
    "merging": "слияние",
    "written: {file}": "записано: {file}",
    "read: {losses}": "при чтении: {losses:message}",
    "match: {ids}: {evidence}": "совпадение: {ids:list}: {evidence:message}",
    "possible match: {ids}: {evidence}": ("возможное совпадение: {ids:list}: {evidence:message}"),
    "made one: {ids}: {evidence}": "объединено: {ids:list}: {evidence:message}",
    "conflict: {where}: {one} or {other}": "противоречие: {where}: {one} или {other}",
    "nothing written: {count:number} open conflict{s}; mend one of the files, or say --prefer one"
    " or --prefer other": (
        "ничего не записано: {count:неразрешённое противоречие|неразрешённых противоречия|"
        "неразрешённых противоречий}; исправьте один из файлов или укажите --prefer one либо"
        " --prefer other"
    ),
    "It is taken for JSON, since it comes through a pipe: say --from.": (
        "Через канал читается JSON; иной формат укажите: --from."
    ),
    "The built-in data has what is missing: read it with --within.": (
        "Недостающее есть во встроенных данных: читайте вместе с ними, --within."
    ),
}
