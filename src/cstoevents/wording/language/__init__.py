"""What a language says and recognises: one interface, and a module for each language.

A language is added by adding a module here, or a package where it is long, whose name is
its tag (``en``, ``ru``) and which defines ``LANGUAGE``. Nothing else lists the languages:
whatever takes ``lang`` takes it, what reads words recognises its own, and the command line
offers it.

Where a language lacks a word, the English one stands in, save in dates and numbers.
Rules of plurals, names of months and patterns of dates and of their ranges are those
of Unicode's Common Locale Data Repository (CLDR).
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

import attrs

from cstoevents.dates import Precision
from cstoevents.errors.arguments import refusal

Gender: TypeAlias = Literal["masculine", "feminine", "neuter"]
"""The grammatical gender of what an ordinal number stands beside."""

PluralCategory: TypeAlias = Literal["zero", "one", "two", "few", "many", "other"]
"""The categories of CLDR, of which a language uses some."""

UnitForms: TypeAlias = Mapping[PluralCategory, str]

_NOTHING: Final[Mapping[str, str]] = {}


class Forms(NamedTuple):
    """One phrase, or the template of one, in the cases that prepositions ask for."""

    nominative: str
    genitive: str
    accusative: str


def uninflected(text: str) -> Forms:
    """Return a phrase that is the same in every case."""
    return Forms(text, text, text)


PARTS_OF_MONTH: Final = ((1, 10), (11, 20), (21, 31), (1, 15), (16, 31))
"""The first and the last day of the decades and of the halves of a month, as plans count them."""


@attrs.frozen(kw_only=True, slots=True)
class DatePatterns:
    """How dates are written, and what is recognised besides.

    ``point_templates`` take ``{year}``, ``{first}`` and ``{last}`` (of a decade or a
    century), and ``{month}``, ``{subyear}`` in one of their cases, as in
    ``{month.genitive}``. ``interval_templates`` take ``{start}`` and ``{end}`` in a
    case; ``{start_about}`` is where the word goes that makes the start approximate.

    What is written is also read. What is read besides stands in the fields that begin
    with ``also_``; their templates have no cases: ``{month} {day} {year}``. There a
    range within a month has ``{last_day}``, and a week its number, ``{week}``. Case, full
    stops, commas and brackets are passed over in reading, and every dash is a hyphen.
    """

    months: tuple[Forms, ...]
    subyears: Mapping[int, Forms]
    point_templates: Mapping[Precision, Forms]
    day_without_year: str
    years: str
    about: str
    about_in_interval: str
    uncertain: str
    unknown: Mapping[str, str]
    interval_templates: Mapping[str, str]

    also_months: tuple[tuple[str, ...], ...] = ((),) * 12
    also_subyears: Mapping[int, tuple[str, ...]] = attrs.field(factory=dict)
    also_point_templates: tuple[str, ...] = ()
    also_days: tuple[str, ...] = ()
    also_days_without_year: tuple[str, ...] = ()
    also_interval_templates: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    also_prepositions: tuple[str, ...] = ()
    """Words before a date that add nothing: "in" May, "on" 5 May."""
    parts_of_month: tuple[tuple[str, ...], ...] = ((),) * 5
    """Words before a month for its decades and its halves, as in `PARTS_OF_MONTH`."""
    recurring_words: tuple[str, ...] = ()
    """How words begin that say that something comes back: "quarterly", "every" Tuesday."""
    part_of_period_words: tuple[str, ...] = ()
    """Words before a date for a part of its period, which EDTF can't say: "early" 2024."""
    also_and: tuple[str, ...] = ()
    """Words before the last of several days: 5, 6 "and" 7 May."""
    also_or: tuple[str, ...] = ()
    """Words between days or months of which one is meant: May "or" June."""
    also_about: tuple[str, ...] = ()
    """More words for an approximate date: "circa" 1992."""
    also_uncertain: tuple[str, ...] = ()
    """More words for an uncertain date: "probably" May 2024."""
    weekdays: tuple[tuple[str, ...], ...] = ((),) * 7
    """The names and abbreviations of Monday to Sunday."""


@attrs.frozen(kw_only=True, slots=True)
class Language:
    """All words and rules of one language.

    ``respellings`` are pairs of what rules would write and what people do (Russian "со
    2" for "с 2"); ``letters_alike`` are pairs of a letter and the one that stands for
    it where they are not told apart (ё and е); ``latin`` is how the letters of its script,
    small and composed, are written in Latin ones, for ids that people can read;
    ``latin_alike`` are pairs of what systems of transliteration, or the alphabets of its
    neighbours, write otherwise and what both are compared as (kh and h, ў and u).
    """

    tag: str
    name: str
    dates: DatePatterns
    respellings: tuple[tuple[str, str], ...] = ()
    letters_alike: tuple[tuple[str, str], ...] = ()
    letters: str = ""
    """Those of its alphabet, small, where it isn't the Latin one."""
    latin: Mapping[str, str] = _NOTHING
    old_encodings: tuple[str, ...] = ()
    """How programs encode it that know no UTF-8, the likeliest first."""
    latin_alike: tuple[tuple[str, str], ...] = ()

    # Numbers
    plural: Callable[[int], PluralCategory]
    units: Mapping[str, UnitForms]
    """The forms of what is counted, such as ``year``: templates with ``{}``, by plural category."""
    ordinal: Callable[[int, Gender], str]
    anniversary: str
    """A template that takes an ordinal, in the feminine where that matters."""
    jubilee: Callable[[int], str | None]
    ordinal_endings: tuple[str, ...] = ()
    """Endings of ordinals after figures: 41"st"."""
    number_signs: tuple[str, ...] = ()
    """Signs before a number, in small letters and without full stops: "no" 41."""
    no_number_words: tuple[str, ...] = ()
    """What is written in place of a number that something has not: "without number"."""
    year_words: tuple[str, ...] = ()
    """Words after the figures of a year: Russian 2024 "год"."""
    number_suffixes: tuple[str, ...] = ()
    """Words that make another number of one: 6 "bis"."""

    # Words
    phrases: Mapping[str, str] = _NOTHING
    """Headings, marks and sentences, by the English ones."""
    messages: Mapping[str, str] = _NOTHING
    """What errors, notes and findings say, by the English of it, as `wording.messages` has it."""
    quotation: str = "'{}'"
    """A template for what messages quote: '{}', «{}»."""
    vocabularies: Mapping[str, Mapping[str, tuple[str, ...]]] = attrs.field(factory=dict)
    """Names of the members of vocabularies: the first is written, the others are read too."""
    posts: Mapping[str, str] = _NOTHING
    """Names of posts, by their slugs."""
    posts_read: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    """Names of posts that are read and not written, by slug."""
    posts_suggested: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    """Words for a post that are another in other bodies, by slug: never read, only suggested."""
    topics: Mapping[str, str] = _NOTHING
    """Names of topics, by their keywords."""
    fields: Mapping[str, str] = _NOTHING
    """Names of fields of records and values that no column of a sheet is called by.

    One that a class calls otherwise is under that class as well: ``Official.name``.
    """
    columns: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    """Headers of a sheet, by column: the first is written, the others are read too."""
    extra_headers: tuple[str, ...] = ()
    """Headers of what no field of an event is for, in small letters: "troops"."""
    countries: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    """Names of countries, by code: the first is written, the others are read too."""
    place_kind_words: tuple[str, ...] = ()
    """Words beside the name of a place that say what it is: "city" of Minsk."""
    words_before_kinds: str = ""
    """A pattern of words between which and its kind a title says no more: "joint" exercise."""
    acting_words: tuple[str, ...] = ()
    """Words before a post that somebody holds for the time being: "acting"."""
    words_before_bodies: tuple[str, ...] = ()
    """Words between a post and the body that it is in: Secretary General "of the" CSTO."""
    case_endings: str = ""
    """A pattern of the endings that the words of a name have in other cases."""
    total_row_words: tuple[str, ...] = ()
    """What begins a row of totals in a sheet, in small letters: "total"."""
    header_fillers: tuple[str, ...] = ()
    """Words around a header that add nothing: "event" in "Event date"."""
    footnote_words: tuple[str, ...] = ()
    """What begins a line below the rows of a sheet, in small letters: "source"."""
    words_before_plan_periods: tuple[str, ...] = ()
    """Words before the year or the month that a plan is for, in small letters: "for" 2026."""
    as_of_words: tuple[str, ...] = ()
    """Words before the day or the month that a text is from, in small letters: "as of"."""
    document_stems: tuple[str, ...] = ()
    """How words begin that say of what a document's own year is, in small letters: "approv"."""
    empty_cell_words: tuple[str, ...] = ()
    """What is written into a cell that has no value, in small letters: "n/a"."""
    header_plural_endings: tuple[str, ...] = ()
    """Plural endings in brackets after a header, in small letters: "s" in "Date(s)"."""
    date_hint_letters: str = ""
    """The letters of hints how dates and times are written: "dmyhs", as in "DD.MM.YYYY"."""
    date_unknown_words: tuple[str, ...] = ()
    """What is written in place of a date that isn't known yet, in small letters: "tbd"."""
    this_year_words: tuple[str, ...] = ()
    """Words for the year that a text is of, in small letters: "this year"."""
    moved_words: tuple[str, ...] = ()
    """Words that say that something was moved, in small letters: "postponed"."""
    words_before_former_dates: tuple[str, ...] = ()
    """Words before the date from which something was moved: "from" 19 May."""
    words_before_new_dates: tuple[str, ...] = ()
    """Words before the date to which something was moved: "to" 27 May."""
    until_now_words: tuple[str, ...] = ()
    """What is written in place of a last day that has not come, in small letters: "present"."""
    hour_words: tuple[str, ...] = ()
    """Words after the hours of a time of day, in small letters: 10 "h"."""
    minute_words: tuple[str, ...] = ()
    """Words after the minutes of a time of day, in small letters: 30 "min"."""
    hour_names: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    """Words for times of day, in small letters, by these: "noon"."""
    half_day_words: Mapping[Literal["a", "p"], tuple[str, ...]] = attrs.field(factory=dict)
    """Words after hours before noon or after it, in small letters: 10 "in the morning"."""
    words_before_times: tuple[str, ...] = ()
    """Words before a time of day: "at" 10:00."""
    zone_words: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    """Words for zones of the tz database, beside a time or alone, in small letters: "msk"."""
    yes_words: tuple[str, ...] = ()
    """What a sheet has for true, in small letters: "yes"."""
    no_words: tuple[str, ...] = ()
    """What a sheet has for false, in small letters: "no"."""

    @property
    def month_names(self) -> tuple[str, ...]:
        """The names of months in every form, and their abbreviations."""
        forms = {name for month in self.dates.months for name in month}
        return tuple(sorted(forms.union(*self.dates.also_months), key=len, reverse=True))

    def counted(self, number: int, unit: str) -> str:
        """Return a number of units: "33 years"."""
        return self.units[unit][self.plural(number)].format(number)


@functools.cache
def languages() -> tuple[str, ...]:
    """Return the tags of all languages that are known, English first.

    >>> import cstoevents as cs
    >>> "ru" in cs.wording.languages()
    True
    """
    tags = (module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(tags, key=lambda tag: (tag != "en", tag)))


@functools.cache
def _loaded(tag: str) -> Language:
    module = importlib.import_module(f"{__name__}.{tag.replace('-', '_')}")
    found: Language = module.LANGUAGE
    return found


def language(lang: str) -> Language:
    """Return a language by its tag.

    Raises:
        ArgumentError: no such language is known; the error lists those that are.
    """
    if not isinstance(lang, str) or lang not in languages():
        raise refusal("lang", lang, f"one of {', '.join(map(repr, languages()))}")
    return _loaded(lang)


def every_language() -> tuple[Language, ...]:
    """Return all languages, for whatever recognises words of any."""
    return tuple(map(_loaded, languages()))


def language_of(text: str, tags: Iterable[str]) -> str | None:
    """Return the one of some languages whose script a text is in; None if it may be several.

    >>> from cstoevents.wording.language import language_of
    >>> language_of("Заседание", ("en", "ru")), language_of("Session", ("en", "ru"))
    ('ru', 'en')
    """
    letters = {letter for letter in text.casefold() if letter.isalpha()}
    found = [tag for tag in tags if tag in languages() and _is_in_script(letters, language(tag))]
    return found[0] if len(found) == 1 and letters else None


def language_by_letters(text: str, own: str = "en") -> str:
    """Return the language of words: the one that is theirs, unless most letters are none of it.

    Letters of one other language tell that, and others the language ``und``, which is not known.
    What is in Latin letters may be of any language, a name among Russian words, too.

    >>> from cstoevents.wording.language import language_by_letters
    >>> [language_by_letters(words) for words in ("Session", "Заседание", "Өткөрүү", "СМИД board")]
    ['en', 'ru', 'und', 'en']
    >>> language_by_letters("CSTO", "ru")
    'ru'
    """
    letters = [letter for letter in text.casefold() if letter.isalpha()]
    others = {letter for letter in letters if not _is_latin(letter)}
    is_own = own in languages() and language(own).letters != ""
    if is_own or 2 * sum(letter in others for letter in letters) <= len(letters):
        return own
    found = (spoken.tag for spoken in every_language() if others <= set(spoken.letters))
    return next(found, "und")


@functools.cache
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _is_in_script(letters: set[str], spoken: Language) -> bool:
    if spoken.latin:
        return not letters.isdisjoint(spoken.latin)
    return all(letter.isascii() for letter in letters)


def old_encodings() -> Iterator[str]:
    """Yield the encodings of all languages that are no UTF-8, the likeliest of each first."""
    for spoken in every_language():
        yield from spoken.old_encodings


def names_by_code(table: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of a table by code: in each line a code and names with semicolons between.

    A line that begins with a blank goes on with the one before it.

    >>> from cstoevents.wording.language import names_by_code
    >>> names_by_code("KG Kyrgyzstan; Kyrgyz Republic")
    {'KG': ('Kyrgyzstan', 'Kyrgyz Republic')}
    """
    lines = table.strip().replace("\n ", " ").splitlines()
    return {
        line[:2]: tuple(" ".join(name.split()) for name in line[2:].split(";")) for line in lines
    }
