"""What is said in Russian of files: archives, JSON, tables, calendars, Popolo, tables of ids."""

from __future__ import annotations

from typing import Final

FILES: Final = {
    "read as {format}, since it begins so": ("читается как {format:message}: так файл начинается"),
    "CSV package": "таблицы CSV",
    "One sheet": "лист",
    "more than {limit:number} bytes": "больше {limit:байта|байт|байт}",
    "'more than {limit:number} bytes'": "больше {limit:байта|байт|байт}",
    "at most {most}": "не более {most}",
    "at most {limit:number} bytes; pass a larger `limit` if you trust the file": (
        "не более {limit:байта|байт|байт}; если вы доверяете файлу, увеличьте `limit`"
    ),
    "at most {limit}; pass a larger `limit` if you trust the file": (
        "не более {limit}; если вы доверяете файлу, увеличьте `limit`"
    ),
    "at most {limit} from a pipe; save it as a file, which may have more": (
        "не более {limit} через канал; сохраните как файл, он может быть больше"
    ),
    "'it is closed'": "он закрыт",
    "a file through it": "файл через него",
    "standard input: {text}": "стандартный ввод: {text:message}",
    "standard input:{line:number}{place:word} {text}": (
        "стандартный ввод:{line}{place} {text:message}"
    ),
    "a path that a file can have": "путь, возможный для файла",
    "a path or an open file": "путь или открытый файл",
    "a file; `Connection.deserialize` takes the bytes of one into memory": (
        "файл; его байты загружает в память `Connection.deserialize`"
    ),
    "a name that ends in one of {endings}, or a folder": (
        "имя, которое кончается на одно из: {endings}, или папка"
    ),
    "a name that ends in one of {endings}, or `format`": (
        "имя, которое кончается на одно из: {endings}, или `format`"
    ),
    "a format that can be read: {formats}": "формат, который можно прочитать: {formats}",
    "a format that carries everything: json, or csv (a folder or .zip)": (
        "формат, в котором сохраняется всё: json или csv (папка или .zip)"
    ),
    "a file": "файл",
    "'a link'": "ссылка",
    "'a folder'": "папка",
    "'a pipe'": "канал",
    "'a socket'": "сокет",
    "'a device'": "устройство",
    "a file of its own here": "обычный файл",
    "'files that change all the time'": "файлы, которые всё время меняются",
    "them at rest": "неизменные файлы",
    '"the journal of a write that was cut short, which can\'t be finished here"': (
        "журнал прерванной записи, которую здесь нельзя завершить"
    ),
    "no such folder; look at the files beside it, which may be of two writes, and then take it"
    " away": (
        "отсутствие такой папки; проверьте файлы рядом с ней, они могут быть от двух записей, и"
        " уберите её"
    ),
    '"another write, which doesn\'t come to an end"': "другой процесс, который всё ещё пишет",
    "one write of a folder at a time": "один пишущий в папку в одно время",
    # Archives
    "'{count:number} files in the archive'": ("{count:файл|файла|файлов} в архиве"),
    "a zip archive, plain and not encrypted": "архив zip, обычный и незашифрованный",
    "'{size:number} bytes packed into {packed:number}'": "{size} Б, сжатые до {packed}",
    "at most {times} times as many; unpack it and read the folder": (
        "не более чем в {times} раз больше; распакуйте архив и прочтите папку"
    ),
    "'{name:word} packed by method {method:number}'": "{name}, сжатый способом {method}",
    "one packed by deflate, as most programs do": (
        "файл, сжатый способом deflate, как делает большинство программ"
    ),
    "'more than {size:number} bytes in {name:word}'": ("более {size:байта|байт|байт} в {name}"),
    "as many as the archive says": "столько, сколько указано в архиве",
    "a zip archive, undamaged": "неповреждённый архив zip",
    "a path within the archive": "путь внутри архива",
    "'{name:word} twice'": "{name} дважды",
    "it once": "один раз",
    "'files in {folders}'": "файлы в папках {folders:list}",
    "{folder} and in {other}": "{folder} и {other}",
    "all of them in one folder": "все в одной папке",
    # Encodings
    "'the byte 0x{byte}'": "байт 0x{byte}",
    "'UTF-16'": "UTF-16",
    "the name of an encoding of text": "название кодировки текста",
    "text in the encoding {encoding}; open it for bytes, with 'rb'": (
        "текст в кодировке {encoding}; откройте файл для байтов, в режиме 'rb'"
    ),
    "a file that can be read to its end": "файл, который читается до конца",
    "a file whose `read` takes a size": "файл, чей метод `read` принимает размер",
    "an open file": "открытый файл",
    "a file that takes bytes": "файл, который принимает байты",
    "a file whose encoding has every character, such as UTF-8": (
        "файл, в кодировке которого есть все знаки, например UTF-8"
    ),
    "text in the encoding {encoding}": "текст в кодировке {encoding}",
    "UTF-8; {cure}": "UTF-8; {cure:message}",
    "{expected} (this looks like {encoding})": "{expected:message} (похоже на {encoding})",
    "save it as 'CSV UTF-8'": "сохраните как «CSV UTF-8»",
    "save the sheet as 'CSV UTF-8'": "сохраните лист как «CSV UTF-8»",
    "a spreadsheet saves it as 'CSV UTF-8'": "в программе таблиц сохраните как «CSV UTF-8»",
    "save the sheet as 'CSV UTF-8', or name its `encoding`, such as 'cp1251'": (
        "сохраните лист как «CSV UTF-8» или укажите его кодировку, `encoding`, например «cp1251»"
    ),
    "text without NUL; {cure}": "текст без знака NUL; {cure:message}",
    "'text after a closing quote'": "текст после закрывающей кавычки",
    "quotes within a cell to be doubled, as in RFC 4180": (
        "удвоенные кавычки внутри ячейки, как в RFC 4180"
    ),
    "'an opening quote without a closing one'": "открывающая кавычка без закрывающей",
    "a closing quote": "закрывающая кавычка",
    # JSON
    "JSON: an object with arrays of records": "JSON: объект с массивами записей",
    "'very deep nesting'": "слишком глубокая вложенность",
    "a plain file": "обычный файл",
    "the shape of a chronicle": "строение хроники",
    "a file in the shape of a chronicle": "файл, построенный как хроника",
    "a number of ordinary size": "число обычной величины",
    "a number; JSON has no NaN and no Infinity": "число; в JSON нет NaN и Infinity",
    "JSON in UTF-8": "JSON в UTF-8",
    "whole characters": "целые знаки",
    "'the end of the file'": "конец файла",
    "JSON, or no such file": "JSON или отсутствие такого файла",
    # Tables of a chronicle, in CSV and SQLite
    "the tables of a chronicle": "таблицы хроники",
    "a folder of tables or a zip of one; `read_sheet` reads a single table": (
        "папка с таблицами или её архив zip; одну таблицу читает `read_sheet`"
    ),
    "'one table'": "одна таблица",
    "the path of a folder; '.' is the current one": "путь к папке; «.» — текущая",
    "the path of a folder or of a .zip; `write_sheet` writes a single table": (
        "путь к папке или к файлу .zip; одну таблицу записывает `write_sheet`"
    ),
    "tables such as {names}": "таблицы, например {names:list}",
    "the table, which each such database has, with rows or without": (
        "таблица, которая есть в каждой такой базе, со строками или без"
    ),
    "'no table'": "ни одной таблицы",
    "the name {name}": "имя {name}",
    "only tables of a chronicle here": "только таблицы хроники",
    "only tables of a chronicle": "только таблицы хроники",
    "only tables of a chronicle here; keep it in a database of its own, which ATTACH brings"
    " together with this one": (
        "только таблицы хроники; храните её в отдельной базе, которую присоединяет ATTACH"
    ),
    "'{count:number} more tables of other names'": (
        "ещё {count:таблица|таблицы|таблиц} с другими именами"
    ),
    "'{count:number} more tables'": "ещё {count:таблица|таблицы|таблиц}",
    "tables that are there": "таблицы, которые есть",
    "a table that is there; put it back, or take it out of the list": (
        "существующая таблица; верните её или уберите из списка"
    ),
    "'a table that is not of a chronicle'": "таблица не из хроники",
    "a folder without such a table, since `read_csv` would refuse it": (
        "папка без такой таблицы, так как `read_csv` её не примет"
    ),
    '"a file that `write_csv` didn\'t write"': "файл, записанный не `write_csv`",
    "'a table without the columns that `write_csv` gives it'": (
        "таблица без тех столбцов, которые `write_csv` в ней создаёт"
    ),
    "'the root of the file system'": "корень файловой системы",
    "'the home folder'": "домашняя папка",
    "'the folder of temporary files'": "папка временных файлов",
    "'a folder with other files, such as {name}'": "папка с другими файлами, например {name}",
    "a new folder or an empty one, or `overwrite=True` to write beside what is there": (
        "новая или пустая папка либо `overwrite=True`, чтобы писать рядом с тем, что в ней есть"
    ),
    "another folder, or `overwrite=True` to replace it": (
        "другая папка или `overwrite=True`, чтобы его заменить"
    ),
    "an id of its own; line {line} has it": ("свой идентификатор; такой уже есть в строке {line}"),
    "an id of its own; line {line:number} of {file} has it": (
        "свой идентификатор; такой уже есть в строке {line} файла {file}"
    ),
    "an id of its own; {place} has it": "свой идентификатор; такой уже есть: {place}",
    "an id from the table {table}": "идентификатор из таблицы {table}",
    "the table {table} beside it, with the records that own them": (
        "рядом таблица {table} с записями, которым они принадлежат"
    ),
    "'{count:number} rows'": "{count:строка|строки|строк}",
    "'{count:number} cells'": "{count:ячейка|ячейки|ячеек}",
    "{count}, as in the header; a cell that contains {mark} or a line break stands in quotes": (
        "{count}, как в заголовке; ячейку, в которой есть {mark:message} или конец строки,"
        " заключают в кавычки"
    ),
    "a comma": "запятая",
    "a semicolon": "точка с запятой",
    "a tab": "табуляция",
    "nothing: only a {kinds} has {name}; change the kind or take it out": (
        "ничего: {name} есть только у видов {kinds}; измените вид или уберите значение"
    ),
    "nothing that only meetings have": "ничего из того, что есть только у заседаний",
    "a header with the names of columns: {names} and so on": (
        "заголовок с именами столбцов: {names} и так далее"
    ),
    "a name over these cells": "имя над этими ячейками",
    "one column of this name; column {column} has it": (
        "один столбец с этим именем; оно уже у столбца {column}"
    ),
    "a column {name} in the header": "столбец {name} в заголовке",
    "a column of the table {table}; take it out, for it can't be kept": (
        "столбец таблицы {table}; уберите его, сохранить его нельзя"
    ),
    "a whole number from 1: the place in the list of its owner": (
        "целое число не меньше 1: место в списке владельца"
    ),
    "a place of its own in the list of its owner; line {line} has it": (
        "своё место в списке владельца; оно занято строкой {line}"
    ),
    "a database that nothing writes to: close it everywhere, so that {file} goes away": (
        "база, в которую ничто не пишет: закройте её везде, чтобы исчез файл {file}"
    ),
    "a sound database of SQLite": "исправная база SQLite",
    "a database of SQLite, which begins with 'SQLite format 3'": (
        "база SQLite, которая начинается со слов «SQLite format 3»"
    ),
    "'a write-ahead log'": "журнал упреждающей записи",
    "no write-ahead log, in which changes can be missing from the file; run"
    " `PRAGMA journal_mode = DELETE` in it": (
        "база без журнала упреждающей записи: с ним изменений может не быть в файле; выполните в"
        " ней `PRAGMA journal_mode = DELETE`"
    ),
    "a database that `write_sqlite` made: its application_id says so": (
        "база, созданная `write_sqlite`: об этом говорит её application_id"
    ),
    "{version}, the version of the format that is read here": (
        "{version}, версия формата, которая читается здесь"
    ),
    "an ordinary table": "обычная таблица",
    "a sound table; `.recover` of the program sqlite3 saves what can be read": (
        "исправная таблица; `.recover` программы sqlite3 спасает всё, что можно прочитать"
    ),
    "a column that is kept, not one that is worked out": (
        "столбец, который хранится, а не вычисляется"
    ),
    "text or a number, not bytes": "текст или число, а не байты",
    "one row: what the chronicle says of itself": "одна строка: сведения о самой хронике",
    "what SQLite can keep": "то, что может хранить SQLite",
    # Tables of ids
    "the header {names}": "заголовок {names}",
    "two cells: what the source calls it, and our id": (
        "две ячейки: как это называется в источнике и наш идентификатор"
    ),
    "in the second cell {expected}": "во второй ячейке {expected:message}",
    "one id for each; an earlier line has {id}": (
        "по одному идентификатору; в более ранней строке {id}"
    ),
    # What a file is
    "the format {name}; nothing reads this": "формат {name}; читать это нечем",
    "the format {name}; {reader} reads this": "формат {name}; это читает {reader}",
    # What writers take
    "a timeline, anniversaries, a numbered series, terms, findings, hits or records": (
        "хронология, годовщины, нумерованная серия, сроки, замечания, найденное или записи"
    ),
    "'{count:number} events'": "{count:событие|события|событий}",
    "'{count:number} anniversaries'": "{count:годовщина|годовщины|годовщин}",
    "'{count:number} terms'": "{count:срок|срока|сроков}",
    "'{count:number} numbers'": "{count:номер|номера|номеров}",
    "at most {most:number} {what:word} to draw one by one: {cure}": (
        "чтобы показать каждое, не более {most}; {cure:message}"
    ),
    "ask for a window, or count them with counts='kind'": (
        "укажите промежуток или сосчитайте их с counts='kind'"
    ),
    "count its events: {code}": "сосчитайте её события: {code}",
    "ask for jubilees alone: every=5": "запросите только круглые даты: every=5",
    "ask for those of one post, or of some years": (
        "запросите сроки в одной должности или за несколько лет"
    ),
    "'nothing that has a date'": "ничего, что имеет дату",
    "something with a date to draw": "что-нибудь с датой",
    "'anniversaries of {first} to {last}'": "годовщины с {first} по {last} год",
    "those of one year, for a calendar": "годовщины одного года: это календарь",
    "{takes}; {formats} can be written of {subject}": (
        "{takes:message}; в форматах {formats} можно записать: {subject:message}"
    ),
    "chronicle, timeline, records or record": "хроника, хронология, записи или запись",
    "chronicle": "хроника",
    "timeline": "хронология",
    "records": "записи",
    "anniversaries": "годовщины",
    "numbered series": "нумерованная серия",
    "terms": "сроки",
    "records that are no events": "записи не о событиях",
    "findings": "замечания",
    "search hits": "найденное",
    "table": "таблица",
}


CALENDARS: Final = {
    "a calendar in UTF-8": "календарь в UTF-8",
    "a calendar: it begins with BEGIN:VCALENDAR": "календарь: он начинается с BEGIN:VCALENDAR",
    "a property, such as SUMMARY:A title; a line that goes on begins with a blank": (
        "свойство, например SUMMARY:Название; строка продолжения начинается с пробела"
    ),
    "at most {count} components within each other": ("не более {count} компонентов друг в друге"),
    "BEGIN:VCALENDAR before it": "BEGIN:VCALENDAR перед этим",
    "END:{name}; the file is cut short": "END:{name}; файл обрывается",
    "a day such as 20250519, or a moment such as 20250519T100000Z": (
        "день, например 20250519, или момент, например 20250519T100000Z"
    ),
    "a day such as 20250519, or a moment such as 20250519T100000Z; {error}": (
        "день, например 20250519, или момент, например 20250519T100000Z; {error:message}"
    ),
    "how long it lasts, such as PT1H30M or P2D": "длительность, например PT1H30M или P2D",
    "a day, as DTSTART is": "день, как DTSTART",
    "a moment, as DTSTART is": "момент, как DTSTART",
    "an end that isn't before DTSTART": "конец не раньше DTSTART",
    "an end before the year 10000": "конец до 10000 года",
    "a window in which to look for an event that comes back, as `window`": (
        "промежуток, в котором искать повторяющееся событие, `window`"
    ),
    "rules that go over {days:number} days in all at most; an earlier window": (
        "правила, которые перебирают вместе не более {days} дней; более ранний промежуток"
    ),
    "entries of at most {size:number} characters in all, each time that they come back counted;"
    " a shorter window": (
        "записи не более чем из {size:знака|знаков|знаков} вместе, считая каждый повтор; более"
        " короткий промежуток"
    ),
    "a rule that ever gives a day": "правило, которое даёт хотя бы один день",
    "a rule that can be followed ({error})": "правило, которое можно выполнить ({error})",
    "weekdays such as MO or -1FR": "дни недели, например MO или -1FR",
    "weekdays from 1 to {most}, such as 1MO or {last}": (
        "дни недели с номером от 1 до {most}, например 1MO или {last}"
    ),
    "a day or a moment in UTC": "день или момент в UTC",
    "a weekday such as MO": "день недели, например MO",
    "{name} from {least} to {most}, and not 0": "{name} от {least} до {most}, кроме 0",
    "{name} from 0 to {most}, one number: one time a day": (
        "{name} от 0 до {most}, одно число: один раз в день"
    ),
    "nothing but {names}, each once: days that come back": (
        "только {names}, каждое по одному разу: повторяющиеся дни"
    ),
    "degrees north and east, such as 42.87;74.6": (
        "градусы северной широты и восточной долготы, например 42.87;74.6"
    ),
    "a domain such as 'example.org'": "домен, например «example.org»",
    "a day, or a moment with its zone": "день или момент с часовым поясом",
    "{expected}, or a VTIMEZONE of this name": (
        "{expected:message}, или VTIMEZONE с этим названием"
    ),
    "at most {most} rules by which the clocks of a zone change": (
        "не более {most} правил, по которым в поясе переводят часы"
    ),
    "at most {most} changes of the clocks of a zone, one by one": (
        "не более {most} переводов часов пояса, перечисленных по одному"
    ),
    "a rule of FREQ=YEARLY, by which clocks change": (
        "правило FREQ=YEARLY, по которому переводят часы"
    ),
    "a VTIMEZONE that says when clocks change ({error})": (
        "VTIMEZONE, где сказано, когда переводят часы ({error:message})"
    ),
    "the offset of a zone as TZOFFSETTO, such as +0300": (
        "смещение пояса в TZOFFSETTO, например +0300"
    ),
    # Popolo
    "a date such as '2026', '2026-11' or '2026-11-24'": (
        "дата, например «2026», «2026-11» или «2026-11-24»"
    ),
    "a date that isn't before {date}": "дата не раньше {date}",
    "a moment that isn't before {start}": "момент не раньше {start}",
    "a name": "название",
    "a name, or an id": "название или идентификатор",
    "a title": "название",
    "degrees east and degrees north": "градусы восточной долготы и северной широты",
    "degrees north and degrees east": "градусы северной широты и восточной долготы",
    "what the membership is of": "то, к чему относится членство",
    "no person of the file; a membership needs one": (
        "в файле нет такого человека, а без него нет членства"
    ),
    "an id in {arrays}": "идентификатор из {arrays:list}",
}
