"""TimelineJS: events as the slides of a timeline on a web page.

The file has the fields of TimelineJS 3's documented JSON. Its dates have a year and,
where they are known, a month and a day, so nothing is invented; what a date says beyond
that is shown in words. Words go in as HTML, with everything escaped that has a meaning
there.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from cstoevents.chronicle import Chronicle
from cstoevents.dates import Precision, When
from cstoevents.errors.arguments import text_or_none
from cstoevents.formats.files import Writable, write_bytes
from cstoevents.formats.losses import FieldCoverage, LossCounter, LossReport
from cstoevents.formats.subjects import accepted, index_for
from cstoevents.records import Event, Meeting, Place, Series
from cstoevents.records.index import Index
from cstoevents.records.moments import is_past_midnight
from cstoevents.records.values import About, Source, Text
from cstoevents.records.vocabularies import DID_NOT_TAKE_PLACE
from cstoevents.timeline import Timeline
from cstoevents.wording import in_words
from cstoevents.wording.dates import as_of
from cstoevents.wording.language import language
from cstoevents.wording.words import word

COVERAGE = (
    FieldCoverage("About.title", "in part", "headline of the first slide, in one language"),
    FieldCoverage("About.description", "in part", "its text, in one language"),
    FieldCoverage("About.as_of", "in part", "its text, in words"),
    FieldCoverage("About.url", "whole", "its text, as a link"),
    FieldCoverage("About.version", "not", "a slide has a headline and a text alone"),
    FieldCoverage("About.licence", "not", "a slide has a headline and a text alone"),
    FieldCoverage("About.publisher", "not", "a slide has a headline and a text alone"),
    FieldCoverage("About.language", "not", "a slide has a headline and a text alone"),
    FieldCoverage("Event.id", "whole", "unique_id"),
    FieldCoverage("Event.kind", "in part", "group, of an event that is in no series"),
    FieldCoverage("Event.title", "in part", "headline, in one language"),
    FieldCoverage("Event.description", "in part", "text, in one language"),
    FieldCoverage("Event.when", "in part", "start_date, end_date, and display_date in words"),
    FieldCoverage("Event.start_time", "whole", "start_date, if the day is known; else left out"),
    FieldCoverage("Event.end_time", "whole", "end_date, if the day is known; else left out"),
    FieldCoverage("Event.timezone", "not", "dates have no zone"),
    FieldCoverage("Event.status", "in part", "text, if it is postponed or cancelled"),
    FieldCoverage("Event.previous_when", "not", "a slide has one date"),
    FieldCoverage("Event.format", "not", "a slide doesn't say how people met"),
    FieldCoverage("Event.place", "in part", "text, in one language"),
    FieldCoverage("Event.organisers", "not", "a slide has no organiser"),
    FieldCoverage("Event.parent", "not", "a slide is part of no other"),
    FieldCoverage("Event.entries", "in part", "group, the first series in one language"),
    FieldCoverage("Event.topics", "not", "a slide has no keywords"),
    FieldCoverage("Event.outcomes", "not", "a slide has one text"),
    FieldCoverage("Event.documents", "not", "a slide has one text"),
    FieldCoverage("Event.references", "not", "a slide refers to no other"),
    FieldCoverage("Event.commemoration", "not", "a slide refers to no other"),
    FieldCoverage("Event.identifiers", "not", "unique_id is the one identifier"),
    FieldCoverage("Event.links", "whole", "text, as links"),
    FieldCoverage("Event.sources", "in part", "text, as links with a title or citation"),
    FieldCoverage("Event.note", "not", "a remark on the data, not for visitors"),
    FieldCoverage("Meeting.agenda", "in part", "text, in one language"),
    FieldCoverage("Meeting.access", "not", "a slide doesn't say who was let in"),
    FieldCoverage("Place", "in part", "names, with the events there"),
    FieldCoverage("Series", "in part", "names, with the events in them"),
    FieldCoverage("Organisation", "not", "a timeline has nothing but events"),
    FieldCoverage("Official", "not", "a timeline has nothing but events"),
    FieldCoverage("Membership", "not", "a timeline has nothing but events"),
    FieldCoverage("Delegation", "not", "a timeline has nothing but events"),
    FieldCoverage("Participation", "not", "a timeline has nothing but events"),
)

EventsLike: TypeAlias = Chronicle | Timeline | Iterable[Event] | Event
"""What events are taken from: a chronicle, a timeline, or the events themselves."""


def write_timelinejs(
    what: EventsLike,
    target: Writable,
    *,
    within: Chronicle | None = None,
    lang: str = "en",
    title: str | None = None,
) -> LossReport:
    """Write events as the JSON of a TimelineJS timeline, to a path or an open file.

    Args:
        what: a chronicle (all of its events), a timeline, or any events.
        target: a path, which is replaced in one step, or an open file.
        within: where the names of places and series are looked up; a chronicle and a
            timeline know theirs.
        lang: the language of titles and names, where they have it, and of dates.
        title: the headline of a slide before all others; without it, the title that a
            chronicle has.

    Returns:
        What the timeline could not carry.

    >>> import io, json
    >>> import cstoevents as cs
    >>> exercise = cs.Event(id="rubezh", kind="exercise", title="Rubezh", when="2024-09~")
    >>> file = io.BytesIO()
    >>> report = cs.write_timelinejs([exercise], file)
    >>> [slide] = json.loads(file.getvalue())["events"]
    >>> slide["start_date"], slide["display_date"]
    ({'year': 2024, 'month': 9}, 'about September 2024')
    """
    text_or_none(title, "title")
    _, what = accepted(what, "timelinejs", "what")
    index = index_for(what, within)
    writer = _Writer(index, language(lang).tag)
    slides = [slide for event in _events(what) if (slide := writer.slide(event))]
    page: dict[str, Any] = {"events": slides}
    about = what.about if isinstance(what, Chronicle) else About(as_of=index.as_of)
    if first := writer.first_slide(about, title):
        page = {"title": {"text": first}, **page}
    if isinstance(what, Chronicle):
        for record in what:
            if not isinstance(record, Event):
                writer.losses.add_uncovered(record, COVERAGE)
    write_bytes(target, (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode())
    return writer.losses.report()


def _events(what: EventsLike) -> list[Event]:
    timeline = what.timeline() if isinstance(what, Chronicle) else what
    if not isinstance(timeline, Timeline):
        timeline = Timeline([timeline] if isinstance(timeline, Event) else timeline)
    return [*timeline, *timeline.undated]


class _Writer:
    """Makes slides, and notes what they can't say."""

    def __init__(self, index: Index, lang: str) -> None:
        self.losses = LossCounter("timelinejs")
        self._index = index
        self._lang: str = lang

    def first_slide(self, about: About, title: str | None) -> dict[str, str]:
        """Return what the slide before all others says, if anything is to be said."""
        self.losses.add_uncovered(about, COVERAGE)
        headline = None if title is None else html.escape(title)
        if about.title is not None:
            if title is None:
                headline = self._in_one("About.title", about.title)
            elif title != about.title.best(self._lang):
                self.losses.add("About.title", None, "another title was given")
        paragraphs = []
        if about.description is not None:
            paragraphs.append(self._in_one("About.description", about.description))
        if about.as_of is not None:
            paragraphs.append(html.escape(as_of(about.as_of, self._lang)))
        if about.url is not None:
            paragraphs.append(_link(about.url, about.url))
        said = {"headline": headline, "text": "".join(f"<p>{words}</p>" for words in paragraphs)}
        return {name: words for name, words in said.items() if words}

    def _in_one(self, what: str, text: Text) -> str:
        return html.escape(self.losses.in_one_language(what, None, text, self._lang)[1])

    def slide(self, event: Event) -> dict[str, Any] | None:
        """Return the slide of an event, or none if it has no date."""
        dates = _dates(event.when) if event.when else None
        if event.when is None or dates is None:
            self.losses.add("Event.when", event.id, "no date, left out")
            return None
        self.losses.add_uncovered(event, COVERAGE)
        slide: dict[str, Any] = {"unique_id": event.id, **dates}
        self._add_times(slide, event)
        if not _PLAIN(event.when.text):
            slide["display_date"] = in_words(event.when, self._lang)
        slide["text"] = {
            "headline": self._in_one_language("Event.title", event, event.title),
            "text": "".join(self._paragraphs(event)),
        }
        slide["group"] = self._group(event)
        slide["autolink"] = False
        return slide

    def _add_times(self, slide: dict[str, Any], event: Event) -> None:
        start, end = event.start_time, event.end_time
        first, last = slide["start_date"], slide.get("end_date", slide["start_date"])
        if "day" not in first or "day" not in last:
            if start or end:
                self.losses.add("Event.start_time", event.id, "not known to the day")
            return
        last = dict(last)
        if start is not None:
            first.update(_clock(start))
        if end is not None:
            if is_past_midnight(event.when, start, end):
                last = _day_after(last)
            if not last:
                self.losses.add("Event.end_time", event.id, "no day follows, left out")
            else:
                slide["end_date"] = last | _clock(end)

    def _in_one_language(self, what: str, event: Event, text: Text) -> str:
        return html.escape(self.losses.in_one_language(what, event.id, text, self._lang)[1])

    def _paragraphs(self, event: Event) -> Iterator[str]:
        if event.status is not None and event.status in DID_NOT_TAKE_PLACE:
            yield f"<p><strong>{word(event.status, self._lang).capitalize()}</strong></p>"
        elif event.status is not None:
            self.losses.add("Event.status", event.id, "neither postponed nor cancelled")
        if event.description is not None:
            yield f"<p>{self._in_one_language('Event.description', event, event.description)}</p>"
        names = [
            self._in_one_language("Event.place", event, place.name) for place in self._places(event)
        ]
        if names:
            yield f"<p>{', '.join(names)}</p>"
        if isinstance(event, Meeting) and event.agenda:
            points = [
                self._in_one_language("Meeting.agenda", event, point) for point in event.agenda
            ]
            yield f"<ul>{''.join(f'<li>{point}</li>' for point in points)}</ul>"
        links = [_link(url, url) for url in event.links]
        links += [self._source(event, source) for source in event.sources]
        if links:
            yield f"<p>{'<br>'.join(links)}</p>"

    def _source(self, event: Event, source: Source) -> str:
        if any(getattr(source, name) is not None for name in _OF_SOURCES):
            self.losses.add("Event.sources", event.id, "address and title alone")
        words = str(source.title) if source.title else source.citation or source.url or ""
        return _link(source.url, words) if source.url else html.escape(words)

    def _places(self, event: Event) -> list[Place]:
        places = list(self._index.upwards(event.place, Place, "within"))
        if event.place is not None and not places:
            self.losses.add("Event.place", event.id, "not at hand; pass `within`")
        return places

    def _group(self, event: Event) -> str:
        for entry in event.entries:
            record = self._index.get(entry.series)
            if isinstance(record, Series):
                self.losses.add("Event.entries", event.id, "the name of the first series alone")
                return self._in_one_language("Event.entries", event, record.name)
            self.losses.add("Event.entries", event.id, "no name at hand; pass `within`")
        return event.kind.value


_OF_SOURCES = ("publisher", "published", "retrieved", "lang", "field")
_POINT = r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?"  # a month above 12 is a part of a year
_PLAIN = re.compile(rf"\A{_POINT}(?:/{_POINT})?\Z").search
_ONE_DATE = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})


def _link(url: str, words: str) -> str:
    return f'<a href="{html.escape(url)}">{html.escape(words)}</a>'


def _day_after(day: dict[str, int]) -> dict[str, int]:
    try:
        after = dt.date(day["year"], day["month"], day["day"]) + dt.timedelta(days=1)
    except OverflowError:  # the last day of the calendar
        return {}
    return {"year": after.year, "month": after.month, "day": after.day}


def _clock(time: dt.time) -> dict[str, int]:
    return {"hour": time.hour, "minute": time.minute, "second": time.second}


def _dates(when: When) -> dict[str, dict[str, int]] | None:
    """Return the one date that it is, or the two between which it lies or lasts."""
    first, last = when.ends
    start = _extent(first)[0] if first else None
    end = _extent(last)[1] if last else None
    if start is None or end is None or start == end:
        # A timeline needs a start: what has none is shown where it ends.
        only = start or end
        return {"start_date": only} if only else None
    return {"start_date": start, "end_date": end}


def _extent(point: When) -> tuple[dict[str, int], dict[str, int]]:
    """Return the first and the last date of what is no interval, as exact as it is."""
    if point.precision in _ONE_DATE:
        parts = {"year": point.year, "month": point.month, "day": point.day}
        known = {name: number for name, number in parts.items() if number is not None}
        return known, known
    dates = [dt.date.fromordinal(n) for n in (point.earliest_ordinal, point.latest_ordinal)]
    if point.precision is Precision.SUBYEAR:
        first, last = ({"year": date.year, "month": date.month} for date in dates)
        return first, last
    first, last = ({"year": date.year} for date in dates)
    return first, last
