"""What is said in Russian of calendars and of Popolo."""

from __future__ import annotations

from typing import Final

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
    "a domain: letters, digits, dots and hyphens": "домен: буквы, цифры, точки и дефисы",
    "a day, or a moment with its zone": "день или момент с часовым поясом",
    "{expected}, or a VTIMEZONE of this name": (
        "{expected:message}, или VTIMEZONE с этим названием"
    ),
    "at most {most} rules by which the clocks of a zone change": (
        "не более {most} правил, по которым в поясе переводят часы"
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
