"""Topics in Russian: the keywords that the built-in records have.

Any keyword may be a topic; one that does not stand here is called by itself in every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TOPICS: Final[Mapping[str, str]] = {
    topic: name
    for topic, _, name in (
        line.partition(": ")
        for line in """
afghanistan: Афганистан
afghanistan border: граница с Афганистаном
agendas of statutory bodies: повестки уставных органов
air defence: противовоздушная оборона
analysis: аналитика
anniversaries of 2022: годовщины 2022 года
anniversary: годовщина
anti-drug operations: антинаркотические операции
anti-drug strategy: антинаркотическая стратегия
anti-drug strategy 2026-2030: антинаркотическая стратегия на 2026–2030 годы
appointments: назначения
armenia: Армения
arms control: контроль над вооружениями
aviation: авиация
biological security: биологическая безопасность
biological threats: биологические угрозы
biosecurity: биобезопасность
border: граница
border escalation: обострение на границе
border security: безопасность границ
borders: границы
brics: БРИКС
budget: бюджет
cbrn protection: радиационная, химическая и биологическая защита
central asia: Центральная Азия
chairmanship: председательство
chairmanship rotation: переход председательства
challenges and threats: вызовы и угрозы
charter: устав
charter amendments: поправки к уставу
china: Китай
cis: СНГ
collective forces: коллективные силы
collective security: коллективная безопасность
collective security strategy: стратегия коллективной безопасности
command and staff training: командно-штабная тренировка
communications: связь
consultations: консультации
cooperation: сотрудничество
cooperation with the un: сотрудничество с ООН
cooperation with un and osce: сотрудничество с ООН и ОБСЕ
cooperation with un, osce and nato: сотрудничество с ООН, ОБСЕ и НАТО
cooperation with un, sco and cis: сотрудничество с ООН, ШОС и СНГ
coordination councils: координационные советы
counter-terrorism: борьба с терроризмом
crisis response: кризисное реагирование
csto academy: академия ОДКБ
csto mission report: доклад миссии ОДКБ
cybercrime: киберпреступность
cybersecurity: кибербезопасность
defence: оборона
drug addiction: наркомания
drug trafficking: незаконный оборот наркотиков
education: образование
elections: выборы
emergencies: чрезвычайные ситуации
emergency response: реагирование на чрезвычайные ситуации
equipment: оснащение
eurasian security: евразийская безопасность
european security: европейская безопасность
exercise planning: планирование учений
exercises: учения
exhibition: выставка
extremism: экстремизм
fact-finding: установление фактов
forces: войска
foreign bases: иностранные базы
foreign policy: внешняя политика
foreign policy coordination: внешнеполитическая координация
founding: основание
historical memory: историческая память
history: история
humanitarian law: гуманитарное право
icrc: МККК
illegal migration: незаконная миграция
implementation plan: план реализации
information: информация
information policy: информационная политика
information security: информационная безопасность
information work: информационная работа
inter-organisation cooperation: сотрудничество организаций
international and regional security: международная и региональная безопасность
international organisations: международные организации
international security: международная безопасность
international situation: международная обстановка
iran: Иран
iraq: Ирак
isaf withdrawal: вывод МССБ
isil: ИГИЛ
joint staff: Объединённый штаб
joint training: совместная подготовка
kazakh chairmanship priorities: приоритеты председательства Казахстана
kazakhstan: Казахстан
kyrgyzstan: Киргизия
lessons of the kazakhstan operation: уроки операции в Казахстане
logistics: тыловое обеспечение
medical support: медицинское обеспечение
membership: членство
middle east and north africa: Ближний Восток и Северная Африка
migration: миграция
military cooperation: военное сотрудничество
military cooperation plan: план военного сотрудничества
military education: военное образование
military science: военная наука
military-economic cooperation: военно-экономическое сотрудничество
military-technical cooperation: военно-техническое сотрудничество
missile defence: противоракетная оборона
multipolarity: многополярность
nagorno-karabakh: Нагорный Карабах
nato: НАТО
nato contacts: контакты с НАТО
nato enlargement: расширение НАТО
nelegal-2019: «Нелегал-2019»
new challenges: новые вызовы
non-proliferation: нераспространение
observers: наблюдатели
operation channel: операция «Канал»
osce: ОБСЕ
pandemic: пандемия
pandemic risks: риски пандемии
parliamentary cooperation: парламентское сотрудничество
parliamentary dimension: парламентское измерение
parliaments: парламенты
partner and observer status: статус партнёра и наблюдателя
partners: партнёры
peacekeeping: миротворчество
peacekeeping operation: миротворческая операция
peacekeeping with the un: миротворчество с ООН
personnel training: подготовка кадров
physical training: физическая подготовка
preparation of statutory bodies: подготовка заседаний уставных органов
public diplomacy: общественная дипломатия
public health: общественное здоровье
public information: информирование общественности
rapid deployment forces: силы быстрого развёртывания
rapid reaction forces: силы оперативного реагирования
rapid reaction forces equipment: оснащение сил оперативного реагирования
ratification: ратификация
reconnaissance: разведка
regional conflicts: региональные конфликты
regional force: региональная группировка войск
regional security: региональная безопасность
rescue: спасение
research: исследования
results of 2014-2015: итоги 2014–2015 годов
results of the russian chairmanship: итоги председательства России
results of the year: итоги года
rotation of officials: ротация должностных лиц
rubezh-2006 exercise: учение «Рубеж-2006»
rubezh-2022: учение «Рубеж-2022»
russian chairmanship priorities: приоритеты председательства России
sco: ШОС
secretariat: Секретариат
secretary general: генеральный секретарь
secretary general appointment: назначение генерального секретаря
secretary general procedure: порядок назначения генерального секретаря
security: безопасность
security architecture: архитектура безопасности
security cooperation: сотрудничество в области безопасности
session preparation: подготовка сессии
south ossetia: Южная Осетия
southern borders: южные рубежи
space: космос
special forces: силы специального назначения
sport: спорт
strategy: стратегия
summit preparation: подготовка саммита
syria: Сирия
tajik-afghan border: таджикско-афганская граница
terrorism: терроризм
thunder-2012: «Гром-2012»
trafficking in human beings: торговля людьми
training: подготовка
training course: учебный курс
training plans: планы подготовки
treaty: договор
treaty extension: продление договора
treaty reform: реформа договора
un observer status: статус наблюдателя при ООН
united nations: ООН
uzbekistan: Узбекистан
victory anniversary: годовщина Победы
visit: визит
world order: мировой порядок
youth: молодёжь
""".strip().splitlines()
    )
}
