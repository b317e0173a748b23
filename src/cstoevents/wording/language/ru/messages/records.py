"""What is said in Russian of records: their values, their dates, and why two may be one."""

from __future__ import annotations

from typing import Final

RECORDS: Final = {
    "one of {options}": "одно из значений: {options}",
    "one of {options}, perhaps {like}": "одно из значений: {options}; возможно, {like}",
    "exactly one of {fields}": "ровно одно из полей: {fields}",
    "at least one of {fields}": "хотя бы одно из полей: {fields}",
    "a {cls:word} record for this {field:word}, or one of {words}": (
        "запись класса {cls} для такого значения {field} или одно из значений: {words}"
    ),
    "an {cls:word} record for this {field:word}, or one of {words}": (
        "запись класса {cls} для такого значения {field} или одно из значений: {words}"
    ),
    "a value for this field, which is required": "значение этого обязательного поля",
    "a value": "значение",
    "a value of the class {cls}": "значение класса {cls}",
    "only the fields {names}": "только поля {names}",
    "only the fields {names}; what is your own goes into `extra`": (
        "только поля {names}; своё хранят в `extra`"
    ),
    "only the keys {names}": "только ключи {names}",
    "only the keys {names}; what is your own goes into `extra`": (
        "только ключи {names}; своё хранят в `extra`"
    ),
    "the field {name}": "поле {name}",
    "the key {name}": "ключ {name}",
    "a list or another collection of {what}, not one value": (
        "список или другая последовательность, а не одно значение"
    ),
    "a whole number from {least}": "целое число не меньше {least}",
    "a whole number from {least} to {most}": "целое число от {least} до {most}",
    "a whole number, {least} or more": "целое число не меньше {least}",
    "a whole number, from {least} to {most}": "целое число от {least} до {most}",
    "a whole number up to {most}, or a larger one as text": (
        "целое число до {most}, а большее — текстом"
    ),
    "a number from {least} to {most}": "число от {least} до {most}",
    "a finite number": "конечное число",
    "a text": "текст",
    "words to look for": "слова для поиска",
    "a topic": "тема",
    "a text of whole characters": "текст из целых знаков",
    "text": "текст",
    "texts": "тексты",
    "plain text": "обычный текст",
    "text, or texts by language": "текст или тексты по языкам",
    "at least one language": "хотя бы один язык",
    "each language once, in whatever case": "каждый язык по одному разу, в любом регистре",
    "a date in a file is text": "дата в файле — это текст",
    "an id: lower-case ASCII letters and digits, joined by hyphens": (
        "идентификатор: строчные латинские буквы и цифры, соединённые дефисами"
    ),
    "a slug: lower-case ASCII letters and digits, joined by hyphens": (
        "краткое имя: строчные латинские буквы и цифры, соединённые дефисами"
    ),
    "a scheme: ASCII letters and digits, joined by hyphens, dots or underscores": (
        "схема: латинские буквы и цифры, соединённые дефисами, точками или знаками подчёркивания"
    ),
    "non-empty text without NUL": "непустой текст без знака NUL",
    "a web address that begins with http:// or https:// and has no blanks": (
        "веб-адрес, который начинается с http:// или https:// и не содержит пробелов"
    ),
    "an SPDX identifier such as 'CC-BY-4.0', or the web address of a licence": (
        "идентификатор SPDX, например «CC-BY-4.0», или веб-адрес лицензии"
    ),
    "a BCP 47 language tag such as 'en', 'ru' or 'sr-Latn'": (
        "обозначение языка по BCP 47, например «en», «ru» или «sr-Latn»"
    ),
    "a keyword: lower-case, at most 80 characters, without ';'": (
        "ключевое слово: строчными буквами, не длиннее 80 знаков, без «;»"
    ),
    "a key that looks like no other": "ключ, непохожий на другие",
    "a key: text of at most 80 characters on one line, without blanks at its ends": (
        "ключ: текст не длиннее 80 знаков, в одну строку, без пробелов по краям"
    ),
    "a media type such as 'application/pdf'": "тип данных, например «application/pdf»",
    "the name of a zone in the tz database, such as 'Asia/Bishkek'": (
        "название часового пояса из базы tz, например «Asia/Bishkek»"
    ),
    "a country code of ISO 3166-1 (two capital letters)": (
        "код страны по ISO 3166-1 (две заглавные латинские буквы)"
    ),
    "one day such as '2026-11-24'": "один день, например «2026-11-24»",
    "degrees north, from -90 to 90": "градусы северной широты, от -90 до 90",
    "degrees east, from -180 to 180": "градусы восточной долготы, от -180 до 180",
    "a time of day such as '14:30:00', without a zone or parts of a second": (
        "время суток, например «14:30:00», без часового пояса и долей секунды"
    ),
    "a time of day such as '14:30:00'": "время суток, например «14:30:00»",
    "an object": "объект",
    "an object that gives each key once": "объект, в котором каждый ключ стоит один раз",
    "an object with arrays of records": "объект с массивами записей",
    "objects with {keys} may be {ours} or, as Popolo has them, {theirs}": (
        "объекты с ключами {keys:list} могут быть {ours} или, как в Popolo, {theirs}"
    ),
    "an array": "массив",
    "an array of records": "массив записей",
    "an array of objects": "массив объектов",
    "an object with arrays such as 'persons' and 'events'; of objects in a list each says its class"
    " as '_type'": (
        "объект с массивами, такими как 'persons' и 'events'; объекты списка называют свой класс"
        " в '_type'"
    ),
    "true or false": "true или false",
    "a JSON value: None, true or false, a number, text, or a list or mapping of these": (
        "значение JSON: пустое, true или false, число, текст, их список или объект"
    ),
    "a mapping of keys of your own to JSON values": "объект со своими ключами и значениями JSON",
    "at most {count:number} levels of lists and mappings": (
        "не более {count:уровня|уровней|уровней} списков и объектов"
    ),
    "the id of {wanted}": "идентификатор записи ({wanted:list})",
    "the id of {wanted} that is not removed": "идентификатор записи ({wanted:list}), не удалённой",
    "the id of {wanted}, perhaps {like}": (
        "идентификатор записи ({wanted:list}), возможно, {like}"
    ),
    "the id of {wanted}; it is a {what}": (
        "идентификатор записи ({wanted:list}); это {what:message}"
    ),
    "the id of {wanted}; it is an {what}": (
        "идентификатор записи ({wanted:list}); это {what:message}"
    ),
    "one record of this id; it is of the class {cls}": (
        "одна запись с этим идентификатором; это {cls}"
    ),
    "one record of this id; another has {values}": (
        "одна запись с этим идентификатором; в другой {values}"
    ),
    "an id of its own; {place} has it": "свой идентификатор; этот уже у {place}",
}


DATES: Final = {
    "{text:word} is not an EDTF date: {reason}": "{text} — не дата EDTF: {reason:message}",
    "{text:word} is not an EDTF date: {reason}; write {instead:text}": (
        "{text} — не дата EDTF: {reason:message}; напишите {instead}"
    ),
    "'{text}… ({count:number} characters) is not an EDTF date: {reason}": (
        "«{text}…» — не дата EDTF: {reason:message}"
    ),
    "an EDTF date ({reason})": "дата EDTF ({reason:message})",
    "an EDTF date ({reason}; write {cure:text})": "дата EDTF ({reason:message}; напишите {cure})",
    "the calendar has no year 0; years are 0001 to 9999": (
        "в календаре нет года 0; годы — от 0001 до 9999"
    ),
    "nothing follows a year that is not specified": "после неуказанного года ничего не стоит",
    "a day is known only within a known month": "день известен только вместе с месяцем",
    "what isn't known is left out, not written 00": (
        "неизвестное опускают, а не записывают как 00"
    ),
    "{month:word} {year:word} has {days:number} days": (
        "{month:message} {year} года: {days:день|дня|дней}"
    ),
    "January": "январь",
    "February": "февраль",
    "March": "март",
    "April": "апрель",
    "May": "май",
    "June": "июнь",
    "July": "июль",
    "August": "август",
    "September": "сентябрь",
    "October": "октябрь",
    "November": "ноябрь",
    "December": "декабрь",
    "seasons are 21 to 24, as the northern half of the earth has them": (
        "времена года — это 21–24, как в северном полушарии"
    ),
    "no day follows a quarter, a quadrimester or a half": (
        "после квартала, трети года или полугодия день не указывают"
    ),
    "there is no month {month}": "месяца {month} не бывает",
    "its {role} {part:text}: {reason}": "{role:message} {part}: {reason:message}",
    "start": "начало",
    "end": "конец",
    "first day": "первый день",
    "last day": "последний день",
    "an interval has at least one known end; an unknown date is None": (
        "у промежутка известен хотя бы один конец; неизвестную дату опускают"
    ),
    "it ends before it starts": "конец раньше начала",
    "an interval runs between months, not seasons, quarters, quadrimesters or halves; "
    "say the months that are meant, as in '2025-03/2025-08'": (
        "промежуток задают месяцами, а не временами года, кварталами или полугодиями; "
        "укажите нужные месяцы, например «2025-03/2025-08»"
    ),
    "a range has at least one known end; an unknown date is None": (
        "у диапазона известен хотя бы один конец; неизвестную дату опускают"
    ),
    "the ends of a one-of range have no qualifiers": (
        "у концов диапазона «один из дней» нет знаков ~, ? и %"
    ),
    "the ends of a one-of range have no unspecified digits": (
        "у концов диапазона «один из дней» нет неуказанных цифр"
    ),
    "a one-of range runs between months, not seasons, quarters, quadrimesters or halves": (
        "диапазон «один из дней» задают месяцами, а не временами года, кварталами или полугодиями"
    ),
    "it is empty; an unknown date is None": "пусто; неизвестную дату опускают",
    "blanks surround it": "вокруг неё пробелы",
    "it takes the digits 0-9 and ASCII signs only": (
        "в ней могут быть только цифры 0–9 и знаки ASCII"
    ),
    "nothing of it is known; an unknown date is None": (
        "о ней ничего не известно; неизвестную дату опускают"
    ),
    "an unspecified digit is a capital X": "неуказанная цифра — это заглавная латинская X",
    "the basic format has no hyphens": "в сокращённом виде нет дефисов",
    "EDTF has no weeks": "в EDTF нет недель",
    "EDTF doesn't number the days of a year": "в EDTF дни года не нумеруются",
    "the year comes first": "сначала пишут год",
    "years have four digits": "в годе четыре цифры",
    "hyphens join its parts": "части соединяют дефисами",
    "months and days are two digits": "месяц и день — это две цифры",
    "the end of an interval is written in full": "конец промежутка пишут полностью",
    "a month follows a hyphen, and years have four digits": (
        "перед месяцем стоит дефис, а в годе четыре цифры"
    ),
    "quarters are 33 to 36 in the place of a month": "кварталы — это 33–36 на месте месяца",
    "halves are 40 and 41 in the place of a month": "полугодия — это 40 и 41 на месте месяца",
    "how exact it is stands beside it, in the precision of Wikidata": (
        "насколько она точна, сказано рядом с ней, в точности Викиданных"
    ),
    "a moment with a zone has another day elsewhere; write the day at the place": (
        "момент с часовым поясом в другом поясе приходится на другой день; напишите день на месте"
    ),
    "a moment in UTC has another day elsewhere; write the day at the place": (
        "момент по UTC в другом месте приходится на другой день; напишите день на месте"
    ),
    "a time of day has fields of its own, start_time and end_time": (
        "для времени суток есть отдельные поля, start_time и end_time"
    ),
    "a slash parts the ends of an interval": "концы промежутка разделяет косая черта",
    "a range is [A..B] if one day of it is meant, and A/B if it lasts": (
        "если речь об одном из дней, пишут [A..B], а если обо всём времени — A/B"
    ),
    "an open end is two dots, an unknown one is left empty": (
        "открытый конец — две точки, а неизвестный оставляют пустым"
    ),
    "uncertain and approximate is one sign": (
        "сразу и неуверенно, и приблизительно — это один знак"
    ),
    "a qualifier ends the value that it is about": "знак ~, ? или % стоит в конце своего значения",
    "of all sets only a range, [A..B], is read": ("из множеств читается только диапазон, [A..B]"),
    "years have four digits, 0001 to 9999": "в годе четыре цифры, от 0001 до 9999",
    "significant digits are not read": "число значащих цифр не читается",
    "only the whole month or day and the last two digits of the year may be unspecified": (
        "не указаны могут быть только весь месяц, весь день и две последние цифры года"
    ),
    "it is in words or figures, which `from_written` takes": (
        "она записана словами или цифрами, их понимает `from_written`"
    ),
    "it says nothing; an unknown date is None": (
        "здесь ничего не сказано; неизвестную дату опускают"
    ),
    "an interval has two ends": "у промежутка два конца",
    "expected {forms}": "ожидается {forms:message}",
    "YYYY, YYYY-MM, YYYY-MM-DD, or two of them as in A/B or [A..B]": (
        "ГГГГ, ГГГГ-ММ, ГГГГ-ММ-ДД или две такие даты как A/B либо [A..B]"
    ),
    "a text or a date, not {cls}": "текст или дата, а не {cls}",
    "a number is not a text": "число — это не текст",
    "it is longer than any date": "это длиннее любой даты",
    "it was {status}": "статус события — {status}",
    "it has no date": "у него нет даты",
    "no day of birth is on record": "день рождения не записан",
    "no death is on record": "день смерти не записан",
    "it is known too roughly, to no single year": (
        "дата известна слишком приблизительно: неясен даже год"
    ),
    "it is known too roughly: it is open to one side": (
        "дата известна слишком приблизительно: она открыта с одной стороны"
    ),
    "its {end} is not known": "{end:message}: неизвестно",
    "that year has no 29 February, and the leap policy is to omit it": (
        "в том году нет 29 февраля, и по правилу високосного дня он пропускается"
    ),
    "the calendar ends with the year 9999": "календарь кончается 9999 годом",
    "a single day": "один день",
    "a day or a window; `on` and `during` can't both be given": (
        "день или промежуток; `on` и `during` вместе не указывают"
    ),
    "a day or a window": "день или промежуток",
    "a window with a first and a last day": "промежуток с первым и последним днём",
    "a date with a first and a last day": "дата с первым и последним днём",
    # Words and figures
    "a date in words": "дата словами",
    "a date in words, such as '5 November 2001'": "дата словами, например «5 ноября 2001 года»",
    "a date in words, of at most {count} characters": ("дата словами, не длиннее {count} знаков"),
    "the day's own weekday: {error}": "день недели, который соответствует дате: {error:message}",
    "a date without {part:text}, which EDTF can't say; write {instead:text}": (
        "дата без {part}, чего в EDTF не записать; напишите {instead}"
    ),
    "a date alone, since times have fields of their own; write {instead:text}": (
        "одна только дата: для времени есть отдельные поля; напишите {instead}"
    ),
    "a year of four digits; write {dates}": "год из четырёх цифр; напишите {dates:list}",
    "one date: one of these, or a row for each of them: {dates}": (
        "одна дата: одна из этих или отдельная строка для каждой: {dates:list}"
    ),
    "a date, not a spreadsheet's number; that is {day:text} if it counts from 1900": (
        "дата, а не её номер в программе таблиц; это {day}, если счёт с 1900 года"
    ),
    "one year; write {one} or {other}": "один год; напишите {one} или {other}",
    "one date; what comes back has a row for each time, or no date and a note": (
        "одна дата; у повторяющегося — строка на каждый раз или примечание без даты"
    ),
    "a week that exists: {year} has 52": "существующая неделя: в {year} году их 52",
    "a winter with one year; write {instead:text}": "зима с одним годом; напишите {instead}",
    "words for one date, not for {dates}": (
        "слова для одной даты, а не для нескольких: {dates:list}"
    ),
    "figures for one date, not for {dates}": (
        "цифры для одной даты, а не для нескольких: {dates:list}"
    ),
    "a date that exists: {reason}": "существующая дата: {reason:message}",
    "{text:word} is {name:word}": "{text} — {name}",
    "it is another day of the week": "это другой день недели",
    "{texts} can't be in one order": "{texts:list} не могут быть записаны в одном порядке",
    "{text} can be {readings}, and no date decides": (
        "{text} можно понять по-разному ({readings:list}), и ни одна дата этого не решает"
    ),
    "a Roman numeral": "римское число",
    "a Roman numeral from 'I' to '{last}'": "римское число от «I» до «{last}»",
    "'{numeral}', the Roman numeral for {number}": "«{numeral}», римское число {number}",
}


MATCHES: Final = {
    "both are of the kind {kind:word}, of {body:word}": "вид обоих — {kind}, организация — {body}",
    "both are of the kind {kind:word}, and one title has all words of the other": (
        "вид обоих — {kind}, и в одном названии есть все слова другого"
    ),
    "both are of the kind {kind:word} and called {title:word}": (
        "вид обоих — {kind}, название — {title}"
    ),
    "one may have been moved: {dates}": "возможно, одно из них перенесено: {dates:list}",
    "on {date:word}": "дата {date}",
    "on {one:word} and {other:word}": "даты {one} и {other}",
    "on {date:word} and none": "дата {date} и без даты",
    "at {place:word}": "место: {place}",
    "at {one:word} and {other:word}": "места: {one} и {other}",
    "both are the term of {member:word} as {role:word} of {body:word}": (
        "у обоих участник — {member}, должность — {role}, организация — {body}"
    ),
    "their dates: {dates}": "их даты: {dates:list}",
    "none": "без даты",
    "both have the {scheme:word} identifier {identifier:word}": (
        "у обоих идентификатор {identifier} по схеме {scheme}"
    ),
    "both bear the name {name:word}": "оба носят имя {name}",
    "both are called {name:word}": "у обоих название {name}",
    "both are called {title:word}, on {date:word}": "у обоих название {title} и дата {date}",
    "both are number {number:word} of {series:word}": "у обоих номер {number} в серии {series}",
}
