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

__all__ = ["LANGUAGE"]


def _plural(number: int) -> PluralCategory:
    """CLDR's categories of whole numbers, by their last digits."""
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"


_ENDINGS: dict[Gender, str] = {"masculine": "й", "feminine": "я", "neuter": "е"}


def _ordinal(number: int, gender: Gender) -> str:
    return f"{number}-{_ENDINGS[gender]}"


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
    points={
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
    about_in_frame="примерно ",
    uncertain="предположительно",
    unknown={
        "month": "месяц неизвестен",
        "day": "день неизвестен",
        "month and day": "месяц и день неизвестны",
    },
    frames={
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
        ("янв", "январе"),
        ("фев", "февр", "феврале"),
        ("мар", "марте"),
        ("апр", "апреле"),
        ("мае",),
        ("июн", "июне"),
        ("июл", "июле"),
        ("авг", "августе"),
        ("сен", "сент", "сентябре"),
        ("окт", "октябре"),
        ("ноя", "нояб", "ноябре"),
        ("дек", "декабре"),
    ),
    also_subyears={
        33: ("1 квартал", "1-й квартал", "i квартал", "i кв", "1 кв", "1-й кв"),
        34: ("2 квартал", "2-й квартал", "ii квартал", "ii кв", "2 кв", "2-й кв"),
        35: ("3 квартал", "3-й квартал", "iii квартал", "iii кв", "3 кв", "3-й кв"),
        36: ("4 квартал", "4-й квартал", "iv квартал", "iv кв", "4 кв", "4-й кв"),
        40: (
            *("1 полугодие", "1-е полугодие", "i полугодие", "первое полугодие"),
            *("1-я половина", "первого полугодия"),
        ),
        41: (
            *("2 полугодие", "2-е полугодие", "ii полугодие", "второе полугодие"),
            *("2-я половина", "второго полугодия"),
        ),
    },
    also_points=(
        "{day} {month} {year} г",
        "{day} {month} {year}",
        "{month} {year} г",
        "{month} {year}",
        "{subyear} {year} г",
        "{subyear} {year}",
        "{year} г",
        "{year} году",
        "{year}",
        "{first}-е гг",
        "{first}-е",
    ),
    also_before=("в", "во"),
    also_frames={
        "closed": (
            *(
                "с {start} до {end}",
                "{start}-{end} годы",
                "{start}-{end} гг",
                "{start}-{end} годов",
            ),
        ),
        "ongoing": (
            *("начиная с {start}", "с {start} по настоящее время", "{start}-настоящее время"),
            *("{start}-н.в.", "с {start} по н.в."),
        ),
        "no start": ("до {end}",),
        "one of": ("между {start} и {end}", "между {start} и {end} годами"),
        "one from": ("не ранее {start}",),
        "one up to": ("не позднее {end}",),
    },
    also_about=("ок", "приблизительно", "приб", "прибл", "ориентировочно"),
    also_uncertain=("вероятно", "уточняется", "дата уточняется"),
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
        "абвгдеёжзийклмнопрстуфхцчшщыэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya".split(),
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

LANGUAGE = Language(
    tag="ru",
    name="Русский",
    dates=_DATES,
    # "Со второго": before 2 the preposition takes a vowel.
    respelled=(("с 2 ", "со 2 "),),
    letters_alike=(("ё", "е"),),
    latin=_LATIN,
    latin_alike=_LATIN_ALIKE,
    plural=_plural,
    units={
        "year": {"one": "{} год", "few": "{} года", "many": "{} лет"},
        "day": {"one": "{} день", "few": "{} дня", "many": "{} дней"},
    },
    ordinal=_ordinal,
    anniversary="{} годовщина",
    jubilee="{}-летие".format,
    ordinal_endings=(
        *("ый", "ий", "ой", "ая", "ое", "ья", "ье", "го", "му", "й", "я", "е", "м", "х"),
    ),
    number_signs=("№", "nо"),  # the second letter is Cyrillic
    year_words=("г", "год", "года", "гг", "годы"),
    number_suffixes=("бис", "тер"),
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
        "Not drawn, without days: {ids}": "Не показаны, без дат: {ids}",
        "Events by the year in which they began": "События по году начала",
        "Anniversaries of {year}": "Годовщины {year} года",
        "Members: {count}.": "Записей в серии: {count}.",
        "Missing numbers: {numbers}.": "Нет записей с номерами: {numbers}.",
        "Expected next: no. {number}, {date}.": "Ожидается: № {number}, {date}.",
        "Terms: {terms}.": "Сроки: {terms}.",
        "Events: {counts}.": "События: {counts}.",
        "Surely began in each year: {counts}.": "Точно начались в каждом году: {counts}.",
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
        "Latest meetings": "Последние заседания и встречи",
        "Members": "Члены",
        "In the series": "В серии",
        "Jubilees in the twelve months from {day}": (
            "Круглые даты за двенадцать месяцев, начиная с даты: {day}"
        ),
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
        "Next: no. {number}, postponed; no new date is known.": (
            "Далее: № {number}, отложено; новой даты нет."
        ),
        "not due yet": "срок не настал",
        "due": "срок настал",
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
            "videoconference": ("видеоконференция", "вкс", "онлайн", "по видеосвязи", "заочно"),
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
    },
    totals=("итого", "всего", "всего мероприятий", "итого мероприятий"),
    letters_of_dates="дмгчс",
    no_dates=(
        *("уточняется", "дата уточняется", "по согласованию", "срок уточняется", "нет данных"),
        *("по отдельному плану", "не определено", "не определена", "н/д"),
    ),
    until_now=(
        *("н.в", "н.в.", "настоящее время", "по настоящее время", "по н.в.", "до н.в."),
        *("до настоящего времени", "сейчас"),
    ),
    yes=("да", "истина"),
    no=("нет", "ложь"),
    columns={
        "id": ("Ид", "ID", "Идентификатор", "Код"),
        "kind": ("Вид", "Тип", "Вид мероприятия", "Тип мероприятия"),
        "title": (
            *("Название", "Наименование", "Мероприятие", "Событие"),
            *("Название мероприятия", "Заголовок", "Наименование мероприятия", "Мероприятия"),
            *("Тема", "Содержание", "Встреча", "Содержание мероприятия"),
        ),
        "when": (
            *("Дата", "Даты", "Когда", "Дата проведения", "Сроки", "Срок", "Год", "День"),
            *("Срок проведения", "Сроки проведения", "Сроки исполнения", "Срок исполнения"),
            *("Дата и время", "Период", "Даты проведения", "Время проведения", "Число"),
        ),
        "first_day": (
            *("Дата начала", "Первый день", "С", "Начало", "Дата назначения", "Дата избрания"),
        ),
        "last_day": (
            *("Дата окончания", "Последний день", "По", "До", "Окончание", "Конец"),
            *("Дата завершения", "Дата освобождения", "Дата увольнения"),
        ),
        "in_words": ("Дата словами",),
        "start_time": ("Время начала", "Время"),
        "end_time": ("Время окончания", "Время завершения"),
        "timezone": ("Часовой пояс",),
        "status": ("Статус", "Состояние"),
        "previous_when": ("Перенесено с", "Прежняя дата"),
        "format": ("Формат", "Форма проведения"),
        "access": ("Доступ",),
        "place": ("Место", "Место проведения", "Город", "Местоположение"),
        "country": ("Страна", "Государство"),
        "organisers": (
            *("Организаторы", "Организатор", "Орган", "Организация", "Организатор собрания"),
            *("Ответственный", "Ответственные", "Ответственный исполнитель"),
            *("Ответственные исполнители", "Исполнитель", "Исполнители", "Кто проводит"),
        ),
        "series": ("Серия", "Ряд"),
        "person": (
            *("ФИО", "Ф.И.О.", "Фамилия, имя, отчество", "Лицо", "Фамилия Имя Отчество"),
            *("Фамилия и имя", "Фамилия"),
        ),
        "post": ("Должность", "Пост"),
        "row_number": ("№ п/п", "N п/п", "п/п", "№ пп", "п/п №", "п/п№", "№п/п"),
        "number": ("Номер", "№"),
        "label": ("Номер в тексте",),
        "parent": ("В рамках",),
        "chair": ("Председатель",),
        "participants": ("Участники", "Обязательные участники", "Необязательные участники"),
        "delegations": ("Делегации", "Делегация", "Страны", "Государства", "Страны-участницы"),
        "topics": ("Темы", "Тема", "Ключевые слова", "Категории", "Категория"),
        "description": ("Описание",),
        "agenda": ("Повестка дня", "Повестка"),
        "outcomes": ("Итоги", "Результаты", "Итог"),
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
            *("Время напоминания", "Ресурсы собрания", "Ресурсы", "В течение дня", "Пометка"),
            *("Важность", "Расстояние", "Сведения об оплате", "Необязательные участники"),
            *("Ключевые слова", "День недели", "День", "Показывать время как"),
        ),
    },
)
