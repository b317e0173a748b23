"""What is said in Russian of sheets and workbooks."""

from __future__ import annotations

from typing import Final

SHEETS: Final = {
    "a date": "дата",
    "a time": "время",
    "a date, or text": "дата или текст",
    "text; the spreadsheet holds {what}, so format the cell as text first": (
        "текст; в ячейке {what:message}, поэтому сначала задайте ячейке текстовый формат"
    ),
    "an EDTF date such as '2025-05-19', '2025-05' or '2025-06-24/2025-06-26'": (
        "дата EDTF, например «2025-05-19», «2025-05» или «2025-06-24/2025-06-26»"
    ),
    "{edtf}, or words such as '19 May 2025'": (
        "{edtf:message}, или слова, например «19 мая 2025 года»"
    ),
    "a date such as {examples}, or an EDTF date": ("дата, например {examples:list}, или дата EDTF"),
    "{expected}; dates={order} reads {date}": "{expected:message}; dates={order} даёт {date}",
    "it says no year; `given` can say for all rows that 'Year' is '2026'": (
        "в ней нет года; для всех строк `given` может задать, что «Год» — «2026»"
    ),
    "midnight: taken for 00:00, with which the day begins": "полночь: 00:00, начало суток",
    "midnight: taken for 00:00, with which the next day begins": (
        "полночь: 00:00, начало следующих суток"
    ),
    "taken for no place": "место не указано",
    "taken for the status {status:text}, and for no date": "статус {status}, а не дата",
    "taken for no status": "статус не указан",
    "taken for {kind:text}, as the words begin": "{kind}, так начинаются эти слова",
    "{count:number} columns are of months or quarters: what stands below is a date each": (
        "{count:столбец|столбца|столбцов} месяцев или кварталов: под ними по дате на событие"
    ),
    "read as a table whose cells | parts": "прочитано как таблица с ячейками между |",
    "read as members of a chamber, from EveryPolitician": (
        "прочитано как члены палаты, из EveryPolitician"
    ),
    "taken for the post {post:text} of a state": "должность {post} государства",
    "kept as {post:text}, a post of its own, since the body is no state": (
        "сохранено как {post}, особая должность, так как орган — не государство"
    ),
    "read as the result of a query, whose labels are the names": (
        "прочитано как результат запроса, имена — его метки"
    ),
    "1 January may stand for a year, since no precision is told": (
        "1 января может означать год, так как точность не указана"
    ),
    "kept as `extra`, since no field is for such things: {headers}": (
        "сохранено в `extra`, так как поля для этого нет: {headers}"
    ),
    "HTML: taken for the text that it shows": "HTML: взят текст, который он показывает",
    "taken for no number": "номера нет",
    "{label:text} is taken for a label, which is no number": "{label} — обозначение, а не номер",
    "{label:text} is taken for a label of number {number:number}": (
        "{label} — обозначение номера {number}"
    ),
    "names {count:number} known places, and an event has one: kept in the note": (
        "{count} известных мест, а у события одно: сохранено в примечании"
    ),
    "{name:text} in it is known": "{name} в нём известно",
    "{expected}; `unclear_dates` can keep such words in the note": (
        "{expected:message}; `unclear_dates` может сохранить такие слова в примечании"
    ),
    "taken for {status:text}, and kept in the note": "{status}; слова сохранены в примечании",
    "taken for {title:text}, with the status {status:text}": "{title}, статус — {status}",
    "says {status:text}, while {header:text} says {other:text}": (
        "здесь сказано {status}, а в столбце {header} — {other}"
    ),
    "moved to {new:word} from elsewhere": "перенесено на {new} с другой даты",
    "moved to {new:word} from {former}": "перенесено на {new} с {former}",
    "moved from {former}": "перенесено с {former}",
    "on {day:text}, the day in line {line:number}, since no date stands here": (
        "в день строки {line}, {day}, так как здесь даты нет"
    ),
    "in {month:text}, the month in line {line:number}, since none stands here": (
        "в месяце строки {line}, {month}, так как здесь его нет"
    ),
    "kept as the words of one; semicolons part several names": (
        "сохранено как слова об одном; несколько названий разделяет точка с запятой"
    ),
    "a web address: taken for a link, and for no place": (
        "веб-адрес: принято за ссылку, а не за место"
    ),
    "kept in the note": "сохранено в примечании",
    "taken for no date: {words:text} is kept in the note": (
        "принято без даты: {words} сохранено в примечании"
    ),
    "taken for the format {format:text}, and for no place": (
        "принято за формат {format}, а не место"
    ),
    "taken for the date, scheduled, since no actual one is given": (
        "принято за дату (запланировано), так как фактической нет"
    ),
    "taken for the date that it was moved from, to {when}": (
        "принято за дату, с которой перенесено на {when}"
    ),
    "left out, since it may be the country of the body or that of the person": (
        "опущено: это может быть страна органа или страна лица"
    ),
    "taken for the post {post:text} of {body:text}": "принято за должность {post}, орган: {body}",
    "taken for {kind:text}, as {header:text} says": "принято за {kind}, как говорит {header}",
    "taken for {kind:text}, as the known events of the series are": (
        "принято за {kind}: таковы известные события ряда"
    ),
    "taken for {kind:text}, as the title begins": (
        "принято за {kind}: с этого начинается название"
    ),
    "taken for {id:text}, which has both names": "принято за {id}: оба названия его",
    "{reason}, or say its zone, such as 'Asia/Bishkek', in a column 'Timezone' or `given`": (
        "{reason:message} или укажите её пояс, например «Asia/Bishkek», в столбце «Часовой пояс» "
        "или через `given`"
    ),
    "semicolons part several names": "несколько названий разделяются точкой с запятой",
    "a name that may be that of {which}": "название, которое может означать {which:list}",
    "no date, since the cell is blank; that of a row above is not taken": (
        "даты нет, так как ячейка пуста; дата строки выше не берётся"
    ),
    "{expected}; {period:text} in line {number} says no year": (
        "{expected:message}; {period} в строке {number} не называет года"
    ),
    "{expected}; as a part of {period:text} it is none either": (
        "{expected:message}; и как часть периода {period} это тоже не дата"
    ),
    "{reason}; say which with `dates`": "{reason:message}; укажите порядок с помощью `dates`",
    "an EDTF date such as '2025-05-19', '2025-05' or '2025-06-24/2025-06-26' ({reason})": (
        "дата EDTF, например «2025-05-19», «2025-05» или «2025-06-24/2025-06-26» ({reason:message})"
    ),
    "{edtf}, or words such as '19 May 2025' ({reason})": (
        "{edtf:message}, или слова, например «19 мая 2025 года» ({reason:message})"
    ),
    "a date such as {examples}, or an EDTF date ({reason})": (
        "дата, например {examples:list}, или дата EDTF ({reason:message})"
    ),
    "the dates in figures are read {order}, as all of them together allow": (
        "даты цифрами читаются в порядке {order}, как позволяют все они вместе"
    ),
    "a date in one column, or its two ends in two": (
        "дата в одном столбце или два её конца в двух"
    ),
    "a first day as well": "а также первый день",
    "{day} is taken for {month}, as these words say": (
        "{day} принято за {month}, как говорят эти слова"
    ),
    "taken for {name:text}, which is spelt otherwise": ("принято за {name}, хотя написано иначе"),
    "taken for {name:text}, which is spelt otherwise in line {line:number}": (
        "принято за {name}, как в строке {line}, хотя написано иначе"
    ),
    "taken for {id:text} of the table of ids: {why}": (
        "принято за {id} из таблицы идентификаторов: {why:message}"
    ),
    "an id of elsewhere, kept as an identifier of the scheme {scheme}": (
        "чужой идентификатор, сохранён под схемой {scheme}"
    ),
    "taken for that of the table of ids: {why}": (
        "принято за тот, что в таблице идентификаторов: {why:message}"
    ),
    "it has another start there, and no other of these terms is left": (
        "там у него другое начало, а других таких сроков не осталось"
    ),
    "its date and most words of its title are those of that": (
        "у него та же дата и почти то же название"
    ),
    "its title is that of no other, on another date": (
        "у него то же название, которого больше ни у кого нет, и другая дата"
    ),
    "no other of its title is as near to its date": (
        "других событий с таким заголовком и столь близкой датой нет"
    ),
    "its name is near that one's, which is here no more": (
        "название близко к тому, а того здесь больше нет"
    ),
    "it stands in the place of that": "оно стоит на том же месте",
    "a new event; an 'Id' says if it is {ids}": (
        "новое событие; если это {ids:list}, укажите «Ид»"
    ),
    "{told}; also in line {line:number}": "{told:message}; то же в строке {line}",
    "{told}; also in lines {lines}": "{told:message}; то же в строках {lines}",
    "{told}; also in lines {lines} and {count:number} more": (
        "{told:message}; то же в строках {lines} и ещё в {count:строке|строках|строках}"
    ),
    "taken for {what}": "принято так: {what:message}",
    "no date": "даты нет",
    "no time": "времени нет",
    "a whole day": "целый день",
    "a term that goes on": "срок продолжается",
    "two ends of a date ({reason})": "два конца даты ({reason:message})",
    "two ends of a term ({reason})": "два конца срока ({reason:message})",
    "the id of a known person or organisation, or a name without brackets": (
        "идентификатор известного лица или известной организации либо название без скобок"
    ),
    "a number such as 41, 41st or XLI; 'Label' takes what is none": (
        "номер, например 41, 41-й или XLI; всё прочее — в столбец «Номер в тексте»"
    ),
    "scheme:identifier, such as 'wikidata:Q318693'": (
        "схема:идентификатор, например «wikidata:Q318693»"
    ),
    "yes or no": "да или нет",
    "'column {column:number} without a header'": "столбец {column} без заголовка",
    "a header above it": "заголовок над ним",
    "a known header (say in `columns` what it is, or that it is left out)": (
        "известный заголовок (укажите его значение в `columns`; пустое — пропустить столбец)"
    ),
    "a known header (perhaps {like}; say in `columns` what it is, or that it is left out)": (
        "известный заголовок (возможно, {like}; укажите его значение в `columns`; пустое —"
        " пропустить столбец)"
    ),
    "headers that are known, or the `delimiter` that separates them": (
        "известные заголовки или знак, который их разделяет, `delimiter`"
    ),
    "a row of headers, and rows below it": "строка заголовков и строки под ней",
    "one column of what {header} is; leave the other out by `columns`": (
        "один столбец того, что есть {header}; другой можно пропустить с помощью `columns`"
    ),
    "a column {header}, which `columns` names": "столбец {header}, названный в `columns`",
    "a column for titles, such as {examples}, or one in `columns` or `given`": (
        "столбец с названиями, например {examples:list}, или его имя в `columns` или `given`"
    ),
    "a column for posts beside it, or a participant": ("столбец с должностями рядом или участник"),
    "a name that only one has, or {example}; it is that of {ids}": (
        "название, которое есть только у одной записи, или {example}; оно у {ids}"
    ),
    "{expected}, or the name of one country": "{expected:message}, или название одной страны",
    "the name of one country: {countries}": "название одной страны: {countries:list}",
    "the name of the {sort}, or its id in the brackets": (
        "название ({sort:message}) или его идентификатор в скобках"
    ),
    "one name for each id; line {line:number} has {name} for this one": (
        "одно название для идентификатора; в строке {line} у него {name}"
    ),
    "the id of the {sort}; it is another record's": (
        "идентификатор записи ({sort:message}); этот — другой записи"
    ),
    "the id of a known {sort}, or a name before it": (
        "идентификатор известной записи ({sort:message}) или название перед ним"
    ),
    "a name that makes an id of its own; {name} on line {line:number} makes {id} too, so write"
    " the same name or {example}": (
        "название со своим идентификатором; {name} в строке {line} тоже даёт {id}, поэтому"
        " напишите то же название или {example}"
    ),
    "another name, or {example}; {told}": "другое название или {example}; {told:message}",
    "the table of ids has {id:text} for it, which can't be meant here": (
        "в таблице идентификаторов для него указано {id}, а здесь это невозможно"
    ),
    "a name that makes a new id, or {example}; {id} is taken": (
        "название с новым идентификатором или {example}; {id} занят"
    ),
    "the name of a known {sort}, since no new one is wanted": (
        "известное название ({sort:message}): новые не принимаются"
    ),
    "{text}; perhaps {alike} is meant": "{text:message}; возможно, это {alike:list}",
    "a new {sort:word}: {name} [{id}]": "новая запись ({sort:message}): {name} [{id}]",
    "the id of a known {sort} that {name:text} may be, or None": (
        "идентификатор известной записи ({sort:message}), которой может быть {name}, или None"
    ),
    "one country for each place; line {line:number} has {country:word}, so write {example} for"
    " one of them": (
        "одна страна для места; в строке {line} это {country}, поэтому для одного из них"
        " напишите {example}"
    ),
    "an id of its own; line {line:number} brings another record of this id along": (
        "свой идентификатор; в строке {line} его получает другая запись"
    ),
    "an id of its own; line {line:number} has it too": (
        "свой идентификатор; такой же в строке {line}"
    ),
    "an id of its own; it is that of {what}": ("свой идентификатор; этот уже есть: {what:message}"),
    "an id in a column 'Id', since the one made of this row won't do: {reason}": (
        "идентификатор в столбце «Ид», так как составленный из этой строки не"
        " подходит: {reason:message}"
    ),
    "line {line:number} has it too": "такой же в строке {line}",
    "it is that of {what}": "он уже есть: {what:message}",
    "the id of an event, of this sheet or known": (
        "идентификатор события, этого листа или известного"
    ),
    "the title or the id of an event, of this sheet or known": (
        "название или идентификатор события, этого листа или известного"
    ),
    "nothing here for an event of the kind {kind}; only {kinds} have it": (
        "ничего для события вида {kind}; это есть только у видов {kinds}"
    ),
    "nothing here in {what}; `columns` can leave the column out": (
        "ничего: это {what:message}; столбец можно пропустить в `columns`"
    ),
    "a sheet of people and posts": "лист людей и должностей",
    "a sheet of members": "лист членов",
    "{own}; line {line:number} has it too": "{own:message}; такой же в строке {line}",
    "an id of its own": "свой идентификатор",
    "a term of its own": "свой срок",
    "a delegation of its own": "своя делегация",
    "'the merged cells {cells}'": "объединённые ячейки {cells}",
    "a cell for each row and column": "отдельная ячейка в каждой строке и столбце",
    "a kind of event, or `kind` for all that have none": (
        "вид события или `kind` для всех, у кого он не указан"
    ),
    "the series that it counts in, for each number": "серия для каждого номера",
    "a title for each link, in the same order": "название для каждой ссылки, в том же порядке",
    "a person": "лицо",
    "a post": "должность",
    "the organisation that the post is in, or its country; `given` can say one for all rows": (
        "организация, в которой эта должность, или её страна"
        "; `given` может задать их для всех строк"
    ),
    "the organisation of which it is a member": "организация, членом которой он является",
    "the state or the body that is a member": "государство или орган, который является членом",
    # Notes
    "the headers are in this line and the one above it": (
        "заголовки стоят в этой строке и в строке над ней"
    ),
    "the headers are in line {line:number}; what is above them is left out": (
        "заголовки стоят в строке {line}; то, что над ними, пропущено"
    ),
    "{why}, so it is left out": "{why:message}, поэтому строка пропущена",
    "it has the headers once more": "здесь заголовки повторяются",
    "it numbers the columns": "здесь номера столбцов",
    "it says how dates and times are written": "здесь сказано, как писать даты и время",
    "it has a total": "здесь итог",
    "it has nothing but a heading": "здесь только подзаголовок",
    "it has nothing but a note": "здесь только примечание",
    "it stands below the rows and has no title": "она стоит под строками и не имеет названия",
    "not in {period:text}, below which it stands: taken for {date:word}": (
        "не в периоде {period}, под которым стоит: принято за {date}"
    ),
    "dates below that lack a year or a month are taken to be in {period:word}": (
        "даты ниже, в которых нет года или месяца, отнесены к периоду: {period}"
    ),
    "taken for {count:number} names, which are known one by one": (
        "принято за {count:название|названия|названий}, известные по отдельности"
    ),
    "taken for {place} in {country:word}": "принято так: {place}, {country}",
    "left out, since an event has no such fields: {names}": (
        "пропущено, так как у события нет таких полей: {names}"
    ),
    "taken to count the rows, since no column says in which series it counts": (
        "принято за номер строки, так как ни один столбец не говорит, в какой серии этот номер"
    ),
    "the cells {cells} are merged: each of their rows has its value": (
        "ячейки {cells} объединены: значение отнесено к каждой из их строк"
    ),
    "it is hidden in the workbook, and read all the same": "скрыта в книге, но всё же прочитана",
    "some of it is struck through, and it is read all the same": (
        "в ней есть зачёркнутое, но она всё же прочитана"
    ),
    "a formula: the value is taken that it had when the file was saved": (
        "формула: взято значение, которое было при сохранении файла"
    ),
    # Workbooks
    "'{size:number} bytes when unpacked'": ("{size:байт|байта|байт} после распаковки"),
    "'an encrypted archive'": "зашифрованный архив",
    "a workbook without a password": "книга без пароля",
    "'no zip archive'": "не архив zip",
    "a workbook in the format .xlsx": "книга в формате .xlsx",
    "a workbook in the format .xlsx, undamaged": "неповреждённая книга в формате .xlsx",
    "'{count:number} sheets'": "{count:лист|листа|листов}",
    "'no sheets'": "ни одного листа",
    "a workbook with a sheet": "книга с листом",
    "a workbook": "книга",
    "the name of a sheet: {names}": "название листа: {names}",
    "the name of a sheet": "название листа",
    "one, or the name of one as `sheet`: {names}": (
        "один или название одного из них, `sheet`: {names}"
    ),
    "nothing: only {other} has this": "ничего: это есть только у формата {other:message}",
    "'more than {most} merged ranges'": "больше {most} объединённых диапазонов",
    "at most {most}; remove the page breaks and rules of formats": (
        "не более {most}; удалите разрывы страниц и правила форматирования"
    ),
    "'more than {most} elements beside cells'": "больше {most} элементов, кроме ячеек",
    "at most {most}; unmerge what needs no merging": ("не более {most}; разъедините лишние ячейки"),
    "'a cell in row {row}, column {column}'": "ячейка в строке {row}, столбце {column}",
    "at most {rows} rows and {columns} columns, as Excel has": (
        "не более {rows} строк и {columns} столбцов, как в Excel"
    ),
    "'rows that have more than {most} cells'": "строки, в которых больше {most} ячеек",
    "at most {most}; delete the empty rows and columns": (
        "не более {most}; удалите пустые строки и столбцы"
    ),
    "'{count:number} links in one sheet'": "{count:ссылка|ссылки|ссылок} на одном листе",
    "at most {most}, as many as Excel has; remove the hyperlinks": (
        "не более {most}, как в Excel; удалите гиперссылки"
    ),
    "'more than {most} elements in {part}'": "больше {most} элементов в {part}",
    "at most {most}; remove the hyperlinks": "не более {most}; удалите гиперссылки",
    "at most {most}; copy the sheet to a new workbook": (
        "не более {most}; скопируйте лист в новую книгу"
    ),
    "'two sheets that are one part of the archive'": "два листа, которые — одна часть архива",
    "a part for each sheet; copy the sheet to a new workbook": (
        "по одной части на каждый лист; скопируйте лист в новую книгу"
    ),
    "'names or formats of more than {most} characters in {part}'": (
        "имена или форматы длиннее {most} символов в {part}"
    ),
    "shorter ones; copy the sheet to a new workbook": ("покороче; скопируйте лист в новую книгу"),
    "'a document type in {part}'": "определение типа документа в {part}",
    "a workbook without entities of its own": "книга без собственных сущностей XML",
    "text; the cell shows it in the format {format}": (
        "текст; ячейка показывает его в виде {format}"
    ),
    "a cell that shows its text; it has the format {format}": (
        "ячейка, которая показывает свой текст; её формат — {format}"
    ),
    "'a comment, a tag or the like of more than {most} bytes in {part}'": (
        "комментарий, тег или подобное длиннее {most} байт в {part}"
    ),
    "'a formula without a result'": "формула без результата",
    "save the workbook in a spreadsheet program, or paste the result as a value": (
        "сохранённый результат: сохраните книгу в программе таблиц или вставьте его как значение"
    ),
    "a value, not an error": "значение, а не ошибка",
    "text, not a truth value": "текст, а не логическое значение",
    "text, since spreadsheets disagree about days before {day}": (
        "текст, так как о днях до {day} программы таблиц расходятся"
    ),
    "'{day}, of which the cell shows a part'": "{day}, из чего ячейка показывает часть",
    "a date that is shown whole, or text": "дата, которая показана полностью, или текст",
}
