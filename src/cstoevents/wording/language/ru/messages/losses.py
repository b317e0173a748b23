"""What formats don't carry, and why, in Russian."""

from __future__ import annotations

from typing import Final

LOSSES: Final = {
    "{count:number} loss{s} in {format}:": ("{count:потеря|потери|потерь} в формате {format}:"),
    "nothing lost in {format}": "в формате {format} ничего не потеряно",
    "the format has no place for it": "в формате для этого нет места",
    "in one language": "на одном языке",
    "a remark on the data": "это примечание к данным",
    "a remark on the data, not for visitors": "это примечание к данным, а не для посетителей",
    "no date, left out": "нет даты, пропущено",
    "a cancellation before the title is the status": "отмена перед названием — это статус",
    "kept as words of the description": "сохранено словами в описании",
    "HTML: its text and the addresses of its links are kept": (
        "HTML: сохранены его текст и адреса ссылок"
    ),
    "no column says that it is only possibly in the days asked for": "ни один столбец не говорит,"
    " что событие лишь возможно приходится на эти дни",
    "only what the table of such records shows is kept": "сохранено лишь то, что показывает таблица"
    " таких записей",
    "no name at hand; pass `within`": "название неизвестно; укажите `within`",
    "not at hand; pass `within`": "запись неизвестна; укажите `within`",
    "address and title alone": "только адрес и название",
    "another title was given": "задано другое название",
    "another name was given": "задано другое название",
    "no event": "не событие",
    # Calendars
    "a calendar has no version of its own": "у календаря нет своей версии",
    "a calendar has no licence": "у календаря нет лицензии",
    "a calendar has no publisher": "у календаря нет издателя",
    "a calendar has nothing but events": "в календаре есть только события",
    "every property has its own": "у каждого свойства свой язык",
    "no property says how people met": "ни одно свойство не говорит, как проходила встреча",
    "no property has outcomes": "для итогов нет свойства",
    "no relations but parent and series": "есть только связи с целым и с серией",
    "anniversaries are entries of their own": "годовщины — отдельные записи календаря",
    "CLASS is about the entry, not about the meeting": (
        "CLASS относится к записи календаря, а не к заседанию"
    ),
    "a person would need an e-mail address": "у человека должен быть адрес электронной почты",
    "an attendee would need an e-mail address": "у участника должен быть адрес электронной почты",
    "not known to the day, left out; imprecise='span' writes all days that it may be": (
        "известно не до дня, пропущено; imprecise='span' запишет все возможные дни"
    ),
    "not known to the day, written over all days that it may be": (
        "известно не до дня, записано на все возможные дни"
    ),
    "no first or no last day, left out": "нет первого или последнего дня, пропущено",
    "control characters": "управляющие знаки",
    "address and citation alone": "только адрес и ссылка на публикацию",
    "another event has the UID": "этот UID у другого события",
    "UID is the one identifier": "идентификатор только один, UID",
    "no zone, no start or no end: told in the description": (
        "нет часового пояса, начала или конца: сказано в описании"
    ),
    "not after the start, left out": "не позже начала, пропущено",
    "words are taken to be '{lang}' alone": "язык слов — только {lang}",
    "an event has no place for it": "у события для этого нет места",
    "a chronicle has no place for it": "в хронике для этого нет места",
    "those within {window} are events of their own": (
        "те, что приходятся на {window}, — отдельные события"
    ),
    "another entry has its UID and is of the same time or later": (
        "этот UID у другой записи, того же времени или более поздней"
    ),
    "an anniversary is no event": "годовщина — не событие",
    "no SUMMARY, left out": "нет SUMMARY, пропущено",
    "no web address: it needs {expected}": "не веб-адрес; нужен {expected:message}",
    "no topic: it needs {expected}": "не тема; нужно {expected:message}",
    "no parent that is known": "целое неизвестно",
    "date not exact": "дата неточна",
    # Web pages as data
    "a place has no zone": "у места нет часового пояса",
    "an organization has no predecessor": "у организации нет предшественника",
    "a role has no sender": "у роли нет стороны, от имени которой действуют",
    "a role has no status": "у роли нет статуса",
    "a role has a start and an end alone": "у роли есть только начало и конец",
    "a role has no reports": "у роли нет докладов",
    "a role doesn't say how people met": "роль не говорит, как проходила встреча",
    "a series has no predecessor": "у серии нет предшественника",
    "a series has no numbers": "у серии нет номеров",
    "an event has no outcomes": "у события нет итогов",
    "an event has no relations but to its parent": "у события есть связь только с целым",
    "an event has no agenda": "у события нет повестки дня",
    "an event doesn't say who was let in": "событие не говорит, кого допускали",
    "an event has no delegations": "у события нет делегаций",
    "held is as scheduled": "состоявшееся — как намеченное",
    "no number in a series": "нет номера в серии",
    "what is commemorated alone": "только то, чему посвящено",
    "without kind and time": "без вида и времени",
    "without the day it was read and the field": "без дня чтения и поля",
    "neither a year, a month nor a day, left out": "не год, не месяц и не день, пропущено",
    "an unknown end is as one that isn't there": "неизвестный конец — как отсутствующий",
    "no day or no offset": "нет дня или смещения от UTC",
    # Popolo
    "a file says nothing of itself": "файл ничего не говорит о себе",
    "an area has one name": "у территории одно название",
    "an area has no zone": "у территории нет часового пояса",
    "an organization has an area, but no country code": (
        "у организации есть территория, но нет кода страны"
    ),
    "a membership has no status": "у членства нет статуса",
    "a membership has a start and an end alone": "у членства есть только начало и конец",
    "a membership has no identifiers": "у членства нет идентификаторов",
    "Popolo has no such class": "в Popolo нет такого класса",
    "an event has one date": "у события одна дата",
    "an event doesn't say how people met": "событие не говорит, как проходила встреча",
    "an event has no number in a series": "у события нет номера в серии",
    "an event has no keywords": "у события нет ключевых слов",
    "an event has no documents": "у события нет документов",
    "an event refers to no other": "событие не ссылается на другие",
    "an event has sources, but no links": "у события есть источники, но нет ссылок",
    "the person alone": "только человек",
    "no person, left out": "не человек, пропущено",
    "half of a point, left out": "половина координат, пропущено",
    "the first alone": "только первое",
    "the name of several places": "название нескольких мест",
    "no field for keys of one's own": "нет поля для своих ключей",
    "the code of a country alone": "только код страны",
    "one identifier": "один идентификатор",
    "one identifier, without its scheme": "один идентификатор, без схемы",
    "its language isn't said": "язык не указан",
    "no address, left out": "нет адреса, пропущено",
    "neither a start nor an end, left out": "нет ни начала, ни конца, пропущено",
    "as one date": "как одна дата",
    "an offset alone": "только смещение от UTC",
    "no record has a field for it": "ни у одной записи нет такого поля",
    "no BCP 47 tag of a language": "не обозначение языка по BCP 47",
    "not {expected}": "ожидается: {expected:message}",
    "no class of records": "такого класса записей нет",
    "another sort of name than ours": "такого рода названий у нас нет",
    "without a scheme": "без схемы",
    "a place is a point": "место — это точка",
    "no zone of the tz database": "такого часового пояса нет в базе tz",
    "no zone of the tz database: {kept} alone": (
        "такого часового пояса нет в базе tz: сохранено только {kept:message}"
    ),
    "its offset": "его смещение от UTC",
    "the local time": "местное время",
    "{word:word} is no status of an event": "{word} — не статус события",
    "a new place": "новое место",
    "kept as a link, since it has no FILENAME": "сохранено как ссылка: нет FILENAME",
    "a document needs FILENAME and a web address": "документу нужны FILENAME и веб-адрес",
    "no object has a note": "ни у одного объекта нет примечания",
    "an offset that no zone has; the local time is kept": (
        "такого смещения нет ни у одного пояса; сохранено местное время"
    ),
    "the day is that of UTC, since no zone is named; `timezone` gives one": (
        "день по UTC: часовой пояс не назван; его задаёт `timezone`"
    ),
    "parts of a second": "доли секунды",
    "the time of day": "время суток",
    "from midnight to midnight are whole days": "от полуночи до полуночи — это целые дни",
    "midnight after the last day, left out": "полночь после последнего дня, опущено",
    "the times are of a part of a day, and are kept": ("время занимает лишь часть дня и сохранено"),
    "the day, which of a moment in UTC is another elsewhere": (
        "день: у момента по UTC он в другом месте может быть другим"
    ),
    "an event has no other names": "у события нет других названий",
    "an event of the kind {kind} has no agenda": "у события вида {kind} нет повестки дня",
    "another word than ours": "такого слова у нас нет",
    "another role than ours": "такой роли у нас нет",
    "a name that several areas have": "это название есть у нескольких территорий",
    "named twice": "назван дважды",
    "no person of the file; a membership needs one": (
        "в файле нет такого лица, а без него нет членства"
    ),
    "no such post in the file": "в файле нет такой должности",
    "no such event in the file": "в файле нет такого события",
    "its words; the label is kept": "её слова; обозначение сохранено",
    # Sheets and tables
    "a row has no room for them": "в строке для них нет места",
    "a row has no room for it": "в строке для этого нет места",
    "a list of names has no room for it": "в списке имён для этого нет места",
    "the sheet has events alone": "на листе есть только события",
    "a table of events has no column for it": "в таблице событий для этого нет столбца",
    "only the name and the role are kept": "сохранены только имя и роль",
    "only who sent it is kept": "сохранено только то, кто её направил",
    "only the link, or else the citation, is kept": (
        "сохранена только ссылка или, без неё, название публикации"
    ),
    "a citation that is an address becomes a link": (
        "название публикации, похожее на адрес, становится ссылкой"
    ),
    "blanks at the ends of a text are not kept": "пробелы по краям текста не сохраняются",
    "in a list, what would split it is percent-encoded": (
        "в списке знаки, которые разделили бы его, записаны через %"
    ),
    "only titles and links are kept": "сохранены только названия и ссылки",
    "its event is not among those written": "его события нет среди записанных",
    "only its name is kept, beside its events": ("сохранено только название, рядом с событиями"),
    "only its name and country are kept, beside its events": (
        "сохранены только название и страна, рядом с событиями"
    ),
    "who is named twice in a row is kept once": "названный в строке дважды сохранён один раз",
    "a cell holds {most} characters at most": "в ячейке помещается не более {most} знаков",
    "a workbook has one kind of line break": "в книге один вид конца строки",
    "a workbook has no control characters": "в книге нет управляющих знаков",
    # Web timelines
    "a slide has a headline and a text alone": "у слайда есть только заголовок и текст",
    "dates have no zone": "у дат нет часового пояса",
    "a slide has one date": "у слайда одна дата",
    "a slide doesn't say how people met": "слайд не говорит, как проходила встреча",
    "a slide has no organiser": "у слайда нет организатора",
    "a slide is part of no other": "слайд не входит в другой",
    "a slide has no keywords": "у слайда нет ключевых слов",
    "a slide has one text": "у слайда один текст",
    "a slide refers to no other": "слайд не ссылается на другие",
    "unique_id is the one identifier": "идентификатор только один, unique_id",
    "a slide doesn't say who was let in": "слайд не говорит, кого допускали",
    "a timeline has nothing but events": "в хронологии есть только события",
    "not known to the day": "известно не до дня",
    "no day follows, left out": "дальше нет ни одного дня, пропущено",
    "neither postponed nor cancelled": "не отложено и не отменено",
    "the name of the first series alone": "только название первой серии",
}
