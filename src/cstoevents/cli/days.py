"""The commands of a calendar: today, this week, what comes next, what was since a day."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Annotated, ClassVar

import click
from msgspec import Meta

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.answers import Answer
from cstoevents.cli.completion import of_body
from cstoevents.cli.rows import AnswerRow
from cstoevents.wording.language import language
from cstoevents.wording.words import phrase


class DatedEntryRow(AnswerRow, frozen=True):
    """An event, and in how many days from today it begins: at the least and at the most.

    Attributes:
        days: In how many days it begins, at the least and at the most; None if that is open.
    """

    made_of: ClassVar[type] = cs.TimelineEntry
    certainty: cs.Certainty
    days: Annotated[list[int], Meta(extra_json_schema={"minItems": 2, "maxItems": 2})] | None
    event: cs.Event


@options.command("today")
@of_body
@options.surely
@options.today
@options.question(list[DatedEntryRow], "today --today 2025-05-13")
def today(
    body: str | None, today: cs.When, *, surely: bool, chronicle: cs.Chronicle, lang: str
) -> Answer:
    """Events of today, or of the day that --today says."""
    found = _of(chronicle, body).on(today, options.certainty(surely=surely))
    vague = "Of which the day is not known"
    return _by_week(found, today, chronicle, lang, first=today.date(), vague=vague)


@options.command()
@click.argument("day", callback=options.as_day, required=False)
@of_body
@options.surely
@options.today
@options.question(list[DatedEntryRow], "week", "week 2025-05-13")
def week(
    day: cs.When | None,
    body: str | None,
    today: cs.When,
    *,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,
) -> Answer:
    """Events of this week, or of that of DAY.

    A week is from Monday to Sunday. What began before it and lasts stands first.
    """
    asked = (day or today).date()
    monday = asked - dt.timedelta(days=asked.weekday())
    found = _of(chronicle, body).during(_from_monday(monday), options.certainty(surely=surely))
    return _by_week(found, today, chronicle, lang, first=monday)


@options.command("next")
@click.argument("count", type=click.IntRange(1), default=5)
@of_body
@options.today
@options.question(list[DatedEntryRow], "next 20")
def coming(
    count: int, body: str | None, today: cs.When, *, chronicle: cs.Chronicle, lang: str
) -> Answer:
    """The next COUNT events from today on, or 5.

    It says in how many days they are. What may have begun already, such as an event of
    this year, is not among them.
    """
    upcoming = _of(chronicle, body).since(today)
    found = [event for event in upcoming if not _may_have_begun(event, today)]
    return _by_week(cs.Timeline(found[:count], chronicle._index), today, chronicle, lang)


def _may_have_begun(event: cs.Event, today: cs.When) -> bool:
    return event.when is not None and event.when.earliest_ordinal < today.earliest_ordinal


@options.command()
@click.argument("day", callback=options.as_when)
@of_body
@options.surely
@options.today
@options.question(list[DatedEntryRow], "since 2026")
def since(
    day: cs.When,
    body: str | None,
    today: cs.When,
    *,
    surely: bool,
    chronicle: cs.Chronicle,
    lang: str,
) -> Answer:
    """Events from DAY until today, by weeks.

    DAY may be a month or a year, too.
    """
    if day.earliest_ordinal > today.earliest_ordinal:
        message = f"{day} is after today, {today}: timeline {day}/.. has what is to come"
        raise click.UsageError(message)
    found = _of(chronicle, body).during(
        cs.When.between(day, today), options.certainty(surely=surely)
    )
    return _by_week(found, today, chronicle, lang, first=day.earliest)


def _of(chronicle: cs.Chronicle, body: str | None) -> cs.Timeline:
    timeline = chronicle.timeline()
    return timeline if body is None else timeline.of(body)


# Weeks


def _by_week(
    found: cs.Timeline,
    today: cs.When,
    chronicle: cs.Chronicle,
    lang: str,
    *,
    first: dt.date | None = None,
    vague: str = "Of which the week is not known",
) -> Answer:
    """Return events week by week, with their weekdays and how far they are from today.

    Those that began before the ``first`` day that is asked about come first, and those of
    which no week is known last, under the heading ``vague``.
    """
    return Answer(
        view=found,
        rows=lambda: [
            DatedEntryRow.of(entry, days=_days_from(today, entry.event)) for entry in found.entries
        ],
        parts=list(_weeks(found, today, chronicle, lang, first, vague)) or None,
        nothing="no such events",
    )


def _weeks(
    found: cs.Timeline,
    today: cs.When,
    chronicle: cs.Chronicle,
    lang: str,
    first: dt.date | None,
    vague: str,
) -> Iterator[tuple[str, cs.Table]]:
    table = cs.table(found, chronicle, lang=lang, today=today, ids=terminal.ids_wanted())
    columns = (phrase("Day", lang), *table.columns, phrase("From today", lang))
    rows = [
        (
            _part(event, first, vague, lang),
            (_weekday(event, lang), *cells, _distance(event, today, lang)),
        )
        for event, cells in zip(found, table.rows, strict=True)
    ]
    rows.sort(key=lambda row: row[0][0])
    for (_, title), group in itertools.groupby(rows, lambda row: row[0]):
        yield title, cs.Table(columns, tuple(cells for _, cells in group))


def _part(event: cs.Event, first: dt.date | None, vague: str, lang: str) -> tuple[int, str]:
    """Return below which heading an event stands, and where in order the heading is."""
    days = _beginning(event)
    if first is not None and days is not None and days[1] < first:
        return 0, phrase("Begun before", lang)
    week = _week(event)
    if week is None:
        return 2, phrase(vague, lang)
    number, in_words = week.date().isocalendar().week, _week_in_words(week, lang)
    return 1, phrase("Week {number}: {days}", lang, number=number, days=in_words)


def _week_in_words(monday: cs.When, lang: str) -> str:
    return cs.in_words(_from_monday(monday.date()), lang)


def _from_monday(monday: dt.date) -> cs.When:
    """Return the days of a week; the last of the calendar has no Sunday."""
    days = min(6, (dt.date.max - monday).days)
    return cs.When.between(monday, monday + dt.timedelta(days=days))


def _beginning(event: cs.Event) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day on which an event can begin."""
    start = event.when and (event.when.start or event.when)
    if start is None or start.earliest is None or start.latest is None:
        return None
    return start.earliest, start.latest


def _week(event: cs.Event) -> cs.When | None:
    """Return the Monday of the week in which an event begins, if that is known."""
    days = _beginning(event)
    mondays = {day - dt.timedelta(days=day.weekday()) for day in days or ()}
    return cs.When(mondays.pop()) if len(mondays) == 1 else None


def _weekday(event: cs.Event, lang: str) -> str:
    """Return the weekday on which an event begins, if that is known."""
    first, last = _beginning(event) or (None, None)
    if first is None or first != last:
        return ""
    return language(lang).dates.weekdays[first.weekday()][0].capitalize()


def _days_from(today: cs.When, event: cs.Event) -> list[int] | None:
    """Return in how many days an event begins, at the least and at the most."""
    days = _beginning(event)
    return [(day - today.date()).days for day in days] if days else None


def _distance(event: cs.Event, today: cs.When, lang: str) -> str:
    """Return how far from today an event begins, if the day is known."""
    least, most = _days_from(today, event) or (None, None)
    if least is None or least != most:
        return ""
    if least == 0:
        return phrase("today", lang)
    days = language(lang).counted(abs(least), "day")
    return phrase("in {days}" if least > 0 else "{days} ago", lang, days=days)


DAYS: tuple[click.Command, ...] = (today, week, coming, since)
