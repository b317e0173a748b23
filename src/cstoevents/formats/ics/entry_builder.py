"""One entry of a calendar that is written: what holds for all, its days, and its properties."""

from __future__ import annotations

import datetime as dt
import re
import string
import urllib.parse
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import attrs

from cstoevents.dates import When
from cstoevents.dates.edtf import FOREVER, NEVER_BEGUN
from cstoevents.formats.losses import FieldCoverage, LossCounter
from cstoevents.records import Event
from cstoevents.records.index import Index
from cstoevents.records.values import Source, Text
from cstoevents.wording import in_words
from cstoevents.wording.words import phrase

if TYPE_CHECKING:
    import icalendar

SCHEME = "icalendar"
"""The scheme of the identifiers that hold UIDs of calendars."""

ImpreciseDates: TypeAlias = Literal["leave-out", "span"]
"""What becomes of a date that is not known to the day: left out, or all days that it may be."""

_UNKNOWN_DAY = "not known to the day, left out; imprecise='span' writes all days that it may be"
_WIDENED = "not known to the day, written over all days that it may be"


@attrs.frozen(kw_only=True, slots=True)
class WriteOptions:
    """What holds for every entry of a file."""

    index: Index
    carries: tuple[FieldCoverage, ...]
    imprecise: ImpreciseDates
    alarm: dt.timedelta | None
    lang: str
    stamp: dt.datetime | None
    domain: str
    timezone: str | None = None

    def moments_of(self, event: Event) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Return when an event starts and ends, by the clocks of the zone of times without one."""
        moments = self.index.moments_of(event)
        if self.timezone is None or any(moments):
            return moments
        return self.index.moments_of(attrs.evolve(event, timezone=self.timezone))

    def uid(self, event: Event) -> str:
        """Return the UID that an event had in the calendar it comes from, or one of its id."""
        for identifier in event.identifiers:
            if identifier.scheme == SCHEME and _is_seen(identifier.identifier):
                return clean(identifier.identifier)
        return f"{event.id}@{self.domain}"

    def uid_of(self, id: str) -> str:
        """Return the UID of the event of an id, which may not be at hand."""
        event = self.index.get(id)
        return self.uid(event) if isinstance(event, Event) else f"{id}@{self.domain}"


class Days(NamedTuple):
    """The days of an entry, both ends included, and whether its date says just these."""

    first: dt.date
    last: dt.date
    exact: bool


def days_of(
    when: When | None, what: str, id: str, imprecise: ImpreciseDates, losses: LossCounter
) -> Days | None:
    """Return the days of an entry, or note why it has none."""
    if when is None:
        losses.add(what, id, "no date, left out")
        return None
    first, last = when.earliest_ordinal, when.latest_ordinal
    # An entry's end is the day after its last one, and there must be such a day.
    if first == NEVER_BEGUN or last + 1 >= FOREVER:
        losses.add(what, id, "no first or no last day, left out")
        return None
    exact = first == when._start_hi and last == when._end_lo and not set("?~%") & set(when.text)
    if not exact:
        losses.add(what, id, _UNKNOWN_DAY if imprecise == "leave-out" else _WIDENED)
        if imprecise == "leave-out":
            return None
    return Days(dt.date.fromordinal(first), dt.date.fromordinal(last), exact)


class EntryBuilder:
    """An entry that is being filled: `lines` and `categories` grow until `finished`."""

    def __init__(self, id: str, uid: str, options: WriteOptions, losses: LossCounter) -> None:
        import icalendar

        self.id = id
        self.entry: icalendar.Event = icalendar.Event()
        self.lines: list[tuple[str, str]] = []
        self.categories: list[str] = []
        self.options: WriteOptions = options
        self._losses = losses
        self.entry.add("uid", uid)
        # Events of others don't make those who subscribe busy.
        self.entry.add("transp", "TRANSPARENT")

    def lost(self, what: str, reason: str) -> None:
        """Note something that the entry can't say."""
        self._losses.add(what, self.id, reason)

    def in_one_language(self, what: str, text: Text) -> tuple[str, str]:
        """Return a text in the language of the file, or its first one; note the others."""
        return self._losses.in_one_language(what, self.id, text, self.options.lang)

    def phrase(self, text: str) -> str:
        """Return a text of ours in the language of the file."""
        return phrase(text, self.options.lang)

    def line(self, words: str, lang: str | None = None) -> None:
        """Add a line to the description."""
        self.lines.append((lang or self.options.lang, words))

    def put(self, name: str, parts: list[tuple[str, str]], join: str = "") -> None:
        """Add parts as one property, with their language if they share it."""
        text = join.join(words for _, words in parts)
        plain = clean(text)
        if plain != text:
            self.lost("Event", "control characters")
        languages = {lang for lang, _ in parts}
        parameters = {"LANGUAGE": languages.pop()} if len(languages) == 1 else {}
        self.entry.add(name, plain, parameters=parameters)

    def put_summary(self, what: str, title: Text, when: When | None, days: Days) -> None:
        """Write what it is, with the date in words where the days aren't exact.

        A title of control characters alone would leave an entry that readers drop: the id is it.
        """
        import icalendar

        lang, words = self.in_one_language(what, title)
        if not _is_seen(words):
            self.lost("Event", "control characters")
            words = self.id
        if when is not None and not days.exact:
            words += f" ({in_words(when, self.options.lang)})"
            self.entry.add("x-cstoevents-when", icalendar.vText(when.text))
        self.put("summary", [(lang, words)])

    def put_days(self, days: Days) -> None:
        """Write that it lasts all day, from the first to the last."""
        self.entry.add("dtstart", days.first)
        self.entry.add("dtend", days.last + dt.timedelta(days=1))

    def put_sources(self, sources: tuple[Source, ...], links: tuple[str, ...], cited: str) -> None:
        """Add the addresses, and a line for each citation."""
        import icalendar

        addresses = [source.url for source in sources if source.url is not None]
        for source in sources:
            if source.citation is not None:
                self.line(cited.format(source.citation), source.lang)
            if any(getattr(source, name) is not None for name in _OF_SOURCES):
                self.lost("Event.sources", "address and citation alone")
        for url in [*links, *addresses][:1]:
            self.entry.add("url", as_uri(url))
        for relation, urls in (("SOURCE", addresses), ("related", links[1:])):
            for url in urls:
                parameters = {"LINKREL": relation, "VALUE": "URI"}
                self.entry.add("link", icalendar.vUri(as_uri(url)), parameters=parameters)
        self.entry.add("dtstamp", self.options.stamp or _newest(sources))

    def put_document(self, url: str, title: str, media_type: str | None) -> None:
        """Attach a document by its address, with its title as the name of a file (RFC 8607)."""
        parameters = {"FILENAME": clean(title).replace("\n", " ").replace('"', "'")}
        if media_type:
            parameters["FMTTYPE"] = media_type
        self.entry.add("attach", as_uri(url), parameters=parameters)

    def finished(self) -> icalendar.Event:
        """Return the entry, with all its lines, categories and the reminder."""
        import icalendar

        self.entry.add("categories", [clean(category) for category in self.categories])
        if self.lines:
            self.put("description", self.lines, "\n")
        if self.options.alarm is not None:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", str(self.entry["summary"]))
            alarm.add("trigger", -self.options.alarm)
            self.entry.add_component(alarm)
        return self.entry


_OF_SOURCES = ("title", "publisher", "published", "retrieved", "lang", "field")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_EPOCH = dt.date(1970, 1, 1).toordinal()


def clean(text: str) -> str:
    """Return a text without what RFC 5545, 3.1, forbids in one; a line break is one newline.

    Nor does it start with a byte order mark, which readers take for that of the file.
    """
    plain = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.lstrip("\ufeff")


def _is_seen(text: str) -> bool:
    return bool(clean(text).strip())


def as_uri(url: str) -> str:
    """Return an address in ASCII, as RFC 3986 wants it; the rest turns into percent signs."""
    return urllib.parse.quote(url, safe=string.punctuation)


def _newest(sources: tuple[Source, ...]) -> dt.datetime:
    """Return the newest day that sources have, or else the first of the epoch."""
    days = [
        when.earliest_ordinal
        for source in sources
        for when in (source.published, source.retrieved)
        if when is not None
    ]
    newest = dt.date.fromordinal(min(max([_EPOCH, *days]), FOREVER - 1))
    return dt.datetime.combine(newest, dt.time(), dt.UTC)
