"""The words of cells, in one language: names, dates, posts, and marks of what is not certain."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from cstoevents.dates import Certainty, When, WhenLike
from cstoevents.records import Event, Record
from cstoevents.records.index import Index
from cstoevents.records.names import name_of
from cstoevents.records.values import Text
from cstoevents.records.vocabularies import EventStatus
from cstoevents.wording import in_words
from cstoevents.wording.dates import as_of
from cstoevents.wording.language import language
from cstoevents.wording.words import phrase, post_name, word


class Words:
    """Names, dates and words for the cells of a table in one language."""

    def __init__(self, index: Index | None, lang: str, today: WhenLike | None) -> None:
        self.lang: str = language(lang).tag
        self._index = index
        self._today = None if today is None else When(today)

    @property
    def note(self) -> str:
        """What a table says of the day on which knowledge ends."""
        day = self._index.as_of if self._index else None
        return as_of(day, self.lang) if day else ""

    def phrase(self, text: str, **given: object) -> str:
        """Return a phrase by its English text."""
        return phrase(text, self.lang, **given)

    def word(self, member: enum.StrEnum | None) -> str:
        """Return the word for a member of a vocabulary."""
        return "" if member is None else word(member, self.lang)

    def post(self, slug: str | None) -> str:
        """Return the name of a post by its slug."""
        return post_name(slug, self.lang) if slug else ""

    def text(self, text: Text | None) -> str:
        """Return a text in the language, or the nearest that it has."""
        return text.best(self.lang) if text else ""

    def date(self, when: When | None) -> str:
        """Return a date in words."""
        return in_words(when, self.lang) if when else ""

    def name(self, id: str | None) -> str:
        """Return the name of a record; its id where nothing is known of it."""
        record = self.record(id)
        return self.title(record) if record else id or ""

    def record(self, id: str | None) -> Record | None:
        """Return the record of an id, or None where nothing is known of it."""
        return self._index.get(id) if self._index and id else None

    def title(self, record: Record) -> str:
        """Return the name or the title of a record; of one that links others the names of those."""
        words = name_of(record)
        if words:
            return self.text(words)
        linked = [getattr(record, field, None) for field in _LINKED]
        return ", ".join(self.name(id) for id in linked if id) or record.id

    def known_name(self, id: str | None) -> str | None:
        """Return the name of a record, or None where nothing is known of it."""
        record = self.record(id)
        return self.title(record) if record else None

    def certainty(self, certainty: Certainty) -> str:
        """Return the mark of what is not sure: merely possible, or unknown."""
        if certainty is Certainty.SURELY:
            return ""
        return self.phrase("possibly" if certainty is Certainty.POSSIBLY else "unknown")

    def status(self, event: Event) -> str:
        """Return the mark of what did not simply take place."""
        if event.status is EventStatus.HELD:
            return ""
        is_past = event.when and self._today and event.when.surely_before(self._today)
        if is_past and event.status is EventStatus.SCHEDULED:
            return self.phrase("was scheduled, no report known")
        return self.word(event.status)

    def moved(self, event: Event) -> str:
        """Return the mark of what was moved, with the dates that it had."""
        dates = ", ".join(self.date(when) for when in event.previous_when)
        return self.phrase("moved from {dates}", dates=dates) if dates else ""

    def offset(self, days: int) -> str:
        """Return by how many days something was moved from its own day."""
        counted = language(self.lang).counted(abs(days), "day")
        return self.phrase("{days} early" if days < 0 else "{days} late", days=counted)


# Who it is, where, for whom and at what.
_LINKED: Final = ("member", "official", "organisation", "on_behalf_of", "event")

Cell: TypeAlias = Callable[[Any, Words], str]
Layout: TypeAlias = Sequence[tuple[str, Cell]]


def joined(*marks: str) -> str:
    """Return the marks that say something, parted by commas."""
    return ", ".join(mark for mark in marks if mark)


def time_of_day(time: dt.time) -> str:
    """Return a time of day: to the minute, or to the second that it is on."""
    return time.isoformat("seconds" if time.second else "minutes")
