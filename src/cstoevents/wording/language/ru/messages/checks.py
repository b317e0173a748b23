"""What checks find, and what they expected, in Russian."""

from __future__ import annotations

from typing import Final

CHECKS: Final = {
    "held on {date}": "состоялось {date}",
    "a source of that day or later; the latest is of {date}": (
        "источник того же дня или более поздний; последний — от {date}"
    ),
    "no later than today, {date}": "не позднее сегодняшнего дня, {date}",
    "no later than as_of, {date}": "не позднее дня, которым кончаются сведения, {date}",
    "what came of it, by {date}": "чем дело кончилось: сегодня {date}",
    "what came of it, by {date}; the data end on {day}": (
        "чем дело кончилось: сегодня {date}; данные оканчиваются датой {day}"
    ),
    "scheduled for {date}": "запланировано на {date}",
    "from {start} to {end} on {date}": "с {start} до {end}, дата {date}",
    "an end after the start": "конец позже начала",
    "a day of {id}, {date}": "день в пределах {id}, {date}",
    "published {date}": "опубликовано {date}",
    "retrieved {date}": "прочитано {date}",
    "retrieved {retrieved}, published {published}": (
        "прочитано {retrieved}, опубликовано {published}"
    ),
    "a retrieval after the publication": "прочитано после публикации",
    "no status, on {date}": "нет статуса, дата {date}",
    "held, postponed or cancelled": "состоялось, отложено или отменено",
    "{count} source{s} in {records} record{s}": ("источников: {count}, записей: {records}"),
    "the day on which each was read": "день, когда прочитан каждый из них",
    "one record for one thing": "одна запись для одного и того же",
    "one spelling": "одно написание",
    "U+{hidden} in {text:word}": "U+{hidden} в {text}",
    "characters that can be seen": "видимые знаки",
    "{word:word} ({letters} latin)": "{word} ({letters:message} лат.)",
    "{word:word} ({letters} cyrillic)": "{word} ({letters:message} кир.)",
    "{word:word} ({letters} greek)": "{word} ({letters:message} греч.)",
    "{word:word} ({letters} armenian)": "{word} ({letters:message} арм.)",
    "{word:word} ({letters} georgian)": "{word} ({letters:message} груз.)",
    "{letters} latin {letter:word}": "{letters:message} лат. {letter}",
    "{letters} cyrillic {letter:word}": "{letters:message} кир. {letter}",
    "{letters} greek {letter:word}": "{letters:message} греч. {letter}",
    "{letters} armenian {letter:word}": "{letters:message} арм. {letter}",
    "{letters} georgian {letter:word}": "{letters:message} груз. {letter}",
    "letters of one alphabet": "буквы одного алфавита",
    "number {number} of {series} on {date} and number {other} on {day}": (
        "номер {number} в серии {series}, {date}, и номер {other}, {day}"
    ),
    "number {number} of {series} on {date} and on {day}": (
        "номер {number} в серии {series}: {date} и {day}"
    ),
    "number {number} of {series}": "номер {number} в серии {series}",
    "higher numbers on later dates": "чем больше номер, тем позже дата",
    "one event for one number": "одно событие для одного номера",
    "at least {number}, the number that it began with": (
        "не меньше {number}: с этого номера серия началась"
    ),
    "a label that says {number}, or no number beside it": (
        "обозначение с номером {number} или обозначение без номера рядом"
    ),
    "a label as printed": "обозначение, как напечатано",
    "number {number}, of {original}, observed on {date}": (
        "годовщина № {number} от {original}, отмечена {date}"
    ),
    "a number that fits the two dates": "номер, который соответствует обеим датам",
    "anniversary {number} of {original} observed on {date}": (
        "годовщина № {number} от {original} отмечена {date}"
    ),
    "at most {days:number} days between the two; they are {distance:number}": (
        "не более {days:дня|дней|дней} между ними; на деле {distance:день|дня|дней}"
    ),
    "{original:word}, and {recorded:word} in {id:word}": "{original}, а в записи {id} — {recorded}",
    "one date": "одна дата",
    "the id of a record of the class {classes}": "идентификатор записи ({classes:list})",
    "{id:text}, the id of {what:word} record": "{id}, идентификатор записи ({what:message})",
    "no circle": "без круга",
    "a participant of {event} in a delegation to {other}": (
        "участник {event} в делегации на {other}"
    ),
    "one event": "одно событие",
    "{count:number} members besides the head": ("{count:член|члена|членов} кроме главы"),
    "at most {count}, the stated size": "не более {count}, как указано",
    "{country:word}, within {id:word} of {other:word}": "{country}, внутри {id}, страна {other}",
    "one country": "одна страна",
    "{code:word} for {date:word}": "{code}, дата {date}",
    "a code in force then; {code} was until {day}": (
        "код, который действовал тогда; {code} действовал до {day}"
    ),
    "a {kind:word} within the {around:word} {id:word}": "{kind} внутри {around} {id}",
    "a larger place around it": "место крупнее вокруг него",
    "{person:word} acting for {body:word} on {date:word}": (
        "{person} действует от имени {body}, {date}"
    ),
    "a day in a term there: {terms}": "день в пределах срока полномочий там: {terms:list}",
    "{sender:word} at {event:word} of {body:word} on {date:word}": (
        "{sender} на {event}, организация {body}, {date}"
    ),
    "a day of its membership: {term}": "день в пределах его членства: {term}",
    "{body:word} acting on {date:word}": "{body} участвует, {date}",
    "no earlier than it was founded, {date}": "не раньше основания, {date}",
    "no later than it was dissolved, {date}": "не позже роспуска, {date}",
    "a start no earlier than {id} was founded, {date}": ("начало не раньше основания {id}, {date}"),
    "an end no later than {id} was dissolved, {date}": "конец не позже роспуска {id}, {date}",
    "a day in the term, {term}": "день в пределах срока, {term}",
    "dissolved {dissolved}, founded {founded}": "роспуск {dissolved}, основание {founded}",
    "a founding before the dissolution": "основание раньше роспуска",
    "died {died}, born {born}": "смерть {died}, рождение {born}",
    "a birth before the death": "рождение раньше смерти",
    "{person:word} at an event on {date:word}": "{person} на событии, {date}",
    "no earlier than {date}, when they were born": "не раньше рождения, {date}",
    "{person:word} twice in one post, {dates:word}": "{person} дважды в одной должности, {dates}",
    "one term, or one after the other": "один срок или один после другого",
    "{one:word} and {other:word}, {dates:word}": "{one} и {other}, {dates}",
    "one at a time": "один в одно время",
    "{dates:word}, and {person:word} from {day:word}": "{dates}, а {person} с {day}",
    "an end of the earlier term": "конец более раннего срока",
    "nobody from {first} to {last}": "никого с {first} по {last}",
    "a chair for every day": "председатель на каждый день",
    "{member:word} in {organisation:word} as {role:word}": "{member} в {organisation}, роль {role}",
    "a status, or a role that says whether it is a member": (
        "статус или роль, по которой видно, член ли это"
    ),
    "{count:number} values": "{count:значение|значения|значений}",
    "one": "одно",
}
