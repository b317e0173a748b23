"""The words of a sheet for what a record says by a closed vocabulary, in English and Russian.

The first Russian word is the one that is written; the rest are read as well. In
English the vocabulary's own word is written.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from cstoevents.records.vocabularies import (
    Access,
    EventFormat,
    EventKind,
    EventStatus,
    ParticipationRole,
)
from cstoevents.wording.numerals import Language

__all__ = ["meant", "simplified", "word"]

E = TypeVar("E", bound=enum.StrEnum)

_RUSSIAN: Final[Mapping[enum.StrEnum, str]] = {
    EventKind.SESSION: "сессия; саммит; пленарное заседание",
    EventKind.MEETING: "заседание; встреча; совещание",
    EventKind.CONSULTATION: "консультации; консультация",
    EventKind.TALKS: "переговоры",
    EventKind.CONFERENCE: "конференция; форум; круглый стол; семинар",
    EventKind.EXERCISE: "учение; учения; тренировка",
    EventKind.OPERATION: "операция",
    EventKind.TRAINING: "обучение; сборы; учебные сборы; курсы",
    EventKind.COMMEMORATION: "памятное мероприятие; годовщина; юбилей",
    EventKind.SIGNING: "подписание",
    EventKind.ENTRY_INTO_FORCE: "вступление в силу",
    EventKind.FOUNDING: "основание; учреждение; создание",
    EventKind.VISIT: "визит; поездка",
    EventKind.STATEMENT: "заявление",
    EventKind.OBSERVATION: "наблюдение; наблюдение за выборами",
    EventKind.OTHER: "другое; прочее; иное",
    EventStatus.SCHEDULED: "запланировано; планируется; намечено; план",
    EventStatus.HELD: "состоялось; проведено; прошло; завершено",
    EventStatus.POSTPONED: "отложено; перенесено",
    EventStatus.CANCELLED: "отменено; отменён; отменена",
    EventFormat.IN_PERSON: "очно; очный; очная",
    EventFormat.VIDEOCONFERENCE: "видеоконференция; вкс; онлайн; по видеосвязи; заочно",
    EventFormat.HYBRID: "смешанный; смешанно; гибридный; гибридно; очно-заочно",
    Access.OPEN: "открытое; открытый; открыто",
    Access.CLOSED: "закрытое; закрытый; закрыто",
    ParticipationRole.CHAIR: "председатель; председательствующий",
    ParticipationRole.HEAD: "глава делегации; глава",
    ParticipationRole.MEMBER: "участник; член делегации; член",
    ParticipationRole.SPEAKER: "докладчик; выступающий",
    ParticipationRole.OBSERVER: "наблюдатель",
    ParticipationRole.GUEST: "гость; приглашённый",
    ParticipationRole.SUBSTITUTE: "заместитель; замещающий",
    ParticipationRole.HOST: "принимающая сторона; хозяин",
    ParticipationRole.SIGNATORY: "подписант",
    ParticipationRole.CONTINGENT: "контингент",
    ParticipationRole.COUNTERPART: "собеседник; партнёр по переговорам",
}

_ENGLISH_TOO: Final[Mapping[enum.StrEnum, str]] = {
    EventKind.SESSION: "summit",
    EventKind.CONSULTATION: "consultations",
    EventKind.CONFERENCE: "forum; seminar; round table",
    EventKind.EXERCISE: "drill; exercises",
    EventKind.COMMEMORATION: "anniversary",
    EventStatus.SCHEDULED: "planned",
    EventStatus.HELD: "took place; done",
    EventStatus.CANCELLED: "canceled",
    EventFormat.IN_PERSON: "in person; offline",
    EventFormat.VIDEOCONFERENCE: "video conference; video; online; vtc",
    EventFormat.HYBRID: "mixed",
}


def simplified(word: str) -> str:
    """Give a word without what people write now so, now so: case, hyphens, ё, blanks."""
    plain = word.casefold().replace("ё", "е").replace("_", " ").replace("-", " ")
    return " ".join(plain.split())


def word(member: enum.StrEnum, lang: Language) -> str:
    """Give the word that is written for a member of a vocabulary."""
    return _RUSSIAN[member].partition(";")[0] if lang == "ru" else member.value


def meant(text: str, options: type[E]) -> E | None:
    """Give the member that a word means, or None."""
    return _words(options).get(simplified(text))


@functools.cache
def _words(options: Any) -> dict[str, Any]:
    return {
        simplified(known): member
        for member in options
        for table in ({member: member.value}, _RUSSIAN, _ENGLISH_TOO)
        if member in table
        for known in table[member].split(";")
    }
