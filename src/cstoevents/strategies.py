"""Hypothesis strategies for every type: valid values, records, and whole chronicles.

For tests of programs that use this library; needs the extra ``testing``. Each
strategy bears the plural of its class' name. Where hypothesis and this package
are both installed, ``st.from_type(cs.Event)`` finds them by itself.

Most are derived from the records' own fields: each field says by its type and
its rule what it holds, and the strategy for that is looked up in a table. Any
field can be given a strategy of its own, or None to leave it out::

    events(when=whens(min_year=1992), place=None)

Text is as nasty as the rules allow: quotes, carriage returns, combining and
right-to-left letters, letters beyond the basic plane, spreadsheet formulas.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any, TypeAlias, TypeVar

from cstoevents.chronicle import Chronicle
from cstoevents.dates import When
from cstoevents.dates.edtf import read_edtf
from cstoevents.errors import ArgumentTypeError, ExtraMissingError
from cstoevents.records import (
    ARRAYS,
    Delegation,
    Event,
    Meeting,
    Membership,
    Official,
    Organisation,
    Participation,
    Place,
    Record,
    Series,
    rules,
)
from cstoevents.records.countries import CODES
from cstoevents.records.extra import Extra
from cstoevents.records.fields import Field, fields_of
from cstoevents.records.rules import NumberRange, OneDay, OneGiven, OnlyWords, Rule
from cstoevents.records.values import (
    About,
    Alias,
    Commemoration,
    Document,
    Identifier,
    Reference,
    SeriesEntry,
    Source,
    Text,
)


def _register() -> None:
    """Register which strategy makes which class; hypothesis calls this when it is imported.

    That may be by the import below, so everything further down is looked up only
    when a strategy is asked for.
    """
    from hypothesis import strategies

    values = (About, Alias, Commemoration, Document, Identifier, Reference, SeriesEntry, Source)
    for cls in (When, Text, Extra, Chronicle, *values, *ARRAYS.values()):
        strategies.register_type_strategy(cls, lambda kind: _strategy_of(kind))  # noqa: PLW0108 - it isn't there yet


try:
    from hypothesis import strategies as st
    from hypothesis.strategies import SearchStrategy
except ModuleNotFoundError as _missing:
    raise ExtraMissingError("hypothesis", "testing") from _missing

__all__ = [
    "abouts",
    "aliases",
    "chronicles",
    "commemorations",
    "countries",
    "days",
    "delegations",
    "documents",
    "entries",
    "events",
    "extras",
    "identifiers",
    "ids",
    "keywords",
    "languages",
    "meetings",
    "memberships",
    "officials",
    "organisations",
    "participations",
    "places",
    "records",
    "references",
    "series",
    "sources",
    "texts",
    "times",
    "urls",
    "whens",
    "words",
]

T = TypeVar("T")

Fields: TypeAlias = "SearchStrategy[Any] | None"
"""What a field is to hold, or None to leave it out."""

# The ids that references may name, by the class of their record; None if any will do.
Targets: TypeAlias = Mapping[str, list[str]]


# Plain values


def ids() -> SearchStrategy[str]:
    """Ids of records: lower-case slugs, some with the double hyphens of made ids.

    >>> from cstoevents.strategies import ids
    >>> from hypothesis import find
    >>> find(ids(), lambda id: True)
    '0'
    """
    return _IDS


def words() -> SearchStrategy[str]:
    """Text as fields take it, in any script, with everything in it that files get wrong.

    >>> from cstoevents.strategies import words
    >>> from hypothesis import find
    >>> find(words(), lambda text: True)
    '=1+1'
    """
    return _WORDS


def languages() -> SearchStrategy[str]:
    """Language tags of BCP 47.

    >>> from cstoevents.strategies import languages
    >>> from hypothesis import find
    >>> find(languages(), lambda tag: True)
    'en'
    """
    return st.sampled_from(_LANGUAGES)


def keywords() -> SearchStrategy[str]:
    """Keywords: lower-case, without semicolons.

    >>> from cstoevents.strategies import keywords
    >>> from hypothesis import find
    >>> find(keywords(), lambda keyword: True)
    '0'
    """
    return _KEYWORDS


def urls() -> SearchStrategy[str]:
    """Web addresses.

    >>> from cstoevents.strategies import urls
    >>> from hypothesis import find
    >>> find(urls(), lambda url: True)
    'https://a'
    """
    return _URLS


def countries() -> SearchStrategy[str]:
    """Country codes of ISO 3166-1.

    >>> from cstoevents.strategies import countries
    >>> from hypothesis import find
    >>> find(countries(), lambda code: True)
    'AD'
    """
    return st.sampled_from(CODES)


def times() -> SearchStrategy[dt.time]:
    """Times of day to the second, without a zone.

    >>> from cstoevents.strategies import times
    >>> from hypothesis import find
    >>> find(times(), lambda time: True)
    datetime.time(0, 0)
    """
    return st.times().map(lambda time: time.replace(microsecond=0))


def days(*, min_year: int = 1, max_year: int = 9999) -> SearchStrategy[When]:
    """Dates that are one whole day, without a qualifier.

    >>> from cstoevents.strategies import days
    >>> from hypothesis import find
    >>> find(days(min_year=1992, max_year=2026), lambda when: True)
    When('2000-01-01')
    """
    return st.dates(dt.date(min_year, 1, 1), dt.date(max_year, 12, 31)).map(When)


def whens(*, min_year: int = 1, max_year: int = 9999) -> SearchStrategy[When]:
    """Dates of every kind: days to centuries, intervals, one-of ranges, with qualifiers.

    Every year that they name lies between the two given; an open end may reach
    beyond.

    >>> from cstoevents.strategies import whens
    >>> from hypothesis import find
    >>> find(whens(min_year=1992), lambda when: when.is_open_end).is_open_end
    True
    """
    known, unspecified = _plain_dates(min_year, max_year)
    qualifiers = st.sampled_from(["", "", "?", "~", "%"])
    simple = st.builds(str.__add__, known | unspecified, qualifiers)
    subyears = st.builds(
        "{:04}-{}{}".format,
        st.integers(min_year, max_year),
        st.integers(21, 24) | st.integers(33, 41),
        qualifiers,
    )
    return st.one_of(
        known,
        simple,
        subyears,
        st.builds(_in_order, simple, simple, st.just("{}/{}")),
        # One-of ranges have neither qualifiers nor unspecified digits.
        st.builds(_in_order, known, known, st.just("[{}..{}]")),
        st.builds("{}/{}".format, simple, st.sampled_from(["..", ""])),
        st.builds("{}/{}".format, st.sampled_from(["..", ""]), simple),
        known.map("[..{}]".format),
        known.map("[{}..]".format),
    ).map(When)


def _plain_dates(min_year: int, max_year: int) -> tuple[SearchStrategy[str], SearchStrategy[str]]:
    """Days, months and years; and those of which digits are not specified."""
    dates = st.dates(dt.date(min_year, 1, 1), dt.date(max_year, 12, 31)).map(dt.date.isoformat)
    known = st.one_of(dates, dates.map(lambda day: day[:7]), dates.map(lambda day: day[:4]))
    unspecified = [
        dates.map(lambda day: f"{day[:7]}-XX"),
        dates.map(lambda day: f"{day[:4]}-XX"),
        dates.map(lambda day: f"{day[:4]}-XX-XX"),
    ]
    for size, unknown in ((10, "X"), (100, "XX")):
        # Only those of which every year lies within, and there is no year 0.
        least, most = -(-min_year // size), (max_year + 1) // size - 1
        if least <= most:
            form = f"{{:0{4 - len(unknown)}}}{unknown}".format
            unspecified.append(st.integers(least, most).map(form))
    return known, st.one_of(unspecified)


def _in_order(one: str, other: str, form: str) -> str:
    """Make of two dates a two-sided form, the right way round."""
    if read_edtf(one).start_lo > read_edtf(other).end_hi:
        one, other = other, one
    return form.format(one, other)


def texts() -> SearchStrategy[Text]:
    """Words by language: some in English alone, some in several languages.

    >>> from cstoevents.strategies import texts
    >>> from hypothesis import find
    >>> find(texts(), lambda text: True)
    Text('=1+1')
    """
    return _TEXTS


def extras() -> SearchStrategy[Extra]:
    """Keys of one's own with JSON values of every kind, nested ones included.

    >>> from cstoevents.strategies import extras
    >>> from hypothesis import given
    >>> @given(extras())
    ... def test_more_is_kept_under_keys_of_text(extra):
    ...     assert all(isinstance(key, str) for key in extra)
    >>> test_more_is_kept_under_keys_of_text()
    """
    return _EXTRAS


# Values that records own


def aliases(**fields: Fields) -> SearchStrategy[Alias]:
    """Other names.

    >>> from cstoevents.strategies import aliases
    >>> from hypothesis import find
    >>> find(aliases(), lambda alias: True)
    Alias(value='=1+1')
    """
    return _built(Alias, fields)


def identifiers(**fields: Fields) -> SearchStrategy[Identifier]:
    """Names in other systems.

    >>> from cstoevents.strategies import identifiers
    >>> from hypothesis import find
    >>> find(identifiers(), lambda identifier: True)
    Identifier(scheme='0', identifier='=1+1')
    """
    return _built(Identifier, fields)


def sources(**fields: Fields) -> SearchStrategy[Source]:
    """Sources: each with an address, a citation or both.

    >>> from cstoevents.strategies import sources
    >>> from hypothesis import find
    >>> find(sources(citation=None), lambda source: True)
    Source(url='https://a')
    """
    return _built(Source, fields)


def documents(**fields: Fields) -> SearchStrategy[Document]:
    """Documents of events.

    >>> from cstoevents.strategies import documents
    >>> from hypothesis import find
    >>> find(documents(), lambda document: True)
    Document(title='=1+1')
    """
    return _built(Document, fields)


def entries(**fields: Fields) -> SearchStrategy[SeriesEntry]:
    """Places in series.

    >>> from cstoevents.strategies import entries
    >>> from hypothesis import find
    >>> find(entries(), lambda entry: True)
    SeriesEntry(series='0')
    """
    return _built(SeriesEntry, fields)


def references(**fields: Fields) -> SearchStrategy[Reference]:
    """References: each names an event or describes one.

    >>> from cstoevents.strategies import references
    >>> from hypothesis import find
    >>> find(references(), lambda reference: True)
    Reference(event='0')
    """
    return _built(Reference, fields)


def abouts(**fields: Fields) -> SearchStrategy[About]:
    """What chronicles say of themselves.

    >>> from cstoevents.strategies import abouts
    >>> from hypothesis import find
    >>> find(abouts(), lambda about: True)
    About()
    """
    return _built(About, fields)


def commemorations(**fields: Fields) -> SearchStrategy[Commemoration]:
    """Commemorations: each of an event, of an organisation or of something described.

    >>> from cstoevents.strategies import commemorations
    >>> from hypothesis import find
    >>> find(commemorations(), lambda what: True)
    Commemoration(event='0')
    """
    return _built(Commemoration, fields)


# Records


def places(**fields: Fields) -> SearchStrategy[Place]:
    """Places.

    >>> from cstoevents.strategies import places
    >>> from hypothesis import given
    >>> @given(places())
    ... def test_a_place_has_a_name_in_some_language(place):
    ...     assert place.name.languages
    >>> test_a_place_has_a_name_in_some_language()
    """
    return _built(Place, fields)


def organisations(**fields: Fields) -> SearchStrategy[Organisation]:
    """Organisations, states among them.

    >>> from cstoevents.strategies import organisations
    >>> from hypothesis import given
    >>> @given(organisations())
    ... def test_an_organisation_is_of_some_kind(body):
    ...     assert body.kind
    >>> test_an_organisation_is_of_some_kind()
    """
    return _built(Organisation, fields)


def officials(**fields: Fields) -> SearchStrategy[Official]:
    """Persons.

    >>> from cstoevents.strategies import officials
    >>> from hypothesis import given
    >>> @given(officials())
    ... def test_a_person_has_a_name_in_some_language(person):
    ...     assert person.name.languages
    >>> test_a_person_has_a_name_in_some_language()
    """
    return _built(Official, fields)


def memberships(**fields: Fields) -> SearchStrategy[Membership]:
    """Memberships and posts; some with ids that they made themselves.

    >>> from cstoevents.strategies import memberships
    >>> from hypothesis import given
    >>> @given(memberships())
    ... def test_a_membership_is_of_a_member_in_an_organisation(term):
    ...     assert term.member and term.organisation
    >>> test_a_membership_is_of_a_member_in_an_organisation()
    """
    return _built(Membership, fields)


def series(**fields: Fields) -> SearchStrategy[Series]:
    """Series of events.

    >>> from cstoevents.strategies import series
    >>> from hypothesis import given
    >>> @given(series())
    ... def test_a_series_has_a_name_in_some_language(one):
    ...     assert one.name.languages
    >>> test_a_series_has_a_name_in_some_language()
    """
    return _built(Series, fields)


def events(**fields: Fields) -> SearchStrategy[Event]:
    """Events that are no meetings.

    >>> from cstoevents.strategies import events
    >>> from hypothesis import given, strategies as st
    >>> @given(events(place=st.just("minsk")))
    ... def test_an_event_is_where_it_was_asked_to_be(event):
    ...     assert event.place == "minsk"
    >>> test_an_event_is_where_it_was_asked_to_be()
    """
    return _built(Event, fields)


def meetings(**fields: Fields) -> SearchStrategy[Meeting]:
    """Meetings.

    >>> from cstoevents.strategies import meetings
    >>> from hypothesis import given
    >>> @given(meetings(entries=None))
    ... def test_a_meeting_has_no_number_where_none_is_asked_for(meeting):
    ...     assert not meeting.entries
    >>> test_a_meeting_has_no_number_where_none_is_asked_for()
    """
    return _built(Meeting, fields)


def delegations(**fields: Fields) -> SearchStrategy[Delegation]:
    """Delegations; some with ids that they made themselves.

    >>> from cstoevents.strategies import delegations
    >>> from hypothesis import given
    >>> @given(delegations())
    ... def test_a_delegation_comes_to_an_event(delegation):
    ...     assert delegation.event
    >>> test_a_delegation_comes_to_an_event()
    """
    return _built(Delegation, fields)


def participations(**fields: Fields) -> SearchStrategy[Participation]:
    """Participations: each of a person, an organisation or somebody described.

    >>> from cstoevents.strategies import participations
    >>> from hypothesis import given
    >>> @given(participations())
    ... def test_one_takes_part(one):
    ...     assert one.official or one.organisation or one.description
    >>> test_one_takes_part()
    """
    return _built(Participation, fields)


def records() -> SearchStrategy[Record]:
    """Records of every class, each alone: what they refer to need not exist.

    >>> from cstoevents.strategies import records
    >>> from hypothesis import given
    >>> @given(records())
    ... def test_a_record_has_an_id(record):
    ...     assert record.id
    >>> test_a_record_has_an_id()
    """
    return st.one_of([_built(cls, {}) for cls in ARRAYS.values()])


# Chronicles


def chronicles(
    *,
    min_size: int = 0,
    max_size: int = 12,
    within: Chronicle | None = None,
    about: SearchStrategy[About] | None = None,
) -> SearchStrategy[Chronicle]:
    """Chronicles whose references all hold, in values as well, and never form a circle.

    They have chains (a hall in a house in a town) and series whose meetings are
    numbered one after the other, with gaps. ``min_size`` and ``max_size`` are the least and the
    greatest number of records; ``within`` is a chronicle that references may lead
    into, beside the new one's own records. They say nothing of themselves unless
    ``about`` is given, such as `abouts()`.

    >>> from cstoevents.strategies import chronicles
    >>> from hypothesis import given
    >>> @given(chronicles(max_size=6))
    ... def test_nothing_is_new_in_what_one_has(chronicle):
    ...     assert chronicle | chronicle == chronicle
    >>> test_nothing_is_new_in_what_one_has()
    """
    return _chronicles(min_size, max_size, within, about)


@st.composite
def _chronicles(
    draw: st.DrawFn,
    min_size: int,
    max_size: int,
    within: Chronicle | None,
    about: SearchStrategy[About] | None,
) -> Chronicle:
    targets: dict[str, list[str]] = {cls.__name__: [] for cls in ARRAYS.values()}
    for record in within or ():
        targets[type(record).__name__].append(record.id)
    taken = {id for known in targets.values() for id in known}
    made: list[Record] = []
    last_numbers: dict[str, int] = {}
    for position in range(draw(st.integers(min_size, max_size))):
        id = f"{draw(_STEMS)}-{position}"
        while id in taken:
            id += "-too"
        cls = draw(st.sampled_from([cls for cls in ARRAYS.values() if _can_be(cls, targets)]))
        fields: dict[str, Fields] = {"id": st.just(id)}
        if issubclass(cls, Event) and targets["Series"] and draw(_OFTEN):
            entry = draw(_next_entries(targets["Series"], last_numbers))
            last_numbers[entry.series] = entry.number or 0
            fields["entries"] = st.just([entry])
        made.append(_draw(draw, cls, fields, targets))
        targets[cls.__name__].append(id)
    return Chronicle(made, about=None if about is None else draw(about), within=within)


def _next_entries(
    series: list[str], last_numbers: Mapping[str, int]
) -> SearchStrategy[SeriesEntry]:
    """Return the next number of a series, mostly; sometimes one or two are left out."""
    return st.builds(
        lambda one, step: SeriesEntry(series=one, number=last_numbers.get(one, 0) + step),
        st.sampled_from(series),
        st.sampled_from([1, 1, 1, 2, 3]),
    )


# How a strategy is made of the fields of a class

# Too many fields at once make an example that nobody can read, and hypothesis gives up on.
_OFTEN = st.sampled_from([False, False, True])
_COUNTS = st.sampled_from([1, 1, 2])

_LANGUAGES: list[str] = [
    "en", "ru", "hy", "kk", "ky", "be", "be-tarask", "tg", "sr-Latn", "zh-Hant-TW", "es-419",
    "kok", "ru-u-ca-gregory", "x-private",
]  # fmt: skip
_ZONES = ("Asia/Bishkek", "Europe/Moscow", "Asia/Yerevan", "Asia/Almaty", "Etc/GMT+12", "UTC")
_MEDIA_TYPES = ("application/pdf", "image/svg+xml", "text/html", "video/mp4", "a/b.c-d_e+f")

# What breaks careless readers and writers: of CSV, of JSON, of spreadsheets, of terminals.
_NASTY = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "x\r", "x\ry", "x\r\ny", "\nx", '"', '""x"', "'", ",",
    ";x;", "\\", "\\n", "\\u0041", "null", "true", "None", "NaN", "1e5", "0x1F", "{}", "[]", "/",
    "\ufeffx", "x\u2028y\u2029", "x\x85y", "\x01", "x\x1b[31m", "e\u0301", "\u0301", "\u200f\u05d0",
    "\u202exyz\u202c", "\u0645\u0631\u062d\u0628\u0627", "Ёлка", "Ⅻ", "ﬁ", "İı", "ß", "\U0001f54a",
    "\U0001f1f0\U0001f1ec", "\U0010fffd", "\ufffe", "\uffff", " x ", "\xa0x", "</script>", "%s",
    "a--b", "2024-11", "#x", "x\ty", "\x7f",
)  # fmt: skip


def _is_text(text: str) -> bool:
    # A function, for hypothesis would turn the pattern itself into a slow strategy of its own.
    return bool(rules.TEXT.matches(text))


def _is_keyword(text: str) -> bool:
    return bool(rules.KEYWORD.matches(text))


_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_WORDS = st.one_of(
    st.sampled_from(_NASTY),
    st.text(_CHARACTERS, min_size=1, max_size=12).filter(_is_text),
    st.builds(
        str.__add__,
        st.sampled_from(_NASTY),
        st.text(_CHARACTERS, max_size=6) | st.sampled_from(_NASTY),
    ),
)
_PARTS = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=6)
_SLUGS = st.one_of(_PARTS, st.builds("{}-{}".format, _PARTS, _PARTS))
_IDS = st.one_of(_SLUGS, st.builds("{}--{}".format, _SLUGS, _SLUGS))
# Beginnings of the ids of a chronicle: a number makes each of them another.
_STEMS = st.sampled_from(["a", "b", "z", "0", "9z", "a-b", "a--b", "wg-1", "zz--z-z--0"])
_KEYWORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Lu", "Lt"], exclude_characters=";"),
    min_size=1,
    max_size=12,
).filter(_is_keyword)
_URLS = st.builds(
    "{}://{}{}".format,
    st.sampled_from(["https", "http"]),
    st.sampled_from(["a", "odkb-csto.org", "xn--80ak6aa92e.com", "[::1]:8080", "президент.рф"]),
    st.sampled_from(["", "/", "/x", "/ы?q=%20&r=1;2", "?q='1'", "#пункт-1", "/a/b.pdf"]),
)
_TEXTS = st.one_of(
    _WORDS.map(Text),
    st.dictionaries(st.sampled_from(_LANGUAGES), _WORDS, min_size=1, max_size=3).map(Text),
)

_KEYS = st.sampled_from(["file_number", "room", "Контакт", "a.b", "x y"]) | _KEYWORDS
_JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**53) + 1, 2**53 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
        st.just(""),
        _WORDS,
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=5,
)
_EXTRAS = st.dictionaries(_KEYS, _JSON, max_size=3).map(Extra)

_BY_RULE: dict[Rule, SearchStrategy[str]] = {
    rules.TEXT: _WORDS,
    rules.URL: _URLS,
    rules.LICENCE: _URLS | st.sampled_from(["CC-BY-4.0", "MIT", "GPL-3.0+"]),
    rules.LANGUAGE: st.sampled_from(_LANGUAGES),
    rules.KEYWORD: _KEYWORDS,
    rules.MEDIA_TYPE: st.sampled_from(_MEDIA_TYPES),
    rules.TIME_ZONE: st.sampled_from(_ZONES),
    rules.COUNTRY: st.sampled_from(CODES),
    rules.ID: _IDS,
    rules.SCHEME: st.one_of(_SLUGS, st.sampled_from(["facebook_id", "parlamentti.fi", "IMDB"])),
    rules.SLUG: _SLUGS,
}


def _strategy_of(cls: type) -> SearchStrategy[Any]:
    """Return the strategy of a class."""
    if cls is When:
        return whens()
    if cls is Text:
        return texts()
    if cls is Extra:
        return extras()
    if cls is Chronicle:
        return chronicles()
    return _free(cls)


@functools.cache
def _free(cls: type) -> SearchStrategy[Any]:
    return _drawn(cls, {}, None)


def _built(cls: type[T], given: Mapping[str, Fields]) -> SearchStrategy[T]:
    """Make the strategy of a class, with some of its fields given."""
    if not given:
        return _strategy_of(cls)
    plain: type = cls  # mypy takes a generic class for unhashable
    unknown = given.keys() - {field.name for field in fields_of(plain)}
    if unknown:
        first = min(unknown)
        raise ArgumentTypeError(first, given[first], f"a field of {cls.__name__}")
    return _drawn(plain, given, None)


@functools.cache
def _strategies(cls: type) -> dict[str, SearchStrategy[Any]]:
    """Return for each field of a class the strategy of one value of it."""
    return {field.name: _of_field(cls, field) for field in fields_of(cls)}


def _of_field(cls: type, field: Field) -> SearchStrategy[Any]:
    for rule in rules.across_fields(cls):
        if isinstance(rule, OnlyWords) and rule.field == field.name:
            return st.sampled_from(rule.words)
        if isinstance(rule, OneDay) and rule.field == field.name:
            return days()
    if isinstance(field.rule, Rule):
        return _BY_RULE[field.rule]
    if isinstance(field.rule, NumberRange):
        return _numbers(field.rule)
    if field.value_type is dt.time:
        return times()
    if field.vocabulary:
        return st.sampled_from(list(field.vocabulary))
    return _strategy_of(field.value_type)


def _numbers(bounds: NumberRange) -> SearchStrategy[int] | SearchStrategy[float]:
    if not bounds.whole:
        return st.floats(bounds.least, bounds.greatest)
    # More of the numbers that occur than of those that are merely possible.
    least = int(bounds.least)
    return st.integers(least, 60) | st.integers(least, int(bounds.greatest))


@st.composite
def _drawn(draw: st.DrawFn, cls: type, given: Mapping[str, Fields], targets: Targets | None) -> Any:
    return _draw(draw, cls, given, targets)


def _draw(draw: st.DrawFn, cls: type, given: Mapping[str, Fields], targets: Targets | None) -> Any:
    """Draw one value, field by field; with targets, so that its references lead to them."""
    strategies = _strategies(cls)
    possible = _possible(cls, given, targets)
    demanded = {name for name, field in possible.items() if field.required}
    demanded |= _draw_demanded(draw, cls, possible, given)
    values: dict[str, Any] = {}
    for name, field in possible.items():
        strategy = given.get(name)
        if strategy is not None:
            values[name] = draw(strategy)
        elif name in demanded or draw(_OFTEN):
            values[name] = _draw_field(draw, field, strategies[name], targets)
    return cls(**values)


def _possible(cls: type, given: Mapping[str, Fields], targets: Targets | None) -> dict[str, Field]:
    """Return the fields that can hold something, by name: a field is left out by None."""
    return {
        field.name: field
        for field in fields_of(cls)
        if (given[field.name] is not None if field.name in given else _can_hold(field, targets))
    }


def _draw_demanded(
    draw: st.DrawFn, cls: type, possible: dict[str, Field], given: Mapping[str, Fields]
) -> set[str]:
    """Draw a field for each rule that asks for one of several, and drop those it excludes.

    Where one of them is given, it is the one.
    """
    demanded = set[str]()
    for rule in rules.across_fields(cls):
        if isinstance(rule, OneGiven):
            names = [name for name in possible if name in rule.fields]
            chosen = draw(st.sampled_from([name for name in names if name in given] or names))
            demanded.add(chosen)
            if not rule.or_more:
                for other in {*rule.fields} - {chosen}:
                    possible.pop(other, None)
    return demanded


def _draw_field(
    draw: st.DrawFn, field: Field, strategy: SearchStrategy[Any], targets: Targets | None
) -> Any:
    """Draw what a field holds: one value, or a list of some."""
    if not field.many:
        return _draw_one(draw, field, strategy, targets)
    return [_draw_one(draw, field, strategy, targets) for _ in range(draw(_COUNTS))]


def _draw_one(
    draw: st.DrawFn, field: Field, strategy: SearchStrategy[Any], targets: Targets | None
) -> Any:
    if targets is not None and field.refers:
        return draw(st.sampled_from([id for name in field.refers for id in targets[name]]))
    if targets is not None and field.owned:
        return _draw(draw, field.owned, {}, targets)
    return draw(strategy)


def _can_hold(field: Field, targets: Targets | None) -> bool:
    """Whether there is something that the field can name, if it must name something."""
    if targets is None:
        return True
    if field.refers:
        return any(targets[name] for name in field.refers)
    return field.owned is None or _can_be(field.owned, targets)


def _can_be(cls: type, targets: Targets) -> bool:
    """Whether there is something to name for each reference that a value must have."""
    return all(_can_hold(field, targets) for field in fields_of(cls) if field.required)


def __dir__() -> list[str]:
    return sorted(__all__)
