"""What is said in Russian of dates that can't be read."""

from __future__ import annotations

from typing import Final

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
    "a season has no agreed months; write the months, as in '2024-03/2024-05'": (
        "у времён года нет общепринятых месяцев; укажите месяцы, например «2024-03/2024-05»"
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
    "an interval runs between months, not quarters, quadrimesters or halves": (
        "промежуток задают месяцами, а не кварталами, третями года или полугодиями"
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
    "a one-of range runs between months, not quarters, quadrimesters or halves": (
        "диапазон «один из дней» задают месяцами, а не кварталами, третями года или полугодиями"
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
    "a day or a window": "день или промежуток",
    "a window with a first and a last day": "промежуток с первым и последним днём",
    "a date with a first and a last day": "дата с первым и последним днём",
    # Words and figures
    "a date in words": "дата словами",
    "a date in words, such as '5 November 2001'": "дата словами, например «5 ноября 2001 года»",
    "a date in words, of at most {count} characters": ("дата словами, не длиннее {count} знаков"),
    "the day's own weekday: {error}": "день недели, который соответствует дате: {error:message}",
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
