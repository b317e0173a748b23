"""Russian."""

from __future__ import annotations

from cstoevents.dates import Precision
from cstoevents.wording.language import (
    DatePatterns,
    Forms,
    Gender,
    Language,
    PluralCategory,
    uninflected,
)
from cstoevents.wording.language.ru.countries import COUNTRIES
from cstoevents.wording.language.ru.messages import MESSAGES
from cstoevents.wording.language.ru.topics import TOPICS

__all__ = ["LANGUAGE"]


def _plural(number: int) -> PluralCategory:
    """CLDR's categories of whole numbers, by their last digits."""
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"


_ENDINGS: dict[Gender, str] = {"masculine": "й", "feminine": "я", "neuter": "е"}


def _ordinal(number: int, gender: Gender) -> str:
    return f"{number}-{_ENDINGS[gender]}"


_ORDINALS = {
    1: ("i", "первый", "первого", "первом", "первое", "первая", "первой", "первую"),
    2: ("ii", "второй", "второго", "втором", "второе", "вторая", "вторую"),
    3: ("iii", "третий", "третьего", "третьем"),
    4: ("iv", "четвёртый", "четвёртого", "четвёртом"),
}
_QUARTER = ("квартал", "квартала", "квартале", "кварталы", "кв", "кв-л", "кв-ле")
_HALF = (
    *("полугодие", "полугодия", "полугодии"),
    *("половина", "половины", "половине", "половину", "пол"),
)


def _parts(number: int, nouns: tuple[str, ...]) -> tuple[str, ...]:
    """Return how people write a part of a year: "1-й квартал", "I кв.", "в первом полугодии"."""
    endings = ("й", "е", "я", "го", "м", "ю")
    signs = (str(number), _ORDINALS[number][0])
    figures = (*signs, *(f"{sign}-{ending}" for sign in signs for ending in endings))
    spaced = (f"{ordinal} {noun}" for ordinal in (*figures, *_ORDINALS[number]) for noun in nouns)
    return (*spaced, *(f"{number}{noun}" for noun in nouns))


_WEEK = ("неделя", "неделе", "неделю", "нед.")

_FEMININE = ("первая", "вторая", "третья", "четвёртая", "последняя", *"1234", "i", "ii", "iii")
_LOCATIVE = ("первой", "второй", "третьей", "четвёртой", "последней")

_DATES = DatePatterns(
    months=(
        Forms("январь", "января", "январь"),
        Forms("февраль", "февраля", "февраль"),
        Forms("март", "марта", "март"),
        Forms("апрель", "апреля", "апрель"),
        Forms("май", "мая", "май"),
        Forms("июнь", "июня", "июнь"),
        Forms("июль", "июля", "июль"),
        Forms("август", "августа", "август"),
        Forms("сентябрь", "сентября", "сентябрь"),
        Forms("октябрь", "октября", "октябрь"),
        Forms("ноябрь", "ноября", "ноябрь"),
        Forms("декабрь", "декабря", "декабрь"),
    ),
    subyears={
        21: Forms("весна", "весны", "весну"),
        22: Forms("лето", "лета", "лето"),
        23: Forms("осень", "осени", "осень"),
        24: Forms("зима", "зимы", "зиму"),
        33: Forms("первый квартал", "первого квартала", "первый квартал"),
        34: Forms("второй квартал", "второго квартала", "второй квартал"),
        35: Forms("третий квартал", "третьего квартала", "третий квартал"),
        36: Forms("четвёртый квартал", "четвёртого квартала", "четвёртый квартал"),
        37: Forms("первые четыре месяца", "первых четырёх месяцев", "первые четыре месяца"),
        38: Forms("средние четыре месяца", "средних четырёх месяцев", "средние четыре месяца"),
        39: Forms(
            "последние четыре месяца", "последних четырёх месяцев", "последние четыре месяца"
        ),
        40: Forms("первая половина", "первой половины", "первую половину"),
        41: Forms("вторая половина", "второй половины", "вторую половину"),
    },
    point_templates={
        Precision.DAY: uninflected("{day} {month.genitive} {year} года"),
        Precision.MONTH: Forms(
            "{month.nominative} {year} года",
            "{month.genitive} {year} года",
            "{month.accusative} {year} года",
        ),
        Precision.SUBYEAR: Forms(
            "{subyear.nominative} {year} года",
            "{subyear.genitive} {year} года",
            "{subyear.accusative} {year} года",
        ),
        Precision.YEAR: Forms("{year} год", "{year} года", "{year} год"),
        Precision.DECADE: Forms("{first}-е годы", "{first}-х годов", "{first}-е годы"),
        Precision.CENTURY: Forms(
            "год между {first} и {last}",
            "года между {first} и {last}",
            "год между {first} и {last}",
        ),
    },
    day_without_year="{day} {month.genitive}",
    years="{first}–{last} годы",
    about="около {genitive}",
    # "Около" asks for the genitive and can't follow another preposition.
    about_in_interval="примерно ",
    uncertain="предположительно",
    unknown={
        "month": "месяц неизвестен",
        "day": "день неизвестен",
        "month and day": "месяц и день неизвестны",
    },
    interval_templates={
        "closed": "{start_about}с {start.genitive} {end_about}по {end.accusative}",
        "ongoing": "{start_about}с {start.genitive}",
        "end unknown": "{start_about}с {start.genitive}, окончание неизвестно",
        "no start": "{end_about}по {end.accusative}",
        "start unknown": "{end_about}по {end.accusative}, начало неизвестно",
        "one of": "один из дней {start_about}с {start.genitive} {end_about}по {end.accusative}",
        "one from": "день не ранее {start_about}{start.genitive}",
        "one up to": "день не позднее {end_about}{end.genitive}",
    },
    also_months=(
        ("янв", "январе", "январю"),
        ("фев", "февр", "феврале", "февралю"),
        ("мар", "марте", "марту"),
        ("апр", "апреле", "апрелю"),
        ("мае", "маю"),
        ("июн", "июне", "июню"),
        ("июл", "июле", "июлю"),
        ("авг", "августе", "августу"),
        ("сен", "сент", "сентябре", "сентябрю"),
        ("окт", "октябре", "октябрю"),
        ("ноя", "нояб", "ноябре", "ноябрю"),
        ("дек", "декабре", "декабрю"),
    ),
    also_subyears={
        21: ("весной",),
        22: ("летом",),
        23: ("осенью",),
        24: ("зимой",),
        33: _parts(1, _QUARTER),
        34: _parts(2, _QUARTER),
        35: _parts(3, _QUARTER),
        36: _parts(4, _QUARTER),
        40: _parts(1, _HALF),
        41: _parts(2, _HALF),
    },
    also_point_templates=(
        "{day} {month} {year}",
        "{day}.{month} {year}",
        "{day}-{month}-{year}",
        "{month} {year}",
        "{month}.{year}",
        "{subyear} {year}",
        "{year} {subyear}",
        "{year} год {subyear}",
        "{year} год {month}",
        "{year} {month} {day}",
        "{day}{month} {year}",
        "{year}",
        "года {year}",
        "год {year}",
        "{year} {month}",
        "{first}-е",
        "{first}-х",
        *(f"{{week}} {week} {{year}}" for week in _WEEK),
        *(f"{week} {{week}} {{year}}" for week in _WEEK),
        *("неделя № {week} {year}", "{year} неделя {week}", "{year} {week} неделя"),
    ),
    also_prepositions=("в", "во", "от", "в течение", "в течении"),
    part_of_period_words=(
        *("нач", "сер", "кон"),
        *("начало", "начале", "середина", "середине", "конец", "конце"),
        *("первая половина", "вторая половина", "первой половине", "второй половине"),
        *(f"{part} {noun}" for noun in ("декада", "неделя") for part in _FEMININE),
        *(f"{part} {noun}" for noun in ("декаде", "неделе") for part in _LOCATIVE),
    ),
    also_and=("и",),
    also_or=("или", "либо"),
    also_interval_templates={
        "closed": ("{start_about}с {start} {end_about}до {end}",),
        "ongoing": (
            *("{start_about}начиная с {start}", "{start_about}с {start} по настоящее время"),
            *("{start_about}с {start} по наст. время", "{start_about}с {start} по н.в."),
            *("{start}-настоящее время", "{start}-наст. время", "{start}-по наст. время"),
            *("{start}-н.в.", "{start}-по настоящее время", "{start}-по н.в."),
        ),
        "no start": ("{end_about}до {end}", "до конца {end}", "по конец {end}"),
        "one of": ("между {start} и {end}", "между {start} и {end} годами"),
        "one from": ("не ранее {start}",),
        "one up to": ("не позднее {end}", "не позже {end}", "к {end}", "к концу {end}"),
        "after": ("после {start}", "позднее {start}", "позже {start}"),
        "before": ("раньше {end}", "ранее {end}", "до начала {end}"),
        "week of": tuple(
            f"{before}{week} {between}{{start}}"
            for before in ("", "на ")
            for week in _WEEK
            for between in ("", "от ")
        ),
        "week from": tuple(
            f"{before}{week} с {{start}}" for before in ("", "на ") for week in _WEEK
        ),
    },
    also_about=("ок", "приблизительно", "приб", "прибл", "ориентировочно"),
    also_uncertain=(
        *("вероятно", "уточняется", "дата уточняется", "предварительно", "по согласованию"),
    ),
    weekdays=(
        ("понедельник", "пн"),
        ("вторник", "вт"),
        ("среда", "среду", "ср"),
        ("четверг", "чт"),
        ("пятница", "пятницу", "пт"),
        ("суббота", "субботу", "сб"),
        ("воскресенье", "вс"),
    ),
)

# BGN/PCGN 1947 (romanisation of Russian) without its marks: ids have none.
_LATIN = {"ъ": "", "ь": ""} | dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщыэюяәғқңөұүһіўїєґҗҷӣӯҳ",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya"
        # Letters of alphabets that names in Russian texts come from, without their marks.
        " a gh q n o u u h i u yi ye g j j i u h".split(),
        strict=True,
    )
)

# What GOST, ISO 9, passports and the press write otherwise, and letters of alphabets that
# names in Russian texts come from.
_LATIN_ALIKE = (
    *((spelling, "a") for spelling in ("ya", "ia", "iya", "iia", "ә")),
    *((spelling, "e") for spelling in ("ye", "ie", "yo", "iye", "iie", "є")),
    *((spelling, "u") for spelling in ("yu", "iu", "iyu", "iiu", "ў", "ү", "ұ")),
    *((spelling, "i") for spelling in ("y", "yi", "iy", "ij", "yy", "і", "ї", "ӣ")),
    *((vowel + "j", vowel + "i") for vowel in "aeou"),
    *((spelling, "j") for spelling in ("zh", "dzh", "dj", "ž", "dž", "җ", "ҷ")),
    *((spelling, "sh") for spelling in ("shch", "sch", "šč", "sč", "š", "ŝ")),
    *((spelling, "h") for spelling in ("kh", "ҳ", "һ")),
    *((spelling, "g") for spelling in ("gh", "ғ", "ґ")),
    *((spelling, "k") for spelling in ("q", "қ")),
    *(
        ("tsh", "tsh"),
        ("tshch", "tsh"),
        ("tsch", "ch"),
        ("x", "ks"),
        ("č", "ch"),
        ("ts", "c"),
        ("tz", "c"),
        ("ph", "f"),
        ("w", "v"),
    ),
    *(("ө", "o"), ("ң", "n"), ("ӯ", "u")),
)


def _zone(stem: str, *names: str) -> tuple[str, ...]:
    """Return what stands after times of a zone: "по московскому времени", "мск"."""
    forms = (f"по {stem}ому времени", f"{stem}ое время", f"{stem}ого времени")
    return (*forms, *names, *(f"по {name}" for name in names))


_ZONES = {
    "": _zone("местн"),
    "Europe/Moscow": _zone("московск", "мск", "москва"),
    "Europe/Minsk": _zone("минск", "минск"),
    "Asia/Yerevan": _zone("ереванск", "ереван"),
    "Asia/Almaty": (*_zone("астанинск", "астана"), *_zone("алматинск", "алматы")),
    "Asia/Bishkek": _zone("бишкекск", "бишкек"),
    "Asia/Dushanbe": _zone("душанбинск", "душанбе"),
}

LANGUAGE = Language(
    tag="ru",
    name="Русский",
    dates=_DATES,
    # "Со второго": before 2 the preposition takes a vowel.
    respellings=(("с 2 ", "со 2 "),),
    letters_alike=(("ё", "е"),),
    latin=_LATIN,
    # Windows, DOS and old Unix. Of a header in one of them the others make no words.
    old_encodings=("Windows-1251", "cp866", "koi8-r"),
    latin_alike=_LATIN_ALIKE,
    plural=_plural,
    units={
        "year": {"one": "{} год", "few": "{} года", "many": "{} лет"},
        "day": {"one": "{} день", "few": "{} дня", "many": "{} дней"},
        "event": {"one": "{} событие", "few": "{} события", "many": "{} событий"},
        "organisation": {
            "one": "{} организация",
            "few": "{} организации",
            "many": "{} организаций",
        },
        "person": {"one": "{} лицо", "few": "{} лица", "many": "{} лиц"},
    },
    ordinal=_ordinal,
    anniversary="{} годовщина",
    jubilee="{}-летие".format,
    ordinal_endings=(
        *("й", "ый", "ий", "ой", "я", "ая", "ья", "е", "ое", "ье", "ые", "ьи"),
        *("го", "ого", "его", "му", "ому", "ему", "м", "ым", "им", "ом", "ем", "ю", "ую", "ью"),
        *("ей", "ьей", "х", "ых", "их", "ми", "ыми", "ими"),
        "ст",  # "41st" in Cyrillic letters
    ),
    number_signs=("№", "nо"),  # the second letter is Cyrillic
    year_words=("г", "год", "года", "году", "гг", "годы", "годов", "годах"),
    number_suffixes=("бис", "тер"),
    messages=MESSAGES,
    quotation="«{}»",
    phrases={
        # Headings of tables
        "Date": "Дата",
        "Event": "Событие",
        "Place": "Место",
        "Anniversary": "Годовщина",
        "Original date": "Исходная дата",
        "Observed": "Отмечено",
        "No.": "№",
        "Who": "Кто",
        "Organisation": "Организация",
        "Name": "Название",
        "Kind": "Вид",
        "Official": "Лицо",
        "Membership": "Членство",
        "Meeting": "Заседание",
        "Delegation": "Делегация",
        "Participation": "Участие",
        "Post": "Должность",
        "On behalf of": "От имени",
        "Level": "Уровень",
        "Size": "Численность",
        "Term": "Срок",
        "Role": "Роль",
        "Severity": "Важность",
        "Rule": "Правило",
        "Records": "Записи",
        "Found": "Найдено",
        "Expected": "Ожидалось",
        "Id": "Идентификатор",
        "Series": "Серия",
        "Missing": "Пропусков",
        "Forecasts that held": "Сбылось прогнозов",
        "{held} of {tried}": "{held} из {tried}",
        "Field": "Поле",
        "Value": "Значение",
        "First day": "Первый день",
        "Of it in the window": "Из него в этот период",
        "Last day": "Последний день",
        # Marks in tables
        "founding": "основание",
        "birth": "рождение",
        "death": "смерть",
        "accession": "вступление",
        "term": "начало полномочий",
        "possibly": "возможно",
        "was scheduled, no report known": "планировалось, сообщения о проведении нет",
        "the data end on {day}": "данные оканчиваются датой: {day}",
        "missing": "нет записи",
        "perhaps {dates}": "возможно, {dates}",
        "seen {dates}": "упоминается: {dates}",
        "unknown": "неизвестно",
        "out of order": "дата противоречит номерам",
        "moved from {dates}": "перенесено с даты: {dates}",
        "{days} early": "на {days} раньше",
        "{days} late": "на {days} позже",
        "As of {day}.": "По состоянию на {day}.",
        # Charts
        "known to the day": "известно до дня",
        "one of these days": "один из этих дней",
        "without a number": "без номера",
        "missing: one of these days": "нет записи: один из этих дней",
        "expected next": "ожидается",
        "number given twice": "номер дан дважды",
        "in office": "в должности",
        "jubilee": "круглая дата",
        "in the year": "в течение года",
        "several bodies": "несколько органов",
        "no body known": "орган неизвестен",
        "no place known": "место неизвестно",
        "several series": "несколько серий",
        "in no series": "вне серий",
        "all others": "все прочие",
        "surely": "точно",
        "Seen": "Упоминается",
        "Source": "Источник",
        "Certainty": "Достоверность",
        "Year": "Год",
        "Faint: possibly.": "Бледно: возможно.",
        "Ticks: days on which a source shows it.": "Чёрточки: дни, когда об этом есть сведения.",
        "Faint, with a dashed edge: possibly in that year.": (
            "Бледно, с пунктирной рамкой: возможно, в этом году."
        ),
        "Not drawn, without days: {ids}.": "Не показаны, без дат: {ids}.",
        "Events by the year in which they begin": "События по году начала",
        "Anniversaries of {year}": "Годовщины {year} года",
        "Members: {count}.": "Записей в серии: {count}.",
        "Missing numbers: {numbers}.": "Нет записей с номерами: {numbers}.",
        "Expected next: no. {number}, {date}.": "Ожидается: № {number}, {date}.",
        "Terms: {terms}.": "Сроки: {terms}.",
        "Surely began in each year: {counts}.": "Точно начались в каждом году: {counts}.",
        "Days: {dates}. Events: {counts}.": "Дни: {dates}. События: {counts}.",
        "Of these: {counts}.": "Из них: {counts}.",
        "Possibly, on top of that: {counts}.": "Возможно, сверх того: {counts}.",
        "Anniversaries: {count}.": "Годовщин: {count}.",
        "Jubilees: {lines}.": "Круглые даты: {lines}.",
        # Calendars
        "No. {}": "№ {}",
        "In the series: {}": "В серии: {}",
        "Organised by: {}": "Организаторы: {}",
        "Agenda:": "Повестка дня:",
        "Local time: {}": "Местное время: {}",
        "Moved from: {}": "Перенесено с даты: {}",
        "Source: {}": "Источник: {}",
        "Date of the event: {}": "Дата события: {}",
        "Observed: {}": "Отмечалось: {}",
        "anniversary": "годовщина",
        "{nth} birthday": "{years} со дня рождения",
        "{nth} anniversary of the birth": "{years} со дня рождения",
        "{nth} anniversary of the death": "{years} со дня смерти",
        "date not exact": "дата неточна",
        # The command line, where there is nothing to show
        "nothing found": "ничего не найдено",
        "no such events": "таких событий нет",
        "no such anniversaries": "таких годовщин нет",
        "no series": "серий нет",
        "no members": "участников нет",
        "nobody that is known": "никто не известен",
        # Its headings
        "Took part": "Участвовали",
        "Parts": "Части",
        "Posts": "Должности",
        "Events": "События",
        "Latest events": "Последние события",
        "Members": "Члены",
        "In the series": "В серии",
        "Week {number}: {days}": "Неделя {number}: {days}",
        "Of which the week is not known": "С точностью до недели не известны",
        "Of which the day is not known": "С точностью до дня не известны",
        "Day": "День",
        "From today": "От сегодня",
        "today": "сегодня",
        "in {days}": "через {days}",
        "{days} ago": "{days} назад",
        "About": "Сведения о данных",
        "nothing": "ничего",
        "in another order": "в другом порядке",
        "Jubilees to come": "Ближайшие круглые даты",
        "Meetings: the last three, and three that were planned": (
            "Встречи: три последние и три намеченные"
        ),
        "Numbers that no record bears: {name}": "Номера без записей: {name}",
        "A date that is known to the month only": "Дата известна с точностью до месяца",
        "perhaps {count} without a number": "возможно, {count} без номера",
        "Delegations": "Делегации",
        # Its remarks
        "without a date, so not listed: {ids}": "без даты, поэтому не показаны: {ids}",
        "Next expected: no. {number}, about {median} (between {earliest} and {latest}); {state}.": (
            "Ожидается: № {number}, примерно {median} (самое раннее {earliest},"
            " самое позднее {latest}); {state}."
        ),
        "Next expected: no. {number}, about {median} (a guess from few intervals); {state}.": (
            "Ожидается: № {number}, примерно {median} (догадка по немногим промежуткам); {state}."
        ),
        "Next: no. {number}, scheduled for {day}.": "Далее: № {number}, запланировано: {day}.",
        "Next: no. {number}, was scheduled for {day}; no report is known.": (
            "Далее: № {number}, планировалось: {day}; сообщения о проведении нет."
        ),
        "Next: no. {number}, was scheduled for {day}; {state}.": (
            "Далее: № {number}, планировалось: {day}; {state}."
        ),
        "Next: no. {number}, postponed; no new date is known.": (
            "Далее: № {number}, отложено; новой даты нет."
        ),
        "not due yet": "срок не настал",
        "due": "срок настал",
        "later than expected": "позже, чем ожидалось",
        "overdue": "срок прошёл",
    },
    vocabularies={
        "EventKind": {
            "session": ("сессия", "саммит", "пленарное заседание"),
            "meeting": ("заседание", "встреча", "совещание"),
            "consultation": ("консультации", "консультация"),
            "talks": ("переговоры",),
            "conference": ("конференция", "форум", "круглый стол", "семинар", "симпозиум"),
            "exercise": ("учение", "учения", "тренировка", "совместное учение"),
            "operation": ("операция",),
            "training": ("обучение", "сборы", "учебные сборы", "курсы"),
            "commemoration": ("памятное мероприятие", "годовщина", "юбилей"),
            "signing": ("подписание",),
            "entry-into-force": ("вступление в силу",),
            "founding": ("основание", "учреждение", "создание"),
            "visit": ("визит", "поездка", "рабочий визит", "официальный визит", "рабочая поездка"),
            "statement": ("заявление", "пресс-конференция", "брифинг"),
            "observation": ("наблюдение", "наблюдение за выборами"),
            "other": ("другое", "прочее", "иное"),
        },
        "EventStatus": {
            "scheduled": ("запланировано", "планируется", "намечено", "план", "подтверждено"),
            "held": ("состоялось", "проведено", "прошло", "завершено", "выполнено", "исполнено"),
            "postponed": ("отложено", "перенесено"),
            "cancelled": ("отменено", "отменён", "отменена"),
        },
        "EventFormat": {
            "in-person": ("очно", "очный", "очная"),
            "videoconference": (
                *("видеоконференция", "вкс", "онлайн", "по видеосвязи", "заочно"),
                *("в режиме вкс", "в формате вкс", "по вкс", "посредством вкс", "видеосвязь"),
                *("видеоконференцсвязь", "в режиме видеоконференции", "дистанционно"),
                *("в режиме видеоконференцсвязи", "в формате видеоконференции"),
                *("в режиме онлайн", "в онлайн-формате", "онлайн-формат", "зум"),
            ),
            "hybrid": ("смешанный", "смешанно", "гибридный", "гибридно", "очно-заочно"),
        },
        "Access": {
            "open": ("открытое", "открытый", "открыто"),
            "closed": ("закрытое", "закрытый", "закрыто"),
        },
        "ParticipationRole": {
            "chair": ("председатель", "председательствующий"),
            "head": ("глава делегации", "глава"),
            "member": ("участник", "член делегации", "член"),
            "speaker": ("выступающий", "докладчик"),
            "observer": ("наблюдатель",),
            "guest": ("гость", "приглашённый"),
            "substitute": ("замещающий", "заместитель"),
            "host": ("принимающая сторона", "хозяин"),
            "signatory": ("подписавший", "подписант"),
            "contingent": ("контингент",),
            "counterpart": ("собеседник", "партнёр по переговорам"),
        },
        "MembershipStatus": {
            "full": ("полноправный член",),
            "observer": ("наблюдатель",),
            "partner": ("партнёр",),
            "suspended": ("членство приостановлено",),
            "frozen": ("членство заморожено",),
            "withdrawn": ("членство прекращено",),
            "acting": ("исполняющий обязанности",),
        },
        "AliasKind": {
            "spelling": ("написание",),
            "former": ("прежнее название",),
            "abbreviation": ("сокращение",),
        },
        "PlaceKind": {
            "country": ("страна",),
            "region": ("область", "регион"),
            "city": ("город",),
            "venue": ("здание или зал",),
            "range": ("полигон",),
            "other": ("другое",),
        },
        "OrganisationKind": {
            "intergovernmental": ("межгосударственная организация",),
            "treaty": ("договор",),
            "state": ("государство",),
            "state-body": ("государственный орган",),
            "organ": ("орган",),
            "coordination-council": ("координационный совет",),
            "working-group": ("рабочая группа",),
            "secretariat": ("секретариат",),
            "forces": ("силы",),
            "centre": ("центр",),
            "parliamentary": ("парламентский орган",),
            "other": ("другое",),
        },
        "Numbering": {
            "continuous": ("сквозная",),
            "restarts": ("начинается заново",),
            "unnumbered": ("без номеров",),
        },
        "DelegationLevel": {
            "heads-of-state": ("главы государств",),
            "heads-of-government": ("главы правительств",),
            "ministers": ("министры",),
            "deputy-ministers": ("заместители министров",),
            "senior-officials": ("старшие должностные лица",),
            "experts": ("эксперты",),
            "parliamentarians": ("парламентарии",),
            "military": ("военные",),
        },
        "DocumentKind": {
            "agenda": ("повестка дня",),
            "agreement": ("соглашение",),
            "communique": ("коммюнике",),
            "decision": ("решение",),
            "declaration": ("декларация",),
            "invitation": ("приглашение",),
            "memorandum": ("меморандум",),
            "minutes": ("стенографический отчёт",),
            "photo": ("фотография",),
            "plan": ("план",),
            "programme": ("программа",),
            "protocol": ("протокол",),
            "report": ("доклад",),
            "resolution": ("резолюция",),
            "statement": ("заявление",),
            "statute": ("положение",),
            "strategy": ("стратегия",),
            "transcript": ("стенограмма",),
            "treaty": ("договор",),
            "video": ("видеозапись",),
            "other": ("другое",),
        },
        "ReferenceRelation": {
            "implements": ("исполняет",),
            "prepares": ("готовит",),
            "follows": ("следует за",),
            "agenda-of": ("повестка дня",),
            "on-the-margins-of": ("на полях",),
            "part-of": ("в рамках",),
            "mentions": ("упоминает",),
        },
        "Severity": {
            "error": ("ошибка",),
            "warning": ("предупреждение",),
            "note": ("замечание",),
        },
    },
    # Any slug may be a post; these are what most organisations have.
    posts={
        "chair": "председатель",
        "head": "глава",
        "member": "член",
        "observer": "наблюдатель",
        "secretary-general": "генеральный секретарь",
        "deputy-secretary-general": "заместитель генерального секретаря",
        "first-deputy-secretary-general": "первый заместитель генерального секретаря",
        "secretary": "секретарь",
        "deputy-secretary": "заместитель секретаря",
        "state-secretary": "государственный секретарь",
        "executive-secretary": "исполнительный секретарь",
        "press-secretary": "пресс-секретарь",
        "director": "директор",
        "deputy-director": "заместитель директора",
        "director-general": "генеральный директор",
        "chief": "начальник",
        "first-deputy-chief": "первый заместитель начальника",
        "chief-of-general-staff": "начальник Генерального штаба",
        "deputy-chief-of-general-staff": "заместитель начальника Генерального штаба",
        "head-of-state": "глава государства",
        "prime-minister": "премьер-министр",
        "deputy-prime-minister": "заместитель премьер-министра",
        "foreign-minister": "министр иностранных дел",
        "deputy-foreign-minister": "заместитель министра иностранных дел",
        "defence-minister": "министр обороны",
        "deputy-defence-minister": "заместитель министра обороны",
        "permanent-representative": "постоянный представитель",
        "plenipotentiary-representative": "полномочный представитель",
        "representative": "представитель",
        "head-of-delegation": "глава делегации",
        "meeting-chair": "председатель заседания",
        "party": "сторона",
        "spokesperson": "официальный представитель",
        "deputy-chairman": "заместитель председателя",
        "chairman-in-office": "действующий председатель",
        "chairman-of-the-cabinet": "председатель кабинета министров",
        "under-secretary-general": "заместитель генерального секретаря ООН",
        "assistant-secretary-general": "помощник генерального секретаря",
        "special-representative-for-peacekeeping": "специальный представитель по миротворчеству",
        "representative-in-kyrgyzstan": "представитель в Киргизии",
        "commander-kazakhstan-operation": "командующий операцией в Казахстане",
        "officer-lieutenant-general": "офицер, генерал-лейтенант",
        "deputy-head-of-department": "заместитель начальника управления",
        "head-of-case-management": "руководитель управления делами",
        "head-of-countering-challenges-and-threats": (
            "руководитель противодействия вызовам и угрозам"
        ),
        "head-of-defence-department": "начальник отдела обороны",
        "head-of-information-and-public-relations": (
            "руководитель информации и связей с общественностью"
        ),
        "head-of-military-security": "руководитель военной безопасности",
        "head-of-organisational-planning": "руководитель организационного планирования",
        "head-of-political-cooperation": "руководитель политического сотрудничества",
        "head-of-transnational-threats-department": (
            "руководитель департамента транснациональных угроз"
        ),
        "head-of-unhcr-office-in-russia": "руководитель представительства УВКБ ООН в России",
        "director-of-conflict-prevention-centre": "директор центра по предотвращению конфликтов",
        "executive-director-of-cted": "исполнительный директор ИДКТК",
        "unifil-chief-of-staff": "начальник штаба ВСООНЛ",
        "unifil-deputy-head": "заместитель главы ВСООНЛ",
    },
    topics=TOPICS,
    countries=COUNTRIES,
    place_kind_words=("г", "гор", "город", "пос", "п", "с", "село", "республика", "респ"),
    total_row_words=("итого", "всего", "всего мероприятий", "итого мероприятий", "итого за год"),
    words_before_plan_periods=("на", "за"),
    as_of_words=("по состоянию на",),
    document_stems=(
        *("утв", "согласован", "обновлен", "обновлён", "изменен", "изменён", "принят", "от "),
        *("редакци", "ред.", "верси", "решен", "приказ", "постановлени", "протокол", "подписан"),
    ),
    empty_cell_words=("н/д",),
    header_plural_endings=("ы", "и", "а"),
    header_fillers=("мероприятия", "события", "заседания", "встречи"),
    footnote_words=(
        *("примечание", "примечания", "источник", "источники", "исполнитель", "составил"),
        *("подготовил", "утверждено", "согласовано"),
    ),
    date_hint_letters="дмгчс",
    date_unknown_words=(
        *("уточняется", "дата уточняется", "по согласованию", "срок уточняется", "нет данных"),
        *("по отдельному плану", "не определено", "не определена"),
    ),
    until_now_words=(
        *("н.в", "н.в.", "настоящее время", "по настоящее время", "по н.в.", "до н.в."),
        *("до настоящего времени", "сейчас"),
    ),
    hour_words=("ч", "час", "часа", "часов"),
    minute_words=("мин", "минут"),
    words_before_times=("в",),
    zone_words=_ZONES,
    yes_words=("да", "истина"),
    no_words=("нет", "ложь"),
    fields={
        "within": "В составе",
        "aliases": "Другие названия",
        "latitude": "Широта",
        "longitude": "Долгота",
        "abbreviation": "Сокращение",
        "predecessors": "Предшественники",
        "predecessor": "Предшественник",
        "founded": "Основание",
        "dissolved": "Роспуск",
        "nationality": "Гражданство",
        "born": "Рождение",
        "died": "Смерть",
        "seen": "Упоминания",
        "first_number": "Первый номер",
        "numbering": "Нумерация",
        "entries": "В сериях",
        "references": "Отсылки",
        "commemoration": "Памятная дата",
        "extra": "Дополнительно",
        "capacity": "В качестве",
        "reports": "Сообщения",
        "name": "Название",
        "organisation": "Организация",
        "role": "Роль",
        "on_behalf_of": "От имени",
        "event": "Событие",
        "official": "Лицо",
        "delegation": "Делегация",
    },
    posts_read={
        "chair": ("председательствующий",),
        "secretary-general": ("генсек",),
        "deputy-secretary-general": ("зам. генерального секретаря", "замгенсека"),
        "foreign-minister": ("глава МИД",),
        "deputy-foreign-minister": ("замминистра иностранных дел",),
        "defence-minister": ("глава Минобороны",),
        "deputy-defence-minister": ("замминистра обороны",),
        "chief-of-general-staff": ("начальник Генштаба",),
        "permanent-representative": ("постпред",),
        "plenipotentiary-representative": ("полпред",),
    },
    columns={
        "id": ("Ид", "ID", "Идентификатор", "Код"),
        "kind": ("Вид", "Тип", "Вид мероприятия", "Тип мероприятия"),
        "title": (
            *("Название", "Наименование", "Мероприятие", "Событие"),
            *("Название мероприятия", "Заголовок", "Наименование мероприятия", "Мероприятия"),
            *("Тема", "Содержание", "Встреча", "Содержание мероприятия", "Что"),
            "Наименование мероприятий",
        ),
        "when": (
            *("Дата", "Даты", "Когда", "Дата проведения", "Сроки", "Срок", "Год", "День"),
            *("Срок проведения", "Сроки проведения", "Сроки исполнения", "Срок исполнения"),
            *("Дата и время", "Период", "Даты проведения", "Время проведения", "Число", "Годы"),
            *("Месяцы", "Дата (период)", "Дата/период", "Период проведения", "Дата, время"),
            "Период работы",
        ),
        "year": ("Год",),
        "month": ("Месяц",),
        "day": ("День", "Число", "День месяца"),
        "first_day": (
            *("Дата начала", "Первый день", "С", "Начало", "Дата назначения", "Дата избрания"),
            *("Дата и время начала", "Начало работы", "Вступил в должность"),
            *("Начало полномочий", "Назначен"),
        ),
        "last_day": (
            *("Дата окончания", "Последний день", "По", "До", "Окончание", "Конец"),
            *("Дата завершения", "Дата освобождения", "Дата увольнения", "Завершение"),
            *("Дата и время окончания", "Окончание работы", "Оставил должность"),
            *("Окончание полномочий", "Освобождён"),
        ),
        "in_words": ("Дата словами",),
        "start_time": ("Время начала", "Время", "Часы"),
        "end_time": ("Время окончания", "Время завершения"),
        "timezone": ("Часовой пояс",),
        "status": ("Статус", "Состояние"),
        "previous_when": ("Перенесено с", "Перенесено с даты", "Прежняя дата"),
        "planned": (
            *("Планируемая дата", "Плановая дата", "Дата (план)", "Дата план", "План"),
            *("Дата плановая", "Планируемая дата проведения", "Дата по плану"),
        ),
        "actual": (
            *("Фактическая дата", "Дата (факт)", "Дата факт", "Факт", "Дата фактическая"),
            "Фактическая дата проведения",
        ),
        "format": ("Формат", "Форма проведения"),
        "access": ("Доступ",),
        "place": ("Место", "Место проведения", "Город", "Местоположение", "Где"),
        "country": ("Страна", "Государство", "Страна проведения"),
        "organisers": (
            *("Организаторы", "Организатор", "Орган", "Организация"),
            *("Ответственный", "Ответственные", "Ответственный исполнитель"),
            *("Ответственные исполнители", "Исполнитель", "Исполнители", "Кто проводит"),
            *("Ответственный за проведение", "Ответственные за проведение", "Ведомство"),
            *("Подразделение", "Структурное подразделение"),
        ),
        "series": ("Серия", "Ряд"),
        "person": (
            *("ФИО", "Ф.И.О.", "Фамилия, имя, отчество", "Лицо", "Фамилия Имя Отчество"),
            *("Фамилия и имя", "Фамилия", "Имя и фамилия", "Имя", "Должностное лицо"),
        ),
        "first_name": ("Имя",),
        "patronymic": ("Отчество",),
        "last_name": ("Фамилия",),
        "post": ("Должность", "Пост", "Занимаемая должность"),
        "member": ("Член", "Государство-член", "Государство-участник", "Страна-участница"),
        "joined": ("Дата вступления", "Член с", "Вступление", "Дата присоединения"),
        "left": ("Дата выхода", "Выход", "Член до"),
        "head": ("Глава делегации", "Руководитель делегации", "Глава", "Руководитель"),
        "members": ("Члены делегации", "Состав делегации", "Члены"),
        "level": ("Уровень", "Уровень представительства", "Уровень участия"),
        "size": ("Численность", "Численность делегации", "Количество делегатов"),
        "row_number": ("№ п/п", "N п/п", "п/п", "№ пп", "п/п №", "п/п№", "№п/п"),
        "number": ("Номер", "№"),
        "label": ("Номер в тексте",),
        "parent": ("В рамках",),
        "chair": ("Председатель",),
        "participants": (
            *("Участники", "Кто", "Состав участников", "Приглашённые", "Обязательные участники"),
            "Необязательные участники",
        ),
        "convener": ("Кто созвал", "Организатор собрания"),
        "delegations": ("Делегации", "Делегация", "Страны", "Государства", "Страны-участницы"),
        "topics": ("Темы", "Тема", "Ключевые слова", "Категории", "Категория"),
        "description": ("Описание",),
        "agenda": ("Повестка дня", "Повестка"),
        "outcomes": ("Итоги", "Результаты", "Итог", "Решение", "Решения"),
        "documents": ("Документы",),
        "document_links": ("Ссылки на документы",),
        "links": ("Ссылки", "Ссылка", "Сайт"),
        "sources": ("Источники", "Источник"),
        "identifiers": ("Идентификаторы",),
        "note": ("Примечание", "Комментарий", "Примечания", "Комментарии", "Заметки"),
        "all_day": ("Целый день", "Весь день"),
        # What Outlook exports beside.
        "unused": (
            *("Не используется", "Напоминание вкл/выкл", "Дата напоминания", "Частное"),
            *("Время напоминания", "Ресурсы собрания", "Ресурсы", "В это время", "Пометка"),
            *("Важность", "Расстояние", "Способ оплаты", "Необязательные участники"),
            *("Ключевые слова", "День недели", "День", "Показывать время как", "Дн. нед."),
            *("Контакты", "Контакт", "Контактное лицо", "Телефон", "Эл. почта", "E-mail", "Бюджет"),
            *("Зал", "Продолжительность", "Длительность", "Количество участников"),
            *("Дн. недели", "Кол-во участников", "№ протокола", "Номер протокола"),
            *("Отметка об исполнении", "Отметка о выполнении", "Подпись", "Число участников"),
        ),
    },
)
