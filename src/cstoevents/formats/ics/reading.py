"""Events made of the entries of calendars, and what calendars say of themselves.

`calendars` finds the entries, and gives the last revision of each the id of its event; then its
properties are read as the fields of the event. All that is wrong is told at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, Final

import attrs

from cstoevents.chronicle import Chronicle, ReferenceCheck
from cstoevents.dates import When
from cstoevents.errors import InputError, WhenError
from cstoevents.formats.ics.calendars import (
    Entry,
    Window,
    cancels,
    entries_of,
    known_uids,
    latest,
    own_id,
    with_ids,
)
from cstoevents.formats.ics.entries import STATUSES
from cstoevents.formats.ics.entry_builder import SCHEME
from cstoevents.formats.ics.lines import Component, Property, unescaped_list
from cstoevents.formats.ics.moments import Span
from cstoevents.formats.ics.places import NewPlaces, known_places
from cstoevents.formats.ics.recurrence import RECURRING
from cstoevents.formats.ics.reports import CalendarReport
from cstoevents.formats.ics.zones import zone_name
from cstoevents.formats.markup import text_of_html
from cstoevents.formats.statuses import called_off
from cstoevents.records import About, Event, Meeting, Place, Record
from cstoevents.records.languages import canonical_tag
from cstoevents.records.moments import local_times
from cstoevents.records.rules import KEYWORD, LANGUAGE, MEDIA_TYPE, URL
from cstoevents.records.vocabularies import MEETING_KINDS, EventFormat, EventKind, EventStatus
from cstoevents.wording import in_words
from cstoevents.wording.language import language_by_letters, languages
from cstoevents.wording.words import meant, phrase

# What Outlook marks entries of whole days with, which it may write from midnight to midnight.
_WHOLE_DAYS: Final = "X-MICROSOFT-CDO-ALLDAYEVENT"
# The property that every entry has of its file, and default values, whose loss isn't told.
_OF_THE_FILE = "DTSTAMP"
_UNSAID: Final = {"SEQUENCE": "0", "TRANSP": "OPAQUE"}
_TAKEN = frozenset(
    {
        *("UID", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DURATION", "COMMENT", "STATUS"),
        *("LOCATION", "GEO", "URL", "LINK", "CATEGORIES", "RELATED-TO", "ATTACH"),
        *("X-CSTOEVENTS-WHEN", "X-CSTOEVENTS-STATUS", _WHOLE_DAYS),
    }
)
_OF_CALENDAR = frozenset(
    {
        *("VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC"),
        *("URL", "X-WR-TIMEZONE"),
    }
)
_NO_DOCUMENT = "a document needs FILENAME and a web address"
_NOT_TAKEN = "an event has no place for it"

# The property that each field of an event comes from.
_PROPERTIES: Final = {
    "title": "SUMMARY",
    "description": "DESCRIPTION",
    "note": "COMMENT",
    "when": "DTSTART",
    "place": "LOCATION",
    "identifiers": "UID",
    "sources": "LINK",
    "documents": "ATTACH",
    "links": "URL",
    "topics": "CATEGORIES",
    "parent": "RELATED-TO",
}
# CONFIRMED says that it is to be held, and not that it was.
_STATUSES: Final = {
    "CONFIRMED": EventStatus.SCHEDULED,
    "TENTATIVE": EventStatus.SCHEDULED,
    "CANCELLED": EventStatus.CANCELLED,
}


@attrs.frozen(slots=True, eq=False)
class ReadOptions:
    """How calendars are read: the window for what comes back, and what they don't say."""

    window: Window | None
    zone: str | None
    kind: EventKind
    lang: str | None
    domain: str


def chronicle_of(
    calendars: Sequence[Component],
    options: ReadOptions,
    *,
    within: Chronicle | None,
    references: ReferenceCheck,
    ids: MutableMapping[str, str],
    report: CalendarReport,
) -> Chronicle:
    """Return the chronicle of some calendars, and add its ids to the table of them.

    Raises `InputError` with all that is wrong.
    """
    about = _about_of(calendars, options.lang, report)
    known = known_uids(within)
    found = latest(entries_of(calendars, options.window, options.zone, report), report)
    entries = with_ids(found, options.domain, ids, known)
    kept = [entry for entry in entries if not _is_left_out(entry, options.domain, report)]
    by_uid = known | {entry.uid: entry.id for entry in kept if entry.uid is not None}
    places = NewPlaces(known_places(within), ids, report)
    places.take_corrected({prop.text for entry in kept for prop in entry.component.all("LOCATION")})
    made: list[Record | None] = [
        _event_of(entry, options, by_uid, places, report) for entry in kept
    ]
    places.tell_near(within)
    made += [report.structure(Place, plain) for plain in places.plain.values()]
    if report.problems:
        raise InputError(sorted(report.problems, key=lambda problem: problem.line or 0))
    records = [record for record in made if record is not None]
    try:
        chronicle = Chronicle(records, about=about, within=within, references=references)
    except InputError as error:
        problems = [attrs.evolve(problem, file=report.file) for problem in error.problems]
        raise type(error)(problems) from None
    foreign = [entry for entry in entries if _is_foreign(entry.uid, options.domain)]
    ids.update({f"events/{entry.uid}": entry.id for entry in foreign} | places.ids)
    return chronicle


def _about_of(calendars: Sequence[Component], lang: str | None, report: CalendarReport) -> About:
    """Return what the first of some calendars says of itself."""
    first = calendars[0]
    title = first.one("NAME") or first.one("X-WR-CALNAME")
    description = first.one("DESCRIPTION") or first.one("X-WR-CALDESC")
    url = first.one("URL")
    for prop in (prop for calendar in calendars for prop in calendar.properties):
        if prop.name not in _OF_CALENDAR and not cancels(prop):
            report.losses.add(prop.name, None, "a chronicle has no place for it")
    plain = {
        "title": _words(title, lang),
        "description": _words(description, lang),
        "url": url.value.strip() if url and URL.matches(url.value.strip()) else None,
    }
    return report.structure(About, _stated(plain)) or About()


def _is_foreign(uid: str | None, domain: str) -> bool:
    return uid is not None and own_id(uid, domain) is None


def _is_left_out(entry: Entry, domain: str, report: CalendarReport) -> bool:
    local = (entry.uid or "").removesuffix(f"@{domain}")
    if local != entry.uid and local.partition(".")[2].startswith(("anniversary-", "death-")):
        report.losses.add("VEVENT", None, "an anniversary is no event")
        return True
    summary = entry.component.one("SUMMARY")
    if summary is None or not summary.text.strip():
        report.losses.add("VEVENT", entry.id, "no SUMMARY, left out")
        return True
    return False


def _event_of(
    entry: Entry,
    options: ReadOptions,
    by_uid: Mapping[str, str],
    places: NewPlaces,
    report: CalendarReport,
) -> Event | None:
    """Return the event of an entry, or None where its properties are refused."""
    component, lang = entry.component, options.lang
    _count_losses(component, report)
    kind, topics = _categories(component, report)
    kind = kind or options.kind
    status = _status(component, report)
    title, status = _without_status(
        _words(component.one("SUMMARY"), lang) or {}, status, entry, options, report
    )
    plain = {
        "id": entry.id,
        "kind": kind.value,
        "topics": topics,
        **_title_and_times(title, entry, report),
        "previous_when": [entry.moved_from.isoformat()] if entry.moved_from else [],
        "description": _prose(entry, "DESCRIPTION", options, report),
        "note": _prose(entry, "COMMENT", options, report),
        "status": status,
        "parent": _parent(component, by_uid, report),
        **_links(component, report),
        "documents": _documents(component, lang, report),
    }
    plain |= _where(component, lang, kind, plain["links"], places)
    if _is_foreign(entry.uid, options.domain):
        plain["identifiers"] = [{"scheme": SCHEME, "identifier": entry.uid}]
    cls = Meeting if kind in MEETING_KINDS else Event
    return report.structure(cls, _stated(plain), component, _PROPERTIES)


def _stated(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if value not in (None, [], "")}


def _count_losses(component: Component, report: CalendarReport) -> None:
    for prop in component.properties:
        is_kept = prop.name in _TAKEN | RECURRING or prop.name == _OF_THE_FILE
        if not is_kept and prop.value.strip().upper() != _UNSAID.get(prop.name):
            report.losses.add(prop.name, None, _NOT_TAKEN)
    for part in component.components:
        report.losses.add(part.name, None, _NOT_TAKEN)


def _words(
    prop: Property | None, lang: str | None, text: str | None = None
) -> dict[str, str] | None:
    """Return a text under its language, or under that of the calendar, or of its letters.

    It is that of the property, or what was made of it.
    """
    text = prop.text if prop and text is None else text
    if prop is None or not text or not text.strip():
        return None
    tag = prop.parameters.get("LANGUAGE", "")
    said = canonical_tag(tag) if LANGUAGE.matches(tag) else lang
    return {said or language_by_letters(text): text}


def _prose(
    entry: Entry, name: str, options: ReadOptions, report: CalendarReport
) -> dict[str, str] | None:
    """Return a long text under its language; of HTML, which another program wrote, its text."""
    prop = entry.component.one(name)
    text = text_of_html(prop.text) if prop and _is_foreign(entry.uid, options.domain) else None
    if text is not None:
        report.losses.add(name, entry.id, "HTML: its text and the addresses of its links are kept")
    return _words(prop, options.lang, text)


def _title_and_times(title: dict[str, str], entry: Entry, report: CalendarReport) -> dict[str, Any]:
    """Return the title, and when the event is: what a date of ours says goes before all."""
    exact = entry.component.one("X-CSTOEVENTS-WHEN")
    when = None if exact is None else _when(exact.text)
    if when is not None:
        return {
            "title": {tag: _without(text, when, tag) for tag, text in title.items()},
            "when": when.text,
        }
    if entry.span is None:
        return {"title": title}
    times, start = _times(entry.span, report), entry.span.start
    zone = start.tzinfo if isinstance(start, dt.datetime) and "timezone" in times else None
    if zone is not None and times["timezone"] != str(zone):
        kept = "its offset" if times["timezone"] else "the local time"
        report.losses.add("TZID", None, f"no zone of the tz database: {kept} alone")
    marked = entry.component.one(_WHOLE_DAYS)
    if marked is not None and marked.value.strip().upper() == "TRUE" and "start_time" in times:
        report.losses.add(_WHOLE_DAYS, None, "the times are of a part of a day, and are kept")
    return {"title": title, **times}


def _without_status(
    title: dict[str, str],
    status: EventStatus | None,
    entry: Entry,
    options: ReadOptions,
    report: CalendarReport,
) -> tuple[dict[str, str], EventStatus | None]:
    """Return a title without the status that another program puts before it, and the status."""
    if status not in (None, EventStatus.SCHEDULED, EventStatus.CANCELLED):
        return title, status
    found = {
        tag: said
        for tag, text in title.items()
        if (said := called_off(text)) and said.status is EventStatus.CANCELLED
    }
    if not found or not _is_foreign(entry.uid, options.domain):
        return title, status
    report.losses.add("SUMMARY", entry.id, "a cancellation before the title is the status")
    return {
        tag: found[tag].rest if tag in found else title[tag] for tag in title
    }, EventStatus.CANCELLED


def _when(text: str) -> When | None:
    try:
        return When(text)
    except WhenError:
        return None


def _without(title: str, when: When, tag: str) -> str:
    """Return a title without the date in words that `write_ics` puts after it."""
    bare = title.removesuffix(f" ({in_words(when, tag)})") if tag in languages() else title
    return bare if bare.strip() else title


def _times(span: Span, report: CalendarReport) -> dict[str, Any]:
    """Return the fields that say when an event is."""
    if not isinstance(span.start, dt.datetime):
        last = span.start if span.end is None else span.end - dt.timedelta(days=1)
        return {"when": _interval(span.start, max(last, span.start))}
    start, end = span.start, span.end
    plain: dict[str, Any] = {"start_time": f"{start:%H:%M:%S}", "timezone": zone_name(start)}
    if not isinstance(end, dt.datetime) or end.replace(tzinfo=None) == start.replace(tzinfo=None):
        return {"when": start.date().isoformat(), **plain}
    times = local_times(start.replace(tzinfo=None), end.replace(tzinfo=None))
    if times.lost is not None:
        report.losses.add("DTSTART" if times.start is None else "DTEND", None, times.lost)
    when = _interval(times.first, times.last)
    if times.start is None:
        return {"when": when}
    return {"when": when, **plain, **({"end_time": f"{times.end:%H:%M:%S}"} if times.end else {})}


def _interval(first: dt.date, last: dt.date) -> str:
    return first.isoformat() if first == last else f"{first}/{last}"


def _status(component: Component, report: CalendarReport) -> EventStatus | None:
    prop, exact = component.one("STATUS"), component.one("X-CSTOEVENTS-STATUS")
    if prop is None:
        return None
    word = prop.value.strip().upper()
    for status, name in STATUSES.items():
        if name == word and exact is not None and exact.value.strip() == status.value:
            return status
    if word == "TENTATIVE":
        report.losses.add("STATUS", None, "TENTATIVE is scheduled")
    elif word not in ("CONFIRMED", "CANCELLED"):
        report.losses.add("STATUS", None, f"{word} is no status of an event")
    return _STATUSES.get(word)


def _links(component: Component, report: CalendarReport) -> dict[str, Any]:
    """Return the web addresses: those of LINK and URL, and of ATTACH where no name is beside it."""
    sources, links = list[str](), list[str]()
    for prop in component.all("LINK"):
        is_source = prop.parameters.get("LINKREL", "").upper() == "SOURCE"
        (sources if is_source else links).append(prop.value.strip())
    said, own = set(sources), [prop.value.strip() for prop in component.all("URL")]
    attached = [prop for prop in component.all("ATTACH") if not prop.parameters.get("FILENAME")]
    urls = (prop.value.strip() for prop in attached)
    links = [*(url for url in reversed(own) if url not in said), *links, *filter(URL.matches, urls)]
    good = [url for url in dict.fromkeys(links) if URL.matches(url)]
    for url in {*links, *sources}:
        if not URL.matches(url):
            report.losses.add("URL", None, f"no web address: it needs {URL.expected}")
    return {"links": good, "sources": [{"url": url} for url in sources if URL.matches(url)]}


def _documents(
    component: Component, lang: str | None, report: CalendarReport
) -> list[dict[str, Any]]:
    """Return what is attached under a name and an address."""
    found = []
    for prop in component.all("ATTACH"):
        url, name = prop.value.strip(), prop.parameters.get("FILENAME")
        if not (name and URL.matches(url)):
            kept = "kept as a link, since it has no FILENAME" if URL.matches(url) else _NO_DOCUMENT
            report.losses.add("ATTACH", None, kept)
            continue
        media_type = prop.parameters.get("FMTTYPE", "")
        known = {"media_type": media_type} if MEDIA_TYPE.matches(media_type) else {}
        found.append({"title": {lang or language_by_letters(name): name}, "url": url, **known})
    return found


def _categories(component: Component, report: CalendarReport) -> tuple[EventKind | None, list[str]]:
    """Return the kind that a category names, and the others as topics."""
    words = [
        word.strip() for prop in component.all("CATEGORIES") for word in unescaped_list(prop.value)
    ]
    pairs = ((word, meant(word, EventKind)) for word in words)
    word, kind = next((pair for pair in pairs if pair[1] is not None), ("", None))
    marks = {"", *(phrase("date not exact", lang) for lang in languages())}
    if word:
        words.remove(word)
    topics = dict.fromkeys(
        text if KEYWORD.matches(text) else text.lower() for text in words if text not in marks
    )
    for topic in [topic for topic in topics if not KEYWORD.matches(topic)]:
        report.losses.add("CATEGORIES", None, f"no topic: it needs {KEYWORD.expected}")
        del topics[topic]
    return kind, list(topics)


def _where(
    component: Component, lang: str | None, kind: EventKind, links: list[str], places: NewPlaces
) -> dict[str, Any]:
    """Return the place of an entry, or what stands there instead: an address, a way to meet."""
    words = _words(component.one("LOCATION"), lang) or {}
    tag, name = next(iter(words.items()), ("", ""))
    if not name:
        return {}
    losses = places.report.losses
    if name not in places.known and URL.matches(name.strip()):
        losses.add("LOCATION", None, "a web address: taken for a link, and for no place")
        return {"links": list(dict.fromkeys([*links, name.strip()]))}
    format = meant(name, EventFormat) if kind in MEETING_KINDS else None
    if name not in places.known and format:
        losses.add("LOCATION", None, f"taken for the format {format.value!r}, and for no place")
        return {"format": format.value}
    return {"place": places.id_of(tag, name, component)}


def _parent(component: Component, by_uid: Mapping[str, str], report: CalendarReport) -> str | None:
    for prop in component.all("RELATED-TO"):
        relation = prop.parameters.get("RELTYPE", "PARENT").upper()
        id = by_uid.get(prop.text.strip()) if relation == "PARENT" else None
        if id is not None:
            return id
        report.losses.add("RELATED-TO", None, "no parent that is known")
    return None
