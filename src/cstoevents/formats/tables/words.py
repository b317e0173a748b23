"""The words of a table: names, dates and fixed words, in English or Russian."""

from __future__ import annotations

from typing import Protocol

from cstoevents.dates import Certainty, When
from cstoevents.records import Event, Official, Organisation, Place, Record, Series
from cstoevents.records.values import Text
from cstoevents.wording import in_words
from cstoevents.wording.numerals import Language, checked_language

__all__ = ["Known", "Words"]


class Known(Protocol):
    """What gives a record by its id, or None: a chronicle, or an index."""

    def get(self, id: str, /) -> Record | None:
        """Give the record of an id."""
        ...


class Words:
    """Names, dates and fixed words in one language."""

    def __init__(self, known: Known | None, lang: Language) -> None:
        self.lang: Language = checked_language(lang)
        self.known = known

    def say(self, word: str) -> str:
        """Give a fixed word, in English where it has no translation."""
        return _RUSSIAN.get(word, word) if self.lang == "ru" else word

    def text(self, text: Text | None) -> str:
        """Give a text in the language, or the nearest that it has."""
        return text.best(self.lang) if text else ""

    def date(self, when: When | None) -> str:
        """Give a date for people."""
        return in_words(when, self.lang) if when else ""

    def name(self, id: str | None) -> str:
        """Give the name of the record of an id; the id itself where nothing is known of it."""
        record = self.known.get(id) if self.known and id else None
        if isinstance(record, Event):
            return self.text(record.title)
        if isinstance(record, Place | Organisation | Official | Series):
            return self.text(record.name)
        return id or ""

    def sure(self, certainty: Certainty) -> str:
        """Mark what is merely possible."""
        return self.say("possibly") if certainty is Certainty.POSSIBLY else ""

    def status(self, event: Event) -> str:
        """Mark what did not simply take place."""
        return self.say(event.status) if event.status and event.status != "held" else ""

    def role(self, role: str) -> str:
        """Give a post by its slug."""
        if self.lang == "ru" and role in _RUSSIAN_POSTS:
            return _RUSSIAN_POSTS[role]
        return role.replace("-", " ")

    def shift(self, days: int) -> str:
        """Say by how many days something was moved from its own day."""
        count = abs(days)
        if self.lang == "en":
            noun = "day" if count == 1 else "days"
            return f"{count} {noun} {'early' if days < 0 else 'late'}"
        return f"на {count} {_days_in_russian(count)} {'раньше' if days < 0 else 'позже'}"


def _days_in_russian(count: int) -> str:
    """The three plural forms of CLDR: one, few, many."""
    if count % 10 == 1 and count % 100 != 11:
        return "день"
    return "дня" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "дней"


_RUSSIAN = {
    # headers
    "Date": "Дата",
    "Event": "Событие",
    "Place": "Место",
    "Anniversary": "Годовщина",
    "Of": "Чего",
    "Original date": "Исходная дата",
    "Observed": "Отмечено",
    "No.": "№",
    "Who": "Кто",
    "Organisation": "Организация",
    "Post": "Должность",
    "On behalf of": "От",
    "Term": "Срок",
    "Role": "Роль",
    "Severity": "Важность",
    "Rule": "Правило",
    "Records": "Записи",
    "Found": "Найдено",
    "Expected": "Ожидалось",
    # marks
    "founding": "основание",
    "possibly": "возможно",
    "missing": "нет записи",
    "perhaps": "возможно,",
    "seen": "замечен",
    "unknown": "неизвестно",
    "out of order": "дата противоречит номерам",
    # statuses of events and of members
    "scheduled": "запланировано",
    "postponed": "отложено",
    "cancelled": "отменено",
    "acting": "исполняющий обязанности",
    "observer": "наблюдатель",
    "partner": "партнёр",
    "suspended": "приостановлено",
    "frozen": "заморожено",
    "withdrawn": "членство прекращено",
    # roles of participants
    "chair": "председатель",
    "head": "глава",
    "member": "участник",
    "speaker": "выступающий",
    "guest": "гость",
    "substitute": "замещающий",
    "host": "принимающая сторона",
    "signatory": "подписавший",
    "contingent": "контингент",
    "counterpart": "собеседник",
    # severities
    "error": "ошибка",
    "warning": "предупреждение",
    "note": "заметка",
}

# Any slug may be a post; these are what most organisations have.
_RUSSIAN_POSTS = {
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
}
