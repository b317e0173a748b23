"""What checks look for, find and expect, in Russian."""

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
    "postponed, and moved from {dates} to {date}": "отложено и перенесено с {dates} на {date}",
    "scheduled, if {date} is the new day": "запланировано, если {date} — новый день",
    "from {start} to {end} on {date}": "с {start} до {end}, дата {date}",
    "an end after the start": "конец позже начала",
    "{time} on {date}, which clocks of {zone:word} skip": (
        "{time}, {date}: часы зоны {zone} пропускают это время"
    ),
    "{time} on {date}, which clocks of {zone:word} show twice": (
        "{time}, {date}: часы зоны {zone} показывают это время дважды"
    ),
    "a time that clocks show; what is read is {time}": (
        "время, которое часы показывают; читается как {time}"
    ),
    "a time that clocks show once; what is read is the first": (
        "время, которое часы показывают один раз; читается как первое из двух"
    ),
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
    "one spelling, or two things": "одно написание или две разные записи",
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
    "each number once in a year": "каждый номер один раз в году",
    "a greater number, or a start with the first": "больший номер или начало с первого",
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
    "{person:word} on behalf of {body:word} on {date:word}": (
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
    "{person:word} at an event on {date:word}": "{person} среди участников, {date}",
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

# What each looks for, which is shown while it runs
RULES: Final = {
    "a reference to no record, or to one of the wrong class": (
        "ссылка на несуществующую запись или на запись не того класса"
    ),
    "places within, bodies under, or bodies and series after themselves": (
        "места внутри себя, органы под собой, органы и серии после себя"
    ),
    "a participant of one event in a delegation to another": (
        "участник одного события в делегации на другое"
    ),
    "more members of a delegation on record than its stated size": (
        "членов делегации записано больше, чем указано"
    ),
    "a place of one country within a place of another": ("место одной страны внутри места другой"),
    "the code of a former country for what is surely later than it": (
        "код бывшей страны у того, что точно позже неё"
    ),
    "a place within a smaller one, such as a city within a hall": (
        "место внутри меньшего, например город внутри зала"
    ),
    "a higher number of a series that surely began before a lower one": (
        "больший номер серии точно начался раньше меньшего"
    ),
    "two events that bear one number of a series, on dates that differ": (
        "два события с одним номером серии и разными датами"
    ),
    "a number that a series which starts again bears twice in one year, in two runs": (
        "номер серии, которая начинается заново, дважды в одном году, в двух циклах"
    ),
    "a new start above the first number, with one that may belong to the run before": (
        "новое начало не с первого номера, а с такого, который может быть из прежнего цикла"
    ),
    "a slip in a number looks like a new start, and a new start is mostly with the first": (
        "ошибка в номере похожа на новое начало, а оно обычно с первого номера"
    ),
    "a number below the first of its series": "номер меньше первого в серии",
    "a printed label that is another number than the one beside it, or no one number": (
        "номер в тексте не равен номеру рядом с ним или не один"
    ),
    "a printed label that looks like a date, as a spreadsheet makes of 3-6 or 03.06": (
        "номер в тексте похож на дату, какую программа таблиц делает из 3-6 или 03.06"
    ),
    "a stated anniversary that its two dates surely contradict": (
        "указанная годовщина точно противоречит обеим датам"
    ),
    "an anniversary observed more than 31 days from its day": (
        "годовщина отмечена больше чем за 31 день от своего дня"
    ),
    "a stated date of what is commemorated that its own record contradicts": (
        "указанная дата отмечаемого события противоречит его записи"
    ),
    "a person acting on behalf of an organisation outside all of their terms there": (
        "лицо действует от имени организации вне своих сроков в ней"
    ),
    "a delegation of a state before it joined the organiser or after it left": (
        "делегация государства до вступления к организатору или после выхода"
    ),
    "an organisation acting before it was founded or after it was dissolved": (
        "организация участвует до основания или после роспуска"
    ),
    "a term that begins before its organisation does, or outlasts it": (
        "срок начинается раньше организации или длится дольше неё"
    ),
    "a day on which a member was seen in a post, outside the term of it": (
        "упоминание в должности вне её срока"
    ),
    "an organisation dissolved before it was founded, or a person dead before their birth": (
        "роспуск организации раньше основания или смерть лица раньше рождения"
    ),
    "a person at an event before their birth": "лицо на событии до своего рождения",
    "one person in one post by two terms that surely share days, or one and a day seen": (
        "одно лицо в одной должности по двум срокам, у которых точно есть общие дни, "
        "или по сроку и дню, когда его видели"
    ),
    "two persons who surely hold at once a post that one alone holds at other times": (
        "два лица точно одновременно в должности, которую в другое время занимает одно"
    ),
    "a term that goes on although another person's term of the same post began after it": (
        "срок продолжается, хотя позже в той же должности начался срок другого лица"
    ),
    "days between two terms of a chair that rotates, on which surely nobody had it": (
        "дни между двумя сроками сменного председательства, когда точно не было никого"
    ),
    "a state or body whose only term in an organisation counts as no kind of membership": (
        "государство или орган, единственный срок которого в организации не считается членством"
    ),
    "an event said to be held that is later than each of its sources": (
        "событие названо состоявшимся, но оно позже всех своих источников"
    ),
    "an event said to be held that is after today, or after the day on which knowledge ends": (
        "событие названо состоявшимся, но оно позже сегодняшнего дня или конца сведений"
    ),
    "an event still scheduled more than 31 days after its date": (
        "событие всё ещё намечено, хотя после его даты прошло больше 31 дня"
    ),
    "an event that is postponed, though it was moved to the date that it has": (
        "событие отложено, хотя и перенесено на свою дату"
    ),
    "an event of one day that by its times goes on past midnight for more than 12 hours": (
        "событие одного дня, которое по времени длится за полночь больше 12 часов"
    ),
    "a time that the clocks of its zone skip when they are put forward, or show twice": (
        "время, которое часы зоны пропускают при переводе вперёд или показывают дважды"
    ),
    "an event on other days than the larger one it is part of": (
        "событие не в те дни, что целое, в которое оно входит"
    ),
    "a source published or retrieved after today": (
        "источник опубликован или прочитан позже сегодняшнего дня"
    ),
    "a source retrieved before it was published": "источник прочитан раньше публикации",
    "an event before today of which nobody said whether it took place": (
        "прошедшее событие, о котором не сказано, состоялось ли оно"
    ),
    "sources with an address and without the day on which they were read; all in one finding": (
        "источники с адресом, но без дня чтения; все в одном замечании"
    ),
    "two events that share an identifier, a number, or a title and date": (
        "два события с одним идентификатором, номером или названием и датой"
    ),
    "two persons who share an identifier or a full name": (
        "два лица с одним идентификатором или полным именем"
    ),
    "two organisations that share an identifier, or name, kind and parent as far as known": (
        "две организации с одним идентификатором или названием, видом и вышестоящей, если известны"
    ),
    "two places that share an identifier, or name, kind and surroundings as far as known": (
        "два места с одним идентификатором или названием, видом и окружением, если известны"
    ),
    "two series of one organisation that share a name": (
        "две серии одной организации с одним названием"
    ),
    "two names that look the same: but for case, dashes, blanks or letters that look alike": (
        "два названия, на вид одинаковые: различны регистр, дефисы, пробелы или похожие буквы"
    ),
    "two names of one class that differ in a letter or two, in transliteration or in nothing": (
        "два названия или имени, различные одной или двумя буквами, транслитерацией или ничем"
    ),
    "an invisible, directional or control character in a name": (
        "невидимый знак, знак направления или управляющий знак в названии"
    ),
    "a word in a name with letters of two alphabets, such as Latin and Cyrillic": (
        "слово в названии из букв двух алфавитов, например латинского и русского"
    ),
    "a key given twice in one object of a file": "ключ дан дважды в одном объекте файла",
}
