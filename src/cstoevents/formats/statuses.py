"""What words say of where an event stands: "Cancelled (order No. 5)", "Postponed to 27 May 2025".

People write more beside a status than the word, and calendars write it before the title:
"Canceled: Session".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from cstoevents.records.vocabularies import DID_NOT_TAKE_PLACE, EventStatus
from cstoevents.wording.language import every_language, languages
from cstoevents.wording.words import any_of, meant, unified
from cstoevents.wording.written import readings


class Said(NamedTuple):
    """A status in words: which one, the words of the new and the former date, and other words."""

    status: EventStatus
    until: str | None = None
    since: str | None = None
    rest: str = ""

    @property
    def is_moved(self) -> bool:
        """Whether the words are those of a new date, or of a former one."""
        return self.until is not None or self.since is not None


def status_said(text: str) -> Said | None:
    """Return the status that words begin with, and what else they say; None if they say none.

    >>> from cstoevents.formats.statuses import status_said
    >>> status_said("Перенесено на 27 мая 2025.").until
    '27 мая 2025'
    >>> status_said("Cancelled (order No. 5)").rest
    'order No. 5'
    """
    words = text.strip()
    status = meant(words.rstrip(" .!"), EventStatus)
    if status is not None:
        return Said(status)
    moved = _moved(languages()).fullmatch(_small(words))
    if moved is not None:
        since, until = (words[slice(*moved.span(end))].strip(" .") for end in ("since", "until"))
        return Said(EventStatus.POSTPONED, until or None, since or None)
    for end in _ENDS.finditer(words[:_LONGEST]):
        status = meant(words[: end.start()].strip(), EventStatus)
        rest = words[end.end() :].strip(" .,:;()")
        # "Plan 5" is none, and "cancelled by the host" and "held 19 May" are such.
        if status is not None and (
            end[0].strip()
            or status in DID_NOT_TAKE_PLACE
            or (status is EventStatus.HELD and _is_date(rest))
        ):
            return Said(status, rest=rest)
    return None


_LONGEST = 80
"""How many characters at the beginning of a text are looked at for a status."""

# A mark ends the words of a status, and so does a blank.
_ENDS = re.compile(r"\s*[(,.:;!]\s*|\s+[-\u2010-\u2015]\s+|\s+")


def called_off(title: str) -> Said | None:
    """Return the status that stands before or after a title, and the rest, which is the title.

    >>> from cstoevents.formats.statuses import called_off
    >>> called_off("Canceled: Session").rest, called_off("Заседание (отменено)").rest
    ('Session', 'Заседание')
    """
    for sign in _SIGNS.finditer(title[:_LONGEST]):
        found = _called_off(title[: sign.start()], title[sign.end() :])
        if found is not None:
            return found
    match = _AT_END(title)
    return _called_off(match["said"], match["title"]) if match else None


_SIGNS = re.compile(
    r"\s*[:!]+\s*|\.\s+|\s+[-\u2010-\u2015]\s*|[\u2010-\u2015]\s+|[\])]\s*[:.!]?\s*"
)
_AT_END = re.compile(
    r"(?P<title>.*\S)(?:\s*[(\[]|\s+[-\u2010-\u2015]\s+|[.,:;]\s+)(?P<said>[^()\[\]]{3,60})[)\]]?\s*",
    re.DOTALL,
).fullmatch


def _called_off(words: str, title: str) -> Said | None:
    said = status_said(words.strip(" ([*"))
    if said is None or said.rest or said.status not in DID_NOT_TAKE_PLACE or not title.strip():
        return None
    if not all(map(_is_date, filter(None, (said.since, said.until)))):
        return None
    return said._replace(rest=title.strip())


def _is_date(words: str) -> bool:
    """Whether words are a date, with its year or without."""
    return any(readings(text)[0] for text in (words, f"{words} 2000", f"{words}.2000"))


def _small(text: str) -> str:
    """Return words in small letters, as many as there were."""
    small = unified(text)
    return small if len(small) == len(text) else text.lower()


@functools.cache
def _moved(_: tuple[str, ...]) -> re.Pattern[str]:
    """Return what recognises "moved from 5 May to 6 May", or either half of it."""
    moved, since, until = (
        any_of(unified(word) for spoken in every_language() for word in getattr(spoken, of))
        for of in ("moved_words", "words_before_former_dates", "words_before_new_dates")
    )
    ends = rf"(?:\s{since}\s(?P<since>\S.*?))?(?:\s{until}\s(?P<until>\S.*))?"
    return re.compile(rf"{moved}(?=\s){ends}", re.DOTALL)
